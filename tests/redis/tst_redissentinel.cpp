// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redisbackplane.h"
#include "redis/redischeck.h"
#include "redis/redissentinel.h"
#include "sentinelserver.h"
#include "stranger.h"

#include <QSignalSpy>
#include <QSslSocket>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// Redis behind sentinels, with real ones: the master is found, and followed when it is another one.
class RedisSentinelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();

    void theMasterIsFound();
    void aSentinelThatIsDeadOrSilentIsPassedOver();
    void aSentinelIsGivenThePasswordOnlyWhenItAsks();
    void whatIsWrongIsSaid_data();
    void whatIsWrongIsSaid();
    void aReplicaThatIsNamedTheMasterIsRefused();
    void theNewMasterIsFollowedWhenTheOldOneIsKilled();
    void anOldMasterThatIsStillThereIsLeft();
    void aSwitchIsNoticedThoughTheSentinelThatWasListenedToIsGone();
    void theSentinelsAreAskedAnewAtEachTry();
    void itWorksOverTls();
    void aCheckTellsWhatTheSentinelsSay();
    void eventsGoOnAfterAFailover();
};

namespace {

/// A master, its replica and a sentinel that can make it the master.
struct Trio
{
    explicit Trio(const QByteArray &password = {})
        : master(password)
        , replica(password)
        , sentinel("shop", master, {}, password)
    {
        replica.setMaster(master);
    }
    bool start() { return master.start() && replica.start() && sentinel.start() && sentinel.waitForReplica(); }
    QString report() const { return master.report() + replica.report() + sentinel.report(); }

