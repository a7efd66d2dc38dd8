// SPDX-License-Identifier: GPL-3.0-or-later
#include "heardnotes.h"
#include "scriptedserver.h"

#include <QTest>

#include <zlib.h>

using namespace helio;
using namespace std::chrono_literals;

namespace {

const QByteArray Events = "id: 1\ndata: one\n\nid: 2\ndata: two\n\n";

QByteArray gzip(const QByteArray &bytes, int flush = Z_FINISH)
{
    z_stream z = {};
    deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    QByteArray input = bytes;
    QByteArray out(1000, Qt::Uninitialized);
    z.next_in = reinterpret_cast<Bytef *>(input.data());
    z.avail_in = uInt(input.size());
    z.next_out = reinterpret_cast<Bytef *>(out.data());
    z.avail_out = uInt(out.size());
    deflate(&z, flush);
    out.truncate(out.size() - qsizetype(z.avail_out));
    deflateEnd(&z);
    return out;
}

} // namespace

class HearingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksAsAnEventSourceDoes();
    void sendsWhatTheUserAskedFor();
    void postsABodyOnce();
    void asksForBothTypesOfMcp();
    void bytesHaveTheMomentAtWhichTheyCame();
    void endsByItsCause_data();
    void endsByItsCause();
    void endOfHeadIsAnEnd();
    void interimAnswersArePassedOver();
    void undoesGzip();
    void compressedBodyThatStopsIsBroken();
    void codingThatIsNotKnownHasTimesAlone();
    void followsRedirects();
    void cookiesGoAlongARedirect();
    void credentialsStayWithTheirOrigin();
    void noBodyIsSentTwiceByARedirect();
    void redirectToWhatIsNoHttpIsAnAnswer();
    void redirectsInACircleAreALoop();
    void headWithoutEndIsTooLarge();
    void bodyOfARefusalIsReadForASecond();
    void stopsWhenItIsTold();
    void turnThatComesLateIsNotTrusted();
    void silenceIsOneHoweverLateATurnWas();
};

void HearingTest::asksAsAnEventSourceDoes()
{
    ScriptedServer server;
    server.answer(plainAnswer("200 OK"));
    HearingBench bench(server.url(QStringLiteral("/stream?a=b%20c")));
    QVERIFY(bench.turnToEnd());
    const ScriptedRequest request = server.requests().value(0);
    QCOMPARE(request.method, QByteArray("GET"));
    QCOMPARE(request.target, QByteArray("/stream?a=b%20c"));
    QCOMPARE(request.header("accept"), QByteArray("text/event-stream"));
    QCOMPARE(request.header("cache-control"), QByteArray("no-cache"));
    QCOMPARE(request.header("accept-encoding"), QByteArray("identity"));
    QVERIFY(request.header("user-agent").startsWith("Heliograph/"));
    QVERIFY(!request.has("expect"));
    QVERIFY(!request.has("origin"));
    QCOMPARE(bench.notes.request.method, QByteArray("GET"));
    QVERIFY(!bench.notes.request.url.contains('?')); // it may carry a token
}

void HearingTest::sendsWhatTheUserAskedFor()
{
    ScriptedServer server;
    server.answer(plainAnswer("200 OK"));
    HearingRequest request;
    request.url = server.url();
    request.origin = "https://page.example";
    request.acceptEncoding = "gzip, deflate, br";
    request.asked.method = "DELETE";
    request.asked.bearerToken = "secret";
    request.asked.lastEventId = "17";
    request.asked.headers = {{"X-One", "1"}, {"x-one", "2"}, {"Accept", "*/*"}, {"X-Empty", ""}};
    HearingBench bench(request);
    QVERIFY(bench.turnToEnd());
    const ScriptedRequest sent = server.requests().value(0);
    QCOMPARE(sent.method, QByteArray("DELETE"));
    QCOMPARE(sent.header("origin"), QByteArray("https://page.example"));
    QCOMPARE(sent.header("accept-encoding"), QByteArray("gzip, deflate, br"));
    QCOMPARE(sent.header("authorization"), QByteArray("Bearer secret"));
    QCOMPARE(sent.header("last-event-id"), QByteArray("17"));
    QCOMPARE(sent.header("x-one"), QByteArray("1, 2"));
    QCOMPARE(sent.header("accept"), QByteArray("*/*"));
    QVERIFY(sent.has("x-empty"));
    QVERIFY(bench.notes.request.sendsCredentials);
    QVERIFY(!bench.hearing.request().mayBeRepeated());
}

