// SPDX-License-Identifier: GPL-3.0-or-later
// The tab Clients by keys and clicks, over a scripted hub: tables, filter, copies.
#include "clientsdesk.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QToolBar>
#include <QToolButton>

#include <algorithm>

using namespace helio;

class ClientsTabTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatAHubLacksIsSaidInPlace();
    void theFilterIsWrittenByTheKeyboard();
    void filtersUsedInAnotherWindowStay();
    void namesOfClientsAreCompleted();
    void aFilterThatNobodyPassesIsTakenBack();
    void whoLeftIsShownWithTheReason();
    void oneTableHasTheSelection();
    void clientsAreCopied();
    void theFiguresOfNowAreCopied();
    void theMenuOfChannelsOpensAtTheRow();
    void theWayToWhatCannotBeDoneIsSaid();
    void anEventIsWrittenForTheirChannel();
    void theHubHearsWhichRowsAreInView();
    void theRowsStayWhereOneLooks();
    void theTabSpeaksJapanese();
    void aBrokenFilterLeavesTheLastOneInForceAndSaysSo();
    void everyActionIsInSightInASmallWindow();
};

void ClientsTabTest::whatAHubLacksIsSaidInPlace()
{
    ClientsDesk desk(1);
    const QString why = QStringLiteral("This hub is too old for that.");
    for (const auto feature :
         {HubControl::Feature::Bans, HubControl::Feature::ClientHistory, HubControl::Feature::Departures})
        desk.hub.lacking.insert(feature, why);
    desk.hub.setState(HubControl::State::Open);
    desk.table()->selectRow(0);
    for (const char *name : {"keepClientsAway", "whatDidItGet", "whoIsKeptAway"}) {
        const auto *action = desk.find<QAction>(name);
        QVERIFY2(!action->isEnabled(), name);
        QCOMPARE(action->toolTip(), why);
    }
    QVERIFY((*desk.actions)[ActionId::DisconnectClients]->isEnabled());
    QCOMPARE(desk.find<QWidget>("departuresEmpty")->accessibleDescription(), why);
}

void ClientsTabTest::theFilterIsWrittenByTheKeyboard()
{
    ClientsDesk desk(10);
    desk.table()->setFocus();
    QTest::keyClick(desk.table(), Qt::Key_L, Qt::ControlModifier);
    auto *field = desk.find<QLineEdit>("clientFilterField");
    QTRY_COMPARE(QApplication::focusWidget(), field);
    QTest::keyClicks(field, QStringLiteral("program:curl"));
    QTRY_COMPARE(desk.table()->model()->rowCount(), 5);
    QTRY_COMPARE(desk.find<QLabel>("clientFilterState")->text(), QStringLiteral("✓ 5 of 10"));
    QTest::keyClicks(field, QStringLiteral(" \""));
    QCOMPARE(desk.find<QLabel>("clientFilterState")->text(), QStringLiteral("✕ not valid"));
    QCOMPARE(desk.table()->model()->rowCount(), 5);
    QTest::keyClick(field, Qt::Key_Escape);
    QTest::keyClick(field, Qt::Key_Escape);
    QTRY_COMPARE(QApplication::focusWidget(), desk.table());
    QCOMPARE(desk.table()->model()->rowCount(), 10);
}

