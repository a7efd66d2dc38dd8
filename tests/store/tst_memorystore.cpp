// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/memorystore.h"
#include "storebench.h"

#include <QCoreApplication>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// What holds for history in memory alone.
class MemoryStoreTest : public StoreTest
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data();
    void theHubKeepsItsBytes();
    void anEventLargerThanAllBytesIsTakenAndNotHeld();
    void agesAreJudgedInSteps();
    void channelsMayGoWhileAgesAreJudged();
    void trimmedEventsCostNoMemoryBehindAQuietChannel();
    void whatWasTrimmedIsFreedAtOnceWhereverItStood();
    void aLargeChannelIsClearedInSteps();
    void oldEventsGoInSteps();
    void aLargeBatchIsTakenInSteps();
    void whatComesMeanwhileStandsBehindTheLargeBatch();
    void aLargeBatchIsAllOrNothing();
    void aLargeBatchRepeatsWhatItTrimmedItself();
    void tooMuchThatWaitsIsRefused();
    void whatIsSmallFindsRoomWhereTheLargeDoNot();
    void closingAnswersWhatWaits_data();
    void closingAnswersWhatWaits();
    void aReaderOfPatternsBehindAnOldIdIsJudgedInSteps_data();
    void aReaderOfPatternsBehindAnOldIdIsJudgedInSteps();
    void whatIsTrimmedWhileAReaderIsJudgedCounts();
    void theLastOverPatternsAreFoundInSteps();
    void manyLossesAreInspectedInSteps();
    void aLossOfManyChannelsConcernsEachReader();
    void anIdOfBeforeARestartIsAGap_data();
    void anIdOfBeforeARestartIsAGap();
};

namespace {

MemoryStore &memoryOf(const StoreBench &bench)
{
    return static_cast<MemoryStore &>(*bench.store);
}

QList<Publication> batch(int count, const QByteArray &channel = "a")
{
    QList<Publication> publications;
    for (int i = 0; i < count; ++i)
        publications.append({channel, {}, QByteArray::number(i), {}, {}});
    return publications;
}

/// As many as a reader may have, of which no index would find one.
QByteArrayList manyPatterns()
{
    QByteArrayList entries;
    for (int i = 0; i < Selection::MaximumEntries; ++i)
        entries.append("~?*z*" + QByteArray::number(i) + "*?");
    return entries;
}

void waitFor(const auto &isDone)
{
    while (!isDone())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

/// `channels` of one event that is trimmed, and of one that is held.
StoreBench &fillWithTrims(StoreBench &bench, int channels)
{
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < channels; ++i)
            bench.publish('c' + QByteArray::number(i), QByteArray::number(round));
    }
    bench.reports.clear();
    return bench;
}

HistoryLimits oneOfEach()
{
    HistoryLimits limits;
    limits.maximumEvents = 1;
    return limits;
}

/// Of a second, but of a channel that stays longer.
HistoryLimits withAges()
{
    HistoryLimits limits;
    limits.maximumAge = 1s;
    limits.channels = {{Pattern("long")}};
    limits.channels.last().maximumAge = 100s;
    return limits;
}

void trimAll(StoreBench &bench)
{
    while (bench.store->trimByAge()) {
    }
}

} // namespace

void MemoryStoreTest::initTestCase_data()
{
    addMemoryAlone();
}

void MemoryStoreTest::trimmedEventsCostNoMemoryBehindAQuietChannel()
{
    HistoryLimits limits;
    limits.maximumEvents = 10;
    StoreBench bench(limits);
    bench.publish("quiet", "old");
    std::vector<std::weak_ptr<const StoredEvent>> published;
    for (int i = 0; i < 50'000; ++i) {
        published.push_back(bench.append({{"busy", {}, "x", {}, {}}}).entries.constFirst().event);
        bench.reports.clear();
    }
    const auto alive =
        std::count_if(published.cbegin(), published.cend(), [](const auto &weak) { return !weak.expired(); });
    QVERIFY2(alive < 1100, qPrintable(QString::number(alive)));
    QCOMPARE(bench.readAll(select({"quiet"}), earliest()).data, (QByteArrayList{"old"}));
    QCOMPARE(bench.readAll(select({"~*"}), earliest()).data.size(), 11);
}

