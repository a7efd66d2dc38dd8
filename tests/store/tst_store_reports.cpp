// SPDX-License-Identifier: GPL-3.0-or-later
#include "storebench.h"

#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// What a store reports by itself: commits, losses and figures; and how it empties a channel and closes.
class StoreReportsTest : public StoreTest
{
    Q_OBJECT
private Q_SLOTS:
    void aCommitComesBeforeTheAnswer();
    void aRepetitionIsNotCommitted();
    void aConflictCommitsNothing();
    void anArrivalIsCommittedWithItsTicket();
    void commitsAndLossesStandInOneOrder();
    void figuresFollowWhatIsHeld();
    void figuresComeBehindTheAnswer();
    void figuresComeOfWhatIsNotHeldAtAll();
    void anEventKnowsWhetherItsIdIsItsOwn();
    void anEventIsFoundByItsId();
    void aClearedChannelIsEmptyAndMissed();
    void whatIsUnknownCanBeCleared();
    void aClosedStoreTakesAndGivesNothing();

private:
    using Kind = StoreBench::Report::Kind;
};

void StoreReportsTest::aCommitComesBeforeTheAnswer()
{
    StoreBench bench;
    bench.append({{"a", "t", "1", {}, 5s}, {"b", {}, "2", {}, {}}}, 7);
    QCOMPARE(bench.reports.size(), 2);
    QCOMPARE(bench.reports[0].kind, Kind::Committed);
    QCOMPARE(bench.reports[1].kind, Kind::Answered);
    const QList<Committed> &events = bench.reports[0].events;
    QCOMPARE(events.size(), 2);
    QCOMPARE(events[0].event->event.data, "1");
    QVERIFY(events[0].retry == 5s && !events[1].retry);
    QVERIFY(events[0].event->position < events[1].event->position);
    QVERIFY(events[0].ticket == 7 && events[1].ticket == 7);
}

void StoreReportsTest::aRepetitionIsNotCommitted()
{
    StoreBench bench;
    bench.append({{"a", {}, "1", "own", {}}});
    bench.reports.clear();
    bench.append({{"a", {}, "1", "own", {}}});
    QCOMPARE(bench.reports.size(), 1); // its answer
    bench.append({{"a", {}, "2", {}, {}}, {"a", {}, "1", "own", {}}, {"a", {}, "3", {}, {}}});
    QCOMPARE(bench.reports[1].events.size(), 2);
    QCOMPARE(bench.reports[1].events[1].event->event.data, "3");
}

void StoreReportsTest::aConflictCommitsNothing()
{
    StoreBench bench;
    const AppendResult result = bench.append({{"a", {}, "1", "own", {}}, {"a", {}, "2", "own", {}}});
    QCOMPARE(result.outcome, AppendResult::Outcome::Conflict);
    QCOMPARE(result.conflict, 1);
    QCOMPARE(bench.reports.size(), 1);
    QCOMPARE(bench.all.events, 0);
}

void StoreReportsTest::anArrivalIsCommittedWithItsTicket()
{
    StoreBench bench;
    bench.publish("a", "1", "own");
    bench.reports.clear();
    const AppendResult result = bench.appendArrived({{"a", {}, "1", "own", {}}}, 9);
    QCOMPARE(result.outcome, AppendResult::Outcome::Done);
    QCOMPARE(bench.reports[0].kind, Kind::Committed);
    QCOMPARE(bench.reports[0].events[0].ticket, 9u);
    QCOMPARE(bench.reports[0].events[0].event, result.entries[0].event);
}

void StoreReportsTest::commitsAndLossesStandInOneOrder()
{
    StoreBench bench;
    bench.publish("a", "1");
    bench.store->noteLoss(select({"a"}));
    QTRY_COMPARE(bench.reports.constLast().kind, Kind::Lost);
    const Position at = bench.reports.constLast().at;
    QVERIFY(at > bench.reports[0].events[0].event->position);
    bench.publish("b", "2");
    QVERIFY(bench.reports[3].events[0].event->position > at);
}

