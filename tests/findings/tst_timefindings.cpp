// SPDX-License-Identifier: GPL-3.0-or-later
#include "judgebench.h"

#include <QDateTime>
#include <QTest>

using namespace helio;
using namespace std::chrono_literals;

/// What is found of times, silences, ends and ids, each with its healthy twin.
class TimeFindingsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aHeadThatWaitsForTheFirstEventIsLate();
    void aQuietStreamIsANote();
    void silenceWithoutAHeartbeatIsFound_data();
    void silenceWithoutAHeartbeatIsFound();
    void commentsAndBareLineEndsAreHeartbeats();
    void groupsAreBursts();
    void groupsOfEventsThatWaitedForEachOtherAreAWarning();
    void batchesThatAreMeantAreANote();
    void historyAndSteadyEventsAreNoBursts();
    void heartbeatsThatComeAsEventsAreFoundByTheirRhythm_data();
    void heartbeatsThatComeAsEventsAreFoundByTheirRhythm();
    void anEndThatCutsIsFound_data();
    void anEndThatCutsIsFound();
    void anEndWithinAnEventIsUnfinished();
    void twoShortStreamsArePolling();
    void anEndThatIsAnnouncedIsNoPolling_data();
    void anEndThatIsAnnouncedIsNoPolling();
    void twoEndsAfterTheSameSilenceAreAnIdleLimit();
    void twoEndsAtTheSameAgeAreALimitOfAge();
    void eventsWithoutIdsAreANote();
    void anIdThatComesBackIsFound();
    void checkpointsAndReplaysRepeatNoIds();
    void aFindingThatGrowsStaysTheSame();
    void whatWasFoundOfAConnectionStaysFound();
    void figuresAreMeasured();
};

void TimeFindingsTest::aHeadThatWaitsForTheFirstEventIsLate()
{
    const auto stream = [](std::chrono::milliseconds wait, int events, std::chrono::milliseconds dialed = 0ms) {
        JudgedDial dial = JudgeBench::dialed();
        dial.tls = dialed;
        JudgeBench bench(JudgeBench::get(), dial);
        bench.wait(wait);
        bench.answer();
        for (int i = 0; i < events; ++i)
            bench.event("x");
        bench.wait(100ms);
        return bench.found(FindingCode::LateHead, Severity::Note);
    };
    QVERIFY(stream(2100ms, 1));
    QVERIFY(!stream(1900ms, 1));
    QVERIFY(!stream(2100ms, 0));
    QVERIFY(!stream(2100ms, 2));
    QVERIFY(!stream(2100ms, 1, 1000ms));
}

void TimeFindingsTest::aQuietStreamIsANote()
{
    JudgeBench bench;
    bench.answer();
    bench.wait(10s);
    FOUND(bench, Silent, Severity::Note);
    HEALTHY(bench);
    bench.bytes(": hello\n\n");
    NOT_FOUND(bench, Silent);
}

void TimeFindingsTest::silenceWithoutAHeartbeatIsFound_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QByteArray>("severity");
    QTest::newRow("30 s") << 30 << QByteArray();
    QTest::newRow("31 s") << 31 << QByteArray("note");
    QTest::newRow("55 s") << 55 << QByteArray("note");
    QTest::newRow("56 s") << 56 << QByteArray("warning");
}

void TimeFindingsTest::silenceWithoutAHeartbeatIsFound()
{
    QFETCH(int, seconds);
    QFETCH(QByteArray, severity);
    for (const bool goesOn : {false, true}) {
        JudgeBench bench;
        bench.answer();
        bench.event("x");
        bench.wait(std::chrono::seconds(seconds));
        if (goesOn)
            bench.event("y");
        const Finding finding = bench.finding(FindingCode::NoHeartbeat);
        QCOMPARE(finding.words.isEmpty() ? QByteArray() : QByteArray(severityName(finding.severity)), severity);
    }
    JudgeBench answer(JudgeBench::post());
    answer.answer();
    answer.event("x");
    answer.wait(std::chrono::seconds(seconds));
    NOT_FOUND(answer, NoHeartbeat);
}

