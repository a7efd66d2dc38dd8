// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/heartbeat.h"
#include "client/machineclock.h"

#include <QTest>

using namespace helio;
using namespace std::chrono_literals;

using Allowed = std::optional<Heartbeat::Time>;

/// What silence teaches, by a clock that the test moves. `true` stands for a heartbeat.
class HeartbeatTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anySilenceIsAllowedUntilOneWasSeen();
    void threeOfThemAreTooMany();
    void theMultipleIsSettable_data();
    void theMultipleIsSettable();
    void afterTheFirstOneItIsPatient();
    void aGreetingIsNone();
    void commentsOfOneBurstAreNone();
    void eventsBetweenDoNotShortenIt();
    void aServerWithATimerForAllIsUnderstood();
    void aSilenceThatEndedWellIsNeverTooLong();
    void theNextConnectionKnowsIt();
    void aServerThatHasNoneAnyMoreIsNotAskedForever();
    void sleepIsWhatOnlyOneClockSaw();
};

namespace {

/// A connection that opened at 0 and heard a heartbeat at each of these seconds.
Heartbeat heartbeatAt(std::initializer_list<int> seconds, int multiple = 3)
{
    Heartbeat heartbeat(multiple, 1s);
    heartbeat.connected(0s);
    for (const int second : seconds)
        heartbeat.heard(std::chrono::seconds(second), true);
    return heartbeat;
}

} // namespace

void HeartbeatTest::anySilenceIsAllowedUntilOneWasSeen()
{
    Heartbeat heartbeat(3, 1s);
    QCOMPARE(heartbeat.allowedSilence(), Allowed());
    heartbeat.connected(0s);
    for (int second = 1; second < 100; ++second)
        heartbeat.heard(std::chrono::seconds(second), false);
    QCOMPARE(heartbeat.allowedSilence(), Allowed());
}

void HeartbeatTest::threeOfThemAreTooMany()
{
    QCOMPARE(heartbeatAt({15, 30}).allowedSilence(), Allowed(45s));
    QCOMPARE(heartbeatAt({2, 4, 6}).allowedSilence(), Allowed(6s));
}

void HeartbeatTest::theMultipleIsSettable_data()
{
    QTest::addColumn<int>("multiple");
    QTest::addColumn<int>("seconds"); // -1: any silence
    QTest::newRow("0") << 0 << -1;
    QTest::newRow("1") << 1 << 10;
    QTest::newRow("5") << 5 << 50;
}

void HeartbeatTest::theMultipleIsSettable()
{
    QFETCH(int, multiple);
    QFETCH(int, seconds);
    QCOMPARE(heartbeatAt({10, 20}, multiple).allowedSilence(),
             seconds < 0 ? Allowed() : Allowed(std::chrono::seconds(seconds)));
}

void HeartbeatTest::afterTheFirstOneItIsPatient()
{
    QCOMPARE(heartbeatAt({15}).allowedSilence(), Allowed(45s));
    QCOMPARE(heartbeatAt({20}).allowedSilence(), Allowed(60s));
    // The one timer of a server may strike at any time after the beginning.
    QCOMPARE(heartbeatAt({3}).allowedSilence(), Allowed(Heartbeat::PatienceAfterOne));
}

void HeartbeatTest::aGreetingIsNone()
{
    QCOMPARE(heartbeatAt({0}).allowedSilence(), Allowed());
    QCOMPARE(heartbeatAt({0, 15, 30}).allowedSilence(), Allowed(45s));
}

void HeartbeatTest::commentsOfOneBurstAreNone()
{
    QCOMPARE(heartbeatAt({15, 15, 15, 30, 30}).allowedSilence(), Allowed(45s));
}

void HeartbeatTest::eventsBetweenDoNotShortenIt()
{
    // One that comes after 15 s of silence.
    Heartbeat heartbeat(3, 1s);
    heartbeat.connected(0s);
    for (const int second : {1, 4, 5, 20})
        heartbeat.heard(std::chrono::seconds(second), second == 20);
    QCOMPARE(heartbeat.allowedSilence(), Allowed(60s));
    heartbeat.heard(35s, true);
    QCOMPARE(heartbeat.allowedSilence(), Allowed(45s));
    heartbeat.heard(36s, false);
    heartbeat.heard(51s, true);
    QCOMPARE(heartbeat.allowedSilence(), Allowed(45s));
}

void HeartbeatTest::aServerWithATimerForAllIsUnderstood()
{
    // Each 30 s whatever else is sent; the last silence before it was 2 s.
    Heartbeat heartbeat(3, 1s);
    heartbeat.connected(0s);
    for (const int second : {7, 15, 28, 35, 37, 67})
        heartbeat.heard(std::chrono::seconds(second), second == 7 || second == 37 || second == 67);
    QCOMPARE(heartbeat.allowedSilence(), Allowed(90s));
}

void HeartbeatTest::aSilenceThatEndedWellIsNeverTooLong()
{
    // Comments that come as they like.
    QCOMPARE(heartbeatAt({2, 4, 24, 26}).allowedSilence(), Allowed(60s));
}

void HeartbeatTest::theNextConnectionKnowsIt()
{
    Heartbeat heartbeat = heartbeatAt({15, 30});
    heartbeat.stopped();
    heartbeat.connected(100s);
    QCOMPARE(heartbeat.allowedSilence(), Allowed(45s));
}

void HeartbeatTest::aServerThatHasNoneAnyMoreIsNotAskedForever()
{
    Heartbeat heartbeat = heartbeatAt({15, 30});
    heartbeat.stopped();
    heartbeat.connected(100s);
    heartbeat.stopped();
    heartbeat.connected(200s);
    QCOMPARE(heartbeat.allowedSilence(), Allowed());
}

void HeartbeatTest::sleepIsWhatOnlyOneClockSaw()
{
    SleepDetector detector({100s, 5000s});
    QVERIFY(!detector.hasSlept({101s, 5001s}));
    QVERIFY(!detector.hasSlept({1000s, 5900s})); // a thread that was busy
    QVERIFY(!detector.hasSlept({1001s, 5902s})); // one second apart: a clock that was corrected
    QVERIFY(detector.hasSlept({1002s, 9000s}));
    QVERIFY(!detector.hasSlept({1003s, 9001s})); // reported once
    QVERIFY(!detector.hasSlept({1004s, 8000s})); // a wall clock that was set back
    QVERIFY(detector.hasSlept({1005s, 8003s}));
    const MachineMoment now = machineTime();
    QVERIFY(!SleepDetector(now).hasSlept(machineTime()));
    QVERIFY(machineTime().awake >= now.awake);
}

QTEST_APPLESS_MAIN(HeartbeatTest)
#include "tst_heartbeat.moc"
