// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/redirects.h"
#include "doctor/sourcejudge.h"
#include "findings/findingtable.h"
#include "recorder.h"
#include "scriptedserver.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <algorithm>

using namespace helio;

using Ending = ScriptedServer::Ending;

/// What is found of a stream while an event source reads it.
class SourceJudgeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aHealthyStreamHasNeitherErrorsNorWarnings();
    void aWrongContentTypeIsFoundWithWhatTheBodyIs();
    void aRefusalSaysWhatItsBodySays();
    void whoStandsBetweenIsReported();
    void aClosedPortIsUnreachable();
    void anAnswerThatNeverCameIsUnreachable();
    void aBodyWhoseLastChunkIsMissingIsCut();
    void aBodyWithNeitherLengthNorChunksIsNotCut();
    void aStreamThatWeCloseIsNotCut();
    void bytesWithoutAnEventAreCountedWhileTheyCome();
    void reconnectionsAreJudgedAsOneStream();
    void redirectsAreFoundAndWhatStayedBehindToo();
    void aRedirectThatLeadsInCirclesIsFound();
    void reportsComeAtMostAFewTimesASecond();
    void aLoopThatWasHeldUpIsLateUntilItTicksInTime();
};

namespace {

/// An event source and what is found of it.
struct Judged
{
    explicit Judged(const QUrl &url, const EventSourceOptions &options = quickOptions())
        : source(url, options)
        , judge(new SourceJudge(source, options, &lateness))
    {
        source.open();
    }

    QByteArray found()
    {
        QByteArray all;
        for (const Finding &finding : judge->takeReport().findings)
            all += QByteArray(severityName(finding.severity)) + ' ' + codeName(finding.code) + ": " +
                   finding.words.english().toUtf8() + '\n';
        return all;
    }
    bool has(FindingCode code)
    {
        const QList<Finding> findings = judge->takeReport().findings;
        return std::any_of(findings.begin(), findings.end(),
                           [code](const Finding &finding) { return finding.code == code; });
    }
    /// A report that has seen the end of that attempt.
    bool hasReported(quint64 events) { return judge->takeReport().figures.events >= events; }

    LoopLateness lateness;
    EventSource source;
    SourceJudge *judge;
};

EventSourceOptions once()
{
    EventSourceOptions options = quickOptions();
    options.maximumReconnects = 0;
    return options;
}

QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

} // namespace

void SourceJudgeTest::aHealthyStreamHasNeitherErrorsNorWarnings()
{
    ScriptedServer server;
    server.answer(streamHead("Cache-Control: no-cache\r\n") + ": hello\n\nid: 1\ndata: a\n\nid: 2\ndata: b\n\n");
    Judged judged(server.url());
    QTRY_VERIFY(judged.hasReported(2));
    for (const Finding &finding : judged.judge->takeReport().findings)
        QVERIFY2(finding.severity == Severity::Note, judged.found().constData());
    QVERIFY(!judged.judge->takeReport().bytesWithoutEvent);
}

void SourceJudgeTest::aWrongContentTypeIsFoundWithWhatTheBodyIs()
{
    ScriptedServer server;
    server.answer(plainAnswer("200 OK", "Content-Type: text/html\r\n", "<!doctype html><html><body>No</body></html>"));
    Judged judged(server.url());
    QTRY_VERIFY2(judged.has(FindingCode::WrongType), judged.found().constData());
    QVERIFY2(judged.found().contains("HTML"), judged.found().constData());
    QVERIFY(judged.judge->takeReport().refusal.contains("<body>No"));
}

void SourceJudgeTest::aRefusalSaysWhatItsBodySays()
{
    ScriptedServer server;
    server.answer(
        plainAnswer("403 Forbidden", "Content-Type: application/problem+json\r\n", R"({"detail":"Not on Sundays."})"));
    Judged judged(server.url());
    QTRY_VERIFY2(judged.has(FindingCode::RefusedStatus), judged.found().constData());
    QVERIFY2(judged.found().contains("Not on Sundays."), judged.found().constData());
}

void SourceJudgeTest::whoStandsBetweenIsReported()
{
    ScriptedServer server;
    server.answer(streamHead("Server: nginx/1.22.1\r\n") + "data: a\n\n");
    Judged judged(server.url());
    QTRY_COMPARE(judged.judge->takeReport().intermediaries, QByteArrayList{"nginx"});
}

void SourceJudgeTest::aClosedPortIsUnreachable()
{
    QUrl url;
    {
        ScriptedServer gone;
        url = gone.url();
    }
    Judged judged(url, once());
    QTRY_VERIFY2(judged.has(FindingCode::Unreachable), judged.found().constData());
}

void SourceJudgeTest::anAnswerThatNeverCameIsUnreachable()
{
    ScriptedServer server;
    server.answer({}, Ending::Close);
    EventSourceOptions options = once();
    options.method = "POST"; // a GET Qt asks again
    options.body = "{}";
    Judged judged(server.url(), options);
    QTRY_VERIFY2(judged.has(FindingCode::Unreachable), judged.found().constData());
}

void SourceJudgeTest::aBodyWhoseLastChunkIsMissingIsCut()
{
    ScriptedServer server;
    server.answer(streamHead("Transfer-Encoding: chunked\r\n") + chunk("data: a\n\n"), Ending::Close);
    Judged judged(server.url(), once());
    QTRY_VERIFY2(judged.has(FindingCode::Cut), judged.found().constData());
}

