// SPDX-License-Identifier: GPL-3.0-or-later
#include "scriptedserver.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using Ending = ScriptedServer::Ending;

/// `helio listen` and `helio publish` as programs: options, output, exit codes.
class HelioTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wrongUseIsOneLineAndExitCode2_data();
    void wrongUseIsOneLineAndExitCode2();
    void helpTeachesByExamples_data();
    void helpTeachesByExamples();

    void listenPrintsOneReadableLinePerEvent();
    void listenPrintsJson();
    void listenPrintsEachEventAsItComes();
    void listenAddsChannelsTokenAndHeaders();
    void listenAppendsToAFile();
    void listenEndsWithItsExitCode_data();
    void listenEndsWithItsExitCode();
    void listenIsInterrupted_data();
    void listenIsInterrupted();
    void listenEndsWhenNobodyReadsItsOutput();

    void publishSendsOneEvent();
    void publishSendsLinesAsTheyCome();
    void publishSendsManyLinesPerRequest();
    void publishSendsEnvelopesAsTheyAre();
    void publishTakesALastLineWithoutItsEnd();
    void publishShowsWhyItWasRefused();
    void publishRefusesALineThatIsTooLong();
    void publishNeverSendsARequestTwice();
};

namespace {

/// A run of the program; its end is waited for.
struct Run
{
    int exitCode = -1;
    QByteArray output;
    QByteArray errors;
};

std::unique_ptr<QProcess> start(const QStringList &arguments)
{
    auto process = std::make_unique<QProcess>();
    process->start(QStringLiteral(HELIO_PROGRAM), arguments);
    return process;
}

Run finish(QProcess &process)
{
    // The event loop goes on meanwhile: the server lives in this thread.
    if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 20'000)) {
        process.kill();
        process.waitForFinished();
        return {};
    }
    const int code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    return {code, process.readAllStandardOutput(), process.readAllStandardError()};
}

Run run(const QStringList &arguments, const QByteArray &input = {})
{
    const auto process = start(arguments);
    process->write(input);
    process->closeWriteChannel();
    return finish(*process);
}

QStringList listen(const ScriptedServer &server, const QStringList &options)
{
    return QStringList({QStringLiteral("listen"), server.url().toString()}) + options;
}

QStringList publish(const ScriptedServer &server, const QStringList &options)
{
    return QStringList({QStringLiteral("publish"), QStringLiteral("--url"), server.url(QString()).toString()}) +
           options;
}

QStringList words(const char *text)
{
    return QString::fromUtf8(text).split(u' ', Qt::SkipEmptyParts);
}

QByteArray jsonAnswer(const QByteArray &body)
{
    return plainAnswer("200 OK", "Content-Type: application/json\r\n", body);
}

} // namespace

void HelioTest::wrongUseIsOneLineAndExitCode2_data()
{
    QTest::addColumn<QStringList>("arguments");
    for (const char *line : {"",
                             "nonsense",
                             "--nonsense",
                             "listen",
                             "listen stream",
                             "listen ftp://h/",
                             "listen http://h/ http://i/",
                             "listen http://h/ --nonsense",
                             "listen http://h/ --count 0",
                             "listen http://h/ --count x",
                             "listen http://h/ --count",
                             "listen http://h/ --timeout 0",
                             "listen http://h/ --timeout -1",
                             "listen http://h/ --timeout x",
                             "listen http://h/ --timeout nan",
                             "listen http://h/ --max-reconnects -1",
                             "listen http://h/ --max-reconnects 1.5",
                             "listen http://h/ --header nonsense",
                             "listen http://h/ --header :x",
                             "listen http://h/ --output /nonexistent/directory/file",
                             "publish --nonsense x",
                             "publish --retry 99 x",
                             "publish --retry 1s x",
                             "publish --url ftp://h x",
                             "publish --url h x",
                             "publish --event gap x",
                             "publish --id 1-1 x",
                             "publish --id x -",
                             "publish --ndjson --channel x -",
                             "publish a b"})
        QTest::newRow(line) << words(line);
    QTest::newRow("listen, line end in --header")
        << QStringList({QStringLiteral("listen"), QStringLiteral("http://h/"), QStringLiteral("--header"),
                        QStringLiteral("A: b\r\nC: d")});
    QTest::newRow("publish, empty channel")
        << QStringList({QStringLiteral("publish"), QStringLiteral("--channel"), QString(), QStringLiteral("x")});
}

