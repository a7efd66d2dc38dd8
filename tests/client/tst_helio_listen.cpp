// SPDX-License-Identifier: GPL-3.0-or-later
#include "helioprogram.h"
#include "scriptedserver.h"
#include "support/helioprocess.h"

#include <QTest>

#include <csignal>

using Ending = ScriptedServer::Ending;

/// `helio listen` as a program, and `helio` itself: options, requests, exit codes.
class HelioListenTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wrongUseIsOneLineAndExitCode2_data();
    void wrongUseIsOneLineAndExitCode2();
    void helpTeachesByExamples_data();
    void helpTeachesByExamples();

    void listenAddsChannelsTokenAndHeaders();
    void listenSaysWhatIsWrongWithAnExpectation();
    void listenSaysWhatItMissed();
    void aCountThatNoIntHoldsIsSaidAsItIs_data();
    void aCountThatNoIntHoldsIsSaidAsItIs();
    void listenEndsWithItsExitCode_data();
    void listenEndsWithItsExitCode();
    void optionsAreCalledAsCurlCallsThem();
    void aUserWithoutAPasswordSignsInWithAnEmptyOne();
    void aKeyWithAPassphraseIsNamed();
    void headersOfOneNameGoOutTogether();
    void dataMakesItAPost_data();
    void dataMakesItAPost();
    void aRequestWithABodyEndsWithItsStream_data();
    void aRequestWithABodyEndsWithItsStream();
    void retryErrorsComesBack();
    void maxEventBoundsWhatIsRead();
    void anyTypeReadsWhateverComes();
    void aProxyIsAsked();
    void anAddressWithoutASchemeIsHttp();
    void waitsAreToldForPeople_data();
    void waitsAreToldForPeople();
    void connectingIsSaidWhenItConnects();
    void whatSaysNothingIsBounded_data();
    void whatSaysNothingIsBounded();
    void aLongSilenceAndALargeStreamAreNotBounded();
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
                             "listen http://h/ -H Content-Length:5",
                             "listen http://h/ -H Content-Length:0",
                             "listen http://h/ -H Transfer-Encoding:chunked",
                             "listen http://h/ -d x -H Content-Length:0",
                             "listen http://h/ -H Host:",
                             "listen http://h/ --output /nonexistent/directory/file",
                             "listen http://h/ --output /",
                             "listen http://h/ --output=",
                             "listen http://h/ --json --raw",
                             "listen http://h/ -u :pw",
                             "listen http://h/ -X A:B",
                             "listen http://h/ --request=",
                             "listen http://h/ -d @/nonexistent",
                             "listen http://h/ -d @/",
                             "listen http://h/ --cacert /nonexistent",
                             "listen http://h/ --cert /nonexistent",
                             "listen http://h/ --key /nonexistent",
                             "listen http://h/ -x ftp://h",
                             "listen http://h/ --max-event 0",
                             "listen http://h/ --max-event 2GiB",
                             "listen http://h/ --max-event many",
                             "listen http://h/ --expect",
                             "listen http://h/ --expect=",
                             "listen http://h/ --expect type=(",
                             "listen http://h/ --expect type=[",
                             "listen http://h/ --expect good --expect type=*"})
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

void HelioListenTest::listenSaysWhatIsWrongWithAnExpectation()
{
    const Run result = run(words("listen http://h/ --expect done=a(b"));
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.errors.contains("\"done=a(b\""), result.errors.constData());
    QVERIFY2(result.errors.contains("character 4"), result.errors.constData());
}

void HelioListenTest::listenSaysWhatItMissed()
{
    ScriptedServer server;
    server.answerStream("event:x\ndata:1\n\n");
    const Run result = run(listen(server, words("--expect x --expect y=z --timeout 0.5")));
    QCOMPARE(result.exitCode, 5);
    QVERIFY2(result.errors.contains(": y=z\n"), result.errors.constData());
}

