// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/sampleseries.h"

#include <QTest>

#include <algorithm>

using namespace helio;

namespace {

constexpr qint64 Second = 1000;
constexpr qint64 Hour = 3600 * Second;
constexpr qint64 Start = 1'763'690'000'000; ///< a time like any other

} // namespace

class SampleSeriesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachSampleOfOncePerSecondIsThereForTwoHours();
    void fiftyThousandASecondStayWithinTheBound();
    void noPeakOfADayIsLost();
    void whatIsOlderThanADayIsForgotten();
    void reducedPointsAreAtMostFourAColumnAndInOrder();
    void columnsStayWhereTheyAreWhenTheWindowMoves();
    void linesEnterAndLeaveAtTheEdgesOfTheWindow();
    void aSilenceIsAGap_data();
    void aSilenceIsAGap();
    void aGapIsKeptWhenItGrowsOld();
    void gapsTooNarrowToBeSeenBreakNothing();
    void theNearestSampleIsNotLookedForInAGap();
    void whatIsNotANumberIsLeftOut();
    void aSilenceIsNoValue();
    void whatIsInterruptedGoesOnAfterAGap();
    void aClockSetBackForgetsTheFuture();
    void valuesOfTheSameMillisecondAreKept();
};

void SampleSeriesTest::eachSampleOfOncePerSecondIsThereForTwoHours()
{
    SampleSeries series;
    for (int i = 0; i <= 7200; ++i)
        series.append(Start + i * Second, i);
    QCOMPARE(series.size(), 7201U);
    const auto samples = series.samples(Start + 100 * Second, Start + 110 * Second);
    QCOMPARE(samples.size(), 11);
    QCOMPARE(samples.first(), (SampleSeries::Sample{Start + 100 * Second, 100}));
    QCOMPARE(samples.last(), (SampleSeries::Sample{Start + 110 * Second, 110}));
}

