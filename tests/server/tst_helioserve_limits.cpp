// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/helioprocess.h"
#include "support/rawclient.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <csignal>
#include <deque>

using namespace helio::test;
using namespace std::chrono_literals;

/// `helio serve` where the system gives little: of memory and of descriptors.
class HelioServeLimitsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void outOfMemoryIsAnAnswer();
    void descriptorsAreKeptForStreams();
    void fewOpenFilesAreSaidWhereTheyAreTooFew_data();
    void fewOpenFilesAreSaidWhereTheyAreTooFew();
};

namespace {

/// `helio serve` under a limit of the shell's, such as `-n 100`.
class LimitedHub
{
public:
    explicit LimitedHub(const QString &limit, const QString &more = {})
        : process_(QStringLiteral("/bin/sh"),
                   {QStringLiteral("-c"),
                    QStringLiteral("ulimit %1 && exec \"$0\" serve --listen 127.0.0.1:0 %2").arg(limit, more),
                    HelioProcess::program()})
    {}

    bool start()
    {
        static const QRegularExpression line(QStringLiteral("listening on http://127\\.0\\.0\\.1:(\\d+)\n"));
        const auto match = [this] { return line.match(QString::fromUtf8(process_.standardOutput())); };
        if (!process_.start() || !process_.waitForOutput([&] { return match().hasMatch(); }, 20s))
            return false;
        port_ = match().captured(1).toUShort();
        return true;
    }

    quint16 port() const { return port_; }
    ChildProcess &process() { return process_; }

    /// Of address space, in KiB.
    qint64 virtualSize() const
    {
        QFile file(QStringLiteral("/proc/%1/status").arg(process_.processId()));
        static const QRegularExpression line(QStringLiteral("VmSize:\\s+(\\d+) kB"));
        return file.open(QIODevice::ReadOnly) ? line.match(QString::fromLatin1(file.readAll())).captured(1).toLongLong()
                                              : 0;
    }

    int publish(const QByteArray &data) const
    {
        RawClient client(20s);
        const auto answer = client.ask(port_, RawClient::request("POST", "/channels/healthy", {}, data));
        return answer ? answer->status : 0;
    }

private:
    ChildProcess process_;
    quint16 port_ = 0;
};

bool openStream(RawClient &client, quint16 port)
{
    return client.connectTo(port) && client.send(RawClient::request("GET", "/stream?channel=healthy")) &&
           client.readUntil(QByteArray("\n\n"));
}

} // namespace

void HelioServeLimitsTest::outOfMemoryIsAnAnswer()
{
    LimitedHub free(QStringLiteral("-n 1024"));
    QVERIFY2(free.start(), qPrintable(free.process().report()));
    const qint64 needed = free.virtualSize();
    QVERIFY(needed > 0);

    LimitedHub hub(QStringLiteral("-v %1").arg(needed + 40 * 1024));
    QVERIFY2(hub.start(), qPrintable(hub.process().report()));
    RawClient subscriber(20s);
    QVERIFY(openStream(subscriber, hub.port()));
    std::deque<RawClient> attackers;
    for (int i = 0; i < 150; ++i) { // each almost the largest body: more than there is, long before the last
        RawClient &attacker = attackers.emplace_back(20s);
        QVERIFY2(attacker.connectTo(hub.port()), qPrintable(hub.process().report()));
        attacker.send(RawClient::request("POST", "/channels/a", {"Content-Length: 1000000"}) +
                      QByteArray(990'000, 'x'));
        if (i % 10 == 9)
            hub.publish("meanwhile");
    }
    QVERIFY2(hub.process().isRunning(), qPrintable(hub.process().report()));
    int refused = 0;
    for (RawClient &attacker : attackers) {
        attacker.send(QByteArray(10'000, 'x')); // the rest
        const auto answer = attacker.readResponse();
        refused += answer && answer->status == 503 ? 1 : 0;
    }
    QVERIFY2(refused > 0, qPrintable(hub.process().report()));
    attackers.clear();
    QTRY_COMPARE_WITH_TIMEOUT(hub.publish("afterwards"), 200, 20'000);
    QVERIFY2(subscriber.readUntil(QByteArray("data: afterwards\n")), qPrintable(subscriber.error()));
    hub.process().sendSignal(SIGTERM);
    QCOMPARE(hub.process().waitForExit(20s), 0);
}

void HelioServeLimitsTest::descriptorsAreKeptForStreams()
{
    LimitedHub hub(QStringLiteral("-n 240"));
    QVERIFY2(hub.start(), qPrintable(hub.process().report()));
    std::deque<RawClient> attackers;
    for (int i = 0; i < 200; ++i) { // more than there are descriptors
        QVERIFY(attackers.emplace_back(20s).connectTo(hub.port()));
        QVERIFY(attackers.back().send("POST /channels/a HTTP/1.1\r\nHost: localhost\r\n"));
    }
    std::deque<RawClient> streams;
    for (int i = 0; i < 20; ++i) {
        RawClient &stream = streams.emplace_back(20s);
        QVERIFY2(openStream(stream, hub.port()), qPrintable(stream.error()));
    }
    QCOMPARE(hub.publish("x"), 200);
    for (RawClient &stream : streams)
        QVERIFY2(stream.readUntil(QByteArray("data: x\n")), qPrintable(stream.error()));
}

void HelioServeLimitsTest::fewOpenFilesAreSaidWhereTheyAreTooFew_data()
{
    QTest::addColumn<QString>("limit");
    QTest::addColumn<QString>("options");
    QTest::addColumn<bool>("isSaid");
    const QString few = QStringLiteral("-n 600");
    const QString some = QStringLiteral("-n 2000");
    QTest::newRow("fewer than most hubs have") << few << QString() << true;
    QTest::newRow("enough for most") << some << QString() << false;
    QTest::newRow("enough for those asked for") << few << QStringLiteral("--max-clients 400") << false;
    QTest::newRow("fewer than asked for") << some << QStringLiteral("--max-clients 3000") << true;
}

void HelioServeLimitsTest::fewOpenFilesAreSaidWhereTheyAreTooFew()
{
    QFETCH(QString, limit);
    QFETCH(QString, options);
    QFETCH(bool, isSaid);
    LimitedHub hub(limit, options);
    QVERIFY2(hub.start(), qPrintable(hub.process().report()));
    hub.process().sendSignal(SIGTERM);
    QCOMPARE(hub.process().waitForExit(20s), 0);
    QCOMPARE(hub.process().standardError().contains("limit of open files"), isSaid);
}

QTEST_GUILESS_MAIN(HelioServeLimitsTest)
#include "tst_helioserve_limits.moc"
