// SPDX-License-Identifier: GPL-3.0-or-later
// What the window shows of a hub that shares its history with others, over a scripted hub.
#include "desk.h"
#include "ui/composer/composer.h"
#include "ui/hub/channelspanel.h"
#include "ui/hub/clientspanel.h"
#include "ui/hub/clientstab.h"
#include "ui/hub/groupdialog.h"
#include "ui/hub/groupreport.h"
#include "ui/hub/hubfindings.h"
#include "ui/look/tablecolumns.h"
#include "ui/window/statusline.h"

#include <QLabel>
#include <QLineEdit>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

using namespace helio;

namespace {

GroupInfo::Hub hubOf(const char *id, const char *name, qint64 clients)
{
    GroupInfo::Hub hub;
    hub.id = id;
    hub.name = QLatin1String(name);
    hub.version = QStringLiteral("1.2.0");
    hub.urls = {QStringLiteral("http://127.0.0.1:1")};
    hub.startedAt = 1'763'000'000'000;
    hub.clients = clients;
    return hub;
}

ClientInfo clientOf(const char *id, const char *hub)
{
    ClientInfo client;
    client.id = id;
    client.remoteAddress = QStringLiteral("10.0.0.1:4%1").arg(QLatin1String(id).size());
    client.channels = {"orders"};
    client.connectedAt = 1'763'000'000'000;
    client.hub = QLatin1String(hub);
    return client;
}

/// A window on the hub web1, with web2 and web3 in its group.
struct DeskInGroup : Desk
{
    DeskInGroup()
    {
        GroupInfo &group = hub.snapshot.group.emplace();
        group.state = GroupInfo::State::Open;
        group.address = QStringLiteral("redis://127.0.0.1:6379");
        group.stream = "heliograph";
        group.hubs = {hubOf("aaaaaa", "web1:7373", 1), hubOf("bbbbbb", "web2:7373", 2),
                      hubOf("cccccc", "web3:7373", 0)};
        group.hubs[0].isSelf = true;
        hub.snapshot.totals.startedAt = 1'763'000'000'000;
        hub.snapshot.totals.clients = 1;
        hub.snapshot.clients = {clientOf("aaaaaa.c1", "web1:7373"), clientOf("bbbbbb.c1", "web2:7373"),
                                clientOf("bbbbbb.c22", "web2:7373")};
        ChannelInfo orders;
        orders.name = "orders";
        orders.subscribers = 1;
        orders.elsewhere = 2;
        hub.snapshot.channels = {orders};
        hear();
    }
    /// The window has heard of the snapshot as it is now.
    void hear()
    {
        // Two: one may be under way that was asked for before.
        for (int i = 0; i < 2; ++i) {
            QSignalSpy heard(&monitor.hubState(), &HubState::changed);
            monitor.hubState().requestSnapshot();
            QTRY_VERIFY(!heard.isEmpty());
        }
    }
    QTableView &clients() const { return *find<QTableView>("clientsTable"); }
    QString cell(int row, ClientTableModel::Column column, int role = Qt::DisplayRole) const
    {
        return clients().model()->index(row, column).data(role).toString();
    }
    bool showsColumn(const char *panel, int column) const
    {
        return find<TablePanel>(panel)->columns().shown().contains(column);
    }
    QString status() const { return find<QToolButton>("statusGroup")->text(); }
};

QString cellOf(const GroupDialog &dialog, int row, GroupTableModel::Column column)
{
    return childOf<QTableView>(dialog, "groupTable")->model()->index(row, column).data().toString();
}

QString stateOf(const GroupDialog &dialog)
{
    return childOf<QLabel>(dialog, "groupState")->text();
}

QString moreOf(const GroupDialog &dialog)
{
    return childOf<QLabel>(dialog, "groupMore")->text();
}

} // namespace

class GroupWindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theHubColumnShowsWhereAClientIs();
    void clientsAreSortedAndFilteredByTheirHub();
    void aClientsPageAndItsCopyNameItsHub();
    void whatAClientElsewhereGotIsKnownThereAlone();
    void theTableOfChannelsCountsTheGroupsSubscribers();
    void theComposerSpeaksOfThisHubAlone();
    void theGroupsHealthNamesWhoIsSilent();
    void aHubThatIsMissingIsNamedUntilItIsBack();
    void theStateOfTheLogIsSaidInWords_data();
    void theStateOfTheLogIsSaidInWords();
    void aProblemOfTheGroupLeadsToIt();
    void versionsThatDifferAreSaid();
    void listsOfBridgedChannelsThatDifferAreSaid();
    void manyListsOfBridgedChannelsAreNotAllSaid();
    void aThirdHubsListDoesNotHideWhyThisOneCannotFollow();
    void theBridgeToFlaskIsOneLineOfTheGroup();
    void aBridgeThatDoesNotWorkIsAProblemOfTheHub();
    void whoLeftIsSaidToHaveLeftThisHub();
    void withoutAGroupNothingOfItIsShown();
};

