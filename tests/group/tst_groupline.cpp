// SPDX-License-Identifier: GPL-3.0-or-later
#include "loghub.h"

#include <QDateTime>

using namespace helio;
using namespace helio::test;

/// What hubs of a group say to one another over a real Redis.
class GroupLineTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aMessageReachesTheHubsItIsFor();
    void whoLeavesIsSeenNoMore();
    void whileRedisIsAwayNobodyIsSeen();
    void aBanIsReadByWhoComesLater();
    void aRestartedRedisMayHaveLostBans();
    void aBanThatIsLongOverIsForgotten();
    void oddBansCostNothing();
    void whatIsSaidBeforeItIsOpenIsLost();
};

void GroupLineTest::initTestCase()
{
    if (!RedisServer::isAvailable())
        QSKIP("There is no redis-server here.");
}

void GroupLineTest::aMessageReachesTheHubsItIsFor()
{
    RedisServer server;
    START(server);
    LogHub one(server.url(), "one");
    LogHub two(server.url(), "two");
    two.log().setPresence("{\"name\":\"b\"}");
    JOIN(one);
    JOIN(two);
    one.log().say({}, "to all");
    one.log().say("two", "to two");
    QTRY_COMPARE_WITH_TIMEOUT(two.messages, QByteArrayList({"to all", "to two"}), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(one.messages, QByteArrayList({"to all"}), 20'000);
    const auto presenceOfTwo = [&] {
        return one.present.size() == 2 && one.present[1].hub == "two" ? one.present[1].presence : QByteArray();
    };
    QTRY_COMPARE_WITH_TIMEOUT(presenceOfTwo(), QByteArray("{\"name\":\"b\"}"), 20'000);
    two.log().setPresence("{\"name\":\"c\"}");
    QTRY_COMPARE_WITH_TIMEOUT(presenceOfTwo(), QByteArray("{\"name\":\"c\"}"), 20'000);
}

void GroupLineTest::whoLeavesIsSeenNoMore()
{
    RedisServer server;
    START(server);
    LogHub one(server.url(), "one");
    LogHub two(server.url(), "two");
    JOIN(one);
    JOIN(two);
    QTRY_COMPARE_WITH_TIMEOUT(one.present.size(), 2, 20'000);
    QVERIFY(two.close());
    QTRY_COMPARE_WITH_TIMEOUT(one.present.size(), 1, 20'000);
}

void GroupLineTest::whileRedisIsAwayNobodyIsSeen()
{
    RedisServer server;
    START(server);
    LogHub one(server.url(), "one");
    JOIN(one);
    QTRY_COMPARE_WITH_TIMEOUT(one.present.size(), 1, 20'000);
    server.kill();
    QTRY_VERIFY_WITH_TIMEOUT(one.present.isEmpty(), 20'000);
}

void GroupLineTest::aBanIsReadByWhoComesLater()
{
    RedisServer server;
    START(server);
    LogHub one(server.url(), "one");
    JOIN(one);
    QTRY_COMPARE_WITH_TIMEOUT(one.bans.size(), 1, 20'000);
    QVERIFY(one.bans[0].isEmpty() && !one.areAllBans); // nobody knows of any
    const qint64 end = QDateTime::currentMSecsSinceEpoch() + 60'000;
    one.log().keepBan({QStringLiteral("subject x"), end});
    one.log().keepBan({QStringLiteral("subject y"), end});
    one.log().keepBan({QStringLiteral("subject y"), 0});
    one.log().say({}, "over"); // behind them
    QTRY_COMPARE_WITH_TIMEOUT(one.messages.size(), 1, 20'000);
    LogHub two(server.url(), "two");
    JOIN(two);
    QTRY_COMPARE_WITH_TIMEOUT(two.bans.size(), 1, 20'000);
    QCOMPARE(two.bans[0].size(), 1);
    QCOMPARE(two.bans[0][0].key, QStringLiteral("subject x"));
    QCOMPARE(two.bans[0][0].endsAt, end);
    QVERIFY(two.areAllBans);
}

void GroupLineTest::aRestartedRedisMayHaveLostBans()
{
    RedisServer server;
    server.setArguments({QStringLiteral("--appendonly"), QStringLiteral("yes"), QStringLiteral("--appendfsync"),
                         QStringLiteral("always")});
    START(server);
    LogHub one(server.url(), "one");
    JOIN(one);
    one.log().keepBan({QStringLiteral("subject x"), QDateTime::currentMSecsSinceEpoch() + 60'000});
    QTRY_COMPARE_WITH_TIMEOUT(server.ask({"HEXISTS", "{heliograph}:bans", "subject x"}).number, 1, 20'000);
    QVERIFY2(server.restart(), qPrintable(server.report()));
    QTRY_COMPARE_WITH_TIMEOUT(one.bans.size(), 2, 30'000);
    QCOMPARE(one.bans[1].size(), 1);
    QVERIFY(!one.areAllBans);
}

void GroupLineTest::aBanThatIsLongOverIsForgotten()
{
    RedisServer server;
    START(server);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    server.ask({"HSET", "{heliograph}:bans", "old", QByteArray::number(now - 2 * 3'600'000), "new",
                QByteArray::number(now - 60'000)});
    LogHub one(server.url(), "one");
    JOIN(one);
    QTRY_COMPARE_WITH_TIMEOUT(one.bans.size(), 1, 20'000);
    QCOMPARE(one.bans[0].size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(server.ask({"HLEN", "{heliograph}:bans"}).number, 1, 20'000);
}

void GroupLineTest::oddBansCostNothing()
{
    RedisServer server;
    START(server);
    server.ask({"SET", "{heliograph}:bans", "a string"});
    LogHub one(server.url(), "one");
    JOIN(one);
    QTRY_COMPARE_WITH_TIMEOUT(one.present.size(), 1, 20'000);
    QVERIFY(one.bans.isEmpty() && one.words.isEmpty());
}

void GroupLineTest::whatIsSaidBeforeItIsOpenIsLost()
{
    RedisServer server;
    START(server);
    LogHub one(server.url(), "one");
    one.log().say({}, "too early");
    one.log().keepBan({QStringLiteral("subject x"), 99'999'999'999'999});
    JOIN(one);
    one.log().say({}, "in time");
    QTRY_COMPARE_WITH_TIMEOUT(one.messages, QByteArrayList{"in time"}, 20'000);
}

QTEST_GUILESS_MAIN(GroupLineTest)
#include "tst_groupline.moc"
