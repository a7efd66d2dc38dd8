// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redisfailure.h"
#include "redisserver.h"

#include <QDir>
#include <QTest>

using namespace helio;
using namespace helio::test;

/// What a Redis refuses is said in words: errors of real servers, where one can be brought to them.
class RedisFailureTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachRefusalHasItsWords_data();
    void eachRefusalHasItsWords();
    void aDiskThatIsNotWrittenToHasItsWords();
    void aRedisThatLoadsHasItsWords();
    void aClusterHasItsWords();
    void errorsThatOtherVersionsGiveAreKnown_data();
    void errorsThatOtherVersionsGiveAreKnown();
    void aPolicyThatMayDropTheLogIsNoted_data();
    void aPolicyThatMayDropTheLogIsNoted();
    void aKeyOfAnotherTypeIsNamedWithItsType();
};

namespace {

using Cause = RedisFailure::Cause;

#define NEEDS_REDIS()                                                                                                  \
    if (!RedisServer::isAvailable())                                                                                   \
    QSKIP("There is no redis-server here.")

RedisFailure failureOf(const RespValue &reply)
{
    return reply.isError() ? RedisFailure::ofError(RedisStage::Ready, reply.text, "heliograph") : RedisFailure{};
}

QByteArrayList script(const QByteArray &command, const QByteArray &key = "heliograph")
{
    return {"EVAL", "return redis.call(" + command + ")", "1", key};
}

} // namespace

void RedisFailureTest::eachRefusalHasItsWords_data()
{
    QTest::addColumn<QList<QByteArrayList>>("before");
    QTest::addColumn<QByteArrayList>("command");
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<QString>("text");
    using Commands = QList<QByteArrayList>;
    const auto row = [](const char *name, const Commands &before, const QByteArrayList &command, Cause cause,
                        const char *text) {
        QTest::newRow(name) << before << command << cause << QString::fromUtf8(text);
    };
    const QByteArrayList add{"XADD", "heliograph", "*", "data", "x"};
    const QByteArrayList scriptedAdd = script("'XADD', KEYS[1], '*', 'data', 'x'");
    const char *otherType = "The key heliograph in Redis holds something of another type; choose another `stream`.";
    row("another type", {{"SET", "heliograph", "x"}}, add, Cause::KeyOfAnotherType, otherType);
    row("another type in a script", {{"SET", "heliograph", "x"}}, scriptedAdd, Cause::KeyOfAnotherType, otherType);
    const char *full = "Redis is full (maxmemory); what it has is kept, nothing new is taken.";
    row("full", {{"CONFIG", "SET", "maxmemory", "1"}}, add, Cause::Full, full);
    row("full in a script", {{"CONFIG", "SET", "maxmemory", "1"}}, scriptedAdd, Cause::Full, full);
    const char *replica =
        "This Redis is a replica, to which nothing can be written; name its master, or its sentinels.";
    row("replica", {{"REPLICAOF", "127.0.0.1", "1"}}, add, Cause::NotMaster, replica);
    row("replica in a script", {{"REPLICAOF", "127.0.0.1", "1"}}, scriptedAdd, Cause::NotMaster, replica);
    row("replica that serves nothing",
        {{"REPLICAOF", "127.0.0.1", "1"}, {"CONFIG", "SET", "replica-serve-stale-data", "no"}}, {"GET", "x"},
        Cause::NotMaster, replica);
    const Commands asAda{{"ACL", "SETUSER", "ada", "on", ">pw", "~heliograph", "-@all", "+eval", "+get"},
                         {"AUTH", "ada", "pw"}};
    row("command", asAda, add, Cause::Forbidden,
        "Redis does not allow this user the command xadd; allow it: ACL SETUSER … +xadd");
    row("command in a script", asAda, scriptedAdd, Cause::Forbidden, "Redis does not allow this user ");
    row("key", asAda, {"GET", "other"}, Cause::Forbidden, "Redis does not allow this user to do that: NOPERM");
    row("key in a script", asAda, script("'GET', 'other'"), Cause::Forbidden,
        "Redis does not allow this user to do that: ");
    row("replicas", {{"CONFIG", "SET", "min-replicas-to-write", "1"}}, add, Cause::ReplicasMissing,
        "fewer replicas than it is set to want (min-replicas-to-write)");
    row("unknown command", {}, {"XNEW", "hunter2"}, Cause::CommandMissing,
        "Redis does not know the command XNEW: it is older than 6.2");
    row("unknown subcommand", {}, {"XINFO", "NEW", "hunter2"}, Cause::CommandMissing,
        "Redis does not know the command NEW");
    row("anything else", {{"SET", "x", "a"}}, {"INCR", "x"}, Cause::Other,
        "Redis says: ERR value is not an integer or out of range");
}

