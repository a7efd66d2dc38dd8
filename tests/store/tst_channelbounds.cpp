// SPDX-License-Identifier: GPL-3.0-or-later
#include "storebench.h"

#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// Bounds of some channels' own, over every store.
class ChannelBoundsTest : public StoreTest
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstThatMatchesCountsAlone();
    void whatIsNotSaidIsAsForAll();
    void eachChannelHoldsAsManyAsItMay();
    void bytesAreOfEachOfTheChannels();
    void agesAreOfEachOfTheChannels();
    void ofOneEventTheLatestIsHeld();
    void whatIsNotKeptIsCommittedAllTheSame();
    void aChannelThatComesBackHasItsBounds();
};

namespace {

ChannelLimits limitsOf(const QByteArray &glob)
{
    return {Pattern(glob)};
}

HistoryLimits withEvents(const QList<std::pair<QByteArray, qint64>> &channels)
{
    HistoryLimits limits;
    for (const auto &[glob, events] : channels) {
        limits.channels.append(limitsOf(glob));
        limits.channels.last().maximumEvents = events;
    }
    return limits;
}

HistoryLimits withAges(std::chrono::milliseconds ofAll,
                       const QList<std::pair<QByteArray, std::chrono::milliseconds>> &channels)
{
    HistoryLimits limits;
    limits.maximumAge = ofAll;
    for (const auto &[glob, age] : channels) {
        limits.channels.append(limitsOf(glob));
        limits.channels.last().maximumAge = age;
    }
    return limits;
}

} // namespace

void ChannelBoundsTest::theFirstThatMatchesCountsAlone()
{
    const HistoryLimits limits = withEvents({{"prices.eu", 5}, {"prices.*", 1}, {"prices.us", 7}});
    QCOMPARE(limits.boundsOf("prices.eu"), 0);
    QCOMPARE(limits.boundsOf("prices.us"), 1);
    QCOMPARE(limits.boundsOf("news"), 3);
    QList<qint64> events;
    const QList<ChannelBounds> all = limits.bounds();
    for (const ChannelBounds &one : all)
        events.append(one.maximumEvents);
    QCOMPARE(events, (QList<qint64>{5, 1, 7, limits.maximumEvents}));
}

void ChannelBoundsTest::whatIsNotSaidIsAsForAll()
{
    HistoryLimits limits;
    limits.maximumEvents = 12;
    limits.maximumBytes = 1'000;
    limits.maximumAge = 5s;
    limits.channels = {limitsOf("a")};
    const ChannelBounds bounds = limits.bounds().constFirst();
    QCOMPARE(bounds.maximumEvents, 12);
    QCOMPARE(bounds.maximumAge, 5s);
    QCOMPARE(bounds.maximumBytes, std::numeric_limits<qint64>::max()); // that of all is of all together
}

void ChannelBoundsTest::eachChannelHoldsAsManyAsItMay()
{
    HistoryLimits limits = withEvents({{"prices.*", 2}, {"log", 30}});
    limits.maximumEvents = 5;
    StoreBench bench(limits);
    for (const char *channel : {"prices.a", "prices.b", "log", "news"}) {
        for (int i = 0; i < 40; ++i)
            bench.publish(channel, QByteArray::number(i));
    }
    QCOMPARE(bench.readAll(select({"prices.a"}), earliest()).data, (QByteArrayList{"38", "39"}));
    QCOMPARE(bench.held("prices.b").events, 2);
    QCOMPARE(bench.held("log").events, 30);
    QCOMPARE(bench.held("news").events, 5);
    bench.append(QList<Publication>(7, {"prices.a", {}, "x", {}, {}})); // many at once
    QCOMPARE(bench.held("prices.a").events, 2);
}