void SampleSeriesTest::fiftyThousandASecondStayWithinTheBound()
{
    SampleSeries series;
    for (int i = 0; i < 50'000 * 30; ++i)
        series.append(Start + i / 50, i % 997);
    QCOMPARE(series.size(), 300U);
    QCOMPARE(series.last()->at, Start + 29'999);
    // Its extremes are those of the whole.
    const auto samples = series.samples(Start, Start + 30 * Second);
    QVERIFY(std::any_of(samples.begin(), samples.end(), [](const auto &sample) { return sample.value == 996; }));
}

void SampleSeriesTest::noPeakOfADayIsLost()
{
    // Four figures of a machine, a sample a second for a day, each with one peak and one dip where it grows oldest.
    SampleSeries series[4];
    for (int i = 0; i < 86'400; ++i) {
        for (int k = 0; k < 4; ++k) {
            const double value = i == 3 + k ? 1000 + k : i == 40'000 + k ? -1000 - k : 50 + (i * 7 + k) % 40;
            series[k].append(Start + i * Second, value);
        }
    }
    const qint64 end = Start + 86'399 * Second;
    for (int k = 0; k < 4; ++k) {
        QVERIFY2(series[k].size() <= SampleSeries::MaximumBuckets, qPrintable(QString::number(series[k].size())));
        QVERIFY(series[k].bytes() < 2 * 1024 * 1024);
        const auto stretches = series[k].reduced(end - 24 * Hour, end, 600);
        QCOMPARE(stretches.size(), 1);
        QVERIFY(stretches[0].size() <= 4 * 602);
        const auto [least, greatest] = std::minmax_element(
            stretches[0].begin(), stretches[0].end(), [](const QPointF &a, const QPointF &b) { return a.y() < b.y(); });
        // To the second, however coarse the rest has become.
        QCOMPARE(*greatest, QPointF(double(Start + (3 + k) * Second), 1000 + k));
        QCOMPARE(*least, QPointF(double(Start + (40'000 + k) * Second), -1000 - k));
    }
}

void SampleSeriesTest::whatIsOlderThanADayIsForgotten()
{
    SampleSeries series;
    for (int i = 0; i < 30 * 3600; i += 5)
        series.append(Start + i * Second, i);
    const qint64 end = Start + (30 * 3600 - 5) * Second;
    QVERIFY(series.samples(Start, end - 24 * Hour - 20 * Second).isEmpty());
    QVERIFY(!series.samples(Start, end - 24 * Hour + 20 * Second).isEmpty());
    QVERIFY(series.size() <= SampleSeries::MaximumBuckets);
}

void SampleSeriesTest::reducedPointsAreAtMostFourAColumnAndInOrder()
{
    SampleSeries series;
    for (int i = 0; i < 10'000; ++i)
        series.append(Start + i * 10, i == 5000 ? 1000 : i == 7000 ? -5 : i % 3);
    const auto stretches = series.reduced(Start, Start + 100'000, 100);
    QCOMPARE(stretches.size(), 1);
    const QList<QPointF> &points = stretches[0];
    // The columns stand on times of their own, so one more has its part in the window.
    QVERIFY(points.size() <= 4 * 101);
    double greatest = 0;
    double least = 0;
    for (qsizetype i = 0; i < points.size(); ++i) {
        greatest = std::max(greatest, points[i].y());
        least = std::min(least, points[i].y());
        QVERIFY(i == 0 || points[i].x() >= points[i - 1].x());
    }
    QCOMPARE(greatest, 1000.0);
    QCOMPARE(least, -5.0);
}

void SampleSeriesTest::columnsStayWhereTheyAreWhenTheWindowMoves()
{
    SampleSeries series;
    for (int i = 0; i < 3000; ++i)
        series.append(Start + i * 100, (i * 7919) % 101);
    const auto inside = [](const QList<QPointF> &points, qint64 from, qint64 to) {
        QList<QPointF> found;
        std::copy_if(points.begin(), points.end(), std::back_inserter(found),
                     [&](const QPointF &point) { return point.x() >= double(from) && point.x() <= double(to); });
        return found;
    };
    const auto before = series.reduced(Start, Start + 200 * Second, 100);
    const auto after = series.reduced(Start + 700, Start + 200 * Second + 700, 100);
    QCOMPARE(inside(after[0], Start + 10 * Second, Start + 190 * Second),
             inside(before[0], Start + 10 * Second, Start + 190 * Second));
}

void SampleSeriesTest::linesEnterAndLeaveAtTheEdgesOfTheWindow()
{
    SampleSeries series;
    for (int i = 0; i < 10; ++i)
        series.append(Start + i * 10 * Second, i);
    const auto stretches = series.reduced(Start + 25 * Second, Start + 55 * Second, 100);
    QCOMPARE(stretches.size(), 1);
    QCOMPARE(stretches[0].first(), QPointF(double(Start + 20 * Second), 2));
    QCOMPARE(stretches[0].last(), QPointF(double(Start + 60 * Second), 6));
    QCOMPARE(stretches[0].size(), 5);
    // What lies in the window, both edges among it.
    QCOMPARE(series.samples(Start + 20 * Second, Start + 60 * Second).size(), 5);
    QVERIFY(series.reduced(Start, Start, 100).isEmpty());
    QVERIFY(SampleSeries().reduced(Start, Start + Hour, 100).isEmpty());
}

void SampleSeriesTest::aSilenceIsAGap_data()
{
    QTest::addColumn<int>("usual");
    QTest::addColumn<int>("silence");
    QTest::addColumn<bool>("isGap");
    QTest::newRow("each second, 5 s") << 1000 << 5000 << false;
    QTest::newRow("each second, a little more than 5 s") << 1000 << 5001 << true;
    QTest::newRow("each 10 s, 30 s") << 10'000 << 30'000 << false;
    QTest::newRow("each 10 s, a little more than 30 s") << 10'000 << 30'001 << true;
    QTest::newRow("many a second, 4 s") << 20 << 4000 << false;
    QTest::newRow("many a second, 6 s") << 20 << 6000 << true;
}

void SampleSeriesTest::aSilenceIsAGap()
{
    QFETCH(const int, usual);
    QFETCH(const int, silence);
    SampleSeries series;
    qint64 at = Start;
    for (int i = 0; i < 20; ++i)
        series.append(at += usual, 1);
    series.append(at += silence, 2);
    series.append(at += usual, 2);
    const auto stretches = series.reduced(at - 5 * 60 * Second, at, 1000);
    QTEST(stretches.size() == 2, "isGap");
    QCOMPARE(stretches.last().last(), QPointF(double(at), 2));
}

void SampleSeriesTest::aGapIsKeptWhenItGrowsOld()
{
    SampleSeries series;
    for (int i = 0; i < 6 * 3600; ++i) {
        if (i < 600 || i > 900)
            series.append(Start + i * Second, i);
    }
    const auto stretches = series.reduced(Start, Start + 6 * Hour, 600);
    QCOMPARE(stretches.size(), 2);
    QCOMPARE(stretches[0].last(), QPointF(double(Start + 599 * Second), 599));
    QCOMPARE(stretches[1].first(), QPointF(double(Start + 901 * Second), 901));
}

void SampleSeriesTest::gapsTooNarrowToBeSeenBreakNothing()
{
    SampleSeries series;
    for (int i = 0; i < 3600; ++i) {
        if (i % 60 < 50)
            series.append(Start + i * Second, i);
    }
    const qint64 end = Start + Hour;
    QCOMPARE(series.reduced(Start, end, 1200).size(), 60);
    QCOMPARE(series.reduced(end - 24 * Hour, end, 600).size(), 1);
    QCOMPARE(series.reduced(Start, end, 1200, 20 * Second).size(), 1);
}

void SampleSeriesTest::theNearestSampleIsNotLookedForInAGap()
{
    SampleSeries series;
    for (int i = 0; i < 10; ++i)
        series.append(Start + i * Second, i);
    series.append(Start + 60 * Second, 60);
    QCOMPARE(series.nearest(Start + 4400, 0)->value, 4.0);
    QCOMPARE(series.nearest(Start + 4600, 0)->value, 5.0);
    QVERIFY(!series.nearest(Start + 30 * Second, 100));
    QCOMPARE(series.nearest(Start + 9100, 100)->value, 9.0);
    QVERIFY(!series.nearest(Start - 5000, 100));
    QVERIFY(!series.nearest(Start + 200 * Second, 100));
    QCOMPARE(series.nearest(Start + 61 * Second, 0)->value, 60.0);
    QCOMPARE(series.lastUntil(Start + 30 * Second)->value, 9.0);
    QVERIFY(!series.lastUntil(Start - 1));
    QVERIFY(!SampleSeries().nearest(Start, Hour));
}

void SampleSeriesTest::whatIsNotANumberIsLeftOut()
{
    SampleSeries series;
    series.append(Start, qQNaN());
    series.append(Start, qInf());
    QVERIFY(series.isEmpty());
    QVERIFY(!series.last());
}

void SampleSeriesTest::aSilenceIsNoValue()
{
    SampleSeries series;
    QVERIFY(!series.known(Start));
    for (int i = 0; i < 10; ++i)
        series.append(Start + i * Second, i);
    QCOMPARE(series.known(Start + 4400)->value, 4.0);
    QCOMPARE(series.known(Start + 14 * Second)->value, 9.0);
    QVERIFY(!series.known(Start + 14 * Second + 1)); // more than 5 s
    series.append(Start + 60 * Second, 60);
    QVERIFY(!series.known(Start + 30 * Second));
    QCOMPARE(series.known(Start + 60 * Second)->value, 60.0);
    QVERIFY(!series.known(Start - 1));
}

void SampleSeriesTest::whatIsInterruptedGoesOnAfterAGap()
{
    SampleSeries series;
    series.interrupt(); // nothing to interrupt
    for (int i = 0; i < 10; ++i)
        series.append(Start + i * Second, i);
    QCOMPARE(series.reduced(Start, Start + 60 * Second, 1000).size(), 1);
    series.interrupt();
    QVERIFY(!series.known(Start + 9001));
    QVERIFY(!series.nearest(Start + 9500, 100));
    QCOMPARE(series.known(Start + 9000)->value, 9.0);
    for (int i = 11; i < 20; ++i)
        series.append(Start + i * Second, i);
    const auto stretches = series.reduced(Start, Start + 60 * Second, 1000);
    QCOMPARE(stretches.size(), 2);
    QCOMPARE(stretches[0].last().y(), 9.0);
    QCOMPARE(stretches[1].first().y(), 11.0);
    QVERIFY(!series.known(Start + 10 * Second));
    QCOMPARE(series.known(Start + 11'500)->value, 11.0);
}

void SampleSeriesTest::aClockSetBackForgetsTheFuture()
{
    SampleSeries series;
    for (int i = 0; i < 100; ++i)
        series.append(Start + i * Second, i);
    series.append(Start + 50 * Second, -1);
    QCOMPARE(*series.last(), (SampleSeries::Sample{Start + 50 * Second, -1}));
    QCOMPARE(series.size(), 51U);
    // Two readings of one clock may cross a little.
    series.append(Start + 50 * Second - 3, -2);
    QCOMPARE(*series.last(), (SampleSeries::Sample{Start + 50 * Second, -2}));
}

void SampleSeriesTest::valuesOfTheSameMillisecondAreKept()
{
    SampleSeries series;
    for (const double value : {5.0, 900.0, -3.0, 6.0})
        series.append(Start, value);
    QCOMPARE(series.size(), 1U);
    QList<double> values;
    const auto samples = series.samples(Start, Start);
    for (const SampleSeries::Sample &sample : samples)
        values.append(sample.value);
    std::sort(values.begin(), values.end());
    QCOMPARE(values, (QList<double>{-3, 5, 6, 900}));
}

QTEST_GUILESS_MAIN(SampleSeriesTest)
#include "tst_sampleseries.moc"
