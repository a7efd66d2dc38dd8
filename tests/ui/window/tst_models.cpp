// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakehub.h"
#include "ui/inspector/datacheck.h"
#include "ui/look/format.h"
#include "ui/window/monitor.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace helio;

namespace {

ChannelInfo channel(const QByteArray &name, qint64 subscribers = 0, double rate = 0)
{
    ChannelInfo info;
    info.name = name;
    info.subscribers = subscribers;
    info.eventsPerSecond = rate;
    return info;
}

QStringList names(const NavigatorModel &model, const QModelIndex &parent)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(parent); ++row)
        names.append(model.index(row, 0, parent).data().toString());
    return names;
}

} // namespace

class ModelsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rowsKeepTheirPlaceAndSelectionWhenASnapshotReplacesThem();
    void rowsAreSortedByTheColumnAsked();
    void channelNamesAreSplitAtDotsAndSlashes();
    void aFolderGoesWithItsLastChannel();
    void streamsShowTheirStateInTheNavigator();
    void aRefusedStreamSaysWhyAndCanBeReopened();
    void whoLostEventsOnTheWayIsSaidBeforeWhatIsLeft();
    void aRemovedStreamSendsNothingMore();
    void eventsOfTheHubReachTheTable();
    void eventsOfAStreamReachTheTableWithItsName();
    void theSystemFeedIsMutedAtFirst();
    void cpuOfTheSystemFeedIsCharted();
    void theSystemFeedMayHaveAnotherChannel();
    void aSnapshotGivesEachFigureAPoint();
    void clientsAreAskedForOnlyWhileShown();
    void aStreamUrlEscapesTheChannel();
    void brokenJsonIsReportedWithItsPlace_data();
    void brokenJsonIsReportedWithItsPlace();
    void prettyJsonKeepsDigitsAndOrder();
    void bytesAreShortAndHaveUnits_data();
    void bytesAreShortAndHaveUnits();
};

void ModelsTest::rowsKeepTheirPlaceAndSelectionWhenASnapshotReplacesThem()
{
    ChannelTableModel model;
    QAbstractItemModelTester tester(&model);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.assign({channel("b"), channel("a"), channel("c")});
    QCOMPARE(model.nameAt(0), QByteArray("a"));
    const QPersistentModelIndex b(model.index(1, 0));
    model.assign({channel("c"), channel("b"), channel("aa")});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(b.data().toString(), QStringLiteral("b"));
    model.assign({channel("b", 9)});
    QCOMPARE(b.row(), 0);
    QCOMPARE(model.index(0, ChannelTableModel::Clients).data().toString(), QStringLiteral("9"));
    model.assign({});
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!b.isValid());
    QCOMPARE(reset.size(), 0);
}

void ModelsTest::rowsAreSortedByTheColumnAsked()
{
    ChannelTableModel model;
    QAbstractItemModelTester tester(&model);
    model.assign({channel("a", 1), channel("b", 100), channel("c", 20)});
    const QPersistentModelIndex b(model.index(1, 0));
    model.sort(ChannelTableModel::Clients, Qt::DescendingOrder);
    QCOMPARE(model.nameAt(0), QByteArray("b"));
    QCOMPARE(model.nameAt(2), QByteArray("a"));
    QCOMPARE(b.row(), 0);
    model.assign({channel("a", 1), channel("b", 0), channel("c", 20)});
    QCOMPARE(b.row(), 2);
}

void ModelsTest::channelNamesAreSplitAtDotsAndSlashes()
{
    FeedQueue queue(1024);
    FakeOpener opener;
    StreamList streams(opener, queue);
    NavigatorModel model(streams);
    QAbstractItemModelTester tester(&model);
    model.setChannels(
        {channel("orders"), channel("orders.eu"), channel("orders.us/retail"), channel("sse"), channel("..")});
    QCOMPARE(names(model, model.hubIndex()),
             (QStringList{QStringLiteral("(no name)"), QStringLiteral("orders"), QStringLiteral("sse")}));
    const QModelIndex orders = model.channelIndex("orders");
    QCOMPARE(names(model, orders), (QStringList{QStringLiteral("eu"), QStringLiteral("us")}));
    QCOMPARE(names(model, model.index(1, 0, orders)), QStringList{QStringLiteral("/retail")});
    QCOMPARE(model.channelIndex("orders.us/retail").data(NavigatorModel::ChannelRole).toByteArray(),
             QByteArray("orders.us/retail"));
}

