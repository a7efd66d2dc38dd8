// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakegroup.h"
#include "history/selectiontext.h"
#include "scriptbench.h"

#include <QRandomGenerator>
#include <QTest>

using namespace helio;
using namespace helio::test;
using Name = LogScripts::Name;

/// What the scripts promise, in a real Redis.
class LogScriptsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();

    void redisKnowsEachByItsSha1();
    void anEventIsReadAsItWasPublished();
    void aRequestIsWrittenWholeOrNotAtAll();
    void anOwnIdIsJudgedOnceForAllHubs();
    void anIdThatStandsForNothingAnyMoreIsFree();
    void aRepetitionWithinARequestIsItsFirst();
    void anArrivalGivesItsIdUp();
    void theFakeAnswersAsTheScriptDoes();
    void aFencedHubWritesNothing();
    void anIdBelowWhatWasSeenIsTakenBack();
    void aRequestOfTenThousandEventsIsWritten();
    void fullMemoryTakesNothingOfARequest();
    void aNoteStandsAboveAllThatWasSeen();
    void whatManyHubsNoteIsOneLoss();
    void aStrangersIdIsClaimedOnceForAllHubs();
    void aStrangersIdIsTheSameForAllWhereThereIsNoRoom();
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
    void aLookNamesTheHubsThatAreThere();
    void aLookSaysWhetherRedisTakesAnything();
    void theIndexSaysWhatStandsThere();
    void theIndexOfGreatEventsComesInParts();
    void piecesSayWhereTheLogBegins();
    void whatIsDroppedGoesWithItsOwnId();
    void whatStandsBetweenDroppedOnesStays();
    void whoHadReadWhatWasTakenOutMissesNothing();
    void oneHubHasTheLease();
    void howFarTheBridgeCameIsKnownForAWhile();
    void aTermThatNobodyElseHadMeanwhileGoesOn();
    void whoIsTheBridgeGoesOnBehindWhatWasSaid();
    void anEchoOfTheLogIsNoEvent();

private:
    QByteArrayList answersOf(const RespValue &reply, qsizetype request = 0) const;
    QByteArrayList lease(const QByteArray &term, const QByteArray &at = {}, const QByteArray &ms = "60000");

    std::unique_ptr<ScriptBench> bench_;
};

namespace {

QByteArrayList textsOf(const RespValue &list)
{
    QByteArrayList texts;
    for (const RespValue &one : list.items)
        texts.append(one.kind == RespValue::Kind::Integer ? QByteArray::number(one.number) : one.text);
    return texts;
}

LogRequest request(const QList<Publication> &publications, quint64 number = 1)
{
    return {number, publications};
}

const Publication Plain = {"a", {}, "x", {}, {}};

} // namespace

void LogScriptsTest::initTestCase()
{
    if (!RedisServer::isAvailable())
        QSKIP("redis-server is not installed.");
    bench_ = std::make_unique<ScriptBench>();
    QVERIFY(bench_->start());
}

void LogScriptsTest::init()
{
    bench_->ask({"FLUSHALL"});
    bench_->redisRun = "run-1";
    bench_->fence("h");
    bench_->fence("i");
}

/// Of one request: a string for each publication.
QByteArrayList LogScriptsTest::answersOf(const RespValue &reply, qsizetype request) const
{
    return reply.items.size() > request + 1 ? textsOf(reply.items[request + 1]) : QByteArrayList{shown(reply)};
}

void LogScriptsTest::redisKnowsEachByItsSha1()
{
    for (const Name name : LogScripts::all()) {
        const RespValue reply = bench_->ask({"SCRIPT", "LOAD", LogScripts::source(name)});
        QVERIFY2(!reply.isError(), reply.text.constData());
        QCOMPARE(reply.text, LogScripts::sha1(name));
    }
}

void LogScriptsTest::anEventIsReadAsItWasPublished()
{
    bench_->publish("h", {request({{"a", "t", "x\ny", "own", std::chrono::milliseconds(500)}, Plain}, 7)});
    const QList<LogEntry> entries = bench_->entries();
    QCOMPARE(entries.size(), 2);
    QCOMPARE(entries[0].event, (Event{"a", "own", "t", "x\ny"}));
    QCOMPARE(entries[0].ownId, "own");
    QCOMPARE(entries[0].retry, std::chrono::milliseconds(500));
    QCOMPARE(entries[0].from, (LogEntry::From{"h", 7, 0}));
    QCOMPARE(entries[1].event, (Event{"a", entries[1].position.toId(), "", "x"}));
    QCOMPARE(entries[1].from, (LogEntry::From{"h", 7, 1}));
}

void LogScriptsTest::aRequestIsWrittenWholeOrNotAtAll()
{
    bench_->publish("h", {request({{"a", {}, "x", "own", {}}})});
    const RespValue reply = bench_->publish(
        "h", {request({Plain, {"a", {}, "other", "own", {}}, {"b", {}, "y", "new", {}}}), request({Plain}, 2)});
    QCOMPARE(answersOf(reply), (QByteArrayList{"CONFLICT", "1"}));
    QCOMPARE(answersOf(reply, 1).size(), 1); // the next is not to suffer
    QCOMPARE(bench_->entries().size(), 2);
    QCOMPARE(bench_->ask({"EXISTS", bench_->keys.ownId("new")}).number, 0);
}