void ClientsTabTest::filtersUsedInAnotherWindowStay()
{
    ClientsDesk desk(1);
    desk.settings.setValue(QStringLiteral("clients/filters"), QStringList{QStringLiteral("id:7")});
    auto *field = desk.find<QLineEdit>("clientFilterField");
    field->setFocus();
    QTest::keyClicks(field, QStringLiteral("id:1"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(desk.settings.value(QStringLiteral("clients/filters")).toStringList(),
             (QStringList{QStringLiteral("id:1"), QStringLiteral("id:7")}));
}

void ClientsTabTest::namesOfClientsAreCompleted()
{
    ClientsDesk desk(4);
    auto *field = desk.find<QLineEdit>("clientFilterField");
    field->setFocus();
    QTest::keyClicks(field, QStringLiteral("program:"));
    const auto *list = qobject_cast<QAbstractItemView *>(QApplication::activePopupWidget());
    QVERIFY(list);
    QCOMPARE(list->model()->rowCount(), 2);
    QCOMPARE(list->model()->index(0, 0).data().toString(), QStringLiteral("program:\"curl 7\""));
}

void ClientsTabTest::aFilterThatNobodyPassesIsTakenBack()
{
    ClientsDesk desk(4);
    auto *field = desk.find<QLineEdit>("clientFilterField");
    field->setFocus();
    QTest::keyClicks(field, QStringLiteral("nobody"));
    auto *clear = desk.find<QPushButton>("clearClientFilter");
    QTRY_VERIFY(clear->isVisible());
    QTest::mouseClick(clear, Qt::LeftButton);
    QCOMPARE(desk.table()->model()->rowCount(), 4);
}

void ClientsTabTest::whoLeftIsShownWithTheReason()
{
    ClientsDesk desk(1);
    desk.hub.departures = {departure(1, "closed by peer"), departure(2, "too slow")};
    desk.refresh();
    QTRY_COMPARE(desk.leftTable()->model()->rowCount(), 2);
    desk.leftTable()->selectRow(0);
    QCOMPARE(desk.filled, 1);
    QCOMPARE(desk.find<QLabel>("clientPageTitle")->text(), QStringLiteral("okhttp 4 · 10.0.0.2:41002"));
    auto *field = desk.find<QLineEdit>("clientFilterField");
    field->setText(QStringLiteral("reason:\"closed by peer\""));
    QTRY_COMPARE(desk.leftTable()->model()->rowCount(), 1);
    auto *toggle = desk.find<QAction>("showJournal");
    toggle->trigger();
    QVERIFY(!desk.leftTable()->isVisible());
    desk.openTab();
    QVERIFY(!desk.find<QAction>("showJournal")->isChecked());
}

void ClientsTabTest::oneTableHasTheSelection()
{
    ClientsDesk desk(2);
    desk.hub.departures = {departure(1, "kicked")};
    desk.refresh();
    QTRY_COMPARE(desk.leftTable()->model()->rowCount(), 1);
    desk.table()->selectRow(0);
    QVERIFY((*desk.actions)[ActionId::DisconnectClients]->isEnabled());
    desk.leftTable()->selectRow(0);
    QVERIFY(!desk.table()->selectionModel()->hasSelection());
    QVERIFY(!(*desk.actions)[ActionId::DisconnectClients]->isEnabled());
    QVERIFY(desk.find<QAction>("copyClients")->isEnabled());
}

void ClientsTabTest::clientsAreCopied()
{
    ClientsDesk desk(2);
    desk.table()->selectAll();
    desk.table()->setFocus();
    QTest::keyClick(desk.table(), Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.constFirst().startsWith(QStringLiteral("10.0.0.1:40001\tcurl 7\t")));
    desk.find<QAction>("copyClientsAsJson")->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("\"userAgent\":\"curl/7.88.1\"")));
}

void ClientsTabTest::theFiguresOfNowAreCopied()
{
    ClientsDesk desk(2);
    desk.table()->selectRow(0);
    (*desk.hub.snapshot.clients)[0].sentEvents = 4711;
    desk.refresh();
    desk.find<QAction>("copyClientsAsJson")->trigger();
    QVERIFY2(QGuiApplication::clipboard()->text().contains(QStringLiteral("\"sentEvents\":4711")),
             qPrintable(QGuiApplication::clipboard()->text()));
    desk.find<QAction>("copyClients")->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("4,711")));
}

void ClientsTabTest::theMenuOfChannelsOpensAtTheRow()
{
    ClientsDesk desk(6);
    (*desk.hub.snapshot.clients)[2].channels = {"orders", "stock"};
    desk.refresh();
    desk.table()->selectRow(2);
    desk.find<QAction>("publishToClients")->trigger();
    auto *menu = desk.find<QMenu>("publishToClientsMenu");
    QTRY_VERIFY(menu->isVisible());
    const QRect row = desk.table()->visualRect(desk.table()->currentIndex());
    QCOMPARE(menu->pos(), desk.table()->viewport()->mapToGlobal(row.bottomLeft()));
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    QCOMPARE(desk.publishedTo, QByteArrayList{"stock"});
}

