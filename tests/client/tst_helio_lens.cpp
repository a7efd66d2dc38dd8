// SPDX-License-Identifier: GPL-3.0-or-later
#include "helioprogram.h"
#include "scriptedserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using Ending = ScriptedServer::Ending;

/// `helio listen --lens` and `--format` as a program.
class HelioLensTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void textIsPrintedAsItGrows();
    void figuresAreSaidBehindAMessage();
    void aCutMessageIsExitCode1_data();
    void aCutMessageIsExitCode1();
    void jsonIsOneObjectForEachMessage();
    void aFileAndAPathAreLenses();
    void oneChoiceAfterTheOtherIsPrinted();
    void ordinaryEventsArePrintedAsTheyAre();
    void aResumedStreamGoesOn();
    void linesOfJsonAreEvents();
    void aLensKnowsItsFormat();
    void anArrayOfJsonIsEvents();
    void wrongUseIsSaid_data();
    void wrongUseIsSaid();
};

namespace {

const QByteArray Start = R"(data: {"type":"message_start","message":{"role":"assistant","model":"m"}})"
                         "\n\n";
const QByteArray Stop = R"(data: {"type":"message_stop"})"
                        "\n\n";

QByteArray delta(const QByteArray &text)
{
    return R"(data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":")" + text + "\"}}\n\n";
}

QByteArray chunk(int index, const QByteArray &text, const QByteArray &finish = "null")
{
    return R"(data: {"object":"chat.completion.chunk","choices":[{"index":)" + QByteArray::number(index) +
           R"(,"delta":{"content":")" + text + R"("},"finish_reason":)" + finish + "}]}\n\n";
}

/// A POST, whose stream is not asked for again.
QStringList post(const ScriptedServer &server, const QStringList &options)
{
    return QStringList{QStringLiteral("listen"), server.url().toString(), QStringLiteral("-d"), QStringLiteral("{}")} +
           options;
}

QStringList lens(const char *name)
{
    return {QStringLiteral("--lens"), QString::fromLatin1(name)};
}

QByteArray jsonHead(const QByteArray &type)
{
    return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nConnection: close\r\n\r\n";
}

} // namespace

void HelioLensTest::textIsPrintedAsItGrows()
{
    ScriptedServer server;
    server.answerStream(Start + delta("Hel"));
    const auto process = start(post(server, lens("anthropic")));
    QByteArray output;
    QTRY_VERIFY_WITH_TIMEOUT((output += process->readAllStandardOutput()) == "Hel", 20'000);
    server.send(delta(R"(lo,\nyou)") + Stop);
    server.end(Ending::Close);
    const Run run = finish(*process);
    QCOMPARE(output + run.output, "Hello,\nyou\n");
    QCOMPARE(run.exitCode, 0);
}

void HelioLensTest::figuresAreSaidBehindAMessage()
{
    ScriptedServer server;
    server.answerStream(Start + delta("a") + Stop, Ending::Close);
    const Run run = ::run(post(server, lens("auto")));
    QCOMPARE(run.output, "a\n");
    QVERIFY2(run.errors.contains("helio listen: anthropic, assistant, m, 3 events, first event after "),
             run.errors.constData());
    QVERIFY2(run.errors.contains(", complete\n"), run.errors.constData());
}

void HelioLensTest::aCutMessageIsExitCode1_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("report");
    QTest::newRow("whole") << QByteArray(Start + delta("a") + Stop) << 0 << QByteArray(", complete");
    QTest::newRow("cut") << QByteArray(Start + delta("a")) << 1 << QByteArray(", cut: The stream ended before");
    QTest::newRow("failed") << QByteArray(Start + R"(data: {"type":"error","error":{"message":"Overloaded"}})"
                                                  "\n\n")
                            << 1 << QByteArray(", failed: Overloaded");
    QTest::newRow("without the last mark")
        << QByteArray(chunk(0, "a", R"("stop")")) << 1 << QByteArray("the stream's last mark never came");
    QTest::newRow("with it") << QByteArray(chunk(0, "a", R"("stop")") + "data: [DONE]\n\n") << 0
                             << QByteArray(", stop, complete");
}

void HelioLensTest::aCutMessageIsExitCode1()
{
    QFETCH(const QByteArray, stream);
    QFETCH(const QByteArray, report);
    ScriptedServer server;
    server.answerStream(stream, Ending::Close);
    const Run run = ::run(post(server, lens("auto")));
    QTEST(run.exitCode, "exitCode");
    QVERIFY2(run.errors.contains(report), run.errors.constData());
}

void HelioLensTest::jsonIsOneObjectForEachMessage()
{
    ScriptedServer server;
    server.answerStream(Start + delta("a") + Stop + Start + delta("b"), Ending::Close);
    const Run run = ::run(post(server, lens("auto") + QStringList(QStringLiteral("--json"))));
    QCOMPARE(run.exitCode, 1);
    const QByteArrayList lines = run.output.trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    const QJsonObject whole = QJsonDocument::fromJson(lines[0]).object();
    QCOMPARE(whole.value(QStringLiteral("dialect")).toString(), QStringLiteral("anthropic"));
    QCOMPARE(whole.value(QStringLiteral("text")).toString(), QStringLiteral("a"));
    QCOMPARE(whole.value(QStringLiteral("complete")).toBool(), true);
    QVERIFY(whole.value(QStringLiteral("cut")).isNull());
    QVERIFY(whole.value(QStringLiteral("timeToFirstTextMs")).isDouble());
    const QJsonObject cut = QJsonDocument::fromJson(lines[1]).object();
    QCOMPARE(cut.value(QStringLiteral("index")).toInt(), 1);
    QCOMPARE(cut.value(QStringLiteral("complete")).toBool(true), false);
    QVERIFY(cut.value(QStringLiteral("cut")).isString());
}

