// SPDX-License-Identifier: GPL-3.0-or-later
// The user's charts, and how they are kept.
#include "chartdata.h"
#include "fakehub.h"
#include "ui/charts/chartlist.h"
#include "ui/charts/sampleseries.h"
#include "ui/charts/valuetap.h"
#include "ui/charts/wallchoice.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace helio;

class ChartListTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aNumberIsChartedOnce();
    void chartsComeBackWithAllTheyHad();
    void aLineIsNamedAsShortAsItCanBe();
    void linesMoveAndTheMoveIsUndone();
    void aRemovedChartGoesOnBeingFedUntilItIsForgotten();
    void aStreamsNumbersGoOnWhenItIsOpenedAgain();
    void aStreamIsFoundByItsAddressWithoutSecrets();
    void aLineHasTheNameThatItsStreamHasNow();
    void aRateIsChartedAndComesBack();
    void theRateOfAFolderIsOfAllChannelsBelowItAndComesBack();
    void aLineOutlivesAStreamThatFedAnotherBefore();
    void windowsThatShareSettingsKeepEachOthersCharts();
    void theWallKeepsItsChartsWhateverTheirPlaces();
    void whatIsBrokenInTheSettingsIsLeftOut();
};

/// A list of charts with all it needs.
struct Charts
{
    Charts()
        : queue(1024 * 1024)
        , streams(opener, queue)
        , settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat)
        , list(std::make_unique<ChartList>(tap, streams, settings))
    {}
    void restart()
    {
        list.reset();
        list = std::make_unique<ChartList>(tap, streams, settings);
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

void ChartListTest::aNumberIsChartedOnce()
{
    Charts charts;
    const int id = charts.list->add(0, "orders", "price", path("$.price"));
    QVERIFY(id > 0);
    QCOMPARE(charts.list->add(0, "orders", "price", path("$.price")), id);
    QVERIFY(charts.list->add(0, "orders", "price", path("$.volume")) != id);
    QCOMPARE(charts.list->add(77, "orders", "price", path("$.price")), 0);
    QCOMPARE(charts.list->charts().size(), 2);
    charts.tap.onEvents({item(0, "orders", "price", R"({"price":7,"volume":8})")});
    QCOMPARE(charts.lastValue(0), 7.0);
    QCOMPARE(charts.lastValue(1), 8.0);
    for (int i = 0; i < 100; ++i)
        charts.list->add(0, "orders", "price", path("$").element(i));
    QCOMPARE(charts.list->charts().size(), ChartList::MaximumCharts);
}

void ChartListTest::chartsComeBackWithAllTheyHad()
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
    charts.tap.onEvents({item(0, "third", "", "3"), item(stream, "", "", R"({"volume":"9"})")});
    QCOMPARE(charts.lastValue(0), 3.0);
    QCOMPARE(charts.lastValue(1, 1), 9.0);
}

void ChartListTest::aLineIsNamedAsShortAsItCanBe()
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

void ChartListTest::linesMoveAndTheMoveIsUndone()
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

void ChartListTest::aRemovedChartGoesOnBeingFedUntilItIsForgotten()
{
    Charts charts;
    const int one = charts.list->add(0, "one", "", path("$"));
    const int two = charts.list->add(0, "two", "", path("$"));
    charts.list->remove(one);
    QCOMPARE(charts.list->charts().size(), 1);
    charts.tap.onEvents({item(0, "one", "", "1")});
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
    charts.tap.onEvents({item(0, "one", "", "1"), item(0, "two", "", "1"), item(0, "three", "", "1")});
    charts.restart();
    QCOMPARE(charts.list->charts().size(), 1);
}

