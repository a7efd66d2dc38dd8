// SPDX-License-Identifier: GPL-3.0-or-later
// How the window is arranged for one kind of work and another.
#include "desk.h"
#include "ui/charts/chartspanel.h"
#include "ui/inspector/inspector.h"
#include "ui/window/panes.h"
#include "ui/window/tabs.h"

#include <QDockWidget>
#include <QMouseEvent>

using namespace helio;

namespace {

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
    void theNavigatorHasTheRoomItNeedsWhateverTheWindow();
    void theTabsKeepTheMostOfASmallerWindow_data();
    void theTabsKeepTheMostOfASmallerWindow();
    void whatOneDraggedKeepsItsShareOfTheHeight();
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
    desk.choose(id.constData());
    QTEST(desk.find<Tabs>("tabs")->current(), "tab");
    QTRY_COMPARE(panesInSight(desk), panes);
    QVERIFY(desk.find<QAction>(("layout_" + id).constData())->isChecked());
    QCOMPARE(desk.find<Inspector>("inspector")->saveState().startsWith("2"), id == "debug");
}

void LayoutsTest::aLayoutRemembersWhatOneChangesInIt()
{
    Desk desk;
    desk.layOut(1280, 800);
    desk.choose("monitor");
    desk.find<QDockWidget>("inspectorDock")->hide();
    desk.showTab("channels");
    desk.choose("operate");
    QVERIFY(desk.find<QWidget>("inspectorDock")->isVisible());
    desk.choose("monitor");
    QCOMPARE(desk.find<Tabs>("tabs")->current(), QStringLiteral("channels"));
    desk.showTab("events");
    QVERIFY(!desk.find<QWidget>("inspectorDock")->isVisible());
    QVERIFY(desk.find<QWidget>("chartsDock")->isVisible());
}

void LayoutsTest::theLayoutIsThereAtTheNextStart()
{
    Desk desk;
    desk.layOut(1280, 800);
    desk.choose("debug");
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
    desk.choose("monitor");
    desk.find<QDockWidget>("chartsDock")->hide();
    desk.find<QDockWidget>("inspectorDock")->hide();
    desk.trigger(ActionId::ResetLayout);
    QVERIFY(desk.find<QAction>("layout_publish")->isChecked());
    QCOMPARE(desk.find<Tabs>("tabs")->current(), QStringLiteral("events"));
    QTRY_COMPARE(panesInSight(desk),
                 (QStringList{QStringLiteral("navigator"), QStringLiteral("inspector"), QStringLiteral("composer")}));
    desk.choose("monitor");
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
    desk.choose("monitor");
    auto *dock = desk.find<QDockWidget>("chartsDock");
    QVERIFY(dock->windowTitle().contains(QStringLiteral("Charts")));
    dock->close();
    QVERIFY(!isInSight(dock));
    desk.showTab("charts");
    QTRY_VERIFY(isInSight(desk.find<QWidget>("chartsPanel")));
    QCOMPARE(desk.find<Tabs>("tabs")->current(), QStringLiteral("events"));
    desk.choose("publish");
    desk.showTab("charts");
    QCOMPARE(desk.find<Tabs>("tabs")->current(), QStringLiteral("charts"));
    QTRY_VERIFY(isInSight(desk.find<QWidget>("chartsPanel")));
}

void LayoutsTest::theNavigatorHasTheRoomItNeedsWhateverTheWindow()
{
    FakeGround ground;
    MainWindow window(ground.monitor, ground.languages, ground.settings, ground.drafts);
    const auto *navigator = childOf<QDockWidget>(window, "navigatorDock");
    const auto *tabs = childOf<QWidget>(window, "tabs");
    showActive(window);
    window.resize(1280, 800);
    QCoreApplication::processEvents();
    const int needed = navigator->widget()->sizeHint().width();
    QTRY_COMPARE(navigator->width(), needed); // at the first start
    for (const QSize size : {QSize(1280, 800), QSize(1920, 1080), QSize(960, 600)}) {
        window.resize(size);
        QCoreApplication::processEvents();
        window.actionList()[ActionId::ResetLayout]->trigger();
        QTRY_COMPARE(navigator->width(), needed);
        QVERIFY(tabs->width() >= size.width() / 2);
    }
    // But for the room of the tabs.
    window.resize(720, 600);
    QCoreApplication::processEvents();
    window.actionList()[ActionId::ResetLayout]->trigger();
    QTRY_VERIFY(navigator->width() < needed);
    QVERIFY(tabs->width() > 500);
}

