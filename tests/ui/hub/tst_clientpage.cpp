// SPDX-License-Identifier: GPL-3.0-or-later
// What the inspector shows of clients, selected by clicks, over a scripted hub; and of a channel's subscribers.
#include "clientsdesk.h"
#include "ui/hub/channelpage.h"
#include "ui/hub/channeltablemodel.h"
#include "ui/look/wrappinglabel.h"

#include <QAction>
#include <QFontMetrics>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

using namespace helio;

class ClientPageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSelectedClientIsShownOnThePage();
    void thePageIsKeptNewWhereTheTableIsNotShown();
    void clientsAreAskedForUntilNobodyShowsThem();
    void subscribersAreThoseBehindTheFilterToo();
    void whatItGotIsAskedForAndShown();
    void severalClientsAreSummedUp();
    void severalThatLeftAreSummedUp();
    void aLongNameIsNeverClipped();
    void beforeTheFirstThePageSpeaksOfClients();
};

void ClientPageTest::aSelectedClientIsShownOnThePage()
{
    ClientsDesk desk(3);
    desk.table()->selectRow(1);
    QCOMPARE(desk.filled, 1);
    (void)desk.showPage();
    QCOMPARE(desk.find<QLabel>("clientPageTitle")->text(), QStringLiteral("okhttp 4 · 10.0.0.2:40002"));
    // It is slow now.
    (*desk.hub.snapshot.clients)[1].queuedEvents = 5;
    (*desk.hub.snapshot.clients)[1].oldestQueuedMs = 9000;
    desk.refresh();
    QTRY_VERIFY(desk.find<QLabel>("clientPagePace")->isVisible());
}

void ClientPageTest::thePageIsKeptNewWhereTheTableIsNotShown()
{
    ClientsDesk desk(3);
    desk.table()->selectRow(1);
    // Where the inspector has it.
    QWidget inspector;
    desk.tab->page()->setParent(&inspector);
    desk.tab->page()->show();
    inspector.show();
    desk.tab->hide();
    const auto says = [&inspector](const char *text) {
        const auto labels = inspector.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [text](const QLabel *label) {
            return label->isVisible() && label->text().contains(QLatin1String(text));
        });
    };
    (*desk.hub.snapshot.clients)[1].sentEvents = 4711;
    desk.refresh();
    QVERIFY(desk.hub.askedForClients);
    QTRY_VERIFY(says("4,711"));
    desk.hub.snapshot.clients->removeAt(1);
    desk.refresh();
    QTRY_VERIFY(says("it is not connected any more"));
    inspector.hide();
    desk.refresh();
    QVERIFY(!desk.hub.askedForClients);
    // Brought up to date as it is shown again.
    desk.hub.snapshot.clients->append(client(2));
    inspector.show();
    QTRY_VERIFY(!says("it is not connected any more"));
}

void ClientPageTest::clientsAreAskedForUntilNobodyShowsThem()
{
    ClientsDesk desk(1);
    ChannelTableModel channels;
    ChannelPage page(desk.state, channels, desk.clients);
    page.showChannel("orders");
    page.show();
    auto *panel = desk.find<QWidget>("clientsPanel");
    // As a window that is minimized, and then has another tab chosen, hides it.
    for (int i = 0; i < 2; ++i) {
        QHideEvent hidden;
        QCoreApplication::sendEvent(panel, &hidden);
    }
    desk.state.requestSnapshot();
    QVERIFY(desk.hub.askedForClients);
    page.hide();
    desk.state.requestSnapshot();
    QVERIFY(!desk.hub.askedForClients);
    QShowEvent shown;
    QCoreApplication::sendEvent(panel, &shown);
    QVERIFY(desk.hub.askedForClients);
    desk.tab.reset();
    desk.state.requestSnapshot();
    QVERIFY(!desk.hub.askedForClients);
}

