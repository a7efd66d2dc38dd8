// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of clients, without a window: tables, filter, journal, what is done to them.
#include "fakehub.h"
#include "ui/hub/bantablemodel.h"
#include "ui/hub/clientforms.h"
#include "ui/hub/clienthistorymodel.h"
#include "ui/hub/clientjournal.h"
#include "ui/hub/clientpace.h"
#include "ui/hub/clientprogram.h"
#include "ui/hub/clientremoval.h"
#include "ui/hub/clienttablemodel.h"
#include "ui/hub/hubstate.h"
#include "ui/window/languages.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <ctime>

using namespace helio;

namespace {

constexpr const char *ChromeAgent =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

ClientInfo client(int number)
{
    ClientInfo info;
    info.id = QByteArray::number(number);
    info.remoteAddress = QStringLiteral("10.0.%1.%2:%3").arg(number / 250 % 250).arg(number % 250).arg(40'000 + number);
    info.userAgent = number % 2 ? QByteArray("curl/7.88.1") : QByteArray(ChromeAgent);
    info.channels = {"orders." + QByteArray::number(number % 300)};
    info.connectedAt = 1'763'000'000'000 + number;
    info.sentEvents = quint64(number);
    return info;
}

QList<ClientInfo> clients(int count)
{
    QList<ClientInfo> all;
    for (int i = 1; i <= count; ++i)
        all.append(client(i));
    return all;
}

DepartureInfo departure(quint64 number, const QByteArray &reason = "closed by peer")
{
    DepartureInfo info;
    info.number = number;
    info.client = client(int(number));
    info.endedAt = info.client.connectedAt + 90'000;
    info.reason = reason;
    return info;
}

int passing(const QString &filter, const QList<ClientInfo> &clients, QByteArrayView reason = {})
{
    const auto parsed = ClientFilter::parse(filter);
    if (!parsed)
        return -1;
    return int(std::count_if(clients.cbegin(), clients.cend(), [&](const ClientInfo &one) {
        return parsed->matches(one, programOf(one.userAgent), reason);
    }));
}

} // namespace

class ClientsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { languages_.use(QStringLiteral("en")); }
    void aProgramIsAWordOrTwo_data();
    void aProgramIsAWordOrTwo();
    void aFilterFindsClientsByWhatTheyAre_data();
    void aFilterFindsClientsByWhatTheyAre();
    void aFilterThatIsNoneSaysWhy();
    void onlyThoseThatPassAreInTheTable();
    void rowsKeepTheirSelectionThroughAFilter();
    void aFilterMayChangeWhileRowsAreTakenOver();
    void tenThousandRowsAreUpdatedInShortSlices();
    void numbersInAddressesAreComparedAsNumbers();
    void aClientIsSlowBeforeItIsEnded();
    void aSlowClientIsMarkedInItsRow();
    void whoLeftIsAskedForOnlyWhileWantedAndOnlyTheNew();
    void theJournalBeginsAnewWithTheHub();
    void theJournalIsBounded();
    void reasonsAreSaidInWords();
    void whatCameOfADisconnectIsSaid();
    void aRefusalIsSaidInTheHubsWords();
    void keepingAwayCanBeUndone();
    void manyAreLetComeByOneQuestion();
    void aHubThatStopsAnswersNothing();
    void theNewestOfWhatItGotStandsFirst();
    void whatItGotIsReplacedAsAWhole();
    void whoIsKeptAwayComesGoesAndIsSorted();
    void clientsAreCopiedAsTheHubNamesThem();

private:
    Languages languages_;
};