void HearingTest::postsABodyOnce()
{
    ScriptedServer server;
    server.answer(plainAnswer("200 OK"));
    EventSourceOptions asked;
    asked.method = "POST";
    asked.body = QByteArray(5000, 'x'); // libcurl would ask for "100 Continue" from some size on
    asked.contentType = "text/plain";
    HearingBench bench(server.url(), asked);
    QVERIFY(bench.turnToEnd());
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(server.requests().value(0).method, QByteArray("POST"));
    QCOMPARE(server.requests().value(0).body, asked.body);
    QCOMPARE(server.requests().value(0).header("content-type"), QByteArray("text/plain"));
    QVERIFY(!server.requests().value(0).has("expect"));
    QVERIFY(bench.notes.request.hasBody);
}

void HearingTest::asksForBothTypesOfMcp()
{
    ScriptedServer server;
    server.answer(plainAnswer("200 OK"));
    EventSourceOptions asked;
    asked.method = "POST";
    asked.body = R"({"jsonrpc":"2.0","id":1,"method":"initialize"})";
    HearingBench bench(server.url(), asked);
    QVERIFY(bench.turnToEnd());
    QCOMPARE(server.requests().value(0).header("accept"), QByteArray("application/json, text/event-stream"));
    QVERIFY(bench.notes.request.isMcp);
}

void HearingTest::bytesHaveTheMomentAtWhichTheyCame()
{
    ScriptedServer server;
    server.answerStream({});
    HearingBench bench(server.url());
    QVERIFY(bench.turnUntil([&] { return bench.hearing.hasHead(); }));
    QVERIFY(bench.notes.headTime > bench.notes.asked);
    const Moment before = bench.loop.now();
    server.send("data: one\n\n");
    QVERIFY(bench.turnUntil([&] { return bench.notes.body() == "data: one\n\n"; }));
    const Moment between = bench.loop.now();
    server.send("data: two\n\n");
    QVERIFY(bench.turnUntil([&] { return bench.notes.body().endsWith("two\n\n"); }));
    QCOMPARE(bench.notes.chunks.size(), 2);
    QVERIFY(bench.notes.chunks[0].time >= before && bench.notes.chunks[0].time <= between);
    QVERIFY(bench.notes.chunks[1].time >= between);
}

void HearingTest::endsByItsCause_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("isReset");
    QTest::addColumn<JudgedEnd>("end");
    const QByteArray chunked = "Transfer-Encoding: chunked\r\n";
    QTest::newRow("length reached") << plainAnswer("200 OK", {}, Events) << false << JudgedEnd::Complete;
    QTest::newRow("fewer bytes than the length")
        << streamHead("Content-Length: 500\r\n") + Events << false << JudgedEnd::CutOff;
    QTest::newRow("last chunk") << streamHead(chunked) + "5\r\nid: 1\r\n0\r\n\r\n" << false << JudgedEnd::Complete;
    QTest::newRow("last chunk with a trailer") << streamHead(chunked) + "5\r\nid: 1\r\n0\r\nX-Sum: 1\r\n\r\n"
                                               << false << JudgedEnd::Complete;
    QTest::newRow("no last chunk") << streamHead(chunked) + "5\r\nid: 1\r\n" << false << JudgedEnd::CutOff;
    QTest::newRow("within a chunk") << streamHead(chunked) + "50\r\nid: 1\r\n" << false << JudgedEnd::CutOff;
    QTest::newRow("a chunk without a size") << streamHead(chunked) + "ZZ\r\nid: 1\r\n" << false << JudgedEnd::CutOff;
    QTest::newRow("neither length nor chunks") << streamHead() + Events << false << JudgedEnd::CloseDelimited;
    QTest::newRow("reset with neither") << streamHead() + Events << true << JudgedEnd::CutOff;
    QTest::newRow("reset within a chunk") << streamHead(chunked) + "50\r\nid: 1\r\n" << true << JudgedEnd::CutOff;
    QTest::newRow("204") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n") << false << JudgedEnd::Complete;
}

