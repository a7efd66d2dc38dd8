// SPDX-License-Identifier: GPL-3.0-or-later
// Where the evidence is: events by their numbers, and their marks.
#include "problemsbench.h"
#include "ui/doctor/eventplaces.h"
#include "ui/doctor/problemmarks.h"
#include "ui/events/eventtablemodel.h"

#include <QSignalSpy>
#include <QTest>

using namespace helio;

namespace {

constexpr quint64 First = EventRing::FirstLive;

std::deque<FeedQueue::Item> items(const QList<int> &sources)
{
    std::deque<FeedQueue::Item> items;
    for (const int source : sources)
        items.push_back({source, received("", "t", "data " + QByteArray::number(source))});
    return items;
}

/// Events of the sources 1 and 2 on their way into the ring.
struct PlacesBench
{
    EventRing ring;
    EventPlaces places;

    PlacesBench()
    {
        places.restart(1);
        places.restart(2);
    }
    void arrive(const std::deque<FeedQueue::Item> &some, const FeedQueue::Losses &lost = {})
    {
        places.onEvents(some, ring, lost);
        for (const FeedQueue::Item &item : some)
            ring.append(item.source, item.received);
    }
    std::optional<quint64> of(int source, quint64 number) const { return places.sequenceOf(source, number, ring); }
};

} // namespace

class EventPlacesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void eventsAreFoundByTheirNumbers();
    void aLossTakesTheNumbersOfItsOwnSourceOnly();
    void whatComesBesideAStreamTakesNoNumber();
    void whatWasLoadedOfTheTimeBeforeTakesNoNumber();
    void theEventsOfTheEvidenceAreMarked();
};

void EventPlacesTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
}

void EventPlacesTest::eventsAreFoundByTheirNumbers()
{
    EventRing ring(8 * 1024 * 1024);
    EventPlaces places;
    places.restart(1);
    places.restart(2);
    QHash<quint64, quint64> wanted; // of source 1: sequence numbers by the event's own
    quint64 count = 0;
    for (int batch = 0; batch < 400; ++batch) {
        QList<int> sources;
        for (int i = 0; i < 50; ++i)
            sources.append(i % 7 == 0 ? 1 : i % 3 == 0 ? 2 : HubSource);
        for (qsizetype i = 0; i < sources.size(); ++i) {
            if (sources[i] == 1)
                wanted.insert(++count, ring.next() + quint64(i));
        }
        places.onEvents(items(sources), ring);
        for (const FeedQueue::Item &item : items(sources))
            ring.append(item.source, item.received);
    }
    for (quint64 number = 1; number <= count; number += 37)
        QCOMPARE(places.sequenceOf(1, number, ring), std::optional(wanted.value(number)));
    QCOMPARE(places.sequenceOf(1, count, ring), std::optional(wanted.value(count)));
    QVERIFY(!places.sequenceOf(1, 0, ring));
    QVERIFY(!places.sequenceOf(1, count + 1, ring));
    QVERIFY(places.isAwaited(1, count + 1));
    QVERIFY(!places.sequenceOf(HubSource, 1, ring));

    // What the ring let go of is not found; what it holds is.
    ring.setMaximumBytes(ring.bytes() / 2);
    ring.trim();
    places.onEvents(items({1}), ring);
    ring.append(1, items({1}).front().received);
    QVERIFY(!places.sequenceOf(1, 1, ring));
    QCOMPARE(places.sequenceOf(1, count, ring), std::optional(wanted.value(count)));
    QCOMPARE(places.sequenceOf(1, count + 1, ring), std::optional(ring.next() - 1));

    // Numbers begin anew.
    places.restart(1);
    QVERIFY(!places.sequenceOf(1, 1, ring));
    places.onEvents(items({2, 1}), ring);
    for (const FeedQueue::Item &item : items({2, 1}))
        ring.append(item.source, item.received);
    QCOMPARE(places.sequenceOf(1, 1, ring), std::optional(ring.next() - 1));
}