void ClientsTest::aProgramIsAWordOrTwo_data()
{
    QTest::addColumn<QByteArray>("userAgent");
    QTest::addColumn<QString>("program");
    const auto row = [](const char *name, const char *userAgent, const char *program) {
        QTest::newRow(name) << QByteArray(userAgent) << QString::fromLatin1(program);
    };
    row("Chrome", ChromeAgent, "Chrome 140");
    row("Edge", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.1",
        "Edge 140");
    row("Firefox", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox 128");
    row("Safari", "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15",
        "Safari 17");
    row("headless", "Mozilla/5.0 (X11) AppleWebKit/537.36 HeadlessChrome/131.0.0.0 Safari/537.36",
        "Chrome (headless) 131");
    row("curl", "curl/7.88.1", "curl 7");
    row("okhttp", "okhttp/4.12.0", "okhttp 4");
    row("Node", "node", "Node");
    row("Node with a version", "node/20.1", "Node");
    row("Python requests", "python-requests/2.28.1", "Python requests");
    row("helio", "helio/0.1.0", "helio 0");
    row("unknown", "MyShop/2.3 (build 7)", "MyShop 2");
    row("without version", "MyShop", "MyShop");
    row("a name within another", "curlish/9", "curlish 9");
    row("none", "", "");
}

void ClientsTest::aProgramIsAWordOrTwo()
{
    QFETCH(const QByteArray, userAgent);
    QTEST(programOf(userAgent), "program");
}

void ClientsTest::aFilterFindsClientsByWhatTheyAre_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("count");
    const auto row = [](const char *filter, int count) {
        QTest::newRow(filter) << QString::fromLatin1(filter) << count;
    };
    row("", 4);
    row("curl", 2);
    row("-curl", 2);
    row("program:chrome", 2);
    row("program:\"Chrome 140\"", 2);
    row("program:Chrome*", 2);
    row("program:safari", 0);
    row("address:10.0.0.1", 1);
    row("address:10.0.0.1:40001", 1);
    row("address:10.0.0.*", 4);
    row("channel:orders.2", 1);
    row("channel:orders.*", 4);
    row("subject:anna", 1);
    row("-subject:\"\"", 1);
    row("origin:http://shop.example", 1);
    row("id:3", 1);
    row("/orders\\.[12]$/ program:curl", 1);
    row("reason:kicked", 0);
}

void ClientsTest::aFilterFindsClientsByWhatTheyAre()
{
    QFETCH(const QString, filter);
    QList<ClientInfo> four = clients(4);
    four[1].subject = QStringLiteral("anna");
    four[2].origin = "http://shop.example";
    QTEST(passing(filter, four), "count");
}

void ClientsTest::aFilterThatIsNoneSaysWhy()
{
    FilterMistake mistake;
    QVERIFY(!ClientFilter::parse(QStringLiteral("taste:sweet"), &mistake));
    QVERIFY2(mistake.what.contains(QStringLiteral("address:")) && !mistake.what.contains(QStringLiteral("source:")),
             qPrintable(mistake.what));
    // Clients have no data to look into: that is text here.
    QVERIFY(ClientFilter::parse(QStringLiteral("$.price>100")));
    QCOMPARE(passing(QStringLiteral("reason:\"too slow\""), clients(3), "too slow"), 3);
}

void ClientsTest::onlyThoseThatPassAreInTheTable()
{
    ClientTableModel model;
    QAbstractItemModelTester tester(&model);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.assign(clients(10));
    model.setFilter(*ClientFilter::parse(QStringLiteral("program:curl")));
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.all().size(), 10);
    model.assign(clients(20));
    QCOMPARE(model.rowCount(), 10);
    model.setFilter({});
    QCOMPARE(model.rowCount(), 20);
    QCOMPARE(reset.size(), 0);
}

void ClientsTest::rowsKeepTheirSelectionThroughAFilter()
{
    ClientTableModel model;
    QAbstractItemModelTester tester(&model);
    model.assign(clients(10));
    model.sort(ClientTableModel::Sent, Qt::DescendingOrder);
    const QPersistentModelIndex third(model.index(model.rowOf("3"), 0));
    model.setFilter(*ClientFilter::parse(QStringLiteral("program:curl")));
    QCOMPARE(model.idAt(third.row()), QByteArray("3"));
    QCOMPARE(model.idAt(0), QByteArray("9"));
    model.setFilter({});
    QCOMPARE(model.idAt(third.row()), QByteArray("3"));
}

