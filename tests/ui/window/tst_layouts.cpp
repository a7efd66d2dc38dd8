// SPDX-License-Identifier: GPL-3.0-or-later
// How the window is arranged, and the ways through it.
#include "desk.h"
#include "ui/charts/chartspanel.h"
#include "ui/charts/timechart.h"
#include "ui/charts/wallboard.h"
#include "ui/charts/wallchoice.h"
#include "ui/events/eventsview.h"
#include "ui/inspector/inspector.h"
#include "ui/look/fittinglabel.h"
#include "ui/look/wholetext.h"
#include "ui/window/layouts.h"
#include "ui/window/panes.h"
#include "ui/window/tabs.h"

#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStatusBar>
#include <QToolBar>

#include <algorithm>

using namespace helio;

namespace {

void choose(const Desk &desk, const char *id)
{
    desk.find<QAction>((QByteArray("layout_") + id).constData())->trigger();
    QCoreApplication::processEvents();
}

/// All that are reached from the menu bar.
QList<QMenu *> menusOf(const Desk &desk)
{
    QList<QMenu *> menus;
    for (const QAction *action : desk.window->menuBar()->actions())
        menus.append(action->menu());
    for (qsizetype seen = 0; seen < menus.size(); ++seen) {
        for (const QAction *action : menus[seen]->actions()) {
            if (action->menu())
                menus.append(action->menu());
        }
    }
    return menus;
}

QStringList panesInSight(const Desk &desk)
{
    QStringList names;
    for (const char *name : {"navigator", "inspector", "composer", "charts", "connection"}) {
        if (const auto *dock = desk.window->findChild<QDockWidget *>(QLatin1String(name) + QStringLiteral("Dock"));
            dock && isInSight(dock))
            names.append(QLatin1String(name));
    }
    return names;
}

} // namespace

class LayoutsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLayoutShowsWhatItIsFor_data();
    void aLayoutShowsWhatItIsFor();
    void aLayoutRemembersWhatOneChangesInIt();
    void theLayoutIsThereAtTheNextStart();
    void resetMakesAllOfThemAsAtFirst();
    void inspectorAndComposerAreWhereTheyServe();
    void inANarrowWindowTheInspectorLiesBelow();
    void aPanelBelowIsShownByItsKey();
    void theWallShowsChartsAloneAndEscapeLeaves();
    void theWallShowsTheChartsThatWereChosen();
    void whoWantsMoreThanChartsLeavesTheWall();
    void oneGoesThroughThePanesByAKey();
    void aPaneIsFramedUntilOneGoesOn();
    void noMenuHasMoreThanTenLinesInARow();
    void everyActionIsInOneMenu();
    void whatIsDoneToClientsStandsTogether();
    void aPanelThatIsAskedForLeavesTheWall();
    void aWindowMayEndOnTheWall();
    void keysActWithoutTheMenuBar();
    void theTitleSaysWhatAndHow();
    void theAddressWorksAsItIsCopied_data();
    void theAddressWorksAsItIsCopied();
    void theFirstLinesAreWholeAndWork_data();
    void theFirstLinesAreWholeAndWork();
    void everyTabHasItsNumber();
    void theToolBarLosesNothing_data();
    void theToolBarLosesNothing();
    void theCountersAreNotCutInANarrowWindow();
};

void LayoutsTest::aLayoutShowsWhatItIsFor_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QString>("tab");
    QTest::addColumn<QStringList>("panes");
    const auto row = [](const char *id, const char *tab, const QByteArray &panes) {
        QTest::newRow(id) << QByteArray(id) << QString::fromLatin1(tab)
                          << QString::fromLatin1(panes).split(u' ', Qt::SkipEmptyParts);
    };
    row("monitor", "events", "navigator inspector charts");
    row("operate", "clients", "navigator inspector");
    row("publish", "events", "navigator inspector composer");
    row("debug", "events", "navigator inspector connection");
    row("wall", "charts", "");
}

