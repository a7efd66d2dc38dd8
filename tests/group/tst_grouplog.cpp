// SPDX-License-Identifier: GPL-3.0-or-later
#include "loghub.h"

#include <QSslSocket>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;
using Outcome = LogAnswer::Outcome;

/// The log of a group in a real Redis: what goes in, and what is read.
class GroupLogTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void whatIsAppendedComesBackWithItsNumber();
    void aStrangersIdIsTheSameForAllWhateverRedisForgot();
    void manyGroupsAreAnsweredInOrder();
    void aStrangersIdIsTheSameForEachHub();
    void aPieceEndsWhereItIsFull();
    void whatStandsInTheLogIsToldBackwards();
    void placesOfIdsAreFound();
    void whileHeldNothingIsRead();
    void aReplyTooLargeIsReadInParts();
    void tooFewReplicasAreSaid();
    void itGoesOverTls();
    void itGoesOverAUnixSocket();
    void closingGivesItsPlaceBack();
    void theBridgeThatClosesIsFollowedAtOnce();
    void aStrangersIdAheadOfTheClockIsLeftOutAndNoHubsIs();
    void anEntryOfTooManyFieldsIsPassedOverAndReadingGoesOn();
};

namespace {

constexpr Position End = {~0ULL, ~0ULL};

} // namespace

void GroupLogTest::initTestCase()
{
    if (!RedisServer::isAvailable())
        QSKIP("There is no redis-server here.");
}

void GroupLogTest::whatIsAppendedComesBackWithItsNumber()
{
    RedisServer server;
    START(server);
    LogHub one(server.url(), "one");
    LogHub two(server.url(), "two");
    JOIN(one);
    JOIN(two);
    QCOMPARE(one.joins[0].head.last, Position());
    const auto answers = one.append({requestOf(7, 2), requestOf(8, 1)});
    QVERIFY(answers);
    QCOMPARE(answers->size(), 2);
    QCOMPARE((*answers)[0].outcome, Outcome::Done);
    QVERIFY(one.waitForEntries(3) && two.waitForEntries(3));
    QCOMPARE(dataOf(one.entries), QByteArrayList({"7-0", "7-1", "8-0"}));
    QCOMPARE(dataOf(two.entries), dataOf(one.entries));
    for (qsizetype i = 0; i < 2; ++i) {
        QCOMPARE(one.entries[i].position, (*answers)[0].entries[i].position);
        QCOMPARE(one.entries[i].from, std::optional(LogEntry::From{"one", 7, quint32(i)}));
    }
    LogHub late(server.url(), "late");
    JOIN(late);
    QCOMPARE(late.joins[0].head.last, one.entries[2].position);
    QCOMPARE(late.joins[0].head.first, one.entries[0].position);
    QCOMPARE(late.joins[0].head.length, 3);
}