void RedisFailureTest::eachRefusalHasItsWords()
{
    NEEDS_REDIS();
    QFETCH(QList<QByteArrayList>, before);
    QFETCH(QByteArrayList, command);
    QFETCH(QString, text);
    RedisServer server;
    QVERIFY2(server.start(), qPrintable(server.report()));
    for (const QByteArrayList &each : before)
        QCOMPARE(shown(server.ask(each)), QByteArray("\"OK\""));
    const RespValue reply = server.ask(command);
    QVERIFY2(reply.isError(), shown(reply).constData());
    const RedisFailure failure = failureOf(reply);
    QTEST(failure.cause, "cause");
    QVERIFY2(failure.text.english().contains(text), qPrintable(failure.text.english()));
    for (const char *hidden : {"hunter2", "user_script:"})
        QVERIFY2(!failure.text.english().contains(QLatin1String(hidden)), qPrintable(failure.text.english()));
}

void RedisFailureTest::aDiskThatIsNotWrittenToHasItsWords()
{
    NEEDS_REDIS();
    RedisServer server;
    server.setArguments({QStringLiteral("--save"), QStringLiteral("3600 1")});
    QVERIFY2(server.start(), qPrintable(server.report()));
    QVERIFY(QDir(server.folder()).mkdir(QStringLiteral("dump.rdb"))); // no file can take its place
    server.ask({"BGSAVE"});
    const auto hasFailed = [&] { return server.ask({"INFO", "persistence"}).text.contains("bgsave_status:err"); };
    QTRY_VERIFY_WITH_TIMEOUT(hasFailed(), 20'000);
    const RedisFailure failure = failureOf(server.ask({"SET", "x", "y"}));
    QCOMPARE(failure.cause, Cause::DiskFailed);
    QVERIFY2(failure.text.english().contains(QLatin1String("cannot write to its disk")),
             qPrintable(failure.text.english()));
}

void RedisFailureTest::aRedisThatLoadsHasItsWords()
{
    NEEDS_REDIS();
    RedisServer server;
    server.setArguments({QStringLiteral("--enable-debug-command"), QStringLiteral("yes"),
                         QStringLiteral("--rdbcompression"), QStringLiteral("no")});
    if (!server.start() || server.ask({"CONFIG", "SET", "key-load-delay", "20000"}).isError())
        QSKIP("This redis-server cannot be made to load slowly.");
    server.ask({"CONFIG", "SET", "loading-process-events-interval-bytes", "1024"});
    for (int i = 0; i < 100; ++i)
        server.ask({"SET", QByteArray::number(i), QByteArray(1024, 'x')});
    QString problem;
    RedisConnection loader(*RedisUrl::parse(server.url(), problem), RedisConnection::Role::Commands, {},
                           [] { return 0.5; });
    loader.open();
    QTRY_VERIFY_WITH_TIMEOUT(loader.isReady(), 20'000);
    bool hasLoaded = false;
    loader.send({"DEBUG", "RELOAD"}, [&](const RespValue &) { hasLoaded = true; });
    RedisFailure failure;
    const auto isRefused = [&] {
        failure = failureOf(server.ask({"GET", "1"}));
        return hasLoaded || failure.cause == Cause::Loading;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isRefused(), 20'000);
    QCOMPARE(failure.text.english(), QStringLiteral("Redis is still loading its data."));
}

void RedisFailureTest::aClusterHasItsWords()
{
    NEEDS_REDIS();
    RedisServer server;
    const QString beside =
        QString::number(server.port() - 1'000); // the usual one is 10,000 above, where connections are
    server.setArguments(
        {QStringLiteral("--cluster-enabled"), QStringLiteral("yes"), QStringLiteral("--cluster-port"), beside});
    QVERIFY2(server.start(), qPrintable(server.report()));
    const QString text = QStringLiteral("This Redis is part of a cluster, which this program does not follow");
    RespValue reply = server.ask({"GET", "x"});
    QVERIFY2(reply.text.startsWith("CLUSTERDOWN"), reply.text.constData());
    QVERIFY(failureOf(reply).text.english().startsWith(text));
    server.ask({"CLUSTER", "ADDSLOTSRANGE", "0", "16383"});
    QTRY_VERIFY_WITH_TIMEOUT(server.ask({"CLUSTER", "INFO"}).text.contains("cluster_state:ok"), 20'000);
    reply = server.ask({"MGET", "a", "b"});
    QVERIFY2(reply.text.startsWith("CROSSSLOT"), reply.text.constData());
    QCOMPARE(failureOf(reply).cause, Cause::Cluster);
    QVERIFY(failureOf(reply).text.english().startsWith(text));
}

void RedisFailureTest::errorsThatOtherVersionsGiveAreKnown_data()
{
    QTest::addColumn<QByteArray>("error");
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *error, Cause cause, const char *text) {
        QTest::newRow(error) << QByteArray(error) << cause << QString::fromUtf8(text);
    };
    row("MOVED 3999 127.0.0.1:6381", Cause::Cluster, "This Redis is part of a cluster");
    row("ERR Error running script (call to f_8f1b): @user_script:1: WRONGTYPE Operation against a key holding the "
        "wrong "
        "kind of value",
        Cause::KeyOfAnotherType, "The key heliograph");
    row("ERR Error running script (call to f_8f1b): @user_script:1: @user_script: 1: -OOM command not allowed when "
        "used "
        "memory > 'maxmemory'.",
        Cause::Full, "Redis is full");
    row("ERR unknown command `XADD`, with args beginning with: `hunter2`, ", Cause::CommandMissing,
        "the command XADD:");
    row("NOPERM User ada has no permissions to run the 'xadd' command", Cause::Forbidden, "the command xadd;");
}

void RedisFailureTest::errorsThatOtherVersionsGiveAreKnown()
{
    QFETCH(QByteArray, error);
    QFETCH(QString, text);
    const RedisFailure failure = RedisFailure::ofError(RedisStage::Ready, error, "heliograph");
    QTEST(failure.cause, "cause");
    QVERIFY2(failure.text.english().contains(text), qPrintable(failure.text.english()));
    QVERIFY(!failure.text.english().contains(QLatin1String("hunter2")));
}

void RedisFailureTest::aPolicyThatMayDropTheLogIsNoted_data()
{
    QTest::addColumn<QByteArray>("maximum");
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *maximum, const char *policy, const char *text) {
        QTest::newRow(name) << QByteArray(maximum) << QByteArray(policy) << QString::fromLatin1(text);
    };
    row("usual", "0", "noeviction", "");
    row("no bound", "0", "allkeys-lru", "");
    row("a bound", "100mb", "noeviction", "");
    row("the log may go", "100mb", "allkeys-lru",
        "Redis may drop the whole log when it is full (maxmemory-policy allkeys-lru); set noeviction.");
    row("ids may go", "100mb", "volatile-ttl",
        "Redis may forget early which ids publishers have given when it is full (maxmemory-policy volatile-ttl); set "
        "noeviction.");
}

void RedisFailureTest::aPolicyThatMayDropTheLogIsNoted()
{
    NEEDS_REDIS();
    QFETCH(QByteArray, maximum);
    QFETCH(QByteArray, policy);
    RedisServer server;
    server.setArguments({QStringLiteral("--maxmemory"), QString::fromLatin1(maximum),
                         QStringLiteral("--maxmemory-policy"), QString::fromLatin1(policy)});
    QVERIFY2(server.start(), qPrintable(server.report()));
    QTEST(redisEvictionNotice(server.ask({"INFO", "memory"}).text).english(), "text");
}

void RedisFailureTest::aKeyOfAnotherTypeIsNamedWithItsType()
{
    QCOMPARE(redisKeyTypeText("shop", "string").english(),
             QStringLiteral("The key shop in Redis is a string; choose another `stream`."));
}

QTEST_GUILESS_MAIN(RedisFailureTest)
#include "tst_redisfailure.moc"
