// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakegroup.h"
#include "group/logscripts.h"
#include "history/selectiontext.h"
#include "hub/store.h"
#include "loghub.h"
#include "redis/redisfailure.h"

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;
using Outcome = LogAnswer::Outcome;

/// The log of a group when its Redis is cut off, killed, or loses what it had.
class GroupLogOutageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aCutIsAnsweredOnceAndJoinedAgain();
    void scriptsThatWereFlushedAreLoadedAgain();
    void aHeldRedisIsAway();
    void aRestartedRedisIsFilledBeforeAnybodyAppends();
    void aHubSaysInWhichRedisItHadItsPlaceLast();
    void aHubThatIsGoneIsNotWaitedForLonger();
    void aDeletedLogIsNoticed();
    void aLogThatWasRefilledBelowIsNoticed();
    void anEmptiedRedisIsJoinedAgain();
};

namespace {

constexpr Position End = {~0ULL, ~0ULL};

} // namespace

void GroupLogOutageTest::initTestCase()
{
    if (!RedisServer::isAvailable())
        QSKIP("There is no redis-server here.");
}

void GroupLogOutageTest::aCutIsAnsweredOnceAndJoinedAgain()
{
    RedisServer server;
    server.setArguments({QStringLiteral("--appendonly"), QStringLiteral("yes"), QStringLiteral("--appendfsync"),
                         QStringLiteral("always")});
    START(server);
    LogHub hub(server.url());
    JOIN(hub);
    hub.append(1, {.data = "before"});
    QVERIFY(hub.waitForEntries(1));
    server.hold();
    QList<Outcome> outcomes;
    for (quint64 i = 2; i <= 11; ++i)
        hub.log().append({requestOf(i, 1)}, [&](const QList<LogAnswer> &answers) { outcomes << answers[0].outcome; });
    int failed = 0;
    hub.log().range({}, End, 10, [&](const LogPiece &piece) { failed += piece.isFailed ? 1 : 0; });
    hub.log().findOnWire("x", [&](const GroupLog::IdPlace &place) { failed += place.isFailed ? 1 : 0; });
    // Its silence ends the connection, some time after all of it was given to that; it never reads it.
    QTRY_COMPARE_WITH_TIMEOUT(outcomes.size(), 10, 30'000);
    server.kill();
    QTRY_COMPARE_WITH_TIMEOUT(failed, 2, 20'000);
    QVERIFY(std::is_sorted(outcomes.begin(), outcomes.end(), std::greater())); // Cut first, NotYet behind
    QCOMPARE(outcomes.count(Outcome::Cut), 4);
    QCOMPARE(outcomes.count(Outcome::NotYet), 6);
    QVERIFY(!hub.words.isEmpty());
    QCOMPARE(hub.append(12, {.data = "away"}).outcome, Outcome::NotYet);
    START(server);
    QVERIFY(hub.waitForJoins(2));
    QVERIFY(hub.joins[1].wasRestarted);
    QVERIFY(hub.joins[1].isCursorThere);
    QCOMPARE(hub.append(13, {.data = "after"}).outcome, Outcome::Done);
    QVERIFY(hub.waitForEntries(2));
    QCOMPARE(dataOf(hub.entries), QByteArrayList({"before", "after"}));
}

void GroupLogOutageTest::scriptsThatWereFlushedAreLoadedAgain()
{
    RedisServer server;
    START(server);
    LogHub hub(server.url());
    JOIN(hub);
    server.ask({"SCRIPT", "FLUSH"});
    const Outcome first = hub.append(1, {.data = "text"}).outcome;
    QVERIFY(first == Outcome::Cut || first == Outcome::NotYet); // a look may have found out before
    QVERIFY(hub.waitForJoins(2));
    QCOMPARE(hub.append(2, {.data = "text"}).outcome, Outcome::Done);
    QVERIFY(hub.waitForEntries(1));
    QCOMPARE(hub.entries[0].from->number, 2U);
}

void GroupLogOutageTest::aHeldRedisIsAway()
{
    RedisServer server;
    START(server);
    LogHub hub(server.url());
    JOIN(hub);
    server.hold();
    QVERIFY(hub.waitForWords(QStringLiteral("does not answer")));
    server.letGo();
    QVERIFY(hub.waitForJoins(2));
    QVERIFY(!hub.joins[1].wasRestarted);
}

void GroupLogOutageTest::aRestartedRedisIsFilledBeforeAnybodyAppends()
{
    RedisServer server;
    START(server);
    LogHub one(server.url(), "one");
    LogHub two(server.url(), "two");
    JOIN(one);
    JOIN(two);
    for (quint64 i = 1; i <= 3; ++i)
        one.append(i, {.data = QByteArray::number(i), .id = "id-" + QByteArray::number(i)});
    QVERIFY(one.waitForEntries(3) && two.waitForEntries(3));
    QTRY_VERIFY_WITH_TIMEOUT(one.heads.size() > 2 && two.heads.size() > 2, 20'000); // they know each other
    QList<StoredEventPtr> held;
    for (const LogEntry &entry : std::as_const(one.entries))
        held.append(std::make_shared<const StoredEvent>(entry.stored()));
    QList<PutBack> results;
    one.onRestoring = [&](const LogHead &) {
        one.log().putBack({}, false, toPutBack(held), [&](const PutBack &result) { results << result; });
    };
    QVERIFY(server.restart());
    QVERIFY(one.waitForJoins(2) && two.waitForJoins(2));
    QVERIFY(!one.restorings.isEmpty());
    QVERIFY(one.joins[1].wasRestarted && one.joins[1].isCursorThere && two.joins[1].isCursorThere);
    QVERIFY(!results.isEmpty());
    QCOMPARE(results[0].outcome, PutBack::Outcome::Done);
    QCOMPARE(results[0].last, one.entries[2].position);
    const QList<LogEntry> there = entriesIn(server);
    QCOMPARE(dataOf(there), QByteArrayList({"1", "2", "3"}));
    QCOMPARE(there[2].position, one.entries[2].position);
    QVERIFY(two.append(9, {.data = "2", .id = "id-2"}).entries[0].isRepeated);
    QCOMPARE(two.putBack({}, held).outcome, PutBack::Outcome::Over);
}

/// By that, one that keeps nothing is known to be another, however long it has been running.
void GroupLogOutageTest::aHubSaysInWhichRedisItHadItsPlaceLast()
{
    RedisServer server;
    server.setArguments({QStringLiteral("--slowlog-log-slower-than"), QStringLiteral("0"),
                         QStringLiteral("--slowlog-max-len"), QStringLiteral("1000")});
    START(server);
    LogHub hub(server.url());
    JOIN(hub);
    const auto run = [&] { return redisInfoValue(server.ask({"INFO", "server"}).text, "run_id"); };
    const auto saidIn = [&](const QByteArray &id) { // what it gave behind the selection of all channels
        for (const RespValue &call : server.ask({"SLOWLOG", "GET", "1000"}).items) {
            const QList<RespValue> &words = call.items.value(3).items;
            if (words.value(1).text == LogScripts::sha1(LogScripts::Name::Join) && words.value(9).text == id)
                return words.value(16).text;
        }
        return QByteArray("nothing");
    };
    const QByteArray first = run();
    QCOMPARE(saidIn(first), QByteArray());
    QVERIFY(server.restart());
    QVERIFY(hub.waitForJoins(2));
    const QByteArray second = run();
    QVERIFY(second != first);
    QCOMPARE(saidIn(second), first);
    server.ask({"DEL", "{heliograph}:fence:one"});
    QVERIFY(hub.waitForJoins(3));
    QCOMPARE(saidIn(second), second); // the last comes first
}

void GroupLogOutageTest::aHubThatIsGoneIsNotWaitedForLonger()
{
    RedisServer server;
    START(server);
    LogOptions options;
    options.restoreWindow = 300ms;
    LogHub one(server.url(), "one", options);
    LogHub two(server.url(), "two", options);
    JOIN(one);
    JOIN(two);
    QTRY_VERIFY_WITH_TIMEOUT(one.heads.size() > 2, 20'000);
    two.destroy();
    QVERIFY(server.restart());
    QVERIFY(one.waitForJoins(2));
    QVERIFY(!one.restorings.isEmpty());
    QCOMPARE(one.putBack({5, 5}, {storedEvent({6, 6}, "late")}).outcome, PutBack::Outcome::Over);
}

void GroupLogOutageTest::aDeletedLogIsNoticed()
{
    RedisServer server;
    START(server);
    LogHub hub(server.url());
    JOIN(hub);
    hub.append(1, {.data = "text"});
    QVERIFY(hub.waitForEntries(1));
    server.ask({"DEL", "heliograph"});
    QTRY_COMPARE_WITH_TIMEOUT(hub.emptyings.size(), 1, 20'000);
    const auto noted = hub.note(LogEntry::Kind::Loss, everyChannel());
    QVERIFY(noted && *noted > hub.entries[0].position);
    const qsizetype looks = hub.heads.size();
    QTRY_VERIFY_WITH_TIMEOUT(hub.heads.size() >= looks + 2, 20'000);
    QCOMPARE(hub.emptyings.size(), 1);
    QCOMPARE(hub.joins.size(), 1);
}

void GroupLogOutageTest::aLogThatWasRefilledBelowIsNoticed()
{
    RedisServer server;
    START(server);
    LogHub hub(server.url());
    JOIN(hub);
    const Position high = {4'000'000'000'000, 5};
    server.ask({"XADD", "heliograph", high.toId(), "data", "high"});
    QVERIFY(hub.waitForEntries(1));
    server.ask({"DEL", "heliograph"});
    server.ask({"XADD", "heliograph", "*", "data", "below"});
    QTRY_COMPARE_WITH_TIMEOUT(hub.emptyings.size(), 1, 20'000);
    // What was published below is taken back, until something stands above all that was read.
    QCOMPARE(hub.append(1, {.data = "text"}).outcome, Outcome::NotYet);
    QVERIFY(hub.waitForJoins(2));
    QVERIFY(!hub.joins[1].isCursorThere);
    QCOMPARE(entriesIn(server).size(), 1);
    QCOMPARE(hub.note(LogEntry::Kind::Loss, everyChannel()), std::optional(Position{high.milliseconds, 6}));
    QCOMPARE(hub.append(2, {.data = "text"}).outcome, Outcome::Done);
    QVERIFY(hub.waitForEntries(3));
    QVERIFY(hub.entries[2].position > high);
}

void GroupLogOutageTest::anEmptiedRedisIsJoinedAgain()
{
    RedisServer server;
    START(server);
    LogHub hub(server.url());
    JOIN(hub);
    hub.append(1, {.data = "text"});
    QVERIFY(hub.waitForEntries(1));
    server.ask({"FLUSHALL"});
    QVERIFY(hub.waitForJoins(2));
    QVERIFY(!hub.joins[1].isCursorThere);
    QVERIFY(!hub.joins[1].wasRestarted);
    QCOMPARE(hub.append(2, {.data = "text"}).outcome, Outcome::Done);
}

QTEST_GUILESS_MAIN(GroupLogOutageTest)
#include "tst_grouplog_outage.moc"
