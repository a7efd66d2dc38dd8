// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakehub.h"
#include "ui/events/eventcolumns.h"
#include "ui/events/eventtablemodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace helio;

namespace {

std::deque<FeedQueue::Item> batch(const QList<ReceivedEvent> &events, int source = 0)
{
    std::deque<FeedQueue::Item> items;
    for (const ReceivedEvent &event : events)
        items.push_back({source, event});
    return items;
}

QString cell(const EventTableModel &model, int row, EventTableModel::Column column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class EventTableTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEventIsARowWithAllItsParts();
    void lineEndsAndControlsAreShownOnOneLine();
    void invalidUtf8IsShownAsReplacementCharacter();
    void mutedChannelsAreFilteredAndComeBack();
    void aMutedFolderAndAMutedSourceAreFilteredWhole();
    void aPauseKeepsEventsWaitingAndGoingOnShowsThem();
    void aClearCanBeUndone();
    void aSecondClearForgetsTheFirst();
    void theOldestAreTrimmedWhenBytesRunOut();
    void oneEventAlwaysFitsHoweverLarge();
    void aSelectedRowStaysSelectedWhenAChannelIsMuted();
    void aBatchIsOneInsertion();
    void aPathIsAColumnWithTheDigitsAsTheyCame();
    void pathsComeAndGoAsColumns();
    void dataThatIsTooLongIsNotSearched();
    void whatIsChosenElsewhereIsShownAlone();
    void columnsOfPathsAreKeptForWhatIsChosen();
    void windowsThatShareSettingsKeepEachOthersColumns();
    void countersAddUpWhateverHappens();
    void memoryIsBoundedWhateverComes();
};

void EventTableTest::anEventIsARowWithAllItsParts()
{
    EventTableModel model;
    QAbstractItemModelTester tester(&model);
    model.setSourceName(0, QStringLiteral("hub"));
    model.append(batch({received("orders", "price", R"({"price":1})", "7-1"), received("orders", "", "x")}));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(cell(model, 0, EventTableModel::Source), QStringLiteral("hub"));
    QCOMPARE(cell(model, 0, EventTableModel::Channel), QStringLiteral("orders"));
    QCOMPARE(cell(model, 0, EventTableModel::Type), QStringLiteral("price"));
    QCOMPARE(cell(model, 1, EventTableModel::Type), QStringLiteral("message"));
    QCOMPARE(cell(model, 0, EventTableModel::Id), QStringLiteral("7-1"));
    QCOMPARE(cell(model, 0, EventTableModel::Bytes), QStringLiteral("11 B"));
    QCOMPARE(cell(model, 0, EventTableModel::Data), QStringLiteral(R"({"price":1})"));
    QVERIFY(cell(model, 0, EventTableModel::Delta).isEmpty());
    QVERIFY(!cell(model, 1, EventTableModel::Delta).isEmpty());
    QCOMPARE(model.eventAt(0)->received.event.data, QByteArray(R"({"price":1})"));
    QVERIFY(!model.eventAt(2));
}

void EventTableTest::lineEndsAndControlsAreShownOnOneLine()
{
    EventTableModel model;
    model.append(batch({received("a", "", QByteArray("one\ntwo\tthree\0", 14))}));
    QCOMPARE(cell(model, 0, EventTableModel::Data), QStringLiteral("one⏎two⇥three␀"));
}

void EventTableTest::invalidUtf8IsShownAsReplacementCharacter()
{
    EventTableModel model;
    model.append(batch({received("a", "", "x\xFFy")}));
    QCOMPARE(cell(model, 0, EventTableModel::Data), QStringLiteral("x\uFFFDy"));
}

void EventTableTest::mutedChannelsAreFilteredAndComeBack()
{
    EventTableModel model;
    QAbstractItemModelTester tester(&model);
    model.setMuted({0, "system"}, true);
    model.append(batch({received("system", "", "1"), received("a", "", "2"), received("system", "", "3")}));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.counters().filtered, 2U);
    model.setMuted({0, "system"}, false);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(cell(model, 2, EventTableModel::Data), QStringLiteral("3"));
    QCOMPARE(model.counters().filtered, 0U);
    // The same name from elsewhere is another channel.
    model.setMuted({0, "a"}, true);
    model.append(batch({received("a", "", "4")}, 5));
    QCOMPARE(model.rowCount(), 3);
}