void GroupWindowTest::theHubColumnShowsWhereAClientIs()
{
    DeskInGroup desk;
    desk.showTab("clients");
    QTRY_COMPARE(desk.clients().model()->rowCount(), 3);
    QVERIFY(desk.showsColumn("clientsPanel", ClientTableModel::Hub));
    QCOMPARE(desk.find<QTabWidget>("tabs")->tabText(1), QStringLiteral("Clients 3"));
    desk.clients().sortByColumn(ClientTableModel::Id, Qt::AscendingOrder);
    QCOMPARE(desk.cell(0, ClientTableModel::Hub), QStringLiteral("web1:7373"));
    QCOMPARE(desk.cell(2, ClientTableModel::Hub), QStringLiteral("web2:7373"));
    QCOMPARE(desk.cell(2, ClientTableModel::Hub, Qt::ToolTipRole), QStringLiteral("web2:7373, id bbbbbb"));
}

void GroupWindowTest::clientsAreSortedAndFilteredByTheirHub()
{
    DeskInGroup desk;
    desk.showTab("clients");
    QTRY_COMPARE(desk.clients().model()->rowCount(), 3);
    desk.clients().sortByColumn(ClientTableModel::Hub, Qt::DescendingOrder);
    QCOMPARE(desk.cell(0, ClientTableModel::Hub), QStringLiteral("web2:7373"));
    QCOMPARE(desk.cell(2, ClientTableModel::Hub), QStringLiteral("web1:7373"));
    auto *field = desk.find<QLineEdit>("clientFilterField");
    field->setText(QStringLiteral("hub:web2:*"));
    QTRY_COMPARE(desk.clients().model()->rowCount(), 2);
    field->setText(QStringLiteral("-hub:web2:7373"));
    QTRY_COMPARE(desk.clients().model()->rowCount(), 1);
    QCOMPARE(desk.cell(0, ClientTableModel::Id), QStringLiteral("aaaaaa.c1"));
}

void GroupWindowTest::aClientsPageAndItsCopyNameItsHub()
{
    DeskInGroup desk;
    desk.showTab("clients");
    QTRY_COMPARE(desk.clients().model()->rowCount(), 3);
    desk.window->findChild<ClientsTab *>()->showClient("bbbbbb.c22");
    const auto namesIt = [&desk] {
        const QList<QLabel *> labels = desk.find<QWidget>("clientPage")->findChildren<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(),
                           [](const QLabel *label) { return label->text() == QLatin1String("web2:7373"); });
    };
    QTRY_VERIFY(namesIt());
    QVERIFY(desk.monitor.clients().textOf(0).contains(QStringLiteral("\tweb")));
}

void GroupWindowTest::whatAClientElsewhereGotIsKnownThereAlone()
{
    DeskInGroup desk;
    desk.showTab("clients");
    QTRY_COMPARE(desk.clients().model()->rowCount(), 3);
    auto *history = desk.find<QAction>("whatDidItGet");
    desk.window->findChild<ClientsTab *>()->showClient("aaaaaa.c1");
    QTRY_VERIFY(history->isEnabled());
    desk.window->findChild<ClientsTab *>()->showClient("bbbbbb.c1");
    QTRY_VERIFY(!history->isEnabled());
    QVERIFY2(history->toolTip().contains(QStringLiteral("web2:7373")), qPrintable(history->toolTip()));
}

void GroupWindowTest::theTableOfChannelsCountsTheGroupsSubscribers()
{
    DeskInGroup desk;
    QVERIFY(!desk.hub.areChannelsShown);
    desk.showTab("channels");
    QVERIFY(desk.hub.areChannelsShown);
    QVERIFY(desk.showsColumn("channelsPanel", ChannelTableModel::InGroup));
    QVERIFY(!desk.showsColumn("channelsPanel", ChannelTableModel::OnRedis));
    QTRY_COMPARE(desk.monitor.channels().rowCount(), 1);
    QCOMPARE(desk.monitor.channels().index(0, ChannelTableModel::Clients).data().toString(), QStringLiteral("1"));
    QCOMPARE(desk.monitor.channels().index(0, ChannelTableModel::InGroup).data().toString(), QStringLiteral("3"));
    desk.showTab("events");
    QVERIFY(!desk.hub.areChannelsShown);
}

