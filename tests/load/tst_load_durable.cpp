// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/loadbench.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// A hub that keeps its history in a file is killed again and again: what it acknowledged is there, and nobody misses
/// anything.
class LoadDurableTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatWasAcknowledgedIsThereOnceAndInOrderAfterEachKill();
    void whoComesBackAfterAKillMissesNothing_data();
    void whoComesBackAfterAKillMissesNothing();
    void aHubWithAMillionEventsServesSoon();
};

namespace {

QStringList onDisk(const QTemporaryDir &folder, const QStringList &more = {})
{
    return QStringList{QStringLiteral("--store"),
                       QStringLiteral("sqlite:") + folder.filePath(QStringLiteral("history.db")),
                       QStringLiteral("--max-events"),
                       QStringLiteral("10000000"),
                       QStringLiteral("--max-bytes"),
                       QStringLiteral("8GiB")} +
           more;
}

SwarmPlan keeping(const QByteArray &query)
{
    SwarmPlan plan;
    plan.query = query;
    plan.keepsJournal = true;
    return plan;
}

} // namespace

void LoadDurableTest::whatWasAcknowledgedIsThereOnceAndInOrderAfterEachKill()
{
    const int kills = LoadBench::sized(10, 100);
    constexpr int Publishers = 8;
    QTemporaryDir folder;
    LoadBench bench(onDisk(folder));
    QVERIFY2(bench.start(), qPrintable(bench.error()));
    Swarm &swarm = bench.swarm();
    for (const char *query : {"pattern=*", "channel=a&channel=b", "channel=c", "pattern=*&envelope=1"})
        swarm.add(keeping(query));
    QVERIFY(swarm.waitFor([&] { return swarm.allStream(); }));
    std::vector<LoadPublisher *> publishers;
    for (int number = 1; number <= Publishers; ++number) {
        LoadPublisher::Plan plan;
        plan.number = number;
        plan.channels = {"a", "b", "c"};
        plan.batch = number;
        plan.ownIdEvery = 1; // so that what was kept and not answered is not kept twice
        publishers.push_back(&bench.publish(plan));
    }
    const auto published = [&publishers] {
        qint64 sum = 0;
        for (const LoadPublisher *publisher : publishers)
            sum += publisher->published();
        return sum;
    };
    std::mt19937 chance(14);
    for (int kill = 0; kill < kills; ++kill) {
        const qint64 enough = published() + std::uniform_int_distribution<qint64>(50, 1500)(chance);
        QVERIFY(swarm.waitFor([&] { return published() >= enough; }));
        bench.hub().kill();
        QVERIFY2(bench.hub().restart(), qPrintable(bench.hub().report()));
    }
    for (LoadPublisher *publisher : publishers)
        publisher->stop();
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
    qint64 retries = 0;
    for (const LoadPublisher *publisher : publishers)
        retries += publisher->retries();

    const Reference reference = bench.everything();
    QVERIFY(swarm.waitFor([&] { return bench.allHaveLast(reference); }));
    const QString problem = bench.problemWith(reference, Reference::Begin::First);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QCOMPARE(swarm.counts().gaps, 0U);
    QVERIFY2(swarm.problem().isEmpty(), qPrintable(swarm.problem()));

    Swarm one(bench.hub().port());
    SwarmPlan plan;
    plan.query = "pattern=*&poll=1&lastEventId=earliest";
    plan.returns = false;
    plan.keepsEvents = true;
    const SwarmClient &all = one.add(plan);
    QVERIFY(one.waitFor([&] { return all.state() == SwarmClient::State::Ended; }));
    for (int number = 1; number <= Publishers; ++number) {
        const QString wrong =
            LoadPublisher::problemWith(all.events(), number, publishers[size_t(number - 1)]->published());
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }
    LoadBench::report(QStringLiteral("%1 kills under %2 publishers; %3 events acknowledged, %4 batches given again")
                          .arg(kills)
                          .arg(Publishers)
                          .arg(published())
                          .arg(retries));
}

