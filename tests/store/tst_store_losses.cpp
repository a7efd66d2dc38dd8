// SPDX-License-Identifier: GPL-3.0-or-later
#include "storebench.h"

#include <QTest>

using namespace helio;
using namespace helio::test;

/// Where something may be missing, readers are told, at that place and nowhere else.
class StoreLossesTest : public StoreTest
{
    Q_OBJECT
private Q_SLOTS:
    void aLossIsToldAtItsPlace_data();
    void aLossIsToldAtItsPlace();
    void behindALossItIsNotTold();
    void severalLossesWithoutEventsAreOneGap();
    void aLossAtTheEndIsTold();
    void aLossOfOtherChannelsIsNotTold();
    void lossesBeyondTheBoundAreStillTold();
    void anIdThatIsTakenGivesWay();
};

namespace {

Selection lost(const QByteArrayList &entries)
{
    return select(entries);
}

Start from(const QByteArray &id)
{
    return {Start::Kind::After, id, 0, 0};
}

void note(StoreBench &bench, const QByteArrayList &entries)
{
    bench.store->noteLoss(lost(entries));
}

} // namespace

void StoreLossesTest::aLossIsToldAtItsPlace_data()
{
    QTest::addColumn<QByteArrayList>("selection");
    QTest::addColumn<int>("chunkBytes");
    QTest::addColumn<QByteArrayList>("expected");
    const QByteArrayList sse{"1", HistoryReading::Gap, "2", HistoryReading::Gap, "3"};
    const QByteArrayList all{"1", "m1", HistoryReading::Gap, "m2", "2", HistoryReading::Gap, "3", "m3"};
    for (const int bytes : {1, 70, 64 * 1024}) {
        QTest::addRow("a name, %d", bytes) << QByteArrayList{"sse"} << bytes << sse;
        QTest::addRow("a pattern, %d", bytes) << QByteArrayList{"~ss?"} << bytes << sse;
        QTest::addRow("two names, %d", bytes) << QByteArrayList{"mine", "sse"} << bytes << all;
        QTest::addRow("everything, %d", bytes) << QByteArrayList{"~*"} << bytes << all;
        QTest::addRow("another, %d", bytes) << QByteArrayList{"mine"} << bytes << QByteArrayList{"m1", "m2", "m3"};
    }
}

void StoreLossesTest::aLossIsToldAtItsPlace()
{
    QFETCH(QByteArrayList, selection);
    QFETCH(int, chunkBytes);
    StoreBench bench;
    const QByteArray first = bench.publish("other", "0");
    bench.publish("sse", "1");
    bench.publish("mine", "m1");
    note(bench, {"sse", "~users.*"});
    bench.publish("mine", "m2");
    bench.publish("sse", "2");
    note(bench, {"sse", "~users.*"});
    bench.publish("sse", "3");
    bench.publish("mine", "m3");
    QTEST(bench.readAll(select(selection), from(first), chunkBytes).data, "expected");
}

void StoreLossesTest::behindALossItIsNotTold()
{
    StoreBench bench;
    bench.publish("sse", "1");
    note(bench, {"sse"});
    const QByteArray id = bench.publish("sse", "2");
    bench.publish("sse", "3");
    QCOMPARE(bench.readAll(select({"sse"}), from(id)).data, QByteArrayList{"3"});
}

void StoreLossesTest::severalLossesWithoutEventsAreOneGap()
{
    StoreBench bench;
    const QByteArray id = bench.publish("sse", "1");
    for (int i = 0; i < 5; ++i)
        note(bench, {"sse"});
    bench.publish("sse", "2");
    QCOMPARE(bench.readAll(select({"sse"}), from(id)).data, (QByteArrayList{HistoryReading::Gap, "2"}));
}

void StoreLossesTest::aLossAtTheEndIsTold()
{
    StoreBench bench;
    const QByteArray id = bench.publish("sse", "1");
    note(bench, {"~s*"});
    bench.pass();
    QCOMPARE(bench.readAll(select({"sse"}), from(id)).data, QByteArrayList{HistoryReading::Gap});
    QCOMPARE(bench.readAll(select({"~*e"}), from(id)).data, QByteArrayList{HistoryReading::Gap});
}

void StoreLossesTest::aLossOfOtherChannelsIsNotTold()
{
    StoreBench bench;
    const QByteArray id = bench.publish("mine", "1");
    note(bench, {"sse", "~users.*"});
    QCOMPARE(bench.readAll(select({"mine", "~my.*"}), from(id)).data, QByteArrayList{});
}

void StoreLossesTest::lossesBeyondTheBoundAreStillTold()
{
    StoreBench bench;
    const QByteArray id = bench.publish("first", "1");
    note(bench, {"first"});
    for (int i = 0; i < 2'000; ++i)
        note(bench, {"second"});
    bench.pass();
    QCOMPARE(bench.readAll(select({"first"}), from(id)).data, QByteArrayList{HistoryReading::Gap});
}

void StoreLossesTest::anIdThatIsTakenGivesWay()
{
    StoreBench bench;
    bench.publish("sse", "1", "own");
    const AppendResult appended =
        bench.appendArrived({{"sse", {}, "1", "own", {}}, {"sse", {}, "2", "own", {}}, {"sse", {}, "3", "new", {}}});
    QCOMPARE(appended.conflict, qsizetype(-1));
    QCOMPARE(appended.entries.size(), 3);
    QVERIFY(!appended.entries[0].repeated);
    QVERIFY(Position::fromId(appended.entries[0].event->event.id));
    QVERIFY(Position::fromId(appended.entries[1].event->event.id));
    QCOMPARE(appended.entries[2].event->event.id, QByteArray("new"));
}

QTEST_GUILESS_MAIN(StoreLossesTest)
#include "tst_store_losses.moc"
