// SPDX-License-Identifier: GPL-3.0-or-later
#include "groupbench.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// Clients of any hub of a group are disconnected, and kept away from all.
class HttpGroupSteeringTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aClientIsDisconnectedFromAnyHub();
    void manyClientsOfSeveralHubsAreDisconnectedAtOnce();
    void theWindowDisconnectsClientsOfOtherHubs();
    void whoIsNotThereIsGone();
    void aHubThatDoesNotAnswerIsNamed();
    void aBanHoldsOnEachHub();
    void aBanHoldsOnAHubThatComesLater();
    void anAddressThatAllHaveIsNotKeptAway();
    void aBanOfAnotherHubThatWouldHitEverybodyIsPassedOver();
    void aBanThatIsLiftedIsLiftedEverywhere();
};

namespace {

/// Behind the proxy that GroupBench trusts.
const QByteArrayList FromOutside{"X-Forwarded-For: 203.0.113.7"};

bool isLetIn(ServerBench &bench, const QByteArrayList &lines)
{
    return StreamClient(bench).open("/stream", lines);
}

QJsonArray bansOf(ServerBench &bench)
{
    return bench.json("/api/bans").value(QStringLiteral("bans")).toArray();
}

bool waitForBans(ServerBench &bench, qsizetype count)
{
    return QTest::qWaitFor([&] { return bansOf(bench).size() == count; }, 20'000);
}

} // namespace

void HttpGroupSteeringTest::aClientIsDisconnectedFromAnyHub()
{
    GroupBench group(3);
    QVERIFY(group.waitForHubs());
    StreamClient client(group.hub(1)), stays(group.hub(1));
    QVERIFY(client.open("/stream") && stays.open("/stream"));
    QCOMPARE(group.hub(0).ask("DELETE", "/api/clients/b.c1").status, 204);
    QVERIFY(client.waitForEnd());
    QVERIFY(group.hub(1).waitForClients(1));
    QVERIFY(isLetIn(group.hub(1), {}));
}

void HttpGroupSteeringTest::manyClientsOfSeveralHubsAreDisconnectedAtOnce()
{
    GroupBench group(3);
    QVERIFY(group.waitForHubs());
    std::vector<std::unique_ptr<StreamClient>> clients;
    for (int i = 0; i < 9; ++i) {
        clients.push_back(std::make_unique<StreamClient>(group.hub(i % 3)));
        QVERIFY(clients.back()->open("/stream"));
    }
    const RawResponse response =
        group.hub(0).ask("POST", "/api/clients/disconnect", {"Content-Type: application/json"},
                         R"({"ids":["a.c1","b.c1","b.c2","c.c3","b.c1","b.c77","d.c1","a.c88"]})");
    QCOMPARE(response.status, 200);
    QCOMPARE(jsonOf(response).value(QStringLiteral("disconnected")).toInt(), 4);
    QStringList refused;
    for (const auto &one : jsonOf(response).value(QStringLiteral("refused")).toArray())
        refused.append(one.toObject().value(QStringLiteral("id")).toString());
    refused.sort();
    QCOMPARE(refused.join(u' '), QStringLiteral("a.c88 b.c77 d.c1"));
    QVERIFY(group.hub(0).waitForClients(2) && group.hub(1).waitForClients(1) && group.hub(2).waitForClients(2));
}

void HttpGroupSteeringTest::theWindowDisconnectsClientsOfOtherHubs()
{
    GroupBench group(2);
    QVERIFY(group.waitForHubs());
    StreamClient client(group.hub(1));
    QVERIFY(client.open("/stream"));
    std::optional<DisconnectOutcome> outcome;
    HubHost &host = group.hub(0).host();
    connect(&host, &HubHost::clientsDisconnected, &host, [&](const DisconnectOutcome &what) { outcome = what; });
    host.disconnectClients({"b.c1"}, 0s);
    QVERIFY(QTest::qWaitFor([&] { return outcome.has_value(); }));
    QCOMPARE(outcome->disconnected, 1);
    QVERIFY(client.waitForEnd());
}

void HttpGroupSteeringTest::whoIsNotThereIsGone()
{
    GroupBench group(2);
    QVERIFY(group.waitForHubs());
    for (const char *id : {"b.c1", "a.c1", "x.c1", "c1", ".", ".c1", "b."})
        QCOMPARE(group.hub(0).ask("DELETE", QByteArray("/api/clients/") + id).status, 404);
}

void HttpGroupSteeringTest::aHubThatDoesNotAnswerIsNamed()
{
    GroupBench group(2);
    QVERIFY(group.waitForHubs());
    group.exchange.silence("b");
    const RawResponse response = group.hub(0).ask("DELETE", "/api/clients/b.c1");
    QCOMPARE(response.status, 504);
    QVERIFY(jsonOf(response).value(QStringLiteral("detail")).toString().contains(QStringLiteral("web-b")));
}

void HttpGroupSteeringTest::aBanHoldsOnEachHub()
{
    GroupBench group(3);
    QVERIFY(group.waitForHubs());
    StreamClient client(group.hub(1));
    QVERIFY(client.open("/stream", FromOutside));
    QCOMPARE(group.hub(0).ask("DELETE", "/api/clients/b.c1?ban=60").status, 204);
    QVERIFY(client.waitForEnd());
    for (int i = 0; i < 3; ++i) {
        QVERIFY(waitForBans(group.hub(i), 1));
        QVERIFY(!isLetIn(group.hub(i), FromOutside));
        QVERIFY(isLetIn(group.hub(i), {"X-Forwarded-For: 203.0.113.8"}));
    }
    QCOMPARE(bansOf(group.hub(2)).at(0).toObject().value(QStringLiteral("key")).toString(),
             QStringLiteral("address 203.0.113.7"));
}

void HttpGroupSteeringTest::aBanHoldsOnAHubThatComesLater()
{
    GroupBench group(1);
    QVERIFY(group.waitForHubs());
    StreamClient client(group.hub(0));
    QVERIFY(client.open("/stream", FromOutside));
    QCOMPARE(group.hub(0).ask("DELETE", "/api/clients/a.c1?ban=60").status, 204);
    QVERIFY(QTest::qWaitFor([&] { return group.exchange.bans.size() == 1; }));
    group.add();
    QVERIFY(waitForBans(group.hub(1), 1));
    QVERIFY(!isLetIn(group.hub(1), FromOutside));
}

void HttpGroupSteeringTest::anAddressThatAllHaveIsNotKeptAway()
{
    GroupBench group(2);
    QVERIFY(group.waitForHubs());
    StreamClient client(group.hub(1));
    QVERIFY(client.open("/stream"));
    const RawResponse response = group.hub(0).ask("DELETE", "/api/clients/b.c1?ban=60");
    QCOMPARE(response.status, 409);
    QVERIFY(jsonOf(response).value(QStringLiteral("detail")).toString().contains(QStringLiteral("127.0.0.1")));
    QVERIFY(group.hub(1).waitForClients(1));
    QVERIFY(bansOf(group.hub(0)).isEmpty() && group.exchange.bans.isEmpty());
}

void HttpGroupSteeringTest::aBanOfAnotherHubThatWouldHitEverybodyIsPassedOver()
{
    GroupBench group(1);
    QVERIFY(group.waitForHubs());
    const auto ban = [](const char *key) {
        return QByteArray(R"({"t":"ban","hub":"z","endsAt":99999999999999,"key":")") + key + "\"}";
    };
    for (const char *key : {"address 127.0.0.1", "address ::1", "address 203.0.113.7"})
        group.exchange.shout(ban(key));
    QVERIFY(waitForBans(group.hub(0), 1));
    QVERIFY(isLetIn(group.hub(0), {}) && !isLetIn(group.hub(0), FromOutside));
}

void HttpGroupSteeringTest::aBanThatIsLiftedIsLiftedEverywhere()
{
    GroupBench group(2);
    QVERIFY(group.waitForHubs());
    StreamClient client(group.hub(0));
    QVERIFY(client.open("/stream", FromOutside));
    QCOMPARE(group.hub(0).ask("DELETE", "/api/clients/a.c1?ban=60").status, 204);
    QVERIFY(waitForBans(group.hub(0), 1) && waitForBans(group.hub(1), 1));
    QCOMPARE(group.hub(1).ask("DELETE", "/api/bans/address%20203.0.113.7").status, 204);
    QVERIFY(waitForBans(group.hub(0), 0) && waitForBans(group.hub(1), 0));
    QVERIFY(isLetIn(group.hub(0), FromOutside));
    QVERIFY(group.exchange.bans.isEmpty());
}

QTEST_GUILESS_MAIN(HttpGroupSteeringTest)
#include "tst_http_group_steering.moc"
