// SPDX-License-Identifier: GPL-3.0-or-later
// The events panel by keys and clicks: filter, find, follow, menu of a row.
#include "desk.h"
#include "ui/events/eventspanel.h"

#include <QApplication>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QToolButton>

using namespace helio;

namespace {

constexpr quint64 First = EventRing::FirstLive;

/// A window with some events in its table.
struct FilledDesk : Desk
{
    explicit FilledDesk(int events = 200) { send(events); }
    void send(int count)
    {
        QList<ReceivedEvent> events;
        for (int i = 0; i < count; ++i, ++sent)
            events.append(received(sent % 2 ? "odd" : "even", sent % 4 ? "" : "fourth",
                                   "{\"n\":" + QByteArray::number(sent) + "}"));
        hub.tap()->emitEvents(events);
        QTRY_COMPARE(monitor.events().counters().received, quint64(sent));
    }
    EventTableModel &model() { return monitor.events(); }
    QLineEdit *filterField() const { return find<QLineEdit>("filterField"); }
    QLineEdit *findField() const { return find<QLineEdit>("findField"); }
    EventsView *table() const { return find<EventsView>("eventsTable"); }
    void type(const QString &text) const
    {
        QTest::keyClick(window.get(), Qt::Key_L, Qt::ControlModifier);
        QTest::keyClicks(filterField(), text);
    }

    int sent = 0;
};

} // namespace

class FilterPanelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aFilterShowsItsRowsAsOneTypes();
    void aComparisonWithoutAPathAsksWhatWasMeant();
    void theQuestionLeavesTheFieldItsRoom();
    void aMistakeIsReportedAndTheLastFilterStays();
    void escapeClearsTheFilterAndThenLeaves();
    void usedFiltersComeBackWithUpAndDown();
    void usedFiltersAreRememberedOverARestart();
    void namesAreCompletedByTheKeyboard();
    void enterTakesTheFilterAsItIsWritten();
    void aPausedViewWithoutRowsSaysSo();
    void aFilterThatNothingPassesIsTakenBackFromTheEmptyPane();
    void theRowsMenuEditsTheFilter();
    void aChannelIsMutedFromARowAndShownAgain();
    void aTermIsAddedFromElsewhere();
    void findGoesFromPlaceToPlace();
    void findGoesOnFromAnotherTab();
    void theSelectedEventKeepsItsMarkThroughAFilter();
    void theTableStaysOnWhatOneLooksAt();
    void severalEventsCanBeSelected();
    void rangesThatTouchAreSelectedAsOne();
    void onlyTheFirstColumnsTipIsTheMark();
    void aHiddenTableDoesNoWorkAndIsRightWhenShown();
    void theBarSpeaksJapanese();
};

void FilterPanelTest::initTestCase()
{
    qRegisterMetaType<QList<ReceivedEvent>>();
}

void FilterPanelTest::aFilterShowsItsRowsAsOneTypes()
{
    FilledDesk desk;
    desk.type(QStringLiteral("$.n>=190 channel:odd"));
    QTRY_COMPARE(desk.model().rowCount(), 5);
    QCOMPARE(desk.find<QLabel>("filterState")->text(), QStringLiteral("✓ filtered"));
    desk.send(10);
    QTRY_COMPARE(desk.model().rowCount(), 10);
}

void FilterPanelTest::aComparisonWithoutAPathAsksWhatWasMeant()
{
    FilledDesk desk;
    auto *question = desk.find<QToolButton>("filterSuggestion");
    QVERIFY(!question->isVisible());
    desk.type(QStringLiteral("n>=190"));
    QTRY_VERIFY(question->isVisible());
    QCOMPARE(question->text(), QStringLiteral("Did you mean $.n>=190?"));
    QCOMPARE(desk.filterField()->text(), QStringLiteral("n>=190")); // nothing is done before it is clicked
    QTest::mouseClick(question, Qt::LeftButton);
    QCOMPARE(desk.filterField()->text(), QStringLiteral("$.n>=190"));
    QTRY_COMPARE(desk.model().rowCount(), 10);
    QVERIFY(!question->isVisible());
}

void FilterPanelTest::theQuestionLeavesTheFieldItsRoom()
{
    FilledDesk desk;
    desk.languages.use(QStringLiteral("ja"));
    desk.window->resize(960, 600);
    QTRY_COMPARE(desk.window->width(), 960);
    const int before = desk.filterField()->width();
    desk.type(QStringLiteral("price>100"));
    auto *question = desk.find<QToolButton>("filterSuggestion");
    QTRY_VERIFY(question->isVisible());
    QCoreApplication::processEvents();
    QVERIFY(question->y() >= desk.filterField()->geometry().bottom());
    QVERIFY2(desk.filterField()->width() > before - 150, qPrintable(QString::number(desk.filterField()->width())));
}

