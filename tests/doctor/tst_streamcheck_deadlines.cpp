// SPDX-License-Identifier: GPL-3.0-or-later
#include "checkbench.h"
#include "pacedserver.h"

#include <QTest>

using namespace helio;
using namespace std::chrono_literals;

/// Each of these servers does what it can to keep a check from its end.
class StreamCheckDeadlinesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void serverThatAcceptsAndSaysNothing();
    void serverThatDoesNotSpeakTls();
    void addressThatDropsEverything();
    void headThatDripsForEver();
    void headThatNeverEnds();
    void interimAnswersWithoutEnd();
    void redirectWhoseBodyNeverEnds();
    void refusalWhoseBodyNeverEnds();
    void lineWithoutEnd();
    void floodOfEvents();
    void silentSecondConnection();
    void bothSilent();
};

namespace {

constexpr std::chrono::milliseconds Watch = 1s;
/// The contract's 5 s, and a moment for the test's own event loop on a busy machine.
constexpr std::chrono::milliseconds Latest = Watch + 5s + 500ms;

PacedAnswer bytesForEver(const QByteArray &head, const QByteArray &bytes, std::chrono::milliseconds interval = 1ms)
{
    PacedAnswer answer;
    answer.head = head;
    answer.isChunked = false;
    answer.interval = interval;
    answer.chunk = [bytes](int) { return std::optional(bytes); };
    return answer;
}

} // namespace

#define VERIFY_ENDS_IN_TIME(bench)                                                                                     \
    QVERIFY((bench).waitForEnd());                                                                                     \
    QVERIFY2((bench).took() < Latest, (bench).text().constData())

void StreamCheckDeadlinesTest::serverThatAcceptsAndSaysNothing()
{
    ScriptedServer server;
    CheckBench bench(planFor(server.url(), Watch));
    VERIFY_ENDS_IN_TIME(bench);
    QCOMPARE(bench.faults(), QByteArray("no-answer"));
}

void StreamCheckDeadlinesTest::serverThatDoesNotSpeakTls()
{
    ScriptedServer server;
    QUrl url = server.url();
    url.setScheme(QStringLiteral("https"));
    CheckBench bench(planFor(url, Watch));
    VERIFY_ENDS_IN_TIME(bench);
    QCOMPARE(bench.faults(), QByteArray("unreachable"));
}

void StreamCheckDeadlinesTest::addressThatDropsEverything()
{
    // TEST-NET-1: where it is routed at all, nobody answers. Some networks refuse it at once, which is well, too.
    CheckBench bench(planFor(QUrl(QStringLiteral("http://192.0.2.1:81/")), Watch));
    VERIFY_ENDS_IN_TIME(bench);
    QVERIFY2(bench.report().hasFault(), bench.text().constData());
}

void StreamCheckDeadlinesTest::headThatDripsForEver()
{
    PacedServer server([](const ScriptedRequest &) { return bytesForEver("HTTP/1.1 200 OK\r\nX-A: ", "a", 50ms); });
    CheckBench bench(planFor(server.url(), Watch));
    VERIFY_ENDS_IN_TIME(bench);
    QCOMPARE(bench.faults(), QByteArray("no-answer"));
}

void StreamCheckDeadlinesTest::headThatNeverEnds()
{
    PacedServer server([](const ScriptedRequest &) {
        return bytesForEver("HTTP/1.1 200 OK\r\n", ("X-Field: " + QByteArray(90, 'x') + "\r\n").repeated(100));
    });
    CheckBench bench(planFor(server.url(), Watch));
    VERIFY_ENDS_IN_TIME(bench);
    QVERIFY2(bench.report().hasFault(), bench.text().constData());
}

void StreamCheckDeadlinesTest::interimAnswersWithoutEnd()
{
    PacedServer server([](const ScriptedRequest &) {
        return bytesForEver({}, QByteArray("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n").repeated(10));
    });
    CheckBench bench(planFor(server.url(), Watch));
    VERIFY_ENDS_IN_TIME(bench);
    QVERIFY2(bench.report().hasFault(), bench.text().constData());
}

void StreamCheckDeadlinesTest::redirectWhoseBodyNeverEnds()
{
    PacedServer server([](const ScriptedRequest &) {
        return bytesForEver("HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n", QByteArray(1000, 'x'));
    });
    CheckBench bench(planFor(server.url(), Watch));
    VERIFY_ENDS_IN_TIME(bench);
    QVERIFY2(bench.report().hasFault(), bench.text().constData()); // a busy machine does not come to the 21st
}

void StreamCheckDeadlinesTest::refusalWhoseBodyNeverEnds()
{
    PacedServer server([](const ScriptedRequest &) {
        return bytesForEver("HTTP/1.1 500 Oops\r\nContent-Type: text/plain\r\n\r\n", QByteArray(1000, 'x'));
    });
    CheckBench bench(planFor(server.url(), 20s));
    VERIFY_ENDS_IN_TIME(bench);
    QVERIFY2(bench.has(FindingCode::RefusedStatus), bench.text().constData());
}

void StreamCheckDeadlinesTest::lineWithoutEnd()
{
    PacedServer server([](const ScriptedRequest &) { return bytesForEver(streamHead(), QByteArray(100'000, 'x')); });
    CheckBench bench(planFor(server.url(), Watch));
    VERIFY_ENDS_IN_TIME(bench);
    QVERIFY(bench.report().figures.bytes > 0);
    QCOMPARE(bench.report().figures.events, quint64(0));
}

void StreamCheckDeadlinesTest::floodOfEvents()
{
    PacedServer server([](const ScriptedRequest &) {
        return bytesForEver(streamHead("Cache-Control: no-cache\r\n"), QByteArray("data: x\n\n").repeated(2000));
    });
    CheckBench bench(planFor(server.url(), Watch));
    VERIFY_ENDS_IN_TIME(bench);
    QVERIFY(bench.report().figures.events > 1000);
}

void StreamCheckDeadlinesTest::silentSecondConnection()
{
    PacedServer server([count = 0](const ScriptedRequest &) mutable {
        PacedAnswer answer = bytesForEver(streamHead(), {}, 20ms);
        answer.chunk = numberedEvents();
        if (count++ > 0)
            answer.before = 1h;
        return answer;
    });
    CheckBench bench(planFor(server.url(), 4s));
    QVERIFY(bench.waitForEnd());
    QVERIFY2(bench.took() < 9s + 500ms, bench.text().constData());
    QVERIFY(server.requests().size() > 1);
}

void StreamCheckDeadlinesTest::bothSilent()
{
    ScriptedServer one;
    ScriptedServer other;
    CheckPlan plan = planFor(one.url(), Watch);
    plan.against = plan.request;
    plan.against->url = other.url();
    CheckBench bench(plan);
    VERIFY_ENDS_IN_TIME(bench);
    QVERIFY2(bench.has(FindingCode::NoAnswer), bench.text().constData());
}

QTEST_GUILESS_MAIN(StreamCheckDeadlinesTest)
#include "tst_streamcheck_deadlines.moc"
