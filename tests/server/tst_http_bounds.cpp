// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverbench.h"
#include "support/sanitized.h"

#include <QElapsedTimer>
#include <QTest>
#include <QThread>

#include <deque>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// What connections may cost before anybody has shown a right: in number, in bytes and in time.
class HttpBoundsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aBodyBelowTheLeastRateIsEnded();
    void aBodyThatTakesTooLongIsEnded();
    void bodiesTogetherAreBounded();
    void answersThatAreNotReadCountAmongTheBytes();
    void whenFullWhoIsIdleForLongestIsClosed();
    void whenFullTheLongestUnfinishedRequestIsRefused();
    void whoSaidNothingIsClosedWithoutAnAnswer();
    void oneAddressHasItsShareAlone();
    void streamsAreNotCounted();
    void manyThatComeAtOnceAreAllLetIn();
    void whatABusyHubDidNotReadYetIsNotLate();
};

namespace {

QByteArray halfABody(qsizetype bytes)
{
    return RawClient::request("POST", "/channels/a", {"Content-Length: 1000000"}) + QByteArray(bytes, 'x');
}

bool isServed(const ServerBench &bench)
{
    return bench.publish("healthy", "x").status == 200;
}

/// Connections of a test, which stay where they are.
using RawClients = std::deque<RawClient>;

/// Until the server has something to say to this one; false when it goes on waiting.
bool isEnded(RawClient &client)
{
    return client.waitForEnd();
}

} // namespace