void LogScriptsTest::anOwnIdIsJudgedOnceForAllHubs()
{
    const auto say = [this](const QByteArray &hub, const QByteArray &channel, const QByteArray &data) {
        return answersOf(bench_->publish(hub, {request({{channel, {}, data, "own", {}}})})).constFirst();
    };
    const QByteArray first = say("h", "a", "x");
    QVERIFY2(first.startsWith("1 "), first.constData());
    const QByteArray position = first.sliced(2);
    QCOMPARE(say("i", "a", "x"), "=1" + position);
    QCOMPARE(say("i", "a", "y"), "CONFLICT");
    const QByteArray other = say("i", "b", "y");
    QVERIFY2(other.startsWith("0 "), other.constData());
    QCOMPARE(say("h", "b", "y"), "=0" + other.sliced(2));
    const QList<LogEntry> entries = bench_->entries();
    QCOMPARE(entries.size(), 2);
    QVERIFY(entries[0].isOwnIdOnWire());
    QCOMPARE(entries[1].ownId, "own");
    QVERIFY(!entries[1].isOwnIdOnWire());
}

void LogScriptsTest::anIdThatStandsForNothingAnyMoreIsFree()
{
    const auto say = [this](const QByteArray &data) {
        return answersOf(bench_->publish("h", {request({{"a", {}, data, "own", {}}})})).constFirst();
    };
    const QByteArray position = say("x").sliced(2);
    bench_->publish("h", {request({Plain})});
    bench_->ask({"XDEL", bench_->keys.log(), position});
    const QByteArray second = say("y");
    QVERIFY2(second.startsWith("1 "), second.constData());
    bench_->ask({"DEL", bench_->keys.log()});
    QVERIFY(say("z").startsWith("1 ")); // an empty log, too
}

void LogScriptsTest::aRepetitionWithinARequestIsItsFirst()
{
    const Publication own = {"a", {}, "x", "own", {}};
    const QByteArrayList answers = answersOf(bench_->publish("h", {request({Plain, own, own})}));
    QCOMPARE(answers.size(), 3);
    QVERIFY(answers[1].startsWith("1 "));
    QCOMPARE(answers[2], "@2");
    QCOMPARE(bench_->entries().size(), 2);
    Publication other = own;
    other.data = "y";
    QCOMPARE(answersOf(bench_->publish("h", {request({{"b", {}, "x", "new", {}}, {"b", {}, "y", "new", {}}})})),
             (QByteArrayList{"CONFLICT", "1"}));
}

void LogScriptsTest::anArrivalGivesItsIdUp()
{
    bench_->publish("h", {request({{"a", {}, "x", "own", {}}})});
    LogRequest arrival = request({{"a", {}, "x", "own", {}}, {"a", {}, "y", "own", {}}, {"a", {}, "z", "new", {}}});
    arrival.isArrival = true;
    const QByteArrayList answers = answersOf(bench_->publish("h", {arrival}));
    QCOMPARE(answers.size(), 3);
    QVERIFY(answers[0].startsWith(" "));
    QVERIFY(answers[1].startsWith(" "));
    QVERIFY(answers[2].startsWith("1 "));
    const QList<LogEntry> entries = bench_->entries();
    QCOMPARE(entries.size(), 4);
    QVERIFY(entries[1].ownId.isEmpty() && entries[2].ownId.isEmpty());
}

/// Both get the same requests at random; positions are told by their order.
void LogScriptsTest::theFakeAnswersAsTheScriptDoes()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator chance(seed);
    FakeGroup group;
    std::map<QByteArray, std::unique_ptr<FakeGroupLog>> hubs;
    class Deaf : public GroupLogListener
    {
        void restoring(const LogHead &) override {}
        void joined(const LogJoined &) override {}
        void arrived(const QList<LogEntry> &) override {}
        void looked(const LogHead &, const StoreState &) override {}
        void emptied(const LogHead &) override {}
        void left(const StoreState &) override {}
    } deaf;
    for (const char *hub : {"h", "i"}) {
        hubs[hub] = std::make_unique<FakeGroupLog>(group);
        hubs[hub]->open(deaf, {.hub = hub});
        hubs[hub]->join();
    }
    const auto pick = [&](const QByteArrayList &of) { return of[chance.bounded(int(of.size()))]; };
    for (quint64 number = 1; number <= 100; ++number) {
        QList<LogRequest> requests;
        for (int i = chance.bounded(1, 4); i > 0; --i) {
            LogRequest one = request({}, number);
            one.isArrival = chance.bounded(4) == 0;
            for (int j = chance.bounded(1, 4); j > 0; --j) {
                const QByteArray id = pick({"", "p", "q", "r" + QByteArray::number(number / 5)});
                one.publications.append({pick({"a", "b"}), pick({"", "t"}), pick({"x", "y"}), id, {}});
            }
            requests.append(one);
        }
        const QByteArray hub = pick({"h", "i"});
        const RespValue reply = bench_->publish(hub, requests);
        QList<LogAnswer> answers;
        hubs[hub]->append(requests, [&](const QList<LogAnswer> &given) { answers = given; });
        hubs[hub]->settle();
        QCOMPARE(answers.size(), requests.size());

        QHash<QByteArray, qsizetype> ours; // place of a position
        QHash<QByteArray, qsizetype> redis;
        for (const auto &[position, entry] : group.entries())
            ours.insert(position.toId(), ours.size());
        const QList<LogEntry> entries = bench_->entries();
        for (const LogEntry &entry : entries)
            redis.insert(entry.position.toId(), redis.size());
        QCOMPARE(ours.size(), redis.size());
        for (qsizetype i = 0; i < answers.size(); ++i) {
            const QByteArrayList said = answersOf(reply, i);
            if (answers[i].outcome == LogAnswer::Outcome::Conflict) {
                QCOMPARE(said, (QByteArrayList{"CONFLICT", QByteArray::number(answers[i].conflict)}));
                continue;
            }
            QCOMPARE(said.size(), answers[i].entries.size());
            for (qsizetype j = 0; j < said.size(); ++j) {
                const LogAnswer::Entry &entry = answers[i].entries[j];
                QCOMPARE(entry.isRepeated, said[j].startsWith('=') || said[j].startsWith('@'));
                const QByteArray found = said[j].startsWith('@') ? said[said[j].sliced(1).toLongLong() - 1] : said[j];
                const qsizetype begin = found.indexOf(' ') >= 0 ? found.indexOf(' ') + 1 : 2;
                QCOMPARE(ours.value(entry.position.toId(), -1), redis.value(found.sliced(begin), -2));
            }
        }
        auto mine = group.entries().cbegin();
        for (const LogEntry &entry : entries) {
            QCOMPARE(mine->second.ownId, entry.ownId);
            QCOMPARE(mine->second.isOwnIdOnWire(), entry.isOwnIdOnWire());
            QCOMPARE(mine->second.event.data, entry.event.data);
            ++mine;
        }
    }
}

