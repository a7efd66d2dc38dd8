// SPDX-License-Identifier: GPL-3.0-or-later
// The program itself, from outside.
#include "support/childprocess.h"
#include "support/loadpublisher.h"
#include "support/rawclient.h"

#include <QCryptographicHash>
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

QByteArray tokenRule(const QByteArray &name)
{
    return "[[token]]\nname = \"" + name + "\"\nsha256 = \"" +
           QCryptographicHash::hash(name, QCryptographicHash::Sha256).toHex() +
           "\"\nsubscribe = [\"*\"]\npublish = [\"*\"]\n";
}

int statusOf(quint16 port, const QByteArray &method, const QByteArray &target, const QByteArray &token = {})
{
    RawClient client;
    const QByteArrayList lines = token.isEmpty() ? QByteArrayList() : QByteArrayList{"Authorization: Bearer " + token};
    const auto answer = client.ask(port, RawClient::request(method, target, lines, method == "POST" ? "x" : ""));
    return answer ? answer->status : 0;
}

/// SIGHUP, and whether `message` comes on standard error after it.
bool hangUp(ChildProcess &program, const QByteArray &message)
{
    const qsizetype before = program.standardError().size();
    program.sendSignal(SIGHUP);
    return program.waitForOutput([&] { return program.standardError().indexOf(message, before) >= 0; }, 30s);
}

} // namespace

class HeliographTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theStallReportsCountersAddUp();
    void aStallReportThatCannotBeWrittenIsReportedAtOnce();
    void aHangupNeverTakesAllRulesAway_data();
    void aHangupNeverTakesAllRulesAway();
    void aHangupWithoutAFileDoesNothing();
    void aHubThatOthersReachTakesARule_data();
    void aHubThatOthersReachTakesARule();

private:
    QString write(const QByteArray &content);
    QTemporaryDir directory_;
};

void HeliographTest::init()
{
    qputenv("XDG_CONFIG_HOME", directory_.path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", directory_.path().toLocal8Bit());
}

QString HeliographTest::write(const QByteArray &content)
{
    const QString path = directory_.filePath(QStringLiteral("rules.toml"));
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? path : QString();
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
    QTRY_VERIFY_WITH_TIMEOUT(publisher.isFinished(), 120'000);
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

void HeliographTest::aStallReportThatCannotBeWrittenIsReportedAtOnce()
{
    ChildProcess program(QStringLiteral(HELIOGRAPH_PROGRAM),
                         {QStringLiteral("--no-hub"), QStringLiteral("--stall-report"),
                          directory_.filePath(QStringLiteral("missing/stalls.json"))});
    QVERIFY(program.start());
    QCOMPARE(program.waitForExit(30s), 1);
    QVERIFY(program.standardError().contains("--stall-report"));
}

void HeliographTest::aHangupNeverTakesAllRulesAway_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("loopback") << QStringLiteral("127.0.0.1");
    QTest::newRow("every address") << QStringLiteral("0.0.0.0");
}

void HeliographTest::aHangupNeverTakesAllRulesAway()
{
    QFETCH(QString, address);
    const quint16 port = freePort();
    const QByteArray settings("[server]\nheartbeat = \"15s\"\n");
    const QString path = write(settings + tokenRule("one"));
    ChildProcess program(
        QStringLiteral(HELIOGRAPH_PROGRAM),
        {QStringLiteral("--listen"), QStringLiteral("%1:%2").arg(address).arg(port), QStringLiteral("--config"), path});
    QVERIFY(program.start());
    QTRY_VERIFY2_WITH_TIMEOUT(accepts(port), qPrintable(program.report()), 30'000);
    QCOMPARE(statusOf(port, "GET", "/stream?channel=a"), 401);
    const auto staysClosed = [&](const QByteArray &reason) {
        return hangUp(program, "the access rules stay as they were") && program.standardError().contains(reason) &&
               statusOf(port, "GET", "/stream?channel=a") == 401 && statusOf(port, "POST", "/channels/a") == 401 &&
               statusOf(port, "GET", "/api/stats") == 401 && statusOf(port, "POST", "/channels/a", "one") == 200;
    };
    write({});
    QVERIFY2(staysClosed("[anonymous] with everything"), qPrintable(program.report()));
    write(settings);
    QVERIFY2(staysClosed("or a restart"), qPrintable(program.report()));
    write((settings + tokenRule("one")).first(settings.size() + 15));
    QVERIFY2(staysClosed("line 4"), qPrintable(program.report()));
    QVERIFY(QFile::remove(path));
    QVERIFY2(staysClosed("Cannot read"), qPrintable(program.report()));
    write("[anonymous]\npublish = [\"*\"]\nsubscribe = [\"*\"]\n");
    QVERIFY2(hangUp(program, "access rules read again from"), qPrintable(program.report()));
    // The hub takes them in a thread of its own.
    QTRY_COMPARE(statusOf(port, "POST", "/channels/a"), 200);
    program.sendSignal(SIGTERM);
    QCOMPARE(program.waitForExit(30s), 0);
}

void HeliographTest::aHangupWithoutAFileDoesNothing()
{
    const quint16 port = freePort();
    ChildProcess program(QStringLiteral(HELIOGRAPH_PROGRAM),
                         {QStringLiteral("--listen"), QStringLiteral("127.0.0.1:%1").arg(port)});
    QVERIFY(program.start());
    QTRY_VERIFY2_WITH_TIMEOUT(accepts(port), qPrintable(program.report()), 30'000);
    QVERIFY2(hangUp(program, "--config"), qPrintable(program.report()));
    QCOMPARE(statusOf(port, "POST", "/channels/a"), 200);
    program.sendSignal(SIGTERM);
    QCOMPARE(program.waitForExit(30s), 0);
}

void HeliographTest::aHubThatOthersReachTakesARule_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("listen = [\"0.0.0.0:0\"]") << QByteArray("0.0.0.0:0");
    QTest::newRow("allowed_hosts = [\"hub.example.org\"]") << QByteArray("allowed_hosts");
    QTest::newRow("trusted_proxies = [\"127.0.0.1\"]") << QByteArray("trusted_proxies");
}

void HeliographTest::aHubThatOthersReachTakesARule()
{
    QFETCH(QByteArray, word);
    ChildProcess program(QStringLiteral(HELIOGRAPH_PROGRAM),
                         {QStringLiteral("--config"), write(QByteArray("[server]\n") + QTest::currentDataTag())});
    QVERIFY(program.start());
    QCOMPARE(program.waitForExit(30s), 1);
    QVERIFY2(program.standardError().contains(word) && program.standardError().contains("[[token]]"),
             qPrintable(program.report()));
}

QTEST_GUILESS_MAIN(HeliographTest)
#include "tst_heliograph.moc"
