// SPDX-License-Identifier: GPL-3.0-or-later
#include "storebench.h"

#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// Positions, bounds and publishers' own ids.
class StoreAppendTest : public StoreTest
{
    Q_OBJECT
private Q_SLOTS:
    void positionsRiseStrictly_data();
    void positionsRiseStrictly();
    void anEventWithoutItsOwnIdGetsItsPosition();
    void aChannelKeepsItsLastEvents();
    void oldEventsGo();
    void aClockSetBackDropsNothing();
    void aClockSetForwardForAMomentDropsNothing();
    void aTimeAgoIsOneThatPassed();
    void withoutHistoryEachEventIsTakenAndDropped();

    void aRepeatedOwnIdIsAnsweredAsTheFirstTime();
    void anOwnIdWithOtherContentIsAConflict_data();
    void anOwnIdWithOtherContentIsAConflict();
    void anOwnIdOfAnotherChannelGoesOutUnderTheHubs();
    void anOwnIdIsJudgedInItsChannelWithinABatchToo();
    void anArrivalKeepsItsOwnIdInItsChannel();
    void aConflictWithinABatchRefusesTheBatch();
    void aRepeatWithinABatchIsOneEvent();
    void aTrimmedOwnIdIsForgotten();
    void aClearedOwnIdIsPublishedAnew();

    void anEmptyChannelIsForgotten();
};

void StoreAppendTest::positionsRiseStrictly_data()
{
    QTest::addColumn<QList<int>>("clockSteps");
    QTest::newRow("the clock stands") << QList<int>{0, 0, 0, 0};
    QTest::newRow("the clock goes on") << QList<int>{1, 5, 1000, 1};
    QTest::newRow("the clock is set back") << QList<int>{10, -3'600'000, 5, 1};
    QTest::newRow("the clock is set back and forth") << QList<int>{-5, 5, -5, 6, -100, 200};
}

void StoreAppendTest::positionsRiseStrictly()
{
    QFETCH(QList<int>, clockSteps);
    StoreBench bench;
    Position last;
    for (const int step : clockSteps) {
        bench.clock.wall += step;
        for (int i = 0; i < 3; ++i) {
            const Position position =
                bench.append({{i == 1 ? "a" : "b", {}, "x", {}, {}}}).entries.constFirst().event->position;
            QVERIFY(position > last);
            last = position;
        }
    }
}

void StoreAppendTest::anEventWithoutItsOwnIdGetsItsPosition()
{
    QFETCH_GLOBAL(bool, isInRedis);
    if (isInRedis)
        QSKIP("Its clock is no test's.");
    QFETCH_GLOBAL(bool, isInLog);
    StoreBench bench({}, isInLog ? std::optional(1'763'690'000'777) : std::nullopt);
    bench.clock.wall = 1'763'690'000'777;
    const StoredEventPtr first = bench.append({{"a", "t", "x", {}, {}}}).entries.constFirst().event;
    QCOMPARE(first->event, (Event{"a", "1763690000777-0", "t", "x"}));
    QCOMPARE(first->storedAt, 1'763'690'000'777);
    QCOMPARE(bench.publish("a", "y"), "1763690000777-1");
    QCOMPARE(bench.publish("a", "z", "mine"), "mine");
    QCOMPARE(bench.publish("a", "z"), "1763690000777-3");
}

void StoreAppendTest::aChannelKeepsItsLastEvents()
{
    HistoryLimits limits;
    limits.maximumEvents = 3;
    StoreBench bench(limits);
    bench.publish("b", "b1");
    for (const char *data : {"a1", "a2", "a3"})
        bench.publish("a", data);
    QCOMPARE(bench.held("a").events, 3);
    const QByteArray fourth = bench.publish("a", "a4");
    QCOMPARE(bench.held("a").events, 3);
    QCOMPARE(bench.readAll(select({"~*"}), earliest()).data, (QByteArrayList{"b1", "a2", "a3", "a4"}));
    bench.append({{"a", {}, "a5", {}, {}}, {"a", {}, "a6", {}, {}}, {"b", {}, "b2", {}, {}}, {"a", {}, "a7", {}, {}}});
    QCOMPARE(bench.readAll(select({"~*"}), earliest()).data, (QByteArrayList{"b1", "a5", "a6", "b2", "a7"}));
    QVERIFY(bench.held("a").oldestId > fourth);
}