void LayoutsTest::aLayoutShowsWhatItIsFor()
{
    QFETCH(QByteArray, id);
    QFETCH(QStringList, panes);
    Desk desk;
    desk.layOut(1280, 800);
    choose(desk, id.constData());
    QTEST(desk.find<Tabs>("tabs")->current(), "tab");
    QTRY_COMPARE(panesInSight(desk), panes);
    QVERIFY(desk.find<QAction>(("layout_" + id).constData())->isChecked());
    QCOMPARE(desk.find<Inspector>("inspector")->saveState().startsWith("2"), id == "debug");
}

void LayoutsTest::aLayoutRemembersWhatOneChangesInIt()
{
    Desk desk;
    desk.layOut(1280, 800);
    choose(desk, "monitor");
    desk.find<QDockWidget>("inspectorDock")->hide();
    desk.showTab("channels");
    choose(desk, "operate");
    QVERIFY(desk.find<QWidget>("inspectorDock")->isVisible());
    choose(desk, "monitor");
    QCOMPARE(desk.find<Tabs>("tabs")->current(), QStringLiteral("channels"));
    desk.showTab("events");
    QVERIFY(!desk.find<QWidget>("inspectorDock")->isVisible());
    QVERIFY(desk.find<QWidget>("chartsDock")->isVisible());
}

void LayoutsTest::theLayoutIsThereAtTheNextStart()
{
    Desk desk;
    desk.layOut(1280, 800);
    choose(desk, "debug");
    desk.find<QDockWidget>("navigatorDock")->hide();
    desk.window->close();
    desk.openWindow();
    QTRY_COMPARE(panesInSight(desk), (QStringList{QStringLiteral("inspector"), QStringLiteral("connection")}));
    QVERIFY(desk.find<QAction>("layout_debug")->isChecked());
}

void LayoutsTest::resetMakesAllOfThemAsAtFirst()
{
    Desk desk;
    desk.layOut(1280, 800);
    desk.find<QDockWidget>("navigatorDock")->hide();
    desk.find<QDockWidget>("composerDock")->setFloating(true);
    choose(desk, "monitor");
    desk.find<QDockWidget>("chartsDock")->hide();
    desk.find<QDockWidget>("inspectorDock")->hide();
    desk.trigger(ActionId::ResetLayout);
    QVERIFY(desk.find<QAction>("layout_publish")->isChecked());
    QCOMPARE(desk.find<Tabs>("tabs")->current(), QStringLiteral("events"));
    QTRY_COMPARE(panesInSight(desk),
                 (QStringList{QStringLiteral("navigator"), QStringLiteral("inspector"), QStringLiteral("composer")}));
    choose(desk, "monitor");
    QTRY_COMPARE(panesInSight(desk),
                 (QStringList{QStringLiteral("navigator"), QStringLiteral("inspector"), QStringLiteral("charts")}));
}

void LayoutsTest::inspectorAndComposerAreWhereTheyServe()
{
    Desk desk;
    desk.layOut(1280, 800);
    const auto *inspector = desk.find<QWidget>("inspectorDock");
    const auto *composer = desk.find<QWidget>("composerDock");
    for (const char *tab : {"charts", "connection"}) {
        desk.showTab(tab);
        QVERIFY2(!inspector->isVisible() && !composer->isVisible(), tab);
    }
    for (const char *tab : {"events", "clients", "channels"}) {
        desk.showTab(tab);
        QVERIFY2(inspector->isVisible() && composer->isVisible(), tab);
    }
    // Who wants one there all the same has it there, and there alone.
    desk.showTab("charts");
    desk.trigger(ActionId::WriteEvent);
    QVERIFY(composer->isVisible());
    desk.showTab("connection");
    QVERIFY(!composer->isVisible());
    desk.showTab("charts");
    QVERIFY(composer->isVisible());
}

