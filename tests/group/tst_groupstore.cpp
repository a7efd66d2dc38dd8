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
    void lossesAndClearingsAreOfAllHubs();
    void whatIsClearedGoesFromTheLogInSteps();
    void aLargeClearingWaitsForNoAnswerBetweenItsSteps();
    void aClearingThatIsInterruptedIsSaid();
    void whoHadReadWhatIsClearedMissesNothing();
    void whatIsAheadOfTheClockIsLeftOutAndSaid();
    void aRedisThatIsFullIsSaidUntilItTakesSomething();
    void alsoWhereNobodyPublishesItIsSaidWhetherRedisTakesAnything_data();
    void alsoWhereNobodyPublishesItIsSaidWhetherRedisTakesAnything();
    void aHubThatOpensALogThatTakesNothingSaysSo();
    void tooFewReplicasIsUnknown();
    void whatSomebodyWroteThatIsNoEventIsLeftOut();

    void aStartedHubHoldsTheEndAndThenKnowsAll();
    void whatComesWhileAHubStartsIsDeliveredBehindItsHead();
    void aStartedHubTellsNoGapForWhatTheLogHolds();
    void aPlaceThatTheLogHasNotBroughtIsWaitedFor();
    void aPlaceThatNeverComesIsNotKnown();
    void aQuietChannelIsPicked();
    void whatTheIndexJustFoundIsNotTakenForMissing();
    void anIdStandsAsLongAsAnyEventLives();
    void aGreatRequestThatIsRepeatedTakesNoLonger();
    void whatTheLogLetGoIsAGap();
    void whatSomebodyRemovedIsAGapThere();
    void theLogIsToldWhatItMayLetGo();
    void theLastAreFoundWhenTheIndexIsThere();
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

void GroupStoreTest::lossesAndClearingsAreOfAllHubs()
{
    FakeGroup group;
    HubStore first(group, "a");
    HubStore second(group, "b");
    const QByteArray id = first.publish("a", "1");
    first.publish("a", "2");
    first.store->noteLoss(select({"b"}));
    bool isCleared = false;
    first.store->clear("a", [&](bool done) { isCleared = done; });
    first.settle();
    QVERIFY(isCleared);
    first.publish("a", "3");
    second.settle();
    for (HubStore *hub : {&first, &second}) {
        QVERIFY(hub->said.contains("lost"));
        QCOMPARE(hub->held("a").events, 1);
        QCOMPARE(hub->readAll({"a"}, after(id)), (QByteArrayList{"(gap)", "3"}));
        QCOMPARE(hub->readAll({"b"}, after(id)), QByteArrayList{"(gap)"});
    }
}

namespace {

qsizetype entriesOf(const FakeGroup &group, const QByteArray &channel)
{
    return std::count_if(group.entries().cbegin(), group.entries().cend(), [&](const auto &entry) {
        return entry.second.kind == LogEntry::Kind::Event && entry.second.event.channel == channel;
    });
}

} // namespace

void GroupStoreTest::whatIsClearedGoesFromTheLogInSteps()
{
    FakeGroup group;
    HistoryLimits limits;
    limits.maximumEvents = 20; // the others are hidden, and go as well
    HubStore first(group, "a", limits);
    HubStore second(group, "b", limits);
    for (int i = 0; i < 130; ++i)
        first.publish(i % 5 ? "a" : "b", QByteArray::number(i), i == 1 ? "own" : "");
    second.settle();
    int answers = 0;
    bool isCleared = false;
    first.store->clear("a", [&](bool done) {
        ++answers;
        isCleared = done;
    });
    QCOMPARE(entriesOf(group, "a"), 104);
    first.turn();
    while (first.held("a").events > 0)
        QVERIFY(first.log->carryOut() || first.log->bring() || first.log->answer());
    QVERIFY(!isCleared && entriesOf(group, "a") > 0); // it is hidden before it goes
    first.settle();
    QVERIFY(isCleared);
    QCOMPARE(answers, 1);
    QCOMPARE(entriesOf(group, "a"), 0);
    QCOMPARE(entriesOf(group, "b"), 26);
    QVERIFY(!first.publish("a", "1", "own").isEmpty());
    QVERIFY(!first.lastResult.entries.constFirst().repeated);
    second.settle();
    HubStore third(group, "c", limits);
    for (HubStore *hub : {&first, &second, &third}) {
        QCOMPARE(hub->readAll({"a"}, earliest()), QByteArrayList{"1"});
        QCOMPARE(hub->readAll({"b"}, earliest()).size(), 20);
    }
}

