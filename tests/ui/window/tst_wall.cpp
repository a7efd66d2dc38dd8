// SPDX-License-Identifier: GPL-3.0-or-later
// The wall: charts alone, on the whole screen.
#include "desk.h"
#include "ui/charts/chartspanel.h"
#include "ui/charts/timechart.h"
#include "ui/charts/wallboard.h"
#include "ui/charts/wallchoice.h"
#include "ui/window/tabs.h"

#include <QMenuBar>

using namespace helio;

class WallTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theWallShowsChartsAloneAndEscapeLeaves();
    void theWallShowsTheChartsThatWereChosen();
    void whoWantsMoreThanChartsLeavesTheWall();
    void aPanelThatIsAskedForLeavesTheWall();
    void aWindowMayEndOnTheWall();
    void keysActWithoutTheMenuBar();
};

void WallTest::theWallShowsChartsAloneAndEscapeLeaves()
{
    Desk desk;
    desk.layOut(1280, 800);
    desk.choose("monitor");
    desk.choose("wall");
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

void WallTest::theWallShowsTheChartsThatWereChosen()
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
    desk.choose("wall");
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

void WallTest::whoWantsMoreThanChartsLeavesTheWall()
{
    Desk desk;
    desk.choose("wall");
    QTest::keyClick(desk.window.get(), Qt::Key_2, Qt::ControlModifier);
    QTRY_VERIFY(!desk.window->isFullScreen());
    QCOMPARE(desk.find<Tabs>("tabs")->current(), QStringLiteral("clients"));
}

void WallTest::aPanelThatIsAskedForLeavesTheWall()
{
    Desk desk;
    desk.layOut(1280, 800);
    desk.choose("wall");
    desk.find<QAction>("writeEvent")->trigger();
    QTRY_VERIFY(!desk.window->isFullScreen());
    QVERIFY(desk.find<QWidget>("composerDock")->isVisible());
    QVERIFY(desk.find<QAction>("layout_publish")->isChecked());
}

void WallTest::aWindowMayEndOnTheWall()
{
    Desk desk;
    desk.layOut(1280, 800);
    desk.choose("wall");
    desk.window.reset();
}

void WallTest::keysActWithoutTheMenuBar()
{
    Desk desk;
    desk.choose("wall");
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

QTEST_MAIN(WallTest)
#include "tst_wall.moc"
