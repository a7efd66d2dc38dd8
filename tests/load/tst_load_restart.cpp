// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/loadbench.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <csignal>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// The end of a hub with thousands of clients, and their return.
class LoadRestartTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void allComeBackAtOnceAfterARestart_data();
    void allComeBackAtOnceAfterARestart();
    void allComeBackAtOnceAfterANetworksFailure();
    void aDrainLetsAllThatReadHaveEverything();
};

namespace {

/// Descriptors beside the clients': libraries, pipes, publishers.
constexpr qint64 OtherFiles = 300;

SwarmPlan keeping(const QByteArray &query)
{
    SwarmPlan plan;
    plan.query = query;
    plan.keepsJournal = true;
    return plan;
}

void publishEvents(LoadBench &bench, int number, const QByteArrayList &channels, qint64 events, qsizetype bytes)
{
    LoadPublisher::Plan plan;
    plan.number = number;
    plan.channels = channels;
    plan.inTurn = true;
    plan.events = events;
    plan.dataBytes = bytes;
    bench.publish(plan);
}

} // namespace

void LoadRestartTest::allComeBackAtOnceAfterARestart_data()
{
    QTest::addColumn<bool>("killed");
    QTest::newRow("SIGTERM") << false;
    QTest::newRow("SIGKILL") << true;
}

void LoadRestartTest::allComeBackAtOnceAfterARestart()
{
    QFETCH(bool, killed);
    const int clients = LoadBench::sized(1000, 5000);
    if (Swarm::openFileLimit() < clients + OtherFiles)
        QSKIP("the hard limit of open files is too small for so many clients");
    LoadBench bench;
    QVERIFY2(bench.start(), qPrintable(bench.error()));
    for (int i = 0; i < clients; ++i) {
        SwarmPlan plan = keeping(i % 10 == 0 ? "pattern=*" : i % 10 == 1 ? "channel=a&channel=b" : "channel=a");
        plan.returnsWithin = 50ms; // an event source would wait for seconds: this is the worst
        bench.swarm().add(plan);
    }
    Swarm &swarm = bench.swarm();
    QVERIFY(swarm.waitFor([&] { return swarm.allStream(); }));
    publishEvents(bench, 1, {"a", "b"}, 20, 50);
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
    const Reference before = bench.everything();
    QVERIFY(swarm.waitFor([&] { return bench.allHaveLast(before); }));

    swarm.setConnectingAtOnce(Swarm::Unlimited);
    if (killed)
        bench.hub().kill();
    else
        QCOMPARE(bench.hub().stop(), std::optional(0));
    LoadPublisher::Plan during;
    during.number = 2;
    during.channels = {"b", "a"};
    during.batch = 1;
    during.pause = 5ms;
    LoadPublisher &publisher = bench.publish(during); // tries until the hub is back
    QElapsedTimer timer;
    timer.start();
    QVERIFY2(bench.hub().restart(), qPrintable(bench.hub().report()));
    const qint64 listening = timer.elapsed();
    QVERIFY(swarm.waitFor([&] { return swarm.allStream() && swarm.counts().connections >= quint64(2 * clients); }));
    LoadBench::report(
        QStringLiteral("%1 clients streamed again %2 ms after the hub listened (at %3 ms); %4 attempts were "
                       "refused; %5 events were published meanwhile")
            .arg(clients)
            .arg(timer.elapsed() - listening)
            .arg(listening)
            .arg(swarm.counts().refusals)
            .arg(publisher.published()));
    QVERIFY(swarm.waitFor([&] { return publisher.published() >= 20; })); // and to those that are back
    publisher.stop();
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
    const Reference after = bench.everything();
    QVERIFY(swarm.waitFor([&] { return bench.allHaveLast(after); }));

    for (const auto &client : swarm.clients()) {
        QCOMPARE(client->counts().connections, 2U); // nobody was evicted
        QCOMPARE(client->counts().shutdowns, killed ? 0U : 1U);
        QCOMPARE(client->journal().gaps().size(), 1U); // history was in memory
        const Journal::Gap &gap = client->journal().gaps().front();
        const Selection selection = selectionOf(client->plan().query);
        QCOMPARE(gap.requested, before.last(selection)->id);
        const QString problem =
            before.problemWith(client->journal().part(0, gap.before), selection, Reference::Begin::First) +
            after.problemWith(client->journal().part(gap.before), selection, Reference::Begin::First);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }
    QVERIFY2(swarm.problem().isEmpty(), qPrintable(swarm.problem()));
    QCOMPARE(bench.ask("/api/stats").value(QLatin1String("clients")).toInt(), clients);
}

