// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverbench.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTest>

using namespace helio;
using namespace helio::test;

/// Inspecting and steering.
class HttpInspectTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void channelsAreListed();
    void channelsComeInPages();
    void aQueryForChannelsIsUnderstoodOrRefused_data();
    void aQueryForChannelsIsUnderstoodOrRefused();
    void aNameThatCountsOnceIsRefusedTwice();
    void tooManyChannelsAreRefused();
    void theHubSaysWhatItIs();
    void aNameThatIsNotKnownIsRefusedEverywhere_data();
    void aNameThatIsNotKnownIsRefusedEverywhere();
    void aChannelIsClearedAndWhoComesBackIsToldAGap();
    void clientsAreListed();
    void aClientIsDisconnected();
    void disconnectsHaveTheirReasons();
    void statsAddUp();
    void healthAndPage();
    void whatIsAnsweredAsJsonEndsItsLine_data();
    void whatIsAnsweredAsJsonEndsItsLine();
    void behindATrustedProxyTheClientIsWhoItSays();
};

namespace {

QJsonObject first(const QJsonObject &answer, const char *list)
{
    return answer.value(QLatin1String(list)).toArray().at(0).toObject();
}

} // namespace

void HttpInspectTest::channelsAreListed()
{
    ServerBench bench;
    StreamClient byName(bench), byPattern(bench);
    QVERIFY(byName.open("/stream?channel=a") && byPattern.open("/stream?pattern=*"));
    const QByteArray oldest = bench.publishedId("a", "12345");
    const QByteArray last = bench.publishedId("a", "678");
    const QJsonArray channels = bench.json("/api/channels").value(QStringLiteral("channels")).toArray();
    QCOMPARE(channels.size(), 1);
    const QJsonObject channel = channels[0].toObject();
    QCOMPARE(channel.value(QStringLiteral("name")).toString(), QStringLiteral("a"));
    QCOMPARE(channel.value(QStringLiteral("subscribers")).toInt(), 2);
    QCOMPARE(channel.value(QStringLiteral("events")).toInt(), 2);
    QCOMPARE(channel.value(QStringLiteral("bytes")).toInt(), 8);
    QVERIFY(channel.value(QStringLiteral("eventsPerSecond")).isDouble());
    QCOMPARE(channel.value(QStringLiteral("lastEventId")).toString().toUtf8(), last);
    const QJsonObject history = channel.value(QStringLiteral("history")).toObject();
    QCOMPARE(history.value(QStringLiteral("events")).toInt(), 2);
    QVERIFY(history.value(QStringLiteral("bytes")).toInt() > 8);
    QCOMPARE(history.value(QStringLiteral("oldestId")).toString().toUtf8(), oldest);
    QVERIFY(history.value(QStringLiteral("oldestAt")).isString());
}

void HttpInspectTest::channelsComeInPages()
{
    ServerBench bench;
    for (const char *name : {"b1", "a", "b3", "b2", "c"})
        bench.publish(name, "x");
    const auto page = [&](const QByteArray &query) {
        const QJsonObject answer = bench.json("/api/channels" + query);
        QStringList names;
        for (const auto &channel : answer.value(QStringLiteral("channels")).toArray())
            names.append(channel.toObject().value(QStringLiteral("name")).toString());
        const QJsonValue next = answer.value(QStringLiteral("next"));
        if (!next.isUndefined())
            names.append(QStringLiteral("> ") + next.toString(QStringLiteral("null")));
        return names.join(u' ');
    };
    QCOMPARE(page(""), QStringLiteral("a b1 b2 b3 c"));
    QCOMPARE(page("?limit=2"), QStringLiteral("a b1 > b1"));
    QCOMPARE(page("?limit=2&after=b1"), QStringLiteral("b2 b3 > b3"));
    QCOMPARE(page("?limit=2&after=b3"), QStringLiteral("c > null"));
    QCOMPARE(page("?limit=5"), QStringLiteral("a b1 b2 b3 c > null"));
    QCOMPARE(page("?pattern=b*&limit=2"), QStringLiteral("b1 b2 > b2"));
    QCOMPARE(page("?pattern=b*&limit=2&after=b2"), QStringLiteral("b3 > null"));
    QCOMPARE(page("?pattern=b*&after=b1zzz"), QStringLiteral("b2 b3"));
    QCOMPARE(page("?pattern=none*&limit=1"), QStringLiteral("> null"));
}

