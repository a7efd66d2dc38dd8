// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/groupchaos.h"
#include "load/loadbench.h"

#include <QRandomGenerator>
#include <QTest>

using namespace helio;
using namespace helio::test;

/// Three hubs and a Redis are killed at random under load. HELIOGRAPH_SEED repeats what chance decided;
/// HELIOGRAPH_LOAD=full runs many rounds.
class GroupChaosTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void threeHubsAndRedisAreKilledAtRandom_data();
    void threeHubsAndRedisAreKilledAtRandom();
};

void GroupChaosTest::initTestCase()
{
    if (!RedisServer::isAvailable())
        QSKIP("There is no redis-server here.");
}

void GroupChaosTest::threeHubsAndRedisAreKilledAtRandom_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<bool>("together"); // hubs end at the same time as Redis, too
    QTest::addColumn<bool>("keepsAll");
    QTest::addColumn<QStringList>("hub");
    QTest::addColumn<int>("round");
    const QString appendOnly = QStringLiteral("--appendonly");
    const QString yes = QStringLiteral("yes");
    const QString sync = QStringLiteral("--appendfsync");
    const QStringList always{appendOnly, yes, sync, QStringLiteral("always")};
    // What stands before that is read from Redis; where it has to be put back, memory has to hold it.
    const QStringList little{QStringLiteral("--memory"), QStringLiteral("64KiB")};
    const QStringList everySecond{appendOnly, yes, sync, QStringLiteral("everysec")};
    const QString bridge = QStringLiteral("--redis-bridge");
    for (int round = 0; round < LoadBench::sized(1, 40); ++round) {
        QTest::addRow("appendfsync always, %d", round) << always << true << true << little << round;
        QTest::addRow("appendfsync everysec, %d", round) << everySecond << false << true << QStringList() << round;
        // What comes back from the channels is nothing new.
        QTest::addRow("appendfsync everysec, bridged, %d", round)
            << everySecond << false << true << QStringList{bridge, QStringLiteral("*")} << round;
        QTest::addRow("no persistence, %d", round) << QStringList() << false << true << QStringList() << round;
        // What a hub and Redis take with them is lost, and told.
        QTest::addRow("appendfsync everysec, hubs end with Redis, %d", round)
            << everySecond << true << false << QStringList() << round;
        QTest::addRow("no persistence, hubs end with Redis, %d", round)
            << QStringList() << true << false << QStringList() << round;
    }
}

void GroupChaosTest::threeHubsAndRedisAreKilledAtRandom()
{
    QFETCH(QStringList, arguments);
    QFETCH(bool, together);
    QFETCH(bool, keepsAll);
    QFETCH(QStringList, hub);
    QFETCH(int, round);
    const quint32 seed = qEnvironmentVariableIsSet("HELIOGRAPH_SEED")
                             ? qEnvironmentVariable("HELIOGRAPH_SEED").toUInt() + quint32(round)
                             : QRandomGenerator::system()->generate();
    qInfo("HELIOGRAPH_SEED=%u", seed);
    GroupChaos chaos(
        {.seed = seed, .redis = arguments, .hub = hub, .together = together, .steps = LoadBench::sized(4, 10)});
    QVERIFY2(chaos.start() && chaos.run() && chaos.finish(), qPrintable(chaos.error()));
    LoadBench::report(chaos.report());
    QString problem = chaos.problemOfWitnesses();
    QVERIFY2(problem.isEmpty(), qPrintable(problem + chaos.error()));
    problem = chaos.problemOfHubs(keepsAll);
    QVERIFY2(problem.isEmpty(), qPrintable(problem + chaos.error()));
    if (keepsAll)
        QCOMPARE(chaos.findings().missing + chaos.findings().again, 0);
    // Where a hub ends with Redis, or shortly before, nobody knows what it had read.
    const bool isBridged = hub.contains(QStringLiteral("--redis-bridge")); // each new bridge tells a loss
    if (keepsAll && !isBridged && chaos.hubKills() == 0)
        QCOMPARE(chaos.gaps(), 0U);
}

QTEST_GUILESS_MAIN(GroupChaosTest)
#include "tst_group_chaos.moc"