void StoreReportsTest::figuresFollowWhatIsHeld()
{
    HistoryLimits limits;
    limits.maximumEvents = 2;
    limits.maximumAge = 10s;
    StoreBench bench(limits);
    QList<StoredEventPtr> stored;
    for (const char *data : {"1", "2", "3"})
        stored.append(bench.append({{"a", {}, data, data[0] == '2' ? "own" : "", {}}}).entries[0].event);
    bench.publish("b", "4");
    QCOMPARE(bench.held("a").events, 2);
    QCOMPARE(bench.held("a").oldest, stored[1]->position);
    QFETCH_GLOBAL(bool, isInLog); // beyond memory, that of its position
    QVERIFY(bench.held("a").oldestId == "own" || (isInLog && bench.held("a").oldestId == stored[1]->position.toId()));
    QCOMPARE(bench.all.events, 3);
    QCOMPARE(bench.all.bytes, bench.held("a").bytes + bench.held("b").bytes);
    bench.clock.advance(11s);
    bench.pass();
    QTRY_COMPARE(bench.all.events, 0);
    QCOMPARE(bench.held("a").events, 0);
    QCOMPARE(bench.held("a").bytes, 0);
    QCOMPARE(bench.held("a").oldest, Position());
    QCOMPARE(bench.held("a").oldestId, QByteArray());
}

void StoreReportsTest::figuresComeBehindTheAnswer()
{
    StoreBench bench;
    const QList<Publication> publications{{"a", {}, "1", {}, {}}};
    QList<qint64> heldWhenAnswered;
    const auto onAnswer = [&](const AppendResult &) { heldWhenAnswered.append(bench.held("a").events); };
    bench.store->append(1, publications, onAnswer);
    QTRY_COMPARE(bench.held("a").events, 1);
    bench.store->appendArrived(2, publications, onAnswer);
    QTRY_COMPARE(bench.held("a").events, 2);
    QCOMPARE(heldWhenAnswered, (QList<qint64>{0, 1}));
}

void StoreReportsTest::figuresComeOfWhatIsNotHeldAtAll()
{
    HistoryLimits limits;
    limits.maximumEvents = 0;
    StoreBench bench(limits);
    bench.publish("a", "1");
    QTRY_VERIFY(bench.hasReported("a"));
    QCOMPARE(bench.held("a").events, 0);
}

void StoreReportsTest::anEventKnowsWhetherItsIdIsItsOwn()
{
    StoreBench bench;
    const AppendResult result = bench.append({{"a", {}, "1", "own", {}}, {"a", {}, "2", {}, {}}});
    QCOMPARE(result.entries[0].event->ownId, "own");
    QVERIFY(result.entries[1].event->ownId.isEmpty());
}

void StoreReportsTest::anEventIsFoundByItsId()
{
    StoreBench bench;
    const QByteArray id = bench.publish("a", "1");
    bench.publish("a", "2", "own");
    QCOMPARE(bench.find(id).event->event.data, "1");
    QCOMPARE(bench.find("own").event->event.data, "2");
    for (const char *unknown : {"", "other", "1-1"}) {
        const FindResult result = bench.find(unknown);
        QCOMPARE(result.outcome, ReadOutcome::Done);
        QVERIFY(!result.event);
    }
}

void StoreReportsTest::aClearedChannelIsEmptyAndMissed()
{
    StoreBench bench;
    const QByteArray first = bench.publish("a", "1");
    bench.publish("a", "2", "own");
    bench.publish("b", "3");
    QVERIFY(bench.clear("a"));
    QCOMPARE(bench.held("a").events, 0);
    QCOMPARE(bench.all.events, 1);
    QVERIFY(!bench.find("own").event);
    QCOMPARE(bench.readAll(select({"a"}), earliest()).data, QByteArrayList());
    QCOMPARE(bench.readAll(select({"a", "b"}), after(first)).data, (QByteArrayList{HistoryReading::Gap, "3"}));
    bench.publish("a", "4");
    QCOMPARE(bench.readAll(select({"~*"}), earliest()).data, (QByteArrayList{"3", "4"}));
}

void StoreReportsTest::whatIsUnknownCanBeCleared()
{
    StoreBench bench;
    QVERIFY(bench.clear("never seen"));
}

void StoreReportsTest::aClosedStoreTakesAndGivesNothing()
{
    StoreBench bench;
    const QByteArray id = bench.publish("a", "1");
    bench.close();
    bench.reports.clear();
    QCOMPARE(bench.append({{"a", {}, "2", {}, {}}}).outcome, AppendResult::Outcome::Away);
    QCOMPARE(bench.appendArrived({{"a", {}, "2", {}, {}}}).outcome, AppendResult::Outcome::Away);
    bench.store->noteLoss(select({"a"}));
    bench.store->trimByAge();
    QCOMPARE(bench.locate(select({"a"}), earliest()).outcome, ReadOutcome::Failed);
    QCOMPARE(bench.read({select({"a"}), {}}).outcome, ReadOutcome::Failed);
    QCOMPARE(bench.find(id).outcome, ReadOutcome::Failed);
    QVERIFY(!bench.clear("a"));
    QCOMPARE(bench.reports.size(), 2); // the two answers
}

QTEST_GUILESS_MAIN(StoreReportsTest)
#include "tst_store_reports.moc"
