// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakehub.h"
#include "ui/charts/chartfigures.h"
#include "ui/charts/chartlist.h"
#include "ui/charts/valuetap.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace helio;

namespace {

constexpr qint64 Second = 1000;
constexpr qint64 Hour = 3600 * Second;
constexpr qint64 Start = 1'763'690'000'000; ///< a time like any other

JsonPath path(const char *text)
{
    return JsonPath::parse(QString::fromUtf8(text)).value();
}

FeedQueue::Item item(int source, const QByteArray &channel, const QByteArray &type, const QByteArray &data,
                     qint64 at = Start)
{
    return {source, {{channel, {}, type, data}, at * 1'000'000}};
}

} // namespace

class TestChartData : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aChartBeginsWithWhatIsStillHeld();
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
    void aClockSetBackForgetsTheFuture();
    void valuesOfTheSameMillisecondAreKept();

    void valuesAreTakenFromMatchingEventsOnly();
    void numbersInStringsAndBrokenJson_data();
    void numbersInStringsAndBrokenJson();
    void aSeriesThatNobodyKeepsIsForgotten();
    void aSeriesFollowsTheAddressGivenLast();

    void figuresOfTheSystemAreTaken();
    void theBusiestChannelsAreKept();

    void aNumberIsChartedOnce();
    void chartsComeBackWithAllTheyHad();
    void aLineIsNamedAsShortAsItCanBe();
    void linesMoveAndTheMoveIsUndone();
    void aRemovedChartGoesOnBeingFedUntilItIsForgotten();
    void aStreamsNumbersGoOnWhenItIsOpenedAgain();
    void aStreamIsFoundByItsAddressWithoutSecrets();
    void aLineOutlivesAStreamThatFedAnotherBefore();
    void whatIsBrokenInTheSettingsIsLeftOut();
};

