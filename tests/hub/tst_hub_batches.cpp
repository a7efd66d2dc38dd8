// SPDX-License-Identifier: GPL-3.0-or-later
#include "hubbench.h"

#include <QTest>

#include <ctime>

using namespace helio;
using namespace helio::test;

/// Batches larger than what may wait for a client: one publisher's large request must not cost everybody's stream.
class HubBatchesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aBatchLargerThanTheQueueComesFromHistory();
    void soDoesOneThatTheKernelTookAtItsEnd();
    void whatIsPublishedMeanwhileFollowsInOrder();
    void whoDoesNotCatchUpIsTooSlow();
    void nextBatchesCountForWhoDoesNotCatchUp();
    void whoFallsBehindCountsAsReachedAndTheOthersGetAll();
    void whoFallsBehindOnOneChannelGetsTheOtherInOrder();
    void whoFellBehindCostsTheRestOfTheBatchNothing();
    void whatHistoryCouldNotKeepOfTheBatchIsAGap();
    void aGapWithinSeveralTurnsIsToldOnce();

    void aGroupOfPublishersGoesOutAsOne();
    void whoHasNoRoomForAGroupGetsTheRestFromHistory();
    void whatGoesOnOfAGroupsLastIsStillItsBatch();
};

namespace {

constexpr qsizetype QueueBytes = 500;

/// `count` events of some 60 bytes on the wire, numbered from `first`.
QList<Publication> batch(int first, int count)
{
    QList<Publication> publications;
    for (int i = first; i < first + count; ++i)
        publications.append({"a", {}, QByteArray::number(i), {}, {}});
    return publications;
}

/// The same; the answer comes when all of it is on its way.
std::shared_ptr<std::optional<PublishOutcome>> publishLater(HubBench &bench, const QList<Publication> &publications)
{
    auto answer = std::make_shared<std::optional<PublishOutcome>>();
    bench.hub->publish(publications, [answer](const PublishOutcome &outcome) { *answer = outcome; });
    return answer;
}

HistoryLimits plenty()
{
    HistoryLimits limits;
    limits.maximumEvents = 1'000'000;
    return limits;
}

QByteArrayList numbers(int first, int last)
{
    QByteArrayList all;
    for (int i = first; i <= last; ++i)
        all.append(QByteArray::number(i));
    return all;
}

LinePtr slowLine(HubBench &bench, const QByteArrayList &entries = {"a"})
{
    LinePtr line = bench.subscribe(entries, {}, false);
    line->limits.queueBytes = QueueBytes;
    line->takeWaiting();
    return line;
}

void takeAll(HubBench &bench, const LinePtr &line)
{
    do {
        line->takeWaiting();
        bench.settle();
    } while (!line->waiting.empty());
}

} // namespace

void HubBatchesTest::aBatchLargerThanTheQueueComesFromHistory()
{
    HubBench bench;
    const LinePtr line = slowLine(bench);
    bench.publish(batch(1, 100));
    QVERIFY(line->waiting.size() > 5 && line->waiting.size() < 30); // not all of it
    takeAll(bench, line);
    QCOMPARE(eventsOf(*line), numbers(1, 100));
    bench.publish(batch(101, 1)); // live again
    takeAll(bench, line);
    QCOMPARE(eventsOf(*line), numbers(1, 101));
    QVERIFY(!line->isFinished);
}

void HubBatchesTest::soDoesOneThatTheKernelTookAtItsEnd()
{
    HubBench bench;
    const LinePtr line = slowLine(bench);
    bench.hub->publish(batch(1, 100), [&](const PublishOutcome &) {});
    line->takesAll = true; // from here on nothing waits, and nothing is reported drained
    line->takeWaiting();
    QTRY_COMPARE(eventsOf(*line), numbers(1, 100));
}

void HubBatchesTest::whatIsPublishedMeanwhileFollowsInOrder()
{
    HubBench bench;
    const LinePtr line = slowLine(bench);
    bench.publish(batch(1, 100));
    for (int i = 101; i <= 140; ++i) {
        bench.publish(batch(i, 1));
        line->take(1);
        bench.settle();
    }
    takeAll(bench, line);
    QCOMPARE(eventsOf(*line), numbers(1, 140));
}

