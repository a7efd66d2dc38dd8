// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverbench.h"

#include <QJsonArray>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// GET /stream: its answer, what may be asked for, and what comes.
class HttpStreamTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theAnswerIsAsTheContractSays();
    void headAndFirstCommentComeAtOnce();
    void theReconnectionTimeIsSpread();
    void selects_data();
    void selects();
    void theChannelIsGivenUnlessItIsOneName_data();
    void theChannelIsGivenUnlessItIsOneName();
    void namesMayBeAnything_data();
    void namesMayBeAnything();
    void atMostAHundredChannelsAndPatterns_data();
    void atMostAHundredChannelsAndPatterns();
    void isRefused_data();
    void isRefused();
    void misleadingNamesAreRefused_data();
    void misleadingNamesAreRefused();
    void otherNamesArePassedOverAndReported();
    void aReportOfNamesIsOneLineAndShort();
    void fieldsOfAClientAreKeptInPart();
    void headAnswersTheHeadAlone();
    void otherMethodsAreRefused_data();
    void otherMethodsAreRefused();
    void whoComesTooManyGetsAnEndAndAWideRetry();
    void atMostSoManyOfOneAddress();
    void silenceIsBrokenByComments();
    void anEventOfAMillionLineEndsReachesEverybody();
    void aBatchLargerThanTheQueueReachesThoseWhoRead();
};

void HttpStreamTest::theAnswerIsAsTheContractSays()
{
    ServerBench bench;
    StreamClient client(bench);
    QVERIFY2(client.open("/stream"), qPrintable(client.raw.error()));
    QCOMPARE(client.head.header("content-type"), "text/event-stream");
    QCOMPARE(client.head.header("cache-control"), "no-cache, no-store, no-transform");
    QCOMPARE(client.head.header("x-accel-buffering"), "no");
    QCOMPARE(client.head.header("connection"), "close");
    QVERIFY(!client.head.hasHeader("content-length"));
    QVERIFY(!client.head.hasHeader("transfer-encoding"));
}

void HttpStreamTest::headAndFirstCommentComeAtOnce()
{
    ServerBench bench;
    RawClient client;
    QVERIFY(client.connectTo(bench.port()));
    QVERIFY(client.send(RawClient::request("GET", "/stream?channel=never-used")));
    QVERIFY(client.readUntil("\r\n\r\n:")); // nothing was published
    QVERIFY(client.readUntil("\nretry: "));
}

void HttpStreamTest::theReconnectionTimeIsSpread()
{
    HubConfig config;
    config.hub.reconnectionTime = 10s;
    ServerBench bench(config);
    QSet<qint64> times;
    for (int i = 0; i < 20; ++i) {
        StreamClient client(bench);
        QVERIFY(client.open("/stream"));
        client.waitForEvents(0);
        const auto time = client.parser.reconnectionTime();
        QVERIFY(time && *time >= 8s && *time <= 12s);
        times.insert(time->count());
    }
    QVERIFY(times.size() > 10);
}

void HttpStreamTest::selects_data()
{
    QTest::addColumn<QByteArrayList>("expected");
    QTest::newRow("/stream") << QByteArrayList{"sse"};
    QTest::newRow("/stream?channel=") << QByteArrayList{"sse"};
    QTest::newRow("/stream?channel=&pattern=&userId=") << QByteArrayList{"sse"};
    QTest::newRow("/stream?channel=a") << QByteArrayList{"a"};
    QTest::newRow("/stream?channel=a&channel=b") << QByteArrayList{"a", "b"};
    QTest::newRow("/stream?channel=a&channel=&channel=a") << QByteArrayList{"a"};
    QTest::newRow("/stream?userId=ada") << QByteArrayList{"users.ada"};
    QTest::newRow("/stream?userId=ada&channel=b") << QByteArrayList{"b", "users.ada"};
    QTest::newRow("/stream?pattern=users.*") << QByteArrayList{"users.ada", "users.bob"};
    QTest::newRow("/stream?pattern=users.%3fob") << QByteArrayList{"users.bob"};
    QTest::newRow("/stream?pattern=users.*&channel=users.ada&pattern=[ab]")
        << QByteArrayList{"a", "b", "users.ada", "users.bob"};
    QTest::newRow("/stream?pattern=*") << QByteArrayList{"sse", "a", "b", "users.ada", "users.bob"};
}

void HttpStreamTest::selects()
{
    ServerBench bench;
    StreamClient client(bench);
    QVERIFY(client.open(QTest::currentDataTag()));
    for (const char *channel : {"sse", "a", "b", "users.ada", "users.bob"})
        QCOMPARE(bench.publish(channel, channel).status, 200);
    QFETCH(QByteArrayList, expected);
    QVERIFY(client.waitForEvents(expected.size()));
    QCOMPARE(client.data(), expected);
}