void TestChartData::aChartBeginsWithWhatIsStillHeld()
{
    EventRing past;
    const auto hold = [&past](int source, const QByteArray &channel, const QByteArray &type, const QByteArray &data) {
        past.append(source, {{channel, {}, type, data}, qint64(past.next()) * 1'000'000'000});
    };
    hold(0, "a", "t", R"({"x":1})");
    hold(1, "a", "t", R"({"x":100})");
    hold(0, "b", "t", R"({"x":100})");
    hold(0, "a", "u", R"({"x":100})");
    hold(0, "a", "t", "none");
    hold(0, "a", "t", R"({"x":"2.5"})");
    SampleSeries series;
    ValueTap::takePast(past, series, {0, "a", "t"}, *JsonPath::parse(u"$.x"));
    QCOMPARE(series.samples(0, 10'000), (QList<SampleSeries::Sample>{{0, 1}, {5000, 2.5}}));

    for (quint64 i = 0; i < 2 * ValueTap::MaximumPastEvents; ++i)
        hold(0, "many", {}, R"({"x":)" + QByteArray::number(i) + '}');
    SampleSeries newest;
    ValueTap::takePast(past, newest, {0, "many", "message"}, *JsonPath::parse(u"$.x"));
    QCOMPARE(newest.last()->value, double(2 * ValueTap::MaximumPastEvents - 1));
    SampleSeries nothing;
    ValueTap::takePast(past, nothing, {0, "a", "t"}, *JsonPath::parse(u"$.y"));
    QVERIFY(nothing.isEmpty());
    ValueTap::takePast(EventRing(), nothing, {0, "a", "t"}, *JsonPath::parse(u"$.x"));
    QVERIFY(nothing.isEmpty());
}

void TestChartData::eachSampleOfOncePerSecondIsThereForTwoHours()
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

void TestChartData::fiftyThousandASecondStayWithinTheBound()
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

void TestChartData::noPeakOfADayIsLost()
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

void TestChartData::whatIsOlderThanADayIsForgotten()
{
    SampleSeries series;
    for (int i = 0; i < 30 * 3600; i += 5)
        series.append(Start + i * Second, i);
    const qint64 end = Start + (30 * 3600 - 5) * Second;
    QVERIFY(series.samples(Start, end - 24 * Hour - 20 * Second).isEmpty());
    QVERIFY(!series.samples(Start, end - 24 * Hour + 20 * Second).isEmpty());
    QVERIFY(series.size() <= SampleSeries::MaximumBuckets);
}

void TestChartData::reducedPointsAreAtMostFourAColumnAndInOrder()
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

void TestChartData::columnsStayWhereTheyAreWhenTheWindowMoves()
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

void TestChartData::linesEnterAndLeaveAtTheEdgesOfTheWindow()
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

void TestChartData::aSilenceIsAGap_data()
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

void TestChartData::aSilenceIsAGap()
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

void TestChartData::aGapIsKeptWhenItGrowsOld()
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

void TestChartData::gapsTooNarrowToBeSeenBreakNothing()
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

void TestChartData::theNearestSampleIsNotLookedForInAGap()
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

void TestChartData::whatIsNotANumberIsLeftOut()
{
    SampleSeries series;
    series.append(Start, qQNaN());
    series.append(Start, qInf());
    QVERIFY(series.isEmpty());
    QVERIFY(!series.last());
}

void TestChartData::aClockSetBackForgetsTheFuture()
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

void TestChartData::valuesOfTheSameMillisecondAreKept()
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

void TestChartData::valuesAreTakenFromMatchingEventsOnly()
{
    ValueTap tap;
    const auto price = std::make_shared<SampleSeries>();
    const auto plain = std::make_shared<SampleSeries>();
    tap.follow(price, {0, "orders", "price"}, path("$.price"));
    tap.follow(plain, {0, "orders", "message"}, path("$.price"));
    tap.take({item(0, "orders", "price", R"({"price":1})"), item(0, "orders", "volume", R"({"price":2})"),
              item(0, "other", "price", R"({"price":3})"), item(1, "orders", "price", R"({"price":4})"),
              item(0, "orders", "", R"({"price":5})"), item(0, "orders", "price", R"({"price":6})", Start + Second)});
    QCOMPARE(price->samples(0, Start + Hour), (QList<SampleSeries::Sample>{{Start, 1}, {Start + Second, 6}}));
    // `message` is the default type, however it is written.
    QCOMPARE(plain->samples(0, Start + Hour), (QList<SampleSeries::Sample>{{Start, 5}}));
}

void TestChartData::numbersInStringsAndBrokenJson_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QVariant>("value");
    QTest::newRow("a number") << QByteArray(R"({"a":{"b":[0,2.5]}})") << QVariant(2.5);
    QTest::newRow("a string that is a number") << QByteArray(R"({"a":{"b":[0,"-1e3"]}})") << QVariant(-1000.0);
    QTest::newRow("a string that is none") << QByteArray(R"({"a":{"b":[0,"12 EUR"]}})") << QVariant();
    QTest::newRow("null") << QByteArray(R"({"a":{"b":[0,null]}})") << QVariant();
    QTest::newRow("not there") << QByteArray(R"({"a":{"b":[0]}})") << QVariant();
    QTest::newRow("no JSON") << QByteArray("up 3 days") << QVariant();
    QTest::newRow("cut off") << QByteArray(R"({"a":{"b":[0,2)") << QVariant();
    QTest::newRow("too large") << QByteArray(R"({"a":{"b":[0,1e999]}})") << QVariant();
    QTest::newRow("empty") << QByteArray() << QVariant();
}

void TestChartData::numbersInStringsAndBrokenJson()
{
    QFETCH(const QByteArray, data);
    QFETCH(const QVariant, value);
    ValueTap tap;
    const auto series = std::make_shared<SampleSeries>();
    tap.follow(series, {}, path("$.a.b[1]"));
    tap.take({item(0, {}, {}, data)});
    QCOMPARE(series->last().has_value(), value.isValid());
    if (value.isValid())
        QCOMPARE(series->last()->value, value.toDouble());
}

void TestChartData::aSeriesThatNobodyKeepsIsForgotten()
{
    ValueTap tap;
    auto series = std::make_shared<SampleSeries>();
    tap.follow(series, {0, "demo", ""}, path("$"));
    series.reset();
    QVERIFY(!tap.isEmpty());
    tap.take({item(0, "demo", "", "1")});
    QVERIFY(tap.isEmpty());
}

void TestChartData::aSeriesFollowsTheAddressGivenLast()
{
    ValueTap tap;
    const auto series = std::make_shared<SampleSeries>();
    tap.follow(series, {1, "demo", ""}, path("$"));
    tap.follow(series, {2, "demo", ""}, path("$"));
    tap.take({item(1, "demo", "", "1"), item(2, "demo", "", "2")});
    QCOMPARE(series->last()->value, 2.0);
    QCOMPARE(series->size(), 1U);
    tap.forget(series.get());
    QVERIFY(tap.isEmpty());
}

void TestChartData::figuresOfTheSystemAreTaken()
{
    ChartFigures figures;
    figures.takeSystemEvent(R"({"cpu":{"percent":12.5,"cores":[20,null,5]},
        "memory":{"totalBytes":1000,"usedBytes":300},"swap":{"usedBytes":7},
        "network":{"receivedBytesPerSecond":11,"sentBytesPerSecond":12},
        "disk":{"readBytesPerSecond":13,"writtenBytesPerSecond":14}})",
                            Start);
    const std::pair<ChartFigures::Figure, double> expected[] = {
        {ChartFigures::Cpu, 12.5},       {ChartFigures::MemoryUsed, 300}, {ChartFigures::SwapUsed, 7},
        {ChartFigures::NetworkIn, 11},   {ChartFigures::NetworkOut, 12},  {ChartFigures::DiskRead, 13},
        {ChartFigures::DiskWritten, 14},
    };
    for (const auto &[figure, value] : expected)
        QCOMPARE(figures.figure(figure)->last()->value, value);
    QCOMPARE(figures.memoryTotal(), 1000.0);
    QCOMPARE(figures.cores().size(), 3);
    // A core that is switched off has a gap, and its neighbours keep their places.
    QVERIFY(figures.cores()[1]->isEmpty());
    QCOMPARE(figures.cores()[2]->last()->value, 5.0);

    // Whoever publishes to that channel can not make it grow without bound.
    QByteArray many = "1";
    for (int i = 0; i < 5000; ++i)
        many += ",1";
    figures.takeSystemEvent("{\"cpu\":{\"cores\":[" + many + "]}}", Start + Second);
    QCOMPARE(figures.cores().size(), ChartFigures::MaximumCores);
    figures.takeSystemEvent("no JSON", Start + 2 * Second);
    QCOMPARE(figures.figure(ChartFigures::Cpu)->size(), 1U);
}

void TestChartData::theBusiestChannelsAreKept()
{
    ChartFigures figures;
    HubSnapshot snapshot;
    for (int i = 0; i < 100; ++i) {
        ChannelInfo channel;
        channel.name = "c" + QByteArray::number(i);
        channel.eventsPerSecond = i;
        snapshot.channels.append(channel);
    }
    const auto names = [&figures] {
        QSet<QByteArray> all;
        for (const auto &channel : figures.channels())
            all.insert(channel.name);
        return all;
    };
    snapshot.takenAt = Start;
    figures.takeSnapshot(snapshot);
    const QSet<QByteArray> busiest{"c92", "c93", "c94", "c95", "c96", "c97", "c98", "c99"};
    QCOMPARE(names(), busiest);

    // One that pauses for a moment keeps its line; one that stays away loses it to a busier one.
    snapshot.channels[99].eventsPerSecond = 0;
    snapshot.takenAt += Second;
    figures.takeSnapshot(snapshot);
    QCOMPARE(names(), busiest);
    for (int i = 0; i < 120; ++i) {
        snapshot.takenAt += Second;
        figures.takeSnapshot(snapshot);
    }
    QVERIFY(!names().contains("c99"));
    QVERIFY(names().contains("c91"));
    QCOMPARE(figures.channels().size(), ChartFigures::MaximumChannels);
}

/// A list of charts with all it needs.
struct Charts
{
    Charts()
        : queue(1024 * 1024)
        , streams(opener, queue, 1)
        , settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat)
        , list(std::make_unique<ChartList>(tap, streams, settings, 0))
    {}
    void restart()
    {
        list.reset();
        list = std::make_unique<ChartList>(tap, streams, settings, 0);
    }
    double lastValue(qsizetype chart, qsizetype line = 0) const
    {
        const auto last = list->charts()[chart].lines[line].samples->last();
        return last ? last->value : qQNaN();
    }

    FakeOpener opener;
    FeedQueue queue;
    StreamList streams;
    ValueTap tap;
    QTemporaryDir directory;
    QSettings settings;
    std::unique_ptr<ChartList> list;
};

