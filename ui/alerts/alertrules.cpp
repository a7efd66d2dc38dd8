// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertrules.h"

#include "ui/streams/requestsecrets.h"

#include <QJsonDocument>
#include <QSettings>
#include <QUuid>

#include <algorithm>

namespace helio {

using namespace Qt::StringLiterals;

namespace {

const QString OrderKey = u"alerts/order"_s;

QString settingsKey(const QByteArray &key)
{
    return u"alerts/"_s + QString::fromLatin1(key);
}

QString secretKey(const QByteArray &key)
{
    return u"alert "_s + QString::fromLatin1(key);
}

bool hasSecretsIn(const QUrl &url)
{
    return withoutSecrets(url) != url;
}

} // namespace

AlertRules::AlertRules(QSettings &settings, SecretStore *secrets, QObject *parent)
    : QObject(parent)
    , settings_(settings)
    , secrets_(secrets)
{
    if (secrets_) {
        connect(secrets_, &SecretStore::readFinished, this, &AlertRules::onSecretRead);
        connect(secrets_, &SecretStore::writeFinished, this,
                [this](const QString &key, SecretStore::Outcome outcome, const QString &problem) {
                    Entry *entry = entryOf(key);
                    if (!entry || outcome == SecretStore::Outcome::Done)
                        return;
                    entry->secretsProblem =
                        tr("The password of its address could not be kept for the next start: %1").arg(problem);
                    Q_EMIT changed();
                });
    }
    read();
}

void AlertRules::read()
{
    const QStringList kept = settings_.value(OrderKey).toStringList();
    shared_.read(kept);
    for (const QString &key : kept.mid(0, MostRules))
        readOne(key);
    shared_.adopt(keys());
}

void AlertRules::readOne(const QString &key)
{
    const QByteArray written = settings_.value(settingsKey(key.toLatin1())).toString().toUtf8();
    const QJsonObject settings = QJsonDocument::fromJson(written).object();
    const auto rule = alertRuleFrom(settings);
    if (!rule)
        return; // of a newer version, perhaps: it stays where it is
    Entry entry{key.toLatin1(), *rule, settings["hasSecrets"_L1].toBool(), false, {}};
    entry.areSecretsMissing = entry.hasSecrets;
    if (entry.hasSecrets)
        entry.secretsProblem = secrets_ ? tr("The system's keychain is asked for the password of its address.")
                                        : tr("The password of its address is not kept here: give the address again.");
    entries_.append(entry);
    if (entry.hasSecrets && secrets_)
        secrets_->read(secretKey(entry.key));
}

void AlertRules::onSecretRead(const QString &key, SecretStore::Outcome outcome, const QByteArray &secret,
                              const QString &problem)
{
    Entry *entry = entryOf(key);
    if (!entry || !entry->areSecretsMissing)
        return; // written anew by hand meanwhile
    const QUrl url(QString::fromUtf8(secret), QUrl::StrictMode);
    if (outcome == SecretStore::Outcome::Done && withoutSecrets(url) == entry->rule.url) {
        entry->rule.url = url;
        entry->areSecretsMissing = false;
        entry->secretsProblem.clear();
    } else {
        entry->secretsProblem = problem.isEmpty()
                                    ? tr("The password of its address is missing: give the address again.")
                                    : tr("The password of its address is missing: %1").arg(problem);
    }
    Q_EMIT changed();
}

const AlertRules::Entry *AlertRules::find(const QByteArray &key) const
{
    const auto found =
        std::find_if(entries_.cbegin(), entries_.cend(), [&key](const Entry &entry) { return entry.key == key; });
    return found == entries_.cend() ? nullptr : &*found;
}

AlertRules::Entry *AlertRules::entryOf(const QString &asked)
{
    const auto found = std::find_if(entries_.begin(), entries_.end(),
                                    [&asked](const Entry &entry) { return secretKey(entry.key) == asked; });
    return found == entries_.end() ? nullptr : &*found;
}

QByteArray AlertRules::add(const AlertRule &rule)
{
    return insert(entries_.size(), QUuid::createUuid().toByteArray(QUuid::WithoutBraces), rule);
}

QByteArray AlertRules::insert(qsizetype place, const QByteArray &key, const AlertRule &rule)
{
    if (entries_.size() >= MostRules)
        return {};
    Entry entry;
    entry.key = key;
    entry.rule = rule;
    const auto at = std::clamp<qsizetype>(place, 0, entries_.size());
    entries_.insert(at, entry);
    write(entries_[at], true);
    Q_EMIT changed();
    return entry.key;
}

void AlertRules::replace(const QByteArray &key, const AlertRule &rule)
{
    for (Entry &entry : entries_) {
        if (entry.key != key || entry.rule == rule)
            continue;
        // One whose secrets have not come is edited without them: they stay in the keychain unless it is another URL.
        if (entry.areSecretsMissing && rule.url != entry.rule.url) {
            entry.areSecretsMissing = false;
            entry.secretsProblem.clear();
        }
        entry.rule = rule;
        write(entry, false);
        Q_EMIT changed();
        return;
    }
}

void AlertRules::setEnabled(const QByteArray &key, bool enabled)
{
    if (const Entry *entry = find(key)) {
        AlertRule rule = entry->rule;
        rule.isEnabled = enabled;
        replace(key, rule);
    }
}

void AlertRules::remove(const QByteArray &key)
{
    const Entry *found = find(key);
    if (!found)
        return;
    const auto place = found - entries_.constData();
    const Entry gone = entries_.takeAt(place); // `key` may have been its own
    removed_.append({place, gone.key, gone.rule});
    if (removed_.size() > MostUndone)
        removed_.removeFirst();
    {
        const SharedSettings scope(settings_);
        shared_.read(settings_.value(OrderKey).toStringList());
        settings_.remove(settingsKey(gone.key));
        settings_.setValue(OrderKey, shared_.merge(keys()));
    }
    if (gone.hasSecrets && secrets_)
        secrets_->remove(secretKey(gone.key));
    Q_EMIT changed();
}

QByteArray AlertRules::undoRemove()
{
    if (removed_.isEmpty())
        return {};
    const Removed last = removed_.takeLast();
    return insert(last.place, last.key, last.rule);
}

bool AlertRules::knows(const QByteArray &key) const
{
    return find(key) || std::any_of(removed_.cbegin(), removed_.cend(),
                                    [&key](const Removed &removed) { return removed.key == key; });
}

QStringList AlertRules::keys() const
{
    QStringList keys;
    for (const Entry &entry : entries_)
        keys.append(QString::fromLatin1(entry.key));
    return keys;
}

void AlertRules::write(Entry &entry, bool isNew)
{
    const bool hadSecrets = entry.hasSecrets;
    if (!entry.areSecretsMissing)
        entry.hasSecrets = hasSecretsIn(entry.rule.url);
    AlertRule shown = entry.rule;
    shown.url = withoutSecrets(shown.url);
    QJsonObject settings = settingsOf(shown);
    if (entry.hasSecrets)
        settings.insert("hasSecrets"_L1, true);
    {
        const SharedSettings scope(settings_);
        shared_.read(settings_.value(OrderKey).toStringList());
        // What another window took out is wanted by who works on it here.
        settings_.setValue(settingsKey(entry.key),
                           QString::fromUtf8(QJsonDocument(settings).toJson(QJsonDocument::Compact)));
        if (isNew || shared_.hasGone(QString::fromLatin1(entry.key)))
            settings_.setValue(OrderKey, shared_.merge(keys()));
    }
    if (!entry.areSecretsMissing)
        keepSecrets(entry, hadSecrets);
}

void AlertRules::keepSecrets(Entry &entry, bool hadSecrets)
{
    const bool canKeep = secrets_ && secrets_->availability() != SecretStore::Availability::None;
    entry.secretsProblem.clear();
    if (!entry.hasSecrets) {
        if (hadSecrets && secrets_)
            secrets_->remove(secretKey(entry.key));
    } else if (canKeep) {
        secrets_->write(secretKey(entry.key), entry.rule.url.toEncoded());
    } else {
        entry.secretsProblem =
            tr("The password of its address is not kept for the next start: the system has no keychain.");
    }
}

} // namespace helio
