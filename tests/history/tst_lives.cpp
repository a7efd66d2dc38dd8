// SPDX-License-Identifier: GPL-3.0-or-later
#include "lives.h"
#include "support/sanitized.h"

#include <QTest>

using namespace helio;
using namespace helio::test;

/// How many seeds: HELIOGRAPH_LIVES, or as many as take some 20 s in a release build.
class LivesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsAcknowledgedOutlivesEachLife();
    void aLogThatIsNotSyncedIsCaught();
    void aDiskThatSyncsNothingIsCaught();
    void aSeedLivesTheSameLifeAgain();
};

namespace {

int lives()
{
    bool isNumber = false;
    const int lives = qEnvironmentVariableIntValue("HELIOGRAPH_LIVES", &isNumber);
    return isNumber ? lives : IsSanitized ? 300 : 3'000;
}

int failuresOf(SimDisk::Lie lie, int seeds)
{
    int failures = 0;
    for (int seed = 0; seed < seeds; ++seed)
        failures += !Lives(quint32(seed), lie).run().isEmpty();
    return failures;
}

} // namespace

void LivesTest::whatIsAcknowledgedOutlivesEachLife()
{
    for (int seed = 0; seed * Lives::LivesOfASeed < lives(); ++seed) {
        const QString problem = Lives(quint32(seed)).run();
        QVERIFY2(problem.isEmpty(),
                 qPrintable(QStringLiteral("%1; again: history_lives --seed %2 --verbose").arg(problem).arg(seed)));
    }
}

void LivesTest::aLogThatIsNotSyncedIsCaught()
{
    QVERIFY(failuresOf(SimDisk::Lie::LogUntilCheckpoint, 40) > 10);
}

void LivesTest::aDiskThatSyncsNothingIsCaught()
{
    QVERIFY(failuresOf(SimDisk::Lie::Everything, 40) > 10);
}

void LivesTest::aSeedLivesTheSameLifeAgain()
{
    for (int seed = 0; seed < 40; ++seed) {
        const QString once = Lives(quint32(seed), SimDisk::Lie::LogUntilCheckpoint).run();
        QCOMPARE(Lives(quint32(seed), SimDisk::Lie::LogUntilCheckpoint).run(), once);
    }
}

QTEST_GUILESS_MAIN(LivesTest)
#include "tst_lives.moc"