void GroupStoreTest::aLargeClearingWaitsForNoAnswerBetweenItsSteps()
{
    FakeGroup group;
    HubStore hub(group);
    constexpr qint64 Events = 10 * GroupLog::MaximumPicked;
    hub.append(QList<Publication>(Events, Publication{.channel = "a", .data = "x"}));
    hub.settle();
    std::optional<bool> isCleared;
    hub.store->clear("a", [&](bool done) { isCleared = done; });
    hub.turn();
    while (entriesOf(group, "a") == Events)
        QVERIFY(hub.log->carryOut() || hub.log->bring() || hub.log->answer());
    while (hub.log->carryOut())
        ;
    const qint64 removed = Events - entriesOf(group, "a");
    QVERIFY2(removed >= 3 * SteppedLog::RemovedAtOnce, qPrintable(QString::number(removed)));
    QVERIFY2(removed <= 4 * SteppedLog::RemovedAtOnce, qPrintable(QString::number(removed))); // others have their turn
    QVERIFY(!isCleared);
    hub.settle();
    QCOMPARE(isCleared, std::optional(true));
    QCOMPARE(entriesOf(group, "a"), 0);
}

void GroupStoreTest::aClearingThatIsInterruptedIsSaid()
{
    FakeGroup group;
    HubStore hub(group);
    for (int i = 0; i < 130; ++i)
        hub.publish("a", QByteArray::number(i));
    std::optional<bool> first;
    std::optional<bool> second;
    hub.store->clear("a", [&](bool done) { first = done; });
    hub.turn();
    while (entriesOf(group, "a") == 130)
        QVERIFY(hub.log->carryOut() || hub.log->bring() || hub.log->answer());
    hub.log->cut();
    QCOMPARE(first, std::optional(false));
    hub.log->join();
    hub.store->clear("a", [&](bool done) { second = done; });
    hub.settle();
    QCOMPARE(second, std::optional(true));
    QCOMPARE(entriesOf(group, "a"), 0);
}

