// SPDX-License-Identifier: GPL-3.0-or-later
// The events table with what was loaded of the time before.
#include "fakehub.h"
#include "ui/events/eventtablemodel.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QSignalSpy>
#include <QTest>

using namespace helio;

namespace {

std::deque<FeedQueue::Item> batch(const QList<ReceivedEvent> &events, int source = 0)
{
    std::deque<FeedQueue::Item> items;
    for (const ReceivedEvent &event : events)
        items.push_back({source, event});
    return items;
}

QString cell(const EventTableModel &model, int row, EventTableModel::Column column)
{
    return model.index(row, column).data().toString();
}

/// The data of all rows.
QString texts(const EventTableModel &model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all.append(cell(model, row, EventTableModel::Data));
    return all.join(u' ');
}

} // namespace

class EventTableModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void olderEventsStandBeforeAllOthersAndAreFilteredLikeThem();
    void olderEventsComeInSlicesToo();
    void anOlderEventHasItsDate();
    void olderEventsTakeTheRoomThatIsLeft();
    void olderEventsGoAndOthersComeUnderNewNumbers();
    void olderEventsStandRightBeforeWhatCameAfterAClear();
    void whatWaitsGoesOnWaitingWhenOlderEventsCome();
};

void EventTableModelTest::olderEventsStandBeforeAllOthersAndAreFilteredLikeThem()
{
    EventTableModel model;
    QAbstractItemModelTester tester(&model);
    model.setMuted({0, "system"}, true);
    model.append(batch({received("a", "", "4"), received("b", "", "5")}));
    const QPersistentModelIndex kept(model.index(1, 0));
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QCOMPARE(model.prepend(0, {received("a", "t", "2"), received("system", "", "s"), received("b", "", "3")}), 3);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(model.prepend(0, {received("a", "", "1")}), 1);
    QCOMPARE(texts(model), QStringLiteral("1 2 3 4 5"));
    QCOMPARE(kept.row(), 4);
    QCOMPARE(model.counters().received, 6U);
    QCOMPARE(model.counters().filtered, 1U);
    QVERIFY(model.seenTypes().names().contains(QStringLiteral("t")));
    model.setSelection({0, "a", false});
    QCOMPARE(texts(model), QStringLiteral("1 2 4"));
    model.setMuted({0, "system"}, false);
    model.setSelection({});
    QCOMPARE(texts(model), QStringLiteral("1 2 s 3 4 5"));
    QCOMPARE(model.eventAt(0)->received.event.data, QByteArray("1"));
    // What came live goes on as before.
    model.append(batch({received("a", "", "6")}));
    QCOMPARE(texts(model), QStringLiteral("1 2 s 3 4 5 6"));
}