void ChartListTest::aStreamsNumbersGoOnWhenItIsOpenedAgain()
{
    Charts charts;
    const QUrl url(QStringLiteral("http://lab.example/stream"));
    const int first = charts.streams.open({url, {}, {}});
    const int other = charts.streams.open({url, {}, {}}); // the same address under another name
    charts.list->add(first, "", "", path("$"));
    charts.tap.onEvents({item(other, "", "", "2", StartOfData), item(first, "", "", "1", StartOfData)});
    QCOMPARE(charts.list->charts()[0].lines[0].samples->samples(0, StartOfData),
             (QList<SampleSeries::Sample>{{StartOfData, 1}}));

    charts.streams.remove(first);
    charts.streams.remove(other);
    charts.tap.onEvents({item(first, "", "", "3", StartOfData + Second)});
    QCOMPARE(charts.lastValue(0), 1.0);
    const int again = charts.streams.open({url, {}, {}});
    QVERIFY(again != first);
    charts.tap.onEvents({item(again, "", "", "4", StartOfData + 2 * Second)});
    QCOMPARE(charts.lastValue(0), 4.0);

    // After a restart the stream may come before the charts or behind them.
    charts.streams.remove(again);
    charts.restart();
    const int later = charts.streams.open({url, {}, {}});
    charts.tap.onEvents({item(later, "", "", "5")});
    QCOMPARE(charts.lastValue(0), 5.0);
}

void ChartListTest::aStreamIsFoundByItsAddressWithoutSecrets()
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
    charts.tap.onEvents({item(again, "", "", "4")});
    QCOMPARE(charts.lastValue(0), 4.0);
}

void ChartListTest::aLineHasTheNameThatItsStreamHasNow()
{
    Charts charts;
    const int first = charts.streams.open({QUrl(QStringLiteral("http://lab.example/a")), {}, {}});
    charts.list->add(first, "", "", path("$.x"));
    QCOMPARE(charts.list->title(charts.list->charts()[0]), QStringLiteral("lab.example: x"));
    charts.streams.open({QUrl(QStringLiteral("http://lab.example/b")), {}, {}});
    QCOMPARE(charts.list->title(charts.list->charts()[0]), QStringLiteral("lab.example/a: x"));
    // In the next run the other one may be alone, and have the name that the first had when it was.
    charts.streams.remove(first);
    charts.restart();
    const int again = charts.streams.open({QUrl(QStringLiteral("http://lab.example/a")), {}, {}});
    charts.tap.onEvents({item(again, "", "", R"({"x":4})")});
    QCOMPARE(charts.lastValue(0), 4.0);
}

void ChartListTest::aRateIsChartedAndComesBack()
{
    Charts charts;
    const int id = charts.list->addRate({0, "orders"});
    QCOMPARE(charts.list->addRate({0, "orders"}), id);
    QCOMPARE(charts.list->title(charts.list->charts()[0]), QStringLiteral("orders: events/s"));
    charts.restart();
    QVERIFY(charts.list->charts()[0].lines[0].number.isRate);
    charts.tap.rates().onSecond(StartOfData);
    charts.tap.onEvents({item(0, "orders", "price", "1"), item(0, "orders", "", "2")});
    charts.tap.rates().onSecond(StartOfData + Second);
    QCOMPARE(charts.lastValue(0), 2.0);
}

void ChartListTest::theRateOfAFolderIsOfAllChannelsBelowItAndComesBack()
{
    Charts charts;
    const int folder = charts.list->addRate({0, "plant", true});
    const int channel = charts.list->addRate({0, "plant"});
    QVERIFY(folder != channel);
    QCOMPARE(charts.list->title(*charts.list->find(folder)), QStringLiteral("plant …: events/s"));
    charts.restart();
    QVERIFY(charts.list->charts()[0].lines[0].number.isFolder);
    QVERIFY(!charts.list->charts()[1].lines[0].number.isFolder);
    charts.tap.rates().onSecond(StartOfData);
    charts.tap.onEvents({item(0, "plant.press.1", "", "1"), item(0, "plant/oven", "", "2"), item(0, "plant", "", "3"),
                         item(0, "plants.a", "", "4"), item(7, "plant.press.1", "", "5")});
    charts.tap.rates().onSecond(StartOfData + Second);
    QCOMPARE(charts.lastValue(0), 2.0);
    QCOMPARE(charts.lastValue(1), 1.0);
    // Both in one chart are told apart.
    charts.list->moveLines(charts.list->charts()[1].id, charts.list->charts()[0].id);
    const ChartList::Chart &both = charts.list->charts()[0];
    QCOMPARE(charts.list->lineName(both, 0), QStringLiteral("plant … events/s"));
    QCOMPARE(charts.list->lineName(both, 1), QStringLiteral("plant events/s"));
}