void TimeFindingsTest::commentsAndBareLineEndsAreHeartbeats()
{
    for (const char *heartbeat : {": keep-alive\n\n", ":\n", "\n", "\r\n"}) {
        JudgeBench bench;
        bench.answer();
        for (int i = 0; i < 20; ++i) {
            bench.wait(25s);
            bench.bytes(heartbeat);
        }
        NOT_FOUND(bench, NoHeartbeat);
        HEALTHY(bench);
    }
}

void TimeFindingsTest::groupsAreBursts()
{
    JudgeBench bench;
    bench.answer();
    for (int group = 0; group < 6; ++group) {
        bench.wait(2s);
        for (int i = 0; i < 5; ++i) {
            bench.event("x");
            bench.wait(2ms);
        }
        if (group == 3) {
            NOT_FOUND(bench, Bursts); // it may go on
            bench.wait(500ms);
            FOUND(bench, Bursts, Severity::Note);
        }
    }
    FOUND(bench, Bursts, Severity::Note);
    HEALTHY(bench);
}

void TimeFindingsTest::groupsOfEventsThatWaitedForEachOtherAreAWarning()
{
    // Each second something happens, and every five seconds it is polled.
    for (const char *form : {"{\"ts\":%1}", "{\"id\":7,\"created_at\":\"%2\"}"}) {
        JudgeBench bench;
        bench.answer();
        const qint64 wall = JudgeBench::get().wallClock;
        qint64 second = 0;
        for (int group = 0; group < 7; ++group) {
            bench.wait(5s);
            for (int i = 0; i < 5; ++i) {
                second += 1000;
                QString data = QString::fromUtf8(form);
                data.replace(QStringLiteral("%1"), QString::number(wall + second));
                data.replace(QStringLiteral("%2"),
                             QDateTime::fromMSecsSinceEpoch(wall + second, Qt::UTC).toString(Qt::ISODateWithMs));
                bench.event(data.toUtf8());
            }
        }
        FOUND(bench, Bursts, Severity::Warning);
        QVERIFY(bench.words(FindingCode::Bursts).contains(QStringLiteral("at least 1.0 s apart")));
    }
}

void TimeFindingsTest::batchesThatAreMeantAreANote()
{
    // An import of old rows, and a batch whose rows have one time.
    for (const qint64 distance : {3'600'000, 0}) {
        JudgeBench bench;
        bench.answer();
        qint64 time = JudgeBench::get().wallClock - (distance ? 864'000'000 : 0);
        for (int group = 0; group < 8; ++group) {
            bench.wait(5s);
            if (distance == 0)
                time += 5000;
            for (int i = 0; i < 5; ++i) {
                time += distance;
                bench.event("{\"time\":" + QByteArray::number(time) + "}");
            }
        }
        FOUND(bench, Bursts, Severity::Note);
        HEALTHY(bench);
    }
}

void TimeFindingsTest::historyAndSteadyEventsAreNoBursts()
{
    JudgeBench bench;
    bench.answer();
    for (int i = 0; i < 500; ++i)
        bench.event("history");
    for (int i = 0; i < 200; ++i) {
        bench.wait(i % 7 == 0 ? 1500ms : 300ms);
        bench.event("x");
    }
    NOT_FOUND(bench, Bursts);
}

void TimeFindingsTest::heartbeatsThatComeAsEventsAreFoundByTheirRhythm_data()
{
    QTest::addColumn<QByteArray>("block");
    QTest::addColumn<bool>("isHeartbeat");
    const auto row = [](const char *block, bool isHeartbeat) {
        QTest::newRow(QByteArray(block).replace('\n', ' ').constData()) << QByteArray(block) << isHeartbeat;
    };
    row("data: ping", true);
    row("data: : heartbeat", true);
    row("data: keep-alive", true);
    row("data: {}", true);
    row("event: ping\ndata: 12", true);
    row("event: heartbeat\ndata:", true);
    row("data: {\"type\":\"ping\"}", true);
    row("data: 12", false);
    row("data: shipping", false);
    row("event: price\ndata: {\"ping\":1}", false);
}