void TestChartData::aNumberIsChartedOnce()
{
    Charts charts;
    const int id = charts.list->add(0, "orders", "price", path("$.price"));
    QVERIFY(id > 0);
    QCOMPARE(charts.list->add(0, "orders", "price", path("$.price")), id);
    QVERIFY(charts.list->add(0, "orders", "price", path("$.volume")) != id);
    QCOMPARE(charts.list->add(77, "orders", "price", path("$.price")), 0);
    QCOMPARE(charts.list->charts().size(), 2);
    charts.tap.take({item(0, "orders", "price", R"({"price":7,"volume":8})")});
    QCOMPARE(charts.lastValue(0), 7.0);
    QCOMPARE(charts.lastValue(1), 8.0);
    for (int i = 0; i < 100; ++i)
        charts.list->add(0, "orders", "price", path("$").element(i));
    QCOMPARE(charts.list->charts().size(), ChartList::MaximumCharts);
}

void TestChartData::chartsComeBackWithAllTheyHad()
{
    Charts charts;
    const int stream = charts.streams.open(
        {QUrl(QStringLiteral("http://user:secret1@lab.example/stream?access_token=secret2&x=1")), {}, {}});
    const int price = charts.list->add(0, "ニュース/a b", "price", path("$['a name'].x[3]"));
    const int volume = charts.list->add(stream, "", "", path("$.volume"));
    const int third = charts.list->add(0, "third", "", path("$"));
    charts.list->moveLines(volume, price);
    charts.list->rename(price, QStringLiteral("  Mine, \"quoted\"; 私の "));
    charts.list->renameLine(price, 1, QStringLiteral("volume of the lab"));
    charts.list->move(third, -1);
    charts.settings.sync();
    QFile file(charts.settings.fileName());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("secret"));

    const auto before = charts.list->charts();
    charts.restart();
    const auto after = charts.list->charts();
    QCOMPARE(after.size(), 2);
    for (qsizetype i = 0; i < after.size(); ++i) {
        QCOMPARE(after[i].title, before[i].title);
        QCOMPARE(after[i].lines.size(), before[i].lines.size());
        for (qsizetype k = 0; k < after[i].lines.size(); ++k) {
            QCOMPARE(after[i].lines[k].name, before[i].lines[k].name);
            QVERIFY(after[i].lines[k].number == before[i].lines[k].number);
        }
    }
    QCOMPARE(after[1].title, QStringLiteral("Mine, \"quoted\"; 私の"));
    charts.tap.take({item(0, "third", "", "3"), item(stream, "", "", R"({"volume":"9"})")});
    QCOMPARE(charts.lastValue(0), 3.0);
    QCOMPARE(charts.lastValue(1, 1), 9.0);
}