void EventPlacesTest::aLossTakesTheNumbersOfItsOwnSourceOnly()
{
    PlacesBench bench;
    bench.arrive(items({1, 2}));
    bench.arrive(items({2, 1}), {{1, 3}});
    QCOMPARE(bench.of(1, 1), std::optional(First));
    for (const quint64 lost : {2, 3, 4})
        QVERIFY(!bench.of(1, lost));
    QCOMPARE(bench.of(1, 5), std::optional(First + 3));
    QVERIFY(!bench.places.isAwaited(1, 5));
    QVERIFY(bench.places.isAwaited(1, 6));
    QCOMPARE(bench.of(2, 1), std::optional(First + 1));
    QCOMPARE(bench.of(2, 2), std::optional(First + 2));
    // Two losses on end are one; what follows is found still.
    bench.arrive({}, {{1, 2}});
    bench.arrive(items({1, 1}), {{1, 1}});
    for (const quint64 lost : {6, 7, 8})
        QVERIFY(!bench.of(1, lost));
    QCOMPARE(bench.of(1, 9), std::optional(First + 4));
    QCOMPARE(bench.of(1, 10), std::optional(First + 5));
}

void EventPlacesTest::whatComesBesideAStreamTakesNoNumber()
{
    PlacesBench bench;
    auto some = items({1, 1, 1, 2, 1});
    some[1].isBeside = true;
    bench.arrive(some);
    bench.arrive(items({1}));
    QCOMPARE(bench.of(1, 1), std::optional(First));
    QCOMPARE(bench.of(1, 2), std::optional(First + 2));
    QCOMPARE(bench.of(1, 3), std::optional(First + 4));
    QCOMPARE(bench.of(1, 4), std::optional(First + 5));
    QCOMPARE(bench.of(1, 2), std::optional(First + 2)); // asked again
    QVERIFY(bench.places.isAwaited(1, 5));
}

void EventPlacesTest::whatWasLoadedOfTheTimeBeforeTakesNoNumber()
{
    PlacesBench bench;
    bench.arrive(items({1, 1}));
    bench.ring.prepend(1, {received("", "t", "older")});
    bench.arrive(items({1}));
    QCOMPARE(bench.of(1, 1), std::optional(First));
    QCOMPARE(bench.of(1, 3), std::optional(First + 2));
    QVERIFY(!bench.of(1, 4));
    // What went is not found among older ones.
    bench.ring.cutBefore(First + 2);
    bench.ring.prepend(1, {received("", "t", "older")});
    QVERIFY(!bench.of(1, 1));
    QVERIFY(!bench.of(1, 2));
    QCOMPARE(bench.of(1, 3), std::optional(First + 2));
}

void EventPlacesTest::theEventsOfTheEvidenceAreMarked()
{
    ProblemsBench bench;
    EventTableModel events;
    EventPlaces places;
    ProblemMarks marks(bench.problems, events, places);
    FakeConnection *connection = nullptr;
    const int id = bench.open("http://a.example/s", connection);
    places.restart(id);
    const auto arrive = [&](const QList<int> &sources) {
        places.onEvents(items(sources), events.ring());
        events.append(items(sources));
        marks.onEvents();
    };
    arrive({id, HubSource, id});
    Finding finding = found(FindingCase::RepeatedId);
    finding.evidence.addEvent(2);
    finding.evidence.addEvent(3); // has not come yet
    bench.report(connection, {finding});
    const auto mark = [&](int row, int role) { return events.index(row, EventTableModel::Time).data(role); };
    QTRY_COMPARE(mark(2, EventTableModel::MarkRole).toString(), QStringLiteral("▲"));
    QVERIFY(mark(2, Qt::ToolTipRole).toString().startsWith(QStringLiteral("▲ warning: ")));
    QVERIFY(mark(2, Qt::AccessibleTextRole).toString().contains(QStringLiteral("warning")));
    QCOMPARE(mark(0, EventTableModel::MarkRole).toString(), QString());
    arrive({id});
    QTRY_COMPARE(mark(3, EventTableModel::MarkRole).toString(), QStringLiteral("▲"));
    // The worst has the shape.
    Finding worse = found(FindingCase::StreamError);
    worse.evidence.addEvent(3);
    bench.report(connection, {worse, finding});
    QTRY_COMPARE(mark(3, EventTableModel::MarkRole).toString(), QStringLiteral("✕"));
    QCOMPARE(mark(3, Qt::ToolTipRole).toString().count(u'\n'), 1);
    bench.problems.ignore(bench.problems.of(id).last());
    QTRY_COMPARE(mark(2, EventTableModel::MarkRole).toString(), QString());
}

QTEST_GUILESS_MAIN(EventPlacesTest)
#include "tst_eventplaces.moc"