void FilterPanelTest::aMistakeIsReportedAndTheLastFilterStays()
{
    FilledDesk desk;
    desk.type(QStringLiteral("channel:odd"));
    QTRY_COMPARE(desk.model().rowCount(), 100);
    auto *reason = desk.find<QLabel>("filterReason");
    QVERIFY(!reason->isVisible());
    const QColor valid = desk.filterField()->palette().color(QPalette::Text);
    desk.type(QStringLiteral("/(/"));
    QTRY_VERIFY(reason->isVisible());
    QVERIFY2(reason->text().startsWith(QStringLiteral("Character 3: ")), qPrintable(reason->text()));
    QVERIFY2(reason->text().contains(QStringLiteral("not valid")), qPrintable(reason->text()));
    QVERIFY2(reason->text().contains(QStringLiteral("channel:odd")), qPrintable(reason->text()));
    QCOMPARE(desk.find<QLabel>("filterState")->text(), QStringLiteral("✕ not valid"));
    QVERIFY(desk.filterField()->palette().color(QPalette::Text) != valid);
    QCOMPARE(desk.model().rowCount(), 100);
    QCOMPARE(desk.model().filter().text(), QStringLiteral("channel:odd"));
    QTest::keyClick(desk.filterField(), Qt::Key_Escape);
    QVERIFY(!reason->isVisible());
}

void FilterPanelTest::escapeClearsTheFilterAndThenLeaves()
{
    FilledDesk desk;
    desk.type(QStringLiteral("$.n=7"));
    QTRY_COMPARE(desk.model().rowCount(), 1);
    QTest::keyClick(desk.filterField(), Qt::Key_Escape);
    QTRY_COMPARE(desk.model().rowCount(), 200);
    QVERIFY(desk.filterField()->hasFocus());
    QTest::keyClick(desk.filterField(), Qt::Key_Escape);
    QVERIFY(desk.table()->hasFocus());
}

void FilterPanelTest::usedFiltersComeBackWithUpAndDown()
{
    FilledDesk desk;
    for (const char *filter : {"$.n=1", "$.n=2", "$.n=1"}) {
        desk.type(QLatin1String(filter));
        QTest::keyClick(desk.filterField(), Qt::Key_Return);
        QVERIFY(desk.table()->hasFocus());
    }
    desk.type(QStringLiteral("7"));
    QTest::keyClick(desk.filterField(), Qt::Key_Up);
    QCOMPARE(desk.filterField()->text(), QStringLiteral("$.n=1"));
    QTest::keyClick(desk.filterField(), Qt::Key_Up);
    QCOMPARE(desk.filterField()->text(), QStringLiteral("$.n=2"));
    QTest::keyClick(desk.filterField(), Qt::Key_Up);
    QCOMPARE(desk.filterField()->text(), QStringLiteral("$.n=2"));
    QTRY_COMPARE(desk.model().rowCount(), 1);
    QTest::keyClick(desk.filterField(), Qt::Key_Down);
    QTest::keyClick(desk.filterField(), Qt::Key_Down);
    QCOMPARE(desk.filterField()->text(), QStringLiteral("7"));
}

void FilterPanelTest::usedFiltersAreRememberedOverARestart()
{
    FilledDesk desk;
    desk.type(QStringLiteral("$.n=1"));
    QTest::keyClick(desk.filterField(), Qt::Key_Return);
    desk.window->close();
    desk.openWindow();
    auto *menu = desk.find<QMenu>("filterHistoryMenu");
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().size(), 1);
    desk.filterField()->clear();
    menu->actions().constFirst()->trigger();
    QCOMPARE(desk.filterField()->text(), QStringLiteral("$.n=1"));
    QTRY_COMPARE(desk.model().rowCount(), 1);
}

void FilterPanelTest::namesAreCompletedByTheKeyboard()
{
    FilledDesk desk;
    desk.type(QStringLiteral("cha"));
    QWidget *popup = QApplication::activePopupWidget();
    QVERIFY(popup);
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    QCOMPARE(desk.filterField()->text(), QStringLiteral("channel:"));
    popup = QApplication::activePopupWidget();
    QVERIFY(popup);
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    QCOMPARE(desk.filterField()->text(), QStringLiteral("channel:odd "));
    QTRY_COMPARE(desk.model().rowCount(), 100);
}