void HttpBoundsTest::aBodyBelowTheLeastRateIsEnded()
{
    HubConfig config;
    config.server.times.rateFrom = 600ms;
    ServerBench bench(config);
    RawClient slow;
    QVERIFY(slow.connectTo(bench.port()));
    QVERIFY(slow.send(halfABody(100)));
    RawClient fast;
    QVERIFY(fast.connectTo(bench.port()));
    QVERIFY(fast.send(halfABody(600'000)));
    const auto answer = slow.readResponse();
    QVERIFY(answer);
    QCOMPARE(answer->status, 408);
    QVERIFY(answer->body.contains("1024"));
    QVERIFY(fast.send(QByteArray(400'000, 'x')));
    QCOMPARE(fast.readResponse()->status, 200);
}

void HttpBoundsTest::aBodyThatTakesTooLongIsEnded()
{
    HubConfig config;
    config.server.times.wholeBody = 1200ms;
    ServerBench bench(config);
    RawClient client;
    QVERIFY(client.connectTo(bench.port()));
    QVERIFY(client.send(halfABody(500'000)));
    QElapsedTimer timer;
    for (int i = 0; i < 200 && !client.received().contains("\r\n\r\n"); ++i) { // it goes on, far above the least rate
        timer.start();
        QVERIFY(QTest::qWaitFor([&] { return timer.elapsed() > 50; }, 5000));
        if (!client.send(QByteArray(1000, 'x')))
            break;
        if (i > 20) {
            const auto answer = client.readResponse();
            QVERIFY2(answer, qPrintable(client.error()));
            QCOMPARE(answer->status, 408);
            return;
        }
    }
    QFAIL("The body was let come for ever.");
}

void HttpBoundsTest::bodiesTogetherAreBounded()
{
    HubConfig config;
    config.server.connections.heldBytes = 4 * 1024 * 1024;
    ServerBench bench(config);
    RawClients clients;
    for (int i = 0; i < 12; ++i) { // 300 KiB at least each, and more where buffers grow
        QVERIFY(clients.emplace_back().connectTo(bench.port()));
        QVERIFY(clients.back().send(halfABody(700'000)));
        QVERIFY(isServed(bench)); // and what was sent is read meanwhile
    }
    const auto answer = clients.front().readResponse();
    QVERIFY2(answer, qPrintable(clients.front().error()));
    QCOMPARE(answer->status, 503);
    QVERIFY(!answer->header("retry-after").isEmpty());
    QVERIFY(clients.back().send(QByteArray(300'000, 'x')));
    QCOMPARE(clients.back().readResponse()->status, 200); // who came last has its turn
}

void HttpBoundsTest::answersThatAreNotReadCountAmongTheBytes()
{
    HubConfig config;
    config.server.connections.heldBytes = 2 * 1024 * 1024;
    ServerBench bench(config);
    QByteArray lines;
    for (int i = 0; i < 3000; ++i)
        lines += "{\"channel\":\"" + QByteArray(200, 'c') + QByteArray::number(i) + "\",\"data\":1}\n";
    QCOMPARE(bench.publishLines(lines).status, 200);
    RawClients clients;
    for (int i = 0; i < 12; ++i) { // each answer is a megabyte, most of which no kernel takes
        clients.emplace_back(5s).setReceiveBuffer(64 * 1024);
        QVERIFY(clients.back().connectTo(bench.port()));
        QVERIFY(clients.back().send(RawClient::request("GET", "/api/channels").repeated(20)));
        QVERIFY(isServed(bench));
    }
    int ended = 0;
    for (RawClient &client : clients) { // some go on: the hub owed them an answer just when others were ended
        if (client.waitForEnd() && ++ended == 3)
            break;
    }
    QCOMPARE(ended, 3);
}

void HttpBoundsTest::whenFullWhoIsIdleForLongestIsClosed()
{
    HubConfig config;
    config.server.connections.count = 8;
    ServerBench bench(config);
    RawClients clients;
    for (int i = 0; i < 8; ++i) {
        QVERIFY(clients.emplace_back().connectTo(bench.port()));
        QVERIFY(clients.back().send(RawClient::request("GET", "/healthz")));
        QCOMPARE(clients.back().readResponse()->status, 200);
        if (i == 4) {
            QVERIFY(clients.front().send(RawClient::request("GET", "/healthz"))); // idle for less time than the second
            QCOMPARE(clients.front().readResponse()->status, 200);
        }
    }
    QVERIFY(isServed(bench));
    QVERIFY(isEnded(clients[1]));
    QVERIFY(clients.back().send(RawClient::request("GET", "/healthz")));
    QCOMPARE(clients.back().readResponse()->status, 200);
}

void HttpBoundsTest::whenFullTheLongestUnfinishedRequestIsRefused()
{
    HubConfig config;
    config.server.connections.count = 4;
    ServerBench bench(config);
    RawClients clients;
    for (int i = 0; i < 4; ++i) {
        QVERIFY(clients.emplace_back().connectTo(bench.port()));
        QVERIFY(clients.back().send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n"));
    }
    QVERIFY(isServed(bench)); // as soon as they have had their time
    const auto answer = clients.front().readResponse();
    QVERIFY2(answer, qPrintable(clients.front().error()));
    QCOMPARE(answer->status, 503);
}

void HttpBoundsTest::whoSaidNothingIsClosedWithoutAnAnswer()
{
    HubConfig config;
    config.server.connections.count = 4;
    ServerBench bench(config);
    RawClients clients;
    for (int i = 0; i < 10; ++i)
        QVERIFY(clients.emplace_back().connectTo(bench.port()));
    QVERIFY(isServed(bench));
    QVERIFY(isEnded(clients.front()));
    QCOMPARE(clients.front().received(), QByteArray());
}

void HttpBoundsTest::oneAddressHasItsShareAlone()
{
    HubConfig config;
    config.server.connections.perAddress = 4;
    ServerBench bench(config);
    RawClients clients;
    for (int i = 0; i < 6; ++i) {
        QVERIFY(clients.emplace_back().connectTo(bench.port()));
        QVERIFY(clients.back().send(halfABody(10)));
    }
    const auto answer = clients.front().readResponse();
    QVERIFY2(answer, qPrintable(clients.front().error()));
    QCOMPARE(answer->status, 503);

    // A trusted proxy stands for many clients.
    config.server.trustedProxies = {{QHostAddress(QStringLiteral("127.0.0.0")), 8}};
    ServerBench behindProxy(config);
    RawClients proxied;
    for (int i = 0; i < 12; ++i) {
        QVERIFY(proxied.emplace_back().connectTo(behindProxy.port()));
        QVERIFY(proxied.back().send(halfABody(10)));
    }
    QElapsedTimer timer;
    timer.start();
    QVERIFY(QTest::qWaitFor([&] { return timer.elapsed() > 1500; }, 5000)); // more than the patience with newcomers
    QVERIFY(proxied.front().send(QByteArray(999'990, 'x')));
    QCOMPARE(proxied.front().readResponse()->status, 200);
}

void HttpBoundsTest::streamsAreNotCounted()
{
    HubConfig config;
    config.server.connections.count = 4;
    config.server.connections.perAddress = 4;
    ServerBench bench(config);
    std::deque<StreamClient> streams;
    for (int i = 0; i < 20; ++i)
        QVERIFY(streams.emplace_back(bench).open("/stream?channel=healthy"));
    QVERIFY(isServed(bench));
    for (StreamClient &stream : streams)
        QVERIFY(stream.waitForEvents(1));
}

void HttpBoundsTest::manyThatComeAtOnceAreAllLetIn()
{
    HubConfig config;
    config.server.connections.count = 16;
    config.server.connections.perAddress = 8;
    ServerBench bench(config);
    RawClients clients;
    for (int i = 0; i < 300; ++i) {
        QVERIFY(clients.emplace_back(60s).connectTo(bench.port()));
        QVERIFY(clients.back().send(RawClient::request("GET", "/stream?channel=healthy")));
    }
    for (RawClient &client : clients) {
        const auto head = client.readHead();
        QVERIFY2(head, qPrintable(client.error()));
        QCOMPARE(head->status, 200);
    }
}

void HttpBoundsTest::whatABusyHubDidNotReadYetIsNotLate()
{
    HubConfig config;
    config.server.times.idle = 3s;
    ServerBench bench(config);
    RawClients clients;
    constexpr int Count = IsSanitized ? 50 : 400; // the first must not be idle for too long when the last has come
    for (int i = 0; i < Count; ++i) {
        QVERIFY(clients.emplace_back(60s).connectTo(bench.port()));
        QVERIFY(clients.back().send(RawClient::request("GET", "/healthz")));
        QCOMPARE(clients.back().readResponse()->status, 200);
    }
    // All speak in time, but the hub is busy with something else for longer than they may be silent.
    for (RawClient &client : clients)
        QVERIFY(client.send(RawClient::request("GET", "/healthz")));
    QThread::sleep(4);
    for (RawClient &client : clients) {
        const auto answer = client.readResponse();
        QVERIFY2(answer, qPrintable(client.error()));
        QCOMPARE(answer->status, 200);
    }
}

QTEST_GUILESS_MAIN(HttpBoundsTest)
#include "tst_http_bounds.moc"
