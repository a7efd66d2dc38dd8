// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverbench.h"

#include <QTest>

using namespace helio;
using namespace helio::test;

/// Host and Origin: who may ask, and what a browser is answered.
class HttpAccessTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aHostThatIsNotThisMachineIsMisdirected_data();
    void aHostThatIsNotThisMachineIsMisdirected();
    void anAllowedHostPasses();
    void aPageOfThisMachineMayReadAndPublish_data();
    void aPageOfThisMachineMayReadAndPublish();
    void anotherPageMayNotPublish_data();
    void anotherPageMayNotPublish();
    void anotherPageReadsNothing();
    void anAllowedOriginPasses();
    void errorsCarryCorsFieldsToo_data();
    void errorsCarryCorsFieldsToo();
    void aPreflightIsAnswered();
    void aPreflightOfAnotherPageAllowsNothing();
    void optionsWithoutAPageListTheMethods();
};

namespace {

/// A request that names its own Host.
RawResponse askWith(const ServerBench &bench, const QByteArray &method, const QByteArray &target,
                    const QByteArrayList &lines, const QByteArray &body = {})
{
    QByteArray request = method + ' ' + target + " HTTP/1.1\r\n";
    for (const QByteArray &line : lines)
        request += line + "\r\n";
    if (!body.isEmpty())
        request += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    RawClient client;
    return client.ask(bench.port(), request + "Connection: close\r\n\r\n" + body).value_or(RawResponse());
}

} // namespace

void HttpAccessTest::aHostThatIsNotThisMachineIsMisdirected_data()
{
    QTest::addColumn<bool>("byName");
    for (const char *target : {"GET /", "GET /stream", "GET /stream?poll=1", "POST /channels/a", "GET /api/clients",
                               "DELETE /api/clients/c1", "GET /healthz", "OPTIONS /publish", "GET /nowhere"})
        QTest::newRow(target) << true;
}

void HttpAccessTest::aHostThatIsNotThisMachineIsMisdirected()
{
    ServerBench bench;
    const QByteArrayList parts = QByteArray(QTest::currentDataTag()).split(' ');
    for (const QByteArray host : {"evil.com", "evil.com:7373", "127.0.0.1.evil.com", "0.0.0.0:7373"}) {
        const RawResponse answer = askWith(bench, parts[0], parts[1], {"Host: " + host}, parts[0] == "POST" ? "x" : "");
        QCOMPARE(answer.status, 421);
        QCOMPARE(answer.header("content-type"), "application/problem+json");
        QVERIFY(answer.body.contains("allowed_hosts"));
    }
    QCOMPARE(bench.json("/api/stats").value(QStringLiteral("published")).toInt(-1), 0);
}

void HttpAccessTest::anAllowedHostPasses()
{
    HubConfig config;
    config.server.allowedHosts = {QStringLiteral("hub.example.org")};
    ServerBench bench(config);
    for (const QByteArray host : {"hub.example.org", "hub.example.org:443", "localhost:1", "a.localhost", "127.9.9.9",
                                  "[::1]:7373", "localhost."})
        QCOMPARE(askWith(bench, "GET", "/healthz", {"Host: " + host}).status, 200);
    QCOMPARE(askWith(bench, "GET", "/healthz", {"Host: example.org"}).status, 421);
}

void HttpAccessTest::aPageOfThisMachineMayReadAndPublish_data()
{
    QTest::addColumn<bool>("byName");
    for (const char *origin : {"http://localhost:5173", "https://localhost", "http://127.0.0.1:8080",
                               "http://127.9.9.9", "http://[::1]:3000", "http://app.localhost:1"})
        QTest::newRow(origin) << true;
}

void HttpAccessTest::aPageOfThisMachineMayReadAndPublish()
{
    ServerBench bench;
    const QByteArray origin = QTest::currentDataTag();
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=a", {"Origin: " + origin}));
    const RawResponse published = bench.ask("POST", "/channels/a", {"Origin: " + origin}, "x");
    QCOMPARE(published.status, 200);
    QVERIFY(client.waitForEvents(1));
    for (const RawResponse &answer : {client.head, published}) {
        QCOMPARE(answer.header("access-control-allow-origin"), origin);
        QCOMPARE(answer.header("access-control-allow-credentials"), "true");
        QCOMPARE(answer.header("vary"), "Origin");
    }
}

void HttpAccessTest::anotherPageMayNotPublish_data()
{
    QTest::addColumn<bool>("byName");
    for (const char *origin : {"http://evil.com", "https://evil.com:7373", "null", "http://localhost.evil.com",
                               "http://127.0.0.1.evil.com", "file://", "http://192.0.2.1:7373"})
        QTest::newRow(origin) << true;
}

void HttpAccessTest::anotherPageMayNotPublish()
{
    ServerBench bench;
    StreamClient client(bench);
    QVERIFY(client.open("/stream"));
    const QByteArray origin = QByteArray("Origin: ") + QTest::currentDataTag();
    for (const QByteArray target :
         {"POST /channels/sse", "POST /publish", "POST /api/notify", "DELETE /api/clients/c1"}) {
        const QByteArrayList parts = target.split(' ');
        const RawResponse answer =
            bench.ask(parts[0], parts[1], {origin, "Content-Type: application/json"}, "{\"data\":1}");
        QCOMPARE(answer.status, 403);
        QVERIFY(!answer.hasHeader("access-control-allow-origin"));
        QCOMPARE(answer.header("vary"), "Origin");
        QVERIFY(answer.body.contains("allowed_origins"));
    }
    const QJsonObject stats = bench.json("/api/stats");
    QCOMPARE(stats.value(QStringLiteral("published")).toInt(-1), 0);
    QCOMPARE(stats.value(QStringLiteral("clients")).toInt(-1), 1);
}

