// SPDX-License-Identifier: GPL-3.0-or-later
// The events table while its filter changes, and what is found in it.
#include "fakehub.h"
#include "ui/events/filter/eventfinder.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <limits>
#include <map>

using namespace helio;
using namespace std::chrono_literals;

namespace {

constexpr quint64 First = EventRing::FirstLive;

/// Passes the time of a whole slice at each reading, so that one slice judges EventsBetweenChecks events.
EventTableModel::Clock hurriedClock()
{
    return [now = 0ms]() mutable { return now += EventTableModel::SliceTime; };
}

/// Time stands still: one slice does all there is to do.
EventTableModel::Clock patientClock()
{
    return [] { return 0ms; };
}

std::deque<FeedQueue::Item> numbered(int from, int to, const QByteArray &channel = "a")
{
    std::deque<FeedQueue::Item> items;
    for (int i = from; i < to; ++i)
        items.push_back({0, received(channel, i % 2 ? "odd" : "even", "{\"n\":" + QByteArray::number(i) + "}")});
    return items;
}

EventFilter filter(const char *text)
{
    return EventFilter::parse(QString::fromUtf8(text)).value();
}

QList<quint64> sequencesOf(const EventTableModel &model)
{
    QList<quint64> sequences;
    for (int row = 0; row < model.rowCount(); ++row)
        sequences.append(model.sequenceAt(row));
    return sequences;
}

/// As numbered() has them.
QList<quint64> rowsOf(const EventTableModel &model)
{
    QList<quint64> rows = sequencesOf(model);
    for (quint64 &row : rows)
        row -= First;
    return rows;
}

void finish(EventTableModel &model)
{
    while (model.isFiltering())
        model.filterSome();
}

} // namespace

class FilteringTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFilterAppliesToOldRowsAndToNewOnes();
    void oldRowsComeInSlicesTheNewestFirst();
    void newRowsAreJudgedAtOnceWhileOldOnesWait();
    void rowsComeFirstAroundWhatOneLooksAt();
    void aSelectedRowThatPassesStays();
    void anotherFilterStartsAnew();
    void slicesGoOnByThemselvesAndReportTheirProgress();
    void whatCannotBeJudgedInTimeIsJudgedLater();
    void whatTheExpressionGivesUpOnIsCounted();
    void aRenamedSourceIsFilteredAnew();
    void rowsAreFoundBySequence();
    void anyOperationsLeaveWhatASimpleModelHas_data();
    void anyOperationsLeaveWhatASimpleModelHas();
    void findGoesFromOneToTheNextAndRound();
    void findLooksAtNewRowsAndForgetsThoseThatGo();
    void findFollowsTheFilter();
};

void FilteringTest::aFilterAppliesToOldRowsAndToNewOnes()
{
    EventTableModel model;
    QAbstractItemModelTester tester(&model);
    model.append(numbered(0, 10));
    model.setFilter(filter("$.n>=5 type:odd"));
    QCOMPARE(rowsOf(model), (QList<quint64>{5, 7, 9}));
    model.append(numbered(10, 14));
    QCOMPARE(rowsOf(model), (QList<quint64>{5, 7, 9, 11, 13}));
    QCOMPARE(model.counters().filtered, 9U);
    model.setFilter({});
    QCOMPARE(model.rowCount(), 14);
}

void FilteringTest::oldRowsComeInSlicesTheNewestFirst()
{
    EventTableModel model;
    QAbstractItemModelTester tester(&model);
    model.append(numbered(0, 1000));
    model.setClock(hurriedClock());
    model.setFilter(filter("type:odd"));
    QVERIFY(model.isFiltering());
    QVERIFY(model.rowCount() > 0 && model.rowCount() < 500);
    QCOMPARE(model.sequenceAt(model.rowCount() - 1), First + 999);
    while (model.isFiltering()) {
        const auto counters = model.counters();
        QCOMPARE(counters.shown + counters.filtered, 1000U);
        const int before = model.rowCount();
        model.filterSome();
        QVERIFY(model.rowCount() > before);
    }
    QCOMPARE(model.rowCount(), 500);
    QCOMPARE(model.filteringProgress(), 1.0);
}

void FilteringTest::newRowsAreJudgedAtOnceWhileOldOnesWait()
{
    EventTableModel model;
    QAbstractItemModelTester tester(&model);
    model.append(numbered(0, 1000));
    model.setClock(hurriedClock());
    model.setFilter(filter("type:odd"));
    model.append(numbered(1000, 1020));
    QVERIFY(model.isFiltering());
    QCOMPARE(model.sequenceAt(model.rowCount() - 1), First + 1019);
    QVERIFY(model.rowOf(First + 1001) >= 0);
}

