// SPDX-License-Identifier: GPL-3.0-or-later
// The test of a stream, step by step, against real servers.
#include "scriptedserver.h"
#include "ui/streams/eventsourceopener.h"
#include "ui/streams/streamprobe.h"

#include <QSignalSpy>
#include <QSslServer>
#include <QSslSocket>
#include <QTcpServer>
#include <QTest>

using namespace helio;

using Ending = ScriptedServer::Ending;

namespace {

QString file(const char *name)
{
    return QStringLiteral(TLS_FILES "/") + QString::fromLatin1(name);
}

QSslConfiguration serverTls()
{
    QString problem;
    return TlsSettings::fromFiles(file("authority.pem"), file("server.pem"), file("server-key.pem"), {}, problem)
        .configuration(true);
}

/// All steps of a test, the last word of each.
QStringList stepsOf(StreamTest &test, bool &isGood)
{
    QStringList steps;
    QObject::connect(&test, &StreamTest::stepChanged, &test, [&steps](int index, const StreamTestStep &step) {
        const QString line = QStringLiteral("%1: %2").arg(int(step.state)).arg(step.text);
        if (index < steps.size())
            steps[index] = line;
        else
            steps.append(line);
    });
    QSignalSpy finished(&test, &StreamTest::finished);
    test.start();
    if (!QTest::qWaitFor([&finished] { return !finished.isEmpty(); }, 30'000))
        steps.append(QStringLiteral("not finished"));
    else
        isGood = finished.constFirst().constFirst().toBool();
    return steps;
}

} // namespace

class StreamProbeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTestShowsEachStep();
    void aTestFollowsRedirects();
    void aTestSaysWhatIsWrong_data();
    void aTestSaysWhatIsWrong();
    void aTestShowsTheCertificate();
    void aTestSaysWhyACertificateIsNotTrusted();
    void aTestOfAWrongHostSaysForWhomTheCertificateIs();
    void aQuietStreamIsDoubtfulButGood();
    void aTestThatIsDroppedLeavesNoConnection();
};

void StreamProbeTest::aTestShowsEachStep()
{
    ScriptedServer server;
    server.answerStream("event:price\ndata:7\n\n");
    StreamProbe probe({server.url(QStringLiteral("/s"), QStringLiteral("localhost")), {}, {}});
    bool isGood = false;
    const QStringList steps = stepsOf(probe, isGood);
    QVERIFY2(isGood, qPrintable(steps.join(u'\n')));
    QCOMPARE(steps.size(), 7);
    QVERIFY(steps[0].contains(QStringLiteral("127.0.0.1")));
    QVERIFY(steps[1].contains(QString::number(server.port())));
    QVERIFY(steps[2].contains(QStringLiteral("GET http://localhost")));
    QVERIFY(steps[3].contains(QStringLiteral("200 OK")));
    QVERIFY(steps[4].contains(QStringLiteral("text/event-stream")));
    QVERIFY(steps[6].contains(QStringLiteral("price: 7")));
    QTRY_COMPARE_WITH_TIMEOUT(server.openCount(), 0, 30'000);
}

void StreamProbeTest::aTestFollowsRedirects()
{
    ScriptedServer server;
    server.answer(redirectAnswer(307, "/there"));
    server.answerStream("data:7\n\n");
    StreamProbe probe({server.url(), {}, {}});
    bool isGood = false;
    const QStringList steps = stepsOf(probe, isGood);
    QVERIFY2(isGood, qPrintable(steps.join(u'\n')));
    QVERIFY(!steps.filter(QStringLiteral("/there")).isEmpty());
}

void StreamProbeTest::aTestSaysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("message");
    QTest::newRow("a page") << QByteArray(plainAnswer("200 OK", "Content-Type: text/html\r\n", "<p>"))
                            << QStringLiteral("text/html");
    QTest::newRow("not found") << QByteArray(plainAnswer("404 Not Found")) << QStringLiteral("404");
    QTest::newRow("busy") << QByteArray(plainAnswer("503 Unavailable")) << QStringLiteral("503");
    QTest::newRow("a redirect to nowhere") << redirectAnswer(302, "") << QStringLiteral("302");
    QTest::newRow("no HTTP") << QByteArrayLiteral("SSH-2.0\r\n\r\n") << QString();
    QTest::newRow("an end before the first event") << QByteArray() << QString();
}

void StreamProbeTest::aTestSaysWhatIsWrong()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, message);
    ScriptedServer server;
    if (answer.isEmpty())
        server.answerStream(":a\n", Ending::Close);
    else
        server.answer(answer, Ending::Close);
    StreamProbe probe({server.url(), {}, {}});
    bool isGood = true;
    const QStringList steps = stepsOf(probe, isGood);
    QVERIFY2(!isGood, qPrintable(steps.join(u'\n')));
    QVERIFY2(steps.last().startsWith(QString::number(int(StreamTestStep::State::Failed))), qPrintable(steps.last()));
    QVERIFY2(steps.last().contains(message), qPrintable(steps.join(u'\n')));
    QTRY_COMPARE_WITH_TIMEOUT(server.openCount(), 0, 30'000);
}

