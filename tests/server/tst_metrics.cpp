// SPDX-License-Identifier: GPL-3.0-or-later
#include "metricstext.h"
#include "server/metrics.h"
#include "serverbench.h"
#include "support/childprocess.h"

#include <QStandardPaths>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// GET /metrics, for Prometheus.
class MetricsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theReaderSeesWhatIsWrong_data();
    void theReaderSeesWhatIsWrong();
    void anIdleHubsTextIsInOrder();
    void valuesAreRightAfterKnownTraffic();
    void durationsAreInTheBucketsOfTheirSeconds();
    void labelsAreEscaped();
    void redisIsReportedOnlyWhereThereIsOne();
    void aStoreOnDiskIsReportedWithItsWrites();
    void theTextIsServedWithItsType();
    void promtoolIsContent();
};

namespace {

HubTotals someTotals()
{
    HubTotals totals;
    totals.startedAt = 1'763'690'000'250;
    totals.clients = 3;
    totals.published = 18'446'744'073'709'551'615u;
    totals.disconnects = {{QStringLiteral("closed by peer"), 4}, {QStringLiteral("stalled"), 1}};
    return totals;
}

BackplaneInfo someRedis()
{
    BackplaneInfo redis;
    redis.state = BackplaneInfo::State::Away;
    redis.address = QStringLiteral("unix:///a \"b\"\\c");
    redis.channels = {"sse", "users.*"};
    redis.received = 7;
    redis.sent = 5;
    redis.dropped = 2;
    redis.gaps = 1;
    return redis;
}

QList<ChannelLatency> oneChannel(const QByteArray &name)
{
    auto latency = std::make_shared<LatencyHistogram>();
    latency->record(100);
    return {{name, latency}};
}

QByteArray listed(const MetricsText &text)
{
    return text.problems().join(QLatin1Char('\n')).toUtf8();
}

} // namespace

void MetricsTest::theReaderSeesWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no type") << QByteArray("a 1\n");
    QTest::newRow("no help") << QByteArray("# TYPE a gauge\na 1\n");
    QTest::newRow("a counter without _total") << QByteArray("# HELP a x\n# TYPE a counter\na 1\n");
    QTest::newRow("a quote in a label") << QByteArray("# HELP a x\n# TYPE a gauge\na{b=\"\"\"} 1\n");
    QTest::newRow("a series twice") << QByteArray("# HELP a x\n# TYPE a gauge\na 1\na 1\n");
    QTest::newRow("no number") << QByteArray("# HELP a x\n# TYPE a gauge\na one\n");
    QTest::newRow("buckets that fall") << QByteArray("# HELP a x\n# TYPE a histogram\na_bucket{le=\"1\"} 2\n"
                                                     "a_bucket{le=\"+Inf\"} 1\na_sum 1\na_count 1\n");
    QTest::newRow("another count") << QByteArray("# HELP a x\n# TYPE a histogram\n"
                                                 "a_bucket{le=\"+Inf\"} 1\na_sum 1\na_count 2\n");
}

void MetricsTest::theReaderSeesWhatIsWrong()
{
    QFETCH(QByteArray, text);
    QVERIFY(!MetricsText(text).problems().isEmpty());
}

void MetricsTest::anIdleHubsTextIsInOrder()
{
    const MetricsText text(metricsText({}, {}, {}));
    QVERIFY2(text.problems().isEmpty(), listed(text).constData());
    QCOMPARE(text.value("heliograph_clients"), 0.0);
    QCOMPARE(text.value("heliograph_delivery_latency_seconds_count"), 0.0);
}

