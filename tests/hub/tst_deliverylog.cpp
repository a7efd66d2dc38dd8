// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/deliverylog.h"
#include "starts.h"

#include <QTest>

using namespace helio;
using namespace helio::test;

/// What is remembered of the way of events to one client.
class DeliveryLogTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFreshOneKnowsOnlyWhatIsComing();
    void eachPlaceHasItsFate_data();
    void eachPlaceHasItsFate();
    void anotherChannelsEventIsNotSelectedWhereverItStands();
    void theEndTurnsWhatWaitedIntoNeverSent();
    void acknowledgedIsWhatLiesBelowThePeersCount_data();
    void acknowledgedIsWhatLiesBelowThePeersCount();
    void withoutTheKernelsFiguresNothingIsAcknowledged();
    void eventsTakenInOneChunkHaveItsTime();
    void theLastDeliveriesKeepTheirTimes();
    void ofOlderDeliveriesOnlyTheLatestTimeIsKnown();
    void whatLiesInAGapIsLost_data();
    void whatLiesInAGapIsLost();
    void anEventThatIsHeldIsInNoGap();
    void theLastGapsAreKeptAndAllAreCounted();
};

namespace {

Position at(quint64 sequence)
{
    return {1000, sequence};
}

/// Began behind 10, was given up to 30, of which the kernel took 20 (byte 100 at time 5).
DeliveryLog aLog()
{
    DeliveryLog log(select({"a"}), 1);
    log.begin(at(10));
    log.give(at(20));
    log.noteTaken(at(20), 100, 5);
    log.give(at(30));
    return log;
}

} // namespace

void DeliveryLogTest::aFreshOneKnowsOnlyWhatIsComing()
{
    const DeliveryLog log(select({"a"}), 77);
    QCOMPARE(log.connectedAt(), 77);
    QCOMPARE(log.gapsReported(), 0u);
    QVERIFY(log.given() == Position());
    QCOMPARE(log.answerFor(at(1), "a", {}).fate, Fate::Coming);
}

void DeliveryLogTest::eachPlaceHasItsFate_data()
{
    QTest::addColumn<quint64>("sequence");
    QTest::addColumn<Fate>("fate");
    QTest::newRow("long before the start") << quint64(1) << Fate::BeforeStart;
    QTest::newRow("at the start") << quint64(10) << Fate::BeforeStart;
    QTest::newRow("first behind the start") << quint64(11) << Fate::Taken;
    QTest::newRow("the last taken") << quint64(20) << Fate::Taken;
    QTest::newRow("first behind it") << quint64(21) << Fate::Queued;
    QTest::newRow("the last given") << quint64(30) << Fate::Queued;
    QTest::newRow("first behind that") << quint64(31) << Fate::Coming;
}

void DeliveryLogTest::eachPlaceHasItsFate()
{
    QFETCH(quint64, sequence);
    const DeliveryLog log = aLog();
    QTEST(log.answerFor(at(sequence), "a", {}).fate, "fate");
    QTEST(log.answerFor(at(sequence), std::nullopt, {}).fate, "fate"); // history has dropped it since
}

void DeliveryLogTest::anotherChannelsEventIsNotSelectedWhereverItStands()
{
    DeliveryLog log = aLog();
    log.noteGap(at(30), at(40));
    for (const quint64 sequence : {1, 15, 25, 35, 50})
        QCOMPARE(log.answerFor(at(sequence), "b", 1000).fate, Fate::NotSelected);
}

void DeliveryLogTest::theEndTurnsWhatWaitedIntoNeverSent()
{
    DeliveryLog log = aLog();
    log.end();
    QCOMPARE(log.answerFor(at(10), "a", {}).fate, Fate::BeforeStart);
    QCOMPARE(log.answerFor(at(20), "a", {}).fate, Fate::Taken);
    QCOMPARE(log.answerFor(at(21), "a", {}).fate, Fate::NeverSent);
    QCOMPARE(log.answerFor(at(31), "a", {}).fate, Fate::NeverSent);
}

void DeliveryLogTest::acknowledgedIsWhatLiesBelowThePeersCount_data()
{
    QTest::addColumn<qint64>("acknowledged");
    QTest::addColumn<Fate>("fate");
    QTest::newRow("nothing") << qint64(0) << Fate::Taken;
    QTest::newRow("all but its last byte") << qint64(99) << Fate::Taken;
    QTest::newRow("up to its last byte") << qint64(100) << Fate::Acknowledged;
    QTest::newRow("more") << qint64(1000) << Fate::Acknowledged;
}

