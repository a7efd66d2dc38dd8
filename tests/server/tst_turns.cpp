// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/faultystore.h"
#include "hub/slices.h"
#include "hub/turns.h"
#include "server/httpconnection.h"
#include "serverbench.h"
#include "store/memorystore.h"

#include <QJsonArray>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <ctime>
#include <thread>

#include <unistd.h>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// Whoever holds up the hub's thread is counted by name.
class TurnsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { Turns::ofThisThread().clear(); }

    void whatIsShortIsNotCounted();
    void waitingIsNoComputing();
    void whatIsWithinAnotherIsCountedByItsOwnName();
    void aSlowJobIsCountedByItsName();
    void slowSocketsAreCounted();
    void slowStepsOfTheHubAreCounted_data();
    void slowStepsOfTheHubAreCounted();
    void theLogHasOneLine();
};

namespace {

/// Stands still on purpose.
void block()
{
    std::this_thread::sleep_for(300ms);
}

quint64 countOf(const QByteArray &name)
{
    for (const LongTurns &one : Turns::ofThisThread().all()) {
        if (one.name == name && one.longestMs >= 200)
            return one.count;
    }
    return 0;
}

class BlockingListener : public TransportListener
{
public:
    void frameTaken(const Frame &) override {}
    void drained() override {}
    void bytesReceived(QByteArrayView) override { block(); }
    void peerFinished() override {}
    void ended(EndReason) override { block(); }
};

class BlockingStore : public FaultyStore
{
public:
    using FaultyStore::FaultyStore;
    void locate(Selection selection, Start start, std::function<void(LocateResult)> done) override
    {
        block();
        FaultyStore::locate(selection, start, done);
    }
    void read(ReadRequest request, std::function<void(ReadResult)> done) override
    {
        block();
        FaultyStore::read(request, done);
    }
    void append(quint64 ticket, QList<Publication> publications, std::function<void(AppendResult)> done) override
    {
        block();
        FaultyStore::append(ticket, publications, done);
    }
    bool trimByAge() override
    {
        block();
        return FaultyStore::trimByAge();
    }
};

class BlockingEnd : public QObject
{
public:
    using QObject::QObject;
    ~BlockingEnd() override { block(); }
};

} // namespace

void TurnsTest::whatIsShortIsNotCounted()
{
    {
        const Turn turn("short");
    }
    QVERIFY(Turns::ofThisThread().all().empty());
    QVERIFY(!Turns::ofThisThread().takeWorst());
}

void TurnsTest::waitingIsNoComputing()
{
    {
        const Turn turn("waits");
        block();
    }
    {
        const Turn turn("computes");
        const std::clock_t end = std::clock() + 300 * CLOCKS_PER_SEC / 1000;
        while (std::clock() < end) {
        }
    }
    const auto &all = Turns::ofThisThread().all();
    QCOMPARE(all.size(), size_t(2));
    QVERIFY2(all[0].longestMs >= 280 && all[0].longestCpuMs < 100, qPrintable(QString::number(all[0].longestCpuMs)));
    QVERIFY2(all[1].longestCpuMs > 150, qPrintable(QString::number(all[1].longestCpuMs)));
    QCOMPARE(Turns::ofThisThread().takeWorst()->turns, quint64(2));
    QVERIFY(!Turns::ofThisThread().takeWorst());
}

void TurnsTest::whatIsWithinAnotherIsCountedByItsOwnName()
{
    {
        const Turn outer("outer");
        const Turn inner("inner");
        block();
    }
    QCOMPARE(countOf("inner"), quint64(1));
    QCOMPARE(countOf("outer"), quint64(0));
}

void TurnsTest::aSlowJobIsCountedByItsName()
{
    Slices slices("work");
    slices.add([] {
        block();
        return false;
    });
    QTRY_COMPARE_WITH_TIMEOUT(countOf("work"), quint64(1), 20'000);
}

void TurnsTest::slowSocketsAreCounted()
{
    BlockingListener listener;
    const auto carrier = Carrier::make(ServerBench::isOverSockets() ? Carrier::Kind::Socket : Carrier::Kind::Epoll);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QTcpSocket client;
    client.connectToHost(server.serverAddress(), server.serverPort());
    QVERIFY(server.waitForNewConnection(20'000));
    const auto transport = carrier->adopt(::dup(int(server.nextPendingConnection()->socketDescriptor())));
    QVERIFY(transport);
    transport->setListener(&listener);
    client.write("x");
    QTRY_COMPARE_WITH_TIMEOUT(countOf("sockets"), quint64(1), 20'000);
    transport->finish(0ms);
    QTRY_COMPARE_WITH_TIMEOUT(countOf("ends of connections"), quint64(1), 20'000);
}

void TurnsTest::slowStepsOfTheHubAreCounted_data()
{
    QTest::addColumn<QByteArray>("step");
    for (const char *step : {"publishing", "requests", "replays", "every second", "calls"})
        QTest::newRow(step) << QByteArray(step);
}

void TurnsTest::slowStepsOfTheHubAreCounted()
{
    QFETCH(QByteArray, step);
    HubConfig config;
    config.listen = {QStringLiteral("127.0.0.1:0")};
    config.makeStore = [](const HistoryLimits &limits, const Clock &clock) {
        return std::make_unique<BlockingStore>(makeMemoryStore(limits, clock));
    };
    HubHost host([](Publisher &, QObject *parent) { new BlockingEnd(parent); });
    quint16 port = 0;
    connect(&host, &HubHost::started, this,
            [&](const QStringList &urls) { port = quint16(QUrl(urls.constFirst()).port()); });
    host.start(config);
    QVERIFY(port != 0);
    RawClient client;
    if (step == "publishing")
        QVERIFY(client.ask(port, RawClient::request("POST", "/channels/a", {}, "x")));
    if (step == "requests")
        QVERIFY(client.ask(port, RawClient::request("GET", "/stream?channel=a&since=25&poll=1", {}, {})));
    if (step == "replays") {
        for (int i = 0; i < 3; ++i)
            QVERIFY(client.ask(port, RawClient::request("POST", "/channels/a", {}, QByteArray(100'000, 'x'))));
        QVERIFY(client.ask(port, RawClient::request("GET", "/stream?channel=a&since=25&poll=1", {}, {})));
    }
    if (step == "calls")
        host.stop();
    QTRY_VERIFY_WITH_TIMEOUT(countOf(step) >= 1, 20'000);
    QVERIFY(host.tap().thread() == thread());
}

void TurnsTest::theLogHasOneLine()
{
    HubConfig config;
    QStringList lines;
    ServerBench bench(config);
    connect(&bench.host(), &HubHost::noted, this, [&](const QString &line) { lines.append(line); });
    for (int i = 0; i < 2; ++i) {
        const Turn turn("standstill");
        block();
    }
    QTRY_COMPARE_WITH_TIMEOUT(lines.size(), qsizetype(1), 20'000);
    QVERIFY2(lines.constFirst().contains(QStringLiteral("standstill")), qPrintable(lines.constFirst()));
    QVERIFY(bench.ask("GET", "/metrics").body.contains("heliograph_long_turns_total{in=\"standstill\"} 2\n"));
    const QJsonArray turns = bench.json("/api/stats").value(QStringLiteral("longTurns")).toArray();
    QCOMPARE(turns.first().toObject().value(QStringLiteral("count")).toInt(), 2);
}

QTEST_GUILESS_MAIN(TurnsTest)
#include "tst_turns.moc"
