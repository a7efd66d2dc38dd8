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
