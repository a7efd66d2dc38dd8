// SPDX-License-Identifier: GPL-3.0-or-later
#include "feed/otherhubs.h"
#include "json/fields.h"
#include "remote/channelboard.h"
#include "remote/clientdirectory.h"
#include "remote/departurelog.h"
#include "remote/hubanswers.h"
#include "remote/huburl.h"

#include <QTest>

using namespace helio;

/// What a far hub answers, and what is kept of it.
class HubAnswersTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void membersOfAnotherKindAreNothing();
    void whatIsTooLargeIsCut();
    void timesAreThoseThatHubsWrite_data();
    void timesAreThoseThatHubsWrite();
    void clientsHaveTheirFigures();
    void theStoreIsReadAsAHubWritesIt();
    void aHubThatSaysNothingOfItsStoreKeepsItInMemory();
    void aGroupIsReadAsAHubWritesIt();
    void clientsElsewhereHaveTheirHub();
    void clientsOfASilentHubStayUntilItLeaves();
    void whatIsNoSuchAnswerIsNothing_data();
    void whatIsNoSuchAnswerIsNothing();
    void channelsThatNoHubCanHaveAreLeftOut();
    void newsChangeAndTakeOutChannels();
    void aListingLeavesOutWhoWasNotListed();
    void departuresAreAskedForOnce();
    void aDepartureThatIsToldBeforeTheAnswerIsKept();
    void addressesAreAsPeopleWriteThem_data();
    void addressesAreAsPeopleWriteThem();
    void aTokenIsGuardedByTlsOrTheMachine_data();
    void aTokenIsGuardedByTlsOrTheMachine();
};

namespace {

ClientInfo client(const QByteArray &id)
{
    ClientInfo info;
    info.id = id;
    return info;
}

QByteArrayList idsOf(const ClientDirectory &directory)
{
    QByteArrayList ids;
    for (const ClientInfo &one : directory.clients())
        ids.append(one.id);
    std::sort(ids.begin(), ids.end());
    return ids;
}

DepartureInfo departure(quint64 number)
{
    DepartureInfo info;
    info.number = number;
    return info;
}

QList<quint64> numbersOf(const std::optional<QList<DepartureInfo>> &departures)
{
    QList<quint64> numbers;
    for (const DepartureInfo &one : departures.value_or(QList<DepartureInfo>()))
        numbers.append(one.number);
    return numbers;
}

} // namespace

void HubAnswersTest::membersOfAnotherKindAreNothing()
{
    const QByteArray json = R"({"a":1,"b":"x","c":[1,"y",{}],"d":{"e":2},"f":null,"g":true,"h":-4,"i":1.5})";
    const Fields fields(*JsonValue::read(json));
    QCOMPARE(fields.bytes("a"), QByteArray());
    QCOMPARE(fields.count("b"), 0);
    QCOMPARE(fields.count("h"), 0);
    QCOMPARE(fields.count("i"), 0);
    QCOMPARE(fields.rate("i"), 1.5);
    QCOMPARE(fields.rate("h"), 0.0);
    QCOMPARE(fields.list("c"), (QByteArrayList{"y"}));
    QCOMPARE(fields.object("d").count("e"), 2);
    QCOMPARE(fields.object("a").count("e"), 0);
    QVERIFY(fields.isNull("f") && fields.isNull("nothing") && !fields.isNull("a"));
    QVERIFY(fields.flag("g") && !fields.flag("a"));
}

void HubAnswersTest::whatIsTooLargeIsCut()
{
    const QByteArray json = R"({"a":99999999999999999999999999,"b":1e300,"c":")" +
                            QByteArray(Fields::MaximumTextBytes - 1, 'x') + "\xE3\x81\x82" + R"(","d":1e999})";
    const Fields fields(*JsonValue::read(json));
    QCOMPARE(fields.count("a"), Fields::MaximumCount);
    QCOMPARE(fields.smallCount("a"), std::numeric_limits<int>::max());
    QCOMPARE(fields.rate("b"), double(Fields::MaximumCount));
    QCOMPARE(fields.rate("d"), 0.0);                                            // it is not finite
    QCOMPARE(fields.bytes("c"), QByteArray(Fields::MaximumTextBytes - 1, 'x')); // no character is cut
}

