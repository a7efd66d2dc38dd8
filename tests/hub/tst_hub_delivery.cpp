// SPDX-License-Identifier: GPL-3.0-or-later
#include "hubbench.h"
#include "hubtest.h"
#include "support/sanitized.h"

#include <QTest>

#include <algorithm>
#include <random>

#if defined(__GLIBC__)
#    include <malloc.h>
#endif

using namespace helio;
using namespace helio::test;

/// Batches that take longer than a turn: they go out over several, in one order with all else.
class HubDeliveryTest : public HubTest
{
    Q_OBJECT
private Q_SLOTS:
    void aLargeBatchGoesInTurnsAndIsAnsweredBehindThem();
    void whatIsPublishedMeanwhileComesBehind();
    void aRepetitionMeanwhileIsAnsweredWithTheSameCount();
    void aLossMeanwhileIsReportedInItsPlace();
    void aDrainInTheMiddleLosesNothing();
    void aDrainDoesNotWaitBeyondItsDeadline();
    void aBatchOfSeveralTurnsIsOneBatch();
    void whoeverBeginsMeanwhileMissesNothingAndGetsNothingTwice_data();
    void whoeverBeginsMeanwhileMissesNothingAndGetsNothingTwice();
    void whatWaitsForDeliveryIsBoundedByAllThatItTakes();
    void tooMuchInAllEndsWhoIsFarthestBehind();
    void whoIsEndingAnywayGoesFirst();
    void whoStandsBehindAGapIsFoundToo();
    void aSharedFrameCountsOnce();
    void replaysPauseInsteadOfEnding();
};

namespace {

constexpr int Listeners = 20;
constexpr int Large = 1500;

HistoryLimits plenty()
{
    HistoryLimits limits;
    limits.maximumEvents = 1'000'000;
    return limits;
}

QList<Publication> batch(int first, int count)
{
    QList<Publication> publications;
    for (int i = first; i < first + count; ++i)
        publications.append({"a", {}, QByteArray::number(i), {}, {}});
    return publications;
}

struct Answer
{
    std::optional<PublishOutcome> outcome;
};

std::shared_ptr<Answer> publishLater(HubBench &bench, const QList<Publication> &publications)
{
    auto answer = std::make_shared<Answer>();
    bench.hub->publish(publications, [answer](const PublishOutcome &outcome) { answer->outcome = outcome; });
    return answer;
}

QList<LinePtr> listen(HubBench &bench)
{
    QList<LinePtr> lines;
    for (int i = 0; i < Listeners; ++i)
        lines.append(bench.subscribe({"a"}));
    return lines;
}

QByteArrayList numbers(int first, int last)
{
    QByteArrayList all;
    for (int i = first; i <= last; ++i)
        all.append(QByteArray::number(i));
    return all;
}

} // namespace