void ClientsTabTest::theWayToWhatCannotBeDoneIsSaid()
{
    ClientsDesk desk(2);
    for (const char *name : {"keepClientsAway", "keepAway600s", "whatDidItGet", "copyClients", "copyClientsAsJson",
                             "publishToClients", "disconnectClients"}) {
        const auto all = desk.actions->all();
        const auto found = std::find_if(all.begin(), all.end(), [name](const auto &one) {
            return one.second->objectName() == QLatin1String(name);
        });
        QVERIFY2(found != all.end(), name);
        const QString why = desk.actions->whyDisabled(found->second);
        QVERIFY2(why.contains(QStringLiteral("in Clients first")), qPrintable(QLatin1String(name) + u' ' + why));
        desk.table()->selectRow(0);
        QCOMPARE(desk.actions->whyDisabled(found->second), QString());
        desk.table()->clearSelection();
    }
}

void ClientsTabTest::anEventIsWrittenForTheirChannel()
{
    ClientsDesk desk(2);
    desk.table()->selectAll();
    desk.find<QAction>("publishToClients")->trigger();
    QCOMPARE(desk.publishedTo, QByteArrayList{"orders"});
}

void ClientsTabTest::theHubHearsWhichRowsAreInView()
{
    ClientsDesk desk(200);
    QTRY_VERIFY(desk.hub.shownClients.contains("1"));
    QVERIFY(!desk.hub.shownClients.contains("200"));
    desk.table()->scrollToBottom();
    QTRY_VERIFY(desk.hub.shownClients.contains("200"));
    QVERIFY(!desk.hub.shownClients.contains("1"));
    desk.tab->hide();
    QTRY_VERIFY(desk.hub.shownClients.isEmpty());
}

void ClientsTabTest::theRowsStayWhereOneLooks()
{
    ClientsDesk desk(400);
    QTableView *table = desk.table();
    table->verticalScrollBar()->setValue(200);
    const QByteArray top = desk.clients.idAt(table->rowAt(0));
    desk.hub.snapshot.clients->remove(0, 50);
    desk.refresh();
    QTRY_COMPARE(table->model()->rowCount(), 350);
    QTRY_COMPARE(desk.clients.idAt(table->rowAt(0)), top);
}

void ClientsTabTest::theTabSpeaksJapanese()
{
    ClientsDesk desk(1);
    const QString english = desk.find<QLabel>("journalTitle")->text();
    desk.languages.use(QStringLiteral("ja"));
    QTRY_VERIFY(desk.find<QLabel>("journalTitle")->text() != english);
    for (const char *name : {"keepClientsAway", "whatDidItGet", "whoIsKeptAway", "copyClientsAsJson", "showJournal"}) {
        const QString text = desk.find<QAction>(name)->text();
        QVERIFY2(std::any_of(text.begin(), text.end(), [](QChar c) { return c.unicode() > 0x3000; }), qPrintable(text));
    }
}

void ClientsTabTest::aBrokenFilterLeavesTheLastOneInForceAndSaysSo()
{
    ClientsDesk desk(10);
    auto *field = desk.find<QLineEdit>("clientFilterField");
    field->setFocus();
    field->setText(QStringLiteral("program:curl"));
    QTRY_COMPARE(desk.table()->model()->rowCount(), 5);
    for (const char *half : {"program:", "/curl", "\"curl", "nofield:x", "program:curl \""}) {
        field->setText(QLatin1String(half));
        QCOMPARE(desk.table()->model()->rowCount(), 5);
        QCOMPARE(desk.clients.filter().text(), QStringLiteral("program:curl"));
        QCOMPARE(desk.find<QLabel>("clientFilterState")->text(), QStringLiteral("✕ not valid"));
        const QString why = desk.find<QLabel>("clientFilterState")->toolTip();
        QVERIFY2(why.endsWith(QStringLiteral("Meanwhile this filter stays: program:curl")), qPrintable(why));
    }
}

void ClientsTabTest::everyActionIsInSightInASmallWindow()
{
    ClientsDesk desk(1);
    for (const char *language : {"en", "ja"}) {
        desk.languages.use(QLatin1String(language));
        // What docks leave of a window of 1280 pixels.
        desk.tab->resize(700, 500);
        auto *tools = desk.find<QToolBar>("clientsTools");
        QTRY_VERIFY2(!desk.find<QToolButton>("qt_toolbar_ext_button")->isVisible(), language);
        QVERIFY(tools->width() <= 700);
    }
    const QList<QAction *> less = desk.find<QMenu>("clientsMoreMenu")->actions();
    for (const char *name : {"publishToClients", "copyClients", "copyClientsAsJson", "whoIsKeptAway"})
        QVERIFY2(less.contains(desk.find<QAction>(name)), name);
}

QTEST_MAIN(ClientsTabTest)
#include "tst_clientstab.moc"