void SourceJudgeTest::aBodyWithNeitherLengthNorChunksIsNotCut()
{
    ScriptedServer server;
    server.answerStream("data: a\n\n", Ending::Close);
    Judged judged(server.url(), once());
    QTRY_COMPARE(judged.source.readyState(), ReadyState::Closed);
    QTRY_VERIFY(judged.hasReported(1));
    QVERIFY2(!judged.has(FindingCode::Cut), judged.found().constData());
}

void SourceJudgeTest::aStreamThatWeCloseIsNotCut()
{
    ScriptedServer server;
    server.answer(streamHead("Transfer-Encoding: chunked\r\n") + chunk("data: a\n\n"));
    Judged judged(server.url());
    QTRY_VERIFY(judged.hasReported(1));
    judged.source.close();
    QSignalSpy reports(judged.judge, &SourceJudge::reported);
    QTest::qWait(int(2 * SourceJudge::Soon.count()));
    QVERIFY2(!judged.has(FindingCode::Cut), judged.found().constData());
}

void SourceJudgeTest::bytesWithoutAnEventAreCountedWhileTheyCome()
{
    ScriptedServer server;
    server.answerStream("data: one\ndata: two\n");
    Judged judged(server.url());
    QTRY_VERIFY(judged.judge->takeReport().bytesWithoutEvent);
    const BytesWithoutEvent first = *judged.judge->takeReport().bytesWithoutEvent;
    QCOMPARE(first.bytes, 20);
    QCOMPARE(first.dataLines, 2);
    QCOMPARE(first.blankLines, 0);
    server.send("data: three\n");
    QTRY_COMPARE(judged.judge->takeReport().bytesWithoutEvent->bytes, 32);
    server.send("\n");
    QTRY_VERIFY(!judged.judge->takeReport().bytesWithoutEvent);
}

void SourceJudgeTest::reconnectionsAreJudgedAsOneStream()
{
    ScriptedServer server;
    for (int i = 0; i < 3; ++i)
        server.answer(streamHead("Transfer-Encoding: chunked\r\n") + chunk("data: a\n\n") + "0\r\n\r\n", Ending::Close);
    server.answerStream({});
    Judged judged(server.url());
    QTRY_VERIFY2(judged.has(FindingCode::EndsAtOnce), judged.found().constData());
    QTRY_COMPARE(judged.judge->takeReport().figures.connections, 4);
}

void SourceJudgeTest::redirectsAreFoundAndWhatStayedBehindToo()
{
    ScriptedServer server;
    server.answer(
        redirectAnswer(307, server.url(QStringLiteral("/elsewhere"), QStringLiteral("localhost")).toEncoded()));
    server.answerStream("data: a\n\n");
    EventSourceOptions options = quickOptions();
    options.bearerToken = "secret";
    Judged judged(server.url(), options);
    QTRY_VERIFY2(judged.has(FindingCode::Redirected), judged.found().constData());
    QTRY_VERIFY2(judged.has(FindingCode::CredentialsDropped), judged.found().constData());
    QVERIFY2(!judged.has(FindingCode::RefusedStatus), judged.found().constData());
    QCOMPARE(judged.judge->takeReport().figures.connections, 1);
}

void SourceJudgeTest::aRedirectThatLeadsInCirclesIsFound()
{
    ScriptedServer server;
    for (int i = 0; i <= Redirects::MaximumInARow; ++i)
        server.answer(redirectAnswer(302, "/stream"));
    Judged judged(server.url());
    QTRY_VERIFY2(judged.has(FindingCode::RedirectLoop), judged.found().constData());
    QVERIFY2(!judged.has(FindingCode::NoAnswer), judged.found().constData()); // each was answered
}

void SourceJudgeTest::reportsComeAtMostAFewTimesASecond()
{
    ScriptedServer server;
    server.answerStream({});
    Judged judged(server.url());
    QTRY_COMPARE(judged.source.readyState(), ReadyState::Open);
    QSignalSpy reports(judged.judge, &SourceJudge::reported);
    QObject::connect(judged.judge, &SourceJudge::reported, judged.judge, [&judged] { judged.judge->takeReport(); });
    QElapsedTimer time;
    time.start();
    for (int i = 0; i < 100; ++i) {
        server.send("data: more\n"); // each is news: there is no event yet
        QTest::qWait(10);
    }
    QTRY_COMPARE(judged.judge->takeReport().bytesWithoutEvent->bytes, 1100);
    QVERIFY(reports.count() <= time.elapsed() / SourceJudge::Soon.count() + 1);
}

void SourceJudgeTest::aLoopThatWasHeldUpIsLateUntilItTicksInTime()
{
    const auto now = [] { return Moment(std::chrono::steady_clock::now().time_since_epoch()); };
    LoopLateness lateness;
    QVERIFY(lateness.isLate(now()));
    lateness.watch();
    QTRY_VERIFY(!lateness.isLate(now()));
    QThread::msleep(200); // what holds the loop up
    QVERIFY(lateness.isLate(now()));
    QTRY_VERIFY(!lateness.isLate(now()));
    lateness.unwatch();
}

QTEST_GUILESS_MAIN(SourceJudgeTest)
#include "tst_sourcejudge.moc"
