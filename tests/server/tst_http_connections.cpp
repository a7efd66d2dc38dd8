// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverbench.h"
#include "support/sanitized.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// Connections as they come: kept, pipelined, half closed, slow, and hostile.
class HttpConnectionsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aConnectionIsKept();
    void aConnectionIsClosedWhenAsked_data();
    void aConnectionIsClosedWhenAsked();
    void pipelinedRequestsAreAnsweredInOrder();
    void whoDoesNotReadItsAnswersIsNotAnsweredFurther();
    void aRequestMayComeByteByByte();
    void aRequestMayBeHalfClosedBehind();
    void aSubscriberThatHalfClosesIsGone();
    void aRequestBehindAStreamIsIgnored();
    void rubbishOnAStreamIsIgnored();
    void aClientMayWaitFor100Continue();
    void smugglersAreRefused();
    void aSlowHeadIsEnded();
    void aBodyThatStopsIsEnded();
    void aBodyThatGoesOnIsNot();
    void anIdleConnectionIsEnded();
    void aHugeBodyCostsNothing();
    void endlessHeaderLinesCostNothing();
};

namespace {

qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4096 : 0;
}

} // namespace

void HttpConnectionsTest::aConnectionIsKept()
{
    ServerBench bench;
    RawClient client;
    QVERIFY(client.connectTo(bench.port()));
    for (int i = 0; i < 20; ++i) {
        QVERIFY(client.send(RawClient::request("POST", "/channels/a", {}, "x")));
        const auto answer = client.readResponse();
        QVERIFY(answer);
        QCOMPARE(answer->status, 200);
        QVERIFY(!answer->hasHeader("connection"));
        QVERIFY(client.send(RawClient::request("HEAD", "/api/stats")));
        const auto head = client.readResponse(true);
        QVERIFY(head && head->status == 200 && head->header("content-length").toInt() > 0);
        QVERIFY(client.send(RawClient::request("GET", "/nowhere")));
        QCOMPARE(client.readResponse()->status, 404);
    }
}

void HttpConnectionsTest::aConnectionIsClosedWhenAsked_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::newRow("Connection: close") << RawClient::request("GET", "/healthz", {"Connection: close"});
    QTest::newRow("HTTP/1.0") << QByteArray("GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n");
    QTest::newRow("a bad request") << QByteArray("nonsense\r\n\r\n");
}

void HttpConnectionsTest::aConnectionIsClosedWhenAsked()
{
    QFETCH(QByteArray, wire);
    ServerBench bench;
    RawClient client;
    QVERIFY(client.connectTo(bench.port()) && client.send(wire));
    const auto answer = client.readResponse();
    QVERIFY(answer);
    QCOMPARE(answer->header("connection"), "close");
    QVERIFY(client.readToEnd());
}

void HttpConnectionsTest::pipelinedRequestsAreAnsweredInOrder()
{
    ServerBench bench;
    StreamClient stream(bench);
    QVERIFY(stream.open("/stream?channel=a"));
    QByteArray wire;
    for (int i = 0; i < 50; ++i)
        wire += RawClient::request("POST", "/channels/a?id=i" + QByteArray::number(i), {}, QByteArray::number(i));
    RawClient client;
    QVERIFY(client.connectTo(bench.port()) && client.sendInChunks(wire, 999));
    for (int i = 0; i < 50; ++i) {
        const auto answer = client.readResponse();
        QVERIFY2(answer, qPrintable(client.error()));
        QVERIFY(answer->body.contains("\"i" + QByteArray::number(i) + '"'));
    }
    QVERIFY(stream.waitForEvents(50));
    for (int i = 0; i < 50; ++i)
        QCOMPARE(stream.events[i].data, QByteArray::number(i));
}

void HttpConnectionsTest::whoDoesNotReadItsAnswersIsNotAnsweredFurther()
{
    ServerBench bench;
    constexpr int Channels = 200; // makes the answers large
    for (int i = 0; i < Channels; ++i)
        bench.publish("channel" + QByteArray::number(i), "x");
    RawClient client;
    client.setReceiveBuffer(4096);
    QVERIFY(client.connectTo(bench.port()));
    constexpr int Count = 400;
    QVERIFY(client.send(RawClient::request("GET", "/api/channels").repeated(Count)));
    QCOMPARE(bench.publish("a", "others go on").status, 200);
    for (int i = 0; i < Count; ++i) {
        const auto answer = client.readResponse();
        QVERIFY2(answer, qPrintable(client.error()));
        QVERIFY(answer->body.count("\"name\":\"channel") == Channels); // whatever their rates are by now
    }
}

