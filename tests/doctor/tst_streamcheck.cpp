// SPDX-License-Identifier: GPL-3.0-or-later
#include "checkbench.h"
#include "pacedserver.h"

#include <QTest>

using namespace helio;
using namespace std::chrono_literals;

namespace {

const QByteArray ChunkedHead = streamHead("Cache-Control: no-cache\r\nTransfer-Encoding: chunked\r\n");

/// Events of which some thousand bytes come at a time, as a buffer of 4,096 bytes lets them through.
std::function<std::optional<QByteArray>(int)> heldBack(qsizetype size)
{
    return [size, pending = QByteArray(), number = 0](int) mutable {
        while (pending.size() < 4096)
            pending += numberedEvent(++number, size);
        const QByteArray chunk = pending.first(4096);
        pending.remove(0, 4096);
        return std::optional(chunk);
    };
}

} // namespace

class StreamCheckTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void healthyStreamHasNoFault();
    void healthyStreamIsAskedThreeTimes();
    void onceIsOnce();
    void refusalSaysWhatTheAnswerSays();
    void pageIsNamedAsOne();
    void serverThatSaysNothingIsNoAnswer();
    void nobodyThereIsUnreachable();
    void bodyIsSentOnceAndItsCutAnswerIsAnError();
    void bodyIsSentOnceToEach();
    void getOfMcpIsNotRepeated();
    void streamThatEndsAtOnceIsFoundByAskingAgain();
    void streamThatGoesOnIsNot();
    void resumeThatIsIgnoredIsFound();
    void resumeThatWorksIsNot();
    void bufferIsProvedByItsCuts();
    void bufferIsProvedByASecondEar();
    void compressorThatHoldsBackIsFound();
    void pageOfAnotherOriginCannotReadIt();
    void pageThatMayReadItHasSixConnectionsAlone();
    void routesAreCompared();
    void applicationThatIsNotThereIsSaid();
    void redirectsInACircleAreFound();
    void watchGoesOnWhileNothingCame();
    void watchEndsWithItsStream();
    void cancelReportsWhatWasFound();
    void progressIsReported();
};

/// A stream as it ought to be: numbered events, resumed where it is asked for.
static PacedAnswer healthy(const ScriptedRequest &request, std::chrono::milliseconds interval = 100ms)
{
    static const auto start = std::chrono::steady_clock::now();
    const auto numberNow = [interval] { return int((std::chrono::steady_clock::now() - start) / interval); };
    PacedAnswer answer;
    answer.interval = 20ms;
    const int after = request.header("last-event-id").toInt();
    int next = after > 0 ? after + 1 : numberNow() + 1;
    answer.chunk = [numberNow, next](int) mutable {
        QByteArray events;
        for (; next <= numberNow(); ++next)
            events += numberedEvent(next);
        return std::optional(events);
    };
    return answer;
}

void StreamCheckTest::healthyStreamHasNoFault()
{
    PacedServer server([](const ScriptedRequest &request) { return healthy(request); });
    CheckBench bench(planFor(server.url(), 4s));
    QVERIFY(bench.waitForEnd());
    QVERIFY2(bench.faults().isEmpty(), bench.text().constData());
    QVERIFY(!bench.report().hasFault());
    QVERIFY(bench.report().figures.events > 10);
    QVERIFY(bench.report().figures.head.has_value());
    QVERIFY(bench.took() < 9s);
}

void StreamCheckTest::healthyStreamIsAskedThreeTimes()
{
    PacedServer server([](const ScriptedRequest &request) { return healthy(request); });
    CheckBench bench(planFor(server.url(), 4s));
    QVERIFY(bench.waitForEnd());
    QCOMPARE(server.requests().size(), 3);
    QCOMPARE(server.requests()[0].header("accept-encoding"), QByteArray("identity"));
    QCOMPARE(server.requests()[1].header("accept-encoding"), QByteArray("gzip, deflate, br"));
    QVERIFY(!server.requests()[1].has("last-event-id"));
    QVERIFY(server.requests()[2].header("last-event-id").toInt() > 0);
}

void StreamCheckTest::onceIsOnce()
{
    PacedServer server([](const ScriptedRequest &request) { return healthy(request); });
    CheckPlan plan = planFor(server.url(), 3s);
    plan.once = true;
    plan.request.origin = "https://page.example";
    CheckBench bench(plan);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(server.requests().size(), 1);
}

