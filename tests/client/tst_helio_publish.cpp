// SPDX-License-Identifier: GPL-3.0-or-later
#include "helioprogram.h"
#include "scriptedserver.h"
#include "support/helioprocess.h"

#include <QProcess>
#include <QTest>

using Ending = ScriptedServer::Ending;

/// `helio publish` as a program: options, what it sends, output, exit codes.
class HelioPublishTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wrongUseIsOneLineAndExitCode2_data();
    void wrongUseIsOneLineAndExitCode2();
    void helpTeachesByExamples();

    void publishSendsOneEvent();
    void publishSendsLinesAsTheyCome();
    void publishSendsManyLinesPerRequest();
    void publishSendsEnvelopesAsTheyAre();
    void publishTakesALastLineWithoutItsEnd();
    void publishShowsWhyItWasRefused();
    void publishRefusesALineThatIsTooLong();
    void publishNeverSendsARequestTwice();
    void publishNamesTheCause_data();
    void publishNamesTheCause();
    void idsThatNoHubGivesAreRefused_data();
    void idsThatNoHubGivesAreRefused();
    void numbersOfEnvelopesKeepTheirDigits();
    void anAnswerWithoutBoundIsRefused_data();
    void anAnswerWithoutBoundIsRefused();
    void idsThatCannotBePrintedAreSaid();
};

namespace {

QStringList publish(const ScriptedServer &server, const QStringList &options)
{
    return QStringList({QStringLiteral("publish"), QStringLiteral("--url"), server.url(QString()).toString()}) +
           options;
}

QByteArray jsonAnswer(const QByteArray &body)
{
    return plainAnswer("200 OK", "Content-Type: application/json\r\n", body);
}

} // namespace

void HelioPublishTest::wrongUseIsOneLineAndExitCode2_data()
{
    QTest::addColumn<QStringList>("arguments");
    for (const char *line : {"publish --nonsense x", "publish --retry 99 x", "publish --retry 1s x",
                             "publish --url ftp://h x", "publish --url h x", "publish --event gap x",
                             "publish --id 1-1 x", "publish --id x -", "publish --ndjson --channel x -", "publish a b"})
        QTest::newRow(line) << words(line);
    QTest::newRow("empty channel") << QStringList(
        {QStringLiteral("publish"), QStringLiteral("--channel"), QString(), QStringLiteral("x")});
}

void HelioPublishTest::wrongUseIsOneLineAndExitCode2()
{
    QFETCH(QStringList, arguments);
    const Run result = run(arguments);
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.output, QByteArray());
    QCOMPARE(result.errors.count('\n'), 1);
    QVERIFY(result.errors.startsWith("helio"));
}

void HelioPublishTest::helpTeachesByExamples()
{
    const Run result = run(words("publish --help"));
    QCOMPARE(result.exitCode, 0);
    QVERIFY(result.output.contains("  helio publish "));
    QCOMPARE(result.errors, QByteArray());
}

void HelioPublishTest::publishSendsOneEvent()
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

void HelioPublishTest::publishSendsLinesAsTheyCome()
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

void HelioPublishTest::publishSendsManyLinesPerRequest()
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

void HelioPublishTest::publishSendsEnvelopesAsTheyAre()
{
    ScriptedServer server;
    server.answer(jsonAnswer("{\"published\":2,\"ids\":[\"1\",\"2\"]}"));
    const QByteArray lines = "{\"channel\":\"a\",\"data\":{\"n\":1.50}}\n\n{\"data\":\"b\"}\n";
    const Run result = run(publish(server, words("--ndjson -")), lines);
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.output, "1\n2\n");
    QCOMPARE(server.requests().first().body, "{\"channel\":\"a\",\"data\":{\"n\":1.50}}\n{\"data\":\"b\"}\n");
}

void HelioPublishTest::publishTakesALastLineWithoutItsEnd()
{
    ScriptedServer server;
    server.answer(jsonAnswer("{\"published\":1,\"ids\":[\"1\"]}"));
    const Run result = run(publish(server, {}), "no end");
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(server.requests().first().body, "{\"channel\":\"sse\",\"data\":\"no end\"}\n");
    QCOMPARE(run(publish(server, {}), {}).exitCode, 0); // no line, no request
    QCOMPARE(server.requests().size(), 1);
}

void HelioPublishTest::publishShowsWhyItWasRefused()
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

void HelioPublishTest::publishRefusesALineThatIsTooLong()
{
    ScriptedServer server;
    server.answer(jsonAnswer("{\"published\":1,\"ids\":[\"1\"]}"));
    const Run result = run(publish(server, words("-")), "good\n" + QByteArray(1024 * 1024 + 1, 'x') + "\nmore\n");
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.output, "1\n");
    QVERIFY(result.errors.contains("line 2"));
    QCOMPARE(server.requests().size(), 1);
}

void HelioPublishTest::publishNeverSendsARequestTwice()
{
    ScriptedServer server;
    for (int i = 0; i < 4; ++i)
        server.answer({}, Ending::Close);
    QCOMPARE(run(publish(server, words("x"))).exitCode, 1);
    QCOMPARE(server.requests().size(), 1);
}

