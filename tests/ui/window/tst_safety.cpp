// SPDX-License-Identifier: GPL-3.0-or-later
// What drops clients or history asks first, what destroys can be undone, and nothing is lost with the program.
#include "answer.h"
#include "desk.h"
#include "ui/hub/channelspanel.h"
#include "ui/look/confirmations.h"
#include "ui/streams/sources.h"
#include "ui/window/safeguard.h"
#include "ui/window/tray.h"

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTableView>
#include <QTimer>
#include <QTreeView>

using namespace helio;

namespace {

/// A window whose hub has so many clients, and whose channel *orders* has history.
struct BusyDesk : Desk
{
    explicit BusyDesk(qint64 clients = 43)
    {
        hub.snapshot.totals.clients = clients;
        ChannelInfo orders;
        orders.name = "orders";
        orders.events = 7;
        orders.historyEvents = 7;
        orders.subscribers = 2;
        hub.snapshot.channels = {orders};
        hub.requestSnapshot(false);
        if (!QTest::qWaitFor([this, clients] { return monitor.hubState().totals().clients == clients; }))
            qFatal("no snapshot");
    }
    void selectOrders()
    {
        showTab("channels");
        find<QTableView>("channelsTable")->selectRow(0);
    }
};

} // namespace

class SafetyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void stoppingTheHubNamesWhomItHits();
    void whoCancelsStopsNothing();
    void aHubWithoutClientsIsStoppedUnasked();
    void theQuestionIsNotAskedAgainUntilSettingsBringItBack();
    void quittingAsksOnceAndClosingTheWindowIsQuitting();
    void theSystemAndTheSessionAreNotAsked();
    void aQuestionThatStandsOpenDoesNotHoldTheSystemUp();
    void aChannelIsClearedFromThePanelAndTheQuestionSaysHowMuchGoes();
    void aChannelWithoutFiguresIsAskedAboutWithoutANumber_data();
    void aChannelWithoutFiguresIsAskedAboutWithoutANumber();
    void aChannelThatCouldNotBeClearedIsReported();
    void aHubThatCannotClearSaysSoAtTheAction();
    void aRemovedStreamComesBack();
    void pausedStreamsAreSaidAndConnectedByOneButton();
    void theLayoutIsOnTheDiskASecondLater();
    void anotherWindowsLayoutIsNotOverwrittenWithoutAChange();
    void memoryForEventsShrinksAtOnceAndIsRemembered();
    void theTrayTakesTheWindowOnlyWhereItIsWanted();
    void shouldTheTrayGoTheWindowShows();
    void theTrayShowsStateAndClients();
    void theWindowComesToTheFrontFromWhereverItIs();
};

void SafetyTest::stoppingTheHubNamesWhomItHits()
{
    BusyDesk desk;
    Answer answer("confirmationAgree");
    desk.trigger(ActionId::ToggleHub);
    QCOMPARE(answer.asked, 1);
    QVERIFY2(answer.text.contains(QStringLiteral("43 clients will be told to come back")), qPrintable(answer.text));
    QCOMPARE(desk.hub.state(), HubControl::State::Stopped);
}

void SafetyTest::whoCancelsStopsNothing()
{
    BusyDesk desk;
    Answer answer("confirmationCancel");
    desk.trigger(ActionId::ToggleHub);
    QCOMPARE(answer.asked, 1);
    QCOMPARE(desk.hub.state(), HubControl::State::Open);
}

void SafetyTest::aHubWithoutClientsIsStoppedUnasked()
{
    BusyDesk desk(0);
    Answer answer("confirmationCancel");
    desk.trigger(ActionId::ToggleHub);
    QCOMPARE(answer.asked, 0);
    QCOMPARE(desk.hub.state(), HubControl::State::Stopped);
}

