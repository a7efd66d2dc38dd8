// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/streams/savedstreams.h"

#include "ui/streams/requestsecrets.h"
#include "ui/streams/requestsettings.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>
#include <QUuid>

#include <algorithm>
#include <utility>

namespace helio {

using namespace Qt::StringLiterals;

namespace {

const QString OrderKey = u"streams/order"_s;
constexpr qsizetype MostStreams = 1000; ///< of a settings file that somebody else wrote

QString settingsKey(const QString &key)
{
    return u"streams/"_s + key;
}

QString secretKey(const QString &key)
{
    return u"stream "_s + key;
}

constexpr qsizetype LongestProblem = 2000; ///< characters; a server may say much

/// Words of the settings: they never change.
constexpr std::pair<QLatin1StringView, StreamRest::Cause> Causes[] = {
    {"user"_L1, StreamRest::Cause::User},
    {"ended"_L1, StreamRest::Cause::Ended},
    {"refused"_L1, StreamRest::Cause::Refused},
};

void writeRest(const StreamRest &rest, const StreamRequest &request, QJsonObject &settings)
{
    for (const auto &[word, cause] : Causes) {
        if (cause == rest.cause)
            settings.insert("rest"_L1, word);
    }
    if (!rest.problem.isEmpty())
        settings.insert("problem"_L1, withoutSecrets(rest.problem, request).left(LongestProblem));
}

StreamRest restFrom(const QJsonObject &settings)
{
    StreamRest rest;
    for (const auto &[word, cause] : Causes) {
        if (settings["rest"_L1].toString() == word)
            rest.cause = cause;
    }
    if (rest.cause == StreamRest::Cause::Refused)
        rest.problem = settings["problem"_L1].toString().left(LongestProblem);
    return rest;
}

} // namespace

SavedStreams::SavedStreams(StreamList &streams, SecretStore &secrets, QSettings &settings, QObject *parent)
    : QObject(parent)
    , streams_(streams)
    , secrets_(secrets)
    , settings_(settings)
{
    connect(&secrets_, &SecretStore::readFinished, this, &SavedStreams::onSecretsRead);
    connect(&secrets_, &SecretStore::writeFinished, this,
            [this](const QString &key, SecretStore::Outcome outcome, const QString &problem) {
                const int id = idOf(key);
                if (outcome != SecretStore::Outcome::Done && id != 0)
                    Q_EMIT secretsNotKept(streams_.name(id), problem);
            });
    connect(&secrets_, &SecretStore::removeFinished, this,
            [this](const QString &key, SecretStore::Outcome outcome, const QString &problem) {
                const QString name = removed_.take(key);
                if (outcome == SecretStore::Outcome::Failed && !name.isEmpty())
                    Q_EMIT secretsNotRemoved(name, problem);
            });
}

void SavedStreams::restore(Opening opening)
{
    const QStringList keys = settings_.value(OrderKey).toStringList();
    shared_.read(keys);
    for (const QString &key : keys.mid(0, MostStreams))
        restoreOne(key, opening);
    shared_.adopt(ownKeys());
    for (const auto signal : {&StreamList::added, &StreamList::changed})
        connect(&streams_, signal, this, &SavedStreams::keep);
    connect(&streams_, &StreamList::edited, this, [this](int id) {
        removedElsewhere_.remove(id); // whoever works on it wants it
        keep(id);
    });
    connect(&streams_, &StreamList::removed, this, &SavedStreams::forget);
}

void SavedStreams::restoreOne(const QString &key, Opening opening)
{
    const QByteArray written = settings_.value(settingsKey(key)).toString().toUtf8();
    const QJsonObject settings = QJsonDocument::fromJson(written).object();
    const StreamRequest request = requestFrom(settings);
    if (request.url.isEmpty())
        return;
    const bool isWanted = settings["open"_L1].toBool(true) && request.isRepeatable();
    const int id = streams_.add(request, isWanted);
    Kept &kept = kept_[id];
    kept.key = key;
    kept.name = streams_.name(id);
    kept.settings = written;
    if (isWanted && opening == Opening::Paused)
        streams_.pause(id);
    if (!isWanted)
        streams_.setRest(id, restFrom(settings));
    if (settings["hasSecrets"_L1].toBool()) {
        kept.awaitsSecrets = true;
        streams_.setSecretsMissing(id, tr("The system's keychain is asked for the secrets of this stream."));
        secrets_.read(secretKey(key));
    } else if (isWanted && !streams_.isPaused(id)) {
        streams_.reopen(id);
    }
}

void SavedStreams::onSecretsRead(const QString &key, SecretStore::Outcome outcome, const QByteArray &secret,
                                 const QString &problem)
{
    const int id = idOf(key);
    if (id == 0 || !kept_[id].awaitsSecrets)
        return; // removed, or written anew by hand meanwhile
    kept_[id].awaitsSecrets = false;
    StreamRequest request = streams_.request(id);
    const QUrl broughtUrl = std::exchange(kept_[id].broughtUrl, {});
    const bool isRead = outcome == SecretStore::Outcome::Done && addSecrets(request, secret);
    if (!broughtUrl.isEmpty())
        request.url = broughtUrl;
    if (!isRead && !broughtUrl.isEmpty()) {
        streams_.edit(id, request); // it may be all that is needed
        return;
    }
    switch (outcome) {
    case SecretStore::Outcome::Done:
        if (!isRead)
            break;
        kept_[id].secrets = secret;
        streams_.supply(id, request);
        if (streams_.isWanted(id) && !streams_.isPaused(id))
            streams_.reopen(id);
        return;
    case SecretStore::Outcome::NotThere:
        break;
    case SecretStore::Outcome::Failed:
        if (problem.isEmpty())
            break;
        lackSecrets(
            id,
            tr("The secrets of this stream could not be read: %1 Edit the stream to write them again.").arg(problem));
        return;
    }
    lackSecrets(id, tr("The secrets of this stream (token, password or headers) were not kept. Edit the stream to "
                       "write them again."));
}

int SavedStreams::idOf(const QString &key) const
{
    for (auto it = kept_.cbegin(); it != kept_.cend(); ++it) {
        if (secretKey(it->key) == key)
            return it.key();
    }
    return 0;
}

void SavedStreams::lackSecrets(int id, const QString &problem)
{
    kept_[id].lacksSecrets = true;
    streams_.setSecretsMissing(id, problem);
}

void SavedStreams::keep(int id)
{
    const StreamRequest request = streams_.request(id);
    if (!request.isKept) {
        forget(id);
        return;
    }
    if (removedElsewhere_.contains(id))
        return;
    const bool isNew = !kept_.contains(id);
    Kept &kept = kept_[id];
    if (isNew)
        kept.key = QUuid::createUuid().toString(QUuid::WithoutBraces);
    kept.name = streams_.name(id);
    if (kept.awaitsSecrets && secretsOf(request).isEmpty())
        return; // it is not known yet what it will be
    kept.awaitsSecrets = false;
    if (kept.lacksSecrets && !streams_.areSecretsMissing(id))
        kept.lacksSecrets = false;

    const QByteArray secrets = secretsOf(request);
    QJsonObject settings = settingsOf(request);
    settings.insert("open"_L1, streams_.isWanted(id));
    if (!streams_.isWanted(id))
        writeRest(streams_.rest(id), request, settings);
    if (!secrets.isEmpty() || kept.lacksSecrets)
        settings.insert("hasSecrets"_L1, true);
    const QByteArray written = QJsonDocument(settings).toJson(QJsonDocument::Compact);
    if (written != kept.settings && !write(id, kept, isNew, written))
        return;
    if (secrets != kept.secrets && !kept.lacksSecrets) {
        if (secrets.isEmpty())
            removeSecrets(kept);
        else if (secrets_.availability() != SecretStore::Availability::None)
            secrets_.write(secretKey(kept.key), secrets);
        kept.secrets = secrets;
    }
}

bool SavedStreams::write(int id, Kept &kept, bool isNew, const QByteArray &settings)
{
    const SharedSettings scope(settings_);
    shared_.read(settings_.value(OrderKey).toStringList());
    if (shared_.hasGone(kept.key)) {
        removedElsewhere_.insert(id);
        kept_.remove(id);
        return false;
    }
    kept.settings = settings;
    settings_.setValue(settingsKey(kept.key), QString::fromUtf8(settings));
    if (isNew)
        settings_.setValue(OrderKey, shared_.merge(ownKeys()));
    return true;
}

void SavedStreams::forget(int id)
{
    removedElsewhere_.remove(id);
    const Kept kept = kept_.take(id);
    if (kept.key.isEmpty())
        return;
    {
        const SharedSettings scope(settings_);
        shared_.read(settings_.value(OrderKey).toStringList());
        settings_.remove(settingsKey(kept.key));
        settings_.setValue(OrderKey, shared_.merge(ownKeys()));
    }
    if (!kept.secrets.isEmpty() || kept.lacksSecrets || kept.awaitsSecrets)
        removeSecrets(kept);
}

void SavedStreams::removeSecrets(const Kept &kept)
{
    removed_.insert(secretKey(kept.key), kept.name);
    secrets_.remove(secretKey(kept.key));
}

QStringList SavedStreams::ownKeys() const
{
    QList<int> ids = kept_.keys();
    std::sort(ids.begin(), ids.end());
    QStringList keys;
    for (const int id : std::as_const(ids))
        keys.append(kept_[id].key);
    return keys;
}

int SavedStreams::open(const QUrl &url)
{
    StreamRequest wanted;
    wanted.url = url;
    wanted.isKept = false;
    const QUrl plain = withoutSecrets(wanted).url;
    const QList<int> ids = streams_.ids();
    for (const int id : ids) {
        StreamRequest known = streams_.request(id);
        if (withoutSecrets(known).url != plain || known.method != wanted.method)
            continue;
        // What the command line brings along counts.
        const bool bringsSecrets = known.url != url && url != plain;
        const auto kept = kept_.find(id);
        if (kept != kept_.end() && kept->awaitsSecrets) {
            // The keychain will answer. An edit now would go without its secrets, or even wipe them out.
            if (bringsSecrets)
                kept->broughtUrl = url;
            streams_.setWanted(id);
        } else if (bringsSecrets) {
            known.url = url;
            streams_.edit(id, known);
        } else {
            streams_.reopen(id);
        }
        return id;
    }
    return streams_.open(wanted);
}

} // namespace helio
