// SPDX-License-Identifier: GPL-3.0-or-later
#include "hubbench.h"
#include "store/memorystore.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// The hub over a store that answers later, as one on disk will: nothing it promises may rest on answers at once.
class HubAsyncTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPublisherIsAnsweredWhenTheStoreHasIt();
    void whoComesBetweenAppendAndCommitGetsTheEventOnce_data();
    void whoComesBetweenAppendAndCommitGetsTheEventOnce();
    void aReplayThatSawAnEventBeforeItsCommitDoesNotGetItTwice();
    void whoLeavesBeforeTheAnswerIsNotMissed();
    void theHubMayEndBeforeTheAnswer();
    void aRepeatedOwnIdWaitsForTheFirstAnswer();
    void aChannelWhoseFiguresAreStillToComeIsNotForgotten();
    void whoBeginsLiveBeforeTheStoreIsOpenBeginsAtItsHead();
    void whoBeginsLiveBeforeASharedHistoryIsOpenIsToldAGap();
    void whoPollsBeforeTheStoreIsOpenIsDoneWhenItIs();
    void everyoneGetsEverythingOnceAndInOrder_data();
    void everyoneGetsEverythingOnceAndInOrder();
};

void HubAsyncTest::aPublisherIsAnsweredWhenTheStoreHasIt()
{
    HubBench bench({}, HubBench::StoreKind::Late);
    const LinePtr line = bench.subscribe({"a"});
    bool answered = false;
    bench.hub->publish({{"a", {}, "1", {}, {}}}, [&](const PublishOutcome &) { answered = true; });
    QVERIFY(bench.lateStore().work());
    QVERIFY(!answered);
    QVERIFY(eventsOf(*line).isEmpty());
    QVERIFY(bench.lateStore().answer());
    QVERIFY(answered);
    QCOMPARE(eventsOf(*line), (QByteArrayList{"1"}));
}

void HubAsyncTest::whoComesBetweenAppendAndCommitGetsTheEventOnce_data()
{
    QTest::addColumn<bool>("worked");
    QTest::addColumn<bool>("live");
    QTest::newRow("appended later, live") << false << true;
    QTest::newRow("appended already, live") << true << true;
    QTest::newRow("appended later, from the earliest") << false << false;
    QTest::newRow("appended already, from the earliest") << true << false;
}

void HubAsyncTest::whoComesBetweenAppendAndCommitGetsTheEventOnce()
{
    QFETCH(bool, worked);
    QFETCH(bool, live);
    HubBench bench({}, HubBench::StoreKind::Late);
    bench.publish("a", "1");
    if (worked)
        bench.lateStore().work();
    const LinePtr line = bench.subscribe({"a"}, live ? Start() : earliest());
    for (int i = 0; i < 5; ++i) {
        bench.lateStore().settle();
        bench.settle();
    }
    QCOMPARE(eventsOf(*line), (QByteArrayList{"1"}));
}

void HubAsyncTest::aReplayThatSawAnEventBeforeItsCommitDoesNotGetItTwice()
{
    HubBench bench({}, HubBench::StoreKind::Late);
    const LinePtr line = bench.subscribe({"a"}, earliest());
    bench.publish("a", "1");
    QVERIFY(bench.lateStore().work()); // locate
    QVERIFY(bench.lateStore().answer());
    QVERIFY(bench.lateStore().work());   // append
    QVERIFY(bench.lateStore().work());   // read: sees it
    QVERIFY(bench.lateStore().answer()); // committed
    QCOMPARE(eventsOf(*line), QByteArrayList());
    QVERIFY(bench.lateStore().answer());
    bench.publish("a", "2");
    bench.lateStore().settle();
    bench.settle();
    QCOMPARE(eventsOf(*line), (QByteArrayList{"1", "2"}));
}