void HttpAccessTest::anotherPageReadsNothing()
{
    ServerBench bench;
    for (const QByteArray target : {"/stream?poll=1", "/api/clients", "/healthz", "/"}) {
        const RawResponse answer = bench.ask("GET", target, {"Origin: http://evil.com"});
        QVERIFY(!answer.hasHeader("access-control-allow-origin"));
        QCOMPARE(answer.header("vary"), "Origin");
    }
}

void HttpAccessTest::anAllowedOriginPasses()
{
    HubConfig config;
    config.server.allowedOrigins = {QStringLiteral("https://app.example.org")};
    ServerBench bench(config);
    const RawResponse answer = bench.ask("POST", "/channels/a", {"Origin: https://app.example.org"}, "x");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("access-control-allow-origin"), "https://app.example.org");
    QCOMPARE(bench.ask("POST", "/channels/a", {"Origin: https://example.org"}, "x").status, 403);
}

void HttpAccessTest::errorsCarryCorsFieldsToo_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const QByteArray local = "Host: localhost";
    const QByteArray json = "Content-Type: application/json";
    QTest::newRow("400 of the event") << QByteArray("POST") << QByteArray("/publish") << QByteArrayList{local, json}
                                      << QByteArray("{}") << 400;
    QTest::newRow("400 of the stream") << QByteArray("GET") << QByteArray("/stream?since=x") << QByteArrayList{local}
                                       << QByteArray() << 400;
    QTest::newRow("400 of the target") << QByteArray("GET") << QByteArray("/stream?channel=%FF")
                                       << QByteArrayList{local} << QByteArray() << 400;
    QTest::newRow("404") << QByteArray("GET") << QByteArray("/nowhere") << QByteArrayList{local} << QByteArray() << 404;
    QTest::newRow("405") << QByteArray("PUT") << QByteArray("/publish") << QByteArrayList{local} << QByteArray() << 405;
    QTest::newRow("413") << QByteArray("POST") << QByteArray("/publish") << QByteArrayList{local, json}
                         << QByteArray(1024 * 1024 + 1, ' ') << 413;
    QTest::newRow("415") << QByteArray("POST") << QByteArray("/publish") << QByteArrayList{local} << QByteArray("x")
                         << 415;
    QTest::newRow("417") << QByteArray("POST") << QByteArray("/publish") << QByteArrayList{local, "Expect: tea"}
                         << QByteArray() << 417;
    QTest::newRow("421") << QByteArray("GET") << QByteArray("/healthz") << QByteArrayList{"Host: box.example"}
                         << QByteArray() << 421;
}

void HttpAccessTest::errorsCarryCorsFieldsToo()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArrayList, lines);
    QFETCH(QByteArray, body);
    ServerBench bench;
    const RawResponse answer =
        askWith(bench, method, target, QByteArrayList{"Origin: http://localhost:5173"} + lines, body);
    QTEST(answer.status, "status");
    QCOMPARE(answer.header("access-control-allow-origin"), "http://localhost:5173");
    QCOMPARE(answer.header("access-control-allow-credentials"), "true");
    QCOMPARE(answer.header("vary"), "Origin");
}

void HttpAccessTest::aPreflightIsAnswered()
{
    ServerBench bench;
    const RawResponse answer = bench.ask("OPTIONS", "/channels/a",
                                         {"Origin: http://localhost:5173", "Access-Control-Request-Method: POST",
                                          "Access-Control-Request-Headers: content-type,x-own",
                                          "Access-Control-Request-Private-Network: true"});
    QCOMPARE(answer.status, 204);
    QCOMPARE(answer.header("access-control-allow-origin"), "http://localhost:5173");
    QCOMPARE(answer.header("access-control-allow-credentials"), "true");
    QVERIFY(answer.header("access-control-allow-methods").contains("POST"));
    QCOMPARE(answer.header("access-control-allow-headers"), "content-type,x-own");
    QCOMPARE(answer.header("access-control-allow-private-network"), "true");
    QVERIFY(answer.header("access-control-max-age").toInt() > 0);
    const RawResponse stream = bench.ask("OPTIONS", "/stream", {"Origin: http://localhost:5173"});
    QVERIFY(stream.header("access-control-allow-methods").contains("GET"));
    QVERIFY(stream.header("access-control-allow-headers").contains("Last-Event-ID"));
    QVERIFY(!stream.hasHeader("access-control-allow-private-network"));
}

void HttpAccessTest::aPreflightOfAnotherPageAllowsNothing()
{
    ServerBench bench;
    const RawResponse answer =
        bench.ask("OPTIONS", "/channels/a", {"Origin: http://evil.com", "Access-Control-Request-Method: POST"});
    for (const auto &[name, value] : answer.headers)
        QVERIFY2(!name.startsWith("access-control-"), name.constData());
}

void HttpAccessTest::optionsWithoutAPageListTheMethods()
{
    ServerBench bench;
    const RawResponse answer = bench.ask("OPTIONS", "/stream");
    QCOMPARE(answer.status, 204);
    QCOMPARE(answer.header("allow"), "GET, HEAD, OPTIONS");
}

QTEST_GUILESS_MAIN(HttpAccessTest)
#include "tst_http_access.moc"
