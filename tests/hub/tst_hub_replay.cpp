// SPDX-License-Identifier: GPL-3.0-or-later
#include "hubbench.h"
#include "hubtest.h"

#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// What came before, gaps, and the seam between replay and live.
class HubReplayTest : public HubTest
{
    Q_OBJECT
private Q_SLOTS:
    void replayAndLiveAreOneOrder();
    void aSlowReplayNeitherLosesNorDoublesWhatIsPublishedMeanwhile();
    void aLongReplayTakesTurns();
    void aReplayWaitsUntilItsChunkIsTaken();
    void resumesAfterAPublishersOwnId();
    void anEnvelopeCarriesEverythingInItsData();

    void aGapStandsBeforeTheOldestThatIsHeld();
    void aGapWithNothingBehindItSaysNull();
    void aGapHasNoIdOfItsOwn();
    void aGapInTheMiddleStandsWhereItHappens();
    void aGapQuotesWhatWasAsked();
    void aGapOfABeginningInTimeNamesThatPlace();
    void aGapStandsBeforeTheNextEventHoweverFarThatIs();

    void pollEndsAfterTheReplay();
    void pollWithNothingToReplayEndsAtOnce();
    void pollGetsWhatIsPublishedWhileItReplays();
};

namespace {

QByteArrayList numbers(int from, int to)
{
    QByteArrayList list;
    for (int i = from; i <= to; ++i)
        list.append(QByteArray::number(i));
    return list;
}

/// A block of more than a chunk, so that each is a chunk of its own.
QByteArray large(int number)
{
    return QByteArray::number(number) + QByteArray(70'000, ' ');
}

QByteArrayList trimmed(QByteArrayList list)
{
    for (QByteArray &item : list)
        item = item.trimmed();
    return list;
}

} // namespace

void HubReplayTest::replayAndLiveAreOneOrder()
{
    HubBench bench;
    const QByteArray first = bench.publish("a", "1");
    bench.publish("a", "2");
    bench.publish("b", "other");
    bench.publish("a", "3");
    const LinePtr line = bench.subscribe({"a"}, after(first));
    bench.publish("a", "4");
    QCOMPARE(eventsOf(*line), numbers(2, 4));
}

void HubReplayTest::aSlowReplayNeitherLosesNorDoublesWhatIsPublishedMeanwhile()
{
    HubBench bench;
    for (int i = 1; i <= 10; ++i)
        bench.publish("a", large(i));
    const LinePtr line = bench.subscribe({"a"}, earliest(), false);
    for (int i = 11; i <= 40; ++i) {
        bench.publish(i % 3 ? "a" : "b", large(i));
        line->take(1);
        bench.settle();
    }
    for (int i = 0; i < 200; ++i) {
        line->take(1);
        bench.settle();
    }
    QByteArrayList expected;
    for (int i = 1; i <= 40; ++i) {
        if (i <= 10 || i % 3)
            expected.append(QByteArray::number(i));
    }
    QCOMPARE(trimmed(eventsOf(*line)), expected);
    bench.publish("a", "41"); // live now
    line->take(1);
    QCOMPARE(trimmed(eventsOf(*line)).last(), "41");
}

void HubReplayTest::aLongReplayTakesTurns()
{
    HubBench bench;
    for (int i = 1; i <= 20; ++i)
        bench.publish("a", large(i));
    const LinePtr line = bench.subscribe({"a"}, earliest());
    QVERIFY(eventsOf(*line).size() <= 2); // others first
    const LinePtr other = bench.subscribe({"b"});
    bench.publish("b", "quick");
    QCOMPARE(eventsOf(*other), (QByteArrayList{"quick"}));
    QTRY_COMPARE(trimmed(eventsOf(*line)), numbers(1, 20));
}

void HubReplayTest::aReplayWaitsUntilItsChunkIsTaken()
{
    HubBench bench;
    for (int i = 1; i <= 20; ++i)
        bench.publish("a", large(i));
    const LinePtr line = bench.subscribe({"a"}, earliest(), false);
    line->take(1); // the head
    for (int i = 0; i < 10; ++i)
        bench.settle();
    QCOMPARE(line->waiting.size(), 1);
}

void HubReplayTest::resumesAfterAPublishersOwnId()
{
    HubBench bench;
    bench.publish("a", "1");
    bench.publish("a", "2", "日本 order #2");
    bench.publish("a", "3");
    QCOMPARE(eventsOf(*bench.subscribe({"a"}, after("日本 order #2"))), (QByteArrayList{"3"}));
}

void HubReplayTest::anEnvelopeCarriesEverythingInItsData()
{
    HubBench bench;
    bench.publish({{"a", "t", "say \"hi\"\nagain", "own", {}}});
    Subscription subscription;
    subscription.selection = select({"a"});
    subscription.start = earliest();
    subscription.envelope = true;
    const LinePtr line = bench.subscribe(subscription);
    bench.publish({{"a", {}, "plain", "own2", {}}});
    QCOMPARE(eventsOf(*line), (QByteArrayList{R"({"channel":"a","type":"t","id":"own","data":"say \"hi\"\nagain"})",
                                              R"({"channel":"a","type":"message","id":"own2","data":"plain"})"}));
    QVERIFY(!line->bytes().contains("event:"));
}

