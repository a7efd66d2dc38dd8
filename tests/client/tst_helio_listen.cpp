// SPDX-License-Identifier: GPL-3.0-or-later
#include "helioprogram.h"
#include "scriptedserver.h"
#include "support/helioprocess.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using Ending = ScriptedServer::Ending;

/// `helio listen` as a program, and `helio` itself: options, output, exit codes.
class HelioListenTest : public QObject
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
};

namespace {

QStringList listen(const ScriptedServer &server, const QStringList &options)
{
    return QStringList({QStringLiteral("listen"), server.url().toString()}) + options;
}

} // namespace

void HelioListenTest::wrongUseIsOneLineAndExitCode2_data()
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
                             "listen http://h/ --output /nonexistent/directory/file"})
        QTest::newRow(line) << words(line);
    QTest::newRow("line end in --header") << QStringList({QStringLiteral("listen"), QStringLiteral("http://h/"),
                                                          QStringLiteral("--header"), QStringLiteral("A: b\r\nC: d")});
}

void HelioListenTest::wrongUseIsOneLineAndExitCode2()
{
    QFETCH(QStringList, arguments);
    const Run result = run(arguments);
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.output, QByteArray());
    QCOMPARE(result.errors.count('\n'), 1);
    QVERIFY(result.errors.startsWith("helio"));
}

void HelioListenTest::helpTeachesByExamples_data()
{
    QTest::addColumn<QStringList>("arguments");
    for (const char *line : {"--help", "listen --help"})
        QTest::newRow(line) << words(line);
}

void HelioListenTest::helpTeachesByExamples()
{
    QFETCH(QStringList, arguments);
    const Run result = run(arguments);
    QCOMPARE(result.exitCode, 0);
    QVERIFY(result.output.contains("  helio listen "));
    QCOMPARE(result.errors, QByteArray());
}

void HelioListenTest::listenPrintsOneReadableLinePerEvent()
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

void HelioListenTest::listenPrintsJson()
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

void HelioListenTest::listenPrintsEachEventAsItComes()
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

void HelioListenTest::listenAddsChannelsTokenAndHeaders()
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

void HelioListenTest::listenAppendsToAFile()
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

void HelioListenTest::listenEndsWithItsExitCode_data()
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

void HelioListenTest::listenEndsWithItsExitCode()
{
    QFETCH(QByteArray, answer);
    QFETCH(QStringList, options);
    QFETCH(int, exitCode);
    ScriptedServer server;
    server.answer(answer, answer.isEmpty() ? Ending::Close : Ending::StayOpen);
    const Run result = run(listen(server, options));
    QCOMPARE(result.exitCode, exitCode);
}

void HelioListenTest::listenIsInterrupted_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void HelioListenTest::listenIsInterrupted()
{
    QFETCH(int, signal);
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    const auto process = start(listen(server, {}));
    QTRY_VERIFY_WITH_TIMEOUT(process->bytesAvailable() > 0, 20'000);
    ::kill(pid_t(process->processId()), signal);
    QCOMPARE(finish(*process).exitCode, 130);
}

void HelioListenTest::listenEndsWhenNobodyReadsItsOutput()
{
    ScriptedServer server;
    server.answerStream("data:a\n\n"); // and no further event
    QProcess shell;
    shell.start(QStringLiteral("sh"),
                {QStringLiteral("-c"),
                 QStringLiteral("{ \"$0\" listen \"$1\" --json; echo exit code $? >&2; } | head -n 1"),
                 helio::test::HelioProcess::program(), server.url().toString()});
    const Run result = finish(shell);
    QVERIFY(result.output.contains("\"a\""));
    QVERIFY2(result.errors.contains("exit code 141"), result.errors.constData());
}

QTEST_GUILESS_MAIN(HelioListenTest)
#include "tst_helio_listen.moc"