void LogScriptsTest::aFencedHubWritesNothing()
{
    bench_->ask({"SET", bench_->keys.fence("h"), "another"});
    QCOMPARE(textsOf(bench_->publish("h", {request({Plain})})), QByteArrayList{"FENCED"});
    bench_->ask({"DEL", bench_->keys.fence("i")});
    QCOMPARE(textsOf(bench_->publish("i", {request({Plain})})), QByteArrayList{"FENCED"});
    QCOMPARE(bench_->entries().size(), 0);
}

void LogScriptsTest::anIdBelowWhatWasSeenIsTakenBack()
{
    const QByteArrayList reply = textsOf(bench_->publish("h", {request({Plain})}, {9'000'000'000'000, 0}));
    QCOMPARE(reply.constFirst(), "BEHIND");
    QCOMPARE(bench_->entries().size(), 0);
    // What it sent meanwhile does not come before what it will send again.
    QCOMPARE(textsOf(bench_->publish("h", {request({Plain})})), QByteArrayList{"FENCED"});
}

void LogScriptsTest::aRequestOfTenThousandEventsIsWritten()
{
    QList<Publication> publications(10'000, Plain);
    for (qsizetype i = 0; i < publications.size(); i += 2)
        publications[i].id = "own-" + QByteArray::number(i);
    const RespValue reply = bench_->publish("h", {request(publications)});
    QCOMPARE(answersOf(reply).size(), 10'000);
    QCOMPARE(bench_->ask({"XLEN", bench_->keys.log()}).number, 10'000);
}

void LogScriptsTest::fullMemoryTakesNothingOfARequest()
{
    bench_->publish("h", {request({Plain})});
    bench_->ask({"CONFIG", "SET", "maxmemory", "1"});
    const RespValue reply = bench_->publish("h", {request({Plain, Plain})});
    QVERIFY(reply.isError());
    QVERIFY2(reply.text.startsWith("OOM"), reply.text.constData());
    QCOMPARE(bench_->entries().size(), 1);
    bench_->ask({"CONFIG", "SET", "maxmemory", "0"});
    QCOMPARE(answersOf(bench_->publish("h", {request({Plain})})).size(), 1);
}

void LogScriptsTest::aNoteStandsAboveAllThatWasSeen()
{
    const auto note = [this](Position seen) {
        return textsOf(bench_->run(Name::Note, {bench_->keys.log(), bench_->keys.fence("h")},
                                   {"fence-h", "h", seen.toId(), nextPosition(seen).toId(), "1000", "loss",
                                    R"({"channels":["a"],"patterns":[]})"}));
    };
    const QByteArrayList usual = note({5, 0});
    QCOMPARE(usual.constFirst(), "OK");
    QVERIFY(Position::fromId(usual.constLast()) > (Position{1'700'000'000'000, 0}));
    const QByteArrayList behind = note({9'000'000'000'000, 4}); // by a clock that stands far behind
    QCOMPARE(behind, (QByteArrayList{"OK", "9000000000000-5"}));
    const QList<LogEntry> entries = bench_->entries();
    QCOMPARE(entries.size(), 2);
    QCOMPARE(entries[1].kind, LogEntry::Kind::Loss);
    QCOMPARE(entries[1].of.channels(), QByteArrayList{"a"});
    bench_->ask({"DEL", bench_->keys.fence("h")});
    QCOMPARE(note({}), QByteArrayList{"FENCED"});
}

void LogScriptsTest::whatManyHubsNoteIsOneLoss()
{
    const auto note = [this](const QByteArray &hub, const QByteArray &seen, const QByteArray &of) {
        return textsOf(bench_->run(Name::Note, {bench_->keys.log(), bench_->keys.fence(hub)},
                                   {"fence-" + hub, hub, seen, "9-0", "1000", "loss", of}))
            .constLast();
    };
    const QByteArray first = note("h", "5-0", R"({"channels":["a"],"patterns":[]})");
    QCOMPARE(note("i", "5-0", R"({"channels":["a"],"patterns":[]})"), first);
    QCOMPARE(bench_->entries().size(), 1);
    QVERIFY(note("i", "5-0", R"({"channels":["b"],"patterns":[]})") != first);
    bench_->publish("h", {request({Plain})});
    note("i", "5-0", R"({"channels":["b"],"patterns":[]})"); // something came since
    QCOMPARE(bench_->entries().size(), 4);
}

void LogScriptsTest::aStrangersIdIsClaimedOnceForAllHubs()
{
    const auto claim = [this](const QByteArray &channel, const QByteArray &position) {
        return bench_->run(Name::Claim, {bench_->keys.ownId("own")}, {channel, position, "digest", "60000"}).text;
    };
    QCOMPARE(claim("a", "5-0"), "1");
    QCOMPARE(claim("a", "5-0"), "1"); // another hub gets the same answer
    QCOMPARE(claim("a", "6-0"), "-");
    QCOMPARE(claim("b", "7-0"), "0");
    QCOMPARE(claim("b", "7-0"), "0");
}

namespace {

RespValue join(ScriptBench &bench, const QByteArray &hub, const QByteArrayList &known = {}, const QByteArray &seen = {},
               const QByteArray &window = "60000", const QByteArray &uptime = "5", const QByteArray &formerRun = {})
{
    const LogKeys &keys = bench.keys;
    return bench.run(
        Name::Join, {keys.log(), keys.state(), keys.restore(), keys.fence(hub)},
        QByteArrayList{
            hub, "new-" + hub, bench.redisRun, uptime, seen, window, "60000", {}, textOf(everyChannel()), formerRun} +
            known);
}

} // namespace

void LogScriptsTest::aStrangersIdIsTheSameForAllWhereThereIsNoRoom()
{
    const auto claim = [this] {
        return bench_->run(Name::Claim, {bench_->keys.ownId("own")}, {"a", "5-0", "digest", "60000"}).text;
    };
    bench_->ask({"CONFIG", "SET", "maxmemory", "1"});
    QCOMPARE(claim(), "1");
    bench_->ask({"CONFIG", "SET", "maxmemory", "0"});
    QCOMPARE(claim(), "1");
}

void LogScriptsTest::aGroupThatIsNewWaitsForNobody()
{
    bench_->publish("h", {request({Plain})});
    const RespValue reply = join(*bench_, "h", {}, {}, "60000", "3600");
    QCOMPARE(textsOf(reply).constFirst(), "JOINED");
    QCOMPARE(textsOf(reply)[1], bench_->entries().constLast().position.toId());
    QCOMPARE(textsOf(reply)[2], bench_->entries().constFirst().position.toId());
    QCOMPARE(bench_->ask({"GET", bench_->keys.fence("h")}).text, "new-h");
}

void LogScriptsTest::anotherRunWaitsForHubsThatAreMissing()
{
    join(*bench_, "h", {}, {}, "60000", "3600");
    bench_->redisRun = "run-2";
    QCOMPARE(textsOf(join(*bench_, "h", {"i"}, "0-0")).constFirst(), "RESTORE");
    QCOMPARE(textsOf(join(*bench_, "h", {"i"})).constFirst(), "RESTORE");
    QCOMPARE(textsOf(join(*bench_, "j", {})).constFirst(), "RESTORE"); // a new one holds nothing, and waits too
    QCOMPARE(textsOf(join(*bench_, "i", {"h"})).constFirst(), "RESTORE");
    QCOMPARE(textsOf(join(*bench_, "i", {"h"})).constFirst(), "RESTORE");  // the new one was here once
    QCOMPARE(bench_->ask({"GET", bench_->keys.fence("h")}).text, "new-h"); // of before
    QCOMPARE(textsOf(join(*bench_, "j", {})).constFirst(), "JOINED");
    QCOMPARE(textsOf(join(*bench_, "h", {"i"})).constFirst(), "JOINED");
    QCOMPARE(bench_->ask({"EXISTS", bench_->keys.restore()}).number, 0);
}

/// It kept nothing, and the first that finds it comes late.
void LogScriptsTest::alsoOneThatKnowsOfNoGroupWaitsForWhomItHad()
{
    const auto joinLate = [this](const QByteArray &hub, const QByteArrayList &known, const QByteArray &formerRun) {
        return textsOf(join(*bench_, hub, known, "10-1", "60000", "3600", formerRun));
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

void LogScriptsTest::whatWasEmptiedWhileItRanIsNoOtherRun()
{
    const QByteArrayList joined = textsOf(join(*bench_, "h", {"i"}, "10-1", "60000", "3600", bench_->redisRun));
    QCOMPARE(joined.constFirst(), "JOINED");
    QCOMPARE(joined.value(6), "0");
}

void LogScriptsTest::theWindowEnds()
{
    join(*bench_, "h", {}, {}, "60000", "3600");
    bench_->redisRun = "run-2";
    QCOMPARE(textsOf(join(*bench_, "h", {"i"}, {}, "60000")).constFirst(), "RESTORE");
    QCOMPARE(textsOf(join(*bench_, "h", {"i"}, {}, "0")).constFirst(), "JOINED");
}

void LogScriptsTest::aKeyOfAnotherTypeIsSaid()
{
    bench_->ask({"SET", bench_->keys.log(), "x"});
    QCOMPARE(textsOf(join(*bench_, "h")), (QByteArrayList{"TYPE", "string"}));
}

void LogScriptsTest::whoWasReadIsMissedWhenItIsGone()
{
    bench_->publish("h", {request({Plain, Plain})});
    const QList<LogEntry> entries = bench_->entries();
    const auto isThere = [this](Position seen) {
        return textsOf(join(*bench_, "h", {}, seen.toId(), "0")).value(6) == "1";
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

void LogScriptsTest::whatIsPutBackKeepsItsIds()
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

void LogScriptsTest::behindAHoleNothingIsPutBack()
{
    bench_->ask({"HSET", bench_->keys.restore(), "run", bench_->redisRun});
    const StoredEvent event = {{10, 5}, {"a", "10-5", "", "5"}, 10, {}};
    bench_->restore({}, {{{10, 1}, {"a", "10-1", "", "1"}, 10, {}}});
    QCOMPARE(textsOf(bench_->restore({10, 4}, {event})), (QByteArrayList{"HOLE", "10-1"}));
    QCOMPARE(textsOf(bench_->restore({10, 1}, {event})), (QByteArrayList{"PUT", "1", "10-5"}));
}

void LogScriptsTest::ofThoseBeforeAHoleWhoReachesFarthestBackBegins()
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

void LogScriptsTest::aWindowThatIsInterruptedCountsNothing()
{
    join(*bench_, "h", {}, {}, "60000", "3600");
    bench_->redisRun = "run-2";
    QCOMPARE(textsOf(join(*bench_, "h", {"i"}, "0-0")).constFirst(), "RESTORE");
    QCOMPARE(textsOf(join(*bench_, "h", {"i"}, "0-0")).constFirst(), "RESTORE");
    QCOMPARE(textsOf(join(*bench_, "i", {"h"}, "0-0")).constFirst(), "RESTORE");
    bench_->redisRun = "run-3";
    QCOMPARE(textsOf(join(*bench_, "i", {}, "0-0")).constFirst(), "RESTORE");
}

void LogScriptsTest::whileARestartedRedisTakesNothingNoWindowEnds()
{
    const LogKeys &keys = bench_->keys;
    bench_->publish("h", {request({Plain})});
    const QByteArray last = bench_->entries().constLast().position.toId();
    join(*bench_, "h", {}, {}, "60000", "3600");
    bench_->redisRun = "run-2";
    bench_->ask({"CONFIG", "SET", "maxmemory", "1"});
    const QByteArrayList waits = textsOf(join(*bench_, "h", {}, "9999999999999-0", "0"));
    QCOMPARE(waits.constFirst(), "WAIT"); // however long it is
    QVERIFY(waits.constLast().startsWith("OOM"));
    const QByteArrayList reads = textsOf(join(*bench_, "i", {}, last, "0")); // it has all that it read
    QCOMPARE(reads.constFirst() + reads.value(6), "JOINED1");
    QVERIFY(reads.value(7).startsWith("OOM"));
    QCOMPARE(reads.value(8), "1"); // the fence could go
    QCOMPARE(bench_->ask({"EXISTS", keys.fence("h"), keys.fence("i")}).number, 0);
    QCOMPARE(bench_->ask({"HGET", keys.state(), "run"}).text, "run-1");
    bench_->ask({"CONFIG", "SET", "maxmemory", "0"});
    QCOMPARE(textsOf(join(*bench_, "i", {"h"}, last)).constFirst(), "RESTORE");
    QCOMPARE(textsOf(join(*bench_, "h", {}, "9999999999999-0")).constFirst(), "RESTORE");
}

void LogScriptsTest::aFenceThatCannotGoIsNotFinal()
{
    join(*bench_, "h", {}, {}, "60000", "3600");
    bench_->ask({"CONFIG", "SET", "min-replicas-to-write", "1"});
    QCOMPARE(textsOf(join(*bench_, "h")).value(8), "0");
    QCOMPARE(textsOf(join(*bench_, "j")).value(8), "1"); // it had none
    bench_->ask({"CONFIG", "SET", "min-replicas-to-write", "0"});
    QCOMPARE(textsOf(join(*bench_, "h")).value(8), "1");
}

void LogScriptsTest::aWindowInWhichRedisTookNothingBeginsAgain()
{
    const LogKeys &keys = bench_->keys;
    join(*bench_, "h", {}, {}, "60000", "3600");
    bench_->redisRun = "run-2";
    QCOMPARE(textsOf(join(*bench_, "h", {"i"}, "0-0", "3000")).constFirst(), "RESTORE");
    QCOMPARE(textsOf(join(*bench_, "h", {"i"}, "0-0", "3000")).constFirst(), "RESTORE");
    bench_->ask({"HSET", keys.state(), "asked", "1"}); // long ago
    bench_->ask({"HSET", keys.restore(), "since", "1"});
    QCOMPARE(textsOf(join(*bench_, "h", {}, "0-0", "3000")).constFirst(), "RESTORE");
}

void LogScriptsTest::whereNobodyKnowsWhatThereWasALossIsWritten()
{
    bench_->publish("h", {request({Plain})});
    const QByteArray last = bench_->entries().constLast().position.toId();
    join(*bench_, "h", {}, {}, "60000", "3600");
    const auto lossesAfter = [&](const char *run, const QByteArray &seen) {
        bench_->redisRun = run;
        join(*bench_, "h", {}, seen);
        [&] { QCOMPARE(textsOf(join(*bench_, "h", {}, seen, "0")).constFirst(), "JOINED"); }();
        return bench_->entries().size() - 1;
    };
    QCOMPARE(lossesAfter("run-2", last), 0); // it was there, and still knows it
    QCOMPARE(lossesAfter("run-3", {}), 1);   // a new one
    QCOMPARE(bench_->entries().constLast().kind, LogEntry::Kind::Loss);
    QCOMPARE(bench_->entries().constLast().of, everyChannel());
    QCOMPARE(textsOf(join(*bench_, "i")).constLast(), "0");
    QCOMPARE(bench_->entries().size(), 2); // once
}

void LogScriptsTest::whoHeldMoreAndDidNotComeIsALoss()
{
    join(*bench_, "h", {}, {}, "60000", "3600");
    const StoredEvent event = {{10, 2}, {"a", "10-2", "", "2"}, 10, {}};
    const auto said = [&](const char *run, const QByteArrayList &known, bool isPutBack, bool isLost) {
        bench_->redisRun = run;
        QCOMPARE(textsOf(join(*bench_, "h", known, "0-0")).constFirst(), "RESTORE");
        bench_->ask({"DEL", bench_->keys.log()});
        if (isPutBack)
            QCOMPARE(textsOf(bench_->restore({}, {event})).constFirst(), "PUT");
        join(*bench_, "h", known, "10-2");
        const QByteArrayList joined = textsOf(join(*bench_, "h", known, "10-2", known.isEmpty() ? "60000" : "0"));
        QCOMPARE(joined.constFirst(), "JOINED");
        QCOMPARE(joined.constLast(), "0");
        const QList<LogEntry> entries = bench_->entries();
        QCOMPARE(!entries.isEmpty() && entries.constLast().kind == LogEntry::Kind::Loss, isLost);
    };
    said("run-2", {"i"}, true, true);
    said("run-3", {"i"}, false, true); // it may have read more before it died
    said("run-4", {}, true, false);    // all were here
}

void LogScriptsTest::ofWhatIsNotPutBackTheLastEventIsLookedFor()
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

void LogScriptsTest::aLookNamesTheHubsThatAreThere()
{
    const LogKeys &keys = bench_->keys;
    const auto look = [&](const QByteArray &hub, const QByteArray &forMs) {
        return bench_->run(Name::Look, {keys.log(), keys.fence(hub), keys.hubs(), keys.hub(hub)},
                           {"fence-" + hub, "60000", hub, forMs, "{\"name\":\"" + hub + "\"}", keys.hub({})});
    };
    bench_->publish("h", {request({Plain})});
    const QByteArray at = bench_->entries().constFirst().position.toId();
    look("h", "60000");
    const RespValue reply = look("i", "60000");
    QCOMPARE(textsOf(reply).first(5), (QByteArrayList{"OK", at, at, "1", "1"}));
    QByteArrayList there = textsOf(reply.items.value(6));
    if (there.constFirst() == "i") // who looked first is first, where that was not in the same millisecond
        there = there.mid(2) + there.first(2);
    QCOMPARE(there, (QByteArrayList{"h", R"({"name":"h"})", "i", R"({"name":"i"})"}));
    look("i", "1");
    QTRY_COMPARE(textsOf(look("h", "60000").items.value(6)), (QByteArrayList{"h", R"({"name":"h"})"}));
    bench_->ask({"DEL", keys.fence("h")});
    QCOMPARE(textsOf(look("h", "60000")), QByteArrayList{"FENCED"});
}

void LogScriptsTest::aLookSaysWhetherRedisTakesAnything()
{
    const LogKeys &keys = bench_->keys;
    bench_->fence("h");
    const auto look = [&] {
        return textsOf(bench_->run(Name::Look, {keys.log(), keys.fence("h"), keys.hubs(), keys.hub("h")},
                                   {"fence-h", "60000", "h", "60000", "{}", keys.hub({})}))
            .value(7);
    };
    QCOMPARE(look(), "");
    bench_->ask({"CONFIG", "SET", "min-replicas-to-write", "1"});
    QVERIFY2(look().startsWith("NOREPLICAS"), look().constData());
    bench_->ask({"CONFIG", "SET", "min-replicas-to-write", "0"});
    QCOMPARE(look(), "");
    bench_->ask({"DEL", keys.hub("h")});
    bench_->ask({"CONFIG", "SET", "maxmemory", "1"});
    QVERIFY2(look().startsWith("OOM"), look().constData());
    QCOMPARE(bench_->ask({"EXISTS", keys.hub("h")}).number, 1); // others see it
    bench_->ask({"CONFIG", "SET", "maxmemory", "0"});
    QCOMPARE(look(), "");
}

void LogScriptsTest::theIndexSaysWhatStandsThere()
{
    bench_->publish("h", {request({{"a", {}, QByteArray(1000, 'x'), "own", {}}, {"b", {}, "y", "own", {}}})});
    bench_->ask({"XADD", bench_->keys.log(), "*", "data", "z"});
    const auto index = [this](const QByteArray &end, const QByteArray &count) {
        return bench_->run(Name::Index, {bench_->keys.log()}, {end, count, "1000000", "2"}).items.value(1);
    };
    const RespValue rows = index("+", "2");
    QCOMPARE(rows.items.size(), 2);
    QCOMPARE(textsOf(rows.items[0]).sliced(1), (QByteArrayList{"sse", "5", "", "", "", ""}));
    QCOMPARE(textsOf(rows.items[1])[1], "b");
    QCOMPARE(textsOf(rows.items[1]).sliced(3), (QByteArrayList{"", "own", "", ""}));
    const RespValue before = index('(' + rows.items[1].items[0].text, "2");
    QCOMPARE(before.items.size(), 1);
    QCOMPARE(textsOf(before.items[0])[3], "own");
    QVERIFY(textsOf(before.items[0])[2].toInt() > 1000);
}

void LogScriptsTest::theIndexOfGreatEventsComesInParts()
{
    const Publication large = {"a", {}, QByteArray(1'000, 'x'), {}, {}};
    bench_->publish("h", {request({large, large, large, large, large})});
    const auto index = [this](const QByteArray &end) {
        return bench_->run(Name::Index, {bench_->keys.log()}, {end, "500", "2500", "1"});
    };
    const RespValue first = index("+");
    QCOMPARE(first.items[0].number, 0);
    QCOMPARE(first.items[1].items.size(), 3);
    const RespValue second = index('(' + first.items[1].items[2].items[0].text);
    QCOMPARE(second.items[0].number, 1);
    QCOMPARE(second.items[1].items.size(), 2);
}

void LogScriptsTest::piecesSayWhereTheLogBegins()
{
    const auto range = [this](const QByteArrayList &arguments) {
        return bench_->run(Name::Range, {bench_->keys.log()}, QByteArrayList{"1000"} + arguments);
    };
    QCOMPARE(textsOf(range({"range", "-", "+", "10", "31"})).constFirst(), "0-0");
    bench_->publish("h", {request({Plain, Plain, Plain})});
    QByteArrayList ids;
    for (const LogEntry &entry : bench_->entries())
        ids.append(entry.position.toId());
    const auto idsOf = [](const RespValue &reply) {
        QByteArrayList found;
        for (const RespValue &entry : reply.items[1].items)
            found.append(entry.items[0].text);
        return found;
    };
    const RespValue behind = range({"range", '(' + ids[0], "+", "1", "31"});
    QCOMPARE(textsOf(behind).constFirst(), ids[0]);
    QCOMPARE(idsOf(behind), QByteArrayList{ids[1]});
    QCOMPARE(idsOf(range({"pick", ids[0], "5-5", ids[2]})), (QByteArrayList{ids[0], ids[2]}));
}

void LogScriptsTest::whatIsDroppedGoesWithItsOwnId()
{
    const LogKeys &keys = bench_->keys;
    bench_->publish("h", {request({{"a", {}, "x", "own", {}}, {"b", {}, QByteArray(1'000, 'y'), "own", {}}, Plain})});
    bench_->ask({"XADD", keys.log(), "*", "id", "own", "channel", "a", "data", "not judged yet"});
    bench_->ask({"SET", keys.ownId("odd"), "something else"});
    bench_->ask({"XADD", keys.log(), "*", "id", "odd", "channel", "a", "data", "z"});
    QByteArrayList ids;
    for (const LogEntry &entry : bench_->entries())
        ids.append(entry.position.toId());
    const auto drop = [&](const QByteArray &bytes, const QByteArrayList &which) {
        return bench_->run(Name::Drop, {keys.log()}, QByteArrayList{bytes, keys.ownId({}), "8"} + which).number;
    };
    QCOMPARE(drop("1000000", {"5-5", ids[3], ids[4]}), 3); // what is not there is passed over
    QCOMPARE(bench_->ask({"HLEN", keys.ownId("own")}).number, 2);
    QCOMPARE(drop("1000", {ids[0], ids[1], ids[2]}), 2); // it is enough then
    QCOMPARE(bench_->entries().size(), 1);
    QCOMPARE(bench_->ask({"EXISTS", keys.ownId("own")}).number, 0);
    QCOMPARE(bench_->ask({"GET", keys.ownId("odd")}).text, "something else");
}

void LogScriptsTest::whatStandsBetweenDroppedOnesStays()
{
    const LogKeys &keys = bench_->keys;
    for (int i = 0; i < 60; ++i) {
        const QByteArray own = QByteArray::number(i);
        bench_->publish("h", {request({{"a", {}, "x", "own-" + own, {}}})});
    }
    QByteArrayList ids;
    for (const LogEntry &entry : bench_->entries())
        ids.append(entry.position.toId());
    QCOMPARE(ids.size(), 60);
    QByteArrayList wanted = {"5-5"};
    QByteArrayList others;
    for (qsizetype i = 0; i < ids.size(); ++i) // side by side, alone, and some that are not there
        (i < 20 || i % 7 == 0 || i > 55 ? wanted : others).append(ids[i]);
    bench_->ask({"XDEL", keys.log(), ids[3]});
    bench_->ask({"XDEL", keys.log(), ids[35]});
    wanted.append("9999999999999-0");
    const QByteArrayList arguments = QByteArrayList{"1000000", keys.ownId({}), "8"} + wanted;
    QCOMPARE(bench_->run(Name::Drop, {keys.log()}, arguments).number, wanted.size());
    QByteArrayList left;
    for (const LogEntry &entry : bench_->entries())
        left.append(entry.position.toId());
    QCOMPARE(left, others);
    for (const qsizetype i : {0, 19, 28, 59})
        QCOMPARE(bench_->ask({"EXISTS", keys.ownId("own-" + QByteArray::number(i))}).number, 0);
    for (const qsizetype i : {20, 29, 55})
        QCOMPARE(bench_->ask({"EXISTS", keys.ownId("own-" + QByteArray::number(i))}).number, 1);
}

void LogScriptsTest::whoHadReadWhatWasTakenOutMissesNothing()
{
    bench_->publish("h", {request({Plain, Plain, Plain})});
    join(*bench_, "h", {}, {}, "60000", "3600");
    QByteArrayList ids;
    for (const LogEntry &entry : bench_->entries())
        ids.append(entry.position.toId());
    const auto isThere = [&](const QByteArray &seen) { return textsOf(join(*bench_, "h", {}, seen)).value(6) == "1"; };
    bench_->ask({"XDEL", bench_->keys.log(), ids[1]});
    QVERIFY(isThere(ids[1]));
    bench_->ask({"XDEL", bench_->keys.log(), ids[0]});
    QVERIFY(!isThere(ids[0])); // it may have been trimmed, with what stood behind it
    bench_->ask({"DEL", bench_->keys.log()});
    bench_->ask({"XADD", bench_->keys.log(), "*", "data", "x"});
    QVERIFY(!isThere(ids[1]));
}

QByteArrayList LogScriptsTest::lease(const QByteArray &term, const QByteArray &at, const QByteArray &ms)
{
    const LogKeys &keys = bench_->keys;
    const QByteArray hub = term.first(term.indexOf(' '));
    return textsOf(bench_->run(Name::Lease, {keys.bridge(), keys.bridgeAt(), keys.log(), keys.fence(hub)},
                               {term, ms, at, "fence-" + hub, "list of " + hub, "600000", keys.bridgeFree()}));
}

void LogScriptsTest::oneHubHasTheLease()
{
    QCOMPARE(lease("h 1"), (QByteArrayList{"1", "h 1", "0-0", "0"}));
    QCOMPARE(lease("h 1"), (QByteArrayList{"2", "h 1"}));
    QCOMPARE(lease("i 1"), (QByteArrayList{"0", "h 1", "0-0", "list of h"}));
    // Anew, since it did not listen all the time.
    QCOMPARE(lease("h 2"), (QByteArrayList{"1", "h 2", "0-0", "1"}));
    bench_->ask({"DEL", bench_->keys.bridge()});
    QCOMPARE(lease("i 1").constFirst(), "1");
    // Who has no place in the group is none.
    bench_->ask({"DEL", bench_->keys.fence("i")});
    QCOMPARE(lease("i 1"), QByteArrayList{"FENCED"});
    bench_->fence("i");
    QCOMPARE(lease("i 1").constFirst(), "2");
    // Given back, by who has it alone.
    lease("h 2", {}, "0");
    QCOMPARE(lease("h 3").constFirst(), "0");
    lease("i 1", {}, "0");
    // Who only asks does not take it.
    QCOMPARE(lease("h 3", {}, "-1").mid(0, 2), (QByteArrayList{"0", ""}));
    QCOMPARE(lease("h 3").constFirst(), "1");
    QCOMPARE(lease("h 3", {}, "-1").mid(0, 2), (QByteArrayList{"0", "h 3"}));
}

void LogScriptsTest::howFarTheBridgeCameIsKnownForAWhile()
{
    const LogKeys &keys = bench_->keys;
    lease("h 1");
    bench_->ask({"PERSIST", keys.bridgeAt()});
    QCOMPARE(lease("h 1").constFirst(), "2");
    const qint64 left = bench_->ask({"PTTL", keys.bridgeAt()}).number;
    QVERIFY2(left > 500'000 && left <= 600'000, qPrintable(QString::number(left)));
}

void LogScriptsTest::aTermThatNobodyElseHadMeanwhileGoesOn()
{
    QCOMPARE(lease("h 1").constFirst(), "1");
    bench_->ask({"DEL", bench_->keys.bridge()}); // it was late, and nobody came
    QCOMPARE(lease("h 1").constFirst(), "2");
    bench_->ask({"DEL", bench_->keys.bridge()});
    QCOMPARE(lease("i 1").constFirst(), "1");
    bench_->ask({"DEL", bench_->keys.bridge()});
    QCOMPARE(lease("h 1").constFirst(), "1");
}

void LogScriptsTest::whoIsTheBridgeGoesOnBehindWhatWasSaid()
{
    const LogKeys &keys = bench_->keys;
    const auto say = [&](const QByteArray &term, const QByteArray &at) {
        return textsOf(bench_->run(Name::Say, {keys.bridge(), keys.bridgeAt()}, {term, at, "sse", "x"}));
    };
    // The first one begins with what comes.
    bench_->ask({"XADD", keys.log(), "5-1", "data", "x"});
    QCOMPARE(lease("h 1"), (QByteArrayList{"1", "h 1", "5-1", "0"}));
    bench_->ask({"XADD", keys.log(), "7-1", "data", "x"});
    bench_->ask({"XADD", keys.log(), "8-1", "data", "x"});
    QCOMPARE(say("h 1", "7-1"), (QByteArrayList{"1", ""}));
    // A term that is over says nothing.
    QCOMPARE(lease("h 2").value(2), "7-1");
    QCOMPARE(say("h 1", "8-1"), QByteArrayList{"FENCED"});
    QCOMPARE(say("i 1", "8-1"), QByteArrayList{"FENCED"});
    QCOMPARE(bench_->ask({"HGET", keys.bridgeAt(), "at"}).text, "7-1");
    // Others hear of it.
    QCOMPARE(lease("i 2"), (QByteArrayList{"0", "h 2", "7-1", "list of h"}));
    // Also by what a hub knows, where Redis lost it; but not beyond the log.
    bench_->ask({"DEL", keys.bridgeAt(), keys.bridge()});
    QCOMPARE(lease("h 3", "8-1").value(2), "8-1");
    bench_->ask({"DEL", keys.bridge()});
    QCOMPARE(lease("h 4", "7-1").value(2), "8-1");
    QCOMPARE(lease("h 5", "9-1").value(2), "8-1");
}

void LogScriptsTest::anEchoOfTheLogIsNoEvent()
{
    const auto flask = [this](const Publication &publication) {
        LogRequest request = {.number = 1, .publications = {publication}, .isArrival = true, .isFlasks = true};
        bench_->ask({"SET", bench_->keys.fence("flask-sse"), "fence-flask-sse"});
        return answersOf(bench_->publish("flask-sse", {request})).value(0);
    };
    bench_->publish("h", {request({Publication{.channel = "a", .data = "plain"},
                                   Publication{.channel = "a", .type = "t", .data = "own", .id = "own"},
                                   Publication{.channel = "b", .data = "taken", .id = "own"}})});
    bench_->ask({"XADD", bench_->keys.log(), "*", "channel", "a", "data", "l\r\nm\rn", "type", "message"});
    const QList<LogEntry> entries = bench_->entries();
    const auto echo = [](const LogEntry &entry) {
        return Publication{entry.event.channel, entry.event.type, entry.event.data, entry.event.id, {}};
    };
    for (const LogEntry &entry : entries) {
        QCOMPARE(flask(echo(entry)), "=1" + entry.position.toId());
    }
    QCOMPARE(bench_->entries().size(), entries.size());
    // In another channel, with other content or another type it is an event; under an id of its own place.
    for (const LogEntry &entry : entries) {
        for (int i = 0; i < 3; ++i) {
            Publication other = echo(entry);
            (i == 0 ? other.channel : i == 1 ? other.data : other.type) += "x";
            QVERIFY(!flask(other).startsWith('='));
        }
    }
    QCOMPARE(bench_->entries().size(), 4 * entries.size());
    // What Flask said itself is no echo.
    const Publication mine{.channel = "a", .data = "mine", .id = "mine"};
    QVERIFY(flask(mine).startsWith("1 "));
    QVERIFY(!flask(mine).startsWith('='));
    Publication byPlace = mine;
    byPlace.id = bench_->entries().constLast().position.toId();
    QVERIFY(!flask(byPlace).startsWith('='));
}

QTEST_GUILESS_MAIN(LogScriptsTest)
#include "tst_logscripts.moc"