void GroupWindowTest::theComposerSpeaksOfThisHubAlone()
{
    DeskInGroup desk;
    auto *composer = desk.find<Composer>("composer");
    composer->writeTo("sse");
    composer->publish();
    QTRY_COMPARE(composer->answer(), QStringLiteral("published; nobody listens on sse at this hub"));
}

void GroupWindowTest::theGroupsHealthNamesWhoIsSilent()
{
    DeskInGroup desk;
    QCOMPARE(desk.status(), QStringLiteral("● 3 hubs"));
    const GroupDialog dialog(desk.monitor.hubState());
    QVERIFY2(stateOf(dialog).startsWith(QStringLiteral("● 3 hubs share one history")), qPrintable(stateOf(dialog)));
    QCOMPARE(cellOf(dialog, 0, GroupTableModel::Name), QStringLiteral("web1:7373 (this hub)"));
    QCOMPARE(cellOf(dialog, 1, GroupTableModel::Clients), QStringLiteral("2"));
    QCOMPARE(cellOf(dialog, 1, GroupTableModel::State), QStringLiteral("there"));
    QCOMPARE(cellOf(dialog, 1, GroupTableModel::Version), QStringLiteral("1.2.0"));

    desk.hub.snapshot.group->hubs[1].isSilent = true;
    desk.hub.snapshot.group->hubs[2].lagMs = 3'500;
    desk.hear();
    QCOMPARE(cellOf(dialog, 1, GroupTableModel::State), QStringLiteral("silent"));
    QCOMPARE(cellOf(dialog, 2, GroupTableModel::State), QStringLiteral("behind"));
    QCOMPARE(cellOf(dialog, 2, GroupTableModel::Lag), QStringLiteral("3.5 s"));
    QCOMPARE(stateOf(dialog), QStringLiteral("◐ 1 hub is silent: web2:7373."));
    QVERIFY2(moreOf(dialog).contains(QStringLiteral("1 hub is behind the others: web3:7373.")),
             qPrintable(moreOf(dialog)));
    QCOMPARE(desk.status(), QStringLiteral("◐ 1 hub silent"));
    QVERIFY(desk.find<QToolButton>("statusGroup")->toolTip().contains(QStringLiteral("web2:7373")));
}

void GroupWindowTest::aHubThatIsMissingIsNamedUntilItIsBack()
{
    DeskInGroup desk;
    const GroupDialog dialog(desk.monitor.hubState());
    const GroupInfo::Hub web2 = desk.hub.snapshot.group->hubs.takeAt(1);
    // While Redis is away, nobody knows.
    desk.hub.snapshot.group->state = GroupInfo::State::Away;
    desk.hear();
    QVERIFY(desk.monitor.hubState().missingHubs().isEmpty());
    desk.hub.snapshot.group->state = GroupInfo::State::Open;
    desk.hear();
    QCOMPARE(desk.monitor.hubState().missingHubs().size(), 1);
    QVERIFY2(cellOf(dialog, 1, GroupTableModel::State).startsWith(QStringLiteral("silent since ")),
             qPrintable(cellOf(dialog, 1, GroupTableModel::State)));
    QCOMPARE(desk.status(), QStringLiteral("◐ 1 hub silent"));
    // It was started again, and has another id.
    GroupInfo::Hub again = web2;
    again.id = "dddddd";
    desk.hub.snapshot.group->hubs.insert(1, again);
    desk.hear();
    QVERIFY(desk.monitor.hubState().missingHubs().isEmpty());
    QCOMPARE(desk.status(), QStringLiteral("● 3 hubs"));
}

void GroupWindowTest::theStateOfTheLogIsSaidInWords_data()
{
    using Group = GroupInfo::State;
    using Store = StoreInfo::State;
    QTest::addColumn<Group>("state");
    QTest::addColumn<Store>("store");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("joining") << Group::Joining << Store::Away << QStringLiteral("◐ joining")
                             << QStringLiteral("joining");
    QTest::newRow("restoring") << Group::Restoring << Store::Away << QStringLiteral("◐ Redis restoring")
                               << QStringLiteral("they put it back");
    QTest::newRow("away") << Group::Away << Store::Away << QStringLiteral("✕ Redis away")
                          << QStringLiteral("away for 1 min 30 s");
    QTest::newRow("full") << Group::Open << Store::Full << QStringLiteral("✕ Redis full")
                          << QStringLiteral("until there is room");
    QTest::newRow("broken") << Group::Open << Store::Broken << QStringLiteral("✕ publishing refused")
                            << QStringLiteral("cannot be written");
}