void HttpInspectTest::aQueryForChannelsIsUnderstoodOrRefused_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("?pattern=&limit=1") << 400;
    QTest::newRow("?limit=0") << 400;
    QTest::newRow("?limit=-1") << 400;
    QTest::newRow("?limit=many") << 400;
    QTest::newRow("?limit=99999999999999999999") << 400;
    QTest::newRow("?offset=1") << 400;
    QTest::newRow("?limit=1&limit=2") << 400;
    QTest::newRow("?pattern=a*&limit=1&pattern=b*") << 400;
    QTest::newRow("?after=a&after=") << 400;
    QTest::newRow("?limit=1000000&after=&access_token=x") << 200;
}

void HttpInspectTest::aQueryForChannelsIsUnderstoodOrRefused()
{
    QFETCH(int, status);
    ServerBench bench;
    QCOMPARE(bench.ask("GET", QByteArray("/api/channels") + QTest::currentDataTag()).status, status);
}

void HttpInspectTest::aNameThatCountsOnceIsRefusedTwice()
{
    ServerBench bench;
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=a"));
    const QByteArray id = first(bench.json("/api/clients"), "clients").value(QStringLiteral("id")).toString().toUtf8();
    const QByteArray event = bench.publishedId("a", "x");
    for (const QByteArray &query :
         {"client=" + id + "&event=" + event + "&event=1-0", "client=nobody&event=" + event + "&client=" + id}) {
        const RawResponse answer = bench.ask("GET", "/api/explain?" + query);
        QCOMPARE(answer.status, 400);
        QVERIFY2(answer.body.contains("more than once"), answer.body.constData());
    }
    const RawResponse answer = bench.ask("DELETE", "/api/clients/" + id + "?ban=&ban=60");
    QCOMPARE(answer.status, 400);
    QVERIFY2(answer.body.contains("more than once"), answer.body.constData());
    QVERIFY(bench.waitForClients(1)); // who stays
    QCOMPARE(bench.ask("GET", "/api/explain?client=" + id + "&event=" + event).status, 200);
}

void HttpInspectTest::tooManyChannelsAreRefused()
{
    HubConfig config;
    config.hub.maximumChannels = 2;
    ServerBench bench(config);
    StreamClient listening(bench), more(bench);
    bench.publish("a", "x");
    bench.publish("b", "x");
    const RawResponse refused = bench.ask("POST", "/channels/c", {}, "x");
    QCOMPARE(refused.status, 503);
    QVERIFY(jsonOf(refused).value(QStringLiteral("detail")).toString().contains(QStringLiteral("max_channels")));
    QCOMPARE(bench.ask("POST", "/channels/a", {}, "x").status, 200);
    QVERIFY(listening.open("/stream?channel=mine"));
    QVERIFY(more.open("/stream?channel=too-many"));
    QVERIFY(more.waitForEnd());
    QVERIFY(more.wire.contains("retry: "));
}

void HttpInspectTest::theHubSaysWhatItIs()
{
    ServerBench bench;
    const QJsonObject hub = bench.json("/api/hub");
    QCOMPARE(hub.value(QStringLiteral("name")).toString(), QStringLiteral("heliograph"));
    QVERIFY(!hub.value(QStringLiteral("version")).toString().isEmpty());
    QCOMPARE(hub.value(QStringLiteral("startedAt")), bench.json("/api/stats").value(QStringLiteral("startedAt")));
    QCOMPARE(hub.value(QStringLiteral("store")).toString(), QStringLiteral("memory"));
    QCOMPARE(hub.value(QStringLiteral("clientQueueBytes")).toInteger(), HubConfig().server.slowClients.queueBytes);
    QVERIFY(hub.value(QStringLiteral("redis")).isNull());
    QCOMPARE(hub.value(QStringLiteral("listen")).toArray(),
             (QJsonArray{QStringLiteral("http://127.0.0.1:%1").arg(bench.port())}));
    QStringList capabilities;
    for (const auto &capability : hub.value(QStringLiteral("capabilities")).toArray())
        capabilities.append(capability.toString());
    QCOMPARE(capabilities.join(u' '),
             QStringLiteral("bans channels.clear clients.disconnect clients.query disconnects.after explain.client "
                            "explain.event group history observe watch"));
}