void HelioPublishTest::publishNamesTheCause_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Ending>("ending");
    QTest::addColumn<QByteArrayList>("says");
    const auto row = [](const char *name, const QByteArray &answer, Ending ending, const QByteArrayList &says) {
        QTest::newRow(name) << answer << ending << says;
    };
    const QByteArray ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    const QByteArray id = "{\"id\":\"1-2\"}";
    for (const int status : {301, 302, 303, 307, 308}) {
        QTest::addRow("%d", status) << redirectAnswer(status, "/next") << Ending::StayOpen
                                    << QByteArrayList{QByteArray::number(status), "/next"};
    }
    row("308 to nowhere", plainAnswer("308 Permanent Redirect"), Ending::StayOpen, {"308", "where to"});
    row("103", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + jsonAnswer(id), Ending::StayOpen,
        {"103 Early Hints", "interim", "proxy"});
    row("101", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", Ending::StayOpen, {"another protocol"});
    row("a head that is not read", "HTTP/1.1 200 OK\r\nX: " + QByteArray(200'000, 'x') + "\r\n\r\n", Ending::StayOpen,
        {"100 KiB"});
    row("a body that is cut", ok + "Content-Length: 100\r\n\r\n" + id, Ending::Close, {"cut off before its end"});
    row("a body that is reset", ok + "Content-Length: 100\r\n\r\n" + id, Ending::Reset, {"not known"});
    row("a chunk that is cut", ok + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"", Ending::Close,
        {"cut off before its end"});
    for (const QByteArray &bytes : {QByteArray("hello\r\n\r\n"), QByteArray("\x15\x03\x01\x00\x02\x02\x46", 7),
                                    QByteArray("HTTP/1.1 200 OK\r\nCo"), QByteArray()}) {
        for (const Ending ending : {Ending::Close, Ending::Reset})
            row((bytes.toPercentEncoding() + (ending == Ending::Reset ? " reset" : " closed")).constData(), bytes,
                ending, {"no HTTP answer came", "not known"});
    }
}

void HelioPublishTest::publishNamesTheCause()
{
    QFETCH(QByteArray, answer);
    QFETCH(Ending, ending);
    QFETCH(QByteArrayList, says);
    ScriptedServer server;
    server.answer(answer, ending);
    const Run result = run(publish(server, words("x")));
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.output, QByteArray());
    QCOMPARE(result.errors.count('\n'), 1);
    for (const QByteArray &text : says)
        QVERIFY2(result.errors.contains(text), result.errors.constData());
    QCOMPARE(server.requests().size(), 1);
}

void HelioPublishTest::idsThatNoHubGivesAreRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("escape, bell, line end") << QByteArray(R"({"id":"\u001b]0;x\u0007\nrow"})");
    QTest::newRow("C1") << QByteArray(R"({"id":"a\u009bm"})");
    QTest::newRow("empty") << QByteArray(R"({"id":""})");
    QTest::newRow("one of several") << QByteArray(R"({"published":2,"ids":["1-2","a\nb"]})");
    QTest::newRow("no text among several") << QByteArray(R"({"published":2,"ids":["1-2",3]})");
    QTest::newRow("257 bytes") << QByteArray(R"({"id":")" + QByteArray(257, 'x') + R"("})");
}

void HelioPublishTest::idsThatNoHubGivesAreRefused()
{
    QFETCH(QByteArray, body);
    ScriptedServer server;
    server.answer(jsonAnswer(body));
    const Run result = run(publish(server, words("x")));
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.output, QByteArray());
    QVERIFY2(result.errors.contains("not as a hub does"), result.errors.constData());
}

void HelioPublishTest::numbersOfEnvelopesKeepTheirDigits()
{
    ScriptedServer server;
    server.answer(jsonAnswer("{\"published\":1,\"ids\":[\"1-2\"]}"));
    const QByteArray line = "{\"data\":[12345678901234567890123, 1.10, -0, 1e400]}";
    QCOMPARE(run(publish(server, words("--ndjson -")), line + '\n').exitCode, 0);
    QCOMPARE(server.requests().first().body, line + '\n');
}

void HelioPublishTest::anAnswerWithoutBoundIsRefused_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("a body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" +
                                          QByteArray(3'000'000, ' '));
    QTest::newRow("header lines") << QByteArray("HTTP/1.1 200 OK\r\n" + QByteArray("X: y\r\n").repeated(10'000'000));
}

void HelioPublishTest::anAnswerWithoutBoundIsRefused()
{
    QFETCH(QByteArray, answer);
    ScriptedServer server;
    server.answer(answer);
    const Run result = run(publish(server, words("x")));
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.errors.contains("1 MiB"), result.errors.constData());
}

void HelioPublishTest::idsThatCannotBePrintedAreSaid()
{
    ScriptedServer server;
    server.answer(jsonAnswer("{\"id\":\"1-2\",\"channel\":\"sse\",\"subscribers\":0}"));
    QProcess process;
    process.setStandardOutputFile(QStringLiteral("/dev/full"));
    process.start(helio::test::HelioProcess::program(), publish(server, words("x")));
    const Run result = finish(process);
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.errors.contains("cannot write to standard output: "), result.errors.constData());
}

QTEST_GUILESS_MAIN(HelioPublishTest)
#include "tst_helio_publish.moc"