void HelioListenTest::aCountThatNoIntHoldsIsSaidAsItIs_data()
{
    QTest::addColumn<QByteArray>("count");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("one") << QByteArray("1") << QByteArray("after 0 of 1 event\n");
    QTest::newRow("two") << QByteArray("2") << QByteArray("after 0 of 2 events\n");
    for (const char *count : {"4294967297", "9223372036854775807"})
        QTest::newRow(count) << QByteArray(count) << "after 0 of " + QByteArray(count) + " events\n";
}

void HelioListenTest::aCountThatNoIntHoldsIsSaidAsItIs()
{
    QFETCH(QByteArray, count);
    QFETCH(QByteArray, said);
    ScriptedServer server;
    server.answerStream(": nothing\n\n");
    const Run result = run(listen(server, words("--timeout 0.2 --count ") + QStringList{QString::fromUtf8(count)}));
    QCOMPARE(result.exitCode, 5);
    QVERIFY2(result.errors.contains("time is over " + said), result.errors.constData());
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
    const QByteArray done = stream + "event:done\ndata:all: 5 ok\n\n";
    QTest::newRow("expected type came") << done << words("--expect done --timeout 10") << 0;
    QTest::newRow("expected data came") << done << words("--expect done=^all:\\s\\d+ --timeout 10") << 0;
    QTest::newRow("expected data with = came") << stream + "data:x=1\n\n"
                                               << words("--expect message=x=1 --timeout 10") << 0;
    QTest::newRow("expected default type came") << done << words("--expect message --timeout 10") << 0;
    QTest::newRow("no type is the default type") << done << words("--expect =a --timeout 10") << 0;
    QTest::newRow("a server that names the default type") << stream + "event:message\ndata:b\n\n"
                                                          << words("--expect message=b --timeout 10") << 0;
    QTest::newRow("both expected came, in another order")
        << done << words("--expect done --expect message --timeout 10") << 0;
    QTest::newRow("expected type did not come") << done << words("--expect other --timeout 0.2") << 5;
    QTest::newRow("case counts in a type") << done << words("--expect Done --timeout 0.2") << 5;
    QTest::newRow("expected data did not come") << done << words("--expect done=^ok --timeout 0.2") << 5;
    QTest::newRow("expected data under another type") << done << words("--expect done=a$ --timeout 0.2") << 5;
    QTest::newRow("one of two did not come") << done << words("--expect done --expect other --timeout 0.2") << 5;
    QTest::newRow("not among so many") << done << words("--expect done --count 1 --timeout 10") << 5;
    QTest::newRow("among so many") << done << words("--expect done --count 2 --timeout 10") << 0;
    QTest::newRow("refused before it came") << plainAnswer("404 Not Found") << words("--expect done --timeout 10") << 3;
    QTest::newRow("gave up before it came") << QByteArray() << words("--expect done --max-reconnects 0") << 4;
}

void HelioListenTest::listenEndsWithItsExitCode()
{
    QFETCH(QByteArray, answer);
    QFETCH(QStringList, options);
    QFETCH(int, exitCode);
    ScriptedServer server;
    for (int i = 0; i < 4; ++i) // without an answer Qt asks again by itself
        server.answer(answer, answer.isEmpty() ? Ending::Close : Ending::StayOpen);
    const Run result = run(listen(server, options));
    QCOMPARE(result.exitCode, exitCode);
}

void HelioListenTest::optionsAreCalledAsCurlCallsThem()
{
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    QCOMPARE(run(listen(server, words("-HX-A:1 -H X-B:2 -u joe:p:w -XPUT -dhello --count 1"))).exitCode, 0);
    const ScriptedRequest request = server.requests().first();
    QCOMPARE(request.method, "PUT");
    QCOMPARE(request.body, "hello");
    QCOMPARE(request.header("x-a"), "1");
    QCOMPARE(request.header("x-b"), "2");
    QCOMPARE(request.header("authorization"), "Basic " + QByteArray("joe:p:w").toBase64());
}

void HelioListenTest::aUserWithoutAPasswordSignsInWithAnEmptyOne()
{
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    const Run result = run(listen(server, words("-u joe --count 1")));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(server.requests().first().header("authorization"), "Basic " + QByteArray("joe:").toBase64());
    QVERIFY2(result.errors.contains("-u joe:PASSWORD"), result.errors.constData());
}