void HttpInspectTest::aNameThatIsNotKnownIsRefusedEverywhere_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    for (const char *target :
         {"hub", "channels", "clients", "disconnects", "stats", "explain", "history", "bans", "access", "watch"})
        QTest::newRow(target) << QByteArray("GET") << QByteArray(target);
    QTest::newRow("one client") << QByteArray("DELETE") << QByteArray("clients/c1");
    QTest::newRow("one channel") << QByteArray("DELETE") << QByteArray("channels/a");
    QTest::newRow("one ban") << QByteArray("DELETE") << QByteArray("bans/a");
    QTest::newRow("many clients") << QByteArray("POST") << QByteArray("clients/disconnect");
    QTest::newRow("notify") << QByteArray("POST") << QByteArray("notify");
}

void HttpInspectTest::aNameThatIsNotKnownIsRefusedEverywhere()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    ServerBench bench;
    const RawResponse refused = bench.ask(method, "/api/" + target + "?limits=1");
    QCOMPARE(refused.status, 400);
    QCOMPARE(refused.header("content-type"), QByteArray("application/problem+json"));
    QVERIFY2(jsonOf(refused).value(QStringLiteral("detail")).toString().contains(QStringLiteral("\"limits\"")),
             refused.body.constData());
}

void HttpInspectTest::aChannelIsClearedAndWhoComesBackIsToldAGap()
{
    ServerBench bench;
    const QByteArray first = bench.publishedId("news/sport", "1");
    bench.publish("news/sport", "2");
    bench.publish("other", "3");
    QCOMPARE(bench.ask("DELETE", "/api/channels/news%2Fsport").status, 204);
    StreamClient back(bench), anew(bench), other(bench);
    QVERIFY(back.open("/stream?channel=news%2Fsport&lastEventId=" + first));
    QVERIFY(back.waitForEvents(1));
    QCOMPARE(back.events[0].type, QByteArray("gap"));
    bench.publish("news/sport", "4");
    QVERIFY(back.waitForEvents(2));
    QCOMPARE(back.events[1].data, QByteArray("4"));
    QVERIFY(anew.open("/stream?channel=news%2Fsport&lastEventId=earliest"));
    QVERIFY(anew.waitForEvents(1));
    QCOMPARE(anew.data(), (QByteArrayList{"4"}));
    QVERIFY(other.open("/stream?channel=other&lastEventId=earliest"));
    QVERIFY(other.waitForEvents(1)); // other channels keep theirs
    QCOMPARE(bench.ask("DELETE", "/api/channels/nobody").status, 404);
    QCOMPARE(bench.ask("DELETE", "/api/channels/other", {"Origin: https://elsewhere.example"}).status, 403);
}