void HubAnswersTest::timesAreThoseThatHubsWrite_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("time");
    QTest::newRow("one") << QByteArray("2026-11-21T01:02:03.456Z") << Q_INT64_C(1795222923456);
    QTest::newRow("the first") << QByteArray("1970-01-01T00:00:00.000Z") << Q_INT64_C(0);
    QTest::newRow("before it") << QByteArray("1969-12-31T23:59:59.000Z") << Q_INT64_C(0);
    QTest::newRow("no such day") << QByteArray("2026-02-30T01:02:03.456Z") << Q_INT64_C(0);
    QTest::newRow("no such hour") << QByteArray("2026-02-20T25:02:03.456Z") << Q_INT64_C(0);
    QTest::newRow("another zone") << QByteArray("2026-11-21T01:02:03.456+") << Q_INT64_C(0);
    QTest::newRow("letters") << QByteArray("2026-11-21T01:02:xx.456Z") << Q_INT64_C(0);
    QTest::newRow("short") << QByteArray("2026") << Q_INT64_C(0);
}

void HubAnswersTest::timesAreThoseThatHubsWrite()
{
    QFETCH(QByteArray, text);
    const QByteArray json = "{\"t\":\"" + text + "\"}";
    QTEST(Fields(*JsonValue::read(json)).time("t"), "time");
}

void HubAnswersTest::clientsHaveTheirFigures()
{
    const auto clients = readClients(
        R"({"total":2,"clients":[{"id":"c1","remoteAddress":"10.0.0.1:5","userAgent":"curl/8","origin":"",
            "channels":["a","b"],"patterns":["p.*"],"subject":"ann","connectedAt":"2026-11-21T01:02:03.456Z",
            "lastEventId":null,"sentEvents":7,"sentBytes":70,"queuedEvents":2,"queuedBytes":20,"oldestQueuedMs":5,
            "gapsTold":1,"unsentKernelBytes":3,"rttMicroseconds":400,"kernelFiguresAgeMs":100},
            {"id":"c2","unsentKernelBytes":null},{"id":""},"x"]})",
        1'000'000);
    QVERIFY(clients);
    QCOMPARE(clients->size(), 2);
    const ClientInfo &first = clients->constFirst();
    QCOMPARE(first.id, QByteArray("c1"));
    QCOMPARE(first.channels, (QByteArrayList{"a", "b"}));
    QCOMPARE(first.patterns, (QByteArrayList{"p.*"}));
    QCOMPARE(first.subject, QStringLiteral("ann"));
    QCOMPARE(first.connectedAt, Q_INT64_C(1795222923456));
    QCOMPARE(first.sentEvents, 7u);
    QCOMPARE(first.queuedBytes, 20);
    QCOMPARE(first.gapsReported, 1u);
    QVERIFY(first.kernel);
    QCOMPARE(first.kernel->roundTripMicroseconds, 400);
    QCOMPARE(first.kernel->takenAt, 999'900);
    QVERIFY(!clients->constLast().kernel);
}

void HubAnswersTest::theStoreIsReadAsAHubWritesIt()
{
    const auto figures = readHubFigures(
        R"({"startedAt":"2026-11-28T09:12:03.120Z","clients":0,"published":0,"store":{"kind":"sqlite","state":"full","problem":"no room",)"
        R"("notice":"put aside","elsewhere":null,"oldestAt":"2026-11-28T09:12:03.120Z","usedBytes":1,"fileBytes":2,)"
        R"("logBytes":3,"commits":4,"committedEvents":5,"slowCommits":6,"commit":{"p50Microseconds":7,)"
        R"("p99Microseconds":8,"maxMicroseconds":9},"group":{"p50":10,"p99":11,"max":12},)"
        R"("waiting":{"appends":13,"bytes":14}}})");
    QVERIFY(figures);
    const StoreInfo &store = figures->totals.store;
    QCOMPARE(store.kind, "sqlite");
    QCOMPARE(store.state, StoreInfo::State::Full);
    QCOMPARE(store.problem, QStringLiteral("no room"));
    QCOMPARE(store.notice, QStringLiteral("put aside"));
    QVERIFY(store.elsewhere.isEmpty());
    QCOMPARE(store.oldestAt, figures->totals.startedAt);
    QVERIFY(store.disk);
    QCOMPARE(store.disk->usedBytes, 1);
    QCOMPARE(store.disk->fileBytes, 2);
    QCOMPARE(store.disk->logBytes, 3);
    QCOMPARE(store.disk->commits, 4U);
    QCOMPARE(store.disk->committedEvents, 5U);
    QCOMPARE(store.disk->slowCommits, 6U);
    QCOMPARE(store.disk->commitTime.p50, 7);
    QCOMPARE(store.disk->commitTime.p99, 8);
    QCOMPARE(store.disk->commitTime.maximum, 9);
    QCOMPARE(store.disk->groupEvents.maximum, 12);
    QCOMPARE(store.disk->waitingAppends, 13);
    QCOMPARE(store.disk->waitingBytes, 14);
}