void HttpStreamTest::theChannelIsGivenUnlessItIsOneName_data()
{
    QTest::addColumn<bool>("given");
    QTest::newRow("/stream?channel=a") << false;
    QTest::newRow("/stream?channel=a&channel=a") << false;
    QTest::newRow("/stream?channel=a&channel=b") << true;
    QTest::newRow("/stream?pattern=a") << true;
}

void HttpStreamTest::theChannelIsGivenUnlessItIsOneName()
{
    QFETCH(bool, given);
    ServerBench bench;
    StreamClient client(bench);
    QVERIFY(client.open(QTest::currentDataTag()));
    const QByteArray id = bench.publishedId("a", "x");
    QVERIFY(client.waitForEvents(1));
    QCOMPARE(client.events[0], (Event{given ? "a" : "", id, {}, "x"}));
}

void HttpStreamTest::namesMayBeAnything_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char *name : {"日本", "a/b", "a+b", "a b", "100%", "a%2Fb", "?&=#", "a'b\"c", "..", "*", " ", "🎉"})
        QTest::newRow(name) << QByteArray(name);
    QTest::newRow("of 256 bytes") << QByteArray(256, 'n');
}

void HttpStreamTest::namesMayBeAnything()
{
    QFETCH(QByteArray, name);
    ServerBench bench;
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=" + name.toPercentEncoding()));
    const RawResponse answer = bench.publish(name, "x");
    QCOMPARE(answer.status, 200);
    QCOMPARE(jsonOf(answer).value(QStringLiteral("channel")).toString().toUtf8(), name);
    QCOMPARE(jsonOf(answer).value(QStringLiteral("subscribers")).toInt(), 1);
    QVERIFY(client.waitForEvents(1));
}

void HttpStreamTest::atMostAHundredChannelsAndPatterns_data()
{
    QTest::addColumn<int>("channels");
    QTest::addColumn<int>("patterns");
    QTest::addColumn<int>("status");
    QTest::newRow("100 channels") << 100 << 0 << 200;
    QTest::newRow("101 channels") << 101 << 0 << 400;
    QTest::newRow("50 and 50") << 50 << 50 << 200;
    QTest::newRow("50 and 51") << 50 << 51 << 400;
}

void HttpStreamTest::atMostAHundredChannelsAndPatterns()
{
    QFETCH(int, channels);
    QFETCH(int, patterns);
    ServerBench bench;
    QByteArray target = "/stream?poll=1";
    for (int i = 0; i < channels; ++i)
        target += "&channel=c" + QByteArray::number(i);
    for (int i = 0; i < patterns; ++i)
        target += "&pattern=p" + QByteArray::number(i) + '*';
    QTEST(bench.ask("GET", target).status, "status");
}

void HttpStreamTest::isRefused_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("/stream?channel=a%00b") << QByteArray("channel");
    QTest::newRow("/stream?channel=a%0Ab") << QByteArray("channel");
    QTest::newRow("/stream?channel=%7F") << QByteArray("channel");
    QTest::newRow("/stream?channel=%FF") << QByteArray("UTF-8");
    QTest::newRow("/stream?channel=100%") << QByteArray("%25");
    QTest::newRow("/stream?pattern=a%0Db") << QByteArray("pattern");
    QTest::newRow("/stream?since=soon") << QByteArray("since");
    QTest::newRow("/stream?since=-5") << QByteArray("since");
    QTest::newRow("/stream?since=10x") << QByteArray("since");
    QTest::newRow("/stream?poll=maybe") << QByteArray("poll");
    QTest::newRow("/stream?envelope=2") << QByteArray("envelope");
}

void HttpStreamTest::isRefused()
{
    QFETCH(QByteArray, word);
    ServerBench bench;
    const RawResponse answer = bench.ask("GET", QTest::currentDataTag());
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.header("content-type"), "application/problem+json");
    const QByteArray detail = jsonOf(answer).value(QStringLiteral("detail")).toString().toUtf8();
    QVERIFY2(detail.contains(word), detail.constData());
    QCOMPARE(bench.ask("GET", "/stream?channel=" + QByteArray(257, 'n')).status, 400);
}