void HttpConnectionsTest::aRequestMayComeByteByByte()
{
    ServerBench bench;
    RawClient client;
    QVERIFY(client.connectTo(bench.port()));
    QVERIFY(client.sendInChunks(RawClient::request("POST", "/channels/a", {}, "hello"), 1));
    QCOMPARE(client.readResponse()->status, 200);
}

void HttpConnectionsTest::aRequestMayBeHalfClosedBehind()
{
    if (ServerBench::isOverSockets())
        QSKIP("Qt closes a socket whose peer has closed its sending side.");
    ServerBench bench;
    RawClient client;
    QVERIFY(client.connectTo(bench.port()));
    QVERIFY(client.send(RawClient::request("POST", "/channels/a", {}, "1") + RawClient::request("GET", "/healthz")));
    client.halfClose();
    QCOMPARE(client.readResponse()->status, 200);
    QCOMPARE(client.readResponse()->status, 200);
    QVERIFY(client.readToEnd());
}

void HttpConnectionsTest::aSubscriberThatHalfClosesIsGone()
{
    ServerBench bench;
    StreamClient client(bench);
    QVERIFY(client.open("/stream"));
    client.raw.halfClose();
    QVERIFY(bench.waitForClients(0));
    QVERIFY(client.raw.waitForEnd());
    QVERIFY(bench.ask("GET", "/api/disconnects").body.contains("closed by peer"));
}

void HttpConnectionsTest::aRequestBehindAStreamIsIgnored()
{
    ServerBench bench;
    RawClient client;
    QVERIFY(client.connectTo(bench.port()));
    QVERIFY(client.send(RawClient::request("GET", "/stream?channel=a") +
                        RawClient::request("POST", "/channels/a", {}, "smuggled")));
    QVERIFY(client.readUntil(QByteArray("retry:")));
    QVERIFY(client.send(RawClient::request("POST", "/channels/a", {}, "later")));
    QCOMPARE(bench.publish("a", "good").status, 200);
    QVERIFY(client.readUntil(QByteArray("data: good\n\n")));
    QCOMPARE(client.received().count("HTTP/1.1"), 1);
    QCOMPARE(bench.json("/api/stats").value(QStringLiteral("published")).toInt(), 1);
}

