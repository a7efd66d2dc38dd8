// SPDX-License-Identifier: GPL-3.0-or-later
#include "helioprogram.h"
#include "scriptedserver.h"
#include "support/helioprocess.h"

#include <QTest>

#include <unistd.h>

/// What the commands of `helio` do when their standard output is of no use.
class HelioOutputTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void outputThatIsLostIsNoSuccess_data();
    void outputThatIsLostIsNoSuccess();
    void noSocketTakesThePlaceOfAClosedStream();
};

namespace {

const QByteArray PublishAnswer = plainAnswer("200 OK", "Content-Type: application/json\r\n",
                                             "{\"id\":\"1-2\",\"channel\":\"sse\",\"subscribers\":0}");

} // namespace

void HelioOutputTest::outputThatIsLostIsNoSuccess_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("isClosed");
    for (const bool isClosed : {true, false}) {
        const auto row = [isClosed](const char *arguments, const QByteArray &answer = {}) {
            QTest::addRow("%s, %s", arguments, isClosed ? "closed" : "full")
                << QString::fromUtf8(arguments) << answer << isClosed;
        };
        const QByteArray stream = streamHead() + "data:a\n\n";
        row("listen URL --count 1", stream);
        row("listen URL --count 1 --json", stream);
        row("listen URL --count 1 --raw", stream);
        row("listen URL --count 1 --output /dev/null", stream);
        row("publish --url URL x", PublishAnswer);
        row("publish --url URL -", PublishAnswer);
        row("token --name a");
        row("serve --listen 127.0.0.1:0");
        row("--help");
        row("--version");
        row("listen --help");
    }
}

void HelioOutputTest::outputThatIsLostIsNoSuccess()
{
    QFETCH(QString, arguments);
    QFETCH(QByteArray, answer);
    QFETCH(bool, isClosed);
    ScriptedServer server;
    server.answer(answer);
    QProcess process;
    if (isClosed)
        process.setChildProcessModifier([] { close(STDOUT_FILENO); });
    else
        process.setStandardOutputFile(QStringLiteral("/dev/full"));
    arguments.replace(QLatin1String("URL"), server.url(QString()).toString());
    process.start(helio::test::HelioProcess::program(), arguments.split(u' '));
    process.write("line\n");
    process.closeWriteChannel();
    const Run result = finish(process);
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.errors.contains("cannot write to standard output: "), result.errors.constData());
}

void HelioOutputTest::noSocketTakesThePlaceOfAClosedStream()
{
    ScriptedServer server;
    server.answer(PublishAnswer);
    QProcess process;
    process.setChildProcessModifier([] {
        for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
            close(stream);
    });
    process.start(helio::test::HelioProcess::program(), {QStringLiteral("publish"), QStringLiteral("--url"),
                                                         server.url(QString()).toString(), QStringLiteral("x")});
    QCOMPARE(finish(process).exitCode, 1);
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(server.requests().first().body, "x");
}

QTEST_GUILESS_MAIN(HelioOutputTest)
#include "tst_helio_output.moc"
