// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/clientremoval.h"

#include "event/timeforpeople.h"
#include "json/unseen.h"

#include <QSet>

#include <algorithm>

namespace helio {

namespace {

/// Without the port.
QString hostOf(const QString &address)
{
    QString host = address.left(address.lastIndexOf(u':'));
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    return host;
}

/// Whether a ban with that key keeps this client away. The hub bans by subject, or without one by address.
bool isKeptAwayBy(const QString &key, const ClientInfo &client)
{
    const bool hasSubject = !client.subject.isEmpty();
    const QString name = hasSubject ? client.subject : hostOf(client.remoteAddress);
    return key == name || key == (hasSubject ? QStringLiteral("subject ") : QStringLiteral("address ")) + name;
}

} // namespace

ClientRemoval::ClientRemoval(HubControl &hub, QObject *parent)
    : QObject(parent)
    , hub_(hub)
{
    connect(&hub_, &HubControl::clientsDisconnected, this, &ClientRemoval::onDisconnected);
    connect(&hub_, &HubControl::bansArrived, this, &ClientRemoval::onBans);
    connect(&hub_, &HubControl::stateChanged, this, [this](HubControl::State state) {
        // What it was asked, nobody answers now.
        if (state != HubControl::State::Open) {
            inFlight_.clear();
            lettingCome_.clear();
            wantsKeys_ = false;
        }
    });
}

void ClientRemoval::disconnectClients(const QList<ClientInfo> &clients)
{
    ask(clients, std::chrono::seconds(0));
}

void ClientRemoval::keepAway(const QList<ClientInfo> &clients, std::chrono::seconds time)
{
    ask(clients, std::clamp(time, std::chrono::seconds(1), LongestBan));
}

void ClientRemoval::ask(const QList<ClientInfo> &clients, std::chrono::seconds ban)
{
    if (clients.isEmpty())
        return;
    QByteArrayList ids;
    for (const ClientInfo &client : clients)
        ids.append(client.id);
    inFlight_.push_back({clients, ban});
    hub_.disconnectClients(ids, ban);
}

void ClientRemoval::letCome(const QStringList &keys)
{
    for (const QString &key : keys) {
        lettingCome_.append(key);
        hub_.liftBan(key);
    }
}

void ClientRemoval::onDisconnected(const DisconnectOutcome &outcome)
{
    if (inFlight_.empty())
        return;
    last_ = std::move(inFlight_.front());
    inFlight_.pop_front();
    outcome_ = outcome;
    bannedKeys_.clear();
    letCome_.clear();
    say();
    // How it calls whom it keeps away, only the hub knows: without that nothing can be undone.
    if (last_.ban > std::chrono::seconds(0) && outcome_.disconnected > 0) {
        wantsKeys_ = true;
        hub_.requestBans();
    }
}

void ClientRemoval::onBans(const QList<BanInfo> &bans)
{
    QStringList keys;
    for (const BanInfo &ban : bans)
        keys.append(ban.key);
    if (wantsKeys_) {
        wantsKeys_ = false;
        QSet<QByteArray> refused;
        for (const DisconnectOutcome::Refusal &refusal : std::as_const(outcome_.refused))
            refused.insert(refusal.id);
        for (const QString &key : std::as_const(keys)) {
            const bool isOurs =
                std::any_of(last_.clients.cbegin(), last_.clients.cend(), [&](const ClientInfo &client) {
                    return !refused.contains(client.id) && isKeptAwayBy(key, client);
                });
            if (isOurs)
                bannedKeys_.append(key);
        }
        say();
        return;
    }
    QStringList ended;
    for (const QString &key : std::as_const(lettingCome_)) {
        if (!keys.contains(key))
            ended.append(key);
    }
    if (ended.isEmpty())
        return;
    for (const QString &key : std::as_const(ended)) {
        lettingCome_.removeAll(key);
        bannedKeys_.removeAll(key);
    }
    letCome_ += ended;
    say();
}

void ClientRemoval::say()
{
    answer_ = {};
    if (!letCome_.isEmpty()) {
        answer_.tone = Tone::Open;
        answer_.text = letCome_.size() == 1 ? tr("%1 may come again.").arg(visibleLine(letCome_.constFirst()))
                                            : tr("%n may come again.", nullptr, int(letCome_.size()));
        Q_EMIT answered();
        return;
    }
    if (last_.clients.isEmpty())
        return;
    const int done = int(outcome_.disconnected);
    QStringList sentences;
    if (done > 0)
        sentences.append(
            last_.ban > std::chrono::seconds(0)
                ? tr("%n client(s) disconnected and kept away for %1.", nullptr, done).arg(timeForPeople(last_.ban))
                : tr("%n client(s) disconnected; they may come back at once.", nullptr, done));
    const auto refused = int(outcome_.refused.size());
    if (refused > 0) {
        // The words of the first stand for all: mostly they are the same.
        sentences.append(
            tr("Not so %n of them: %1", nullptr, refused).arg(visibleLine(outcome_.refused.constFirst().detail)));
        QStringList details;
        for (const DisconnectOutcome::Refusal &refusal : std::as_const(outcome_.refused))
            details.append(tr("Client %1: %2").arg(QString::fromUtf8(refusal.id), visibleLine(refusal.detail)));
        answer_.details = details.mid(0, 20).join(u'\n');
    }
    if (sentences.isEmpty())
        sentences.append(tr("Nobody was disconnected: they had gone already."));
    answer_.tone = refused > 0 ? (done > 0 ? Tone::Waiting : Tone::Failed) : Tone::Open;
    answer_.text = sentences.join(u' ');
    answer_.undoneKeys = bannedKeys_;
    Q_EMIT answered();
}

void ClientRemoval::retranslate()
{
    say();
}

} // namespace helio
