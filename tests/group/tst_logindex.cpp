// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/logindex.h"
#include "history/selectiontext.h"
#include "hub/starts.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <ctime>
#include <numeric>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype Plenty = 1'000'000;

Position at(quint64 milliseconds)
{
    return {milliseconds, 0};
}

IndexPiece::Row row(quint64 milliseconds, const QByteArray &channel, qint64 bytes = 100)
{
    return {.position = at(milliseconds), .channel = channel, .bytes = bytes};
}

IndexPiece::Row clearing(quint64 milliseconds, const QByteArrayList &what)
{
    return {.position = at(milliseconds), .kind = LogEntry::Kind::Clear, .of = select(what)};
}

QList<quint64> numbersOf(const QList<Position> &positions)
{
    QList<quint64> numbers;
    for (const Position &position : positions)
        numbers.append(position.milliseconds);
    return numbers;
}

QHash<QByteArray, qint64> eventsOf(LogIndex &index)
{
    QHash<QByteArray, qint64> events;
    for (const ChannelFigures &one : index.takeChanged())
        events.insert(one.channel, one.held.events);
    return events;
}

} // namespace

class LogIndexTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aQuietChannelIsPickedAndNotScanned();
    void aPatternIsPlannedInSteps();
    void itIsBuiltBackwardsWhileEventsCome();
    void maxEventsHidesTheOldest();
    void whatIsHiddenStaysHiddenWhenItIsFoundLater_data();
    void whatIsHiddenStaysHiddenWhenItIsFoundLater();
    void whatWasClearedIsHiddenWhereverItIsFound();
    void clearingsThatAreTooManyHideAllThatIsFoundLater();
    void clearingTakesNoLongerTheMoreThereIs();
    void trimmingTellsEachChannelOnce();
    void trimmingGoesInSteps();
    void whatIsTooOldIsHidden_data();
    void whatIsTooOldIsHidden();
    void whatHasATimeBeyondAllClocksIsNotTooOld_data();
    void whatHasATimeBeyondAllClocksIsNotTooOld();
    void whatTheLogMayLetGoIsSaid();
    void theLastAreFoundFromTheEnd();
    void aChannelWithoutEntriesIsForgotten();
    void anEntryTakesLessThan40Bytes();
    void itSaysWhatASimpleListSays_data();
    void itSaysWhatASimpleListSays();