void GroupStoreTest::whoHadReadWhatIsClearedMissesNothing()
{
    FakeGroup group;
    HubStore first(group, "a");
    HubStore second(group, "b");
    first.publish("b", "1");
    const QByteArray id = first.publish("a", "2");
    second.settle();
    second.log->cut();
    first.publish("b", "3");
    first.store->clear("a", [](bool) {});
    first.settle();
    QCOMPARE(entriesOf(group, "a"), 0);
    second.log->join();
    second.settle();
    QVERIFY(!second.said.contains("lost"));
    QCOMPARE(second.readAll({"b"}, after(id)), QByteArrayList{"3"});
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

void GroupStoreTest::aStartedHubHoldsTheEndAndThenKnowsAll()
{
    FakeGroup group;
    HubStore before(group, "a");
    for (int i = 0; i < 1'000; ++i)
        before.append({{i % 100 == 0 ? "quiet" : "busy", {}, QByteArray::number(i), {}, {}}});
    before.settle();
    HistoryLimits limits;
    limits.memoryBytes = 20'000;
    HubStore hub(group, "b", limits, {}, HubStore::Opening::Joined);
    hub.openStepwise();
    QVERIFY(hub.isOpen);
    QCOMPARE(hub.opened.head, group.head().last);
    QVERIFY(hub.opened.all.events < 1'000); // the index follows
    const int ranges = hub.log->ranges;
    QCOMPARE(hub.readAll({"busy"}, {.kind = Start::Kind::Last, .id = {}, .count = 3}),
             (QByteArrayList{"997", "998", "999"}));
    QCOMPARE(hub.log->ranges, ranges);
    QCOMPARE(hub.log->picks, 0);
    hub.settle();
    QTRY_VERIFY((hub.settle(), hub.all.events == 1'000));
    QCOMPARE(hub.held("quiet").events, 10);
    QCOMPARE(hub.readAll({"~*"}, earliest()).size(), 1'000);
}

void GroupStoreTest::whatComesWhileAHubStartsIsDeliveredBehindItsHead()
{
    FakeGroup group;
    HubStore before(group, "a");
    for (int i = 0; i < 10; ++i)
        before.publish("a", QByteArray::number(i));
    HubStore hub(group, "b", {}, {}, HubStore::Opening::Joined);
    before.publish("a", "10");
    QVERIFY(hub.log->isHeld());
    const Position next = group.head().last;
    hub.log->bringOne({.position = next, .event = {"a", next.toId(), {}, "10"}});
    QVERIFY(hub.said.isEmpty());
    hub.openStepwise();
    QCOMPARE(hub.said, QByteArrayList{"10 of 0"});
    QCOMPARE(hub.opened.all.events, 10);
    hub.settle(); // where it may come once more
    QCOMPARE(hub.said, QByteArrayList{"10 of 0"});
    QCOMPARE(hub.readAll({"a"}, earliest()).size(), 11);
}

void GroupStoreTest::aStartedHubTellsNoGapForWhatTheLogHolds()
{
    FakeGroup group;
    HubStore before(group, "a");
    const QByteArray first = before.publish("a", "1");
    for (int i = 2; i <= 500; ++i)
        before.append({{"a", {}, QByteArray::number(i), {}, {}}});
    before.settle();
    HistoryLimits limits;
    limits.memoryBytes = 2'000;
    HubStore hub(group, "b", limits, {}, HubStore::Opening::Joined);
    hub.openStepwise();
    const QByteArrayList read = hub.readAll({"a"}, after(first)); // not indexed so far
    QCOMPARE(read.size(), 499);
    QCOMPARE(read.constFirst(), "2");
    group.trim({group.entries().begin()->first.milliseconds, 50});
    hub.log->look();
    QCOMPARE(hub.readAll({"a", "b"}, after(first)).constFirst(), "(gap)");
    // Of an earlier life of Redis:
    QCOMPARE(hub.readAll({"a"}, after("1500000000000-1")).constFirst(), "(gap)");
}

void GroupStoreTest::aPlaceThatTheLogHasNotBroughtIsWaitedFor()
{
    FakeGroup group;
    HubStore first(group, "a");
    HubStore second(group, "b");
    const QByteArray id = first.publish("a", "1", "own");
    const Position position = first.events.constLast().event->position;
    for (const QByteArray &known : {id, position.toId()}) {
        std::optional<LocateResult> located;
        second.store->locate(select({"a"}), after(known), [&](const LocateResult &result) { located = result; });
        while (second.log->carryOut() || second.log->answer()) {
        }
        if (!located) { // of the first
            second.log->look();
            QVERIFY(!located);
            second.log->bring();
        }
        QVERIFY(located);
        QVERIFY(located->known);
        QCOMPARE(located->after, position);
    }
}

void GroupStoreTest::aPlaceThatNeverComesIsNotKnown()
{
    FakeGroup group;
    HubStore hub(group);
    hub.publish("a", "1");
    std::optional<LocateResult> located;
    const Position ahead = {quint64(group.time) + 5, 0};
    hub.store->locate(select({"a"}), after(ahead.toId()), [&](const LocateResult &result) { located = result; });
    hub.log->look();
    QVERIFY(!located);
    hub.log->look();
    QVERIFY(located);
    QVERIFY(!located->known);
}

void GroupStoreTest::aQuietChannelIsPicked()
{
    FakeGroup group;
    HistoryLimits limits;
    limits.memoryBytes = 1'000;
    HubStore hub(group, "a", limits);
    for (int i = 0; i < 500; ++i)
        hub.append({{i % 100 == 0 ? "quiet" : "busy", {}, QByteArray::number(i), {}, {}}});
    hub.settle();
    QCOMPARE(hub.readAll({"quiet"}, earliest()), (QByteArrayList{"0", "100", "200", "300", "400"}));
    QCOMPARE(hub.log->picks, 1);
    QCOMPARE(hub.log->ranges, 0);
    QCOMPARE(hub.readAll({"nothing"}, earliest()), QByteArrayList{});
    QCOMPARE(hub.log->picks + hub.log->ranges, 1);
    QCOMPARE(hub.readAll({"busy"}, earliest()).size(), 495);
    QVERIFY(hub.log->ranges >= 4);
}

/// Before memory is told of it, which waits for an answer that is due.
void GroupStoreTest::whatTheIndexJustFoundIsNotTakenForMissing()
{
    FakeGroup group;
    QList<Position> places;
    for (int i = 0; i < 350; ++i)
        places.append(group.addStrange({i == 200 ? "quiet" : "busy", {}, {}, QByteArray::number(i)}));
    HistoryLimits limits;
    limits.memoryBytes = 2'000;
    HubStore hub(group, "b", limits, {}, HubStore::Opening::Joined);
    hub.openStepwise();
    hub.append({{"busy", {}, "own", {}, {}}});
    hub.turn();
    while (hub.log->carryOut()) {
    }
    hub.log->bring();
    QVERIFY(hub.log->answer()); // a piece of the index, which was asked before
    QVERIFY(!hub.said.contains("1: done"));
    QCOMPARE(hub.readAll({"quiet"}, after(places[199].toId())), QByteArrayList{"200"});
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

void GroupStoreTest::whatTheLogLetGoIsAGap()
{
    FakeGroup group;
    HistoryLimits limits;
    limits.memoryBytes = 1'000;
    HubStore hub(group, "a", limits);
    QByteArrayList ids;
    for (int i = 0; i < 50; ++i)
        ids.append(hub.publish(i == 20 ? "b" : "a", QByteArray::number(i)));
    group.trim(*Position::fromId(ids[25]));
    // Before anybody looked, who reads it finds out.
    QCOMPARE(hub.readAll({"a"}, after(ids[10])).mid(0, 2), (QByteArrayList{"(gap)", "25"}));
    QCOMPARE(hub.readAll({"b"}, after(ids[10])), QByteArrayList{"(gap)"});
    QCOMPARE(hub.readAll({"b"}, after(ids[20])), QByteArrayList{});
    QCOMPARE(hub.held("a").events, 25);
    QCOMPARE(hub.held("b").events, 0);
}

void GroupStoreTest::whatSomebodyRemovedIsAGapThere()
{
    FakeGroup group;
    HistoryLimits limits;
    limits.memoryBytes = 500;
    HubStore hub(group, "a", limits);
    QByteArrayList ids;
    for (int i = 0; i < 20; ++i)
        ids.append(hub.publish("a", QByteArray::number(i)));
    group.remove(*Position::fromId(ids[5]));
    hub.settle();
    QCOMPARE(hub.readAll({"a"}, after(ids[3])).mid(0, 3), (QByteArrayList{"4", "(gap)", "6"}));
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

void GroupStoreTest::theLastAreFoundWhenTheIndexIsThere()
{
    FakeGroup group;
    HubStore before(group, "a");
    for (int i = 0; i < 1'000; ++i)
        before.append({{i < 3 ? "old" : "new", {}, QByteArray::number(i), {}, {}}});
    before.settle();
    HistoryLimits limits;
    limits.memoryBytes = 2'000;
    HubStore hub(group, "b", limits, {}, HubStore::Opening::Joined);
    hub.openStepwise();
    std::optional<LocateResult> located;
    hub.store->locate(select({"old"}), {.kind = Start::Kind::Last, .id = {}, .count = 2},
                      [&](const LocateResult &result) { located = result; });
    QVERIFY(!located);
    QTRY_VERIFY((hub.settle(), located.has_value()));
    QCOMPARE(located->after, group.entries().begin()->first);
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
