// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/latencyhistogram.h"
#include "hub/ratemeter.h"

#include <QTest>

using namespace helio;

/// The hub's small figures: quantiles and rates.
class LatencyHistogramTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEmptyOneSaysZero();
    void quantilesAreExactToNinePercent_data();
    void quantilesAreExactToNinePercent();
    void extremesAreKept();
    void aRateComesAndGoes();
};

void LatencyHistogramTest::anEmptyOneSaysZero()
{
    const LatencyHistogram histogram;
    QCOMPARE(histogram.count(), 0u);
    QCOMPARE(histogram.quantile(0.5), 0);
    QCOMPARE(histogram.maximum(), 0);
}

void LatencyHistogramTest::quantilesAreExactToNinePercent_data()
{
    QTest::addColumn<double>("q");
    QTest::addColumn<qint64>("expected");
    QTest::newRow("p50") << 0.5 << qint64(5000);
    QTest::newRow("p90") << 0.9 << qint64(9000);
    QTest::newRow("p99") << 0.99 << qint64(9900);
}

void LatencyHistogramTest::quantilesAreExactToNinePercent()
{
    QFETCH(double, q);
    QFETCH(qint64, expected);
    LatencyHistogram histogram;
    for (qint64 i = 1; i <= 10'000; ++i)
        histogram.record(i);
    const double error = double(histogram.quantile(q) - expected) / double(expected);
    QVERIFY2(error >= -0.001 && error <= 0.13, qPrintable(QString::number(histogram.quantile(q))));
}

void LatencyHistogramTest::extremesAreKept()
{
    LatencyHistogram histogram;
    histogram.record(0);
    histogram.record(-5); // a clock that misbehaves
    histogram.record(std::numeric_limits<qint64>::max());
    QCOMPARE(histogram.count(), 3u);
    QCOMPARE(histogram.maximum(), std::numeric_limits<qint64>::max());
    QVERIFY(histogram.quantile(0) >= 0);
    QVERIFY(histogram.quantile(1) > 0);
}

void LatencyHistogramTest::aRateComesAndGoes()
{
    RateMeter meter;
    constexpr qint64 second = 1'000'000'000;
    QCOMPARE(meter.perSecond(5 * second), 0.0);
    for (int i = 0; i < 100; ++i)
        meter.count(5 * second + i);
    QCOMPARE(meter.perSecond(6 * second - 1), 0.0); // that second is not over
    QCOMPARE(meter.perSecond(6 * second), 100.0);
    meter.count(6 * second, 7);
    QCOMPARE(meter.perSecond(7 * second - 1), 100.0);
    QCOMPARE(meter.perSecond(7 * second), 7.0);
    QCOMPARE(meter.perSecond(8 * second), 0.0); // after a quiet second
    meter.count(9 * second);
    QCOMPARE(meter.perSecond(9 * second), 0.0);
}

QTEST_GUILESS_MAIN(LatencyHistogramTest)
#include "tst_latencyhistogram.moc"
