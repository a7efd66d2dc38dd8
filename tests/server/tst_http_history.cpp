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
    void whereThereIsNoRoomPublishingIs507();
    void healthSaysWhyHistoryCannotKeepWhatItIsGiven_data();
    void healthSaysWhyHistoryCannotKeepWhatItIsGiven();
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

QString detailOf(const RawResponse &response)
{
    return jsonOf(response).value(QStringLiteral("detail")).toString();
}

} // namespace

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
    QTest::newRow("broken") << StoreState::Kind::Broken << QStringLiteral("broken");
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

QTEST_GUILESS_MAIN(HttpHistoryTest)
#include "tst_http_history.moc"