void ClientPageTest::subscribersAreThoseBehindTheFilterToo()
{
    ClientsDesk desk(5);
    ChannelTableModel channels;
    ChannelPage page(desk.state, channels, desk.clients);
    page.show();
    page.showChannel("orders");
    const auto *title = page.findChild<QLabel *>(QStringLiteral("channelPageSubscribersTitle"));
    desk.find<QLineEdit>("clientFilterField")->setText(QStringLiteral("program:curl"));
    QTRY_COMPARE(desk.table()->model()->rowCount(), 3);
    desk.refresh();
    QCOMPARE(title->text(), QStringLiteral("Subscribers: 5"));
    // More than a turn of the event loop takes over.
    for (int i = 6; i <= 10'000; ++i)
        desk.hub.snapshot.clients->append(client(i));
    QString atOnce;
    connect(&desk.state, &HubState::changed, title, [&] { atOnce = title->text(); });
    desk.refresh();
    QCOMPARE(atOnce, QStringLiteral("Subscribers: the first 500 of 10,000"));
}

void ClientPageTest::whatItGotIsAskedForAndShown()
{
    ClientsDesk desk(3);
    desk.hub.histories["2"].events = {{"1-0", "orders", "acknowledged", 1'763'000'000'000},
                                      {"2-0", "orders", "lost in gap", 0}};
    desk.table()->selectRow(1);
    desk.find<QAction>("whatDidItGet")->trigger();
    QCOMPARE(desk.opened, 1);
    (void)desk.showPage();
    auto *history = desk.find<QTableView>("clientHistoryTable");
    QTRY_COMPARE(history->model()->rowCount(), 2);
    QVERIFY(desk.find<QLabel>("clientPageSummary")->text().contains(QStringLiteral("1 acknowledged")));
    // Of another client nothing is known yet.
    desk.table()->selectRow(0);
    QCOMPARE(history->model()->rowCount(), 0);
    desk.hub.histories["1"].problem = QStringLiteral("History is not kept.");
    desk.find<QPushButton>("clientPageAsk")->click();
    QTRY_COMPARE(desk.find<QLabel>("clientPageSummary")->text(), QStringLiteral("History is not kept."));
}

void ClientPageTest::severalClientsAreSummedUp()
{
    ClientsDesk desk(3);
    QList<ClientInfo> &all = *desk.hub.snapshot.clients;
    for (ClientInfo &one : all) {
        one.sentEvents = 1000;
        one.sentBytes = 10;
        one.queuedEvents = 2;
        one.gapsReported = 1;
    }
    all[1].channels.append("stock");
    desk.refresh();
    desk.table()->selectAll();
    QCOMPARE(desk.filled, 1);
    QWidget *page = desk.tab->page();
    QCOMPARE(page->objectName(), QStringLiteral("clientsSummary"));
    page->show();
    const auto value = [page](int row) {
        return page->findChild<WrappingLabel *>(QStringLiteral("clientsSummary%1").arg(row))->wholeText();
    };
    QCOMPARE(page->findChild<QLabel *>(QStringLiteral("clientsSummaryTitle"))->text(), QStringLiteral("3 clients"));
    QCOMPARE(value(0), QStringLiteral("curl 7 × 2, okhttp 4 × 1"));
    QCOMPARE(value(1), QStringLiteral("orders × 3, stock × 1"));
    QVERIFY2(value(3).startsWith(QStringLiteral("3,000 (30 ")), qPrintable(value(3)));
    QVERIFY2(value(4).startsWith(QStringLiteral("6 ")), qPrintable(value(4)));
    QCOMPARE(value(5), QStringLiteral("3"));
    // What changes is kept new.
    all[0].sentEvents = 2000;
    desk.refresh();
    QTRY_VERIFY(value(3).startsWith(QStringLiteral("4,000 ")));
    desk.table()->selectRow(0);
    QCOMPARE(desk.tab->page()->objectName(), QStringLiteral("clientPage"));
}

void ClientPageTest::severalThatLeftAreSummedUp()
{
    ClientsDesk desk(1);
    desk.hub.departures = {departure(1, "closed by peer"), departure(2, "too slow")};
    desk.refresh();
    QTRY_COMPARE(desk.leftTable()->model()->rowCount(), 2);
    desk.leftTable()->selectAll();
    QWidget *page = desk.tab->page();
    page->show();
    QCOMPARE(page->findChild<QLabel *>(QStringLiteral("clientsSummaryTitle"))->text(),
             QStringLiteral("2 clients that left"));
}

void ClientPageTest::aLongNameIsNeverClipped()
{
    WrappingLabel label;
    label.resize(120, 60);
    label.show();
    const QString name = QStringLiteral("sensors.") + QString(80, u'x') + QStringLiteral(".room");
    label.setWholeText(QStringLiteral("orders, ") + name);
    QVERIFY(label.text().startsWith(QStringLiteral("orders, sen")));
    const QStringList words = label.text().split(u' ');
    for (const QString &word : words)
        QVERIFY2(label.fontMetrics().horizontalAdvance(word) <= label.contentsRect().width(), qPrintable(word));
    QCOMPARE(label.toolTip(), label.wholeText());
    QVERIFY(!label.textInteractionFlags().testFlag(Qt::TextSelectableByMouse));
    label.resize(2000, 60);
    QCOMPARE(label.text(), label.wholeText());
    QCOMPARE(label.toolTip(), QString());
    QVERIFY(label.textInteractionFlags().testFlag(Qt::TextSelectableByMouse));
}

void ClientPageTest::beforeTheFirstThePageSpeaksOfClients()
{
    ClientsDesk desk(1);
    QWidget *page = desk.tab->page();
    page->show();
    const QString said = page->findChild<WrappingLabel *>(QStringLiteral("clientPageTitle"))->wholeText();
    QVERIFY2(said.contains(QStringLiteral("Select a client")), qPrintable(said));
    QVERIFY(!desk.find<QPushButton>("clientPageAsk")->isVisible());
    desk.table()->selectRow(0);
    QVERIFY(desk.find<QPushButton>("clientPageAsk")->isVisible());
}

QTEST_MAIN(ClientPageTest)
#include "tst_clientpage.moc"