void LayoutsTest::inANarrowWindowTheInspectorLiesBelow()
{
    Desk desk;
    desk.layOut(960, 600);
    auto *inspector = desk.find<QDockWidget>("inspectorDock");
    QCOMPARE(desk.window->dockWidgetArea(inspector), Qt::BottomDockWidgetArea);
    QVERIFY(desk.window->tabifiedDockWidgets(inspector).contains(desk.find<QDockWidget>("composerDock")));
    QTRY_VERIFY(isInSight(desk.find<QWidget>("composerData")));
    // And beside the events once there is room; each width has what one made of it.
    desk.window->resize(1280, 800);
    QTRY_COMPARE(desk.window->dockWidgetArea(inspector), Qt::RightDockWidgetArea);
    QTRY_VERIFY(isInSight(inspector));
    desk.window->addDockWidget(Qt::LeftDockWidgetArea, inspector);
    desk.window->resize(960, 600);
    QTRY_COMPARE(desk.window->dockWidgetArea(inspector), Qt::BottomDockWidgetArea);
    desk.window->resize(1280, 800);
    QTRY_COMPARE(desk.window->dockWidgetArea(inspector), Qt::LeftDockWidgetArea);
}

void LayoutsTest::aPanelBelowIsShownByItsKey()
{
    Desk desk;
    desk.layOut(1280, 800);
    choose(desk, "monitor");
    auto *dock = desk.find<QDockWidget>("chartsDock");
    QVERIFY(dock->windowTitle().contains(QStringLiteral("Charts")));
    dock->close();
    QVERIFY(!isInSight(dock));
    desk.showTab("charts");
    QTRY_VERIFY(isInSight(desk.find<QWidget>("chartsPanel")));
    QCOMPARE(desk.find<Tabs>("tabs")->current(), QStringLiteral("events"));
    choose(desk, "publish");
    desk.showTab("charts");
    QCOMPARE(desk.find<Tabs>("tabs")->current(), QStringLiteral("charts"));
    QTRY_VERIFY(isInSight(desk.find<QWidget>("chartsPanel")));
}

void LayoutsTest::theWallShowsChartsAloneAndEscapeLeaves()
{
    Desk desk;
    desk.layOut(1280, 800);
    choose(desk, "monitor");
    choose(desk, "wall");
    QVERIFY(desk.window->isFullScreen());
    for (const char *part : {"toolBar", "navigatorDock", "statusLine"})
        QVERIFY2(!desk.find<QWidget>(part)->isVisible(), part);
    QVERIFY(!desk.window->menuBar()->isVisible());
    const auto *wall = desk.find<WallBoard>("wallBoard");
    QTRY_VERIFY(isInSight(wall));
    QCOMPARE(wall->findChildren<TimeChart *>().size(), 6);
    // All of it, large.
    QVERIFY(wall->height() > desk.window->height() * 8 / 10);
    for (const TimeChart *chart : wall->findChildren<TimeChart *>()) {
        QTRY_VERIFY(desk.window->rect().contains(QRect(chart->mapTo(desk.window.get(), QPoint()), chart->size())));
        QVERIFY(chart->font().pointSizeF() > desk.window->font().pointSizeF());
    }
    QTest::keyClick(desk.window.get(), Qt::Key_Escape);
    QTRY_VERIFY(!desk.window->isFullScreen());
    QTRY_VERIFY(desk.window->menuBar()->isVisible());
    QVERIFY(desk.find<QAction>("layout_monitor")->isChecked());
}

void LayoutsTest::theWallShowsTheChartsThatWereChosen()
{
    Desk desk;
    auto *charts = desk.find<ChartsPanel>("chartsPanel");
    const int own = charts->list().add(HubSource, "orders", "", JsonPath().member("price"));
    auto *choice = desk.window->findChild<WallChoice *>();
    choice->set(QStringLiteral("clientsChart"), true);
    choice->set(QStringLiteral("cpuChart"), true);
    choice->set(WallChoice::ownName(own), true);
    const auto shown = [&desk] {
        QStringList names;
        for (const TimeChart *chart : desk.find<WallBoard>("wallBoard")->findChildren<TimeChart *>())
            names.append(chart->title());
        return names;
    };
    choose(desk, "wall");
    QCOMPARE(shown().size(), 3);
    QVERIFY(shown().contains(QStringLiteral("Clients")));
    choice->set(QStringLiteral("cpuChart"), false);
    QTRY_COMPARE(shown().size(), 2);
    // It comes back as it was: with the wall, and with what was chosen.
    desk.window->close();
    desk.openWindow();
    QTRY_VERIFY(desk.window->isFullScreen());
    QCOMPARE(shown().size(), 2);
    QTest::keyClick(desk.window.get(), Qt::Key_Escape);
    QTRY_VERIFY(!desk.window->isFullScreen());
}

