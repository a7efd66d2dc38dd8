// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/observers.h"
#include "hubbench.h"

#include <QSignalSpy>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// Who only looks on: in no count, and skipping instead of being closed.
class HubObserversTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anObserverIsInNoCount();
    void oneWhoResumesGetsWhatItMissedAndItsGap();
    void oneWhoIsSlowSkipsAndGoesOnLive();
    void whatAnObserverReadsInTimeIsNotSkipped();
    void aBatchLargerThanItsQueueIsNotSkipped();
    void whatTheyAreComparedWithTakesTurns();
    void theirNumberIsBounded();
    void oneThatMayNotStayEnds();
    void oneWhoseTokenExpiresEnds();
    void aDrainEndsThem();
};

namespace {

constexpr qsizetype Large = 600'000;

QByteArray large(char c)
{
    return QByteArray(Large, c);
}

/// As eventsOf(), with large data by its first letter.
QByteArrayList shortEventsOf(const Line &line)
{
    QByteArrayList events = eventsOf(line);
    for (QByteArray &event : events) {
        if (event.size() == Large)
            event.truncate(1);
    }
    return events;
}

} // namespace

void HubObserversTest::anObserverIsInNoCount()
{
    HubBench bench;
    const LinePtr observer = bench.observe({"~*"});
    const LinePtr client = bench.subscribe({"a"});
    const QByteArray clientId = bench.lastClientId;
    QCOMPARE(clientId, "c1");
    const PublishOutcome outcome = bench.publish({{"a", {}, "x", "own", {}}});
    QCOMPARE(outcome.events.constFirst().subscribers, 1);
    QCOMPARE(bench.publish({{"b", {}, "y", {}, {}}}).events.constFirst().subscribers, 0);
    QCOMPARE(eventsOf(*observer), (QByteArrayList{"x", "y"}));
    const HubSnapshot snapshot = bench.snapshot(true);
    QCOMPARE(snapshot.totals.clients, 1);
    QCOMPARE(snapshot.totals.delivered, 1u);
    QCOMPARE(snapshot.totals.lastSubscribedChannel, "a");
    QCOMPARE(snapshot.clients->size(), 1);
    for (const ChannelInfo &channel : snapshot.channels)
        QCOMPARE(channel.subscribers, channel.name == "a" ? 1 : 0);
    QCOMPARE(bench.hub->subscriberCount(), 1);
    observer->halfClose();
    QVERIFY(observer->isGone);
    QVERIFY(bench.hub->disconnections().empty());
    bench.publish("b", "z"); // to nobody
}

void HubObserversTest::oneWhoResumesGetsWhatItMissedAndItsGap()
{
    HistoryLimits limits;
    limits.maximumEvents = 2;
    HubBench bench(limits);
    const QByteArray first = bench.publish("a", "1");
    bench.publish("a", "2");
    const LinePtr resumed = bench.observe({"~*"}, after(first));
    QTRY_COMPARE(eventsOf(*resumed), (QByteArrayList{"2"}));
    bench.publish("a", "3");
    const QByteArray oldest = bench.publish("a", "4");
    const LinePtr late = bench.observe({"~*"}, after(first));
    QTRY_COMPARE(eventsOf(*late).size(), 3);
    QVERIFY(eventsOf(*late)[0].startsWith("(gap "));
    QCOMPARE(eventsOf(*late).mid(1), (QByteArrayList{"3", "4"}));
    QCOMPARE(bench.snapshot(false).totals.gaps, 0u);
    QCOMPARE(eventsOf(*resumed), (QByteArrayList{"2", "3", "4"}));
}

void HubObserversTest::oneWhoIsSlowSkipsAndGoesOnLive()
{
    HubBench bench;
    const LinePtr observer = bench.observe({"~*"}, {}, false);
    observer->takeWaiting();
    QByteArrayList ids;
    for (char c = 'a'; c <= 'j'; ++c)
        ids.append(bench.publish("x", large(c)));
    QVERIFY(!observer->isFinished && !observer->isAbandoned);
    QVERIFY2(observer->waiting.size() <= 4, "more than its queue holds waits");
    QVERIFY(QTest::qWaitFor([&] {
        observer->takeWaiting();
        return eventsOf(*observer).last().startsWith("(skipped");
    }));
    const QByteArrayList events = shortEventsOf(*observer);
    QCOMPARE(events.mid(0, 3), (QByteArrayList{"a", "b", "c"}));
    const qsizetype given = events.size() - 1;
    const QByteArray skipped = "(skipped {\"count\":" + QByteArray::number(ids.size() - given) + ",\"from\":\"" +
                               ids[given] + "\",\"to\":\"" + ids.last() + "\"})";
    QCOMPARE(events.last(), skipped);
    bench.publish("x", "live again");
    observer->takeWaiting();
    QCOMPARE(eventsOf(*observer).last(), "live again");
    QVERIFY(!observer->isFinished);
    QVERIFY(!observer->bytes().contains("event: skipped\nid:"));
}

