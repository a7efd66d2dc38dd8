// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/reconnectpolicy.h"

#include <QTest>

using namespace helio;
using namespace std::chrono_literals;

using std::chrono::milliseconds;

class ReconnectPolicyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstRetryComesExactlyAfterTheReconnectionTime();
    void theBackOffDoublesUpToItsMaximum();
    void theMaximumIsSettable();
    void noRetryComesBeforeTheReconnectionTime();
    void aReconnectionTimeOfZeroStillBacksOff();
    void jitterOutsideItsBoundIsCut();
    void aDeliveryStartsAnew();
    void theLimitCountsRetriesInARow();
    void aLimitOfZeroNeverTriesAgain();
};

namespace {

milliseconds latest(milliseconds bound)
{
    return bound;
}

} // namespace

void ReconnectPolicyTest::theFirstRetryComesExactlyAfterTheReconnectionTime()
{
    ReconnectPolicy policy(ReconnectPolicy::NoLimit, latest);
    QCOMPARE(policy.nextDelay(3000ms), 3000ms);
}

void ReconnectPolicyTest::theBackOffDoublesUpToItsMaximum()
{
    ReconnectPolicy policy(ReconnectPolicy::NoLimit, latest);
    policy.nextDelay(3000ms);
    for (const milliseconds backOff : {3000ms, 6000ms, 12'000ms, 24'000ms, 30'000ms, 30'000ms})
        QCOMPARE(policy.nextDelay(3000ms), 3000ms + backOff);
}

void ReconnectPolicyTest::theMaximumIsSettable()
{
    ReconnectPolicy policy(ReconnectPolicy::NoLimit, latest, 5000ms);
    policy.nextDelay(3000ms);
    for (const milliseconds backOff : {3000ms, 5000ms, 5000ms})
        QCOMPARE(policy.nextDelay(3000ms), 3000ms + backOff);
    // What the server asks for is no back-off: it is not cut.
    QCOMPARE(policy.nextDelay(60'000ms), 65'000ms);
    ReconnectPolicy none(ReconnectPolicy::NoLimit, latest, 0ms);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(none.nextDelay(3000ms), 3000ms);
}

void ReconnectPolicyTest::noRetryComesBeforeTheReconnectionTime()
{
    ReconnectPolicy policy;
    for (int i = 0; i < 1000; ++i) {
        const auto delay = policy.nextDelay(60'000ms);
        QVERIFY(delay >= 60'000ms && delay <= 90'000ms);
    }
}

void ReconnectPolicyTest::aReconnectionTimeOfZeroStillBacksOff()
{
    ReconnectPolicy policy(ReconnectPolicy::NoLimit, latest);
    QCOMPARE(policy.nextDelay(0ms), 0ms);
    QCOMPARE(policy.nextDelay(0ms), 100ms);
    QCOMPARE(policy.nextDelay(0ms), 200ms);
}

void ReconnectPolicyTest::jitterOutsideItsBoundIsCut()
{
    ReconnectPolicy tooLate(ReconnectPolicy::NoLimit, [](milliseconds bound) { return 10 * bound; });
    tooLate.nextDelay(1000ms);
    QCOMPARE(tooLate.nextDelay(1000ms), 2000ms);
    ReconnectPolicy tooEarly(ReconnectPolicy::NoLimit, [](milliseconds bound) { return -bound; });
    tooEarly.nextDelay(1000ms);
    QCOMPARE(tooEarly.nextDelay(1000ms), 1000ms);
}

void ReconnectPolicyTest::aDeliveryStartsAnew()
{
    ReconnectPolicy policy(2, latest);
    policy.nextDelay(1000ms);
    policy.nextDelay(1000ms);
    policy.startAnew();
    QCOMPARE(policy.reconnects(), 0);
    QCOMPARE(policy.nextDelay(1000ms), 1000ms);
    QCOMPARE(policy.nextDelay(1000ms), 2000ms);
}

void ReconnectPolicyTest::theLimitCountsRetriesInARow()
{
    ReconnectPolicy policy(2);
    QVERIFY(policy.nextDelay(0ms));
    QVERIFY(policy.nextDelay(0ms));
    QVERIFY(!policy.nextDelay(0ms));
    QCOMPARE(policy.reconnects(), 2);
}

void ReconnectPolicyTest::aLimitOfZeroNeverTriesAgain()
{
    QVERIFY(!ReconnectPolicy(0).nextDelay(0ms));
}

QTEST_APPLESS_MAIN(ReconnectPolicyTest)
#include "tst_reconnectpolicy.moc"