void TestChartData::aLineIsNamedAsShortAsItCanBe()
{
    Charts charts;
    const int one = charts.list->add(0, "orders", "price", path("$.price"));
    QCOMPARE(charts.list->title(*charts.list->find(one)), QStringLiteral("orders: price"));
    const int two = charts.list->add(0, "orders", "price", path("$.volume"));
    charts.list->moveLines(two, one);
    const auto names = [&] {
        QStringList all;
        const ChartList::Chart &chart = *charts.list->find(one);
        for (qsizetype i = 0; i < chart.lines.size(); ++i)
            all.append(charts.list->lineName(chart, i));
        return all;
    };
    QCOMPARE(names(), (QStringList{QStringLiteral("price"), QStringLiteral("volume")}));
    QCOMPARE(charts.list->title(*charts.list->find(one)), QStringLiteral("orders"));
    const int three = charts.list->add(0, "shops", "price", path("$.price"));
    charts.list->moveLines(three, one);
    QCOMPARE(names(), (QStringList{QStringLiteral("orders price"), QStringLiteral("orders volume"),
                                   QStringLiteral("shops price")}));
}

void TestChartData::linesMoveAndTheMoveIsUndone()
{
    Charts charts;
    QList<int> ids;
    for (int i = 0; i < 9; ++i)
        ids.append(charts.list->add(0, "c" + QByteArray::number(i), "", path("$")));
    QSignalSpy changed(charts.list.get(), &ChartList::changed);
    for (int i = 1; i < 8; ++i)
        charts.list->moveLines(ids[i], ids[0]);
    QCOMPARE(changed.size(), 7);
    QCOMPARE(charts.list->find(ids[0])->lines.size(), ChartList::MaximumLines);
    QVERIFY(!charts.list->canMoveLines(ids[8], ids[0]));
    charts.list->moveLines(ids[8], ids[0]);
    QCOMPARE(charts.list->charts().size(), 2);
    QVERIFY(!charts.list->canMoveLines(ids[0], ids[0]));

    charts.list->undo();
    QCOMPARE(charts.list->charts().size(), 3);
    QCOMPARE(charts.list->find(ids[0])->lines.size(), 7);
    QVERIFY(!charts.list->canUndo());

    charts.list->splitLine(ids[0], 2);
    QCOMPARE(charts.list->charts().size(), 4);
    QCOMPARE(charts.list->charts()[1].lines[0].number.channel, QByteArray("c2"));
    QCOMPARE(charts.list->find(ids[0])->lines.size(), 6);
    charts.list->undo();
    QCOMPARE(charts.list->find(ids[0])->lines.size(), 7);
    charts.list->removeLine(ids[0], 0);
    QCOMPARE(charts.list->find(ids[0])->lines.size(), 6);
    charts.list->undo();
    QCOMPARE(charts.list->find(ids[0])->lines[0].number.channel, QByteArray("c0"));
}

