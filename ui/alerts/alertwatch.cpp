// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertwatch.h"

#include "findings/findingtable.h"
#include "ui/alerts/alerttexts.h"

#include <QElapsedTimer>

#include <algorithm>

namespace helio {

namespace {

using Condition = AlertRule::Condition;

/// What was said of so many things is remembered for the cool-down of findings; beyond it what is over goes.
constexpr qsizetype MostQuiet = 256;
/// Rules that were taken away, whose cool-downs are remembered.
constexpr qsizetype MostQuietRules = 200;

EventView viewOf(const FeedQueue::Item &item)
{
    const Event &event = item.received.event;
    return {item.received.receivedAt, item.source, event.channel, event.id, event.type, event.data, {}};
}

} // namespace

void AlertWatch::setRules(const QList<Rule> &rules, Time now)
{
    keepQuiet(rules);
    std::vector<Watched> next;
    for (const Rule &rule : rules) {
        if (!rule.rule.isEnabled)
            continue;
        const auto before = std::find_if(watched_.begin(), watched_.end(),
                                         [&rule](const Watched &one) { return one.rule.key == rule.key; });
        if (before != watched_.end() && before->rule.rule.watchesSame(rule.rule)) {
            next.push_back(std::move(*before));
            next.back().rule = rule;
        } else {
            next.push_back(begin(rule, now));
        }
    }
    watched_ = std::move(next);
}

/// Of those that are not among `rules` any more.
void AlertWatch::keepQuiet(const QList<Rule> &rules)
{
    for (const Watched &watched : watched_) {
        const bool goes = std::none_of(rules.begin(), rules.end(),
                                       [&watched](const Rule &rule) { return rule.key == watched.rule.key; });
        if (goes && quiet_.size() < MostQuietRules)
            quiet_.insert(watched.rule.key, {watched.quietUntil, watched.quietAbout});
    }
}

AlertWatch::Watched AlertWatch::begin(const Rule &rule, Time now)
{
    Watched watched;
    watched.rule = rule;
    watched.filter = EventFilter::parse(rule.rule.filter).value_or(EventFilter());
    watched.isDear = watched.filter.isDear();
    watched.asksForSource = watched.filter.asksForSource();
    watched.lastSeen = now;
    const Quiet quiet = quiet_.take(rule.key);
    watched.quietUntil = quiet.until;
    watched.quietAbout = quiet.about;
    watched.window = RateWindow(std::max(rule.rule.time, AlertRule::LeastTime), now);
    return watched;
}

void AlertWatch::onEvents(const std::deque<FeedQueue::Item> &items, Time now)
{
    const bool areWanted = std::any_of(watched_.cbegin(), watched_.cend(), [](const Watched &one) {
        return one.rule.rule.condition != Condition::Finding;
    });
    if (!areWanted || items.empty())
        return;
    views_.clear();
    for (const FeedQueue::Item &item : items)
        views_.push_back(viewOf(item));
    dearSpent_ = 0;
    for (Watched &watched : watched_)
        onEvents(watched, items, now);
}

void AlertWatch::onEvents(Watched &watched, const std::deque<FeedQueue::Item> &items, Time now)
{
    switch (watched.rule.rule.condition) {
    case Condition::Finding:
        return;
    case Condition::Silence:
        visitMet(watched, Order::NewestFirst, [&](size_t) {
            watched.lastSeen = now;
            watched.isTold = false;
            return false;
        });
        return;
    case Condition::MoreThan:
    case Condition::FewerThan:
        countMet(watched, now);
        judgeRate(watched, now);
        return;
    case Condition::Event:
        // While it is silent, it need not look.
        if (now < watched.quietUntil)
            return;
        visitMet(watched, Order::OldestFirst, [&](size_t at) {
            const FeedQueue::Item &item = items[at];
            speak(watched, {{}, alertWords(watched.rule.rule), sourceNames_.value(item.source), item.received.event},
                  now);
            return false;
        });
        return;
    }
}

void AlertWatch::onFinding(const QString &subject, const Finding &finding, Time now)
{
    for (Watched &watched : watched_) {
        const AlertRule &rule = watched.rule.rule;
        if (rule.condition != Condition::Finding || (!rule.stream.isEmpty() && rule.stream != subject))
            continue;
        if (rule.code ? *rule.code != finding.code : finding.severity == Severity::Note)
            continue;
        // What is wrong with one stream must not hide what is wrong with another.
        const QString about = subject + u'\n' + QLatin1String(codeName(finding.code));
        if (now < watched.quietAbout.value(about, now))
            continue;
        if (watched.quietAbout.size() >= MostQuiet)
            watched.quietAbout.removeIf(
                [now](const std::pair<const QString &, Time &> &one) { return one.second <= now; });
        if (watched.quietAbout.size() < MostQuiet)
            watched.quietAbout.insert(about, now + rule.coolDown);
        alerts_.append({watched.rule.key, finding.words.translated(), subject, {}});
    }
}

void AlertWatch::onTime(Time now)
{
    for (Watched &watched : watched_) {
        const AlertRule &rule = watched.rule.rule;
        if (rule.condition == Condition::MoreThan || rule.condition == Condition::FewerThan) {
            judgeRate(watched, now);
        } else if (rule.condition == Condition::Silence && !watched.isTold && now - watched.lastSeen >= rule.time &&
                   now >= watched.quietUntil) {
            watched.isTold = true;
            speak(watched, {{}, alertWords(rule), {}, {}}, now);
        }
    }
}

void AlertWatch::countMet(Watched &watched, Time now)
{
    quint64 count = watched.filter.isEmpty() ? views_.size() : 0;
    if (!watched.filter.isEmpty())
        visitMet(watched, Order::OldestFirst, [&count](size_t) {
            ++count;
            return true;
        });
    watched.window.add(count, now);
}

void AlertWatch::judgeRate(Watched &watched, Time now)
{
    const AlertRule &rule = watched.rule.rule;
    const bool isMore = rule.condition == Condition::MoreThan;
    const double rate = isMore ? watched.window.atLeast(now) : watched.window.atMost(now);
    const bool isSo = isMore ? rate > rule.rate : watched.window.isFull(now) && rate < rule.rate;
    if (!isSo)
        watched.isTold = false;
    if (!isSo || watched.isTold || now < watched.quietUntil)
        return;
    watched.isTold = true;
    speak(watched, {{}, alertWords(rule, rate), {}, {}}, now);
}

void AlertWatch::speak(Watched &watched, Alert alert, Time now)
{
    watched.quietUntil = now + watched.rule.rule.coolDown;
    alert.key = watched.rule.key;
    alerts_.append(std::move(alert));
}

bool AlertWatch::meets(const Watched &watched, size_t at) const
{
    static const QString noName;
    const EventView &view = views_[at];
    if (!watched.asksForSource)
        return watched.filter.matches(view, noName);
    return watched.filter.matches(view, sourceNames_.value(view.source));
}

/// Calls `visit` with the place of each event of the batch that its filter meets, until that answers false; as far as
/// there is time.
template <typename Visit>
void AlertWatch::visitMet(Watched &watched, Order order, const Visit &visit)
{
    QElapsedTimer spent;
    if (watched.isDear)
        spent.start();
    const size_t count = views_.size();
    for (size_t i = 0; i < count; ++i) {
        if (watched.isDear && dearSpent_ + spent.nsecsElapsed() > Time(DearTime).count()) {
            watched.passedOver += count - i;
            break;
        }
        const size_t at = order == Order::NewestFirst ? count - 1 - i : i;
        if (meets(watched, at) && !visit(at))
            break;
    }
    if (watched.isDear)
        dearSpent_ += spent.nsecsElapsed();
}

quint64 AlertWatch::passedOver(const QByteArray &key) const
{
    const auto found =
        std::find_if(watched_.cbegin(), watched_.cend(), [&key](const Watched &one) { return one.rule.key == key; });
    return found == watched_.cend() ? 0 : found->passedOver;
}

} // namespace helio
