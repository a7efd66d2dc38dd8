// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/selectiontext.h"
#include "loghub.h"
#include "support/sanitized.h"

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;
using Outcome = LogAnswer::Outcome;

/// What a Redis refuses to the log of a group, and how that is said.
class GroupLogRefusalsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aRequestBeyondTheBoundIsRefusedAlone();
    void theGreatestRequestsLeaveOthersTheirConnections();
    void aKeyThatHoldsSomethingElseRefusesItsRequestAlone();
    void fullMemoryIsSaidAndReadingGoesOn();
    void aHubJoinsARedisThatIsFull();
    void inAFullRedisAHubStaysPresentAndSeesWhatBecomesOfTheLog();
    void whereReplicasAreMissingALogIsReadAlone();
    void aReplicaIsRefused();
    void eachRefusalHasItsWords_data();
    void eachRefusalHasItsWords();
    void anEvictionPolicyIsNoticed();
    void itWorksWithTheDocumentedRights();
    void aRightThatIsMissingIsNamed_data();
    void aRightThatIsMissingIsNamed();
    void whoMayNotWaitForReplicasIsTold();
};

namespace {

constexpr Position End = {~0ULL, ~0ULL};

/// As docs/scaling.md has it.
QByteArray documentedUser()
{
    return "user heliograph on >pw resetkeys ~heliograph ~{heliograph}:* resetchannels &{heliograph}:control* -@all "
           "+@connection +info +role +script|load +evalsha +xadd +xread +xrange +xrevrange +xinfo +xtrim +xdel +wait "
           "+time +type +exists +get +set +del +pexpire +hget +hset +hlen +hgetall +hdel +hincrby +zadd +zrange "
           "+zremrangebyscore +publish +subscribe +ping";
}

} // namespace

void GroupLogRefusalsTest::initTestCase()
{
    if (!RedisServer::isAvailable())
        QSKIP("There is no redis-server here.");
}

void GroupLogRefusalsTest::aRequestBeyondTheBoundIsRefusedAlone()
{
    RedisServer server;
    START(server);
    LogHub hub(server.url());
    JOIN(hub);
    LogRequest large = {2};
    large.publications = QList<Publication>(GroupLog::MaximumPublications + 1, Publication{.data = "x"});
    const auto answers = hub.append({requestOf(1, 1), large, requestOf(3, 1)});
    QVERIFY(answers);
    QCOMPARE((*answers)[0].outcome, Outcome::Done);
    QCOMPARE((*answers)[1].outcome, Outcome::TooMany);
    QVERIFY((*answers)[1].problem.contains(QLatin1String("10000 events")));
    QCOMPARE((*answers)[2].outcome, Outcome::Done);
    QVERIFY(hub.waitForEntries(2));
    QCOMPARE(dataOf(hub.entries), QByteArrayList({"1-0", "3-0"}));
}

