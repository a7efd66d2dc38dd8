// SPDX-License-Identifier: GPL-3.0-or-later
#include "redisserver.h"
#include "sentinelserver.h"
#include "streamcollector.h"
#include "support/helioprocess.h"
#include "support/rawclient.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QScopeGuard>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// Redis goes away, comes back, is held up, or does not let us in: streams stay, publishers get an answer, gaps are
/// told.
class RedisOutageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();

    void aHubStartsWithoutRedisAndJoinsLater();
    void publishingWithoutRedisIsRefusedWithAMessage();
    void aHubThatSpeaksJapaneseAnswersInEnglish();
    void aWrongPasswordIsReportedAndNeverPrinted();
    void streamsStayOpenAndAreToldOfTheGap();
    void aFailoverOfSentinelsIsFollowedWithAGap();
    void whoComesBackOverAnOutageIsToldOfTheGapAtItsPlace();
    void channelsOfOurOwnKnowNoGap();
    void anEventThatDoesNotComeBackIsAnsweredInTime();
    void killedUnderLoadNothingIsTwiceAndNothingAnsweredIsLost();
    void theConfigurationIsRefusedInOneLine_data();
    void theConfigurationIsRefusedInOneLine();
    void theEnvironmentIsReadWhenAskedFor();
};

namespace {

const QString Redis = QStringLiteral("--redis");

bool hasSaid(HelioProcess &helio, const QByteArray &text, qsizetype times = 1)
{
    return helio.process().waitForOutput([&] { return helio.process().standardError().count(text) >= times; }, 20s);
}

bool isJoined(HelioProcess &helio, qsizetype times = 1)
{
    return hasSaid(helio, "connected to Redis", times);
}

/// A figure of Redis in `/api/stats`.
QJsonValue redisFigure(const HelioProcess &helio, const char *name)
{
    RawClient client;
    const auto answer = client.ask(helio.port(), RawClient::request("GET", "/api/stats"));
    return QJsonDocument::fromJson(answer ? answer->body : QByteArray())
        .object()
        .value(QStringLiteral("redis"))
        .toObject()
        .value(QLatin1String(name));
}

/// `helio serve` with a Redis of its own, and joined.
struct Pair
{
    RedisServer redis;
    HelioProcess helio{{Redis, redis.url()}};

    bool start() { return redis.start() && helio.start() && isJoined(helio); }
    /// Killed, and back again.
    bool restartRedis()
    {
        redis.kill();
        return hasSaid(helio, "closed the connection") && redis.start() && isJoined(helio, 2);
    }
};

} // namespace

void RedisOutageTest::initTestCase()
{
    if (!RedisServer::isAvailable())
        QSKIP("There is no redis-server here.");
}

void RedisOutageTest::aHubStartsWithoutRedisAndJoinsLater()
{
    RedisServer redis;
    HelioProcess helio({Redis, redis.url()});
    QVERIFY(helio.start());
    StreamCollector reader(helio.port());
    QVERIFY(reader.waitUntilOpen());
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    QVERIFY(isJoined(helio));
    QCOMPARE(post(helio.port(), "/channels/sse", "x").status, 200);
    QVERIFY(reader.waitForEvents(2));
    QCOMPARE(reader.data(), (QByteArrayList{"(gap)", "x"})); // who knows what was said before
}