void HubBatchesTest::whoDoesNotCatchUpIsTooSlow()
{
    HubBench bench;
    const LinePtr line = slowLine(bench);
    const LinePtr other = bench.subscribe({"a"});
    bench.publish(batch(1, 100));
    bench.publish({{"a", {}, QByteArray(QueueBytes, 'x'), {}, {}}}); // as much as may wait
    bench.settle();
    QVERIFY(!line->isFinished);
    bench.publish(batch(101, 1));
    bench.settle();
    QVERIFY(line->isFinished);
    QCOMPARE(bench.hub->disconnections().back().departure, Departure::TooSlow);
    QCOMPARE(bench.hub->subscriberCount(), 1);
    QCOMPARE(eventsOf(*other).size(), 102);
}

void HubBatchesTest::nextBatchesCountForWhoDoesNotCatchUp()
{
    HubBench bench(plenty());
    const LinePtr slow = slowLine(bench);
    const LinePtr other = bench.subscribe({"a"});
    publishLater(bench, batch(1, 30)); // by which it falls behind
    // Each is less than may wait for it, all together are more.
    const auto last = publishLater(bench, QList<Publication>(10, {"a", {}, QByteArray(QueueBytes / 5, 'x'), {}, {}}));
    QTRY_VERIFY_WITH_TIMEOUT(*last, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(slow->isFinished, 60'000);
    QCOMPARE(bench.hub->disconnections().size(), size_t(1));
    QCOMPARE(bench.hub->disconnections().back().departure, Departure::TooSlow);
    QCOMPARE(eventsOf(*other).size(), qsizetype(40));
}

void HubBatchesTest::whoFallsBehindCountsAsReachedAndTheOthersGetAll()
{
    constexpr int Count = 5'000;
    HubBench bench(plenty());
    const LinePtr slow = slowLine(bench);
    const QList<LinePtr> others{bench.subscribe({"a"}), bench.subscribe({"~a*"})};
    const auto answer = publishLater(bench, batch(1, Count));
    QTRY_VERIFY_WITH_TIMEOUT(*answer, 60'000);
    for (const PublishOutcome::Published &event : std::as_const((*answer)->events))
        QCOMPARE(event.subscribers, qint64(3));
    for (const LinePtr &line : others)
        QCOMPARE(eventsOf(*line), numbers(1, Count));
    QVERIFY(slow->waiting.size() < 30);
    QTRY_VERIFY_WITH_TIMEOUT((takeAll(bench, slow), eventsOf(*slow).size() == Count), 60'000);
    QCOMPARE(eventsOf(*slow), numbers(1, Count));
    QVERIFY(!slow->isFinished);
    QCOMPARE(bench.hub->totals().gaps, 0u);
}

void HubBatchesTest::whoFallsBehindOnOneChannelGetsTheOtherInOrder()
{
    constexpr int Count = 3'000;
    HubBench bench(plenty());
    const LinePtr slow = slowLine(bench, {"a", "b"});
    const LinePtr other = bench.subscribe({"b"});
    QList<Publication> publications = batch(1, Count);
    for (int i = 0; i < Count; ++i)
        publications[i].channel = i % 2 == 0 ? "a" : "b";
    const auto answer = publishLater(bench, publications);
    QTRY_VERIFY_WITH_TIMEOUT(*answer, 60'000);
    QCOMPARE(eventsOf(*other).size(), qsizetype(Count / 2));
    QTRY_VERIFY_WITH_TIMEOUT((takeAll(bench, slow), eventsOf(*slow).size() >= Count), 60'000);
    QCOMPARE(eventsOf(*slow), numbers(1, Count));
}

void HubBatchesTest::whoFellBehindCostsTheRestOfTheBatchNothing()
{
    constexpr int Count = 10'000;
    constexpr int Slow = 2'000;
    const auto processorTimeOf = [](int slow) {
        HubBench bench(plenty());
        QList<LinePtr> lines;
        for (int i = 0; i < slow; ++i)
            lines.append(slowLine(bench));
        const std::clock_t begin = std::clock();
        const auto answer = publishLater(bench, batch(1, Count));
        while (!*answer)
            bench.settle();
        const std::clock_t taken = std::clock() - begin;
        for (const LinePtr &line : std::as_const(lines)) {
            if (line->waiting.empty() || line->waiting.size() > 30)
                return std::clock_t(-1); // it did not fall behind
        }
        return taken;
    };
    const std::clock_t alone = processorTimeOf(0);
    const std::clock_t withSlow = processorTimeOf(Slow);
    QVERIFY(alone > 0 && withSlow > 0);
    // Asked for each event, they would make it take more than ten times as long.
    QVERIFY2(withSlow < 5 * alone, qPrintable(QStringLiteral("%1 and %2").arg(alone).arg(withSlow)));
}

void HubBatchesTest::whatHistoryCouldNotKeepOfTheBatchIsAGap()
{
    HistoryLimits limits;
    limits.maximumEvents = 10;
    HubBench bench(limits);
    const LinePtr line = slowLine(bench);
    bench.publish(batch(1, 100));
    takeAll(bench, line);
    const QByteArrayList events = eventsOf(*line);
    QCOMPARE(events.mid(events.size() - 10), numbers(91, 100));
    const qsizetype given = events.size() - 11; // before the batch was too much
    QCOMPARE(events.first(given), numbers(1, int(given)));
    QVERIFY(events[given].startsWith("(gap "));
    QCOMPARE(bench.hub->totals().gaps, 1u);
}

void HubBatchesTest::aGapWithinSeveralTurnsIsToldOnce()
{
    constexpr int Count = 5'000;
    HistoryLimits limits;
    limits.maximumEvents = 10;
    HubBench bench(limits);
    const LinePtr slow = slowLine(bench);
    const auto answer = publishLater(bench, batch(1, Count));
    QTRY_VERIFY_WITH_TIMEOUT(*answer, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT((takeAll(bench, slow), eventsOf(*slow).endsWith(QByteArray::number(Count))), 60'000);
    const QByteArrayList events = eventsOf(*slow);
    QCOMPARE(events.mid(events.size() - 10), numbers(Count - 9, Count));
    const qsizetype given = events.size() - 11;
    QCOMPARE(events.first(given), numbers(1, int(given)));
    QVERIFY2(events[given].startsWith("(gap "), events[given].constData());
    QCOMPARE(bench.hub->totals().gaps, 1u);
}

void HubBatchesTest::aGroupOfPublishersGoesOutAsOne()
{
    constexpr int Count = 64;
    HubBench bench({}, HubBench::StoreKind::Late);
    const LinePtr line = bench.subscribe({"a"});
    const LinePtr other = bench.subscribe({"~*"});
    const auto outcomes = std::make_shared<QList<PublishOutcome>>();
    for (int i = 1; i <= Count; ++i)
        bench.hub->publish(batch(i, 1), [outcomes](const PublishOutcome &outcome) { outcomes->append(outcome); });
    bench.lateStore().workAsGroup();
    QVERIFY(outcomes->isEmpty());
    const int flushes = line->flushes;
    QVERIFY(bench.lateStore().answer());
    QCOMPARE(line->flushes, flushes + 1);
    QCOMPARE(eventsOf(*line), numbers(1, Count));
    QCOMPARE(eventsOf(*other), numbers(1, Count));
    QCOMPARE(outcomes->size(), qsizetype(Count));
    for (int i = 0; i < Count; ++i) {
        const PublishOutcome::Published &event = (*outcomes)[i].events.constFirst();
        QCOMPARE(event.subscribers, qint64(2));
        QCOMPARE(event.id, line->taken[i + 1]->eventId); // behind the head
    }
}

void HubBatchesTest::whoHasNoRoomForAGroupGetsTheRestFromHistory()
{
    HubBench bench({}, HubBench::StoreKind::Late);
    const LinePtr line = slowLine(bench);
    for (int i = 1; i <= 100; ++i)
        bench.hub->publish(batch(i, 1), [](const PublishOutcome &) {});
    bench.lateStore().workAsGroup();
    QVERIFY(bench.lateStore().answer());
    QVERIFY(line->waiting.size() > 5 && line->waiting.size() < 30); // not all of it
    for (int i = 0; i < 20; ++i) {
        takeAll(bench, line);
        bench.lateStore().settle();
    }
    QCOMPARE(eventsOf(*line), numbers(1, 100));
    QVERIFY(!line->isFinished);
}

void HubBatchesTest::whatGoesOnOfAGroupsLastIsStillItsBatch()
{
    HubBench bench({}, HubBench::StoreKind::Faulty);
    const LinePtr line = slowLine(bench);
    quint64 sequence = 0;
    const auto commit = [&](const QList<quint64> &tickets) {
        QList<Committed> events;
        for (const quint64 ticket : tickets) {
            auto stored = std::make_shared<StoredEvent>();
            stored->position = {9'000'000'000'000, ++sequence};
            stored->event = {"a", stored->position.toId(), {}, QByteArray(QueueBytes, 'x')};
            events.append({stored, {}, ticket});
        }
        bench.faultyStore().listener->committed(events);
    };
    commit({101, 102}); // behind the first, as much waits as may
    const size_t waiting = line->waiting.size();
    commit({102});
    QCOMPARE(line->waiting.size(), waiting); // it fell behind: it would have been closed
    QVERIFY(!line->isFinished);
}

QTEST_GUILESS_MAIN(HubBatchesTest)
#include "tst_hub_batches.moc"