void MemoryStoreTest::whatWasTrimmedIsFreedAtOnceWhereverItStood()
{
    StoreBench bench;
    std::vector<std::pair<int, std::weak_ptr<const StoredEvent>>> published;
    for (int i = 0; i < 10'000; ++i) {
        const int channel = i % 7;
        published.emplace_back(
            channel, bench.append({{QByteArray::number(channel), {}, "x", {}, {}}}).entries.constFirst().event);
        bench.reports.clear();
    }
    for (const int cleared : {3, 0, 6, 1}) {
        QVERIFY(bench.clear(QByteArray::number(cleared)));
        for (const auto &[channel, event] : published)
            QVERIFY(channel != cleared || event.expired());
    }
    QCOMPARE(bench.readAll(select({"~*"}), earliest()).data.size(), bench.all.events);
    const StoredEventPtr last = published[9998].second.lock(); // of channel 2
    QVERIFY(last);
    QCOMPARE(bench.find(last->event.id).event, last);
}

void MemoryStoreTest::aLargeChannelIsClearedInSteps()
{
    StoreBench bench;
    bench.append(QList<Publication>(9000, {"a", {}, "x", {}, {}}));
    bool isCleared = false;
    bench.store->clear("a", [&](bool done) { isCleared = done; });
    QVERIFY(!isCleared);
    QVERIFY(bench.held("a").events > 0);
    bench.publish("a", "after");
    int steps = 0;
    while (bench.store->trimByAge())
        ++steps;
    QVERIFY(isCleared && steps > 2);
    QCOMPARE(bench.readAll(select({"a"}), earliest()).data, (QByteArrayList{"after"}));
    QCOMPARE(bench.held("a").events, 1);
}

void MemoryStoreTest::oldEventsGoInSteps()
{
    HistoryLimits limits;
    limits.maximumAge = 1s;
    StoreBench bench(limits);
    bench.append(QList<Publication>(9000, {"a", {}, "x", {}, {}}));
    bench.clock.advance(2s);
    QVERIFY(bench.store->trimByAge());
    QVERIFY(bench.all.events > 0);
    while (bench.store->trimByAge()) {
    }
    QCOMPARE(bench.all.events, 0);
    QCOMPARE(bench.all.bytes, 0);
}

