// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/channels.h"
#include "hubbench.h"
#include "support/sanitized.h"

#include <QFile>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// How many channels there may be, what they cost, and which are forgotten.
class HubChannelsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRateIsTheLastFullSeconds();
    void publishingToOneMoreChannelIsRefused();
    void channelsThatAreToComeTakeRoomToo();
    void whatFoundNoMemoryLeavesNothingBehind();
    void theIdlestUnusedChannelsGoFirst();
    void aBatchForgetsNoChannelThatItNames();
    void aChannelThatKeepsNothingIsKnownForAWhileAfterItsLastEvent();
    void subscribersHaveAShareOfTheirOwn();
    void anUnusedChannelIsForgotten();
    void aQuietChannelIsMeasuredOn();
    void manyChannelsTakeNoMoreMemoryThanHistoryMay();
};

namespace {

HubOptions atMost(qsizetype channels)
{
    HubOptions options;
    options.maximumChannels = channels;
    return options;
}

HistoryLimits withoutHistory()
{
    HistoryLimits limits;
    limits.maximumEvents = 0;
    return limits;
}

qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4096 : 0;
}

} // namespace

void HubChannelsTest::aRateIsTheLastFullSeconds()
{
    HubBench bench;
    for (int i = 0; i < 25; ++i)
        bench.publish("a", "x");
    bench.clock.advance(1s);
    QCOMPARE(bench.snapshot(false).channels.constFirst().eventsPerSecond, 25.0);
    QCOMPARE(bench.snapshot(false).totals.publishedPerSecond, 25.0);
    bench.clock.advance(1s);
    QCOMPARE(bench.snapshot(false).channels.constFirst().eventsPerSecond, 0.0);
    QCOMPARE(bench.snapshot(false).totals.publishedPerSecond, 0.0);
}

void HubChannelsTest::publishingToOneMoreChannelIsRefused()
{
    HubBench bench({}, HubBench::StoreKind::Memory, atMost(3));
    for (const char *name : {"a", "b", "c"})
        QVERIFY(!bench.publish(name, "x").isEmpty());
    const PublishOutcome outcome = bench.publish({{"d", {}, "x", {}, {}}});
    QCOMPARE(outcome.result, PublishOutcome::Result::Unavailable);
    QVERIFY(outcome.problem.english().contains(QStringLiteral("max_channels")));
    QVERIFY(!bench.publish("a", "x").isEmpty());
    QCOMPARE(bench.publish({{"a", {}, "x", {}, {}}, {"d", {}, "x", {}, {}}}).result,
             PublishOutcome::Result::Unavailable);
    QCOMPARE(bench.hub->totals().published, 4u);
}

void HubChannelsTest::channelsThatAreToComeTakeRoomToo()
{
    HubBench bench({}, HubBench::StoreKind::Late, atMost(4));
    const auto batch = [](const QByteArrayList &channels) {
        QList<Publication> publications;
        for (const QByteArray &channel : channels)
            publications.append({channel, {}, "x", {}, {}});
        return publications;
    };
    QList<PublishOutcome::Result> results;
    const auto note = [&](const PublishOutcome &outcome) { results.append(outcome.result); };
    bench.hub->publish(batch({"a", "b", "c", "a"}), note);
    bench.hub->publish(batch({"d", "e"}), note); // only one has room, though none exists yet
    QCOMPARE(results, QList{PublishOutcome::Result::Unavailable});
    bench.lateStore().settle();
    QCOMPARE(results, (QList{PublishOutcome::Result::Unavailable, PublishOutcome::Result::Published}));
    bench.hub->publish(batch({"a", "d"}), note);
    bench.lateStore().settle();
    QCOMPARE(results.last(), PublishOutcome::Result::Published);
}

void HubChannelsTest::whatFoundNoMemoryLeavesNothingBehind()
{
    HubBench bench({}, HubBench::StoreKind::Faulty, atMost(3));
    const QList<Publication> batch{{"a", {}, "x", {}, {}}, {"b", {}, "x", {}, {}}, {"c", {}, "x", {}, {}}};
    int answers = 0;
    bench.faultyStore().isOutOfMemory = true;
    for (int i = 0; i < 3; ++i)
        QVERIFY_THROWS_EXCEPTION(std::bad_alloc, bench.hub->publish(batch, [&](const PublishOutcome &) { ++answers; }));
    QCOMPARE(answers, 0); // who called knows
    bench.faultyStore().isOutOfMemory = false;
    QCOMPARE(bench.publish(batch).result, PublishOutcome::Result::Published); // the room is free
}

void HubChannelsTest::theIdlestUnusedChannelsGoFirst()
{
    HubBench bench(withoutHistory(), HubBench::StoreKind::Memory, atMost(3));
    const LinePtr line = bench.subscribe({"a"});
    for (const char *name : {"a", "b", "c", "d"})
        QVERIFY(!bench.publish(name, "x").isEmpty());
    QStringList names;
    for (const ChannelInfo &channel : bench.snapshot(false).channels)
        names.append(QString::fromUtf8(channel.name));
    QCOMPARE(names.join(u' '), QStringLiteral("a c d"));
}