void LoadRestartTest::allComeBackAtOnceAfterANetworksFailure()
{
    const int clients = LoadBench::sized(1000, 5000);
    constexpr int Missed = 500;
    if (Swarm::openFileLimit() < clients + OtherFiles)
        QSKIP("the hard limit of open files is too small for so many clients");
    LoadBench bench;
    QVERIFY2(bench.start(), qPrintable(bench.error()));
    Swarm &swarm = bench.swarm();
    for (int i = 0; i < clients; ++i) {
        SwarmPlan plan = keeping(i % 10 == 0   ? "pattern=*"
                                 : i % 10 == 1 ? "channel=a&channel=b&envelope=1"
                                               : "channel=a");
        plan.returnsWithin = 500ms;
        swarm.add(plan);
    }
    QVERIFY(swarm.waitFor([&] { return swarm.allStream(); }));
    publishEvents(bench, 1, {"a", "b"}, 20, 50);
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
    QVERIFY(swarm.waitFor([reference = bench.everything(), &bench] { return bench.allHaveLast(reference); }));
    const qint64 before = bench.residentBytes();
    qint64 most = before;
    QObject::connect(&swarm, &Swarm::ticked, &swarm, [&] { most = std::max(most, bench.residentBytes()); });

    swarm.setConnectingAtOnce(Swarm::Unlimited);
    for (const auto &client : swarm.clients())
        client->cut(SwarmClient::Cut::Reset);
    QElapsedTimer timer;
    timer.start();
    publishEvents(bench, 2, {"a", "b"}, Missed, 200); // a part of it before they are back, a part meanwhile
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
    const Reference reference = bench.everything();
    QVERIFY(swarm.waitFor([&] { return bench.allHaveLast(reference); }));
    LoadBench::report(
        QStringLiteral("%1 clients were back with what they had missed, %2 events, after %3 ms; resident %4 MiB "
                       "before, %5 MiB at most")
            .arg(clients)
            .arg(swarm.counts().events - quint64(20 * clients))
            .arg(timer.elapsed())
            .arg(before >> 20)
            .arg(most >> 20));
    const QString problem = bench.problemWith(reference, Reference::Begin::First);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const SwarmClient::Counts counts = swarm.counts();
    QCOMPARE(counts.gaps, 0U);
    QCOMPARE(counts.connections, quint64(2 * clients));
    QVERIFY2(swarm.problem().isEmpty(), qPrintable(swarm.problem()));
}

void LoadRestartTest::aDrainLetsAllThatReadHaveEverything()
{
    const int clients = LoadBench::sized(2000, 10'000);
    constexpr int Stalled = 20;
    constexpr int Replaying = 10;
    if (Swarm::openFileLimit() < clients + OtherFiles)
        QSKIP("the hard limit of open files is too small for so many clients");
    LoadBench bench;
    QVERIFY2(bench.start(), qPrintable(bench.error()));
    Swarm &swarm = bench.swarm();
    publishEvents(bench, 1, {"long"}, 10'000, 150);
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
    const Reference past = bench.everything();

    SwarmPlan plan;
    plan.returns = false;
    plan.query = "channel=a";
    plan.keepsEvents = true;
    const SwarmClient &witness = swarm.add(plan);
    plan.keepsEvents = false;
    plan.keepsJournal = true;
    swarm.add(clients - Stalled - Replaying - 1, plan);
    SwarmPlan stalled;
    stalled.query = "channel=heavy";
    stalled.reading = SwarmPlan::Reading::Nothing;
    stalled.receiveBuffer = 4096;
    stalled.returns = false;
    swarm.add(Stalled, stalled);
    QVERIFY(swarm.waitFor([&] { return swarm.allStream(); }));
    publishEvents(bench, 2, {"heavy"}, 100, 5000); // more than the kernel takes, less than the queue's bound
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
    QCOMPARE(bench.ask("/api/stats").value(QLatin1String("clients")).toInt(), clients - Replaying);

    plan.query = "channel=long";
    plan.lastEventId = "earliest";
    swarm.add(Replaying, plan);
    QVERIFY(swarm.waitFor([&] { return swarm.allStream(); }));
    publishEvents(bench, 3, {"a"}, 40, 50);
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
    QElapsedTimer timer; // at this moment most of it is still on its way
    timer.start();
    QCOMPARE(bench.hub().stop(), std::optional(0));
    const qint64 elapsed = timer.elapsed();
    const auto reads = [](const auto &client) { return client->plan().reading == SwarmPlan::Reading::All; };
    QVERIFY(swarm.waitFor([&] {
        return std::all_of(swarm.clients().cbegin(), swarm.clients().cend(), [&](const auto &client) {
            return !reads(client) || client->state() == SwarmClient::State::Ended;
        });
    }));

    const QString incomplete = LoadPublisher::problemWith(witness.events(), 3, 40);
    QVERIFY2(incomplete.isEmpty(), qPrintable(incomplete));
    const Reference now(witness.events());
    std::vector<qint64> retries;
    for (const auto &client : swarm.clients()) {
        if (!reads(client))
            continue;
        QCOMPARE(client->counts().shutdowns, 1U);
        QCOMPARE(client->counts().ends, 1U); // orderly
        retries.push_back(client->shutdownRetry().value_or(0ms).count());
        if (!client->plan().keepsJournal)
            continue;
        const bool replays = client->plan().query == "channel=long";
        const QString problem =
            (replays ? past : now)
                .problemWith(client->journal(), selectionOf(client->plan().query), Reference::Begin::First);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }
    std::sort(retries.begin(), retries.end());
    LoadBench::report(
        QStringLiteral("%1 clients, %2 of them stalled: ended after %3 ms; told to come back after %4 to %5 s, "
                       "half of them within %6 s")
            .arg(clients)
            .arg(Stalled)
            .arg(elapsed)
            .arg(double(retries.front()) / 1000)
            .arg(double(retries.back()) / 1000)
            .arg(double(retries[retries.size() / 2]) / 1000));
    QVERIFY(elapsed < 5000);
    // About a minute for 10,000, and evenly.
    const double spread = double(clients) * 6;
    QVERIFY(double(retries.back() - retries.front()) > 0.8 * spread);
    QVERIFY(std::abs(double(retries[retries.size() / 2]) - 3000 - spread / 2) < 0.1 * spread);
}

QTEST_GUILESS_MAIN(LoadRestartTest)
#include "tst_load_restart.moc"
