// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/accesstoken.h"
#include "access/rulepolicy.h"
#include "feed/feedqueue.h"
#include "remote/remotehub.h"
#include "server/serverbench.h"

#include <QSignalSpy>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// A hub far away, over HTTP of a real one.
class RemoteHubTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void connectsAndSaysWhatItOffers();
    void eventsArriveAndItIsNoClient();
    void totalsAndChannelsAreKnown();
    void clientsAreListedWhileTheyAreWanted();
    void manyClientsAreListedPageByPageAndNotAgainEachSecond();
    void publishesAndIsRefused();
    void disconnectsAndReportsWhoLeft();
    void keepsAwayAndLetsInAgain();
    void reportsWhatAClientGotAndWhatBecameOfAnEvent();
    void bringsHistoryPageByPage();
    void clearsAChannel();
    void aWrongTokenIsRefusedInWordsAndAskedOnce();
    void aTokenThatMayNotSteerIsRefused();
    void aGoodTokenGoesEverywhere();
};

namespace {

HubAddress addressOf(const ServerBench &bench, const QByteArray &token = {})
{
    return {QUrl(QStringLiteral("http://127.0.0.1:%1").arg(bench.port())), token};
}

/// A far hub on a real one in this thread.
struct Far
{
    explicit Far(const HubConfig &config = {}, const QByteArray &token = {})
        : bench(config)
        , hub(addressOf(bench, token), {20ms, 100ms})
    {
        queue.attach(hub.tap(), 1);
    }