void StoreAppendTest::oldEventsGo()
{
    QFETCH_GLOBAL(bool, isInRedis);
    if (isInRedis)
        QSKIP("Its clock is no test's.");
    HistoryLimits limits;
    limits.maximumAge = 10s;
    StoreBench bench(limits);
    bench.publish("a", "a1");
    bench.clock.advance(6s);
    bench.publish("b", "b1");
    bench.pass();
    QCOMPARE(bench.all.events, 2);
    bench.clock.advance(4s);
    bench.pass();
    QCOMPARE(bench.all.events, 2); // to the millisecond still young enough
    bench.clock.advance(1ms);
    bench.pass();
    QCOMPARE(bench.readAll(select({"~*"}), earliest()).data, (QByteArrayList{"b1"}));
    bench.clock.advance(6s);
    bench.pass();
    QCOMPARE(bench.all.events, 0);
}

void StoreAppendTest::aClockSetBackDropsNothing()
{
    HistoryLimits limits;
    limits.maximumAge = 10s;
    StoreBench bench(limits);
    bench.publish("a", "a1");
    bench.clock.wall -= 3'600'000;
    bench.publish("a", "a2");
    bench.pass();
    QCOMPARE(bench.readAll(select({"a"}), earliest()).data, (QByteArrayList{"a1", "a2"}));
}

void StoreAppendTest::aClockSetForwardForAMomentDropsNothing()
{
    StoreBench bench;
    bench.publish("a", "a1");
    bench.clock.wall += 25 * 3'600'000;
    for (int second = 0; second < 2; ++second) {
        bench.clock.advance(1s);
        bench.pass();
    }
    bench.publish("a", "a2");
    bench.clock.wall -= 25 * 3'600'000;
    bench.pass();
    QCOMPARE(bench.readAll(select({"a"}), earliest()).data, (QByteArrayList{"a1", "a2"}));
}

void StoreAppendTest::aTimeAgoIsOneThatPassed()
{
    QFETCH_GLOBAL(bool, isInRedis);
    if (isInRedis)
        QSKIP("Its clock is no test's.");
    StoreBench bench;
    bench.publish("a", "a1");
    bench.clock.wall += 25 * 3'600'000; // and back, when the id of a2 lies in the future
    bench.clock.advance(60s);
    bench.publish("a", "a2");
    bench.clock.wall -= 25 * 3'600'000;
    bench.clock.advance(60s);
    bench.publish("a", "a3");
    Start start;
    start.kind = Start::Kind::Since;
    start.time = bench.clock.wall - 60'000;
    QCOMPARE(bench.readAll(select({"a"}), start).data, (QByteArrayList{"a2", "a3"}));
    start.time = bench.clock.wall - 59'999;
    QCOMPARE(bench.readAll(select({"a"}), start).data, (QByteArrayList{"a3"}));
    start.time = bench.clock.wall + 1;
    QCOMPARE(bench.readAll(select({"a"}), start).data, QByteArrayList());
}

void StoreAppendTest::withoutHistoryEachEventIsTakenAndDropped()
{
    HistoryLimits limits;
    limits.maximumEvents = 0;
    StoreBench bench(limits);
    const QByteArray first = bench.publish("a", "a1");
    bench.publish("a", "a2");
    QCOMPARE(bench.all.events, 0);
    QCOMPARE(bench.readAll(select({"a"}), after(first)).data, (QByteArrayList{HistoryReading::Gap}));
}