void HttpInspectTest::clientsAreListed()
{
    ServerBench bench;
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=a&pattern=users.*", {"User-Agent: test/1", "Origin: http://localhost:1"}));
    const QByteArray id = bench.publishedId("a", "x");
    QVERIFY(client.waitForEvents(1));
    const QJsonObject shown = first(bench.json("/api/clients"), "clients");
    QVERIFY(shown.value(QStringLiteral("remoteAddress")).toString().startsWith(QStringLiteral("127.0.0.1:")));
    QCOMPARE(shown.value(QStringLiteral("userAgent")).toString(), QStringLiteral("test/1"));
    QCOMPARE(shown.value(QStringLiteral("origin")).toString(), QStringLiteral("http://localhost:1"));
    QCOMPARE(shown.value(QStringLiteral("channels")).toArray(), QJsonArray{QStringLiteral("a")});
    QCOMPARE(shown.value(QStringLiteral("patterns")).toArray(), QJsonArray{QStringLiteral("users.*")});
    QCOMPARE(shown.value(QStringLiteral("lastEventId")).toString().toUtf8(), id);
    QCOMPARE(shown.value(QStringLiteral("sentEvents")).toInt(), 1);
    QVERIFY(shown.value(QStringLiteral("sentBytes")).toInt() > client.wire.size());
    for (const char *name : {"queuedEvents", "queuedBytes", "oldestQueuedMs"})
        QCOMPARE(shown.value(QLatin1String(name)).toInt(-1), 0);
    const QString connected = shown.value(QStringLiteral("connectedAt")).toString();
    QVERIFY(QDateTime::fromString(connected, Qt::ISODateWithMs).isValid() && connected.endsWith(QLatin1Char('Z')));
    for (const char *name : {"id", "subject"})
        QVERIFY(shown.contains(QLatin1String(name)));
}

void HttpInspectTest::aClientIsDisconnected()
{
    ServerBench bench;
    StreamClient kicked(bench), stays(bench);
    QVERIFY(kicked.open("/stream"));
    const QByteArray id = first(bench.json("/api/clients"), "clients").value(QStringLiteral("id")).toString().toUtf8();
    QVERIFY(stays.open("/stream"));
    bench.publish("sse", "x");
    QCOMPARE(bench.ask("DELETE", "/api/clients/" + id).status, 204);
    QVERIFY(kicked.waitForEnd());
    QCOMPARE(kicked.data(), (QByteArrayList{"x"}));
    QCOMPARE(bench.ask("DELETE", "/api/clients/" + id).status, 404);
    QCOMPARE(bench.ask("DELETE", "/api/clients/nobody").status, 404);
    bench.publish("sse", "y");
    QVERIFY(stays.waitForEvents(2));
    kicked.raw.close();
    QTRY_COMPARE(first(bench.json("/api/disconnects"), "disconnects").value(QStringLiteral("reason")).toString(),
                 QStringLiteral("kicked"));
}

void HttpInspectTest::disconnectsHaveTheirReasons()
{
    ServerBench bench;
    StreamClient closing(bench), resetting(bench), polling(bench);
    QVERIFY(closing.open("/stream") && resetting.open("/stream") && polling.open("/stream?poll=1"));
    QVERIFY(polling.waitForEnd());
    polling.raw.close();
    QTRY_COMPARE(bench.json("/api/disconnects").value(QStringLiteral("disconnects")).toArray().size(), 1);
    closing.raw.close();
    QVERIFY(bench.waitForClients(1));
    resetting.raw.reset();
    QVERIFY(bench.waitForClients(0));
    const QJsonArray list = bench.json("/api/disconnects").value(QStringLiteral("disconnects")).toArray();
    QStringList reasons;
    for (const auto &entry : list) {
        reasons.append(entry.toObject().value(QStringLiteral("reason")).toString());
        QVERIFY(entry.toObject().contains(QStringLiteral("disconnectedAt")));
        QVERIFY(entry.toObject().contains(QStringLiteral("remoteAddress")));
    }
    QCOMPARE(reasons[0], QStringLiteral("poll ended"));
    QCOMPARE(reasons[1], QStringLiteral("closed by peer"));
    QVERIFY(reasons[2] == QStringLiteral("closed by peer") || reasons[2] == QStringLiteral("vanished"));
}

