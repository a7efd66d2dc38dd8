// SPDX-License-Identifier: GPL-3.0-or-later
// The window over a scripted hub: its events, its hub, what is done from it.
#include "answer.h"
#include "desk.h"
#include "support/sanitized.h"
#include "ui/events/eventsview.h"
#include "ui/window/tabs.h"

#include <QComboBox>
#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTreeView>

using namespace helio;

namespace {

ChannelInfo channelOf(const QByteArray &name)
{
    ChannelInfo channel;
    channel.name = name;
    channel.events = 1;
    return channel;
}

ClientInfo clientOf(const QByteArray &id)
{
    ClientInfo client;
    client.id = id;
    return client;
}

} // namespace

class WindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void anEventOfTheHubIsARowInTheTable();
    void theTableFollowsUntilOneScrollsUp();
    void selectingAnEventShowsItInTheInspector();
    void noEventIsInTheInspectorWithoutItsRowMarked();
    void aStoppedHubHasNoCountsRatesAndClients();
    void whatAStoppedHubReportsLateIsNotShown();
    void foldersCloseOnceChannelsAreMany();
    void aKeychainThatRefusesIsReportedInTheWindow();
    void controlEnterElsewherePublishesNothing();
    void aTakenPortIsReportedAndAFreeOneOffered();
    void fiftyThousandNewChannelsComeInSlices();
    void aSnapshotMovesAChart();
    void aClearIsUndoneFromTheBanner();
    void selectedClientsAreDisconnected();
};

void WindowTest::initTestCase()
{
    qRegisterMetaType<QList<ReceivedEvent>>();
}

void WindowTest::anEventOfTheHubIsARowInTheTable()
{
    Desk desk;
    auto *table = desk.find<EventsView>("eventsTable");
    desk.hub.tap()->emitEvents({received("demo", "price", "{\"price\":7}")});
    QTRY_VERIFY(table->isVisible());
    QCOMPARE(table->model()->index(0, EventTableModel::Data).data().toString(), QStringLiteral("{\"price\":7}"));
    QTRY_VERIFY(desk.find<QLabel>("statusCounters")->text().contains(QStringLiteral("received 1 = shown 1")));
}

void WindowTest::theTableFollowsUntilOneScrollsUp()
{
    Desk desk;
    auto *table = desk.find<EventsView>("eventsTable");
    auto *back = desk.find<QPushButton>("backToLive");
    QList<ReceivedEvent> many;
    for (int i = 0; i < 200; ++i)
        many.append(received("demo", "", QByteArray::number(i)));
    desk.hub.tap()->emitEvents(many);
    QTRY_COMPARE(table->model()->rowCount(), 200);
    QTRY_COMPARE(table->verticalScrollBar()->value(), table->verticalScrollBar()->maximum());
    QVERIFY(!back->isVisible());

    table->verticalScrollBar()->setValue(50);
    desk.hub.tap()->emitEvents(many);
    QTRY_COMPARE(table->model()->rowCount(), 400);
    QCOMPARE(table->verticalScrollBar()->value(), 50);
    QVERIFY(back->isVisible());
    QCOMPARE(back->text(), QStringLiteral("▼ 200 new events: back to live (End)"));

    table->setFocus();
    QTest::keyClick(table, Qt::Key_End);
    QCOMPARE(table->verticalScrollBar()->value(), table->verticalScrollBar()->maximum());
    QVERIFY(!back->isVisible());
}

void WindowTest::selectingAnEventShowsItInTheInspector()
{
    Desk desk;
    auto *table = desk.find<EventsView>("eventsTable");
    desk.hub.tap()->emitEvents({received("demo", "price", "{\"price\":7}", "1-2")});
    QTRY_COMPARE(table->model()->rowCount(), 1);
    table->selectRow(0);
    QCOMPARE(desk.find<QLabel>("inspectorId")->text(), QStringLiteral("1-2"));
    desk.find<QTabWidget>("inspectorViews")->setCurrentIndex(1);
    QCOMPARE(desk.find<QPlainTextEdit>("inspectorData")->toPlainText(), QStringLiteral("{\n  \"price\": 7\n}"));
}