void ChannelBoundsTest::bytesAreOfEachOfTheChannels()
{
    HistoryLimits limits;
    limits.channels = {limitsOf("large.*")};
    limits.channels.last().maximumBytes = 20'000;
    StoreBench bench(limits);
    for (int i = 0; i < 50; ++i) {
        for (const char *channel : {"large.a", "large.b", "news"})
            bench.publish(channel, QByteArray(1'000, 'x'));
    }
    for (const char *channel : {"large.a", "large.b"}) {
        QVERIFY(bench.held(channel).bytes <= 20'000);
        QVERIFY(bench.held(channel).events > 5);
    }
    QCOMPARE(bench.held("news").events, 50);
    bench.publish("large.a", QByteArray(30'000, 'x')); // no bound holds it
    QCOMPARE(bench.held("large.a").events, 0);
    QCOMPARE(bench.held("large.a").bytes, 0);
}

void ChannelBoundsTest::agesAreOfEachOfTheChannels()
{
    QFETCH_GLOBAL(bool, isInRedis);
    if (isInRedis)
        QSKIP("Its clock is no test's.");
    StoreBench bench(withAges(10s, {{"long", 100s}, {"short", 1s}}));
    for (const char *channel : {"long", "news", "short"}) // what stays longest stands first
        bench.publish(channel, "x");
    const auto held = [&bench](std::chrono::milliseconds later) {
        bench.clock.advance(later);
        bench.pass();
        return QList<qint64>{bench.held("long").events, bench.held("news").events, bench.held("short").events};
    };
    QCOMPARE(held(500ms), (QList<qint64>{1, 1, 1}));
    QCOMPARE(held(1s), (QList<qint64>{1, 1, 0}));
    QCOMPARE(held(8s), (QList<qint64>{1, 1, 0}));
    QCOMPARE(held(2s), (QList<qint64>{1, 0, 0}));
    QCOMPARE(held(88s), (QList<qint64>{1, 0, 0}));
    QCOMPARE(held(2s), (QList<qint64>{0, 0, 0}));
    QCOMPARE(bench.all.events, 0);
}

void ChannelBoundsTest::ofOneEventTheLatestIsHeld()
{
    StoreBench bench(withEvents({{"prices.*", 1}}));
    const QByteArray first = bench.publish("prices.a", "1");
    bench.publish("prices.b", "1");
    const QByteArray second = bench.publish("prices.a", "2");
    Start last;
    last.kind = Start::Kind::Last;
    last.count = 1;
    QCOMPARE(bench.readAll(select({"prices.a"}), last).data, QByteArrayList{"2"});
    QCOMPARE(bench.readAll(select({"~prices.*"}), earliest()).data, (QByteArrayList{"1", "2"}));
    QCOMPARE(bench.readAll(select({"prices.a"}), after(first)).data, QByteArrayList{"2"}); // nothing is missing
    bench.publish("prices.a", "3");
    QCOMPARE(bench.readAll(select({"prices.a"}), after(first)).data, (QByteArrayList{HistoryReading::Gap, "3"}));
    QCOMPARE(bench.readAll(select({"prices.a"}), after(second)).data, QByteArrayList{"3"});
}

void ChannelBoundsTest::whatIsNotKeptIsCommittedAllTheSame()
{
    StoreBench bench(withEvents({{"live", 0}}));
    const AppendResult result = bench.append({{"live", {}, "1", "own", {}}, {"live", {}, "2", {}, {}}});
    QCOMPARE(result.outcome, AppendResult::Outcome::Done);
    QCOMPARE(bench.reports.constFirst().events.size(), 2);
    QCOMPARE(bench.all.events, 0);
    QCOMPARE(bench.all.bytes, 0);
    QVERIFY(bench.hasReported("live"));
    QFETCH_GLOBAL(bool, isInLog);                              // which has what only its channel's bounds hide
    const QByteArray next = bench.publish("live", "3", "own"); // it stands for nothing any more
    QCOMPARE(next, isInLog ? QByteArray() : QByteArray("own"));
    QCOMPARE(bench.readAll(select({"live"}), earliest()).data, QByteArrayList());
}

void ChannelBoundsTest::aChannelThatComesBackHasItsBounds()
{
    HistoryLimits limits = withEvents({{"prices.*", 2}});
    limits.channels.last().maximumAge = 1s;
    StoreBench bench(limits);
    bench.publish("prices.a", "1");
    bench.clock.advance(2s);
    bench.pass();
    bench.store->forgetChannel("prices.a");
    for (int i = 0; i < 5; ++i)
        bench.publish("prices.a", "x");
    QCOMPARE(bench.held("prices.a").events, 2);
}

QTEST_GUILESS_MAIN(ChannelBoundsTest)
#include "tst_channelbounds.moc"