void GroupWindowTest::theStateOfTheLogIsSaidInWords()
{
    QFETCH(const GroupInfo::State, state);
    QFETCH(const StoreInfo::State, store);
    QFETCH(const QString, word);
    QFETCH(const QString, sentence);
    DeskInGroup desk;
    desk.hub.snapshot.group->state = state;
    desk.hub.snapshot.group->awayMs = 90'000;
    desk.hub.snapshot.group->problem = state == GroupInfo::State::Away ? QStringLiteral("Because.") : QString();
    desk.hub.snapshot.totals.store.state = store;
    desk.hub.snapshot.totals.store.problem = QStringLiteral("Because.");
    desk.hear();
    QCOMPARE(desk.status(), word);
    const GroupDialog dialog(desk.monitor.hubState());
    QVERIFY2(stateOf(dialog).contains(sentence), qPrintable(stateOf(dialog)));
    const bool hasReason = state == GroupInfo::State::Away || state == GroupInfo::State::Open;
    QCOMPARE(stateOf(dialog).endsWith(QStringLiteral("Because.")), hasReason);
    QVERIFY(moreOf(dialog).contains(QStringLiteral("mode streams, stream heliograph")));
    const bool isOpen = state == GroupInfo::State::Open;
    QCOMPARE(cellOf(dialog, 1, GroupTableModel::State),
             isOpen ? QStringLiteral("there") : QStringLiteral("as known last"));
    for (const int row : {0, 1})
        QCOMPARE(cellOf(dialog, row, GroupTableModel::Lag).isEmpty(), !isOpen);
}

void GroupWindowTest::aProblemOfTheGroupLeadsToIt()
{
    DeskInGroup desk;
    desk.hub.snapshot.group->hubs.removeLast();
    desk.hear();
    desk.showTab("problems");
    auto *problems = desk.find<QTableView>("problemsTable");
    QTRY_COMPARE(problems->model()->rowCount(), 1);
    problems->selectRow(0);
    QString shown;
    QTimer::singleShot(0, &desk.hub, [&shown] {
        if (auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget())) {
            shown = dialog->objectName();
            dialog->reject();
        }
    });
    Q_EMIT problems->activated(problems->currentIndex());
    QCOMPARE(shown, QStringLiteral("groupDialog"));
}

void GroupWindowTest::versionsThatDifferAreSaid()
{
    DeskInGroup desk;
    desk.hub.snapshot.group->hubs[1].version = QStringLiteral("1.3.0");
    desk.hear();
    const GroupDialog dialog(desk.monitor.hubState());
    QVERIFY2(moreOf(dialog).contains(QStringLiteral("Their versions differ: 1.2.0, 1.3.0.")),
             qPrintable(moreOf(dialog)));
}

void GroupWindowTest::listsOfBridgedChannelsThatDifferAreSaid()
{
    DeskInGroup desk;
    auto &hubs = desk.hub.snapshot.group->hubs;
    hubs[0].bridged = hubs[1].bridged = QByteArrayList{"sse", "users.*"};
    desk.hear(); // web3 does not say
    const GroupDialog dialog(desk.monitor.hubState());
    QCOMPARE(desk.status(), QStringLiteral("● 3 hubs"));
    desk.showTab("problems");
    auto *problems = desk.find<QTableView>("problemsTable");
    QCOMPARE(problems->model()->rowCount(), 0);
    desk.hub.snapshot.group->hubs[2].bridged = QByteArrayList();
    desk.hear();
    QVERIFY2(stateOf(dialog).endsWith(QStringLiteral("web1:7373, web2:7373 [sse, users.*]; web3:7373 [].")),
             qPrintable(stateOf(dialog)));
    QCOMPARE(desk.status(), QStringLiteral("◐ bridges differ"));
    const auto judged = judgedHub(desk.monitor.hubState().totals(), {}, desk.monitor.hubState().group(), {});
    QCOMPARE(judged.group->alike.size(), 2);
}

