// SPDX-License-Identifier: GPL-3.0-or-later
// The window over a hub far away, on real sockets.
#include "desk.h"
#include "remote/remotehub.h"
#include "server/localhub.h"
#include "store/memorystore.h"
#include "support/rawclient.h"
#include "ui/look/banner.h"
#include "ui/streams/eventsourceopener.h"

#include <QLineEdit>
#include <QSignalSpy>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

namespace {

/// A hub as `helio serve` runs it.
struct Serving
{
    Serving()
        : hub(config())
    {
        start();
        port = quint16(QUrl(hub.urls().value(0)).port(0));
        hub.setListenAddress(QStringLiteral("127.0.0.1:%1").arg(port));
    }
    static HubConfig config()
    {
        HubConfig config;
        config.listen = {QStringLiteral("127.0.0.1:0")};
        config.makeStore = makeMemoryStore;
        return config;
    }
    bool start()
    {
        hub.start();
        return QTest::qWaitFor([this] { return hub.state() == HubControl::State::Open; }, 20'000);
    }
    bool stop()
    {
        hub.stop();
        return QTest::qWaitFor([this] { return hub.state() == HubControl::State::Stopped; }, 20'000);
    }

    LocalHub hub;
    quint16 port = 0;
};

struct FarDesk : Serving, DeskOver<RemoteHub, EventSourceOpener>
{
    /// `before`: how many events the hub took before the window came.
    explicit FarDesk(int before = 0)
        : DeskOver(HubAddress{QUrl(Serving::hub.urls().value(0)), {}}, RemoteHost::Patience{20ms, 100ms})
    {
        openWindow();
        publish(before);
        far().start();
    }
    void publish(int count)
    {
        QSignalSpy finished(Serving::hub.publisher(), &Publisher::finished);
        for (int i = 0; i < count; ++i)
            Serving::hub.publisher()->publish({{"demo", "t", QByteArray::number(i), {}, {}}});
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), count, 30'000);
    }
    RemoteHub &far() { return DeskOver::hub; }
    bool reaches(HubControl::State state)
    {
        return QTest::qWaitFor([&] { return far().state() == state; }, 30'000);
    }
    bool subscribe(RawClient &client)
    {
        return client.connectTo(port) &&
               client.send(RawClient::request("GET", "/stream?channel=demo", {"User-Agent: curl/8.1"})) &&
               client.readUntil(QByteArray("retry:"));
    }
};

} // namespace

class FarHubTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thePanelShowsItsClients();
    void itsEventsAreInTheTable();
    void itsHistoryIsLoadedBeforeThem();
    void whatItDoesNotOfferIsSaidInPlace();
    void aLostConnectionIsShownAndComesBack();
    void quittingAsksNothing();
};

void FarHubTest::thePanelShowsItsClients()
{
    FarDesk desk;
    RawClient client;
    QVERIFY(desk.subscribe(client));
    desk.showTab("clients");
    QVERIFY(desk.reaches(HubControl::State::Open));
    QTRY_COMPARE_WITH_TIMEOUT(desk.monitor.clients().rowCount(), 1, 30'000);
    const auto cell = [&](ClientTableModel::Column column) {
        return desk.monitor.clients().index(0, column).data().toString();
    };
    QVERIFY(cell(ClientTableModel::Address).startsWith(QStringLiteral("127.0.0.1")));
    QVERIFY(cell(ClientTableModel::Program).startsWith(QStringLiteral("curl")));
    QCOMPARE(cell(ClientTableModel::Channels), QStringLiteral("demo"));
    // What is in view is brought anew each second.
    desk.Serving::hub.publisher()->publish({{"demo", {}, "hello", {}, {}}});
    QTRY_VERIFY_WITH_TIMEOUT(cell(ClientTableModel::Sent).startsWith(u'1'), 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(desk.window->windowTitle(),
                              QStringLiteral("Heliograph – 127.0.0.1:%1 · 1 client").arg(desk.port), 30'000);
    desk.far().disconnectClients({"c1"}, {});
    QTRY_COMPARE_WITH_TIMEOUT(desk.monitor.clients().rowCount(), 0, 30'000);
}

void FarHubTest::itsEventsAreInTheTable()
{
    FarDesk desk;
    QVERIFY(desk.reaches(HubControl::State::Open));
    // Until it is listened to.
    QVERIFY(QTest::qWaitFor(
        [&] {
            desk.far().publisher()->publish({{"demo", "price", "{\"x\":1}", {}, {}}});
            QTest::qWait(100);
            return desk.monitor.events().rowCount() > 0;
        },
        30'000));
    QCOMPARE(desk.monitor.events().index(0, EventTableModel::Channel).data().toString(), QStringLiteral("demo"));
    QTRY_VERIFY_WITH_TIMEOUT(desk.monitor.channels().rowCount() > 0, 30'000);
    QCOMPARE(desk.monitor.channels().nameAt(0), QByteArray("demo"));
}

void FarHubTest::itsHistoryIsLoadedBeforeThem()
{
    FarDesk desk(2'500);
    QVERIFY(desk.reaches(HubControl::State::Open));
    OlderEvents &older = desk.monitor.older();
    QTRY_COMPARE_WITH_TIMEOUT(older.known().events, 2'500, 30'000);
    QCOMPARE(desk.monitor.events().rowCount(), 0);
    older.load(OlderEvents::Reach::All);
    QTRY_VERIFY_WITH_TIMEOUT(older.state() != OlderEvents::State::Loading, 30'000);
    QCOMPARE(older.problem(), QString());
    QCOMPARE(older.state(), OlderEvents::State::AtBeginning);
    QTRY_COMPARE(desk.monitor.events().rowCount(), 2'500);
    for (const int row : {0, 1'234, 2'499})
        QCOMPARE(desk.monitor.events().eventAt(row)->received.event.data, QByteArray::number(row));
}

void FarHubTest::whatItDoesNotOfferIsSaidInPlace()
{
    FarDesk desk;
    QVERIFY(desk.reaches(HubControl::State::Open));
    const Actions &actions = desk.window->actionList();
    QVERIFY(!actions[ActionId::ToggleHub]->isVisible());
    QVERIFY(!actions[ActionId::ToggleHub]->isEnabled());
    for (const ActionId id : {ActionId::RedisSettings, ActionId::AccessSettings}) {
        QVERIFY(!actions[id]->isEnabled());
        QVERIFY(actions[id]->toolTip() != actions[id]->statusTip()); // it says why
    }
    QVERIFY(desk.find<QLineEdit>("hubUrl")->text().contains(QString::number(desk.port)));
}

void FarHubTest::aLostConnectionIsShownAndComesBack()
{
    FarDesk desk;
    RawClient client;
    QVERIFY(desk.subscribe(client));
    desk.showTab("clients");
    QVERIFY(desk.reaches(HubControl::State::Open));
    QTRY_COMPARE_WITH_TIMEOUT(desk.monitor.clients().rowCount(), 1, 30'000);
    const auto *banner = desk.find<Banner>("farHub");
    QVERIFY(!banner->isVisible());
    QVERIFY(desk.stop());
    QVERIFY(desk.reaches(HubControl::State::Away));
    QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), 10'000);
    QVERIFY2(banner->text().contains(QString::number(desk.port)), qPrintable(banner->text()));
    QVERIFY(!desk.find<Banner>("hubFailed")->isVisible());
    QCOMPARE(desk.monitor.clients().rowCount(), 0);
    QVERIFY(desk.start());
    QVERIFY(desk.reaches(HubControl::State::Open));
    QTRY_VERIFY_WITH_TIMEOUT(!banner->isVisible(), 10'000);
    RawClient again;
    QVERIFY(desk.subscribe(again));
    QTRY_COMPARE_WITH_TIMEOUT(desk.monitor.clients().rowCount(), 1, 30'000);
}

void FarHubTest::quittingAsksNothing()
{
    FarDesk desk;
    RawClient client;
    QVERIFY(desk.subscribe(client));
    QVERIFY(desk.reaches(HubControl::State::Open));
    QTRY_COMPARE_WITH_TIMEOUT(desk.monitor.hubState().totals().clients, 1, 30'000);
    QSignalSpy closing(desk.window.get(), &MainWindow::closing);
    desk.trigger(ActionId::Quit);
    QCOMPARE(closing.size(), 1);
    QCOMPARE(desk.Serving::hub.state(), HubControl::State::Open); // it goes on without this window
}

QTEST_MAIN(FarHubTest)
#include "tst_farhub.moc"