void WindowTest::noEventIsInTheInspectorWithoutItsRowMarked()
{
    Desk desk;
    auto *table = desk.find<EventsView>("eventsTable");
    const auto isShown = [&desk] { return desk.find<QWidget>("inspectorEmpty")->isHidden(); };
    desk.hub.tap()->emitEvents({received("demo", "price", "1", "1-1"), received("orders", "price", "2", "1-2")});
    QTRY_COMPARE(table->model()->rowCount(), 2);
    // The keyboard alone makes a row the current one, and marks none.
    table->selectionModel()->setCurrentIndex(table->model()->index(0, 0), QItemSelectionModel::NoUpdate);
    QVERIFY(!isShown());
    table->selectRow(1);
    QVERIFY(isShown());
    QCOMPARE(desk.find<QLabel>("inspectorId")->text(), QStringLiteral("1-2"));
    // The mark is taken off, as by Ctrl and a click.
    table->selectionModel()->select(table->currentIndex(), QItemSelectionModel::Deselect | QItemSelectionModel::Rows);
    QTRY_VERIFY(!isShown());
    // The row goes, and comes back.
    table->selectRow(1);
    QTRY_VERIFY(isShown());
    desk.monitor.events().setMuted({HubSource, "orders"}, true);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QTRY_VERIFY(!isShown());
    desk.monitor.events().setMuted({HubSource, "orders"}, false);
    QTRY_COMPARE(table->model()->rowCount(), 2);
    QTRY_VERIFY(isShown());
    QCOMPARE(desk.find<QLabel>("inspectorId")->text(), QStringLiteral("1-2"));
    desk.trigger(ActionId::ClearEvents);
    QTRY_VERIFY(!isShown());
}

void WindowTest::aStoppedHubHasNoCountsRatesAndClients()
{
    Desk desk;
    desk.hub.snapshot.totals.clients = 3;
    desk.hub.snapshot.totals.channels = 1;
    desk.hub.snapshot.totals.publishedPerSecond = 25;
    desk.hub.snapshot.channels = {channelOf("orders")};
    desk.hub.snapshot.clients = QList<ClientInfo>{clientOf("1"), clientOf("2"), clientOf("3")};
    desk.hub.requestSnapshot(true);
    auto *rates = desk.find<QLabel>("statusRates");
    QTRY_COMPARE(desk.monitor.clients().rowCount(), 3);
    QVERIFY(rates->isVisible());
    QVERIFY(rates->text().contains(QStringLiteral("25/s")));
    QVERIFY(desk.monitor.navigator().channelIndex("orders").isValid());

    desk.hub.stop();
    QVERIFY(!rates->isVisible());
    QCOMPARE(desk.monitor.clients().rowCount(), 0);
    QCOMPARE(desk.monitor.channels().rowCount(), 0);
    QVERIFY(!desk.monitor.navigator().channelIndex("orders").isValid());
    QCOMPARE(desk.monitor.hubState().totals().clients, 0);
    QVERIFY(desk.monitor.hubState().channels().isEmpty());
    auto *tabs = desk.find<Tabs>("tabs");
    for (int i = 0; i < tabs->count(); ++i)
        QVERIFY2(!tabs->tabText(i).contains(u'3') && !tabs->tabText(i).contains(u'1'), qPrintable(tabs->tabText(i)));

    desk.hub.start();
    QTRY_COMPARE(desk.monitor.channels().rowCount(), 1);
    QVERIFY(rates->isVisible());
}

void WindowTest::whatAStoppedHubReportsLateIsNotShown()
{
    Desk desk;
    desk.hub.snapshot.channels = {channelOf("orders")};
    desk.hub.requestSnapshot(true);
    desk.hub.stop();
    QSignalSpy arrived(&desk.hub, &HubControl::snapshotArrived);
    desk.hub.requestSnapshot(true);
    QTRY_VERIFY(!arrived.isEmpty());
    QCOMPARE(desk.monitor.channels().rowCount(), 0);
}