void GroupWindowTest::manyListsOfBridgedChannelsAreNotAllSaid()
{
    DeskInGroup desk;
    auto &hubs = desk.hub.snapshot.group->hubs;
    for (int i = 4; i < 100; ++i)
        hubs.append({.id = QByteArray::number(i), .name = QStringLiteral("web%1").arg(i)});
    for (GroupInfo::Hub &hub : hubs)
        hub.bridged = QByteArrayList{hub.id};
    desk.hear();
    const GroupDialog dialog(desk.monitor.hubState());
    QVERIFY2(stateOf(dialog).endsWith(QStringLiteral("web4 [4]; web5 [5]; ….")), qPrintable(stateOf(dialog)));
}

void GroupWindowTest::aThirdHubsListDoesNotHideWhyThisOneCannotFollow()
{
    DeskInGroup desk;
    auto &group = *desk.hub.snapshot.group;
    group.hubs[0].bridged = group.hubs[1].bridged = QByteArrayList{"sse"};
    group.hubs[2].bridged = QByteArrayList();
    group.bridge = GroupInfo::Bridge();
    group.bridge->channels = {"sse"};
    group.bridge->leader = group.hubs[1].id;
    group.bridge->problem = QStringLiteral("It is not allowed.");
    desk.hear();
    const auto judged = [&] {
        return judgedHub(desk.monitor.hubState().totals(), {}, desk.monitor.hubState().group(), {}).group->bridge;
    };
    const GroupDialog dialog(desk.monitor.hubState());
    QCOMPARE(desk.status(), QStringLiteral("◐ bridge not ready here"));
    QVERIFY(stateOf(dialog).endsWith(QStringLiteral("It is not allowed.")));
    QVERIFY(moreOf(dialog).contains(QStringLiteral("web3:7373 [].")));
    QVERIFY(!judged()->isUnlike);
    group.hubs[2].isSilent = true; // which is worse
    desk.hear();
    QCOMPARE(desk.status(), QStringLiteral("◐ 1 hub silent"));
    QVERIFY(moreOf(dialog).startsWith(QStringLiteral("Another hub is the bridge")));
    group.hubs[2].isSilent = false;
    group.bridge->leader = group.hubs[2].id; // which has another list, and that is the problem
    desk.hear();
    QCOMPARE(desk.status(), QStringLiteral("◐ bridges differ"));
    QVERIFY(!moreOf(dialog).contains(QStringLiteral("not allowed")));
    QVERIFY(judged()->isUnlike);
    group.hubs[2].bridged.reset(); // it may be anything
    desk.hear();
    QCOMPARE(desk.status(), QStringLiteral("◐ bridge not ready here"));
}

void GroupWindowTest::whoLeftIsSaidToHaveLeftThisHub()
{
    DeskInGroup desk;
    desk.showTab("clients");
    const auto *title = desk.find<QLabel>("journalTitle");
    QCOMPARE(title->text(), QStringLiteral("Who left this hub, web1:7373, and why"));
    QVERIFY(title->toolTip().contains(QStringLiteral("another hub of the group")));
    const auto isSaidWhileEmpty = [&desk](const QString &text) {
        const auto labels = desk.find<TablePanel>("departuresPanel")->findChildren<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(),
                           [&text](const QLabel *label) { return label->text() == text; });
    };
    QVERIFY(isSaidWhileEmpty(QStringLiteral("Nobody has left this hub")));
    QVERIFY(isSaidWhileEmpty(QStringLiteral("Who leaves it is listed here, with the reason. Who leaves another hub of "
                                            "the group is listed in a window on that one.")));
    desk.hub.snapshot.group.reset();
    desk.hear();
    QCOMPARE(title->text(), QStringLiteral("Who left, and why"));
    QCOMPARE(title->toolTip(), QString());
    QVERIFY(isSaidWhileEmpty(QStringLiteral("Nobody has left")));
    QVERIFY(isSaidWhileEmpty(QStringLiteral("Who leaves is listed here, with the reason.")));
}