void HttpStreamTest::misleadingNamesAreRefused_data()
{
    QTest::addColumn<QByteArray>("word");
    for (const char *query : {"topic=a", "topics=a", "channels=a,b", "channel[]=a", "channel[0]=a", "channels[]=a",
                              "topic[]=a", "Channel=a", "CHANNELS=a", "channel%5B%5D=a", "topic"})
        QTest::newRow(query) << QByteArray("channel=");
    QTest::newRow("patterns=a*") << QByteArray("pattern=");
    QTest::newRow("pattern[]=a*") << QByteArray("pattern=");
    QTest::newRow("userid=7") << QByteArray("userId=");
    QTest::newRow("user_id=7") << QByteArray("userId=");
    QTest::newRow("last-event-id=7") << QByteArray("lastEventId=");
    QTest::newRow("lastEventID=7") << QByteArray("lastEventId=");
    QTest::newRow("channel=a&topic=b") << QByteArray("channel=");
    QTest::newRow("poll=1&poll=0") << QByteArray("more than once");
    QTest::newRow("lastEventId=1&channel=a&lastEventId=2") << QByteArray("more than once");
    QTest::newRow("_=1&accessToken=x") << QByteArray("access_token=");
}

void HttpStreamTest::misleadingNamesAreRefused()
{
    ServerBench bench;
    const RawResponse answer = bench.ask("GET", "/stream?" + QByteArray(QTest::currentDataTag()));
    QCOMPARE(answer.status, 400);
    const QString detail = jsonOf(answer).value(QStringLiteral("detail")).toString();
    QFETCH(QByteArray, word);
    QVERIFY2(detail.contains(QString::fromLatin1(word)), qPrintable(detail));
}

void HttpStreamTest::otherNamesArePassedOverAndReported()
{
    ServerBench bench;
    StreamClient client(bench);
    QVERIFY(client.open("/stream?_=17&channel=a&utm_source=mail&_=18"));
    bench.publish("a", "x");
    QVERIFY(client.waitForEvents(1));
    const QByteArray first = client.wire.first(client.wire.indexOf('\n'));
    QVERIFY2(first.startsWith(": ") && first.count("\"_\"") == 1 && first.contains("\"utm_source\""),
             first.constData());
    QVERIFY(!first.contains("mail"));

    StreamClient other(bench);
    QVERIFY(other.open("/stream?channel=a&poll=1&lastEventId=earliest"));
    QVERIFY(other.waitForEnd());
    QVERIFY(!other.wire.contains("passed over"));
}

void HttpStreamTest::aReportOfNamesIsOneLineAndShort()
{
    ServerBench bench;
    StreamClient client(bench);
    QByteArray query("x%0Adata: smuggled%0A%0A=1&" + QByteArray(5000, 'y') + "=1");
    for (int i = 0; i < 1000; ++i)
        query += "&n" + QByteArray::number(i);
    query.replace(' ', '+');
    QVERIFY(client.open("/stream?channel=a&" + query));
    bench.publish("a", "x");
    QVERIFY(client.waitForEvents(1));
    QCOMPARE(client.data(), QByteArrayList{"x"});
    QVERIFY(!client.wire.contains("smuggled") && !client.wire.contains("yyy"));
    QVERIFY(client.wire.indexOf('\n') < 512);
}

void HttpStreamTest::fieldsOfAClientAreKeptInPart()
{
    ServerBench bench;
    StreamClient client(bench);
    const QByteArray agent = QByteArray(510, 'a') + "日本" + QByteArray(5000, 'b');
    QVERIFY(client.open("/stream?channel=a", {"User-Agent: " + agent, "Origin: http://" + QByteArray(5000, 'o')}));
    const QJsonObject row = bench.json("/api/clients").value(QStringLiteral("clients")).toArray().at(0).toObject();
    QCOMPARE(row.value(QStringLiteral("userAgent")).toString(), QString(510, u'a')); // no character is cut
    QCOMPARE(row.value(QStringLiteral("origin")).toString().size(), 512);
}

void HttpStreamTest::headAnswersTheHeadAlone()
{
    ServerBench bench;
    RawClient client;
    const auto answer = client.ask(bench.port(), RawClient::request("HEAD", "/stream?channel=a"));
    QVERIFY(answer);
    QCOMPARE(answer->status, 200);
    QCOMPARE(answer->header("content-type"), "text/event-stream");
    QVERIFY(client.readToEnd());
    QCOMPARE(client.received(), QByteArray());
    QVERIFY(bench.waitForClients(0));
}

