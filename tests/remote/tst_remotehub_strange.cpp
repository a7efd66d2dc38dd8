// SPDX-License-Identifier: GPL-3.0-or-later
#include "pathserver.h"
#include "remote/remotehub.h"

#include <QSignalSpy>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// Hubs far away that are older, or no hubs at all.
class RemoteHubStrangeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anOlderHubSaysWhatItLacksAndIsShownAllTheSame();
    void anOlderHubDisconnectsOneByOne();
    void anotherServerIsNoHub();
    void whatIsNoAnswerOfAHubIsSaid_data();
    void whatIsNoAnswerOfAHubIsSaid();
    void anAnswerWithoutEndIsCut();
    void aHeadWithoutEndIsCut();
    void brokenEventsOfTheWatchCostNothing();
    void aRedirectIsNotFollowed();
    void whatTheServerEchoesHasNoToken();
    void aBusyHubIsTriedAgain();
};

namespace {

const QByteArray Stats = R"({"startedAt":"2026-11-21T01:02:03.456Z","clients":2,"channels":1,"published":5,
    "latency":{"p50Microseconds":1},"history":{"events":3,"bytes":30},"redis":null})";
const QByteArray About = R"({"name":"heliograph","version":"9.1","capabilities":["watch","observe","clients.query"]})";

bool reaches(const HubControl &hub, HubControl::State state)
{
    return QTest::qWaitFor([&] { return hub.state() == state; }, 30'000);
}

std::unique_ptr<RemoteHub> hubAt(const QUrl &url, const QByteArray &token = {})
{
    return std::make_unique<RemoteHub>(HubAddress{url, token}, RemoteHost::Patience{10ms, 50ms});
}

/// A hub of before `/api/hub`.
struct Older : PathServer
{
    Older()
    {
        setJson("/api/stats", Stats);
        setJson("/api/channels", R"({"channels":[{"name":"a","subscribers":2,"events":5}]})");
        setJson("/api/clients", R"({"clients":[{"id":"c1","userAgent":"curl"},{"id":"c2"}]})");
        set("/stream", PathServer::stream());
    }
};

} // namespace

