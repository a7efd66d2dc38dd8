// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/groupstorefactory.h"
#include "groupstorebench.h"

#include <QTest>

#include <algorithm>
#include <ctime>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// A hub's store over a log that moves step by step.
class GroupStoreTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ownEventsAreDeliveredWhenTheLogBringsThem();
    void answersComeInTheOrderOfTheCalls();
    void aRepeatIsAnsweredBehindWhatWasBefore();
    void halfAnAppendInEachPieceIsOneAppend();
    void whatComesInOneTurnIsOneGroup();
    void eventsOfOtherHubsAreDelivered();
    void whatIsHeldBackIsNotRead();
    void whatIsAheadOfTheClockIsLeftOutAndSaid();
    void aRedisThatIsFullIsSaidUntilItTakesSomething();
    void alsoWhereNobodyPublishesItIsSaidWhetherRedisTakesAnything_data();
    void alsoWhereNobodyPublishesItIsSaidWhetherRedisTakesAnything();
    void aHubThatOpensALogThatTakesNothingSaysSo();
    void tooFewReplicasIsUnknown();
    void whatSomebodyWroteThatIsNoEventIsLeftOut();
    void anIdStandsAsLongAsAnyEventLives();
    void aGreatRequestThatIsRepeatedTakesNoLonger();
    void theLogIsToldWhatItMayLetGo();
    void aClosedStoreAnswersAllThatWaits();
};

void GroupStoreTest::ownEventsAreDeliveredWhenTheLogBringsThem()
{
    FakeGroup group;
    HubStore hub(group);
    hub.append({{"a", {}, "1", {}, {}}}, 7);
    hub.turn();
    QVERIFY(hub.log->carryOut());
    QVERIFY(hub.log->answer());
    QVERIFY(hub.said.isEmpty());
    QVERIFY(hub.log->bring());
    QCOMPARE(hub.said, (QByteArrayList{"1 of 7", "7: done"}));
    QCOMPARE(hub.held("a").events, 1);

    hub.append({{"a", {}, "2", {}, {}}}, 8);
    hub.turn();
    hub.log->carryOut();
    hub.log->bring(); // before the answer
    QCOMPARE(hub.said.mid(2), (QByteArrayList{"2 of 8"}));
    QCOMPARE(hub.held("a").events, 1); // figures follow the answer
    hub.log->answer();
    QCOMPARE(hub.said.mid(3), (QByteArrayList{"8: done"}));
    QCOMPARE(hub.held("a").events, 2);
}

void GroupStoreTest::answersComeInTheOrderOfTheCalls()
{
    FakeGroup group;
    HubStore hub(group);
    hub.publish("a", "x", "own");
    hub.said.clear();
    hub.append({{"a", {}, "1", {}, {}}}, 2);
    hub.append({{"a", {}, "other", "own", {}}}, 3);
    hub.append({}, 4);
    hub.append({{"a", {}, "2", {}, {}}}, 5);
    hub.turn();
    hub.log->carryOut();
    hub.log->answer();
    QCOMPARE(hub.said, QByteArrayList{});
    hub.log->bring(1);
    QCOMPARE(hub.said, (QByteArrayList{"1 of 2", "2: done", "3: conflict 0", "4: done"}));
    hub.log->bring();
    QCOMPARE(hub.said.mid(4), (QByteArrayList{"2 of 5", "5: done"}));
}

void GroupStoreTest::aRepeatIsAnsweredBehindWhatWasBefore()
{
    FakeGroup group;
    HubStore first(group, "a");
    HubStore second(group, "b");
    first.publish("a", "x", "own");
    second.append({{"a", {}, "x", "own", {}}}, 9);
    second.turn();
    second.log->carryOut();
    second.log->answer();
    QVERIFY(second.said.isEmpty()); // what it repeats was not told here
    second.log->bring();
    QCOMPARE(second.said, (QByteArrayList{"x of 0", "9: done"}));
    QVERIFY(second.lastResult.entries[0].repeated);
    QCOMPARE(second.lastResult.entries[0].event->event.id, "own");
    QCOMPARE(second.lastResult.entries[0].event, second.events.constLast().event);
}

void GroupStoreTest::halfAnAppendInEachPieceIsOneAppend()
{
    FakeGroup group;
    HubStore hub(group);
    hub.append({{"a", {}, "1", {}, {}}, {"b", {}, "2", "own", {}}, {"b", {}, "2", "own", {}}}, 5);
    hub.turn();
    hub.log->carryOut();
    hub.log->answer();
    hub.log->bring(1);
    QCOMPARE(hub.said, QByteArrayList{"1 of 5"});
    hub.log->bring(1);
    QCOMPARE(hub.said.mid(1), (QByteArrayList{"2 of 5", "5: done"}));
    QCOMPARE(hub.lastResult.entries.size(), 3);
    QCOMPARE(hub.lastResult.entries[2].event, hub.lastResult.entries[1].event);
    QVERIFY(hub.lastResult.entries[2].repeated);
}