void EventTableTest::aMutedFolderAndAMutedSourceAreFilteredWhole()
{
    EventTableModel model;
    QAbstractItemModelTester tester(&model);
    model.append(batch({received("plant", "", "1"), received("plant.a", "", "2"), received("plant/b.c", "", "3"),
                        received("plants", "", "4")}));
    model.append(batch({received("plant.a", "", "5"), received({}, "", "6")}, 5));
    model.setMuted(MutedPart::folder(0, "plant"), true);
    QCOMPARE(model.counters().filtered, 2U);
    QCOMPARE(cell(model, 1, EventTableModel::Data), QStringLiteral("4"));
    // One of its channels that is muted by itself stays so.
    model.setMuted({0, "plant.a"}, true);
    model.setMuted(MutedPart::folder(0, "plant"), false);
    QCOMPARE(model.counters().filtered, 1U);
    model.setMuted(MutedPart::all(5), true);
    model.append(batch({received("new", "", "7")}, 5));
    QCOMPARE(model.counters().filtered, 4U);
    QCOMPARE(model.muted().all(), (QList<MutedPart>{{0, "plant.a"}, MutedPart::all(5)}));
    model.setMuted(MutedPart::all(5), false);
    model.setMuted({0, "plant.a"}, false);
    QVERIFY(model.muted().isEmpty());
    QCOMPARE(model.rowCount(), 7);
}

void EventTableTest::aPauseKeepsEventsWaitingAndGoingOnShowsThem()
{
    EventTableModel model;
    QAbstractItemModelTester tester(&model);
    model.append(batch({received("a", "", "1")}));
    model.setPaused(true);
    model.append(batch({received("a", "", "2"), received("a", "", "3")}));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.counters().waiting, 2U);
    model.setPaused(false);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.counters().waiting, 0U);
}

void EventTableTest::aClearCanBeUndone()
{
    EventTableModel model;
    QAbstractItemModelTester tester(&model);
    QSignalSpy cleared(&model, &EventTableModel::cleared);
    model.append(batch({received("a", "", "1"), received("a", "", "2")}));
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(cleared.constFirst().constFirst().toULongLong(), 2U);
    QCOMPARE(model.counters().trimmed, 2U);
    model.append(batch({received("a", "", "3")}));
    QVERIFY(model.canUndoClear());
    model.undoClear();
    QVERIFY(!model.canUndoClear());
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(cell(model, 0, EventTableModel::Data), QStringLiteral("1"));
    QCOMPARE(cell(model, 2, EventTableModel::Data), QStringLiteral("3"));
    QCOMPARE(model.counters().trimmed, 0U);
}

void EventTableTest::aSecondClearForgetsTheFirst()
{
    EventTableModel model;
    model.append(batch({received("a", "", "1")}));
    model.clear();
    model.append(batch({received("a", "", "2")}));
    model.clear();
    model.undoClear();
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(cell(model, 0, EventTableModel::Data), QStringLiteral("2"));
}

void EventTableTest::theOldestAreTrimmedWhenBytesRunOut()
{
    EventTableModel model(64 * 1024);
    QAbstractItemModelTester tester(&model);
    for (int i = 0; i < 200; ++i)
        model.append(batch({received("a", "", QByteArray(1000, char('a' + i % 26)), QByteArray::number(i))}));
    QVERIFY(model.rowCount() > 20);
    QVERIFY(model.rowCount() < 66);
    QCOMPARE(cell(model, model.rowCount() - 1, EventTableModel::Id), QStringLiteral("199"));
    QCOMPARE(model.counters().received, 200U);
    QCOMPARE(model.counters().trimmed, quint64(200 - model.rowCount()));
}

void EventTableTest::oneEventAlwaysFitsHoweverLarge()
{
    EventTableModel model(16 * 1024);
    QAbstractItemModelTester tester(&model);
    model.append(batch({received("a", "", "small"), received("a", "", QByteArray(1024 * 1024, 'x'))}));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.eventAt(0)->received.event.data.size(), 1024 * 1024);
}

void EventTableTest::aSelectedRowStaysSelectedWhenAChannelIsMuted()
{
    EventTableModel model;
    QAbstractItemModelTester tester(&model);
    model.append(
        batch({received("a", "", "1"), received("b", "", "2"), received("a", "", "3"), received("b", "", "4")}));
    const QPersistentModelIndex kept(model.index(3, EventTableModel::Data));
    const QPersistentModelIndex gone(model.index(2, EventTableModel::Data));
    model.setMuted({0, "a"}, true);
    QCOMPARE(kept.row(), 1);
    QCOMPARE(kept.data().toString(), QStringLiteral("4"));
    QVERIFY(!gone.isValid());
}

void EventTableTest::aBatchIsOneInsertion()
{
    EventTableModel model;
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QList<ReceivedEvent> events;
    for (int i = 0; i < 1000; ++i)
        events.append(received("a", "", "x"));
    model.append(batch(events));
    QCOMPARE(inserted.size(), 1);
}

