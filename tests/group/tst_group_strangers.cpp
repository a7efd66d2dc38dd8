// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redisserver.h"
#include "redis/streamcollector.h"
#include "support/helioprocess.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// Programs that know nothing of hubs publish to a group's log, and read it.
class GroupStrangersTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void whatRedisCliAddsEachHubSends();
    void aPythonScriptPublishesAndReads();
    void whatIsAgainstTheRulesIsLeftOutAndSaid();

private:
    bool cli(const QStringList &command);
    std::unique_ptr<ChildProcess> script(const QStringList &arguments) const;

    RedisServer server_{"secret"};
    QString python_; ///< that has the module; empty: none
    std::unique_ptr<HelioProcess> one_;
    std::unique_ptr<HelioProcess> other_;
};

namespace {

constexpr int EndsWithin = 20'000;

QString pythonWithRedis()
{
    for (const QString &program : {QStringLiteral("python3"), QStringLiteral("/usr/bin/python3")}) {
        ChildProcess python(program, {QStringLiteral("-c"), QStringLiteral("from redis import Redis")});
        if (python.start() && python.waitForExit(std::chrono::milliseconds(EndsWithin)) == 0)
            return program;
    }
    return {};
}

} // namespace

void GroupStrangersTest::initTestCase()
{
    if (!RedisServer::isAvailable())
        QSKIP("There is no redis-server here.");
    QVERIFY2(server_.start(), qPrintable(server_.report()));
    python_ = pythonWithRedis();
}

void GroupStrangersTest::init()
{
    server_.ask({"FLUSHALL"});
    for (auto *hub : {&one_, &other_}) {
        *hub = std::make_unique<HelioProcess>(QStringList{QStringLiteral("--redis"), server_.url(),
                                                          QStringLiteral("--redis-mode"), QStringLiteral("streams")});
        QVERIFY2((*hub)->start() && waitUntilTakesEvents((*hub)->port()), qPrintable((*hub)->report()));
    }
}

void GroupStrangersTest::cleanup()
{
    one_.reset();
    other_.reset();
}

bool GroupStrangersTest::cli(const QStringList &command)
{
    ChildProcess process(QStringLiteral("redis-cli"),
                         QStringList{QStringLiteral("--no-auth-warning"), QStringLiteral("-a"),
                                     QStringLiteral("secret"), QStringLiteral("-p"), QString::number(server_.port())} +
                             command);
    return process.start() && process.waitForExit(std::chrono::milliseconds(EndsWithin)) == 0;
}

std::unique_ptr<ChildProcess> GroupStrangersTest::script(const QStringList &arguments) const
{
    return std::make_unique<ChildProcess>(python_, QStringList{QStringLiteral(EXAMPLES_FOLDER "/python-redis/log.py"),
                                                               QStringLiteral("--redis"), server_.url()} +
                                                       arguments);
}

void GroupStrangersTest::whatRedisCliAddsEachHubSends()
{
    if (QStandardPaths::findExecutable(QStringLiteral("redis-cli")).isEmpty())
        QSKIP("There is no redis-cli here.");
    StreamCollector here(one_->port(), "/stream?pattern=*&envelope=1");
    StreamCollector there(other_->port(), "/stream?pattern=*&envelope=1");
    QVERIFY(here.waitUntilOpen() && there.waitUntilOpen());
    const QString add = QStringLiteral("XADD heliograph * ");
    QVERIFY(cli((add + QStringLiteral("data hello")).split(u' ')));
    QVERIFY(cli((add + QStringLiteral("channel prices type tick id mine data 2650 unknown field")).split(u' ')));
    QVERIFY(cli((add + QStringLiteral("channel orders id mine data taken")).split(u' ')));
    QVERIFY(here.waitForEvents(3) && there.waitForEvents(3));
    QCOMPARE(here.events(), there.events());
    QByteArrayList said;
    for (const Event &event : here.events())
        said.append(member(event.data, "channel") + ' ' + member(event.data, "type") + ' ' +
                    member(event.data, "data"));
    QCOMPARE(said, (QByteArrayList{"sse message hello", "prices tick 2650", "orders message taken"}));
    QCOMPARE(here.events()[1].id, QByteArray("mine"));
    QVERIFY(here.events()[2].id != "mine");
    // Who comes back is given what is behind an id of its own, by any hub; and a hub knows it for a repetition.
    for (const auto &hub : {one_->port(), other_->port()}) {
        StreamCollector back(hub, "/stream?pattern=*", "mine");
        QVERIFY(back.waitForEvents(1));
        QCOMPARE(back.data(), QByteArrayList{"taken"});
        QCOMPARE(post(hub, "/channels/prices?id=mine", "2651").status, 409);
    }
}

