// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/loadbench.h"

#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// Clients that lose their connection again and again, at any byte and in any way, while publishers publish.
class LoadDeliveryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsLostDoubledOrReorderedOverDisconnects();
    void whoIsTooSlowIsClosedAndMissesNothing();
    void aGapIsToldExactlyWhereSomethingIsMissing_data();
    void aGapIsToldExactlyWhereSomethingIsMissing();
};

namespace {

const QByteArrayList Channels{"a", "b.1", "b.2", "b.3", "c", "users.7"};

/// One selection for each way to select.
const QByteArrayList Queries{
    "channel=a",
    "channel=b.2&envelope=1",
    "channel=a&channel=b.1&channel=c",
    "pattern=*",
    "pattern=b.*&channel=c",
    "pattern=*&envelope=1",
    "pattern=b.[12]&pattern=users.?&channel=b.1",
    "channel=users.7&channel=nobody",
    "channel=b.1&channel=b.3&envelope=1",
    "pattern=no.*&pattern=?",
};

void startPublishers(LoadBench &bench, int events, LoadPublisher::Plan plan)
{
    constexpr int Publishers = 4;
    plan.channels = Channels;
    plan.events = events / Publishers;
    for (plan.number = 1; plan.number <= Publishers; ++plan.number) {
        plan.ownIdEvery = plan.number % 2 == 0 ? 2 : 0;
        bench.publish(plan);
    }
}

} // namespace

void LoadDeliveryTest::nothingIsLostDoubledOrReorderedOverDisconnects()
{
    const int events = LoadBench::sized(2000, 20'000);
    LoadBench bench({QStringLiteral("--max-events"), QStringLiteral("100000")});
    QVERIFY2(bench.start(), qPrintable(bench.error()));
    for (int i = 0; i < 50; ++i) {
        SwarmPlan plan;
        plan.query = Queries[i % Queries.size()];
        plan.lastEventId = "earliest"; // who is cut before its first event has no id to come back with
        plan.cutEvery = LoadBench::sized(6, 20) * 1000;
        plan.keepsJournal = true;
        bench.swarm().add(plan);
    }
    QVERIFY(bench.swarm().waitFor([&] { return bench.swarm().allStream(); }));
    LoadPublisher::Plan plan;
    plan.batch = 5;
    plan.pause = 2ms;
    startPublishers(bench, events, plan);
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));

    const Reference reference = bench.everything();
    QVERIFY2(bench.error().isEmpty(), qPrintable(bench.error()));
    QCOMPARE(reference.events().size(), events);
    for (int number = 1; number <= 4; ++number) {
        const QString problem = LoadPublisher::problemWith(reference.events(), number, events / 4);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }
    const bool complete = bench.swarm().waitFor([&] { return bench.allHaveLast(reference); });
    const QString problem = bench.problemWith(reference, Reference::Begin::First);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QVERIFY(complete);
    QVERIFY2(bench.swarm().problem().isEmpty(), qPrintable(bench.swarm().problem()));
    const SwarmClient::Counts counts = bench.swarm().counts();
    QCOMPARE(counts.gaps, 0U);
    LoadBench::report(
        QStringLiteral("%1 events received on %2 connections (%3 cut by the clients, %4 ended and %5 reset)")
            .arg(counts.events)
            .arg(counts.connections)
            .arg(counts.cuts)
            .arg(counts.ends)
            .arg(counts.resets));
    QVERIFY(counts.cuts > 50);
}

