// SPDX-License-Identifier: GPL-3.0-or-later
#include "groupstorebench.h"

#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// A hub's store whose log is lost, comes back, or comes back as another.
class GroupStoreOutageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatATagSaysIsPublished();
    void withoutItsTagNothingWasPublished();
    void whatIsBroughtBeforeTheOutageIsSaidJudgesNothing();
    void afterFiveSecondsItMayHaveBeen();
    void whatWasNotHandedOverIsWrittenWhenTheLogIsBack();
    void aFencedHubGivesItsGroupAgain();
    void whileItIsAwayNothingIsAppendedAndMemoryIsRead();
    void aLossIsNotedWhenTheLogIsBack();
    void openedWithoutTheLogAllIsLostUpToTheFirstJoin();
    void anEmptiedLogIsAGapAndIdsRise();
    void anAnswerOfALogThatWasTakenAwayIsUnknown();
    void whatNobodyPutBackIsAGap();
    void ofALogThatCameBackShorterACutAppendIsUnknown();
    void aRedisThatCameBackShorterIsFilledAgain();
    void whoseMemoryBeginsLaterPutsBackLater();
    void whatNobodyElseHoldsIsPutBackAllTheSame();
    void aHubThatComesLaterKnowsOfTheHole();
    void aPublicationWithoutAnIdRepeatsNothing();
    void aLogThatEndsBeforeWhatWasReadIsLiftedFirst();
    void whatSomebodyTookOutIsNotSaidOfARestart();
    void leftWhileItOpensItIsAway();
    void aLossWaitsForRoom();
    void whatSomebodyClearedStaysCleared();
    void anOutageIsOneHoweverOftenItIsSaid();
};

void GroupStoreOutageTest::whatATagSaysIsPublished()
{
    FakeGroup group;
    HubStore hub(group);
    hub.append({{"a", {}, "1", {}, {}}, {"a", {}, "2", "own", {}}, {"a", {}, "2", "own", {}}}, 4);
    hub.turn();
    hub.log->carryOut();
    hub.log->cut();
    QVERIFY(hub.said.isEmpty());
    QCOMPARE(hub.states.constLast().kind, StoreState::Kind::Away);
    hub.log->join();
    hub.settle();
    QCOMPARE(hub.said, (QByteArrayList{"1 of 4", "2 of 4", "4: done"}));
    QVERIFY(hub.lastResult.entries[2].repeated);
    QCOMPARE(hub.lastResult.entries[2].event, hub.lastResult.entries[1].event);
    QCOMPARE(hub.states.constLast().kind, StoreState::Kind::Ok);
    QCOMPARE(hub.held("a").events, 2);
}

void GroupStoreOutageTest::withoutItsTagNothingWasPublished()
{
    FakeGroup group;
    HubStore first(group, "a");
    HubStore hub(group, "b");
    hub.append({{"a", {}, "1", {}, {}}}, 4);
    hub.turn();
    hub.log->cut();
    first.publish("a", "x");
    hub.log->join();
    hub.settle();
    QCOMPARE(hub.said, (QByteArrayList{"x of 0", "4: away"}));
    QVERIFY(!hub.lastResult.problem.isEmpty());
    // Where nothing came since, too.
    hub.append({{"a", {}, "1", {}, {}}}, 5);
    hub.turn();
    hub.log->cut();
    hub.log->join();
    hub.settle();
    QCOMPARE(hub.said.constLast(), "5: away");
    QVERIFY(!hub.publish("a", "2").isEmpty());
}

void GroupStoreOutageTest::whatIsBroughtBeforeTheOutageIsSaidJudgesNothing()
{
    FakeGroup group;
    HubStore hub(group);
    for (int round = 0; round < 2; ++round) {
        hub.append({{"a", {}, "1", {}, {}}}, 4);
        hub.turn();
        hub.log->carryOut();
        hub.log->cutAnswers();
        const Position before = previousPosition(group.head().last);
        hub.log->bringOne(
            {.position = before, .event = {"a", before.toId(), {}, "0"}, .from = LogEntry::From{"b", 0, 0}});
        QVERIFY(!hub.said.contains("4: away"));
        hub.log->cut();
        hub.log->join();
        hub.settle();
        QCOMPARE(hub.said.constLast(), "4: done");
        group.time += 10;
    }
}