void ModelsTest::aFolderGoesWithItsLastChannel()
{
    FeedQueue queue(1024);
    FakeOpener opener;
    StreamList streams(opener, queue);
    NavigatorModel model(streams);
    QAbstractItemModelTester tester(&model);
    model.setChannels({channel("a.b.c"), channel("a.d")});
    model.setChannels({channel("a.d")});
    QCOMPARE(names(model, model.index(0, 0, model.hubIndex())), QStringList{QStringLiteral("d")});
    model.setChannels({});
    QCOMPARE(model.rowCount(model.hubIndex()), 0);
    model.setChannels({channel("a.b.c")});
    QCOMPARE(model.rowCount(model.hubIndex()), 1);
}

void ModelsTest::streamsShowTheirStateInTheNavigator()
{
    FeedQueue queue(1024);
    FakeOpener opener;
    StreamList streams(opener, queue);
    NavigatorModel model(streams);
    QAbstractItemModelTester tester(&model);
    const int id = streams.open({QUrl(QStringLiteral("http://lab.example/stream")), {}, {}});
    const QModelIndex stream = model.index(0, 0, model.streamsIndex());
    QCOMPARE(stream.data().toString(), QStringLiteral("lab.example"));
    QCOMPARE(stream.data(NavigatorModel::ShapeRole).toString(), QStringLiteral("◐"));
    Q_EMIT opener.last->stateChanged(ReadyState::Open);
    QCOMPARE(stream.data(NavigatorModel::ShapeRole).toString(), QStringLiteral("●"));
    QCOMPARE(stream.data(NavigatorModel::DetailRole).toString(), QStringLiteral("open"));
    Q_EMIT opener.last->reconnectScheduled(std::chrono::milliseconds(2900), 1);
    QCOMPARE(stream.data(NavigatorModel::DetailRole).toString(), QStringLiteral("again in 3 s"));
    streams.close(id);
    QCOMPARE(stream.data(NavigatorModel::ShapeRole).toString(), QStringLiteral("○"));
    QCOMPARE(stream.data(NavigatorModel::DetailRole).toString(), QStringLiteral("closed by you"));
    streams.remove(id);
    QCOMPARE(model.rowCount(model.streamsIndex()), 0);
}

void ModelsTest::aRefusedStreamSaysWhyAndCanBeReopened()
{
    FeedQueue queue(1024);
    FakeOpener opener;
    StreamList streams(opener, queue);
    const int id = streams.open({QUrl(QStringLiteral("http://lab.example/")), {}, {}});
    Q_EMIT opener.last->stateChanged(ReadyState::Closed);
    Q_EMIT opener.last->failed({Failure::Refused, 404, QStringLiteral("404 Not Found")});
    QCOMPARE(streams.state(id), StreamList::State::Refused);
    QCOMPARE(streams.problem(id), QStringLiteral("404 Not Found"));
    streams.reopen(id);
    QCOMPARE(streams.state(id), StreamList::State::Connecting);
    QVERIFY(streams.problem(id).isEmpty());
}

void ModelsTest::whoLostEventsOnTheWayIsSaidBeforeWhatIsLeft()
{
    FakeHub hub;
    FakeOpener opener;
    Monitor monitor(hub, opener);
    const int stream = monitor.streams().open({QUrl(QStringLiteral("http://lab.example/")), {}, {}});
    QStringList said;
    connect(&monitor, &Monitor::eventsLost, &monitor,
            [&said](int source) { said.append(QStringLiteral("lost %1").arg(source)); });
    connect(&monitor, &Monitor::eventsDrained, &monitor,
            [&said](const std::deque<FeedQueue::Item> &items) { said.append(QString::number(items.size())); });
    hub.tap()->emitEvents({received("orders", {}, "1")});
    monitor.drain();
    QCOMPARE(said, QStringList{QStringLiteral("1")});
    said.clear();
    // More than may wait: of whom the oldest are.
    opener.last->tap.emitEvents(QList<ReceivedEvent>(70, received({}, {}, QByteArray(1024 * 1024, 'x'))));
    hub.tap()->emitEvents({received("orders", {}, "2")});
    monitor.drain();
    QCOMPARE(said.size(), 2);
    QCOMPARE(said[0], QStringLiteral("lost %1").arg(stream));
    QVERIFY(said[1].toInt() < 71);
    QVERIFY(monitor.events().counters().trimmed > 0);
    said.clear();
    monitor.drain();
    QCOMPARE(said, QStringList{QStringLiteral("0")});
}

