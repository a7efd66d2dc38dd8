// SPDX-License-Identifier: GPL-3.0-or-later
#include "redisserver.h"
#include "streamcollector.h"
#include "support/helioprocess.h"
#include "support/rawclient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// `helio serve --redis` beside other programs on the same Redis.
class RedisHubTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void whatFlaskSsePublishesReachesOurs();
    void whatWePublishReachesOthersInTheirForm();
    void ourOwnSubscribersGetItOnce();
    void anEventThatSeveralOfOurEntriesMatchComesOnce();
    void theAnswerComesWithTheEcho();
    void channelsThatAreNotNamedStayHere();
    void oneRequestMayNameBoth();
    void eventsFromElsewhereAreReplayed();
    void aPublishersOwnIdStays();
    void theSameIdAgainFromElsewhereIsAnotherEvent();
    void aPublisherMayRepeatItself();
    void anotherContentUnderTheSameIdIsRefused();
    void ownIdsAreJudgedWithinTheirChannel();
    void otherTrafficBreaksNothing();
    void whatTheRulesForbidIsDroppedAndReported();
    void twoHubsShareOneRedis();
    void theFiguresAreReported();

private:
    bool serve(const QStringList &more = {});

    RedisServer server_{"secret"};
    std::unique_ptr<HelioProcess> helio_;
};

namespace {

const QString Redis = QStringLiteral("--redis");
const QString Channels = QStringLiteral("--redis-channels");

bool isJoined(HelioProcess &helio)
{
    return helio.process().waitForOutput([&] { return helio.process().standardError().contains("connected to Redis"); },
                                         20s);
}

} // namespace

void RedisHubTest::initTestCase()
{
    if (!RedisServer::isAvailable())
        QSKIP("There is no redis-server here.");
    QVERIFY2(server_.start(), qPrintable(server_.report()));
}

void RedisHubTest::init()
{
    QVERIFY(serve());
}

void RedisHubTest::cleanup()
{
    helio_.reset();
}

bool RedisHubTest::serve(const QStringList &more)
{
    helio_ = std::make_unique<HelioProcess>(
        QStringList{Redis, server_.url(), Channels, QStringLiteral("sse"), Channels, QStringLiteral("users.*")} + more);
    return helio_->start() && isJoined(*helio_);
}

void RedisHubTest::whatFlaskSsePublishesReachesOurs()
{
    StreamCollector reader(helio_->port());
    QVERIFY(reader.waitUntilOpen());
    server_.ask({"PUBLISH", "sse", R"({"data": {"message": "Hello!"}, "type": "greeting", "id": 7})"});
    server_.ask({"PUBLISH", "sse", R"({"data": "plain"})"});
    QVERIFY(reader.waitForEvents(2));
    QCOMPARE(reader.events()[0], (Event{{}, "7", "greeting", R"({"message": "Hello!"})"}));
    QCOMPARE(reader.events()[1].data, QByteArray("plain"));
    QVERIFY(!reader.events()[1].id.isEmpty());
}