void StreamCheckTest::refusalSaysWhatTheAnswerSays()
{
    ScriptedServer server;
    server.answer(plainAnswer("403 Forbidden", "Content-Type: application/problem+json\r\n",
                              R"({"title":"Forbidden","detail":"the moon is full"})"));
    CheckBench bench(planFor(server.url(), 2s));
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.faults(), QByteArray("refused-status"));
    QVERIFY2(bench.text().contains("the moon is full"), bench.text().constData());
    QVERIFY(bench.took() < 2s);
}

void StreamCheckTest::pageIsNamedAsOne()
{
    ScriptedServer server;
    server.answer(plainAnswer("200 OK", "Content-Type: text/html\r\n", "<!doctype html><title>Sign in</title>"));
    CheckBench bench(planFor(server.url(), 2s));
    QVERIFY(bench.waitForEnd());
    QVERIFY2(bench.has(FindingCode::WrongType), bench.text().constData());
    QCOMPARE(server.requests().size(), 1);
}

void StreamCheckTest::serverThatSaysNothingIsNoAnswer()
{
    ScriptedServer server;
    CheckBench bench(planFor(server.url(), 1s));
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.faults(), QByteArray("no-answer"));
    QCOMPARE(server.requests().size(), 1);
}

void StreamCheckTest::nobodyThereIsUnreachable()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QUrl url(QStringLiteral("http://127.0.0.1:%1/").arg(server.serverPort()));
    server.close();
    CheckBench bench(planFor(url, 5s));
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.found(), QByteArray("unreachable error"));
    QVERIFY(bench.took() < 5s);
}

void StreamCheckTest::bodyIsSentOnceAndItsCutAnswerIsAnError()
{
    PacedServer server([](const ScriptedRequest &) {
        PacedAnswer answer;
        answer.head = ChunkedHead;
        answer.hasLastChunk = false;
        answer.chunk = [](int step) { return step < 5 ? std::optional(numberedEvent(step + 1)) : std::nullopt; };
        return answer;
    });
    CheckPlan plan = planFor(server.url(), 5s);
    plan.request.asked.method = "POST";
    plan.request.asked.body = "{}";
    CheckBench bench(plan);
    QVERIFY(bench.waitForEnd());
    QVERIFY2(bench.found().contains("cut error"), bench.text().constData());
    QCOMPARE(server.requests().size(), 1);
}

void StreamCheckTest::bodyIsSentOnceToEach()
{
    const auto answerer = [](const ScriptedRequest &request) { return healthy(request); };
    PacedServer one(answerer);
    PacedServer other(answerer);
    CheckPlan plan = planFor(one.url(), 2s);
    plan.request.asked.method = "POST";
    plan.request.asked.body = "{}";
    plan.against = plan.request;
    plan.against->url = other.url();
    CheckBench bench(plan);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(one.requests().size(), 1);
    QCOMPARE(other.requests().size(), 1);
    QCOMPARE(other.requests()[0].body, QByteArray("{}"));
}

void StreamCheckTest::getOfMcpIsNotRepeated()
{
    PacedServer server([](const ScriptedRequest &request) { return healthy(request); });
    CheckPlan plan = planFor(server.url(), 3s);
    plan.request.asked.headers = {{"Mcp-Session-Id", "7"}};
    CheckBench bench(plan);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(server.requests().size(), 1);
}

void StreamCheckTest::streamThatEndsAtOnceIsFoundByAskingAgain()
{
    PacedServer server([](const ScriptedRequest &) {
        PacedAnswer answer;
        answer.chunk = [](int step) { return step < 2 ? std::optional(numberedEvent(step + 1)) : std::nullopt; };
        return answer;
    });
    CheckBench bench(planFor(server.url(), 5s));
    QVERIFY(bench.waitForEnd());
    QCOMPARE(server.requests().size(), 2);
    QVERIFY2(bench.has(FindingCode::EndsAtOnce), bench.text().constData());
}

void StreamCheckTest::streamThatGoesOnIsNot()
{
    PacedServer server([count = 0](const ScriptedRequest &request) mutable {
        PacedAnswer answer = healthy(request);
        if (count++ > 0)
            return answer;
        answer.chunk = [](int step) { return step < 2 ? std::optional(numberedEvent(step + 1)) : std::nullopt; };
        return answer;
    });
    CheckBench bench(planFor(server.url(), 5s));
    QVERIFY(bench.waitForEnd());
    QCOMPARE(server.requests().size(), 2);
    QVERIFY2(!bench.has(FindingCode::EndsAtOnce), bench.text().constData());
}