void HearingTest::endsByItsCause()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const bool, isReset);
    QFETCH(const JudgedEnd, end);
    ScriptedServer server;
    server.answer(answer);
    HearingBench bench(server.url());
    const QByteArray sent = answer.sliced(answer.indexOf("\r\n\r\n") + 4);
    QVERIFY(bench.turnUntil([&] {
        return bench.hearing.hasEnded() ||
               (bench.hearing.hasHead() && (sent.isEmpty() || !bench.notes.chunks.isEmpty()));
    }));
    if (!bench.hearing.hasEnded())
        server.end(isReset ? ScriptedServer::Ending::Reset : ScriptedServer::Ending::Close);
    QVERIFY(bench.turnToEnd());
    QCOMPARE(bench.notes.ends, QList<JudgedEnd>{end});
    QCOMPARE(server.requests().size(), 1);
}

void HearingTest::endOfHeadIsAnEnd()
{
    ScriptedServer server;
    server.answer(streamHead());
    EventSourceOptions asked;
    asked.method = "HEAD";
    HearingBench bench(server.url(), asked);
    QVERIFY(bench.turnToEnd());
    QCOMPARE(server.requests().value(0).method, QByteArray("HEAD"));
    QCOMPARE(bench.notes.ends, QList<JudgedEnd>{JudgedEnd::Complete});
}