void ModelsTest::aRemovedStreamSendsNothingMore()
{
    FeedQueue queue(1024 * 1024);
    FakeOpener opener;
    StreamList streams(opener, queue);
    const int id = streams.open({QUrl(QStringLiteral("http://lab.example/")), {}, {}});
    opener.last->tap.emitEvents({received("", "", "1")});
    streams.remove(id);
    QCOMPARE(queue.takeAll().size(), 1U);
}

void ModelsTest::eventsOfTheHubReachTheTable()
{
    FakeHub hub;
    FakeOpener opener;
    Monitor monitor(hub, opener);
    hub.tap()->emitEvents({received("demo", "price", "1")});
    QTRY_COMPARE(monitor.events().rowCount(), 1);
    QCOMPARE(monitor.events().index(0, EventTableModel::Source).data().toString(), QStringLiteral("hub"));
}

void ModelsTest::eventsOfAStreamReachTheTableWithItsName()
{
    FakeHub hub;
    FakeOpener opener;
    Monitor monitor(hub, opener);
    monitor.streams().open({QUrl(QStringLiteral("http://lab.example/stream")), {}, {}});
    opener.last->tap.emitEvents({received("", "", "far away")});
    QTRY_COMPARE(monitor.events().rowCount(), 1);
    QCOMPARE(monitor.events().index(0, EventTableModel::Source).data().toString(), QStringLiteral("lab.example"));
}

void ModelsTest::theSystemFeedIsMutedAtFirst()
{
    FakeHub hub;
    FakeOpener opener;
    Monitor monitor(hub, opener, "system");
    hub.tap()->emitEvents({received("system", "", "{}")});
    QTRY_COMPARE(monitor.events().counters().filtered, 1U);
    QCOMPARE(monitor.events().rowCount(), 0);
}

void ModelsTest::cpuOfTheSystemFeedIsCharted()
{
    FakeHub hub;
    FakeOpener opener;
    Monitor monitor(hub, opener, "system");
    hub.tap()->emitEvents({received("system", "", R"({"cpu":{"percent":41.5}})")});
    QTRY_COMPARE(monitor.figures().figure(ChartFigures::Cpu)->size(), 1U);
    QCOMPARE(monitor.figures().figure(ChartFigures::Cpu)->last()->value, 41.5);
    hub.tap()->emitEvents({received("system", "", "not JSON")});
    QTRY_COMPARE(monitor.events().counters().received, 2U);
    QCOMPARE(monitor.figures().figure(ChartFigures::Cpu)->size(), 1U);
}

void ModelsTest::theSystemFeedMayHaveAnotherChannel()
{
    FakeHub hub;
    FakeOpener opener;
    Monitor monitor(hub, opener, "machine");
    hub.tap()->emitEvents({received("system", "", R"({"cpu":{"percent":1}})")});
    QTRY_COMPARE(monitor.events().rowCount(), 1);
    hub.tap()->emitEvents({received("machine", "", R"({"cpu":{"percent":41.5}})")});
    QTRY_COMPARE(monitor.events().counters().filtered, 1U);
    QCOMPARE(monitor.events().rowCount(), 1);
    const auto cpu = monitor.figures().figure(ChartFigures::Cpu);
    QCOMPARE(cpu->size(), 1U);
    QCOMPARE(cpu->last()->value, 41.5);
}

void ModelsTest::aSnapshotGivesEachFigureAPoint()
{
    FakeHub hub;
    hub.snapshot.totals.publishedPerSecond = 120;
    hub.snapshot.totals.deliveredPerSecond = 4400;
    hub.snapshot.totals.clients = 37;
    FakeOpener opener;
    Monitor monitor(hub, opener);
    QTRY_COMPARE(monitor.figures().figure(ChartFigures::EventsIn)->size(), 1U);
    QCOMPARE(monitor.figures().figure(ChartFigures::EventsIn)->last()->value, 120.0);
    QCOMPARE(monitor.figures().figure(ChartFigures::EventsOut)->last()->value, 4400.0);
    QCOMPARE(monitor.figures().figure(ChartFigures::Clients)->last()->value, 37.0);
}