void RedisOutageTest::publishingWithoutRedisIsRefusedWithAMessage()
{
    RedisServer redis;
    HelioProcess helio({Redis, redis.url()});
    QVERIFY(helio.start());
    QVERIFY(hasSaid(helio, "No Redis listens"));
    const Posted posted = post(helio.port(), "/channels/sse", "x");
    QCOMPARE(posted.status, 503);
    QCOMPARE(posted.contentType, QByteArray("application/problem+json"));
    QVERIFY(posted.retryAfter.toInt() > 0);
    QVERIFY2(member(posted.body, "detail").contains("No Redis listens"), posted.body.constData());
    QCOMPARE(post(helio.port(), "/channels/mine", "x").status, 200);
    const Posted both =
        post(helio.port(), "/publish", R"([{"channel":"mine","data":"a"},{"data":"b"}])", "application/json");
    QCOMPARE(both.status, 503);
    StreamCollector reader(helio.port(), "/stream?channel=mine&lastEventId=earliest&poll=1");
    QVERIFY(reader.waitForEvents(1));
    QTRY_VERIFY_WITH_TIMEOUT(!reader.isOpen(), 20'000);
    QCOMPARE(reader.data(), QByteArrayList{"x"});
}

void RedisOutageTest::aHubThatSpeaksJapaneseAnswersInEnglish()
{
    const QByteArray before = qgetenv("LC_ALL");
    const auto restore = qScopeGuard([&before] { qputenv("LC_ALL", before); });
    qputenv("LC_ALL", "ja_JP.UTF-8");
    RedisServer redis;
    HelioProcess helio({Redis, redis.url()});
    QVERIFY(helio.start());
    QTRY_COMPARE_WITH_TIMEOUT(redisFigure(helio, "state").toString(), QStringLiteral("away"), 20'000);
    const QString problem = redisFigure(helio, "problem").toString();
    QVERIFY2(problem.startsWith(QStringLiteral("No Redis listens at ")), qPrintable(problem));
    const Posted posted = post(helio.port(), "/channels/sse", "x");
    QCOMPARE(posted.status, 503);
    QCOMPARE(member(posted.body, "detail"),
             "This channel goes by Redis, which cannot be used now; nothing was published. " + problem.toUtf8());
    QVERIFY(!helio.process().standardError().contains("No Redis listens")); // in the log's language
}

void RedisOutageTest::aWrongPasswordIsReportedAndNeverPrinted()
{
    RedisServer redis("secret");
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    HelioProcess helio({Redis, redis.urlWith("hunter2")});
    QVERIFY(helio.start());
    QVERIFY(hasSaid(helio, "refuses the user name or password"));
    const Posted posted = post(helio.port(), "/channels/sse", "x");
    QCOMPARE(posted.status, 503);
    QVERIFY(posted.body.contains("refuses the user name or password"));
    redis.ask({"CONFIG", "SET", "requirepass", "hunter2"});
    QVERIFY(isJoined(helio));
    QCOMPARE(post(helio.port(), "/channels/sse", "x").status, 200);
    QVERIFY(!helio.process().standardError().contains("hunter2"));
}

void RedisOutageTest::streamsStayOpenAndAreToldOfTheGap()
{
    Pair pair;
    QVERIFY(pair.start());
    StreamCollector reader(pair.helio.port());
    StreamCollector byPattern(pair.helio.port(), "/stream?pattern=s*");
    QVERIFY(reader.waitUntilOpen() && byPattern.waitUntilOpen());
    const QByteArray before = member(post(pair.helio.port(), "/channels/sse", "before").body, "id");
    QVERIFY(pair.restartRedis());
    QVERIFY(reader.waitForGap() && byPattern.waitForGap());
    QCOMPARE(post(pair.helio.port(), "/channels/sse", "after").status, 200);
    for (StreamCollector *each : {&reader, &byPattern}) {
        QVERIFY(each->waitForEvents(3));
        QCOMPARE(each->data(), (QByteArrayList{"before", "(gap)", "after"}));
        QCOMPARE(member(each->events()[1].data, "requested"), before);
        QVERIFY(each->isOpen());
    }
}

void RedisOutageTest::aFailoverOfSentinelsIsFollowedWithAGap()
{
    RedisServer master("secret");
    RedisServer replica("secret");
    replica.setMaster(master);
    SentinelServer sentinel("shop", master, {}, "secret");
    QVERIFY2(master.start() && replica.start() && sentinel.start(), qPrintable(sentinel.report()));
    QVERIFY2(sentinel.waitForReplica(), qPrintable(sentinel.report()));
    HelioProcess helio({Redis, QStringLiteral("redis+sentinel://:secret@127.0.0.1:%1/shop").arg(sentinel.port())});
    QVERIFY(helio.start() && isJoined(helio));
    StreamCollector reader(helio.port());
    QVERIFY(reader.waitUntilOpen());
    QCOMPARE(post(helio.port(), "/channels/sse", "before").status, 200);
    master.kill();
    QVERIFY2(isJoined(helio, 2), qPrintable(helio.process().report()));
    QCOMPARE(post(helio.port(), "/channels/sse", "after").status, 200);
    replica.ask({"PUBLISH", "sse", R"({"data": "from Flask"})"});
    QVERIFY(reader.waitForEvents(4));
    QCOMPARE(reader.data(), (QByteArrayList{"before", "(gap)", "after", "from Flask"}));
    QVERIFY(!helio.process().standardError().contains("secret"));
}

void RedisOutageTest::whoComesBackOverAnOutageIsToldOfTheGapAtItsPlace()
{
    Pair pair;
    QVERIFY(pair.start());
    QByteArrayList ids;
    for (const char *data : {"1", "2"})
        ids.append(member(post(pair.helio.port(), "/channels/sse", data).body, "id"));
    QVERIFY(pair.restartRedis());
    // Somebody must have been here for the first time to count; the second is a loss in any case.
    for (const char *data : {"3", "4"})
        ids.append(member(post(pair.helio.port(), "/channels/sse", data).body, "id"));
    StreamCollector over(pair.helio.port(), "/stream", ids[0]);
    QVERIFY(over.waitForEvents(4));
    QCOMPARE(over.data(), (QByteArrayList{"2", "(gap)", "3", "4"}));
    QCOMPARE(member(over.events()[1].data, "requested"), ids[1]);
    QCOMPARE(member(over.events()[1].data, "oldest"), ids[2]);
    QVERIFY(over.events()[1].id != ids[2]);
    StreamCollector behind(pair.helio.port(), "/stream", ids[2]);
    QVERIFY(behind.waitForEvents(1));
    QCOMPARE(behind.data(), QByteArrayList{"4"});
}

void RedisOutageTest::channelsOfOurOwnKnowNoGap()
{
    Pair pair;
    QVERIFY(pair.start());
    StreamCollector reader(pair.helio.port(), "/stream?channel=mine&pattern=my.*");
    QVERIFY(reader.waitUntilOpen());
    const QByteArray id = member(post(pair.helio.port(), "/channels/mine", "1").body, "id");
    QVERIFY(pair.restartRedis());
    QCOMPARE(post(pair.helio.port(), "/channels/mine", "2").status, 200);
    QVERIFY(reader.waitForEvents(2));
    QCOMPARE(reader.data(), (QByteArrayList{"1", "2"}));
    StreamCollector returning(pair.helio.port(), "/stream?channel=mine", id);
    QVERIFY(returning.waitForEvents(1));
    QCOMPARE(returning.data(), QByteArrayList{"2"});
}

void RedisOutageTest::anEventThatDoesNotComeBackIsAnsweredInTime()
{
    Pair pair;
    QVERIFY(pair.start());
    StreamCollector reader(pair.helio.port());
    QVERIFY(reader.waitUntilOpen());
    pair.redis.hold();
    QElapsedTimer timer;
    timer.start();
    const Posted posted = post(pair.helio.port(), "/channels/sse", "held");
    QCOMPARE(posted.status, 503);
    QVERIFY(timer.elapsed() >= 4'900);
    QVERIFY2(member(posted.body, "detail").contains("did not bring the event back"), posted.body.constData());
    pair.redis.letGo();
    QVERIFY(reader.waitForEvents(1)); // late, but there
    QCOMPARE(reader.data(), QByteArrayList{"held"});
}

void RedisOutageTest::killedUnderLoadNothingIsTwiceAndNothingAnsweredIsLost()
{
    Pair pair;
    QVERIFY(pair.start());
    StreamCollector reader(pair.helio.port());
    StreamCollector other(pair.helio.port(), "/stream?pattern=ss*");
    StreamCollector own(pair.helio.port(), "/stream?channel=mine");
    QVERIFY(reader.waitUntilOpen() && other.waitUntilOpen() && own.waitUntilOpen());

    constexpr int InFlight = 20;
    constexpr int Wanted = 1'000;
    QNetworkAccessManager manager;
    int number = 0;
    int underWay = 0;
    QByteArrayList accepted;
    QByteArrayList refused;
    bool goesOn = true;
    std::function<void()> publishNext = [&] {
        const QByteArray data = "e" + QByteArray::number(++number);
        QNetworkRequest request(pair.helio.url(QStringLiteral("/channels/sse")));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("text/plain"));
        QNetworkReply *reply = manager.post(request, data);
        ++underWay;
        connect(reply, &QNetworkReply::finished, this, [&, reply, data] {
            const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
            (status == 200 ? accepted : refused).append(data);
            if (status != 200) {
                QCOMPARE(status, 503);
                QVERIFY(member(reply->readAll(), "detail").contains("Redis"));
            }
            reply->deleteLater();
            --underWay;
            if (goesOn)
                publishNext();
        });
    };
    for (int i = 0; i < InFlight; ++i)
        publishNext();
    for (int round = 1; round <= 3; ++round) {
        const qsizetype before = accepted.size();
        QTRY_VERIFY_WITH_TIMEOUT(accepted.size() > before + Wanted / 4, 60'000);
        pair.redis.kill();
        // The hub's thread is not held up, and its own channels go on.
        QTRY_COMPARE_WITH_TIMEOUT(redisFigure(pair.helio, "state"), QJsonValue(QStringLiteral("away")), 20'000);
        QCOMPARE(post(pair.helio.port(), "/channels/mine", "still here").status, 200);
        QVERIFY(own.waitForEvents(round));
        QVERIFY2(pair.redis.start(), qPrintable(pair.redis.report()));
        QVERIFY(isJoined(pair.helio, round + 1));
    }
    QTRY_VERIFY_WITH_TIMEOUT(accepted.size() > Wanted, 60'000);
    goesOn = false;
    QTRY_COMPARE_WITH_TIMEOUT(underWay, 0, 20'000);
    QCOMPARE(post(pair.helio.port(), "/channels/sse", "end").status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(reader.data().contains("end"), 20'000);

    QHash<QByteArray, int> arrived;
    for (const QByteArray &data : reader.data())
        ++arrived[data];
    QCOMPARE(arrived.take("(gap)"), 3);
    QVERIFY(!refused.isEmpty());
    for (const QByteArray &data : accepted)
        QCOMPARE(arrived.value(data), 1);
    for (const QByteArray &data : refused)
        QVERIFY(arrived.value(data) <= 1);
    QVERIFY(reader.isOpen() && own.isOpen());
    QTRY_COMPARE_WITH_TIMEOUT(other.data(), reader.data(), 20'000);
    QCOMPARE(own.data(), (QByteArrayList{"still here", "still here", "still here"}));
    // Every event is counted: what came is what readers have, and what was not even sent was refused.
    QCOMPARE(redisFigure(pair.helio, "gaps").toInt(), 3);
    QCOMPARE(redisFigure(pair.helio, "dropped").toInt(), 0);
    QCOMPARE(redisFigure(pair.helio, "received").toInt(), int(reader.events().size()) - 3);
    const int sent = redisFigure(pair.helio, "sent").toInt();
    QVERIFY(sent >= accepted.size() + 1 && sent <= accepted.size() + refused.size() + 1);
}

void RedisOutageTest::theConfigurationIsRefusedInOneLine_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no URL") << QStringList{Redis, QStringLiteral("localhost")} << QByteArray("no Redis URL");
    QTest::newRow("a port") << QStringList{Redis, QStringLiteral("redis://:hunter2@localhost:x")} << QByteArray("port");
    QTest::newRow("environment") << QStringList{Redis, QStringLiteral("env")} << QByteArray("SSE_REDIS_URL");
    QTest::newRow("mode") << QStringList{QStringLiteral("--redis-mode"), QStringLiteral("stream")}
                          << QByteArray("pubsub, streams");
    QTest::newRow("streams without a URL") << QStringList{QStringLiteral("--redis-mode"), QStringLiteral("streams")}
                                           << QByteArray("--redis-mode: mode \"streams\" keeps history in Redis");
    QTest::newRow("channel") << QStringList{QStringLiteral("--redis-channels"), QStringLiteral("a\nb")}
                             << QByteArray("control character");
}

void RedisOutageTest::theConfigurationIsRefusedInOneLine()
{
    QFETCH(QStringList, options);
    QFETCH(QByteArray, text);
    qunsetenv("SSE_REDIS_URL");
    qunsetenv("REDIS_URL");
    ChildProcess helio(HelioProcess::program(),
                       QStringList{QStringLiteral("serve"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")} +
                           options);
    QVERIFY(helio.start());
    QCOMPARE(helio.waitForExit(20s), std::optional(1));
    QVERIFY2(helio.standardError().contains(text), qPrintable(helio.report()));
    QCOMPARE(helio.standardError().count('\n'), 1);
    QVERIFY(!helio.standardError().contains("hunter2"));
    QVERIFY(helio.standardOutput().isEmpty());
}

void RedisOutageTest::theEnvironmentIsReadWhenAskedFor()
{
    RedisServer redis("secret");
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    qputenv("SSE_REDIS_URL", redis.url().toUtf8());
    qputenv("REDIS_URL", "redis://nowhere.invalid");
    HelioProcess asked({Redis, QStringLiteral("env")});
    QVERIFY(asked.start() && isJoined(asked));
    qunsetenv("SSE_REDIS_URL");
    qputenv("REDIS_URL", redis.url().toUtf8());
    HelioProcess second({Redis, QStringLiteral("env")});
    QVERIFY(second.start() && isJoined(second));
    HelioProcess unasked;
    QVERIFY(unasked.start());
    QCOMPARE(post(unasked.port(), "/channels/sse", "x").status, 200);
    QCOMPARE(unasked.stop(), std::optional(0));
    QVERIFY(!unasked.process().standardError().contains("Redis"));
    QVERIFY(!asked.process().standardError().contains("secret"));
    qunsetenv("REDIS_URL");
}

QTEST_GUILESS_MAIN(RedisOutageTest)
#include "tst_redis_outage.moc"
