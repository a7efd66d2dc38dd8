// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverbench.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace helio;
using namespace helio::test;

/// Clients by what one asks for, many of them disconnected at once, and who is kept away.
class HttpClientListTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPageSaysHowManyThereAre();
    void clientsAreSoughtAndSorted();
    void aBadQuestionIsRefused_data();
    void aBadQuestionIsRefused();
    void onlyWhoLeftLaterIsListed();
    void manyAreDisconnectedAtOnce();
    void manyAreKeptAwayWhereThatHitsNobodyElse();
    void theMostThatMayBeNamedIsDoneAndMoreIsRefused();
    void aBadBodyIsRefused_data();
    void aBadBodyIsRefused();
    void pagesOfElsewhereSteerNothing();
    void bansAreListedAndLifted();
};

namespace {

HubConfig behindProxy()
{
    HubConfig config;
    config.server.trustedProxies = {QHostAddress::parseSubnet(QStringLiteral("127.0.0.1"))};
    return config;
}

QString idsOf(const QJsonObject &answer)
{
    QStringList ids;
    for (const auto &client : answer.value(QStringLiteral("clients")).toArray())
        ids.append(client.toObject().value(QStringLiteral("id")).toString());
    return ids.join(u' ');
}

RawResponse askToDisconnect(const ServerBench &bench, const QByteArray &json, const QByteArrayList &lines = {})
{
    return bench.ask("POST", "/api/clients/disconnect", QByteArrayList{"Content-Type: application/json"} + lines, json);
}

} // namespace

void HttpClientListTest::aPageSaysHowManyThereAre()
{
    ServerBench bench;
    StreamClient one(bench), two(bench), three(bench);
    QVERIFY(one.open("/stream?channel=a") && two.open("/stream?channel=b") && three.open("/stream?pattern=*"));
    const QJsonObject page = bench.json("/api/clients?limit=1&offset=1");
    QCOMPARE(idsOf(page), QStringLiteral("c2"));
    QCOMPARE(page.value(QStringLiteral("total")).toInt(), 3);
    QCOMPARE(page.value(QStringLiteral("matching")).toInt(), 3);
    const QJsonObject ofChannel = bench.json("/api/clients?limit=1&channel=a");
    QCOMPARE(idsOf(ofChannel), QStringLiteral("c1"));
    QCOMPARE(ofChannel.value(QStringLiteral("total")).toInt(), 3);
    QCOMPARE(ofChannel.value(QStringLiteral("matching")).toInt(), 2);
    const QJsonObject all = bench.json("/api/clients");
    QCOMPARE(idsOf(all), QStringLiteral("c1 c2 c3"));
    QCOMPARE(all.keys(), (QStringList{QStringLiteral("clients")}));
}

void HttpClientListTest::clientsAreSoughtAndSorted()
{
    ServerBench bench;
    StreamClient one(bench), two(bench), three(bench);
    QVERIFY(one.open("/stream?channel=a", {"User-Agent: Chrome"}) &&
            two.open("/stream?channel=b", {"User-Agent: curl"}) && three.open("/stream?channel=a", {"User-Agent: b"}));
    bench.publish("b", "x");
    QVERIFY(two.waitForEvents(1));
    QCOMPARE(idsOf(bench.json("/api/clients?sort=userAgent")), QStringLiteral("c1 c3 c2"));
    QCOMPARE(idsOf(bench.json("/api/clients?sort=-userAgent")), QStringLiteral("c2 c3 c1"));
    QCOMPARE(idsOf(bench.json("/api/clients?sort=-sentEvents&limit=1")), QStringLiteral("c2"));
    QCOMPARE(idsOf(bench.json("/api/clients?sort=-id")), QStringLiteral("c3 c2 c1"));
    QCOMPARE(idsOf(bench.json("/api/clients?q=CHROME")), QStringLiteral("c1"));
    QCOMPARE(idsOf(bench.json("/api/clients?q=c&sort=-userAgent&limit=2")), QStringLiteral("c2 c3"));
    const QJsonObject row =
        bench.json("/api/clients?limit=1").value(QStringLiteral("clients")).toArray().at(0).toObject();
    QVERIFY(row.value(QStringLiteral("rttMicroseconds")).isDouble()); // the kernel was asked about the page
}