void HelioLensTest::aFileAndAPathAreLenses()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("mine.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"dialect":"mine","complete":{"mark":{"data":"over"}},"rules":[{"do":[["append","text","$.t"]]}]})");
    file.close();
    const QByteArray stream = "data: {\"t\":\"a\"}\n\ndata: {\"t\":\"b\"}\n\ndata: over\n\n";
    for (const QString &name : {file.fileName(), QStringLiteral("$.t")}) {
        ScriptedServer server;
        server.answerStream(stream, Ending::Close);
        const Run run = ::run(post(server, {QStringLiteral("--lens"), name}));
        QCOMPARE(run.output, "ab\n");
        QCOMPARE(run.exitCode, 0);
    }
}

void HelioLensTest::oneChoiceAfterTheOtherIsPrinted()
{
    ScriptedServer server;
    server.answerStream(chunk(0, "a") + chunk(1, "x") + chunk(0, "b", R"("stop")") + chunk(1, "y", R"("stop")") +
                            "data: [DONE]\n\n",
                        Ending::Close);
    QCOMPARE(::run(post(server, lens("auto"))).output, "ab\nxy\n");
}

void HelioLensTest::ordinaryEventsArePrintedAsTheyAre()
{
    ScriptedServer server;
    QByteArray stream;
    for (int i = 0; i < 10; ++i)
        stream += "data: " + QByteArray::number(i) + "\n\n";
    server.answerStream(stream, Ending::Close);
    const Run run = ::run(post(server, lens("auto") + QStringList(QStringLiteral("--json"))));
    QCOMPARE(run.output.count('\n'), 10);
    QVERIFY(run.output.contains(R"("data":"0")"));
    QVERIFY2(run.errors.contains("of no dialect that is known"), run.errors.constData());
    QCOMPARE(run.exitCode, 0);
}

void HelioLensTest::aResumedStreamGoesOn()
{
    ScriptedServer server;
    server.answerStream("retry: 1\nid: 1\n" + Start + "id: 2\n" + delta("a"), Ending::Close);
    server.answerStream("id: 3\n" + delta("b") + "id: 4\n" + Stop);
    const Run run = ::run({QStringLiteral("listen"), server.url().toString(), QStringLiteral("--lens"),
                           QStringLiteral("anthropic"), QStringLiteral("--count"), QStringLiteral("4")});
    QCOMPARE(run.output, "ab\n");
    QCOMPARE(run.exitCode, 0);
}

void HelioLensTest::linesOfJsonAreEvents()
{
    ScriptedServer server;
    server.answer(jsonHead("application/json") + "{\"type\":\"ADDED\"}\n\n{\"type\":\"MODIFIED\"}\n{\"type\":\"LAST\"}",
                  Ending::Close);
    const Run run =
        ::run(post(server, {QStringLiteral("--format"), QStringLiteral("ndjson"), QStringLiteral("--json")}));
    const QByteArrayList lines = run.output.trimmed().split('\n');
    QCOMPARE(lines.size(), 3);
    QCOMPARE(QJsonDocument::fromJson(lines[2]).object().value(QStringLiteral("data")).toString(),
             QStringLiteral(R"({"type":"LAST"})"));
    QCOMPARE(run.exitCode, 0);
    QVERIFY(server.requests().first().header("accept").startsWith("application/x-ndjson"));
}

void HelioLensTest::aLensKnowsItsFormat()
{
    ScriptedServer server;
    server.answer(jsonHead("application/x-ndjson") +
                      R"({"model":"l","created_at":"2026","response":"Hel","done":false})"
                      "\n"
                      R"({"model":"l","created_at":"2026","response":"lo","done":true,"done_reason":"stop"})"
                      "\n",
                  Ending::Close);
    const Run run = ::run(post(server, lens("ollama")));
    QCOMPARE(run.output, "Hello\n");
    QCOMPARE(run.exitCode, 0);
}

void HelioLensTest::anArrayOfJsonIsEvents()
{
    ScriptedServer server;
    server.answer(jsonHead("application/json") +
                      R"([{"candidates":[{"content":{"parts":[{"text":"Hel"}]}}]})"
                      "\n,\n"
                      R"({"candidates":[{"content":{"parts":[{"text":"lo"}]},"finishReason":"STOP"}]}])",
                  Ending::Close);
    const Run run =
        ::run(post(server, lens("auto") + QStringList{QStringLiteral("--format"), QStringLiteral("json-array")}));
    QCOMPARE(run.output, "Hello\n");
    QCOMPARE(run.exitCode, 0);
}

void HelioLensTest::wrongUseIsSaid_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("problem");
    QTest::newRow("raw") << words("--lens auto --raw") << QByteArray("--lens prints messages and --raw bytes");
    QTest::newRow("no dialect") << words("--lens nonsense")
                                << QByteArray("--lens knows no dialect \"nonsense\": use auto, ag-ui");
    QTest::newRow("no path") << words("--lens $.a[") << QByteArray("--lens \"$.a[\": ");
    QTest::newRow("no file") << words("--lens nowhere.json") << QByteArray("nowhere.json cannot be read");
    QTest::newRow("no format") << words("--format xml") << QByteArray("--format must be sse, ndjson or json-array");
}

void HelioLensTest::wrongUseIsSaid()
{
    QFETCH(const QStringList, options);
    QFETCH(const QByteArray, problem);
    const Run run = ::run(QStringList{QStringLiteral("listen"), QStringLiteral("http://h/")} + options);
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.errors.contains(problem), run.errors.constData());
    QCOMPARE(run.errors.count('\n'), 1);
}

QTEST_GUILESS_MAIN(HelioLensTest)
#include "tst_helio_lens.moc"