void HelioTest::wrongUseIsOneLineAndExitCode2()
{
    QFETCH(QStringList, arguments);
    const Run result = run(arguments);
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.output, QByteArray());
    QCOMPARE(result.errors.count('\n'), 1);
    QVERIFY(result.errors.startsWith("helio"));
}

void HelioTest::helpTeachesByExamples_data()
{
    QTest::addColumn<QStringList>("arguments");
    for (const char *line : {"--help", "listen --help", "publish --help"})
        QTest::newRow(line) << words(line);
}

void HelioTest::helpTeachesByExamples()
{
    QFETCH(QStringList, arguments);
    const Run result = run(arguments);
    QCOMPARE(result.exitCode, 0);
    QVERIFY(result.output.contains("  helio " + arguments.first().toLatin1().replace("--help", "listen")));
    QCOMPARE(result.errors, QByteArray());
}

void HelioTest::listenPrintsOneReadableLinePerEvent()
{
    ScriptedServer server;
    server.answerStream("channel: news\nid: 7\nevent: headline\ndata: a\ndata: b\t\x1B[31m\n\ndata: plain\n\n");
    const Run result = run(listen(server, words("--count 2")));
    QCOMPARE(result.exitCode, 0);
    const QString output = QString::fromUtf8(result.output);
    static const QRegularExpression expected(
        QStringLiteral("\\A\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  news  headline  7  a␊b␉␛\\[31m\n"
                       "\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  -  message  7  plain\n\\z"));
    QVERIFY2(expected.match(output).hasMatch(), result.output.constData());
}

void HelioTest::listenPrintsJson()
{
    ScriptedServer server;
    server.answerStream("channel: news\nid: 7\ndata: a\ndata: \"b\" \xFF\n\nid\nevent: x\ndata\n\n");
    const Run result = run(listen(server, words("--json --count 2")));
    QCOMPARE(result.exitCode, 0);
    const QList<QByteArray> lines = result.output.split('\n');
    QCOMPARE(lines.size(), 3);
    QCOMPARE(QJsonDocument::fromJson(lines.at(0)).object(),
             QJsonObject({{QStringLiteral("channel"), QStringLiteral("news")},
                          {QStringLiteral("type"), QStringLiteral("message")},
                          {QStringLiteral("data"), QStringLiteral("a\n\"b\" \uFFFD")},
                          {QStringLiteral("lastEventId"), QStringLiteral("7")}}));
    QCOMPARE(QJsonDocument::fromJson(lines.at(1)).object(), QJsonObject({{QStringLiteral("type"), QStringLiteral("x")},
                                                                         {QStringLiteral("data"), QString()},
                                                                         {QStringLiteral("lastEventId"), QString()}}));
}

void HelioTest::listenPrintsEachEventAsItComes()
{
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    const auto process = start(listen(server, words("--json")));
    QTRY_VERIFY_WITH_TIMEOUT(process->canReadLine(), 20'000);
    QVERIFY(process->readLine().contains("\"a\""));
    server.send("data:b\n\n");
    QTRY_VERIFY(process->canReadLine());
    QVERIFY(process->readLine().contains("\"b\""));
    process->terminate();
    QCOMPARE(finish(*process).exitCode, 130);
}

void HelioTest::listenAddsChannelsTokenAndHeaders()
{
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    const QStringList arguments{
        QStringLiteral("listen"),          server.url(QStringLiteral("/s%2F?x=a%20b+c")).toString(QUrl::FullyEncoded),
        QStringLiteral("--channel"),       QStringLiteral("a&b c"),
        QStringLiteral("--channel"),       QStringLiteral("ü"),
        QStringLiteral("--token"),         QStringLiteral("secret"),
        QStringLiteral("--header"),        QStringLiteral("X-Thing:  1 "),
        QStringLiteral("--last-event-id"), QStringLiteral("ü1"),
        QStringLiteral("--count"),         QStringLiteral("1")};
    QCOMPARE(run(arguments).exitCode, 0);
    const ScriptedRequest request = server.requests().first();
    QCOMPARE(request.target, "/s%2F?x=a%20b+c&channel=a%26b%20c&channel=%C3%BC");
    QCOMPARE(request.header("authorization"), "Bearer secret");
    QCOMPARE(request.header("x-thing"), "1");
    QCOMPARE(request.header("last-event-id"), "ü1");
}

void HelioTest::listenAppendsToAFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("events.ndjson"));
    for (int round = 0; round < 2; ++round) {
        ScriptedServer server;
        server.answerStream("id:1\nchannel:c\ndata:a\n\ndata:b\n\n");
        QCOMPARE(run(listen(server, {QStringLiteral("--output"), path, QStringLiteral("--count"), QStringLiteral("2")}))
                     .exitCode,
                 0);
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().split('\n');
    QCOMPARE(lines.size(), 5);
    const QJsonObject first = QJsonDocument::fromJson(lines.at(2)).object();
    static const QRegularExpression iso(QStringLiteral("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$"));
    QVERIFY(iso.match(first.value(u"time").toString()).hasMatch());
    QCOMPARE(first.value(u"channel").toString(), QStringLiteral("c"));
    QCOMPARE(first.value(u"type").toString(), QStringLiteral("message"));
    QCOMPARE(first.value(u"id").toString(), QStringLiteral("1"));
    QCOMPARE(first.value(u"data").toString(), QStringLiteral("a"));
    QVERIFY(QJsonDocument::fromJson(lines.at(3)).object().value(u"channel").isNull());
}