void StoreAppendTest::aRepeatedOwnIdIsAnsweredAsTheFirstTime()
{
    StoreBench bench;
    const auto first = bench.append({{"a", "t", "x", "order-1", {}}}).entries.constFirst();
    QVERIFY(!first.repeated);
    bench.publish("a", "between");
    const auto again = bench.append({{"a", "t", "x", "order-1", 5s}}).entries.constFirst(); // retry is no content
    QVERIFY(again.repeated);
    QCOMPARE(again.event->position, first.event->position);
    QCOMPARE(again.event->event, first.event->event);
    QCOMPARE(bench.readAll(select({"a"}), earliest()).data, (QByteArrayList{"x", "between"}));
}

void StoreAppendTest::anOwnIdWithOtherContentIsAConflict_data()
{
    QTest::addColumn<QByteArray>("channel");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("other type") << QByteArray("a") << QByteArray("u") << QByteArray("x");
    QTest::newRow("other data") << QByteArray("a") << QByteArray("t") << QByteArray("y");
}

void StoreAppendTest::anOwnIdWithOtherContentIsAConflict()
{
    QFETCH(QByteArray, channel);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, data);
    StoreBench bench;
    bench.append({{"a", "t", "x", "order-1", {}}});
    const AppendResult result = bench.append({{"a", {}, "fine", {}, {}}, {channel, type, data, "order-1", {}}});
    QCOMPARE(result.conflict, 1);
    QVERIFY(result.entries.isEmpty());
    QCOMPARE(bench.all.events, 1); // nothing of the batch
}

void StoreAppendTest::anOwnIdOfAnotherChannelGoesOutUnderTheHubs()
{
    StoreBench bench;
    QCOMPARE(bench.publish("a", "x", "order-1"), "order-1");
    const QByteArray id = bench.publish("b", "y", "order-1");
    QVERIFY(Position::fromId(id));
    const auto again = bench.append({{"b", {}, "y", "order-1", {}}}).entries.constFirst();
    QVERIFY(again.repeated);
    QCOMPARE(again.event->event.id, id);
    QCOMPARE(bench.append({{"b", {}, "z", "order-1", {}}}).conflict, 0);
    QCOMPARE(bench.find("order-1").event->event.data, "x"); // an id on the wire stands for one event
    QCOMPARE(bench.find(id).event->event.data, "y");
    QCOMPARE(bench.readAll(select({"a", "b"}), after("order-1")).data, (QByteArrayList{"y"}));
    QVERIFY(bench.clear("a"));
    QVERIFY(bench.append({{"b", {}, "y", "order-1", {}}}).entries.constFirst().repeated);
    QFETCH_GLOBAL(bool, isInLog);
    if (isInLog) // there it is free when the log has no event of it
        return;
    QCOMPARE(bench.publish("c", "w", "order-1"), "order-1"); // it is free again
    QVERIFY(bench.clear("b"));
    QCOMPARE(bench.find("order-1").event->event.data, "w");
}

void StoreAppendTest::anOwnIdIsJudgedInItsChannelWithinABatchToo()
{
    StoreBench bench;
    const AppendResult result =
        bench.append({{"a", {}, "x", "i", {}}, {"b", {}, "y", "i", {}}, {"a", {}, "x", "i", {}}});
    QCOMPARE(result.outcome, AppendResult::Outcome::Done);
    QCOMPARE(result.entries[0].event->event.id, "i");
    QCOMPARE(result.entries[1].event->event.id, result.entries[1].event->position.toId());
    QCOMPARE(result.entries[2].event, result.entries[0].event);
}

void StoreAppendTest::anArrivalKeepsItsOwnIdInItsChannel()
{
    StoreBench bench;
    bench.publish("a", "x", "i");
    const StoredEventPtr arrived = bench.appendArrived({{"b", {}, "y", "i", {}}}).entries.constFirst().event;
    QVERIFY(arrived->event.id != "i");
    QCOMPARE(arrived->ownId, "i");
    QVERIFY(bench.append({{"b", {}, "y", "i", {}}}).entries.constFirst().repeated);
}