void EventTableTest::aPathIsAColumnWithTheDigitsAsTheyCame()
{
    EventTableModel model;
    QAbstractItemModelTester tester(&model);
    model.append(
        batch({received("a", "", R"({"price":1.10000000000000000001e+2})"), received("a", "", R"({"price":"x\ny"})"),
               received("a", "", "no JSON"), received("a", "", R"({"price":{"of": 1}})")}));
    model.setPaths({*JsonPath::parse(QStringLiteral("$.price"))});
    QCOMPARE(model.columnCount(), EventTableModel::ColumnCount + 1);
    QCOMPARE(model.headerData(EventTableModel::ColumnCount, Qt::Horizontal).toString(), QStringLiteral("$.price"));
    const auto at = [&](int row, int role) { return model.index(row, EventTableModel::ColumnCount).data(role); };
    QCOMPARE(at(0, Qt::DisplayRole).toString(), QStringLiteral("1.10000000000000000001e+2"));
    QVERIFY(at(0, Qt::TextAlignmentRole).value<Qt::Alignment>().testFlag(Qt::AlignRight));
    QCOMPARE(at(1, Qt::DisplayRole).toString(), QStringLiteral("x⏎y"));
    QVERIFY(at(1, Qt::TextAlignmentRole).value<Qt::Alignment>().testFlag(Qt::AlignLeft));
    QCOMPARE(at(2, Qt::DisplayRole).toString(), QString());
    QCOMPARE(at(3, Qt::DisplayRole).toString(), QStringLiteral("{\"of\": 1}"));
}

void EventTableTest::pathsComeAndGoAsColumns()
{
    EventTableModel model;
    QAbstractItemModelTester tester(&model);
    model.append(batch({received("a", "", R"({"x":1,"y":2,"z":3})")}));
    const auto path = [](const char *text) { return *JsonPath::parse(QString::fromLatin1(text)); };
    const QList<QList<JsonPath>> steps{{path("$.x"), path("$.y")},
                                       {path("$.y"), path("$.z")},
                                       {path("$.z"), path("$.y")},
                                       {path("$.x"), path("$.z"), path("$.y")},
                                       {}};
    for (const QList<JsonPath> &paths : steps) {
        model.setPaths(paths);
        QCOMPARE(model.paths(), paths);
        QCOMPARE(model.columnCount(), EventTableModel::ColumnCount + int(paths.size()));
    }
}

void EventTableTest::dataThatIsTooLongIsNotSearched()
{
    EventTableModel model;
    const QByteArray rest(PathColumns::MaximumBytes, ' ');
    model.append(batch({received("a", "", "{\"x\":1" + rest + '}'), received("a", "", R"({"x":1})")}));
    model.setPaths({*JsonPath::parse(QStringLiteral("$.x"))});
    QCOMPARE(model.index(0, EventTableModel::ColumnCount).data().toString(), QStringLiteral("…"));
    QCOMPARE(model.index(1, EventTableModel::ColumnCount).data().toString(), QStringLiteral("1"));
}

void EventTableTest::whatIsChosenElsewhereIsShownAlone()
{
    EventTableModel model;
    QAbstractItemModelTester tester(&model);
    model.append(
        batch({received("a", "", "1"), received("a.b", "", "2"), received("a/c", "", "3"), received("ab", "", "4")}));
    model.append(batch({received("a", "", "5")}, 1));
    const auto shown = [&](const EventSelection &selection) {
        model.setSelection(selection);
        while (model.isFiltering())
            model.filterSome();
        QString data;
        for (int row = 0; row < model.rowCount(); ++row)
            data += cell(model, row, EventTableModel::Data);
        return data;
    };
    QCOMPARE(shown({0, "a", false}), QStringLiteral("1"));
    QCOMPARE(shown({0, "a", true}), QStringLiteral("23"));
    QCOMPARE(shown({1, {}, false}), QStringLiteral("5"));
    // What comes is judged by it, too, and so is what the filter says.
    model.append(batch({received("a", "", "6")}, 1));
    model.append(batch({received("a", "", "7")}, 0));
    QCOMPARE(model.rowCount(), 2);
    model.setFilter(*EventFilter::parse(QStringLiteral("6")));
    QCOMPARE(shown({1, {}, false}), QStringLiteral("6"));
    QCOMPARE(shown({}), QStringLiteral("6"));
    const auto counters = model.counters();
    QCOMPARE(counters.received, counters.shown + counters.filtered);
}