void TimeFindingsTest::heartbeatsThatComeAsEventsAreFoundByTheirRhythm()
{
    QFETCH(QByteArray, block);
    QFETCH(bool, isHeartbeat);
    JudgeBench bench;
    bench.answer();
    for (int i = 0; i < 10; ++i) {
        bench.wait(15s + std::chrono::milliseconds(i * 10));
        bench.bytes(block + "\n\n");
    }
    QCOMPARE(bench.found(FindingCode::HeartbeatAsEvent, Severity::Note), isHeartbeat);
    JudgeBench unsteady;
    unsteady.answer();
    for (int i = 0; i < 10; ++i) {
        unsteady.wait(std::chrono::seconds(1 + i * 7 % 10));
        unsteady.bytes(block + "\n\n");
    }
    NOT_FOUND(unsteady, HeartbeatAsEvent);
}

void TimeFindingsTest::anEndThatCutsIsFound_data()
{
    QTest::addColumn<int>("end");
    QTest::addColumn<bool>("hasBody");
    QTest::addColumn<QByteArray>("severity");
    QTest::newRow("an answer, reset") << int(JudgedEnd::CutOff) << true << QByteArray("error");
    QTest::newRow("a stream, reset") << int(JudgedEnd::CutOff) << false << QByteArray("warning");
    QTest::newRow("an answer, gzip broken") << int(JudgedEnd::CodingBroken) << true << QByteArray("error");
    QTest::newRow("a stream, gzip broken") << int(JudgedEnd::CodingBroken) << false << QByteArray("warning");
    QTest::newRow("last chunk") << int(JudgedEnd::Complete) << true << QByteArray();
    QTest::newRow("closed") << int(JudgedEnd::CloseDelimited) << true << QByteArray();
    QTest::newRow("by us") << int(JudgedEnd::ByUs) << true << QByteArray();
    QTest::newRow("our time was up") << int(JudgedEnd::TimedOut) << false << QByteArray();
    QTest::newRow("nobody knows") << int(JudgedEnd::Unknown) << true << QByteArray();
}

void TimeFindingsTest::anEndThatCutsIsFound()
{
    QFETCH(int, end);
    QFETCH(bool, hasBody);
    QFETCH(QByteArray, severity);
    JudgeBench bench(hasBody ? JudgeBench::post() : JudgeBench::get());
    bench.answer();
    bench.event("x");
    bench.end(JudgedEnd(end));
    const Finding finding = bench.finding(FindingCode::Cut);
    QCOMPARE(finding.words.isEmpty() ? QByteArray() : QByteArray(severityName(finding.severity)), severity);
}

void TimeFindingsTest::anEndWithinAnEventIsUnfinished()
{
    JudgeBench bench;
    bench.answer();
    bench.event("whole");
    bench.bytes("id: 7\ndata: half");
    bench.end(JudgedEnd::CutOff);
    FOUND(bench, Unfinished, Severity::Warning);
    QVERIFY2(bench.words(FindingCode::Unfinished).contains(QStringLiteral("what came of it (16 bytes) is dropped")),
             bench.report());
    QCOMPARE(bench.finding(FindingCode::Unfinished).evidence.bytes, QList<quint64>{13});

    JudgeBench whole;
    whole.answer();
    whole.event("whole");
    whole.bytes(": a comment\nretry: 1000\n");
    whole.end();
    NOT_FOUND(whole, Unfinished);
    JudgeBench ours;
    ours.answer();
    ours.event("whole");
    ours.bytes("data: half");
    ours.end(JudgedEnd::ByUs);
    NOT_FOUND(ours, Unfinished);
}

void TimeFindingsTest::twoShortStreamsArePolling()
{
    JudgeBench bench;
    for (int i = 0; i < 2; ++i) {
        if (i > 0)
            bench.ask(JudgeBench::get());
        NOT_FOUND(bench, EndsAtOnce);
        bench.answer();
        bench.event("x" + QByteArray::number(i));
        bench.wait(1s);
        bench.end();
        bench.wait(3s);
    }
    FOUND(bench, EndsAtOnce, Severity::Warning);
    NOT_FOUND(bench, AgeLimit);
    NOT_FOUND(bench, IdleCut);
}