void HubReplayTest::aGapStandsBeforeTheOldestThatIsHeld()
{
    HistoryLimits limits;
    limits.maximumEvents = 2;
    HubBench bench(limits);
    const QByteArray first = bench.publish("a", "1");
    bench.publish("a", "2");
    const QByteArray third = bench.publish("a", "3");
    bench.publish("a", "4");
    const LinePtr line = bench.subscribe({"a"}, after(first));
    bench.publish("a", "5");
    QCOMPARE(eventsOf(*line),
             (QByteArrayList{R"((gap {"requested":")" + first + R"(","oldest":")" + third + "\"})", "3", "4", "5"}));
    QCOMPARE(bench.hub->totals().gaps, 1);
}

void HubReplayTest::aGapWithNothingBehindItSaysNull()
{
    HubBench bench;
    const LinePtr line = bench.subscribe({"a"}, after("unknown"));
    bench.publish("a", "1");
    QCOMPARE(eventsOf(*line), (QByteArrayList{R"((gap {"requested":"unknown","oldest":null}))", "1"}));
}

void HubReplayTest::aGapHasNoIdOfItsOwn()
{
    HubBench bench;
    const LinePtr line = bench.subscribe({"a"}, after("unknown"));
    QVERIFY2(line->bytes().endsWith("\n\nevent: gap\ndata: {\"requested\":\"unknown\",\"oldest\":null}\n\n"),
             line->bytes().constData());
}

void HubReplayTest::aGapInTheMiddleStandsWhereItHappens()
{
    HistoryLimits limits;
    limits.maximumEvents = 3;
    HubBench bench(limits, HubBench::StoreKind::Memory); // nothing is read while it is published to
    QByteArrayList ids;
    for (int i = 1; i <= 3; ++i)
        ids.append(bench.publish("a", large(i)));
    const LinePtr line = bench.subscribe({"a"}, earliest(), false);
    line->take(1); // the head
    bench.settle();
    line->take(1); // and the first chunk
    for (int i = 4; i <= 8; ++i)
        ids.append(bench.publish("a", large(i)));
    for (int i = 0; i < 20; ++i) {
        bench.settle();
        line->takeWaiting();
    }
    QCOMPARE(
        trimmed(eventsOf(*line)),
        (QByteArrayList{"1", R"((gap {"requested":")" + ids[0] + R"(","oldest":")" + ids[5] + "\"})", "6", "7", "8"}));
}

void HubReplayTest::aGapQuotesWhatWasAsked()
{
    HubBench bench;
    const LinePtr line = bench.subscribe({"a"}, after("say \"日本\\\""));
    QCOMPARE(eventsOf(*line), (QByteArrayList{R"((gap {"requested":"say \"日本\\\"","oldest":null}))"}));
}

