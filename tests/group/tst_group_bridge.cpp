// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridgedhubs.h"
#include "event/position.h"
#include "redis/flaskwire.h"
#include "support/rawclient.h"

#include <QRegularExpression>
#include <QTest>

#include <csignal>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// Hubs with one log in Redis, and a Flask-SSE application on some of their channels.
class GroupBridgeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();

    void eachEventComesOnceBothWays();
    void whatFlaskSaysIsAnEventOfEachHub();
    void whatNoEventMayBeIsLeftOutAndSaid();
    void whatFlaskSaysTwiceComesTwice();
    void whatSeveralOfItsNamesMatchComesOnce();
    void aFloodComesWhole();
    void whatAHubSaysReachesFlaskUnderItsId();
    void otherChannelsAreTheHubsOwn();
    void anEchoIsKnownAfterATakeover();
    void aDeposedLeaderSaysNothing();
    void whereTheLeaderIsKilledAnotherOneGoesOn();
    void overManyTakeoversNothingIsLeftOutOrSaidTwice();
    void whoStopsLeavesItToAnother();
    void aLostConnectionIsTold();
    void redisMayBeRestarted();
    void whatWasNotSaidIsSaidWhereRedisLostHowFarItCame();
    void itGoesOnWhereRedisWasEmptied();
    void whatRedisHasNoRoomForIsTold();
    void whatIsBridgedCanBeSeen();
    void itWorksWithTheDocumentedRights();
    void whatItMayNotIsSaid();

private:
    std::unique_ptr<RedisServer> server_;
};

namespace {

const QByteArray Both = "/stream?channel=sse&pattern=users.*";

#define START_BRIDGE(hubs, flask)                                                                                      \
    QVERIFY2((hubs).start(), qPrintable((hubs).report()));                                                             \
    QVERIFY((flask).listen())

QByteArrayList withoutGaps(QByteArrayList data)
{
    data.removeAll("(gap)");
    return data;
}

/// What all have behind what was said before: no more comes then.
const QByteArray End = "the end";

} // namespace

void GroupBridgeTest::initTestCase()
{
    if (!RedisServer::isAvailable())
        QSKIP("There is no redis-server here.");
}

void GroupBridgeTest::init()
{
    server_ = std::make_unique<RedisServer>("secret");
    QVERIFY2(server_->start(), qPrintable(server_->report()));
}

void GroupBridgeTest::eachEventComesOnceBothWays()
{
    constexpr int Each = 60;
    BridgedHubs hubs(server_->url(), 3);
    FlaskSide flask(*server_);
    START_BRIDGE(hubs, flask);
    std::vector<std::unique_ptr<StreamCollector>> readers;
    for (size_t i = 0; i < hubs.size(); ++i) {
        readers.push_back(std::make_unique<StreamCollector>(hubs.port(i), Both));
        QVERIFY(readers.back()->waitUntilOpen());
    }
    QSet<QByteArray> said;
    QByteArrayList ofHubs;
    for (int i = 0; i < Each; ++i) {
        const QByteArray number = QByteArray::number(i);
        const QByteArray channel = i % 2 ? "sse" : "users.ada";
        Publication publication;
        publication.data = "flask " + number;
        if (i % 3 == 0)
            publication.id = "f" + number;
        if (i % 4 == 0)
            publication.type = "greeting";
        flask.say(channel, flaskMessage(publication));
        const QByteArray own = i % 3 ? QByteArray() : "&id=h" + number;
        QCOMPARE(post(hubs.port(size_t(i) % 3), "/channels/" + channel + "?event=t" + own, "hub " + number).status,
                 200);
        said << publication.data << "hub " + number;
        ofHubs << "hub " + number;
    }
    // Behind them both ways.
    QCOMPARE(post(hubs.port(0), "/channels/sse", End).status, 200);
    QVERIFY(flask.waitFor(2 * Each + 1));
    flask.say("sse", flaskMessage({.data = End}));
    for (const auto &reader : readers) {
        QVERIFY2(reader->waitForEvents(2 * Each + 2), qPrintable(hubs.report()));
        QCOMPARE(reader->events(), readers.front()->events());
        const QByteArrayList all = reader->data();
        QCOMPARE(all.size(), 2 * Each + 2);
        QCOMPARE(QSet<QByteArray>(all.cbegin(), all.cend() - 2), said);
    }
    QVERIFY(flask.waitFor(2 * Each + 2));
    QCOMPARE(flask.heard.size(), 2 * Each + 2);
    QByteArrayList heardOfHubs;
    for (const FlaskHeard &heard : std::as_const(flask.heard)) {
        if (!heard.publication.data.startsWith("hub "))
            continue;
        heardOfHubs << heard.publication.data;
        QVERIFY(!heard.publication.id.isEmpty());
        QCOMPARE(heard.publication.type, QByteArray("t"));
    }
    QCOMPARE(heardOfHubs, ofHubs);
    // In the log, too.
    QCOMPARE(server_->ask({"XLEN", "heliograph"}).number, 2 * Each + 2 + 1);
}