void GroupStoreTest::whatComesInOneTurnIsOneGroup()
{
    FakeGroup group;
    HubStore hub(group);
    for (quint64 i = 1; i <= 300; ++i)
        hub.store->append(i, {{"a", {}, "x", {}, {}}}, [](const AppendResult &) {});
    hub.turn();
    QCOMPARE(hub.log->waitingCalls(), 2);
    QCOMPARE(hub.log->lastGroup, 300 - GroupAppends::GroupRequests);
}

void GroupStoreTest::eventsOfOtherHubsAreDelivered()
{
    FakeGroup group;
    HubStore first(group, "a");
    HubStore second(group, "b");
    first.publish("a", "1");
    second.publish("b", "2");
    group.addStrange({"c", {}, {}, "3"});
    first.settle();
    second.settle();
    QCOMPARE(first.said, (QByteArrayList{"1 of 1", "1: done", "2 of 0", "3 of 0"}));
    QCOMPARE(second.said, (QByteArrayList{"1 of 0", "2 of 1", "1: done", "3 of 0"}));
    QCOMPARE(first.ids(), second.ids());
    QCOMPARE(first.readAll({"~*"}, earliest()), (QByteArrayList{"1", "2", "3"}));
}

void GroupStoreTest::whatIsHeldBackIsNotRead()
{
    FakeGroup group;
    HubStore hub(group);
    group.addStrange({"c", {}, {}, "1"});
    hub.store->hold(true);
    hub.settle();
    QVERIFY(hub.said.isEmpty());
    hub.store->hold(false);
    hub.settle();
    QCOMPARE(hub.said, QByteArrayList{"1 of 0"});
}

void GroupStoreTest::whatIsAheadOfTheClockIsLeftOutAndSaid()
{
    FakeGroup group;
    HubStore hub(group);
    const qint64 now = group.time;
    group.time = 9'999'999'999'999;
    group.addStrange({"a", {}, {}, "far"});
    group.time = now;
    const QByteArray id = hub.publish("a", "1");
    QCOMPARE(hub.said.size(), 2); // brought, and done
    QVERIFY(*Position::fromId(id) > Position({9'999'999'999'999, 0}));
    QVERIFY(hub.states.constLast().notice.contains(QLatin1String("ahead of Redis' clock")));
    QCOMPARE(hub.readAll({"a"}, earliest()), QByteArrayList{"1"});
    HubStore later(group, "b");
    QCOMPARE(later.readAll({"a"}, earliest()), QByteArrayList{"1"});
}

void GroupStoreTest::aRedisThatIsFullIsSaidUntilItTakesSomething()
{
    FakeGroup group;
    HubStore hub(group);
    group.isFull = true;
    QVERIFY(hub.publish("a", "1").isEmpty());
    QCOMPARE(hub.lastResult.outcome, AppendResult::Outcome::Full);
    QCOMPARE(hub.states.constLast().kind, StoreState::Kind::Full);
    QCOMPARE(hub.states.constLast().problem, QStringLiteral("full"));
    group.isFull = false;
    QVERIFY(!hub.publish("a", "2").isEmpty());
    QCOMPARE(hub.states.constLast().kind, StoreState::Kind::Ok);
}

void GroupStoreTest::alsoWhereNobodyPublishesItIsSaidWhetherRedisTakesAnything_data()
{
    QTest::addColumn<bool>("isFull");
    QTest::addColumn<StoreState::Kind>("kind");
    QTest::newRow("full") << true << StoreState::Kind::Full;
    QTest::newRow("too few replicas") << false << StoreState::Kind::Away;
}

void GroupStoreTest::alsoWhereNobodyPublishesItIsSaidWhetherRedisTakesAnything()
{
    QFETCH(bool, isFull);
    QFETCH(StoreState::Kind, kind);
    FakeGroup group;
    HubStore hub(group);
    (isFull ? group.isFull : group.lacksReplicas) = true;
    hub.log->look();
    QCOMPARE(hub.states.constLast().kind, kind);
    QVERIFY(!hub.states.constLast().problem.isEmpty());
    const qsizetype said = hub.states.size();
    hub.clock.advance(1h); // it stays so, and is said once
    hub.log->look();
    QVERIFY(hub.publish("a", "1").isEmpty());
    hub.log->look();
    QCOMPARE(hub.states.size(), said);
    hub.log->cut(); // and over another connection
    hub.log->join();
    QCOMPARE(hub.states.constLast().kind, kind);
    group.isFull = group.lacksReplicas = false;
    hub.log->look();
    QCOMPARE(hub.states.constLast().kind, StoreState::Kind::Ok);
    QVERIFY(hub.states.constLast().problem.isEmpty());
    QVERIFY(!hub.publish("a", "2").isEmpty());
}

