// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/accesstoken.h"
#include "access/rulepolicy.h"
#include "serverbench.h"

#include <QTest>

using namespace helio;
using namespace helio::test;

namespace {

HubConfig configWithRules()
{
    AccessRules rules;
    rules.tokens = {{QStringLiteral("ci"), tokenDigest("ci-token"), {"builds.*"}, {"*"}, false},
                    {QStringLiteral("reader"), tokenDigest("reader-token"), {}, {"*"}, true}};
    HubConfig config;
    config.server.access = policyFor(rules);
    return config;
}

const QByteArray Json("Content-Type: application/json");
const QByteArray Ci("Authorization: Bearer ci-token");
const QByteArray Reader("Authorization: Bearer reader-token");
const QByteArray AMegabyteFollows("Content-Length: 1000000");

} // namespace

/// What is refused by a request's head alone: before its body is read, and before it is parsed.
class HttpAdmissionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whoMayNotPublishIsAnsweredAtTheHead_data();
    void whoMayNotPublishIsAnsweredAtTheHead();
    void whoMayNotPublishIsAnsweredBeforeTheBodyIsParsed_data();
    void whoMayNotPublishIsAnsweredBeforeTheBodyIsParsed();
    void whoWaitsForPermissionIsRefusedInstead();
    void whatIsRefusedAtTheHeadIsNotTakenForARequestBehindIt();
    void whoMayPublishSendsItsBodyInManyChunks();
    void aRefusedBodyIsNotReadForEver();
    void aPageOfElsewhereMayNotPublishOrSteer_data();
    void aPageOfElsewhereMayNotPublishOrSteer();
    void anAllowedPageOfElsewhereMay();
    void noAnswerRepeatsAToken_data();
    void noAnswerRepeatsAToken();
};

void HttpAdmissionTest::whoMayNotPublishIsAnsweredAtTheHead_data()
{
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<int>("status");
    QTest::newRow("/publish") << QByteArrayList{Json} << 401;
    QTest::newRow("/publish with a reader's token") << QByteArrayList{Json, Reader} << 403;
    QTest::newRow("/publish with a bad token") << QByteArrayList{Json, "Authorization: Bearer x"} << 401;
    QTest::newRow("/publish as text") << QByteArrayList{"Content-Type: text/plain", Ci} << 415;
    QTest::newRow("/publish in gzip") << QByteArrayList{Json, Ci, "Content-Encoding: gzip"} << 415;
    QTest::newRow("/api/notify") << QByteArrayList{Json} << 401;
    QTest::newRow("/api/notify with a reader's token") << QByteArrayList{Json, Reader} << 403;
    QTest::newRow("/api/notify in br") << QByteArrayList{Json, Ci, "Content-Encoding: br"} << 415;
    QTest::newRow("/channels/orders") << QByteArrayList{} << 401;
    QTest::newRow("/channels/orders with another channel's token") << QByteArrayList{Ci} << 403;
    QTest::newRow("/channels/builds.x in deflate") << QByteArrayList{Ci, "Content-Encoding: Deflate"} << 415;
    QTest::newRow("/nowhere") << QByteArrayList{Ci} << 404;
    QTest::newRow("/stream") << QByteArrayList{Ci} << 405;
    QTest::newRow("/publish from evil.com") << QByteArrayList{Json, Ci, "Origin: http://evil.com"} << 403;
    QTest::newRow("/publish?a=%zz") << QByteArrayList{Json, Ci} << 400;
}

void HttpAdmissionTest::whoMayNotPublishIsAnsweredAtTheHead()
{
    QFETCH(QByteArrayList, lines);
    QFETCH(int, status);
    ServerBench bench(configWithRules());
    for (const QByteArray &framing : {AMegabyteFollows, QByteArray("Transfer-Encoding: chunked")}) {
        RawClient client;
        const QByteArray target = QByteArray(QTest::currentDataTag()).split(' ').constFirst();
        QVERIFY(client.connectTo(bench.port()) && client.send(RawClient::request("POST", target, lines << framing)));
        const auto answer = client.readResponse(); // and no byte of the body was sent
        QVERIFY2(answer, qPrintable(client.error()));
        QCOMPARE(answer->status, status);
        QCOMPARE(answer->header("connection"), "close");
        QCOMPARE(answer->header("content-type"), "application/problem+json");
        QVERIFY(client.readToEnd());
        lines.removeLast();
    }
}

void HttpAdmissionTest::whoMayNotPublishIsAnsweredBeforeTheBodyIsParsed_data()
{
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<int>("status");
    QTest::newRow("without a token") << QByteArrayList{Json} << 401;
    QTest::newRow("with a reader's token") << QByteArrayList{Json, Reader} << 403;
    QTest::newRow("with a token that may") << QByteArrayList{Json, Ci} << 400;
    QTest::newRow("in gzip") << QByteArrayList{Json, Ci, "Content-Encoding: gzip"} << 415;
    QTest::newRow("as it is") << QByteArrayList{Json, Ci, "Content-Encoding: identity"} << 400;
}