void GroupBridgeTest::whatFlaskSaysIsAnEventOfEachHub()
{
    struct Row
    {
        QByteArray message;
        Event event; ///< without an id: that of its entry
        QByteArray channel = "sse";
    };
    const QList<Row> rows = {
        {R"({"data": "x"})", {{}, {}, {}, "x"}},
        {R"({"data": "x", "type": "greeting", "id": "mine", "retry": 2500})", {{}, "mine", "greeting", "x"}},
        {R"({"data": "x", "type": "message"})", {{}, {}, {}, "x"}},
        {R"({"data": {"message": "Hello!"}, "type": "t"})", {{}, {}, "t", R"({"message": "Hello!"})"}, "users.ada"},
        {R"({"data": "a\r\nb", "id": 12})", {{}, "12", {}, "a\nb"}},
        {R"({"data": "x", "id": "1763690000000-4"})", {{}, {}, {}, "x"}},
        {R"({"data": "x", "id": "9999999999999999999999-1"})", {{}, {}, {}, "x"}},
        {R"({"data": "x", "id": "earliest", "retry": 5})", {{}, {}, {}, "x"}},
        {"no JSON", {{}, {}, {}, "no JSON"}},
        {R"({"data": "x", "more": 1})", {{}, {}, {}, R"({"data": "x", "more": 1})"}},
    };
    BridgedHubs hubs(server_->url(), 2);
    QVERIFY2(hubs.start(), qPrintable(hubs.report()));
    StreamCollector here(hubs.port(0), Both);
    StreamCollector there(hubs.port(1), Both);
    QVERIFY(here.waitUntilOpen() && there.waitUntilOpen());
    for (const Row &row : rows)
        QCOMPARE(server_->ask({"PUBLISH", row.channel, row.message}).number, 1);
    QVERIFY(here.waitForEvents(rows.size()) && there.waitForEvents(rows.size()));
    QCOMPARE(here.events(), there.events());
    const RespValue entries =
        server_->ask({"XREVRANGE", "heliograph", "+", "-", "COUNT", QByteArray::number(rows.size())});
    QCOMPARE(entries.items.size(), rows.size());
    for (qsizetype i = 0; i < rows.size(); ++i) {
        Event expected = rows[i].event;
        expected.channel = rows[i].channel;
        if (expected.id.isEmpty())
            expected.id = entries.items[rows.size() - 1 - i].items[0].text;
        QCOMPARE(here.events()[i], expected);
    }
    // Only while it is live.
    const RespValue retry = server_->ask({"XRANGE", "heliograph", "-", "+"});
    QVERIFY(shown(retry).contains("retry") && shown(retry).contains("2500"));
}