void SafetyTest::theQuestionIsNotAskedAgainUntilSettingsBringItBack()
{
    BusyDesk desk;
    Confirmations confirmations(desk.settings);
    {
        // Who cancels has decided nothing, whatever is ticked.
        Answer answer("confirmationCancel", true);
        desk.trigger(ActionId::ToggleHub);
        QCOMPARE(answer.asked, 1);
        QVERIFY(!confirmations.areAnySilent());
    }
    Answer answer("confirmationAgree", true);
    desk.trigger(ActionId::ToggleHub);
    QCOMPARE(answer.asked, 1);
    QVERIFY(confirmations.areAnySilent());
    desk.hub.start();
    desk.hub.requestSnapshot(false);
    QTRY_COMPARE(desk.monitor.hubState().totals().clients, 43);
    desk.trigger(ActionId::ToggleHub);
    QCOMPARE(answer.asked, 1);
    QCOMPARE(desk.hub.state(), HubControl::State::Stopped);
    // Only that question.
    QVERIFY(confirmations.isAsked(Confirmations::Question::Quit));
    confirmations.askAll();
    QVERIFY(!confirmations.areAnySilent());
    QVERIFY(confirmations.isAsked(Confirmations::Question::StopHub));
}

void SafetyTest::quittingAsksOnceAndClosingTheWindowIsQuitting()
{
    BusyDesk desk;
    QSignalSpy closing(desk.window.get(), &MainWindow::closing);
    {
        Answer answer("confirmationCancel");
        desk.trigger(ActionId::Quit);
        QVERIFY(!desk.window->close());
        QCOMPARE(answer.asked, 2);
        QVERIFY2(answer.text.contains(QStringLiteral("43 clients will be told to come back")), qPrintable(answer.text));
        QVERIFY(desk.window->isVisible());
        QVERIFY(closing.isEmpty());
    }
    Answer answer("confirmationAgree");
    QVERIFY(desk.window->close());
    QCOMPARE(answer.asked, 1);
    QCOMPARE(closing.size(), 1);
    desk.window->close();
    QCOMPARE(answer.asked, 1);
    QCOMPARE(closing.size(), 1);
}

void SafetyTest::theSystemAndTheSessionAreNotAsked()
{
    Answer answer("confirmationCancel");
    {
        BusyDesk desk;
        QSignalSpy closing(desk.window.get(), &MainWindow::closing);
        desk.window->leave();
        QCOMPARE(closing.size(), 1);
    }
    BusyDesk desk;
    QSignalSpy closing(desk.window.get(), &MainWindow::closing);
    QEvent quit(QEvent::Quit);
    QCoreApplication::sendEvent(qApp, &quit);
    QCOMPARE(closing.size(), 1);
    QCOMPARE(answer.asked, 0);
}

void SafetyTest::aQuestionThatStandsOpenDoesNotHoldTheSystemUp()
{
    BusyDesk desk;
    QSignalSpy closing(desk.window.get(), &MainWindow::closing);
    QTimer poll;
    connect(&poll, &QTimer::timeout, &poll, [&] {
        if (QApplication::activeModalWidget())
            desk.window->leave();
    });
    poll.start(1);
    desk.trigger(ActionId::ToggleHub);
    QVERIFY(!QApplication::activeModalWidget());
    QCOMPARE(closing.size(), 1);
    QCOMPARE(desk.hub.state(), HubControl::State::Open);
}

void SafetyTest::aChannelIsClearedFromThePanelAndTheQuestionSaysHowMuchGoes()
{
    BusyDesk desk;
    QAction *clear = desk.window->actionList()[ActionId::ClearChannel];
    QVERIFY(!clear->isEnabled());
    desk.selectOrders();
    QVERIFY(clear->isEnabled());
    QVERIFY(desk.find<QTableView>("channelsTable")->actions().contains(clear));
    {
        Answer answer("confirmationCancel");
        clear->trigger();
        QCOMPARE(answer.asked, 1);
        QVERIFY(desk.hub.cleared.isEmpty());
    }
    Answer answer("confirmationAgree");
    clear->trigger();
    QVERIFY2(answer.text.contains(QStringLiteral("orders")), qPrintable(answer.text));
    QVERIFY2(answer.text.contains(QStringLiteral("7 events")), qPrintable(answer.text));
    QVERIFY2(answer.text.contains(QStringLiteral("2 clients")), qPrintable(answer.text));
    QCOMPARE(desk.hub.cleared, QByteArrayList{"orders"});
}