void TimeFindingsTest::anEndThatIsAnnouncedIsNoPolling_data()
{
    QTest::addColumn<QByteArray>("last");
    QTest::addColumn<int>("end");
    QTest::newRow("[DONE]") << QByteArray("data: [DONE]\n\n") << int(JudgedEnd::Complete);
    QTest::newRow("event: done") << QByteArray("event: done\ndata: {\"n\":1}\n\n") << int(JudgedEnd::Complete);
    QTest::newRow("our hub's shutdown") << QByteArray("event: shutdown\ndata: {}\n\n") << int(JudgedEnd::Complete);
    QTest::newRow("by us") << QByteArray("data: x\n\n") << int(JudgedEnd::ByUs);
}

void TimeFindingsTest::anEndThatIsAnnouncedIsNoPolling()
{
    QFETCH(QByteArray, last);
    QFETCH(int, end);
    JudgeBench bench;
    for (int i = 0; i < 3; ++i) {
        if (i > 0)
            bench.ask(JudgeBench::get());
        bench.answer();
        bench.bytes(last);
        bench.wait(1s);
        bench.end(JudgedEnd(end));
    }
    NOT_FOUND(bench, EndsAtOnce);
    JudgedRequest mcp = JudgeBench::get();
    mcp.isMcp = true;
    JudgeBench polled(mcp);
    for (int i = 0; i < 3; ++i) {
        if (i > 0)
            polled.ask(mcp);
        polled.answer();
        polled.bytes("id: 1\ndata:\n\n");
        polled.wait(1s);
        polled.end(JudgedEnd::Complete);
    }
    NOT_FOUND(polled, EndsAtOnce);
}

void TimeFindingsTest::twoEndsAfterTheSameSilenceAreAnIdleLimit()
{
    const auto stream = [](std::chrono::seconds first, std::chrono::seconds second, int events) {
        JudgeBench bench;
        for (const auto silence : {first, second}) {
            if (silence == second)
                bench.ask(JudgeBench::get());
            bench.answer();
            for (int i = 0; i < events; ++i) {
                bench.wait(20s);
                bench.event("x");
            }
            events += 2;
            bench.wait(silence);
            bench.end(JudgedEnd::CutOff);
        }
        return bench.found(FindingCode::IdleCut, Severity::Warning);
    };
    QVERIFY(stream(60s, 61s, 1));
    QVERIFY(stream(61s, 60s, 3));
    QVERIFY(!stream(60s, 63s, 1));
    QVERIFY(!stream(10s, 11s, 1));
}

void TimeFindingsTest::twoEndsAtTheSameAgeAreALimitOfAge()
{
    const auto stream = [](int first, int second, JudgedEnd end) {
        JudgeBench bench;
        bool isFirst = true;
        for (const int seconds : {first, second}) {
            if (!isFirst)
                bench.ask(JudgeBench::get());
            isFirst = false;
            bench.answer();
            for (int i = 0; i < seconds; ++i) {
                bench.wait(1s);
                bench.event("x");
            }
            bench.end(end);
        }
        return bench.found(FindingCode::AgeLimit, Severity::Warning);
    };
    QVERIFY(stream(30, 30, JudgedEnd::Complete));
    QVERIFY(stream(30, 31, JudgedEnd::CutOff));
    QVERIFY(!stream(30, 33, JudgedEnd::Complete));
    QVERIFY(!stream(30, 30, JudgedEnd::ByUs));
    QVERIFY(!stream(4, 4, JudgedEnd::Complete));
}

void TimeFindingsTest::eventsWithoutIdsAreANote()
{
    JudgeBench bench;
    bench.answer();
    NOT_FOUND(bench, NoIds);
    bench.event("x");
    FOUND(bench, NoIds, Severity::Note);
    JudgeBench with;
    with.answer();
    with.event("x");
    with.event("y", "1");
    NOT_FOUND(with, NoIds);
    JudgeBench answer(JudgeBench::post());
    answer.answer();
    answer.event("x");
    NOT_FOUND(answer, NoIds);
}