private:
    ReaderMatches matches_{1'000'000};

    QList<quint64> planned(const LogIndex &index, const QByteArrayList &entries, Position after = {})
    {
        return numbersOf(
            index.plan(select(entries), after, at(1'000'000'000), Plenty, Plenty, Plenty, matches_).positions);
    }
};

void LogIndexTest::aQuietChannelIsPickedAndNotScanned()
{
    LogIndex index({});
    index.begin({});
    for (quint64 i = 1; i <= 5'000; ++i)
        index.addBehind(at(i), i % 1'000 == 0 ? "quiet" : "busy", 10);
    const LogIndex::Plan plan = index.plan(select({"quiet"}), at(1'000), at(4'500), Plenty, 2, 1, matches_);
    QCOMPARE(numbersOf(plan.positions), (QList<quint64>{2'000, 3'000}));
    QCOMPARE(plan.stretch, 1'001);
    QCOMPARE(plan.next, at(3'000));
    const LogIndex::Plan rest = index.plan(select({"quiet"}), plan.next, at(4'500), Plenty, 2, 1, matches_);
    QCOMPARE(numbersOf(rest.positions), QList<quint64>{4'000});
    QCOMPARE(rest.next, at(4'500));
    const LogIndex::Plan ofBytes = index.plan(select({"quiet"}), {}, at(4'500), 50, Plenty, 1, matches_);
    QCOMPARE(numbersOf(ofBytes.positions), (QList<quint64>{1'000, 2'000})); // 42 bytes each: one more than fits
}

void LogIndexTest::aPatternIsPlannedInSteps()
{
    LogIndex index({});
    index.begin({});
    for (quint64 i = 1; i <= 100; ++i)
        index.addBehind(at(i), i == 70 ? "users.ada" : "b", 10);
    QList<quint64> found;
    int steps = 0;
    for (Position after; after < at(100); ++steps) {
        const LogIndex::Plan plan = index.plan(select({"~users.*"}), after, at(100), Plenty, Plenty, 40, matches_);
        QVERIFY(plan.next > after);
        found += numbersOf(plan.positions);
        after = plan.next;
    }
    QCOMPARE(found, QList<quint64>{70});
    QVERIFY(steps > 2);
}

void LogIndexTest::itIsBuiltBackwardsWhileEventsCome()
{
    LogIndex index({});
    index.begin(at(10));
    index.addBehind(at(11), "a", 10);
    index.addBefore({row(10, "a"), row(9, "b")}, false);
    QVERIFY(index.reachesBackTo(at(9)));
    QVERIFY(index.reachesBackTo(previousPosition(at(9))));
    QVERIFY(!index.reachesBackTo(at(8)));
    QCOMPARE(eventsOf(index), (QHash<QByteArray, qint64>{{"a", 2}, {"b", 1}}));
    index.addBehind(at(12), "b", 10);
    index.addBefore({row(8, "a"), row(7, "c")}, true);
    QVERIFY(index.reachesBackTo({}));
    QCOMPARE(planned(index, {"~*"}), (QList<quint64>{7, 8, 9, 10, 11, 12}));
    QCOMPARE(planned(index, {"a", "c"}), (QList<quint64>{7, 8, 10, 11}));
    QCOMPARE(index.all().oldest, at(7));
    QVERIFY(index.takeTrims().isEmpty());
}

void LogIndexTest::maxEventsHidesTheOldest()
{
    HistoryLimits limits;
    limits.maximumEvents = 2;
    LogIndex index(limits);
    index.begin({});
    for (quint64 i = 1; i <= 5; ++i)
        index.addBehind(at(i), i == 2 ? "b" : "a", 10);
    QCOMPARE(planned(index, {"~*"}), (QList<quint64>{2, 4, 5}));
    QCOMPARE(planned(index, {"a"}), (QList<quint64>{4, 5}));
    const QList<LogTrim> trims = index.takeTrims();
    QCOMPARE(trims.size(), 1);
    QVERIFY(trims[0].channel == "a" && trims[0].upTo == at(3) && !trims[0].isCleared);
    QCOMPARE(index.all().events, 3);
    QCOMPARE(index.all().oldest, at(2));
    QCOMPARE(index.entries(), 5);
}

void LogIndexTest::whatIsHiddenStaysHiddenWhenItIsFoundLater_data()
{
    QTest::addColumn<qint64>("events");
    QTest::addColumn<qint64>("bytes");
    QTest::newRow("events") << qint64(2) << qint64(1'000'000);
    QTest::newRow("bytes") << qint64(100) << 2 * (100 + LogIndex::EntryBytes) + 5;
}

void LogIndexTest::whatIsHiddenStaysHiddenWhenItIsFoundLater()
{
    QFETCH(qint64, events);
    QFETCH(qint64, bytes);
    HistoryLimits limits;
    limits.channels = {{Pattern("a"), events, bytes, {}}};
    LogIndex index(limits);
    index.begin(at(10));
    index.addBefore({row(10, "a"), row(9, "a"), row(8, "a"), row(7, "a", 1), row(6, "b")}, true);
    QCOMPARE(planned(index, {"~*"}), (QList<quint64>{6, 9, 10}));
    const QList<LogTrim> trims = index.takeTrims();
    QCOMPARE(trims.size(), 1);
    QCOMPARE(trims[0].upTo, at(8));
    QCOMPARE(index.all().oldest, at(6));
}

void LogIndexTest::whatWasClearedIsHiddenWhereverItIsFound()
{
    LogIndex index({});
    index.begin(at(10));
    index.addBehind(at(11), "a", 10);
    index.clear(select({"a"}), at(12));
    index.addBehind(at(13), "a", 10);
    index.clear(select({"unseen", "~pattern*"}), at(14));
    const QList<LogTrim> trims = index.takeTrims();
    QCOMPARE(trims.size(), 2);
    QCOMPARE(trims[0].channel + trims[1].channel, QByteArray("aunseen")); // which may have been, and be gone
    QVERIFY(trims[1].isCleared && trims[1].upTo < at(14) && trims[1].upTo > at(13));
    index.addBefore(
        {row(10, "a"), row(9, "b"), row(8, "unseen"), row(7, "pattern1"), clearing(6, {"b"}), row(5, "b"), row(4, "c")},
        true);
    QCOMPARE(planned(index, {"~*"}), (QList<quint64>{4, 9, 13}));
    QHash<QByteArray, Position> trimmed;
    for (const LogTrim &trim : index.takeTrims()) {
        QVERIFY(trim.isCleared);
        trimmed.insert(trim.channel, trim.upTo);
    }
    QCOMPARE(trimmed,
             (QHash<QByteArray, Position>{{"unseen", at(8)}, {"pattern1", at(7)}, {"b", previousPosition(at(6))}}));
    index.clear(select({"~*"}), at(100));
    QCOMPARE(index.all().events, 0);
}

void LogIndexTest::clearingsThatAreTooManyHideAllThatIsFoundLater()
{
    LogIndex index({});
    index.begin(at(100'000));
    for (quint64 i = 0; i < 100'000; ++i) // the same one is one
        index.clear(select({"~x*"}), at(99'000));
    index.addBefore({row(1'000, "a"), row(999, "x1")}, false);
    QCOMPARE(planned(index, {"a", "x1"}), QList<quint64>{1'000});
    index.takeTrims();
    for (int i = 0; i < 1'000; ++i)
        index.clear(select({"~y" + QByteArray::number(i) + '*'}), at(99'000));
    index.addBefore({row(998, "z")}, true);
    QCOMPARE(planned(index, {"z"}), QList<quint64>{});
    const QList<LogTrim> trims = index.takeTrims();
    QCOMPARE(trims.size(), 1);
    QCOMPARE(trims[0].channel + ' ' + trims[0].upTo.toId(), QByteArray("z 998-0"));
}

void LogIndexTest::clearingTakesNoLongerTheMoreThereIs()
{
    constexpr quint64 Many = 1'000'000;
    HistoryLimits limits;
    limits.maximumEvents = 2 * Many;
    limits.maximumBytes = 1'000 * Many;
    LogIndex index(limits);
    index.begin({});
    index.addBefore({}, true);
    const std::clock_t begin = std::clock();
    for (quint64 i = 1; i <= Many; ++i)
        index.addBehind(at(i), "a", 10);
    index.addBehind(at(Many + 1), "b", 10);
    index.takeChanged();
    const std::clock_t before = std::clock();
    index.clear(select({"a"}), at(Many + 2));
    const std::clock_t took = std::clock() - before;
    const std::clock_t allowed = std::max<std::clock_t>((before - begin) / 100, CLOCKS_PER_SEC / 1'000);
    QVERIFY2(took < allowed, qPrintable(QStringLiteral("%1 of %2").arg(took).arg(allowed)));
    const auto trims = index.takeTrims();
    QCOMPARE(trims.size(), 1);
    QVERIFY(trims[0].upTo >= at(Many) && trims[0].upTo < at(Many + 2));
    QVERIFY(trims[0].isCleared);
    QCOMPARE(index.all().events, 1);
    QCOMPARE(eventsOf(index).value("a"), 0);
    index.addBehind(at(Many + 3), "a", 10);
    QCOMPARE(planned(index, {"a"}), QList<quint64>{Many + 3});
}

void LogIndexTest::trimmingTellsEachChannelOnce()
{
    LogIndex index({});
    index.begin({});
    for (quint64 i = 1; i <= 9; ++i)
        index.addBehind(at(i), i % 3 == 0 ? "a" : "b", 10);
    qsizetype budget = 100;
    QVERIFY(index.dropBelow(at(6), budget));
    QCOMPARE(budget, 95);
    QHash<QByteArray, Position> trimmed;
    for (const LogTrim &trim : index.takeTrims())
        trimmed.insert(trim.channel, trim.upTo);
    QCOMPARE(trimmed, (QHash<QByteArray, Position>{{"a", at(3)}, {"b", at(5)}}));
    QCOMPARE(planned(index, {"~*"}), (QList<quint64>{6, 7, 8, 9}));
    QVERIFY(index.isComplete()); // nothing stands before it
}

void LogIndexTest::trimmingGoesInSteps()
{
    LogIndex index({});
    index.begin({});
    for (quint64 i = 1; i <= 9; ++i)
        index.addBehind(at(i), "a", 10);
    qsizetype budget = 3;
    QVERIFY(!index.dropBelow(at(6), budget));
    QCOMPARE(index.entries(), 6);
    budget = 3;
    QVERIFY(index.dropBelow(at(6), budget));
    index.addBefore({row(5, "a")}, true); // asked for before it went
    QCOMPARE(planned(index, {"a"}), (QList<quint64>{6, 7, 8, 9}));
}

void LogIndexTest::whatIsTooOldIsHidden_data()
{
    QTest::addColumn<bool>("isOfChannel");
    QTest::newRow("all alike") << false;
    QTest::newRow("one channel alone") << true;
}

void LogIndexTest::whatIsTooOldIsHidden()
{
    QFETCH(bool, isOfChannel);
    HistoryLimits limits;
    limits.maximumAge = isOfChannel ? 24h : 10ms;
    if (isOfChannel)
        limits.channels = {{Pattern("a"), {}, {}, 10ms}};
    LogIndex index(limits);
    index.begin(at(1'002));
    index.addBehind(at(1'003), "a", 10);
    index.addBefore({row(1'002, "a"), row(1'001, "b"), row(1'000, "a")}, true);
    qsizetype budget = 100;
    QVERIFY(index.hideByAge(1'012, budget));
    QCOMPARE(planned(index, {"a"}), (QList<quint64>{1'002, 1'003}));
    QCOMPARE(planned(index, {"b"}), (isOfChannel ? QList<quint64>{1'001} : QList<quint64>{}));
    budget = 1;
    while (!index.hideByAge(2'000, budget))
        budget = 2;
    QCOMPARE(planned(index, {"a"}), QList<quint64>{});
}

void LogIndexTest::whatHasATimeBeyondAllClocksIsNotTooOld_data()
{
    whatIsTooOldIsHidden_data();
}

void LogIndexTest::whatHasATimeBeyondAllClocksIsNotTooOld()
{
    QFETCH(bool, isOfChannel);
    constexpr quint64 Most = std::numeric_limits<quint64>::max();
    HistoryLimits limits;
    if (isOfChannel)
        limits.channels = {{Pattern("a"), {}, {}, 10ms}};
    LogIndex index(limits);
    index.begin(at(1'000));
    index.addBehind(at(Most - 1), "a", 10);
    index.addBehind({Most, Most}, "a", 10);
    qsizetype budget = 100;
    QVERIFY(index.hideByAge(1'700'000'000'000, budget));
    QCOMPARE(index.plan(select({"a"}), {}, {Most, Most}, Plenty, Plenty, Plenty, matches_).positions.size(), 2);
    QVERIFY(!index.reachesBackTo(at(5)));
    index.begin({Most, Most});
    QVERIFY(!index.reachesBackTo(at(5)));
}

void LogIndexTest::whatTheLogMayLetGoIsSaid()
{
    HistoryLimits limits;
    limits.maximumBytes = 10 * (100 + LogIndex::EntryBytes);
    limits.maximumAge = 500ms;
    LogIndex index(limits);
    index.begin(at(1'000));
    QCOMPARE(index.trimPoint(1'200), at(700));
    for (quint64 i = 1'001; i <= 1'005; ++i)
        index.addBehind(at(i), "a", 100);
    QCOMPARE(index.trimPoint(1'200), at(700));
    index.addBefore({row(1'000, "b"), row(999, "b"), row(998, "b"), row(997, "b"), row(996, "b"), row(995, "b")}, true);
    QCOMPARE(index.trimPoint(1'200), at(996));
    index.addOther(at(1'006), 100);
    QCOMPARE(index.trimPoint(1'200), at(997));
    QCOMPARE(index.trimPoint(1'600), at(1'100));
    index.addBehind(at(1'007), "a", 100'000);
    QCOMPARE(index.trimPoint(1'200), nextPosition(at(1'007)));
    qsizetype budget = 1'000;
    index.dropBelow(at(1'004), budget);
    index.addBehind(at(1'008), "a", 100);
    QCOMPARE(index.trimPoint(1'200), at(1'008));
}

void LogIndexTest::theLastAreFoundFromTheEnd()
{
    LogIndex index({});
    index.begin(at(10));
    index.addBefore({row(10, "a"), row(9, "b"), row(8, "a")}, false);
    const auto lastOfNames = [&](const QByteArrayList &entries, qsizetype count) {
        return index.beforeLastOfNames(select(entries), {.kind = Start::Kind::Last, .id = {}, .count = count});
    };
    const auto lastOfPatterns = [&](const QByteArrayList &entries, qsizetype count) {
        LogIndex::LastSearch search(index, matches_, select(entries),
                                    {.kind = Start::Kind::Last, .id = {}, .count = count});
        qsizetype budget = 1;
        while (!search.advance(budget))
            budget = 2;
        return search.after();
    };
    QCOMPARE(lastOfNames({"a"}, 1), at(8));
    QCOMPARE(lastOfPatterns({"~a"}, 1), at(8));
    QVERIFY(!lastOfNames({"a"}, 2)); // not known yet
    QVERIFY(!lastOfPatterns({"~a"}, 2));
    index.addBefore({row(7, "a"), row(6, "b")}, true);
    QCOMPARE(lastOfNames({"a"}, 2), at(7));
    QCOMPARE(lastOfPatterns({"~a"}, 2), at(7));
    QCOMPARE(lastOfNames({"a"}, 3), Position());
    QCOMPARE(lastOfPatterns({"~a"}, 3), Position());
    QCOMPARE(lastOfNames({"a", "b"}, 3), at(7));
    QCOMPARE(lastOfPatterns({"~*"}, 3), at(7));
}

void LogIndexTest::aChannelWithoutEntriesIsForgotten()
{
    LogIndex index({});
    index.begin({});
    for (quint64 i = 1; i <= 20'000; ++i) {
        index.addBehind(at(i), "channel" + QByteArray::number(i), 10);
        qsizetype budget = 10;
        index.dropBelow(at(i), budget);
        index.takeTrims();
        index.takeChanged();
    }
    QVERIFY(index.memoryBytes() < 10'000);
    index.begin(at(20'000));
    QCOMPARE(eventsOf(index).value("channel20000", -1), 0);
}

void LogIndexTest::anEntryTakesLessThan40Bytes()
{
    HistoryLimits limits;
    limits.maximumEvents = Plenty;
    LogIndex index(limits);
    index.begin({});
    for (quint64 i = 1; i <= 200'000; ++i)
        index.addBehind(at(i), "channel" + QByteArray::number(i % 1'000), 10);
    QVERIFY(index.memoryBytes() < 200'000 * 40);
}

void LogIndexTest::itSaysWhatASimpleListSays_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 20; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

/// Built from both ends, in random steps, it is what a list of all is when the bounds are applied to it.
void LogIndexTest::itSaysWhatASimpleListSays()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    HistoryLimits limits;
    limits.maximumEvents = 8;
    limits.channels = {{Pattern("c1"), 3, {}, {}}, {Pattern("c2"), {}, 800, {}}};
    const QList<ChannelBounds> bounds = limits.bounds();
    QList<IndexPiece::Row> all;
    for (quint64 i = 1; i <= 200; ++i) {
        const QByteArray channel = "c" + QByteArray::number(random.bounded(6));
        all.append(random.bounded(25) == 0 ? clearing(i, {channel}) : row(i, channel, random.bounded(200)));
    }
    const qsizetype middle = random.bounded(200);
    LogIndex index(limits);
    index.begin(at(quint64(middle)));
    qsizetype end = middle;
    qsizetype begin = middle;
    while (begin > 0 || end < all.size()) {
        if (random.bounded(2) && end < all.size()) {
            const IndexPiece::Row &next = all[end++];
            if (next.kind == LogEntry::Kind::Clear) {
                index.addOther(next.position, next.bytes);
                index.clear(next.of, next.position);
            } else {
                index.addBehind(next.position, next.channel, next.bytes);
            }
        } else if (begin > 0) {
            QList<IndexPiece::Row> piece;
            for (quint32 i = random.bounded(9u); i > 0 && begin > 0; --i)
                piece.append(all[--begin]);
            index.addBefore(piece, begin == 0);
        }
    }
    QHash<QByteArray, qint64> events;
    QHash<QByteArray, qint64> bytes;
    QSet<QByteArray> closed;
    QList<quint64> expected;
    for (qsizetype i = all.size() - 1; i >= 0; --i) {
        const IndexPiece::Row &one = all[i];
        if (one.kind == LogEntry::Kind::Clear) {
            closed.insert(one.of.channels()[0]);
            continue;
        }
        const ChannelBounds &its = bounds[limits.boundsOf(one.channel)];
        const qint64 cost = one.bytes + LogIndex::EntryBytes;
        if (events[one.channel] >= its.maximumEvents || bytes[one.channel] + cost > its.maximumBytes)
            closed.insert(one.channel);
        if (closed.contains(one.channel))
            continue;
        ++events[one.channel];
        bytes[one.channel] += cost;
        expected.prepend(one.position.milliseconds);
    }
    QCOMPARE(planned(index, {"~*"}), expected);
    QCOMPARE(planned(index, {"c0", "c1", "c2", "c3", "c4", "c5"}), expected);
    const StoreFigures figures = index.all();
    QCOMPARE(figures.events, expected.size());
    QCOMPARE(figures.oldest, expected.isEmpty() ? Position() : at(expected[0]));
    QCOMPARE(figures.bytes, std::accumulate(bytes.cbegin(), bytes.cend(), qint64(0)));
}

QTEST_GUILESS_MAIN(LogIndexTest)
#include "tst_logindex.moc"