void LayoutsTest::theTabsKeepTheMostOfASmallerWindow_data()
{
    QTest::addColumn<QList<QSize>>("sizes");
    QTest::newRow("smaller at once") << QList<QSize>{{1280, 800}, {800, 600}};
    QTest::newRow("narrower, then lower") << QList<QSize>{{1280, 1000}, {1000, 1000}, {800, 600}};
    QTest::newRow("lower alone") << QList<QSize>{{1280, 1000}, {1280, 600}};
    QTest::newRow("back in a form that was left when high") << QList<QSize>{{960, 1000}, {1280, 1000}, {960, 600}};
}

void LayoutsTest::theTabsKeepTheMostOfASmallerWindow()
{
    QFETCH(QList<QSize>, sizes);
    Desk desk;
    desk.layOut(1280, 800);
    const auto *tabs = desk.find<QWidget>("tabs");
    const auto *composer = desk.find<QWidget>("composerDock");
    for (const QSize size : sizes) {
        desk.window->resize(size);
        QTRY_COMPARE(desk.window->size(), size);
        QCoreApplication::processEvents();
    }
    QTRY_VERIFY2(tabs->height() >= composer->height() * 14 / 10,
                 qPrintable(QStringLiteral("%1, %2").arg(tabs->height()).arg(composer->height())));
    QTRY_VERIFY(tabs->width() >= sizes.last().width() / 2);
    // And back as it was.
    desk.window->resize(1280, 800);
    const int needed = desk.find<QDockWidget>("navigatorDock")->widget()->sizeHint().width();
    QTRY_COMPARE(desk.find<QWidget>("navigatorDock")->width(), needed);
    QTRY_COMPARE(composer->height(), 176);
}

void LayoutsTest::whatOneDraggedKeepsItsShareOfTheHeight()
{
    Desk desk;
    desk.layOut(1280, 800);
    const auto *composer = desk.find<QWidget>("composerDock");
    MainWindow &window = *desk.window;
    const auto send = [&window](QEvent::Type type, const QPoint &at, Qt::MouseButton button, Qt::MouseButtons buttons) {
        QMouseEvent event(type, QPointF(at), QPointF(window.mapToGlobal(at)), button, buttons, Qt::NoModifier);
        QCoreApplication::sendEvent(&window, &event);
    };
    const QPoint separator = composer->mapTo(&window, QPoint(composer->width() / 2, -2));
    const QPoint above = separator - QPoint(0, 150);
    send(QEvent::MouseButtonPress, separator, Qt::LeftButton, Qt::LeftButton);
    send(QEvent::MouseMove, above, Qt::NoButton, Qt::LeftButton);
    QTRY_VERIFY(composer->height() > 300);
    send(QEvent::MouseButtonRelease, above, Qt::LeftButton, Qt::NoButton);
    QCoreApplication::processEvents();
    const int dragged = composer->height();
    window.resize(1280, 600);
    QTRY_VERIFY2(std::abs(composer->height() - dragged * 3 / 4) < 3,
                 qPrintable(QStringLiteral("%1, %2").arg(dragged).arg(composer->height())));
    desk.window->close();
    desk.openWindow();
    desk.window->resize(1280, 800);
    QTRY_VERIFY(std::abs(desk.find<QWidget>("composerDock")->height() - dragged) < 3);
}

QTEST_MAIN(LayoutsTest)
#include "tst_layouts.moc"
