// SPDX-License-Identifier: GPL-3.0-or-later
// What is charted, out of events and snapshots.
#include "chartdata.h"
#include "ui/charts/chartfigures.h"
#include "ui/charts/valuetap.h"

#include <QTest>

using namespace helio;

namespace {

constexpr qint64 Hour = 3600 * Second;

} // namespace

class ValueTapTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aChartBeginsWithWhatIsStillHeld();
    void valuesAreTakenFromMatchingEventsOnly();
    void numbersInStringsAndBrokenJson_data();
    void numbersInStringsAndBrokenJson();
    void aSeriesThatNobodyKeepsIsForgotten();
    void aSeriesFollowsTheAddressGivenLast();
    void eventsAreCountedForEachSecond();
    void figuresOfTheSystemAreTaken();
    void theBusiestChannelsAreKept();
};

void ValueTapTest::aChartBeginsWithWhatIsStillHeld()
{
    EventRing past;
    const auto hold = [&past](int source, const QByteArray &channel, const QByteArray &type, const QByteArray &data) {
        past.append(source, {{channel, {}, type, data}, qint64(past.next() - EventRing::FirstLive) * 1'000'000'000});
    };
    hold(0, "a", "t", R"({"x":1})");
    hold(1, "a", "t", R"({"x":100})");
    hold(0, "b", "t", R"({"x":100})");
    hold(0, "a", "u", R"({"x":100})");
    hold(0, "a", "t", "none");
    hold(0, "a", "t", R"({"x":"2.5"})");
    // What was loaded of the time before is not charted: it says nothing of what came between.
    past.prepend(0, {{{"a", {}, "t", R"({"x":7})"}, 0}});
    SampleSeries series;
    ValueTap::addPast(past, series, {0, "a", "t"}, *JsonPath::parse(u"$.x"));
    QCOMPARE(series.samples(0, 10'000), (QList<SampleSeries::Sample>{{0, 1}, {5000, 2.5}}));

    for (quint64 i = 0; i < 2 * ValueTap::MaximumPastEvents; ++i)
        hold(0, "many", {}, R"({"x":)" + QByteArray::number(i) + '}');
    SampleSeries newest;
    ValueTap::addPast(past, newest, {0, "many", "message"}, *JsonPath::parse(u"$.x"));
    QCOMPARE(newest.last()->value, double(2 * ValueTap::MaximumPastEvents - 1));
    SampleSeries nothing;
    ValueTap::addPast(past, nothing, {0, "a", "t"}, *JsonPath::parse(u"$.y"));
    QVERIFY(nothing.isEmpty());
    ValueTap::addPast(EventRing(), nothing, {0, "a", "t"}, *JsonPath::parse(u"$.x"));
    QVERIFY(nothing.isEmpty());
}

void ValueTapTest::valuesAreTakenFromMatchingEventsOnly()
{
    ValueTap tap;
    const auto price = std::make_shared<SampleSeries>();
    const auto plain = std::make_shared<SampleSeries>();
    tap.follow(price, {0, "orders", "price"}, path("$.price"));
    tap.follow(plain, {0, "orders", "message"}, path("$.price"));
    tap.onEvents({item(0, "orders", "price", R"({"price":1})"), item(0, "orders", "volume", R"({"price":2})"),
                  item(0, "other", "price", R"({"price":3})"), item(1, "orders", "price", R"({"price":4})"),
                  item(0, "orders", "", R"({"price":5})"),
                  item(0, "orders", "price", R"({"price":6})", StartOfData + Second)});
    QCOMPARE(price->samples(0, StartOfData + Hour),
             (QList<SampleSeries::Sample>{{StartOfData, 1}, {StartOfData + Second, 6}}));
    // `message` is the default type, however it is written.
    QCOMPARE(plain->samples(0, StartOfData + Hour), (QList<SampleSeries::Sample>{{StartOfData, 5}}));
}

void ValueTapTest::numbersInStringsAndBrokenJson_data()
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

void ValueTapTest::numbersInStringsAndBrokenJson()
{
    QFETCH(const QByteArray, data);
    QFETCH(const QVariant, value);
    ValueTap tap;
    const auto series = std::make_shared<SampleSeries>();
    tap.follow(series, {}, path("$.a.b[1]"));
    tap.onEvents({item(0, {}, {}, data)});
    QCOMPARE(series->last().has_value(), value.isValid());
    if (value.isValid())
        QCOMPARE(series->last()->value, value.toDouble());
}

void ValueTapTest::aSeriesThatNobodyKeepsIsForgotten()
{
    ValueTap tap;
    auto series = std::make_shared<SampleSeries>();
    tap.follow(series, {0, "demo", ""}, path("$"));
    series.reset();
    QVERIFY(!tap.isEmpty());
    tap.onEvents({item(0, "demo", "", "1")});
    QVERIFY(tap.isEmpty());
}

void ValueTapTest::aSeriesFollowsTheAddressGivenLast()
{
    ValueTap tap;
    const auto series = std::make_shared<SampleSeries>();
    tap.follow(series, {1, "demo", ""}, path("$"));
    tap.follow(series, {2, "demo", ""}, path("$"));
    tap.onEvents({item(1, "demo", "", "1"), item(2, "demo", "", "2")});
    QCOMPARE(series->last()->value, 2.0);
    QCOMPARE(series->size(), 1U);
    tap.forget(series.get());
    QVERIFY(tap.isEmpty());
}

void ValueTapTest::eventsAreCountedForEachSecond()
{
    ValueTap tap;
    const auto ofChannel = std::make_shared<SampleSeries>();
    const auto ofStream = std::make_shared<SampleSeries>();
    tap.rates().follow(ofChannel, {0, "a"});
    tap.rates().follow(ofStream, {1, {}});
    tap.rates().onSecond(StartOfData);
    tap.onEvents({item(0, "a", "", "1"), item(0, "a", "t", "2"), item(0, "b", "", "3"), item(1, "a", "", "4"),
                  item(1, "", "", "5"), item(1, "b", "", "6")});
    tap.rates().onSecond(StartOfData + Second);
    tap.rates().onSecond(StartOfData + 2 * Second);
    // Nobody knows when they came while the machine slept.
    tap.onEvents({item(0, "a", "", "1")});
    tap.rates().onSecond(StartOfData + 3600 * Second);
    const auto samples = [](const std::shared_ptr<SampleSeries> &series) {
        return series->samples(0, StartOfData + 7200 * Second);
    };
    QCOMPARE(samples(ofChannel),
             (QList<SampleSeries::Sample>{{StartOfData + Second, 2}, {StartOfData + 2 * Second, 0}}));
    QCOMPARE(samples(ofStream),
             (QList<SampleSeries::Sample>{{StartOfData + Second, 3}, {StartOfData + 2 * Second, 0}}));
    tap.forget(ofStream.get());
    tap.rates().onSecond(StartOfData + 3601 * Second);
    QCOMPARE(samples(ofStream).size(), 2);
}

void ValueTapTest::figuresOfTheSystemAreTaken()
{
    ChartFigures figures;
    figures.addSystemEvent(R"({"cpu":{"percent":12.5,"cores":[20,null,5]},
        "memory":{"totalBytes":1000,"usedBytes":300},"swap":{"usedBytes":7},
        "network":{"receivedBytesPerSecond":11,"sentBytesPerSecond":12},
        "disk":{"readBytesPerSecond":13,"writtenBytesPerSecond":14}})",
                           StartOfData);
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

    // Whoever publishes to that channel cannot make it grow without bound.
    QByteArray many = "1";
    for (int i = 0; i < 5000; ++i)
        many += ",1";
    figures.addSystemEvent("{\"cpu\":{\"cores\":[" + many + "]}}", StartOfData + Second);
    QCOMPARE(figures.cores().size(), ChartFigures::MaximumCores);
    figures.addSystemEvent("no JSON", StartOfData + 2 * Second);
    QCOMPARE(figures.figure(ChartFigures::Cpu)->size(), 1U);
}

void ValueTapTest::theBusiestChannelsAreKept()
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
    snapshot.takenAt = StartOfData;
    figures.addSnapshot(snapshot);
    const QSet<QByteArray> busiest{"c92", "c93", "c94", "c95", "c96", "c97", "c98", "c99"};
    QCOMPARE(names(), busiest);

    // One that pauses for a moment keeps its line; one that stays away loses it to a busier one.
    snapshot.channels[99].eventsPerSecond = 0;
    snapshot.takenAt += Second;
    figures.addSnapshot(snapshot);
    QCOMPARE(names(), busiest);
    for (int i = 0; i < 120; ++i) {
        snapshot.takenAt += Second;
        figures.addSnapshot(snapshot);
    }
    QVERIFY(!names().contains("c99"));
    QVERIFY(names().contains("c91"));
    QCOMPARE(figures.channels().size(), ChartFigures::MaximumChannels);
}

QTEST_GUILESS_MAIN(ValueTapTest)
#include "tst_valuetap.moc"