void HelioTest::listenEndsWithItsExitCode_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("exitCode");
    const QByteArray stream = streamHead() + "retry:1\ndata:a\n\n";
    QTest::newRow("count reached") << stream << words("--count 1 --timeout 10") << 0;
    QTest::newRow("time over") << stream << words("--timeout 0.2") << 0;
    QTest::newRow("204") << plainAnswer("204 No Content") << words("") << 3;
    QTest::newRow("404") << plainAnswer("404 Not Found") << words("") << 3;
    QTest::newRow("text/plain") << plainAnswer("200 OK", "Content-Type: text/plain\r\n") << words("") << 3;
    QTest::newRow("redirect without Location") << plainAnswer("302 Found") << words("") << 3;
    QTest::newRow("reconnects used up") << QByteArray() << words("--max-reconnects 0") << 4;
    QTest::newRow("time over before count") << stream << words("--count 2 --timeout 0.2") << 5;
}

void HelioTest::listenEndsWithItsExitCode()
{
    QFETCH(QByteArray, answer);
    QFETCH(QStringList, options);
    QFETCH(int, exitCode);
    ScriptedServer server;
    server.answer(answer, answer.isEmpty() ? Ending::Close : Ending::StayOpen);
    const Run result = run(listen(server, options));
    QCOMPARE(result.exitCode, exitCode);
}

void HelioTest::listenIsInterrupted_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void HelioTest::listenIsInterrupted()
{
    QFETCH(int, signal);
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    const auto process = start(listen(server, {}));
    QTRY_VERIFY_WITH_TIMEOUT(process->bytesAvailable() > 0, 20'000);
    ::kill(pid_t(process->processId()), signal);
    QCOMPARE(finish(*process).exitCode, 130);
}

void HelioTest::listenEndsWhenNobodyReadsItsOutput()
{
    ScriptedServer server;
    server.answerStream("data:a\n\n"); // and no further event
    QProcess shell;
    shell.start(QStringLiteral("sh"),
                {QStringLiteral("-c"),
                 QStringLiteral("{ \"$0\" listen \"$1\" --json; echo exit code $? >&2; } | head -n 1"),
                 QStringLiteral(HELIO_PROGRAM), server.url().toString()});
    const Run result = finish(shell);
    QVERIFY(result.output.contains("\"a\""));
    QVERIFY2(result.errors.contains("exit code 141"), result.errors.constData());
}

void HelioTest::publishSendsOneEvent()
{
    ScriptedServer server;
    server.answer(jsonAnswer("{\"id\":\"1-2\",\"channel\":\"a/b\",\"subscribers\":0}"));
    const Run result = run(publish(
        server, {QStringLiteral("--channel"), QStringLiteral("a/b ü+"), QStringLiteral("--event"),
                 QStringLiteral("x&y"), QStringLiteral("--id"), QStringLiteral("i=1"), QStringLiteral("--retry"),
                 QStringLiteral("2000"), QStringLiteral("--token"), QStringLiteral("secret"), QStringLiteral("dätä")}));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.output, "1-2\n");
    const ScriptedRequest request = server.requests().first();
    QCOMPARE(request.method, "POST");
    QCOMPARE(request.target, "/channels/a%2Fb%20%C3%BC%2B?event=x%26y&id=i%3D1&retry=2000");
    QCOMPARE(request.body, "dätä");
    QCOMPARE(request.header("authorization"), "Bearer secret");
}

