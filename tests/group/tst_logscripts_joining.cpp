// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/selectiontext.h"
#include "scriptbench.h"

#include <QTest>

using namespace helio;
using namespace helio::test;
using Name = LogScripts::Name;

/// What the scripts promise by which hubs join and put back what Redis lost (`join.lua`, `restore.lua`), in a real
/// Redis.
class JoiningScriptsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init() { bench_->clear(); }

    void aGroupThatIsNewWaitsForNobody();
    void anotherRunWaitsForHubsThatAreMissing();
    void alsoOneThatKnowsOfNoGroupWaitsForWhomItHad();
    void whatWasEmptiedWhileItRanIsNoOtherRun();
    void theWindowEnds();
    void aKeyOfAnotherTypeIsSaid();
    void whoWasReadIsMissedWhenItIsGone();
    void whatIsPutBackKeepsItsIds();
    void behindAHoleNothingIsPutBack();
    void ofThoseBeforeAHoleWhoReachesFarthestBackBegins();
    void aWindowThatIsInterruptedCountsNothing();
    void whileARestartedRedisTakesNothingNoWindowEnds();
    void aFenceThatCannotGoIsNotFinal();
    void aWindowInWhichRedisTookNothingBeginsAgain();
    void whereNobodyKnowsWhatThereWasALossIsWritten();
    void whoHeldMoreAndDidNotComeIsALoss();
    void ofWhatIsNotPutBackTheLastEventIsLookedFor();
    void whoHadReadWhatWasTakenOutMissesNothing();

private:
    std::unique_ptr<ScriptBench> bench_;
};

void JoiningScriptsTest::initTestCase()
{
    if (!RedisServer::isAvailable())
        QSKIP("redis-server is not installed.");
    bench_ = std::make_unique<ScriptBench>();
    QVERIFY(bench_->start());
}

void JoiningScriptsTest::aGroupThatIsNewWaitsForNobody()
{
    bench_->publish("h", {request({Plain})});
    const RespValue reply = bench_->join("h", {}, {}, "60000", "3600");
    QCOMPARE(textsOf(reply).constFirst(), "JOINED");
    QCOMPARE(textsOf(reply)[1], bench_->entries().constLast().position.toId());
    QCOMPARE(textsOf(reply)[2], bench_->entries().constFirst().position.toId());
    QCOMPARE(bench_->ask({"GET", bench_->keys.fence("h")}).text, "new-h");
}

void JoiningScriptsTest::anotherRunWaitsForHubsThatAreMissing()
{
    bench_->join("h", {}, {}, "60000", "3600");
    bench_->redisRun = "run-2";
    QCOMPARE(textsOf(bench_->join("h", {"i"}, "0-0")).constFirst(), "RESTORE");
    QCOMPARE(textsOf(bench_->join("h", {"i"})).constFirst(), "RESTORE");
    QCOMPARE(textsOf(bench_->join("j", {})).constFirst(), "RESTORE"); // a new one holds nothing, and waits too
    QCOMPARE(textsOf(bench_->join("i", {"h"})).constFirst(), "RESTORE");
    QCOMPARE(textsOf(bench_->join("i", {"h"})).constFirst(), "RESTORE");   // the new one was here once
    QCOMPARE(bench_->ask({"GET", bench_->keys.fence("h")}).text, "new-h"); // of before
    QCOMPARE(textsOf(bench_->join("j", {})).constFirst(), "JOINED");
    QCOMPARE(textsOf(bench_->join("h", {"i"})).constFirst(), "JOINED");
    QCOMPARE(bench_->ask({"EXISTS", bench_->keys.restore()}).number, 0);
}

/// It kept nothing, and the first that finds it comes late.
void JoiningScriptsTest::alsoOneThatKnowsOfNoGroupWaitsForWhomItHad()
{
    const auto joinLate = [this](const QByteArray &hub, const QByteArrayList &known, const QByteArray &formerRun) {
        return textsOf(bench_->join(hub, known, "10-1", "60000", "3600", formerRun));
    };
    QCOMPARE(joinLate("h", {"i"}, "run-of-before").constFirst(), "RESTORE");
    bench_->restore({}, {{{10, 0}, {"a", "10-0", {}, "x"}, 0, {}}, {{10, 1}, {"a", "10-1", {}, "y"}, 0, {}}});
    QCOMPARE(joinLate("h", {"i"}, "run-of-before").constFirst(), "RESTORE");
    QCOMPARE(joinLate("h", {"i"}, "run-of-before").constFirst(), "RESTORE"); // what it gave counted it anew
    QCOMPARE(joinLate("j", {}, {}).constFirst(), "RESTORE");                 // one that begins ends nobody's window
    QCOMPARE(joinLate("j", {}, {}).constFirst(), "RESTORE");
    QCOMPARE(joinLate("i", {"h"}, "run-of-before").constFirst(), "RESTORE");
    const QByteArrayList joined = joinLate("i", {"h"}, "run-of-before");
    QCOMPARE(joined.constFirst(), "JOINED");
    QCOMPARE(joined.value(6), "1");
    // Who comes now finds that all was put back that could be.
    QCOMPARE(joinLate("h", {"i"}, "run-of-before").constFirst(), "JOINED");
    QCOMPARE(joinLate("j", {}, {}).constFirst(), "JOINED");
    QCOMPARE(joinLate("k", {"l"}, "run-of-before").constFirst(), "JOINED");
    QCOMPARE(bench_->entries().size(), 2);
}

