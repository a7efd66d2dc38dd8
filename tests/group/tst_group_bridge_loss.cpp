// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridgedhubs.h"
#include "redis/flaskwire.h"
#include "support/rawclient.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace helio;
using namespace helio::test;

/// Hubs with one log in Redis and a bridge to Flask-SSE, where the log lets go, is cleared or lost, and where the
/// bridge does not work.
class GroupBridgeLossTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();

    void whatTheLogLetGoDoesNotComeBack();
    void whatIsClearedDoesNotComeBack();
    void anOwnIdMayBeForgotten();
    void whatFlaskSaidIsNotSaidToItAgain_data();
    void whatFlaskSaidIsNotSaidToItAgain();
    void whatHubsSayToOneAnotherIsNotBridged();
    void whoseTermEndedDoesNotLead();
    void hubsWithOtherChannelsAreTold();
    void aLossIsToldBeforeWhatFollows();
    void whoStopsIsFollowed();

private:
    std::unique_ptr<RedisServer> server_;
};

namespace {

const QByteArray End = "the end";

QByteArray lines(const QByteArray &name, int count, bool withIds = false)
{
    const QByteArray rest(200, 'x');
    QByteArray lines;
    for (int i = 0; i < count; ++i) {
        const QByteArray data = name + '-' + QByteArray::number(i);
        const QByteArray id = withIds ? ",\"id\":\"id of " + data + '"' : QByteArray();
        lines += R"({"channel":"sse","data":")" + data + ' ' + rest + '"' + id + "}\n";
    }
    return lines;
}

qsizetype countOfDifferent(const QByteArrayList &data)
{
    return QSet<QByteArray>(data.cbegin(), data.cend()).size();
}

int numberOf(const QJsonObject &bridge, const char *name)
{
    return bridge.value(QLatin1String(name)).toInt();
}

#define START_BRIDGE(hubs, flask)                                                                                      \
    QVERIFY2((hubs).start(), qPrintable((hubs).report()));                                                             \
    QVERIFY((flask).listen())

} // namespace

void GroupBridgeLossTest::initTestCase()
{
    if (!RedisServer::isAvailable())
        QSKIP("There is no redis-server here.");
}

void GroupBridgeLossTest::init()
{
    server_ = std::make_unique<RedisServer>("secret");
    QVERIFY2(server_->start(), qPrintable(server_->report()));
}