void EventTableModelTest::olderEventsComeInSlicesToo()
{
    EventTableModel model;
    QAbstractItemModelTester tester(&model);
    model.append(batch({received("a", "", "live")}));
    model.setClock([now = std::chrono::milliseconds(0)]() mutable { return now += EventTableModel::SliceTime; });
    QList<ReceivedEvent> events;
    for (int i = 0; i < 1'000; ++i)
        events.append(received("a", "", QByteArray::number(i)));
    QCOMPARE(model.prepend(0, events), 1'000);
    QVERIFY(model.isFiltering());
    QVERIFY(model.rowCount() < 1'000);
    // Also of a page that comes meanwhile.
    QCOMPARE(model.prepend(0, events.first(500)), 500);
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(model.rowCount(), 1'501);
    QCOMPARE(cell(model, 500, EventTableModel::Data), QStringLiteral("0"));
}

void EventTableModelTest::anOlderEventHasItsDate()
{
    EventTableModel model;
    const QDateTime before = QDateTime::currentDateTime().addDays(-400);
    ReceivedEvent old = received("a", "", "1");
    old.receivedAt = before.toMSecsSinceEpoch() * 1'000'000;
    model.append(batch({received("a", "", "2")}));
    model.prepend(0, {old});
    QCOMPARE(cell(model, 0, EventTableModel::Time), before.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz")));
    QVERIFY(!cell(model, 1, EventTableModel::Time).contains(u'-'));
}

void EventTableModelTest::olderEventsTakeTheRoomThatIsLeft()
{
    EventTableModel model(64 * 1024);
    QAbstractItemModelTester tester(&model);
    const auto large = [](int count, char c) {
        QList<ReceivedEvent> events;
        for (int i = 0; i < count; ++i)
            events.append(received("a", "", QByteArray(1'000, c), QByteArray::number(i)));
        return events;
    };
    model.append(batch(large(20, 'x')));
    const qsizetype taken = model.prepend(0, large(100, 'o'));
    QVERIFY(taken > 20 && taken < 50);
    QVERIFY(model.bytes() <= model.maximumBytes());
    // The last of them, and none of what came live has gone.
    QCOMPARE(cell(model, 0, EventTableModel::Id), QString::number(100 - taken));
    QCOMPARE(model.rowCount(), int(taken) + 20);
    QCOMPARE(model.prepend(0, large(1, 'o')), 0);
    // What comes live has its room: the oldest go.
    model.append(batch(large(10, 'x')));
    QVERIFY(model.rowCount() < int(taken) + 30);
    QCOMPARE(model.counters().trimmed, quint64(taken) + 30 - quint64(model.rowCount()));
    QCOMPARE(cell(model, model.rowCount() - 1, EventTableModel::Id), QStringLiteral("9"));
}

void EventTableModelTest::olderEventsGoAndOthersComeUnderNewNumbers()
{
    EventTableModel model;
    QAbstractItemModelTester tester(&model);
    model.append(batch({received("a", "", "live")}));
    model.prepend(0, {received("a", "", "1"), received("a", "", "2")});
    const quint64 first = model.sequenceAt(0);
    model.dropPrepended();
    QCOMPARE(texts(model), QStringLiteral("live"));
    QCOMPARE(model.rowOf(first), -1);
    model.prepend(0, {received("b", "", "3"), received("b", "", "4")});
    QCOMPARE(texts(model), QStringLiteral("3 4 live"));
    QVERIFY(model.sequenceAt(1) < first);
    QVERIFY(model.ring().at(first).data.isEmpty());
    QCOMPARE(model.counters(), (EventTableModel::Counters{5, 3, 0, 0, 2}));
    model.dropPrepended();
    model.dropPrepended();
    QCOMPARE(texts(model), QStringLiteral("live"));
}

void EventTableModelTest::olderEventsStandRightBeforeWhatCameAfterAClear()
{
    EventTableModel model;
    QAbstractItemModelTester tester(&model);
    model.append(batch({received("a", "", "1"), received("a", "", "2")}));
    model.clear();
    model.append(batch({received("a", "", "3")}));
    QSignalSpy undo(&model, &EventTableModel::canUndoClearChanged);
    model.prepend(0, {received("a", "", "2")});
    QCOMPARE(texts(model), QStringLiteral("2 3"));
    QVERIFY(!model.canUndoClear());
    QCOMPARE(undo.size(), 1);
    model.setSelection({0, "a", false});
    QCOMPARE(texts(model), QStringLiteral("2 3"));
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    model.undoClear();
    QCOMPARE(texts(model), QStringLiteral("2 3"));
}

void EventTableModelTest::whatWaitsGoesOnWaitingWhenOlderEventsCome()
{
    EventTableModel model;
    QAbstractItemModelTester tester(&model);
    model.setPaused(true);
    model.append(batch({received("a", "", "2")}));
    model.prepend(0, {received("a", "", "1")});
    QCOMPARE(texts(model), QStringLiteral("1"));
    QCOMPARE(model.counters().waiting, 1U);
    model.setPaused(false);
    QCOMPARE(texts(model), QStringLiteral("1 2"));
}

QTEST_MAIN(EventTableModelTest)
#include "tst_eventtablemodel.moc"