void HubAnswersTest::aHubThatSaysNothingOfItsStoreKeepsItInMemory()
{
    const auto figures = readHubFigures(R"({"clients":0,"published":0})");
    QVERIFY(figures);
    QCOMPARE(figures->totals.store.kind, "memory");
    QCOMPARE(figures->totals.store.state, StoreInfo::State::Ok);
    QVERIFY(!figures->totals.store.disk);
}

void HubAnswersTest::aGroupIsReadAsAHubWritesIt()
{
    const auto figures = readHubFigures(R"({"clients":1,"published":2,"group":{"state":"restoring",
        "address":"redis://r:1","stream":"s","problem":null,"notice":"may be evicted","awayMs":1500,"received":3,
        "dropped":4,"hubs":[{"id":"abc","name":"web1:1","version":"1.2","listen":["http://a:1"],
        "startedAt":"2026-11-21T01:02:03.456Z","clients":5,"channels":6,"lagMs":7,"self":true,
        "bridged":["sse","users.*"]},{"id":"b","bridged":[]},{"id":"c","bridged":null},{"id":"older"},{"id":"odd","bridged":5},
        {"name":"without an id"},8],"bridge":{"channels":["sse","users.*"],"leader":"abc","leaderName":"web1:1",
        "self":true,"problem":"not allowed","heard":9,"said":10,"dropped":11,"gaps":12,"more":[]}}})");
    QVERIFY(figures && figures->group);
    const GroupInfo &group = *figures->group;
    QCOMPARE(group.state, GroupInfo::State::Restoring);
    QCOMPARE(group.address, QStringLiteral("redis://r:1"));
    QCOMPARE(group.stream, QByteArray("s"));
    QCOMPARE(group.problem, QString());
    QCOMPARE(group.notice, QStringLiteral("may be evicted"));
    QCOMPARE(group.awayMs, 1500);
    QCOMPARE(group.received, 3U);
    QCOMPARE(group.dropped, 4U);
    QCOMPARE(group.hubs.size(), 5);
    QCOMPARE(group.hubs[0].bridged, std::optional(QByteArrayList{"sse", "users.*"}));
    QCOMPARE(group.hubs[1].bridged, std::optional(QByteArrayList()));
    QVERIFY(!group.hubs[2].bridged && !group.hubs[3].bridged && !group.hubs[4].bridged);
    const GroupInfo::Hub &hub = group.hubs.constFirst();
    QCOMPARE(hub.id, QByteArray("abc"));
    QCOMPARE(hub.name, QStringLiteral("web1:1"));
    QCOMPARE(hub.version, QStringLiteral("1.2"));
    QCOMPARE(hub.urls, QStringList{QStringLiteral("http://a:1")});
    QCOMPARE(hub.startedAt, Q_INT64_C(1795222923456));
    QCOMPARE((QList<qint64>{hub.clients, hub.channels, hub.lagMs}), (QList<qint64>{5, 6, 7}));
    QVERIFY(hub.isSelf && !hub.isSilent);
    GroupInfo::Bridge bridge;
    bridge.channels = {"sse", "users.*"};
    bridge.leader = "abc";
    bridge.isOurs = true;
    bridge.problem = QStringLiteral("not allowed");
    bridge.heard = 9;
    bridge.said = 10;
    bridge.dropped = 11;
    bridge.gaps = 12;
    QCOMPARE(group.bridge, std::optional(bridge));
    QVERIFY(!readHubFigures(R"({"clients":1,"published":2,"group":{"state":"open","bridge":null}})")->group->bridge);
    QVERIFY(!readHubFigures(R"({"clients":1,"published":2,"group":{"state":"open"}})")->group->bridge);
    QVERIFY(!readHubFigures(R"({"clients":1,"published":2,"group":null})")->group);
}

