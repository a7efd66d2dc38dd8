// SPDX-License-Identifier: GPL-3.0-or-later
// What watching costs the GUI thread: the price of an event, for rules of each kind. Prints, judges nothing.
// bench_alerts [EVENTS]
#include "fakehub.h"
#include "ui/alerts/alertwatch.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <cstdio>

using namespace helio;

namespace {

constexpr int BatchSize = 1'650; // 50,000 a second, in ticks of 33 ms

std::deque<FeedQueue::Item> makeBatch()
{
    std::deque<FeedQueue::Item> items;
    for (int i = 0; i < BatchSize; ++i) {
        const QByteArray data = "{\"symbol\":\"ACME\",\"price\":" + QByteArray::number(i % 1009) +
                                ",\"note\":\"the quick brown fox jumps over the lazy dog\",\"pad\":\"" +
                                QByteArray(100, 'x') + "\"}";
        items.push_back({1, received("orders." + QByteArray::number(i % 8), "price", data, QByteArray::number(i))});
    }
    return items;
}

void measure(const char *what, AlertRule::Condition condition, const QString &filter, int rules, int events)
{
    AlertRule rule;
    rule.name = QStringLiteral("rule");
    rule.condition = condition;
    rule.filter = filter;
    rule.rate = 1e6;
    QList<AlertWatch::Rule> all;
    for (int i = 0; i < rules; ++i)
        all.append({QByteArray::number(i), rule});
    AlertWatch watch;
    AlertWatch::Time now{0};
    watch.setRules(all, now);
    const std::deque<FeedQueue::Item> batch = makeBatch();
    QElapsedTimer spent;
    spent.start();
    for (int done = 0; done < events; done += BatchSize) {
        now += std::chrono::milliseconds(33);
        watch.onEvents(batch, now);
        watch.onTime(now);
    }
    const double perEvent = double(spent.nsecsElapsed()) / events;
    std::printf("%-44s %3d rule(s) %8.1f ns an event, %6.2f %% of the thread at 50,000/s\n", what, rules, perEvent,
                perEvent * 50'000 / 1e7);
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const int events = argc > 1 ? std::atoi(argv[1]) : 1'000'000;
    using Condition = AlertRule::Condition;
    measure("no rule", Condition::Event, {}, 0, events);
    for (const int rules : {1, 10, 20}) {
        measure("a finding", Condition::Finding, {}, rules, events);
        measure("silence, every event", Condition::Silence, {}, rules, events);
        measure("silence of a channel that is not there", Condition::Silence, QStringLiteral("channel:x"), rules,
                events);
        measure("more than, every event", Condition::MoreThan, {}, rules, events);
        measure("more than, of a channel", Condition::MoreThan, QStringLiteral("channel:orders.3"), rules, events);
        measure("an event with a text, never there", Condition::Event, QStringLiteral("zebra"), rules, events);
        measure("an event with a value, never there", Condition::Event, QStringLiteral("$.price>2000"), rules, events);
        measure("an event by an expression, never there", Condition::Event, QStringLiteral("/zeb[r]a/"), rules, events);
    }
    return 0;
}
