// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakegroup.h"
#include "scriptbench.h"

#include <QRandomGenerator>
#include <QTest>

using namespace helio;
using namespace helio::test;
using Name = LogScripts::Name;

/// What the scripts that write promise (`publish.lua`, `note.lua`, `claim.lua`), in a real Redis.
class PublishingScriptsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init() { bench_->clear(); }

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

private:
    std::unique_ptr<ScriptBench> bench_;
};

void PublishingScriptsTest::initTestCase()
{
    if (!RedisServer::isAvailable())
        QSKIP("redis-server is not installed.");
    bench_ = std::make_unique<ScriptBench>();
    QVERIFY(bench_->start());
}

void PublishingScriptsTest::redisKnowsEachByItsSha1()
{
    for (const Name name : LogScripts::all()) {
        const RespValue reply = bench_->ask({"SCRIPT", "LOAD", LogScripts::source(name)});
        QVERIFY2(!reply.isError(), reply.text.constData());
        QCOMPARE(reply.text, LogScripts::sha1(name));
    }
}

void PublishingScriptsTest::anEventIsReadAsItWasPublished()
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

void PublishingScriptsTest::aRequestIsWrittenWholeOrNotAtAll()
{
    bench_->publish("h", {request({{"a", {}, "x", "own", {}}})});
    const RespValue reply = bench_->publish(
        "h", {request({Plain, {"a", {}, "other", "own", {}}, {"b", {}, "y", "new", {}}}), request({Plain}, 2)});
    QCOMPARE(answersOf(reply), (QByteArrayList{"CONFLICT", "1"}));
    QCOMPARE(answersOf(reply, 1).size(), 1); // the next is not to suffer
    QCOMPARE(bench_->entries().size(), 2);
    QCOMPARE(bench_->ask({"EXISTS", bench_->keys.ownId("new")}).number, 0);
}

void PublishingScriptsTest::anOwnIdIsJudgedOnceForAllHubs()
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

void PublishingScriptsTest::anIdThatStandsForNothingAnyMoreIsFree()
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

void PublishingScriptsTest::aRepetitionWithinARequestIsItsFirst()
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

void PublishingScriptsTest::anArrivalGivesItsIdUp()
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
void PublishingScriptsTest::theFakeAnswersAsTheScriptDoes()
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

void PublishingScriptsTest::aFencedHubWritesNothing()
{
    bench_->ask({"SET", bench_->keys.fence("h"), "another"});
    QCOMPARE(textsOf(bench_->publish("h", {request({Plain})})), QByteArrayList{"FENCED"});
    bench_->ask({"DEL", bench_->keys.fence("i")});
    QCOMPARE(textsOf(bench_->publish("i", {request({Plain})})), QByteArrayList{"FENCED"});
    QCOMPARE(bench_->entries().size(), 0);
}

void PublishingScriptsTest::anIdBelowWhatWasSeenIsTakenBack()
{
    const QByteArrayList reply = textsOf(bench_->publish("h", {request({Plain})}, {9'000'000'000'000, 0}));
    QCOMPARE(reply.constFirst(), "BEHIND");
    QCOMPARE(bench_->entries().size(), 0);
    // What it sent meanwhile does not come before what it will send again.
    QCOMPARE(textsOf(bench_->publish("h", {request({Plain})})), QByteArrayList{"FENCED"});
}

void PublishingScriptsTest::aRequestOfTenThousandEventsIsWritten()
{
    QList<Publication> publications(10'000, Plain);
    for (qsizetype i = 0; i < publications.size(); i += 2)
        publications[i].id = "own-" + QByteArray::number(i);
    const RespValue reply = bench_->publish("h", {request(publications)});
    QCOMPARE(answersOf(reply).size(), 10'000);
    QCOMPARE(bench_->ask({"XLEN", bench_->keys.log()}).number, 10'000);
}

void PublishingScriptsTest::fullMemoryTakesNothingOfARequest()
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

void PublishingScriptsTest::aNoteStandsAboveAllThatWasSeen()
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

void PublishingScriptsTest::whatManyHubsNoteIsOneLoss()
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

void PublishingScriptsTest::aStrangersIdIsClaimedOnceForAllHubs()
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

void PublishingScriptsTest::aStrangersIdIsTheSameForAllWhereThereIsNoRoom()
{
    const auto claim = [this] {
        return bench_->run(Name::Claim, {bench_->keys.ownId("own")}, {"a", "5-0", "digest", "60000"}).text;
    };
    bench_->ask({"CONFIG", "SET", "maxmemory", "1"});
    QCOMPARE(claim(), "1");
    bench_->ask({"CONFIG", "SET", "maxmemory", "0"});
    QCOMPARE(claim(), "1");
}

QTEST_GUILESS_MAIN(PublishingScriptsTest)
#include "tst_logscripts_publishing.moc"