void FilteringTest::rowsComeFirstAroundWhatOneLooksAt()
{
    EventTableModel model;
    QAbstractItemModelTester tester(&model);
    model.append(numbered(0, 1000));
    model.setClock(hurriedClock());
    model.setFilterFrom(First + 300);
    model.setFilter(filter("type:odd"));
    QVERIFY(model.rowOf(First + 301) >= 0);
    QVERIFY(model.rowOf(First + 999) < 0);
    model.filterSome();
    QVERIFY(model.rowOf(First + 299) >= 0);
    finish(model);
    QCOMPARE(model.rowCount(), 500);
}

void FilteringTest::aSelectedRowThatPassesStays()
{
    EventTableModel model;
    QAbstractItemModelTester tester(&model);
    model.append(numbered(0, 1000));
    const QPersistentModelIndex odd(model.index(101, 0));
    const QPersistentModelIndex even(model.index(102, 0));
    model.setClock(hurriedClock());
    model.setFilter(filter("type:odd"));
    QVERIFY(model.isFiltering());
    QVERIFY(odd.isValid());
    QVERIFY(!even.isValid());
    QCOMPARE(model.sequenceAt(odd.row()), First + 101);
    finish(model);
    QCOMPARE(odd.row(), 50);
    QCOMPARE(model.rowCount(), 500);
}

void FilteringTest::anotherFilterStartsAnew()
{
    EventTableModel model;
    QAbstractItemModelTester tester(&model);
    model.append(numbered(0, 1000));
    model.setClock(hurriedClock());
    model.setFilter(filter("type:odd"));
    model.setFilter(filter("type:even"));
    for (const quint64 sequence : rowsOf(model))
        QCOMPARE(sequence % 2, 0U);
    model.filterSome();
    model.setFilter({});
    finish(model);
    QCOMPARE(model.rowCount(), 1000);
}

void FilteringTest::slicesGoOnByThemselvesAndReportTheirProgress()
{
    EventTableModel model;
    model.append(numbered(0, 1000));
    model.setClock(hurriedClock());
    QList<double> progress;
    connect(&model, &EventTableModel::filteringChanged, this, [&] { progress.append(model.filteringProgress()); });
    model.setFilter(filter("type:odd"));
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(model.rowCount(), 500);
    QVERIFY(progress.size() > 2);
    QVERIFY(std::is_sorted(progress.begin(), progress.end()));
    QCOMPARE(progress.constLast(), 1.0);
}

void FilteringTest::whatCannotBeJudgedInTimeIsJudgedLater()
{
    EventTableModel model;
    QAbstractItemModelTester tester(&model);
    model.setClock(hurriedClock());
    model.setFilter(filter("/odd/")); // one at a reading
    model.append(numbered(0, 50));
    QVERIFY(model.isFiltering());
    QVERIFY(model.rowCount() < 25);
    model.append(numbered(50, 100));
    finish(model);
    QCOMPARE(model.rowCount(), 50);
}

void FilteringTest::whatTheExpressionGivesUpOnIsCounted()
{
    EventTableModel model;
    model.setClock(patientClock());
    model.append({{0, received("c", "", QByteArray(3000, 'a') + "!")}, {0, received("c", "", "aa")}});
    model.setFilter(filter("/(a+)+$/"));
    QCOMPARE(model.gaveUpCount(), 1U);
    QCOMPARE(rowsOf(model), QList<quint64>{1});
    model.setFilter({});
    QCOMPARE(model.gaveUpCount(), 0U);
    QCOMPARE(model.rowCount(), 2);
}

void FilteringTest::aRenamedSourceIsFilteredAnew()
{
    EventTableModel model;
    QAbstractItemModelTester tester(&model);
    model.append(numbered(0, 4));
    model.setFilter(filter("source:hub"));
    QCOMPARE(model.rowCount(), 0);
    model.setSourceName(0, QStringLiteral("hub"));
    QCOMPARE(model.rowCount(), 4);
}

void FilteringTest::rowsAreFoundBySequence()
{
    EventTableModel model;
    model.append(numbered(0, 10));
    model.setFilter(filter("type:odd"));
    QCOMPARE(model.rowOf(First + 3), 1);
    QCOMPARE(model.rowOf(First + 4), -1);
    QCOMPARE(model.rowOf(First + 100), -1);
    QCOMPARE(model.rowFrom(First + 4), 2);
    QCOMPARE(model.rowFrom(First + 100), 5);
    QCOMPARE(model.ring().next(), First + 10);
}

void FilteringTest::anyOperationsLeaveWhatASimpleModelHas_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 6; ++seed)
        QTest::addRow("chance %d", seed) << seed;
}