void StoreAppendTest::aConflictWithinABatchRefusesTheBatch()
{
    StoreBench bench;
    const AppendResult result =
        bench.append({{"a", {}, "x", "1st", {}}, {"a", {}, "y", {}, {}}, {"a", {}, "z", "1st", {}}});
    QCOMPARE(result.conflict, 2);
    QCOMPARE(bench.all.events, 0);
    QVERIFY(!bench.publish("a", "z", "1st").isEmpty()); // the id was not taken by it
}

void StoreAppendTest::aRepeatWithinABatchIsOneEvent()
{
    HistoryLimits limits;
    limits.maximumEvents = 1; // the first is not trimmed before its repetition was seen
    StoreBench bench(limits);
    const AppendResult result =
        bench.append({{"a", {}, "x", "own", {}}, {"a", {}, "y", {}, {}}, {"a", {}, "x", "own", {}}});
    QCOMPARE(result.conflict, -1);
    QCOMPARE(result.entries.size(), 3);
    QCOMPARE(result.entries[2].event, result.entries[0].event);
    QVERIFY(result.entries[2].repeated);
    QCOMPARE(bench.readAll(select({"a"}), earliest()).data, (QByteArrayList{"y"}));
}

void StoreAppendTest::aTrimmedOwnIdIsForgotten()
{
    HistoryLimits limits;
    limits.maximumEvents = 2;
    StoreBench bench(limits);
    bench.publish("a", "x", "own");
    bench.publish("a", "y");
    QCOMPARE(bench.append({{"a", {}, "other", "own", {}}}).conflict, 0);
    bench.publish("a", "z");
    QFETCH_GLOBAL(bool, isInLog);
    if (isInLog) { // which has what only its channel's bounds hide
        QCOMPARE(bench.append({{"a", {}, "other", "own", {}}}).conflict, 0);
        return;
    }
    const auto entry = bench.append({{"a", {}, "other", "own", {}}}).entries.constFirst();
    QVERIFY(!entry.repeated);
    QCOMPARE(bench.readAll(select({"a"}), after("own")).data, QByteArrayList()); // the new one of that id
}

void StoreAppendTest::aClearedOwnIdIsPublishedAnew()
{
    StoreBench bench;
    bench.append({{"a", {}, "1", "own", {}}, {"b", {}, "2", "other", {}}});
    QVERIFY(bench.clear("a"));
    const AppendResult again = bench.append({{"a", {}, "1", "own", {}}});
    QCOMPARE(again.outcome, AppendResult::Outcome::Done);
    QVERIFY(!again.entries.constFirst().repeated);
    QCOMPARE(again.entries.constFirst().event->event.id, QByteArray("own"));
    QCOMPARE(bench.append({{"a", {}, "2", "own", {}}}).outcome, AppendResult::Outcome::Conflict);
    QVERIFY(bench.append({{"b", {}, "2", "other", {}}}).entries.constFirst().repeated);
    QCOMPARE(bench.readAll(select({"a", "b"}), earliest()).data, (QByteArrayList{"2", "1"}));
}

void StoreAppendTest::anEmptyChannelIsForgotten()
{
    HistoryLimits limits;
    limits.maximumAge = 1s;
    StoreBench bench(limits);
    bench.publish("a", "x");
    bench.store->forgetChannel("a"); // not while it holds something
    bench.store->forgetChannel("never seen");
    QCOMPARE(bench.held("a").events, 1);
    bench.clock.advance(2s);
    bench.pass();
    bench.store->forgetChannel("a");
    QCOMPARE(bench.held("a").events, 0);
    bench.publish("a", "y");
    QCOMPARE(bench.readAll(select({"a"}), earliest()).data, (QByteArrayList{"y"}));
}

QTEST_GUILESS_MAIN(StoreAppendTest)
#include "tst_store_append.moc"