void HelioTest::publishSendsLinesAsTheyCome()
{
    ScriptedServer server;
    for (const char *id : {"1", "2"})
        server.answer(jsonAnswer(QByteArray("{\"published\":1,\"ids\":[\"") + id + "\"]}"));
    const auto process = start(publish(server, words("--event x -")));
    process->write("a\n");
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 1, 20'000);
    process->write("b \xC3\xA4\r\n");
    QTRY_COMPARE(server.requests().size(), 2);
    process->closeWriteChannel();
    const Run result = finish(*process);
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.output, "1\n2\n");
    QCOMPARE(server.requests().at(0).target, "/publish");
    QCOMPARE(server.requests().at(0).header("content-type"), "application/x-ndjson");
    QCOMPARE(server.requests().at(0).body, "{\"channel\":\"sse\",\"type\":\"x\",\"data\":\"a\"}\n");
    QCOMPARE(server.requests().at(1).body, "{\"channel\":\"sse\",\"type\":\"x\",\"data\":\"b ä\"}\n");
}

void HelioTest::publishSendsManyLinesPerRequest()
{
    ScriptedServer server;
    const auto process = start(publish(server, words("-")));
    process->write(QByteArray("line\n").repeated(2500));
    process->closeWriteChannel();
    for (int sent = 0, request = 1; sent < 2500; ++request) {
        QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), request, 20'000);
        const auto lines = server.requests().last().body.count('\n');
        QVERIFY(lines <= 1000 && lines > 0);
        QByteArrayList ids;
        for (qsizetype i = 0; i < lines; ++i)
            ids.append('"' + QByteArray::number(sent++) + '"');
        server.send(jsonAnswer("{\"published\":1,\"ids\":[" + ids.join(',') + "]}"));
    }
    const Run result = finish(*process);
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.output.count('\n'), 2500);
    QVERIFY(result.output.startsWith("0\n1\n2\n"));
    QVERIFY2(server.requests().size() < 20, qPrintable(QString::number(server.requests().size())));
}

void HelioTest::publishSendsEnvelopesAsTheyAre()
{
    ScriptedServer server;
    server.answer(jsonAnswer("{\"published\":2,\"ids\":[\"1\",\"2\"]}"));
    const QByteArray lines = "{\"channel\":\"a\",\"data\":{\"n\":1.50}}\n\n{\"data\":\"b\"}\n";
    const Run result = run(publish(server, words("--ndjson -")), lines);
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.output, "1\n2\n");
    QCOMPARE(server.requests().first().body, "{\"channel\":\"a\",\"data\":{\"n\":1.50}}\n{\"data\":\"b\"}\n");
}

void HelioTest::publishTakesALastLineWithoutItsEnd()
{
    ScriptedServer server;
    server.answer(jsonAnswer("{\"published\":1,\"ids\":[\"1\"]}"));
    const Run result = run(publish(server, {}), "no end");
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(server.requests().first().body, "{\"channel\":\"sse\",\"data\":\"no end\"}\n");
    QCOMPARE(run(publish(server, {}), {}).exitCode, 0); // no line, no request
    QCOMPARE(server.requests().size(), 1);
}

void HelioTest::publishShowsWhyItWasRefused()
{
    ScriptedServer server;
    server.answer(plainAnswer("400 Bad Request", "Content-Type: application/problem+json\r\n",
                              "{\"title\":\"Bad\",\"detail\":\"The channel is closed.\"}"));
    const Run refused = run(publish(server, words("x")));
    QCOMPARE(refused.exitCode, 1);
    QCOMPARE(refused.output, QByteArray());
    QVERIFY(refused.errors.contains("The channel is closed."));
    QCOMPARE(refused.errors.count('\n'), 1);

    server.answer(plainAnswer("200 OK", {}, "<html>"));
    QCOMPARE(run(publish(server, words("x"))).exitCode, 1);
    QCOMPARE(run(words("publish --url http://127.0.0.1:1 x")).exitCode, 1);
}

void HelioTest::publishRefusesALineThatIsTooLong()
{
    ScriptedServer server;
    server.answer(jsonAnswer("{\"published\":1,\"ids\":[\"1\"]}"));
    const Run result = run(publish(server, words("-")), "good\n" + QByteArray(1024 * 1024 + 1, 'x') + "\nmore\n");
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.output, "1\n");
    QVERIFY(result.errors.contains("line 2"));
    QCOMPARE(server.requests().size(), 1);
}

void HelioTest::publishNeverSendsARequestTwice()
{
    ScriptedServer server;
    for (int i = 0; i < 4; ++i)
        server.answer({}, Ending::Close);
    QCOMPARE(run(publish(server, words("x"))).exitCode, 1);
    QCOMPARE(server.requests().size(), 1);
}

QTEST_GUILESS_MAIN(HelioTest)
#include "tst_helio.moc"
