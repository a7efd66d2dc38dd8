// SPDX-License-Identifier: GPL-3.0-or-later
// Windows on two hubs with one history in a real Redis: on one from inside, and on it from far away.
#include "desk.h"
#include "group/groupstorefactory.h"
#include "redis/redisserver.h"
#include "remote/remotehub.h"
#include "server/localhub.h"
#include "support/rawclient.h"
#include "ui/hub/channelspanel.h"
#include "ui/hub/clientspanel.h"
#include "ui/streams/eventsourceopener.h"

#include <QLabel>
#include <QTableView>
#include <QToolButton>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

namespace {

constexpr int PatienceMs = 60'000;

HubConfig inGroupOf(const RedisServer &redis)
{
    GroupOptions options;
    QString problem;
    options.url = *RedisUrl::parse(redis.url(), problem);
    options.stream = "heliograph";
    HubConfig config;
    config.listen = {QStringLiteral("127.0.0.1:0")};
    config.makeStore = makeGroupStore(options);
    return config;
}

bool serve(LocalHub &hub)
{
    hub.start();
    return QTest::qWaitFor([&hub] { return hub.state() == HubControl::State::Open; }, PatienceMs);
}

quint16 portOf(const LocalHub &hub)
{
    return quint16(QUrl(hub.urls().value(0)).port(0));
}

bool subscribe(RawClient &client, const LocalHub &hub, const QByteArray &channel)
{
    return client.connectTo(portOf(hub)) &&
           client.send(RawClient::request("GET", "/stream?channel=" + channel, {"User-Agent: curl/8.1"})) &&
           client.readUntil(QByteArray("retry:"));
}

/// What a window shows, wherever its hub is.
struct Sight
{
    Monitor &monitor;
    MainWindow &window;

    int rowsOf(const QString &hub) const
    {
        int rows = 0;
        for (const ClientInfo &client : monitor.clients().rows())
            rows += client.hub == hub ? 1 : 0;
        return rows;
    }
    bool waitForRows(const QString &hub, int count) const
    {
        return QTest::qWaitFor([&] { return rowsOf(hub) == count; }, PatienceMs);
    }
    qsizetype hubs() const
    {
        const auto &group = monitor.hubState().group();
        return group ? group->hubs.size() : 0;
    }
    QString nameOf(bool isSelf) const
    {
        for (const GroupInfo::Hub &hub : monitor.hubState().group()->hubs) {
            if (hub.isSelf == isSelf)
                return hub.name;
        }
        return {};
    }
    QString status() const { return childOf<QToolButton>(window, "statusGroup")->text(); }
};

} // namespace

class GroupHubsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aClientOfAnotherHubIsDisconnectedFromTheTable_data();
    void aClientOfAnotherHubIsDisconnectedFromTheTable();
    void aHubThatEndsAndARedisThatEndsAreSeen_data();
    void aHubThatEndsAndARedisThatEndsAreSeen();

private:
    template <typename Desk>
    static void showTabOf(Desk &desk, const char *tab)
    {
        desk.openWindow();
        desk.showTab(tab);
    }
};

using InsideDesk = DeskOver<LocalHub, EventSourceOpener>;
using FarDesk = DeskOver<RemoteHub, EventSourceOpener>;

void GroupHubsTest::initTestCase()
{
    if (!RedisServer::isAvailable())
        QSKIP("There is no redis-server here.");
}

void GroupHubsTest::aClientOfAnotherHubIsDisconnectedFromTheTable_data()
{
    QTest::addColumn<bool>("isFar");
    QTest::newRow("the hub inside") << false;
    QTest::newRow("a hub far away") << true;
}

