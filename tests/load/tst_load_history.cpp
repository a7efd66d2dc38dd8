// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/loadbench.h"

#include <QJsonArray>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// Channels that vanish and return, and ids whose events are gone.
class LoadHistoryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aVanishedChannelIsRememberedUntilItIsBack();
    void patternsAreToldOfVanishedChannels();
    void anOwnIdThatIsGoneStillHasItsPlace();
};

namespace {

QByteArray room(int i)
{
    return "room." + QByteArray::number(i);
}

/// Until the hub knows no channels any more: their history is over, and nobody listens.
bool waitUntilNoChannels(LoadBench &bench)
{
    return bench.swarm().waitFor(
        [&] {
            const QJsonObject answer = bench.ask("/api/channels");
            return answer.contains(QLatin1String("channels")) &&
                   answer.value(QLatin1String("channels")).toArray().isEmpty();
        },
        20s);
}

/// Publishes two events in each room and one in `other`, and answers them all.
QList<Event> fill(LoadBench &bench, int rooms)
{
    LoadPublisher::Plan plan;
    plan.channels.clear();
    for (int i = 0; i < rooms; ++i)
        plan.channels.append(room(i));
    plan.channels.append("other");
    plan.inTurn = true;
    plan.events = 2 * plan.channels.size();
    plan.batch = 500;
    SwarmPlan witness;
    witness.query = "pattern=*";
    witness.keepsEvents = true;
    witness.returns = false;
    SwarmClient &all = bench.swarm().add(witness);
    bench.swarm().waitFor([&] { return bench.swarm().allStream(); });
    bench.publish(plan);
    bench.waitForPublishers();
    bench.swarm().waitFor([&] { return all.events().size() == plan.events; });
    QList<Event> events = all.events();
    bench.swarm().clear();
    return events;
}

SwarmPlan resuming(const QByteArray &query, const QByteArray &lastEventId)
{
    SwarmPlan plan;
    plan.query = query;
    plan.lastEventId = lastEventId;
    plan.keepsEvents = true;
    return plan;
}

} // namespace

void LoadHistoryTest::aVanishedChannelIsRememberedUntilItIsBack()
{
    const int rooms = LoadBench::sized(300, 3000);
    LoadBench bench({QStringLiteral("--max-age"), QStringLiteral("200ms")});
    QVERIFY2(bench.start(), qPrintable(bench.error()));
    Swarm &swarm = bench.swarm();
    const QList<Event> past = fill(bench, rooms);
    QCOMPARE(past.size(), 2 * (rooms + 1));
    QVERIFY(waitUntilNoChannels(bench));

    const auto resumeAll = [&] {
        for (int i = 0; i < rooms; ++i) {
            const QByteArray first = past[i].id;
            const QByteArray last = past[rooms + 1 + i].id;
            swarm.add(resuming("channel=" + room(i), first));                     // misses the second
            swarm.add(resuming("channel=" + room(i), last));                      // misses nothing
            swarm.add(resuming("channel=never." + QByteArray::number(i), first)); // nor does this
            swarm.add(resuming("channel=" + room(i), "unknown"));                 // may miss anything
        }
    };
    const auto verify = [&](quint64 events) {
        for (const auto &client : swarm.clients()) {
            const int kind = int(client->number() % 4);
            QCOMPARE(client->counts().gaps, kind == 0 || kind == 3 ? 1U : 0U);
            QCOMPARE(client->counts().events, kind == 2 ? 0U : events);
        }
    };
    const auto publishOne = [&](int number) {
        LoadPublisher::Plan plan;
        plan.number = number;
        plan.channels.clear();
        for (int i = 0; i < rooms; ++i)
            plan.channels.append(room(i));
        plan.inTurn = true;
        plan.events = rooms;
        plan.batch = 500;
        bench.publish(plan);
        return bench.waitForPublishers();
    };
    const auto allHave = [&](quint64 events) {
        return swarm.waitFor([&] { return swarm.counts().events == 3 * events * quint64(rooms); });
    };

    resumeAll();
    QVERIFY(swarm.waitFor([&] { return swarm.allStream() && swarm.counts().gaps == quint64(2 * rooms); }));
    QVERIFY(publishOne(2)); // they are back
    QVERIFY(allHave(1));
    verify(1);

    swarm.clear();
    QVERIFY(waitUntilNoChannels(bench));
    QVERIFY(publishOne(3));
    resumeAll(); // what was there before is missing still, and for all but the newcomers an event more
    QVERIFY(swarm.waitFor([&] { return swarm.allStream() && swarm.counts().gaps >= quint64(3 * rooms); }));
    for (const auto &client : swarm.clients())
        QCOMPARE(client->counts().gaps, client->number() % 4 == 2 ? 0U : 1U);
    QVERIFY2(swarm.problem().isEmpty(), qPrintable(swarm.problem()));
}

