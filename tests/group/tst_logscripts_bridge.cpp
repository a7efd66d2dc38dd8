// SPDX-License-Identifier: GPL-3.0-or-later
#include "scriptbench.h"

#include <QTest>

using namespace helio;
using namespace helio::test;
using Name = LogScripts::Name;

/// What the scripts of the bridge promise (`lease.lua`, `say.lua`), and how what it hears is published, in a real
/// Redis.
class BridgeScriptsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init() { bench_->clear(); }

    void oneHubHasTheLease();
    void howFarTheBridgeCameIsKnownForAWhile();
    void aTermThatNobodyElseHadMeanwhileGoesOn();
    void whoIsTheBridgeGoesOnBehindWhatWasSaid();
    void anEchoOfTheLogIsNoEvent();

private:
    QByteArrayList lease(const QByteArray &term, const QByteArray &at = {}, const QByteArray &ms = "60000");

    std::unique_ptr<ScriptBench> bench_;
};

void BridgeScriptsTest::initTestCase()
{
    if (!RedisServer::isAvailable())
        QSKIP("redis-server is not installed.");
    bench_ = std::make_unique<ScriptBench>();
    QVERIFY(bench_->start());
}

QByteArrayList BridgeScriptsTest::lease(const QByteArray &term, const QByteArray &at, const QByteArray &ms)
{
    const LogKeys &keys = bench_->keys;
    const QByteArray hub = term.first(term.indexOf(' '));
    return textsOf(bench_->run(Name::Lease, {keys.bridge(), keys.bridgeAt(), keys.log(), keys.fence(hub)},
                               {term, ms, at, "fence-" + hub, "list of " + hub, "600000", keys.bridgeFree()}));
}

void BridgeScriptsTest::oneHubHasTheLease()
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

void BridgeScriptsTest::howFarTheBridgeCameIsKnownForAWhile()
{
    const LogKeys &keys = bench_->keys;
    lease("h 1");
    bench_->ask({"PERSIST", keys.bridgeAt()});
    QCOMPARE(lease("h 1").constFirst(), "2");
    const qint64 left = bench_->ask({"PTTL", keys.bridgeAt()}).number;
    QVERIFY2(left > 500'000 && left <= 600'000, qPrintable(QString::number(left)));
}

void BridgeScriptsTest::aTermThatNobodyElseHadMeanwhileGoesOn()
{
    QCOMPARE(lease("h 1").constFirst(), "1");
    bench_->ask({"DEL", bench_->keys.bridge()}); // it was late, and nobody came
    QCOMPARE(lease("h 1").constFirst(), "2");
    bench_->ask({"DEL", bench_->keys.bridge()});
    QCOMPARE(lease("i 1").constFirst(), "1");
    bench_->ask({"DEL", bench_->keys.bridge()});
    QCOMPARE(lease("h 1").constFirst(), "1");
}

void BridgeScriptsTest::whoIsTheBridgeGoesOnBehindWhatWasSaid()
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

void BridgeScriptsTest::anEchoOfTheLogIsNoEvent()
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

QTEST_GUILESS_MAIN(BridgeScriptsTest)
#include "tst_logscripts_bridge.moc"