void HubObserversTest::whatAnObserverReadsInTimeIsNotSkipped()
{
    HubBench bench;
    const LinePtr observer = bench.observe({"~*"}, {}, false);
    observer->takeWaiting();
    for (char c = 'a'; c <= 'd'; ++c) // the fourth does not fit, and comes from history
        bench.publish("x", large(c));
    const QByteArrayList all{"a", "b", "c", "d", "e"};
    QVERIFY(QTest::qWaitFor([&] {
        observer->takeWaiting();
        return shortEventsOf(*observer).size() == 4;
    }));
    bench.publish("x", large('e'));
    QVERIFY(QTest::qWaitFor([&] {
        observer->takeWaiting();
        return shortEventsOf(*observer).size() == 5;
    }));
    QCOMPARE(shortEventsOf(*observer), all);
}

void HubObserversTest::aBatchLargerThanItsQueueIsNotSkipped()
{
    HubBench bench;
    const LinePtr observer = bench.observe({"~*"}, {}, false);
    observer->takeWaiting();
    QList<Publication> batch;
    for (int i = 0; i < 8; ++i)
        batch.append({"x", {}, large(char('a' + i)), {}, {}});
    bench.publish(batch);
    QVERIFY(QTest::qWaitFor([&] {
        observer->takeWaiting();
        return shortEventsOf(*observer).size() == 8;
    }));
    QCOMPARE(shortEventsOf(*observer), (QByteArrayList{"a", "b", "c", "d", "e", "f", "g", "h"}));
}

void HubObserversTest::whatTheyAreComparedWithTakesTurns()
{
    HubBench bench;
    QByteArrayList patterns;
    for (int i = 0; i < 100; ++i)
        patterns.append("~*b*" + QByteArray::number(i) + "*c");
    std::vector<LinePtr> lines;
    for (size_t i = 0; i < Observers::Maximum; ++i)
        lines.push_back(bench.observe(patterns));
    qsizetype delivered = 0;
    connect(&bench.tap, &HubTap::eventsArrived, this,
            [&](const QList<ReceivedEvent> &events) { delivered += events.size(); });
    QList<Publication> batch;
    for (int i = 0; i < 500; ++i)
        batch.append({QByteArray(200, 'b'), {}, "x", {}, {}});
    bench.hub->publish(batch, [](const PublishOutcome &) {});
    QVERIFY2(delivered < 500, qPrintable(QString::number(delivered)));
    QTRY_COMPARE_WITH_TIMEOUT(delivered, 500, 60'000);
}

void HubObserversTest::theirNumberIsBounded()
{
    HubBench bench;
    int count = 0;
    for (; bench.hub->hasRoomForObserver() && count < 1'000; ++count)
        bench.observe({"~*"});
    QCOMPARE(count, 32);
}

void HubObserversTest::oneThatMayNotStayEnds()
{
    HubBench bench;
    const LinePtr observer = bench.observe({"~*"});
    const LinePtr client = bench.subscribe({"a"});
    bench.hub->review([](const Subscription &subscription) { return !subscription.observes; });
    QVERIFY(observer->isFinished);
    QVERIFY(observer->bytes().contains(": revoked\n"));
    bench.settle();
    QVERIFY(!client->isFinished);
}

void HubObserversTest::oneWhoseTokenExpiresEnds()
{
    HubBench bench;
    Subscription subscription;
    subscription.selection = select({"~*"});
    subscription.observes = true;
    subscription.expiresAt = bench.clock.wall + 1000;
    const auto line = std::make_shared<Line>();
    bench.hub->observe(std::move(subscription), std::make_unique<ScriptedTransport>(line), Head);
    bench.clock.advance(2s);
    QTRY_VERIFY(line->isFinished);
    QVERIFY(line->bytes().contains(": expired\n"));
}

void HubObserversTest::aDrainEndsThem()
{
    HubBench bench;
    const LinePtr observer = bench.observe({"~*"});
    QSignalSpy drained(bench.hub.get(), &Hub::drained);
    bench.publish("a", "last");
    bench.hub->drain(2s);
    QCOMPARE(eventsOf(*observer), (QByteArrayList{"last", "(shutdown The hub is stopping)"}));
    QVERIFY(observer->isFinished);
    bench.settle();
    QVERIFY(drained.isEmpty()); // it is waited for
    observer->end(EndReason::Finished);
    QTRY_COMPARE(drained.size(), 1);
}

QTEST_GUILESS_MAIN(HubObserversTest)
#include "tst_hub_observers.moc"
