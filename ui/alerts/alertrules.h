// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/alerts/alertrule.h"
#include "ui/look/sharedsettings.h"
#include "ui/streams/secretstore.h"

#include <QList>
#include <QObject>

class QSettings;

namespace helio {

/// The user's rules for alerts, kept in the settings. What is secret in a URL (its password, credentials in its query)
/// goes to a SecretStore and never to the settings; without such a store it is kept nowhere. Several windows may keep
/// theirs in the same settings: what another one added stays, what it took out is not written again.
class AlertRules : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype MostRules = 100;
    static constexpr qsizetype MostUndone = 50; ///< beyond it the oldest are forgotten

    struct Entry
    {
        QByteArray key;
        AlertRule rule;
        bool hasSecrets = false;        ///< in its URL; while they are missing, that is without them
        bool areSecretsMissing = false; ///< secretsProblem says why; nothing is posted then
        QString secretsProblem = {};    ///< also: they could not be kept; for people, translated
    };

    /// Both are borrowed; `secrets` may be null. Reads what is kept.
    AlertRules(QSettings &settings, SecretStore *secrets, QObject *parent = nullptr);

    const QList<Entry> &all() const { return entries_; }
    /// Null when there is none.
    const Entry *find(const QByteArray &key) const;

    /// Answers its key; empty when there are MostRules already.
    QByteArray add(const AlertRule &rule);
    void replace(const QByteArray &key, const AlertRule &rule);
    void setEnabled(const QByteArray &key, bool enabled);
    void remove(const QByteArray &key);
    bool canUndoRemove() const { return !removed_.isEmpty(); }
    /// Brings the one back that was removed last, with the key that it had; answers that.
    QByteArray undoRemove();
    /// There is a rule of that key, or it can be brought back.
    bool knows(const QByteArray &key) const;

Q_SIGNALS:
    void changed();

private:
    struct Removed
    {
        qsizetype place;
        QByteArray key;
        AlertRule rule;
    };

    void read();
    void readOne(const QString &key);
    QByteArray insert(qsizetype place, const QByteArray &key, const AlertRule &rule);
    void write(Entry &entry, bool isNew);
    void keepSecrets(Entry &entry, bool hadSecrets);
    QStringList keys() const;
    Entry *entryOf(const QString &secretKey);
    void onSecretRead(const QString &key, SecretStore::Outcome outcome, const QByteArray &secret,
                      const QString &problem);

    QSettings &settings_;
    SecretStore *secrets_;
    SharedKeys shared_;
    QList<Entry> entries_;
    QList<Removed> removed_;
};

} // namespace helio
