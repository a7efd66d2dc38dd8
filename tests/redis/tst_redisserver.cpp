// SPDX-License-Identifier: GPL-3.0-or-later
#include "redisserver.h"
#include "sentinelserver.h"

#include <QScopeGuard>
#include <QTest>

using namespace helio;
using namespace helio::test;

/// The servers that other tests stand on do what they say.
class RedisServerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();

    void theProgramIsTheOneThatTheEnvironmentNames();
    void argumentsAreItsConfiguration();
    void aRestartKeepsWhatTheDiskHoldsAndNothingElse_data();
    void aRestartKeepsWhatTheDiskHoldsAndNothingElse();
    void itKnowsTheUsersOfItsFile();
    void aReplicaHasWhatItsMasterHas();
    void oneThatIsHeldAnswersWhenItIsLetGo();
    void aSentinelNamesTheReplicaWhenTheMasterIsKilled();
    void aSentinelKeepsWhatItLearnedOverARestart();
};

void RedisServerTest::initTestCase()
{
    if (!RedisServer::isAvailable())
        QSKIP("There is no redis-server here.");
}

void RedisServerTest::theProgramIsTheOneThatTheEnvironmentNames()
{
    const QByteArray before = qgetenv("HELIOGRAPH_REDIS_SERVER");
    const auto restore = qScopeGuard([&before] { qputenv("HELIOGRAPH_REDIS_SERVER", before); });
    const QString program = RedisServer::executable();
    qputenv("HELIOGRAPH_REDIS_SERVER", "/nowhere/valkey-server");
    QVERIFY(!RedisServer::isAvailable());
    qputenv("HELIOGRAPH_REDIS_SERVER", program.toUtf8());
    QCOMPARE(RedisServer::executable(), program);
}

void RedisServerTest::argumentsAreItsConfiguration()
{
    RedisServer server;
    server.setArguments({QStringLiteral("--maxmemory"), QStringLiteral("7mb"), QStringLiteral("--appendfsync"),
                         QStringLiteral("always")});
    QVERIFY2(server.start(), qPrintable(server.report()));
    QCOMPARE(shown(server.ask({"CONFIG", "GET", "maxmemory"})), QByteArray("[\"maxmemory\" \"7340032\"]"));
    QCOMPARE(shown(server.ask({"CONFIG", "GET", "appendfsync"})), QByteArray("[\"appendfsync\" \"always\"]"));
}

void RedisServerTest::aRestartKeepsWhatTheDiskHoldsAndNothingElse_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("kept");
    const QString appendOnly = QStringLiteral("--appendonly");
    const QString sync = QStringLiteral("--appendfsync");
    QTest::newRow("nothing") << QStringList() << QByteArray("null");
    QTest::newRow("append-only file") << QStringList{appendOnly, QStringLiteral("yes"), sync, QStringLiteral("always")}
                                      << QByteArray("\"kept\"");
}

void RedisServerTest::aRestartKeepsWhatTheDiskHoldsAndNothingElse()
{
    QFETCH(QStringList, arguments);
    RedisServer server("secret");
    server.setArguments(arguments);
    QVERIFY2(server.start(), qPrintable(server.report()));
    const quint16 port = server.port();
    server.ask({"SET", "key", "kept"});
    QVERIFY2(server.restart(), qPrintable(server.report()));
    QCOMPARE(server.port(), port);
    QTEST(shown(server.ask({"GET", "key"})), "kept");
}

void RedisServerTest::itKnowsTheUsersOfItsFile()
{
    RedisServer server("secret");
    server.setUsers({"user default on >secret ~* &* +@all", "user ada on >lovelace ~ada:* &sse +get +ping"});
    QVERIFY2(server.start(), qPrintable(server.report()));
    QCOMPARE(shown(server.ask({"ACL", "USERS"})), QByteArray("[\"ada\" \"default\"]"));
    QCOMPARE(shown(server.ask({"AUTH", "ada", "lovelace"})), QByteArray("\"OK\""));
    QVERIFY(server.ask({"SET", "ada:1", "x"}).text.startsWith("NOPERM"));
}

void RedisServerTest::aReplicaHasWhatItsMasterHas()
{
    RedisServer master("secret");
    RedisServer replica("secret");
    replica.setMaster(master);
    QVERIFY2(master.start(), qPrintable(master.report()));
    master.ask({"SET", "key", "value"});
    QVERIFY2(replica.start(), qPrintable(replica.report()));
    QVERIFY2(replica.waitForRole("slave"), qPrintable(replica.report()));
    QVERIFY(master.waitForRole("master"));
    QCOMPARE(shown(replica.ask({"GET", "key"})), QByteArray("\"value\""));
    QVERIFY(replica.ask({"SET", "key", "other"}).text.startsWith("READONLY"));
}

void RedisServerTest::oneThatIsHeldAnswersWhenItIsLetGo()
{
    RedisServer server;
    QVERIFY2(server.start(), qPrintable(server.report()));
    QString problem;
    RedisConnection connection(*RedisUrl::parse(server.url(), problem), RedisConnection::Role::Commands, {},
                               [] { return 0.5; });
    connection.open();
    QTRY_VERIFY_WITH_TIMEOUT(connection.isReady(), 20'000);
    server.hold();
    bool hasAnswered = false;
    connection.send({"ECHO", "x"}, [&](const RespValue &) { hasAnswered = true; });
    QVERIFY(!QTest::qWaitFor([&] { return hasAnswered; }, 200));
    server.letGo();
    QTRY_VERIFY_WITH_TIMEOUT(hasAnswered, 20'000);
}

void RedisServerTest::aSentinelNamesTheReplicaWhenTheMasterIsKilled()
{
    RedisServer master("secret");
    RedisServer replica("secret");
    replica.setMaster(master);
    SentinelServer sentinel("shop", master, "quiet", "secret");
    QVERIFY2(master.start() && replica.start(), qPrintable(replica.report()));
    QVERIFY2(sentinel.start(), qPrintable(sentinel.report()));
    QCOMPARE(sentinel.masterPort(), master.port());
    QVERIFY2(sentinel.waitForReplica(), qPrintable(sentinel.report()));
    master.kill();
    QTRY_COMPARE_WITH_TIMEOUT(sentinel.masterPort(), replica.port(), 30'000);
    QVERIFY2(replica.waitForRole("master"), qPrintable(replica.report()));
    QVERIFY2(master.start(), qPrintable(master.report()));
    QVERIFY2(master.waitForRole("slave"), qPrintable(sentinel.report()));
}

void RedisServerTest::aSentinelKeepsWhatItLearnedOverARestart()
{
    RedisServer master;
    RedisServer replica;
    replica.setMaster(master);
    SentinelServer sentinel("shop", master);
    QVERIFY2(master.start() && replica.start(), qPrintable(replica.report()));
    QVERIFY2(sentinel.start() && sentinel.waitForReplica(), qPrintable(sentinel.report()));
    QVERIFY2(sentinel.failOver(), qPrintable(sentinel.report()));
    QCOMPARE(sentinel.masterPort(), replica.port());
    QVERIFY2(sentinel.restart(), qPrintable(sentinel.report()));
    QCOMPARE(sentinel.masterPort(), replica.port());
}

QTEST_GUILESS_MAIN(RedisServerTest)
#include "tst_redisserver.moc"
