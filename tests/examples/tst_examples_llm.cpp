// SPDX-License-Identifier: GPL-3.0-or-later
#include "nodeserver.h"
#include "support/rawclient.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>
#include <QUrl>

using namespace helio::test;
using namespace std::chrono_literals;

namespace {

const QString Chat = QStringLiteral("/v1/chat/completions");
const QString Messages = QStringLiteral("/v1/messages");
const QString Stream = QStringLiteral(R"({"stream":true})");

QString faultQuery(const char *fault)
{
    return QStringLiteral("?fault=") + QLatin1String(fault);
}

} // namespace

/// The example that answers as language models do, read and judged by `helio`.
class ExamplesLlmTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aHealthyAnswerHasNeitherErrorsNorWarnings_data();
    void aHealthyAnswerHasNeitherErrorsNorWarnings();
    void theLensMakesTheRecordedAnswerOfIt_data();
    void theLensMakesTheRecordedAnswerOfIt();
    void eachFaultIsNamedByItsCode_data();
    void eachFaultIsNamedByItsCode();
    void heldBackAnswersAreBuffered_data();
    void heldBackAnswersAreBuffered();
    void theLensMarksWhatIsNotWhole_data();
    void theLensMarksWhatIsNotWhole();
    void anAnswerThatIsTooLongIsStoppedNotCut();
    void withoutStreamTheAnswerIsNoEventStream();
    void aFaultOfTheEnvironmentIsForAll();
    void theCommandsOfItsReadmeWork();
    void itEndsOnSigtermWithinAnAnswer();

private:
    HelioRun check(const QString &pathAndQuery, const QString &body = Stream) const;
    HelioRun listen(const QString &pathAndQuery, const QString &body = Stream) const;

    QJsonObject recorded_;
    NodeServer server_{QStringLiteral("llm"), {QStringLiteral("INTERVAL=3")}};
};

HelioRun ExamplesLlmTest::check(const QString &pathAndQuery, const QString &body) const
{
    return runHelio({QStringLiteral("check"), server_.url() + pathAndQuery, QStringLiteral("--data"), body,
                     QStringLiteral("--for"), QStringLiteral("60"), QStringLiteral("--json")});
}

HelioRun ExamplesLlmTest::listen(const QString &pathAndQuery, const QString &body) const
{
    return runHelio({QStringLiteral("listen"), server_.url() + pathAndQuery, QStringLiteral("--data"), body,
                     QStringLiteral("--lens"), QStringLiteral("auto"), QStringLiteral("--json"),
                     QStringLiteral("--timeout"), QStringLiteral("60")});
}

void ExamplesLlmTest::initTestCase()
{
    if (!NodeServer::isAvailable())
        QSKIP("needs node");
    QFile file(QStringLiteral(EXAMPLES_FOLDER "/llm/answer.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    recorded_ = QJsonDocument::fromJson(file.readAll()).object();
    QVERIFY2(server_.start(), qPrintable(server_.report()));
}

void ExamplesLlmTest::aHealthyAnswerHasNeitherErrorsNorWarnings_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("openai-chat") << Chat;
    QTest::newRow("anthropic") << Messages;
}

void ExamplesLlmTest::aHealthyAnswerHasNeitherErrorsNorWarnings()
{
    QFETCH(const QString, path);
    const HelioRun run = check(path);
    QVERIFY2(run.exitCode == 0, qPrintable(run.report));
    QCOMPARE(run.faults(), QStringList());
    const QJsonObject figures = run.objects.first().value(QStringLiteral("figures")).toObject();
    QVERIFY2(figures.value(QStringLiteral("events")).toInt() > 300, qPrintable(run.report));
}

void ExamplesLlmTest::theLensMakesTheRecordedAnswerOfIt_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QString>("finishReason");
    QTest::newRow("openai-chat") << Chat << QStringLiteral("openai-chat") << QStringLiteral("tool_calls");
    QTest::newRow("anthropic") << Messages << QStringLiteral("anthropic") << QStringLiteral("tool_use");
}