void SafetyTest::aChannelWithoutFiguresIsAskedAboutWithoutANumber_data()
{
    QTest::addColumn<bool>("isListed");
    QTest::newRow("not in the last snapshot") << false;
    QTest::newRow("empty in the last snapshot") << true;
}

void SafetyTest::aChannelWithoutFiguresIsAskedAboutWithoutANumber()
{
    QFETCH(bool, isListed);
    BusyDesk desk;
    desk.hub.snapshot.channels[0].historyEvents = 0;
    if (!isListed)
        desk.hub.snapshot.channels.clear();
    desk.hub.snapshot.totals.clients = 44;
    desk.hub.requestSnapshot(false);
    QTRY_COMPARE(desk.monitor.hubState().totals().clients, 44);
    Confirmations confirmations(desk.settings);
    Safeguard safeguard(desk.monitor.hubState(), confirmations, *desk.window);
    {
        Answer answer("confirmationCancel");
        QVERIFY(!safeguard.agreesToClear("orders"));
        QCOMPARE(answer.asked, 1);
        QVERIFY2(answer.text.contains(QStringLiteral("orders")), qPrintable(answer.text));
        QVERIFY2(!answer.text.contains(QRegularExpression(QStringLiteral("[0-9]"))), qPrintable(answer.text));
    }
    Answer answer("confirmationAgree");
    QVERIFY(safeguard.agreesToClear("orders"));
    QCOMPARE(answer.asked, 1);
}

void SafetyTest::aChannelThatCouldNotBeClearedIsReported()
{
    BusyDesk desk;
    auto *banner = desk.find<QWidget>("channelNotCleared");
    QVERIFY(!banner->isVisible());
    Q_EMIT desk.hub.channelCleared("orders", QStringLiteral("There is no such channel."));
    QVERIFY(banner->isVisible());
    QVERIFY(desk.find<QLabel>("channelNotClearedText")->text().contains(QStringLiteral("There is no such channel.")));
    Q_EMIT desk.hub.channelCleared("orders", {});
    QVERIFY(!banner->isVisible());
}

void SafetyTest::aHubThatCannotClearSaysSoAtTheAction()
{
    BusyDesk desk;
    desk.hub.lacking.insert(HubControl::Feature::ChannelClear, QStringLiteral("The hub is older."));
    desk.selectOrders();
    QAction *clear = desk.window->actionList()[ActionId::ClearChannel];
    QVERIFY(!clear->isEnabled());
    QCOMPARE(clear->toolTip(), QStringLiteral("The hub is older."));
}

void SafetyTest::aRemovedStreamComesBack()
{
    Desk desk;
    StreamRequest request{QUrl(QStringLiteral("http://a/1")), {}, {}};
    request.name = QStringLiteral("lab");
    request.bearerToken = "SECRET";
    const int id = desk.monitor.streams().open(request);
    QVERIFY(!desk.window->actionList()[ActionId::UndoRemoveStream]->isEnabled());
    childOf<QTreeView>(*desk.window, "navigator")
        ->setCurrentIndex(desk.monitor.navigator().index(0, 0, desk.monitor.navigator().streamsIndex()));
    desk.trigger(ActionId::RemoveStream);
    QVERIFY(!desk.monitor.streams().contains(id));
    QVERIFY(desk.find<QWidget>("streamRemoved")->isVisible());
    QVERIFY(desk.find<QLabel>("streamRemovedText")->text().contains(QStringLiteral("lab")));
    desk.find<QPushButton>("undoRemoveButton")->click();
    QVERIFY(!desk.find<QWidget>("streamRemoved")->isVisible());
    QCOMPARE(desk.monitor.streams().ids().size(), 1);
    const int back = desk.monitor.streams().ids()[0];
    QCOMPARE(desk.monitor.streams().request(back), request);
    QCOMPARE(desk.monitor.streams().state(back), StreamList::State::Connecting);
    QVERIFY(!desk.window->actionList()[ActionId::UndoRemoveStream]->isEnabled());
}

