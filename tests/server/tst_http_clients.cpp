// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverbench.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace helio;
using namespace helio::test;

/// Clients by their addresses: who may stay, how many, and whose word on them is believed.
class HttpClientsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whoIsBannedHasToStayAway();
    void aBanEndsByItself();
    void whatEverybodySharesIsNotBanned_data();
    void whatEverybodySharesIsNotBanned();
    void aBadTimeIsRefused_data();
    void aBadTimeIsRefused();
    void anAddressHasItsShareOfClients();
    void theAddressIsTheLastThatNobodyTrustedWrote_data();
    void theAddressIsTheLastThatNobodyTrustedWrote();
    void theKernelsFiguresAreShown();
    void theKernelsFiguresOfManyClientsComeWithinASecond();
    void theLatencyOfBusyChannelsIsShown();
};

namespace {

HubConfig behindProxy()
{
    HubConfig config;
    config.server.trustedProxies = {QHostAddress::parseSubnet(QStringLiteral("127.0.0.1")),
                                    QHostAddress::parseSubnet(QStringLiteral("10.0.0.0/8"))};
    return config;
}

QJsonArray clientsOf(const ServerBench &bench)
{
    return bench.json("/api/clients").value(QStringLiteral("clients")).toArray();
}

QByteArray onlyId(const ServerBench &bench)
{
    return clientsOf(bench).at(0).toObject().value(QStringLiteral("id")).toString().toUtf8();
}

QByteArray forwarded(const QByteArray &addresses)
{
    return "X-Forwarded-For: " + addresses;
}

} // namespace

void HttpClientsTest::whoIsBannedHasToStayAway()
{
    ServerBench bench(behindProxy());
    StreamClient banned(bench), other(bench), again(bench);
    QVERIFY(banned.open("/stream", {forwarded("198.51.100.7")}));
    QCOMPARE(bench.ask("DELETE", "/api/clients/" + onlyId(bench) + "?ban=60").status, 204);
    QVERIFY(banned.waitForEnd());
    again.open("/stream", {forwarded("198.51.100.7")});
    QCOMPARE(again.head.status, 204); // after which an EventSource stays away
    QVERIFY(other.open("/stream", {forwarded("198.51.100.8")}));
    // Only streams are refused.
    QCOMPARE(bench.ask("POST", "/channels/sse", {forwarded("198.51.100.7")}, "x").status, 200);
}

void HttpClientsTest::aBanEndsByItself()
{
    ServerBench bench(behindProxy());
    StreamClient banned(bench);
    QVERIFY(banned.open("/stream", {forwarded("198.51.100.7")}));
    QCOMPARE(bench.ask("DELETE", "/api/clients/" + onlyId(bench) + "?ban=1").status, 204);
    const auto asked = [&] { return bench.ask("HEAD", "/stream", {forwarded("198.51.100.7")}).status; };
    QCOMPARE(asked(), 204);
    QTRY_COMPARE(asked(), 200);
}

void HttpClientsTest::whatEverybodySharesIsNotBanned_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::newRow("loopback") << QByteArray();
    QTest::newRow("loopback as a proxy says") << QByteArray("127.0.0.2");
    QTest::newRow("a trusted proxy") << QByteArray("10.1.2.3");
}

void HttpClientsTest::whatEverybodySharesIsNotBanned()
{
    QFETCH(QByteArray, address);
    ServerBench bench(behindProxy());
    StreamClient client(bench);
    QVERIFY(client.open("/stream", address.isEmpty() ? QByteArrayList() : QByteArrayList{forwarded(address)}));
    const RawResponse refused = bench.ask("DELETE", "/api/clients/" + onlyId(bench) + "?ban=60");
    QCOMPARE(refused.status, 409);
    QVERIFY2(refused.body.contains("without ban"), refused.body.constData());
    bench.publish("sse", "x");
    QVERIFY(client.waitForEvents(1)); // it stays
}

void HttpClientsTest::aBadTimeIsRefused_data()
{
    QTest::addColumn<QByteArray>("ban");
    QTest::addColumn<int>("status");
    for (const char *ban : {"0", "-1", "1.5", "soon", "31536001", "99999999999999999999"})
        QTest::newRow(ban) << QByteArray(ban) << 400;
    QTest::newRow("31536000") << QByteArray("31536000") << 204;
    QTest::newRow("1") << QByteArray("1") << 204;
    QTest::newRow("nothing") << QByteArray() << 204; // as without
}

void HttpClientsTest::aBadTimeIsRefused()
{
    QFETCH(QByteArray, ban);
    ServerBench bench(behindProxy());
    StreamClient client(bench);
    QVERIFY(client.open("/stream", {forwarded("198.51.100.7")}));
    QTEST(bench.ask("DELETE", "/api/clients/" + onlyId(bench) + "?ban=" + ban).status, "status");
}

void HttpClientsTest::anAddressHasItsShareOfClients()
{
    HubConfig config = behindProxy();
    config.server.maximumClientsPerAddress = 2;
    ServerBench bench(config);
    StreamClient one(bench), two(bench), three(bench), elsewhere(bench), later(bench);
    QVERIFY(one.open("/stream", {forwarded("198.51.100.7")}) && two.open("/stream", {forwarded("198.51.100.7")}));
    QVERIFY(three.open("/stream", {forwarded("198.51.100.7")}));
    QVERIFY(three.waitForEnd()); // 200 that ends, from which an EventSource comes back
    QVERIFY2(three.wire.contains("retry: "), three.wire.constData());
    QVERIFY(elsewhere.open("/stream", {forwarded("198.51.100.8")}));
    QCOMPARE(clientsOf(bench).size(), 3);
    one.raw.close();
    QVERIFY(bench.waitForClients(2));
    QVERIFY(later.open("/stream", {forwarded("198.51.100.7")}));
    QCOMPARE(clientsOf(bench).size(), 3);
}