void GroupStoreTest::aHubThatOpensALogThatTakesNothingSaysSo()
{
    FakeGroup group;
    group.addStrange({"a", {}, {}, "1"});
    group.lacksReplicas = true;
    HubStore hub(group);
    QCOMPARE(hub.opened.state.kind, StoreState::Kind::Away);
    QCOMPARE(hub.opened.state.problem, QStringLiteral("too few replicas"));
    QCOMPARE(hub.readAll({"a"}, earliest()), QByteArrayList{"1"});
    group.lacksReplicas = false;
    hub.log->look();
    QCOMPARE(hub.states.constLast().kind, StoreState::Kind::Ok);
}

void GroupStoreTest::tooFewReplicasIsUnknown()
{
    FakeGroup group;
    HubStore hub(group, "a", {}, {.replicas = 1});
    hub.append({{"a", {}, "1", {}, {}}}, 3);
    hub.settle();
    QCOMPARE(hub.said, (QByteArrayList{"1 of 3", "3: unknown"}));
}

void GroupStoreTest::whatSomebodyWroteThatIsNoEventIsLeftOut()
{
    FakeGroup group;
    HubStore hub(group);
    const QByteArray id = hub.publish("a", "1");
    hub.log->bringOne({.position = {9'000'000'000'000, 0},
                       .kind = LogEntry::Kind::Unreadable,
                       .event = {"a", {}, {}, {}},
                       .isOversize = true});
    QVERIFY(hub.said.contains("lost"));
    QVERIFY(!hub.states.constLast().notice.isEmpty());
    QCOMPARE(hub.states.constLast().kind, StoreState::Kind::Ok);
    QCOMPARE(hub.readAll({"a"}, after(id)), QByteArrayList{"(gap)"});
    QCOMPARE(hub.readAll({"b"}, after(id)), QByteArrayList{});
}

void GroupStoreTest::anIdStandsAsLongAsAnyEventLives()
{
    HistoryLimits limits;
    limits.maximumAge = 1h;
    limits.channels = {{Pattern("long"), {}, {}, 24h}};
    QCOMPARE(logOptions({}, limits).idAge, 24h);
}

void GroupStoreTest::aGreatRequestThatIsRepeatedTakesNoLonger()
{
    FakeGroup group;
    HubStore hub(group);
    QList<Publication> publications;
    for (int i = 0; i < 40'000; ++i)
        publications.append({"a", {}, "x", QByteArray::number(i), {}});
    const auto processorTime = [&] {
        const std::clock_t before = std::clock();
        hub.append(publications);
        hub.settle();
        return std::max<double>(double(std::clock() - before), CLOCKS_PER_SEC / 100.0);
    };
    const double onceMore = 10 * processorTime();
    const auto first = hub.lastResult;
    const double repeated = processorTime();
    QCOMPARE(hub.lastResult.entries.size(), publications.size());
    QVERIFY(hub.lastResult.entries[39'999].repeated);
    QCOMPARE(hub.lastResult.entries[39'999].event->position, first.entries[39'999].event->position);
    QVERIFY2(repeated < onceMore, qPrintable(QStringLiteral("%1 of %2").arg(repeated).arg(onceMore)));
}

void GroupStoreTest::theLogIsToldWhatItMayLetGo()
{
    FakeGroup group;
    HistoryLimits limits;
    limits.maximumBytes = 1'000;
    limits.maximumAge = 10s;
    HubStore hub(group, "a", limits);
    for (int i = 0; i < 50; ++i)
        hub.publish("a", "x");
    hub.store->trimByAge();
    hub.settle();
    QVERIFY(group.head().length < 20 && group.head().length > 5);
    hub.log->look();
    QCOMPARE(hub.held("a").events, group.head().length);
    hub.clock.advance(11s);
    hub.store->trimByAge();
    QCOMPARE(hub.held("a").events, 0);
    hub.settle();
    QCOMPARE(group.head().length, 0);
}

void GroupStoreTest::aClosedStoreAnswersAllThatWaits()
{
    FakeGroup group;
    HistoryLimits limits;
    limits.memoryBytes = 500;
    HubStore hub(group, "a", limits);
    for (int i = 0; i < 20; ++i)
        hub.publish("a", "x");
    hub.said.clear();
    hub.append({{"a", {}, "1", {}, {}}}, 1);
    std::optional<ReadOutcome> read;
    hub.store->read({select({"a"}), {}}, [&](const ReadResult &result) { read = result.outcome; });
    bool isClosed = false;
    hub.store->close(10s, [&] { isClosed = true; });
    QVERIFY(!isClosed);
    hub.turn();
    while (hub.log->carryOut()) {
    }
    hub.log->bring();
    while (hub.log->answer()) {
    }
    QVERIFY(isClosed);
    QCOMPARE(hub.said, (QByteArrayList{"1 of 1", "1: done"}));
    QVERIFY(read);

    HubStore other(group, "b");
    other.append({{"a", {}, "1", {}, {}}}, 1);
    other.turn();
    other.store->close(0ms, [&] { isClosed = true; });
    QCOMPARE(other.said, (QByteArrayList{"1: unknown"}));
}

QTEST_GUILESS_MAIN(GroupStoreTest)
#include "tst_groupstore.moc"