void HubDeliveryTest::aLargeBatchGoesInTurnsAndIsAnsweredBehindThem()
{
    HubBench bench(plenty());
    const QList<LinePtr> lines = listen(bench);
    const auto answer = publishLater(bench, batch(1, Large));
    QVERIFY(!answer->outcome);
    QVERIFY(eventsOf(*lines.last()).size() < Large);
    QTRY_VERIFY_WITH_TIMEOUT(answer->outcome, 60'000);
    QCOMPARE(answer->outcome->events.size(), qsizetype(Large));
    for (const PublishOutcome::Published &event : answer->outcome->events)
        QCOMPARE(event.subscribers, qint64(Listeners));
    for (const LinePtr &line : lines)
        QCOMPARE(eventsOf(*line), numbers(1, Large));
}

void HubDeliveryTest::whatIsPublishedMeanwhileComesBehind()
{
    HubBench bench(plenty());
    const QList<LinePtr> lines = listen(bench);
    publishLater(bench, batch(1, Large));
    const auto answer = publishLater(bench, batch(Large + 1, 1));
    QVERIFY(!answer->outcome);
    QTRY_VERIFY_WITH_TIMEOUT(answer->outcome, 60'000);
    QCOMPARE(answer->outcome->events.constFirst().subscribers, qint64(Listeners));
    QCOMPARE(eventsOf(*lines.first()), numbers(1, Large + 1));
}

void HubDeliveryTest::aRepetitionMeanwhileIsAnsweredWithTheSameCount()
{
    HubBench bench(plenty());
    const QList<LinePtr> lines = listen(bench);
    QList<Publication> publications = batch(1, Large);
    publications.last().id = "mine";
    publishLater(bench, publications);
    const auto again = publishLater(bench, {publications.last()});
    QTRY_VERIFY_WITH_TIMEOUT(again->outcome, 60'000);
    QCOMPARE(again->outcome->events.constFirst().subscribers, qint64(Listeners));
    QCOMPARE(eventsOf(*lines.first()).size(), qsizetype(Large));
}

void HubDeliveryTest::aLossMeanwhileIsReportedInItsPlace()
{
    HubBench bench(plenty(), HubBench::StoreKind::Faulty);
    const QList<LinePtr> lines = listen(bench);
    publishLater(bench, batch(1, Large));
    Selection lost;
    lost.addChannel("a");
    bench.faultyStore().noteLoss(lost);
    const auto answer = publishLater(bench, batch(Large + 1, 1));
    QTRY_VERIFY_WITH_TIMEOUT(answer->outcome, 60'000);
    const QByteArrayList events = eventsOf(*lines.first());
    QCOMPARE(events.size(), qsizetype(Large + 2));
    QCOMPARE(events.first(Large), numbers(1, Large));
    QVERIFY2(events[Large].startsWith("(gap "), events[Large].constData());
    QCOMPARE(events.last(), QByteArray::number(Large + 1));
}

void HubDeliveryTest::aDrainInTheMiddleLosesNothing()
{
    HubBench bench(plenty());
    const QList<LinePtr> lines = listen(bench);
    const auto answer = publishLater(bench, batch(1, Large));
    QVERIFY(!answer->outcome);
    bench.hub->drain(std::chrono::seconds(120));
    QVERIFY(!answer->outcome);
    QTRY_VERIFY_WITH_TIMEOUT(answer->outcome, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(lines.last()->isFinished, 60'000);
    QCOMPARE(answer->outcome->events.constLast().subscribers, qint64(Listeners));
    for (const LinePtr &line : lines) {
        QCOMPARE(eventsOf(*line).first(Large), numbers(1, Large));
        QVERIFY(eventsOf(*line).last().startsWith("(shutdown "));
    }
}

void HubDeliveryTest::aDrainDoesNotWaitBeyondItsDeadline()
{
    HubBench bench(plenty());
    const QList<LinePtr> lines = listen(bench);
    const auto batchAnswer = publishLater(bench, batch(1, 20'000));
    const auto singleAnswer = publishLater(bench, batch(20'001, 1));
    bool wereAnswered = false;
    bool isDrained = false;
    connect(bench.hub.get(), &Hub::drained, this, [&] {
        isDrained = true;
        wereAnswered = batchAnswer->outcome && singleAnswer->outcome;
    });
    bench.hub->drain(std::chrono::milliseconds(0));
    QVERIFY(!isDrained);
    QTRY_VERIFY_WITH_TIMEOUT(isDrained, 60'000);
    QVERIFY(wereAnswered);
    for (const LinePtr &line : lines)
        QVERIFY(line->isFinished);
}

void HubDeliveryTest::aBatchOfSeveralTurnsIsOneBatch()
{
    constexpr int Count = 5'000;
    HubBench bench(plenty());
    const LinePtr slow = bench.subscribe({"a"}, {}, false);
    slow->limits.queueBytes = 500;
    slow->takeWaiting();
    const auto answer = publishLater(bench, batch(1, Count));
    QTRY_VERIFY_WITH_TIMEOUT(answer->outcome, 60'000);
    QVERIFY(slow->waiting.size() < 50);
    QTRY_VERIFY_WITH_TIMEOUT((slow->takeWaiting(), eventsOf(*slow).size() == Count), 60'000);
    QCOMPARE(eventsOf(*slow), numbers(1, Count));
    QVERIFY(!slow->isFinished);
}

void HubDeliveryTest::whoeverBeginsMeanwhileMissesNothingAndGetsNothingTwice_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 4; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void HubDeliveryTest::whoeverBeginsMeanwhileMissesNothingAndGetsNothingTwice()
{
    QFETCH(quint32, seed);
    std::mt19937 random(seed);
    const auto below = [&](int bound) { return int(random() % unsigned(bound)); };
    struct Reader
    {
        LinePtr line;
        int firstAtLatest; ///< the number of the event that it must begin with, or before
        bool exactly;
    };
    HubBench bench(plenty());
    QList<Reader> readers;
    QByteArrayList ids;
    for (const LinePtr &line : listen(bench))
        readers.append({line, 1, true});
    int published = 0;
    for (int step = 0; step < 24; ++step) {
        switch (below(4)) {
        case 0: {
            const int count = below(3) == 0 ? 1 : 1 + below(600);
            bench.hub->publish(batch(published + 1, count), [&](const PublishOutcome &outcome) {
                for (const PublishOutcome::Published &event : outcome.events)
                    ids.append(event.id); // answers come in order
            });
            published += count;
            break;
        }
        case 1:
            readers.append({bench.subscribe({"a"}, {}, below(2) == 0), published + 1, false});
            break;
        case 2:
            if (!ids.isEmpty()) {
                const int known = below(int(ids.size()));
                Start start{Start::Kind::After, ids[known]};
                readers.append({bench.subscribe({"a"}, start, below(2) == 0), known + 2, true});
            }
            break;
        default:
            bench.settle();
            for (const Reader &reader : readers) {
                if (below(2) == 0)
                    reader.line->takeWaiting();
            }
        }
    }
    QTRY_COMPARE_WITH_TIMEOUT(ids.size(), qsizetype(published), 60'000);
    bench.publish("a", QByteArray::number(published + 1));
    const QByteArray last = QByteArray::number(published + 1);
    for (const Reader &reader : readers) {
        QTRY_VERIFY_WITH_TIMEOUT(
            (reader.line->takeWaiting(), reader.line->waiting.empty() && eventsOf(*reader.line).endsWith(last)),
            60'000);
        const QByteArrayList events = eventsOf(*reader.line);
        const int first = events.constFirst().toInt();
        QVERIFY(reader.exactly ? first == reader.firstAtLatest : first <= reader.firstAtLatest);
        QCOMPARE(events, numbers(first, published + 1));
    }
}

/// Events of hardly any data, which history does not keep, so that nothing but what waits takes memory.
void HubDeliveryTest::whatWaitsForDeliveryIsBoundedByAllThatItTakes()
{
#if defined(__GLIBC__)
    if (IsSanitized)
        QSKIP("A sanitizer has an allocator of its own.");
    const auto heldBytes = [] {
        const struct mallinfo2 info = mallinfo2();
        return qint64(info.uordblks + info.hblkhd);
    };
    HistoryLimits nothing;
    nothing.maximumEvents = 0;
    HubOptions options;
    options.waitingBytes = 16'000'000;
    HubBench bench(nothing, HubBench::StoreKind::Memory, options); // another has more that waits
    QList<LinePtr> lines;
    for (int i = 0; i < 1000; ++i)
        lines.append(bench.subscribe({"a"})); // so that little goes at once
    const QList<Publication> publications = batch(1, 1000);
    const auto begin = publishLater(bench, publications);
    QVERIFY(!begin->outcome);
    const qint64 before = heldBytes();
    bool isRefused = false;
    for (int i = 0; i < 1000 && !isRefused; ++i) {
        bench.hub->publish(publications, [&](const PublishOutcome &outcome) {
            isRefused = outcome.result == PublishOutcome::Result::Unavailable;
        });
    }
    QVERIFY(isRefused);
    const qint64 taken = heldBytes() - before;
    QVERIFY2(taken <= options.waitingBytes / 4 * 5, qPrintable(QString::number(taken)));
#else
    QSKIP("The C library does not say what is held.");
#endif
}

void HubDeliveryTest::tooMuchInAllEndsWhoIsFarthestBehind()
{
    HubOptions options;
    options.waitingBytes = 100'000;
    HubBench bench(plenty(), HubBench::StoreKind::Plain, options);
    QList<LinePtr> silent;
    for (int i = 0; i < 8; ++i) {
        silent.append(bench.subscribe({"c" + QByteArray::number(i)}, {}, false));
        silent.last()->takeWaiting();
    }
    const LinePtr reads = bench.subscribe({"d"});
    for (int i = 0; i < 8; ++i) {
        bench.publish("c" + QByteArray::number(i), QByteArray(20'000, 'x'));
        const qsizetype ended =
            std::count_if(silent.cbegin(), silent.cend(), [](const LinePtr &line) { return line->isAbandoned; });
        QCOMPARE(ended, qsizetype(std::max(0, i - 3))); // four fit
        for (qsizetype j = 0; j < silent.size(); ++j)
            QCOMPARE(silent[j]->isAbandoned, j < ended); // the oldest went
    }
    bench.publish("d", "1");
    QCOMPARE(eventsOf(*reads), QByteArrayList{"1"});
    silent.first()->end(EndReason::TooSlow);
    QCOMPARE(bench.hub->disconnections().back().departure, Departure::TooSlow);
}

void HubDeliveryTest::whoIsEndingAnywayGoesFirst()
{
    HubOptions options;
    options.waitingBytes = 100'000;
    HubBench bench(plenty(), HubBench::StoreKind::Plain, options);
    const LinePtr behind = bench.subscribe({"a"}, {}, false);
    const LinePtr ending = bench.subscribe({"b"}, {}, false);
    for (const LinePtr &line : {behind, ending})
        line->takeWaiting();
    bench.publish("a", QByteArray(30'000, 'x'));
    for (int i = 0; i < 2; ++i)
        bench.publish("b", QByteArray(30'000, 'x'));
    QVERIFY(bench.hub->disconnectClient(bench.lastClientId));
    QVERIFY(ending->isFinished && !ending->waiting.empty());
    bench.publish("a", QByteArray(30'000, 'x'));
    QVERIFY(ending->isAbandoned);
    QVERIFY(!behind->isAbandoned);
}

void HubDeliveryTest::whoStandsBehindAGapIsFoundToo()
{
    HubOptions options;
    options.waitingBytes = 100'000;
    HubBench bench(plenty(), HubBench::StoreKind::Faulty, options);
    const LinePtr line = bench.subscribe({"a"}, {}, false);
    line->takeWaiting();
    Selection lost;
    lost.addChannel("a");
    bench.faultyStore().noteLoss(lost);
    QCOMPARE(line->waiting.size(), size_t(1)); // the gap
    for (int i = 0; i < 4; ++i)
        bench.publish("a", QByteArray(30'000, 'x'));
    QVERIFY(line->isAbandoned);
}

void HubDeliveryTest::aSharedFrameCountsOnce()
{
    HubOptions options;
    options.waitingBytes = 100'000;
    HubBench bench(plenty(), HubBench::StoreKind::Plain, options);
    QList<LinePtr> silent;
    for (int i = 0; i < 50; ++i) {
        silent.append(bench.subscribe({"a"}, {}, false));
        silent.last()->takeWaiting();
    }
    for (int i = 0; i < 4; ++i)
        bench.publish("a", QByteArray(20'000, 'x'));
    for (const LinePtr &line : silent)
        QVERIFY(!line->isAbandoned);
}

void HubDeliveryTest::replaysPauseInsteadOfEnding()
{
    HubOptions options;
    options.waitingBytes = 400'000;
    HubBench bench(plenty(), HubBench::StoreKind::Plain, options);
    // Each reads something that no other does: what all read they would share.
    for (int i = 0; i < 100; ++i)
        bench.publish("own-" + QByteArray::number(i), "x");
    for (int i = 0; i < 30; ++i)
        bench.publish("a", QByteArray(3000, 'x'));
    Start start;
    start.kind = Start::Kind::Earliest;
    QList<LinePtr> behind;
    for (int i = 0; i < 100; ++i)
        behind.append(bench.subscribe({"a", "own-" + QByteArray::number(i)}, start, false));
    const auto chunks = [&] {
        qint64 bytes = 0;
        for (const LinePtr &line : behind) {
            line->take(line->taken.isEmpty() ? 1 : 0); // the head
            bench.settle();
            for (const FramePtr &frame : line->waiting)
                bytes += frame->bytes.size();
        }
        return bytes;
    };
    const qint64 waiting = chunks();
    QVERIFY2(waiting > 100'000 && waiting < 300'000, qPrintable(QString::number(waiting)));
    for (const LinePtr &line : behind)
        line->taken.clear(); // frames that a test keeps would count
    const auto allCame = [&] {
        bool all = true;
        for (const LinePtr &line : behind) {
            line->takeWaiting();
            line->taken.clear();
            all = all && line->takenSize > 30 * 3000;
        }
        return all;
    };
    QTRY_VERIFY_WITH_TIMEOUT(allCame(), 60'000);
    for (const LinePtr &line : behind)
        QVERIFY(!line->isAbandoned && !line->isFinished);
}

QTEST_GUILESS_MAIN(HubDeliveryTest)
#include "tst_hub_delivery.moc"
