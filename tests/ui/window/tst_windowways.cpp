// SPDX-License-Identifier: GPL-3.0-or-later
// The ways through the window: panes, menus, tabs.
#include "desk.h"
#include "ui/events/eventsview.h"
#include "ui/inspector/inspector.h"
#include "ui/window/panes.h"
#include "ui/window/tabs.h"

#include <QMenu>
#include <QMenuBar>

#include <algorithm>

using namespace helio;

namespace {

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

} // namespace

class WindowWaysTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneGoesThroughThePanesByAKey();
    void aPaneIsFramedUntilOneGoesOn();
    void noMenuHasMoreThanTenLinesInARow();
    void everyActionIsInOneMenu();
    void whatIsDoneToClientsStandsTogether();
    void everyTabHasItsNumber();
};

void WindowWaysTest::oneGoesThroughThePanesByAKey()
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

void WindowWaysTest::aPaneIsFramedUntilOneGoesOn()
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

void WindowWaysTest::noMenuHasMoreThanTenLinesInARow()
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

void WindowWaysTest::everyActionIsInOneMenu()
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

void WindowWaysTest::whatIsDoneToClientsStandsTogether()
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

void WindowWaysTest::everyTabHasItsNumber()
{
    int number = 0;
    for (const Tab &tab : Tabs::all())
        QCOMPARE(QByteArray(tab.keys), "Ctrl+" + QByteArray::number(++number));
}

QTEST_MAIN(WindowWaysTest)
#include "tst_windowways.moc"