void StreamCheckTest::resumeThatIsIgnoredIsFound()
{
    PacedServer server([](const ScriptedRequest &request) {
        PacedAnswer answer = healthy(request);
        if (!request.has("last-event-id"))
            return answer;
        answer.chunk = [after = request.header("last-event-id").toInt()](int step) {
            return std::optional(numberedEvent(after - 2 + step)); // from before what was asked for
        };
        return answer;
    });
    CheckBench bench(planFor(server.url(), 3s));
    QVERIFY(bench.waitForEnd());
    QVERIFY2(bench.has(FindingCode::ResumeIgnored), bench.text().constData());
}

void StreamCheckTest::resumeThatWorksIsNot()
{
    PacedServer server([](const ScriptedRequest &request) { return healthy(request); });
    CheckBench bench(planFor(server.url(), 3s));
    QVERIFY(bench.waitForEnd());
    QVERIFY2(!bench.has(FindingCode::ResumeIgnored), bench.text().constData());
    QVERIFY2(!bench.has(FindingCode::IdsPerConnection), bench.text().constData());
}

void StreamCheckTest::bufferIsProvedByItsCuts()
{
    PacedServer server([](const ScriptedRequest &) {
        PacedAnswer answer;
        answer.head = ChunkedHead;
        answer.interval = 500ms;
        answer.chunk = heldBack(130);
        return answer;
    });
    CheckPlan plan = planFor(server.url(), 6s);
    plan.once = true;
    CheckBench bench(plan);
    QVERIFY(bench.waitForEnd());
    QVERIFY2(bench.found().contains("buffered error"), bench.text().constData());
}

void StreamCheckTest::bufferIsProvedByASecondEar()
{
    // The first connection gets its events a second late, whole, three at a time.
    PacedServer server([count = 0](const ScriptedRequest &request) mutable {
        PacedAnswer answer = healthy(request);
        if (count++ > 0)
            return answer;
        answer.interval = 1000ms;
        return answer;
    });
    CheckBench bench(planFor(server.url(), 8s));
    QVERIFY(bench.waitForEnd());
    QVERIFY2(bench.found().contains("buffered error"), bench.text().constData());
}

void StreamCheckTest::compressorThatHoldsBackIsFound()
{
    PacedServer server([](const ScriptedRequest &request) {
        PacedAnswer answer = healthy(request);
        if (!request.header("accept-encoding").contains("gzip"))
            return answer;
        answer.head = streamHead("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n");
        answer.chunk = [](int) { return std::optional(QByteArray()); }; // nothing leaves the compressor
        return answer;
    });
    CheckBench bench(planFor(server.url(), 6s));
    QVERIFY(bench.waitForEnd());
    QVERIFY2(bench.found().contains("buffered error"), bench.text().constData());
}

void StreamCheckTest::pageOfAnotherOriginCannotReadIt()
{
    PacedServer server([](const ScriptedRequest &request) { return healthy(request); });
    CheckPlan plan = planFor(server.url(), 2s);
    plan.request.origin = "https://page.example";
    CheckBench bench(plan);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(server.requests()[0].header("origin"), QByteArray("https://page.example"));
    QVERIFY2(bench.has(FindingCode::Cors), bench.text().constData());
}

void StreamCheckTest::pageThatMayReadItHasSixConnectionsAlone()
{
    PacedServer server([](const ScriptedRequest &request) {
        PacedAnswer answer = healthy(request);
        answer.head = streamHead("Cache-Control: no-cache\r\nTransfer-Encoding: chunked\r\n"
                                 "Access-Control-Allow-Origin: https://page.example\r\n"
                                 "Access-Control-Allow-Credentials: true\r\nVary: Origin\r\n");
        return answer;
    });
    CheckPlan plan = planFor(server.url(), 2s);
    plan.request.origin = "https://page.example";
    CheckBench bench(plan);
    QVERIFY(bench.waitForEnd());
    QVERIFY2(!bench.has(FindingCode::Cors), bench.text().constData());
    QVERIFY2(bench.has(FindingCode::SixConnections), bench.text().constData());
}

void StreamCheckTest::routesAreCompared()
{
    PacedServer direct([](const ScriptedRequest &request) { return healthy(request); });
    PacedServer through([](const ScriptedRequest &request) {
        PacedAnswer answer = healthy(request);
        answer.interval = 1000ms;
        return answer;
    });
    CheckPlan plan = planFor(through.url(), 6s);
    plan.once = true;
    plan.against = plan.request;
    plan.against->url = direct.url();
    CheckBench bench(plan);
    QVERIFY(bench.waitForEnd());
    QVERIFY(bench.report().routes);
    QVERIFY2(bench.found().contains("buffered error"), bench.text().constData());
    QVERIFY(bench.report().routes->paired > 10);
    QVERIFY(bench.report().routes->together > 10);
    QVERIFY(bench.report().routes->median > 200ms);
    QVERIFY(bench.report().routes->longest < 2s);
}

