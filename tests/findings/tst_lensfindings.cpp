// SPDX-License-Identifier: GPL-3.0-or-later
#include "judgebench.h"

#include <QTest>

using namespace helio;
using namespace std::chrono_literals;

namespace {

QByteArray chunk(const QByteArray &text)
{
    return R"({"id":"c1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"content":")" +
           text + R"("},"finish_reason":null}]})";
}

QByteArray finish(const QByteArray &reason)
{
    return R"({"id":"c1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{},"finish_reason":")" +
           reason + R"("}]})";
}

/// An answer of a language model, its text delta by delta.
class Answer : public JudgeBench
{
public:
    explicit Answer(std::chrono::milliseconds wait = 300ms, std::chrono::milliseconds distance = 60ms, int deltas = 40)
        : JudgeBench(post())
    {
        bench().wait(wait);
        bench().answer();
        for (int i = 0; i < deltas; ++i) {
            event(chunk("word"));
            bench().wait(distance);
        }
    }

private:
    JudgeBench &bench() { return *this; }
};

} // namespace

/// What is found of the messages of a dialect, each with its healthy twin.
class LensFindingsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aWholeAnswerIsHealthy();
    void anAnswerWithoutItsEndIsCut();
    void aMissingLastMarkIsAWarning();
    void whatWeStoppedIsNotCut();
    void anErrorWithinTheStreamIsSaid();
    void whatWasStoppedEarlyIsANote_data();
    void whatWasStoppedEarlyIsANote();
    void aRefusalIsStoppedEarlyWhateverItsReasonSays();
    void aToolThatFailedIsNoFaultOfItsStream();
    void aDoneEventThatDiffersFromItsDeltasIsFound();
    void anAnswerThatComesAllAtOnceIsFound();
    void whatComesBeforeTheTextShowsThatItIsAtWork();
    void pingsOfADialectAreNoHeartbeatEvents();
    void aBrokenStreamOfADialectIsAnErrorEvenByGet();
    void jsonLinesSpeakDialectsToo();
};

void LensFindingsTest::aWholeAnswerIsHealthy()
{
    Answer answer;
    answer.event(finish("stop"));
    answer.event("[DONE]");
    answer.end(JudgedEnd::Complete);
    QCOMPARE(answer.judge.dialect(), QByteArray("openai-chat"));
    QVERIFY2(answer.findings().isEmpty(), answer.report());
    QVERIFY(answer.judge.heard().hasEndMark);
}

void LensFindingsTest::anAnswerWithoutItsEndIsCut()
{
    Answer answer;
    NOT_FOUND(answer, NoEndMark);
    answer.end(JudgedEnd::Complete);
    FOUND(answer, NoEndMark, Severity::Error);
    QVERIFY(answer.words(FindingCode::NoEndMark).contains(QStringLiteral("openai-chat")));
}

void LensFindingsTest::aMissingLastMarkIsAWarning()
{
    Answer answer;
    answer.event(finish("stop"));
    answer.end(JudgedEnd::Complete);
    FOUND(answer, NoEndMark, Severity::Warning);
}

void LensFindingsTest::whatWeStoppedIsNotCut()
{
    for (const JudgedEnd end : {JudgedEnd::ByUs, JudgedEnd::TimedOut}) {
        Answer answer;
        answer.end(end);
        HEALTHY(answer);
    }
}

void LensFindingsTest::anErrorWithinTheStreamIsSaid()
{
    Answer answer;
    answer.event(R"({"error":{"message":"overloaded, try later","type":"server_error"}})");
    answer.end(JudgedEnd::Complete);
    FOUND(answer, StreamError, Severity::Error);
    QVERIFY2(answer.words(FindingCode::StreamError).contains(QStringLiteral("overloaded, try later")), answer.report());
}

void LensFindingsTest::whatWasStoppedEarlyIsANote_data()
{
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("length") << QByteArray("length");
    QTest::newRow("content_filter") << QByteArray("content_filter");
}

void LensFindingsTest::whatWasStoppedEarlyIsANote()
{
    QFETCH(QByteArray, reason);
    Answer answer;
    answer.event(finish(reason));
    answer.event("[DONE]");
    answer.end(JudgedEnd::Complete);
    FOUND(answer, StoppedEarly, Severity::Note);
    QVERIFY(answer.words(FindingCode::StoppedEarly).contains(QString::fromUtf8(reason)));
    NOT_FOUND(answer, NoEndMark);
    HEALTHY(answer);
}

void LensFindingsTest::aRefusalIsStoppedEarlyWhateverItsReasonSays()
{
    Answer answer(300ms, 60ms, 0);
    answer.event(R"({"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"refusal":"I cannot."}}]})");
    answer.event(finish("stop"));
    answer.event("[DONE]");
    answer.end(JudgedEnd::Complete);
    FOUND(answer, StoppedEarly, Severity::Note);
    QVERIFY2(answer.words(FindingCode::StoppedEarly).contains(QStringLiteral("refusal")), answer.report());
}

void LensFindingsTest::aToolThatFailedIsNoFaultOfItsStream()
{
    JudgedRequest request = JudgeBench::post();
    request.isMcp = true;
    const QByteArray failed = R"({"jsonrpc":"2.0","id":1,"result":{"content":[],"isError":true}})";
    JudgeBench healthy(request);
    healthy.answer();
    healthy.event(failed);
    NOT_FOUND(healthy, StreamError);
    JudgeBench bench(request);
    bench.answer();
    bench.event(R"({"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"broke"}})");
    FOUND(bench, StreamError, Severity::Error);
}

