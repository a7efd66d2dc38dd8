// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/loadbench.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// Long replays: exact, in bounded memory, and at nobody's cost.
class LoadReplayTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLongReplayIsExactAndHoldsNobodyUp_data();
    void aLongReplayIsExactAndHoldsNobodyUp();
    void aSlowReplayIsToldWhatIsTrimmedUnderIt();
};

namespace {

/// How late a live client's events come.
struct Delays
{
    qint64 events = 0;
    qint64 worst = 0; ///< nanoseconds
    qint64 sum = 0;

    void add(const Event &event)
    {
        const qint64 delay = LoadPublisher::now() - LoadPublisher::publishedAt(event);
        ++events;
        worst = std::max(worst, delay);
        sum += delay;
    }
    QString text() const
    {
        return QStringLiteral("%1 events, %2 ms late on average, %3 ms at worst")
            .arg(events)
            .arg(double(sum) / double(std::max<qint64>(events, 1)) / 1e6, 0, 'f', 2)
            .arg(double(worst) / 1e6, 0, 'f', 2);
    }
};

} // namespace

void LoadReplayTest::aLongReplayIsExactAndHoldsNobodyUp_data()
{
    QTest::addColumn<int>("channels");
    QTest::addColumn<int>("events");
    QTest::addColumn<QByteArray>("query");
    const int events = LoadBench::sized(20'000, 100'000);
    QTest::newRow("one channel") << 1 << events << QByteArray("channel=past.0");
    QTest::newRow("a pattern over many channels")
        << LoadBench::sized(2000, 8000) << events << QByteArray("pattern=past.*");
    QTest::newRow("a hundred names") << 100 << events << QByteArray("channel=past.0") + [] {
        QByteArray more;
        for (int i = 1; i < 100; ++i)
            more += "&channel=past." + QByteArray::number(i);
        return more;
    }();
}

void LoadReplayTest::aLongReplayIsExactAndHoldsNobodyUp()
{
    QFETCH(int, channels);
    QFETCH(int, events);
    QFETCH(QByteArray, query);
    constexpr qint64 Burst = 24 * 1024 * 1024; // one client's replay in all is larger at full size, five are at any
    constexpr int Replaying = 5;
    LoadBench bench({QStringLiteral("--max-events"), QStringLiteral("200000")});
    QVERIFY2(bench.start(), qPrintable(bench.error()));
    Swarm &swarm = bench.swarm();
    LoadPublisher::Plan past;
    past.channels.clear();
    for (int i = 0; i < channels; ++i)
        past.channels.append("past." + QByteArray::number(i));
    past.inTurn = true;
    past.events = events;
    past.batch = 500;
    past.dataBytes = 300;
    bench.publish(past);
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));

    Delays quiet;
    Delays meanwhile;
    Delays *now = &quiet;
    SwarmPlan live;
    live.query = "channel=live";
    live.observer = [&now](SwarmClient &, const Event &event) { now->add(event); };
    swarm.add(live);
    QVERIFY(swarm.waitFor([&] { return swarm.allStream(); }));
    LoadPublisher::Plan ticking;
    ticking.number = 2;
    ticking.channels = {"live"};
    ticking.batch = 1;
    ticking.pause = 1ms;
    LoadPublisher &ticker = bench.publish(ticking);
    QVERIFY(swarm.waitFor([&] { return quiet.events >= 200; }));

    const qint64 before = bench.residentBytes();
    qint64 most = before;
    const auto watch =
        QObject::connect(&swarm, &Swarm::ticked, &swarm, [&] { most = std::max(most, bench.residentBytes()); });
    now = &meanwhile;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < Replaying; ++i) {
        SwarmPlan plan;
        plan.query = query;
        plan.lastEventId = "earliest";
        plan.keepsEvents = i == 0;
        plan.keepsJournal = true;
        if (i == 1) { // one that the others need not wait for
            plan.reading = SwarmPlan::Reading::Slowly;
            plan.slowBytes = 64 * 1024;
        }
        swarm.add(plan);
    }
    const auto complete = [&] {
        return std::all_of(swarm.clients().cbegin() + 1, swarm.clients().cend(),
                           [&](const auto &client) { return client->counts().events >= quint64(events); });
    };
    QVERIFY(swarm.waitFor(complete, 120s));
    QObject::disconnect(watch);
    LoadBench::report(QStringLiteral("%1 replays of %2 events in %3 ms; a live client before: %4, meanwhile: %5; "
                                     "resident %6 MiB before, %7 MiB at most")
                          .arg(Replaying)
                          .arg(events)
                          .arg(timer.elapsed())
                          .arg(quiet.text(), meanwhile.text())
                          .arg(before >> 20)
                          .arg(most >> 20));
    ticker.stop();
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));

    const QList<Event> &received = swarm.at(1).events();
    QCOMPARE(received.size(), events);
    const QString incomplete = LoadPublisher::problemWith(received, 1, events);
    QVERIFY2(incomplete.isEmpty(), qPrintable(incomplete));
    const QString problem = bench.problemWith(Reference(received), Reference::Begin::First);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QCOMPARE(swarm.counts().gaps, 0U);
    QCOMPARE(swarm.counts().connections, swarm.size());
    QVERIFY(meanwhile.events > 10);
    QVERIFY(!LoadBench::knowsMemory() || most < before + Burst);
}