void LayoutsTest::whoWantsMoreThanChartsLeavesTheWall()
{
    Desk desk;
    choose(desk, "wall");
    QTest::keyClick(desk.window.get(), Qt::Key_2, Qt::ControlModifier);
    QTRY_VERIFY(!desk.window->isFullScreen());
    QCOMPARE(desk.find<Tabs>("tabs")->current(), QStringLiteral("clients"));
}

void LayoutsTest::oneGoesThroughThePanesByAKey()
{
    Desk desk;
    desk.layOut(1280, 800);
    desk.hub.tap()->emitEvents({received("demo", "price", "{\"price\":7}")});
    auto *table = desk.find<EventsView>("eventsTable");
    QTRY_COMPARE(table->model()->rowCount(), 1);
    table->selectRow(0); // an empty inspector has nothing to go to
    desk.find<QWidget>("navigator")->setFocus();
    auto *panes = desk.window->findChild<Panes *>();
    QStringList passed;
    for (int i = 0; i < 5; ++i) {
        QTest::keyClick(desk.window->focusWidget(), Qt::Key_F6);
        passed.append(panes->current()->objectName());
    }
    QCOMPARE(passed.constLast(), QStringLiteral("navigator"));
    QCOMPARE(QSet<QString>(passed.begin(), passed.end()).size(), 5);
    for (const char *name : {"eventsPanel", "composer", "inspectorPages", "toolBar"})
        QVERIFY2(passed.contains(QLatin1String(name)), name);
    QTest::keyClick(desk.window->focusWidget(), Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(panes->current()->objectName(), passed.at(3));
}

void LayoutsTest::aPaneIsFramedUntilOneGoesOn()
{
    Desk desk;
    desk.layOut(1280, 800);
    const auto *marker = desk.find<QWidget>("paneMarker");
    QVERIFY(!marker->isVisible());
    desk.find<QWidget>("composerData")->setFocus();
    QTest::keyClick(desk.window->focusWidget(), Qt::Key_F6);
    QVERIFY(marker->isVisible());
    const auto *pane = desk.window->findChild<Panes *>()->current();
    QCOMPARE(marker->geometry(), QRect(pane->mapTo(desk.window.get(), QPoint()), pane->size()));
    // The focus comes back to where it was in there.
    QTest::keyClick(desk.window->focusWidget(), Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(desk.window->focusWidget()->objectName(), QStringLiteral("composerData"));
    QVERIFY(marker->isVisible());
    desk.find<QWidget>("navigator")->setFocus();
    QVERIFY(!marker->isVisible());
}

void LayoutsTest::noMenuHasMoreThanTenLinesInARow()
{
    Desk desk;
    const QList<QMenu *> menus = menusOf(desk);
    for (const QMenu *menu : menus) {
        int lines = 0;
        QVERIFY2(!menu->actions().isEmpty(), qPrintable(menu->title()));
        QVERIFY(!menu->actions().constFirst()->isSeparator());
        for (const QAction *action : menu->actions()) {
            lines = action->isSeparator() ? 0 : lines + 1;
            QVERIFY2(lines <= MostLines, qPrintable(menu->title()));
        }
    }
    QVERIFY(menus.size() > 9);
}

void LayoutsTest::everyActionIsInOneMenu()
{
    Desk desk;
    const QList<QMenu *> menus = menusOf(desk);
    for (const auto &[menu, action] : desk.window->actionList().all()) {
        const auto count = std::count_if(menus.begin(), menus.end(), [action = action](const QMenu *each) {
            return each->actions().contains(action);
        });
        QVERIFY2(count == 1, qPrintable(action->objectName()));
    }
}

void LayoutsTest::aPanelThatIsAskedForLeavesTheWall()
{
    Desk desk;
    desk.layOut(1280, 800);
    choose(desk, "wall");
    desk.find<QAction>("writeEvent")->trigger();
    QTRY_VERIFY(!desk.window->isFullScreen());
    QVERIFY(desk.find<QWidget>("composerDock")->isVisible());
    QVERIFY(desk.find<QAction>("layout_publish")->isChecked());
}

void LayoutsTest::aWindowMayEndOnTheWall()
{
    Desk desk;
    desk.layOut(1280, 800);
    choose(desk, "wall");
    desk.window.reset();
}

void LayoutsTest::whatIsDoneToClientsStandsTogether()
{
    Desk desk;
    QList<QStringList> sections{{}};
    const Actions &actions = desk.window->actionList();
    for (const QAction *action : actions.of(MenuId::Hub)) {
        if (actions.beginsSection(action))
            sections.append(QStringList());
        if (actions.submenuOf(action) == SubmenuId::None)
            sections.last().append(action->objectName());
    }
    const auto sectionOf = [&sections](const char *name) {
        const auto found = std::find_if(sections.begin(), sections.end(), [name](const QStringList &section) {
            return section.contains(QLatin1String(name));
        });
        return found == sections.end() ? QStringList() : *found;
    };
    const QStringList ofClients = sectionOf("disconnectClients");
    for (const char *name : {"whatDidItGet", "copyClients", "copyClientsAsJson", "publishToClients", "whoIsKeptAway"})
        QVERIFY2(ofClients.contains(QLatin1String(name)), name);
    QCOMPARE(sectionOf("publishToChannel"),
             (QStringList{QStringLiteral("publishToChannel"), QStringLiteral("muteChannel"),
                          QStringLiteral("clearChannel")}));
}

void LayoutsTest::keysActWithoutTheMenuBar()
{
    Desk desk;
    choose(desk, "wall");
    QTest::keyClick(desk.window.get(), Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(desk.find<QWidget>("palette")->isVisible());
    // It closes what is on top, and the next one leaves the wall.
    QTest::keyClick(desk.find<QWidget>("paletteField"), Qt::Key_Escape);
    QVERIFY(!desk.find<QWidget>("palette")->isVisible());
    QVERIFY(desk.window->isFullScreen());
    QTest::keyClick(desk.window.get(), Qt::Key_3, Qt::AltModifier);
    QTRY_VERIFY(desk.find<QAction>("layout_publish")->isChecked());
    QVERIFY(!desk.window->isFullScreen());
}

void LayoutsTest::theTitleSaysWhatAndHow()
{
    Desk desk;
    desk.hub.setListenAddress(QStringLiteral("127.0.0.1:7373"));
    desk.hub.setState(HubControl::State::Open);
    desk.hub.snapshot.totals.clients = 37;
    desk.hub.requestSnapshot(false);
    QTRY_COMPARE(desk.window->windowTitle(), QStringLiteral("Heliograph – 127.0.0.1:7373 · 37 clients"));
    desk.hub.stop();
    QCOMPARE(desk.window->windowTitle(), QStringLiteral("Heliograph – 127.0.0.1:7373 · hub stopped"));
    desk.languages.use(QStringLiteral("ja"));
    QTRY_VERIFY(!desk.window->windowTitle().contains(QStringLiteral("stopped")));
    desk.languages.use(QStringLiteral("en"));
}

void LayoutsTest::theAddressWorksAsItIsCopied_data()
{
    QTest::addColumn<QString>("listen");
    QTest::addColumn<QString>("url");
    QTest::newRow("127.0.0.1:7373") << QStringLiteral("127.0.0.1:7373")
                                    << QStringLiteral("http://127.0.0.1:7373/stream");
    QTest::newRow("0.0.0.0:7373") << QStringLiteral("0.0.0.0:7373") << QStringLiteral("http://127.0.0.1:7373/stream");
    QTest::newRow("[::]:7373") << QStringLiteral("[::]:7373") << QStringLiteral("http://[::1]:7373/stream");
}

void LayoutsTest::theAddressWorksAsItIsCopied()
{
    QFETCH(QString, listen);
    QFETCH(QString, url);
    Desk desk;
    desk.hub.setListenAddress(listen);
    desk.hub.setState(HubControl::State::Open);
    QCOMPARE(desk.find<QLineEdit>("hubUrl")->text(), url);
    desk.trigger(ActionId::CopyStreamUrl);
    QCOMPARE(QApplication::clipboard()->text(), url);
}

void LayoutsTest::theFirstLinesAreWholeAndWork_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {720, 960, 1280})
        QTest::addRow("%d wide", width) << width;
}

void LayoutsTest::theFirstLinesAreWholeAndWork()
{
    QFETCH(int, width);
    Desk desk;
    desk.hub.setListenAddress(QStringLiteral("127.0.0.1:7373"));
    desk.hub.setState(HubControl::State::Open);
    desk.layOut(width, 600);
    const auto *command = desk.find<WholeText>("eventsEmptyCommand");
    const auto *page = desk.find<WholeText>("eventsEmptyCommand2");
    QTRY_VERIFY(command->isVisible() && page->isVisible());
    for (const WholeText *text : {command, page}) {
        QTRY_VERIFY(text->width() > 200);
        QTRY_COMPARE(text->verticalScrollBar()->maximum(), 0);
        QCOMPARE(text->horizontalScrollBar()->maximum(), 0);
    }
    desk.find<QPushButton>("eventsEmptyCopy")->click();
    QCOMPARE(QApplication::clipboard()->text(),
             QStringLiteral("curl http://127.0.0.1:7373/channels/demo --data-raw hello"));
    desk.find<QPushButton>("eventsEmptyCopy2")->click();
    QCOMPARE(QApplication::clipboard()->text(),
             QStringLiteral("new EventSource('http://127.0.0.1:7373/stream?channel=demo').onmessage = event => "
                            "console.log(event.data);"));
    // Without a hub there is nothing to copy.
    desk.hub.stop();
    QVERIFY(!command->isVisible());
}

void LayoutsTest::everyTabHasItsNumber()
{
    int number = 0;
    for (const Tab &tab : Tabs::all())
        QCOMPARE(QByteArray(tab.keys), "Ctrl+" + QByteArray::number(++number));
}

void LayoutsTest::theToolBarLosesNothing_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << QStringLiteral("en");
    QTest::newRow("Japanese") << QStringLiteral("ja");
}