    bool reaches(HubControl::State state)
    {
        return QTest::qWaitFor([&] { return hub.state() == state; }, 20'000);
    }
    bool opens()
    {
        hub.start();
        return reaches(HubControl::State::Open);
    }
    /// Until a snapshot is as wanted; what it says last is kept.
    template <typename Wanted>
    bool sees(const Wanted &wanted, bool withClients = false)
    {
        const auto connection = QObject::connect(&hub, &HubControl::snapshotArrived, &hub,
                                                 [this](const HubSnapshot &arrived) { snapshot = arrived; });
        const bool seen = QTest::qWaitFor(
            [&] {
                hub.requestSnapshot(withClients);
                QTest::qWait(20);
                return snapshot.takenAt != 0 && wanted();
            },
            30'000);
        QObject::disconnect(connection);
        return seen;
    }
    /// Until that many events have come.
    bool hears(qsizetype count)
    {
        return QTest::qWaitFor(
            [&] {
                for (FeedQueue::Item &item : queue.takeAll())
                    events.append(std::move(item.received.event));
                return events.size() >= count;
            },
            20'000);
    }
    /// Until the hub is listened to: publishes until that is heard.
    bool listens()
    {
        return QTest::qWaitFor(
            [&] {
                bench.publish("ready", "?");
                QTest::qWait(50);
                const bool heard = !queue.takeAll().empty();
                return heard;
            },
            20'000);
    }

    ServerBench bench;
    RemoteHub hub;
    FeedQueue queue{10'000'000};
    HubSnapshot snapshot;
    QList<Event> events;
};

HubConfig withRules()
{
    AccessRules rules;
    rules.tokens = {{QStringLiteral("reader"), tokenDigest("reader-token"), {}, {"*"}, false},
                    {QStringLiteral("ops"), tokenDigest("ops-token"), {"*"}, {"*"}, true}};
    HubConfig config;
    config.server.access = policyFor(rules);
    return config;
}

} // namespace

void RemoteHubTest::connectsAndSaysWhatItOffers()
{
    Far far;
    QCOMPARE(far.hub.state(), HubControl::State::Stopped);
    QVERIFY(far.hub.isFar());
    QVERIFY(far.hub.urls().isEmpty());
    const QString url = QStringLiteral("http://127.0.0.1:%1").arg(far.bench.port());
    QCOMPARE(far.hub.baseUrl(), url);
    QVERIFY(far.opens());
    QCOMPARE(far.hub.urls(), QStringList{url});
    QCOMPARE(far.hub.listenAddress(), QStringLiteral("127.0.0.1:%1").arg(far.bench.port()));
    QVERIFY(far.hub.problem().isEmpty());
    using Feature = HubControl::Feature;
    for (const Feature has : {Feature::Bans, Feature::ChannelClear, Feature::ClientHistory, Feature::Departures})
        QCOMPARE(far.hub.lacks(has), QString());
    // This hub keeps its rules nowhere; and nobody far away starts a hub, or has it join others.
    for (const Feature lacks : {Feature::Access, Feature::Backplane, Feature::StartStop})
        QVERIFY(!far.hub.lacks(lacks).isEmpty());
    QVERIFY(!far.hub.backplane());
    QVERIFY(!far.hub.settings());
    far.hub.stop();
    QCOMPARE(far.hub.state(), HubControl::State::Stopped);
    QCOMPARE(far.bench.ask("GET", "/healthz").status, 200); // the hub itself goes on
    QVERIFY(far.opens());
}

void RemoteHubTest::eventsArriveAndItIsNoClient()
{
    Far far;
    QVERIFY(far.opens() && far.listens());
    far.events.clear();
    far.bench.publish("a", "1");
    far.bench.publishJson("{\"channel\":\"b.c\",\"type\":\"price\",\"data\":{\"x\":2}}");
    QVERIFY(far.hears(2));
    while (!far.events.isEmpty() && far.events.constFirst().channel == "ready")
        far.events.removeFirst();
    QVERIFY(far.hears(2));
    QCOMPARE(far.events[0].channel, QByteArray("a"));
    QCOMPARE(far.events[0].data, QByteArray("1"));
    QVERIFY(!far.events[0].id.isEmpty());
    QCOMPARE(far.events[1].channel, QByteArray("b.c"));
    QCOMPARE(far.events[1].type, QByteArray("price"));
    QCOMPARE(far.events[1].data, QByteArray("{\"x\":2}"));
    QCOMPARE(far.bench.json("/api/stats").value(QStringLiteral("clients")).toInt(-1), 0);
}

void RemoteHubTest::totalsAndChannelsAreKnown()
{
    Far far;
    StreamClient client(far.bench);
    QVERIFY(client.open("/stream?channel=a"));
    far.bench.publish("a", "12345");
    QVERIFY(far.opens());
    const auto channel = [&](const QByteArray &name) {
        for (const ChannelInfo &one : std::as_const(far.snapshot.channels)) {
            if (one.name == name)
                return one;
        }
        return ChannelInfo();
    };
    QVERIFY(far.sees([&] { return channel("a").events == 1; }));
    QCOMPARE(channel("a").subscribers, 1);
    QCOMPARE(channel("a").bytes, 5u);
    QCOMPARE(far.snapshot.totals.clients, 1);
    QCOMPARE(far.snapshot.totals.published, 1u);
    QCOMPARE(far.snapshot.totals.lastSubscribedChannel, QByteArray("a"));
    QVERIFY(far.snapshot.totals.startedAt > 0);
    QVERIFY(!far.snapshot.clients); // they were not asked for
    QVERIFY(!far.snapshot.backplane);
    far.bench.publish("b", "x");
    QVERIFY(far.sees([&] { return channel("b").events == 1; }));
    client.raw.close();
    QVERIFY(far.sees([&] { return far.snapshot.totals.clients == 0 && channel("a").subscribers == 0; }));
}

void RemoteHubTest::clientsAreListedWhileTheyAreWanted()
{
    Far far;
    StreamClient first(far.bench), second(far.bench);
    QVERIFY(first.open("/stream?channel=a", {"User-Agent: Firefox"}));
    QVERIFY(far.opens());
    QVERIFY(far.sees([&] { return far.snapshot.clients && far.snapshot.clients->size() == 1; }, true));
    QCOMPARE((*far.snapshot.clients)[0].id, QByteArray("c1"));
    QCOMPARE((*far.snapshot.clients)[0].userAgent, QByteArray("Firefox"));
    QCOMPARE((*far.snapshot.clients)[0].channels, (QByteArrayList{"a"}));
    // Who comes is asked for, and the figures of who is in view are brought.
    QVERIFY(second.open("/stream?channel=b"));
    QVERIFY(far.sees([&] { return far.snapshot.clients && far.snapshot.clients->size() == 2; }, true));
    far.hub.setShownClients({"c2"});
    far.bench.publish("b", "x");
    const auto sentTo = [&](const QByteArray &id) {
        for (const ClientInfo &one : far.snapshot.clients.value_or(QList<ClientInfo>())) {
            if (one.id == id)
                return one.sentEvents;
        }
        return quint64(99);
    };
    QVERIFY(far.sees([&] { return sentTo("c2") == 1; }, true));
    QCOMPARE(sentTo("c1"), 0u);
    // Who leaves is told.
    first.raw.close();
    QVERIFY(far.sees([&] { return far.snapshot.clients && far.snapshot.clients->size() == 1; }, true));
    QCOMPARE((*far.snapshot.clients)[0].id, QByteArray("c2"));
}

void RemoteHubTest::manyClientsAreListedPageByPageAndNotAgainEachSecond()
{
    constexpr int Count = int(ClientFollower::PageRows) + 20;
    Far far;
    std::vector<std::unique_ptr<StreamClient>> clients;
    for (int i = 0; i < Count; ++i) {
        clients.push_back(std::make_unique<StreamClient>(far.bench));
        QVERIFY(clients.back()->open("/stream?channel=a"));
    }
    QVERIFY(far.opens());
    QVERIFY(far.sees([&] { return far.snapshot.clients && far.snapshot.clients->size() == Count; }, true));
    QSet<QByteArray> ids;
    for (const ClientInfo &one : *far.snapshot.clients)
        ids.insert(one.id);
    QCOMPARE(ids.size(), Count);
    // All go at once, and others come.
    clients.erase(clients.begin(), clients.begin() + Count - 5);
    StreamClient another(far.bench);
    QVERIFY(another.open("/stream?channel=a"));
    QVERIFY(far.sees([&] { return far.snapshot.clients && far.snapshot.clients->size() == 6; }, true));
}

void RemoteHubTest::publishesAndIsRefused()
{
    Far far;
    QSignalSpy finished(far.hub.publisher(), &Publisher::finished);
    const quint64 early = far.hub.publisher()->publish({{"a", {}, "x", {}, {}}});
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
    QCOMPARE(finished[0][0].value<PublishReceipt>().ticket, early);
    QVERIFY(finished[0][0].value<PublishReceipt>().error.contains(QStringLiteral("127.0.0.1"))); // not connected
    QVERIFY(far.opens());
    StreamClient client(far.bench);
    QVERIFY(client.open("/stream?channel=a"));
    far.hub.publisher()->publish({{"a", "t", "1\n2 あ", "own", 500ms}});
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, 20'000);
    auto receipt = finished[1][0].value<PublishReceipt>();
    QCOMPARE(receipt.error, QString());
    QCOMPARE(receipt.ids, (QByteArrayList{"own"}));
    QCOMPARE(receipt.subscribers, 1);
    QVERIFY(client.waitForEvents(1));
    QCOMPARE(client.events[0].data, QByteArray("1\n2 あ"));
    QCOMPARE(client.events[0].type, QByteArray("t"));
    far.hub.publisher()->publish({{"a", {}, "3", {}, {}}, {"a", {}, "4", {}, {}}});
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 3, 20'000);
    QCOMPARE(finished[2][0].value<PublishReceipt>().ids.size(), 2);
    // The same id with another content is a conflict, which the hub says.
    far.hub.publisher()->publish({{"a", "t", "other", "own", {}}});
    far.hub.publisher()->publish({{"a", "gap", "x", {}, {}}});
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 5, 20'000);
    for (const int at : {3, 4}) {
        receipt = finished[at][0].value<PublishReceipt>();
        QVERIFY(receipt.ids.isEmpty() && !receipt.error.isEmpty());
    }
}

void RemoteHubTest::disconnectsAndReportsWhoLeft()
{
    Far far;
    StreamClient first(far.bench), second(far.bench);
    QVERIFY(first.open("/stream?channel=a") && second.open("/stream?channel=a"));
    QVERIFY(far.opens());
    QVERIFY(far.sees([&] { return far.snapshot.totals.clients == 2; }));
    QSignalSpy outcomes(&far.hub, &HubControl::clientsDisconnected);
    QSignalSpy departures(&far.hub, &HubControl::departuresArrived);
    far.hub.requestDepartures(0);
    QTRY_COMPARE_WITH_TIMEOUT(departures.size(), 1, 20'000);
    QVERIFY(departures[0][0].value<QList<DepartureInfo>>().isEmpty());
    far.hub.disconnectClients({"c1", "nobody"}, {});
    QTRY_COMPARE_WITH_TIMEOUT(outcomes.size(), 1, 20'000);
    const auto outcome = outcomes[0][0].value<DisconnectOutcome>();
    QCOMPARE(outcome.disconnected, 1);
    QCOMPARE(outcome.refused.size(), 1);
    QCOMPARE(outcome.refused[0].id, QByteArray("nobody"));
    QVERIFY(!outcome.refused[0].detail.isEmpty());
    QVERIFY(first.waitForEnd());
    const auto departed = [&] {
        departures.clear();
        far.hub.requestDepartures(0);
        return QTest::qWaitFor([&] { return !departures.isEmpty(); }, 20'000)
                   ? departures[0][0].value<QList<DepartureInfo>>()
                   : QList<DepartureInfo>();
    };
    QTRY_COMPARE_WITH_TIMEOUT(departed().size(), 1, 20'000);
    QCOMPARE(departed()[0].client.id, QByteArray("c1"));
    QCOMPARE(departed()[0].number, 1u);
    QVERIFY(!departed()[0].reason.isEmpty());
    QVERIFY(departed()[0].endedAt >= departed()[0].client.connectedAt);
}

void RemoteHubTest::keepsAwayAndLetsInAgain()
{
    HubConfig config;
    config.server.trustedProxies = {QHostAddress::parseSubnet(QStringLiteral("127.0.0.1"))};
    Far far(config);
    StreamClient there(far.bench), here(far.bench);
    QVERIFY(there.open("/stream", {"X-Forwarded-For: 198.51.100.7"}) && here.open("/stream"));
    QVERIFY(far.opens());
    QSignalSpy outcomes(&far.hub, &HubControl::clientsDisconnected);
    QSignalSpy bans(&far.hub, &HubControl::bansArrived);
    far.hub.disconnectClients({"c1", "c2"}, 60s);
    QTRY_COMPARE_WITH_TIMEOUT(outcomes.size(), 1, 20'000);
    QCOMPARE(outcomes[0][0].value<DisconnectOutcome>().disconnected, 1);
    QVERIFY(outcomes[0][0].value<DisconnectOutcome>().refused[0].detail.contains(QStringLiteral("127.0.0.1")));
    far.hub.requestBans();
    QTRY_COMPARE_WITH_TIMEOUT(bans.size(), 1, 20'000);
    const auto kept = bans[0][0].value<QList<BanInfo>>();
    QCOMPARE(kept.size(), 1);
    QVERIFY(kept[0].key.contains(QStringLiteral("198.51.100.7")));
    QVERIFY(kept[0].endsAt > QDateTime::currentMSecsSinceEpoch());
    QCOMPARE(far.bench.ask("GET", "/stream?poll=1", {"X-Forwarded-For: 198.51.100.7"}).status, 204);
    far.hub.liftBans({kept[0].key});
    QTRY_COMPARE_WITH_TIMEOUT(bans.size(), 2, 20'000);
    QVERIFY(bans[1][0].value<QList<BanInfo>>().isEmpty());
    QCOMPARE(far.bench.ask("GET", "/stream?poll=1", {"X-Forwarded-For: 198.51.100.7"}).status, 200);
}

void RemoteHubTest::bringsHistoryPageByPage()
{
    Far far;
    QVERIFY(far.opens());
    const QByteArray data = QByteArray(9000, 'x') + "\n\u00e9";
    const QByteArray first = far.bench.publishedId("a b&c", data);
    const QByteArray second = far.bench.publishedId("a b&c", "2");
    QVERIFY(!far.bench.publishedId("other", "3").isEmpty());
    QSignalSpy pages(&far.hub, &HubControl::historyArrived);
    HistoryQuery query;
    query.selection.addChannel("a b&c");
    query.limit = 1;
    query.ticket = 7;
    far.hub.requestHistory(query);
    QTRY_COMPARE_WITH_TIMEOUT(pages.size(), 1, 20'000);
    auto page = pages[0][0].value<HistoryPage>();
    QCOMPARE(page.ticket, 7U);
    QVERIFY2(page.problem.isEmpty(), qPrintable(page.problem));
    QCOMPARE(page.events.size(), 1);
    QCOMPARE(page.events[0].event.id, second);
    QVERIFY(!page.isAtBeginning);
    query.before = second;
    far.hub.requestHistory(query);
    QTRY_COMPARE_WITH_TIMEOUT(pages.size(), 2, 20'000);
    page = pages[1][0].value<HistoryPage>();
    QCOMPARE(page.events.size(), 1);
    QCOMPARE(page.events[0].event, (Event{"a b&c", first, {}, data}));
    QVERIFY(qAbs(page.events[0].receivedAt / 1'000'000 - QDateTime::currentMSecsSinceEpoch()) < 600'000);
    QVERIFY(page.isAtBeginning);
    query.before = "never heard of";
    far.hub.requestHistory(query);
    QTRY_COMPARE_WITH_TIMEOUT(pages.size(), 3, 20'000);
    page = pages[2][0].value<HistoryPage>();
    QCOMPARE(page.ticket, 7U);
    QVERIFY(!page.problem.isEmpty());
}

void RemoteHubTest::reportsWhatAClientGotAndWhatBecameOfAnEvent()
{
    Far far;
    StreamClient client(far.bench);
    QVERIFY(client.open("/stream?channel=a"));
    QVERIFY(far.opens());
    const QByteArray id = far.bench.publishedId("a", "x");
    QVERIFY(client.waitForEvents(1));
    QSignalSpy histories(&far.hub, &HubControl::clientHistoryArrived);
    far.hub.requestClientHistory("c1");
    QTRY_COMPARE_WITH_TIMEOUT(histories.size(), 1, 20'000);
    auto history = histories[0][0].value<ClientHistory>();
    QCOMPARE(history.clientId, QByteArray("c1"));
    QCOMPARE(history.events.size(), 1);
    QCOMPARE(history.events[0].id, id);
    QCOMPARE(history.events[0].channel, QByteArray("a"));
    QVERIFY(!history.events[0].fate.isEmpty() && history.events[0].takenAt > 0);
    far.hub.requestClientHistory("c9");
    QTRY_COMPARE_WITH_TIMEOUT(histories.size(), 2, 20'000);
    history = histories[1][0].value<ClientHistory>();
    QVERIFY(history.events.isEmpty() && !history.problem.isEmpty());
    QSignalSpy deliveries(&far.hub, &HubControl::deliveryArrived);
    far.hub.requestDelivery(id);
    QTRY_COMPARE_WITH_TIMEOUT(deliveries.size(), 1, 20'000);
    const auto delivery = deliveries[0][0].value<DeliveryInfo>();
    QVERIFY(delivery.isHeld);
    QCOMPARE(delivery.eventId, id);
    QCOMPARE(delivery.subscribers, 1);
    QCOMPARE(delivery.written + delivery.acknowledged, 1);
    far.hub.requestDelivery("nobody's");
    QTRY_COMPARE_WITH_TIMEOUT(deliveries.size(), 2, 20'000);
    QVERIFY(!deliveries[1][0].value<DeliveryInfo>().isHeld);
    QCOMPARE(deliveries[1][0].value<DeliveryInfo>().eventId, QByteArray("nobody's"));
}

void RemoteHubTest::clearsAChannel()
{
    Far far;
    QVERIFY(far.opens());
    far.bench.publish("a/b c", "x");
    QSignalSpy cleared(&far.hub, &HubControl::channelCleared);
    far.hub.clearChannel("a/b c");
    QTRY_COMPARE_WITH_TIMEOUT(cleared.size(), 1, 20'000);
    QCOMPARE(cleared[0][0].toByteArray(), QByteArray("a/b c"));
    QCOMPARE(cleared[0][1].toString(), QString());
    for (const QByteArray &name : {QByteArray("nobody's"), QByteArray("..")}) {
        cleared.clear();
        far.hub.clearChannel(name);
        QTRY_COMPARE_WITH_TIMEOUT(cleared.size(), 1, 20'000);
        QCOMPARE(cleared[0][0].toByteArray(), name);
        QVERIFY(!cleared[0][1].toString().isEmpty());
    }
}

void RemoteHubTest::aWrongTokenIsRefusedInWordsAndAskedOnce()
{
    Far far(withRules(), "wrong-token-of-mine");
    QSignalSpy states(&far.hub, &HubControl::stateChanged);
    far.hub.start();
    QVERIFY(far.reaches(HubControl::State::Failed));
    QVERIFY2(far.hub.problem().contains(QStringLiteral("401")), qPrintable(far.hub.problem()));
    QVERIFY(far.hub.problem().contains(QStringLiteral("127.0.0.1")));
    QVERIFY(!far.hub.problem().contains(QStringLiteral("wrong-token-of-mine")));
    // It would have been asked again after 20 ms.
    for (int i = 0; i < 20; ++i)
        QCOMPARE(far.bench.ask("GET", "/healthz").status, 200);
    QCOMPARE(states.size(), 2);
    far.hub.setToken("ops-token");
    QVERIFY(far.opens());
}

void RemoteHubTest::aTokenThatMayNotSteerIsRefused()
{
    Far far(withRules(), "reader-token");
    far.hub.start();
    QVERIFY(far.reaches(HubControl::State::Failed));
    QVERIFY2(far.hub.problem().contains(QStringLiteral("403")), qPrintable(far.hub.problem()));
    QVERIFY(far.hub.problem().contains(QStringLiteral("admin")));
}

void RemoteHubTest::aGoodTokenGoesEverywhere()
{
    Far far(withRules(), "ops-token");
    QVERIFY(far.opens());
    QVERIFY(far.sees([&] { return far.snapshot.totals.startedAt > 0; }, true));
    QSignalSpy finished(far.hub.publisher(), &Publisher::finished);
    QVERIFY(QTest::qWaitFor(
        [&] {
            far.hub.publisher()->publish({{"a", {}, "x", {}, {}}});
            QTest::qWait(50);
            return !far.queue.takeAll().empty();
        },
        20'000));
    QCOMPARE(finished[0][0].value<PublishReceipt>().error, QString());
    // Rules that let it no more are known at once.
    AccessRules rules;
    rules.tokens = {{QStringLiteral("other"), tokenDigest("other-token"), {}, {"*"}, true}};
    far.bench.host().setAccess(policyFor(rules));
    QVERIFY(far.reaches(HubControl::State::Failed));
}

QTEST_GUILESS_MAIN(RemoteHubTest)
#include "tst_remotehub.moc"