void JoiningScriptsTest::whatWasEmptiedWhileItRanIsNoOtherRun()
{
    const QByteArrayList joined = textsOf(bench_->join("h", {"i"}, "10-1", "60000", "3600", bench_->redisRun));
    QCOMPARE(joined.constFirst(), "JOINED");
    QCOMPARE(joined.value(6), "0");
}

void JoiningScriptsTest::theWindowEnds()
{
    bench_->join("h", {}, {}, "60000", "3600");
    bench_->redisRun = "run-2";
    QCOMPARE(textsOf(bench_->join("h", {"i"}, {}, "60000")).constFirst(), "RESTORE");
    QCOMPARE(textsOf(bench_->join("h", {"i"}, {}, "0")).constFirst(), "JOINED");
}

void JoiningScriptsTest::aKeyOfAnotherTypeIsSaid()
{
    bench_->ask({"SET", bench_->keys.log(), "x"});
    QCOMPARE(textsOf(bench_->join("h")), (QByteArrayList{"TYPE", "string"}));
}

void JoiningScriptsTest::whoWasReadIsMissedWhenItIsGone()
{
    bench_->publish("h", {request({Plain, Plain})});
    const QList<LogEntry> entries = bench_->entries();
    const auto isThere = [this](Position seen) {
        return textsOf(bench_->join("h", {}, seen.toId(), "0")).value(6) == "1";
    };
    QVERIFY(isThere(entries[0].position));
    QVERIFY(isThere(entries[1].position));
    QVERIFY(isThere({})); // joined when there was nothing
    bench_->ask({"XDEL", bench_->keys.log(), entries[0].position.toId(), entries[1].position.toId()});
    QVERIFY(!isThere(entries[0].position));
    QVERIFY(isThere(entries[1].position)); // nothing was ever behind it
    QVERIFY(!isThere({}));
    bench_->ask({"DEL", bench_->keys.log()});
    QVERIFY(!isThere(entries[1].position));
}

void JoiningScriptsTest::whatIsPutBackKeepsItsIds()
{
    const QList<StoredEvent> events = {{{10, 1}, {"a", "10-1", "", "1"}, 10, {}},
                                       {{10, 2}, {"a", "own", "t", "2"}, 10, "own"},
                                       {{10, 3}, {"b", "10-3", "", "3"}, 10, "own"}};
    QCOMPARE(textsOf(bench_->restore({}, events)), QByteArrayList{"OVER"});
    bench_->ask({"HSET", bench_->keys.restore(), "run", bench_->redisRun});
    QCOMPARE(textsOf(bench_->restore({}, events.first(2))), (QByteArrayList{"PUT", "2", "10-2"}));
    QCOMPARE(textsOf(bench_->restore({10, 1}, events)), (QByteArrayList{"PUT", "1", "10-3"})); // what overlaps, once
    const QList<LogEntry> entries = bench_->entries();
    QCOMPARE(entries.size(), events.size());
    for (qsizetype i = 0; i < events.size(); ++i) {
        QCOMPARE(entries[i].position, events[i].position);
        QCOMPARE(entries[i].event, events[i].event);
        QCOMPARE(entries[i].ownId, events[i].ownId);
    }
    const auto again = [this](const Publication &publication) {
        return answersOf(bench_->publish("h", {request({publication})})).constFirst();
    };
    QCOMPARE(again({"a", "t", "2", "own", {}}), "=110-2");
    QCOMPARE(again({"b", {}, "3", "own", {}}), "=010-3");
    QCOMPARE(again({"b", {}, "4", "own", {}}), "CONFLICT");
}

void JoiningScriptsTest::behindAHoleNothingIsPutBack()
{
    bench_->ask({"HSET", bench_->keys.restore(), "run", bench_->redisRun});
    const StoredEvent event = {{10, 5}, {"a", "10-5", "", "5"}, 10, {}};
    bench_->restore({}, {{{10, 1}, {"a", "10-1", "", "1"}, 10, {}}});
    QCOMPARE(textsOf(bench_->restore({10, 4}, {event})), (QByteArrayList{"HOLE", "10-1"}));
    QCOMPARE(textsOf(bench_->restore({10, 1}, {event})), (QByteArrayList{"PUT", "1", "10-5"}));
}

