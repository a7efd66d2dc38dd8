// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/accesstoken.h"
#include "access/rulepolicy.h"
#include "hub/turns.h"
#include "serverbench.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// `GET /api/watch`: how the hub is, again and again.
class HttpWatchTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstRoundHasAllAndLaterOnesWhatChanged();
    void totalsAreThoseOfTheStatsAndMore();
    void onlyChannelsThatMatchAreNamed();
    void whoLeavesIsTold();
    void rowsComeOfTheClientsAskedFor();
    void manyRowsAndDeparturesComeInBoundedEvents();
    void aWatcherIsNoClient();
    void whoReadsNothingGetsFewerRoundsAndStays();
    void aBadQuestionIsRefused_data();
    void aBadQuestionIsRefused();
    void itTakesAdminAndEndsWithIt();
    void moreThanTheMostAreRefused();
    void aDrainEndsIt();
    void manyChannelsComeInBoundedEventsAndShortTurns();
};

namespace {

QJsonObject dataOf(const Event &event)
{
    return QJsonDocument::fromJson(event.data).object();
}

/// A reader of the stream, with what it knows by it.
class Watcher
{
public:
    explicit Watcher(const ServerBench &bench)
        : stream(bench)
    {}

    /// Reads until `enough`, or nothing comes in time.
    bool readUntil(const std::function<bool()> &enough)
    {
        while (!enough()) {
            if (!stream.waitForEvents(read_ + 1))
                return false;
            take(stream.events[read_++]);
        }
        return true;
    }
    bool readRounds(int count)
    {
        const int wanted = rounds + count;
        return readUntil([&] { return rounds >= wanted; });
    }

    StreamClient stream;
    QJsonObject totals;
    int rounds = 0; ///< totals that came
    QHash<QString, QJsonObject> channels;
    QStringList named; ///< each channel as often as it came
    QStringList gone;
    QStringList left; ///< ids and reasons
    QJsonObject clients;
    QSet<QString> rows;    ///< of clients, by id
    qsizetype largest = 0; ///< event
    int clientEvents = 0;

private:
    void take(const Event &event)
    {
        largest = std::max(largest, event.data.size());
        const QJsonObject data = dataOf(event);
        if (event.type == "totals") {
            totals = data;
            ++rounds;
        } else if (event.type == "channels") {
            for (const auto &value : data.value(QStringLiteral("changed")).toArray()) {
                const QString name = value.toObject().value(QStringLiteral("name")).toString();
                named.append(name);
                channels.insert(name, value.toObject());
            }
            for (const auto &name : data.value(QStringLiteral("gone")).toArray()) {
                gone.append(name.toString());
                channels.remove(name.toString());
            }
        } else if (event.type == "disconnects") {
            for (const auto &value : data.value(QStringLiteral("disconnects")).toArray())
                left.append(value.toObject().value(QStringLiteral("id")).toString() + u' ' +
                            value.toObject().value(QStringLiteral("reason")).toString());
        } else if (event.type == "clients") {
            clients = data;
            for (const auto &value : data.value(QStringLiteral("clients")).toArray())
                rows.insert(value.toObject().value(QStringLiteral("id")).toString());
            ++clientEvents;
        }
    }

    qsizetype read_ = 0;
};

} // namespace

