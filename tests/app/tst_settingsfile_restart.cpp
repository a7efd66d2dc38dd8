// SPDX-License-Identifier: GPL-3.0-or-later
// What a restart of the hub takes from the configuration file, and what it refuses.
#include "access/accesstoken.h"
#include "redis/redisserver.h"
#include "redis/streamcollector.h"
#include "settingsbench.h"
#include "support/rawclient.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QUrl>

using namespace helio;
using namespace helio::test;

namespace {

const QByteArray Here("[server]\nlisten = [\"127.0.0.1:0\"]\n");
const QByteArray Everywhere("[server]\nlisten = [\"0.0.0.0:0\"]\n");

QByteArray tokenRule()
{
    return "[[token]]\nname = \"ops\"\nsha256 = \"" + tokenDigest("ops-token") +
           "\"\nsubscribe = [\"*\"]\npublish = [\"*\"]\nadmin = true\n";
}

struct Bench : SettingsBench
{
    using SettingsBench::SettingsBench;

    bool serve()
    {
        hub->start();
        return waitFor(HubControl::State::Open);
    }
    bool waitFor(HubControl::State state) const
    {
        return QTest::qWaitFor([this, state] { return hub->state() == state; }, 30'000);
    }
    /// Until it has stopped and serves again.
    bool restart()
    {
        QSignalSpy states(hub.get(), &HubControl::stateChanged);
        return control->restart().isEmpty() && QTest::qWaitFor([&] { return states.size() >= 4 && isOpen(); }, 30'000);
    }
    bool stopAndStart()
    {
        hub->stop();
        return waitFor(HubControl::State::Stopped) && serve();
    }
    quint16 port() const { return quint16(QUrl(hub->urls().value(0)).port(0)); }
    int statusOf(const QByteArray &method, const QByteArray &target, bool showsToken) const
    {
        const QByteArrayList lines = showsToken ? QByteArrayList{"Authorization: Bearer ops-token"} : QByteArrayList();
        RawClient client;
        const auto answer =
            client.ask(port(), RawClient::request(method, target, lines, method == "POST" ? "x" : QByteArray()));
        return answer ? answer->status : 0;
    }
    QString write(const char *key, const char *text) const
    {
        return control->write({{"server", key, QString::fromLatin1(text)}});
    }
    using SettingsBench::write;
};

} // namespace

class SettingsFileRestartTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rulesAndTheirDeskOutliveIt();
    void aFileThatWouldOpenTheHubToOthersIsRefused();
    void rulesWrittenByHandAreInForceBeforeOthersReachTheHub_data();
    void rulesWrittenByHandAreInForceBeforeOthersReachTheHub();
    void rulesWrittenByHandAreTakenByIt();
    void aFileThatLostItsRulesIsRefused();
    void aFileThatCannotBeReadIsRefused();
    void othersHearOfTheStopBeforeTheStart();
    void oneThatIsCancelledLeavesTheHubStopped();
    void oneThatFailsIsOver();
    void aBodysBoundReachesRedisToo();
};

void SettingsFileRestartTest::rulesAndTheirDeskOutliveIt()
{
    Bench bench(Here + tokenRule());
    QVERIFY(bench.serve());
    QCOMPARE(bench.statusOf("GET", "/api/access", true), 200);
    QCOMPARE(bench.write("heartbeat", "10s"), QString());
    QVERIFY(bench.restart());
    QCOMPARE(bench.statusOf("GET", "/api/access", true), 200);
    QCOMPARE(bench.statusOf("GET", "/api/access", false), 401);
    QCOMPARE(bench.statusOf("POST", "/channels/a", true), 200);
    QCOMPARE(bench.statusOf("POST", "/channels/a", false), 401);
}

void SettingsFileRestartTest::aFileThatWouldOpenTheHubToOthersIsRefused()
{
    Bench bench(Here);
    QVERIFY(bench.serve());
    const QStringList urls = bench.hub->urls();
    bench.write(Everywhere);
    QVERIFY(!bench.info("listen").isInForce);
    const QString problem = bench.control->restart();
    QVERIFY2(problem.contains(QStringLiteral("[[token]]")), qPrintable(problem));
    QVERIFY(bench.isOpen());
    // Nor by the way of a change and a new start.
    QVERIFY(!bench.write("heartbeat", "10s").isEmpty());
    QCOMPARE(bench.content(), Everywhere);
    QVERIFY(bench.stopAndStart());
    QCOMPARE(bench.hub->listenAddress(), QStringLiteral("127.0.0.1:0"));
}

void SettingsFileRestartTest::rulesWrittenByHandAreInForceBeforeOthersReachTheHub_data()
{
    QTest::addColumn<bool>("restarts");
    QTest::newRow("restart") << true;
    QTest::newRow("stop and start") << false;
}

void SettingsFileRestartTest::rulesWrittenByHandAreInForceBeforeOthersReachTheHub()
{
    QFETCH(bool, restarts);
    Bench bench(Here);
    QVERIFY(bench.serve());
    QCOMPARE(bench.statusOf("POST", "/channels/a", false), 200);
    bench.write(Here + tokenRule());
    QCOMPARE(bench.write("listen", "0.0.0.0:0"), QString());
    QVERIFY(restarts ? bench.restart() : bench.stopAndStart());
    QCOMPARE(bench.hub->listenAddress(), QStringLiteral("0.0.0.0:0"));
    QCOMPARE(bench.statusOf("POST", "/channels/a", false), 401);
    QCOMPARE(bench.statusOf("POST", "/channels/a", true), 200);
}

void SettingsFileRestartTest::rulesWrittenByHandAreTakenByIt()
{
    Bench bench(Here);
    QVERIFY(bench.serve());
    bench.write(Here + tokenRule());
    // A change of another key does not shut anybody out.
    QCOMPARE(bench.write("heartbeat", "10s"), QString());
    QCOMPARE(bench.statusOf("POST", "/channels/a", false), 200);
    QVERIFY(bench.restart());
    QCOMPARE(bench.statusOf("POST", "/channels/a", false), 401);
    QCOMPARE(bench.access->overview().tokens.size(), 1);
}

void SettingsFileRestartTest::aFileThatLostItsRulesIsRefused()
{
    Bench bench(Here + tokenRule());
    QVERIFY(bench.serve());
    bench.write(Here);
    const QString problem = bench.control->restart();
    QVERIFY2(problem.contains(QStringLiteral("[anonymous] with everything")), qPrintable(problem));
    QVERIFY(bench.isOpen());
    QVERIFY(bench.stopAndStart());
    QCOMPARE(bench.statusOf("POST", "/channels/a", false), 401);
}

void SettingsFileRestartTest::aFileThatCannotBeReadIsRefused()
{
    Bench bench(Here);
    QVERIFY(bench.serve());
    bench.write("[server]\nheartbeat = \n");
    const QString problem = bench.control->restart();
    QVERIFY2(problem.contains(QStringLiteral("line 2")), qPrintable(problem));
    QVERIFY(bench.isOpen());
}

void SettingsFileRestartTest::othersHearOfTheStopBeforeTheStart()
{
    Bench bench(Here);
    QVERIFY(bench.serve());
    QList<HubControl::State> states;
    connect(bench.hub.get(), &HubControl::stateChanged, this, [&](HubControl::State state) { states.append(state); });
    QCOMPARE(bench.control->restart(), QString());
    QTRY_COMPARE_WITH_TIMEOUT(states.size(), 4, 30'000);
    using State = HubControl::State;
    QCOMPARE(states, (QList<State>{State::Draining, State::Stopped, State::Starting, State::Open}));
}

void SettingsFileRestartTest::oneThatIsCancelledLeavesTheHubStopped()
{
    for (const bool isLate : {false, true}) {
        Bench bench(Here);
        QVERIFY(bench.serve());
        // The latest moment: others hear that it has stopped.
        if (isLate)
            connect(bench.hub.get(), &HubControl::stateChanged, bench.control.get(), [&](HubControl::State state) {
                if (state == HubControl::State::Stopped)
                    bench.control->cancelRestart();
            });
        QSignalSpy states(bench.hub.get(), &HubControl::stateChanged);
        QCOMPARE(bench.control->restart(), QString());
        if (!isLate)
            bench.control->cancelRestart();
        QVERIFY(bench.waitFor(HubControl::State::Stopped));
        QTest::qWait(0); // what was queued then
        QCOMPARE(states.size(), 2);
        QVERIFY(bench.hub->state() == HubControl::State::Stopped);
    }
}

void SettingsFileRestartTest::oneThatFailsIsOver()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    Bench bench(Here);
    QCOMPARE(bench.write("listen", QByteArray("127.0.0.1:" + QByteArray::number(taken.serverPort())).constData()),
             QString());
    QSignalSpy states(bench.hub.get(), &HubControl::stateChanged);
    bench.hub->start();
    QCOMPARE(bench.control->restart(), QString());
    // The start that was under way fails, and then it has stopped.
    QTRY_VERIFY_WITH_TIMEOUT(states.size() >= 4 && bench.hub->state() == HubControl::State::Stopped, 30'000);
    QTest::qWait(0);
    QCOMPARE(states.size(), 4);
    // Nor does it come back with the next stop.
    QCOMPARE(bench.write("listen", "127.0.0.1:0"), QString());
    QVERIFY(bench.serve());
    bench.hub->stop();
    QVERIFY(bench.waitFor(HubControl::State::Stopped));
    QTest::qWait(0);
    QVERIFY(bench.hub->state() == HubControl::State::Stopped);
}

void SettingsFileRestartTest::aBodysBoundReachesRedisToo()
{
    if (!RedisServer::isAvailable())
        QSKIP("There is no redis-server here.");
    RedisServer redis;
    QVERIFY2(redis.start(), qPrintable(redis.report()));
    Bench bench(Here + "max_body = \"1KiB\"\n[redis]\nurl = \"" + redis.url().toUtf8() + "\"\nchannels = [\"sse\"]\n");
    QVERIFY(bench.serve());
    const auto publish = [&redis](const QByteArray &data) {
        return QTest::qWaitFor(
            [&] {
                return redis.ask({"PUBLISH", "sse", "{\"data\": \"" + data + "\"}"}).number == 1;
            },
            30'000);
    };
    const QByteArray large(4096, 'x');
    {
        StreamCollector reader(bench.port(), "/stream?channel=sse");
        QVERIFY(reader.waitUntilOpen());
        QVERIFY(publish(large) && publish("small"));
        QVERIFY(QTest::qWaitFor([&] { return reader.data().contains("small"); }, 30'000));
        QVERIFY(!reader.data().contains(large));
    }
    QCOMPARE(bench.write("max_body", "64KiB"), QString());
    QVERIFY(bench.restart());
    StreamCollector reader(bench.port(), "/stream?channel=sse");
    QVERIFY(reader.waitUntilOpen());
    QVERIFY(publish(large));
    QVERIFY(QTest::qWaitFor([&] { return reader.data().contains(large); }, 30'000));
}

QTEST_GUILESS_MAIN(SettingsFileRestartTest)
#include "tst_settingsfile_restart.moc"
