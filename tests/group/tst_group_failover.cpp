// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/groupchaos.h"
#include "load/loadbench.h"
#include "redis/sentinelserver.h"

#include <QTest>

using namespace helio;
using namespace helio::test;

/// Three hubs under load whose Redis is another one all of a sudden.
class GroupFailoverTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingAcknowledgedIsLost_data();
    void nothingAcknowledgedIsLost();
};

void GroupFailoverTest::nothingAcknowledgedIsLost_data()
{
    QTest::addColumn<int>("replicas"); // that have to have what is acknowledged
    QTest::addColumn<bool>("isKilled");
    QTest::newRow("with WAIT, the master is killed") << 1 << true;
    QTest::newRow("with WAIT, the sentinel is asked for it") << 1 << false;
    QTest::newRow("without WAIT, the master is killed") << 0 << true;
    QTest::newRow("without WAIT, the sentinel is asked for it") << 0 << false;
}

void GroupFailoverTest::nothingAcknowledgedIsLost()
{
    if (!RedisServer::isAvailable())
        QSKIP("There is no redis-server here.");
    QFETCH(int, replicas);
    QFETCH(bool, isKilled);
    RedisServer one;
    RedisServer other;
    other.setMaster(one);
    SentinelServer sentinel("shop", one);
    QVERIFY2(one.start() && other.start() && sentinel.start() && sentinel.waitForReplica(),
             qPrintable(one.report() + other.report() + sentinel.report()));
    GroupChaos chaos({.url = QStringLiteral("redis+sentinel://127.0.0.1:%1/shop").arg(sentinel.port()),
                      .hub = {QStringLiteral("--redis-replicas"), QString::number(replicas)}});
    QVERIFY2(chaos.start(), qPrintable(chaos.error()));
    RedisServer *master = &one;
    RedisServer *replica = &other;
    for (int i = 0; i < LoadBench::sized(1, 4); ++i) {
        QVERIFY2(chaos.publishesOn(300), qPrintable(chaos.error()));
        if (isKilled) {
            master->kill();
            QTRY_COMPARE_WITH_TIMEOUT(sentinel.masterPort(), replica->port(), 30'000);
            master->setMaster(*replica);
            QVERIFY2(master->start(), qPrintable(master->report()));
        } else {
            QVERIFY(sentinel.failOver());
        }
        std::swap(master, replica);
        QVERIFY(master->waitForRole("master"));
        QVERIFY2(chaos.publishesOn(300), qPrintable(chaos.error()));
        QVERIFY(replica->waitForRole("slave") && sentinel.waitForReplica());
    }
    QVERIFY2(chaos.finish(), qPrintable(chaos.error()));
    LoadBench::report(chaos.report());
    QString problem = chaos.problemOfWitnesses();
    QVERIFY2(problem.isEmpty(), qPrintable(problem + chaos.error()));
    problem = chaos.problemOfHubs();
    QVERIFY2(problem.isEmpty(), qPrintable(problem + chaos.error()));
}

QTEST_GUILESS_MAIN(GroupFailoverTest)
#include "tst_group_failover.moc"