void WindowTest::foldersCloseOnceChannelsAreMany()
{
    Desk desk;
    const auto addChannels = [&desk](int from, int to) {
        for (int i = from; i < to; ++i)
            desk.hub.snapshot.channels.append(channelOf("site." + QByteArray::number(i)));
        desk.hub.requestSnapshot(false);
    };
    const auto &navigator = desk.monitor.navigator();
    const auto *tree = desk.find<QTreeView>("navigator");
    const auto folder = [&navigator] { return navigator.channelIndex("site.0").parent(); };
    addChannels(0, 10);
    QTRY_COMPARE(navigator.channelCount(), 10);
    QVERIFY(tree->isExpanded(folder()));
    addChannels(10, NavigatorModel::MostAtOnce + 10);
    QTRY_VERIFY_WITH_TIMEOUT(navigator.isSettled() && navigator.channelCount() == NavigatorModel::MostAtOnce + 10,
                             60'000);
    QVERIFY(!tree->isExpanded(folder()));
    QVERIFY(tree->isExpanded(navigator.hubIndex()));
}

void WindowTest::aKeychainThatRefusesIsReportedInTheWindow()
{
    Desk desk;
    auto *banner = desk.find<QWidget>("secretsNotKept");
    QVERIFY(!banner->isVisible());
    desk.window->reportSecretsNotKept(QStringLiteral("lab"), QStringLiteral("Access was denied."));
    QVERIFY(banner->isVisible());
    const QString text = desk.find<QLabel>("secretsNotKeptText")->text();
    QVERIFY2(text.contains(QStringLiteral("lab")) && text.contains(QStringLiteral("Access was denied.")),
             qPrintable(text));
    desk.languages.use(QStringLiteral("ja"));
    QTRY_VERIFY(desk.find<QLabel>("secretsNotKeptText")->text() != text);
    desk.window->reportSecretsNotRemoved(QStringLiteral("lab"), QStringLiteral("Access was denied."));
    QVERIFY(banner->isVisible());
}

void WindowTest::controlEnterElsewherePublishesNothing()
{
    Desk desk;
    auto *data = desk.find<QPlainTextEdit>("composerData");
    data->setPlainText(QStringLiteral("half written"));
    desk.hub.tap()->emitEvents({received("demo", "price", "1", "1-1")});
    auto *table = desk.find<EventsView>("eventsTable");
    QTRY_COMPARE(table->model()->rowCount(), 1);
    desk.showTab("events");
    QWidget *const places[] = {table, desk.find<QWidget>("filterField"), desk.find<QWidget>("navigator"),
                               desk.find<QWidget>("hubUrl")};
    for (QWidget *place : places) {
        place->setFocus();
        QVERIFY2(place->hasFocus(), qPrintable(place->objectName()));
        QTest::keyClick(place, Qt::Key_Return, Qt::ControlModifier);
        QTest::keyClick(place, Qt::Key_Enter, Qt::ControlModifier | Qt::KeypadModifier);
        QVERIFY2(desk.hub.publisher()->published.isEmpty(), qPrintable(place->objectName()));
    }
    // From each of its fields it does.
    qsizetype count = 0;
    for (const char *name : {"composerData", "composerType", "composerId", "composerRetry"}) {
        auto *field = desk.find<QWidget>(name);
        field->setFocus();
        QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.hub.publisher()->published.size(), ++count);
    }
}

void WindowTest::aTakenPortIsReportedAndAFreeOneOffered()
{
    Desk desk(QStringLiteral("127.0.0.1:7373 is in use by another program."));
    auto *banner = desk.find<QWidget>("hubFailed");
    QVERIFY(banner->isVisible());
    QVERIFY(desk.find<QLabel>("hubFailedText")->text().contains(QStringLiteral("7373 is in use")));
    QVERIFY(!desk.find<QPushButton>("composerPublish")->isEnabled());
    desk.find<QPushButton>("tryAgain")->click();
    QVERIFY(banner->isVisible());
    desk.find<QPushButton>("useFreePort")->click();
    QVERIFY(!banner->isVisible());
    QCOMPARE(desk.hub.listenAddress(), QStringLiteral("127.0.0.1:0"));
    QCOMPARE(desk.find<QLineEdit>("hubUrl")->text(), QStringLiteral("http://127.0.0.1:41234/stream"));
}

