// SPDX-License-Identifier: GPL-3.0-or-later
// What is chosen in one place drives the others.
#include "desk.h"
#include "ui/events/eventcolumns.h"
#include "ui/events/eventsnotice.h"
#include "ui/events/eventspanel.h"
#include "ui/events/pathcolumnmenu.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/inspectorpages.h"
#include "ui/inspector/jsontreeview.h"
#include "ui/look/columnmenu.h"
#include "ui/look/tablecolumns.h"
#include "ui/navigator/navigatorpanel.h"
#include "ui/window/tabs.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStringListModel>
#include <QToolButton>
#include <QTreeView>

using namespace helio;

namespace {

StreamRequest requestOf(const char *url)
{
    StreamRequest request;
    request.url = QUrl(QLatin1String(url));
    return request;
}

/// A window with events on the channels `orders`, `orders.eu` and `lab`, which the navigator knows.
struct ChannelDesk : Desk
{
    ChannelDesk()
    {
        for (const char *name : {"orders", "stock.eu", "stock.us"}) {
            ChannelInfo info;
            info.name = name;
            info.subscribers = 1;
            hub.snapshot.channels.append(info);
            hub.tap()->emitEvents({received(name, "price", "{\"price\":1.50,\"of\":\"" + QByteArray(name) + "\"}")});
        }
        hub.requestSnapshot(false);
        QTRY_COMPARE(monitor.events().rowCount(), 3);
        QTRY_VERIFY(monitor.navigator().channelIndex("orders").isValid());
    }
    NavigatorPanel *navigator() const { return find<NavigatorPanel>("navigator"); }
    EventsView *table() const { return find<EventsView>("eventsTable"); }
    QToolButton *chip() const { return find<QToolButton>("filterSelection"); }
    void choose(const QModelIndex &index) const
    {
        navigator()->scrollTo(index);
        QTest::mouseClick(navigator()->viewport(), Qt::LeftButton, {}, navigator()->visualRect(index).center());
    }
    void chooseChannel(const QByteArray &name) { choose(monitor.navigator().channelIndex(name)); }
    QStringList shownChannels() const
    {
        QStringList names;
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            names.append(table()->model()->index(row, EventTableModel::Channel).data().toString());
        return names;
    }
    /// Clicks into the first row of the table.
    void clickRow(int row) const
    {
        const QModelIndex index = table()->model()->index(row, EventTableModel::Channel);
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, table()->visualRect(index).center());
    }
    void send(int events)
    {
        QList<ReceivedEvent> batch;
        for (int i = 0; i < events; ++i)
            batch.append(received("orders", "price", "{\"n\":" + QByteArray::number(i) + "}"));
        const quint64 before = monitor.events().counters().received;
        hub.tap()->emitEvents(batch);
        QTRY_COMPARE(monitor.events().counters().received, before + quint64(events));
    }
    QAction *inColumnMenu(int column, const char *name) const
    {
        auto *header = table()->horizontalHeader();
        Q_EMIT header->customContextMenuRequested(
            QPoint(header->sectionViewportPosition(column) + 3, header->height() / 2));
        ColumnMenu *menu = table()->columns().menu();
        menu->close();
        return menu->findChild<QAction *>(QLatin1String(name));
    }
};

} // namespace

class WindowSelectionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aChosenChannelShowsItsEventsUntilTheChipIsTakenAway();
    void aFolderShowsAllChannelsBelowIt();
    void aStreamShowsItsEventsAndItsConnection();
    void aChosenChannelHasItsLineAndItsFigures();
    void aDoubleClickGoesToTheEvents();
    void aFolderIsGoneToAndFoldedByItsKeys();
    void whatIsChosenIsFilteredFromTheMenuBar();
    void whatGoesIsChosenNoLonger();
    void aFolderIsMutedAndShownAgainFromTheSameMenu();
    void aStreamIsMutedAndShownAgainFromTheSameMenu();
    void theRateOfAFolderIsCharted();
    void channelsStayWhileTheirEventsAreInTheTable();
    void theInspectorSpeaksOfWhatTheTabIsAbout();
    void theInspectorLeavesAChannelForAStreamThatIsChosen();
    void eventsFitIntoASmallWindowAtFirst();
    void showOnlyAndHideWriteTheFilter();
    void aValueOfTheTreeBecomesAColumn();
    void aColumnBelongsToWhatIsChosen();
    void aClickedRowHoldsStillAndSaysSo();
    void theInspectorFollowsTheNewestUntilARowIsSelected();
    void controlCCopiesAllSelectedEvents();
    void whatIsTooMuchToCopyIsSaidOverTheTable();
    void columnsThatAreTooManyAreSaidOverTheTable();
};

void WindowSelectionTest::aChosenChannelShowsItsEventsUntilTheChipIsTakenAway()
{
    ChannelDesk desk;
    QVERIFY(desk.chip()->isHidden());
    desk.chooseChannel("orders");
    QTRY_COMPARE(desk.shownChannels(), QStringList{QStringLiteral("orders")});
    QVERIFY(desk.chip()->isVisible());
    QVERIFY(desk.chip()->text().contains(QStringLiteral("orders")));
    QTest::mouseClick(desk.chip(), Qt::LeftButton);
    QTRY_COMPARE(desk.shownChannels().size(), 3);
    QVERIFY(desk.chip()->isHidden());
    // And can be chosen again at once.
    desk.chooseChannel("orders");
    QTRY_COMPARE(desk.shownChannels().size(), 1);
}

void WindowSelectionTest::aFolderShowsAllChannelsBelowIt()
{
    ChannelDesk desk;
    desk.choose(desk.monitor.navigator().channelIndex("stock.eu").parent());
    QTRY_COMPARE(desk.shownChannels(), (QStringList{QStringLiteral("stock.eu"), QStringLiteral("stock.us")}));
}

void WindowSelectionTest::aStreamShowsItsEventsAndItsConnection()
{
    ChannelDesk desk;
    desk.monitor.streams().open(requestOf("http://lab:8080/a"));
    auto *connection = desk.opener.last;
    desk.monitor.streams().open(requestOf("http://lab:9090/b"));
    connection->tap.emitEvents({received("", "", "of the first")});
    QTRY_COMPARE(desk.monitor.events().rowCount(), 4);
    desk.choose(desk.monitor.navigator().index(0, 0, desk.monitor.navigator().streamsIndex()));
    QTRY_COMPARE(desk.monitor.events().rowCount(), 1);
    QCOMPARE(desk.table()->model()->index(0, EventTableModel::Source).data().toString(), QStringLiteral("lab:8080"));
    QVERIFY(desk.chip()->text().contains(QStringLiteral("lab:8080")));
    const auto *shown = desk.find<QComboBox>("connectionStream");
    const auto *story = desk.find<QTreeView>("connectionStory");
    QCOMPARE(shown->currentText(), QStringLiteral("lab:8080"));
    const QAbstractItemModel *storyOfTheFirst = story->model();
    desk.choose(desk.monitor.navigator().index(1, 0, desk.monitor.navigator().streamsIndex()));
    QTRY_COMPARE(desk.monitor.events().rowCount(), 0);
    QCOMPARE(shown->currentText(), QStringLiteral("lab:9090"));
    QVERIFY(story->model() != storyOfTheFirst);
    // Its own, at a double click.
    const QPoint place = desk.navigator()
                             ->visualRect(desk.monitor.navigator().index(0, 0, desk.monitor.navigator().streamsIndex()))
                             .center();
    QTest::mouseClick(desk.navigator()->viewport(), Qt::LeftButton, {}, place);
    QTest::mouseDClick(desk.navigator()->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(desk.find<Tabs>("tabs")->current(), QStringLiteral("connection"));
    QCOMPARE(shown->currentText(), QStringLiteral("lab:8080"));
    QVERIFY(shown->isVisible());
}

void WindowSelectionTest::aChosenChannelHasItsLineAndItsFigures()
{
    ChannelDesk desk;
    ClientInfo client;
    client.id = "1";
    client.remoteAddress = QStringLiteral("10.0.0.7:1234");
    client.patterns = {"ord*"};
    desk.hub.snapshot.clients = {client};
    desk.find<QWidget>("inspectorDock")->show();
    desk.chooseChannel("orders");
    auto *table = desk.find<QTableView>("channelsTable");
    const QModelIndexList rows = table->selectionModel()->selectedRows();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows.constFirst().data().toString(), QStringLiteral("orders"));
    QVERIFY(desk.find<QWidget>("channelPage")->isVisible());
    QCOMPARE(desk.find<QLabel>("channelPageName")->text(), QStringLiteral("orders"));
    const auto *subscribers = desk.find<QAbstractItemView>("channelPageSubscribers")->model();
    QTRY_COMPARE(subscribers->rowCount(), 1);
    QVERIFY(subscribers->index(0, 0).data().toString().contains(QStringLiteral("10.0.0.7:1234")));
    // An event that is looked at takes its place.
    desk.clickRow(0);
    QVERIFY(desk.find<InspectorPages>("inspectorPages")->isEventShown());
}

