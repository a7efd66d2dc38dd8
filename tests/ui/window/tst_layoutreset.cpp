// SPDX-License-Identifier: GPL-3.0-or-later
// *Reset layout*, and the way back.
#include "desk.h"
#include "ui/events/eventcolumns.h"
#include "ui/events/eventspanel.h"
#include "ui/events/eventsview.h"
#include "ui/look/tablecolumns.h"
#include "ui/window/tabs.h"

#include <QDockWidget>
#include <QHeaderView>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>

using namespace helio;

class LayoutResetTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void resetTakesPathColumnsAndTheColumnsSettingsBackToTheFirstStart();
    void whatOneHadComesBackByUndo();
    void whatWasResetStaysSoAtTheNextStart();
    void theBannerSpeaksTheOtherLanguage();
    void theOfferMakesNoWindowHigher_data();
    void theOfferMakesNoWindowHigher();
};

namespace {

/// How a user may leave it.
struct Changed : Desk
{
    Changed()
    {
        layOut(1280, 800);
        heightAtFirst = find<QDockWidget>("composerDock")->height();
        shownAtFirst = eventColumns().shown();
        EventColumns &paths = find<EventsPanel>("eventsPanel")->pathColumns();
        paths.add(*JsonPath::parse(QStringLiteral("$.price")));
        paths.setScope(QStringLiteral("channel orders"), QStringLiteral("orders"));
        paths.add(*JsonPath::parse(QStringLiteral("$.symbol")));
        paths.setScope({}, {});
        eventColumns().setShown(1, false);
        find<QTableView>("eventsTable")->horizontalHeader()->resizeSection(0, 333);
        shown = eventColumns().shown();
        find<QDockWidget>("navigatorDock")->hide();
        find<QAction>("showJournal")->setChecked(false);
        choose("monitor");
        showTab("channels");
    }
    TableColumns &eventColumns() const { return *find<QTableView>("eventsTable")->findChild<TableColumns *>(); }
    int paths() { return int(monitor.events().paths().size()); }
    bool hasNavigator() const { return !find<QDockWidget>("navigatorDock")->isHidden(); }

    int heightAtFirst = 0;
    QList<int> shownAtFirst;
    QList<int> shown;
};

} // namespace

void LayoutResetTest::resetTakesPathColumnsAndTheColumnsSettingsBackToTheFirstStart()
{
    Changed desk;
    QCOMPARE(desk.paths(), 1);
    QVERIFY(desk.shown != desk.shownAtFirst);
    desk.trigger(ActionId::ResetLayout);
    QCOMPARE(desk.paths(), 0);
    desk.find<EventsPanel>("eventsPanel")->pathColumns().setScope(QStringLiteral("channel orders"), {});
    QCOMPARE(desk.paths(), 0);
    QCOMPARE(desk.eventColumns().shown(), desk.shownAtFirst);
    QVERIFY(desk.find<QTableView>("eventsTable")->horizontalHeader()->sectionSize(0) != 333);
    QVERIFY(desk.hasNavigator());
    QVERIFY(desk.find<QAction>("showJournal")->isChecked());
    QVERIFY(desk.find<QAction>("layout_publish")->isChecked());
    QCOMPARE(desk.find<Tabs>("tabs")->current(), QStringLiteral("events"));
    QTRY_COMPARE(desk.find<QDockWidget>("composerDock")->height(), desk.heightAtFirst);
}

void LayoutResetTest::whatOneHadComesBackByUndo()
{
    Changed desk;
    desk.trigger(ActionId::ResetLayout);
    const auto *banner = desk.find<QWidget>("layoutReset");
    QVERIFY(banner->isVisible());
    desk.find<QPushButton>("undoLayoutButton")->click();
    QVERIFY(!banner->isVisible());
    QVERIFY(desk.find<QAction>("layout_monitor")->isChecked());
    QCOMPARE(desk.find<Tabs>("tabs")->current(), QStringLiteral("channels"));
    QCOMPARE(desk.paths(), 1);
    QCOMPARE(desk.eventColumns().shown(), desk.shown);
    QCOMPARE(desk.find<QTableView>("eventsTable")->horizontalHeader()->sectionSize(0), 333);
    QVERIFY(!desk.find<QAction>("showJournal")->isChecked());
    desk.find<EventsPanel>("eventsPanel")->pathColumns().setScope(QStringLiteral("channel orders"), {});
    QCOMPARE(desk.paths(), 2);
    desk.choose("publish");
    QVERIFY(!desk.hasNavigator());
}

void LayoutResetTest::whatWasResetStaysSoAtTheNextStart()
{
    Changed desk;
    desk.trigger(ActionId::ResetLayout);
    desk.window->close();
    desk.openWindow();
    QCOMPARE(desk.paths(), 0);
    QCOMPARE(desk.eventColumns().shown(), desk.shownAtFirst);
    QVERIFY(desk.hasNavigator());
}

void LayoutResetTest::theBannerSpeaksTheOtherLanguage()
{
    Desk desk;
    desk.trigger(ActionId::ResetLayout);
    const auto *undo = desk.find<QPushButton>("undoLayoutButton");
    QCOMPARE(undo->text(), QStringLiteral("Undo reset"));
    desk.languages.use(QStringLiteral("ja"));
    QTRY_VERIFY(undo->text() != QStringLiteral("Undo reset"));
    desk.languages.use(QStringLiteral("en"));
}

void LayoutResetTest::theOfferMakesNoWindowHigher_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("width");
    for (const char *language : {"en", "ja"}) {
        for (const int width : {900, 960})
            QTest::addRow("%s, %d wide", language, width) << QString::fromLatin1(language) << width;
    }
}

void LayoutResetTest::theOfferMakesNoWindowHigher()
{
    QFETCH(QString, language);
    QFETCH(int, width);
    Desk desk;
    desk.languages.use(language);
    desk.layOut(width, 600);
    QVERIFY(desk.find<QWidget>("layoutReset")->isVisible());
    // Whatever another tab would need.
    QCOMPARE(desk.window->size(), QSize(width, 600));
    QVERIFY(desk.window->minimumSizeHint().height() < 590);
    for (const char *tab : {"connection", "problems", "clients"}) {
        desk.showTab(tab);
        QCoreApplication::processEvents();
        QCOMPARE(desk.window->size(), QSize(width, 600));
    }
    desk.languages.use(QStringLiteral("en"));
}

QTEST_MAIN(LayoutResetTest)
#include "tst_layoutreset.moc"
