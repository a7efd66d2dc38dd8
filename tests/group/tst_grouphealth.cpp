// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/grouphealth.h"

#include <QTest>

using namespace helio;

/// How a hub's log is said to do.
class GroupHealthTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itIsJoiningUntilItHasJoined();
    void howLongItIsAwayCountsFromTheFirstMoment();
    void entriesAreCounted();
    void anEntryThatIsReadLateIsALag();
    void whatIsNotReadIsALagThatGrows();
    void aQuietLogHasNoLag();
    void aNoticeStaysUntilTheNextJoin();
};

namespace {

GroupHealth newHealth()
{
    return {"heliograph", 1'000};
}

LogHead headAt(quint64 last, qint64 redisTime)
{
    return {.last = {last, 0}, .redisTime = redisTime};
}

LogEntry entryAt(quint64 milliseconds, LogEntry::Kind kind = LogEntry::Kind::Event)
{
    LogEntry entry;
    entry.position = {milliseconds, 0};
    entry.kind = kind;
    return entry;
}

qint64 lagOf(const GroupHealth &health)
{
    return health.info(0).hubs.constFirst().lagMs;
}

} // namespace

void GroupHealthTest::itIsJoiningUntilItHasJoined()
{
    GroupHealth health = newHealth();
    QCOMPARE(health.info(1'500).state, GroupInfo::State::Joining);
    QCOMPARE(health.info(1'500).awayMs, 500);
    QCOMPARE(health.info(1'500).stream, "heliograph");
    health.noteJoined({});
    QCOMPARE(health.info(9'000).state, GroupInfo::State::Open);
    QCOMPARE(health.info(9'000).awayMs, 0);
}

void GroupHealthTest::howLongItIsAwayCountsFromTheFirstMoment()
{
    GroupHealth health = newHealth();
    health.noteJoined({});
    health.noteLeft({.problem = QStringLiteral("refused")}, 10'000);
    QCOMPARE(health.info(11'000).awayMs, 1'000);
    QCOMPARE(health.info(11'000).problem, QStringLiteral("refused"));
    health.noteLeft({.problem = QStringLiteral("still")}, 12'000);
    health.noteRestoring(13'000);
    QCOMPARE(health.info(14'000).state, GroupInfo::State::Restoring);
    QCOMPARE(health.info(14'000).awayMs, 4'000);
    QVERIFY(health.info(14'000).problem.isEmpty());
    health.noteJoined({});
    QCOMPARE(health.info(15'000).awayMs, 0);
}

void GroupHealthTest::entriesAreCounted()
{
    GroupHealth health = newHealth();
    health.noteJoined({});
    health.noteArrived({entryAt(1), entryAt(2, LogEntry::Kind::Unreadable), entryAt(3)}, 3);
    health.noteArrived({}, 4);
    QCOMPARE(health.info(0).received, 3U);
    QCOMPARE(health.info(0).dropped, 1U);
}

void GroupHealthTest::anEntryThatIsReadLateIsALag()
{
    GroupHealth health = newHealth();
    health.noteJoined({.head = headAt(50'000, 50'000)});
    health.noteArrived({entryAt(51'000), entryAt(53'000)}, 54'000);
    health.noteArrived({entryAt(54'000)}, 54'001);
    health.noteLooked(headAt(54'000, 54'100));
    QCOMPARE(lagOf(health), 3'000);
    health.noteArrived({entryAt(55'000)}, 55'002);
    health.noteLooked(headAt(55'000, 55'100));
    QCOMPARE(lagOf(health), 2);
}

void GroupHealthTest::whatIsNotReadIsALagThatGrows()
{
    GroupHealth health = newHealth();
    health.noteJoined({.head = headAt(50'000, 50'000)});
    health.noteLooked(headAt(51'000, 51'010));
    QCOMPARE(lagOf(health), 10);
    health.noteLooked(headAt(52'000, 53'010)); // what stood there first counts
    QCOMPARE(lagOf(health), 2'010);
    health.noteArrived({entryAt(51'000), entryAt(52'000)}, 53'020);
    health.noteLooked(headAt(52'000, 54'000));
    QCOMPARE(lagOf(health), 2'020);
    health.noteLooked(headAt(52'000, 55'000));
    QCOMPARE(lagOf(health), 0);
}

void GroupHealthTest::aQuietLogHasNoLag()
{
    GroupHealth health = newHealth();
    health.noteJoined({.head = headAt(50'000, 999'000)});
    health.noteLooked(headAt(50'000, 1'000'000));
    QCOMPARE(lagOf(health), 0);
    health.noteArrived({entryAt(1'000'500)}, 1'000'501); // hours behind the one before, and read at once
    health.noteLooked(headAt(1'000'500, 1'001'000));
    QCOMPARE(lagOf(health), 1);
}

void GroupHealthTest::aNoticeStaysUntilTheNextJoin()
{
    GroupHealth health = newHealth();
    health.noteJoined({.notice = QStringLiteral("it may be evicted")});
    health.noteLeft({}, 5);
    QCOMPARE(health.info(0).notice, QStringLiteral("it may be evicted"));
    health.noteJoined({});
    QVERIFY(health.info(0).notice.isEmpty());
}

QTEST_GUILESS_MAIN(GroupHealthTest)
#include "tst_grouphealth.moc"
