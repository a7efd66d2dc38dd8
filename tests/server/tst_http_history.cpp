// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/faultystore.h"
#include "serverbench.h"
#include "store/memorystore.h"

#include <QTest>

using namespace helio;
using namespace helio::test;

/// What HTTP says of history: that it cannot keep what it is given, and what it keeps of which channel.
class HttpHistoryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void moreThanHistoryTakesAtOnceIs413AndNotToBeTriedAgain();
    void whereThereIsNoRoomPublishingIs507();
    void healthSaysWhyHistoryCannotKeepWhatItIsGiven_data();
    void healthSaysWhyHistoryCannotKeepWhatItIsGiven();
    void aChannelOfOneEventTellsItsLatestValueFirst();
    void eachChannelOfAPatternTellsItsLatestValue();
    void whatIsNotKeptIsDelivered();
};

namespace {

/// A hub whose history fails when the test says so.
struct FaultyBench
{
    FaultyBench()
        : bench(config())
    {}
    HubConfig config()
    {
        HubConfig config;
        config.makeStore = [this](const HistoryLimits &limits, const Clock &clock) {
            auto made = std::make_unique<FaultyStore>(makeMemoryStore(limits, clock));
            store = made.get();
            return made;
        };
        return config;
    }
    FaultyStore *store = nullptr;
    ServerBench bench;
};

/// A hub where channels of that name or pattern hold so many events.
HubConfig holding(const char *glob, qint64 events)
{
    HubConfig config;
    config.history.channels = {{Pattern(glob), events}};
    return config;
}

QString detailOf(const RawResponse &response)
{
    return jsonOf(response).value(QStringLiteral("detail")).toString();
}

} // namespace

void HttpHistoryTest::moreThanHistoryTakesAtOnceIs413AndNotToBeTriedAgain()
{
    FaultyBench faulty;
    faulty.store->refusal =
        AppendResult{.outcome = AppendResult::Outcome::TooMany, .problem = QStringLiteral("It takes 7.")};
    const RawResponse refused = faulty.bench.publishLines("{\"data\":\"1\"}\n{\"data\":\"2\"}");
    QCOMPARE(refused.status, 413);
    QCOMPARE(refused.header("content-type"), "application/problem+json");
    QVERIFY(refused.header("retry-after").isEmpty());
    QVERIFY2(detailOf(refused).contains(QLatin1String("fewer events")), qPrintable(detailOf(refused)));
    QVERIFY2(detailOf(refused).endsWith(QLatin1String("It takes 7.")), qPrintable(detailOf(refused)));
}

void HttpHistoryTest::whereThereIsNoRoomPublishingIs507()
{
    FaultyBench faulty;
    StreamClient client(faulty.bench);
    QVERIFY(client.open("/stream?channel=a"));
    faulty.store->refusal =
        AppendResult{.outcome = AppendResult::Outcome::Full, .problem = QStringLiteral("The disk is full.")};
    const RawResponse refused = faulty.bench.publish("a", "1");
    QCOMPARE(refused.status, 507);
    QCOMPARE(refused.header("content-type"), "application/problem+json");
    QVERIFY(refused.header("retry-after").toInt() > 0);
    QCOMPARE(jsonOf(refused).value(QStringLiteral("title")).toString(), QStringLiteral("Insufficient Storage"));
    QVERIFY2(detailOf(refused).contains(QLatin1String("no room")), qPrintable(detailOf(refused)));
    QVERIFY2(detailOf(refused).endsWith(QLatin1String("The disk is full.")), qPrintable(detailOf(refused)));
    QCOMPARE(faulty.bench.publishLines("{\"data\":\"1\"}\n{\"data\":\"2\"}").status, 507);
    faulty.store->refusal.reset();
    QCOMPARE(faulty.bench.publish("a", "2").status, 200);
    QVERIFY(client.waitForEvents(1)); // its stream went on
    QCOMPARE(client.data(), QByteArrayList{"2"});
}

void HttpHistoryTest::healthSaysWhyHistoryCannotKeepWhatItIsGiven_data()
{
    QTest::addColumn<StoreState::Kind>("kind");
    QTest::addColumn<QString>("said");
    QTest::newRow("away") << StoreState::Kind::Away << QStringLiteral("cannot be written");
    QTest::newRow("full") << StoreState::Kind::Full << QStringLiteral("no room");
    QTest::newRow("broken") << StoreState::Kind::Broken << QStringLiteral("not where it was");
}