void HelioListenTest::aKeyWithAPassphraseIsNamed()
{
    const QString tls = QStringLiteral(TLS_FILES);
    const Run result = run({QStringLiteral("listen"), QStringLiteral("https://h/"), QStringLiteral("--cert"),
                            tls + QStringLiteral("/client.pem"), QStringLiteral("--key"),
                            tls + QStringLiteral("/client-key-encrypted.pem")});
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.errors.contains("is protected by a passphrase"), result.errors.constData());
}

void HelioListenTest::headersOfOneNameGoOutTogether()
{
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    QCOMPARE(run(listen(server, words("-H X-A:1 --header x-a:2 --count 1"))).exitCode, 0);
    QCOMPARE(server.requests().first().header("x-a"), "1, 2");
}

void HelioListenTest::dataMakesItAPost_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    const QByteArray input = "from\ninput";
    QTest::newRow("JSON") << words("-d {\"a\":1.10}") << QByteArray("{\"a\":1.10}") << QByteArray("application/json");
    QTest::newRow("text") << words("--data a=1") << QByteArray("a=1") << QByteArray("text/plain");
    QTest::newRow("a type of one's own") << words("-d a=1 -H content-type:a/b") << QByteArray("a=1")
                                         << QByteArray("a/b");
    QTest::newRow("standard input") << words("-d @-") << input << QByteArray("text/plain");
    QTest::newRow("a file") << QStringList{QStringLiteral("-d"), u'@' + QStringLiteral(TLS_FILES "/../CMakeLists.txt")}
                            << QByteArray() << QByteArray("text/plain");
}

void HelioListenTest::dataMakesItAPost()
{
    QFETCH(QStringList, options);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    QCOMPARE(run(listen(server, options + words("--count 1")), "from\ninput").exitCode, 0);
    const ScriptedRequest request = server.requests().first();
    QCOMPARE(request.method, "POST");
    if (body.isEmpty())
        QVERIFY(request.body.contains("SPDX"));
    else
        QCOMPARE(request.body, body);
    QCOMPARE(request.header("content-type"), type);
}

void HelioListenTest::aRequestWithABodyEndsWithItsStream_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("missing");
    QTest::newRow("by POST") << words("-d x") << QByteArray();
    QTest::newRow("by GET") << words("-d x -X GET") << QByteArray();
    QTest::newRow("with all that was counted") << words("-d x --count 1") << QByteArray();
    QTest::newRow("before all that was counted") << words("-d x --count 2") << QByteArray("after 1 of 2 events");
    QTest::newRow("before what was expected") << words("-d x --expect done") << QByteArray("was expected: done");
}

void HelioListenTest::aRequestWithABodyEndsWithItsStream()
{
    QFETCH(QStringList, options);
    QFETCH(QByteArray, missing);
    ScriptedServer server;
    server.answerStream("retry:1\ndata:a\n\n", Ending::Close);
    const Run result = run(listen(server, options));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.errors.contains("the stream has ended"), !missing.isEmpty());
    QVERIFY2(result.errors.contains(missing), result.errors.constData());
    QCOMPARE(server.requests().size(), 1);
}

void HelioListenTest::retryErrorsComesBack()
{
    ScriptedServer server;
    server.answer(plainAnswer("503 Busy", "Retry-After: 1\r\n"));
    server.answerStream("data:a\n\n");
    const Run result = run(listen(server, words("--retry-errors --count 1 -H X-A:1")));
    QCOMPARE(result.exitCode, 0);
    QVERIFY(server.requests().at(1).arrivedAt - server.requests().at(0).arrivedAt >= std::chrono::milliseconds(900));
}

void HelioListenTest::maxEventBoundsWhatIsRead()
{
    ScriptedServer server;
    server.answerStream("data:" + QByteArray(2000, 'x') + "\n\n");
    const Run result = run(listen(server, words("--max-event 1KiB")));
    QCOMPARE(result.exitCode, 3);
    QVERIFY2(result.errors.contains("1024"), result.errors.constData());
}

