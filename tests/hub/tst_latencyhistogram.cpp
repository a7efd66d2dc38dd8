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
    quint64 total = 0;
    for (int second = 0; second < 30; ++second)
        meter.update(total += 100, 1);
    QVERIFY(qAbs(meter.perSecond() - 100) < 1);
    for (int second = 0; second < 60; ++second)
        meter.update(total, 1);
    QCOMPARE(meter.perSecond(), 0.0);
}

QTEST_GUILESS_MAIN(LatencyHistogramTest)
#include "tst_latencyhistogram.moc"