void StreamProbeTest::aTestShowsTheCertificate()
{
    ScriptedServer server(0, serverTls());
    server.answerStream("data:7\n\n");
    StreamRequest request{server.url(), {}, {}};
    request.authorityFile = file("authority.pem");
    StreamProbe probe(request);
    bool isGood = false;
    const QStringList steps = stepsOf(probe, isGood);
    QVERIFY2(isGood, qPrintable(steps.join(u'\n')));
    QVERIFY2(steps[2].contains(QStringLiteral("TLS 1.3")) && steps[2].contains(QStringLiteral("localhost")),
             qPrintable(steps[2]));
}

void StreamProbeTest::aTestSaysWhyACertificateIsNotTrusted()
{
    ScriptedServer server(0, serverTls());
    StreamProbe probe({server.url(), {}, {}});
    bool isGood = true;
    const QStringList steps = stepsOf(probe, isGood);
    QVERIFY(!isGood);
    QCOMPARE(steps.size(), 3);
    QVERIFY2(steps[2].contains(QStringLiteral("authority")), qPrintable(steps[2]));
    QVERIFY(server.requests().isEmpty());
}

void StreamProbeTest::aTestOfAWrongHostSaysForWhomTheCertificateIs()
{
    // Another address of this machine, which is not among the certificate's names.
    const QHostAddress other(QStringLiteral("127.0.0.2"));
    QSslServer server;
    server.setSslConfiguration(serverTls());
    if (!server.listen(other))
        QSKIP("this system has no 127.0.0.2");
    StreamRequest request{QUrl(QStringLiteral("https://127.0.0.2:%1/s").arg(server.serverPort())), {}, {}};
    request.authorityFile = file("authority.pem");
    StreamProbe probe(request);
    bool isGood = true;
    const QStringList steps = stepsOf(probe, isGood);
    QVERIFY(!isGood);
    QCOMPARE(steps.size(), 3);
    QVERIFY2(steps[2].contains(QStringLiteral("not for 127.0.0.2")), qPrintable(steps[2]));
    QVERIFY2(steps[2].contains(QStringLiteral("localhost")), qPrintable(steps[2]));
}

void StreamProbeTest::aQuietStreamIsDoubtfulButGood()
{
    ScriptedServer server;
    server.answerStream(":beat\n");
    ProbeLimits limits;
    limits.event = std::chrono::milliseconds(50);
    StreamProbe probe({server.url(), {}, {}}, limits);
    bool isGood = false;
    const QStringList steps = stepsOf(probe, isGood);
    QVERIFY2(isGood, qPrintable(steps.join(u'\n')));
    QVERIFY2(steps.last().startsWith(QString::number(int(StreamTestStep::State::Doubtful))), qPrintable(steps.last()));
    QTRY_COMPARE_WITH_TIMEOUT(server.openCount(), 0, 30'000);

    QTcpServer refused;
    QVERIFY(refused.listen(QHostAddress::LocalHost));
    const quint16 port = refused.serverPort();
    refused.close();
    StreamProbe nobody({QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(port)), {}, {}});
    const QStringList last = stepsOf(nobody, isGood);
    QVERIFY(!isGood);
    QVERIFY2(last.last().contains(QStringLiteral("Nobody listens")), qPrintable(last.last()));
}

void StreamProbeTest::aTestThatIsDroppedLeavesNoConnection()
{
    ScriptedServer server;
    server.answerStream(":beat\n");
    auto probe = std::make_unique<StreamProbe>(StreamRequest{server.url(), {}, {}});
    probe->start();
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 1, 30'000);
    probe.reset();
    QTRY_COMPARE_WITH_TIMEOUT(server.openCount(), 0, 30'000);
}

QTEST_GUILESS_MAIN(StreamProbeTest)
#include "tst_streamprobe.moc"