void FilterPanelTest::enterTakesTheFilterAsItIsWritten()
{
    FilledDesk desk;
    desk.type(QStringLiteral("channel:ev*"));
    // A candidate may be offered; until one is chosen, Enter is not about it.
    QWidget *candidates = QApplication::activePopupWidget();
    QTest::keyClick(candidates ? candidates : desk.filterField(), Qt::Key_Return);
    QCOMPARE(desk.filterField()->text(), QStringLiteral("channel:ev*"));
    desk.filterField()->clear();
    desk.type(QStringLiteral("channel:e"));
    QTRY_VERIFY(QApplication::activePopupWidget());
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Return);
    QCOMPARE(desk.filterField()->text(), QStringLiteral("channel:e"));
}

void FilterPanelTest::aPausedViewWithoutRowsSaysSo()
{
    FilledDesk desk;
    desk.trigger(ActionId::Pause);
    desk.trigger(ActionId::ClearEvents);
    desk.send(5);
    QTRY_VERIFY(desk.find<QPushButton>("resume")->isVisible());
    QVERIFY(!desk.find<QPushButton>("openStreamFromEmpty")->isVisible());
    QTest::mouseClick(desk.find<QPushButton>("resume"), Qt::LeftButton);
    QTRY_COMPARE(desk.model().rowCount(), 5);
    QVERIFY(!desk.model().isPaused());
}

void FilterPanelTest::aFilterThatNothingPassesIsTakenBackFromTheEmptyPane()
{
    FilledDesk desk;
    desk.type(QStringLiteral("nowhere"));
    auto *clear = desk.find<QPushButton>("clearFilter");
    QTRY_VERIFY(clear->isVisible());
    QVERIFY(!desk.find<QPushButton>("openStreamFromEmpty")->isVisible());
    QTest::mouseClick(clear, Qt::LeftButton);
    QTRY_VERIFY(desk.table()->isVisible());
    QCOMPARE(desk.model().rowCount(), 200);
    QVERIFY(desk.filterField()->text().isEmpty());
}

void FilterPanelTest::theRowsMenuEditsTheFilter()
{
    FilledDesk desk;
    QVERIFY(!desk.window->actionList()[ActionId::HideChannel]->isEnabled());
    desk.table()->showRow(4);
    desk.trigger(ActionId::HideChannel);
    QCOMPARE(desk.filterField()->text(), QStringLiteral("-channel:even"));
    QTRY_COMPARE(desk.model().rowCount(), 100);
    desk.table()->showRow(4);
    desk.trigger(ActionId::ShowOnlyChannel);
    QCOMPARE(desk.filterField()->text(), QStringLiteral("channel:odd"));
    desk.filterField()->setText(QStringLiteral("$.n<100"));
    QTRY_COMPARE(desk.model().rowCount(), 100);
    desk.table()->showRow(4);
    desk.trigger(ActionId::FilterByType);
    QCOMPARE(desk.filterField()->text(), QStringLiteral("$.n<100 type:fourth"));
    QTRY_COMPARE(desk.model().rowCount(), 25);
}

void FilterPanelTest::aChannelIsMutedFromARowAndShownAgain()
{
    FilledDesk desk;
    auto *muted = desk.find<QToolButton>("mutedChannels");
    QCOMPARE(muted->text(), QStringLiteral("1 muted ▾")); // the system feed
    desk.table()->showRow(3);
    desk.trigger(ActionId::MuteEventChannel);
    QTRY_COMPARE(desk.model().rowCount(), 100);
    QCOMPARE(muted->text(), QStringLiteral("2 muted ▾"));
    QVERIFY(desk.filterField()->text().isEmpty());
    QTest::mouseClick(muted, Qt::LeftButton);
    auto *menu = desk.find<QMenu>("mutedChannelsMenu");
    QTRY_VERIFY(menu->isVisible());
    QCOMPARE(menu->actions().constFirst()->text(), QStringLiteral("Show odd of hub again"));
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    QTRY_COMPARE(desk.model().rowCount(), 200);
}

void FilterPanelTest::aTermIsAddedFromElsewhere()
{
    FilledDesk desk;
    auto *panel = desk.find<EventsPanel>("eventsPanel");
    panel->addFilterTerm(QStringLiteral("channel:odd"));
    panel->addFilterTerm(QStringLiteral("$.n<10"));
    panel->addFilterTerm(QStringLiteral("$.n<10"));
    QCOMPARE(desk.filterField()->text(), QStringLiteral("channel:odd $.n<10"));
    QTRY_COMPARE(desk.model().rowCount(), 5);
}