void HubAsyncTest::whoLeavesBeforeTheAnswerIsNotMissed()
{
    HubBench bench({}, HubBench::StoreKind::Late);
    const LinePtr first = bench.subscribe({"a"}, earliest());
    const LinePtr second = bench.subscribe({"a"}, earliest());
    bench.lateStore().settle();
    bench.publish("a", "1");
    const LinePtr third = bench.subscribe({"a"}, earliest());
    first->end(EndReason::ClosedByPeer);
    third->end(EndReason::ClosedByPeer);
    bench.lateStore().settle();
    bench.settle();
    QVERIFY(first->isGone && third->isGone);
    QCOMPARE(eventsOf(*second), (QByteArrayList{"1"}));
}

void HubAsyncTest::theHubMayEndBeforeTheAnswer()
{
    HubBench bench({}, HubBench::StoreKind::Late);
    const LinePtr line = bench.subscribe({"a"}, earliest());
    bench.publish("a", "1");
    bench.lateStore().work();
    bench.hub.reset(); // and the store with it, which calls no more
    QVERIFY(line->isGone);
}

void HubAsyncTest::aRepeatedOwnIdWaitsForTheFirstAnswer()
{
    HubBench bench({}, HubBench::StoreKind::Late);
    const LinePtr line = bench.subscribe({"a"});
    QList<qint64> counts;
    for (int i = 0; i < 2; ++i)
        bench.hub->publish({{"a", {}, "x", "own", {}}}, [&](const PublishOutcome &outcome) {
            counts.append(outcome.events.constFirst().subscribers);
        });
    bench.lateStore().settle();
    QCOMPARE(counts, (QList<qint64>{1, 1}));
    QCOMPARE(eventsOf(*line), (QByteArrayList{"x"}));
}

