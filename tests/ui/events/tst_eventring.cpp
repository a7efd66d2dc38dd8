// SPDX-License-Identifier: GPL-3.0-or-later
// The past of the events table: what is appended, what is put before it, and what goes.
#include "fakehub.h"
#include "ui/events/eventring.h"

#include <QTest>

using namespace helio;

namespace {

constexpr quint64 First = EventRing::FirstLive;

QList<ReceivedEvent> numbered(int from, int to, qsizetype size = 0)
{
    QList<ReceivedEvent> events;
    for (int i = from; i < to; ++i)
        events.append(received("c", "t", QByteArray::number(i) + QByteArray(size, '.'), QByteArray::number(i)));
    return events;
}

void append(EventRing &ring, const QList<ReceivedEvent> &events)
{
    for (const ReceivedEvent &event : events)
        ring.append(1, event);
}

/// The ids of all that is held, gone through forwards and backwards.
QByteArrayList held(const EventRing &ring)
{
    QByteArrayList forwards;
    size_t place = 0;
    for (quint64 at = ring.first(); at < ring.next(); at = ring.heldFrom(at + 1))
        forwards.append(ring.at(at, place).id.toByteArray());
    QByteArrayList backwards;
    for (auto at = ring.heldBefore(ring.next()); at; at = ring.heldBefore(*at))
        backwards.prepend(ring.at(*at).id.toByteArray());
    return forwards == backwards ? forwards : QByteArrayList{"not the same backwards"};
}

QByteArrayList ids(int from, int to)
{
    QByteArrayList all;
    for (int i = from; i < to; ++i)
        all.append(QByteArray::number(i));
    return all;
}

} // namespace

class EventRingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsPrependedStandsBeforeAll();
    void numbersRiseAndAreNeverGivenTwice();
    void whatIsPrependedGoesFirst();
    void noMoreIsPrependedThanThereIsRoomFor();
    void aBlockIsCutWithoutTheSnapshotThatReadsIt();
    void anEmptyRingTakesOlderEventsAndThenLiveOnes();
};

void EventRingTest::whatIsPrependedStandsBeforeAll()
{
    EventRing ring;
    append(ring, numbered(50, 60));
    QCOMPARE(ring.prepend(1, numbered(20, 50)), 30);
    QCOMPARE(ring.prepend(1, numbered(0, 20)), 20);
    QCOMPARE(held(ring), ids(0, 60));
    QCOMPARE(ring.first(), First - 50);
    QCOMPARE(ring.firstLive(), First);
    QCOMPARE(ring.at(First - 50).source, 1);
    QCOMPARE(ring.at(First - 50).data.toByteArray(), QByteArray("0"));
    QCOMPARE(ring.at(First).id.toByteArray(), QByteArray("50"));
    QCOMPARE(ring.count(ring.first(), ring.next()), 60U);
    QCOMPARE(ring.count(First - 5, First + 5), 10U);
    QCOMPARE(ring.prependedCount(), 50U);
    append(ring, numbered(60, 70));
    QCOMPARE(held(ring), ids(0, 70));
}

void EventRingTest::numbersRiseAndAreNeverGivenTwice()
{
    EventRing ring(64 * 1024);
    append(ring, numbered(0, 2'000, 100)); // the first of them have gone
    ring.trim();
    const quint64 live = ring.firstLive();
    QVERIFY(live > First);
    ring.setMaximumBytes(1024 * 1024);
    ring.prepend(1, numbered(-10, 0));
    QCOMPARE(ring.firstLive(), live);
    // Between both lie the numbers of those that have gone.
    QVERIFY(ring.at(First).id.isEmpty());
    QCOMPARE(ring.heldFrom(First), live);
    QCOMPARE(ring.heldBefore(live), std::optional(First - 1));
    QCOMPARE(ring.count(First - 10, live), 10U);
    QCOMPARE(ring.count(First, live), 0U);
    QCOMPARE(ring.count(First - 2, live + 2), 4U);
    QCOMPARE(held(ring).first(10), ids(-10, 0));
    ring.forgetBefore(ring.firstLive());
    ring.prepend(1, numbered(-5, 0));
    QCOMPARE(ring.first(), First - 15);
    QVERIFY(ring.at(First - 1).id.isEmpty());
    QCOMPARE(ring.count(First - 15, live), 5U);
}

void EventRingTest::whatIsPrependedGoesFirst()
{
    EventRing ring(64 * 1024);
    append(ring, numbered(0, 100, 100));
    QVERIFY(ring.prepend(1, numbered(-100, 0, 100)) == 100);
    append(ring, numbered(100, 500, 100));
    ring.trim();
    const QByteArrayList left = held(ring);
    QVERIFY(left.size() < 600);
    QCOMPARE(left.constLast(), QByteArray("499"));
    QCOMPARE(left, ids(500 - int(left.size()), 500));
    QVERIFY(ring.bytes() <= ring.maximumBytes());
}

void EventRingTest::noMoreIsPrependedThanThereIsRoomFor()
{
    EventRing ring(64 * 1024);
    append(ring, numbered(0, 10, 100));
    const QList<ReceivedEvent> many = numbered(-2'000, 0, 100);
    const qsizetype taken = ring.prepend(1, many);
    QVERIFY(taken > 100 && taken < 600);
    QCOMPARE(held(ring), ids(-int(taken), 10));
    QVERIFY(ring.bytes() <= ring.maximumBytes());
    QCOMPARE(ring.prepend(1, many), 0);
    // Nothing has to go for the next live ones.
    append(ring, numbered(10, 11, 100));
    QCOMPARE(ring.firstAfterTrim(), ring.first());
    QCOMPARE(EventRing(1024).prepend(1, numbered(0, 1, 10'000)), 0);
}

void EventRingTest::aBlockIsCutWithoutTheSnapshotThatReadsIt()
{
    EventRing ring;
    append(ring, numbered(0, 10));
    const EventRing snapshot = ring.snapshot();
    ring.cutBefore(First + 4);
    QCOMPARE(held(ring), ids(4, 10));
    QCOMPARE(ring.first(), First + 4);
    QCOMPARE(held(snapshot), ids(0, 10));
    ring.prepend(1, numbered(0, 4));
    append(ring, numbered(10, 12));
    QCOMPARE(held(ring), ids(0, 12));
    QCOMPARE(ring.count(ring.first(), ring.next()), 12U);
    const EventRing later = ring.snapshot();
    ring.cutBefore(ring.next());
    QCOMPARE(held(ring), QByteArrayList());
    QCOMPARE(ring.bytes(), 0);
    QCOMPARE(held(later), ids(0, 12));
}

void EventRingTest::anEmptyRingTakesOlderEventsAndThenLiveOnes()
{
    EventRing ring;
    QCOMPARE(ring.prepend(1, numbered(0, 3)), 3);
    QCOMPARE(ring.firstLive(), ring.next());
    ring.append(1, {}); // of no byte: there would be room for it among the older ones
    append(ring, numbered(4, 6));
    QCOMPARE(held(ring), (QByteArrayList{"0", "1", "2", "", "4", "5"}));
    QCOMPARE(ring.firstLive(), First);
    QCOMPARE(held(ring.snapshot()), held(ring));
}

QTEST_GUILESS_MAIN(EventRingTest)
#include "tst_eventring.moc"
