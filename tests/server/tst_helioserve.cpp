// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/helioprocess.h"
#include "support/rawclient.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace helio::test;
using namespace std::chrono_literals;

/// `helio serve` as a program: what it prints, its exit codes, its end.
class HelioServeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void printsOneLineForEachListener();
    void endsWithZero_data();
    void endsWithZero();
    void endsWithinFiveSecondsThoughClientsStall();
    void clientsGetShutdownAtItsEnd();
    void wrongUseIsOneLineAndExitCode2_data();
    void wrongUseIsOneLineAndExitCode2();
    void aBadValueIsOneLineAndExitCode1_data();
    void aBadValueIsOneLineAndExitCode1();
    void aPortInUseIsOneLineAndExitCode1();
    void listeningBeyondLoopbackIsRefused_data();
    void listeningBeyondLoopbackIsRefused();
    void openAccessListensBeyondLoopback();
    void helpTeaches();
};

namespace {

struct Run
{
    std::optional<int> exitCode;
    QByteArray output;
    QByteArray errors;
};

Run serve(const QStringList &arguments)
{
    ChildProcess process(HelioProcess::program(), QStringList{QStringLiteral("serve")} + arguments);
    if (!process.start())
        return {};
    const auto exitCode = process.waitForExit(20s);
    return {exitCode, process.standardOutput(), process.standardError()};
}

/// Standard error without what is said about the limit of open files, which depends on the machine.
QByteArray complaint(const Run &run)
{
    QByteArrayList lines = run.errors.split('\n');
    lines.removeIf([](const QByteArray &line) { return line.contains("limit of open files"); });
    return lines.join('\n');
}

QStringList argumentsOf(const char *text)
{
    return QString::fromUtf8(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

void HelioServeTest::printsOneLineForEachListener()
{
    HelioProcess hub({QStringLiteral("--listen"), QStringLiteral("127.0.0.2:0")});
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    QVERIFY(hub.process().waitForOutput([&] { return hub.process().standardOutput().count('\n') == 2; }, 5s));
    RawClient client;
    QCOMPARE(client.ask(hub.port(), RawClient::request("GET", "/healthz"))->status, 200);
    QCOMPARE(hub.stop(), std::optional(0));
    static const QRegularExpression Lines(QStringLiteral(
        "^listening on http://127\\.0\\.0\\.1:[1-9]\\d*\nlistening on http://127\\.0\\.0\\.2:[1-9]\\d*\n$"));
    QVERIFY2(Lines.match(QString::fromUtf8(hub.process().standardOutput())).hasMatch(), qPrintable(hub.report()));
}

void HelioServeTest::endsWithZero_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void HelioServeTest::endsWithZero()
{
    QFETCH(int, signal);
    HelioProcess hub;
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    QElapsedTimer timer;
    timer.start();
    hub.process().sendSignal(signal);
    QCOMPARE(hub.process().waitForExit(10s), std::optional(0));
    QVERIFY(timer.elapsed() < 5000);
}

void HelioServeTest::endsWithinFiveSecondsThoughClientsStall()
{
    HelioProcess hub;
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    RawClient stalled[5];
    for (RawClient &client : stalled) {
        client.setReceiveBuffer(4096);
        QVERIFY(client.connectTo(hub.port()) && client.send(RawClient::request("GET", "/stream?channel=a")));
        QVERIFY(client.readUntil(QByteArray("retry:")));
    }
    RawClient half; // of a request
    QVERIFY(half.connectTo(hub.port()) &&
            half.send("POST /channels/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nx"));
    RawClient publisher;
    for (int i = 0; i < 8; ++i)
        QCOMPARE(
            publisher.ask(hub.port(), RawClient::request("POST", "/channels/a", {}, QByteArray(100'000, 'x')))->status,
            200);
    QElapsedTimer timer;
    timer.start();
    hub.process().sendSignal(SIGTERM);
    hub.process().sendSignal(SIGTERM); // once more changes nothing
    QCOMPARE(hub.process().waitForExit(10s), std::optional(0));
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
}

void HelioServeTest::clientsGetShutdownAtItsEnd()
{
    HelioProcess hub;
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    RawClient client;
    QVERIFY(client.connectTo(hub.port()) && client.send(RawClient::request("GET", "/stream?channel=a")));
    QVERIFY(client.readUntil(QByteArray("retry:")));
    hub.process().sendSignal(SIGTERM);
    QVERIFY(client.readToEnd());
    QVERIFY2(client.received().contains("event: shutdown\n"), client.received().constData());
    client.close();
    QCOMPARE(hub.process().waitForExit(10s), std::optional(0));
}

void HelioServeTest::wrongUseIsOneLineAndExitCode2_data()
{
    QTest::addColumn<bool>("byName");
    for (const char *arguments : {"--nonsense", "--listen", "extra", "--listen=127.0.0.1:0 extra", "--open-access=1"})
        QTest::newRow(arguments) << true;
}

void HelioServeTest::wrongUseIsOneLineAndExitCode2()
{
    const Run run = serve(argumentsOf(QTest::currentDataTag()));
    QCOMPARE(run.exitCode, std::optional(2));
    QCOMPARE(run.output, QByteArray());
    QVERIFY2(run.errors.count('\n') == 1 && run.errors.size() > 20, run.errors.constData());
}

void HelioServeTest::aBadValueIsOneLineAndExitCode1_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("--listen 7373") << QByteArray("7373");
    QTest::newRow("--listen nowhere.example:1") << QByteArray("nowhere.example");
    QTest::newRow("--listen 127.0.0.1:0 --heartbeat soon") << QByteArray("heartbeat");
    QTest::newRow("--listen 127.0.0.1:0 --heartbeat 0s") << QByteArray("heartbeat");
    QTest::newRow("--listen 127.0.0.1:0 --max-clients many") << QByteArray("max-clients");
    QTest::newRow("--listen 127.0.0.1:0 --max-clients 0") << QByteArray("max-clients");
    QTest::newRow("--listen 127.0.0.1:0 --max-body 1XB") << QByteArray("max-body");
    QTest::newRow("--listen 127.0.0.1:0 --queue -1") << QByteArray("queue");
    QTest::newRow("--listen 127.0.0.1:0 --store disk") << QByteArray("store");
    QTest::newRow("--listen 127.0.0.1:0 --source weather") << QByteArray("weather");
    QTest::newRow("--listen 127.0.0.1:0 --source system:never") << QByteArray("never");
    QTest::newRow("--listen 127.0.0.1:0 --source demo:0ms") << QByteArray("0ms");
    QTest::newRow("--listen 127.0.0.1:0 --static /no/such/folder") << QByteArray("/no/such/folder");
    QTest::newRow("--listen 127.0.0.1:0 --trusted-proxies proxy.example") << QByteArray("proxy.example");
    QTest::newRow("--config /no/such/file.toml") << QByteArray("/no/such/file.toml");
}

void HelioServeTest::aBadValueIsOneLineAndExitCode1()
{
    QFETCH(QByteArray, word);
    const Run run = serve(argumentsOf(QTest::currentDataTag()));
    QCOMPARE(run.exitCode, std::optional(1));
    QCOMPARE(run.output, QByteArray());
    QVERIFY2(complaint(run).count('\n') == 1 && complaint(run).contains(word), run.errors.constData());
}

void HelioServeTest::aPortInUseIsOneLineAndExitCode1()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const QString address = QStringLiteral("127.0.0.1:%1").arg(other.serverPort());
    const Run run =
        serve({QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"), QStringLiteral("--listen"), address});
    QCOMPARE(run.exitCode, std::optional(1));
    QCOMPARE(run.output, QByteArray());
    QVERIFY2(complaint(run).count('\n') == 1 && complaint(run).contains(address.toUtf8()), run.errors.constData());
}

void HelioServeTest::listeningBeyondLoopbackIsRefused_data()
{
    QTest::addColumn<bool>("byName");
    for (const char *address : {"0.0.0.0:0", "[::]:0", "*:0", "192.0.2.1:7373"})
        QTest::newRow(address) << true;
}

void HelioServeTest::listeningBeyondLoopbackIsRefused()
{
    const Run run = serve({QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"), QStringLiteral("--listen"),
                           QString::fromUtf8(QTest::currentDataTag())});
    QCOMPARE(run.exitCode, std::optional(1));
    QCOMPARE(run.output, QByteArray());
    QVERIFY2(run.errors.contains("--open-access"), run.errors.constData());
}

void HelioServeTest::openAccessListensBeyondLoopback()
{
    HelioProcess hub({QStringLiteral("--listen"), QStringLiteral("0.0.0.0:0"), QStringLiteral("--open-access")});
    QVERIFY2(hub.start(), qPrintable(hub.report()));
    QVERIFY(hub.process().waitForOutput(
        [&] { return hub.process().standardOutput().contains("\nlistening on http://0.0.0.0:"); }, 5s));
}

void HelioServeTest::helpTeaches()
{
    const Run run = serve({QStringLiteral("--help")});
    QCOMPARE(run.exitCode, std::optional(0));
    for (const char *word : {"--listen", "--config", "--open-access", "--max-clients", "curl", "Exit codes"})
        QVERIFY2(run.output.contains(word), word);
}

QTEST_GUILESS_MAIN(HelioServeTest)
#include "tst_helioserve.moc"