void HttpAdmissionTest::whoMayNotPublishIsAnsweredBeforeTheBodyIsParsed()
{
    QFETCH(QByteArrayList, lines);
    ServerBench bench(configWithRules());
    for (const QByteArray target : {"/publish", "/api/notify"})
        QTEST(bench.ask("POST", target, lines, "no JSON").status, "status");
}

void HttpAdmissionTest::whoWaitsForPermissionIsRefusedInstead()
{
    ServerBench bench(configWithRules());
    RawClient client;
    QVERIFY(client.connectTo(bench.port()));
    QVERIFY(client.send(RawClient::request("POST", "/channels/builds.x", {"Expect: 100-continue", AMegabyteFollows})));
    QCOMPARE(client.readHead()->status, 401);
    RawClient publisher;
    QVERIFY(publisher.connectTo(bench.port()));
    QVERIFY(publisher.send(
        RawClient::request("POST", "/channels/builds.x", {Ci, "Expect: 100-continue", "Content-Length: 2"})));
    QCOMPARE(publisher.readHead()->status, 100);
    QVERIFY(publisher.send("hi"));
    QCOMPARE(publisher.readResponse()->status, 200);
}

void HttpAdmissionTest::whatIsRefusedAtTheHeadIsNotTakenForARequestBehindIt()
{
    ServerBench bench(configWithRules());
    RawClient client;
    QVERIFY(client.connectTo(bench.port()));
    QVERIFY(client.send(RawClient::request("POST", "/channels/builds.x", {"Content-Length: 1000"})));
    QCOMPARE(client.readResponse()->status, 401);
    QVERIFY(client.send(RawClient::request("POST", "/channels/builds.x", {Ci}, "smuggled")));
    QVERIFY(client.readToEnd());
    QCOMPARE(client.received(), QByteArray());
    const RawResponse stats = bench.ask("GET", "/api/stats", {Reader});
    QCOMPARE(jsonOf(stats).value(QStringLiteral("published")).toInt(-1), 0);
}

void HttpAdmissionTest::whoMayPublishSendsItsBodyInManyChunks()
{
    ServerBench bench(configWithRules());
    RawClient client;
    QVERIFY(client.connectTo(bench.port()));
    for (int i = 0; i < 2; ++i) { // and the connection is kept
        QVERIFY(client.sendInChunks(
            RawClient::request("POST", "/channels/builds.x", {Ci, "Origin: http://localhost:1"}, QByteArray(500, 'x')),
            100));
        const auto answer = client.readResponse();
        QVERIFY(answer);
        QCOMPARE(answer->status, 200);
        int corsFields = 0;
        for (const auto &[name, value] : answer->headers)
            corsFields += name == "access-control-allow-origin" ? 1 : 0;
        QCOMPARE(corsFields, 1); // though it was judged twice
    }
}

void HttpAdmissionTest::aRefusedBodyIsNotReadForEver()
{
    ServerBench bench(configWithRules());
    RawClient client;
    QVERIFY(client.connectTo(bench.port()));
    QVERIFY(client.send(RawClient::request("POST", "/publish", {Json, "Content-Length: 1000000"})));
    QCOMPARE(client.readResponse()->status, 401);
    qsizetype sent = 0;
    const QByteArray piece(256 * 1024, 'x');
    while (sent < 256 * 1024 * 1024 && client.send(piece))
        sent += piece.size();
    // What the kernels of both sides hold comes on top of the mebibyte.
    QVERIFY2(sent < 32 * 1024 * 1024, qPrintable(QString::number(sent)));
}

void HttpAdmissionTest::aPageOfElsewhereMayNotPublishOrSteer_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<int>("status");
    const QByteArray crossSite("Sec-Fetch-Site: cross-site");
    QTest::newRow("/channels/a") << QByteArray("POST") << QByteArrayList{crossSite} << 403;
    QTest::newRow("/publish") << QByteArray("POST") << QByteArrayList{crossSite, Json} << 403;
    QTest::newRow("/api/notify") << QByteArray("POST") << QByteArrayList{"sec-fetch-site: Cross-Site", Json} << 403;
    QTest::newRow("/api/clients/c1") << QByteArray("DELETE") << QByteArrayList{crossSite} << 403;
    QTest::newRow("/channels/a with an empty Origin")
        << QByteArray("POST") << QByteArrayList{crossSite, "Origin:"} << 403;
    QTest::newRow("/channels/a with the Origin null")
        << QByteArray("POST") << QByteArrayList{crossSite, "Origin: null"} << 403;
    QTest::newRow("/channels/a of its own site")
        << QByteArray("POST") << QByteArrayList{"Sec-Fetch-Site: same-origin"} << 200;
    QTest::newRow("/channels/a by hand") << QByteArray("POST") << QByteArrayList{"Sec-Fetch-Site: none"} << 200;
    QTest::newRow("/channels/a said twice")
        << QByteArray("POST") << QByteArrayList{"Sec-Fetch-Site: same-origin", crossSite} << 400;
    QTest::newRow("/healthz") << QByteArray("GET") << QByteArrayList{crossSite} << 200;
}

