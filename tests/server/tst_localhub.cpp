// SPDX-License-Identifier: GPL-3.0-or-later
#include "feed/feedqueue.h"
#include "hub/faultystore.h"
#include "server/localhub.h"
#include "serverbench.h"
#include "store/memorystore.h"

#include <QSignalSpy>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// The hub in a thread of its own, as the window and `helio serve` know it.
class LocalHubTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void startsServesAndStops();
    void publishesFromTheWindowsThread();
    void theTapReachesAQueueInAnotherThread();
    void aPortInUseFailsAndAnotherMayBeTried();
    void reportsOnItselfAndDisconnects();
    void reportsWhatBecameOfAnEvent();
    void saysWhenHistoryCannotBeRead();
    void saysWhyThereIsNoStoreAndStartsOnceThereIs();
    void reportsWhoLeftAndWhatTheyGot();
    void whoIsKeptAwayIsListedAndLetInAgain();
    void whatIsDoneToClientsIsAnsweredInTheOrderOfAsking();
    void clearsAChannel();
    void mayStartAgain();
    void sourcesLiveFromStartToStop();
    void mayEndWithoutDraining();
};

namespace {

HubConfig onAFreePort()
{
    HubConfig config;
    config.listen = {QStringLiteral("127.0.0.1:0")};
    config.makeStore = makeMemoryStore;
    return config;
}

quint16 portOf(const LocalHub &hub)
{
    return quint16(QUrl(hub.urls().value(0)).port(0));
}

bool reaches(const LocalHub &hub, HubControl::State state)
{
    return QTest::qWaitFor([&] { return hub.state() == state; }, 10'000);
}

} // namespace

void LocalHubTest::startsServesAndStops()
{
    LocalHub hub(onAFreePort());
    QCOMPARE(hub.state(), HubControl::State::Stopped);
    QVERIFY(hub.urls().isEmpty());
    hub.start();
    QCOMPARE(hub.state(), HubControl::State::Starting);
    QVERIFY(reaches(hub, HubControl::State::Open));
    RawClient client;
    QVERIFY(client.ask(portOf(hub), RawClient::request("GET", "/stream?poll=1")));
    client.close();
    hub.stop();
    QCOMPARE(hub.state(), HubControl::State::Draining);
    QVERIFY(reaches(hub, HubControl::State::Stopped));
    QVERIFY(hub.urls().isEmpty());
}

void LocalHubTest::publishesFromTheWindowsThread()
{
    LocalHub hub(onAFreePort());
    QSignalSpy finished(hub.publisher(), &Publisher::finished);
    const quint64 early = hub.publisher()->publish({{"a", {}, "x", {}, {}}});
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QCOMPARE(finished[0][0].value<PublishReceipt>().ticket, early);
    QVERIFY(!finished[0][0].value<PublishReceipt>().error.isEmpty()); // it is stopped
    hub.start();
    QVERIFY(reaches(hub, HubControl::State::Open));
    RawClient client;
    QVERIFY(client.connectTo(portOf(hub)) && client.send(RawClient::request("GET", "/stream?channel=a")));
    QVERIFY(client.readUntil(QByteArray("retry:")));
    const quint64 ticket = hub.publisher()->publish({{"a", {}, "1", {}, {}}, {"a", {}, "2", "own", {}}});
    const quint64 bad = hub.publisher()->publish({{"a", "gap", "1", {}, {}}});
    QVERIFY(ticket != bad && ticket != early);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 3, 30'000);
    const auto receipt = finished[1][0].value<PublishReceipt>();
    QCOMPARE(receipt.ticket, ticket);
    QCOMPARE(receipt.ids.size(), 2);
    QCOMPARE(receipt.subscribers, 1);
    QVERIFY(receipt.error.isEmpty());
    QCOMPARE(finished[2][0].value<PublishReceipt>().ticket, bad);
    QVERIFY(finished[2][0].value<PublishReceipt>().ids.isEmpty());
    QVERIFY(client.readUntil(QByteArray("id: own\ndata: 2\n\n")));
}

void LocalHubTest::theTapReachesAQueueInAnotherThread()
{
    LocalHub hub(onAFreePort());
    FeedQueue queue(1'000'000);
    queue.attach(hub.tap(), 7);
    hub.start();
    QVERIFY(reaches(hub, HubControl::State::Open));
    for (int i = 0; i < 100; ++i)
        hub.publisher()->publish({{"a", {}, QByteArray::number(i), {}, {}}});
    QByteArrayList got;
    QVERIFY(QTest::qWaitFor(
        [&] {
            for (const FeedQueue::Item &item : queue.takeAll())
                got.append(item.received.event.data);
            return got.size() >= 100;
        },
        10'000));
    for (int i = 0; i < 100; ++i)
        QCOMPARE(got[i], QByteArray::number(i));
}

void LocalHubTest::aPortInUseFailsAndAnotherMayBeTried()
{
    LocalHub first(onAFreePort());
    first.start();
    QVERIFY(reaches(first, HubControl::State::Open));
    LocalHub second(onAFreePort());
    second.setListenAddress(QStringLiteral("127.0.0.1:%1").arg(portOf(first)));
    second.start();
    QVERIFY(reaches(second, HubControl::State::Failed));
    QVERIFY(second.problem().contains(second.listenAddress()));
    second.setListenAddress(QStringLiteral("127.0.0.1:0"));
    second.start();
    QVERIFY(second.problem().isEmpty());
    QVERIFY(reaches(second, HubControl::State::Open));
}

void LocalHubTest::reportsOnItselfAndDisconnects()
{
    LocalHub hub(onAFreePort());
    hub.start();
    QVERIFY(reaches(hub, HubControl::State::Open));
    RawClient client;
    QVERIFY(client.connectTo(portOf(hub)) && client.send(RawClient::request("GET", "/stream?channel=a")));
    QVERIFY(client.readUntil(QByteArray("retry:")));
    QSignalSpy snapshots(&hub, &HubControl::snapshotArrived);
    hub.requestSnapshot(true);
    QTRY_COMPARE_WITH_TIMEOUT(snapshots.size(), 1, 30'000);
    const auto snapshot = snapshots[0][0].value<HubSnapshot>();
    QCOMPARE(snapshot.clients->size(), 1);
    QCOMPARE(snapshot.channels.constFirst().name, "a");
    QSignalSpy outcomes(&hub, &HubControl::clientsDisconnected);
    const QByteArray id = (*snapshot.clients)[0].id;
    hub.disconnectClients({"nobody", id}, {});
    QVERIFY(client.readToEnd());
    QTRY_COMPARE_WITH_TIMEOUT(outcomes.size(), 1, 30'000);
    const auto outcome = outcomes[0][0].value<DisconnectOutcome>();
    QCOMPARE(outcome.disconnected, 1);
    QCOMPARE(outcome.refused.size(), 1);
    QCOMPARE(outcome.refused[0].id, "nobody");
    QVERIFY(!outcome.refused[0].detail.isEmpty());
}

void LocalHubTest::reportsWhoLeftAndWhatTheyGot()
{
    LocalHub hub(onAFreePort());
    QSignalSpy departures(&hub, &HubControl::departuresArrived);
    QSignalSpy histories(&hub, &HubControl::clientHistoryArrived);
    hub.start();
    QVERIFY(reaches(hub, HubControl::State::Open));
    for (int i = 0; i < 2; ++i) {
        RawClient client;
        QVERIFY(client.connectTo(portOf(hub)) && client.send(RawClient::request("GET", "/stream?channel=a")));
        QVERIFY(client.readUntil(QByteArray("retry:")));
        hub.publisher()->publish({{"a", {}, QByteArray::number(i), "id" + QByteArray::number(i), {}}});
        QVERIFY(client.readUntil("data: " + QByteArray::number(i)));
    }
    const auto departed = [&](quint64 after) {
        departures.clear();
        hub.requestDepartures(after);
        return QTest::qWaitFor([&] { return !departures.isEmpty(); }, 30'000)
                   ? departures[0][0].value<QList<DepartureInfo>>()
                   : QList<DepartureInfo>();
    };
    QTRY_COMPARE_WITH_TIMEOUT(departed(0).size(), 2, 30'000);
    const QList<DepartureInfo> second = departed(1);
    QCOMPARE(second.size(), 1);
    QCOMPARE(second[0].number, 2u);
    QCOMPARE(second[0].client.id, "c2");
    QCOMPARE(second[0].reason, "closed by peer");
    QVERIFY(second[0].endedAt >= second[0].client.connectedAt);
    hub.requestClientHistory("c2");
    hub.requestClientHistory("c9");
    QTRY_COMPARE_WITH_TIMEOUT(histories.size(), 2, 30'000);
    for (const auto &arrived : histories) {
        const auto history = arrived[0].value<ClientHistory>();
        if (history.clientId == "c9") {
            QVERIFY(!history.problem.isEmpty());
            continue;
        }
        QCOMPARE(history.clientId, "c2");
        QVERIFY(history.problem.isEmpty());
        QCOMPARE(history.events.size(), 1);
        QCOMPARE(history.events[0].id, "id1");
        QCOMPARE(history.events[0].channel, "a");
        QVERIFY(history.events[0].takenAt > 0);
    }
}

void LocalHubTest::whoIsKeptAwayIsListedAndLetInAgain()
{
    HubConfig config = onAFreePort();
    config.server.trustedProxies = {QHostAddress::parseSubnet(QStringLiteral("127.0.0.1"))};
    LocalHub hub(config);
    QSignalSpy outcomes(&hub, &HubControl::clientsDisconnected);
    QSignalSpy bans(&hub, &HubControl::bansArrived);
    hub.start();
    QVERIFY(reaches(hub, HubControl::State::Open));
    RawClient there, here;
    QVERIFY(there.connectTo(portOf(hub)) &&
            there.send(RawClient::request("GET", "/stream", {"X-Forwarded-For: 198.51.100.7"})));
    QVERIFY(there.readUntil(QByteArray("retry:")));
    QVERIFY(here.connectTo(portOf(hub)) && here.send(RawClient::request("GET", "/stream")));
    QVERIFY(here.readUntil(QByteArray("retry:")));
    hub.disconnectClients({"c1", "c2"}, 60s);
    QTRY_COMPARE_WITH_TIMEOUT(outcomes.size(), 1, 30'000);
    const auto outcome = outcomes[0][0].value<DisconnectOutcome>();
    QCOMPARE(outcome.disconnected, 1);
    QCOMPARE(outcome.refused.size(), 1);
    QCOMPARE(outcome.refused[0].id, "c2");
    QVERIFY(outcome.refused[0].detail.contains(QStringLiteral("127.0.0.1")));
    hub.requestBans();
    QTRY_COMPARE_WITH_TIMEOUT(bans.size(), 1, 30'000);
    const auto kept = bans[0][0].value<QList<BanInfo>>();
    QCOMPARE(kept.size(), 1);
    QVERIFY(kept[0].key.contains(QStringLiteral("198.51.100.7")));
    QVERIFY(kept[0].endsAt > 0);
    hub.liftBans({kept[0].key});
    QTRY_COMPARE_WITH_TIMEOUT(bans.size(), 2, 30'000);
    QVERIFY(bans[1][0].value<QList<BanInfo>>().isEmpty());
}

void LocalHubTest::whatIsDoneToClientsIsAnsweredInTheOrderOfAsking()
{
    HubConfig config = onAFreePort();
    config.server.trustedProxies = {QHostAddress::parseSubnet(QStringLiteral("127.0.0.1"))};
    LocalHub hub(config);
    hub.start();
    QVERIFY(reaches(hub, HubControl::State::Open));
    RawClient client;
    QVERIFY(client.connectTo(portOf(hub)) &&
            client.send(RawClient::request("GET", "/stream", {"X-Forwarded-For: 198.51.100.7"})));
    QVERIFY(client.readUntil(QByteArray("retry:")));
    QStringList answers;
    connect(&hub, &HubControl::clientsDisconnected, &hub, [&](const DisconnectOutcome &outcome) {
        answers.append(QStringLiteral("%1 of %2").arg(outcome.disconnected).arg(outcome.refused.size()));
    });
    connect(&hub, &HubControl::bansArrived, &hub,
            [&](const QList<BanInfo> &bans) { answers.append(QStringLiteral("%1 bans").arg(bans.size())); });
    QByteArrayList many;
    for (int i = 0; i < 5'000; ++i)
        many.append("nobody" + QByteArray::number(i));
    hub.disconnectClients(many, 60s);
    hub.disconnectClients({"c1"}, 60s);
    hub.requestBans();
    QStringList keys;
    for (int i = 0; i < 5'000; ++i)
        keys.append(QStringLiteral("address nobody%1").arg(i));
    hub.liftBans(keys + QStringList{QStringLiteral("address 198.51.100.7")});
    hub.disconnectClients({"nobody"}, 0s);
    QTRY_COMPARE_WITH_TIMEOUT(answers.size(), 5, 30'000);
    QCOMPARE(answers, (QStringList{QStringLiteral("0 of 5000"), QStringLiteral("1 of 0"), QStringLiteral("1 bans"),
                                   QStringLiteral("0 bans"), QStringLiteral("0 of 1")}));
}

void LocalHubTest::clearsAChannel()
{
    LocalHub hub(onAFreePort());
    QSignalSpy cleared(&hub, &HubControl::channelCleared);
    hub.clearChannel("a"); // it is stopped
    QTRY_COMPARE_WITH_TIMEOUT(cleared.size(), 1, 30'000);
    QVERIFY(!cleared[0][1].toString().isEmpty());
    hub.start();
    QVERIFY(reaches(hub, HubControl::State::Open));
    QSignalSpy finished(hub.publisher(), &Publisher::finished);
    hub.publisher()->publish({{"a", {}, "1", {}, {}}});
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    hub.clearChannel("a");
    hub.clearChannel("nobody's");
    QTRY_COMPARE_WITH_TIMEOUT(cleared.size(), 3, 30'000);
    QCOMPARE(cleared[1][0].toByteArray(), "a");
    QCOMPARE(cleared[1][1].toString(), QString());
    QVERIFY(!cleared[2][1].toString().isEmpty());
    QSignalSpy snapshots(&hub, &HubControl::snapshotArrived);
    hub.requestSnapshot(false);
    QTRY_COMPARE_WITH_TIMEOUT(snapshots.size(), 1, 30'000);
    QCOMPARE(snapshots[0][0].value<HubSnapshot>().totals.historyEvents, 0);
}

void LocalHubTest::reportsWhatBecameOfAnEvent()
{
    LocalHub hub(onAFreePort());
    QSignalSpy deliveries(&hub, &HubControl::deliveryArrived);
    hub.requestDelivery("1-0"); // it is stopped: no answer
    hub.start();
    QVERIFY(reaches(hub, HubControl::State::Open));
    RawClient client;
    QVERIFY(client.connectTo(portOf(hub)) && client.send(RawClient::request("GET", "/stream?channel=a")));
    QVERIFY(client.readUntil(QByteArray("retry:")));
    QSignalSpy finished(hub.publisher(), &Publisher::finished);
    hub.publisher()->publish({{"a", {}, "1", "own", {}}});
    QVERIFY(client.readUntil(QByteArray("data: 1\n\n")));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    const auto delivered = [&] {
        deliveries.clear();
        hub.requestDelivery("own");
        return QTest::qWaitFor([&] { return !deliveries.isEmpty(); }, 30'000) ? deliveries[0][0].value<DeliveryInfo>()
                                                                              : DeliveryInfo();
    };
    // It was read, so it was acknowledged, or will be.
    QTRY_VERIFY_WITH_TIMEOUT(delivered().acknowledged + delivered().written == 1, 30'000);
    const DeliveryInfo delivery = delivered();
    QCOMPARE(delivery.eventId, "own");
    QVERIFY(delivery.isHeld);
    QCOMPARE(delivery.subscribers, 1);
}

void LocalHubTest::saysWhenHistoryCannotBeRead()
{
    HubConfig config = onAFreePort();
    config.makeStore = [](const HistoryLimits &limits, const Clock &clock) {
        auto store = std::make_unique<FaultyStore>(makeMemoryStore(limits, clock));
        store->findsFail = true;
        return store;
    };
    LocalHub hub(config);
    QSignalSpy deliveries(&hub, &HubControl::deliveryArrived);
    hub.start();
    QVERIFY(reaches(hub, HubControl::State::Open));
    hub.requestDelivery("1-0");
    QTRY_COMPARE_WITH_TIMEOUT(deliveries.size(), 1, 30'000);
    const auto delivery = deliveries[0][0].value<DeliveryInfo>();
    QCOMPARE(delivery.eventId, "1-0");
    QVERIFY(!delivery.isHeld && !delivery.problem.isEmpty());
}

void LocalHubTest::saysWhyThereIsNoStoreAndStartsOnceThereIs()
{
    HubConfig config = onAFreePort();
    bool isThere = false; // looked at in the hub's thread, while this one waits
    config.makeStore = [&isThere](const HistoryLimits &limits, const Clock &clock) {
        return isThere ? MadeStore(makeMemoryStore(limits, clock)) : MadeStore(QStringLiteral("Another has it."));
    };
    LocalHub hub(config);
    hub.start();
    QVERIFY(reaches(hub, HubControl::State::Failed));
    QCOMPARE(hub.problem(), QStringLiteral("Another has it."));
    isThere = true;
    hub.start();
    QVERIFY(reaches(hub, HubControl::State::Open));
    QCOMPARE(hub.problem(), QString());
}

void LocalHubTest::mayStartAgain()
{
    LocalHub hub(onAFreePort());
    for (int i = 0; i < 3; ++i) {
        hub.start();
        hub.start(); // nothing happens
        QVERIFY(reaches(hub, HubControl::State::Open));
        QSignalSpy finished(hub.publisher(), &Publisher::finished);
        hub.publisher()->publish({{"a", {}, "x", {}, {}}});
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
        QVERIFY(finished[0][0].value<PublishReceipt>().error.isEmpty());
        hub.stop();
        hub.stop();
        QVERIFY(reaches(hub, HubControl::State::Stopped));
    }
}

void LocalHubTest::sourcesLiveFromStartToStop()
{
    std::atomic<int> made = 0;
    std::atomic<int> gone = 0;
    LocalHub hub(onAFreePort(), [&](Publisher &publisher, QObject *parent) {
        ++made;
        QObject::connect(parent, &QObject::destroyed, parent, [&] { ++gone; });
        publisher.publish({{"own", {}, "from within", {}, {}}});
    });
    FeedQueue queue(1'000'000);
    queue.attach(hub.tap(), 1);
    hub.start();
    QVERIFY(reaches(hub, HubControl::State::Open));
    size_t events = 0;
    QTRY_COMPARE_WITH_TIMEOUT(events += queue.takeAll().size(), 1u, 30'000);
    hub.stop();
    QVERIFY(reaches(hub, HubControl::State::Stopped));
    QCOMPARE(made.load(), 1);
    QCOMPARE(gone.load(), 1);
}

void LocalHubTest::mayEndWithoutDraining()
{
    RawClient client;
    {
        LocalHub hub(onAFreePort());
        hub.start();
        QVERIFY(reaches(hub, HubControl::State::Open));
        QVERIFY(client.connectTo(portOf(hub)) && client.send(RawClient::request("GET", "/stream?channel=a")));
        QVERIFY(client.readUntil(QByteArray("retry:")));
        hub.publisher()->publish({{"a", {}, "x", {}, {}}});
        hub.requestSnapshot(true);
    }
    QVERIFY(client.waitForEnd());
}

QTEST_GUILESS_MAIN(LocalHubTest)
#include "tst_localhub.moc"