void EventTableTest::columnsOfPathsAreKeptForWhatIsChosen()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    const auto path = [](const char *text) { return *JsonPath::parse(QString::fromLatin1(text)); };
    {
        EventTableModel model;
        EventColumns columns(model);
        columns.keepIn(settings);
        QVERIFY(columns.add(path("$.everywhere")));
        columns.setScope(QStringLiteral("channel orders"), QStringLiteral("orders"));
        QVERIFY(columns.add(path("$['a b'].price")));
        QCOMPARE(model.paths().size(), 2);
        columns.setScope(QStringLiteral("channel lab"), QStringLiteral("lab"));
        QCOMPARE(model.paths(), QList<JsonPath>{path("$.everywhere")});
    }
    EventTableModel model;
    EventColumns columns(model);
    columns.keepIn(settings);
    QCOMPARE(model.paths(), QList<JsonPath>{path("$.everywhere")});
    columns.setScope(QStringLiteral("channel orders"), QStringLiteral("orders"));
    QCOMPARE(model.paths().size(), 2);
    QVERIFY(!columns.isForAll(path("$['a b'].price")));
    columns.setForAll(path("$['a b'].price"), true);
    columns.setScope({}, {});
    QCOMPARE(model.paths().size(), 2);
    columns.remove(path("$.everywhere"));
    QCOMPARE(model.paths(), QList<JsonPath>{path("$['a b'].price")});
    for (int i = 1; i < EventColumns::MaximumShown; ++i)
        QVERIFY(columns.add(JsonPath().element(i)));
    QVERIFY(!columns.add(path("$.oneTooMany")));
}

void EventTableTest::windowsThatShareSettingsKeepEachOthersColumns()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    const auto path = [](const char *text) { return *JsonPath::parse(QString::fromLatin1(text)); };
    EventTableModel model;
    EventColumns mine(model);
    mine.keepIn(settings);
    QVERIFY(mine.add(path("$.both")));
    QVERIFY(mine.add(path("$.removed")));
    EventTableModel otherModel;
    EventColumns others(otherModel);
    others.keepIn(settings);
    mine.remove(path("$.removed"));
    QVERIFY(others.add(path("$.others")));
    QVERIFY(mine.add(path("$.mine")));
    others.setScope(QStringLiteral("channel orders"), QStringLiteral("orders"));
    QVERIFY(others.add(path("$.ofOrders")));
    EventTableModel next;
    EventColumns columns(next);
    columns.keepIn(settings);
    QList<JsonPath> paths = next.paths();
    std::sort(paths.begin(), paths.end(),
              [](const JsonPath &a, const JsonPath &b) { return a.toString() < b.toString(); });
    QCOMPARE(paths, (QList<JsonPath>{path("$.both"), path("$.mine"), path("$.others")}));
    columns.setScope(QStringLiteral("channel orders"), QStringLiteral("orders"));
    QVERIFY(next.paths().contains(path("$.ofOrders")));
}

void EventTableTest::countersAddUpWhateverHappens()
{
    EventTableModel model(48 * 1024);
    QAbstractItemModelTester tester(&model);
    QRandomGenerator chance(20251121);
    const QByteArrayList channels{"a", "b", "system"};
    quint64 received_ = 0;
    for (int step = 0; step < 3000; ++step) {
        switch (chance.bounded(12)) {
        case 0:
            model.setPaused(!model.isPaused());
            break;
        case 1:
            model.setMuted({0, channels[chance.bounded(3)]}, chance.bounded(2) == 0);
            break;
        case 2:
            if (chance.bounded(4) == 0)
                model.clear();
            break;
        case 3:
            model.undoClear();
            break;
        case 4:
            if (chance.bounded(4) == 0)
                model.forgetCleared();
            break;
        default: {
            QList<ReceivedEvent> events;
            for (quint32 i = chance.bounded(20); i > 0; --i)
                events.append(received(channels[chance.bounded(3)], "", QByteArray(chance.bounded(300), 'x')));
            const quint64 dropped = chance.bounded(10) == 0 ? chance.bounded(5) : 0;
            received_ += quint64(events.size()) + dropped;
            model.append(batch(events), dropped);
        }
        }
        const auto counters = model.counters();
        QCOMPARE(counters.received, received_);
        QCOMPARE(counters.shown + counters.filtered + counters.waiting + counters.trimmed, counters.received);
        QCOMPARE(counters.shown, quint64(model.rowCount()));
        for (int row = 0; row < model.rowCount(); row += 17)
            QVERIFY(!model.muted().contains({0, model.eventAt(row)->received.event.channel}));
    }
    model.setPaused(false);
    for (const QByteArray &channel : channels)
        model.setMuted({0, channel}, false);
    QCOMPARE(model.counters().filtered, 0U);
    QCOMPARE(model.counters().waiting, 0U);
}

void EventTableTest::memoryIsBoundedWhateverComes()
{
    EventTableModel model(1024 * 1024);
    for (int i = 0; i < 400; ++i) {
        QList<ReceivedEvent> events;
        for (int j = 0; j < 100; ++j)
            events.append(received("a", "t", QByteArray(i % 7, 'x')));
        model.append(batch(events));
        // The index of rows comes on top of the ring.
        QVERIFY2(model.bytes() < 1024 * 1024 * 3 / 2, qPrintable(QString::number(model.bytes())));
    }
}

QTEST_MAIN(EventTableTest)
#include "tst_eventtable.moc"
