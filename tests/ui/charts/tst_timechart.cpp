// SPDX-License-Identifier: GPL-3.0-or-later
// One chart: its time, its scale, its lines, its keys, and what is saved of it.
#include "ui/charts/chartfiles.h"
#include "ui/charts/timechart.h"

#include <QApplication>
#include <QDateTime>
#include <QTest>
#include <QWheelEvent>

using namespace helio;

namespace {

constexpr qint64 Second = 1000;
constexpr qint64 Minute = 60 * Second;
constexpr qint64 Hour = 60 * Minute;
constexpr qint64 Start = 1'763'690'000'000;

/// One chart over a time that the test decides.
struct Bench
{
    explicit Bench(int lines = 1)
    {
        view.advance(Start);
        chart = std::make_unique<TimeChart>(QStringLiteral("chart"), view,
                                            TimeChart::Style{.rules = {.fromZero = false}, .format = plainNumber});
        chart->setTitle(QStringLiteral("Title"));
        QList<TimeChart::Line> all;
        for (int i = 0; i < lines; ++i) {
            samples.append(std::make_shared<SampleSeries>());
            all.append({QStringLiteral("line %1").arg(i), samples.constLast()});
        }
        chart->setLines(all);
        chart->resize(600, 300);
        chart->show();
        (void)QTest::qWaitForWindowExposed(chart.get());
        QObject::connect(&view, &TimeView::changed, chart.get(), &TimeChart::refresh);
    }
    void feed(qint64 from, qint64 to, qint64 step = Second, double value = 1)
    {
        for (const auto &series : samples) {
            for (qint64 at = from; at <= to; at += step)
                series->append(at, value);
        }
        chart->setLines(chart->lines()); // no time passed, which it would wait for
    }
    void wheel(const QPointF &at, int notches) const
    {
        QWheelEvent event(at, chart->mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(chart->viewport(), &event);
    }

    TimeView view;
    QList<std::shared_ptr<SampleSeries>> samples;
    std::unique_ptr<TimeChart> chart;
};

} // namespace

class TimeChartTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theWindowIsFromAMinuteToADay();
    void panningBackLeavesNowAndForthComesBack();
    void aPauseHoldsTheTime();
    void zoomingKeepsWhatIsUnderThePointer();
    void aScaleStaysWhileTheValuesFit();
    void numbersHaveTheDigitsThatMatter_data();
    void numbersHaveTheDigitsThatMatter();
    void theWheelZoomsOverTheLinesAndScrollsBesideThem();
    void aDragPans();
    void arrowsPanAndMoveTheCursor();
    void plusAndMinusZoom();
    void theCursorShowsTheValuesOfAllLines();
    void aGapIsNotBridged();
    void aDayOfSeveralLinesHasFewPoints();
    void aHiddenChartReadsNothing();
    void theAxisOfValuesGrowsOnly();
    void aTableOfValuesIsExact();
    void aNameCanNotBecomeAFormula();
    void filesHaveSensibleNames_data();
    void filesHaveSensibleNames();
    void aPictureIsAPng();
};

void TimeChartTest::theWindowIsFromAMinuteToADay()
{
    TimeView view;
    view.advance(Start);
    view.setWindow(1);
    QCOMPARE(view.window(), Minute);
    view.setWindow(100 * Hour);
    QCOMPARE(view.window(), 24 * Hour);
    view.zoom(0.5, Start);
    QCOMPARE(view.window(), 12 * Hour);
    view.zoom(1e-9, Start);
    QCOMPARE(view.window(), Minute);
    QVERIFY(view.isLive());
}

void TimeChartTest::panningBackLeavesNowAndForthComesBack()
{
    TimeView view;
    view.advance(Start);
    view.pan(-Hour);
    QVERIFY(!view.isLive());
    QCOMPARE(view.end(), Start - Hour);
    view.advance(Start + Second);
    QCOMPARE(view.end(), Start - Hour);
    view.pan(2 * Hour);
    QVERIFY(view.isLive());
    QCOMPARE(view.end(), Start + Second);
    view.showOldest();
    QCOMPARE(view.begin(), Start + Second - 24 * Hour);
    view.pan(-Hour);
    QCOMPARE(view.begin(), Start + Second - 24 * Hour);
    // What stands still does not fall off the day.
    view.advance(Start + Hour);
    QCOMPARE(view.begin(), Start + Hour - 24 * Hour);
    view.backToNow();
    QVERIFY(view.isLive());
    QCOMPARE(view.end(), Start + Hour);
}