void LensFindingsTest::aDoneEventThatDiffersFromItsDeltasIsFound()
{
    for (const char *done : {"Hello", "Hello, world"}) {
        JudgeBench bench(JudgeBench::post());
        bench.answer();
        const auto event = [&bench](const QByteArray &type, const QByteArray &rest) {
            bench.bytes("event: " + type + "\ndata: {\"type\":\"" + type + "\"," + rest + "}\n\n");
            bench.wait(50ms);
        };
        event("response.created", R"("response":{"id":"r1","model":"m","status":"in_progress","output":[]})");
        event("response.output_item.added",
              R"("output_index":0,"item":{"type":"message","id":"m1","role":"assistant","content":[]})");
        event("response.content_part.added",
              R"("item_id":"m1","output_index":0,"content_index":0,"part":{"type":"output_text","text":""})");
        event("response.output_text.delta", R"("item_id":"m1","output_index":0,"content_index":0,"delta":"Hel")");
        event("response.output_text.delta", R"("item_id":"m1","output_index":0,"content_index":0,"delta":"lo")");
        event("response.output_text.done",
              QByteArray(R"("item_id":"m1","output_index":0,"content_index":0,"text":")") + done + '"');
        const bool differs = qstrlen(done) > 5;
        QVERIFY2(bench.found(FindingCode::DeltaMismatch, Severity::Warning) == differs, bench.report());
    }
}

void LensFindingsTest::anAnswerThatComesAllAtOnceIsFound()
{
    const auto answer = [](std::chrono::milliseconds wait, std::chrono::milliseconds distance, int deltas,
                           Trust trust = Trust::Timely) {
        Answer whole(wait, distance, deltas);
        whole.bytes("data: " + finish("stop") + "\n\n", trust);
        whole.event("[DONE]");
        whole.end(JudgedEnd::Complete);
        return whole.found(FindingCode::AllAtOnce, Severity::Warning);
    };
    QVERIFY(answer(3000ms, 1ms, 40));
    QVERIFY(answer(1000ms, 0ms, 16));
    QVERIFY(!answer(3000ms, 1ms, 15));
    QVERIFY(!answer(900ms, 0ms, 40));
    QVERIFY(!answer(3000ms, 5ms, 40));
    QVERIFY(!answer(3000ms, 1ms, 40, Trust::Late));
}

void LensFindingsTest::whatComesBeforeTheTextShowsThatItIsAtWork()
{
    JudgeBench bench(JudgeBench::post());
    bench.answer();
    for (int i = 0; i < 10; ++i) {
        bench.bytes(": OPENROUTER PROCESSING\n\n");
        bench.wait(500ms);
    }
    for (int i = 0; i < 40; ++i)
        bench.event(chunk("word"));
    bench.event(finish("stop"));
    bench.event("[DONE]");
    bench.end(JudgedEnd::Complete);
    NOT_FOUND(bench, AllAtOnce);
    HEALTHY(bench);
}

void LensFindingsTest::pingsOfADialectAreNoHeartbeatEvents()
{
    JudgeBench bench(JudgeBench::post());
    bench.answer();
    const auto event = [&bench](const QByteArray &type, const QByteArray &rest) {
        bench.bytes("event: " + type + "\ndata: {\"type\": \"" + type + '"' + rest + "}\n\n");
    };
    event("message_start",
          R"(,"message":{"id":"m1","role":"assistant","model":"m","content":[],"usage":{"input_tokens":3}})");
    event("content_block_start", R"(,"index":0,"content_block":{"type":"text","text":""})");
    for (int i = 0; i < 10; ++i) {
        bench.wait(2s);
        event("ping", {});
    }
    for (int i = 0; i < 10; ++i)
        event("content_block_delta", R"(,"index":0,"delta":{"type":"text_delta","text":"Hi"})");
    event("content_block_stop", R"(,"index":0)");
    event("message_delta", R"(,"delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":3})");
    event("message_stop", {});
    bench.end(JudgedEnd::Complete);
    QCOMPARE(bench.judge.dialect(), QByteArray("anthropic"));
    NOT_FOUND(bench, HeartbeatAsEvent);
    HEALTHY(bench);
}

void LensFindingsTest::aBrokenStreamOfADialectIsAnErrorEvenByGet()
{
    JudgeBench bench;
    bench.answer();
    for (int i = 0; i < 10; ++i)
        bench.event(chunk("word"));
    bench.end(JudgedEnd::CutOff);
    FOUND(bench, Cut, Severity::Error);
    NOT_FOUND(bench, NoIds);
}

void LensFindingsTest::jsonLinesSpeakDialectsToo()
{
    for (const bool isDone : {true, false}) {
        JudgedRequest request = JudgeBench::post();
        request.format = StreamFormat::JsonLines;
        JudgeBench bench(request);
        bench.answer({{"Content-Type", "application/x-ndjson"}});
        for (int i = 0; i < 10; ++i) {
            bench.wait(50ms);
            bench.bytes(
                R"({"model":"m","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"a"},"done":false})"
                "\n");
        }
        if (isDone)
            bench.bytes(
                R"({"model":"m","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop"})"
                "\n");
        bench.end(JudgedEnd::Complete);
        QCOMPARE(bench.judge.dialect(), QByteArray("ollama"));
        QCOMPARE(bench.found(FindingCode::NoEndMark, Severity::Error), !isDone);
    }
}

QTEST_APPLESS_MAIN(LensFindingsTest)
#include "tst_lensfindings.moc"
