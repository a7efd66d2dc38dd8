// SPDX-License-Identifier: GPL-3.0-or-later
#include "hubbench.h"

#include <QTest>

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
    void whatHistoryCouldNotKeepOfTheBatchIsAGap();
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

QByteArrayList numbers(int first, int last)
{
    QByteArrayList all;
    for (int i = first; i <= last; ++i)
        all.append(QByteArray::number(i));
    return all;
}

LinePtr slowLine(HubBench &bench)
{
    LinePtr line = bench.subscribe({"a"}, {}, false);
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

QTEST_GUILESS_MAIN(HubBatchesTest)
#include "tst_hub_batches.moc"
