// SPDX-License-Identifier: GPL-3.0-or-later
// The tab Clients by keys and clicks, over a scripted hub.
#include "answer.h"
#include "fakehub.h"
#include "ui/hub/channelpage.h"
#include "ui/hub/channeltablemodel.h"
#include "ui/hub/clientpage.h"
#include "ui/hub/clientstab.h"
#include "ui/hub/clienttablemodel.h"
#include "ui/hub/hubstate.h"
#include "ui/look/actions.h"
#include "ui/look/confirmations.h"
#include "ui/window/languages.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDateTime>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <memory>

using namespace helio;

namespace {

ClientInfo client(int number)
{
    ClientInfo info;
    info.id = QByteArray::number(number);
    info.remoteAddress = QStringLiteral("10.0.0.%1:%2").arg(number % 250).arg(40'000 + number);
    info.userAgent = number % 2 ? "curl/7.88.1" : "okhttp/4.12.0";
    info.channels = {"orders"};
    info.connectedAt = 1'763'000'000'000 + number;
    return info;
}

DepartureInfo departure(quint64 number, const QByteArray &reason)
{
    DepartureInfo info;
    info.number = number;
    info.client = client(int(1000 + number));
    info.endedAt = info.client.connectedAt + 90'000;
    info.reason = reason;
    return info;
}

/// The tab over a hub that serves, with so many clients in its table.
struct ClientsDesk
{
    explicit ClientsDesk(int count)
    {
        languages.use(QStringLiteral("en"));
        // As the window's monitor does.
        QObject::connect(&hub, &HubControl::snapshotArrived, &state, [this](const HubSnapshot &snapshot) {
            if (snapshot.clients)
                clients.assign(*snapshot.clients);
            state.setSnapshot(snapshot);
        });
        hub.start();
        QList<ClientInfo> &all = hub.snapshot.clients.emplace();
        for (int i = 1; i <= count; ++i)
            all.append(client(i));
        openTab();
        QTRY_COMPARE(table()->model()->rowCount(), count);
    }
    /// Makes the tab anew, as a restart of the program would.
    void openTab()
    {
        tab.reset();
        actions = std::make_unique<Actions>(nullptr);
        tab = std::make_unique<ClientsTab>(ClientsTab::Parts{clients, state, *actions, confirmations}, settings);
        tab->resize(1000, 700);
        QObject::connect(tab.get(), &ClientsTab::publishRequested, tab.get(),
                         [this](const QByteArray &channel) { publishedTo.append(channel); });
        QObject::connect(tab.get(), &ClientsTab::pageFilled, tab.get(), [this] { ++filled; });
        QObject::connect(tab.get(), &ClientsTab::pageOpened, tab.get(), [this] { ++opened; });
        tab->show();
        tab->activateWindow();
        (void)QTest::qWaitForWindowActive(tab.get());
    }
    template <typename T>
    T *find(const char *name) const
    {
        T *found = tab->findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    void trigger(ActionId id) const { (*actions)[id]->trigger(); }
    QTableView *table() const { return find<QTableView>("clientsTable"); }
    QTableView *leftTable() const { return find<QTableView>("departuresTable"); }
    QString answer() const { return find<QLabel>("clientsAnswerText")->text(); }
    /// The page stands in a window of its own, as it does in the inspector.
    ClientPage *showPage() const
    {
        auto *page = static_cast<ClientPage *>(tab->page());
        page->show();
        return page;
    }
    /// Another snapshot has come.
    void refresh()
    {
        QSignalSpy changed(&state, &HubState::changed);
        state.requestSnapshot();
        QTRY_VERIFY(!changed.isEmpty());
    }
    void click(const char *button) const { QTest::mouseClick(find<QAbstractButton>(button), Qt::LeftButton); }

    QTemporaryDir directory;
    QSettings settings{directory.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    Confirmations confirmations{settings};
    Languages languages;
    FakeHub hub;
    HubState state{hub, "system"};
    ClientTableModel clients;
    std::unique_ptr<Actions> actions;
    std::unique_ptr<ClientsTab> tab;
    QByteArrayList publishedTo;
    int filled = 0; ///< times
    int opened = 0;
};

} // namespace

class ClientsTabTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneClientIsDisconnectedWithoutAQuestion();
    void manyAreDisconnectedAfterAQuestionThatNamesHowMany();
    void aQuestionThatIsDeniedDoesNothing();
    void enterDeniesTheQuestion();
    void aQuestionIsAskedUntilOneWantsItNoMore();
    void clientsAreKeptAwayAndLetComeAgain();
    void keepingAwayForATimeOfOnesOwn();
    void whatAHubLacksIsSaidInPlace();
    void whoIsKeptAwayIsListedAndLetComeAgain();
    void theFilterIsWrittenByTheKeyboard();
    void filtersUsedInAnotherWindowStay();
    void namesOfClientsAreCompleted();
    void aFilterThatNobodyPassesIsTakenBack();
    void aSelectedClientIsShownOnThePage();
    void thePageIsKeptNewWhereTheTableIsNotShown();
    void clientsAreAskedForUntilNobodyShowsThem();
    void subscribersAreThoseBehindTheFilterToo();
    void whatItGotIsAskedForAndShown();
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
};

void ClientsTabTest::oneClientIsDisconnectedWithoutAQuestion()
{
    ClientsDesk desk(3);
    desk.table()->selectRow(1);
    desk.trigger(ActionId::DisconnectClients);
    QCOMPARE(desk.hub.disconnected, QByteArrayList{"2"});
    QTRY_VERIFY(desk.answer().contains(QStringLiteral("1 client disconnected")));
    QVERIFY(desk.find<QWidget>("clientsAnswer")->isVisible());
    QVERIFY(!desk.find<QPushButton>("clientsUndo")->isVisible());
    desk.click("clientsAnswerClose");
    QVERIFY(!desk.find<QWidget>("clientsAnswer")->isVisible());
}

void ClientsTabTest::manyAreDisconnectedAfterAQuestionThatNamesHowMany()
{
    ClientsDesk desk(3);
    desk.table()->selectAll();
    Answer answer("confirmationAgree");
    desk.trigger(ActionId::DisconnectClients);
    QCOMPARE(answer.asked, 1);
    QVERIFY2(answer.text.contains(u'3'), qPrintable(answer.text));
    QCOMPARE(desk.hub.disconnected.size(), 3);
}

void ClientsTabTest::aQuestionThatIsDeniedDoesNothing()
{
    ClientsDesk desk(3);
    desk.table()->selectAll();
    Answer answer("confirmationCancel");
    desk.trigger(ActionId::DisconnectClients);
    QCOMPARE(answer.asked, 1);
    QVERIFY(desk.hub.disconnected.isEmpty());
}

void ClientsTabTest::enterDeniesTheQuestion()
{
    ClientsDesk desk(3);
    desk.table()->selectAll();
    Answer answer(nullptr);
    desk.trigger(ActionId::DisconnectClients);
    desk.find<QAction>("keepAway600s")->trigger();
    QCOMPARE(answer.asked, 2);
    QVERIFY(desk.hub.disconnected.isEmpty());
}

void ClientsTabTest::aQuestionIsAskedUntilOneWantsItNoMore()
{
    ClientsDesk desk(3);
    desk.table()->selectAll();
    Answer answer("confirmationAgree", true);
    desk.trigger(ActionId::DisconnectClients);
    desk.trigger(ActionId::DisconnectClients);
    QCOMPARE(answer.asked, 1);
    QCOMPARE(desk.hub.disconnected.size(), 6);
    // To keep them away is another question.
    desk.find<QAction>("keepAway600s")->trigger();
    QCOMPARE(answer.asked, 2);
    QVERIFY2(answer.text.contains(QStringLiteral("10 min")), qPrintable(answer.text));
    desk.confirmations.askAll();
    desk.trigger(ActionId::DisconnectClients);
    QCOMPARE(answer.asked, 3);
}

void ClientsTabTest::clientsAreKeptAwayAndLetComeAgain()
{
    ClientsDesk desk(2);
    desk.table()->selectRow(0);
    desk.find<QAction>("keepAway600s")->trigger();
    QCOMPARE(desk.hub.bansAsked, QList<std::chrono::seconds>{std::chrono::minutes(10)});
    auto *undo = desk.find<QPushButton>("clientsUndo");
    QTRY_VERIFY(undo->isVisible());
    QVERIFY2(desk.answer().contains(QStringLiteral("kept away for 10 min")), qPrintable(desk.answer()));
    QTest::mouseClick(undo, Qt::LeftButton);
    QTRY_VERIFY(desk.hub.bans.isEmpty());
    QTRY_VERIFY(desk.answer().contains(QStringLiteral("10.0.0.1 may come again")));
    QVERIFY(!undo->isVisible());
}

void ClientsTabTest::keepingAwayForATimeOfOnesOwn()
{
    ClientsDesk desk(2);
    desk.table()->selectAll();
    desk.find<QAction>("keepClientsAway")->trigger();
    desk.find<QSpinBox>("keepAwayCount")->setValue(3);
    desk.find<QComboBox>("keepAwayUnit")->setCurrentIndex(2);
    desk.click("keepAwayAccept");
    QCOMPARE(desk.hub.bansAsked, QList<std::chrono::seconds>{std::chrono::hours(3)});
    QCOMPARE(desk.hub.disconnected.size(), 2);
}

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

void ClientsTabTest::whoIsKeptAwayIsListedAndLetComeAgain()
{
    ClientsDesk desk(1);
    desk.hub.bans = {{QStringLiteral("anna"), QDateTime::currentMSecsSinceEpoch() + 60'000},
                     {QStringLiteral("10.0.0.9"), QDateTime::currentMSecsSinceEpoch() + 30'000}};
    desk.find<QAction>("whoIsKeptAway")->trigger();
    auto *table = desk.find<QTableView>("bansTable");
    QTRY_COMPARE(table->model()->rowCount(), 2);
    QCOMPARE(table->model()->index(0, 0).data().toString(), QStringLiteral("10.0.0.9"));
    QVERIFY(!desk.find<QPushButton>("letComeAgain")->isEnabled());
    table->selectRow(0);
    desk.click("letComeAgain");
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QCOMPARE(desk.hub.bans.constFirst().key, QStringLiteral("anna"));
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

void ClientsTabTest::aSelectedClientIsShownOnThePage()
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

void ClientsTabTest::thePageIsKeptNewWhereTheTableIsNotShown()
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

void ClientsTabTest::clientsAreAskedForUntilNobodyShowsThem()
{
    ClientsDesk desk(1);
    ChannelTableModel channels;
    ChannelPage page(desk.state, channels, desk.clients);
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

void ClientsTabTest::subscribersAreThoseBehindTheFilterToo()
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

void ClientsTabTest::whatItGotIsAskedForAndShown()
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

QTEST_MAIN(ClientsTabTest)
#include "tst_clientstab.moc"