void JoiningScriptsTest::ofThoseBeforeAHoleWhoReachesFarthestBackBegins()
{
    bench_->ask({"HSET", bench_->keys.restore(), "run", bench_->redisRun});
    const StoredEvent early = {{10, 2}, {"a", "10-2", "", "2"}, 10, {}};
    const StoredEvent late = {{10, 5}, {"a", "10-5", "", "5"}, 10, {}};
    QCOMPARE(textsOf(bench_->restore({10, 1}, {early, late})), (QByteArrayList{"HOLE", "0-0"}));
    QCOMPARE(textsOf(bench_->restore({10, 4}, {late}, true)), (QByteArrayList{"HOLE", "0-0"}));
    QCOMPARE(textsOf(bench_->restore({10, 1}, {early, late}, true)), (QByteArrayList{"PUT", "2", "10-5"}));
    const QList<LogEntry> entries = bench_->entries();
    QCOMPARE(entries.size(), 3);
    QCOMPARE(entries[0].position, (Position{10, 1})); // what stood up to there, nobody has
    QCOMPARE(entries[0].kind, LogEntry::Kind::Loss);
    QCOMPARE(entries[0].of, everyChannel());
}

void JoiningScriptsTest::aWindowThatIsInterruptedCountsNothing()
{
    bench_->join("h", {}, {}, "60000", "3600");
    bench_->redisRun = "run-2";
    QCOMPARE(textsOf(bench_->join("h", {"i"}, "0-0")).constFirst(), "RESTORE");
    QCOMPARE(textsOf(bench_->join("h", {"i"}, "0-0")).constFirst(), "RESTORE");
    QCOMPARE(textsOf(bench_->join("i", {"h"}, "0-0")).constFirst(), "RESTORE");
    bench_->redisRun = "run-3";
    QCOMPARE(textsOf(bench_->join("i", {}, "0-0")).constFirst(), "RESTORE");
}

void JoiningScriptsTest::whileARestartedRedisTakesNothingNoWindowEnds()
{
    const LogKeys &keys = bench_->keys;
    bench_->publish("h", {request({Plain})});
    const QByteArray last = bench_->entries().constLast().position.toId();
    bench_->join("h", {}, {}, "60000", "3600");
    bench_->redisRun = "run-2";
    bench_->ask({"CONFIG", "SET", "maxmemory", "1"});
    const QByteArrayList waits = textsOf(bench_->join("h", {}, "9999999999999-0", "0"));
    QCOMPARE(waits.constFirst(), "WAIT"); // however long it is
    QVERIFY(waits.constLast().startsWith("OOM"));
    const QByteArrayList reads = textsOf(bench_->join("i", {}, last, "0")); // it has all that it read
    QCOMPARE(reads.constFirst() + reads.value(6), "JOINED1");
    QVERIFY(reads.value(7).startsWith("OOM"));
    QCOMPARE(reads.value(8), "1"); // the fence could go
    QCOMPARE(bench_->ask({"EXISTS", keys.fence("h"), keys.fence("i")}).number, 0);
    QCOMPARE(bench_->ask({"HGET", keys.state(), "run"}).text, "run-1");
    bench_->ask({"CONFIG", "SET", "maxmemory", "0"});
    QCOMPARE(textsOf(bench_->join("i", {"h"}, last)).constFirst(), "RESTORE");
    QCOMPARE(textsOf(bench_->join("h", {}, "9999999999999-0")).constFirst(), "RESTORE");
}

void JoiningScriptsTest::aFenceThatCannotGoIsNotFinal()
{
    bench_->join("h", {}, {}, "60000", "3600");
    bench_->ask({"CONFIG", "SET", "min-replicas-to-write", "1"});
    QCOMPARE(textsOf(bench_->join("h")).value(8), "0");
    QCOMPARE(textsOf(bench_->join("j")).value(8), "1"); // it had none
    bench_->ask({"CONFIG", "SET", "min-replicas-to-write", "0"});
    QCOMPARE(textsOf(bench_->join("h")).value(8), "1");
}

void JoiningScriptsTest::aWindowInWhichRedisTookNothingBeginsAgain()
{
    const LogKeys &keys = bench_->keys;
    bench_->join("h", {}, {}, "60000", "3600");
    bench_->redisRun = "run-2";
    QCOMPARE(textsOf(bench_->join("h", {"i"}, "0-0", "3000")).constFirst(), "RESTORE");
    QCOMPARE(textsOf(bench_->join("h", {"i"}, "0-0", "3000")).constFirst(), "RESTORE");
    bench_->ask({"HSET", keys.state(), "asked", "1"}); // long ago
    bench_->ask({"HSET", keys.restore(), "since", "1"});
    QCOMPARE(textsOf(bench_->join("h", {}, "0-0", "3000")).constFirst(), "RESTORE");
}

