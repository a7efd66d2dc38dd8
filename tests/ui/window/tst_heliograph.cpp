// SPDX-License-Identifier: GPL-3.0-or-later
// The program itself, from outside.
#include "support/childprocess.h"
#include "support/loadpublisher.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

namespace {

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

bool accepts(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    return socket.waitForConnected(1000);
}

} // namespace

class HeliographTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theStallReportsCountersAddUp();
    void aStallReportThatCannotBeWrittenIsToldAtOnce();

private:
    QTemporaryDir directory_;
};

void HeliographTest::init()
{
    qputenv("XDG_CONFIG_HOME", directory_.path().toLocal8Bit());
}

void HeliographTest::theStallReportsCountersAddUp()
{
    const QString path = directory_.filePath(QStringLiteral("stalls.json"));
    const quint16 port = freePort();
    ChildProcess program(
        QStringLiteral(HELIOGRAPH_PROGRAM),
        {QStringLiteral("--listen"), QStringLiteral("127.0.0.1:%1").arg(port), QStringLiteral("--stall-report"), path});
    QVERIFY(program.start());
    QTRY_VERIFY2_WITH_TIMEOUT(accepts(port), qPrintable(program.report()), 30'000);
    LoadPublisher::Plan plan;
    plan.events = 5000;
    plan.batch = 100;
    LoadPublisher publisher(port, plan);
    publisher.start();
    QTRY_VERIFY_WITH_TIMEOUT(publisher.isFinished(), 30'000);
    program.sendSignal(SIGTERM);
    QCOMPARE(program.waitForExit(20s), 0);

    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject report = QJsonDocument::fromJson(file.readAll()).object();
    const auto figure = [&report](const char *name) { return report.value(QLatin1String(name)).toDouble(-1); };
    QVERIFY(figure("seconds") > 0);
    QVERIFY(figure("longestStallMs") > 0);
    QVERIFY(figure("stallP999Ms") > 0);
    QVERIFY(figure("stallP999Ms") <= figure("longestStallMs"));
    QVERIFY(figure("stallsOver50Ms") >= 0);
    QVERIFY(figure("memoryBytes") > 0);
    QVERIFY(figure("shown") >= 5000);
    QCOMPARE(figure("received"), figure("shown") + figure("filtered") + figure("waiting") + figure("trimmed"));
}

void HeliographTest::aStallReportThatCannotBeWrittenIsToldAtOnce()
{
    ChildProcess program(QStringLiteral(HELIOGRAPH_PROGRAM),
                         {QStringLiteral("--no-hub"), QStringLiteral("--stall-report"),
                          directory_.filePath(QStringLiteral("missing/stalls.json"))});
    QVERIFY(program.start());
    QCOMPARE(program.waitForExit(30s), 1);
    QVERIFY(program.standardError().contains("--stall-report"));
}

QTEST_GUILESS_MAIN(HeliographTest)
#include "tst_heliograph.moc"
