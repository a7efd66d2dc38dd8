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
    QTest::addColumn<bool>("tellsGaps");
    const QString appendOnly = QStringLiteral("--appendonly");
    const QString yes = QStringLiteral("yes");
    const QString sync = QStringLiteral("--appendfsync");
    QTest::newRow("appendfsync always") << QStringList{appendOnly, yes, sync, QStringLiteral("always")} << true << true
                                        << false;
    const QStringList everySecond{appendOnly, yes, sync, QStringLiteral("everysec")};
    QTest::newRow("appendfsync everysec") << everySecond << false << true << true;
    QTest::newRow("no persistence") << QStringList() << false << true << true;
    // What a hub and Redis take with them is lost, and told.
    QTest::newRow("appendfsync everysec, hubs end with Redis") << everySecond << true << false << true;
    QTest::newRow("no persistence, hubs end with Redis") << QStringList() << true << false << true;
}

void GroupChaosTest::threeHubsAndRedisAreKilledAtRandom()
{
    QFETCH(QStringList, arguments);
    QFETCH(bool, together);
    QFETCH(bool, keepsAll);
    QFETCH(bool, tellsGaps);
    const int rounds = LoadBench::sized(1, 40);
    const int steps = LoadBench::sized(4, 10);
    // What stands before that is read from Redis; where it has to be put back, memory has to hold it.
    const QStringList hub =
        tellsGaps ? QStringList() : QStringList{QStringLiteral("--memory"), QStringLiteral("64KiB")};
    const bool isSeeded = qEnvironmentVariableIsSet("HELIOGRAPH_SEED");
    for (int round = 0; round < rounds; ++round) {
        const quint32 seed = isSeeded ? qEnvironmentVariable("HELIOGRAPH_SEED").toUInt() + quint32(round)
                                      : QRandomGenerator::system()->generate();
        qInfo("HELIOGRAPH_SEED=%u", seed);
        GroupChaos chaos({.seed = seed, .redis = arguments, .hub = hub, .together = together, .steps = steps});
        QVERIFY2(chaos.start() && chaos.run() && chaos.finish(), qPrintable(chaos.error()));
        LoadBench::report(chaos.report());
        QString problem = chaos.problemOfWitnesses();
        QVERIFY2(problem.isEmpty(), qPrintable(problem + chaos.error()));
        problem = chaos.problemOfHubs(keepsAll);
        QVERIFY2(problem.isEmpty(), qPrintable(problem + chaos.error()));
        if (keepsAll)
            QCOMPARE(chaos.findings().missing + chaos.findings().again, 0);
        if (!tellsGaps)
            QCOMPARE(chaos.gaps(), 0U);
    }
}

QTEST_GUILESS_MAIN(GroupChaosTest)
#include "tst_group_chaos.moc"
