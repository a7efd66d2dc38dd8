// SPDX-License-Identifier: GPL-3.0-or-later
#include "storebench.h"

#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// Where a subscriber begins.
class StoreLocateTest : public StoreTest
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theEarliestIsTheOldestHeld();
    void behindAnIdOfTheHubs();
    void behindAnIdOfAnotherChannel();
    void behindAPublishersOwnId();
    void anIdUnknownHereIsReportedAndGivesAllThereIs_data();
    void anIdUnknownHereIsReportedAndGivesAllThereIs();
    void theLast_data();
    void theLast();
    void theLastOfOneChannel();
    void theLastOfEverything();
    void theLastUpToAPlace();
    void sinceATime_data();
    void sinceATime();
    void whatWasTrimmedBeforeIsNotMissed();

private:
    std::unique_ptr<StoreBench> bench_;
    QByteArrayList ids_;
};

void StoreLocateTest::init()
{
    HistoryLimits limits;
    limits.maximumEvents = 5;
    bench_ = std::make_unique<StoreBench>(limits);
    ids_.clear();
    // A second between any two: a1 b1 a2 b2 a3
    for (const char *data : {"a1", "b1", "a2", "b2", "a3"}) {
        bench_->clock.advance(1s);
        ids_.append(
            bench_->publish(QByteArray(data, 1), data, QByteArray(data) == "b2" ? QByteArray("own-b2") : QByteArray()));
    }
}

void StoreLocateTest::theEarliestIsTheOldestHeld()
{
    QCOMPARE(bench_->readAll(select({"a"}), earliest()).data, (QByteArrayList{"a1", "a2", "a3"}));
}

void StoreLocateTest::behindAnIdOfTheHubs()
{
    QCOMPARE(bench_->readAll(select({"a"}), after(ids_[0])).data, (QByteArrayList{"a2", "a3"}));
    QCOMPARE(bench_->readAll(select({"a", "b"}), after(ids_[2])).data, (QByteArrayList{"b2", "a3"}));
    QCOMPARE(bench_->readAll(select({"a", "b"}), after(ids_[4])).data, QByteArrayList());
}

void StoreLocateTest::behindAnIdOfAnotherChannel()
{
    QCOMPARE(bench_->readAll(select({"a"}), after(ids_[1])).data, (QByteArrayList{"a2", "a3"}));
}

void StoreLocateTest::behindAPublishersOwnId()
{
    QCOMPARE(bench_->readAll(select({"a", "b"}), after("own-b2")).data, (QByteArrayList{"a3"}));
    QCOMPARE(bench_->readAll(select({"a"}), after("own-b2")).data, (QByteArrayList{"a3"}));
}

void StoreLocateTest::anIdUnknownHereIsReportedAndGivesAllThereIs_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::newRow("of nobody") << QByteArray("never-seen");
    QTest::newRow("of the future") << QByteArray("9999999999999-0");
    QTest::newRow("of the hub's form, too large") << QByteArray("99999999999999999999999-0");
    QTest::newRow("with a leading zero") << QByteArray("01763690001000-0");
    QTest::newRow("a number") << QByteArray("42");
    QTest::newRow("not ASCII") << QByteArray("日本");
}

void StoreLocateTest::anIdUnknownHereIsReportedAndGivesAllThereIs()
{
    QFETCH(QByteArray, id);
    QVERIFY(!bench_->locate(select({"a"}), after(id)).known);
    QCOMPARE(bench_->readAll(select({"a"}), after(id)).data, (QByteArrayList{HistoryReading::Gap, "a1", "a2", "a3"}));
}

void StoreLocateTest::theLast_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<QByteArrayList>("expected");
    QTest::newRow("0") << 0 << QByteArrayList{};
    QTest::newRow("1") << 1 << QByteArrayList{"a3"};
    QTest::newRow("2") << 2 << QByteArrayList{"b2", "a3"};
    QTest::newRow("4") << 4 << QByteArrayList{"b1", "a2", "b2", "a3"};
    QTest::newRow("5: all") << 5 << QByteArrayList{"a1", "b1", "a2", "b2", "a3"};
    QTest::newRow("6: more than there is") << 6 << QByteArrayList{"a1", "b1", "a2", "b2", "a3"};
    QTest::newRow("2000000000") << 2'000'000'000 << QByteArrayList{"a1", "b1", "a2", "b2", "a3"};
}