void LoadDeliveryTest::whoIsTooSlowIsClosedAndMissesNothing()
{
    const int events = LoadBench::sized(2000, 20'000);
    LoadBench bench(
        {QStringLiteral("--max-events"), QStringLiteral("100000"), QStringLiteral("--queue"), QStringLiteral("64KiB")});
    QVERIFY2(bench.start(), qPrintable(bench.error()));
    for (int i = 0; i < 50; ++i) {
        SwarmPlan plan;
        plan.query = Queries[i % Queries.size()];
        plan.lastEventId = "earliest";
        plan.keepsJournal = true;
        plan.receiveBuffer = 16 * 1024;
        if (i % 5 != 0) {
            plan.reading = SwarmPlan::Reading::Slowly;
            plan.slowBytes = 1000 * (i % 5);
        }
        bench.swarm().add(plan);
    }
    QVERIFY(bench.swarm().waitFor([&] { return bench.swarm().allStream(); }));
    LoadPublisher::Plan plan;
    plan.dataBytes = 1000;
    startPublishers(bench, events, plan);
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
    const Reference reference = bench.everything();
    QCOMPARE(reference.events().size(), events);
    const quint64 closed = bench.swarm().counts().ends + bench.swarm().counts().resets;
    for (const auto &client : bench.swarm().clients())
        client->setReading(SwarmPlan::Reading::All);
    QVERIFY(bench.swarm().waitFor([&] { return bench.allHaveLast(reference); }));
    const QString problem = bench.problemWith(reference, Reference::Begin::First);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const QJsonObject reasons = bench.ask("/api/stats").value(QLatin1String("disconnects")).toObject();
    LoadBench::report(
        QStringLiteral("%1 times a client was too slow, %2 were seen by the clients meanwhile; %3 events received")
            .arg(reasons.value(QLatin1String("too slow")).toInt())
            .arg(closed)
            .arg(bench.swarm().counts().events));
    QVERIFY(reasons.value(QLatin1String("too slow")).toInt() > 0);
    QCOMPARE(bench.swarm().counts().gaps, 0U);
}

void LoadDeliveryTest::aGapIsToldExactlyWhereSomethingIsMissing_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("events of a channel") << QStringList{QStringLiteral("--max-events"), QStringLiteral("20")};
    QTest::newRow("bytes of the hub") << QStringList{QStringLiteral("--max-bytes"), QStringLiteral("48KiB")};
    QTest::newRow("age") << QStringList{QStringLiteral("--max-age"), QStringLiteral("100ms")};
}

void LoadDeliveryTest::aGapIsToldExactlyWhereSomethingIsMissing()
{
    QFETCH(QStringList, options);
    const int events = LoadBench::sized(2000, 20'000);
    LoadBench bench(options);
    QVERIFY2(bench.start(), qPrintable(bench.error()));

    // An id to begin with: who is cut before its first event must have one to come back with.
    LoadPublisher::Plan first;
    first.number = 9;
    first.events = 1;
    bench.publish(first);
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
    const QByteArray firstId = bench.everything().events().constFirst().id;

    SwarmPlan witness;
    witness.query = "pattern=*";
    witness.keepsEvents = true;
    const SwarmClient &all = bench.swarm().add(witness);
    for (int i = 0; i < 50; ++i) {
        SwarmPlan plan;
        plan.query = Queries[i % Queries.size()];
        plan.lastEventId = firstId;
        plan.cutEvery = LoadBench::sized(10, 20) * 1000;
        plan.returnsWithin = std::chrono::milliseconds(i % 2 ? 20 : 1200);
        plan.keepsJournal = true;
        bench.swarm().add(plan);
    }
    QVERIFY(bench.swarm().waitFor([&] { return bench.swarm().allStream(); }));
    LoadPublisher::Plan plan;
    plan.batch = 2;
    plan.pause = 4ms;
    startPublishers(bench, events, plan);
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
    for (const auto &client : bench.swarm().clients())
        client->setCutEvery(0);
    QVERIFY(bench.swarm().waitFor([&] { return bench.swarm().allStream(); }));
    LoadPublisher::Plan last; // of each channel, to see when all have come to the end
    last.number = 5;
    last.channels = Channels;
    last.inTurn = true;
    last.events = Channels.size();
    bench.publish(last);
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));

    QVERIFY(bench.swarm().waitFor([&] { return all.events().size() == events + last.events; }));
    QCOMPARE(all.counts().connections, 1U);
    const Reference reference(all.events());
    for (int number = 1; number <= 4; ++number) {
        const QString problem = LoadPublisher::problemWith(reference.events(), number, events / 4);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }
    QVERIFY(bench.swarm().waitFor([&] { return bench.allHaveLast(reference); }));
    const QString problem = bench.problemWith(reference, Reference::Begin::First);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QVERIFY2(bench.swarm().problem().isEmpty(), qPrintable(bench.swarm().problem()));
    const SwarmClient::Counts counts = bench.swarm().counts();
    LoadBench::report(QStringLiteral("%1 gaps told on %2 connections; %3 events received")
                          .arg(counts.gaps)
                          .arg(counts.connections)
                          .arg(counts.events));
    QVERIFY(counts.gaps > 0);
}

QTEST_GUILESS_MAIN(LoadDeliveryTest)
#include "tst_load_delivery.moc"