void GroupHubsTest::aClientOfAnotherHubIsDisconnectedFromTheTable()
{
    QFETCH(const bool, isFar);
    RedisServer redis;
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    LocalHub other(inGroupOf(redis));
    QVERIFY(serve(other));
    InsideDesk inside(inGroupOf(redis));
    QVERIFY(serve(inside.hub));
    FarDesk far(HubAddress{QUrl(QStringLiteral("http://127.0.0.1:%1").arg(portOf(inside.hub))), {}},
                RemoteHost::Patience{20ms, 100ms});
    if (isFar) {
        showTabOf(far, "clients");
        far.hub.start();
    } else {
        showTabOf(inside, "clients");
    }
    const Sight sight{isFar ? far.monitor : inside.monitor, isFar ? *far.window : *inside.window};
    QTRY_COMPARE_WITH_TIMEOUT(sight.hubs(), 2, PatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(sight.nameOf(true).contains(u':') && sight.nameOf(false).contains(u':'), PatienceMs);

    RawClient here, there;
    QVERIFY(subscribe(here, inside.hub, "orders") && subscribe(there, other, "orders"));
    const QString own = sight.nameOf(true);
    const QString others = sight.nameOf(false);
    QVERIFY(sight.waitForRows(own, 1));
    QVERIFY(sight.waitForRows(others, 1));
    auto *table = childOf<QTableView>(sight.window, "clientsTable");
    table->sortByColumn(ClientTableModel::Hub, Qt::AscendingOrder);
    const int row = table->model()->index(0, ClientTableModel::Hub).data().toString() == others ? 0 : 1;
    table->selectRow(row);
    sight.window.actionList()[ActionId::DisconnectClients]->trigger();
    QVERIFY(sight.waitForRows(others, 0));
    QTRY_VERIFY_WITH_TIMEOUT(
        childOf<QLabel>(sight.window, "clientsAnswerText")->text().contains(QStringLiteral("1 client disconnected")),
        PatienceMs);
    QVERIFY(there.waitForEnd());
    QCOMPARE(sight.rowsOf(own), 1);

    // Who listens at all of them is counted, too.
    RawClient again;
    QVERIFY(subscribe(again, other, "orders"));
    childOf<QAction>(sight.window, "showTab_channels")->trigger();
    const auto inGroup = [&] {
        const ChannelTableModel &channels = sight.monitor.channels();
        return channels.index(channels.rowOf("orders"), ChannelTableModel::InGroup).data().toString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(inGroup(), QStringLiteral("2"), PatienceMs);
}

void GroupHubsTest::aHubThatEndsAndARedisThatEndsAreSeen_data()
{
    aClientOfAnotherHubIsDisconnectedFromTheTable_data();
}

void GroupHubsTest::aHubThatEndsAndARedisThatEndsAreSeen()
{
    QFETCH(const bool, isFar);
    RedisServer redis;
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    auto other = std::make_unique<LocalHub>(inGroupOf(redis));
    QVERIFY(serve(*other));
    InsideDesk inside(inGroupOf(redis));
    QVERIFY(serve(inside.hub));
    FarDesk far(HubAddress{QUrl(QStringLiteral("http://127.0.0.1:%1").arg(portOf(inside.hub))), {}},
                RemoteHost::Patience{20ms, 100ms});
    if (isFar) {
        far.openWindow();
        far.hub.start();
    } else {
        inside.openWindow();
    }
    const Sight sight{isFar ? far.monitor : inside.monitor, isFar ? *far.window : *inside.window};
    QTRY_COMPARE_WITH_TIMEOUT(sight.status(), QStringLiteral("● 2 hubs"), PatienceMs);
    other.reset();
    QTRY_COMPARE_WITH_TIMEOUT(sight.status(), QStringLiteral("◐ 1 hub silent"), PatienceMs);
    redis.kill();
    QTRY_COMPARE_WITH_TIMEOUT(sight.status(), QStringLiteral("✕ Redis away"), PatienceMs);
    QVERIFY(redis.start());
    QTRY_COMPARE_WITH_TIMEOUT(sight.status(), QStringLiteral("◐ 1 hub silent"), PatienceMs);
}

QTEST_MAIN(GroupHubsTest)
#include "tst_grouphubs.moc"