void SafetyTest::pausedStreamsAreSaidAndConnectedByOneButton()
{
    Desk desk;
    StreamList &streams = desk.monitor.streams();
    for (const char *url : {"http://a/1", "http://a/2"})
        streams.pause(streams.add({QUrl(QLatin1String(url)), {}, {}}, true));
    auto *banner = desk.find<QWidget>("pausedStreams");
    QVERIFY(banner->isVisible());
    QVERIFY(desk.find<QLabel>("pausedStreamsText")->text().contains(QStringLiteral("2 streams are paused")));
    desk.find<QPushButton>("connectAll")->click();
    QVERIFY(!banner->isVisible());
    const QList<int> ids = streams.ids();
    for (const int id : ids)
        QCOMPARE(streams.state(id), StreamList::State::Connecting);
}

void SafetyTest::theLayoutIsOnTheDiskASecondLater()
{
    Desk desk;
    desk.showTab("channels");
    desk.find<QWidget>("composerDock")->hide();
    // As another program reads it: no word of ours.
    const auto onDisk = [&desk] {
        QFile file(desk.settings.fileName());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QTRY_VERIFY_WITH_TIMEOUT(onDisk().contains("tab=channels"), 10'000);
    QVERIFY(onDisk().contains("layouts\\publish\\"));
    const QByteArray before = onDisk();
    desk.find<QWidget>("composerDock")->show();
    QTRY_VERIFY_WITH_TIMEOUT(onDisk() != before, 10'000);
}

void SafetyTest::anotherWindowsLayoutIsNotOverwrittenWithoutAChange()
{
    Desk desk;
    desk.showTab("channels");
    QTRY_COMPARE_WITH_TIMEOUT(desk.settings.value(QStringLiteral("window/tab")).toString(), QStringLiteral("channels"),
                              10'000);
    desk.settings.setValue(QStringLiteral("window/tab"), QStringLiteral("charts"));
    desk.find<QWidget>("composerDock")->hide();
    const auto state = [&desk] {
        return desk.settings.value(QStringLiteral("window/layouts/publish/wide"),
                                   desk.settings.value(QStringLiteral("window/layouts/publish/narrow")));
    };
    const QVariant before = state();
    QTRY_VERIFY_WITH_TIMEOUT(state() != before, 10'000);
    QCOMPARE(desk.settings.value(QStringLiteral("window/tab")).toString(), QStringLiteral("charts"));
}

void SafetyTest::memoryForEventsShrinksAtOnceAndIsRemembered()
{
    EventTableModel events(64 * 1024);
    std::deque<FeedQueue::Item> items;
    for (int i = 0; i < 2000; ++i)
        items.push_back({HubSource, received("demo", "", QByteArray(20, 'x'))});
    events.append(items);
    const int rows = events.rowCount();
    events.setMaximumBytes(16 * 1024);
    QVERIFY(events.rowCount() < rows);
    QVERIFY(events.bytes() <= 20 * 1024);
    const EventTableModel::Counters counters = events.counters();
    QCOMPARE(counters.received, counters.shown + counters.filtered + counters.waiting + counters.trimmed);

    Desk desk;
    QCOMPARE(desk.monitor.events().maximumBytes(), qsizetype(512) * 1024 * 1024);
    desk.settings.setValue(QStringLiteral("events/megabytes"), 128);
    desk.openWindow();
    QCOMPARE(desk.monitor.events().maximumBytes(), qsizetype(128) * 1024 * 1024);
}

/// A window of its own with a tray that a test brings and takes away.
struct TrayBench
{
    TrayBench()
        : tray(ground.monitor.hubState(), actions, ground.settings, window, [this] { return isThere; })
    {
        ground.hub.start();
        window.show();
    }

    FakeGround ground;
    QWidget window;
    Actions actions{nullptr};
    bool isThere = true;
    Tray tray;
};

void SafetyTest::theTrayTakesTheWindowOnlyWhereItIsWanted()
{
    TrayBench bench;
    QVERIFY(!bench.tray.takeWindow());
    bench.tray.setWanted(true);
    QVERIFY(!bench.tray.takeWindow());
    bench.tray.setTakesWindow(true);
    bench.isThere = false;
    QVERIFY(!bench.tray.takeWindow());
    QVERIFY(!bench.tray.problem().isEmpty());
    QVERIFY(bench.window.isVisible());
    bench.isThere = true;
    QVERIFY(bench.tray.problem().isEmpty());
    QVERIFY(bench.tray.takeWindow());
    QVERIFY(!bench.window.isVisible());
    childOf<QAction>(bench.tray.menu(), "trayShow")->trigger();
    QVERIFY(bench.window.isVisible());
    // Kept.
    QVERIFY(bench.ground.settings.value(QStringLiteral("tray/icon")).toBool());
    QVERIFY(bench.ground.settings.value(QStringLiteral("tray/takesWindow")).toBool());
}

void SafetyTest::shouldTheTrayGoTheWindowShows()
{
    TrayBench bench;
    bench.tray.setWanted(true);
    bench.tray.setTakesWindow(true);
    QVERIFY(bench.tray.takeWindow());
    bench.tray.refresh();
    QVERIFY(!bench.window.isVisible());
    bench.isThere = false;
    bench.tray.refresh();
    QVERIFY(bench.window.isVisible());
    // A window that others have hidden is theirs.
    bench.window.hide();
    bench.tray.refresh();
    QVERIFY(!bench.window.isVisible());
    // Who takes the icon away gets the window as well.
    bench.isThere = true;
    bench.window.show();
    QVERIFY(bench.tray.takeWindow());
    bench.tray.setWanted(false);
    QVERIFY(bench.window.isVisible());
}

void SafetyTest::theTrayShowsStateAndClients()
{
    TrayBench bench;
    bench.tray.setWanted(true);
    bench.ground.hub.snapshot.totals.clients = 37;
    bench.ground.hub.requestSnapshot(false);
    QTRY_VERIFY2(bench.tray.toolTip().contains(QStringLiteral("37 clients")), qPrintable(bench.tray.toolTip()));
    QVERIFY(bench.tray.toolTip().contains(QStringLiteral("open")));
    bench.ground.hub.stop();
    QVERIFY2(bench.tray.toolTip().contains(QStringLiteral("stopped")), qPrintable(bench.tray.toolTip()));
    const QList<QAction *> menu = bench.tray.menu().actions();
    QVERIFY(menu.contains(bench.actions[ActionId::Pause]));
    QVERIFY(menu.contains(bench.actions[ActionId::Quit]));
}

void SafetyTest::theWindowComesToTheFrontFromWhereverItIs()
{
    Desk desk;
    desk.window->showMinimized();
    desk.window->bringToFront("token-1");
    QVERIFY(!desk.window->isMinimized());
    QCOMPARE(qgetenv("XDG_ACTIVATION_TOKEN"), QByteArray("token-1"));
    qunsetenv("XDG_ACTIVATION_TOKEN");
    desk.window->hide();
    desk.window->bringToFront({});
    QVERIFY(desk.window->isVisible());
}

QTEST_MAIN(SafetyTest)
#include "tst_safety.moc"