void TimeFindingsTest::anIdThatComesBackIsFound()
{
    JudgeBench bench;
    bench.answer();
    bench.event("a", "1");
    bench.event("b", "2");
    bench.event("c", "1");
    FOUND(bench, RepeatedId, Severity::Warning);
    QVERIFY(bench.words(FindingCode::RepeatedId).contains(QStringLiteral("(once, the first: \"1\" at event 3)")));
}

void TimeFindingsTest::checkpointsAndReplaysRepeatNoIds()
{
    JudgeBench bench;
    bench.answer();
    bench.event("a", "1");
    bench.event("b", "1");
    bench.event("c");
    bench.event("d", "2");
    bench.event("d", "2");
    bench.event("e", "3");
    bench.event("d", "2"); // the same event again
    bench.event("e", "3");
    NOT_FOUND(bench, RepeatedId);
    JudgeBench anew;
    anew.answer();
    anew.event("a", "1");
    anew.event("b", "2");
    anew.end();
    anew.ask(JudgeBench::get());
    anew.answer();
    anew.event("c", "1");
    NOT_FOUND(anew, RepeatedId);
}

void TimeFindingsTest::aFindingThatGrowsStaysTheSame()
{
    JudgeBench bench;
    bench.answer();
    bench.bytes("Data: 1\n\n");
    const Finding first = bench.finding(FindingCode::OddLines);
    QCOMPARE(first.revision, quint64(1));
    QCOMPARE(bench.finding(FindingCode::OddLines).revision, quint64(1));
    bench.bytes("Data: 2\n\n");
    const Finding second = bench.finding(FindingCode::OddLines);
    QVERIFY(second.isSameAs(first));
    QCOMPARE(second.revision, quint64(2));
    QVERIFY(second.words.english() != first.words.english());
}

void TimeFindingsTest::whatWasFoundOfAConnectionStaysFound()
{
    JudgeBench bench;
    bench.answer({{"Content-Type", "text/plain"}});
    bench.event("x");
    bench.end(JudgedEnd::CutOff);
    FOUND(bench, Cut);
    FOUND(bench, WrongType);
    bench.ask(JudgeBench::get());
    bench.answer();
    bench.event("y");
    FOUND(bench, Cut);
    NOT_FOUND(bench, WrongType);
}

void TimeFindingsTest::figuresAreMeasured()
{
    JudgedDial dial = JudgeBench::dialed(3ms);
    dial.name = 2ms;
    JudgeBench bench(JudgeBench::get(), dial);
    StreamFigures figures = bench.judge.figures(bench.now);
    QVERIFY(!figures.head && !figures.medianDistance);
    bench.wait(10ms);
    bench.answer();
    bench.wait(10ms);
    bench.bytes(": hi\n\n");
    for (const auto wait : {100ms, 50ms, 70ms, 3000ms}) {
        bench.wait(wait);
        bench.event("x");
    }
    bench.wait(4s);
    figures = bench.judge.figures(bench.now);
    QCOMPARE(figures.name, std::optional<StreamFigures::Time>(2ms));
    QCOMPARE(figures.tcp, std::optional<StreamFigures::Time>(3ms));
    QVERIFY(!figures.tls);
    QCOMPARE(figures.head, std::optional<StreamFigures::Time>(10ms));
    QCOMPARE(figures.firstByte, std::optional<StreamFigures::Time>(20ms));
    QCOMPARE(figures.firstEvent, std::optional<StreamFigures::Time>(120ms));
    QCOMPARE(figures.medianDistance, std::optional<StreamFigures::Time>(70ms));
    QCOMPARE(figures.longestSilence, StreamFigures::Time(4s));
    QCOMPARE(figures.connections, quint64(1));
    QCOMPARE(figures.events, quint64(4));
    QCOMPARE(figures.comments, quint64(1));
    QCOMPARE(figures.bytes, quint64(42));
}

QTEST_APPLESS_MAIN(TimeFindingsTest)
#include "tst_timefindings.moc"
