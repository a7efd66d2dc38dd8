// SPDX-License-Identifier: GPL-3.0-or-later
// The hub's history, loaded before the events of the table, over a scripted hub.
#include "historydesk.h"
#include "ui/events/filter/eventfinder.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QScrollBar>

using namespace helio;

using Reach = OlderEvents::Reach;
using State = OlderEvents::State;

class LoadOlderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aKeyLoadsAThousandBeforeThoseThatAreThere();
    void whatIsMutedIsLoadedBesideTheThousand();
    void allThereIsComesByPagesOneInEachTurn();
    void anHourAndADayReachBackToTheirBeginning();
    void whatIsChosenIsAskedForAlone();
    void anotherChoiceDropsWhatWasLoadedAndANarrowerOneKeepsIt();
    void whatIsThereIsNotLoadedTwice_data();
    void whatIsThereIsNotLoadedTwice();
    void idsOfPublishersAreNoObstacle();
    void aClearedTableIsFilledAnew();
    void itEndsWhereThereIsNoMoreRoom();
    void itEndsWhenNewerEventsTakeTheRoom();
    void whatOneLooksAtStays();
    void whoFollowsGoesOnFollowing();
    void loadedEventsAreFoundFilteredAndCopied();
};

void LoadOlderTest::aKeyLoadsAThousandBeforeThoseThatAreThere()
{
    HistoryDesk desk(2'500);
    QAbstractItemModelTester tester(&desk.model());
    desk.publish(2'500);
    QTest::keyClick(desk.window.get(), Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(desk.older().state(), State::Enough);
    QTRY_COMPARE(desk.rows(), HistoryDesk::numbers(1'500, 2'501));
    QVERIFY(desk.said().startsWith(QStringLiteral("1,000 older events loaded")));
    desk.load(Reach::More);
    QCOMPARE(desk.rows(), HistoryDesk::numbers(500, 2'501));
    desk.load(Reach::More);
    QCOMPARE(desk.rows(), HistoryDesk::numbers(0, 2'501));
    QCOMPARE(desk.older().state(), State::AtBeginning);
    QVERIFY(desk.said().startsWith(QStringLiteral("The beginning of history is loaded (500 events came)")));
    desk.load(Reach::More);
    QCOMPARE(desk.rows(), HistoryDesk::numbers(0, 2'501));
    const auto counters = desk.model().counters();
    QCOMPARE(counters.received, 2'501U);
    QCOMPARE(counters.shown, 2'501U);
}

void LoadOlderTest::whatIsMutedIsLoadedBesideTheThousand()
{
    HistoryDesk desk(6'000);
    desk.model().setMuted({HubSource, "b"}, true);
    desk.load(Reach::More);
    QCOMPARE(desk.model().rowCount(), 1'000);
    QCOMPARE(desk.model().counters().filtered, 500U);
}

void LoadOlderTest::allThereIsComesByPagesOneInEachTurn()
{
    HistoryDesk desk(5'000);
    desk.publish(5'000);
    desk.hub.historyPage = 400;
    qsizetype most = 0;
    qsizetype before = 0;
    QObject context;
    // A turn later at most one more question has been asked.
    std::function<void()> turn = [&] {
        most = std::max(most, desk.hub.historyAsked.size() - std::exchange(before, desk.hub.historyAsked.size()));
        if (desk.older().state() == State::Loading)
            QTimer::singleShot(0, &context, turn);
    };
    desk.older().load(Reach::All);
    before = desk.hub.historyAsked.size();
    QVERIFY(desk.said().startsWith(QStringLiteral("Loading older events")));
    turn();
    QTRY_VERIFY(desk.older().count() > 0);
    QVERIFY(desk.said().startsWith(QStringLiteral("Loading: ")));
    QTRY_COMPARE(desk.older().state(), State::AtBeginning);
    QCOMPARE(most, 1);
    QTRY_COMPARE(desk.rows(), HistoryDesk::numbers(0, 5'001));
}

void LoadOlderTest::anHourAndADayReachBackToTheirBeginning()
{
    HistoryDesk desk(10'000);
    desk.load(Reach::Hour);
    QCOMPARE(desk.older().state(), State::Enough);
    const int hour = desk.model().rowCount();
    QVERIFY2(hour == 59 || hour == 60, qPrintable(QString::number(hour)));
    QVERIFY(desk.said().startsWith(QStringLiteral("The last hour is loaded")));
    desk.load(Reach::Day);
    const int day = desk.model().rowCount();
    QVERIFY2(day == 1439 || day == 1440, qPrintable(QString::number(day)));
    QCOMPARE(desk.rows(), HistoryDesk::numbers(10'000 - day, 10'000));
    // It is there already.
    desk.load(Reach::Hour);
    QCOMPARE(desk.older().count(), 0U);
    QCOMPARE(desk.model().rowCount(), day);
}

void LoadOlderTest::whatIsChosenIsAskedForAlone()
{
    HistoryDesk desk(30);
    desk.publish(30);
    desk.model().setSelection({HubSource, "b", false});
    QVERIFY(desk.said().contains(QStringLiteral("(10 events, 10 KB)")));
    desk.load(Reach::All);
    QCOMPARE(desk.model().rowCount(), 10);
    QCOMPARE(desk.model().counters().received, 11U);
    QVERIFY(desk.hub.historyAsked.constLast().selection.isSingleChannel());
    desk.model().setSelection({HubSource, "a", true});
    desk.load(Reach::All);
    QCOMPARE(desk.model().rowCount(), 21); // one came live
    const Selection folder = desk.hub.historyAsked.constLast().selection;
    QVERIFY(folder.matches("a.1") && folder.matches("a/1") && !folder.matches("a") && !folder.matches("ab.1"));
    // A name may hold what means something in a pattern.
    desk.model().setSelection({HubSource, "x[1]*", true});
    desk.load(Reach::All);
    const Selection odd = desk.hub.historyAsked.constLast().selection;
    QVERIFY(odd.matches("x[1]*.y") && !odd.matches("x1z.y"));
}

void LoadOlderTest::anotherChoiceDropsWhatWasLoadedAndANarrowerOneKeepsIt()
{
    HistoryDesk desk(30);
    desk.publish(30);
    desk.load(Reach::All);
    desk.model().setSelection({HubSource, "a", true});
    desk.model().setSelection({HubSource, "a.2", false});
    QCOMPARE(desk.model().rowCount(), 10);
    desk.model().setSelection({5, {}, false}); // a stream
    desk.model().setSelection({});
    QCOMPARE(desk.model().rowCount(), 31);
    // What is loaded of one channel alone would be all that others have, too.
    desk.model().setSelection({HubSource, "a.2", false});
    desk.load(Reach::More);
    QCOMPARE(desk.model().rowCount(), 10);
    desk.model().setSelection({});
    QCOMPARE(desk.rows(), QList<int>{30});
    desk.load(Reach::More);
    QCOMPARE(desk.rows(), HistoryDesk::numbers(0, 31));
}

void LoadOlderTest::whatIsThereIsNotLoadedTwice_data()
{
    QTest::addColumn<QByteArrayList>("ids"); // of what came live; empty: the hub's
    QTest::newRow("nothing came") << QByteArrayList();
    QTest::newRow("ids of the hub") << QByteArrayList{"", ""};
    QTest::newRow("ids of their publishers") << QByteArrayList{"one", "two"};
    QTest::newRow("a publisher's, then the hub's") << QByteArrayList{"one", ""};
}

void LoadOlderTest::whatIsThereIsNotLoadedTwice()
{
    QFETCH(const QByteArrayList, ids);
    HistoryDesk desk(20);
    for (int i = 0; i < ids.size(); ++i)
        desk.publish(20 + i, ids[i]);
    desk.hub.answersHistory = false;
    desk.older().load(Reach::All);
    // Comes while the hub reads, so that it is in the page, too, where nothing was there to begin before.
    const int last = 20 + int(ids.size());
    const ReceivedEvent next = HistoryDesk::event(last, QDateTime::currentMSecsSinceEpoch() + 90 * Minute);
    desk.hub.history.append(next);
    desk.hub.answerHistory(desk.hub.historyAsked.constLast());
    desk.hub.tap()->emitEvents({next});
    QTRY_COMPARE(desk.older().state(), State::AtBeginning);
    desk.monitor.drain();
    QTRY_COMPARE(desk.rows(), HistoryDesk::numbers(0, last + 1));
}

void LoadOlderTest::idsOfPublishersAreNoObstacle()
{
    HistoryDesk desk(100);
    desk.hub.historyPage = 5;
    for (int i = 0; i < 100; ++i) {
        if (i % 13 != 5)
            desk.hub.history[i].event.id = "own-" + QByteArray::number(i);
    }
    desk.load(Reach::All);
    QCOMPARE(desk.rows(), HistoryDesk::numbers(0, 100));
    // Nor where the one that the table begins with is gone from history, and the next one has its place.
    desk.model().dropPrepended();
    const QList<ReceivedEvent> live = desk.hub.history.mid(90);
    desk.hub.tap()->emitEvents(live);
    desk.monitor.drain();
    desk.hub.history.removeAt(90);
    desk.load(Reach::All);
    QCOMPARE(desk.rows(), HistoryDesk::numbers(0, 100));
}

void LoadOlderTest::aClearedTableIsFilledAnew()
{
    HistoryDesk desk(20);
    desk.publish(20);
    desk.publish(21);
    desk.load(Reach::All);
    desk.trigger(ActionId::ClearEvents);
    QCOMPARE(desk.model().rowCount(), 0);
    QVERIFY(!desk.said().contains(QStringLiteral("loaded")));
    desk.publish(22);
    desk.load(Reach::All);
    QCOMPARE(desk.rows(), HistoryDesk::numbers(0, 23));
    QVERIFY(!desk.model().canUndoClear());
}

void LoadOlderTest::itEndsWhereThereIsNoMoreRoom()
{
    HistoryDesk desk(3'000);
    for (ReceivedEvent &received : desk.hub.history)
        received.event.data += QByteArray(1'000, ' ');
    desk.model().setMaximumBytes(1024 * 1024);
    desk.publish(3'000);
    desk.load(Reach::All);
    QCOMPARE(desk.older().state(), State::NoRoom);
    const int rows = desk.model().rowCount();
    QVERIFY(rows > 700 && rows < 1'050);
    QCOMPARE(desk.rows().constLast(), 3'000);
    QVERIFY(desk.said().startsWith(QStringLiteral("No more room for events (")));
    QVERIFY(desk.said().contains(QStringLiteral("Settings")));
    // With more it goes on where it was.
    desk.model().setMaximumBytes(64 * 1024 * 1024);
    desk.load(Reach::All);
    QCOMPARE(desk.rows(), HistoryDesk::numbers(0, 3'001));
}

void LoadOlderTest::itEndsWhenNewerEventsTakeTheRoom()
{
    HistoryDesk desk(1'000);
    desk.model().setMaximumBytes(1024 * 1024);
    desk.hub.historyPage = 100;
    desk.hub.answersHistory = false;
    desk.older().load(Reach::All);
    desk.hub.answerHistory(desk.hub.historyAsked.constLast());
    QTRY_COMPARE(desk.older().count(), 100U);
    // The page that is under way belongs before events that go now.
    QList<ReceivedEvent> flood;
    for (int i = 0; i < 1'500; ++i) {
        flood.append(HistoryDesk::event(1'000 + i, QDateTime::currentMSecsSinceEpoch() + (1 + i) * Minute));
        flood.last().event.data += QByteArray(1'000, ' ');
    }
    desk.hub.tap()->emitEvents(flood);
    desk.monitor.drain();
    // Not even where there is room again when it comes.
    desk.model().setMaximumBytes(64 * 1024 * 1024);
    desk.hub.answerHistory(desk.hub.historyAsked.constLast());
    QTRY_COMPARE(desk.older().state(), State::NoRoom);
    const QList<int> rows = desk.rows();
    QCOMPARE(rows, HistoryDesk::numbers(rows.constFirst(), 2'500));
}

void LoadOlderTest::whatOneLooksAtStays()
{
    HistoryDesk desk(3'000);
    for (int i = 0; i < 500; ++i)
        desk.publish(3'000 + i);
    EventsView *table = desk.table();
    QTRY_VERIFY(table->verticalScrollBar()->value() > 400);
    table->verticalScrollBar()->setValue(200);
    table->showRow(205);
    QVERIFY(!table->isLive());
    const int top = table->visualRect(desk.model().index(205, 0)).top();
    desk.load(Reach::All);
    QTRY_COMPARE(desk.model().rowCount(), 3'500);
    QTRY_COMPARE(table->verticalScrollBar()->value(), 3'200);
    QCOMPARE(table->visualRect(desk.model().index(3'205, 0)).top(), top);
    QCOMPARE(table->selectedSequences(), std::vector<quint64>{EventRing::FirstLive + 205});
    QCOMPARE(table->currentIndex().row(), 3'205);
    QCOMPARE(table->newRows(), 0);
    QVERIFY(!table->isLive());
    // Also when they go.
    desk.model().setSelection({HubSource, "a.1", false});
    desk.load(Reach::More);
    QTRY_VERIFY(!desk.model().isFiltering());
    QCOMPARE(table->newRows(), 0);
}

void LoadOlderTest::whoFollowsGoesOnFollowing()
{
    HistoryDesk desk(3'000);
    desk.publish(3'000);
    QVERIFY(desk.table()->isLive());
    desk.load(Reach::All);
    QTRY_COMPARE(desk.model().rowCount(), 3'001);
    QScrollBar *bar = desk.table()->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 2'000 && bar->value() == bar->maximum());
    QVERIFY(desk.table()->isLive());
}

void LoadOlderTest::loadedEventsAreFoundFilteredAndCopied()
{
    HistoryDesk desk(50);
    desk.publish(50);
    EventFinder finder(desk.model());
    finder.setText(QStringLiteral("t17"));
    QTRY_VERIFY(finder.isDone());
    QCOMPARE(finder.count(), 0);
    desk.load(Reach::All);
    QTRY_COMPARE(finder.count(), 1);
    QTRY_VERIFY(finder.isDone());
    QCOMPARE(desk.model().rowOf(*finder.after(std::nullopt)), 17);
    desk.model().setFilter(EventFilter::parse(QStringLiteral("channel:b")).value());
    QTRY_VERIFY(!desk.model().isFiltering());
    QCOMPARE(desk.model().rowCount(), 17);
    desk.table()->showRow(0);
    QCOMPARE(desk.model().eventAt(0)->source, HubSource);
    desk.action("copySelectedEvents")->trigger();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("2"));
    QVERIFY(desk.find<QLabel>("inspectorChannel")->text().contains(u'b'));
}

QTEST_MAIN(LoadOlderTest)
#include "tst_loadolder.moc"