void GroupStrangersTest::aPythonScriptPublishesAndReads()
{
    if (python_.isEmpty())
        QSKIP("There is no Python with the module redis here.");
    StreamCollector here(one_->port(), "/stream?channel=prices");
    StreamCollector there(other_->port(), "/stream?channel=prices");
    QVERIFY(here.waitUntilOpen() && there.waitUntilOpen());
    const QByteArray at = member(post(one_->port(), "/channels/begin", "x").body, "id");
    const auto reader = script({QStringLiteral("read"), QStringLiteral("--after"), QString::fromLatin1(at),
                                QStringLiteral("--count"), QStringLiteral("2")});
    QVERIFY(reader->start());
    const auto writer =
        script({QStringLiteral("publish"), QStringLiteral("prices"), QStringLiteral("2650 \u20ac"),
                QStringLiteral("--id"), QStringLiteral("p1"), QStringLiteral("--type"), QStringLiteral("tick")});
    QVERIFY(writer->start());
    QVERIFY2(writer->waitForExit(std::chrono::milliseconds(EndsWithin)) == 0, qPrintable(writer->report()));
    QVERIFY(here.waitForEvents(1) && there.waitForEvents(1));
    QCOMPARE(here.events().constFirst(), (Event{{}, "p1", "tick", "2650 \xE2\x82\xAC"}));
    QCOMPARE(there.events(), here.events());
    // And the other way.
    QCOMPARE(post(one_->port(), "/channels/prices?id=p2", "2651").status, 200);
    QVERIFY2(reader->waitForExit(std::chrono::milliseconds(EndsWithin)) == 0, qPrintable(reader->report()));
    const QByteArrayList lines = reader->standardOutput().trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    QCOMPARE(member(lines[0], "id"), QByteArray("p1"));
    QCOMPARE(member(lines[0], "data"), QByteArray("2650 \xE2\x82\xAC"));
    QCOMPARE(member(lines[1], "id"), QByteArray("p2"));
    QCOMPARE(member(lines[1], "channel"), QByteArray("prices"));
}

void GroupStrangersTest::whatIsAgainstTheRulesIsLeftOutAndSaid()
{
    StreamCollector here(one_->port(), "/stream?pattern=*");
    StreamCollector there(other_->port(), "/stream?pattern=*");
    QVERIFY(here.waitUntilOpen() && there.waitUntilOpen());
    const QList<QByteArrayList> bad = {{"channel", "a"},
                                       {"channel", "two\nlines", "data", "x"},
                                       {"channel", "a", "type", "two\nlines", "data", "x"},
                                       {"channel", "a", "id", "two\nlines", "data", "x"},
                                       {"channel", "a", "data", "\xFF\xFE"}};
    for (const QByteArrayList &fields : bad)
        QCOMPARE(server_.ask(QByteArrayList{"XADD", "heliograph", "*"} + fields).kind, RespValue::Kind::String);
    server_.ask({"XADD", "heliograph", "*", "channel", "a", "data", "good"});
    QVERIFY(here.waitForEvents(1) && there.waitForEvents(1));
    QCOMPARE(here.data(), QByteArrayList{"good"});
    QCOMPARE(there.data(), QByteArrayList{"good"});
    for (const auto &hub : {one_.get(), other_.get()})
        QVERIFY2(hub->process().waitForOutput([&] { return hub->process().standardError().contains("left out"); }, 20s),
                 qPrintable(hub->report()));
}

QTEST_GUILESS_MAIN(GroupStrangersTest)
#include "tst_group_strangers.moc"