void HubAsyncTest::aChannelWhoseFiguresAreStillToComeIsNotForgotten()
{
    HubBench bench({}, HubBench::StoreKind::Late);
    bench.lateStore().reportsSingly = true;
    const LinePtr line = bench.subscribe({"a", "unused"});
    bench.publish("a", "1", "own");
    QVERIFY(bench.lateStore().work());
    QVERIFY(bench.lateStore().answer()); // committed
    line->end(EndReason::ClosedByPeer);
    bench.clock.advance(1500ms);
    QTRY_COMPARE_WITH_TIMEOUT(bench.hub->totals().channels, 1, 30'000);
    bench.lateStore().settle();
    QCOMPARE(bench.snapshot(false).channels.constFirst().events, 1u);
    qint64 reached = 0;
    bench.hub->publish({{"a", {}, "1", "own", {}}},
                       [&](const PublishOutcome &outcome) { reached = outcome.events.constFirst().subscribers; });
    bench.lateStore().settle();
    QCOMPARE(reached, 1);
}

void HubAsyncTest::whoBeginsLiveBeforeTheStoreIsOpenBeginsAtItsHead()
{
    HubBench bench({}, HubBench::StoreKind::Unopened);
    const LinePtr early = bench.subscribe({"a"});
    QVERIFY(early->bytes().startsWith(Head)); // the stream itself waits for nothing
    bench.lateStore().settle();
    const LinePtr late = bench.subscribe({"a"});
    bench.lateStore().noteLoss(select({"a"}));
    bench.publish("a", "1");
    bench.lateStore().settle();
    QCOMPARE(eventsOf(*late).size(), 2);
    QCOMPARE(eventsOf(*early), eventsOf(*late)); // a gap since the same place
}

void HubAsyncTest::whoBeginsLiveBeforeASharedHistoryIsOpenIsToldAGap()
{
    HubBench bench;
    auto store = std::make_unique<LateStore>(makeMemoryStore({}, bench.clock));
    LateStore &late = *store;
    MadeStore made(std::move(store));
    made.hubId = "ac1dc0";
    bench.hub = std::make_unique<Hub>(HubOptions(), std::move(made), bench.tap, bench.clock, [] { return 0.5; });
    bench.hub->open();
    const LinePtr before = bench.subscribe({"a"});
    const LinePtr polling = bench.subscribe({"a"}, earliest());
    late.settle();
    const LinePtr after = bench.subscribe({"a"});
    bench.hub->publish({{"a", {}, "1", {}, {}}}, [](const PublishOutcome &) {});
    late.settle();
    QCOMPARE(eventsOf(*before).size(), 2); // others may have published meanwhile
    QVERIFY(eventsOf(*before).constFirst().startsWith("(gap"));
    QCOMPARE(eventsOf(*polling), QByteArrayList{"1"}); // it has all there is
    QCOMPARE(eventsOf(*after), QByteArrayList{"1"});
}

void HubAsyncTest::whoPollsBeforeTheStoreIsOpenIsDoneWhenItIs()
{
    HubBench bench({}, HubBench::StoreKind::Unopened);
    Subscription subscription;
    subscription.selection = select({"a"});
    subscription.endAfterReplay = true;
    const LinePtr line = bench.subscribe(subscription);
    QVERIFY(!line->isFinished);
    bench.lateStore().settle();
    QVERIFY(line->isFinished);
}

void HubAsyncTest::everyoneGetsEverythingOnceAndInOrder_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 6; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void HubAsyncTest::everyoneGetsEverythingOnceAndInOrder()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    HubBench bench({}, HubBench::StoreKind::Late);
    struct Client
    {
        LinePtr line;
        bool all;          ///< selects both channels, else `a` alone
        int publishedThen; ///< before it came
        bool live;
    };
    std::vector<Client> clients;
    QList<QByteArray> channels; // of event i
    QSignalSpy tapped(&bench.tap, &EventFeed::eventsArrived);

    for (int step = 0; step < 600; ++step) {
        switch (random.bounded(6)) {
        case 0: {
            QList<Publication> batch;
            for (quint32 i = random.bounded(1u, 5u); i > 0; --i) {
                channels.append(random.bounded(2) ? "a" : "b");
                batch.append(
                    {channels.last(), {}, QByteArray::number(channels.size() - 1) + QByteArray(20'000, ' '), {}, {}});
            }
            bench.publish(batch);
            break;
        }
        case 1:
            if (clients.size() < 20) {
                const bool all = random.bounded(2);
                const bool live = random.bounded(2);
                const LinePtr line = bench.subscribe(all ? QByteArrayList{"~*"} : QByteArrayList{"a"},
                                                     live ? Start() : earliest(), random.bounded(2));
                line->limits.queueBytes = std::numeric_limits<qsizetype>::max(); // nobody is too slow here
                clients.push_back({line, all, int(channels.size()), live});
            }
            break;
        case 2:
            bench.lateStore().work();
            break;
        case 3:
            bench.lateStore().answer();
            break;
        case 4:
            bench.settle();
            break;
        case 5:
            if (!clients.empty())
                clients[size_t(random.bounded(int(clients.size())))].line->take(random.bounded(1u, 4u));
        }
    }
    qint64 taken = 0;
    for (int quiet = 0; quiet < 50; ++quiet) {
        bench.lateStore().settle();
        bench.settle();
        qint64 now = 0;
        for (const Client &client : clients) {
            client.line->takeWaiting();
            now += client.line->takenSize;
        }
        if (std::exchange(taken, now) != now)
            quiet = 0;
    }
    for (const Client &client : clients) {
        QByteArrayList got = eventsOf(*client.line);
        int first = 0;
        if (client.live && !got.isEmpty()) // what was under way when it came may or may not be among it
            first = got.constFirst().trimmed().toInt();
        QByteArrayList expected;
        for (int i = first; i < channels.size(); ++i) {
            if (client.all || channels[i] == "a")
                expected.append(QByteArray::number(i));
        }
        for (QByteArray &data : got)
            data = data.trimmed();
        if (!client.live || !got.isEmpty())
            QCOMPARE(got, expected);
        if (client.live) { // nothing published after it came is missing
            for (int i = client.publishedThen; i < channels.size(); ++i)
                QVERIFY(got.contains(QByteArray::number(i)) == (client.all || channels[i] == "a"));
        }
    }
    qsizetype inBatches = 0;
    for (const auto &batch : tapped)
        inBatches += batch[0].value<QList<ReceivedEvent>>().size();
    QCOMPARE(inBatches, channels.size());
}

QTEST_GUILESS_MAIN(HubAsyncTest)
#include "tst_hub_async.moc"
