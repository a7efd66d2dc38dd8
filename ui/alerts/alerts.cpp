// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alerts.h"

#include "ui/alerts/alerttexts.h"

#include <QDateTime>

#include <utility>

namespace helio {

using namespace std::chrono_literals;

namespace {

constexpr auto Interval = 500ms;
/// So late, the window stood still, and what arrived meanwhile was not looked at yet.
constexpr auto StandStill = 2s;

} // namespace

Alerts::Alerts(QSettings &settings, SecretStore *secrets, const QDBusConnection &bus,
               std::chrono::milliseconds postLimit, QObject *parent)
    : QObject(parent)
    , rules_(settings, secrets)
    , poster_(postLimit)
    , notifier_(bus)
{
    clock_.start();
    connect(&rules_, &AlertRules::changed, this, &Alerts::setRules);
    connect(&poster_, &AlertPoster::finished, this, &Alerts::onOutcome);
    connect(&notifier_, &DesktopNotifier::finished, this, &Alerts::onOutcome);
    connect(&notifier_, &DesktopNotifier::activated, this, &Alerts::activated);
    connect(&timer_, &QTimer::timeout, this, &Alerts::onTime);
    timer_.start(Interval);
    setRules();
}

void Alerts::setRules()
{
    QList<AlertWatch::Rule> rules;
    for (const AlertRules::Entry &entry : rules_.all())
        rules.append({entry.key, entry.rule});
    watch_.setRules(rules, now());
    last_.removeIf([this](const std::pair<const QByteArray &, Last &> &one) { return !rules_.knows(one.first); });
}

void Alerts::onEvents(const std::deque<FeedQueue::Item> &items)
{
    watch_.onEvents(items, now());
    actAll();
}

void Alerts::onProblem(const QString &subject, const Finding &finding)
{
    watch_.onFinding(subject, finding, now());
    actAll();
}

void Alerts::onTime()
{
    // It would be taken for a silence.
    const AlertWatch::Time time = now();
    if (time - std::exchange(lastTime_, time) > StandStill)
        return;
    watch_.onTime(time);
    actAll();
}

void Alerts::actAll()
{
    const QList<Alert> alerts = watch_.takeAlerts();
    for (const Alert &alert : alerts) {
        if (const AlertRules::Entry *entry = rules_.find(alert.key))
            act(AlertRules::Entry(*entry), alert, false);
    }
}

void Alerts::tryOut(const QByteArray &key)
{
    const AlertRules::Entry *entry = rules_.find(key);
    if (!entry)
        return;
    Alert alert;
    alert.key = key;
    alert.words = tr("This is a trial. It is about: %1.").arg(conditionText(entry->rule));
    act(AlertRules::Entry(*entry), alert, true);
}

void Alerts::act(const AlertRules::Entry &entry, const Alert &alert, bool isTrial)
{
    const AlertRule &rule = entry.rule;
    const qint64 at = QDateTime::currentMSecsSinceEpoch();
    last_[entry.key] = {at, alert.words, {}, false, isTrial};
    if (rule.marks) {
        ++unseen_;
        newest_ = QStringLiteral("%1: %2").arg(rule.name, alert.words);
        last_[entry.key].outcomes.append(tr("The mark is set."));
    }
    if (rule.notifies) {
        underWay_.insert(++lastTicket_, entry.key);
        const QString about = alert.stream.isEmpty() ? alert.words : alert.stream + u'\n' + alert.words;
        notifier_.show(lastTicket_, rule.name, about);
    }
    if (!rule.url.isEmpty() && entry.areSecretsMissing) {
        addOutcome(entry.key, false, tr("Nothing was posted. %1").arg(entry.secretsProblem));
    } else if (!rule.url.isEmpty()) {
        underWay_.insert(++lastTicket_, entry.key);
        poster_.post(lastTicket_, rule.url, alertJson(rule.name, alert, at));
    }
    Q_EMIT alerted(entry.key);
    if (rule.marks)
        Q_EMIT unseenChanged();
}

void Alerts::onOutcome(quint64 ticket, bool isGood, const QString &text)
{
    const QByteArray key = underWay_.take(ticket);
    if (!key.isEmpty())
        addOutcome(key, isGood, text);
}

void Alerts::addOutcome(const QByteArray &key, bool isGood, const QString &text)
{
    const AlertRules::Entry *entry = rules_.find(key);
    if (!entry)
        return; // removed meanwhile
    Last &last = last_[key];
    last.outcomes.append(text);
    last.isBad = last.isBad || !isGood;
    Q_EMIT finished(key);
    if (!isGood)
        Q_EMIT failed(entry->rule.name, text);
}

void Alerts::acknowledge()
{
    if (unseen_ == 0)
        return;
    unseen_ = 0;
    newest_.clear();
    Q_EMIT unseenChanged();
}

} // namespace helio