void GroupLogRefusalsTest::theGreatestRequestsLeaveOthersTheirConnections()
{
    RedisServer server;
    START(server);
    // As in the product: one request must not stop the others for longer.
    const auto silence = IsSanitized ? 30s : RedisGroupLog::usualOptions().silence;
    LogHub hub(server.url(), "one", {}, silence);
    LogHub other(server.url(), "two", {}, silence);
    JOIN(hub);
    JOIN(other);
    constexpr quint64 Requests = 4;
    qsizetype done = 0;
    for (quint64 number = 1; number <= Requests; ++number) {
        LogRequest request = requestOf(number, GroupLog::MaximumPublications);
        for (qsizetype i = 0; i < request.publications.size(); ++i)
            request.publications[i].id = request.publications[i].data;
        hub.log().append({request}, [&](const QList<LogAnswer> &answers) {
            QCOMPARE(answers.constFirst().outcome, Outcome::Done);
            ++done;
        });
    }
    QTRY_COMPARE_WITH_TIMEOUT(done, qsizetype(Requests), 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(other.entries.size(), qsizetype(Requests) * GroupLog::MaximumPublications, 120'000);
    QCOMPARE(hub.words + other.words, QStringList());
    QVERIFY(hub.joins.size() == 1 && other.joins.size() == 1);
}

void GroupLogRefusalsTest::aKeyThatHoldsSomethingElseRefusesItsRequestAlone()
{
    RedisServer server;
    START(server);
    LogHub hub(server.url());
    JOIN(hub);
    server.ask({"SET", "{heliograph}:id:x", "something"});
    const auto answers = hub.append({requestOf(1, 1), {2, {{.data = "a"}, {.data = "b", .id = "x"}}}, requestOf(3, 1)});
    QVERIFY(answers);
    QCOMPARE((*answers)[0].outcome, Outcome::Done);
    QCOMPARE((*answers)[1].outcome, Outcome::Conflict); // no trying again helps
    QCOMPARE((*answers)[1].conflict, 1);
    QVERIFY2((*answers)[1].problem.contains(QLatin1String("another type")), qPrintable((*answers)[1].problem));
    QCOMPARE((*answers)[2].outcome, Outcome::Done);
    QVERIFY(hub.waitForEntries(2));
    QCOMPARE(dataOf(hub.entries), QByteArrayList({"1-0", "3-0"}));
}

void GroupLogRefusalsTest::fullMemoryIsSaidAndReadingGoesOn()
{
    RedisServer server;
    START(server);
    LogHub hub(server.url());
    JOIN(hub);
    QCOMPARE(hub.append(1, {.data = "text"}).outcome, Outcome::Done);
    server.ask({"CONFIG", "SET", "maxmemory", "1"});
    const LogAnswer full = hub.append(2, {.data = "more"});
    QCOMPARE(full.outcome, Outcome::Full);
    QVERIFY2(full.problem.contains(QLatin1String("maxmemory")), qPrintable(full.problem));
    QTRY_COMPARE_WITH_TIMEOUT(hub.lookedState.kind, StoreState::Kind::Full, 20'000);
    QCOMPARE(hub.lookedState.problem, full.problem);
    const qsizetype looks = hub.heads.size();
    QTRY_VERIFY_WITH_TIMEOUT(hub.heads.size() >= looks + 2, 20'000);
    QCOMPARE(hub.lookedState.kind, StoreState::Kind::Full);
    QCOMPARE(hub.range({}, End).entries.size(), 1);
    server.ask({"CONFIG", "SET", "maxmemory", "0"});
    QTRY_COMPARE_WITH_TIMEOUT(hub.lookedState.kind, StoreState::Kind::Ok, 20'000);
    QCOMPARE(hub.append(3, {.data = "again"}).outcome, Outcome::Done);
    QCOMPARE(hub.joins.size(), 1);
    QCOMPARE(hub.words, QStringList());
}

void GroupLogRefusalsTest::aHubJoinsARedisThatIsFull()
{
    RedisServer server;
    START(server);
    server.ask({"XADD", "heliograph", "1-1", "data", "text"});
    server.ask({"CONFIG", "SET", "maxmemory", "1"});
    LogHub hub(server.url());
    JOIN(hub);
    QCOMPARE(hub.range({}, End).entries.size(), 1);
    QCOMPARE(hub.append(1, {.data = "more"}).outcome, Outcome::Full);
    server.ask({"CONFIG", "SET", "maxmemory", "0"});
    QTRY_COMPARE_WITH_TIMEOUT(hub.append(2, {.data = "more"}).outcome, Outcome::Done, 20'000);
    QCOMPARE(hub.joins.size(), 2); // without a place for writing, and with it
    QCOMPARE(hub.words, QStringList());
    QVERIFY(hub.waitForEntries(1));
}

void GroupLogRefusalsTest::inAFullRedisAHubStaysPresentAndSeesWhatBecomesOfTheLog()
{
    RedisServer server;
    START(server);
    server.ask({"XADD", "heliograph", "1-1", "data", "text"});
    LogHub hub(server.url());
    JOIN(hub);
    server.ask({"CONFIG", "SET", "maxmemory", "1"});
    server.ask({"DEL", "{heliograph}:fence:one"});
    QVERIFY(hub.waitForJoins(2)); // without a place for writing
    hub.log().setPresence("{\"name\":\"here\"}");
    server.ask({"PEXPIRE", "{heliograph}:hub:one", "1"}); // it is to be said again
    const qsizetype looks = hub.heads.size();
    QTRY_VERIFY_WITH_TIMEOUT(hub.heads.size() >= looks + 2, 20'000);
    QCOMPARE(server.ask({"GET", "{heliograph}:hub:one"}).text, QByteArray("{\"name\":\"here\"}"));
    server.ask({"DEL", "heliograph"});
    QTRY_COMPARE_WITH_TIMEOUT(hub.emptyings.size(), 1, 20'000);
}

void GroupLogRefusalsTest::whereReplicasAreMissingALogIsReadAlone()
{
    RedisServer server;
    START(server);
    server.ask({"XADD", "heliograph", "1-1", "data", "text"});
    server.ask({"CONFIG", "SET", "min-replicas-to-write", "1"});
    LogHub hub(server.url());
    JOIN(hub);
    QCOMPARE(hub.range({}, End).entries.size(), 1);
    const LogAnswer refused = hub.append(1, {.data = "more"});
    QCOMPARE(refused.outcome, Outcome::Refused);
    QVERIFY2(refused.problem.contains(QLatin1String("min-replicas-to-write")), qPrintable(refused.problem));
    QCOMPARE(hub.joins[0].state.kind, StoreState::Kind::Away);
    QCOMPARE(hub.joins[0].state.problem, refused.problem);
    QTRY_VERIFY_WITH_TIMEOUT(hub.heads.size() > 1, 20'000);
    QCOMPARE(hub.lookedState.kind, StoreState::Kind::Away);
    QCOMPARE(hub.lookedState.problem, refused.problem);
    server.ask({"CONFIG", "SET", "min-replicas-to-write", "0"});
    QTRY_COMPARE_WITH_TIMEOUT(hub.append(2, {.data = "more"}).outcome, Outcome::Done, 20'000);
    QVERIFY(hub.waitForEntries(1));
    QCOMPARE(hub.joins.size(), 2);
    QCOMPARE(hub.joins[1].state.kind, StoreState::Kind::Ok);
    QTRY_COMPARE_WITH_TIMEOUT(hub.lookedState.kind, StoreState::Kind::Ok, 20'000);
}

void GroupLogRefusalsTest::aReplicaIsRefused()
{
    RedisServer server;
    START(server);
    RedisServer replica;
    replica.setMaster(server);
    START(replica);
    QVERIFY(replica.waitForRole("slave"));
    LogHub hub(replica.url());
    hub.open();
    QVERIFY(hub.waitForWords(QStringLiteral("replica")));
    QCOMPARE(hub.joins.size(), 0);
    replica.ask({"REPLICAOF", "NO", "ONE"});
    QVERIFY(hub.waitForJoins(1));
}

void GroupLogRefusalsTest::eachRefusalHasItsWords_data()
{
    QTest::addColumn<QList<QByteArrayList>>("commands");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QList<QByteArrayList>>("remedy");
    using Commands = QList<QByteArrayList>;
    QTest::newRow("key of another type") << Commands{{"SET", "heliograph", "x"}} << "is a string"
                                         << Commands{{"DEL", "heliograph"}};
    QTest::newRow("wrong password") << Commands{{"CONFIG", "SET", "requirepass", "x"}} << "asks for a password"
                                    << Commands{{"CONFIG", "SET", "requirepass", ""}};
    QTest::newRow("no right to a script") << Commands{{"ACL", "SETUSER", "default", "-script|load"}} << "script|load"
                                          << Commands{{"ACL", "SETUSER", "default", "+@all"}};
    QTest::newRow("no right within a script") << Commands{{"ACL", "SETUSER", "default", "-xrevrange"}} << "XREVRANGE"
                                              << Commands{{"ACL", "SETUSER", "default", "+@all"}};
    QTest::newRow("no right to a channel")
        << Commands{{"ACL", "SETUSER", "default", "resetchannels"}} << "does not allow this user"
        << Commands{{"ACL", "SETUSER", "default", "allchannels"}};
    QTest::newRow("no right to ask the role") << Commands{{"ACL", "SETUSER", "default", "-role"}} << "role"
                                              << Commands{{"ACL", "SETUSER", "default", "+@all"}};
}

void GroupLogRefusalsTest::eachRefusalHasItsWords()
{
    QFETCH(QList<QByteArrayList>, commands);
    QFETCH(QString, words);
    QFETCH(QList<QByteArrayList>, remedy);
    RedisServer server;
    START(server);
    for (const QByteArrayList &command : commands)
        server.ask(command);
    LogHub hub(server.url());
    hub.open();
    QVERIFY2(hub.waitForWords(words), qPrintable(hub.words.join(u'\n')));
    QCOMPARE(hub.joins.size(), 0);
    for (const QByteArrayList &command : remedy)
        server.ask(command);
    QVERIFY2(hub.waitForJoins(1), qPrintable(hub.words.join(u'\n')));
}

void GroupLogRefusalsTest::anEvictionPolicyIsNoticed()
{
    RedisServer server;
    START(server);
    server.ask({"CONFIG", "SET", "maxmemory", "1gb"});
    server.ask({"CONFIG", "SET", "maxmemory-policy", "allkeys-lru"});
    LogHub hub(server.url());
    JOIN(hub);
    QVERIFY2(hub.joins[0].notice.contains(QLatin1String("allkeys-lru")), qPrintable(hub.joins[0].notice));
}

void GroupLogRefusalsTest::aRightThatIsMissingIsNamed_data()
{
    QTest::addColumn<QByteArray>("right");
    for (const char *right : {"xtrim", "xread", "xdel", "hdel", "publish"})
        QTest::newRow(right) << QByteArray(right);
}

/// What works without it would fail only later, and in silence.
void GroupLogRefusalsTest::aRightThatIsMissingIsNamed()
{
    QFETCH(QByteArray, right);
    RedisServer server;
    server.setUsers({"user default on nopass ~* &* +@all", documentedUser().replace(" +" + right + ' ', " ")});
    START(server);
    LogHub hub(server.url().replace(QLatin1String("redis://"), QLatin1String("redis://heliograph:pw@")));
    hub.open();
    const auto isNamed = [&] { return hub.words.join(u' ').contains(QString::fromUtf8(right), Qt::CaseInsensitive); };
    QTRY_VERIFY2_WITH_TIMEOUT(isNamed(), qPrintable(hub.words.join(u' ')), 20'000);
}

void GroupLogRefusalsTest::whoMayNotWaitForReplicasIsTold()
{
    RedisServer server;
    server.setUsers({"user default on nopass ~* &* +@all", documentedUser() + " -wait"});
    START(server);
    LogOptions options;
    options.replicas = 1;
    LogHub hub(server.url().replace(QLatin1String("redis://"), QLatin1String("redis://heliograph:pw@")), "one",
               options);
    JOIN(hub);
    const LogAnswer answer = hub.append(1, {.data = "text"});
    QCOMPARE(answer.outcome, Outcome::Unknown);
    QVERIFY2(answer.problem.contains(QLatin1String("wait"), Qt::CaseInsensitive), qPrintable(answer.problem));
}

void GroupLogRefusalsTest::itWorksWithTheDocumentedRights()
{
    RedisServer server;
    server.setUsers({"user default on nopass ~* &* +@all", documentedUser()});
    START(server);
    const QString url = server.url().replace(QLatin1String("redis://"), QLatin1String("redis://heliograph:pw@"));
    LogHub hub(url);
    JOIN(hub);
    const auto own = hub.append(1, {.data = "text", .id = "x"});
    QCOMPARE(own.outcome, Outcome::Done);
    QVERIFY(hub.note(LogEntry::Kind::Loss, everyChannel()));
    server.ask({"XADD", "heliograph", "*", "id", "y", "data", "stranger"});
    QVERIFY(hub.waitForEntries(3));
    QVERIFY(hub.entries[2].isOwnIdOnWire());
    QCOMPARE(hub.range({}, End).entries.size(), 3);
    QCOMPARE(hub.pick({own.entries[0].position}).entries.size(), 1);
    QCOMPARE(hub.index().rows.size(), 3);
    QVERIFY(!hub.findOwn("sse", "x").isFailed);
    QVERIFY(!hub.findOnWire("x").isFailed);
    QCOMPARE(hub.remove({own.entries[0].position}), 1);
    hub.log().trim(hub.entries[2].position);
    QTRY_VERIFY_WITH_TIMEOUT(hub.index().rows.size() < 3, 20'000);
    hub.log().say("one", "hello");
    QTRY_COMPARE_WITH_TIMEOUT(hub.messages, QByteArrayList{"hello"}, 20'000);
    hub.log().keepBan({QStringLiteral("subject x"), 99'999'999'999'999});
    QTRY_COMPARE_WITH_TIMEOUT(server.ask({"HEXISTS", "{heliograph}:bans", "subject x"}).number, 1, 20'000);
    hub.log().keepBan({QStringLiteral("subject x"), 0});
    QTRY_COMPARE_WITH_TIMEOUT(server.ask({"HEXISTS", "{heliograph}:bans", "subject x"}).number, 0, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(hub.heads.size() > 1, 20'000);
    QVERIFY(hub.close());
    QCOMPARE(server.ask({"EXISTS", "{heliograph}:fence:one"}).number, 0);
    QCOMPARE(hub.words, QStringList());
}

QTEST_GUILESS_MAIN(GroupLogRefusalsTest)
#include "tst_grouplog_refusals.moc"