void WindowSelectionTest::aDoubleClickGoesToTheEvents()
{
    ChannelDesk desk;
    desk.showTab("charts");
    const QPoint place = desk.navigator()->visualRect(desk.monitor.navigator().channelIndex("orders")).center();
    QTest::mouseClick(desk.navigator()->viewport(), Qt::LeftButton, {}, place);
    QTest::mouseDClick(desk.navigator()->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(desk.find<Tabs>("tabs")->current(), QStringLiteral("events"));
    QTRY_VERIFY(desk.table()->hasFocus());
}

void WindowSelectionTest::aFolderIsGoneToAndFoldedByItsKeys()
{
    ChannelDesk desk;
    const QPersistentModelIndex folder = desk.monitor.navigator().channelIndex("stock.eu").parent();
    desk.showTab("charts");
    const QPoint place = desk.navigator()->visualRect(folder).center();
    QTest::mouseClick(desk.navigator()->viewport(), Qt::LeftButton, {}, place);
    QTest::mouseDClick(desk.navigator()->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(desk.find<Tabs>("tabs")->current(), QStringLiteral("events"));
    QTRY_VERIFY(desk.table()->hasFocus());
    QCOMPARE(desk.shownChannels(), (QStringList{QStringLiteral("stock.eu"), QStringLiteral("stock.us")}));
    QVERIFY(desk.navigator()->isExpanded(folder));
    desk.navigator()->setFocus();
    QTest::keyClick(desk.navigator(), Qt::Key_Left);
    QVERIFY(!desk.navigator()->isExpanded(folder));
    QTest::keyClick(desk.navigator(), Qt::Key_Right);
    QVERIFY(desk.navigator()->isExpanded(folder));
    QTest::keyClick(desk.navigator(), Qt::Key_Return);
    QTRY_VERIFY(desk.table()->hasFocus());
}

void WindowSelectionTest::whatIsChosenIsFilteredFromTheMenuBar()
{
    ChannelDesk desk;
    auto *showOnly = desk.find<QAction>("navigatorShowOnly");
    auto *chart = desk.find<QAction>("navigatorChartRate");
    const Actions &actions = desk.window->actionList();
    QVERIFY(!showOnly->isEnabled());
    QVERIFY(actions.whyDisabled(showOnly).contains(QStringLiteral("in the navigator first")));
    desk.choose(desk.monitor.navigator().channelIndex("stock.eu").parent());
    QVERIFY(showOnly->isEnabled());
    QVERIFY(chart->isEnabled());
    desk.chooseChannel("orders");
    QVERIFY(chart->isEnabled());
    showOnly->trigger();
    QCOMPARE(desk.find<QLineEdit>("filterField")->text(), QStringLiteral("channel:orders"));
}

void WindowSelectionTest::whatGoesIsChosenNoLonger()
{
    ChannelDesk desk;
    // One without events: else it stays as long as they do.
    desk.hub.snapshot.channels.append(desk.hub.snapshot.channels.constFirst());
    desk.hub.snapshot.channels.last().name = "passing";
    desk.hub.requestSnapshot(false);
    QTRY_VERIFY(desk.monitor.navigator().channelIndex("passing").isValid());
    desk.chooseChannel("passing");
    QTRY_COMPARE(desk.shownChannels().size(), 0);
    QVERIFY(desk.chip()->isVisible());
    desk.hub.snapshot.channels.removeLast();
    desk.hub.requestSnapshot(false);
    QTRY_VERIFY(desk.chip()->isHidden());
    QTRY_COMPARE(desk.shownChannels().size(), 3);
}

void WindowSelectionTest::aFolderIsMutedAndShownAgainFromTheSameMenu()
{
    ChannelDesk desk;
    const QPersistentModelIndex folder = desk.monitor.navigator().channelIndex("stock.eu").parent();
    auto *mute = desk.find<QAction>("navigatorMute");
    QVERIFY(!mute->isEnabled());
    desk.choose(folder);
    mute->trigger();
    QTRY_VERIFY(desk.shownChannels().isEmpty());
    desk.navigator()->clearChoice();
    QTRY_COMPARE(desk.shownChannels(), QStringList{QStringLiteral("orders")});
    auto *muted = desk.find<QToolButton>("mutedChannels");
    QCOMPARE(muted->text(), QStringLiteral("2 muted ▾")); // the system feed, too
    QVERIFY(!mute->isChecked());
    desk.choose(folder);
    QVERIFY(mute->isChecked());
    mute->trigger();
    desk.navigator()->clearChoice();
    QTRY_COMPARE(desk.shownChannels().size(), 3);
    QCOMPARE(muted->text(), QStringLiteral("1 muted ▾"));
}

void WindowSelectionTest::aStreamIsMutedAndShownAgainFromTheSameMenu()
{
    ChannelDesk desk;
    const int id = desk.monitor.streams().open(requestOf("http://lab.example/a"));
    FakeConnection *connection = desk.opener.last;
    Q_EMIT connection->stateChanged(ReadyState::Open);
    connection->tap.emitEvents({received({}, "t", "1")});
    QTRY_COMPARE(desk.monitor.events().rowCount(), 4);
    auto *mute = desk.find<QAction>("navigatorMute");
    desk.navigator()->selectStream(id);
    mute->trigger();
    desk.navigator()->clearChoice();
    QTRY_COMPARE(desk.monitor.events().rowCount(), 3);
    desk.navigator()->selectStream(id);
    QVERIFY(mute->isChecked());
    mute->trigger();
    desk.navigator()->clearChoice();
    QTRY_COMPARE(desk.monitor.events().rowCount(), 4);
}

void WindowSelectionTest::theRateOfAFolderIsCharted()
{
    ChannelDesk desk;
    desk.choose(desk.monitor.navigator().channelIndex("stock.eu").parent());
    auto *chart = desk.find<QAction>("navigatorChartRate");
    QVERIFY(chart->isEnabled());
    chart->trigger();
    desk.settings.sync();
    desk.settings.beginReadArray(QStringLiteral("charts/mine"));
    desk.settings.setArrayIndex(0);
    desk.settings.beginReadArray(QStringLiteral("lines"));
    desk.settings.setArrayIndex(0);
    QCOMPARE(desk.settings.value(QStringLiteral("channel")).toByteArray(), QByteArray("stock"));
    QVERIFY(desk.settings.value(QStringLiteral("folder")).toBool());
}

void WindowSelectionTest::channelsStayWhileTheirEventsAreInTheTable()
{
    ChannelDesk desk;
    desk.hub.snapshot.channels.clear();
    desk.hub.stop();
    QVERIFY(desk.monitor.navigator().channelIndex("stock.eu").isValid());
    desk.hub.start();
    QTRY_VERIFY(desk.monitor.navigator().channelIndex("stock.eu").data(NavigatorModel::QuietRole).toBool());
    desk.chooseChannel("stock.eu");
    QTRY_COMPARE(desk.shownChannels(), QStringList{QStringLiteral("stock.eu")});
    desk.monitor.events().clear();
    desk.monitor.events().forgetCleared();
    QTRY_VERIFY(!desk.monitor.navigator().channelIndex("orders").isValid());
}

void WindowSelectionTest::theInspectorSpeaksOfWhatTheTabIsAbout()
{
    ChannelDesk desk;
    auto *pages = desk.find<InspectorPages>("inspectorPages");
    QVERIFY(pages->isEventShown());
    desk.showTab("clients");
    QCOMPARE(pages->currentWidget()->objectName(), QStringLiteral("clientPage"));
    desk.showTab("channels");
    QCOMPARE(pages->currentWidget()->objectName(), QStringLiteral("channelPage"));
    QVERIFY(desk.find<QLabel>("channelPageHint")->text().contains(QStringLiteral("Select a channel")));
    desk.showTab("events");
    QVERIFY(pages->isEventShown());
    // A channel whose events are shown stays.
    desk.chooseChannel("orders");
    desk.showTab("clients");
    desk.showTab("channels");
    desk.showTab("events");
    QCOMPARE(pages->currentWidget()->objectName(), QStringLiteral("channelPage"));
    QVERIFY(desk.find<QLabel>("channelPageHint")->isHidden());
}

void WindowSelectionTest::theInspectorLeavesAChannelForAStreamThatIsChosen()
{
    ChannelDesk desk;
    auto *pages = desk.find<InspectorPages>("inspectorPages");
    desk.chooseChannel("orders");
    QTRY_VERIFY(!pages->isEventShown());
    // As a second start of the program, which names it, or the dialog does.
    const int id = desk.monitor.streams().open({QUrl(QStringLiteral("http://lab/")), {}, {}});
    desk.window->chooseStream(id);
    QCOMPARE(desk.find<NavigatorPanel>("navigator")->choice().stream, id);
    QVERIFY(pages->isEventShown());
    // Where the tab is about channels, the page of the one stays.
    desk.chooseChannel("orders");
    desk.showTab("channels");
    desk.window->chooseStream(id);
    QVERIFY(!pages->isEventShown());
}

void WindowSelectionTest::eventsFitIntoASmallWindowAtFirst()
{
    ChannelDesk desk;
    desk.layOut(960, 600);
    desk.send(20);
    desk.hub.tap()->emitEvents({received("sensors.of.a.room.with.a.long.name", "temperature-measured",
                                         "{\"price\":" + QByteArray(500, '1') + "}")});
    QTRY_COMPARE(desk.monitor.events().rowCount(), 24);
    const QHeaderView *header = desk.table()->horizontalHeader();
    const int before = header->length();
    QTRY_VERIFY(header->length() <= desk.table()->viewport()->width());
    QTRY_VERIFY2(!desk.table()->horizontalScrollBar()->isVisible(), qPrintable(QString::number(before)));
}

void WindowSelectionTest::showOnlyAndHideWriteTheFilter()
{
    ChannelDesk desk;
    auto *field = desk.find<QLineEdit>("filterField");
    desk.chooseChannel("orders");
    desk.find<QAction>("navigatorShowOnly")->trigger();
    QCOMPARE(field->text(), QStringLiteral("channel:orders"));
    field->clear();
    desk.choose(desk.monitor.navigator().channelIndex("stock.eu").parent());
    desk.find<QAction>("navigatorHide")->trigger();
    QCOMPARE(field->text(), QStringLiteral("-channel:stock[./]*"));
    QTRY_COMPARE(desk.shownChannels(), QStringList{QStringLiteral("orders")});
}

void WindowSelectionTest::aValueOfTheTreeBecomesAColumn()
{
    ChannelDesk desk;
    desk.find<QWidget>("inspectorDock")->show();
    desk.clickRow(0);
    auto *tree = desk.find<JsonTreeView>("inspectorTree");
    tree->setCurrentIndex(tree->model()->index(0, 0, tree->model()->index(0, 0)));
    desk.find<QAction>("treeShowColumn")->trigger();
    const int column = EventTableModel::ColumnCount;
    QCOMPARE(desk.table()->model()->columnCount(), column + 1);
    QCOMPARE(desk.table()->model()->headerData(column, Qt::Horizontal).toString(), QStringLiteral("$.price"));
    QCOMPARE(desk.table()->model()->index(0, column).data().toString(), QStringLiteral("1.50"));
    // Before the data, which has the rest.
    const QHeaderView *header = desk.table()->horizontalHeader();
    QVERIFY(header->visualIndex(column) < header->visualIndex(EventTableModel::Data));
    QCOMPARE(desk.table()->exportColumns().at(header->visualIndex(column) - 1).name(), QByteArray("$.price"));
    // It comes back, and goes by its menu.
    desk.openWindow();
    QCOMPARE(desk.table()->model()->columnCount(), column + 1);
    desk.inColumnMenu(column, "columnRemovePath")->trigger();
    QCOMPARE(desk.table()->model()->columnCount(), column);
}

void WindowSelectionTest::aColumnBelongsToWhatIsChosen()
{
    ChannelDesk desk;
    desk.chooseChannel("orders");
    desk.find<EventsPanel>("eventsPanel")->columnMenu().showAsColumn(*JsonPath::parse(QStringLiteral("$.price")));
    const int column = EventTableModel::ColumnCount;
    QCOMPARE(desk.table()->model()->columnCount(), column + 1);
    desk.chooseChannel("stock.eu");
    QCOMPARE(desk.table()->model()->columnCount(), column);
    desk.chooseChannel("orders");
    QCOMPARE(desk.table()->model()->columnCount(), column + 1);
    QAction *only = desk.inColumnMenu(column, "columnOnlyHere");
    QVERIFY(only->isChecked());
    only->trigger();
    desk.chooseChannel("stock.eu");
    QCOMPARE(desk.table()->model()->columnCount(), column + 1);
}

void WindowSelectionTest::aClickedRowHoldsStillAndSaysSo()
{
    ChannelDesk desk;
    desk.send(200);
    QTRY_VERIFY(desk.table()->verticalScrollBar()->maximum() > 0);
    QVERIFY(desk.table()->isLive());
    const int last = desk.table()->model()->rowCount() - 1;
    desk.clickRow(last);
    QVERIFY(!desk.table()->isLive());
    auto *back = desk.find<QPushButton>("backToLive");
    QVERIFY(back->isVisible());
    const int place = desk.table()->visualRect(desk.table()->model()->index(last, 0)).top();
    desk.send(50);
    QTRY_VERIFY(back->text().contains(QStringLiteral("50")));
    QCOMPARE(desk.table()->visualRect(desk.table()->model()->index(last, 0)).top(), place);
    QTest::mouseClick(back, Qt::LeftButton);
    QVERIFY(desk.table()->isLive());
    QVERIFY(back->isHidden());
}

void WindowSelectionTest::theInspectorFollowsTheNewestUntilARowIsSelected()
{
    ChannelDesk desk;
    desk.find<QWidget>("inspectorDock")->show();
    auto *follow = desk.find<QToolButton>("inspectorFollow");
    QVERIFY(!follow->isChecked());
    follow->click();
    desk.hub.tap()->emitEvents({received("orders", "price", "{}", "77-1")});
    QTRY_COMPARE(desk.find<QLabel>("inspectorId")->text(), QStringLiteral("77-1"));
    desk.hub.tap()->emitEvents({received("orders", "price", "{}", "77-2")});
    QTRY_COMPARE(desk.find<QLabel>("inspectorId")->text(), QStringLiteral("77-2"));
    desk.clickRow(3);
    QTRY_COMPARE(desk.find<QLabel>("inspectorId")->text(), QStringLiteral("77-1"));
    desk.hub.tap()->emitEvents({received("orders", "price", "{}", "77-3")});
    QTRY_COMPARE(desk.monitor.events().rowCount(), 6);
    QCOMPARE(desk.find<QLabel>("inspectorId")->text(), QStringLiteral("77-1"));
    desk.trigger(ActionId::BackToLive);
    QTRY_COMPARE(desk.find<QLabel>("inspectorId")->text(), QStringLiteral("77-3"));
}

void WindowSelectionTest::controlCCopiesAllSelectedEvents()
{
    ChannelDesk desk;
    desk.table()->setFocus();
    desk.clickRow(0);
    QTest::keyClick(desk.table(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(desk.table(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("{\"price\":1.50,\"of\":\"orders\"}\n{\"price\":1.50,\"of\":\"stock.eu\"}"));
}

void WindowSelectionTest::whatIsTooMuchToCopyIsSaidOverTheTable()
{
    ChannelDesk desk;
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    const QByteArray large(EventsNotice::MaximumCopiedBytes / 2 + 1, 'x');
    desk.hub.tap()->emitEvents({received("orders", "", large), received("orders", "", large)});
    QTRY_COMPARE(desk.monitor.events().rowCount(), 5);
    auto *notice = desk.find<EventsNotice>("eventsNotice");
    desk.table()->setFocus();
    QTest::keyClick(desk.table(), Qt::Key_A, Qt::ControlModifier);
    QVERIFY(notice->isHidden());
    QTest::keyClick(desk.table(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY(notice->isVisible());
    const QString english = notice->text();
    QVERIFY(english.startsWith(QStringLiteral("Nothing was copied")));
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
    desk.languages.use(QStringLiteral("ja"));
    QTRY_VERIFY(notice->text() != english);
    // It goes when there is something to paste.
    desk.clickRow(0);
    QTest::keyClick(desk.table(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY(notice->isHidden());
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("1.50")));
}

void WindowSelectionTest::columnsThatAreTooManyAreSaidOverTheTable()
{
    ChannelDesk desk;
    auto *panel = desk.find<EventsPanel>("eventsPanel");
    auto *notice = desk.find<EventsNotice>("eventsNotice");
    for (int i = 0; i < EventColumns::MaximumShown; ++i)
        panel->columnMenu().showAsColumn(JsonPath().element(i));
    QVERIFY(notice->isHidden());
    panel->columnMenu().showAsColumn(JsonPath().member("oneTooMany"));
    QVERIFY(notice->isVisible());
    QVERIFY(notice->text().contains(QString::number(EventColumns::MaximumShown)));
    QTest::mouseClick(desk.find<QToolButton>("eventsNoticeClose"), Qt::LeftButton);
    QVERIFY(notice->isHidden());
    panel->columnMenu().showAsColumn(JsonPath().member("oneTooMany"));
    QVERIFY(notice->isVisible());
    desk.inColumnMenu(EventTableModel::ColumnCount, "columnRemovePath")->trigger();
    panel->columnMenu().showAsColumn(JsonPath().member("oneTooMany"));
    QVERIFY(notice->isHidden());
}

QTEST_MAIN(WindowSelectionTest)
#include "tst_windowselection.moc"