void HearingTest::interimAnswersArePassedOver()
{
    ScriptedServer server;
    server.answer("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + streamHead("X-Own: a:b\r\n") + Events);
    HearingBench bench(server.url());
    QVERIFY(bench.turnUntil([&] { return bench.notes.body() == Events; }));
    QCOMPARE(bench.notes.heads.size(), 1);
    QCOMPARE(bench.notes.heads[0].status, 200);
    QCOMPARE(bench.notes.heads[0].reason, QByteArray("OK"));
    QCOMPARE(bench.notes.heads[0].field("x-own"), QByteArray("a:b"));
    QVERIFY(!bench.notes.heads[0].hasField("link"));
}

void HearingTest::undoesGzip()
{
    ScriptedServer server;
    server.answer(streamHead("Content-Encoding: gzip\r\n") + gzip(Events), ScriptedServer::Ending::Close);
    HearingBench bench(server.url());
    QVERIFY(bench.turnToEnd());
    QCOMPARE(bench.notes.body(), Events);
    QCOMPARE(bench.notes.ends, QList<JudgedEnd>{JudgedEnd::CloseDelimited});
}

void HearingTest::compressedBodyThatStopsIsBroken()
{
    ScriptedServer server;
    server.answer(streamHead("Content-Encoding: gzip\r\n") + gzip(Events, Z_SYNC_FLUSH), ScriptedServer::Ending::Close);
    HearingBench stopped(server.url());
    QVERIFY(stopped.turnToEnd());
    QCOMPARE(stopped.notes.body(), Events);
    QCOMPARE(stopped.notes.ends, QList<JudgedEnd>{JudgedEnd::CodingBroken});

    server.answer(streamHead("Content-Encoding: gzip\r\n") + "this is no gzip");
    HearingBench wrong(server.url());
    QVERIFY(wrong.turnToEnd());
    QCOMPARE(wrong.notes.ends, QList<JudgedEnd>{JudgedEnd::CodingBroken});
}

void HearingTest::codingThatIsNotKnownHasTimesAlone()
{
    ScriptedServer server;
    server.answer(streamHead("Content-Encoding: br\r\n") + "what br says", ScriptedServer::Ending::Close);
    HearingBench bench(server.url());
    QVERIFY(bench.turnToEnd());
    QVERIFY(bench.notes.chunks.isEmpty());
    QVERIFY(!bench.notes.codedTimes.isEmpty());
}

void HearingTest::followsRedirects()
{
    ScriptedServer server;
    server.answer(redirectAnswer(301, "/second"));
    server.answer(redirectAnswer(307, server.url(QStringLiteral("/third")).toEncoded()));
    server.answerStream(Events, ScriptedServer::Ending::Close);
    HearingBench bench(server.url());
    QVERIFY(bench.turnToEnd());
    QCOMPARE(bench.notes.redirects.size(), 2);
    QCOMPARE(bench.notes.redirects[0].status, 301);
    QVERIFY(bench.notes.redirects[0].to.endsWith("/second"));
    QVERIFY(!bench.notes.redirects[0].isLoop);
    QCOMPARE(server.requests().value(2).target, QByteArray("/third"));
    QCOMPARE(bench.notes.body(), Events);
    QCOMPARE(bench.notes.heads.size(), 1);
}

void HearingTest::cookiesGoAlongARedirect()
{
    ScriptedServer server;
    server.answer(plainAnswer("302 Found", "Set-Cookie: session=7; Path=/\r\nLocation: /stream\r\n"));
    server.answerStream(Events, ScriptedServer::Ending::Close);
    HearingBench bench(server.url());
    QVERIFY(bench.turnToEnd());
    QCOMPARE(server.requests().value(1).header("cookie"), QByteArray("session=7"));
    QCOMPARE(bench.notes.body(), Events); // the same address again, and no loop
}

void HearingTest::credentialsStayWithTheirOrigin()
{
    ScriptedServer first;
    ScriptedServer second;
    first.answer(redirectAnswer(302, second.url().toEncoded()));
    second.answerStream(Events, ScriptedServer::Ending::Close);
    EventSourceOptions asked;
    asked.bearerToken = "secret";
    asked.headers = {{"X-Api-Key", "secret"}, {"Cookie", "a=secret"}, {"Accept-Language", "ja"}};
    HearingBench bench(first.url(), asked);
    QVERIFY(bench.turnToEnd());
    QCOMPARE(first.requests().value(0).header("authorization"), QByteArray("Bearer secret"));
    const ScriptedRequest request = second.requests().value(0);
    QVERIFY(!request.has("authorization"));
    QVERIFY(!request.has("x-api-key"));
    QVERIFY(!request.has("cookie"));
    QCOMPARE(request.header("accept-language"), QByteArray("ja"));
    QVERIFY(bench.notes.redirects.value(0).dropsCredentials);
}

void HearingTest::noBodyIsSentTwiceByARedirect()
{
    ScriptedServer server;
    server.answer(redirectAnswer(307, "/other"));
    EventSourceOptions asked;
    asked.method = "POST";
    asked.body = "{}";
    HearingBench kept(server.url(), asked);
    QVERIFY(kept.turnToEnd());
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(kept.notes.heads.value(0).status, 307);

    server.answer(redirectAnswer(303, "/other"));
    server.answerStream(Events, ScriptedServer::Ending::Close);
    HearingBench turned(server.url(), asked);
    QVERIFY(turned.turnToEnd());
    QCOMPARE(server.requests().value(2).method, QByteArray("GET"));
    QVERIFY(server.requests().value(2).body.isEmpty());
    QVERIFY(!server.requests().value(2).has("content-type"));
}

void HearingTest::redirectToWhatIsNoHttpIsAnAnswer()
{
    ScriptedServer server;
    server.answer(redirectAnswer(302, "ftp://127.0.0.1/x"));
    HearingBench bench(server.url());
    QVERIFY(bench.turnToEnd());
    QCOMPARE(bench.notes.heads.value(0).status, 302);
    QVERIFY(bench.notes.redirects.isEmpty());
}

void HearingTest::redirectsInACircleAreALoop()
{
    ScriptedServer server;
    for (int i = 0; i < 30; ++i)
        server.answer(redirectAnswer(302, i % 2 ? "/a" : "/b"));
    HearingBench bench(server.url());
    QVERIFY(bench.turnToEnd());
    QVERIFY(bench.notes.redirects.constLast().isLoop);
    QVERIFY(bench.notes.heads.isEmpty());
    QCOMPARE(server.requests().size(), qsizetype(Redirects::MaximumInARow + 1));
}

void HearingTest::headWithoutEndIsTooLarge()
{
    ScriptedServer server;
    QByteArray fields;
    for (int i = 0; i < 4000; ++i)
        fields += "X-Field-" + QByteArray::number(i) + ": " + QByteArray(100, 'x') + "\r\n";
    server.answer("HTTP/1.1 200 OK\r\n" + fields);
    HearingBench bench(server.url());
    QVERIFY(bench.turnToEnd());
    QVERIFY(bench.notes.heads.isEmpty());
    QCOMPARE(bench.notes.ends, QList<JudgedEnd>{JudgedEnd::TooLarge});
}

void HearingTest::bodyOfARefusalIsReadForASecond()
{
    ScriptedServer server;
    server.answer("HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\n\r\nnot today");
    HearingBench bench(server.url());
    QVERIFY(bench.turnToEnd());
    QCOMPARE(bench.notes.body(), QByteArray("not today"));
    QCOMPARE(bench.notes.ends, QList<JudgedEnd>{JudgedEnd::ByUs});
    QVERIFY(bench.notes.endTime - bench.notes.headTime > Hearing::RefusalPatience);
}

void HearingTest::stopsWhenItIsTold()
{
    ScriptedServer server;
    server.answerStream(Events);
    HearingBench bench(server.url());
    QVERIFY(bench.turnUntil([&] { return bench.notes.body() == Events; }));
    bench.hearing.stop(JudgedEnd::ByUs, bench.loop.now());
    bench.hearing.stop(JudgedEnd::TimedOut, bench.loop.now());
    QCOMPARE(bench.notes.ends, QList<JudgedEnd>{JudgedEnd::ByUs});
    QVERIFY(QTest::qWaitFor([&] { return server.openCount() == 0; }, 20'000));
}

void HearingTest::turnThatComesLateIsNotTrusted()
{
    ScriptedServer server;
    server.answerStream({});
    HearingBench bench(server.url());
    QVERIFY(bench.turnUntil([&] { return bench.hearing.hasHead(); }));
    server.send("data: one\n\n");
    const auto start = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - start < 100ms) {
        // the loop is busy with something else
    }
    QVERIFY(bench.turnUntil([&] { return !bench.notes.chunks.isEmpty(); }));
    QCOMPARE(int(bench.notes.chunks[0].trust), int(Trust::Late));
    QVERIFY(bench.loop.lateTurns() > 0);
}

void HearingTest::silenceIsOneHoweverLateATurnWas()
{
    ScriptedServer server;
    server.answerStream({});
    HearingBench bench(server.url());
    QVERIFY(bench.turnUntil([&] { return bench.hearing.hasHead(); }));
    server.send("data: one\n\n");
    QVERIFY(bench.turnUntil([&] { return !bench.notes.chunks.isEmpty(); }));
    const Moment shortly = bench.notes.chunks[0].time + 200ms;
    bench.hearing.setLateness(0ms, 90ms);
    bench.hearing.setLateness(0ms, 0ms); // the turn had nothing to read
    QCOMPARE(int(bench.hearing.trust(shortly)), int(Trust::Timely));
    bench.hearing.setLateness(90ms, 0ms); // what the turn before read may have come later
    bench.hearing.setLateness(0ms, 0ms);
    QCOMPARE(int(bench.hearing.trust(shortly)), int(Trust::Late));
    QCOMPARE(int(bench.hearing.trust(shortly + 5s)), int(Trust::Timely)); // of a long silence it takes nothing
    bench.hearing.setLateness(200ms, 0ms);
    QCOMPARE(int(bench.hearing.trust(shortly + 5s)), int(Trust::Late));
}

QTEST_GUILESS_MAIN(HearingTest)
#include "tst_hearing.moc"