void JoiningScriptsTest::whereNobodyKnowsWhatThereWasALossIsWritten()
{
    bench_->publish("h", {request({Plain})});
    const QByteArray last = bench_->entries().constLast().position.toId();
    bench_->join("h", {}, {}, "60000", "3600");
    const auto lossesAfter = [&](const char *run, const QByteArray &seen) {
        bench_->redisRun = run;
        bench_->join("h", {}, seen);
        [&] { QCOMPARE(textsOf(bench_->join("h", {}, seen, "0")).constFirst(), "JOINED"); }();
        return bench_->entries().size() - 1;
    };
    QCOMPARE(lossesAfter("run-2", last), 0); // it was there, and still knows it
    QCOMPARE(lossesAfter("run-3", {}), 1);   // a new one
    QCOMPARE(bench_->entries().constLast().kind, LogEntry::Kind::Loss);
    QCOMPARE(bench_->entries().constLast().of, everyChannel());
    QCOMPARE(textsOf(bench_->join("i")).constLast(), "0");
    QCOMPARE(bench_->entries().size(), 2); // once
}

void JoiningScriptsTest::whoHeldMoreAndDidNotComeIsALoss()
{
    bench_->join("h", {}, {}, "60000", "3600");
    const StoredEvent event = {{10, 2}, {"a", "10-2", "", "2"}, 10, {}};
    const auto said = [&](const char *run, const QByteArrayList &known, bool isPutBack, bool isLost) {
        bench_->redisRun = run;
        QCOMPARE(textsOf(bench_->join("h", known, "0-0")).constFirst(), "RESTORE");
        bench_->ask({"DEL", bench_->keys.log()});
        if (isPutBack)
            QCOMPARE(textsOf(bench_->restore({}, {event})).constFirst(), "PUT");
        bench_->join("h", known, "10-2");
        const QByteArrayList joined = textsOf(bench_->join("h", known, "10-2", known.isEmpty() ? "60000" : "0"));
        QCOMPARE(joined.constFirst(), "JOINED");
        QCOMPARE(joined.constLast(), "0");
        const QList<LogEntry> entries = bench_->entries();
        QCOMPARE(!entries.isEmpty() && entries.constLast().kind == LogEntry::Kind::Loss, isLost);
    };
    said("run-2", {"i"}, true, true);
    said("run-3", {"i"}, false, true); // it may have read more before it died
    said("run-4", {}, true, false);    // all were here
}

void JoiningScriptsTest::ofWhatIsNotPutBackTheLastEventIsLookedFor()
{
    const LogKeys &keys = bench_->keys;
    bench_->publish("h", {request({Plain})});
    const auto joined = [&](const QByteArray &lastEvent) {
        return textsOf(bench_->run(Name::Join, {keys.log(), keys.state(), keys.restore(), keys.fence("h")},
                                   {"h", "new-h", bench_->redisRun, "3600", "9999999999999-0", "0", "60000", lastEvent,
                                    textOf(everyChannel()), bench_->redisRun}));
    };
    const QByteArrayList there = joined(bench_->entries().constLast().position.toId());
    QCOMPARE(there.value(6) + there.constLast(), "11"); // and a loss is to be told
    const QByteArrayList gone = joined("9999999999998-0");
    QCOMPARE(gone.value(6) + gone.constLast(), "00");
}

void JoiningScriptsTest::whoHadReadWhatWasTakenOutMissesNothing()
{
    bench_->publish("h", {request({Plain, Plain, Plain})});
    bench_->join("h", {}, {}, "60000", "3600");
    QByteArrayList ids;
    for (const LogEntry &entry : bench_->entries())
        ids.append(entry.position.toId());
    const auto isThere = [&](const QByteArray &seen) { return textsOf(bench_->join("h", {}, seen)).value(6) == "1"; };
    bench_->ask({"XDEL", bench_->keys.log(), ids[1]});
    QVERIFY(isThere(ids[1]));
    bench_->ask({"XDEL", bench_->keys.log(), ids[0]});
    QVERIFY(!isThere(ids[0])); // it may have been trimmed, with what stood behind it
    bench_->ask({"DEL", bench_->keys.log()});
    bench_->ask({"XADD", bench_->keys.log(), "*", "data", "x"});
    QVERIFY(!isThere(ids[1]));
}

QTEST_GUILESS_MAIN(JoiningScriptsTest)
#include "tst_logscripts_joining.moc"