void HubChannelsTest::aBatchForgetsNoChannelThatItNames()
{
    HubBench bench(withoutHistory(), HubBench::StoreKind::Memory, atMost(3));
    for (const char *name : {"a", "b", "c"})
        bench.publish(name, "x");
    const PublishOutcome outcome = bench.publish({{"a", {}, "y", {}, {}}, {"d", {}, "y", {}, {}}});
    QCOMPARE(outcome.result, PublishOutcome::Result::Published);
    for (const ChannelInfo &channel : bench.snapshot(false).channels)
        QCOMPARE(channel.events, channel.name == "a" ? 2u : 1u);
    QCOMPARE(
        bench.publish({{"1", {}, "y", {}, {}}, {"2", {}, "", {}, {}}, {"3", {}, "", {}, {}}, {"4", {}, "", {}, {}}})
            .result,
        PublishOutcome::Result::Unavailable);
}

void HubChannelsTest::subscribersHaveAShareOfTheirOwn()
{
    HubBench bench({}, HubBench::StoreKind::Memory, atMost(4));
    const LinePtr first = bench.subscribe({"1", "2"});
    QVERIFY(!bench.hub->hasRoomFor(select({"3"})));
    QVERIFY(bench.hub->hasRoomFor(select({"1", "~*"})));
    QVERIFY(!bench.publish("a", "x").isEmpty());
    QVERIFY(bench.hub->hasRoomFor(select({"a"})));
    QVERIFY(!bench.publish("1", "x").isEmpty()); // a channel that holds something is a publisher's
    QVERIFY(bench.hub->hasRoomFor(select({"3"})));
    QVERIFY(!bench.hub->hasRoomFor(select({"3", "4"})));
    first->end(EndReason::ClosedByPeer);
    QTRY_VERIFY_WITH_TIMEOUT(bench.hub->hasRoomFor(select({"3", "4"})), 30'000);
}

void HubChannelsTest::aChannelThatKeepsNothingIsKnownForAWhileAfterItsLastEvent()
{
    HubBench bench(withoutHistory());
    bench.publish("a", "x");
    for (int second = 0; second < 5; ++second) {
        bench.clock.advance(4s);
        bench.publish("b", "x"); // again and again
        bench.clock.advance(4s);
        // The hub's own second comes with the next turn of its timer.
        QTRY_COMPARE_WITH_TIMEOUT(bench.snapshot(false).channels.size(), second == 0 ? 2 : 1, 30'000);
        QCOMPARE(bench.snapshot(false).channels.constLast().name, "b");
    }
    QCOMPARE(bench.snapshot(false).channels.constLast().events, 5U);
    bench.clock.advance(11s);
    QTRY_VERIFY_WITH_TIMEOUT(bench.snapshot(false).channels.isEmpty(), 30'000);
}

void HubChannelsTest::anUnusedChannelIsForgotten()
{
    HubBench bench(withoutHistory());
    for (int i = 0; i < 2000; ++i)
        bench.publish(QByteArray::number(i), "x");
    const LinePtr line = bench.subscribe({"5"});
    QCOMPARE(bench.hub->totals().channels, 2000);
    bench.clock.advance(11s);
    QTRY_COMPARE_WITH_TIMEOUT(bench.hub->totals().channels, 1, 30'000);
    line->end(EndReason::ClosedByPeer);
    bench.clock.advance(11s);
    QTRY_COMPARE_WITH_TIMEOUT(bench.hub->totals().channels, 0, 30'000);
}

void HubChannelsTest::aQuietChannelIsMeasuredOn()
{
    HubBench bench;
    bench.subscribe({"~*"});
    bench.publish("a", "x");
    bench.clock.advance(1s);
    QTRY_COMPARE_WITH_TIMEOUT(bench.hub->channelLatencies().size(), 1, 30'000);
    const auto measured = bench.hub->channelLatencies().constFirst().latency;
    bench.clock.advance(5s);
    for (int i = 0; i < 9; ++i)
        bench.publish("other " + QByteArray::number(i), "x");
    bench.clock.advance(1s);
    QTRY_COMPARE_WITH_TIMEOUT(bench.hub->channelLatencies().size(), qsizetype(Hub::MeasuredChannels), 30'000);
    for (int i = 0; i < 50; ++i)
        bench.publish("third " + QByteArray::number(i), "x"); // none is busier
    bench.clock.advance(1s);
    bench.publish("a", "x");
    QCOMPARE(measured->count(), 1u);
}

void HubChannelsTest::manyChannelsTakeNoMoreMemoryThanHistoryMay()
{
    if (IsSanitized)
        QSKIP("a sanitizer's allocator takes more");
    HistoryLimits limits;
    limits.maximumBytes = qint64(64) << 20;
    HubBench bench(limits, HubBench::StoreKind::Memory, atMost(300'000));
    bench.publish("first", "x");
    const qint64 before = residentBytes();
    for (int i = 0; i < 240'000; ++i)
        bench.publish("channel-" + QByteArray::number(i), "", i % 2 ? "own-" + QByteArray::number(i) : QByteArray());
    const qint64 grown = residentBytes() - before;
    QVERIFY2(grown < limits.maximumBytes * 13 / 10, qPrintable(QString::number(grown)));
    QVERIFY(bench.hub->totals().historyBytes > limits.maximumBytes * 9 / 10);
}

QTEST_GUILESS_MAIN(HubChannelsTest)
#include "tst_hub_channels.moc"