void GroupStoreOutageTest::afterFiveSecondsItMayHaveBeen()
{
    FakeGroup group;
    HubStore hub(group);
    hub.append({{"a", {}, "1", {}, {}}}, 4);
    hub.turn();
    hub.log->carryOut();
    hub.log->cut();
    hub.clock.advance(4'999ms);
    hub.store->trimByAge();
    QVERIFY(hub.said.isEmpty());
    hub.clock.advance(1ms);
    hub.store->trimByAge();
    QCOMPARE(hub.said, QByteArrayList{"4: unknown"});
    hub.log->join();
    hub.settle();
    QCOMPARE(hub.said, (QByteArrayList{"4: unknown", "1 of 0"})); // it was
}

void GroupStoreOutageTest::whatWasNotHandedOverIsWrittenWhenTheLogIsBack()
{
    FakeGroup group;
    HubStore hub(group);
    hub.append({{"a", {}, "1", {}, {}}}, 4);
    hub.log->cut(); // within the same turn
    hub.turn();
    hub.append({{"a", {}, "2", {}, {}}}, 5);
    hub.log->join();
    hub.settle();
    QCOMPARE(hub.said, (QByteArrayList{"5: away", "1 of 4", "4: done"}));
    // But not for ever.
    hub.append({{"a", {}, "3", {}, {}}}, 6);
    hub.log->cut();
    hub.clock.advance(6s);
    hub.store->trimByAge();
    QCOMPARE(hub.said.constLast(), "6: away");
}

void GroupStoreOutageTest::aFencedHubGivesItsGroupAgain()
{
    FakeGroup group;
    HubStore hub(group);
    group.breakFence("a");
    hub.append({{"a", {}, "1", {}, {}}}, 4);
    hub.turn();
    hub.append({{"a", {}, "2", {}, {}}}, 5);
    hub.settle();
    QVERIFY(hub.said.isEmpty());
    hub.append({{"a", {}, "3", {}, {}}}, 6); // which waits behind them
    hub.settle();
    hub.log->look();
    hub.settle();
    QCOMPARE(hub.said, (QByteArrayList{"1 of 4", "2 of 5", "3 of 6", "4: done", "5: done", "6: done"}));
}

void GroupStoreOutageTest::whileItIsAwayNothingIsAppendedAndMemoryIsRead()
{
    FakeGroup group;
    HistoryLimits limits;
    limits.memoryBytes = 4'000;
    HubStore hub(group, "a", limits);
    QByteArrayList ids;
    for (int i = 0; i < 20; ++i)
        ids.append(hub.publish("a", QByteArray::number(i)));
    hub.log->cut({StoreState::Kind::Away, QStringLiteral("Redis is gone.")});
    QVERIFY(hub.publish("a", "x").isEmpty());
    QCOMPARE(hub.lastResult.outcome, AppendResult::Outcome::Away);
    QCOMPARE(hub.lastResult.problem, QStringLiteral("Redis is gone."));
    QCOMPARE(hub.readAll({"a"}, after(ids[18])), QByteArrayList{"19"});
    QCOMPARE(hub.readAll({"a"}, after(ids[1])), QByteArrayList{"(failed)"});
    bool isCleared = true;
    hub.store->clear("a", [&](bool done) { isCleared = done; });
    QVERIFY(!isCleared);
    hub.log->join();
    hub.settle();
    QCOMPARE(hub.readAll({"a"}, after(ids[1])).size(), 18);
}

void GroupStoreOutageTest::aLossIsNotedWhenTheLogIsBack()
{
    FakeGroup group;
    HubStore hub(group);
    const QByteArray id = hub.publish("a", "1");
    hub.log->cut();
    hub.store->noteLoss(select({"a"}));
    hub.settle();
    QVERIFY(!hub.said.contains("lost"));
    hub.log->join();
    hub.settle();
    QVERIFY(hub.said.contains("lost"));
    QCOMPARE(hub.readAll({"a"}, after(id)), QByteArrayList{"(gap)"});
}

void GroupStoreOutageTest::openedWithoutTheLogAllIsLostUpToTheFirstJoin()
{
    FakeGroup group;
    HubStore other(group, "a");
    other.publish("a", "1");
    HubStore hub(group, "b", {}, {}, HubStore::Opening::No);
    QTRY_VERIFY_WITH_TIMEOUT(hub.isOpen, 5'000);
    QCOMPARE(hub.opened.state.kind, StoreState::Kind::Away);
    QVERIFY(!hub.opened.state.problem.isEmpty());
    QVERIFY(hub.publish("a", "x").isEmpty());
    hub.log->join();
    hub.settle();
    QCOMPARE(hub.said, (QByteArrayList{"1: away", "lost"}));
    QCOMPARE(hub.states.constLast().kind, StoreState::Kind::Ok);
    QCOMPARE(hub.held("a").events, 1);
    QVERIFY(!hub.publish("a", "2").isEmpty());
    QCOMPARE(hub.readAll({"a"}, earliest()), (QByteArrayList{"1", "2"}));
}

void GroupStoreOutageTest::anEmptiedLogIsAGapAndIdsRise()
{
    FakeGroup group;
    HubStore hub(group);
    const QByteArray first = hub.publish("a", "1");
    const QByteArray second = hub.publish("a", "2");
    group.empty();
    group.time -= 3'600'000;
    hub.log->look();
    hub.settle();
    QVERIFY(hub.said.contains("lost"));
    QCOMPARE(hub.held("a").events, 0);
    const QByteArray third = hub.publish("a", "3");
    QVERIFY(*Position::fromId(third) > *Position::fromId(second));
    for (const QByteArray &id : {first, second})
        QCOMPARE(hub.readAll({"a"}, after(id)), (QByteArrayList{"(gap)", "3"}));
    QCOMPARE(hub.readAll({"a"}, after(third)), QByteArrayList{});
}

void GroupStoreOutageTest::anAnswerOfALogThatWasTakenAwayIsUnknown()
{
    FakeGroup group;
    HubStore hub(group);
    hub.publish("a", "1");
    hub.append({{"a", {}, "2", {}, {}}}, 4);
    hub.turn();
    hub.log->carryOut();
    hub.log->answer();
    group.empty();
    group.time += 10;
    hub.log->look();
    QCOMPARE(hub.said.constLast(), "4: unknown");
}

void GroupStoreOutageTest::whatNobodyPutBackIsAGap()
{
    FakeGroup group;
    HubStore hub(group);
    const QByteArray first = hub.publish("a", "1");
    const QByteArray second = hub.publish("a", "2");
    hub.log->cut();
    group.restart(*Position::fromId(first));
    group.endRestore(); // this hub was too late
    hub.log->join();
    hub.settle();
    const QByteArray third = hub.publish("a", "3");
    QVERIFY(*Position::fromId(third) > *Position::fromId(second));
    QCOMPARE(hub.readAll({"a"}, after(first)), (QByteArrayList{"(gap)", "3"}));
    QTRY_VERIFY((hub.settle(), hub.held("a").events == 2));
    QCOMPARE(hub.readAll({"a"}, earliest()).size(), 3);
}

void GroupStoreOutageTest::ofALogThatCameBackShorterACutAppendIsUnknown()
{
    FakeGroup group;
    HubStore hub(group);
    const QByteArray first = hub.publish("a", "1");
    hub.append({{"a", {}, "2", {}, {}}}, 4);
    hub.turn();
    hub.log->carryOut();
    hub.log->cut();
    group.restart(*Position::fromId(first));
    group.endRestore();
    hub.log->join();
    hub.settle();
    QCOMPARE(hub.said.constLast(), "4: unknown"); // who read it may have put it back
}

void GroupStoreOutageTest::aRedisThatCameBackShorterIsFilledAgain()
{
    FakeGroup group;
    HubStore hub(group);
    QByteArrayList ids;
    for (int i = 0; i < 2'000; ++i) // in several pieces
        ids.append(hub.publish("a", QByteArray(1'000, 'x') + QByteArray::number(i),
                               i % 2 ? "own" + QByteArray::number(i) : ""));
    const auto before = group.entries();
    hub.log->cut();
    group.restart(before.begin()->first);
    hub.log->join();
    while (hub.log->carryOut() || hub.log->answer()) {
    }
    group.endRestore();
    hub.log->join();
    hub.settle();
    QCOMPARE(group.entries().size(), before.size());
    QVERIFY(!hub.said.contains("lost"));
    const QByteArray next = hub.publish("a", "next");
    QCOMPARE(hub.readAll({"a"}, after(ids[1'998])).size(), 2);
    HubStore other(group, "b");
    QTRY_VERIFY((other.settle(), other.held("a").events == 2'001));
    QCOMPARE(other.readAll({"a"}, after(ids[0])).size(), 2'000);
    QVERIFY(other.publish("a", QByteArray(1'000, 'x') + "1", "own1") == "own1"); // it still stands for its event
    QVERIFY(other.lastResult.entries[0].repeated);
}

void GroupStoreOutageTest::whoseMemoryBeginsLaterPutsBackLater()
{
    FakeGroup group;
    HubStore old(group, "a");
    QByteArrayList ids;
    for (int i = 0; i < 10; ++i)
        ids.append(old.publish("a", QByteArray::number(i)));
    HistoryLimits limits;
    limits.memoryBytes = 6'000;
    HubStore late(group, "b", limits);
    for (int i = 10; i < 30; ++i)
        ids.append(late.publish("a", QByteArray::number(i)));
    // The old one has not read the last ten.
    while (old.log->bring(1) && old.events.constLast().event->event.id != ids[19]) {
    }
    old.log->cut();
    late.log->cut();
    group.restart(*Position::fromId(ids[4]));
    const auto putBack = [](HubStore &hub) {
        hub.log->join();
        while (hub.log->carryOut() || hub.log->answer()) {
        }
    };
    putBack(late);
    QCOMPARE(group.entries().size(), size_t(5)); // it does not know what stands between
    putBack(old);
    QCOMPARE(group.entries().size(), size_t(20));
    putBack(late);
    QCOMPARE(group.entries().size(), size_t(30));
    group.endRestore();
    old.log->join();
    old.settle();
    QCOMPARE(old.readAll({"a"}, after(ids[0])).size(), 29);
    QVERIFY(!old.said.contains("lost"));
}

void GroupStoreOutageTest::whatNobodyElseHoldsIsPutBackAllTheSame()
{
    FakeGroup group;
    HistoryLimits limits;
    limits.memoryBytes = 4'000;
    HubStore hub(group, "a", limits);
    QByteArrayList ids;
    for (int i = 0; i < 30; ++i)
        ids.append(hub.publish("a", QByteArray::number(i)));
    hub.log->cut();
    group.restart({}); // without anything
    for (int i = 0; i < 2; ++i) {
        hub.log->join();
        while (hub.log->carryOut() || hub.log->answer()) {
        }
        QVERIFY(i > 0 || group.entries().empty()); // another one may have more
        hub.clock.advance(1'500ms);
    }
    QVERIFY(!group.entries().empty());
    group.endRestore();
    hub.log->join();
    hub.settle();
    QCOMPARE(hub.readAll({"a"}, after(ids[28])), QByteArrayList{"29"});
    QCOMPARE(hub.readAll({"a"}, after(ids[2])).constFirst(), "(gap)");
    HubStore later(group, "b"); // its own index knows nothing of before
    QCOMPARE(later.readAll({"a"}, after(ids[28])), QByteArrayList{"29"});
    QCOMPARE(later.readAll({"a"}, after(ids[2])), hub.readAll({"a"}, after(ids[2])));
    QVERIFY(*Position::fromId(hub.publish("a", "next")) > *Position::fromId(ids[29]));
}

void GroupStoreOutageTest::aHubThatComesLaterKnowsOfTheHole()
{
    FakeGroup group;
    HistoryLimits limits;
    limits.memoryBytes = 4'000;
    HubStore hub(group, "a", limits);
    QByteArrayList ids;
    for (int i = 0; i < 30; ++i)
        ids.append(hub.publish("a", QByteArray::number(i)));
    hub.log->cut();
    group.restart(*Position::fromId(ids[4]));
    for (int i = 0; i < 2; ++i) {
        hub.log->join();
        while (hub.log->carryOut() || hub.log->answer()) {
        }
        hub.clock.advance(1'500ms);
    }
    group.endRestore();
    hub.log->join();
    hub.settle();
    HubStore later(group, "b");
    QTRY_VERIFY((later.settle(), later.log->waitingCalls() == 0));
    for (int i : {2, 4, 6})
        QCOMPARE(later.readAll({"a"}, after(ids[i])).value(i < 4 ? 2 : 0), "(gap)");
    QCOMPARE(later.readAll({"a"}, after(ids[28])), QByteArrayList{"29"});
}

void GroupStoreOutageTest::aPublicationWithoutAnIdRepeatsNothing()
{
    FakeGroup group;
    HubStore hub(group);
    hub.append({{"a", {}, "1", {}, {}}, {"a", {}, "2", {}, {}}}, 4);
    hub.turn();
    hub.log->carryOut();
    hub.log->bring(1);
    hub.log->cut();
    group.restart(group.entries().begin()->first);
    group.endRestore();
    hub.log->join();
    hub.settle();
    QCOMPARE(hub.said, (QByteArrayList{"1 of 4", "4: unknown"}));
}

void GroupStoreOutageTest::whatSomebodyClearedStaysCleared()
{
    FakeGroup group;
    HubStore hub(group);
    hub.publish("a", "1");
    const Position first = group.head().last;
    hub.publish("b", "2");
    hub.store->clear("a", [](bool) {});
    hub.settle();
    const Position cleared = group.head().last;
    hub.log->cut();
    group.restart(first);
    hub.log->join();
    while (hub.log->carryOut() || hub.log->answer()) {
    }
    QCOMPARE(group.head().last, cleared);
    group.endRestore();
    hub.log->join();
    hub.settle();
    QVERIFY(!hub.said.contains("lost")); // its place is there
    HubStore later(group, "b");
    later.settle();
    QCOMPARE(later.readAll({"a"}, earliest()), QByteArrayList{});
    QCOMPARE(later.readAll({"b"}, earliest()), QByteArrayList{"2"});
}

void GroupStoreOutageTest::aLogThatEndsBeforeWhatWasReadIsLiftedFirst()
{
    FakeGroup group;
    HubStore hub(group);
    hub.publish("a", "1");
    hub.append({{"a", {}, "2", {}, {}}}, 4);
    hub.log->cut();
    group.empty();
    group.time -= 3'600'000;
    hub.log->join();
    hub.settle();
    QCOMPARE(hub.said.constLast(), "4: done"); // without joining once more
    QVERIFY(hub.said.contains("lost"));
}

void GroupStoreOutageTest::whatSomebodyTookOutIsNotSaidOfARestart()
{
    FakeGroup group;
    HubStore hub(group);
    hub.publish("a", "1");
    HubStore other(group, "b");
    hub.append({{"a", {}, "2", {}, {}}}, 4);
    hub.turn();
    hub.log->carryOut();
    hub.log->answer();
    group.remove(group.head().last);
    other.settle();
    hub.log->cut();
    hub.log->join();
    hub.settle();
    QCOMPARE(hub.said.constLast(), "4: unknown");
    QVERIFY2(hub.lastResult.problem.isEmpty(), qPrintable(hub.lastResult.problem));
}

void GroupStoreOutageTest::leftWhileItOpensItIsAway()
{
    FakeGroup group;
    for (int i = 0; i < 300; ++i)
        group.addStrange({"a", {}, {}, QByteArray::number(i)});
    HubStore hub(group, "a", {}, {}, HubStore::Opening::Joined);
    QVERIFY(hub.log->carryOut() && hub.log->answer()); // a piece of the index; the next is asked later
    QCOMPARE(hub.log->waitingCalls(), 0);
    hub.log->cut({StoreState::Kind::Away, QStringLiteral("Redis is gone.")});
    QTRY_VERIFY_WITH_TIMEOUT(hub.isOpen, 5'000);
    QCOMPARE(hub.opened.state.kind, StoreState::Kind::Away);
    QCOMPARE(hub.opened.state.problem, QStringLiteral("Redis is gone."));
}

void GroupStoreOutageTest::aLossWaitsForRoom()
{
    FakeGroup group;
    HubStore hub(group);
    group.isFull = true;
    hub.store->noteLoss(select({"a"}));
    hub.settle();
    QVERIFY(!hub.said.contains("lost"));
    group.isFull = false;
    hub.log->look();
    hub.settle();
    QVERIFY(hub.said.contains("lost"));
}

void GroupStoreOutageTest::anOutageIsOneHoweverOftenItIsSaid()
{
    FakeGroup group;
    HubStore hub(group);
    hub.append({{"a", {}, "1", {}, {}}}, 4);
    hub.turn();
    hub.log->carryOut();
    hub.log->cut();
    hub.clock.advance(3s);
    hub.log->cut({StoreState::Kind::Away, QStringLiteral("other words")});
    QCOMPARE(hub.states.constLast().problem, QStringLiteral("other words"));
    hub.clock.advance(2s);
    hub.store->trimByAge();
    QCOMPARE(hub.said, QByteArrayList{"4: unknown"});
}

QTEST_GUILESS_MAIN(GroupStoreOutageTest)
#include "tst_groupstore_outage.moc"