void HttpClientListTest::aBadQuestionIsRefused_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char *target :
         {"clients?limit=0", "clients?limit=all", "clients?offset=-1", "clients?sort=age",
          "clients?sort=", "clients?sort=--id", "clients?channel=%00", "disconnects?after=x", "disconnects?after=-1"})
        QTest::newRow(target) << QByteArray("/api/") + target;
}

void HttpClientListTest::aBadQuestionIsRefused()
{
    QFETCH(QByteArray, target);
    ServerBench bench;
    QCOMPARE(bench.ask("GET", target).status, 400);
}

void HttpClientListTest::onlyWhoLeftLaterIsListed()
{
    ServerBench bench;
    for (int i = 0; i < 3; ++i) {
        StreamClient client(bench);
        QVERIFY(client.open("/stream"));
        client.raw.close();
        QVERIFY(bench.waitForClients(0));
    }
    const auto listed = [&](const QByteArray &query) {
        QStringList shown;
        for (const auto &value : bench.json("/api/disconnects" + query).value(QStringLiteral("disconnects")).toArray())
            shown.append(QString::number(value.toObject().value(QStringLiteral("n")).toInt()) +
                         value.toObject().value(QStringLiteral("id")).toString());
        return shown.join(u' ');
    };
    QCOMPARE(listed(""), QStringLiteral("1c1 2c2 3c3"));
    QCOMPARE(listed("?after=1"), QStringLiteral("2c2 3c3"));
    QCOMPARE(listed("?after=3"), QString());
}

void HttpClientListTest::manyAreDisconnectedAtOnce()
{
    ServerBench bench;
    std::vector<std::unique_ptr<StreamClient>> clients;
    QByteArrayList ids{"\"nobody\""};
    for (int i = 1; i <= 30; ++i) {
        clients.push_back(std::make_unique<StreamClient>(bench));
        QVERIFY(clients.back()->open("/stream"));
        if (i > 1)
            ids.append("\"c" + QByteArray::number(i) + '"');
    }
    ids.append("\"c30\""); // twice is once
    const QJsonObject answer = jsonOf(askToDisconnect(bench, "{\"ids\":[" + ids.join(',') + "]}"));
    QCOMPARE(answer.value(QStringLiteral("disconnected")).toInt(), 29);
    const QJsonArray refused = answer.value(QStringLiteral("refused")).toArray();
    QCOMPARE(refused.size(), 1);
    QCOMPARE(refused[0].toObject().value(QStringLiteral("id")).toString(), QStringLiteral("nobody"));
    QVERIFY(!refused[0].toObject().value(QStringLiteral("detail")).toString().isEmpty());
    QVERIFY(clients.back()->waitForEnd());
    bench.publish("sse", "x");
    QVERIFY(clients.front()->waitForEvents(1));
    QVERIFY(bench.waitForClients(1));
}

void HttpClientListTest::manyAreKeptAwayWhereThatHitsNobodyElse()
{
    ServerBench bench(behindProxy());
    StreamClient away(bench), local(bench);
    QVERIFY(away.open("/stream", {"X-Forwarded-For: 198.51.100.7"}) && local.open("/stream"));
    const QJsonObject answer = jsonOf(askToDisconnect(bench, R"({"ids":["c1","c2"],"ban":60})"));
    QCOMPARE(answer.value(QStringLiteral("disconnected")).toInt(), 1);
    const QJsonObject refused = answer.value(QStringLiteral("refused")).toArray().at(0).toObject();
    QCOMPARE(refused.value(QStringLiteral("id")).toString(), QStringLiteral("c2"));
    QVERIFY(refused.value(QStringLiteral("detail")).toString().contains(QStringLiteral("127.0.0.1")));
    QVERIFY(away.waitForEnd());
    QCOMPARE(bench.ask("HEAD", "/stream", {"X-Forwarded-For: 198.51.100.7"}).status, 204);
    bench.publish("sse", "x");
    QVERIFY(local.waitForEvents(1)); // it stays
}