void HubReplayTest::aGapOfABeginningInTimeNamesThatPlace()
{
    HistoryLimits limits;
    limits.maximumEvents = 1;
    HubBench bench(limits, HubBench::StoreKind::Late);
    Start lastTwo;
    lastTwo.kind = Start::Kind::Last;
    lastTwo.count = 1;
    QByteArrayList ids;
    const auto publish = [&](const QByteArray &data) {
        bench.hub->publish({{"a", {}, data, {}, {}}},
                           [&](const PublishOutcome &outcome) { ids.append(outcome.events.constFirst().id); });
    };
    publish("1");
    bench.lateStore().settle();
    const LinePtr line = bench.subscribe({"a"}, lastTwo);
    bench.lateStore().work(); // located
    publish("2");             // which trims what was found
    bench.lateStore().answer();
    bench.lateStore().settle();
    for (int i = 0; i < 5; ++i) {
        bench.settle();
        bench.lateStore().settle();
    }
    QCOMPARE(eventsOf(*line), (QByteArrayList{R"((gap {"requested":"0-0","oldest":")" + ids[1] + "\"})", "2"}));
}

void HubReplayTest::aGapStandsBeforeTheNextEventHoweverFarThatIs()
{
    HistoryLimits limits;
    limits.maximumEvents = 40'000;
    HubBench bench(limits);
    for (int i = 0; i < 30; ++i) // more than a chunk reads
        bench.publish(QList<Publication>(1'000, {"b", {}, "x", {}, {}}));
    const QByteArray id = bench.publish("users.ada", "1");
    const LinePtr line = bench.subscribe({"~users.*"}, after("unknown"));
    QFETCH_GLOBAL(HubBench::StoreKind, storeKind); // of a file the bench waits for the reader
    QVERIFY(eventsOf(*line).isEmpty() || storeKind == HubBench::StoreKind::SqliteWithLittleMemory); // others first
    QTRY_COMPARE(eventsOf(*line), (QByteArrayList{R"((gap {"requested":"unknown","oldest":")" + id + "\"})", "1"}));
}

void HubReplayTest::pollEndsAfterTheReplay()
{
    HubBench bench;
    for (int i = 1; i <= 3; ++i)
        bench.publish("a", large(i));
    Subscription subscription;
    subscription.selection = select({"a"});
    subscription.start = earliest();
    subscription.endAfterReplay = true;
    const LinePtr line = bench.subscribe(subscription);
    QTRY_VERIFY(line->isFinished);
    bench.publish("a", "4");
    QCOMPARE(trimmed(eventsOf(*line)), numbers(1, 3));
    line->end(EndReason::Finished);
    QVERIFY(line->isGone);
    QCOMPARE(bench.hub->disconnections().back().departure, Departure::PollEnded);
}

void HubReplayTest::pollWithNothingToReplayEndsAtOnce()
{
    HubBench bench;
    Subscription subscription;
    subscription.selection = select({"a"});
    subscription.endAfterReplay = true;
    const LinePtr line = bench.subscribe(subscription);
    QVERIFY(line->isFinished);
    QCOMPARE(bench.hub->subscriberCount(), 0);
    QCOMPARE(line->taken.size(), 2); // its head, and that this was all
}

void HubReplayTest::pollGetsWhatIsPublishedWhileItReplays()
{
    HubBench bench;
    bench.publish("a", large(1));
    bench.publish("a", large(2));
    Subscription subscription;
    subscription.selection = select({"a"});
    subscription.start = earliest();
    subscription.endAfterReplay = true;
    const LinePtr line = bench.subscribe(subscription, false);
    line->takeWaiting();
    bench.publish("a", large(3));
    for (int i = 0; i < 20; ++i) {
        bench.settle();
        line->takeWaiting();
    }
    QVERIFY(line->isFinished);
    QCOMPARE(trimmed(eventsOf(*line)), numbers(1, 3));
}

QTEST_GUILESS_MAIN(HubReplayTest)
#include "tst_hub_replay.moc"