void FilterPanelTest::findGoesFromPlaceToPlace()
{
    FilledDesk desk;
    auto *state = desk.find<QLabel>("findState");
    QTest::keyClick(desk.window.get(), Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(desk.findField()->hasFocus());
    QTest::keyClicks(desk.findField(), QStringLiteral("\"n\":7"));
    QTRY_COMPARE(state->text(), QStringLiteral("1 of 11")); // 7, 70 to 79
    QCOMPARE(desk.table()->currentIndex().row(), 7);
    QTest::keyClick(desk.findField(), Qt::Key_Return);
    QCOMPARE(state->text(), QStringLiteral("2 of 11"));
    QCOMPARE(desk.table()->currentIndex().row(), 70);
    QTest::keyClick(desk.findField(), Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClick(desk.findField(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(state->text(), QStringLiteral("11 of 11"));
    QTest::mouseClick(desk.find<QToolButton>("findNextButton"), Qt::LeftButton);
    QCOMPARE(state->text(), QStringLiteral("1 of 11"));
    // It works on what is shown.
    desk.find<EventsPanel>("eventsPanel")->addFilterTerm(QStringLiteral("channel:odd"));
    QTRY_COMPARE(state->text(), QStringLiteral("1 of 6"));
    desk.findField()->setText(QStringLiteral("nowhere"));
    QTRY_COMPARE(state->text(), QStringLiteral("not found"));
    QTest::keyClick(desk.findField(), Qt::Key_Escape);
    QVERIFY(!desk.findField()->isVisible());
    QVERIFY(desk.table()->hasFocus());
}

void FilterPanelTest::findGoesOnFromAnotherTab()
{
    FilledDesk desk;
    desk.trigger(ActionId::FindEvent);
    QTest::keyClicks(desk.findField(), QStringLiteral("fourth"));
    QTRY_COMPARE(desk.find<QLabel>("findState")->text(), QStringLiteral("1 of 50"));
    desk.showTab("charts");
    QVERIFY(!desk.table()->isVisible());
    QTest::keyClick(desk.window.get(), Qt::Key_F3);
    QTRY_VERIFY(desk.table()->isVisible());
    QTRY_COMPARE(desk.find<QLabel>("findState")->text(), QStringLiteral("2 of 50"));
}

void FilterPanelTest::theSelectedEventKeepsItsMarkThroughAFilter()
{
    FilledDesk desk;
    QSignalSpy current(desk.table(), &EventsView::currentRowChanged);
    desk.table()->showRow(101);
    QCOMPARE(current.takeLast().constFirst().toInt(), 101);
    desk.type(QStringLiteral("channel:odd"));
    QTRY_COMPARE(desk.model().rowCount(), 100);
    QCOMPARE(desk.table()->currentIndex().row(), 50);
    // It does not pass, and no other takes its place; when it is back, it is the selected one.
    desk.filterField()->setText(QStringLiteral("channel:even"));
    QTRY_COMPARE(desk.model().rowCount(), 100);
    QVERIFY(!desk.table()->currentIndex().isValid());
    desk.filterField()->clear();
    QTRY_COMPARE(desk.model().rowCount(), 200);
    QCOMPARE(desk.table()->currentIndex().row(), 101);
    QCOMPARE(desk.table()->selectedSequences(), std::vector<quint64>{First + 101});
}

void FilterPanelTest::theTableStaysOnWhatOneLooksAt()
{
    FilledDesk desk(1000);
    auto *bar = desk.table()->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 900);
    bar->setValue(401);
    QVERIFY(!desk.table()->isLive());
    desk.type(QStringLiteral("channel:odd"));
    QTRY_COMPARE(desk.model().rowCount(), 500);
    QTRY_COMPARE(bar->value(), 200);
    desk.send(100);
    QTRY_COMPARE(desk.model().rowCount(), 550);
    QTRY_COMPARE(bar->value(), 200);
    QCOMPARE(desk.table()->newRows(), 50);
    desk.filterField()->clear();
    QTRY_COMPARE(desk.model().rowCount(), 1100);
    QTRY_COMPARE(bar->value(), 401);
    QVERIFY(!desk.table()->isLive());
    desk.table()->goLive();
    QTRY_COMPARE(bar->value(), bar->maximum());
    desk.filterField()->setText(QStringLiteral("channel:even"));
    QTRY_COMPARE(desk.model().rowCount(), 550);
    QTRY_COMPARE(bar->value(), bar->maximum());
    QVERIFY(desk.table()->isLive());
}

void FilterPanelTest::severalEventsCanBeSelected()
{
    FilledDesk desk;
    desk.table()->showRow(10);
    desk.table()->setFocus();
    QTest::keyClick(desk.table(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(desk.table(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(desk.table()->selectedSequences(), (std::vector<quint64>{First + 10, First + 11, First + 12}));
    QCOMPARE(desk.table()->currentIndex().row(), 12);
    QTest::keyClick(desk.table(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(desk.table()->selectedSequences().size(), 200U);
}

void FilterPanelTest::rangesThatTouchAreSelectedAsOne()
{
    FilledDesk desk(20);
    QItemSelectionModel *selected = desk.table()->selectionModel();
    const auto rowsOf = [](const QItemSelection &selection) {
        QList<std::pair<int, int>> rows;
        for (const QItemSelectionRange &range : selection)
            rows.append({range.top(), range.bottom()});
        return rows;
    };
    using Rows = QList<std::pair<int, int>>;
    const auto select = [&desk](QList<std::pair<quint64, quint64>> ranges) {
        for (auto &[from, to] : ranges) {
            from += First;
            to += First;
        }
        return desk.table()->selectEvents(ranges);
    };
    QCOMPARE(select({{2, 4}, {5, 6}, {9, 10}}), 7);
    QCOMPARE(rowsOf(selected->selection()), Rows({{2, 6}, {9, 10}}));
    // Where a filter hides what is between, too.
    desk.type(QStringLiteral("channel:odd"));
    QTRY_COMPARE(desk.model().rowCount(), 10);
    QCOMPARE(select({{1, 1}, {3, 4}, {5, 5}, {6, 6}, {11, 11}}), 4);
    QCOMPARE(rowsOf(selected->selection()), Rows({{0, 2}, {5, 5}}));
}

void FilterPanelTest::onlyTheFirstColumnsTipIsTheMark()
{
    FilledDesk desk(1);
    EventMarks marks;
    marks.insert(First, {Tone::Waiting, QStringLiteral("!"), QStringLiteral("why")});
    desk.model().setMarks(marks);
    QCOMPARE(desk.model().index(0, EventTableModel::Time).data(Qt::ToolTipRole).toString(), QStringLiteral("why"));
    for (int column = EventTableModel::Time + 1; column < desk.model().columnCount(); ++column)
        QVERIFY(!desk.model().index(0, column).data(Qt::ToolTipRole).isValid());
    QCOMPARE(desk.model().index(0, EventTableModel::Data).data(EventTableModel::MarkRole).toString(),
             QStringLiteral("!"));
}

void FilterPanelTest::aHiddenTableDoesNoWorkAndIsRightWhenShown()
{
    FilledDesk desk(1000);
    auto *bar = desk.table()->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 900);
    bar->setValue(400);
    desk.showTab("charts");
    QVERIFY(!desk.table()->isVisible());
    QCoreApplication::processEvents();
    QSignalSpy moved(bar, &QScrollBar::valueChanged);
    QSignalSpy grown(bar, &QScrollBar::rangeChanged);
    desk.send(500);
    desk.model().setFilter(*EventFilter::parse(QStringLiteral("channel:odd")));
    QTRY_COMPARE(desk.model().rowCount(), 750);
    QCoreApplication::processEvents();
    QVERIFY(moved.isEmpty());
    QVERIFY(grown.isEmpty());
    desk.showTab("events");
    QTRY_COMPARE(bar->value(), 200);
    QCOMPARE(desk.table()->newRows(), 250);
}

void FilterPanelTest::theBarSpeaksJapanese()
{
    FilledDesk desk;
    desk.type(QStringLiteral("\"x"));
    auto *reason = desk.find<QLabel>("filterReason");
    const QString english = reason->text();
    QVERIFY(!english.isEmpty());
    desk.languages.use(QStringLiteral("ja"));
    QTRY_VERIFY(reason->text() != english);
    QVERIFY2(!reason->text().contains(QStringLiteral("quote")), qPrintable(reason->text()));
    QVERIFY(desk.filterField()->accessibleName() != QStringLiteral("Filter"));
    desk.languages.use(QStringLiteral("en"));
}

QTEST_MAIN(FilterPanelTest)
#include "tst_filterpanel.moc"
