// SPDX-License-Identifier: GPL-3.0-or-later
#include "storebench.h"

#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// What holds for history in memory alone.
class MemoryStoreTest : public StoreTest
{
    Q_OBJECT
private Q_SLOTS:
    void trimmedEventsCostNoMemoryBehindAQuietChannel();
    void whatWasTrimmedIsFreedAtOnceWhereverItStood();
    void aLargeChannelIsClearedInSteps();
    void oldEventsGoInSteps();
    void anIdOfBeforeARestartIsAGap_data();
    void anIdOfBeforeARestartIsAGap();
};

void MemoryStoreTest::trimmedEventsCostNoMemoryBehindAQuietChannel()
{
    HistoryLimits limits;
    limits.maximumEvents = 10;
    StoreBench bench(limits);
    bench.publish("quiet", "old");
    std::vector<std::weak_ptr<const StoredEvent>> published;
    for (int i = 0; i < 50'000; ++i) {
        published.push_back(bench.append({{"busy", {}, "x", {}, {}}}).entries.constFirst().event);
        bench.reports.clear();
    }
    const auto alive =
        std::count_if(published.cbegin(), published.cend(), [](const auto &weak) { return !weak.expired(); });
    QVERIFY2(alive < 1100, qPrintable(QString::number(alive)));
    QCOMPARE(bench.readAll(select({"quiet"}), earliest()).data, (QByteArrayList{"old"}));
    QCOMPARE(bench.readAll(select({"~*"}), earliest()).data.size(), 11);
}

void MemoryStoreTest::whatWasTrimmedIsFreedAtOnceWhereverItStood()
{
    StoreBench bench;
    std::vector<std::pair<int, std::weak_ptr<const StoredEvent>>> published;
    for (int i = 0; i < 10'000; ++i) {
        const int channel = i % 7;
        published.emplace_back(
            channel, bench.append({{QByteArray::number(channel), {}, "x", {}, {}}}).entries.constFirst().event);
        bench.reports.clear();
    }
    for (const int cleared : {3, 0, 6, 1}) {
        QVERIFY(bench.clear(QByteArray::number(cleared)));
        for (const auto &[channel, event] : published)
            QVERIFY(channel != cleared || event.expired());
    }
    QCOMPARE(bench.readAll(select({"~*"}), earliest()).data.size(), bench.all.events);
    const StoredEventPtr last = published[9998].second.lock(); // of channel 2
    QVERIFY(last);
    QCOMPARE(bench.find(last->event.id).event, last);
}

void MemoryStoreTest::aLargeChannelIsClearedInSteps()
{
    StoreBench bench;
    bench.append(QList<Publication>(9000, {"a", {}, "x", {}, {}}));
    bool isCleared = false;
    bench.store->clear("a", [&](bool done) { isCleared = done; });
    QVERIFY(!isCleared);
    QVERIFY(bench.held("a").events > 0);
    bench.publish("a", "after");
    int steps = 0;
    while (bench.store->trimByAge())
        ++steps;
    QVERIFY(isCleared && steps > 2);
    QCOMPARE(bench.readAll(select({"a"}), earliest()).data, (QByteArrayList{"after"}));
    QCOMPARE(bench.held("a").events, 1);
}

void MemoryStoreTest::oldEventsGoInSteps()
{
    HistoryLimits limits;
    limits.maximumAge = 1s;
    StoreBench bench(limits);
    bench.append(QList<Publication>(9000, {"a", {}, "x", {}, {}}));
    bench.clock.advance(2s);
    QVERIFY(bench.store->trimByAge());
    QVERIFY(bench.all.events > 0);
    while (bench.store->trimByAge()) {
    }
    QCOMPARE(bench.all.events, 0);
    QCOMPARE(bench.all.bytes, 0);
}

void MemoryStoreTest::anIdOfBeforeARestartIsAGap_data()
{
    QTest::addColumn<int>("laterMs");
    QTest::newRow("an hour later") << 3'600'000;
    QTest::newRow("within the millisecond") << 0;
}

void MemoryStoreTest::anIdOfBeforeARestartIsAGap()
{
    QFETCH(int, laterMs);
    StoreBench before;
    before.clock.advance(10ms);
    const QByteArray old = before.publish("a", "a1");
    StoreBench restarted({}, before.clock.wall + laterMs);
    restarted.publish("a", "a2");
    for (const QByteArrayList &entries : {QByteArrayList{"a"}, {"b"}, {"~*"}})
        QCOMPARE(restarted.readAll(select(entries), after(old)).data.value(0), HistoryReading::Gap);
}

QTEST_GUILESS_MAIN(MemoryStoreTest)
#include "tst_memorystore.moc"
