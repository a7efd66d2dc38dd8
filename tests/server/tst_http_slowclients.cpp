// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverbench.h"

#include <QElapsedTimer>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// Clients that read slowly or not at all, and the others, who must not notice.
class HttpSlowClientsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whoReadsNothingIsClosedAtTheBound();
    void whoReadsNothingAtAllIsClosedAfterTheStallTime();
    void aSlowOneHealsItselfByItsLastEventId();
    void anEventLargerThanTheBoundFits();
    void anEventLargerThanTheBoundFitsBehindAnother();
    void aSlowReplayIsNeitherTooSlowNorInTheWay();
    void resetsAndDisappearancesDelayNobody();
    void whatWaitsForAllTogetherIsBounded();
};

namespace {

QString lastReason(const ServerBench &bench)
{
    const QByteArray body = bench.ask("GET", "/api/disconnects").body;
    const qsizetype at = body.lastIndexOf("\"reason\":\"");
    return at < 0 ? QString() : QString::fromUtf8(body.mid(at + 10).split('"').first());
}

} // namespace

void HttpSlowClientsTest::whoReadsNothingIsClosedAtTheBound()
{
    ServerBench bench;
    StreamClient slow(bench), quick(bench);
    slow.raw.setReceiveBuffer(4096);
    QVERIFY(slow.open("/stream?channel=a") && quick.open("/stream?channel=a"));
    const QByteArray data(50'000, 'x');
    int published = 0;
    while (published < 1000 && bench.json("/api/stats").value(QStringLiteral("clients")).toInt() == 2) {
        bench.publish("a", data);
        QVERIFY(quick.waitForEvents(++published));
    }
    QCOMPARE(lastReason(bench), QStringLiteral("too slow"));
    QVERIFY2(published > 20 && published < 200,
             qPrintable(QString::number(published))); // 1 MiB, and what the kernel took
    QVERIFY(slow.raw.waitForEnd());
}

void HttpSlowClientsTest::whoReadsNothingAtAllIsClosedAfterTheStallTime()
{
    HubConfig config;
    config.server.slowClients = {qsizetype(64) << 20, 1s};
    ServerBench bench(config);
    StreamClient stalled(bench), quick(bench);
    stalled.raw.setReceiveBuffer(4096);
    QVERIFY(stalled.open("/stream?channel=a") && quick.open("/stream?channel=a"));
    QElapsedTimer timer;
    timer.start();
    for (int i = 1; i <= 12; ++i) {
        bench.publish("a", QByteArray(1'000'000, 'x')); // less than the bound, more than the kernel takes
        QVERIFY(quick.waitForEvents(i));
    }
    QVERIFY(bench.waitForClients(1));
    QVERIFY(timer.elapsed() >= 900);
    QCOMPARE(lastReason(bench), QStringLiteral("stalled"));
}

void HttpSlowClientsTest::aSlowOneHealsItselfByItsLastEventId()
{
    HubConfig config;
    config.server.slowClients.queueBytes = 100'000;
    ServerBench bench(config);
    StreamClient slow(bench);
    slow.raw.setReceiveBuffer(4096);
    QVERIFY(slow.open("/stream?channel=a"));
    int published = 0;
    while (published < 1000 && bench.json("/api/stats").value(QStringLiteral("clients")).toInt() == 1)
        bench.publish("a", QByteArray::number(published++) + QByteArray(20'000, ' '));
    slow.waitForEnd();
    const QByteArrayList before = slow.data();
    QVERIFY(before.size() < published);
    StreamClient again(bench);
    QVERIFY(again.open("/stream?channel=a", {"Last-Event-ID: " + slow.parser.lastEventId()}));
    QVERIFY(again.waitForEvents(published - before.size()));
    const QByteArrayList all = before + again.data();
    for (int i = 0; i < published; ++i)
        QCOMPARE(all[i].trimmed(), QByteArray::number(i));
}

void HttpSlowClientsTest::anEventLargerThanTheBoundFits()
{
    HubConfig config;
    config.server.slowClients.queueBytes = 1000;
    ServerBench bench(config);
    StreamClient client(bench);
    client.raw.setReceiveBuffer(4096);
    QVERIFY(client.open("/stream?channel=a"));
    const QByteArray data(1'000'000, '\n');
    for (int i = 1; i <= 2; ++i) {
        bench.publish("a", data);
        QVERIFY(client.waitForEvents(i));
        QCOMPARE(client.events.last().data, data);
    }
}

void HttpSlowClientsTest::anEventLargerThanTheBoundFitsBehindAnother()
{
    HubConfig config;
    config.server.slowClients.queueBytes = 200'000;
    ServerBench bench(config);
    StreamClient client(bench);
    client.raw.setReceiveBuffer(4096);
    QVERIFY(client.open("/stream?channel=a"));
    int published = 0; // until something waits
    while (published < 1000 && !bench.ask("GET", "/api/clients").body.contains("\"queuedEvents\":1,")) {
        bench.publish("a", QByteArray(30'000, 'x'));
        ++published;
    }
    bench.publish("a", QByteArray(1'000'000, '\n'));
    QVERIFY(client.waitForEvents(published + 1));
    QCOMPARE(client.events.last().data.size(), 1'000'000);
}

void HttpSlowClientsTest::aSlowReplayIsNeitherTooSlowNorInTheWay()
{
    ServerBench bench;
    for (int i = 0; i < 60; ++i)
        bench.publish("a", QByteArray::number(i) + QByteArray(100'000, ' ')); // 6 MB
    StreamClient slow(bench), quick(bench);
    slow.raw.setReceiveBuffer(4096);
    QVERIFY(slow.open("/stream?channel=a&lastEventId=earliest") && quick.open("/stream?channel=b"));
    bench.publish("b", "x");
    QVERIFY(quick.waitForEvents(1));
    bench.publish("a", "60");
    QVERIFY(slow.waitForEvents(61));
    for (int i = 0; i <= 60; ++i)
        QCOMPARE(slow.events[i].data.trimmed(), QByteArray::number(i));
}

void HttpSlowClientsTest::resetsAndDisappearancesDelayNobody()
{
    ServerBench bench;
    StreamClient stays(bench);
    QVERIFY(stays.open("/stream?channel=a"));
    int published = 0;
    for (int round = 0; round < 20; ++round) {
        StreamClient one(bench), two(bench), three(bench);
        QVERIFY(one.open("/stream?channel=a") && two.open("/stream?pattern=*") && three.open("/stream?channel=a"));
        bench.publish("a", QByteArray::number(published++));
        one.raw.reset();
        bench.publish("a", QByteArray::number(published++));
        two.raw.close();
        three.raw.halfClose();
        bench.publish("a", QByteArray::number(published++));
    }
    QVERIFY(stays.waitForEvents(published));
    for (int i = 0; i < published; ++i)
        QCOMPARE(stays.events[i].data, QByteArray::number(i));
    QVERIFY(bench.waitForClients(1));
}

void HttpSlowClientsTest::whatWaitsForAllTogetherIsBounded()
{
    HubConfig config;
    config.hub.waitingBytes = 4'000'000;
    config.server.slowClients.queueBytes = 100'000'000; // not what ends them
    ServerBench bench(config);
    constexpr int Silent = 8;
    std::vector<std::unique_ptr<StreamClient>> silent;
    for (int i = 0; i < Silent; ++i) {
        silent.push_back(std::make_unique<StreamClient>(bench));
        silent.back()->raw.setReceiveBuffer(4096);
        QVERIFY(silent.back()->open("/stream?channel=c" + QByteArray::number(i)));
    }
    StreamClient quick(bench);
    QVERIFY(quick.open("/stream?channel=quick"));
    int published = 0;
    const auto clients = [&] { return bench.json("/api/stats").value(QStringLiteral("clients")).toInt(); };
    while (published < 400 && clients() == Silent + 1) {
        bench.publish("c" + QByteArray::number(published % Silent), QByteArray(900'000, 'x'));
        bench.publish("quick", "1");
        QVERIFY(quick.waitForEvents(++published));
    }
    QVERIFY(clients() <= Silent);
    QCOMPARE(lastReason(bench), QStringLiteral("too slow"));
    bench.publish("quick", "1");
    QVERIFY(quick.waitForEvents(published + 1)); // who reads is not meant
}

QTEST_GUILESS_MAIN(HttpSlowClientsTest)
#include "tst_http_slowclients.moc"