void HttpStreamTest::otherMethodsAreRefused_data()
{
    QTest::addColumn<QByteArray>("allow");
    for (const char *method : {"POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "BREW", "PROPFIND"})
        QTest::addRow("%s /stream", method) << QByteArray("GET, HEAD, OPTIONS");
    QTest::newRow("GET /publish") << QByteArray("POST, OPTIONS");
    QTest::newRow("GET /channels/a") << QByteArray("POST, OPTIONS");
    QTest::newRow("PUT /api/notify") << QByteArray("POST, OPTIONS");
    QTest::newRow("POST /api/clients") << QByteArray("GET, HEAD, OPTIONS");
    QTest::newRow("GET /api/clients/c1") << QByteArray("DELETE, OPTIONS");
}

void HttpStreamTest::otherMethodsAreRefused()
{
    ServerBench bench;
    const QByteArrayList parts = QByteArray(QTest::currentDataTag()).split(' ');
    const RawResponse answer = bench.ask(parts[0], parts[1]);
    QCOMPARE(answer.status, 405);
    QTEST(answer.header("allow"), "allow");
    QCOMPARE(answer.header("content-type"), "application/problem+json");
}

void HttpStreamTest::whoComesTooManyGetsAnEndAndAWideRetry()
{
    HubConfig config;
    config.server.maximumClients = 2;
    ServerBench bench(config);
    StreamClient first(bench), second(bench), third(bench);
    QVERIFY(first.open("/stream") && second.open("/stream"));
    QVERIFY(third.open("/stream"));
    QCOMPARE(third.head.header("content-type"), "text/event-stream");
    QVERIFY(third.waitForEnd());
    QVERIFY(third.parser.reconnectionTime() >= 10s);
    QVERIFY(third.events.isEmpty());
    bench.publish("sse", "x");
    QVERIFY(first.waitForEvents(1) && second.waitForEvents(1)); // nobody was evicted
    const QJsonArray disconnects = bench.json("/api/disconnects")[u"disconnects"].toArray();
    QCOMPARE(disconnects.size(), 1);
    const QJsonObject refused = disconnects[0].toObject();
    QCOMPARE(refused[u"reason"].toString(), QStringLiteral("over the limit"));
    QCOMPARE(refused[u"channels"].toArray(), QJsonArray{QStringLiteral("sse")});
    QCOMPARE(refused[u"durationMs"].toInt(-1), 0);
    QCOMPARE(bench.json("/api/stats")[u"disconnects"].toObject()[u"over the limit"].toInt(), 1);
    first.raw.close();
    QVERIFY(bench.waitForClients(1));
    QVERIFY(third.open("/stream"));
    QVERIFY(bench.waitForClients(2));
}

void HttpStreamTest::atMostSoManyOfOneAddress()
{
    HubConfig config;
    config.server.maximumClientsPerAddress = 1;
    ServerBench bench(config);
    StreamClient first(bench), second(bench);
    QVERIFY(first.open("/stream"));
    QVERIFY(second.open("/stream"));
    QVERIFY(second.waitForEnd());
}

void HttpStreamTest::silenceIsBrokenByComments()
{
    HubConfig config;
    config.hub.heartbeat = 100ms;
    ServerBench bench(config);
    StreamClient client(bench);
    QVERIFY(client.open("/stream"));
    QVERIFY(client.raw.readUntil([](const QByteArray &received) { return received.count("\n:") >= 3; }));
    QVERIFY(!client.raw.received().contains("id:"));
}

void HttpStreamTest::anEventOfAMillionLineEndsReachesEverybody()
{
    ServerBench bench;
    StreamClient clients[3] = {StreamClient(bench), StreamClient(bench), StreamClient(bench)};
    for (StreamClient &client : clients)
        QVERIFY(client.open("/stream?channel=a"));
    const QByteArray data(1'000'000, '\n');
    QCOMPARE(bench.publish("a", "before").status, 200);
    QCOMPARE(bench.publish("a", data).status, 200);
    for (StreamClient &client : clients) {
        QVERIFY(client.waitForEvents(2));
        QCOMPARE(client.events[1].data, data);
    }
    StreamClient late(bench);
    QVERIFY(late.open("/stream?channel=a&since=1"));
    QVERIFY(late.waitForEvents(1));
    QCOMPARE(late.events[0].data, data);
}

void HttpStreamTest::aBatchLargerThanTheQueueReachesThoseWhoRead()
{
    HubConfig config;
    config.history.maximumEvents = 100'000;
    ServerBench bench(config);
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=a"));
    QByteArray lines;
    constexpr int Count = 30'000; // 1 MiB of request, and more than that on the stream
    for (int i = 0; i < Count; ++i)
        lines += "{\"channel\":\"a\",\"data\":\"" + QByteArray::number(i) + "\"}\n";
    const RawResponse answer = bench.publishLines(lines);
    QCOMPARE(jsonOf(answer).value(QStringLiteral("published")).toInt(), Count);
    QVERIFY(client.waitForEvents(Count));
    for (int i = 0; i < Count; ++i)
        QCOMPARE(client.events[i].data, QByteArray::number(i));
}

QTEST_GUILESS_MAIN(HttpStreamTest)
#include "tst_http_stream.moc"