void LoadReplayTest::aSlowReplayIsToldWhatIsTrimmedUnderIt()
{
    const int events = LoadBench::sized(6000, 60'000);
    LoadBench bench({QStringLiteral("--max-events"), QStringLiteral("2000")});
    QVERIFY2(bench.start(), qPrintable(bench.error()));
    Swarm &swarm = bench.swarm();
    SwarmPlan witness;
    witness.query = "pattern=*";
    witness.keepsEvents = true;
    const SwarmClient &all = swarm.add(witness);
    QVERIFY(swarm.waitFor([&] { return swarm.allStream(); }));
    LoadPublisher::Plan plan;
    plan.channels = {"a", "b", "c"};
    plan.dataBytes = 500;
    plan.events = 6000;
    plan.batch = 50;
    bench.publish(plan);
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));

    const QByteArrayList queries{"channel=a", "channel=a&channel=b", "pattern=*", "pattern=[bc]&envelope=1"};
    for (int i = 0; i < 40; ++i) {
        SwarmPlan slow;
        slow.query = queries[i % queries.size()];
        slow.lastEventId = "earliest";
        slow.reading = SwarmPlan::Reading::Slowly;
        slow.slowBytes = 500 * (1 + i / 4); // 50 to 500 KB/s
        slow.receiveBuffer = 16 * 1024;
        slow.keepsJournal = true;
        swarm.add(slow);
    }
    QVERIFY(swarm.waitFor([&] { return swarm.allStream(); }));
    plan.number = 2;
    plan.events = events;
    plan.pause = 10ms;
    bench.publish(plan);
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
    QVERIFY(swarm.waitFor([&] { return all.events().size() == 6000 + events; }));
    for (const auto &client : swarm.clients())
        client->setReading(SwarmPlan::Reading::All);
    const Reference reference(all.events());
    QVERIFY(swarm.waitFor([&] { return bench.allHaveLast(reference); }));
    // They began with the oldest that was held, whatever that was.
    const QString problem = bench.problemWith(reference, Reference::Begin::Anywhere);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    LoadBench::report(QStringLiteral("%1 gaps told to %2 slow replays that received %3 events, on %4 connections")
                          .arg(swarm.counts().gaps)
                          .arg(swarm.size() - 1)
                          .arg(swarm.counts().events - quint64(all.events().size()))
                          .arg(swarm.counts().connections - 1));
    QVERIFY(swarm.counts().gaps > 0);
    QCOMPARE(swarm.counts().connections, swarm.size()); // being behind is no reason to be closed
}

QTEST_GUILESS_MAIN(LoadReplayTest)
#include "tst_load_replay.moc"
