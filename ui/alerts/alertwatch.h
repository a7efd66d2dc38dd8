// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/feedqueue.h"
#include "ui/alerts/alertrule.h"
#include "ui/alerts/ratewindow.h"
#include "ui/events/filter/eventfilter.h"

#include <QHash>

#include <deque>
#include <vector>

namespace helio {

/// What a rule has to say.
struct Alert
{
    QByteArray key;             ///< of the rule
    QString words;              ///< for people, translated: what is so
    QString stream;             ///< or the hub; empty where it is about none alone
    std::optional<Event> event; ///< that it is about
};

/// Watches events and findings for some rules. A value: it is fed and asked, and told what time it is. Each rule speaks
/// once when what it watches for begins to be so, and again when it began anew; after it spoke it is silent for its
/// cool-down. Times, here and below, are since any zero and never less than before.
class AlertWatch
{
public:
    using Time = std::chrono::nanoseconds;

    struct Rule
    {
        QByteArray key;
        AlertRule rule;
    };

    /// Regular expressions may take milliseconds for one event: all together get so much of a batch's time.
    static constexpr std::chrono::milliseconds DearTime{4};

    /// Those that are enabled are watched. Who was watched already, by its key, and watches for the same goes on as it
    /// was; who was taken away and comes back is silent for what is left of its cool-down.
    void setRules(const QList<Rule> &rules, Time now);
    /// What filters know as `source:`.
    void setSourceName(int source, const QString &name) { sourceNames_.insert(source, name); }

    void onEvents(const std::deque<FeedQueue::Item> &items, Time now);
    /// Something is wrong with `subject`, since now.
    void onFinding(const QString &subject, const Finding &finding, Time now);
    /// At least once a second.
    void onTime(Time now);

    QList<Alert> takeAlerts() { return std::exchange(alerts_, {}); }
    /// How many events that rule did not look at, since its filter was too slow for so many.
    quint64 passedOver(const QByteArray &key) const;

private:
    struct Watched
    {
        Rule rule;
        EventFilter filter;
        bool isDear = false;
        bool asksForSource = false;
        Time lastSeen{0};                ///< an event of the filter; or the beginning
        RateWindow window;               ///< of rates
        bool isTold = false;             ///< what began to be so was told
        Time quietUntil{0};              ///< of all but findings
        QHash<QString, Time> quietAbout; ///< of findings: by what they are about
        quint64 passedOver = 0;
    };

    /// Of one that was taken away.
    struct Quiet
    {
        Time until{0};
        QHash<QString, Time> about;
    };

    Watched begin(const Rule &rule, Time now);
    void keepQuiet(const QList<Rule> &rules);
    bool meets(const Watched &watched, size_t at) const;
    void onEvents(Watched &watched, const std::deque<FeedQueue::Item> &items, Time now);
    enum class Order { OldestFirst, NewestFirst };
    template <typename Visit>
    void visitMet(Watched &watched, Order order, const Visit &visit);
    void countMet(Watched &watched, Time now);
    void judgeRate(Watched &watched, Time now);
    void speak(Watched &watched, Alert alert, Time now);

    std::vector<Watched> watched_;
    QHash<QByteArray, Quiet> quiet_; ///< by rule
    QHash<int, QString> sourceNames_;
    std::vector<EventView> views_; ///< of the batch at hand; kept for its room
    qint64 dearSpent_ = 0;         ///< nanoseconds, in this batch
    QList<Alert> alerts_;
};

} // namespace helio
