// SPDX-License-Identifier: GPL-3.0-or-later
#include "redisserver.h"
#include "stranger.h"

#include <QSslSocket>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// One connection, with real servers.
class RedisConnectionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void speaksOverTcp();
    void speaksOverAUnixSocket();
    void speaksOverTls();
    void refusesACertificateItDoesNotKnow();
    void saysWhoItIs();
    void choosesTheDatabase();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void saysThatNobodyListens();
    void comesBackWhenTheServerDoes();
    void comesBackWhenThePasswordIsSetRight();
    void givesUpAServerThatIsSilent();
    void whatIsNoRedisIsReported();
};

namespace {

RedisConnection::Options quick()
{
    RedisConnection::Options options;
    options.firstDelay = 5ms;
    options.longestDelay = 50ms;
    return options;
}

std::unique_ptr<RedisConnection> connection(const QString &text, RedisConnection::Options options = quick())
{
    QString problem;
    const auto url = RedisUrl::parse(text, problem);
    if (!url)
        qFatal("%s", qPrintable(problem));
    auto made = std::make_unique<RedisConnection>(*url, RedisConnection::Role::Commands, options, [] { return 0.5; });
    made->open();
    return made;
}

bool becomesReady(const RedisConnection &connection)
{
    return QTest::qWaitFor([&] { return connection.isReady(); }, 20'000);
}

bool reportsAProblem(const RedisConnection &connection)
{
    return QTest::qWaitFor([&] { return !connection.problem().isEmpty(); }, 20'000);
}

QByteArray ask(RedisConnection &connection, const QByteArrayList &command)
{
    const auto reply = std::make_shared<QByteArray>();
    connection.send(command, [reply](const RespValue &value) { *reply = shown(value); });
    return QTest::qWaitFor([reply] { return !reply->isEmpty(); }, 20'000) ? *reply : QByteArray();
}

} // namespace

void RedisConnectionTest::initTestCase()
{
    if (!RedisServer::isAvailable())
        QSKIP("There is no redis-server here.");
}

void RedisConnectionTest::speaksOverTcp()
{
    RedisServer server;
    QVERIFY2(server.start(), qPrintable(server.report()));
    const auto redis = connection(server.url());
    QVERIFY2(becomesReady(*redis), qPrintable(redis->problem().english()));
    QCOMPARE(ask(*redis, {"ECHO", "a\r\nb"}), QByteArray("\"a\r\nb\""));
}

void RedisConnectionTest::speaksOverAUnixSocket()
{
    RedisServer server("secret", RedisServer::Way::UnixSocket);
    QVERIFY2(server.start(), qPrintable(server.report()));
    const auto redis = connection(server.url());
    QVERIFY2(becomesReady(*redis), qPrintable(redis->problem().english()));
    QCOMPARE(ask(*redis, {"PING"}), QByteArray("\"PONG\""));
}

void RedisConnectionTest::speaksOverTls()
{
    RedisServer server("secret", RedisServer::Way::Tls);
    if (!QSslSocket::supportsSsl() || !server.start())
        QSKIP("This Qt or this redis-server has no TLS.");
    const auto redis = connection(server.url());
    QVERIFY2(becomesReady(*redis), qPrintable(redis->problem().english()));
    QCOMPARE(ask(*redis, {"PING"}), QByteArray("\"PONG\""));
}

void RedisConnectionTest::refusesACertificateItDoesNotKnow()
{
    RedisServer server({}, RedisServer::Way::Tls);
    if (!QSslSocket::supportsSsl() || !server.start())
        QSKIP("This Qt or this redis-server has no TLS.");
    const auto redis = connection(server.urlWith({}));
    QVERIFY(reportsAProblem(*redis));
    QVERIFY2(redis->problem().english().contains(QLatin1String("TLS")), qPrintable(redis->problem().english()));
    const auto careless = connection(server.urlWith({}) + QStringLiteral("?ssl_cert_reqs=none"));
    QVERIFY2(becomesReady(*careless), qPrintable(careless->problem().english()));
}

void RedisConnectionTest::saysWhoItIs()
{
    RedisServer server("pass:w@rd/");
    QVERIFY2(server.start(), qPrintable(server.report()));
    server.ask({"ACL", "SETUSER", "ada", "on", ">lovelace", "~*", "&*", "+@all"});
    const auto redis = connection(QStringLiteral("redis://ada:lovelace@127.0.0.1:%1").arg(server.port()));
    QVERIFY2(becomesReady(*redis), qPrintable(redis->problem().english()));
    QCOMPARE(ask(*redis, {"ACL", "WHOAMI"}), QByteArray("\"ada\""));
}

void RedisConnectionTest::choosesTheDatabase()
{
    RedisServer server;
    QVERIFY2(server.start(), qPrintable(server.report()));
    server.ask({"SET", "where", "zero"});
    const auto third = connection(server.url(3));
    QVERIFY2(becomesReady(*third), qPrintable(third->problem().english()));
    QCOMPARE(ask(*third, {"GET", "where"}), QByteArray("null"));
}

void RedisConnectionTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("serverPassword");
    QTest::addColumn<QByteArray>("urlPassword");
    QTest::addColumn<QString>("text");
    QTest::newRow("wrong password") << QByteArray("secret") << QByteArray("hunter2") << QStringLiteral("refuses the");
    QTest::newRow("no password") << QByteArray("secret") << QByteArray() << QStringLiteral("asks for a password");
    QTest::newRow("one too many") << QByteArray() << QByteArray("hunter2") << QStringLiteral("has no password set");
}

void RedisConnectionTest::saysWhatIsWrong()
{
    QFETCH(QByteArray, serverPassword);
    QFETCH(QByteArray, urlPassword);
    QFETCH(QString, text);
    RedisServer server(serverPassword);
    QVERIFY2(server.start(), qPrintable(server.report()));
    const auto redis = connection(server.urlWith(urlPassword));
    QVERIFY(reportsAProblem(*redis));
    QVERIFY2(redis->problem().english().contains(text), qPrintable(redis->problem().english()));
    QVERIFY(!redis->problem().english().contains(QLatin1String("hunter2")));
    QCOMPARE(redis->state(), RedisConnection::State::Waiting);
}

void RedisConnectionTest::saysThatNobodyListens()
{
    RedisServer server;
    const auto redis = connection(server.url());
    QVERIFY(reportsAProblem(*redis));
    QVERIFY2(redis->problem().english().contains(QLatin1String("No Redis listens")),
             qPrintable(redis->problem().english()));
}

void RedisConnectionTest::comesBackWhenTheServerDoes()
{
    RedisServer server;
    QVERIFY2(server.start(), qPrintable(server.report()));
    const auto redis = connection(server.url());
    QVERIFY(becomesReady(*redis));
    server.kill();
    QVERIFY(reportsAProblem(*redis));
    QVERIFY2(server.start(), qPrintable(server.report()));
    QVERIFY2(becomesReady(*redis), qPrintable(redis->problem().english()));
    QVERIFY(redis->problem().isEmpty());
    QCOMPARE(ask(*redis, {"PING"}), QByteArray("\"PONG\""));
}

void RedisConnectionTest::comesBackWhenThePasswordIsSetRight()
{
    RedisServer server("secret");
    QVERIFY2(server.start(), qPrintable(server.report()));
    const auto redis = connection(server.urlWith("later"));
    QVERIFY(reportsAProblem(*redis));
    server.ask({"CONFIG", "SET", "requirepass", "later"});
    QVERIFY2(becomesReady(*redis), qPrintable(redis->problem().english()));
}

void RedisConnectionTest::givesUpAServerThatIsSilent()
{
    RedisServer server;
    QVERIFY2(server.start(), qPrintable(server.report()));
    auto options = quick();
    options.silence = 100ms;
    const auto redis = connection(server.url(), options);
    QVERIFY(becomesReady(*redis));
    server.hold();
    QVERIFY(reportsAProblem(*redis));
    server.letGo();
    QVERIFY2(becomesReady(*redis), qPrintable(redis->problem().english()));
}

void RedisConnectionTest::whatIsNoRedisIsReported()
{
    Stranger web("HTTP/1.1 400 Bad Request\r\n\r\n");
    const auto redis = connection(web.url());
    QVERIFY(reportsAProblem(*redis));
    QVERIFY2(redis->problem().english().contains(QLatin1String("protocol")), qPrintable(redis->problem().english()));
}

QTEST_GUILESS_MAIN(RedisConnectionTest)
#include "tst_redisconnection.moc"