void ModelsTest::clientsAreAskedForOnlyWhileShown()
{
    FakeHub hub;
    FakeOpener opener;
    Monitor monitor(hub, opener);
    QSignalSpy taken(&monitor.hubState(), &HubState::changed);
    QVERIFY(taken.wait(30'000));
    QVERIFY(taken.wait(30'000));
    QVERIFY(!hub.askedForClients);
    ClientsWish wish(monitor.hubState());
    wish.set(true);
    QVERIFY(hub.askedForClients);
}

void ModelsTest::aStreamUrlEscapesTheChannel()
{
    FakeHub hub;
    FakeOpener opener;
    Monitor monitor(hub, opener);
    QVERIFY(monitor.hubState().streamUrl("a").isEmpty());
    hub.start();
    QCOMPARE(monitor.hubState().streamUrl({}), QStringLiteral("http://127.0.0.1:7373/stream"));
    QCOMPARE(monitor.hubState().streamUrl("a b&c+ü/d"),
             QStringLiteral("http://127.0.0.1:7373/stream?channel=a%20b%26c%2B%C3%BC/d"));
}

void ModelsTest::brokenJsonIsReportedWithItsPlace_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QString>("note");
    QTest::newRow("nothing") << QByteArray() << QStringLiteral("empty");
    QTest::newRow("text") << QByteArray("hello") << QStringLiteral("text, 5 B");
    QTest::newRow("object") << QByteArray("{\"a\":1}") << QStringLiteral("JSON, valid, 7 B");
    QTest::newRow("array after space") << QByteArray(" [1]") << QStringLiteral("JSON, valid, 4 B");
    QTest::newRow("missing value on line 2")
        << QByteArray("{\"a\":1,\n\"b\":}") << QStringLiteral("JSON, invalid at line 2, column 5; 13 B");
    QTest::newRow("invalid UTF-8 in a string")
        << QByteArray("[\"\xff\"]") << QStringLiteral("JSON, invalid at line 1, column 3; 5 B");
    QTest::newRow("one number") << QByteArray("1.50") << QStringLiteral("JSON, valid, 4 B");
}

void ModelsTest::brokenJsonIsReportedWithItsPlace()
{
    QFETCH(QByteArray, written);
    QFETCH(QString, note);
    QCOMPARE(DataCheck::of(written).note(written.size()), note);
}

void ModelsTest::prettyJsonKeepsDigitsAndOrder()
{
    const QByteArray json = "{\"b\":1.10,\"a\":[],\"c\":[\"x{,}\\\"\",12345678901234567890]}";
    QCOMPARE(
        prettyJson(json),
        QByteArray("{\n  \"b\": 1.10,\n  \"a\": [],\n  \"c\": [\n    \"x{,}\\\"\",\n    12345678901234567890\n  ]\n}"));
    QCOMPARE(prettyJson("no json {"), QByteArray("no json {"));
    // JSON is UTF-8 (RFC 8259): what is not stays as it is.
    QCOMPARE(prettyJson("[\"\xff\",1]"), QByteArray("[\"\xff\",1]"));
}

void ModelsTest::bytesAreShortAndHaveUnits_data()
{
    QTest::addColumn<double>("amount");
    QTest::addColumn<QString>("text");
    QTest::newRow("0") << 0.0 << QStringLiteral("0 B");
    QTest::newRow("1023") << 1023.0 << QStringLiteral("1,023 B");
    QTest::newRow("1024") << 1024.0 << QStringLiteral("1 KB");
    QTest::newRow("1536") << 1536.0 << QStringLiteral("1.5 KB");
    QTest::newRow("3 MB") << 3.0 * 1024 * 1024 << QStringLiteral("3 MB");
}

void ModelsTest::bytesAreShortAndHaveUnits()
{
    QFETCH(double, amount);
    QFETCH(QString, text);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QCOMPARE(format::bytes(amount), text);
}

QTEST_MAIN(ModelsTest)
#include "tst_models.moc"