void HttpInspectTest::statsAddUp()
{
    ServerBench bench;
    StreamClient one(bench), two(bench);
    QVERIFY(one.open("/stream?channel=a") && two.open("/stream?pattern=*"));
    bench.publish("a", "123");
    bench.publish("b", "4567");
    QVERIFY(one.waitForEvents(1) && two.waitForEvents(2));
    const QJsonObject stats = bench.json("/api/stats");
    const std::pair<const char *, int> expected[] = {{"clients", 2},        {"channels", 2},  {"published", 2},
                                                     {"publishedBytes", 7}, {"delivered", 3}, {"gaps", 0}};
    for (const auto &[name, value] : expected)
        QCOMPARE(stats.value(QLatin1String(name)).toInt(-1), value);
    for (const char *name :
         {"uptimeSeconds", "publishedPerSecond", "deliveredPerSecond", "latency", "history", "disconnects"})
        QVERIFY2(stats.contains(QLatin1String(name)), name);
    QCOMPARE(stats.value(QStringLiteral("history")).toObject().value(QStringLiteral("events")).toInt(), 2);
    const QJsonObject store = stats.value(QStringLiteral("store")).toObject();
    QCOMPARE(store.value(QStringLiteral("kind")).toString(), QStringLiteral("memory"));
    QCOMPARE(store.value(QStringLiteral("state")).toString(), QStringLiteral("ok"));
    QVERIFY(store.value(QStringLiteral("oldestAt")).isString());
    QVERIFY(!store.contains(QStringLiteral("fileBytes")));
    const QJsonObject latency = stats.value(QStringLiteral("latency")).toObject();
    QVERIFY(latency.value(QStringLiteral("maxMicroseconds")).toDouble() > 0);
}

void HttpInspectTest::healthAndPage()
{
    ServerBench bench;
    QCOMPARE(bench.ask("GET", "/healthz").status, 200);
    const RawResponse page = bench.ask("GET", "/");
    QCOMPARE(page.status, 200);
    QVERIFY(page.header("content-type").startsWith("text/html"));
    QVERIFY(page.body.contains("heliograph-page.js"));
    const RawResponse head = bench.ask("HEAD", "/");
    QCOMPARE(head.header("content-length").toInt(), page.body.size());
}

void HttpInspectTest::behindATrustedProxyTheClientIsWhoItSays()
{
    HubConfig config;
    config.server.trustedProxies = {QHostAddress::parseSubnet(QStringLiteral("127.0.0.0/8")),
                                    QHostAddress::parseSubnet(QStringLiteral("10.0.0.1"))};
    ServerBench bench(config);
    StreamClient client(bench);
    QVERIFY(client.open("/stream", {"X-Forwarded-For: 203.0.113.9, 198.51.100.7, 10.0.0.1"}));
    QCOMPARE(first(bench.json("/api/clients"), "clients").value(QStringLiteral("remoteAddress")).toString(),
             QStringLiteral("198.51.100.7")); // the last that nobody trusted wrote
    ServerBench withoutTrust;
    StreamClient direct(withoutTrust);
    QVERIFY(direct.open("/stream", {"X-Forwarded-For: 203.0.113.9"}));
    QVERIFY(first(withoutTrust.json("/api/clients"), "clients")
                .value(QStringLiteral("remoteAddress"))
                .toString()
                .startsWith(QStringLiteral("127.0.0.1:")));
}

void HttpInspectTest::whatIsAnsweredAsJsonEndsItsLine_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status");
    const auto row = [](const char *target, const char *method = "GET", int status = 200) {
        QTest::newRow(target) << QByteArray(method) << status;
    };
    row("/channels/a", "POST");
    row("/api/channels");
    row("/api/clients");
    row("/api/clients?limit=1");
    row("/api/disconnects");
    row("/api/bans");
    row("/api/stats");
    row("/api/history");
    row("/api/hub");
    row("/healthz");
    row("/nothing", "GET", 404);
    row("/channels/", "POST", 400);
    row("/publish", "GET", 405);
    row("/api/history?limit=x", "GET", 400);
}

void HttpInspectTest::whatIsAnsweredAsJsonEndsItsLine()
{
    QFETCH(QByteArray, method);
    QFETCH(int, status);
    ServerBench bench;
    const RawResponse answer = bench.ask(method, QTest::currentDataTag());
    QCOMPARE(answer.status, status);
    QVERIFY2(answer.body.endsWith("}\n") && !answer.body.endsWith("\n\n"), answer.body.constData());
    QCOMPARE(answer.header("content-length").toLongLong(), answer.body.size());
    QVERIFY(!jsonOf(answer).isEmpty());
}

QTEST_GUILESS_MAIN(HttpInspectTest)
#include "tst_http_inspect.moc"