void HttpHistoryTest::healthSaysWhyHistoryCannotKeepWhatItIsGiven()
{
    QFETCH(StoreState::Kind, kind);
    QFETCH(QString, said);
    FaultyBench faulty;
    QCOMPARE(faulty.bench.ask("GET", "/healthz").status, 200);
    faulty.store->listener->stateChanged({kind, QStringLiteral("The disk says no.")});
    const RawResponse sick = faulty.bench.ask("GET", "/healthz");
    QCOMPARE(sick.status, 503);
    QCOMPARE(sick.header("content-type"), "application/problem+json");
    QVERIFY(sick.header("retry-after").toInt() > 0);
    QVERIFY2(detailOf(sick).contains(said), qPrintable(detailOf(sick)));
    QVERIFY2(detailOf(sick).endsWith(QLatin1String("The disk says no.")), qPrintable(detailOf(sick)));
    QCOMPARE(faulty.bench.ask("HEAD", "/healthz").status, 503);
    faulty.store->listener->stateChanged({});
    QCOMPARE(faulty.bench.ask("GET", "/healthz").status, 200);
}

void HttpHistoryTest::aChannelOfOneEventTellsItsLatestValueFirst()
{
    ServerBench bench(holding("prices.*", 1));
    StreamClient early(bench);
    QVERIFY(early.open("/stream?channel=prices.a&since=1")); // there is none yet
    for (const char *price : {"1", "2", "3"})
        QCOMPARE(bench.publish("prices.a", price).status, 200);
    bench.publish("news", "other");
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=prices.a&since=1"));
    QVERIFY(client.waitForEvents(1));
    bench.publish("prices.a", "4");
    QVERIFY(client.waitForEvents(2) && early.waitForEvents(4));
    QCOMPARE(client.data(), (QByteArrayList{"3", "4"}));
    QCOMPARE(early.data(), (QByteArrayList{"1", "2", "3", "4"}));
    // Who comes back to a value that is not the one it knew is told that it missed some, and the latest.
    StreamClient back(bench);
    QVERIFY(back.open("/stream?channel=prices.a&poll=1", {"Last-Event-ID: " + early.events[1].id}));
    QVERIFY(back.waitForEnd());
    QCOMPARE(back.events.size(), 2);
    QCOMPARE(back.events[0].type, "gap");
    QCOMPARE(back.events[1].data, "4");
}

void HttpHistoryTest::eachChannelOfAPatternTellsItsLatestValue()
{
    ServerBench bench(holding("prices.*", 1));
    for (const char *channel : {"prices.a", "prices.b", "prices.a", "prices.c"})
        bench.publish(channel, QByteArray("of ") + channel);
    StreamClient client(bench);
    QVERIFY(client.open("/stream?pattern=prices.*&lastEventId=earliest&poll=1"));
    QVERIFY(client.waitForEnd());
    QCOMPARE(client.data(), (QByteArrayList{"of prices.b", "of prices.a", "of prices.c"}));
}

void HttpHistoryTest::whatIsNotKeptIsDelivered()
{
    ServerBench bench(holding("live", 0));
    StreamClient client(bench);
    QVERIFY(client.open("/stream?channel=live"));
    const QByteArray id = bench.publishedId("live", "1");
    QVERIFY(!id.isEmpty());
    QCOMPARE(jsonOf(bench.publish("live", "2")).value(QStringLiteral("subscribers")).toInt(), 1);
    QVERIFY(client.waitForEvents(2));
    QCOMPARE(client.data(), (QByteArrayList{"1", "2"}));
    QCOMPARE(client.events[0].id, id);
    QCOMPARE(bench.json("/api/stats").value(QStringLiteral("history")).toObject().value(QStringLiteral("events")), 0);
    StreamClient late(bench);
    QVERIFY(late.open("/stream?channel=live&since=5&poll=1"));
    QVERIFY(late.waitForEnd());
    QCOMPARE(late.data(), QByteArrayList());
}

QTEST_GUILESS_MAIN(HttpHistoryTest)
#include "tst_http_history.moc"