void WindowTest::fiftyThousandNewChannelsComeInSlices()
{
    constexpr int Count = test::IsSanitized ? 10'000 : 50'000; // more than are taken over at once
    Desk desk;
    desk.find<QComboBox>("composerChannel")->setEditText(QStringLiteral("written"));
    for (int i = 0; i < Count; ++i) {
        ChannelInfo channel;
        channel.name = "site/" + QByteArray::number(i % 50) + "/dev." + QByteArray::number(i);
        channel.events = quint64(i);
        desk.hub.snapshot.channels.append(channel);
    }
    const auto &channels = desk.monitor.channels();
    const auto &navigator = desk.monitor.navigator();
    int largest = 0;
    connect(&channels, &QAbstractItemModel::rowsInserted, this,
            [&largest](const QModelIndex &, int first, int last) { largest = std::max(largest, last - first + 1); });
    QSignalSpy arrived(&desk.hub, &HubControl::snapshotArrived);
    desk.hub.requestSnapshot(false);
    QVERIFY(arrived.wait());
    // Nobody did all of it at once.
    QVERIFY(!channels.isSettled());
    QVERIFY(!navigator.isSettled());
    qint64 longest = 0;
    const QDeadlineTimer deadline(std::chrono::minutes(4));
    const auto *names = desk.find<QComboBox>("composerChannel");
    while (
        !(channels.rowCount() == Count && channels.isSettled() && navigator.isSettled() && names->count() == Count) &&
        !deadline.hasExpired()) {
        QElapsedTimer turn;
        turn.start();
        QCoreApplication::processEvents();
        longest = std::max(longest, turn.elapsed());
    }
    qInfo("the longest turn: %lld ms", longest);
    QCOMPARE(channels.rowCount(), Count);
    QCOMPARE(navigator.channelCount(), Count);
    QVERIFY(largest <= ChannelTableModel::MostAtOnce);
    QCOMPARE(channels.nameAt(0), QByteArray("site/0/dev.0"));
    QVERIFY(navigator.channelIndex("site/49/dev." + QByteArray::number(Count - 1)).isValid());
    QCOMPARE(names->count(), Count);
    QCOMPARE(names->currentText(), QStringLiteral("written"));
    QVERIFY(std::is_sorted(channels.rows().cbegin(), channels.rows().cend(),
                           [](const ChannelInfo &a, const ChannelInfo &b) { return a.name < b.name; }));

    // And they go as they came.
    desk.hub.stop();
    while (!(channels.rowCount() == 0 && navigator.isSettled() && names->count() == 0) && !deadline.hasExpired())
        QCoreApplication::processEvents();
    QCOMPARE(channels.rowCount(), 0);
    QCOMPARE(navigator.rowCount(navigator.hubIndex()), 0);
    QCOMPARE(names->currentText(), QStringLiteral("written"));
}

void WindowTest::aSnapshotMovesAChart()
{
    Desk desk;
    desk.hub.snapshot.totals.publishedPerSecond = 120;
    desk.showTab("charts");
    auto *chart = desk.find<QWidget>("eventsInChart");
    QTRY_COMPARE_WITH_TIMEOUT(chart->accessibleDescription(), QStringLiteral("120/s"), 30'000);
}

void WindowTest::aClearIsUndoneFromTheBanner()
{
    Desk desk;
    desk.hub.tap()->emitEvents({received("demo", "", "1"), received("demo", "", "2")});
    QTRY_COMPARE(desk.monitor.events().rowCount(), 2);
    desk.trigger(ActionId::ClearEvents);
    QCOMPARE(desk.monitor.events().rowCount(), 0);
    QCOMPARE(desk.find<QLabel>("eventsClearedText")->text(), QStringLiteral("2 events cleared."));
    desk.find<QPushButton>("undoClearButton")->click();
    QCOMPARE(desk.monitor.events().rowCount(), 2);
    QVERIFY(!desk.find<QWidget>("eventsCleared")->isVisible());
}

void WindowTest::selectedClientsAreDisconnected()
{
    Desk desk;
    QList<ClientInfo> &clients = desk.hub.snapshot.clients.emplace();
    for (int i = 1; i <= 3; ++i) {
        ClientInfo client;
        client.id = QByteArray::number(i);
        clients.append(client);
    }
    desk.hub.snapshot.totals.clients = 3;
    desk.showTab("clients");
    auto *table = desk.find<QTableView>("clientsTable");
    QTRY_COMPARE(table->model()->rowCount(), 3);
    QVERIFY(!desk.window->actionList()[ActionId::DisconnectClients]->isEnabled());
    table->selectAll();
    Answer answer("confirmationAgree");
    desk.trigger(ActionId::DisconnectClients);
    QCOMPARE(desk.hub.disconnected, (QByteArrayList{"1", "2", "3"}));
}

QTEST_MAIN(WindowTest)
#include "tst_window.moc"