void RedisHubTest::whatWePublishReachesOthersInTheirForm()
{
    QString problem;
    RedisConnection other(*RedisUrl::parse(server_.url(), problem), RedisConnection::Role::Subscriber, {},
                          [] { return 0.5; });
    QByteArrayList messages;
    connect(&other, &RedisConnection::received, this, [&](const QList<RespValue> &values) {
        for (const RespValue &value : values)
            messages.append(value.items.constLast().text);
    });
    connect(&other, &RedisConnection::ready, &other, [&other] { other.send({"SUBSCRIBE", "sse"}); });
    other.open();
    QTRY_COMPARE_WITH_TIMEOUT(messages.size(), 1, 20'000); // confirmed
    QCOMPARE(post(helio_->port(), "/channels/sse?event=greeting&id=own-1&retry=2000", "line\nline").status, 200);
    QCOMPARE(post(helio_->port(), "/channels/sse", "alone").status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(messages.size(), 3, 20'000);
    QCOMPARE(messages[1], QByteArray(R"({"data":"line\nline","type":"greeting","id":"own-1","retry":2000})"));
    QCOMPARE(messages[2], QByteArray(R"({"data":"alone"})"));
}

void RedisHubTest::ourOwnSubscribersGetItOnce()
{
    StreamCollector reader(helio_->port());
    QVERIFY(reader.waitUntilOpen());
    for (const char *data : {"one", "two", "three"})
        QCOMPARE(post(helio_->port(), "/channels/sse", data).status, 200);
    QVERIFY(reader.waitForEvents(3));
    QCOMPARE(reader.data(), (QByteArrayList{"one", "two", "three"}));
}

void RedisHubTest::anEventThatSeveralOfOurEntriesMatchComesOnce()
{
    QVERIFY(serve({Channels, QStringLiteral("*"), Channels, QStringLiteral("users.a?a")}));
    StreamCollector reader(helio_->port(), "/stream?pattern=*");
    QVERIFY(reader.waitUntilOpen());
    server_.ask({"PUBLISH", "sse", R"({"data": "named"})"});
    server_.ask({"PUBLISH", "users.ada", R"({"data": "by three globs"})"});
    server_.ask({"PUBLISH", "news", R"({"data": "by one"})"});
    QVERIFY(reader.waitForEvents(3));
    QCOMPARE(reader.data(), (QByteArrayList{"named", "by three globs", "by one"}));
}

void RedisHubTest::theAnswerComesWithTheEcho()
{
    StreamCollector reader(helio_->port(), "/stream?channel=users.ada");
    QVERIFY(reader.waitUntilOpen());
    const Posted posted = post(helio_->port(), "/channels/users.ada", "hi");
    QCOMPARE(posted.status, 200);
    QCOMPARE(member(posted.body, "subscribers"), QByteArray("1"));
    QVERIFY(reader.waitForEvents(1));
    QCOMPARE(member(posted.body, "id"), reader.events()[0].id);
}

void RedisHubTest::channelsThatAreNotNamedStayHere()
{
    StreamCollector reader(helio_->port(), "/stream?channel=mine");
    QVERIFY(reader.waitUntilOpen());
    server_.ask({"PUBLISH", "mine", R"({"data": "not for us"})"});
    QCOMPARE(post(helio_->port(), "/channels/mine", "ours").status, 200);
    QVERIFY(reader.waitForEvents(1));
    QCOMPARE(reader.data(), QByteArrayList{"ours"});
}

void RedisHubTest::oneRequestMayNameBoth()
{
    StreamCollector reader(helio_->port(), "/stream?channel=sse&channel=mine");
    QVERIFY(reader.waitUntilOpen());
    const Posted posted =
        post(helio_->port(), "/publish",
             R"([{"channel":"mine","data":"a"},{"data":"b"},{"channel":"mine","data":"c"}])", "application/json");
    QCOMPARE(posted.status, 200);
    QCOMPARE(member(posted.body, "published"), QByteArray("3"));
    QVERIFY(reader.waitForEvents(3));
    QCOMPARE(reader.data(), (QByteArrayList{"b", "a", "c"}));
}

void RedisHubTest::eventsFromElsewhereAreReplayed()
{
    StreamCollector reader(helio_->port());
    QVERIFY(reader.waitUntilOpen());
    for (const char *data : {"1", "2", "3"})
        server_.ask({"PUBLISH", "sse", "{\"data\": \"" + QByteArray(data) + "\"}"});
    QVERIFY(reader.waitForEvents(3));
    StreamCollector returning(helio_->port(), "/stream", reader.events()[0].id);
    QVERIFY(returning.waitForEvents(2));
    QCOMPARE(returning.data(), (QByteArrayList{"2", "3"}));
}

void RedisHubTest::aPublishersOwnIdStays()
{
    StreamCollector reader(helio_->port());
    QVERIFY(reader.waitUntilOpen());
    server_.ask({"PUBLISH", "sse", R"({"data": "x", "id": "job-1"})"});
    QCOMPARE(member(post(helio_->port(), "/channels/sse?id=job-2", "y").body, "id"), QByteArray("job-2"));
    QVERIFY(reader.waitForEvents(2));
    QCOMPARE(reader.events()[0].id, QByteArray("job-1"));
    QCOMPARE(reader.events()[1].id, QByteArray("job-2"));
}

void RedisHubTest::theSameIdAgainFromElsewhereIsAnotherEvent()
{
    StreamCollector reader(helio_->port());
    QVERIFY(reader.waitUntilOpen());
    for (const char *data : {"first", "second", "second"})
        server_.ask({"PUBLISH", "sse", "{\"data\": \"" + QByteArray(data) + "\", \"id\": 1}"});
    QVERIFY(reader.waitForEvents(3));
    QCOMPARE(reader.data(), (QByteArrayList{"first", "second", "second"}));
    QCOMPARE(reader.events()[0].id, QByteArray("1"));
    QVERIFY(reader.events()[1].id != QByteArray("1"));
    QVERIFY(reader.events()[2].id != reader.events()[1].id);
}

void RedisHubTest::aPublisherMayRepeatItself()
{
    StreamCollector reader(helio_->port());
    QVERIFY(reader.waitUntilOpen());
    const Posted first = post(helio_->port(), "/channels/sse?id=again", "x");
    const Posted second = post(helio_->port(), "/channels/sse?id=again", "x");
    QCOMPARE(second.status, 200);
    QCOMPARE(second.body, first.body);
    const Posted both = post(helio_->port(), "/publish", R"([{"id":"twice","data":"y"},{"id":"twice","data":"y"}])",
                             "application/json");
    QCOMPARE(both.status, 200);
    QCOMPARE(post(helio_->port(), "/channels/sse", "z").status, 200);
    QVERIFY(reader.waitForEvents(3));
    QCOMPARE(reader.data(), (QByteArrayList{"x", "y", "z"}));
}

void RedisHubTest::anotherContentUnderTheSameIdIsRefused()
{
    StreamCollector reader(helio_->port());
    QVERIFY(reader.waitUntilOpen());
    QCOMPARE(post(helio_->port(), "/channels/sse?id=taken", "x").status, 200);
    QCOMPARE(post(helio_->port(), "/channels/sse?id=taken", "y").status, 409);
    QCOMPARE(post(helio_->port(), "/publish", R"([{"data":"a"},{"id":"n","data":"b"},{"id":"n","data":"c"}])",
                  "application/json")
                 .status,
             409);
    QCOMPARE(post(helio_->port(), "/channels/sse", "last").status, 200);
    QVERIFY(reader.waitForEvents(2));
    QCOMPARE(reader.data(), (QByteArrayList{"x", "last"}));
}

void RedisHubTest::ownIdsAreJudgedWithinTheirChannel()
{
    StreamCollector reader(helio_->port(), "/stream?channel=sse&pattern=users.*");
    QVERIFY(reader.waitUntilOpen());
    QCOMPARE(member(post(helio_->port(), "/channels/sse?id=7", "of sse").body, "id"), QByteArray("7"));
    const Posted other = post(helio_->port(), "/channels/users.ada?id=7", "of ada");
    QCOMPARE(other.status, 200);
    QVERIFY(member(other.body, "id") != QByteArray("7")); // that stands for another event on the wire
    QCOMPARE(post(helio_->port(), "/channels/users.ada?id=7", "of ada").body, other.body);
    QCOMPARE(post(helio_->port(), "/channels/users.ada?id=7", "something else").status, 409);
    QCOMPARE(post(helio_->port(), "/channels/sse?id=7", "something else").status, 409);
    // In flight at once, and from elsewhere.
    QCOMPARE(post(helio_->port(), "/publish", R"([{"id":"8","data":"a"},{"id":"8","channel":"users.ada","data":"b"}])",
                  "application/json")
                 .status,
             200);
    server_.ask({"PUBLISH", "users.bob", R"({"data": "c", "id": 8})"});
    QCOMPARE(post(helio_->port(), "/channels/users.bob?id=8", "something else").status, 409);
    QVERIFY(reader.waitForEvents(5));
    QCOMPARE(reader.data(), (QByteArrayList{"of sse", "of ada", "a", "b", "c"}));
}

void RedisHubTest::otherTrafficBreaksNothing()
{
    StreamCollector reader(helio_->port());
    QVERIFY(reader.waitUntilOpen());
    server_.ask({"PUBLISH", "sse", "not JSON"});
    server_.ask({"PUBLISH", "sse", R"({"some": "other program"})"});
    server_.ask({"PUBLISH", "sse", "caf\xE9"});
    server_.ask({"PUBLISH", "sse", ""});
    server_.ask({"PUBLISH", "sse", R"({"data": "x", "id": "12-34", "retry": 1})"});
    server_.ask({"PUBLISH", "sse", R"({"data": "end"})"});
    QVERIFY(reader.waitForEvents(6));
    QCOMPARE(reader.data(),
             (QByteArrayList{"not JSON", R"({"some": "other program"})", "caf\xEF\xBF\xBD", "", "x", "end"}));
    QVERIFY(reader.events()[4].id != QByteArray("12-34")); // the hub's own form
}

void RedisHubTest::whatTheRulesForbidIsDroppedAndReported()
{
    QVERIFY(serve({QStringLiteral("--max-body"), QStringLiteral("1KiB")}));
    StreamCollector reader(helio_->port(), "/stream?pattern=*");
    QVERIFY(reader.waitUntilOpen());
    server_.ask({"PUBLISH", "sse", R"({"data": "x", "type": "gap"})"});
    server_.ask({"PUBLISH", "sse", R"({"data": "x", "type": "a\nb"})"});
    server_.ask({"PUBLISH", "users." + QByteArray(300, 'n'), R"({"data": "x"})"});
    server_.ask({"PUBLISH", "users.\x07", R"({"data": "x"})"});
    server_.ask({"PUBLISH", "sse", "{\"data\": \"" + QByteArray(1025, 'x') + "\"}"});
    server_.ask({"PUBLISH", "sse", QByteArray(10'000'000, 'x')});
    server_.ask({"PUBLISH", "sse", "{\"data\": \"" + QByteArray(1024, 'y') + "\"}"});
    QVERIFY(reader.waitForEvents(1));
    QCOMPARE(reader.data(), QByteArrayList{QByteArray(1024, 'y')});
    const auto said = [this] { return helio_->process().standardError().count("could not be taken"); };
    QVERIFY(helio_->process().waitForOutput([&] { return said() > 0; }, 20s));
    QCOMPARE(said(), 1);
}

void RedisHubTest::twoHubsShareOneRedis()
{
    HelioProcess second({Redis, server_.url(), Channels, QStringLiteral("*")});
    QVERIFY(second.start() && isJoined(second));
    StreamCollector here(helio_->port());
    StreamCollector there(second.port());
    QVERIFY(here.waitUntilOpen() && there.waitUntilOpen());
    QCOMPARE(post(helio_->port(), "/channels/sse", "from the first").status, 200);
    QCOMPARE(post(second.port(), "/channels/sse", "from the second").status, 200);
    const QByteArrayList both{"from the first", "from the second"};
    QVERIFY(here.waitForEvents(2) && there.waitForEvents(2));
    QCOMPARE(here.data(), both);
    QCOMPARE(there.data(), both);
}

void RedisHubTest::theFiguresAreReported()
{
    QCOMPARE(post(helio_->port(), "/channels/sse", "ours").status, 200);
    QCOMPARE(server_.ask({"PUBLISH", "users.ada", "theirs"}).number, 1);
    server_.ask({"PUBLISH", "users.ada", R"({"data":"x","type":"gap"})"}); // the rules forbid it
    const auto ask = [this](const char *target) {
        RawClient client;
        const auto answer = client.ask(helio_->port(), RawClient::request("GET", target));
        return answer ? answer->body : QByteArray();
    };
    const auto redisOf = [](const QByteArray &stats) {
        return QJsonDocument::fromJson(stats).object().value(QStringLiteral("redis")).toObject();
    };
    QTRY_COMPARE_WITH_TIMEOUT(redisOf(ask("/api/stats")).value(QStringLiteral("received")).toInt(), 3, 20'000);
    const QByteArray stats = ask("/api/stats");
    const QJsonObject redis = redisOf(stats);
    QCOMPARE(redis.value(QStringLiteral("state")).toString(), QStringLiteral("open"));
    QCOMPARE(redis.value(QStringLiteral("address")).toString(),
             QStringLiteral("redis://127.0.0.1:%1/0").arg(server_.port()));
    QVERIFY(redis.value(QStringLiteral("problem")).isNull());
    QCOMPARE(redis.value(QStringLiteral("channels")).toArray(),
             (QJsonArray{QStringLiteral("sse"), QStringLiteral("users.*")}));
    QCOMPARE(redis.value(QStringLiteral("sent")).toInt(), 1);
    QCOMPARE(redis.value(QStringLiteral("dropped")).toInt(), 1);
    QCOMPARE(redis.value(QStringLiteral("gaps")).toInt(), 0);
    QVERIFY(!stats.contains("secret"));

    const QByteArray metrics = ask("/metrics");
    QVERIFY(!metrics.contains("secret"));
    for (const char *line : {"heliograph_redis_up 1\n", "heliograph_redis_events_received_total 3\n",
                             "heliograph_redis_events_sent_total 1\n", "heliograph_redis_events_dropped_total 1\n",
                             "heliograph_redis_gaps_total 0\n", "heliograph_redis_channels 2\n"})
        QVERIFY2(metrics.contains(line), line);
    const QByteArray info =
        "heliograph_redis_info{address=\"redis://127.0.0.1:" + QByteArray::number(server_.port()) + "/0\"} 1\n";
    QVERIFY2(metrics.contains(info), metrics.constData());

    HelioProcess alone;
    QVERIFY(alone.start());
    RawClient client;
    const auto answer = client.ask(alone.port(), RawClient::request("GET", "/api/stats"));
    QVERIFY(answer && QJsonDocument::fromJson(answer->body).object().value(QStringLiteral("redis")).isNull());
    QVERIFY(answer->body.contains("\"redis\":null"));
}

QTEST_GUILESS_MAIN(RedisHubTest)
#include "tst_redis_hub.moc"