void LayoutsTest::theToolBarLosesNothing()
{
    QFETCH(QString, language);
    Desk desk;
    desk.languages.use(language);
    desk.layOut(960, 600);
    auto *bar = desk.find<QToolBar>("toolBar");
    for (QAction *action : bar->actions()) {
        if (!action->isSeparator())
            QTRY_VERIFY2(isInSight(bar->widgetForAction(action)), qPrintable(action->text()));
    }
    desk.languages.use(QStringLiteral("en"));
}

void LayoutsTest::theCountersAreNotCutInANarrowWindow()
{
    Desk desk;
    desk.layOut(960, 600);
    QList<ReceivedEvent> events;
    for (int i = 0; i < 12'345; ++i)
        events.append(received("demo", "", "x"));
    desk.hub.tap()->emitEvents(events);
    auto *counters = desk.find<FittingLabel>("statusCounters");
    QTRY_VERIFY(counters->text().contains(QStringLiteral("12,345")));
    for (const int width : {1280, 960, 720}) {
        desk.window->resize(width, 600);
        QTRY_COMPARE(desk.window->width(), width);
        QCoreApplication::processEvents();
        const QString shown = counters->shownText();
        QVERIFY2(!shown.contains(u'…'), qPrintable(shown));
        QVERIFY2(shown.contains(QStringLiteral("12,345")), qPrintable(shown));
    }
}

QTEST_MAIN(LayoutsTest)
#include "tst_layouts.moc"