void HelioListenTest::anyTypeReadsWhateverComes()
{
    ScriptedServer server;
    server.answer("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\ndata:a\n\n");
    QCOMPARE(run(listen(server, words("--any-type --count 1"))).exitCode, 0);
}

void HelioListenTest::aProxyIsAsked()
{
    ScriptedServer proxy;
    proxy.answerStream("data:a\n\n");
    const QString address = QStringLiteral("127.0.0.1:%1").arg(proxy.port());
    const Run result = run({QStringLiteral("listen"), QStringLiteral("http://nowhere.invalid/s"), QStringLiteral("-x"),
                            address, QStringLiteral("--count"), QStringLiteral("1")});
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(proxy.requests().first().target, "http://nowhere.invalid/s");
}

void HelioListenTest::anAddressWithoutASchemeIsHttp()
{
    ScriptedServer server;
    server.answerStream("data:a\n\n");
    const QString address = server.url().toString().mid(7);
    QCOMPARE(run({QStringLiteral("listen"), address, QStringLiteral("--count"), QStringLiteral("1")}).exitCode, 0);
}

void HelioListenTest::waitsAreToldForPeople_data()
{
    QTest::addColumn<QByteArray>("retry");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("1300") << QByteArray("1300") << QByteArray("in 1.3 s");
    QTest::newRow("45000") << QByteArray("45000") << QByteArray("in 45 s");
    QTest::newRow("600000") << QByteArray("600000") << QByteArray("in 10 min");
    QTest::newRow("12000000") << QByteArray("12000000") << QByteArray("in 3 h 20 min");
    QTest::newRow("99999999999") << QByteArray("99999999999") << QByteArray("in 25 days");
}

void HelioListenTest::waitsAreToldForPeople()
{
    QFETCH(QByteArray, retry);
    QFETCH(QByteArray, text);
    ScriptedServer server;
    server.answerStream("retry:" + retry + "\ndata:a\n\n", Ending::Close);
    const Run result = run(listen(server, words("--timeout 1")));
    QVERIFY2(result.errors.contains("trying again " + text + '\n'), result.errors.constData());
}

void HelioListenTest::connectingIsSaidWhenItConnects()
{
    ScriptedServer server;
    server.answerStream("retry:60000\ndata:a\n\n", Ending::Close);
    const Run result = run(listen(server, words("--timeout 1")));
    QCOMPARE(result.errors.count("connecting to"), 1);
}

void HelioListenTest::whatSaysNothingIsBounded_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::newRow("a status line that does not end") << QByteArray("HTTP/1.1 200 O");
    QTest::newRow("a head that does not end") << QByteArray("HTTP/1.1 200 OK\r\nX: ");
    QTest::newRow("a chunk size that does not end") << streamHead("Transfer-Encoding: chunked\r\n") + "0";
    QTest::newRow("a chunk extension that does not end")
        << streamHead("Transfer-Encoding: chunked\r\n") + "8\r\ndata:a\n\n\r\n8;x=";
}

void HelioListenTest::whatSaysNothingIsBounded()
{
    QFETCH(QByteArray, begin);
    ScriptedServer server;
    server.answer(begin + QByteArray(64 * 1024 * 1024, '0'));
    const auto process = start(listen(server, {}));
    // Qt reads such bytes at some 100 KB a second, less on a busy machine; it ends by itself, or the test fails.
    QTRY_COMPARE_WITH_TIMEOUT(process->state(), QProcess::NotRunning, 200'000);
    const Run result = finish(*process);
    QCOMPARE(result.exitCode, 3);
    QVERIFY2(result.errors.contains("more than 1 MiB"), result.errors.constData());
}

void HelioListenTest::aLongSilenceAndALargeStreamAreNotBounded()
{
    ScriptedServer server;
    server.answerStream("data:" + QByteArray(8 * 1024 * 1024, 'x') + "\n\n");
    const Run result = run(listen(server, words("--timeout 2")));
    QCOMPARE(result.exitCode, 0);
    QVERIFY(!result.errors.contains("1 MiB"));
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