void HttpClientsTest::theAddressIsTheLastThatNobodyTrustedWrote_data()
{
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<QString>("address");
    const auto row = [](const char *name, const QByteArrayList &lines, const char *address) {
        QTest::newRow(name) << lines << QString::fromLatin1(address);
    };
    row("no field", {}, "127.0.0.1:");
    row("one address", {"X-Forwarded-For: 203.0.113.9"}, "203.0.113.9");
    row("what the client made up", {"X-Forwarded-For: 1.1.1.1, 203.0.113.9"}, "203.0.113.9");
    row("through two proxies", {"X-Forwarded-For: 1.1.1.1, 203.0.113.9, 10.0.0.5"}, "203.0.113.9");
    row("proxies alone", {"X-Forwarded-For: 10.0.0.6,10.0.0.5"}, "10.0.0.6");
    row("IPv6", {"X-Forwarded-For: 2001:db8::7"}, "[2001:db8::7]");
    row("no address", {"X-Forwarded-For: unknown"}, "127.0.0.1:");
    row("no address before one", {"X-Forwarded-For: unknown, 10.0.0.5"}, "10.0.0.5");
    row("empty", {"X-Forwarded-For: "}, "127.0.0.1:");
    // A proxy that adds a line of its own instead of adding to the client's.
    row("two lines", {"X-Forwarded-For: 1.1.1.1", "X-Forwarded-For: 203.0.113.9"}, "203.0.113.9");
    row("two lines through two proxies", {"X-Forwarded-For: 1.1.1.1, 203.0.113.9", "X-Forwarded-For: 10.0.0.5"},
        "203.0.113.9");
}

void HttpClientsTest::theAddressIsTheLastThatNobodyTrustedWrote()
{
    QFETCH(QByteArrayList, lines);
    QFETCH(QString, address);
    ServerBench bench(behindProxy());
    StreamClient client(bench);
    QVERIFY(client.open("/stream", lines));
    const QString shown = clientsOf(bench).at(0).toObject().value(QStringLiteral("remoteAddress")).toString();
    // With a port where the connection is the client's own.
    QVERIFY2(address.endsWith(u':') ? shown.startsWith(address) : shown == address, qPrintable(shown));
}

void HttpClientsTest::theKernelsFiguresAreShown()
{
    ServerBench bench;
    StreamClient slow(bench);
    slow.raw.setReceiveBuffer(4096);
    QVERIFY(slow.open("/stream?channel=a"));
    bench.publish("a", QByteArray(1'000'000, 'x'));
    const QJsonObject shown = clientsOf(bench).at(0).toObject();
    QVERIFY(shown.value(QStringLiteral("unsentKernelBytes")).toInt(-1) > 0);
    QVERIFY(shown.value(QStringLiteral("rttMicroseconds")).toInt(-1) > 0);
    QVERIFY(shown.value(QStringLiteral("kernelFiguresAgeMs")).toInt(-1) >= 0);
    QCOMPARE(shown.value(QStringLiteral("gapsTold")).toInt(-1), 0);
    QVERIFY(slow.waitForEvents(1));
    QTRY_COMPARE(clientsOf(bench).at(0).toObject().value(QStringLiteral("unsentKernelBytes")).toInt(-1), 0);
}

void HttpClientsTest::theKernelsFiguresOfManyClientsComeWithinASecond()
{
    ServerBench bench;
    std::vector<std::unique_ptr<StreamClient>> clients;
    for (int i = 0; i < 250; ++i) {
        clients.push_back(std::make_unique<StreamClient>(bench));
        QVERIFY(clients.back()->open("/stream"));
    }
    const auto known = [&] {
        const QJsonArray list = clientsOf(bench);
        return std::count_if(list.cbegin(), list.cend(), [](const QJsonValue &client) {
            return client.toObject().value(QStringLiteral("rttMicroseconds")).isDouble();
        });
    };
    // A hundred at each request; how many there were already is the machine's business.
    QVERIFY(known() >= 100);
    QTRY_COMPARE(known(), 250);
}

void HttpClientsTest::theLatencyOfBusyChannelsIsShown()
{
    ServerBench bench;
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=a"));
    const auto latency = [&] { return bench.json("/api/stats").value(QStringLiteral("latency")).toObject(); };
    const auto channels = [&] { return latency().value(QStringLiteral("channels")).toArray(); };
    bench.publish("a", "1");
    QVERIFY(client.waitForEvents(1));
    QTRY_COMPARE(channels().size(), 1);
    bench.publish("a", "2");
    QVERIFY(client.waitForEvents(2));
    const QJsonObject channel = channels().at(0).toObject();
    QCOMPARE(channel.value(QStringLiteral("channel")).toString(), QStringLiteral("a"));
    QCOMPARE(channel.value(QStringLiteral("deliveries")).toInt(), 1);
    QVERIFY(channel.value(QStringLiteral("maxMicroseconds")).toDouble() > 0);
    QCOMPARE(latency().value(QStringLiteral("deliveries")).toInt(), 2);
}

QTEST_GUILESS_MAIN(HttpClientsTest)
#include "tst_http_clients.moc"