void StreamCheckTest::applicationThatIsNotThereIsSaid()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const QUrl url(QStringLiteral("http://127.0.0.1:%1/").arg(closed.serverPort()));
    closed.close();
    PacedServer server([](const ScriptedRequest &request) { return healthy(request); });
    CheckPlan plan = planFor(server.url(), 2s);
    plan.against = plan.request;
    plan.against->url = url;
    CheckBench bench(plan);
    QVERIFY(bench.waitForEnd());
    QVERIFY2(bench.found().contains("unreachable error"), bench.text().constData());
    QCOMPARE(bench.report().routes->paired, quint64(0));
}

void StreamCheckTest::redirectsInACircleAreFound()
{
    PacedServer server([](const ScriptedRequest &) {
        PacedAnswer answer;
        answer.head = redirectAnswer(302, "/stream");
        answer.isChunked = false;
        answer.ending = PacedAnswer::Ending::StayOpen;
        return answer;
    });
    CheckBench bench(planFor(server.url(), 5s));
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.faults(), QByteArray("redirect-loop"));
    QVERIFY(bench.took() < 5s);
}

void StreamCheckTest::watchGoesOnWhileNothingCame()
{
    PacedServer server([](const ScriptedRequest &) {
        PacedAnswer answer;
        answer.interval = 100ms;
        answer.chunk = [](int step) {
            return std::optional(step < 130 ? QByteArray(step % 10 ? "" : ": wait\n\n") : numberedEvent(step));
        };
        return answer;
    });
    CheckPlan plan = planFor(server.url(), 1s);
    plan.watch.reset();
    plan.once = true;
    CheckBench bench(plan);
    QVERIFY(bench.waitForEnd());
    QVERIFY2(bench.report().figures.events > 0, bench.text().constData());
    QVERIFY(bench.took() > 12s);
    QVERIFY(bench.took() < 30s);
}

void StreamCheckTest::watchEndsWithItsStream()
{
    PacedServer server([](const ScriptedRequest &) {
        PacedAnswer answer;
        answer.chunk = [](int step) { return step < 5 ? std::optional(numberedEvent(step + 1)) : std::nullopt; };
        return answer;
    });
    CheckPlan plan = planFor(server.url(), 20s);
    plan.once = true;
    CheckBench bench(plan);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.report().figures.events, quint64(5));
    QVERIFY(bench.took() < 10s);
}

void StreamCheckTest::cancelReportsWhatWasFound()
{
    PacedServer server([](const ScriptedRequest &request) { return healthy(request); });
    CheckReport report;
    bool hasEnded = false;
    bool hasEvents = false;
    StreamCheck check(planFor(server.url(), 50s));
    connect(&check, &StreamCheck::progressed, this,
            [&](const CheckProgress &progress) { hasEvents = hasEvents || progress.events > 0; });
    connect(&check, &StreamCheck::finished, this, [&](const CheckReport &told) {
        report = told;
        hasEnded = true;
    });
    check.start();
    QVERIFY(QTest::qWaitFor([&] { return hasEvents; }, 20'000));
    check.cancel();
    QVERIFY(QTest::qWaitFor([&] { return hasEnded; }, 5'000));
    QVERIFY(report.wasCancelled);
    QVERIFY(report.figures.events > 0);
}

void StreamCheckTest::progressIsReported()
{
    PacedServer server([](const ScriptedRequest &request) { return healthy(request); });
    QList<CheckProgress> all;
    bool hasEnded = false;
    StreamCheck check(planFor(server.url(), 3s));
    connect(&check, &StreamCheck::progressed, this, [&](const CheckProgress &progress) { all.append(progress); });
    connect(&check, &StreamCheck::finished, this, [&] { hasEnded = true; });
    check.start();
    QVERIFY(QTest::qWaitFor([&] { return hasEnded; }, 20'000));
    QVERIFY(all.size() > 3);
    QCOMPARE(all[0].watch, std::chrono::milliseconds(3s));
    QVERIFY(all.constLast().elapsed > all.constFirst().elapsed);
    QVERIFY(all.constLast().bytes > 0);
}

QTEST_GUILESS_MAIN(StreamCheckTest)
#include "tst_streamcheck.moc"