void DeliveryLogTest::acknowledgedIsWhatLiesBelowThePeersCount()
{
    QFETCH(qint64, acknowledged);
    const DeliveryLog::Answer answer = aLog().answerFor(at(20), "a", acknowledged);
    QTEST(answer.fate, "fate");
    QCOMPARE(answer.takenAt, 5);
    QVERIFY(!answer.takenBefore);
}

void DeliveryLogTest::withoutTheKernelsFiguresNothingIsAcknowledged()
{
    QCOMPARE(aLog().answerFor(at(20), "a", std::nullopt).fate, Fate::Taken);
}

void DeliveryLogTest::eventsTakenInOneChunkHaveItsTime()
{
    DeliveryLog log = aLog();
    log.noteTaken(at(30), 500, 9);
    const DeliveryLog::Answer answer = log.answerFor(at(25), "a", 499);
    QCOMPARE(answer.fate, Fate::Taken); // the chunk's end is what is known to be acknowledged
    QCOMPARE(answer.takenAt, 9);
    QVERIFY(!answer.takenBefore);
    QCOMPARE(log.answerFor(at(25), "a", 500).fate, Fate::Acknowledged);
}

void DeliveryLogTest::theLastDeliveriesKeepTheirTimes()
{
    DeliveryLog log(select({"a"}), 1);
    constexpr quint64 Count = DeliveryLog::KeptDeliveries * 2 + 3; // somewhere in the ring's third round
    for (quint64 i = 1; i <= Count; ++i)
        log.noteTaken(at(i), qint64(i) * 10, qint64(i) * 1000);
    for (quint64 i = Count - DeliveryLog::KeptDeliveries + 1; i <= Count; ++i) {
        const DeliveryLog::Answer answer = log.answerFor(at(i), "a", qint64(Count - 1) * 10);
        QCOMPARE(answer.takenAt, qint64(i) * 1000);
        QVERIFY(!answer.takenBefore);
        QCOMPARE(answer.fate, i < Count ? Fate::Acknowledged : Fate::Taken);
    }
}

void DeliveryLogTest::ofOlderDeliveriesOnlyTheLatestTimeIsKnown()
{
    DeliveryLog log(select({"a"}), 1);
    constexpr quint64 Count = DeliveryLog::KeptDeliveries + 5;
    for (quint64 i = 1; i <= Count; ++i)
        log.noteTaken(at(i), qint64(i) * 10, qint64(i) * 1000);
    const DeliveryLog::Answer answer = log.answerFor(at(2), "a", 1000);
    QCOMPARE(answer.fate, Fate::Acknowledged);
    QCOMPARE(answer.takenAt, 6000);
    QVERIFY(answer.takenBefore);
}

void DeliveryLogTest::whatLiesInAGapIsLost_data()
{
    QTest::addColumn<quint64>("sequence");
    QTest::addColumn<Fate>("fate");
    QTest::newRow("before it") << quint64(30) << Fate::Taken;
    QTest::newRow("its first") << quint64(31) << Fate::LostInGap;
    QTest::newRow("its last") << quint64(39) << Fate::LostInGap;
    QTest::newRow("what the stream went on with") << quint64(40) << Fate::Taken;
    QTest::newRow("behind it") << quint64(41) << Fate::Coming;
}

void DeliveryLogTest::whatLiesInAGapIsLost()
{
    QFETCH(quint64, sequence);
    DeliveryLog log = aLog();
    log.noteGap(at(30), at(40));
    log.give(at(40));
    log.noteTaken(at(40), 200, 9);
    QTEST(log.answerFor(at(sequence), std::nullopt, {}).fate, "fate");
    QCOMPARE(log.gapsReported(), 1u);
}

void DeliveryLogTest::anEventThatIsHeldIsInNoGap()
{
    DeliveryLog log = aLog();
    log.noteGap(at(30), at(40));
    log.give(at(40));
    // What history holds was not lost.
    QCOMPARE(log.answerFor(at(35), "a", {}).fate, Fate::Queued);
}

void DeliveryLogTest::theLastGapsAreKeptAndAllAreCounted()
{
    DeliveryLog log(select({"a"}), 1);
    const quint64 count = DeliveryLog::KeptGaps + 1;
    for (quint64 i = 1; i <= count; ++i) {
        log.noteGap(at(i * 10), at(i * 10 + 5));
        log.give(at(i * 10 + 5));
        log.noteTaken(at(i * 10 + 5), qint64(i), 1);
    }
    QCOMPARE(log.gapsReported(), count);
    QCOMPARE(log.answerFor(at(11), std::nullopt, {}).fate, Fate::Taken); // forgotten
    for (quint64 i = 2; i <= count; ++i)
        QCOMPARE(log.answerFor(at(i * 10 + 1), std::nullopt, {}).fate, Fate::LostInGap);
}

QTEST_GUILESS_MAIN(DeliveryLogTest)
#include "tst_deliverylog.moc"
