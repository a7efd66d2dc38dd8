// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/loadbench.h"
#include "support/processfigures.h"

#include <QElapsedTimer>
#include <QHash>
#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// What clients cost, while they are there and when they are gone.
class LoadClientsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void connectsAndDisconnectsLeaveNothingBehind();
    void stalledClientsCostNoMoreThanTheirQueues_data();
    void stalledClientsCostNoMoreThanTheirQueues();
    void reasonsAreKeptApart();
    void aFullHubTurnsAwayAndEvictsNobody();
};

namespace {

constexpr double MiB = 1024 * 1024;

QString inMiB(qint64 bytes)
{
    return QString::number(double(bytes) / MiB, 'f', 1) + QStringLiteral(" MiB");
}

/// Reason of disconnection by the client's user agent.
QHash<QString, QStringList> disconnects(LoadBench &bench)
{
    QHash<QString, QStringList> reasons;
    for (const auto value : bench.ask("/api/disconnects").value(QLatin1String("disconnects")).toArray()) {
        const QJsonObject client = value.toObject();
        reasons[client.value(QLatin1String("userAgent")).toString()] +=
            client.value(QLatin1String("reason")).toString();
    }
    return reasons;
}

/// `count` clients, each for a moment: cut at any byte of the answer or a little behind it, in any way.
bool comeAndGo(LoadBench &bench, int count)
{
    constexpr int AtOnce = 500;
    for (int begun = 0; begun < count; begun += AtOnce) {
        bench.swarm().clear();
        for (int i = begun; i < std::min(count, begun + AtOnce); ++i) {
            SwarmPlan plan;
            plan.query = "channel=busy&channel=room." + QByteArray::number(i % 500);
            if (i % 3 == 0)
                plan.query += "&pattern=*";
            plan.cutEvery = 400;
            plan.returns = false;
            bench.swarm().add(plan);
        }
        if (!bench.swarm().waitFor(
                [&] { return bench.swarm().count(SwarmClient::State::Ended) == bench.swarm().size(); })) {
            for (const auto &client : bench.swarm().clients()) {
                if (client->state() != SwarmClient::State::Ended)
                    LoadBench::report(
                        QStringLiteral("client %1 is still there, in state %2, after %3 bytes and %4 cuts")
                            .arg(client->number())
                            .arg(int(client->state()))
                            .arg(client->counts().bytes)
                            .arg(client->counts().cuts));
            }
            return false;
        }
    }
    bench.swarm().clear();
    return true;
}

} // namespace