void LoadDurableTest::whoComesBackAfterAKillMissesNothing_data()
{
    QTest::addColumn<QString>("memory");
    QTest::newRow("from memory") << QStringLiteral("64MiB");
    QTest::newRow("from the file") << QStringLiteral("0");
}

void LoadDurableTest::whoComesBackAfterAKillMissesNothing()
{
    QFETCH(QString, memory);
    const int clients = LoadBench::sized(1000, 8000);
    constexpr int Missed = 500;
    if (Swarm::openFileLimit() < clients + 300)
        QSKIP("the hard limit of open files is too small for so many clients");
    QTemporaryDir folder;
    LoadBench bench(onDisk(folder, {QStringLiteral("--memory"), memory}));
    QVERIFY2(bench.start(), qPrintable(bench.error()));
    Swarm &swarm = bench.swarm();
    for (int i = 0; i < clients; ++i) {
        SwarmPlan plan = keeping(i % 10 == 0 ? "pattern=*" : i % 10 == 1 ? "channel=a&channel=b" : "channel=a");
        plan.returnsWithin = 500ms;
        swarm.add(plan);
    }
    QVERIFY(swarm.waitFor([&] { return swarm.allStream(); }));
    LoadPublisher::Plan plan;
    plan.channels = {"a", "b"};
    plan.inTurn = true;
    plan.events = 20;
    bench.publish(plan);
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
    QVERIFY(swarm.waitFor([reference = bench.everything(), &bench] { return bench.allHaveLast(reference); }));

    swarm.setConnectingAtOnce(Swarm::Unlimited);
    bench.hub().kill();
    QVERIFY2(bench.hub().restart(), qPrintable(bench.hub().report()));
    QElapsedTimer timer;
    timer.start();
    plan.number = 2;
    plan.events = Missed; // some of it before they are back, some meanwhile
    bench.publish(plan);
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
    const Reference reference = bench.everything();
    QVERIFY(swarm.waitFor([&] { return bench.allHaveLast(reference); }));
    LoadBench::report(QStringLiteral("%1 clients had %2 events more, %3 ms after a restart")
                          .arg(clients)
                          .arg(Missed)
                          .arg(timer.elapsed()));
    const QString problem = bench.problemWith(reference, Reference::Begin::First);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QCOMPARE(swarm.counts().gaps, 0U);
    QVERIFY2(swarm.problem().isEmpty(), qPrintable(swarm.problem()));
}

void LoadDurableTest::aHubWithAMillionEventsServesSoon()
{
    const int events = LoadBench::sized(50'000, 1'000'000);
    QTemporaryDir folder;
    LoadBench bench(onDisk(folder));
    QElapsedTimer timer;
    timer.start();
    QVERIFY2(bench.start(), qPrintable(bench.error()));
    const qint64 empty = timer.elapsed();
    LoadPublisher::Plan plan;
    plan.channels = {"a", "b", "c", "d"};
    plan.events = events;
    plan.batch = 1000;
    bench.publish(plan);
    QVERIFY2(bench.waitForPublishers(600s), qPrintable(bench.error()));
    QCOMPARE(bench.hub().stop(), std::optional(0));
    timer.start();
    QVERIFY2(bench.hub().restart(), qPrintable(bench.hub().report()));
    // Publishing waits for history to be open.
    plan.number = 2;
    plan.events = 1;
    bench.publish(plan);
    QVERIFY2(bench.waitForPublishers(), qPrintable(bench.error()));
    LoadBench::report(QStringLiteral("with %1 events the hub published %2 ms after its start; it listened %3 ms after "
                                     "its start with none")
                          .arg(events)
                          .arg(timer.elapsed())
                          .arg(empty));
    QCOMPARE(bench.ask("/api/stats").value(QLatin1String("history")).toObject().value(QLatin1String("events")).toInt(),
             events + 1);
}

QTEST_GUILESS_MAIN(LoadDurableTest)
#include "tst_load_durable.moc"