void StoreLocateTest::theLast()
{
    QFETCH(int, count);
    Start start;
    start.kind = Start::Kind::Last;
    start.count = count;
    QTEST(bench_->readAll(select({"a", "b"}), start).data, "expected");
    QTEST(bench_->readAll(select({"a", "~?"}), start).data, "expected");
}

void StoreLocateTest::theLastOfOneChannel()
{
    Start start;
    start.kind = Start::Kind::Last;
    for (start.count = 0; start.count <= 4; ++start.count) {
        const QByteArrayList all{"a1", "a2", "a3"};
        QCOMPARE(bench_->readAll(select({"a"}), start).data, all.mid(std::max<qsizetype>(0, 3 - start.count)));
    }
    start.count = std::numeric_limits<qsizetype>::max();
    QCOMPARE(bench_->readAll(select({"b", "c"}), start).data, (QByteArrayList{"b1", "b2"}));
}

void StoreLocateTest::theLastOfEverything()
{
    for (int i = 0; i < 500; ++i)
        bench_->publish("channel" + QByteArray::number(i % 97), QByteArray::number(i));
    Start start;
    start.kind = Start::Kind::Last;
    start.count = 40;
    QByteArrayList expected;
    for (int i = 460; i < 500; ++i)
        expected.append(QByteArray::number(i));
    QCOMPARE(bench_->readAll(select({"~*"}), start).data, expected);
}

void StoreLocateTest::theLastUpToAPlace()
{
    Start start;
    start.kind = Start::Kind::Last;
    start.count = 1;
    start.upTo = Position::fromId(ids_[2]);
    QCOMPARE(bench_->readAll(select({"a"}), start).data, (QByteArrayList{"a2", "a3"}));
    QCOMPARE(bench_->readAll(select({"b"}), start).data, (QByteArrayList{"b1", "b2"}));
    QCOMPARE(bench_->readAll(select({"~a*"}), start).data, (QByteArrayList{"a2", "a3"}));
    start.count = 2;
    QCOMPARE(bench_->readAll(select({"~*"}), start).data, (QByteArrayList{"b1", "a2", "b2", "a3"}));
    start.upTo = Position();
    QCOMPARE(bench_->readAll(select({"a", "~b*"}), start).data, (QByteArrayList{"a1", "b1", "a2", "b2", "a3"}));
}

void StoreLocateTest::sinceATime_data()
{
    QTest::addColumn<int>("ageMs");
    QTest::addColumn<QByteArrayList>("expected");
    QTest::newRow("now") << 0 << QByteArrayList{"a3"}; // it was stored at this millisecond
    QTest::newRow("a second ago") << 1000 << QByteArrayList{"b2", "a3"};
    QTest::newRow("a little less than two seconds ago") << 1999 << QByteArrayList{"b2", "a3"};
    QTest::newRow("an hour ago") << 3'600'000 << QByteArrayList{"a1", "b1", "a2", "b2", "a3"};
}

void StoreLocateTest::sinceATime()
{
    QFETCH_GLOBAL(bool, isInRedis);
    if (isInRedis)
        QSKIP("Its clock is no test's.");
    QFETCH(int, ageMs);
    Start start;
    start.kind = Start::Kind::Since;
    start.time = bench_->clock.wall - ageMs;
    QTEST(bench_->readAll(select({"a", "b"}), start).data, "expected");
}

void StoreLocateTest::whatWasTrimmedBeforeIsNotMissed()
{
    for (int i = 4; i < 20; ++i)
        bench_->publish("a", "a" + QByteArray::number(i));
    Start last;
    last.kind = Start::Kind::Last;
    last.count = 100;
    Start since;
    since.kind = Start::Kind::Since;
    since.time = bench_->clock.wall - 3'600'000;
    for (const Start &start : {earliest(), last, since})
        QCOMPARE(bench_->readAll(select({"a"}), start).data, (QByteArrayList{"a15", "a16", "a17", "a18", "a19"}));
}

QTEST_GUILESS_MAIN(StoreLocateTest)
#include "tst_store_locate.moc"