void ExamplesLlmTest::theLensMakesTheRecordedAnswerOfIt()
{
    QFETCH(const QString, path);
    const HelioRun run = listen(
        path, QStringLiteral(R"({"stream":true,"tools":[{}],"stream_options":{"include_usage":true},"model":"mine"})"));
    QVERIFY2(run.exitCode == 0, qPrintable(run.report));
    QCOMPARE(run.objects.size(), 1);
    const QJsonObject message = run.objects.first();
    QTEST(message.value(QStringLiteral("dialect")).toString(), "dialect");
    QTEST(message.value(QStringLiteral("finishReason")).toString(), "finishReason");
    QCOMPARE(message.value(QStringLiteral("model")).toString(), QStringLiteral("mine"));
    QCOMPARE(message.value(QStringLiteral("role")).toString(), QStringLiteral("assistant"));
    for (const QString &part : {QStringLiteral("text"), QStringLiteral("reasoning")})
        QCOMPARE(message.value(part).toString(), recorded_.value(part).toString());
    const QJsonObject call = message.value(QStringLiteral("toolCalls")).toArray().at(0).toObject();
    const QJsonObject recordedCall = recorded_.value(QStringLiteral("call")).toObject();
    QCOMPARE(call.value(QStringLiteral("name")), recordedCall.value(QStringLiteral("name")));
    QCOMPARE(QJsonDocument::fromJson(call.value(QStringLiteral("arguments")).toString().toUtf8()).object(),
             recordedCall.value(QStringLiteral("arguments")).toObject());
    QVERIFY(!message.value(QStringLiteral("usage")).toObject().isEmpty());
    QVERIFY(message.value(QStringLiteral("complete")).toBool());
    QVERIFY(message.value(QStringLiteral("cut")).isNull());
    QCOMPARE(message.value(QStringLiteral("unknownEvents")).toInt(-1), 0);
}

void ExamplesLlmTest::eachFaultIsNamedByItsCode_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("finding");
    const std::pair<const char *, const char *> faults[] = {
        {"cut", "cut error"},
        {"no-end", "no-end-mark error"},
        {"error", "stream-error error"},
        {"no-blank-line", "no-blank-line error"},
        {"wrong-type", "wrong-type error"},
    };
    for (const auto &[fault, finding] : faults) {
        QTest::addRow("openai-chat, %s", fault) << Chat + faultQuery(fault) << QString::fromLatin1(finding);
        QTest::addRow("anthropic, %s", fault) << Messages + faultQuery(fault) << QString::fromLatin1(finding);
    }
    // Behind a finish reason the last mark is only a warning; Anthropic's last mark is the end of the message.
    QTest::newRow("openai-chat, no-done") << Chat + faultQuery("no-done") << QStringLiteral("no-end-mark warning");
    QTest::newRow("anthropic, no-done") << Messages + faultQuery("no-done") << QStringLiteral("no-end-mark error");
}

void ExamplesLlmTest::eachFaultIsNamedByItsCode()
{
    QFETCH(const QString, path);
    QFETCH(const QString, finding);
    const HelioRun run = check(path);
    QVERIFY2(run.exitCode == 1, qPrintable(run.report));
    QVERIFY2(run.faults().contains(finding), qPrintable(run.report));
}

void ExamplesLlmTest::heldBackAnswersAreBuffered_data()
{
    aHealthyAnswerHasNeitherErrorsNorWarnings_data();
}

void ExamplesLlmTest::heldBackAnswersAreBuffered()
{
    QFETCH(const QString, path);
    NodeServer slow(QStringLiteral("llm"), {QStringLiteral("FAULT=buffer")}); // as fast as it is by itself
    QVERIFY2(slow.start(), qPrintable(slow.report()));
    const HelioRun run = runHelio({QStringLiteral("check"), slow.url() + path, QStringLiteral("--data"), Stream,
                                   QStringLiteral("--for"), QStringLiteral("60"), QStringLiteral("--json")});
    QVERIFY2(run.exitCode == 1, qPrintable(run.report));
    QCOMPARE(run.faults(), QStringList{QStringLiteral("buffered error")});
    QVERIFY2(run.report.contains(QLatin1String("4096")) || run.report.contains(QLatin1String("4,096")),
             qPrintable(run.report));
}

void ExamplesLlmTest::theLensMarksWhatIsNotWhole_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("member");
    for (const QString &path : {Chat, Messages}) {
        const QByteArray name = path.toLatin1();
        QTest::addRow("%s, cut", name.constData()) << path + faultQuery("cut") << QStringLiteral("cut");
        QTest::addRow("%s, no-end", name.constData()) << path + faultQuery("no-end") << QStringLiteral("cut");
        QTest::addRow("%s, error", name.constData()) << path + faultQuery("error") << QStringLiteral("error");
    }
}