void HttpWatchTest::theFirstRoundHasAllAndLaterOnesWhatChanged()
{
    ServerBench bench;
    for (const char *name : {"a", "b", "c"})
        bench.publish(name, "x");
    Watcher watcher(bench);
    QVERIFY(watcher.stream.open("/api/watch?interval=100ms"));
    QCOMPARE(watcher.stream.head.header("content-type"), QByteArray("text/event-stream"));
    QVERIFY(watcher.readUntil([&] { return watcher.channels.size() == 3; }));
    QCOMPARE(watcher.named, (QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
    const QJsonObject channel =
        bench.json("/api/channels?pattern=a").value(QStringLiteral("channels")).toArray()[0].toObject();
    QCOMPARE(watcher.channels.value(QStringLiteral("a")).keys(), channel.keys());
    QVERIFY(watcher.readRounds(25)); // their rates have fallen by then
    watcher.named.clear();
    QVERIFY(watcher.readRounds(3));
    QCOMPARE(watcher.named, QStringList());
    bench.publish("b", "y");
    QVERIFY(watcher.readUntil(
        [&] { return watcher.channels.value(QStringLiteral("b")).value(QStringLiteral("events")).toInt() == 2; }));
    QVERIFY(!watcher.named.contains(QStringLiteral("a")));
}

void HttpWatchTest::totalsAreThoseOfTheStatsAndMore()
{
    ServerBench bench;
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=a&channel=b"));
    Watcher watcher(bench);
    QVERIFY(watcher.stream.open("/api/watch?interval=100ms"));
    QVERIFY(watcher.readRounds(1));
    QVERIFY(watcher.totals.value(QStringLiteral("recentLatency")).isNull());
    QCOMPARE(watcher.totals.value(QStringLiteral("lastSubscribedChannel")).toString(), QStringLiteral("a"));
    QStringList names = bench.json("/api/stats").keys();
    names << QStringLiteral("lastSubscribedChannel") << QStringLiteral("recentLatency");
    names.sort();
    QCOMPARE(watcher.totals.keys(), names);
    QCOMPARE(watcher.totals.value(QStringLiteral("clients")).toInt(), 1);
    bench.publish("a", "x");
    QVERIFY(watcher.readUntil([&] { return watcher.totals.value(QStringLiteral("recentLatency")).isObject(); }));
    const QJsonObject recent = watcher.totals.value(QStringLiteral("recentLatency")).toObject();
    QVERIFY(recent.value(QStringLiteral("p50Microseconds")).toInt(-1) >= 0);
    QVERIFY(recent.value(QStringLiteral("p99Microseconds")).toInt(-1) >= 0);
}

void HttpWatchTest::onlyChannelsThatMatchAreNamed()
{
    ServerBench bench;
    for (const char *name : {"users.a", "users.b", "other"})
        bench.publish(name, "x");
    Watcher watcher(bench);
    QVERIFY(watcher.stream.open("/api/watch?interval=100ms&channels=users.*"));
    QVERIFY(watcher.readRounds(3));
    QCOMPARE(watcher.channels.size(), 2);
    QVERIFY(!watcher.channels.contains(QStringLiteral("other")));
}

void HttpWatchTest::whoLeavesIsTold()
{
    ServerBench bench;
    StreamClient before(bench), after(bench);
    QVERIFY(before.open("/stream") && after.open("/stream"));
    before.raw.close();
    QVERIFY(bench.waitForClients(1));
    Watcher watcher(bench);
    QVERIFY(watcher.stream.open("/api/watch?interval=100ms"));
    QVERIFY(watcher.readRounds(2));
    QCOMPARE(watcher.left, QStringList()); // those of before are in /api/disconnects
    QCOMPARE(bench.ask("DELETE", "/api/clients/c2").status, 204);
    QVERIFY(watcher.readUntil([&] { return !watcher.left.isEmpty(); }));
    QCOMPARE(watcher.left, (QStringList{QStringLiteral("c2 kicked")}));
    QVERIFY(watcher.readRounds(2));
    QCOMPARE(watcher.left.size(), 1);
}

void HttpWatchTest::rowsComeOfTheClientsAskedFor()
{
    ServerBench bench;
    StreamClient one(bench), two(bench), three(bench);
    QVERIFY(one.open("/stream") && two.open("/stream") && three.open("/stream"));
    Watcher watcher(bench), another(bench);
    QVERIFY(watcher.stream.open("/api/watch?interval=100ms&client=c3&client=c1&client=c99"));
    QVERIFY(watcher.readUntil([&] { return watcher.clientEvents > 0; }));
    QCOMPARE(watcher.clients.value(QStringLiteral("total")).toInt(), 3);
    const QJsonArray rows = watcher.clients.value(QStringLiteral("clients")).toArray();
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows[0].toObject().value(QStringLiteral("id")).toString(), QStringLiteral("c3"));
    QVERIFY(rows[0].toObject().value(QStringLiteral("rttMicroseconds")).isDouble()); // the kernel was asked
    bench.publish("sse", "x");
    QVERIFY(watcher.readUntil([&] {
        return watcher.clients.value(QStringLiteral("clients"))[0].toObject().value(QStringLiteral("sentEvents")) == 1;
    }));
    QVERIFY(another.stream.open("/api/watch?interval=100ms"));
    QVERIFY(another.readRounds(3));
    QCOMPARE(another.clientEvents, 0);
}

void HttpWatchTest::manyRowsAndDeparturesComeInBoundedEvents()
{
    ServerBench bench;
    constexpr int Many = 60;
    QByteArray channels;
    for (int i = 0; i < 20; ++i)
        channels += (i == 0 ? "channel=" : "&channel=") + QByteArray(200, 'x') + QByteArray::number(i);
    std::vector<std::unique_ptr<StreamClient>> clients;
    QByteArray named;
    for (int i = 1; i <= Many; ++i) {
        clients.push_back(std::make_unique<StreamClient>(bench));
        QVERIFY(clients.back()->open("/stream?" + channels));
        named += "&client=c" + QByteArray::number(i);
    }
    Watcher watcher(bench);
    QVERIFY(watcher.stream.open("/api/watch?interval=100ms&channels=nothing" + named));
    QVERIFY(watcher.readUntil([&] { return watcher.rows.size() == Many; }));
    QCOMPARE(watcher.clients.value(QStringLiteral("total")).toInt(), Many);
    QVERIFY(watcher.clientEvents > 1);
    for (const auto &client : clients)
        client->raw.close();
    QVERIFY(watcher.readUntil([&] { return watcher.left.size() == Many; }));
    QVERIFY2(watcher.largest < 64 * 1024, qPrintable(QString::number(watcher.largest)));
}

void HttpWatchTest::aWatcherIsNoClient()
{
    HubConfig config;
    config.server.maximumClients = 1;
    ServerBench bench(config);
    Watcher watcher(bench);
    QVERIFY(watcher.stream.open("/api/watch?interval=100ms"));
    StreamClient client(bench);
    QVERIFY(client.open("/stream"));
    bench.publish("sse", "x");
    QVERIFY(client.waitForEvents(1));
    QVERIFY(watcher.readUntil([&] { return watcher.totals.value(QStringLiteral("clients")) == 1; }));
    QCOMPARE(bench.json("/api/clients").value(QStringLiteral("clients")).toArray().size(), 1);
    watcher.stream.raw.close();
    client.raw.close();
    QVERIFY(bench.waitForClients(0));
    QCOMPARE(bench.json("/api/disconnects").value(QStringLiteral("disconnects")).toArray().size(), 1);
}

void HttpWatchTest::whoReadsNothingGetsFewerRoundsAndStays()
{
    HubConfig config;
    config.server.slowClients.stall = 200ms;
    ServerBench bench(config);
    QByteArray lines;
    for (int i = 0; i < 20'000; ++i)
        lines += "{\"channel\":\"channel-" + QByteArray::number(i) + "\",\"data\":\"x\"}\n";
    QCOMPARE(bench.publishLines(lines).status, 200);
    Watcher slow(bench), quick(bench);
    slow.stream.raw.setReceiveBuffer(4096);
    QVERIFY(slow.stream.open("/api/watch?interval=100ms") && quick.stream.open("/api/watch?interval=100ms"));
    QVERIFY(quick.readRounds(20)); // meanwhile the other has read nothing at all
    QVERIFY(slow.readUntil([&] { return slow.channels.size() == 20'000; }));
    QVERIFY2(slow.rounds < 5, qPrintable(QString::number(slow.rounds)));
    QVERIFY(slow.readRounds(3)); // and goes on
}

void HttpWatchTest::aBadQuestionIsRefused_data()
{
    QTest::addColumn<QByteArray>("query");
    for (const char *query : {"interval=", "interval=99ms", "interval=16s", "interval=soon", "channels=", "interva=1s"})
        QTest::newRow(query) << QByteArray(query);
    QByteArray many;
    for (int i = 0; i < 201; ++i)
        many += "&client=c" + QByteArray::number(i);
    QTest::newRow("201 clients") << many;
}

void HttpWatchTest::aBadQuestionIsRefused()
{
    QFETCH(QByteArray, query);
    ServerBench bench;
    QCOMPARE(bench.ask("GET", "/api/watch?" + query).status, 400);
}

void HttpWatchTest::itTakesAdminAndEndsWithIt()
{
    AccessRules rules;
    rules.anonymous = AnonymousRule{{"*"}, {"*"}};
    rules.tokens = {{QStringLiteral("ops"), tokenDigest("ops-token"), {}, {}, true}};
    HubConfig config;
    config.server.access = policyFor(rules);
    ServerBench bench(config);
    QCOMPARE(bench.ask("GET", "/api/watch").status, 401);
    Watcher watcher(bench);
    QVERIFY(watcher.stream.open("/api/watch?interval=100ms", {"Authorization: Bearer ops-token"}));
    QVERIFY(watcher.readRounds(2));
    rules.tokens.clear();
    bench.host().setAccess(policyFor(rules));
    QVERIFY(watcher.stream.waitForEnd());
    QVERIFY(watcher.stream.wire.contains(": revoked\n"));
}

void HttpWatchTest::moreThanTheMostAreRefused()
{
    ServerBench bench;
    std::vector<std::unique_ptr<Watcher>> watchers;
    for (int i = 0; i < 32; ++i) {
        watchers.push_back(std::make_unique<Watcher>(bench));
        QVERIFY(watchers.back()->stream.open("/api/watch?interval=5s"));
    }
    const RawResponse refused = bench.ask("GET", "/api/watch");
    QCOMPARE(refused.status, 503);
    QVERIFY(refused.hasHeader("retry-after"));
}

void HttpWatchTest::aDrainEndsIt()
{
    ServerBench bench;
    Watcher watcher(bench);
    QVERIFY(watcher.stream.open("/api/watch?interval=15s"));
    QVERIFY(watcher.readRounds(1));
    StreamClient client(bench); // which keeps the hub from being gone at once
    QVERIFY(client.open("/stream"));
    bench.host().stop();
    QVERIFY(watcher.stream.waitForEnd());
    QVERIFY(watcher.stream.wire.contains("event: shutdown\n"));
}

void HttpWatchTest::manyChannelsComeInBoundedEventsAndShortTurns()
{
    ServerBench bench;
    constexpr int Many = 60'000;
    for (int begin = 0; begin < Many; begin += 15'000) {
        QByteArray lines;
        for (int i = begin; i < begin + 15'000; ++i)
            lines += "{\"channel\":\"channel-" + QByteArray::number(i) + "\",\"data\":\"x\"}\n";
        QCOMPARE(bench.publishLines(lines).status, 200);
    }
    Turns::ofThisThread().clear();
    Watcher watcher(bench);
    QVERIFY(watcher.stream.open("/api/watch?interval=100ms"));
    QVERIFY(watcher.readUntil([&] { return watcher.channels.size() == Many; }));
    QVERIFY2(watcher.largest < 64 * 1024, qPrintable(QString::number(watcher.largest)));
    for (const LongTurns &one : Turns::ofThisThread().all())
        QVERIFY2(one.name != "watching" || one.longestCpuMs < 100, one.name.constData());
}

QTEST_GUILESS_MAIN(HttpWatchTest)
#include "tst_http_watch.moc"