void MetricsTest::valuesAreRightAfterKnownTraffic()
{
    ServerBench bench;
    StreamClient one(bench), all(bench), gone(bench);
    QVERIFY(one.open("/stream?channel=a") && all.open("/stream?pattern=*") && gone.open("/stream?channel=c"));
    gone.raw.close();
    QVERIFY(bench.waitForClients(2));
    bench.publish("a", "123");
    bench.publish("b", "4567");
    QVERIFY(one.waitForEvents(1) && all.waitForEvents(2));
    const MetricsText text(bench.ask("GET", "/metrics").body);
    QVERIFY2(text.problems().isEmpty(), listed(text).constData());
    const std::pair<const char *, double> expected[] = {
        {"heliograph_clients", 2},
        {"heliograph_events_published_total", 2},
        {"heliograph_published_bytes_total", 7},
        {"heliograph_events_delivered_total", 3},
        {"heliograph_gaps_total", 0},
        {"heliograph_history_events", 2},
        {"heliograph_disconnects_total{reason=\"closed by peer\"}", 1},
        {"heliograph_delivery_latency_seconds_count", 3},
    };
    for (const auto &[series, value] : expected)
        QVERIFY2(text.value(series) == value, series);
    QVERIFY(text.value("heliograph_delivery_latency_seconds_sum") > 0);
    QVERIFY(text.value("heliograph_delivered_bytes_total") > 7 + 4);

    QTRY_VERIFY_WITH_TIMEOUT(bench.ask("GET", "/metrics").body.contains("{channel=\"a\",le=\"+Inf\"}"), 20'000);
    bench.publish("a", "5");
    QVERIFY(one.waitForEvents(2) && all.waitForEvents(3));
    const MetricsText measured(bench.ask("GET", "/metrics").body);
    QVERIFY2(measured.problems().isEmpty(), listed(measured).constData());
    QCOMPARE(measured.value("heliograph_channel_delivery_latency_seconds_count{channel=\"a\"}"), 2.0);
}

void MetricsTest::durationsAreInTheBucketsOfTheirSeconds()
{
    LatencyHistogram latency;
    for (const qint64 microseconds : {0, 63, 64, 1'000'000, 20'000'000})
        latency.record(microseconds);
    const MetricsText text(metricsText({}, latency, {}));
    QVERIFY2(text.problems().isEmpty(), listed(text).constData());
    const QByteArray name("heliograph_delivery_latency_seconds");
    QCOMPARE(text.value(name + "_bucket{le=\"6.4e-05\"}"), 2.0);
    QCOMPARE(text.value(name + "_bucket{le=\"0.000128\"}"), 3.0);
    QCOMPARE(text.value(name + "_bucket{le=\"1.048576\"}"), 4.0);
    QCOMPARE(text.value(name + "_bucket{le=\"8.388608\"}"), 4.0);
    QCOMPARE(text.value(name + "_bucket{le=\"+Inf\"}"), 5.0);
    QCOMPARE(text.value(name + "_sum"), 21.000127);
}

void MetricsTest::labelsAreEscaped()
{
    // Channels hold no control characters, but what a label cannot hold must not depend on that.
    const MetricsText text(metricsText(someTotals(), {}, oneChannel("say \"hi\" \\ to\n日本")));
    QVERIFY2(text.problems().isEmpty(), listed(text).constData());
    const QByteArray label("{channel=\"say \\\"hi\\\" \\\\ to\\n日本\"}");
    QCOMPARE(text.value("heliograph_channel_delivery_latency_seconds_count" + label), 1.0);
}

void MetricsTest::redisIsReportedOnlyWhereThereIsOne()
{
    QVERIFY(!metricsText({}, {}, {}).contains("redis"));
    const MetricsText text(metricsText({}, {}, {}, someRedis()));
    QVERIFY2(text.problems().isEmpty(), listed(text).constData());
    const std::pair<const char *, double> expected[] = {
        {"heliograph_redis_up", 0},
        {"heliograph_redis_channels", 2},
        {"heliograph_redis_events_received_total", 7},
        {"heliograph_redis_events_sent_total", 5},
        {"heliograph_redis_events_dropped_total", 2},
        {"heliograph_redis_gaps_total", 1},
        {R"(heliograph_redis_info{address="unix:///a \"b\"\\c"})", 1},
    };
    for (const auto &[series, value] : expected)
        QVERIFY2(text.value(series) == value, series);
}

void MetricsTest::aStoreOnDiskIsReportedWithItsWrites()
{
    const MetricsText inMemory(metricsText({}, {}, {}));
    QCOMPARE(inMemory.value("heliograph_store_info{kind=\"memory\"}"), 1.0);
    QCOMPARE(inMemory.value("heliograph_store_up"), 1.0);
    QVERIFY(inMemory.series("heliograph_store_file_bytes").isEmpty());

    HubTotals totals;
    totals.store.kind = "sqlite";
    totals.store.state = StoreInfo::State::Full;
    totals.store.disk = StoreInfo::Disk();
    StoreInfo::Disk &disk = *totals.store.disk;
    disk.usedBytes = 4096;
    disk.fileBytes = 8192;
    disk.logBytes = 512;
    disk.committedEvents = 67;
    // Two commits, of 3 events within 100 µs and of 64 within 9 s.
    disk.commitTime = {2,         9'000'100,
                       100,       9'000'000,
                       9'000'000, {0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2}};
    disk.groupEvents = {2, 67, 3, 64, 64, {0, 0, 1, 1, 1, 1, 1, 2}};
    disk.waitingAppends = 5;
    disk.waitingBytes = 700;
    const MetricsText text(metricsText(totals, {}, {}));
    QVERIFY2(text.problems().isEmpty(), listed(text).constData());
    const std::pair<const char *, double> expected[] = {
        {"heliograph_store_info{kind=\"sqlite\"}", 1},
        {"heliograph_store_up", 0},
        {"heliograph_store_used_bytes", 4096},
        {"heliograph_store_file_bytes", 8192},
        {"heliograph_store_log_bytes", 512},
        {"heliograph_store_commit_events_total", 67},
        {"heliograph_store_waiting_appends", 5},
        {"heliograph_store_waiting_bytes", 700},
        {"heliograph_store_commit_seconds_bucket{le=\"6.4e-05\"}", 0},
        {"heliograph_store_commit_seconds_bucket{le=\"0.000128\"}", 1},
        {"heliograph_store_commit_seconds_bucket{le=\"8.388608\"}", 1},
        {"heliograph_store_commit_seconds_bucket{le=\"+Inf\"}", 2},
        {"heliograph_store_commit_seconds_sum", 9.0001},
        {"heliograph_store_commit_seconds_count", 2},
        {"heliograph_store_group_events_bucket{le=\"1\"}", 0},
        {"heliograph_store_group_events_bucket{le=\"3\"}", 1},
        {"heliograph_store_group_events_bucket{le=\"63\"}", 1},
        {"heliograph_store_group_events_bucket{le=\"127\"}", 2},
        {"heliograph_store_group_events_bucket{le=\"16383\"}", 2},
        {"heliograph_store_group_events_sum", 67},
    };
    for (const auto &[series, value] : expected)
        QVERIFY2(text.value(series) == value, series);
}

void MetricsTest::theTextIsServedWithItsType()
{
    ServerBench bench;
    const RawResponse response = bench.ask("GET", "/metrics");
    QCOMPARE(response.status, 200);
    QCOMPARE(response.header("content-type"), QByteArray("text/plain; version=0.0.4; charset=utf-8"));
    QCOMPARE(bench.ask("POST", "/metrics").status, 405);
}

void MetricsTest::promtoolIsContent()
{
    const QString promtool = QStandardPaths::findExecutable(QStringLiteral("promtool"));
    if (promtool.isEmpty())
        QSKIP("needs promtool, of Debian's package prometheus");
    ChildProcess checker(promtool, {QStringLiteral("check"), QStringLiteral("metrics")});
    QVERIFY(checker.start());
    checker.write(metricsText(someTotals(), {}, oneChannel("a \"b\""), someRedis()));
    checker.closeInput();
    QVERIFY2(checker.waitForExit(20s) == 0, qPrintable(checker.report()));
    QCOMPARE(checker.standardOutput() + checker.standardError(), QByteArray());
}

QTEST_GUILESS_MAIN(MetricsTest)
#include "tst_metrics.moc"