void HttpAdmissionTest::aPageOfElsewhereMayNotPublishOrSteer()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArrayList, lines);
    ServerBench bench;
    const QByteArray target = QByteArray(QTest::currentDataTag()).split(' ').constFirst();
    const QByteArray body = target == "/publish" ? "{\"data\":1}" : "{\"userId\":1,\"message\":1}";
    QTEST(bench.ask(method, target, lines, method == "POST" ? body : QByteArray()).status, "status");
}

void HttpAdmissionTest::anAllowedPageOfElsewhereMay()
{
    HubConfig config;
    config.server.allowedOrigins = {QStringLiteral("https://app.example.org"), QStringLiteral("tauri://localhost"),
                                    QStringLiteral("chrome-extension://abcdef"), QStringLiteral("null")};
    ServerBench bench(config);
    for (const QByteArray origin : {"https://app.example.org", "tauri://localhost", "chrome-extension://abcdef", "null",
                                    "http://localhost:5173"}) {
        const RawResponse answer =
            bench.ask("POST", "/channels/a", {"Sec-Fetch-Site: cross-site", "Origin: " + origin}, "x");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.header("access-control-allow-origin"), origin);
    }
    for (const QByteArray origin : {"tauri://evil", "capacitor://localhost", "chrome-extension://abcdeg", "nul"})
        QCOMPARE(bench.ask("POST", "/channels/a", {"Origin: " + origin}, "x").status, 403);
}

void HttpAdmissionTest::noAnswerRepeatsAToken_data()
{
    QTest::addColumn<QByteArray>("request");
    const auto row = [](const QByteArray &method, const QByteArray &target, const QByteArrayList &lines = {},
                        const QByteArray &body = {}) {
        QTest::newRow((method + ' ' + target).constData()) << RawClient::request(method, target, lines, body);
    };
    row("GET", "/stream?access_token=hlg_secret%zz");
    row("GET", "/stream?access_token=hlg_secret%ff");
    row("GET", "/stream?hlg_secrethlg_secrethlg_secrethlg_secret");
    row("GET", "/stream?topic=a&access_token=hlg_secret");
    row("GET", "/stream?since=x&access_token=hlg_secret");
    row("GET", "/stream?channel=%00&access_token=hlg_secret");
    row("POST", "/channels/a?access_token=hlg_secret%", {}, "x");
    row("POST", "/channels/a?hlg_secrethlg_secrethlg_secrethlg_secret=", {}, "x");
    row("POST", "/publish", {Json, "Authorization: Bearer hlg_secret"}, "{");
    row("GET", "/api/stats", {"Authorization: Bearer hlg_secret"});
    row("GET", "/api/stats", {"Authorization: Bearer hlg_secret", "Authorization: Bearer hlg_secret"});
    row("GET", "/api/stats", {"Cookie: heliograph_token=hlg_secret"});
    row("GET", "/api/stats?access_token=hlg_secret#");
    row("BREW", "/stream?access_token=hlg_secret");
    row("GET", "/nowhere?access_token=hlg_secret");
    row("OPTIONS", "/stream?access_token=hlg_secret");
}

void HttpAdmissionTest::noAnswerRepeatsAToken()
{
    QFETCH(QByteArray, request);
    for (const HubConfig &config : {HubConfig(), configWithRules()}) {
        ServerBench bench(config);
        RawClient client;
        QVERIFY(client.connectTo(bench.port()) && client.send(request));
        const auto answer = client.readHead();
        QVERIFY2(answer, qPrintable(client.error()));
        if (answer->header("content-type") == "text/event-stream")
            QVERIFY(client.readUntil(QByteArray("\n\n")));
        else
            client.readUntil(QByteArray("}"));
        for (const auto &[name, value] : answer->headers)
            QVERIFY2(!value.contains("hlg_secret"), name.constData());
        QVERIFY2(!client.received().contains("hlg_secret"), client.received().constData());
    }
}

QTEST_GUILESS_MAIN(HttpAdmissionTest)
#include "tst_http_admission.moc"