void FilteringTest::anyOperationsLeaveWhatASimpleModelHas()
{
    QFETCH(const int, seed);
    QRandomGenerator chance{quint32(seed)};
    EventTableModel model(seed % 2 ? 96 * 1024 : 256 * 1024);
    QAbstractItemModelTester tester(&model);
    model.setClock(hurriedClock());
    const QByteArrayList channels{"a", "b", "system"};
    const char *const filters[] = {
        "",         "x1",         "-x1",         "channel:a", "$.n>500", "/x[12]/",
        "type:odd", "source:hub", "/(x+x+)+y/i", "zzz",       "$.n",     "-channel:b $.n<900"};
    // What the model must have: all events, and the borders between what is gone, seen and waiting.
    std::map<quint64, ReceivedEvent> all;
    quint64 next = First;
    quint64 lowest = First;
    quint64 dropped = 0;
    quint64 clearedUntil = 0;
    constexpr quint64 None = std::numeric_limits<quint64>::max();
    quint64 clearedBefore = None;
    quint64 pausedAt = None;
    QSet<QByteArray> muted;
    EventFilter now;
    std::vector<std::pair<QPersistentModelIndex, quint64>> held;

    const auto begin = [&] { return std::max(model.ring().first(), clearedUntil); };
    const auto end = [&] { return pausedAt != None ? std::max(pausedAt, model.ring().first()) : next; };
    const auto count = [&](quint64 from, quint64 to) {
        return quint64(std::distance(all.lower_bound(from), all.lower_bound(std::max(from, to))));
    };
    const auto someEvents = [&] {
        QList<ReceivedEvent> events;
        for (quint32 i = chance.bounded(120); i > 0; --i) {
            const QByteArray data = "{\"n\":" + QByteArray::number(chance.bounded(1000)) + ",\"t\":\"x" +
                                    QByteArray::number(chance.bounded(3)) + QByteArray(chance.bounded(60), 'x') + "\"}";
            events.append(received(channels[chance.bounded(3)], chance.bounded(2) ? "odd" : "even", data));
        }
        return events;
    };
    const auto shouldShow = [&](const Event &event) {
        return !muted.contains(event.channel) &&
               now.matches({0, 0, event.channel, event.id, event.type, event.data}, model.sourceName(0));
    };
    for (int step = 0; step < 400; ++step) {
        switch (chance.bounded(18)) {
        case 0:
            pausedAt = pausedAt == None ? next : None;
            model.setPaused(pausedAt != None);
            break;
        case 1: {
            const QByteArray &channel = channels[chance.bounded(3)];
            const bool mute = chance.bounded(2) == 0;
            if (mute)
                muted.insert(channel);
            else
                muted.remove(channel);
            model.setMuted({0, channel}, mute);
            break;
        }
        case 2:
            if (chance.bounded(3) == 0 && count(begin(), end()) > 0) {
                clearedBefore = clearedUntil;
                clearedUntil = end();
                model.clear();
            }
            break;
        case 3:
            if (model.canUndoClear()) {
                QVERIFY(clearedBefore != None);
                clearedUntil = std::exchange(clearedBefore, None);
            }
            model.undoClear();
            break;
        case 4:
            if (chance.bounded(3) == 0) {
                clearedBefore = None;
                model.forgetCleared();
            }
            break;
        case 5:
        case 6:
            now = filter(filters[chance.bounded(int(std::size(filters)))]);
            model.setFilter(now);
            break;
        case 7:
            model.setSourceName(0, chance.bounded(2) ? QStringLiteral("hub") : QStringLiteral("other"));
            break;
        case 8:
            model.setFilterFrom(chance.bounded(3) == 0
                                    ? std::nullopt
                                    : std::optional<quint64>(lowest + chance.bounded(quint32(next - lowest + 5))));
            break;
        case 9:
            if (model.rowCount() > 0 && held.size() < 20) {
                const int row = chance.bounded(model.rowCount());
                held.emplace_back(model.index(row, 0), model.sequenceAt(row));
            }
            break;
        case 10:
        case 11:
            model.filterSome();
            break;
        case 12:
            finish(model);
            break;
        case 13: {
            // What went, and what was cleared, is between no more.
            all.erase(all.begin(), all.lower_bound(begin()));
            clearedUntil = 0;
            clearedBefore = None;
            const QList<ReceivedEvent> events = someEvents();
            const qsizetype taken = model.prepend(0, events);
            for (qsizetype i = events.size() - 1; i >= events.size() - taken; --i)
                all.emplace(--lowest, events[i]);
            break;
        }
        case 14:
            if (chance.bounded(4) == 0) {
                all.erase(all.begin(), all.lower_bound(First));
                model.dropPrepended();
            }
            break;
        default: {
            std::deque<FeedQueue::Item> items;
            for (const ReceivedEvent &event : someEvents()) {
                items.push_back({0, event});
                all.emplace(next++, event);
            }
            const quint64 lost = chance.bounded(10) == 0 ? chance.bounded(5) : 0;
            dropped += lost;
            model.append(items, lost);
        }
        }
        const auto counters = model.counters();
        QCOMPARE(counters.received, next - lowest + dropped);
        QCOMPARE(counters.shown + counters.filtered + counters.waiting + counters.trimmed, counters.received);
        QCOMPARE(counters.shown, quint64(model.rowCount()));
        QCOMPARE(counters.waiting, count(end(), next));
        QCOMPARE(counters.trimmed, counters.received - count(begin(), next));

        QList<quint64> expected;
        for (auto it = all.lower_bound(begin()); it != all.end() && it->first < end(); ++it) {
            if (shouldShow(it->second.event))
                expected.append(it->first);
        }
        const QList<quint64> rows = sequencesOf(model);
        if (!model.isFiltering())
            QCOMPARE(rows, expected);
        else // not all are there yet, but each is right
            QVERIFY(std::includes(expected.begin(), expected.end(), rows.begin(), rows.end()));
        for (const auto &[index, sequence] : held) {
            if (index.isValid())
                QCOMPARE(model.sequenceAt(index.row()), sequence);
        }
        std::erase_if(held, [](const auto &one) { return !one.first.isValid(); });
    }
}

