// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/accesstoken.h"
#include "access/rulepolicy.h"
#include "serverbench.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// `GET /stream?observe=1`: who only looks on.
class HttpObserveTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anObserverGetsAllAndIsNoClient();
    void admissionTakesAdminAndNothingElse();
    void aFullHubHasRoomForObservers();
    void oneWhoReadsNothingIsToldWhatItMissedAndStays();
    void oneWhoReadsNothingForLongStays();
    void itResumesByItsLastEventId();
    void moreThanTheMostAreRefused();
    void whoMayNoMoreInspectEnds();
};

namespace {

HubConfig withRules()
{
    AccessRules rules;
    rules.tokens = {{QStringLiteral("reader"), tokenDigest("reader-token"), {}, {"*"}, false},
                    {QStringLiteral("ops"), tokenDigest("ops-token"), {"*"}, {}, true}};
    HubConfig config;
    config.server.access = policyFor(rules);
    return config;
}

} // namespace

void HttpObserveTest::anObserverGetsAllAndIsNoClient()
{
    ServerBench bench;
    StreamClient observer(bench);
    QVERIFY(observer.open("/stream?observe=1&pattern=*"));
    QCOMPARE(observer.head.header("content-type"), QByteArray("text/event-stream"));
    QCOMPARE(jsonOf(bench.publish("a", "1")).value(QStringLiteral("subscribers")).toInt(-1), 0);
    bench.publish("b", "2");
    QVERIFY(observer.waitForEvents(2));
    QCOMPARE(observer.data(), (QByteArrayList{"1", "2"}));
    QCOMPARE(observer.events[0].channel, QByteArray("a"));
    QVERIFY(!observer.events[0].id.isEmpty());
    const QJsonObject stats = bench.json("/api/stats");
    QCOMPARE(stats.value(QStringLiteral("clients")).toInt(-1), 0);
    QCOMPARE(stats.value(QStringLiteral("delivered")).toInt(-1), 0);
    QVERIFY(bench.json("/api/clients").value(QStringLiteral("clients")).toArray().isEmpty());
    for (const auto &channel : bench.json("/api/channels").value(QStringLiteral("channels")).toArray())
        QCOMPARE(channel.toObject().value(QStringLiteral("subscribers")).toInt(-1), 0);
    observer.raw.close();
    StreamClient client(bench);
    QVERIFY(client.open("/stream"));
    client.raw.close();
    QVERIFY(bench.waitForClients(0));
    QCOMPARE(bench.json("/api/disconnects").value(QStringLiteral("disconnects")).toArray().size(), 1);
}

void HttpObserveTest::admissionTakesAdminAndNothingElse()
{
    ServerBench bench(withRules());
    const auto status = [&](const QByteArray &query, const QByteArrayList &lines) {
        return bench.ask("HEAD", "/stream?" + query, lines).status;
    };
    const QByteArrayList reader{"Authorization: Bearer reader-token"};
    const QByteArrayList ops{"Authorization: Bearer ops-token"};
    QCOMPARE(status("observe=1&pattern=*", {}), 401);
    QCOMPARE(status("observe=1&pattern=*", reader), 403);
    QCOMPARE(status("pattern=*", ops), 403); // as a client it may read nothing
    QCOMPARE(status("observe=maybe&pattern=*", ops), 400);
    StreamClient observer(bench);
    QVERIFY(observer.open("/stream?observe=1&pattern=*", ops));
    QCOMPARE(bench.ask("POST", "/channels/secret", ops, "x").status, 200);
    QVERIFY(observer.waitForEvents(1));
}

void HttpObserveTest::aFullHubHasRoomForObservers()
{
    HubConfig config;
    config.server.maximumClients = 1;
    ServerBench bench(config);
    StreamClient observer(bench), client(bench), another(bench);
    QVERIFY(observer.open("/stream?observe=1&channel=a"));
    QVERIFY(client.open("/stream?channel=a"));
    QVERIFY(another.open("/stream?observe=1&channel=a"));
    bench.publish("a", "x");
    QVERIFY(observer.waitForEvents(1) && client.waitForEvents(1) && another.waitForEvents(1));
}