/// What comes back is known, also where its entry is gone; and what was not said yet is counted.
void GroupBridgeLossTest::whatTheLogLetGoDoesNotComeBack()
{
    constexpr int Rounds = 16;
    constexpr int Each = 1'000;
    BridgedHubs hubs(server_->url(), 2, {QStringLiteral("--max-bytes"), QStringLiteral("128KiB")});
    FlaskSide flask(*server_);
    START_BRIDGE(hubs, flask);
    const size_t leader = *hubs.waitForLeader();
    const size_t other = hubs.others(leader).front();
    StreamCollector reader(hubs.port(other), "/stream?channel=sse");
    QVERIFY(reader.waitUntilOpen());
    for (int i = 0; i < Rounds; ++i) {
        const Posted posted =
            post(hubs.port(other), "/publish", lines(QByteArray::number(i), Each, i % 2), "application/x-ndjson");
        QVERIFY2(posted.status == 200, posted.body.constData());
    }
    QCOMPARE(post(hubs.port(other), "/channels/sse", End).status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(flask.data().contains(End), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(reader.data().contains(End), 20'000);
    // What was in the way comes behind it.
    flask.say("sse", flaskMessage({.data = "behind"}));
    QTRY_VERIFY_WITH_TIMEOUT(reader.data().contains("behind"), 20'000);
    // Who reads slowly misses some of it, too, but gets nothing twice.
    QByteArrayList all = reader.data();
    all.removeAll("(gap)");
    QCOMPARE(all.size(), countOfDifferent(all));
    QTRY_COMPARE_WITH_TIMEOUT(numberOf(hubs.bridge(leader), "heard"), 1, 20'000);
    // What was read and did not go out is counted, and said.
    QTRY_COMPARE_WITH_TIMEOUT(numberOf(hubs.bridge(leader), "said"), int(flask.data().size()) - 1, 20'000);
    QVERIFY(numberOf(hubs.bridge(leader), "said") + numberOf(hubs.bridge(leader), "dropped") <= Rounds * Each + 1);
    QVERIFY2(numberOf(hubs.bridge(leader), "dropped") == 0 || hubs.waitForWords(leader, "the log let"),
             qPrintable(hubs.report()));
}

void GroupBridgeLossTest::whatIsClearedDoesNotComeBack()
{
    constexpr int Each = 3'000;
    BridgedHubs hubs(server_->url(), 2);
    FlaskSide flask(*server_);
    START_BRIDGE(hubs, flask);
    const size_t leader = *hubs.waitForLeader();
    const size_t other = hubs.others(leader).front();
    StreamCollector reader(hubs.port(other), "/stream?channel=sse");
    QVERIFY(reader.waitUntilOpen());
    RawClient client;
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(
            post(hubs.port(other), "/publish", lines(QByteArray::number(i), Each, true), "application/x-ndjson").status,
            200);
        const auto cleared = client.ask(hubs.port(other), RawClient::request("DELETE", "/api/channels/sse"));
        QVERIFY2(cleared && cleared->status == 204, qPrintable(hubs.report()));
    }
    for (int i = 0; i < 10; ++i) {
        QCOMPARE(post(hubs.port(other), "/publish", lines("small " + QByteArray::number(i), 20), "application/x-ndjson")
                     .status,
                 200);
        const auto cleared = client.ask(hubs.port(other), RawClient::request("DELETE", "/api/channels/sse"));
        QVERIFY(cleared && cleared->status == 204);
    }
    QCOMPARE(post(hubs.port(other), "/channels/sse", End).status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(flask.data().contains(End), 20'000);
    flask.say("sse", flaskMessage({.data = "behind"}));
    QTRY_VERIFY_WITH_TIMEOUT(reader.data().contains("behind"), 20'000);
    QCOMPARE(reader.data().size(), countOfDifferent(reader.data()));
    QCOMPARE(reader.data().size(), 3 * Each + 10 * 20 + 2);
    QCOMPARE(flask.data().size(), countOfDifferent(flask.data()));
    QCOMPARE(flask.data().mid(flask.data().size() - 2), (QByteArrayList{End, "behind"}));
    // What was cleared is gone for good, and is no loss.
    StreamCollector later(hubs.port(leader), "/stream?channel=sse", "earliest");
    QTRY_VERIFY_WITH_TIMEOUT(later.data().contains("behind"), 20'000);
    QCOMPARE(later.data(), (QByteArrayList{End, "behind"}));
    QTest::qWait(3'000);
    QCOMPARE(numberOf(hubs.bridge(leader), "dropped"), 0);
}

/// For as long as the bridge needs, whatever became of what Redis knows of a publisher's id.
void GroupBridgeLossTest::anOwnIdMayBeForgotten()
{
    BridgedHubs hubs(server_->url(), 2);
    FlaskSide flask(*server_);
    START_BRIDGE(hubs, flask);
    const size_t leader = *hubs.waitForLeader();
    const size_t other = hubs.others(leader).front();
    StreamCollector reader(hubs.port(other), "/stream?channel=sse");
    QVERIFY(reader.waitUntilOpen());
    hubs[leader].process().sendSignal(SIGSTOP);
    QCOMPARE(post(hubs.port(other), "/channels/sse?id=own", "x").status, 200);
    QCOMPARE(server_->ask({"DEL", "{heliograph}:id:own"}).number, 1);
    hubs[leader].process().sendSignal(SIGCONT);
    QVERIFY(flask.waitFor(1));
    flask.say("sse", flaskMessage({.data = End}));
    QTRY_VERIFY_WITH_TIMEOUT(reader.data().contains(End), 20'000);
    QCOMPARE(reader.data().count("x"), 1);
}

void GroupBridgeLossTest::whatFlaskSaidIsNotSaidToItAgain_data()
{
    QTest::addColumn<bool>("byAnother");
    QTest::newRow("by the hub that heard it") << false;
    QTest::newRow("by another one") << true;
}

void GroupBridgeLossTest::whatFlaskSaidIsNotSaidToItAgain()
{
    QFETCH(bool, byAnother);
    constexpr int OfFlask = 20;
    BridgedHubs hubs(server_->url(), byAnother ? 2 : 1);
    FlaskSide flask(*server_);
    START_BRIDGE(hubs, flask);
    const size_t leader = *hubs.waitForLeader();
    const size_t next = byAnother ? hubs.others(leader).front() : leader;
    StreamCollector reader(hubs.port(next), "/stream?channel=sse");
    QVERIFY(reader.waitUntilOpen());
    QCOMPARE(post(hubs.port(next), "/channels/sse", "hub").status, 200);
    QVERIFY(flask.waitFor(1));
    for (int i = 0; i < OfFlask; ++i)
        flask.say("sse", flaskMessage({.data = "flask " + QByteArray::number(i)}));
    QVERIFY(reader.waitForEvents(1 + OfFlask));
    if (byAnother)
        hubs[leader].kill();
    // It keeps nothing: what there is comes from the hub's memory.
    QVERIFY(server_->restart());
    FlaskSide after(*server_);
    QVERIFY(after.listen());
    QVERIFY(hubs.waitUntilTheyTakeEvents({next}));
    QCOMPARE(hubs.waitForLeader({next}), std::optional(next));
    QCOMPARE(post(hubs.port(next), "/channels/sse", End).status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(after.data().contains(End), 20'000);
    for (const QByteArray &data : after.data())
        QVERIFY2(!data.startsWith("flask"), data.constData());
    // They are there, as Flask's.
    const QByteArray entries = shown(server_->ask({"XRANGE", "heliograph", "-", "+"}));
    QVERIFY(entries.contains("flask 0") && entries.contains("flask-sse 0 0"));
    QVERIFY2(!after.data().contains("hub") || byAnother, "it was said before");
}

/// A glob may reach their channels.
void GroupBridgeLossTest::whatHubsSayToOneAnotherIsNotBridged()
{
    BridgedHubs hubs(server_->url(), 2, {QStringLiteral("--redis-bridge"), QStringLiteral("*")});
    FlaskSide flask(*server_);
    QVERIFY2(hubs.start(), qPrintable(hubs.report()));
    QVERIFY(flask.listen({"*"}));
    StreamCollector reader(hubs.port(0), "/stream?pattern=*");
    QVERIFY(reader.waitUntilOpen());
    QTRY_COMPARE_WITH_TIMEOUT(hubs.group(0).value(QLatin1String("hubs")).toArray().size(), 2, 20'000);
    RawClient client;
    const auto clients = client.ask(hubs.port(0), RawClient::request("GET", "/api/clients?group=1"));
    QVERIFY(clients && clients->status == 200);
    const auto isTheirs = [](const FlaskHeard &heard) { return heard.publication.channel.startsWith("{heliograph}:"); };
    QTRY_VERIFY_WITH_TIMEOUT(std::any_of(flask.heard.cbegin(), flask.heard.cend(), isTheirs), 20'000); // they do talk
    // And nobody says something there by publishing.
    QCOMPARE(post(hubs.port(0), "/channels/%7Bheliograph%7D:control:new", "x").status, 200);
    QCOMPARE(post(hubs.port(0), "/channels/elsewhere", End).status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(flask.data().contains(End), 20'000);
    flask.say("elsewhere", flaskMessage({.data = "behind"}));
    QTRY_VERIFY_WITH_TIMEOUT(reader.data().contains("behind"), 20'000);
    QCOMPARE(reader.data(), (QByteArrayList{"x", End, "behind"}));
    QVERIFY(!flask.data().contains("x"));
    const QByteArray entries = shown(server_->ask({"XRANGE", "heliograph", "-", "+"}));
    QCOMPARE(entries.count("{heliograph}:"), 1);
}

void GroupBridgeLossTest::whoseTermEndedDoesNotLead()
{
    BridgedHubs hubs(server_->url(), 1);
    QVERIFY2(hubs.start(), qPrintable(hubs.report()));
    server_->ask({"DEL", "{heliograph}:bridge:at"});
    server_->ask({"SET", "{heliograph}:bridge:at", "of another type"});
    QTRY_VERIFY_WITH_TIMEOUT(hubs.bridge(0).value(QLatin1String("problem")).isString(), 20'000);
    QVERIFY(!hubs.bridge(0).value(QLatin1String("self")).toBool());
    QVERIFY(hubs.bridge(0).value(QLatin1String("leader")).isNull());
    RawClient client;
    const auto metrics = client.ask(hubs.port(0), RawClient::request("GET", "/metrics"));
    QVERIFY(metrics && metrics->body.contains("\nheliograph_bridge_leads 0\n"));
    server_->ask({"DEL", "{heliograph}:bridge:at"});
    QVERIFY(hubs.waitForLeader());
    QVERIFY(hubs.bridge(0).value(QLatin1String("problem")).isNull());
}

void GroupBridgeLossTest::hubsWithOtherChannelsAreTold()
{
    BridgedHubs first(server_->url(), 1);
    BridgedHubs second(server_->url(), 1, {QStringLiteral("--redis-bridge"), QStringLiteral("prices")});
    // The first one is the bridge by then.
    QVERIFY2(first.start() && second[0].start(), qPrintable(first.report() + second.report()));
    QTRY_VERIFY_WITH_TIMEOUT(
        second.bridge(0).value(QLatin1String("problem")).toString().contains(QLatin1String("sse, users.*")), 20'000);
    QVERIFY2(second.waitForWords(0, "another list of channels"), qPrintable(second.report()));
    // The other way round, too; and not of those that have the same.
    QCOMPARE(first[0].stop(), std::optional(0));
    QVERIFY(second.waitForLeader());
    QVERIFY(second.bridge(0).value(QLatin1String("problem")).isNull());
    QVERIFY(first[0].restart());
    QTRY_VERIFY_WITH_TIMEOUT(
        first.bridge(0).value(QLatin1String("problem")).toString().contains(QLatin1String("prices, sse")), 20'000);
    BridgedHubs third(server_->url(), 1,
                      {QStringLiteral("--redis-bridge"), QStringLiteral("prices"), QStringLiteral("--redis-bridge"),
                       QStringLiteral("sse")});
    QVERIFY(third[0].start());
    QTRY_VERIFY_WITH_TIMEOUT(third.bridge(0).value(QLatin1String("leader")).isString(), 20'000);
    QVERIFY(third.bridge(0).value(QLatin1String("problem")).isNull());
}

void GroupBridgeLossTest::aLossIsToldBeforeWhatFollows()
{
    BridgedHubs hubs(server_->url(), 1);
    FlaskSide flask(*server_);
    START_BRIDGE(hubs, flask);
    StreamCollector reader(hubs.port(0), "/stream?channel=sse");
    QVERIFY(reader.waitUntilOpen());
    const int gaps = numberOf(hubs.bridge(0), "gaps");
    QByteArrayList told;
    int dropped = 0;
    for (int i = 0; i < 4; ++i) {
        server_->ask({"CONFIG", "SET", "maxmemory", "1"});
        flask.say("sse", flaskMessage({.data = "no room"}));
        QTRY_COMPARE_WITH_TIMEOUT(numberOf(hubs.bridge(0), "dropped"), dropped + 1, 20'000);
        server_->ask({"CONFIG", "SET", "maxmemory", "0"});
        const QByteArray room = "room " + QByteArray::number(i);
        flask.say("sse", flaskMessage({.data = room}));
        // Where the loss is just being refused, that is lost with it.
        const auto isLost = [&] { return numberOf(hubs.bridge(0), "dropped") == dropped + 2; };
        QTRY_VERIFY_WITH_TIMEOUT(reader.data().contains(room) || isLost(), 20'000);
        told.append("(gap)");
        if (!isLost())
            told.append(room);
        dropped = numberOf(hubs.bridge(0), "dropped");
        QVERIFY(reader.waitForEvents(told.size()));
        QCOMPARE(reader.data(), told);
    }
    QTRY_COMPARE_WITH_TIMEOUT(numberOf(hubs.bridge(0), "gaps"), gaps + 4, 20'000);
}

void GroupBridgeLossTest::whoStopsIsFollowed()
{
    BridgedHubs hubs(server_->url(), 4);
    QVERIFY2(hubs.start(), qPrintable(hubs.report()));
    std::vector<size_t> left = hubs.others(hubs.size());
    const auto term = [this] { return server_->ask({"GET", "{heliograph}:bridge"}).text; };
    while (left.size() > 1) {
        const auto leader = hubs.waitForLeader(left);
        QVERIFY(leader);
        const QByteArray before = term();
        left.erase(std::find(left.begin(), left.end(), *leader));
        QCOMPARE(hubs[*leader].stop(), std::optional(0));
        // It gave it back, and perhaps another one has it; that this is at once, tst_grouplog says.
        QVERIFY(!before.isEmpty() && !term().startsWith(before.left(before.indexOf(' '))));
        QVERIFY(hubs.waitForLeader(left));
    }
}

QTEST_GUILESS_MAIN(GroupBridgeLossTest)
#include "tst_group_bridge_loss.moc"