void LoadHistoryTest::patternsAreToldOfVanishedChannels()
{
    const int rooms = LoadBench::sized(300, 3000);
    LoadBench bench({QStringLiteral("--max-age"), QStringLiteral("200ms")});
    QVERIFY2(bench.start(), qPrintable(bench.error()));
    Swarm &swarm = bench.swarm();
    const QList<Event> past = fill(bench, rooms);
    QCOMPARE(past.size(), 2 * (rooms + 1));
    QVERIFY(waitUntilNoChannels(bench));
    const QByteArray lastOfRooms = past[2 * rooms].id; // behind it stands only `other`'s second
    const QByteArray before = past[2 * rooms - 1].id;
    const SwarmClient &missesOther = swarm.add(resuming("pattern=*", lastOfRooms));
    const SwarmClient &hasAllRooms = swarm.add(resuming("pattern=room.*", lastOfRooms));
    const SwarmClient &missesOne = swarm.add(resuming("pattern=room.*", before));
    const SwarmClient &missesNamed = swarm.add(resuming("pattern=room.*&channel=other", lastOfRooms));
    const SwarmClient &hasAll = swarm.add(resuming("pattern=*", past.constLast().id));
    const SwarmClient &elsewhere = swarm.add(resuming("pattern=hall.*", before));
    LoadPublisher::Plan plan;
    plan.number = 2;
    plan.channels = {"room.0", "other", "hall.1"};
    plan.inTurn = true;
    plan.events = 3;
    QVERIFY(swarm.waitFor([&] { return swarm.allStream(); }));
    bench.publish(plan);
    QVERIFY(swarm.waitFor([&] { return swarm.counts().events == 3 + 1 + 1 + 2 + 3 + 1; }));
    QCOMPARE(missesOther.counts().gaps, 1U);
    QCOMPARE(hasAllRooms.counts().gaps, 0U);
    QCOMPARE(missesOne.counts().gaps, 1U);
    QCOMPARE(missesNamed.counts().gaps, 1U);
    QCOMPARE(hasAll.counts().gaps, 0U);
    QCOMPARE(elsewhere.counts().gaps, 0U);
}

void LoadHistoryTest::anOwnIdThatIsGoneStillHasItsPlace()
{
    LoadBench bench({QStringLiteral("--max-events"), QStringLiteral("4")});
    QVERIFY2(bench.start(), qPrintable(bench.error()));
    LoadPublisher::Plan plan;
    plan.channels = {"quiet"};
    plan.events = 2;
    bench.publish(plan);
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
    plan.number = 2;
    plan.channels = {"busy"};
    plan.events = 10;
    plan.ownIdEvery = 2;
    bench.publish(plan);
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
    SwarmPlan resumed = resuming("channel=quiet&channel=busy&poll=1", "own 2/2");
    resumed.returns = false;
    const SwarmClient &client = bench.swarm().add(resumed);
    QVERIFY(bench.swarm().waitFor([&] { return client.state() == SwarmClient::State::Ended; }));
    QCOMPARE(client.counts().gaps, 1U);
    QCOMPARE(client.events().size(), 4);
}

QTEST_GUILESS_MAIN(LoadHistoryTest)
#include "tst_load_history.moc"