void ExamplesLlmTest::theLensMarksWhatIsNotWhole()
{
    QFETCH(const QString, path);
    QFETCH(const QString, member);
    const HelioRun run = listen(path);
    QVERIFY2(run.exitCode == 1, qPrintable(run.report));
    const QJsonObject message = run.objects.first();
    QVERIFY2(message.value(member).isString(), qPrintable(run.report));
    QVERIFY(!message.value(QStringLiteral("complete")).toBool());
    QVERIFY(recorded_.value(QStringLiteral("text"))
                .toString()
                .startsWith(message.value(QStringLiteral("text")).toString()));
}

void ExamplesLlmTest::anAnswerThatIsTooLongIsStoppedNotCut()
{
    for (const QString &path : {Chat, Messages}) {
        const QString body = QStringLiteral(R"({"stream":true,"max_tokens":40})");
        const HelioRun checked = check(path, body);
        QVERIFY2(checked.exitCode == 0, qPrintable(checked.report));
        QVERIFY2(checked.findings().contains(QLatin1String("stopped-early note")), qPrintable(checked.report));
        const HelioRun read = listen(path, body);
        QVERIFY2(read.exitCode == 0, qPrintable(read.report));
        QVERIFY(read.objects.first().value(QStringLiteral("stopped")).toBool());
        QVERIFY(read.objects.first().value(QStringLiteral("cut")).isNull());
    }
}

void ExamplesLlmTest::withoutStreamTheAnswerIsNoEventStream()
{
    const HelioRun run = check(Chat, QStringLiteral("{}"));
    QVERIFY2(run.exitCode == 1, qPrintable(run.report));
    QCOMPARE(run.faults(), QStringList{QStringLiteral("wrong-type error")});
}

void ExamplesLlmTest::aFaultOfTheEnvironmentIsForAll()
{
    NodeServer unknown(QStringLiteral("llm"), {QStringLiteral("FAULT=none-such")});
    QVERIFY(!unknown.start());
    QVERIFY2(unknown.report().contains(QLatin1String("no-blank-line")), qPrintable(unknown.report()));
    NodeServer server(QStringLiteral("llm"), {QStringLiteral("FAULT=error"), QStringLiteral("INTERVAL=3")});
    QVERIFY2(server.start(), qPrintable(server.report()));
    const HelioRun run = runHelio({QStringLiteral("check"), server.url() + Messages, QStringLiteral("--data"), Stream,
                                   QStringLiteral("--for"), QStringLiteral("60"), QStringLiteral("--json")});
    QCOMPARE(run.faults(), QStringList{QStringLiteral("stream-error error")});
}

void ExamplesLlmTest::theCommandsOfItsReadmeWork()
{
    const QStringList commands = readmeCommands(QStringLiteral("llm"));
    QCOMPARE(commands.size(), 2);
    const std::pair<int, const char *> expected[] = {{0, "A heliograph is a mirror that talks."},
                                                     {1, "error no-end-mark: "}};
    for (int i = 0; i < 2; ++i) {
        QString own = commands[i];
        own.replace(QLatin1String("http://127.0.0.1:8788"), server_.url());
        const auto process = shell(own);
        QVERIFY(process);
        QVERIFY2(process->waitForExit(120s) == std::optional(expected[i].first), qPrintable(process->report()));
        QVERIFY2(process->standardOutput().startsWith(expected[i].second), qPrintable(process->report()));
    }
}

void ExamplesLlmTest::itEndsOnSigtermWithinAnAnswer()
{
    RawClient client;
    QVERIFY(client.connectTo(quint16(QUrl(server_.url()).port())));
    QVERIFY(client.send(RawClient::request("POST", Messages.toLatin1(), {}, Stream.toLatin1())));
    QVERIFY2(client.readUntil("message_start"), qPrintable(client.error()));
    QCOMPARE(server_.stop(), std::optional(0));
    QVERIFY(client.waitForEnd());
}

QTEST_GUILESS_MAIN(ExamplesLlmTest)
#include "tst_examples_llm.moc"