void TestChartData::aRemovedChartGoesOnBeingFedUntilItIsForgotten()
{
    Charts charts;
    const int one = charts.list->add(0, "one", "", path("$"));
    const int two = charts.list->add(0, "two", "", path("$"));
    charts.list->remove(one);
    QCOMPARE(charts.list->charts().size(), 1);
    charts.tap.take({item(0, "one", "", "1")});
    charts.list->undo();
    QCOMPARE(charts.list->charts().size(), 2);
    QCOMPARE(charts.list->charts()[0].id, one);
    QCOMPARE(charts.lastValue(0), 1.0);

    charts.list->removeLine(one, 0);
    QVERIFY(!charts.list->find(one));
    charts.list->rename(two, QStringLiteral("another change"));
    QVERIFY(!charts.list->canUndo());
    charts.list->remove(two);
    charts.list->add(0, "three", "", path("$"));
    charts.tap.take({item(0, "one", "", "1"), item(0, "two", "", "1"), item(0, "three", "", "1")});
    charts.restart();
    QCOMPARE(charts.list->charts().size(), 1);
}

void TestChartData::aStreamsNumbersGoOnWhenItIsOpenedAgain()
{
    Charts charts;
    const QUrl url(QStringLiteral("http://lab.example/stream"));
    const int first = charts.streams.open({url, {}, {}});
    const int other = charts.streams.open({url, {}, {}}); // the same address under another name
    charts.list->add(first, "", "", path("$"));
    charts.tap.take({item(other, "", "", "2", Start), item(first, "", "", "1", Start)});
    QCOMPARE(charts.list->charts()[0].lines[0].samples->samples(0, Start), (QList<SampleSeries::Sample>{{Start, 1}}));

    charts.streams.remove(first);
    charts.streams.remove(other);
    charts.tap.take({item(first, "", "", "3", Start + Second)});
    QCOMPARE(charts.lastValue(0), 1.0);
    const int again = charts.streams.open({url, {}, {}});
    QVERIFY(again != first);
    charts.tap.take({item(again, "", "", "4", Start + 2 * Second)});
    QCOMPARE(charts.lastValue(0), 4.0);

    // After a restart the stream may come before the charts or behind them.
    charts.streams.remove(again);
    charts.restart();
    const int later = charts.streams.open({url, {}, {}});
    charts.tap.take({item(later, "", "", "5")});
    QCOMPARE(charts.lastValue(0), 5.0);
}

