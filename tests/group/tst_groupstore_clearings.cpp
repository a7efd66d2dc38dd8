// SPDX-License-Identifier: GPL-3.0-or-later
#include "groupstorebench.h"

#include <QTest>

#include <algorithm>

using namespace helio;
using namespace helio::test;

/// What a hub clears, over a log that moves step by step.
class GroupStoreClearingsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lossesAndClearingsAreOfAllHubs();
    void whatIsClearedGoesFromTheLogInSteps();
    void aLargeClearingWaitsForNoAnswerBetweenItsSteps();
    void aClearingThatIsInterruptedIsSaid();
    void whoHadReadWhatIsClearedMissesNothing();
};

namespace {

qsizetype entriesOf(const FakeGroup &group, const QByteArray &channel)
{
    return std::count_if(group.entries().cbegin(), group.entries().cend(), [&](const auto &entry) {
        return entry.second.kind == LogEntry::Kind::Event && entry.second.event.channel == channel;
    });
}

} // namespace

void GroupStoreClearingsTest::lossesAndClearingsAreOfAllHubs()
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

void GroupStoreClearingsTest::whatIsClearedGoesFromTheLogInSteps()
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

void GroupStoreClearingsTest::aLargeClearingWaitsForNoAnswerBetweenItsSteps()
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

void GroupStoreClearingsTest::aClearingThatIsInterruptedIsSaid()
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

void GroupStoreClearingsTest::whoHadReadWhatIsClearedMissesNothing()
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

QTEST_GUILESS_MAIN(GroupStoreClearingsTest)
#include "tst_groupstore_clearings.moc"