void HubAnswersTest::clientsElsewhereHaveTheirHub()
{
    const auto answer = readClientsElsewhere(
        R"({"clients":[{"id":"b.c1","hub":"web2"},{"id":"b.c2"},{"hub":"web2"}],"total":9,"silent":["web3"]})", 0);
    QVERIFY(answer);
    QCOMPARE(answer->clients.size(), 1);
    QCOMPARE(answer->clients.constFirst().hub, QStringLiteral("web2"));
    QCOMPARE(answer->silent, QStringList{QStringLiteral("web3")});
    QCOMPARE(answer->total, 9);
    QVERIFY(!readClientsElsewhere("[]", 0));
}

void HubAnswersTest::clientsOfASilentHubStayUntilItLeaves()
{
    const auto clientOf = [](const QByteArray &id, const char *hub) {
        ClientInfo one = client(id);
        one.hub = QLatin1String(hub);
        return one;
    };
    const auto hubOf = [](const QByteArray &id, const char *name, bool isSelf) {
        GroupInfo::Hub hub;
        hub.id = id;
        hub.name = QLatin1String(name);
        hub.isSelf = isSelf;
        return hub;
    };
    HubSnapshot snapshot;
    GroupInfo &group = snapshot.group.emplace();
    group.state = GroupInfo::State::Open;
    group.hubs = {hubOf("a", "web1", true), hubOf("b", "web2", false), hubOf("c", "web3", false)};
    snapshot.clients = {client("a.c1")};
    const auto hubsAfter = [&](const OtherHubs &others, HubSnapshot copy) {
        others.addTo(copy);
        QStringList hubs;
        for (const ClientInfo &one : *copy.clients)
            hubs.append(one.hub);
        return hubs.join(u' ');
    };
    OtherHubs others;
    QCOMPARE(hubsAfter(others, snapshot), QStringLiteral("web1"));
    others.take({clientOf("b.c1", "web2"), clientOf("c.c1", "web3")}, {}, 2);
    QCOMPARE(hubsAfter(others, snapshot), QStringLiteral("web1 web2 web3"));
    others.take({clientOf("c.c1", "web3")}, {QStringLiteral("web2")}, 1);
    QCOMPARE(hubsAfter(others, snapshot), QStringLiteral("web1 web3 web2"));
    HubSnapshot marked = snapshot;
    others.addTo(marked);
    QVERIFY(marked.group->hubs[1].isSilent && !marked.group->hubs[2].isSilent);
    group.hubs.removeAt(1);
    QCOMPARE(hubsAfter(others, snapshot), QStringLiteral("web1 web3"));
    snapshot.group.reset();
    QCOMPARE(hubsAfter(others, snapshot), QString());
}

void HubAnswersTest::whatIsNoSuchAnswerIsNothing_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a page") << QByteArray("<html>hello</html>");
    QTest::newRow("cut") << QByteArray("{\"clients\":[{\"id\":\"c1\"");
    QTest::newRow("an array") << QByteArray("[]");
    QTest::newRow("an empty object") << QByteArray("{}");
    QTest::newRow("others") << QByteArray(R"({"name":"nginx","clients":7,"changed":true,"bans":{},"id":"\n"})");
    QTest::newRow("deep") << QByteArray("{\"clients\":") + QByteArray(100'000, '[') + QByteArray(100'000, ']') + '}';
}

void HubAnswersTest::whatIsNoSuchAnswerIsNothing()
{
    QFETCH(QByteArray, json);
    QVERIFY(!readHubAbout(json));
    QVERIFY(!readHubFigures(json));
    QVERIFY(!readChannelNews(json));
    QVERIFY(!readChannels(json));
    QVERIFY(!readClients(json, 0));
    QVERIFY(!readDepartures(json, 0));
    QVERIFY(!readClientHistory(json));
    QVERIFY(!readDelivery(json));
    QVERIFY(!readDisconnectOutcome(json));
    QVERIFY(!readBans(json));
    QVERIFY(!readAccessOverview(json));
    QVERIFY(!readNewToken(json));
    QVERIFY(!readPublished(json));
}

void HubAnswersTest::channelsThatNoHubCanHaveAreLeftOut()
{
    const auto news = readChannelNews(R"({"changed":[{"name":"a","subscribers":3},{"name":""},{"name":"b\n"},{}],
                                          "gone":["c",7]})");
    QVERIFY(news);
    QCOMPARE(news->changed.size(), 1);
    QCOMPARE(news->changed[0].subscribers, 3);
    QCOMPARE(news->gone, (QByteArrayList{"c", ""}));
}