void HttpObserveTest::oneWhoReadsNothingIsToldWhatItMissedAndStays()
{
    HubConfig config;
    config.server.slowClients.queueBytes = 100'000;
    ServerBench bench(config);
    StreamClient observer(bench);
    observer.raw.setReceiveBuffer(4096);
    QVERIFY(observer.open("/stream?observe=1&pattern=*"));
    constexpr int Count = 60;
    QByteArrayList ids;
    for (int i = 0; i < Count; ++i)
        ids.append(bench.publishedId("a", QByteArray(100'000, 'x')));
    // What was given comes, then what was left out is told, and then it is live.
    const auto skip = [&]() -> const Event * {
        for (const Event &event : std::as_const(observer.events)) {
            if (event.type == "skipped")
                return &event;
        }
        return nullptr;
    };
    while (!skip())
        QVERIFY(observer.waitForEvents(observer.events.size() + 1));
    const qsizetype given = skip() - observer.events.constData();
    const QJsonObject skipped = QJsonDocument::fromJson(skip()->data).object();
    QCOMPARE(skipped.value(QStringLiteral("count")).toInt(), Count - given);
    QCOMPARE(skipped.value(QStringLiteral("from")).toString().toUtf8(), ids[given]);
    QCOMPARE(skipped.value(QStringLiteral("to")).toString().toUtf8(), ids.last());
    QCOMPARE(skip()->id, observer.events[given - 1].id); // it has none of its own
    bench.publish("a", "live");
    QVERIFY(observer.waitForEvents(given + 2));
    QCOMPARE(observer.events.last().data, QByteArray("live"));
}

void HttpObserveTest::oneWhoReadsNothingForLongStays()
{
    HubConfig config;
    config.server.slowClients.queueBytes = 50'000;
    config.server.slowClients.stall = 200ms;
    ServerBench bench(config);
    StreamClient observer(bench), client(bench);
    observer.raw.setReceiveBuffer(4096);
    client.raw.setReceiveBuffer(4096);
    QVERIFY(observer.open("/stream?observe=1&pattern=*") && client.open("/stream?channel=a"));
    bench.publish("a", QByteArray(1'000'000, 'x'));
    QVERIFY(bench.waitForClients(0)); // who is a client has stalled by now
    bench.publish("a", "y");
    QVERIFY(observer.waitForEvents(2));
    QCOMPARE(observer.events.last().data, QByteArray("y"));
}

void HttpObserveTest::itResumesByItsLastEventId()
{
    ServerBench bench;
    const QByteArray first = bench.publishedId("a", "1");
    bench.publish("b", "2");
    StreamClient observer(bench), lost(bench);
    QVERIFY(observer.open("/stream?observe=1&pattern=*", {"Last-Event-ID: " + first}));
    QVERIFY(observer.waitForEvents(1));
    QCOMPARE(observer.data(), (QByteArrayList{"2"}));
    QVERIFY(lost.open("/stream?observe=1&pattern=*&lastEventId=nobody"));
    QVERIFY(lost.waitForEvents(3));
    QCOMPARE(lost.events[0].type, QByteArray("gap"));
}

void HttpObserveTest::moreThanTheMostAreRefused()
{
    ServerBench bench;
    std::vector<std::unique_ptr<StreamClient>> observers;
    for (int i = 0; i < 32; ++i) {
        observers.push_back(std::make_unique<StreamClient>(bench));
        QVERIFY(observers.back()->open("/stream?observe=1"));
    }
    const RawResponse refused = bench.ask("GET", "/stream?observe=1");
    QCOMPARE(refused.status, 503);
    QVERIFY(refused.hasHeader("retry-after"));
    observers.pop_back();
    StreamClient next(bench);
    QVERIFY(QTest::qWaitFor([&] { return next.open("/stream?observe=1"); }));
}

void HttpObserveTest::whoMayNoMoreInspectEnds()
{
    ServerBench bench(withRules());
    StreamClient observer(bench);
    QVERIFY(observer.open("/stream?observe=1&pattern=*", {"Authorization: Bearer ops-token"}));
    AccessRules rules;
    rules.tokens = {{QStringLiteral("ops"), tokenDigest("ops-token"), {"*"}, {"*"}, false}};
    bench.host().setAccess(policyFor(rules));
    QVERIFY(observer.waitForEnd());
    QVERIFY(observer.wire.contains(": revoked\n"));
}

QTEST_GUILESS_MAIN(HttpObserveTest)
#include "tst_http_observe.moc"