void HttpClientListTest::theMostThatMayBeNamedIsDoneAndMoreIsRefused()
{
    ServerBench bench;
    const auto naming = [](int count) {
        QByteArrayList ids;
        for (int i = 0; i < count; ++i)
            ids.append("\"nobody" + QByteArray::number(i) + '"');
        return "{\"ids\":[" + ids.join(',') + "]}";
    };
    const RawResponse done = askToDisconnect(bench, naming(10'000));
    QCOMPARE(done.status, 200);
    QCOMPARE(jsonOf(done).value(QStringLiteral("refused")).toArray().size(), 10'000);
    const RawResponse refused = askToDisconnect(bench, naming(10'001));
    QCOMPARE(refused.status, 400);
    QVERIFY2(refused.body.contains("10000"), refused.body.constData());
    // What was wrong first is said, and the rest not looked at.
    QByteArray unknown = "{\"a\":1";
    for (int i = 0; i < 50'000; ++i)
        unknown += ",\"b" + QByteArray::number(i) + "\":1";
    QVERIFY(askToDisconnect(bench, unknown + '}').body.contains("\\\"a\\\""));
}

void HttpClientListTest::aBadBodyIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    for (const char *body : {"", "[]", "{}", "{\"ids\":\"c1\"}", "{\"ids\":[1]}", "{\"ids\":[],\"ban\":-1}",
                             "{\"ids\":[],\"ban\":\"60\"}", "{\"ids\":[],\"ban\":1.5}", "{\"ids\":[],\"ban\":31536001}",
                             "{\"ids\":[],\"bans\":1}", "{\"ids\":[],\"ids\":[]}", "{\"ids\":["})
        QTest::newRow(*body ? body : "nothing") << QByteArray(body);
}

void HttpClientListTest::aBadBodyIsRefused()
{
    QFETCH(QByteArray, body);
    ServerBench bench;
    const RawResponse refused = askToDisconnect(bench, body);
    QCOMPARE(refused.status, 400);
    QVERIFY(!jsonOf(refused).value(QStringLiteral("detail")).toString().isEmpty());
    QCOMPARE(bench.ask("POST", "/api/clients/disconnect", {"Content-Type: text/plain"}, R"({"ids":[]})").status, 415);
}

void HttpClientListTest::pagesOfElsewhereSteerNothing()
{
    ServerBench bench;
    QCOMPARE(askToDisconnect(bench, R"({"ids":[]})", {"Origin: https://elsewhere.example"}).status, 403);
    QCOMPARE(askToDisconnect(bench, R"({"ids":[]})", {"Sec-Fetch-Site: cross-site"}).status, 403);
    QCOMPARE(bench.ask("DELETE", "/api/bans/x", {"Origin: https://elsewhere.example"}).status, 403);
    QCOMPARE(askToDisconnect(bench, R"({"ids":[]})", {"Origin: http://localhost:5173"}).status, 200);
}

void HttpClientListTest::bansAreListedAndLifted()
{
    ServerBench bench(behindProxy());
    StreamClient away(bench), back(bench);
    const QByteArrayList from{"X-Forwarded-For: 198.51.100.7"};
    QVERIFY(away.open("/stream", from));
    QVERIFY(bench.json("/api/bans").value(QStringLiteral("bans")).toArray().isEmpty());
    QCOMPARE(bench.ask("DELETE", "/api/clients/c1?ban=3600").status, 204);
    const QJsonArray bans = bench.json("/api/bans").value(QStringLiteral("bans")).toArray();
    QCOMPARE(bans.size(), 1);
    const QString key = bans[0].toObject().value(QStringLiteral("key")).toString();
    QVERIFY(key.contains(QStringLiteral("198.51.100.7")));
    const QDateTime ends =
        QDateTime::fromString(bans[0].toObject().value(QStringLiteral("endsAt")).toString(), Qt::ISODateWithMs);
    const qint64 left = QDateTime::currentDateTimeUtc().secsTo(ends);
    QVERIFY2(left > 3000 && left <= 3600, qPrintable(QString::number(left)));
    QCOMPARE(bench.ask("HEAD", "/stream", from).status, 204);
    const QByteArray target = "/api/bans/" + key.toUtf8().toPercentEncoding();
    QCOMPARE(bench.ask("DELETE", target).status, 204);
    QCOMPARE(bench.ask("DELETE", target).status, 404);
    QVERIFY(back.open("/stream", from));
}

QTEST_GUILESS_MAIN(HttpClientListTest)
#include "tst_http_clientlist.moc"