void HubAnswersTest::newsChangeAndTakeOutChannels()
{
    ChannelBoard board;
    const auto channel = [](const QByteArray &name, qint64 subscribers) {
        ChannelInfo info;
        info.name = name;
        info.subscribers = subscribers;
        return info;
    };
    board.apply({{channel("a", 1), channel("b", 2), channel("c", 3)}, {}});
    board.apply({{channel("c", 4)}, {"a", "nobody"}});
    QCOMPARE(board.channels().size(), 2);
    board.apply({{}, {"b"}});
    QCOMPARE(board.channels().size(), 1);
    QCOMPARE(board.channels()[0].name, QByteArray("c"));
    QCOMPARE(board.channels()[0].subscribers, 4);
    board.assign({channel("d", 1)});
    QCOMPARE(board.channels().size(), 1);
    QCOMPARE(board.channels()[0].name, QByteArray("d"));
}

void HubAnswersTest::aListingLeavesOutWhoWasNotListed()
{
    ClientDirectory directory;
    directory.merge({client("c1"), client("c2"), client("c3")});
    directory.beginListing();
    directory.merge({client("c2"), client("c4")});
    directory.merge({client("c5")});
    directory.endListing();
    QCOMPARE(idsOf(directory), (QByteArrayList{"c2", "c4", "c5"}));
    directory.remove("c2");
    directory.remove("c9");
    directory.update({client("c9")});
    QCOMPARE(idsOf(directory), (QByteArrayList{"c4", "c5"}));
}

void HubAnswersTest::departuresAreAskedForOnce()
{
    DepartureLog log;
    QVERIFY(!log.after(0));
    log.answered(3, {departure(4), departure(5)});
    QVERIFY(!log.after(2)); // what was before 4 is not known
    QCOMPARE(numbersOf(log.after(4)), (QList<quint64>{5}));
    log.append({departure(6)});
    QCOMPARE(numbersOf(log.after(3)), (QList<quint64>{4, 5, 6}));
    QVERIFY(log.after(6) && log.after(6)->isEmpty());
    log.clear();
    QVERIFY(!log.after(6));
}

void HubAnswersTest::aDepartureThatIsToldBeforeTheAnswerIsKept()
{
    DepartureLog log;
    log.append({departure(6)});
    log.answered(0, {departure(5)}); // it was made before
    QCOMPARE(numbersOf(log.after(0)), (QList<quint64>{5, 6}));
}

void HubAnswersTest::addressesAreAsPeopleWriteThem_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url"); // empty: it is none
    const auto row = [](const char *text, const char *url) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(url);
    };
    row("http://hub.example:7373", "http://hub.example:7373");
    row("hub.example:7373", "http://hub.example:7373");
    row(" https://hub.example/ ", "https://hub.example");
    row("https://hub.example/events//", "https://hub.example/events");
    row("http://hub.example/events/stream?channel=a#x", "http://hub.example/events");
    row("[::1]:7373", "http://[::1]:7373");
    row("", "");
    row("ftp://hub.example", "");
    row("http://", "");
    row("http://ann:secret@hub.example", "");
    row("http://hub.example:99999", "");
}

void HubAnswersTest::addressesAreAsPeopleWriteThem()
{
    QFETCH(QString, text);
    QFETCH(QString, url);
    QString problem;
    QCOMPARE(hubUrlFrom(text, problem).toString(), url);
    QCOMPARE(problem.isEmpty(), !url.isEmpty());
    QVERIFY(!problem.contains(QStringLiteral("secret")));
}

void HubAnswersTest::aTokenIsGuardedByTlsOrTheMachine_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<bool>("unguarded");
    QTest::newRow("TLS") << QUrl(QStringLiteral("https://hub.example")) << false;
    QTest::newRow("loopback") << QUrl(QStringLiteral("http://127.0.0.1:7373")) << false;
    QTest::newRow("IPv6") << QUrl(QStringLiteral("http://[::1]:7373")) << false;
    QTest::newRow("by name") << QUrl(QStringLiteral("http://localhost:7373")) << false;
    QTest::newRow("plain") << QUrl(QStringLiteral("http://hub.example")) << true;
    QTest::newRow("plain, near by") << QUrl(QStringLiteral("http://192.168.0.2:7373")) << true;
}

void HubAnswersTest::aTokenIsGuardedByTlsOrTheMachine()
{
    QFETCH(QUrl, url);
    QTEST(isUnguarded(url), "unguarded");
}

QTEST_GUILESS_MAIN(HubAnswersTest)
#include "tst_hubanswers.moc"
