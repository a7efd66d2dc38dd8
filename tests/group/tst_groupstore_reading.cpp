// SPDX-License-Identifier: GPL-3.0-or-later
#include "groupstorebench.h"

#include <QTest>

using namespace helio;
using namespace helio::test;

/// What a started hub knows of a log that moves step by step, and what it reads of it.
class GroupStoreReadingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aStartedHubHoldsTheEndAndThenKnowsAll();
    void whatComesWhileAHubStartsIsDeliveredBehindItsHead();
    void aStartedHubTellsNoGapForWhatTheLogHolds();
    void aPlaceThatTheLogHasNotBroughtIsWaitedFor();
    void aPlaceThatNeverComesIsNotKnown();
    void aQuietChannelIsPicked();
    void whatTheIndexJustFoundIsNotTakenForMissing();
    void whatTheLogLetGoIsAGap();
    void whatSomebodyRemovedIsAGapThere();
    void theLastAreFoundWhenTheIndexIsThere();
};

void GroupStoreReadingTest::aStartedHubHoldsTheEndAndThenKnowsAll()
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

void GroupStoreReadingTest::whatComesWhileAHubStartsIsDeliveredBehindItsHead()
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

void GroupStoreReadingTest::aStartedHubTellsNoGapForWhatTheLogHolds()
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

void GroupStoreReadingTest::aPlaceThatTheLogHasNotBroughtIsWaitedFor()
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

void GroupStoreReadingTest::aPlaceThatNeverComesIsNotKnown()
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

void GroupStoreReadingTest::aQuietChannelIsPicked()
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
void GroupStoreReadingTest::whatTheIndexJustFoundIsNotTakenForMissing()
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

void GroupStoreReadingTest::whatTheLogLetGoIsAGap()
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

void GroupStoreReadingTest::whatSomebodyRemovedIsAGapThere()
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

void GroupStoreReadingTest::theLastAreFoundWhenTheIndexIsThere()
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

QTEST_GUILESS_MAIN(GroupStoreReadingTest)
#include "tst_groupstore_reading.moc"
