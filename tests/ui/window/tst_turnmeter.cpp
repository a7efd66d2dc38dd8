// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/turnmeter.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace helio;
using namespace std::chrono_literals;

/// How long the event loop is busy at a stretch.
class TurnMeterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLoopThatIsHeldUpIsMeasured();
    void waitingIsNoTurn();
    void turnsInALoopWithinALoopAreTurnsOfTheirOwn();
    void nothingCountsBeforeTheStart();
};

namespace {

void holdUp(std::chrono::milliseconds time)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.nsecsElapsed() < std::chrono::nanoseconds(time).count()) {
    }
}

/// Delivers an event as the application does.
template <typename Work>
void deliver(TurnMeter &meter, Work work)
{
    QTimer::singleShot(0, &meter, [&meter, work] {
        meter.beginTurn();
        work();
    });
}

} // namespace

void TurnMeterTest::aLoopThatIsHeldUpIsMeasured()
{
    TurnMeter meter;
    meter.start();
    QEventLoop loop;
    deliver(meter, [&] {
        holdUp(60ms);
        QTimer::singleShot(0, &loop, &QEventLoop::quit);
    });
    loop.exec();
    QVERIFY(meter.report().over50Ms >= 1); // the machine may have held up others
    QVERIFY(meter.report().longestMs >= 60);
    QVERIFY(meter.report().p999Ms >= 60);
    QVERIFY(meter.report().seconds >= 0.06);
}

void TurnMeterTest::waitingIsNoTurn()
{
    TurnMeter meter;
    meter.start();
    int ticks = 0;
    QEventLoop loop; // waits, as the application's does
    QTimer timer;
    connect(&timer, &QTimer::timeout, &meter, [&] {
        meter.beginTurn();
        if (++ticks == 5)
            loop.quit();
    });
    timer.start(60ms);
    loop.exec();
    QVERIFY(meter.report().turns >= 4);
    // Had the waiting between the ticks been counted, no turn would be shorter than 50 ms.
    QVERIFY(meter.report().turns > meter.report().over50Ms);
}

void TurnMeterTest::turnsInALoopWithinALoopAreTurnsOfTheirOwn()
{
    TurnMeter meter;
    meter.start();
    QEventLoop inner;
    QEventLoop outer;
    deliver(meter, [&] {
        // As a dialog does: the loop goes on within the delivery of the click that opened it.
        QTimer::singleShot(100ms, &inner, &QEventLoop::quit);
        inner.exec();
        QTimer::singleShot(0, &outer, &QEventLoop::quit);
    });
    outer.exec();
    QVERIFY(meter.report().seconds >= 0.1);
    QVERIFY(meter.report().longestMs < 1000 * meter.report().seconds - 50);
}

void TurnMeterTest::nothingCountsBeforeTheStart()
{
    TurnMeter meter;
    int delivered = 0;
    deliver(meter, [&] { ++delivered; });
    QTRY_COMPARE(delivered, 1);
    QCOMPARE(meter.report().turns, quint64(0));
    QCOMPARE(meter.report().p999Ms, 0.0);
    QCOMPARE(meter.report().seconds, 0.0);
}

QTEST_GUILESS_MAIN(TurnMeterTest)
#include "tst_turnmeter.moc"
