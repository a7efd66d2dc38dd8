// SPDX-License-Identifier: GPL-3.0-or-later
// What a window has room for, and how one left it.
#include "desk.h"
#include "ui/events/eventsview.h"
#include "ui/look/appearance.h"
#include "ui/window/tabs.h"

#include <QComboBox>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>

using namespace helio;

class WindowRoomTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aNarrowWindowHasRoomForWhatMatters_data();
    void aNarrowWindowHasRoomForWhatMatters();
    void theInspectorOpensWithAnEvent();
    void noColumnHidesItselfInANarrowWindow();
    void theLayoutIsRemembered();
    void theTabIsRememberedByItsId();
};

void WindowRoomTest::initTestCase()
{
    qRegisterMetaType<QList<ReceivedEvent>>();
}

void WindowRoomTest::aNarrowWindowHasRoomForWhatMatters_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("width");
    for (const char *language : {"en", "ja"}) {
        for (const int width : {900, 1280})
            QTest::addRow("%s, %d wide", language, width) << QString::fromLatin1(language) << width;
    }
}

void WindowRoomTest::aNarrowWindowHasRoomForWhatMatters()
{
    QFETCH(QString, language);
    QFETCH(int, width);
    Desk desk;
    desk.languages.use(language);
    desk.layOut(width, 600);
    // Where there is no room beside the events it lies below, behind the composer.
    QCOMPARE(desk.window->dockWidgetArea(desk.find<QDockWidget>("inspectorDock")),
             width > 1100 ? Qt::RightDockWidgetArea : Qt::BottomDockWidgetArea);
    QVERIFY(isInSight(desk.find<QWidget>("composerData")));

    auto *table = desk.find<EventsView>("eventsTable");
    desk.hub.tap()->emitEvents({received("demo", "price", "{\"price\":7}")});
    // With both side panels, too.
    for (const bool withInspector : {false, true}) {
        desk.find<QWidget>("inspectorDock")->setVisible(withInspector);
        QTRY_VERIFY(table->isVisible());
        QTRY_COMPARE(desk.window->size(), QSize(width, 600));
        const int digit = QFontMetrics(dataFont()).horizontalAdvance(u'0');
        QTRY_VERIFY2(table->columnWidth(EventTableModel::Data) >= 24 * digit,
                     qPrintable(QString::number(table->columnWidth(EventTableModel::Data))));
        // A column is not hidden to make room for the others: between two side panels a small window scrolls.
        if (!withInspector || width > 1100)
            QTRY_COMPARE(table->horizontalScrollBar()->maximum(), 0);
        const int character = desk.window->fontMetrics().horizontalAdvance(u'0');
        for (const char *field : {"composerType", "composerId", "composerRetry", "composerChannel"})
            QTRY_VERIFY2(desk.find<QWidget>(field)->width() >= 7 * character, field);
    }

    desk.showTab("charts");
    auto *scroll = desk.find<QScrollArea>("chartsScroll");
    QTRY_VERIFY(scroll->widget()->width() <= scroll->viewport()->width());
    QVERIFY(!scroll->horizontalScrollBar()->isVisible());
    auto *axis = desk.find<QComboBox>("chartTimeAxis");
    QTRY_VERIFY(axis->width() >= axis->sizeHint().width());
    desk.languages.use(QStringLiteral("en"));
}

void WindowRoomTest::theInspectorOpensWithAnEvent()
{
    Desk desk;
    desk.layOut(900, 600);
    auto *table = desk.find<EventsView>("eventsTable");
    desk.hub.tap()->emitEvents({received("demo", "price", "{\"price\":7}")});
    QTRY_VERIFY(table->isVisible());
    QVERIFY(!isInSight(desk.find<QWidget>("inspector")));
    table->setFocus();
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_Return);
    QTRY_VERIFY(isInSight(desk.find<QWidget>("inspector")));
    // To the milliseconds.
    auto *time = desk.find<QLabel>("inspectorTime");
    QTRY_VERIFY(time->width() >= time->fontMetrics().horizontalAdvance(time->text()));
    QCOMPARE(time->text().size(), QStringLiteral("2026-01-02 03:04:05.678").size());
}

void WindowRoomTest::noColumnHidesItselfInANarrowWindow()
{
    Desk desk;
    desk.hub.tap()->emitEvents({received("demo", "price", "{}")});
    auto *table = desk.find<EventsView>("eventsTable");
    QTRY_VERIFY(table->isVisible());
    desk.layOut(1400, 600);
    QVERIFY(!table->isColumnHidden(EventTableModel::Source));
    table->setColumnWidth(EventTableModel::Source, 123);
    desk.window->resize(700, 600);
    QTRY_COMPARE(desk.window->width(), 700);
    QCoreApplication::processEvents();
    QVERIFY(!table->isColumnHidden(EventTableModel::Source));
    QCOMPARE(table->columnWidth(EventTableModel::Source), 123);
    desk.window->resize(1400, 600);
    QTRY_COMPARE(desk.window->width(), 1400);
    QCOMPARE(table->columnWidth(EventTableModel::Source), 123);
}

void WindowRoomTest::theLayoutIsRemembered()
{
    Desk desk;
    desk.find<QWidget>("inspectorDock")->hide();
    desk.find<EventsView>("eventsTable")->setColumnWidth(EventTableModel::Channel, 333);
    desk.window->close();
    desk.openWindow();
    auto *inspector = desk.find<QWidget>("inspectorDock");
    auto *events = desk.find<EventsView>("eventsTable");
    QVERIFY(!inspector->isVisible());
    QCOMPARE(events->columnWidth(EventTableModel::Channel), 333);
    desk.window->resize(1280, 800);
    desk.trigger(ActionId::ResetLayout);
    QVERIFY(inspector->isVisible());
    QVERIFY(events->columnWidth(EventTableModel::Channel) != 333);
}

void WindowRoomTest::theTabIsRememberedByItsId()
{
    Desk desk;
    for (const Tab &tab : Tabs::all()) {
        desk.showTab(tab.id);
        QCOMPARE(desk.find<Tabs>("tabs")->current(), QLatin1String(tab.id));
        desk.window->close();
        QCOMPARE(desk.settings.value(QStringLiteral("window/tab")).toString(), QLatin1String(tab.id));
        desk.openWindow();
        QCOMPARE(desk.find<Tabs>("tabs")->current(), QLatin1String(tab.id));
    }
    // An index, as it was once written, means nothing.
    desk.settings.setValue(QStringLiteral("window/tab"), 3);
    desk.openWindow();
    QCOMPARE(desk.find<Tabs>("tabs")->current(), QStringLiteral("events"));
}

QTEST_MAIN(WindowRoomTest)
#include "tst_windowroom.moc"