void ClientsTest::aFilterMayChangeWhileRowsAreTakenOver()
{
    ClientTableModel model;
    model.assign(clients(10'000));
    model.setFilter(*ClientFilter::parse(QStringLiteral("program:curl")));
    model.setFilter(*ClientFilter::parse(QStringLiteral("id:77")));
    QTRY_VERIFY_WITH_TIMEOUT(model.isSettled() && model.rowCount() == 1, 60'000);
    QCOMPARE(model.idAt(0), QByteArray("77"));
}

void ClientsTest::tenThousandRowsAreUpdatedInShortSlices()
{
    ClientTableModel model;
    model.sort(ClientTableModel::Address);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    // The processor's time, which other programs on the machine do not lengthen.
    const auto takeOver = [&](const QList<ClientInfo> &next) {
        const auto cpu = [] { return std::clock() * 1000 / CLOCKS_PER_SEC; };
        const auto begin = cpu();
        model.assign(next);
        auto longest = cpu() - begin;
        while (!model.isSettled()) {
            const auto turn = cpu();
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            longest = std::max(longest, cpu() - turn);
        }
        return std::pair(longest, cpu() - begin);
    };
    QList<ClientInfo> all = clients(10'000);
    const auto filled = takeOver(all);
    const QPersistentModelIndex kept(model.index(model.rowOf("5000"), 0));
    for (ClientInfo &one : all)
        one.sentEvents += 10;
    const auto updated = takeOver(all);
    QCOMPARE(model.idAt(kept.row()), QByteArray("5000"));
    // A storm: every second one is another.
    for (int i = 0; i < all.size(); i += 2)
        all[i] = client(20'000 + i);
    const auto storm = takeOver(all);
    QCOMPARE(model.rowCount(), 10'000);
    QCOMPARE(reset.size(), 0);
    qInfo("longest slice and whole, ms: filled %ld %ld, updated %ld %ld, half are others %ld %ld", filled.first,
          filled.second, updated.first, updated.second, storm.first, storm.second);
}

void ClientsTest::numbersInAddressesAreComparedAsNumbers()
{
    const auto less = [](const char *a, const char *b) {
        return clientcells::isNaturallyLess(QString::fromLatin1(a), QString::fromLatin1(b));
    };
    QVERIFY(less("10.0.0.2:80", "10.0.0.10:80"));
    QVERIFY(!less("10.0.0.10:80", "10.0.0.2:80"));
    QVERIFY(less("10.0.0.2:80", "10.0.0.2:443"));
    QVERIFY(!less("a", "a"));
    QVERIFY(less("a", "ab"));
    QVERIFY(less("", "1"));
}

void ClientsTest::aClientIsSlowBeforeItIsEnded()
{
    constexpr qint64 Bound = 1000;
    ClientInfo one = client(1);
    QCOMPARE(paceOf(one, Bound), ClientPace::KeepsUp);
    QVERIFY(paceText(one, Bound).isEmpty());
    one.queuedEvents = 1;
    one.queuedBytes = 499;
    QCOMPARE(paceOf(one, Bound), ClientPace::KeepsUp);
    one.queuedBytes = 500;
    QCOMPARE(paceOf(one, Bound), ClientPace::Behind);
    one.queuedBytes = 800;
    QCOMPARE(paceOf(one, Bound), ClientPace::Ending);
    one.queuedBytes = 10;
    one.oldestQueuedMs = 6000;
    QCOMPARE(paceOf(one, Bound), ClientPace::Behind);
    one.oldestQueuedMs = 25'000;
    QCOMPARE(paceOf(one, Bound), ClientPace::Ending);
    QVERIFY(paceText(one, Bound).contains(QStringLiteral("25 s")));
}

void ClientsTest::aSlowClientIsMarkedInItsRow()
{
    ClientTableModel model;
    model.setQueueBound(1000);
    QList<ClientInfo> two = clients(2);
    two[1].queuedEvents = 9;
    two[1].queuedBytes = 600;
    model.assign(two);
    QCOMPARE(model.index(0, 0).data(ClientTableModel::ToneRole).toInt(), int(Tone::None));
    QCOMPARE(model.index(1, 0).data(ClientTableModel::ToneRole).toInt(), int(Tone::Waiting));
    QCOMPARE(model.index(1, ClientTableModel::Queued).data(ClientTableModel::ShareRole).toDouble(), 0.6);
    QVERIFY(model.index(1, 0).data(Qt::ToolTipRole).toString().startsWith(QStringLiteral("Slow: 9 events")));
}

void ClientsTest::whoLeftIsAskedForOnlyWhileWantedAndOnlyTheNew()
{
    FakeHub hub;
    hub.start();
    HubState state(hub, {});
    ClientJournal journal(state);
    QAbstractItemModelTester tester(&journal.table());
    hub.departures = {departure(1), departure(2, "too slow")};
    state.setSnapshot({});
    QVERIFY(hub.departuresAsked.isEmpty());
    journal.setWanted(true);
    QTRY_COMPARE(journal.table().rowCount(), 2);
    hub.departures.append(departure(3));
    state.setSnapshot({});
    QTRY_COMPARE(journal.table().rowCount(), 3);
    QCOMPARE(hub.departuresAsked, (QList<quint64>{0, 2}));
    journal.setWanted(false);
    state.setSnapshot({});
    QCOMPARE(hub.departuresAsked.size(), 2);
    hub.lacking.insert(HubControl::Feature::Departures, QStringLiteral("too old"));
    journal.setWanted(true);
    QCOMPARE(hub.departuresAsked.size(), 2);
}

void ClientsTest::theJournalBeginsAnewWithTheHub()
{
    FakeHub hub;
    hub.start();
    HubState state(hub, {});
    ClientJournal journal(state);
    HubSnapshot snapshot;
    snapshot.totals.startedAt = 1000;
    state.setSnapshot(snapshot);
    hub.departures = {departure(1), departure(2)};
    journal.setWanted(true);
    QTRY_COMPARE(journal.table().rowCount(), 2);
    // Stopped: what it said is still worth reading.
    state.setSnapshot({});
    QCOMPARE(journal.table().rowCount(), 2);
    hub.departures = {departure(1)};
    snapshot.totals.startedAt = 2000;
    state.setSnapshot(snapshot);
    QTRY_COMPARE(journal.table().rowCount(), 1);
}

void ClientsTest::theJournalIsBounded()
{
    FakeHub hub;
    hub.start();
    HubState state(hub, {});
    ClientJournal journal(state);
    for (quint64 number = 1; number <= quint64(ClientJournal::MaximumDepartures) + 10; ++number)
        hub.departures.append(departure(number));
    journal.setWanted(true);
    QTRY_VERIFY_WITH_TIMEOUT(
        journal.table().isSettled() && journal.table().rowCount() == int(ClientJournal::MaximumDepartures), 60'000);
    QCOMPARE(journal.table().rowAt(0)->number, 11U);
}

void ClientsTest::reasonsAreSaidInWords()
{
    DepartureTableModel model;
    QAbstractItemModelTester tester(&model);
    model.assign({departure(1, "too slow"), departure(2, "a new reason")});
    QCOMPARE(model.index(0, DepartureTableModel::Reason).data().toString(),
             QStringLiteral("too slow: too much waited for it"));
    QCOMPARE(model.index(1, DepartureTableModel::Reason).data().toString(), QStringLiteral("a new reason"));
    QCOMPARE(model.index(0, DepartureTableModel::Stayed).data().toString(), QStringLiteral("1 min 30 s"));
    QCOMPARE(model.index(0, 0).data(DepartureTableModel::ToneRole).toInt(), int(Tone::Failed));
    model.setFilter(*ClientFilter::parse(QStringLiteral("reason:\"too slow\"")));
    QCOMPARE(model.rowCount(), 1);
}

void ClientsTest::whatCameOfADisconnectIsSaid()
{
    FakeHub hub;
    ClientRemoval removal(hub);
    QSignalSpy answered(&removal, &ClientRemoval::answered);
    removal.disconnectClients(clients(3));
    QCOMPARE(hub.disconnected, (QByteArrayList{"1", "2", "3"}));
    QTRY_COMPARE(answered.size(), 1);
    QCOMPARE(removal.answer().text, QStringLiteral("3 clients disconnected; they may come back at once."));
    QVERIFY(removal.answer().undoneKeys.isEmpty());
    removal.disconnectClients({});
    QCOMPARE(hub.disconnected.size(), 3);
}

void ClientsTest::aRefusalIsSaidInTheHubsWords()
{
    FakeHub hub;
    ClientRemoval removal(hub);
    QSignalSpy answered(&removal, &ClientRemoval::answered);
    hub.refusals.insert("2", QStringLiteral("Everybody on this machine has that address."));
    removal.keepAway(clients(2), std::chrono::minutes(10));
    QTRY_VERIFY(!answered.isEmpty());
    QCOMPARE(removal.answer().text,
             QStringLiteral("1 client disconnected and kept away for 10 min: 10.0.0.1. 1 client was not disconnected: "
                            "Everybody on this machine has that address."));
    QVERIFY(removal.answer().details.contains(QStringLiteral("Client 2: Everybody")));
    QCOMPARE(removal.answer().tone, Tone::Waiting);
}

void ClientsTest::keepingAwayCanBeUndone()
{
    FakeHub hub;
    ClientRemoval removal(hub);
    QList<ClientInfo> two = clients(2);
    two[1].subject = QStringLiteral("anna");
    hub.snapshot.clients = two;
    hub.bans = {{QStringLiteral("somebody else"), 5}};
    removal.keepAway(two, std::chrono::hours(1));
    QTRY_COMPARE(removal.answer().undoneKeys, (QStringList{QStringLiteral("10.0.0.1"), QStringLiteral("anna")}));
    removal.undo();
    QTRY_COMPARE(removal.answer().text, QStringLiteral("2 may come again."));
    QCOMPARE(hub.bans.size(), 1);
    QVERIFY(removal.answer().undoneKeys.isEmpty());
}

void ClientsTest::manyAreLetComeByOneQuestion()
{
    FakeHub hub;
    ClientRemoval removal(hub);
    hub.snapshot.clients = clients(1000);
    removal.keepAway(clients(1000), std::chrono::hours(1));
    QTRY_COMPARE(removal.answer().undoneKeys.size(), 1000);
    QSignalSpy answered(&removal, &ClientRemoval::answered);
    removal.undo();
    QTRY_COMPARE(removal.answer().text, QStringLiteral("1,000 may come again."));
    QCOMPARE(hub.lifted.size(), 1);
    QCOMPARE(answered.size(), 1);
    QVERIFY(hub.bans.isEmpty());
    removal.letCome({});
    QCOMPARE(hub.lifted.size(), 1);
}

void ClientsTest::aHubThatStopsAnswersNothing()
{
    FakeHub hub;
    hub.start();
    ClientRemoval removal(hub);
    QSignalSpy answered(&removal, &ClientRemoval::answered);
    removal.disconnectClients(clients(1));
    hub.stop();
    QSignalSpy arrived(&hub, &HubControl::clientsDisconnected);
    QTRY_VERIFY(!arrived.isEmpty());
    QVERIFY(answered.isEmpty());
}

void ClientsTest::theNewestOfWhatItGotStandsFirst()
{
    ClientHistoryModel model;
    QAbstractItemModelTester tester(&model);
    model.setEvents({{"1-0", "orders", "acknowledged", 1'763'000'000'000}, {"2-0", "orders", "queued", 0}});
    QCOMPARE(model.index(0, ClientHistoryModel::EventId).data().toString(), QStringLiteral("2-0"));
    QCOMPARE(model.index(0, ClientHistoryModel::TakenAt).data().toString(), QString());
    QCOMPARE(model.summary(), QStringLiteral("1 waits here until it reads; 1 acknowledged by its system"));
    QCOMPARE(ClientHistoryModel::fateText("something new"), QStringLiteral("something new"));
}

void ClientsTest::whatItGotIsReplacedAsAWhole()
{
    ClientHistoryModel model;
    QAbstractItemModelTester tester(&model);
    model.setEvents({{"1-0", "orders", "acknowledged", 0}, {"2-0", "orders", "queued", 0}});
    model.setEvents({{"3-0", "orders", "taken", 0}});
    QCOMPARE(model.rowCount(), 1);
    model.retranslate();
    model.setEvents({});
    QCOMPARE(model.rowCount(), 0);
    model.retranslate();
    model.setEvents({{"4-0", "orders", "a fate of the future", 0}});
    QCOMPARE(model.index(0, ClientHistoryModel::EventId).data().toString(), QStringLiteral("4-0"));
    QCOMPARE(model.index(0, ClientHistoryModel::Fate).data().toString(), QStringLiteral("a fate of the future"));
}

void ClientsTest::whoIsKeptAwayComesGoesAndIsSorted()
{
    BanTableModel model;
    QAbstractItemModelTester tester(&model);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    model.assign({{QStringLiteral("ann"), now + 30'000}, {QStringLiteral("bob"), now + 10'000}});
    model.sort(BanTableModel::Until);
    QCOMPARE(model.keyAt(0), QStringLiteral("bob"));
    const QPersistentModelIndex bob = model.index(0, BanTableModel::Who);
    model.sort(BanTableModel::Who, Qt::DescendingOrder);
    model.assign({{QStringLiteral("10.0.0.7"), now + 60'000}, {QStringLiteral("bob"), now + 20'000}});
    model.refresh();
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.keyAt(bob.row()), QStringLiteral("bob"));
    QCOMPARE(model.index(0, BanTableModel::Who).data().toString(), QStringLiteral("bob"));
    model.assign({});
    model.refresh();
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!bob.isValid());
}

void ClientsTest::clientsAreCopiedAsTheHubNamesThem()
{
    const auto array = QJsonDocument::fromJson(clientsAsJson(clients(2))).array();
    QCOMPARE(array.size(), 2);
    const QJsonObject first = array.at(0).toObject();
    QCOMPARE(first.value(QStringLiteral("remoteAddress")).toString(), QStringLiteral("10.0.0.1:40001"));
    QCOMPARE(first.value(QStringLiteral("userAgent")).toString(), QStringLiteral("curl/7.88.1"));
    const auto left = QJsonDocument::fromJson(departuresAsJson({departure(7, "kicked")})).array();
    QCOMPARE(left.at(0).toObject().value(QStringLiteral("reason")).toString(), QStringLiteral("kicked"));
    QCOMPARE(left.at(0).toObject().value(QStringLiteral("durationMs")).toInt(), 90'000);
    QCOMPARE(clientsAsJson({}), QByteArray("[]"));
}

QTEST_MAIN(ClientsTest)
#include "tst_clients.moc"
