// SPDX-License-Identifier: GPL-3.0-or-later
#include "hubbench.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// Who is connected, how they leave, and the hub's end.
class HubClientsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aClientIsShown();
    void whatWaitsIsShown();
    void onlyWhatWasTakenCountsAsSent();
    void theRecentLatencyIsThatOfTheLastSecond();
    void aClientThatIsGoneGetsNothingMore_data();
    void aClientThatIsGoneGetsNothingMore();
    void anOperatorDisconnectsAClient();
    void halfClosingIsGone();
    void halfClosingWhileTheStreamEndsIsNot();
    void theLastThousandDeparturesAreKept();
    void heartbeatsComeFromTheHubsTimer();
    void anUnusedChannelVanishes();

    void drainSendsWhatWaitsAndThenShutdown();
    void drainSpreadsTheReconnectionOverTheClients();
    void drainEndsItsStreamsInTurns();
    void drainRefusesPublishing();
    void drainIsDoneWhenAllAreGone();
    void drainWithoutClientsIsDoneAtOnce();
};

void HubClientsTest::aClientIsShown()
{
    HubBench bench;
    Subscription subscription;
    subscription.selection = select({"a", "b", "~users.*"});
    subscription.address = QHostAddress(QStringLiteral("192.0.2.7"));
    subscription.port = 4711;
    subscription.userAgent = "test/1";
    subscription.origin = "http://localhost:5173";
    bench.subscribe(subscription);
    const HubSnapshot snapshot = bench.snapshot(true);
    QCOMPARE(snapshot.clients->size(), 1);
    const ClientInfo client = snapshot.clients->constFirst();
    QCOMPARE(client.id, bench.lastClientId);
    QCOMPARE(client.remoteAddress, QStringLiteral("192.0.2.7:4711"));
    QCOMPARE(client.userAgent, "test/1");
    QCOMPARE(client.origin, "http://localhost:5173");
    QCOMPARE(client.channels, (QByteArrayList{"a", "b"}));
    QCOMPARE(client.patterns, (QByteArrayList{"users.*"}));
    QCOMPARE(client.connectedAt, bench.clock.wall);
    QCOMPARE(snapshot.totals.lastSubscribedChannel, "a");
    QCOMPARE(bench.hub->subscriberCount(QHostAddress(QStringLiteral("192.0.2.7"))), 1);
    QVERIFY(!bench.snapshot(false).clients);

    bench.publish("users.ada", "x");
    for (const ChannelInfo &channel : bench.snapshot(false).channels)
        QCOMPARE(channel.subscribers, 1);
}

void HubClientsTest::whatWaitsIsShown()
{
    HubBench bench;
    const LinePtr line = bench.subscribe({"a"}, {}, false);
    line->takeWaiting();
    bench.publish("a", "1");
    bench.clock.advance(1500ms);
    bench.publish("a", "2");
    const ClientInfo client = bench.snapshot(true).clients->constFirst();
    QCOMPARE(client.queuedEvents, 2);
    QCOMPARE(client.queuedBytes, line->waiting[0]->bytes.size() + line->waiting[1]->bytes.size());
    QCOMPARE(client.oldestQueuedMs, 1500);
    QCOMPARE(client.sentEvents, 0u);
}

void HubClientsTest::onlyWhatWasTakenCountsAsSent()
{
    HubBench bench;
    const LinePtr line = bench.subscribe({"a"}, {}, false);
    line->takeWaiting();
    const QByteArray first = bench.publish("a", "1");
    bench.publish("a", "2");
    QCOMPARE(bench.hub->totals().delivered, 0u);
    bench.clock.advance(20ms);
    line->take(1);
    const HubSnapshot snapshot = bench.snapshot(true);
    QCOMPARE(snapshot.totals.delivered, 1u);
    QCOMPARE((*snapshot.clients)[0].sentEvents, 1u);
    QCOMPARE((*snapshot.clients)[0].sentBytes, quint64(line->bytes().size()));
    QCOMPARE((*snapshot.clients)[0].lastEventId, first);
    QVERIFY(snapshot.totals.latencyMaxUs >= 20'000 && snapshot.totals.latencyMaxUs < 25'000);
}