void MemoryStoreTest::aLargeBatchIsTakenInSteps()
{
    constexpr int Count = 20'000;
    HistoryLimits limits;
    limits.maximumEvents = 3'000;
    StoreBench bench(limits);
    std::optional<AppendResult> answer;
    bench.store->append(7, batch(Count), [&](const AppendResult &result) { answer = result; });
    QVERIFY(!answer);
    waitFor([&] { return answer.has_value(); });
    QCOMPARE(answer->outcome, AppendResult::Outcome::Done);
    QCOMPARE(answer->entries.size(), qsizetype(Count));
    QVERIFY(memoryOf(bench).longestTurn().appended <= MemoryStore::AppendedAtOnce);
    Position last;
    qsizetype committed = 0;
    for (const StoreBench::Report &report : std::as_const(bench.reports)) {
        QVERIFY(report.events.size() <= MemoryStore::AppendedAtOnce);
        for (const Committed &one : report.events) {
            QVERIFY(one.event->position > last);
            QCOMPARE(one.ticket, 7u);
            QCOMPARE(one.event, answer->entries[committed++].event);
            last = one.event->position;
        }
    }
    QCOMPARE(committed, qsizetype(Count));
    QCOMPARE(bench.held("a").events, 3'000);
    QCOMPARE(bench.readAll(select({"a"}), earliest()).data.constFirst(), QByteArray::number(Count - 3'000));
}

void MemoryStoreTest::whatComesMeanwhileStandsBehindTheLargeBatch()
{
    StoreBench bench;
    QByteArrayList order;
    const auto note = [&](const QByteArray &name) {
        return [&order, name](const AppendResult &) { order.append(name); };
    };
    bench.store->append(1, batch(5'000), note("batch"));
    bench.store->append(2, batch(1, "b"), note("single"));
    bench.store->noteLoss(select({"a"}));
    bench.store->appendArrived(3, batch(1, "c"), note("arrival"));
    QCOMPARE(order, QByteArrayList());
    QVERIFY(!bench.readAll(select({"~*"}), earliest()).data.contains("(gap)"));
    waitFor([&] { return order.size() == 3; });
    QCOMPARE(order, (QByteArrayList{"batch", "single", "arrival"}));
    const QByteArrayList data = bench.readAll(select({"~*"}), earliest()).data;
    QCOMPARE(data.size(), 5'003);
    QCOMPARE(data.mid(4'999), (QByteArrayList{"4999", "0", HistoryReading::Gap, "0"}));
}

void MemoryStoreTest::aLargeBatchIsAllOrNothing()
{
    StoreBench bench;
    bench.publish("a", "x", "taken");
    bench.reports.clear();
    QList<Publication> publications = batch(5'000);
    publications.append({"a", {}, "y", "taken", {}});
    const AppendResult result = bench.append(publications);
    QCOMPARE(result.outcome, AppendResult::Outcome::Conflict);
    QCOMPARE(result.conflict, 5'000);
    QCOMPARE(bench.reports.size(), 1); // the answer
    QCOMPARE(bench.readAll(select({"a"}), earliest()).data, (QByteArrayList{"x"}));
}

void MemoryStoreTest::aLargeBatchRepeatsWhatItTrimmedItself()
{
    StoreBench bench(oneOfEach());
    QList<Publication> publications = batch(5'000);
    publications.first().id = "mine";
    publications.append(publications.constFirst());
    const AppendResult result = bench.append(publications);
    QCOMPARE(result.entries.size(), 5'001);
    QVERIFY(result.entries.constLast().repeated);
    QCOMPARE(result.entries.constLast().event, result.entries.constFirst().event);
    QCOMPARE(bench.held("a").events, 1);
}

void MemoryStoreTest::tooMuchThatWaitsIsRefused()
{
    StoreBench bench;
    const QList<Publication> large(2, {"a", {}, QByteArray(int(MaximumWaitingBytes), 'x'), {}, {}});
    QList<AppendResult::Outcome> outcomes;
    const auto note = [&](const AppendResult &result) { outcomes.append(result.outcome); };
    bench.store->append(1, batch(2'000), note);
    bench.store->append(2, large, note);
    bench.store->append(3, batch(1), note);
    QCOMPARE(outcomes, (QList{AppendResult::Outcome::Busy}));
    bench.store->appendArrived(4, batch(1), note); // cannot come again
    bench.store->append(5, {}, note);              // only waits for its turn
    waitFor([&] { return outcomes.size() == 5; });
    QCOMPARE(outcomes.count(AppendResult::Outcome::Done), 4);
    QCOMPARE(bench.append(batch(1)).outcome, AppendResult::Outcome::Done);
}

void MemoryStoreTest::whatIsSmallFindsRoomWhereTheLargeDoNot()
{
    StoreBench bench;
    const QList<Publication> large{{"a", {}, QByteArray(int(MaximumWaitingBytes), 'x'), {}, {}}};
    QByteArrayList done, busy;
    const auto note = [&](const QByteArray &name) {
        return [&done, &busy, name](const AppendResult &result) {
            (result.outcome == AppendResult::Outcome::Done ? done : busy).append(name);
        };
    };
    bench.store->append(1, batch(2'000), note("first"));
    bench.store->append(2, large, note("as much as may wait before the large"));
    bench.store->append(3, batch(int(MemoryStore::AppendedAtOnce) + 1), note("large"));
    QCOMPARE(busy, QByteArrayList{"large"});
    bench.store->append(4, batch(int(MemoryStore::AppendedAtOnce)), note("small"));
    bench.store->append(5, batch(1), note("single"));
    QCOMPARE(busy.size(), qsizetype(1));
    bench.store->append(6, large, note("as much again"));
    bench.store->append(7, batch(1), note("single behind twice as much"));
    QCOMPARE(busy, (QByteArrayList{"large", "single behind twice as much"}));
    waitFor([&] { return done.size() == 5; });
    QCOMPARE(done,
             (QByteArrayList{"first", "as much as may wait before the large", "small", "single", "as much again"}));
}

void MemoryStoreTest::closingAnswersWhatWaits_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("deadlineMs");
    QTest::addColumn<bool>("keepsAll");
    QTest::newRow("with time") << 5'000 << 10'000 << true;
    QTest::newRow("with too little") << 400'000 << 1 << false;
    QTest::newRow("without") << 5'000 << 0 << false;
}

void MemoryStoreTest::closingAnswersWhatWaits()
{
    QFETCH(int, size);
    QFETCH(int, deadlineMs);
    QFETCH(bool, keepsAll);
    StoreBench bench;
    QList<AppendResult::Outcome> outcomes;
    const auto note = [&](const AppendResult &result) { outcomes.append(result.outcome); };
    bench.store->append(1, batch(size), note);
    waitFor([&] { return !bench.reports.isEmpty(); }); // it is begun
    bench.store->append(2, batch(1), note);
    bool isClosed = false;
    bench.store->close(std::chrono::milliseconds(deadlineMs), [&] { isClosed = true; });
    bench.store->append(3, batch(1), note);
    QCOMPARE(outcomes.last(), AppendResult::Outcome::Away);
    QCOMPARE(isClosed, deadlineMs == 0);
    waitFor([&] { return isClosed; });
    QCOMPARE(outcomes.count(AppendResult::Outcome::Done), keepsAll ? 2 : 1);
    QCOMPARE(outcomes.size(), 3);
}

void MemoryStoreTest::aReaderOfPatternsBehindAnOldIdIsJudgedInSteps_data()
{
    QTest::addColumn<bool>("selects");
    QTest::newRow("nothing that was trimmed") << false;
    QTest::newRow("one channel of all") << true;
}

void MemoryStoreTest::aReaderOfPatternsBehindAnOldIdIsJudgedInSteps()
{
    QFETCH(bool, selects);
    StoreBench bench(oneOfEach());
    const QByteArray id = bench.publish("first", "x");
    fillWithTrims(bench, 10'000); // more than the journal has
    QByteArrayList entries = manyPatterns();
    if (selects)
        entries.last() = "~c17";
    LocateResult located = bench.locate(select(entries), after(id));
    std::optional<ReadResult> chunk;
    bench.store->read({select(entries), located.after, located.trims}, [&](const ReadResult &read) { chunk = read; });
    QVERIFY(!chunk);
    waitFor([&] { return chunk.has_value(); });
    QCOMPARE(chunk->gap, selects);
    const qsizetype longest = memoryOf(bench).longestTurn().examined;
    QVERIFY2(longest <= MemoryStore::ExaminedAtOnce + Selection::MaximumEntries, qPrintable(QString::number(longest)));
    // From here on it is told.
    const QByteArrayList data = bench.readOn(select(entries), {chunk->next, chunk->trims}).data;
    QVERIFY(!data.contains(HistoryReading::Gap));
}

void MemoryStoreTest::whatIsTrimmedWhileAReaderIsJudgedCounts()
{
    StoreBench bench(oneOfEach());
    const QByteArray id = bench.publish("first", "x");
    bench.publish("zz0zz", "it");
    fillWithTrims(bench, 10'000);
    const Selection selection = select(manyPatterns());
    const LocateResult located = bench.locate(selection, after(id));
    std::optional<ReadResult> chunk;
    bench.store->read({selection, located.after, located.trims}, [&](const ReadResult &read) { chunk = read; });
    QVERIFY(!chunk);
    bench.publish("zz0zz", "the next"); // trims the one before
    for (int i = 0; i < 100; ++i)
        bench.publish('c' + QByteArray::number(i), "more");
    waitFor([&] { return chunk.has_value(); });
    QVERIFY(chunk->gap);
}

void MemoryStoreTest::theLastOverPatternsAreFoundInSteps()
{
    StoreBench bench;
    for (const char *data : {"1", "2", "3"})
        bench.publish("zz0zz", data);
    for (int i = 0; i < 5'000; ++i)
        bench.publish('c' + QByteArray::number(i), "x");
    const Selection selection = select(manyPatterns());
    Start start{.kind = Start::Kind::Last, .id = {}, .time = 0, .count = 2};
    std::optional<LocateResult> located;
    bench.store->locate(selection, start, [&](const LocateResult &result) { located = result; });
    QVERIFY(!located);
    bench.publish("zz0zz", "4");
    waitFor([&] { return located.has_value(); });
    QCOMPARE(bench.readOn(selection, *located).data, (QByteArrayList{"2", "3", "4"}));
    const qsizetype longest = memoryOf(bench).longestTurn().examined;
    QVERIFY2(longest <= MemoryStore::ExaminedAtOnce + Selection::MaximumEntries, qPrintable(QString::number(longest)));
    start.count = 1'000;
    QCOMPARE(bench.readAll(selection, start).data.size(), 4);
}

void MemoryStoreTest::manyLossesAreInspectedInSteps()
{
    StoreBench bench;
    const QByteArray id = bench.publish("mine", "1");
    QByteArrayList others;
    QByteArrayList own{"mine"};
    for (int i = 1; i < Selection::MaximumEntries; ++i) {
        others.append("other" + QByteArray::number(i));
        own.append("own" + QByteArray::number(i));
    }
    for (int i = 0; i < 500; ++i)
        bench.store->noteLoss(select(others));
    bench.store->noteLoss(select({"own7"}));
    bench.publish("mine", "2");
    const HistoryReading reading = bench.readAll(select(own), after(id));
    QCOMPARE(reading.data, (QByteArrayList{HistoryReading::Gap, "2"}));
    QVERIFY(reading.chunks > 100);
    const qsizetype longest = memoryOf(bench).longestTurn().examined;
    constexpr qsizetype OfOne = Selection::MaximumEntries * Selection::MaximumEntries;
    QVERIFY2(longest <= MemoryStore::ExaminedAtOnce + OfOne, qPrintable(QString::number(longest)));
}

void MemoryStoreTest::aLossOfManyChannelsConcernsEachReader()
{
    StoreBench bench;
    const QByteArray id = bench.publish("mine", "1");
    QByteArrayList names;
    for (int i = 0; i <= Selection::MaximumEntries; ++i)
        names.append("other" + QByteArray::number(i));
    bench.store->noteLoss(select(names));
    QCOMPARE(bench.readAll(select({"mine"}), after(id)).data, (QByteArrayList{HistoryReading::Gap}));
}

void MemoryStoreTest::anIdOfBeforeARestartIsAGap_data()
{
    QTest::addColumn<int>("laterMs");
    QTest::newRow("an hour later") << 3'600'000;
    QTest::newRow("within the millisecond") << 0;
}

void MemoryStoreTest::anIdOfBeforeARestartIsAGap()
{
    QFETCH(int, laterMs);
    StoreBench before;
    before.clock.advance(10ms);
    const QByteArray old = before.publish("a", "a1");
    StoreBench restarted({}, before.clock.wall + laterMs);
    restarted.publish("a", "a2");
    for (const QByteArrayList &entries : {QByteArrayList{"a"}, {"b"}, {"~*"}})
        QCOMPARE(restarted.readAll(select(entries), after(old)).data.value(0), HistoryReading::Gap);
}

void MemoryStoreTest::theHubKeepsItsBytes()
{
    HistoryLimits limits;
    limits.maximumBytes = 10'000;
    StoreBench bench(limits);
    for (int i = 0; i < 100; ++i) {
        bench.publish(i % 3 ? "a" : "b", QByteArray(500, 'x'));
        QVERIFY(bench.all.bytes <= limits.maximumBytes);
    }
    const StoreFigures total = bench.all;
    QVERIFY(total.bytes > limits.maximumBytes - 1000); // and no less than that
    QCOMPARE(total.events, bench.held("a").events + bench.held("b").events);
    QCOMPARE(total.bytes, bench.held("a").bytes + bench.held("b").bytes);
    QCOMPARE(bench.readAll(select({"a", "b"}), earliest()).data.size(), total.events);
}

void MemoryStoreTest::anEventLargerThanAllBytesIsTakenAndNotHeld()
{
    HistoryLimits limits;
    limits.maximumBytes = 1500;
    StoreBench bench(limits);
    QVERIFY(!bench.publish("a", QByteArray(2000, 'x')).isEmpty());
    QCOMPARE(bench.all.events, 0);
    QCOMPARE(bench.all.bytes, 0);
    bench.publish("a", "small");
    QCOMPARE(bench.readAll(select({"a"}), earliest()).data, (QByteArrayList{"small"}));
}

void MemoryStoreTest::agesAreJudgedInSteps()
{
    StoreBench bench(withAges());
    bench.publish("long", "x");
    for (int i = 0; i < 5'000; ++i)
        bench.publish("c" + QByteArray::number(i), "x");
    bench.append(QList<Publication>(5'000, {"full", {}, "x", {}, {}}));
    bench.reports.clear();
    bench.clock.advance(2s);
    const qint64 before = bench.all.events;
    QVERIFY(bench.store->trimByAge());
    QVERIFY(bench.all.events > before - 5'000); // a step of it
    trimAll(bench);
    QCOMPARE(bench.all.events, 1);
    QVERIFY(bench.store->trimByAge()); // to look at all of them takes steps, too
    trimAll(bench);
    QCOMPARE(bench.held("long").events, 1);
}

void MemoryStoreTest::channelsMayGoWhileAgesAreJudged()
{
    constexpr int Count = 6'000;
    StoreBench bench(withAges());
    const auto name = [](int i) { return "c" + QByteArray::number(i); };
    for (int i = 0; i < Count; ++i)
        bench.publish(name(i), "x");
    bench.clock.advance(2s);
    QVERIFY(bench.store->trimByAge());
    for (int i = 0; i < Count; i += 2) // those that are empty already
        bench.store->forgetChannel(name(i));
    bench.publish("new", "x");
    trimAll(bench);
    QCOMPARE(bench.all.events, 1);
    QCOMPARE(bench.held("new").events, 1);
}

QTEST_GUILESS_MAIN(MemoryStoreTest)
#include "tst_memorystore.moc"
