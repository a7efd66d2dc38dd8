// SPDX-License-Identifier: GPL-3.0-or-later
#include "farhub.h"

#include "remote/huburl.h"
#include "ui/streams/secretstore.h"
#include "ui/window/recenthubs.h"

namespace helio {

FarHub::FarHub(const QUrl &url, const QByteArray &token, SecretStore &secrets)
    : secrets_(secrets)
    , hub_({url, token})
    , given_(token)
{
    connect(&secrets_, &SecretStore::readFinished, this,
            [this](const QString &asked, SecretStore::Outcome outcome, const QByteArray &secret) {
                if (asked != key() || !std::exchange(isAsking_, false))
                    return;
                if (outcome == SecretStore::Outcome::Done)
                    hub_.setToken(secret);
                hub_.start(); // without one where none is kept: the hub may be open
            });
    connect(&secrets_, &SecretStore::writeFinished, this,
            [this](const QString &written, SecretStore::Outcome outcome, const QString &problem) {
                if (written == key() && outcome != SecretStore::Outcome::Done)
                    Q_EMIT tokenNotKept(name(), problem);
            });
    // One that is wrong must not take the place of a good one.
    connect(&hub_, &HubControl::stateChanged, this, [this](HubControl::State state) {
        if (state == HubControl::State::Open && !given_.isEmpty())
            secrets_.write(key(), std::exchange(given_, {}));
    });
}

QString FarHub::name() const
{
    return hubName(hub_.url());
}

QString FarHub::key() const
{
    return RecentHubs::keyOf(name());
}

void FarHub::start()
{
    if (hub_.hasToken()) {
        hub_.start();
    } else {
        isAsking_ = true;
        secrets_.read(key());
    }
}

void FarHub::startWith(const QByteArray &token)
{
    hub_.stop();
    given_ = token;
    hub_.setToken(token);
    start();
}

} // namespace helio