void TimeChartTest::aPauseHoldsTheTime()
{
    TimeView view;
    view.advance(Start);
    view.setPaused(true);
    view.advance(Start + Minute);
    QCOMPARE(view.end(), Start);
    QVERIFY(!view.isLive());
    // One can scroll around meanwhile, and not into what came since.
    view.pan(-Minute);
    view.pan(Hour);
    QCOMPARE(view.end(), Start);
    view.setPaused(false);
    view.advance(Start + Minute);
    QVERIFY(view.isLive());
    QCOMPARE(view.end(), Start + Minute);
    view.setPaused(true);
    view.backToNow();
    QVERIFY(!view.isPaused());
}

void TimeChartTest::zoomingKeepsWhatIsUnderThePointer()
{
    TimeView view;
    view.advance(Start);
    view.setWindow(Hour);
    view.pan(-Hour);
    const qint64 at = view.begin() + 15 * Minute;
    view.zoom(0.5, at);
    QCOMPARE(view.window(), 30 * Minute);
    QCOMPARE(at - view.begin(), 7 * Minute + 30 * Second);
}

void TimeChartTest::aScaleStaysWhileTheValuesFit()
{
    ChartScale scale({.fromZero = false});
    scale.fit(100, 110);
    const double bottom = scale.bottom();
    const double top = scale.top();
    QVERIFY(bottom <= 100 && bottom > 90);
    QVERIFY(top >= 110 && top < 120);
    scale.fit(102, 108);
    QCOMPARE(scale.top(), top);
    QCOMPARE(scale.bottom(), bottom);
    scale.fit(102, 180);
    QVERIFY(scale.top() >= 180);
    // When it became much too large, it is chosen anew.
    scale.fit(102, 103);
    QVERIFY(scale.top() <= 110);
    scale.fit(0, 8900);
    QCOMPARE(scale.bottom(), 0.0);
    scale.fit(-5, -5);
    QVERIFY(scale.bottom() < -5 && scale.top() > -5);

    ChartScale percent({.fixedTop = 100});
    percent.fit(0, 500);
    QCOMPARE(percent.top(), 100.0);
    ChartScale rate({.minimumTop = 4});
    rate.fit(0, 0);
    QVERIFY(rate.top() >= 4);
    QCOMPARE(rate.bottom(), 0.0);
    rate.fit(0, 5000);
    rate.fit(0, 1);
    QVERIFY(rate.top() < 10);
}

void TimeChartTest::numbersHaveTheDigitsThatMatter_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("step");
    QTest::addColumn<QString>("text");
    QTest::newRow("whole") << 42.0 << 0.0 << QStringLiteral("42");
    QTest::newRow("price") << 101.25 << 0.0 << QStringLiteral("101.25");
    QTest::newRow("negative") << -0.5 << 0.0 << QStringLiteral("−0.5");
    QTest::newRow("grouped") << 1234567.25 << 0.0 << QStringLiteral("1,234,567");
    QTest::newRow("very large") << 2.5e12 << 0.0 << QStringLiteral("2,500G");
    QTest::newRow("zero") << 0.0 << 0.0 << QStringLiteral("0");
    QTest::newRow("mark of 0.05") << 101.2 << 0.05 << QStringLiteral("101.20");
    QTest::newRow("mark of 5") << 100.0 << 5.0 << QStringLiteral("100");
    QTest::newRow("mark of 2000") << 4000.0 << 2000.0 << QStringLiteral("4k");
    QTest::newRow("mark of 5 million") << -1.5e7 << 5e6 << QStringLiteral("−15M");
}

void TimeChartTest::numbersHaveTheDigitsThatMatter()
{
    QFETCH(const double, value);
    QFETCH(const double, step);
    QLocale::setDefault(QLocale(QLocale::English));
    QTEST(plainNumber(value, step), "text");
}

void TimeChartTest::theWheelZoomsOverTheLinesAndScrollsBesideThem()
{
    Bench bench;
    const QRectF plot = bench.chart->plotArea();
    bench.wheel(plot.topRight() - QPointF(1, -10), 1);
    QVERIFY(bench.view.window() < 5 * Minute);
    QVERIFY(bench.view.window() >= 4 * Minute - Second);
    const qint64 window = bench.view.window();
    bench.wheel(QPointF(plot.center().x(), 3), 1);
    QCOMPARE(bench.view.window(), window);
    bench.wheel(plot.center(), -3);
    QVERIFY(bench.view.window() > 5 * Minute);
}

void TimeChartTest::aDragPans()
{
    Bench bench;
    const QPoint from = bench.chart->plotArea().center().toPoint();
    QWidget *viewport = bench.chart->viewport();
    QTest::mousePress(viewport, Qt::LeftButton, {}, from);
    const int half = int(bench.chart->plotArea().width() / 2);
    QTest::mouseMove(viewport, from + QPoint(half / 2, 0));
    QTest::mouseMove(viewport, from + QPoint(half, 0));
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, from + QPoint(half, 0));
    QVERIFY(!bench.view.isLive());
    QVERIFY(std::abs(Start - bench.view.end() - bench.view.window() / 2) < 2 * Second);
    // Released: it moves the cursor now.
    const qint64 end = bench.view.end();
    QTest::mouseMove(viewport, from);
    QCOMPARE(bench.view.end(), end);
    QVERIFY(bench.view.cursor());
}