void GroupWindowTest::theBridgeToFlaskIsOneLineOfTheGroup()
{
    DeskInGroup desk;
    const GroupDialog dialog(desk.monitor.hubState());
    QVERIFY(!moreOf(dialog).contains(QStringLiteral("Flask")));
    desk.hub.snapshot.group->bridge = GroupInfo::Bridge();
    GroupInfo::Bridge &bridge = *desk.hub.snapshot.group->bridge;
    bridge.channels = {"sse", "users.*"};
    bridge.leader = "bbbbbb";
    bridge.heard = 1'200;
    bridge.said = 5;
    bridge.dropped = 3;
    const QString line = QStringLiteral("Bridge to Flask-SSE for sse, users.*: %1. By this hub: 1,200 heard, 5 said, "
                                        "3 not taken.");
    const auto lastOfMore = [&] {
        desk.hear();
        return moreOf(dialog).split(u'\n').constLast();
    };
    QCOMPARE(lastOfMore(), line.arg(QStringLiteral("web2:7373")));
    bridge.leader = "zzzzzz"; // it has just come, or left
    QCOMPARE(lastOfMore(), line.arg(QStringLiteral("zzzzzz")));
    bridge.leader.clear();
    QCOMPARE(lastOfMore(), line.arg(QStringLiteral("no hub at the moment")));
    QCOMPARE(desk.status(), QStringLiteral("◐ no bridge"));
    bridge.leader = "aaaaaa";
    bridge.isOurs = true;
    bridge.problem = QStringLiteral("It is not allowed.");
    QCOMPARE(lastOfMore(), line.arg(QStringLiteral("this hub")));
    QCOMPARE(desk.status(), QStringLiteral("✕ bridge fails"));
    // What is wrong stands above all else, not at the end of a line of counts.
    QCOMPARE(stateOf(dialog), QStringLiteral("✕ The bridge to Flask-SSE does not work at this hub: events are held up "
                                             "or lost. It is not allowed."));
    bridge.leader = "bbbbbb";
    bridge.isOurs = false;
    desk.hear();
    QCOMPARE(desk.status(), QStringLiteral("◐ bridge not ready here"));
    desk.hub.snapshot.group->state = GroupInfo::State::Away; // which says enough
    desk.hear();
    QCOMPARE(desk.status(), QStringLiteral("✕ Redis away"));
    QVERIFY(!moreOf(dialog).contains(QStringLiteral("not allowed")));
}

void GroupWindowTest::aBridgeThatDoesNotWorkIsAProblemOfTheHub()
{
    DeskInGroup desk;
    desk.hub.snapshot.group->bridge = GroupInfo::Bridge();
    GroupInfo::Bridge &bridge = *desk.hub.snapshot.group->bridge;
    bridge.channels = {"sse"};
    bridge.problem = QStringLiteral("It is not allowed.");
    desk.hear();
    desk.showTab("problems");
    auto *problems = desk.find<QTableView>("problemsTable");
    QTRY_COMPARE(problems->model()->rowCount(), 1);
    // While Redis is away, that is all there is to say.
    desk.hub.snapshot.group->state = GroupInfo::State::Away;
    desk.hear();
    const auto findings = judgedHub(desk.monitor.hubState().totals(), {}, desk.monitor.hubState().group(), {});
    QVERIFY(findings.group->away && !findings.group->bridge);
    desk.hub.snapshot.group->state = GroupInfo::State::Open;
    bridge.leader = "bbbbbb";
    bridge.problem.clear();
    bridge.dropped = 4;
    desk.hear();
    const auto judged = judgedHub(desk.monitor.hubState().totals(), {}, desk.monitor.hubState().group(), {});
    QVERIFY(judged.group->bridge->isLed && !judged.group->bridge->isOurs && judged.group->bridge->problem.isEmpty());
    QCOMPARE(judged.group->bridgeDropped, 4U);
}

void GroupWindowTest::withoutAGroupNothingOfItIsShown()
{
    DeskInGroup desk;
    desk.hub.snapshot.group.reset();
    desk.hub.snapshot.clients = {clientOf("c1", "")};
    desk.hear();
    desk.showTab("clients");
    QTRY_COMPARE(desk.clients().model()->rowCount(), 1);
    QVERIFY(!desk.showsColumn("clientsPanel", ClientTableModel::Hub));
    QVERIFY(!desk.showsColumn("channelsPanel", ChannelTableModel::InGroup));
    QVERIFY(!desk.find<QToolButton>("statusGroup")->isVisible());
    QVERIFY(!desk.window->actionList()[ActionId::GroupOverview]->isVisible());
    QVERIFY(!desk.monitor.clients().knownNames().contains(ClientFilter::Field::Hub) ||
            desk.monitor.clients().knownNames().value(ClientFilter::Field::Hub).isEmpty());
    desk.window->findChild<ClientsTab *>()->showClient("c1");
    QVERIFY(desk.find<QAction>("whatDidItGet")->isEnabled());
}

QTEST_MAIN(GroupWindowTest)
#include "tst_groupwindow.moc"
