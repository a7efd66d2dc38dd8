// SPDX-License-Identifier: GPL-3.0-or-later
#include "scriptbench.h"

#include <QTest>

using namespace helio;
using namespace helio::test;
using Name = LogScripts::Name;

/// What the scripts promise that look, read and drop (`look.lua`, `index.lua`, `range.lua`, `drop.lua`), in a real
/// Redis.
class LookingScriptsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init() { bench_->clear(); }

    void aLookNamesTheHubsThatAreThere();
    void aLookSaysWhetherRedisTakesAnything();
    void theIndexSaysWhatStandsThere();
    void theIndexOfGreatEventsComesInParts();
    void piecesSayWhereTheLogBegins();
    void whatIsDroppedGoesWithItsOwnId();
    void whatStandsBetweenDroppedOnesStays();

private:
    std::unique_ptr<ScriptBench> bench_;
};

void LookingScriptsTest::initTestCase()
{
    if (!RedisServer::isAvailable())
        QSKIP("redis-server is not installed.");
    bench_ = std::make_unique<ScriptBench>();
    QVERIFY(bench_->start());
}

void LookingScriptsTest::aLookNamesTheHubsThatAreThere()
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

void LookingScriptsTest::aLookSaysWhetherRedisTakesAnything()
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

void LookingScriptsTest::theIndexSaysWhatStandsThere()
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

void LookingScriptsTest::theIndexOfGreatEventsComesInParts()
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

void LookingScriptsTest::piecesSayWhereTheLogBegins()
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

void LookingScriptsTest::whatIsDroppedGoesWithItsOwnId()
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

void LookingScriptsTest::whatStandsBetweenDroppedOnesStays()
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

QTEST_GUILESS_MAIN(LookingScriptsTest)
#include "tst_logscripts_looking.moc"