void LoadClientsTest::connectsAndDisconnectsLeaveNothingBehind()
{
    const int connects = LoadBench::sized(5000, 60'000);
    LoadBench bench({QStringLiteral("--max-events"), QStringLiteral("50")}); // soon full: what grows then are clients
    QVERIFY2(bench.start(), qPrintable(bench.error()));
    const qint64 process = bench.hub().process().processId();
    const auto clients = [&] { return bench.ask("/api/clients").value(QLatin1String("clients")).toArray().size(); };
    QCOMPARE(clients(), 0);
    const qint64 filesBefore = openFiles(process);
    LoadPublisher::Plan busy;
    busy.channels = {"busy"};
    busy.batch = 1;
    busy.pause = 5ms;
    LoadPublisher &publisher = bench.publish(busy);

    QVERIFY(comeAndGo(bench, 1000));
    QVERIFY(bench.swarm().waitFor([&] { return clients() == 0; }));
    const qint64 before = bench.residentBytes();
    QElapsedTimer timer;
    timer.start();
    QVERIFY(comeAndGo(bench, connects));
    const qint64 elapsed = timer.elapsed();
    publisher.stop();
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
    QVERIFY(bench.swarm().waitFor([&] { return clients() == 0; }));
    const auto channels = [&] { return bench.ask("/api/channels").value(QLatin1String("channels")).toArray().size(); };
    QVERIFY(bench.swarm().waitFor([&] { return channels() == 1; }));
    // The publisher's connection is still there.
    QVERIFY(bench.swarm().waitFor([&] { return openFiles(process) <= filesBefore + 1; }));
    const qint64 after = bench.residentBytes();
    const auto total = bench.ask("/api/stats").value(QLatin1String("disconnects")).toObject();
    LoadBench::report(QStringLiteral("%1 connects in %2 s; resident %3 after the first thousand, %4 after all; %5 were "
                                     "clients, closed by peer")
                          .arg(connects)
                          .arg(double(elapsed) / 1000)
                          .arg(inMiB(before), inMiB(after))
                          .arg(total.value(QLatin1String("closed by peer")).toInt()));
    QCOMPARE(total.keys(), QStringList{QStringLiteral("closed by peer")});
    QVERIFY(!LoadBench::knowsMemory() || double(after) < double(before) * 1.1);
}

void LoadClientsTest::stalledClientsCostNoMoreThanTheirQueues_data()
{
    QTest::addColumn<bool>("replay");
    QTest::newRow("live") << false;
    QTest::newRow("in replay") << true;
}

void LoadClientsTest::stalledClientsCostNoMoreThanTheirQueues()
{
    QFETCH(bool, replay);
    const int clients = LoadBench::sized(100, 1000);
    constexpr qint64 Queue = 1024 * 1024;
    constexpr qint64 Allowance = 256 * 1024;
    LoadBench bench;
    QVERIFY2(bench.start(), qPrintable(bench.error()));
    const qint64 base = bench.residentBytes();
    LoadPublisher::Plan load;
    load.channels = {"a", "b"};
    load.dataBytes = 2000;
    load.batch = 50;
    load.events = 5000;
    if (replay) {
        bench.publish(load);
        QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
        load.number = 2;
    }
    const QByteArrayList queries{"channel=a", "channel=b&channel=a", "pattern=*&envelope=1", "channel=a&envelope=1"};
    for (int i = 0; i < clients; ++i) {
        SwarmPlan plan;
        plan.query = queries[i % queries.size()];
        plan.reading = SwarmPlan::Reading::Nothing;
        plan.receiveBuffer = 4096;
        if (replay)
            plan.lastEventId = "earliest";
        bench.swarm().add(plan);
    }
    QVERIFY(bench.swarm().waitFor([&] { return bench.swarm().allStream(); }));
    qint64 most = 0;
    const auto watch = QObject::connect(&bench.swarm(), &Swarm::ticked, &bench.swarm(),
                                        [&] { most = std::max(most, bench.residentBytes()); });
    bench.publish(load);
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
    QObject::disconnect(watch);
    const qint64 history =
        bench.ask("/api/stats").value(QLatin1String("history")).toObject().value(QLatin1String("bytes")).toInteger();
    LoadBench::report(QStringLiteral("%1 clients that read nothing: %2 at most, from %3, with %4 of history")
                          .arg(clients)
                          .arg(inMiB(most), inMiB(base), inMiB(history)));
    QVERIFY(!LoadBench::knowsMemory() || most < base + clients * (Queue + Allowance) + history);
}

void LoadClientsTest::reasonsAreKeptApart()
{
    LoadBench bench({QStringLiteral("--stall"), QStringLiteral("2s")});
    QVERIFY2(bench.start(), qPrintable(bench.error()));
    constexpr int Each = 20;
    const auto add = [&](const char *who, SwarmPlan::Reading reading) {
        SwarmPlan plan;
        plan.query = QByteArray("channel=") + who;
        plan.headers = QByteArray("User-Agent: ") + who + "\r\n";
        plan.reading = reading;
        plan.receiveBuffer = reading == SwarmPlan::Reading::All ? 0 : 4096;
        plan.slowBytes = 64;
        plan.returns = false;
        bench.swarm().add(Each, plan);
    };
    add("flooded", SwarmPlan::Reading::Nothing);
    add("quiet", SwarmPlan::Reading::Nothing);
    add("slow", SwarmPlan::Reading::Slowly);
    add("reading", SwarmPlan::Reading::All);
    QVERIFY(bench.swarm().waitFor([&] { return bench.swarm().allStream(); }));
    LoadPublisher::Plan plan;
    plan.dataBytes = 5000;
    plan.channels = {"quiet", "slow"}; // about 400 KB each: more than the kernel takes, less than the queue's bound
    plan.inTurn = true;
    plan.events = 160;
    bench.publish(plan);
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
    plan.channels = {"flooded", "reading"};
    plan.events = 100; // 250 KB for each, ten times; each time those that read have it before more comes
    for (plan.number = 2; plan.number <= 11; ++plan.number) {
        bench.publish(plan);
        QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
        QVERIFY(bench.swarm().waitFor([&] {
            return std::all_of(bench.swarm().clients().cbegin(), bench.swarm().clients().cend(),
                               [&](const auto &client) {
                                   return client->plan().reading != SwarmPlan::Reading::All ||
                                          client->counts().events >= quint64(50 * (plan.number - 1));
                               });
        }));
    }
    QHash<QString, QStringList> reasons;
    const auto all = [](const QString &reason) { return QStringList(Each, reason); };
    const bool allListed = bench.swarm().waitFor(
        [&] {
            reasons = disconnects(bench);
            return reasons.value(QStringLiteral("flooded")).size() == Each &&
                   reasons.value(QStringLiteral("quiet")).size() == Each;
        },
        10s);
    QCOMPARE(reasons.value(QStringLiteral("flooded")), all(QStringLiteral("too slow")));
    QCOMPARE(reasons.value(QStringLiteral("quiet")), all(QStringLiteral("stalled")));
    QVERIFY(allListed);
    // Who takes a little now and then is neither, however long it goes on.
    const auto slow = [](const auto &client) { return client->plan().reading == SwarmPlan::Reading::Slowly; };
    QVERIFY(bench.swarm().waitFor([&] {
        return std::all_of(bench.swarm().clients().cbegin(), bench.swarm().clients().cend(), [&](const auto &client) {
            return !slow(client) || client->counts().bytes > 25'000 || client->state() == SwarmClient::State::Ended;
        });
    }));
    reasons = disconnects(bench);
    QCOMPARE(reasons.value(QStringLiteral("slow")).join(u','), QString());
    QCOMPARE(reasons.value(QStringLiteral("reading")), QStringList());
    const auto counted = bench.ask("/api/stats").value(QLatin1String("disconnects")).toObject();
    QCOMPARE(counted.value(QLatin1String("too slow")).toInt(), Each);
    QCOMPARE(counted.value(QLatin1String("stalled")).toInt(), Each);
}

void LoadClientsTest::aFullHubTurnsAwayAndEvictsNobody()
{
    const int room = LoadBench::sized(200, 2000);
    LoadBench bench({QStringLiteral("--max-clients"), QString::number(room)});
    QVERIFY2(bench.start(), qPrintable(bench.error()));
    Swarm &swarm = bench.swarm();
    SwarmPlan plan;
    plan.query = "channel=a";
    swarm.add(room, plan);
    QVERIFY(swarm.waitFor([&] { return swarm.allStream(); }));
    plan.returns = false;
    swarm.add(room, plan);
    const auto turnedAway = [&](const auto &client) {
        return client->state() == SwarmClient::State::Ended && client->counts().ends == 1 &&
               client->openingRetry() >= 10s && client->openingRetry() <= 60s;
    };
    QVERIFY(swarm.waitFor(
        [&] { return std::all_of(swarm.clients().cbegin() + room, swarm.clients().cend(), turnedAway); }));
    for (int i = 0; i < room / 2; ++i)
        swarm.at(size_t(i)).end(i % 2 ? SwarmClient::Cut::Close : SwarmClient::Cut::Reset);
    const auto connected = [&] { return bench.ask("/api/stats").value(QLatin1String("clients")).toInt(); };
    QVERIFY(swarm.waitFor([&] { return connected() == room / 2; }));
    plan.returns = true;
    swarm.add(room / 2, plan);
    QVERIFY(swarm.waitFor([&] { return swarm.count(SwarmClient::State::Streaming) == size_t(room); }));
    QCOMPARE(connected(), room);
    for (int i = room / 2; i < room; ++i)
        QCOMPARE(swarm.at(size_t(i)).counts().connections, 1U);
    QVERIFY2(swarm.problem().isEmpty(), qPrintable(swarm.problem()));
}

QTEST_GUILESS_MAIN(LoadClientsTest)
#include "tst_load_clients.moc"
