// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/alerts/alertposter.h"
#include "ui/alerts/alertrules.h"
#include "ui/alerts/alertwatch.h"
#include "ui/alerts/desktopnotifier.h"

#include <QElapsedTimer>
#include <QTimer>

namespace helio {

/// Alerts at work: watches for what the rules say, does what they say then, and remembers what came of it.
class Alerts : public QObject
{
    Q_OBJECT
public:
    /// What a rule said last, and what came of what it did.
    struct Last
    {
        qint64 at = 0; ///< milliseconds since 1970; 0: it has said nothing yet
        QString words;
        QStringList outcomes; ///< of each action, for people, translated
        bool isBad = false;   ///< one of them did not work
        bool isTrial = false;
    };

    /// All are borrowed; `secrets` may be null. `postLimit`: how long a POST may take.
    Alerts(QSettings &settings, SecretStore *secrets, const QDBusConnection &bus = QDBusConnection::sessionBus(),
           std::chrono::milliseconds postLimit = std::chrono::seconds(10), QObject *parent = nullptr);

    AlertRules &rules() { return rules_; }
    Last last(const QByteArray &key) const { return last_.value(key); }
    quint64 passedOver(const QByteArray &key) const { return watch_.passedOver(key); }
    /// Does what the rule does, at once, whatever is so. finished() says what came of it.
    void tryOut(const QByteArray &key);

    /// How many alerts that mark came since acknowledge().
    int unseen() const { return unseen_; }
    /// What the newest of them said, with the name of its rule.
    const QString &newest() const { return newest_; }
    void acknowledge();

    void setSourceName(int source, const QString &name) { watch_.setSourceName(source, name); }
    void onEvents(const std::deque<FeedQueue::Item> &items);
    /// Something was found to be wrong with a stream, or the hub.
    void onProblem(const QString &subject, const helio::Finding &finding);
    /// What is due by the time, as it does twice a second.
    void onTime();

Q_SIGNALS:
    void alerted(const QByteArray &key);
    /// One more action of the rule is done, or was given up.
    void finished(const QByteArray &key);
    /// It did not work; `text` is for people.
    void failed(const QString &rule, const QString &text);
    void unseenChanged();
    /// The user clicked a notification.
    void activated();

private:
    AlertWatch::Time now() const { return AlertWatch::Time(clock_.nsecsElapsed()); }
    void setRules();
    void actAll();
    void act(const AlertRules::Entry &entry, const Alert &alert, bool isTrial);
    void onOutcome(quint64 ticket, bool isGood, const QString &text);
    void addOutcome(const QByteArray &key, bool isGood, const QString &text);

    AlertRules rules_;
    AlertPoster poster_;
    DesktopNotifier notifier_;
    AlertWatch watch_;
    QElapsedTimer clock_;
    QTimer timer_;
    AlertWatch::Time lastTime_{0}; ///< of the last onTime()
    QHash<QByteArray, Last> last_;
    QHash<quint64, QByteArray> underWay_; ///< whose action each ticket is
    quint64 lastTicket_ = 0;
    int unseen_ = 0;
    QString newest_;
};

} // namespace helio