void FilteringTest::findGoesFromOneToTheNextAndRound()
{
    EventTableModel model;
    EventFinder finder(model);
    finder.setClock(hurriedClock());
    model.append(numbered(0, 300));
    QSignalSpy changed(&finder, &EventFinder::changed);
    finder.setText(QStringLiteral("\"N\":25")); // 25, 250 to 259
    QVERIFY(!finder.isDone());
    finder.searchSlice();
    QCOMPARE(finder.count(), 1);
    QVERIFY(!finder.isDone());
    QTRY_VERIFY(finder.isDone());
    QVERIFY(changed.size() > 2);
    QCOMPARE(finder.count(), 11);
    QCOMPARE(finder.placeOf(First + 25), 1);
    QCOMPARE(finder.placeOf(First + 26), 0);
    QCOMPARE(finder.placeOf(First + 259), 11);
    QCOMPARE(*finder.after(First + 25), First + 250);
    QCOMPARE(*finder.after(First + 259), First + 25);
    QCOMPARE(*finder.before(First + 25), First + 259);
    QCOMPARE(*finder.before(First + 251), First + 250);
    QCOMPARE(*finder.after(std::nullopt), First + 25);
    finder.setText(QStringLiteral("nowhere"));
    QTRY_VERIFY(finder.isDone());
    QVERIFY(!finder.after(First + 3));
    QVERIFY(!finder.before(First + 3));
    finder.setText({});
    QVERIFY(finder.isDone());
    QCOMPARE(finder.count(), 0);
}

void FilteringTest::findLooksAtNewRowsAndForgetsThoseThatGo()
{
    EventTableModel model(64 * 1024);
    EventFinder finder(model);
    finder.setText(QStringLiteral("odd"));
    for (int i = 0; i < 60; ++i) {
        model.append(numbered(i * 100, i * 100 + 100));
        QTRY_VERIFY(finder.isDone());
        int odd = 0;
        for (int row = 0; row < model.rowCount(); ++row)
            odd += int(model.sequenceAt(row) % 2);
        QCOMPARE(finder.count(), odd);
    }
    QVERIFY(model.ring().first() > First);
    model.clear();
    QTRY_COMPARE(finder.count(), 0);
    model.append(numbered(0, 10));
    QTRY_COMPARE(finder.count(), 5);
}

void FilteringTest::findFollowsTheFilter()
{
    EventTableModel model;
    EventFinder finder(model);
    model.append(numbered(0, 300));
    finder.setText(QStringLiteral("odd"));
    QTRY_COMPARE(finder.count(), 150);
    model.setClock(hurriedClock());
    model.setFilter(filter("$.n<100"));
    QTRY_VERIFY(finder.isDone());
    QCOMPARE(finder.count(), 50);
    model.setFilter(filter("type:even"));
    QTRY_VERIFY(finder.isDone());
    QCOMPARE(finder.count(), 0);
    model.setFilter({});
    QTRY_VERIFY(finder.isDone());
    QCOMPARE(finder.count(), 150);
}

QTEST_MAIN(FilteringTest)
#include "tst_filtering.moc"