void TimeChartTest::arrowsPanAndMoveTheCursor()
{
    Bench bench;
    QTest::keyClick(bench.chart.get(), Qt::Key_Left);
    QCOMPARE(bench.view.end(), Start - 30 * Second);
    QTest::keyClick(bench.chart.get(), Qt::Key_Right);
    QVERIFY(bench.view.isLive());
    QTest::keyClick(bench.chart.get(), Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(bench.view.cursor(), std::optional(Start - 3 * Second));
    QTest::keyClick(bench.chart.get(), Qt::Key_Home);
    QCOMPARE(bench.view.begin(), Start - 24 * Hour);
    // The window follows the cursor.
    QTest::keyClick(bench.chart.get(), Qt::Key_Left, Qt::ShiftModifier);
    QVERIFY(*bench.view.cursor() <= bench.view.end());
    QTest::keyClick(bench.chart.get(), Qt::Key_Escape);
    QVERIFY(!bench.view.cursor());
    QTest::keyClick(bench.chart.get(), Qt::Key_Space);
    QVERIFY(bench.view.isPaused());
    QTest::keyClick(bench.chart.get(), Qt::Key_End);
    QVERIFY(bench.view.isLive());
}

void TimeChartTest::plusAndMinusZoom()
{
    Bench bench;
    QTest::keyClick(bench.chart.get(), Qt::Key_Plus);
    QCOMPARE(bench.view.window(), 4 * Minute);
    QVERIFY(bench.view.isLive());
    QTest::keyClick(bench.chart.get(), Qt::Key_Minus);
    QCOMPARE(bench.view.window(), 5 * Minute);
}

void TimeChartTest::theCursorShowsTheValuesOfAllLines()
{
    Bench bench(2);
    for (int i = 0; i <= 300; ++i) {
        bench.samples[0]->append(Start - (300 - i) * Second, i);
        bench.samples[1]->append(Start - (300 - i) * Second, -i);
    }
    bench.chart->refresh();
    QCOMPARE(bench.chart->accessibleDescription(), QStringLiteral("line 0 300, line 1 −300"));
    const QPoint at = bench.chart->plotArea().center().toPoint();
    QTest::mouseMove(bench.chart->viewport(), at);
    QTRY_VERIFY(bench.view.cursor());
    const int middle = bench.chart->valueText(0).toInt();
    QVERIFY(std::abs(middle - 150) <= 2);
    QCOMPARE(bench.chart->valueText(1), QStringLiteral("−%1").arg(middle));
    // The time comes first, for who does not see it.
    QVERIFY(bench.chart->accessibleDescription().contains(QStringLiteral(":")));
    QVERIFY(bench.chart->accessibleDescription().endsWith(bench.chart->valueText(1)));
}

void TimeChartTest::aGapIsNotBridged()
{
    Bench bench;
    bench.feed(Start - 4 * Minute, Start - 3 * Minute);
    QCOMPARE(bench.chart->stretchCount(), 1);
    bench.feed(Start - Minute, Start);
    QCOMPARE(bench.chart->stretchCount(), 2);
    bench.view.setCursor(Start - 2 * Minute, bench.chart.get());
    QCOMPARE(bench.chart->valueText(0), QStringLiteral("–"));
    bench.view.setCursor(Start - 30 * Second, bench.chart.get());
    QCOMPARE(bench.chart->valueText(0), QStringLiteral("1"));

    // However many there are, the widest are shown.
    Bench many;
    many.view.setWindow(Hour);
    for (qint64 at = Start - Hour; at < Start; at += 20 * Second)
        many.feed(at, at + 8 * Second);
    QVERIFY(many.chart->stretchCount() <= TimeChart::MaximumStretches);
}

void TimeChartTest::aDayOfSeveralLinesHasFewPoints()
{
    Bench bench(4);
    for (int i = 0; i < 86'400; ++i) {
        for (int k = 0; k < 4; ++k)
            bench.samples[k]->append(Start - (86'399 - i) * Second, (i * 7919 + k) % 101);
    }
    bench.view.setWindow(24 * Hour);
    bench.chart->refresh();
    QVERIFY(bench.chart->pointCount() > 0);
    QVERIFY(bench.chart->pointCount() <= qsizetype(4 * 4 * (bench.chart->plotArea().width() / 2 + 3)));
    bench.view.setWindow(Minute);
    bench.chart->refresh();
    QVERIFY(bench.chart->pointCount() <= 4 * 64);
}

void TimeChartTest::aHiddenChartReadsNothing()
{
    Bench bench;
    bench.feed(Start - 10 * Second, Start);
    const qsizetype before = bench.chart->pointCount();
    bench.chart->hide();
    bench.feed(Start + 1, Start + 10 * Second);
    QCOMPARE(bench.chart->pointCount(), before);
    bench.view.advance(Start + 10 * Second);
    bench.chart->show();
    QTRY_VERIFY(bench.chart->pointCount() > before);
}

void TimeChartTest::theAxisOfValuesGrowsOnly()
{
    Bench bench;
    bench.feed(Start - 10 * Second, Start - 5 * Second, Second, 5);
    const double left = bench.chart->plotArea().left();
    bench.samples[0]->append(Start - 4 * Second, 123456789012.0);
    bench.samples[0]->append(Start - 3 * Second, 123456789013.0);
    bench.view.advance(Start + Minute);
    QVERIFY(bench.chart->plotArea().left() >= left);
    const double wider = bench.chart->plotArea().left();
    bench.samples[0]->clear();
    bench.feed(Start, Start + Minute, Second, 5);
    QCOMPARE(bench.chart->plotArea().left(), wider);
}

void TimeChartTest::aTableOfValuesIsExact()
{
    const auto price = std::make_shared<SampleSeries>();
    const auto volume = std::make_shared<SampleSeries>();
    price->append(Start, 1);
    price->append(Start + 1500, 101.25);
    price->append(Start + 10 * Second, 3);
    volume->append(Start + 1500, -7);
    volume->append(Start + 2001, 0.1);
    const QByteArray text = chartfiles::csv({{QStringLiteral("price"), price}, {QStringLiteral("a, \"b\""), volume}},
                                            Start, Start + 5 * Second);
    QCOMPARE(text, QByteArray("time,price,\"a, \"\"b\"\"\"\r\n"
                              "2025-11-21T01:53:20.000Z,1,\r\n"
                              "2025-11-21T01:53:21.500Z,101.25,-7\r\n"
                              "2025-11-21T01:53:22.001Z,,0.1\r\n"));
    QCOMPARE(chartfiles::csv({{QStringLiteral("価格"), price}}, Start, Start),
             QByteArray("\xEF\xBB\xBFtime,価格\r\n2025-11-21T01:53:20.000Z,1\r\n"));
}

void TimeChartTest::aNameCanNotBecomeAFormula()
{
    const auto samples = std::make_shared<SampleSeries>();
    QCOMPARE(chartfiles::csv({{QStringLiteral("=HYPERLINK(\"x\")"), samples}}, Start, Start),
             QByteArray("time,\"'=HYPERLINK(\"\"x\"\")\"\r\n"));
}

void TimeChartTest::filesHaveSensibleNames_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("begin");
    QTest::newRow("plain") << QStringLiteral("Events in") << QStringLiteral("Events in ");
    QTest::newRow("signs") << QStringLiteral("lab.example/stream: a*b?") << QStringLiteral("lab.example stream a b ");
    QTest::newRow("up and away") << QStringLiteral("../../x") << QStringLiteral("x ");
    QTest::newRow("Japanese") << QStringLiteral("ニュース: 価格") << QStringLiteral("ニュース 価格 ");
    QTest::newRow("nothing") << QStringLiteral("///") << QStringLiteral("chart ");
}

void TimeChartTest::filesHaveSensibleNames()
{
    QFETCH(const QString, title);
    QFETCH(const QString, begin);
    QCOMPARE(chartfiles::name(title, Start, QStringLiteral("csv")),
             begin + QDateTime::fromMSecsSinceEpoch(Start).toString(QStringLiteral("yyyy-MM-dd HHmmss")) +
                 QStringLiteral(".csv"));
    QVERIFY(chartfiles::name(QString(5000, u'x'), Start, QStringLiteral("csv")).size() < 120);
}

void TimeChartTest::aPictureIsAPng()
{
    Bench bench(3);
    bench.feed(Start - Minute, Start);
    const QImage image = bench.chart->picture();
    QCOMPARE(image.size(), bench.chart->viewport()->size() * 2);
    const QByteArray bytes = chartfiles::png(image);
    QVERIFY(bytes.startsWith("\x89PNG\r\n\x1a\n"));
    QCOMPARE(QImage::fromData(bytes, "PNG").size(), image.size());
    // The lines are in it.
    const QColor color = seriesColor(2, bench.chart->palette());
    bool isThere = false;
    for (int y = 0; y < image.height() && !isThere; ++y) {
        for (int x = image.width() / 2; x < image.width() && !isThere; ++x)
            isThere = image.pixelColor(x, y) == color;
    }
    QVERIFY(isThere);
}

QTEST_MAIN(TimeChartTest)
#include "tst_timechart.moc"