void ChartListTest::aLineOutlivesAStreamThatFedAnotherBefore()
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
        charts.tap.onEvents({item(0, QByteArray::number(i), "", QByteArray::number(100 + i))});
        QCOMPARE(charts.lastValue(i), 100.0 + i);
    }
}

void ChartListTest::windowsThatShareSettingsKeepEachOthersCharts()
{
    Charts charts;
    const int kept = charts.list->add(0, "kept", "", path("$"));
    const int removed = charts.list->add(0, "removed", "", path("$"));
    ChartList other(charts.tap, charts.streams, charts.settings);
    QCOMPARE(other.charts().size(), 2);
    charts.list->remove(removed);
    charts.list->rename(kept, QStringLiteral("renamed"));
    // It holds both as they were, and writes what it has changed alone.
    other.add(0, "others", "", path("$"));
    charts.list->add(0, "mine", "", path("$"));
    other.rename(other.charts().constLast().id, QStringLiteral("others too"));
    charts.restart();
    QByteArrayList channels;
    for (const ChartList::Chart &chart : charts.list->charts())
        channels.append(chart.lines[0].number.channel);
    std::sort(channels.begin(), channels.end());
    QCOMPARE(channels, (QByteArrayList{"kept", "mine", "others"}));
    QCOMPARE(charts.list->charts()[0].title, QStringLiteral("renamed"));
}

void ChartListTest::theWallKeepsItsChartsWhateverTheirPlaces()
{
    Charts charts;
    charts.list->add(0, "first", "", path("$"));
    auto wall = std::make_unique<WallChoice>(*charts.list, charts.settings);
    ChartList others(charts.tap, charts.streams, charts.settings);
    WallChoice othersWall(others, charts.settings);
    const int mine = charts.list->add(0, "mine", "", path("$"));
    wall->set(WallChoice::ownName(mine), true);
    wall->set(QStringLiteral("cpuChart"), true);
    // Another window does not know of it, and puts its own before it, and on its wall.
    othersWall.set(WallChoice::ownName(others.add(0, "others", "", path("$"))), true);
    wall.reset();
    charts.restart();
    const auto isOnWall = [&charts](const char *channel) {
        const WallChoice again(*charts.list, charts.settings);
        for (const ChartList::Chart &chart : charts.list->charts()) {
            if (chart.lines[0].number.channel == channel)
                return again.contains(WallChoice::ownName(chart.id));
        }
        return false;
    };
    QVERIFY(isOnWall("mine"));
    QVERIFY(isOnWall("others"));
    QVERIFY(!isOnWall("first"));
    QVERIFY(WallChoice(*charts.list, charts.settings).contains(QStringLiteral("cpuChart")));
    // What is taken off there is off here at the next start.
    othersWall.set(WallChoice::ownName(others.charts().constLast().id), false);
    QVERIFY(!isOnWall("others"));
    QVERIFY(isOnWall("mine"));
}

void ChartListTest::whatIsBrokenInTheSettingsIsLeftOut()
{
    Charts charts;
    charts.list->add(0, "good", "", path("$.a"));
    charts.list->add(0, "bad", "", path("$.b"));
    charts.settings.setValue(QStringLiteral("charts/mine/2/lines/1/path"), QStringLiteral("a path that is none"));
    charts.restart();
    QCOMPARE(charts.list->charts().size(), 1);
    QCOMPARE(charts.list->charts()[0].lines[0].number.channel, QByteArray("good"));
}

QTEST_GUILESS_MAIN(ChartListTest)
#include "tst_chartlist.moc"