    RedisServer master;
    RedisServer replica;
    SentinelServer sentinel;
};

QString sentinelUrl(const QList<quint16> &ports, const QString &user = {}, const QString &name = QStringLiteral("shop"))
{
    QStringList places;
    for (const quint16 port : ports)
        places.append(QStringLiteral("127.0.0.1:%1").arg(port));
    return QStringLiteral("redis+sentinel://") + user + places.join(u',') + u'/' + name;
}

RedisUrl parsed(const QString &text)
{
    QString problem;
    const auto url = RedisUrl::parse(text, problem);
    if (!url)
        qFatal("%s", qPrintable(problem));
    return *url;
}

RedisConnection::Options quick()
{
    RedisConnection::Options options;
    options.firstDelay = 5ms;
    options.longestDelay = 50ms;
    return options;
}

std::unique_ptr<RedisConnection> connection(const QString &url, RedisConnection::Options options = quick())
{
    auto made =
        std::make_unique<RedisConnection>(parsed(url), RedisConnection::Role::Commands, options, [] { return 0.5; });
    made->open();
    return made;
}

bool becomesReady(const RedisConnection &connection)
{
    return QTest::qWaitFor([&] { return connection.isReady(); }, 30'000);
}

/// The port of the Redis that answers there; 0 when none does.
qint64 portOf(RedisConnection &connection)
{
    const auto reply = std::make_shared<RespValue>();
    const auto isLost = std::make_shared<bool>(false);
    QObject::connect(&connection, &RedisConnection::lost, &connection, [isLost] { *isLost = true; });
    connection.send({"CONFIG", "GET", "port"}, [reply](const RespValue &value) { *reply = value; });
    const bool isAnswered = QTest::qWaitFor([=] { return !reply->items.isEmpty() || *isLost; }, 20'000);
    return isAnswered && reply->items.size() == 2 ? reply->items[1].text.toLongLong() : 0;
}

bool comesTo(RedisConnection &connection, const RedisServer &server)
{
    return QTest::qWaitFor([&] { return connection.isReady() && portOf(connection) == server.port(); }, 40'000);
}

/// Why a connection was lost first.
struct FirstProblem
{
    explicit FirstProblem(RedisConnection &connection)
    {
        QObject::connect(&connection, &RedisConnection::lost, &context, [this, &connection] {
            if (text.isEmpty())
                text = connection.problem().english();
        });
    }
    QObject context;
    QString text;
};

} // namespace

void RedisSentinelTest::initTestCase()
{
    if (!RedisServer::isAvailable())
        QSKIP("There is no redis-server here.");
}

void RedisSentinelTest::theMasterIsFound()
{
    RedisServer master("secret");
    SentinelServer sentinel("shop", master, {}, "secret");
    QVERIFY2(master.start() && sentinel.start(), qPrintable(sentinel.report()));
    const auto redis = connection(sentinelUrl({sentinel.port()}, QStringLiteral(":secret@")));
    QVERIFY2(becomesReady(*redis), qPrintable(redis->problem().english()));
    QCOMPARE(portOf(*redis), master.port());
}

void RedisSentinelTest::aSentinelThatIsDeadOrSilentIsPassedOver()
{
    RedisServer master;
    SentinelServer sentinel("shop", master);
    QVERIFY2(master.start() && sentinel.start(), qPrintable(sentinel.report()));
    Stranger silent("");
    const quint16 dead = RedisServer().port();
    auto options = quick();
    options.sentinelPatience = 200ms;
    const QString places = silent.url().section(u'/', 2) + QStringLiteral(",127.0.0.1:%1,127.0.0.1:%2").arg(dead);
    RedisConnection redis(
        parsed(QStringLiteral("redis+sentinel://") + places.arg(sentinel.port()) + QStringLiteral("/shop")),
        RedisConnection::Role::Commands, options, [] { return 0.5; });
    redis.open();
    QVERIFY2(becomesReady(redis), qPrintable(redis.problem().english()));
    QVERIFY(redis.problem().isEmpty());
}

void RedisSentinelTest::aSentinelIsGivenThePasswordOnlyWhenItAsks()
{
    RedisServer master("secret");
    SentinelServer open("shop", master, {}, "secret");
    SentinelServer closed("shop", master, "secret", "secret");
    QVERIFY2(master.start() && open.start() && closed.start(), qPrintable(closed.report()));
    // A sentinel without a password refuses one.
    for (const SentinelServer *sentinel : {&open, &closed}) {
        const auto redis = connection(sentinelUrl({sentinel->port()}, QStringLiteral(":secret@")));
        QVERIFY2(becomesReady(*redis), qPrintable(redis->problem().english()));
        QVERIFY(redis->problem().isEmpty());
    }
}

void RedisSentinelTest::whatIsWrongIsSaid_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isSentinel");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *tag, const char *user, const char *name, bool isSentinel, const char *text) {
        QTest::newRow(tag) << QString::fromLatin1(user) << QString::fromLatin1(name) << isSentinel
                           << QString::fromLatin1(text);
    };
    row("another name", ":secret@", "shops", true, "knows a master of the name shops");
    row("no password", "", "shop", true, "asks for a password");
    row("another password", ":hunter2@", "shop", true, "refuses the user name or password");
    row("a Redis", ":secret@", "shop", false, "is a Redis, but no sentinel");
}

void RedisSentinelTest::whatIsWrongIsSaid()
{
    QFETCH(QString, user);
    QFETCH(QString, name);
    QFETCH(bool, isSentinel);
    QFETCH(QString, text);
    RedisServer master("secret");
    SentinelServer sentinel("shop", master, "secret", "secret");
    QVERIFY2(master.start() && sentinel.start(), qPrintable(sentinel.report()));
    const quint16 dead = RedisServer().port();
    const auto redis = connection(sentinelUrl({isSentinel ? sentinel.port() : master.port()}, user, name));
    QTRY_VERIFY_WITH_TIMEOUT(!redis->problem().isEmpty(), 30'000);
    QVERIFY2(redis->problem().english().contains(text), qPrintable(redis->problem().english()));
    QVERIFY(!redis->problem().english().contains(QLatin1String("hunter2")));
    // A dead one beside it takes nothing from what is known.
    const auto both = connection(sentinelUrl({sentinel.port(), dead}, QStringLiteral(":secret@"), QStringLiteral("x")));
    QTRY_VERIFY_WITH_TIMEOUT(!both->problem().isEmpty(), 30'000);
    QVERIFY2(both->problem().english().contains(QLatin1String("master of the name x")),
             qPrintable(both->problem().english()));
}

void RedisSentinelTest::aReplicaThatIsNamedTheMasterIsRefused()
{
    RedisServer master;
    RedisServer replica;
    replica.setMaster(master);
    QVERIFY2(master.start() && replica.start() && replica.waitForRole("slave"), qPrintable(replica.report()));
    // What a sentinel says that knows no better yet.
    const QByteArray port = QByteArray::number(replica.port());
    Stranger sentinel("+PONG\r\n*2\r\n$9\r\n127.0.0.1\r\n$" + QByteArray::number(port.size()) + "\r\n" + port + "\r\n");
    const auto redis =
        connection(QStringLiteral("redis+sentinel://") + sentinel.url().section(u'/', 2) + QStringLiteral("/shop"));
    QTRY_VERIFY_WITH_TIMEOUT(!redis->problem().isEmpty(), 30'000);
    QVERIFY2(redis->problem().english().contains(QLatin1String("is a replica")),
             qPrintable(redis->problem().english()));
}

void RedisSentinelTest::theNewMasterIsFollowedWhenTheOldOneIsKilled()
{
    Trio trio("secret");
    QVERIFY2(trio.start(), qPrintable(trio.report()));
    const auto redis = connection(sentinelUrl({trio.sentinel.port()}, QStringLiteral(":secret@")));
    QVERIFY(comesTo(*redis, trio.master));
    trio.master.kill();
    QVERIFY2(comesTo(*redis, trio.replica), qPrintable(redis->problem().english()));
}

/// It is held, so that its connections stay, and nothing but the sentinels' word says that it is none any more.
void RedisSentinelTest::anOldMasterThatIsStillThereIsLeft()
{
    Trio trio;
    QVERIFY2(trio.start(), qPrintable(trio.report()));
    const auto redis = connection(sentinelUrl({trio.sentinel.port()}));
    QVERIFY(comesTo(*redis, trio.master));
    const FirstProblem why(*redis);
    trio.master.hold();
    QTRY_VERIFY_WITH_TIMEOUT(!why.text.isEmpty(), 30'000);
    QVERIFY2(why.text.contains(QLatin1String("name another Redis the master")), qPrintable(why.text));
    QVERIFY2(comesTo(*redis, trio.replica), qPrintable(redis->problem().english()));
}

void RedisSentinelTest::aSwitchIsNoticedThoughTheSentinelThatWasListenedToIsGone()
{
    Trio trio;
    SentinelServer other("shop", trio.master);
    QVERIFY2(trio.start() && other.start() && other.waitForReplica(), qPrintable(trio.report()));
    const auto redis = connection(sentinelUrl({trio.sentinel.port(), other.port()}));
    QVERIFY(comesTo(*redis, trio.master));
    const FirstProblem why(*redis);
    trio.sentinel.hold();
    trio.master.hold();
    QVERIFY2(other.failOver(), qPrintable(other.report()));
    QVERIFY(why.text.isEmpty());
    trio.sentinel.kill();
    QTRY_VERIFY_WITH_TIMEOUT(!why.text.isEmpty(), 30'000);
    QVERIFY2(why.text.contains(QLatin1String("name another Redis the master")), qPrintable(why.text));
    QVERIFY2(comesTo(*redis, trio.replica), qPrintable(redis->problem().english()));
}

void RedisSentinelTest::theSentinelsAreAskedAnewAtEachTry()
{
    RedisServer master;
    SentinelServer sentinel("shop", master);
    QVERIFY2(master.start() && sentinel.start(), qPrintable(sentinel.report()));
    sentinel.kill();
    const auto redis = connection(sentinelUrl({sentinel.port()}));
    QTRY_VERIFY_WITH_TIMEOUT(!redis->problem().isEmpty(), 30'000);
    QVERIFY2(redis->problem().english().contains(QLatin1String("None of the sentinels could be asked")),
             qPrintable(redis->problem().english()));
    QVERIFY2(sentinel.start(), qPrintable(sentinel.report()));
    QVERIFY2(becomesReady(*redis), qPrintable(redis->problem().english()));
}

void RedisSentinelTest::itWorksOverTls()
{
    RedisServer master("secret", RedisServer::Way::Tls);
    if (!QSslSocket::supportsSsl() || !master.start())
        QSKIP("This Qt or this redis-server has no TLS.");
    SentinelServer sentinel("shop", master, {}, "secret", RedisServer::Way::Tls);
    QVERIFY2(sentinel.start(), qPrintable(sentinel.report()));
    QString url = sentinelUrl({sentinel.port()}, QStringLiteral(":secret@"));
    url.replace(0, 5, QStringLiteral("rediss"));
    const auto redis = connection(url + u'?' + master.url().section(u'?', 1));
    QVERIFY2(becomesReady(*redis), qPrintable(redis->problem().english()));
}

void RedisSentinelTest::aCheckTellsWhatTheSentinelsSay()
{
    RedisServer master;
    SentinelServer sentinel("shop", master);
    QVERIFY2(master.start() && sentinel.start(), qPrintable(sentinel.report()));
    const auto run = [](const QString &url, QStringList &done) {
        RedisCheck check(parsed(url), {}, 20s);
        connect(&check, &RedisCheck::stepDone, &check, [&](RedisCheck::Result, const QString &text) { done += text; });
        QSignalSpy finished(&check, &RedisCheck::finished);
        check.start();
        return finished.wait(40'000) && finished[0][0].toBool();
    };
    QStringList done;
    QVERIFY2(run(sentinelUrl({RedisServer().port(), sentinel.port()}), done), qPrintable(done.join(u'\n')));
    QVERIFY2(done[0].startsWith(QLatin1String("No Redis listens at")), qPrintable(done[0]));
    QCOMPARE(done[1], QStringLiteral("The sentinel says that the master is at 127.0.0.1:%1").arg(master.port()));
    QVERIFY(done.contains(QStringLiteral("It is the master")));
    done.clear();
    QVERIFY(!run(sentinelUrl({sentinel.port()}, {}, QStringLiteral("shops")), done));
    QVERIFY2(done.constLast().contains(QLatin1String("master of the name shops")), qPrintable(done.constLast()));
}

/// As today's bridge to Flask-SSE does, by publish and subscribe.
void RedisSentinelTest::eventsGoOnAfterAFailover()
{
    Trio trio("secret");
    QVERIFY2(trio.start(), qPrintable(trio.report()));
    RedisOptions options;
    options.url = parsed(sentinelUrl({trio.sentinel.port()}, QStringLiteral(":secret@")));
    options.channels.addChannel("sse");
    options.connection = quick();
    options.chance = [] { return 0.5; };
    RedisBackplane backplane(options);
    QList<quint64> back;
    QByteArrayList arrived;
    connect(&backplane, &Backplane::arrived, this, [&](const QList<Backplane::Arrival> &arrivals) {
        for (const Backplane::Arrival &arrival : arrivals) {
            back.append(arrival.ticket);
            arrived.append(arrival.publication.data);
        }
    });
    const auto isOpen = [&] { return backplane.info().state == BackplaneInfo::State::Open; };
    backplane.open();
    QTRY_VERIFY_WITH_TIMEOUT(isOpen(), 30'000);
    Publication publication;
    publication.channel = "sse";
    publication.data = "before";
    backplane.send(publication, 1);
    QTRY_COMPARE_WITH_TIMEOUT(arrived, QByteArrayList{"before"}, 20'000);

    trio.master.hold();
    QTRY_VERIFY_WITH_TIMEOUT(!isOpen(), 30'000);
    QTRY_VERIFY2_WITH_TIMEOUT(isOpen(), qPrintable(backplane.unavailability().english()), 30'000);
    QCOMPARE(backplane.info().gaps, quint64(1));
    publication.data = "after";
    backplane.send(publication, 2);
    QTRY_COMPARE_WITH_TIMEOUT(back, (QList<quint64>{1, 2}), 20'000);
    QVERIFY2(trio.replica.waitForRole("master"), qPrintable(trio.report()));
    trio.replica.ask({"PUBLISH", "sse", R"({"data": "from Flask"})"});
    QTRY_COMPARE_WITH_TIMEOUT(arrived, (QByteArrayList{"before", "after", "from Flask"}), 20'000);
}

QTEST_GUILESS_MAIN(RedisSentinelTest)
#include "tst_redissentinel.moc"