void HttpConnectionsTest::rubbishOnAStreamIsIgnored()
{
    ServerBench bench;
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=a"));
    for (int i = 0; i < 50; ++i)
        QVERIFY(client.raw.send(QByteArray(100'000, '\0')));
    bench.publish("a", "x");
    QVERIFY(client.waitForEvents(1));
}

void HttpConnectionsTest::aClientMayWaitFor100Continue()
{
    ServerBench bench;
    RawClient client;
    QVERIFY(client.connectTo(bench.port()));
    QVERIFY(client.send(RawClient::request("POST", "/channels/a", {"Expect: 100-continue", "Content-Length: 2"})));
    QCOMPARE(client.readHead()->status, 100);
    QVERIFY(client.send("hi"));
    QCOMPARE(client.readResponse()->status, 200);
    QVERIFY(
        client.send(RawClient::request("POST", "/channels/a", {"Expect: 100-continue", "Content-Length: 9000000"})));
    QCOMPARE(client.readResponse()->status, 413); // instead of the permission
}

void HttpConnectionsTest::smugglersAreRefused()
{
    ServerBench bench;
    for (const QByteArray wire :
         {"POST /channels/a HTTP/1.1\r\nHost: a.localhost\r\nContent-Length: 4\r\nTransfer-Encoding: "
          "chunked\r\n\r\n0\r\n\r\n",
          "POST /channels/a HTTP/1.1\r\nHost: a.localhost\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
          "POST /channels/a HTTP/1.1\r\nHost: a.localhost\r\nX: a\r\n b\r\nContent-Length: 0\r\n\r\n",
          "GET /healthz HTTP/1.1\nHost: a.localhost\n\n"}) {
        RawClient client;
        const auto answer = client.ask(bench.port(), wire + RawClient::request("POST", "/channels/a", {}, "smuggled"));
        QVERIFY(answer);
        QCOMPARE(answer->status, 400);
        QVERIFY(client.readToEnd());
        QCOMPARE(client.received(), QByteArray());
    }
    QCOMPARE(bench.json("/api/stats").value(QStringLiteral("published")).toInt(-1), 0);
}

void HttpConnectionsTest::aSlowHeadIsEnded()
{
    HubConfig config;
    config.server.times.head = 600ms;
    ServerBench bench(config);
    RawClient silent, slow;
    QVERIFY(silent.connectTo(bench.port()) && slow.connectTo(bench.port()));
    QVERIFY(slow.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n"));
    QCOMPARE(slow.readResponse()->status, 408);
    QVERIFY(silent.readToEnd()); // nothing was asked, nothing is answered
    QCOMPARE(silent.received(), QByteArray());
}

void HttpConnectionsTest::aBodyThatStopsIsEnded()
{
    HubConfig config;
    config.server.times.body = 600ms;
    ServerBench bench(config);
    RawClient client;
    QVERIFY(client.connectTo(bench.port()));
    QVERIFY(client.send(
        RawClient::request("POST", "/channels/a", {"Origin: http://localhost:1", "Content-Length: 10"}) + "half"));
    const auto answer = client.readResponse();
    QVERIFY(answer);
    QCOMPARE(answer->status, 408);
    QCOMPARE(answer->header("access-control-allow-origin"), "http://localhost:1");
    QVERIFY(client.readToEnd());
}

void HttpConnectionsTest::aBodyThatGoesOnIsNot()
{
    HubConfig config;
    config.server.times.body = 1500ms;
    config.server.times.head = 600ms;
    ServerBench bench(config);
    RawClient client;
    QVERIFY(client.connectTo(bench.port()));
    QVERIFY(client.send(RawClient::request("POST", "/channels/a", {"Content-Length: 8"})));
    QElapsedTimer timer;
    for (int i = 0; i < 8; ++i) { // longer in all than either time
        timer.start();
        QVERIFY(QTest::qWaitFor([&] { return timer.elapsed() > 300; }, 5000));
        QVERIFY(client.send("x"));
    }
    QCOMPARE(client.readResponse()->status, 200);
}

void HttpConnectionsTest::anIdleConnectionIsEnded()
{
    HubConfig config;
    config.server.times.idle = 600ms;
    ServerBench bench(config);
    RawClient client;
    QVERIFY(client.connectTo(bench.port()));
    QVERIFY(client.send(RawClient::request("GET", "/healthz")));
    QCOMPARE(client.readResponse()->status, 200);
    QVERIFY(client.readToEnd());
}

void HttpConnectionsTest::aHugeBodyCostsNothing()
{
    ServerBench bench;
    const qint64 before = residentBytes();
    RawClient client;
    QVERIFY(client.connectTo(bench.port()));
    QVERIFY(client.send(RawClient::request("POST", "/channels/a", {"Content-Length: 290000000"})));
    QCOMPARE(client.readResponse()->status, 413);
    RawClient chunked;
    QVERIFY(chunked.connectTo(bench.port()));
    QVERIFY(chunked.send(RawClient::request("POST", "/channels/a", {"Transfer-Encoding: chunked"})));
    const QByteArray chunk = "186a0\r\n" + QByteArray(100'000, 'x') + "\r\n";
    for (int i = 0; i < 200; ++i) {
        if (!chunked.send(chunk)) // the server may have had enough
            break;
        if (i % 50 == 0)
            QCOMPARE(bench.publish("b", "others go on").status, 200);
    }
    QCOMPARE(chunked.readResponse()->status, 413);
    QVERIFY2(IsSanitized || residentBytes() - before < 20'000'000,
             qPrintable(QString::number(residentBytes() - before)));
}

void HttpConnectionsTest::endlessHeaderLinesCostNothing()
{
    ServerBench bench;
    RawClient client;
    QVERIFY(client.connectTo(bench.port()));
    QVERIFY(client.send("GET / HTTP/1.1\r\nHost: localhost\r\n"));
    const QByteArray lines = QByteArray("X: " + QByteArray(93, 'x') + "\r\n").repeated(1000);
    const qint64 before = residentBytes();
    for (int i = 0; i < 1000; ++i) { // 100 MB
        if (!client.send(lines))
            break;
        if (i % 200 == 0)
            QCOMPARE(bench.publish("b", "others go on").status, 200);
    }
    QVERIFY2(IsSanitized || residentBytes() - before < 20'000'000,
             qPrintable(QString::number(residentBytes() - before)));
    QCOMPARE(bench.ask("GET", "/healthz").status, 200);
}

QTEST_GUILESS_MAIN(HttpConnectionsTest)
#include "tst_http_connections.moc"