void TestChartData::aStreamIsFoundByItsAddressWithoutSecrets()
{
    Charts charts;
    StreamRequest request{QUrl(QStringLiteral("http://lab.example/stream?access_token=secret1")), {}, {}};
    request.name = QStringLiteral("lab");
    const int first = charts.streams.open(request);
    charts.list->add(first, "", "", path("$"));
    charts.streams.remove(first);
    request.name = QStringLiteral("the same lab");
    request.url = QUrl(QStringLiteral("http://lab.example/stream?access_token=secret2"));
    const int again = charts.streams.open(request);
    charts.tap.take({item(again, "", "", "4")});
    QCOMPARE(charts.lastValue(0), 4.0);
}

void TestChartData::aLineOutlivesAStreamThatFedAnotherBefore()
{
    Charts charts;
    const int stream = charts.streams.open({QUrl(QStringLiteral("http://lab.example/stream")), {}, {}});
    // Memory that a stream's lines left is likely to be that of the next lines.
    const auto addEach = [&charts](int source) {
        for (int i = 0; i < ChartList::MaximumCharts; ++i)
            charts.list->add(source, QByteArray::number(i), "", path("$"));
    };
    addEach(stream);
    while (!charts.list->charts().isEmpty())
        charts.list->remove(charts.list->charts().constFirst().id);
    addEach(0);
    QCOMPARE(charts.list->charts().size(), ChartList::MaximumCharts);
    charts.streams.remove(stream);
    for (int i = 0; i < ChartList::MaximumCharts; ++i) {
        charts.tap.take({item(0, QByteArray::number(i), "", QByteArray::number(100 + i))});
        QCOMPARE(charts.lastValue(i), 100.0 + i);
    }
}

void TestChartData::whatIsBrokenInTheSettingsIsLeftOut()
{
    Charts charts;
    charts.list->add(0, "good", "", path("$.a"));
    charts.list->add(0, "bad", "", path("$.b"));
    charts.settings.setValue(QStringLiteral("charts/mine/2/lines/1/path"), QStringLiteral("a path that is none"));
    charts.restart();
    QCOMPARE(charts.list->charts().size(), 1);
    QCOMPARE(charts.list->charts()[0].lines[0].number.channel, QByteArray("good"));
}

QTEST_GUILESS_MAIN(TestChartData)
#include "tst_chartdata.moc"