void HubClientsTest::theRecentLatencyIsThatOfTheLastSecond()
{
    HubBench bench;
    const LinePtr line = bench.subscribe({"a"}, {}, false);
    line->takeWaiting();
    const auto deliveredAfter = [&](std::chrono::milliseconds delay) {
        bench.publish("a", "1");
        bench.clock.advance(delay);
        line->takeWaiting();
    };
    const auto recent = [&] { return bench.hub->totals().recentLatency; };
    QVERIFY(!recent());
    deliveredAfter(20ms);
    bench.clock.advance(1s);
    QTRY_VERIFY(recent() && recent()->p50Us >= 18'000 && recent()->p99Us < 25'000);
    deliveredAfter(200ms);
    bench.clock.advance(1s);
    QTRY_VERIFY(recent() && recent()->p50Us >= 180'000);
    bench.clock.advance(1s);
    QTRY_VERIFY(!recent());
    QVERIFY(bench.hub->totals().latencyP50Us >= 18'000);
}

void HubClientsTest::aClientThatIsGoneGetsNothingMore_data()
{
    QTest::addColumn<EndReason>("reason");
    QTest::addColumn<Departure>("departure");
    QTest::newRow("closed") << EndReason::ClosedByPeer << Departure::ClosedByPeer;
    QTest::newRow("too slow") << EndReason::TooSlow << Departure::TooSlow;
    QTest::newRow("stalled") << EndReason::Stalled << Departure::Stalled;
    QTest::newRow("vanished") << EndReason::Vanished << Departure::Vanished;
}

void HubClientsTest::aClientThatIsGoneGetsNothingMore()
{
    QFETCH(EndReason, reason);
    QFETCH(Departure, departure);
    HubBench bench;
    const LinePtr before = bench.subscribe({"a", "b"});
    const LinePtr line = bench.subscribe({"a", "b", "~*"});
    const LinePtr behind = bench.subscribe({"b", "a"});
    bench.publish("a", "1");
    line->end(reason);
    QVERIFY(line->isGone);
    QCOMPARE(bench.publish({{"b", {}, "2", {}, {}}}).events[0].subscribers, 2);
    before->end(EndReason::ClosedByPeer);
    QCOMPARE(bench.publish({{"a", {}, "3", {}, {}}}).events[0].subscribers, 1);
    QCOMPARE(eventsOf(*line), (QByteArrayList{"1"}));
    QCOMPARE(eventsOf(*behind), (QByteArrayList{"1", "2", "3"}));
    const Disconnection &disconnection = bench.hub->disconnections().front();
    QCOMPARE(disconnection.departure, departure);
    QCOMPARE(disconnection.client.sentEvents, 1u);
    QCOMPARE(disconnection.endedAt, bench.clock.wall);
    QCOMPARE(bench.hub->totals().disconnects.value(departureName(departure)),
             departure == Departure::ClosedByPeer ? 2u : 1u);
}

void HubClientsTest::anOperatorDisconnectsAClient()
{
    HubBench bench;
    const LinePtr line = bench.subscribe({"a"}, {}, false);
    bench.publish("a", "1");
    QVERIFY(!bench.hub->disconnectClient("c99"));
    QVERIFY(bench.hub->disconnectClient(bench.lastClientId));
    QVERIFY(line->isFinished);
    QVERIFY(!bench.hub->disconnectClient(bench.lastClientId));
    bench.publish("a", "2");
    QCOMPARE(line->waiting.size(), 2); // head and the first event
    line->end(EndReason::Finished);
    QVERIFY(line->isGone);
    QCOMPARE(bench.hub->disconnections().back().departure, Departure::Kicked);
}

void HubClientsTest::halfClosingIsGone()
{
    HubBench bench;
    const LinePtr line = bench.subscribe({"a"});
    line->halfClose();
    QVERIFY(line->isGone);
    QCOMPARE(bench.hub->subscriberCount(), 0);
    QCOMPARE(bench.hub->disconnections().back().departure, Departure::ClosedByPeer);
}

void HubClientsTest::halfClosingWhileTheStreamEndsIsNot()
{
    HubBench bench;
    const LinePtr line = bench.subscribe({"a"}, {}, false);
    bench.hub->drain(1s);
    line->halfClose();
    QVERIFY(!line->isGone);
    line->end(EndReason::Finished);
    QVERIFY(line->isGone);
    QCOMPARE(bench.hub->disconnections().back().departure, Departure::Drained);
}

void HubClientsTest::theLastThousandDeparturesAreKept()
{
    HubBench bench;
    for (int i = 0; i < 1200; ++i)
        bench.subscribe({"a"})->end(EndReason::ClosedByPeer);
    QCOMPARE(bench.hub->disconnections().size(), 1000u);
    QCOMPARE(bench.hub->disconnections().back().client.id, bench.lastClientId);
}

void HubClientsTest::heartbeatsComeFromTheHubsTimer()
{
    HubOptions options;
    options.heartbeat = 320ms; // a turn each 20 ms
    HubBench bench({}, HubBench::StoreKind::Memory, options);
    const LinePtr line = bench.subscribe({"a"});
    const qsizetype before = line->taken.size();
    bench.clock.advance(320ms);
    QTRY_COMPARE(line->taken.size(), before + 1);
    QVERIFY(line->taken.last()->bytes.startsWith(':'));
    QCOMPARE(line->taken.last()->events, 0u);
    QVERIFY(!line->taken.last()->bytes.contains("id:"));
}

void HubClientsTest::anUnusedChannelVanishes()
{
    HistoryLimits limits;
    limits.maximumAge = 10s;
    HubBench bench(limits);
    const QByteArray first = bench.publish("a", "1");
    bench.publish("a", "2");
    const LinePtr listener = bench.subscribe({"b"});
    bench.clock.advance(11s);
    const auto names = [&] {
        QByteArrayList found;
        for (const ChannelInfo &channel : bench.snapshot(false).channels)
            found.append(channel.name);
        return found;
    };
    QTRY_COMPARE_WITH_TIMEOUT(names(), (QByteArrayList{"b"}), 10'000);
    QCOMPARE(eventsOf(*bench.subscribe({"a"}, after(first))),
             (QByteArrayList{R"((gap {"requested":")" + first + R"(","oldest":null}))"}));
}

void HubClientsTest::drainSendsWhatWaitsAndThenShutdown()
{
    HubBench bench;
    const LinePtr slow = bench.subscribe({"a"}, {}, false);
    const LinePtr quick = bench.subscribe({"a"});
    bench.publish("a", "1");
    bench.hub->drain(3s);
    QVERIFY(bench.hub->isDraining());
    QCOMPARE(eventsOf(*quick), (QByteArrayList{"1", "(shutdown The hub is stopping)"}));
    QVERIFY(quick->isFinished);
    QCOMPARE(quick->deadline, 3s);
    QVERIFY(!quick->bytes().split('\n').last().startsWith("id"));
    slow->takeWaiting();
    QCOMPARE(eventsOf(*slow), eventsOf(*quick));
    QVERIFY(!slow->taken.last()->bytes.contains("id:"));
}

void HubClientsTest::drainSpreadsTheReconnectionOverTheClients()
{
    HubBench bench;
    std::vector<LinePtr> lines;
    for (int i = 0; i < 1000; ++i)
        lines.push_back(bench.subscribe({"a"}));
    bench.chance = 0.5;
    bench.hub->drain(3s);
    // 3 s as ever, and half of what a thousand clients are spread over: 6 s
    for (const LinePtr &line : lines)
        QTRY_VERIFY_WITH_TIMEOUT(line->bytes().contains("retry: 6000\n"), 60'000); // they are ended in turns
}

void HubClientsTest::drainEndsItsStreamsInTurns()
{
    constexpr int Count = 10'000; // which take many times as long as a turn may
    HubBench bench;
    std::vector<LinePtr> lines;
    for (int i = 0; i < Count; ++i)
        lines.push_back(bench.subscribe({"a"}));
    bench.publish("a", "1");
    const auto finished = [&lines] {
        return std::count_if(lines.cbegin(), lines.cend(), [](const LinePtr &line) { return line->isFinished; });
    };
    bench.hub->drain(120s);
    QVERIFY2(finished() > 0 && finished() < Count, qPrintable(QString::number(finished())));
    QTRY_COMPARE_WITH_TIMEOUT(finished(), Count, 60'000);
    for (const LinePtr &line : lines) {
        const QByteArrayList events = eventsOf(*line);
        QCOMPARE(events.size(), 2);
        QCOMPARE(events[0], "1");
        QVERIFY(events[1].startsWith("(shutdown "));
    }
}

void HubClientsTest::drainRefusesPublishing()
{
    HubBench bench;
    bench.hub->drain(1s);
    const PublishOutcome outcome = bench.publish({{"a", {}, "1", {}, {}}});
    QCOMPARE(outcome.result, PublishOutcome::Result::Unavailable);
    QVERIFY(!outcome.problem.isEmpty());
}

void HubClientsTest::drainIsDoneWhenAllAreGone()
{
    HubBench bench;
    QSignalSpy drained(bench.hub.get(), &Hub::drained);
    const LinePtr lines[] = {bench.subscribe({"a"}), bench.subscribe({"~*"})};
    bench.hub->drain(1s);
    bench.settle();
    lines[0]->end(EndReason::Finished);
    bench.settle();
    QCOMPARE(drained.size(), 0);
    lines[1]->end(EndReason::Vanished);
    bench.settle();
    QCOMPARE(drained.size(), 1);
    for (const Disconnection &disconnection : bench.hub->disconnections())
        QCOMPARE(disconnection.departure, Departure::Drained);
}

void HubClientsTest::drainWithoutClientsIsDoneAtOnce()
{
    HubBench bench;
    QSignalSpy drained(bench.hub.get(), &Hub::drained);
    bench.hub->drain(1s);
    bench.settle();
    QCOMPARE(drained.size(), 1);
}

QTEST_GUILESS_MAIN(HubClientsTest)
#include "tst_hub_clients.moc"