void RemoteHubStrangeTest::anOlderHubSaysWhatItLacksAndIsShownAllTheSame()
{
    Older server;
    const auto hub = hubAt(server.url());
    QList<ReceivedEvent> events;
    connect(hub->tap(), &EventFeed::eventsArrived, this,
            [&events](const QList<ReceivedEvent> &arrived) { events += arrived; });
    hub->start();
    QVERIFY(reaches(*hub, HubControl::State::Open));
    using Feature = HubControl::Feature;
    for (const Feature lacks : {Feature::Access, Feature::Bans, Feature::ChannelClear, Feature::ClientHistory,
                                Feature::Departures, Feature::StartStop, Feature::Backplane})
        QVERIFY(!hub->lacks(lacks).isEmpty());
    HubSnapshot snapshot;
    connect(hub.get(), &HubControl::snapshotArrived, this, [&](const HubSnapshot &arrived) { snapshot = arrived; });
    QTRY_VERIFY_WITH_TIMEOUT(
        (hub->requestSnapshot(true), snapshot.clients && snapshot.clients->size() == 2 && !snapshot.channels.isEmpty()),
        30'000);
    QCOMPARE(snapshot.totals.clients, 2);
    QCOMPARE(snapshot.totals.published, 5u);
    QCOMPARE(snapshot.channels[0].name, QByteArray("a"));
    QTRY_VERIFY_WITH_TIMEOUT(server.requests("/stream") > 0, 20'000);
    server.send("/stream", "id: 1\nchannel: a\ndata: hello\n\n");
    QTRY_COMPARE_WITH_TIMEOUT(events.size(), 1, 20'000);
    QCOMPARE(events[0].event.data, QByteArray("hello"));
    QCOMPARE(server.requests("/api/watch"), 0);
}

void RemoteHubStrangeTest::anOlderHubDisconnectsOneByOne()
{
    Older server;
    server.set("/api/clients/c1", {"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"});
    const auto hub = hubAt(server.url());
    hub->start();
    QVERIFY(reaches(*hub, HubControl::State::Open));
    QSignalSpy outcomes(hub.get(), &HubControl::clientsDisconnected);
    hub->disconnectClients({"c1", "c7"}, {});
    QTRY_COMPARE_WITH_TIMEOUT(outcomes.size(), 1, 20'000);
    const auto outcome = outcomes[0][0].value<DisconnectOutcome>();
    QCOMPARE(outcome.disconnected, 1);
    QCOMPARE(outcome.refused.size(), 1);
    QCOMPARE(outcome.refused[0].id, QByteArray("c7"));
    QVERIFY(outcome.refused[0].detail.contains(QStringLiteral("There is nothing here.")));
}

void RemoteHubStrangeTest::anotherServerIsNoHub()
{
    PathServer server;
    const auto hub = hubAt(server.url());
    hub->start();
    QVERIFY(reaches(*hub, HubControl::State::Failed));
    QVERIFY2(hub->problem().contains(QStringLiteral("404")), qPrintable(hub->problem()));
    QCOMPARE(server.requests("/api/hub"), 1);
}

void RemoteHubStrangeTest::whatIsNoAnswerOfAHubIsSaid_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("a page") << PathServer::json("<html>hello</html>");
    QTest::newRow("broken JSON") << PathServer::json("{\"name\":\"heliograph\"");
    QTest::newRow("another program") << PathServer::json("{\"name\":\"nginx\"}");
    QTest::newRow("nothing") << PathServer::json("");
    QTest::newRow("no such method") << PathServer::json("{}", "405 Method Not Allowed");
    QTest::newRow("a name that is not its own") << PathServer::json("{\"detail\":\"Host\"}", "421 Misdirected Request");
}

void RemoteHubStrangeTest::whatIsNoAnswerOfAHubIsSaid()
{
    QFETCH(QByteArray, answer);
    PathServer server;
    server.set("/api/hub", {answer});
    const auto hub = hubAt(server.url());
    hub->start();
    QVERIFY(reaches(*hub, HubControl::State::Failed));
    QVERIFY(hub->problem().contains(server.url().toString()));
    QCOMPARE(server.requests("/api/hub"), 1);
}

void RemoteHubStrangeTest::anAnswerWithoutEndIsCut()
{
    PathServer server;
    server.set("/api/hub", {"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[", false, true});
    const auto hub = hubAt(server.url());
    hub->start();
    QVERIFY(reaches(*hub, HubControl::State::Away));
    QVERIFY2(hub->problem().contains(QStringLiteral("1048576")), qPrintable(hub->problem()));
}

void RemoteHubStrangeTest::aHeadWithoutEndIsCut()
{
#ifndef __linux__
    QSKIP("The kernel is asked on Linux alone.");
#endif
    PathServer server;
    server.set("/api/hub", {"HTTP/1.1 200 OK\r\nX-A: a", false, true});
    const auto hub = hubAt(server.url());
    hub->start();
    QVERIFY(reaches(*hub, HubControl::State::Away));
    QVERIFY(!hub->problem().isEmpty());
}

void RemoteHubStrangeTest::brokenEventsOfTheWatchCostNothing()
{
    PathServer server;
    server.setJson("/api/hub", About);
    server.set("/stream", PathServer::stream());
    server.set("/api/watch", PathServer::stream());
    const auto hub = hubAt(server.url());
    HubSnapshot snapshot;
    connect(hub.get(), &HubControl::snapshotArrived, this, [&](const HubSnapshot &arrived) { snapshot = arrived; });
    hub->start();
    QVERIFY(reaches(*hub, HubControl::State::Open));
    QTRY_VERIFY_WITH_TIMEOUT(server.requests("/api/watch") > 0, 20'000);
    server.send("/api/watch", "event: totals\ndata: {\n\n"
                              "event: channels\ndata: [1,2]\n\n"
                              "event: channels\ndata: {\"changed\":[{\"name\":7},{\"name\":\"b\","
                              "\"subscribers\":123456789012345678901234567890,\"events\":-1,\"bytes\":1e99}]}\n\n"
                              "event: disconnects\ndata: {\"disconnects\":[{\"n\":-1},{}]}\n\n"
                              "event: clients\ndata: null\n\n"
                              "event: other\ndata: x\n\n"
                              "event: totals\ndata: {\"clients\":99999999999999999999,\"published\":1e5,"
                              "\"publishedPerSecond\":1e400,\"startedAt\":7,\"recentLatency\":[]}\n\n");
    QTRY_VERIFY_WITH_TIMEOUT((hub->requestSnapshot(false), snapshot.takenAt != 0), 20'000);
    QCOMPARE(snapshot.totals.clients, std::numeric_limits<int>::max());
    QCOMPARE(snapshot.totals.startedAt, 0);
    QCOMPARE(snapshot.channels.size(), 1);
    QCOMPARE(snapshot.channels[0].subscribers, std::numeric_limits<int>::max());
    QCOMPARE(snapshot.channels[0].events, 0u);
    QCOMPARE(hub->state(), HubControl::State::Open);
    // An event that does not end is the end of it, and it comes back.
    const int before = server.requests("/api/watch");
    server.send("/api/watch", "data: " + QByteArray(5 * 1024 * 1024, 'x'));
    QTRY_VERIFY_WITH_TIMEOUT(server.requests("/api/watch") > before, 30'000);
}

void RemoteHubStrangeTest::aRedirectIsNotFollowed()
{
    PathServer server, other;
    server.set("/api/hub", {"HTTP/1.1 302 Found\r\nLocation: " + other.url().toEncoded() +
                            "/api/hub\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"});
    const auto hub = hubAt(server.url(), "a-token");
    hub->start();
    QVERIFY(reaches(*hub, HubControl::State::Failed));
    QVERIFY(hub->problem().contains(other.url().toString()));
    QVERIFY(other.heads().isEmpty());
}

void RemoteHubStrangeTest::whatTheServerEchoesHasNoToken()
{
    PathServer server;
    server.set("/api/hub", {PathServer::json("{\"detail\":\"Bearer my-own-token is no good\"}", "401 Unauthorized")});
    const auto hub = hubAt(server.url(), "my-own-token");
    hub->start();
    QVERIFY(reaches(*hub, HubControl::State::Failed));
    QVERIFY(server.heads().value(0).contains("Authorization: Bearer my-own-token"));
    QVERIFY2(hub->problem().contains(QStringLiteral("is no good")), qPrintable(hub->problem()));
    QVERIFY(!hub->problem().contains(QStringLiteral("my-own-token")));
}

void RemoteHubStrangeTest::aBusyHubIsTriedAgain()
{
    PathServer server;
    server.set("/api/hub", {PathServer::json("{\"detail\":\"The hub drains.\"}", "503 Service Unavailable")});
    const auto hub = hubAt(server.url());
    hub->start();
    QVERIFY(reaches(*hub, HubControl::State::Away));
    QVERIFY(hub->problem().contains(QStringLiteral("The hub drains.")));
    server.setJson("/api/hub", About);
    server.set("/stream", PathServer::stream());
    server.set("/api/watch", PathServer::stream());
    QVERIFY(reaches(*hub, HubControl::State::Open));
    // Here no one looks on any more: it is away, in the hub's words, and tried again.
    server.set("/api/watch", {PathServer::json("{\"detail\":\"Too many watch already\"}", "503 Service Unavailable")});
    hub->stop();
    hub->start();
    QVERIFY(reaches(*hub, HubControl::State::Away));
    QVERIFY2(hub->problem().contains(QStringLiteral("Too many watch already")), qPrintable(hub->problem()));
}

QTEST_GUILESS_MAIN(RemoteHubStrangeTest)
#include "tst_remotehub_strange.moc"