void GroupBridgeTest::whatNoEventMayBeIsLeftOutAndSaid()
{
    BridgedHubs hubs(server_->url(), 1, {QStringLiteral("--max-body"), QStringLiteral("1KiB")});
    FlaskSide flask(*server_);
    START_BRIDGE(hubs, flask);
    StreamCollector reader(hubs.port(0), Both);
    QVERIFY(reader.waitUntilOpen());
    flask.say("sse", R"({"data": "x", "type": "gap"})");
    flask.say("sse", R"({"data": "x", "type": "two\nlines"})");
    flask.say("users." + QByteArray(300, 'x'), R"({"data": "x"})");
    flask.say("users.\n", R"({"data": "x"})");
    flask.say("sse", flaskMessage({.data = QByteArray(2'000, 'x')}));
    flask.say("sse", flaskMessage({.data = QByteArray(2'000'000, 'x')}));
    flask.say("sse", flaskMessage({.data = End}));
    QVERIFY(reader.waitForEvents(1));
    QCOMPARE(reader.data(), QByteArrayList{End});
    QTRY_COMPARE_WITH_TIMEOUT(hubs.bridge(0).value(QLatin1String("dropped")).toInt(), 6, 20'000);
    QVERIFY2(hubs.waitForWords(0, "could not be taken"), qPrintable(hubs.report()));
}

/// As with mode pubsub: nobody there asks for ids that are unique.
void GroupBridgeTest::whatFlaskSaysTwiceComesTwice()
{
    BridgedHubs hubs(server_->url(), 2);
    FlaskSide flask(*server_);
    START_BRIDGE(hubs, flask);
    StreamCollector reader(hubs.port(0), Both);
    QVERIFY(reader.waitUntilOpen());
    for (int i = 0; i < 2; ++i)
        flask.say("sse", flaskMessage({.data = "x", .id = "same"}));
    flask.say("sse", flaskMessage({.data = "y", .id = "same"}));
    QVERIFY(reader.waitForEvents(3));
    QCOMPARE(reader.data(), (QByteArrayList{"x", "x", "y"}));
    QCOMPARE(reader.events()[0].id, QByteArray("same"));
    QVERIFY(reader.events()[1].id != "same" && reader.events()[2].id != "same");
}

void GroupBridgeTest::whatSeveralOfItsNamesMatchComesOnce()
{
    BridgedHubs hubs(server_->url(), 1,
                     {QStringLiteral("--redis-bridge"), QStringLiteral("users.ada"), QStringLiteral("--redis-bridge"),
                      QStringLiteral("*.ada")});
    FlaskSide flask(*server_);
    START_BRIDGE(hubs, flask);
    StreamCollector reader(hubs.port(0), Both);
    QVERIFY(reader.waitUntilOpen());
    flask.say("users.ada", flaskMessage({.data = "x"}));
    QCOMPARE(post(hubs.port(0), "/channels/users.ada", "y").status, 200);
    QVERIFY(flask.waitFor(2)); // it goes out some time after it was answered
    flask.say("sse", flaskMessage({.data = End}));
    QVERIFY(reader.waitForEvents(3));
    QCOMPARE(reader.data().size(), 3);
    QVERIFY(flask.waitFor(3));
    QCOMPARE(flask.data(), (QByteArrayList{"x", "y", End}));
}

void GroupBridgeTest::aFloodComesWhole()
{
    constexpr int Each = 5'000;
    BridgedHubs hubs(server_->url(), 2);
    FlaskSide flask(*server_);
    START_BRIDGE(hubs, flask);
    StreamCollector reader(hubs.port(1), Both);
    QVERIFY(reader.waitUntilOpen());
    QByteArray lines;
    for (int i = 0; i < Each; ++i)
        lines += "{\"channel\":\"users.a\",\"data\":\"hub " + QByteArray::number(i) + "\"}\n";
    server_->ask({"EVAL", "for i = 1, ARGV[1] do redis.call('PUBLISH', 'sse', '{\"data\":\"flask\"}') end", "0",
                  QByteArray::number(Each)});
    QCOMPARE(post(hubs.port(0), "/publish", lines, "application/x-ndjson").status, 200);
    QCOMPARE(post(hubs.port(0), "/channels/sse", End).status, 200);
    QVERIFY(reader.waitForEvents(2 * Each + 1) && flask.waitFor(2 * Each + 1));
    QCOMPARE(reader.data().count("flask"), Each);
    QByteArrayList went = flask.data();
    went.removeAll("flask");
    QCOMPARE(went.size(), Each + 1);
    for (int i = 0; i < Each; ++i)
        QCOMPARE(went[i], "hub " + QByteArray::number(i));
    QCOMPARE(server_->ask({"XLEN", "heliograph"}).number, 2 * Each + 2);
}

void GroupBridgeTest::whatAHubSaysReachesFlaskUnderItsId()
{
    BridgedHubs hubs(server_->url(), 2);
    FlaskSide flask(*server_);
    START_BRIDGE(hubs, flask);
    const QByteArray id = member(post(hubs.port(0), "/channels/sse", "plain").body, "id");
    QCOMPARE(post(hubs.port(1), "/channels/users.a?id=own&event=t&retry=2500", "own").status, 200);
    QCOMPARE(post(hubs.port(0), "/channels/users.b?id=own", "taken").status, 200);
    QCOMPARE(
        post(hubs.port(1), "/publish", R"([{"data":{"a":1}},{"channel":"users.a","data":"two"}])", "application/json")
            .status,
        200);
    server_->ask({"XADD", "heliograph", "*", "data", "a\r\nb", "id", "stranger", "type", "message"});
    QVERIFY(flask.waitFor(6));
    QCOMPARE(flask.heard[0].message, flaskMessage({.data = "plain", .id = id}));
    QCOMPARE(flask.heard[1].message, QByteArray(R"({"data":"own","type":"t","id":"own","retry":2500})"));
    QVERIFY(flask.heard[2].publication.id != "own" && Position::fromId(flask.heard[2].publication.id));
    QCOMPARE(flask.data().mid(2), (QByteArrayList{"taken", R"({"a":1})", "two", "a\nb"}));
    QCOMPARE(flask.heard[5].publication.id, QByteArray("stranger"));
    // None of it came back as another one.
    QCOMPARE(post(hubs.port(0), "/channels/sse", End).status, 200);
    QVERIFY(flask.waitFor(7));
    QTRY_COMPARE_WITH_TIMEOUT(server_->ask({"XLEN", "heliograph"}).number, 1 + 7, 20'000);
    const size_t leader = *hubs.waitForLeader();
    QTRY_COMPARE_WITH_TIMEOUT(hubs.bridge(leader).value(QLatin1String("said")).toInt(), 7, 20'000);
    QCOMPARE(hubs.bridge(leader).value(QLatin1String("heard")).toInt(), 0);
}

void GroupBridgeTest::otherChannelsAreTheHubsOwn()
{
    BridgedHubs hubs(server_->url(), 2);
    FlaskSide flask(*server_);
    START_BRIDGE(hubs, flask);
    QCOMPARE(flask.say("prices", R"({"data":"x"})"), 0);
    RedisServer &server = *server_;
    QCOMPARE(server.ask({"PUBSUB", "NUMSUB", "prices"}).items[1].number, 0);
    QCOMPARE(post(hubs.port(0), "/channels/prices", "x").status, 200);
    QCOMPARE(post(hubs.port(0), "/channels/sse", End).status, 200);
    QVERIFY(flask.waitFor(1));
    QCOMPARE(flask.data(), QByteArrayList{End});
}

void GroupBridgeTest::anEchoIsKnownAfterATakeover()
{
    BridgedHubs hubs(server_->url(), 2);
    FlaskSide flask(*server_);
    START_BRIDGE(hubs, flask);
    const size_t leader = *hubs.waitForLeader();
    const size_t other = hubs.others(leader).front();
    QCOMPARE(post(hubs.port(other), "/channels/sse?event=t", "first").status, 200);
    QCOMPARE(post(hubs.port(leader), "/channels/users.a?id=own", "second").status, 200);
    QVERIFY(flask.waitFor(2));
    hubs[leader].kill();
    QCOMPARE(hubs.waitForLeader({other}), std::optional(other));
    QTRY_COMPARE_WITH_TIMEOUT(hubs.bridge(other).value(QLatin1String("gaps")).toInt(), 1,
                              20'000); // the loss is in the log
    QCOMPARE(post(hubs.port(other), "/channels/other", "it was read").status, 200);
    StreamCollector reader(hubs.port(other), Both);
    QVERIFY(reader.waitUntilOpen());
    const QList<FlaskHeard> echoes = flask.heard;
    for (const FlaskHeard &echo : echoes)
        flask.say(echo.publication.channel, echo.message);
    // What is like them, but not one of them, is none.
    flask.say("users.b", echoes[1].message);
    flask.say("sse", flaskMessage({.type = "t", .data = "another", .id = echoes[0].publication.id}));
    flask.say("sse", flaskMessage({.data = End}));
    QVERIFY(reader.waitForEvents(3));
    QCOMPARE(reader.data(), (QByteArrayList{"second", "another", End}));
}

void GroupBridgeTest::aDeposedLeaderSaysNothing()
{
    BridgedHubs hubs(server_->url(), 2);
    FlaskSide flask(*server_);
    START_BRIDGE(hubs, flask);
    const size_t leader = *hubs.waitForLeader();
    const size_t other = hubs.others(leader).front();
    hubs[leader].process().sendSignal(SIGSTOP);
    // What it asks of the log, for a second at a time, brings it this, for when it goes on.
    QCOMPARE(post(hubs.port(other), "/channels/sse", "read by both").status, 200);
    QCOMPARE(hubs.waitForLeader({other}), std::optional(other));
    // And it still hears.
    QCOMPARE(flask.say("sse", flaskMessage({.data = "heard by both"})), 3);
    QVERIFY(flask.waitFor(2));
    hubs[leader].process().sendSignal(SIGCONT);
    QVERIFY2(hubs.waitForWords(leader, "no more"), qPrintable(hubs.report()));
    StreamCollector reader(hubs.port(leader), Both, "earliest");
    QVERIFY(hubs.waitUntilAllTakeEvents());
    QCOMPARE(post(hubs.port(leader), "/channels/sse", End).status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(reader.data().endsWith(End), 20'000);
    QCOMPARE(withoutGaps(reader.data()), (QByteArrayList{"read by both", "heard by both", End}));
    QTRY_VERIFY_WITH_TIMEOUT(flask.data().endsWith(End), 20'000);
    QCOMPARE(flask.data(), (QByteArrayList{"read by both", "heard by both", End}));
    QVERIFY(hubs.bridge(other).value(QLatin1String("self")).toBool());
    QTRY_VERIFY_WITH_TIMEOUT(!hubs.bridge(leader).value(QLatin1String("self")).toBool(), 20'000);
}

void GroupBridgeTest::whereTheLeaderIsKilledAnotherOneGoesOn()
{
    BridgedHubs hubs(server_->url(), 3);
    FlaskSide flask(*server_);
    START_BRIDGE(hubs, flask);
    const size_t leader = *hubs.waitForLeader();
    const std::vector<size_t> others = hubs.others(leader);
    const QByteArray before = member(post(hubs.port(others[0]), "/channels/sse", "0").body, "id");
    const QByteArray elsewhere = member(post(hubs.port(others[0]), "/channels/prices", "p").body, "id");
    QByteArrayList acknowledged = {"0"};
    const auto publish = [&](size_t port) {
        const QByteArray data = QByteArray::number(acknowledged.size());
        if (post(hubs.port(port), "/channels/sse", data).status == 200)
            acknowledged.append(data);
    };
    for (int i = 0; i < 50; ++i)
        publish(others[size_t(i) % 2]);
    hubs[leader].kill();
    // So long, and then the next to ask has it: docs/redis.md.
    const qint64 lease = server_->ask({"PTTL", "{heliograph}:bridge"}).number;
    QVERIFY2(lease != -1 && lease <= 5'000, qPrintable(QString::number(lease)));
    QElapsedTimer sinceKill;
    sinceKill.start();
    std::optional<size_t> next;
    while (!next && sinceKill.elapsed() < 30'000) {
        publish(others[size_t(acknowledged.size()) % 2]);
        for (const size_t i : others) {
            if (hubs.bridge(i).value(QLatin1String("self")).toBool())
                next = i;
        }
    }
    QVERIFY2(next, qPrintable(hubs.report()));
    publish(others[0]);
    // All that the log held went out, in its order, and once: how far it came is kept with what goes out.
    QVERIFY(flask.waitFor(acknowledged.size()));
    QCOMPARE(flask.data(), acknowledged);
    // What Flask said meanwhile nobody knows: who reads these channels is told, and nobody else.
    for (const size_t i : others) {
        StreamCollector reader(hubs.port(i), "/stream?channel=sse", before);
        QVERIFY(reader.waitForEvents(acknowledged.size()));
        QCOMPARE(reader.data().count("(gap)"), 1);
        QCOMPARE(withoutGaps(reader.data()), acknowledged.mid(1));
        QCOMPARE(post(hubs.port(i), "/channels/prices", End).status, 200);
        StreamCollector apart(hubs.port(i), "/stream?channel=prices", elsewhere);
        QVERIFY(apart.waitForEvents(1));
        QVERIFY(!apart.data().contains("(gap)"));
    }
    QVERIFY(flask.say("sse", flaskMessage({.data = "to the new one"})) == 2);
    StreamCollector reader(hubs.port(others[0]), "/stream?channel=sse", "earliest");
    QTRY_VERIFY_WITH_TIMEOUT(reader.data().endsWith("to the new one"), 20'000);
}

void GroupBridgeTest::overManyTakeoversNothingIsLeftOutOrSaidTwice()
{
    constexpr int Takeovers = 3;
    BridgedHubs hubs(server_->url(), 3);
    FlaskSide flask(*server_);
    START_BRIDGE(hubs, flask);
    QByteArrayList acknowledged;
    int ofFlask = 0;
    const auto publish = [&] {
        for (size_t i = 0; i < hubs.size(); ++i) {
            const QByteArray data = "hub " + QByteArray::number(acknowledged.size());
            if (post(hubs.port(i), "/channels/users.a?id=" + QByteArray(data).replace(' ', '-'), data).status == 200)
                acknowledged.append(data);
        }
        flask.say("sse", flaskMessage({.data = "flask " + QByteArray::number(ofFlask++)}));
    };
    for (int i = 0; i < Takeovers; ++i) {
        const auto leader = hubs.waitForLeader();
        QVERIFY2(leader, qPrintable(hubs.report()));
        for (int j = 0; j < 10; ++j)
            publish();
        hubs[*leader].kill();
        QVERIFY(hubs[*leader].restart());
        for (int j = 0; j < 10; ++j)
            publish();
    }
    QVERIFY(hubs.waitUntilAllTakeEvents() && hubs.waitForLeader());
    QCOMPARE(post(hubs.port(0), "/channels/sse", End).status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(flask.data().contains(End), 20'000);
    QByteArrayList went;
    for (const QByteArray &data : flask.data()) {
        if (data.startsWith("hub "))
            went.append(data);
    }
    QCOMPARE(went, acknowledged);
    // What was heard of Flask is there once, in its order.
    StreamCollector reader(hubs.port(1), Both, "earliest");
    QTRY_VERIFY_WITH_TIMEOUT(reader.data().contains(End), 20'000);
    int last = -1;
    for (const QByteArray &data : reader.data()) {
        if (!data.startsWith("flask "))
            continue;
        const int number = data.sliced(6).toInt();
        QVERIFY2(number > last, data.constData());
        last = number;
    }
    QVERIFY(last >= 0);
    QVERIFY(reader.data().count("(gap)") >= 1);
}

void GroupBridgeTest::whoStopsLeavesItToAnother()
{
    BridgedHubs hubs(server_->url(), 2);
    FlaskSide flask(*server_);
    START_BRIDGE(hubs, flask);
    const size_t leader = *hubs.waitForLeader();
    const size_t other = hubs.others(leader).front();
    QCOMPARE(post(hubs.port(other), "/channels/sse", "before").status, 200);
    QVERIFY(flask.waitFor(1));
    const QByteArray term = server_->ask({"GET", "{heliograph}:bridge"}).text;
    QVERIFY(!term.isEmpty());
    QVERIFY(hubs[leader].stop() == 0);
    // Given back, and perhaps the other's already.
    QVERIFY(!server_->ask({"GET", "{heliograph}:bridge"}).text.startsWith(term.left(term.indexOf(' '))));
    QCOMPARE(hubs.waitForLeader({other}), std::optional(other));
    QCOMPARE(post(hubs.port(other), "/channels/sse", End).status, 200);
    QVERIFY(flask.waitFor(2));
    QCOMPARE(flask.data(), (QByteArrayList{"before", End}));
}

void GroupBridgeTest::aLostConnectionIsTold()
{
    BridgedHubs hubs(server_->url(), 1);
    FlaskSide flask(*server_);
    QVERIFY2(hubs.start(), qPrintable(hubs.report()));
    StreamCollector reader(hubs.port(0), Both);
    QVERIFY(reader.waitUntilOpen());
    // The one that listens to a pattern.
    const auto connection = [this] {
        static const QRegularExpression Form(QStringLiteral("id=(\\d+) [^\\n]* psub=1 "));
        return Form.match(QString::fromUtf8(server_->ask({"CLIENT", "LIST"}).text)).captured(1).toUtf8();
    };
    const QByteArray first = connection();
    QVERIFY(!first.isEmpty());
    flask.say("sse", flaskMessage({.data = "before"}));
    QVERIFY(reader.waitForEvents(1));
    QCOMPARE(server_->ask({"CLIENT", "KILL", "ID", first}).number, 1);
    QVERIFY(reader.waitForGap());
    QTRY_VERIFY_WITH_TIMEOUT(!connection().isEmpty() && connection() != first, 20'000);
    flask.say("sse", flaskMessage({.data = End}));
    QVERIFY(reader.waitForEvents(3));
    QCOMPARE(reader.data(), (QByteArrayList{"before", "(gap)", End}));
}

void GroupBridgeTest::redisMayBeRestarted()
{
    server_->kill();
    server_->setArguments({QStringLiteral("--appendonly"), QStringLiteral("yes"), QStringLiteral("--appendfsync"),
                           QStringLiteral("always")});
    QVERIFY2(server_->start(), qPrintable(server_->report()));
    BridgedHubs hubs(server_->url(), 2);
    FlaskSide flask(*server_);
    START_BRIDGE(hubs, flask);
    StreamCollector reader(hubs.port(0), Both);
    QVERIFY(reader.waitUntilOpen());
    for (int i = 0; i < 10; ++i)
        QCOMPARE(post(hubs.port(size_t(i) % 2), "/channels/sse", QByteArray::number(i)).status, 200);
    flask.say("sse", flaskMessage({.data = "flask"}));
    QVERIFY(flask.waitFor(11) && reader.waitForEvents(11));
    QVERIFY(server_->restart());
    QVERIFY2(hubs.waitUntilAllTakeEvents() && hubs.waitForLeader(), qPrintable(hubs.report()));
    QCOMPARE(post(hubs.port(0), "/channels/sse", "after").status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(reader.data().contains("after"), 20'000);
    QVERIFY(reader.waitForGap());
    // Nothing of before goes out again; what Flask's readers hear depends on when they were back.
    FlaskSide after(*server_);
    QVERIFY(after.listen());
    QCOMPARE(post(hubs.port(1), "/channels/sse", End).status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(after.data().endsWith(End), 20'000);
    const QByteArrayList heardAfter = after.data();
    QCOMPARE(QSet<QByteArray>(heardAfter.cbegin(), heardAfter.cend()).size(), heardAfter.size());
    QVERIFY(!heardAfter.contains("9") && !heardAfter.contains("flask"));
    after.say("users.a", flaskMessage({.data = "flask again"}));
    QTRY_VERIFY_WITH_TIMEOUT(reader.data().endsWith("flask again"), 20'000);
    QCOMPARE(reader.data().count("flask"), 1);
    QCOMPARE(reader.data().count("9"), 1);
}

void GroupBridgeTest::whatWasNotSaidIsSaidWhereRedisLostHowFarItCame()
{
    BridgedHubs hubs(server_->url(), 2);
    QVERIFY2(hubs.start(), qPrintable(hubs.report()));
    const size_t leader = *hubs.waitForLeader();
    const size_t other = hubs.others(leader).front();
    QTRY_VERIFY_WITH_TIMEOUT(hubs.bridge(other).value(QLatin1String("leader")).isString(), 20'000);
    hubs[leader].process().sendSignal(SIGSTOP);
    QCOMPARE(post(hubs.port(other), "/channels/sse", "not said").status, 200);
    // It keeps nothing: what the other hub has in memory is all there is. That one waits until Flask listens.
    hubs[other].process().sendSignal(SIGSTOP);
    QVERIFY(server_->restart());
    hubs[leader].kill();
    FlaskSide flask(*server_);
    QVERIFY(flask.listen());
    hubs[other].process().sendSignal(SIGCONT);
    QVERIFY(hubs.waitUntilTheyTakeEvents({other}));
    QCOMPARE(hubs.waitForLeader({other}), std::optional(other));
    QCOMPARE(post(hubs.port(other), "/channels/sse", End).status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(flask.data().endsWith(End), 20'000);
    QCOMPARE(flask.data(), (QByteArrayList{"not said", End}));
}

void GroupBridgeTest::itGoesOnWhereRedisWasEmptied()
{
    BridgedHubs hubs(server_->url(), 2);
    FlaskSide flask(*server_);
    START_BRIDGE(hubs, flask);
    StreamCollector reader(hubs.port(0), Both);
    QVERIFY(reader.waitUntilOpen());
    QCOMPARE(post(hubs.port(1), "/channels/sse", "before").status, 200);
    QVERIFY(flask.waitFor(1));
    server_->ask({"FLUSHALL"});
    QVERIFY(reader.waitForGap());
    QVERIFY2(hubs.waitUntilAllTakeEvents() && hubs.waitForLeader(), qPrintable(hubs.report()));
    flask.say("sse", flaskMessage({.data = "flask"}));
    QTRY_VERIFY_WITH_TIMEOUT(reader.data().contains("flask"), 20'000);
    QCOMPARE(post(hubs.port(1), "/channels/sse", End).status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(flask.data().contains(End) && reader.data().contains(End), 20'000);
    // What Redis kept of how far it came is gone: what came last may go out once more.
    QVERIFY(flask.data().count("before") <= 2);
    QCOMPARE(flask.data().count(End), 1);
    QCOMPARE(reader.data().count(End), 1);
    // The bridge wrote nothing before the hubs had put back what they held.
    StreamCollector later(hubs.port(0), Both, "earliest");
    QTRY_VERIFY_WITH_TIMEOUT(later.data().contains(End), 20'000);
    QVERIFY(later.data().contains("before"));
}

void GroupBridgeTest::whatRedisHasNoRoomForIsTold()
{
    BridgedHubs hubs(server_->url(), 1);
    FlaskSide flask(*server_);
    START_BRIDGE(hubs, flask);
    StreamCollector reader(hubs.port(0), Both);
    QVERIFY(reader.waitUntilOpen());
    flask.say("sse", flaskMessage({.data = "before"}));
    QVERIFY(reader.waitForEvents(1));
    server_->ask({"CONFIG", "SET", "maxmemory", "1"});
    flask.say("sse", flaskMessage({.data = "no room"}));
    QTRY_COMPARE_WITH_TIMEOUT(hubs.bridge(0).value(QLatin1String("dropped")).toInt(), 1, 20'000);
    server_->ask({"CONFIG", "SET", "maxmemory", "0"});
    QVERIFY(reader.waitForGap());
    flask.say("sse", flaskMessage({.data = End}));
    QTRY_VERIFY_WITH_TIMEOUT(reader.data().endsWith(End), 20'000);
    QCOMPARE(reader.data(), (QByteArrayList{"before", "(gap)", End}));
    QVERIFY(hubs.bridge(0).value(QLatin1String("self")).toBool());
}

void GroupBridgeTest::whatIsBridgedCanBeSeen()
{
    BridgedHubs hubs(server_->url(), 2);
    QVERIFY2(hubs.start(), qPrintable(hubs.report()));
    const size_t leader = *hubs.waitForLeader();
    const size_t other = hubs.others(leader).front();
    const auto id = hubs.bridge(leader).value(QLatin1String("leader")).toString();
    QVERIFY(id.size() == 6);
    QTRY_COMPARE_WITH_TIMEOUT(hubs.bridge(other).value(QLatin1String("leader")).toString(), id, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(
        hubs.bridge(other).value(QLatin1String("leaderName")).toString().endsWith(QString::number(hubs.port(leader))),
        20'000);
    QVERIFY(!hubs.bridge(other).value(QLatin1String("self")).toBool());
    QCOMPARE(hubs.bridge(other).value(QLatin1String("channels")).toVariant().toStringList(),
             (QStringList{QStringLiteral("sse"), QStringLiteral("users.*")}));
    RawClient client;
    const auto metrics = client.ask(hubs.port(leader), RawClient::request("GET", "/metrics"));
    QVERIFY(metrics && metrics->body.contains("\nheliograph_bridge_leads 1\n"));
}

/// As docs/scaling.md has it; tst_grouplog_refusals is of those without a bridge.
static QByteArray documentedUser()
{
    return "user heliograph on >pw resetkeys ~heliograph ~{heliograph}:* resetchannels &{heliograph}:control* -@all "
           "+@connection +info +role +script|load +evalsha +xadd +xread +xrange +xrevrange +xinfo +xtrim +xdel +wait "
           "+time +type +exists +get +set +del +pexpire +hget +hset +hlen +hgetall +hdel +hincrby +zadd +zrange "
           "+zremrangebyscore +publish +subscribe +ping &sse &users.* +psubscribe";
}

void GroupBridgeTest::itWorksWithTheDocumentedRights()
{
    RedisServer server;
    server.setUsers({"user default on nopass ~* &* +@all", documentedUser()});
    QVERIFY2(server.start(), qPrintable(server.report()));
    BridgedHubs hubs(server.url().replace(QLatin1String("redis://"), QLatin1String("redis://heliograph:pw@")), 2);
    FlaskSide flask(server);
    START_BRIDGE(hubs, flask);
    StreamCollector reader(hubs.port(0), Both);
    QVERIFY(reader.waitUntilOpen());
    flask.say("users.ada", flaskMessage({.data = "flask"}));
    QVERIFY(reader.waitForEvents(1));
    QCOMPARE(post(hubs.port(1), "/channels/sse?id=own", "hub").status, 200);
    QVERIFY(flask.waitFor(2) && reader.waitForEvents(2));
    const size_t leader = *hubs.waitForLeader();
    QVERIFY(hubs[leader].stop() == 0);
    QVERIFY(hubs.waitForLeader(hubs.others(leader)));
    for (size_t i = 0; i < hubs.size(); ++i)
        QVERIFY2(!hubs[i].process().standardError().contains("does not allow"), qPrintable(hubs.report()));
}

void GroupBridgeTest::whatItMayNotIsSaid()
{
    RedisServer server;
    server.setUsers({"user default on nopass ~* &* +@all", documentedUser().replace(" &users.*", "")});
    QVERIFY2(server.start(), qPrintable(server.report()));
    BridgedHubs hubs(server.url().replace(QLatin1String("redis://"), QLatin1String("redis://heliograph:pw@")), 1);
    QVERIFY2(hubs[0].start(), qPrintable(hubs.report()));
    QTRY_VERIFY_WITH_TIMEOUT(
        hubs.bridge(0).value(QLatin1String("problem")).toString().contains(QLatin1String("does not allow")), 20'000);
    QVERIFY2(hubs.waitForWords(0, "bridge to Flask-SSE: Redis does not allow"), qPrintable(hubs.report()));
    // All else goes on, and the bridge, too, when it may.
    QCOMPARE(post(hubs.port(0), "/channels/sse", "x").status, 200);
    QVERIFY(!hubs.bridge(0).value(QLatin1String("self")).toBool());
    server.ask({"ACL", "SETUSER", "heliograph", "&users.*"});
    QVERIFY(hubs.waitForLeader());
    QTRY_VERIFY_WITH_TIMEOUT(hubs.bridge(0).value(QLatin1String("problem")).isNull(), 20'000);
}

QTEST_GUILESS_MAIN(GroupBridgeTest)
#include "tst_group_bridge.moc"