void GroupLogTest::manyGroupsAreAnsweredInOrder()
{
    RedisServer server;
    START(server);
    LogHub hub(server.url());
    JOIN(hub);
    constexpr quint64 Groups = 40;
    QList<quint64> answered;
    for (quint64 i = 1; i <= Groups; ++i)
        hub.log().append({requestOf(i, 3)}, [&answered, i](const QList<LogAnswer> &answers) {
            QCOMPARE(answers.size(), 1);
            QCOMPARE(answers[0].outcome, Outcome::Done);
            answered.append(i);
        });
    QVERIFY(hub.waitForEntries(3 * Groups));
    QTRY_COMPARE_WITH_TIMEOUT(answered.size(), qsizetype(Groups), 20'000);
    QVERIFY(std::is_sorted(answered.begin(), answered.end()));
    for (qsizetype i = 0; i < hub.entries.size(); ++i)
        QCOMPARE(hub.entries[i].from->number, quint64(i / 3 + 1));
}

void GroupLogTest::aStrangersIdIsTheSameForEachHub()
{
    RedisServer server;
    START(server);
    LogHub one(server.url(), "one");
    LogHub two(server.url(), "two");
    JOIN(one);
    JOIN(two);
    server.ask({"XADD", "heliograph", "*", "channel", "a", "id", "x", "data", "first"});
    server.ask({"XADD", "heliograph", "*", "channel", "b", "id", "x", "data", "second"});
    server.ask({"XADD", "heliograph", "*", "channel", "a", "id", "x", "data", "third"});
    server.ask({"XADD", "heliograph", "*", "data", "no id"});
    QVERIFY(one.waitForEntries(4) && two.waitForEntries(4));
    for (const LogHub *hub : {&one, &two}) {
        QCOMPARE(hub->entries[0].event.id, QByteArray("x"));
        QVERIFY(hub->entries[0].isOwnIdOnWire());
        QCOMPARE(hub->entries[1].event.id, hub->entries[1].position.toId());
        QCOMPARE(hub->entries[1].ownId, QByteArray("x"));
        QCOMPARE(hub->entries[2].event.id, hub->entries[2].position.toId());
        QCOMPARE(hub->entries[2].ownId, QByteArray());
        QCOMPARE(hub->entries[3].event.channel, QByteArray("sse"));
    }
    // Read later they are the same.
    const LogPiece piece = two.range({}, End);
    QCOMPARE(piece.entries.size(), 4);
    QCOMPARE(piece.entries[1].event.id, one.entries[1].event.id);
    const auto answer = one.append(1, {.channel = "a", .data = "first", .id = "x"});
    QCOMPARE(answer.outcome, Outcome::Done);
    QVERIFY(answer.entries[0].isRepeated);
    QCOMPARE(answer.entries[0].position, one.entries[0].position);
}

void GroupLogTest::aPieceEndsWhereItIsFull()
{
    RedisServer server;
    START(server);
    // Where each may be so large, three are looked at together.
    LogHub hub(server.url(), "q1w2e3", {.maximumDataBytes = qsizetype(10) << 20});
    JOIN(hub);
    LogRequest request = {1};
    for (int i = 0; i < 12; ++i)
        request.publications.append({.data = QByteArray(100'000, char('a' + i))});
    QCOMPARE(hub.append({request})->constFirst().outcome, Outcome::Done);
    QVERIFY(hub.waitForEntries(12));
    QByteArrayList data;
    Position after;
    int pieces = 0;
    for (LogPiece piece; !piece.isAtEnd; ++pieces) {
        piece = hub.range(after, End);
        QVERIFY(!piece.isFailed);
        QCOMPARE(piece.first, hub.entries[0].position);
        data += dataOf(piece.entries);
        after = piece.next;
    }
    QVERIFY(pieces >= 4);
    QCOMPARE(data, dataOf(hub.entries));
    QList<Position> positions = {{1, 1}};
    for (const LogEntry &entry : std::as_const(hub.entries))
        positions.append(entry.position);
    const LogPiece picked = hub.pick(positions);
    QCOMPARE(dataOf(picked.entries), dataOf(hub.entries).first(3));
    QCOMPARE(picked.next, hub.entries[2].position);
    QVERIFY(!picked.isAtEnd);
    const LogPiece rest = hub.pick(positions.mid(11));
    QCOMPARE(dataOf(rest.entries), dataOf(hub.entries).mid(10));
    QVERIFY(rest.isAtEnd);
    const LogPiece few = hub.range({}, hub.entries[1].position, 1);
    QCOMPARE(few.entries.size(), 1);
    QVERIFY(!few.isAtEnd);
}

void GroupLogTest::whatStandsInTheLogIsToldBackwards()
{
    RedisServer server;
    START(server);
    LogHub hub(server.url());
    JOIN(hub);
    hub.append(1, {.channel = "a", .data = "text", .id = "x"});
    hub.append(2, {.channel = "b", .data = "text", .id = "x"});
    Selection of;
    of.addChannel("a");
    const auto noted = hub.note(LogEntry::Kind::Clear, of);
    QVERIFY(noted);
    QVERIFY(hub.waitForEntries(3));
    const IndexPiece piece = hub.index();
    QVERIFY(piece.isAtBegin && !piece.isFailed);
    QCOMPARE(piece.rows.size(), 3);
    QCOMPARE(piece.rows[0].position, *noted);
    QCOMPARE(piece.rows[0].kind, LogEntry::Kind::Clear);
    QCOMPARE(piece.rows[0].of, of);
    QCOMPARE(piece.rows[1].channel, QByteArray("b"));
    QCOMPARE(piece.rows[1].ownId, QByteArray("x"));
    QCOMPARE(piece.rows[2].bytes, qint64(QByteArray("channel"
                                                    "a"
                                                    "id"
                                                    "x"
                                                    "data"
                                                    "text"
                                                    "from"
                                                    "one 1 0")
                                             .size()));
    QCOMPARE(hub.index(piece.rows[2].position).rows.size(), 0);
    QCOMPARE(hub.entries[2].kind, LogEntry::Kind::Clear);
    hub.log().trim(piece.rows[1].position);
    QCOMPARE(hub.remove({{5, 5}, piece.rows[1].position}), 2);
    QTRY_COMPARE_WITH_TIMEOUT(hub.index().rows.size(), 2, 20'000); // MINID ~ keeps a node of so few
}

void GroupLogTest::placesOfIdsAreFound()
{
    RedisServer server;
    START(server);
    LogHub hub(server.url());
    JOIN(hub);
    const auto a = hub.append(1, {.channel = "a", .data = "text", .id = "x"}).entries;
    const auto b = hub.append(2, {.channel = "b", .data = "text", .id = "x"}).entries;
    QCOMPARE(a.size(), 1);
    QVERIFY(a[0].isOwnIdOnWire);
    QVERIFY(!b[0].isOwnIdOnWire);
    QCOMPARE(hub.findOwn("b", "x").position, std::optional(b[0].position));
    QCOMPARE(hub.findOnWire("x").position, std::optional(a[0].position));
    const auto none = hub.findOwn("c", "x");
    QVERIFY(!none.position && !none.isFailed);
    QCOMPARE(hub.append(3, {.channel = "a", .data = "other", .id = "x"}).outcome, Outcome::Conflict);
}

void GroupLogTest::whileHeldNothingIsRead()
{
    RedisServer server;
    START(server);
    LogHub hub(server.url());
    JOIN(hub);
    hub.log().hold(true);
    for (quint64 i = 1; i <= 5; ++i)
        QCOMPARE(hub.append(i, {.data = QByteArray::number(i)}).outcome, Outcome::Done);
    QVERIFY(!hub.range({}, End).isFailed);
    QCOMPARE(hub.entries.size(), 0);
    hub.log().hold(false);
    QVERIFY(hub.waitForEntries(5));
    QCOMPARE(dataOf(hub.entries), QByteArrayList({"1", "2", "3", "4", "5"}));
}

void GroupLogTest::aReplyTooLargeIsReadInParts()
{
    RedisServer server;
    START(server);
    LogHub hub(server.url(), "one", {}, 30s);
    JOIN(hub);
    hub.log().hold(true);
    QVERIFY(!hub.range({}, End).isFailed); // it is held by now
    server.ask({"XADD", "heliograph", "*", "data", "first"});
    // Of each no field is too large, but those of all that are read at once are 90 MB.
    const QByteArray field(1'000'000, 'x');
    constexpr qsizetype Events = 32;
    for (qsizetype i = 0; i < Events; ++i)
        server.ask({"XADD", "heliograph", "*", "a", field, "b", field, "c", field, "data", QByteArray::number(i)});
    server.ask({"XADD", "heliograph", "*", "data", QByteArray(2'000'000, 'x')});
    server.ask({"XADD", "heliograph", "*", "data", "last"});
    hub.log().hold(false);
    QVERIFY(hub.waitForEntries(Events + 3));
    for (qsizetype i = 0; i < Events; ++i)
        QCOMPARE(hub.entries[i + 1].event.data, QByteArray::number(i));
    QCOMPARE(hub.entries[Events + 1].kind, LogEntry::Kind::Unreadable);
    QVERIFY(hub.entries[Events + 1].isOversize);
    QCOMPARE(hub.entries[Events + 2].event.data, QByteArray("last"));
    QCOMPARE(hub.joins.size(), 1);
}

void GroupLogTest::tooFewReplicasAreSaid()
{
    RedisServer server;
    START(server);
    LogOptions options;
    options.replicas = 1;
    LogHub hub(server.url(), "one", options);
    JOIN(hub);
    const LogAnswer unknown = hub.append(1, {.data = "text"});
    QCOMPARE(unknown.outcome, Outcome::Unknown);
    QCOMPARE(unknown.entries.size(), 1);
    QVERIFY2(unknown.problem.contains(QLatin1String("0 of 1")), qPrintable(unknown.problem));
    RedisServer replica;
    replica.setMaster(server);
    START(replica);
    QVERIFY(replica.waitForRole("slave"));
    QTRY_COMPARE_WITH_TIMEOUT(hub.append(2, {.data = "text"}).outcome, Outcome::Done, 20'000);
}

void GroupLogTest::itGoesOverTls()
{
    RedisServer server("secret", RedisServer::Way::Tls);
    if (!QSslSocket::supportsSsl() || !server.start())
        QSKIP("This Qt or this redis-server has no TLS.");
    LogHub hub(server.url());
    JOIN(hub);
    QCOMPARE(hub.append(1, {.data = QByteArray(500'000, 'x')}).outcome, Outcome::Done);
    QVERIFY(hub.waitForEntries(1));
    QCOMPARE(hub.entries[0].event.data.size(), 500'000);
}

void GroupLogTest::itGoesOverAUnixSocket()
{
    RedisServer server("secret", RedisServer::Way::UnixSocket);
    START(server);
    LogHub hub(server.url());
    JOIN(hub);
    QCOMPARE(hub.append(1, {.data = "text"}).outcome, Outcome::Done);
    QVERIFY(hub.waitForEntries(1));
}

void GroupLogTest::closingGivesItsPlaceBack()
{
    RedisServer server;
    START(server);
    LogHub hub(server.url());
    JOIN(hub);
    QCOMPARE(server.ask({"EXISTS", "{heliograph}:fence:one"}).number, 1);
    QList<Outcome> outcomes;
    for (quint64 i = 1; i <= 9; ++i)
        hub.log().append({requestOf(i, 1)}, [&](const QList<LogAnswer> &answers) { outcomes << answers[0].outcome; });
    QVERIFY(hub.close());
    QCOMPARE(outcomes.count(Outcome::Done), 9);
    QCOMPARE(server.ask({"EXISTS", "{heliograph}:fence:one", "{heliograph}:hub:one"}).number, 0);
    QCOMPARE(hub.append(10, {.data = "late"}).outcome, Outcome::NotYet);
    QVERIFY(hub.range({}, End).isFailed);
}

/// Long before the lease ends, or is asked for again.
void GroupLogTest::theBridgeThatClosesIsFollowedAtOnce()
{
    RedisServer server;
    START(server);
    LogOptions options;
    options.bridged.addChannel("sse");
    options.lease = 10min;
    LogHub one(server.url(), "one", options);
    LogHub two(server.url(), "two", options);
    JOIN(one);
    QTRY_VERIFY_WITH_TIMEOUT(one.bridge.isOurs, 20'000);
    JOIN(two);
    QTRY_COMPARE_WITH_TIMEOUT(two.bridge.leader, QByteArray("one"), 20'000);
    QVERIFY(one.close());
    QTRY_VERIFY_WITH_TIMEOUT(two.bridge.isOurs, 20'000);
}

void GroupLogTest::aStrangersIdIsTheSameForAllWhateverRedisForgot()
{
    RedisServer server;
    START(server);
    LogHub one(server.url(), "one");
    LogHub two(server.url(), "two");
    JOIN(one);
    JOIN(two);
    server.ask({"SCRIPT", "FLUSH"});
    server.ask({"XADD", "heliograph", "*", "id", "own", "data", "x"});
    QVERIFY(one.waitForEntries(1) && two.waitForEntries(1));
    QCOMPARE(one.entries[0].event.id, "own");
    QCOMPARE(two.entries[0].event.id, "own");
}

void GroupLogTest::aStrangersIdAheadOfTheClockIsLeftOutAndNoHubsIs()
{
    RedisServer server;
    START(server);
    LogHub hub(server.url());
    JOIN(hub);
    const QByteArray now = QByteArray::number(QDateTime::currentMSecsSinceEpoch() + 30'000);
    server.ask({"XADD", "heliograph", now + "-0", "data", "clocks differ"});
    server.ask({"XADD", "heliograph", "9999999999999-5", "id", "x", "data", "far"});
    QCOMPARE(hub.append(1, {.data = "ours"}).outcome, Outcome::Done);
    QVERIFY(hub.waitForEntries(3));
    QCOMPARE(hub.entries[0].event.data, QByteArray("clocks differ"));
    QCOMPARE(hub.entries[1].kind, LogEntry::Kind::Unreadable);
    QVERIFY(hub.entries[1].isAhead && !hub.entries[1].problem.isEmpty());
    QCOMPARE(hub.entries[2].event.data, QByteArray("ours"));
    QCOMPARE(hub.entries[2].position, (Position{9'999'999'999'999, 6})); // ids go on rising
    QCOMPARE(server.ask({"EXISTS", "{heliograph}:id:x"}).number, 0);
    const LogPiece piece = hub.range({}, End);
    QCOMPARE(piece.entries.size(), 3);
    QVERIFY(piece.entries[1].isAhead); // also when it is read later
}

void GroupLogTest::anEntryOfTooManyFieldsIsPassedOverAndReadingGoesOn()
{
    RedisServer server;
    START(server);
    LogHub hub(server.url(), "one", {}, 30s);
    JOIN(hub);
    hub.log().hold(true);
    QVERIFY(!hub.range({}, End).isFailed); // it is held by now
    server.ask({"XADD", "heliograph", "*", "data", "before"});
    // More than are read in one, then in many together: neither breaks the connection.
    for (const auto &[entries, fields] : {std::pair(1, 70'000), std::pair(4, 40'000)}) {
        for (int i = 0; i < entries; ++i) {
            QByteArrayList command = {"XADD", "heliograph", "*", "data", "many"};
            for (int field = 0; field < fields; ++field)
                command << "f"
                        << "v";
            QCOMPARE(server.ask(command).kind, RespValue::Kind::String);
        }
    }
    server.ask({"XADD", "heliograph", "*", "data", "after"});
    hub.log().hold(false);
    QVERIFY2(hub.waitForEntries(7), qPrintable(QString::number(hub.entries.size()) + hub.words.join(u'\n')));
    QCOMPARE(hub.entries[0].event.data, QByteArray("before"));
    QVERIFY(hub.entries[1].isOversize);
    QVERIFY(hub.entries[1].position > hub.entries[0].position);
    for (int i = 2; i < 6; ++i)
        QCOMPARE(hub.entries[i].event.data, QByteArray("many"));
    QCOMPARE(hub.entries[6].event.data, QByteArray("after"));
    QCOMPARE(hub.words, QStringList());
    QCOMPARE(hub.joins.size(), 1);
}

QTEST_GUILESS_MAIN(GroupLogTest)
#include "tst_grouplog.moc"
