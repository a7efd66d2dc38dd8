// SPDX-License-Identifier: GPL-3.0-or-later
#include "storebench.h"

#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

/// A gap is told when, and only when, something of the selection may be missing.
class StoreGapsTest : public StoreTest
{
    Q_OBJECT
private Q_SLOTS:
    void readsEachEventOnceAndInOrder_data();
    void readsEachEventOnceAndInOrder();
    void aChunkHoldsAtLeastOneEvent();
    void aChunkEndsAtItsBound();
    void aPatternThatMatchesLittleIsReadInChunks();
    void manyPatternsAreComparedWithAChannelOnceAndNotWithEachEvent();

    void whatWasTrimmedBehindTheIdIsAGap();
    void whatWasTrimmedUpToTheIdIsNoGap();
    void aTrimmedOwnIdStillGivesItsPlace();
    void whatOtherChannelsLostIsNoGap();
    void oneOfSeveralChannelsLostSomething();
    void aPatternLostSomething();
    void aGapIsToldOnce();
    void trimmedAgainUnderAReaderIsToldAgain();
    void trimmedBehindAReaderIsNotTold();
    void fromTheEarliestOnlyWhatIsTrimmedMeanwhileIsAGap();
    void aChannelThatVanishedWithLossesIsAGap();
    void aChannelThatVanishedAndCameBackIsAGap();
    void afterAVanishedChannelWasSeenThroughNothingIsAGap();
    void whatWasTrimmedAMomentAgoIsAFreshGap_data();
    void whatWasTrimmedAMomentAgoIsAFreshGap();
    void whatSomebodyClearedIsNoFreshGap();
};

namespace {

HistoryLimits keeping(qint64 events)
{
    HistoryLimits limits;
    limits.maximumEvents = events;
    return limits;
}

} // namespace

void StoreGapsTest::readsEachEventOnceAndInOrder_data()
{
    QTest::addColumn<QByteArrayList>("entries");
    QTest::addColumn<QByteArrayList>("expected");
    QTest::newRow("one name") << QByteArrayList{"a"} << QByteArrayList{"a1", "a2", "a3"};
    QTest::newRow("two names") << QByteArrayList{"b", "a"} << QByteArrayList{"a1", "b1", "a2", "b2", "a3"};
    QTest::newRow("a pattern") << QByteArrayList{"~users.*"} << QByteArrayList{"u1", "u2"};
    QTest::newRow("a name and a pattern that both match")
        << QByteArrayList{"users.ada", "~users.*", "~*.ada"} << QByteArrayList{"u1", "u2"};
    QTest::newRow("names and patterns") << QByteArrayList{"a", "~users.b*"} << QByteArrayList{"a1", "a2", "u2", "a3"};
    QTest::newRow("everything") << QByteArrayList{"~*"} << QByteArrayList{"a1", "b1", "u1", "a2", "u2", "b2", "a3"};
    QTest::newRow("nothing there") << QByteArrayList{"c", "~d*"} << QByteArrayList{};
}

void StoreGapsTest::readsEachEventOnceAndInOrder()
{
    QFETCH(QByteArrayList, entries);
    QFETCH(QByteArrayList, expected);
    StoreBench bench;
    const std::pair<const char *, const char *> events[] = {
        {"a", "a1"}, {"b", "b1"}, {"users.ada", "u1"}, {"a", "a2"}, {"users.bob", "u2"}, {"b", "b2"}, {"a", "a3"}};
    for (const auto &[channel, data] : events)
        bench.publish(channel, data);
    const Selection selection = select(entries);
    QCOMPARE(bench.readAll(selection, earliest()).data, expected);
    const HistoryReading inChunks = bench.readAll(selection, earliest(), 1);
    QCOMPARE(inChunks.data, expected);
    const int least = std::max<int>(1, int(expected.size()));
    // Whether a pattern matches anything behind the last, or behind what memory holds, is only seen by going on.
    const int most = selection.patterns().isEmpty() ? least : int(expected.size()) + 2;
    QVERIFY(inChunks.chunks >= least && inChunks.chunks <= most);
}

void StoreGapsTest::aChunkHoldsAtLeastOneEvent()
{
    StoreBench bench;
    bench.publish("a", QByteArray(1000, 'x'));
    bench.publish("a", "y");
    for (const qsizetype bound : {0, 1, 999}) {
        const ReadResult chunk = bench.read({select({"a"}), {}, ~quint64(0), bound});
        QCOMPARE(chunk.events.size(), 1);
        QVERIFY(!chunk.atEnd);
        QCOMPARE(chunk.next, chunk.events.constFirst()->position);
    }
}

void StoreGapsTest::aChunkEndsAtItsBound()
{
    StoreBench bench;
    for (int i = 0; i < 1000; ++i)
        bench.publish("a", QByteArray(1000, 'x'));
    const HistoryReading reading = bench.readAll(select({"a"}), earliest(), 64 * 1024);
    QCOMPARE(reading.data.size(), 1000);
    QVERIFY(reading.chunks >= 1'000'000 / (64 * 1024) && reading.chunks <= 20);
}

void StoreGapsTest::aPatternThatMatchesLittleIsReadInChunks()
{
    StoreBench bench;
    for (int i = 0; i < 100; ++i)
        bench.publish(i == 70 ? "users.ada" : "b", QByteArray::number(i));
    ReadRequest request{select({"~users.*"}), {}, 0, 1024, 30};
    QByteArrayList data;
    int chunks = 0;
    for (ReadResult chunk; !chunk.atEnd; ++chunks) {
        chunk = bench.read(request);
        QVERIFY(chunk.next > request.after);
        for (const StoredEventPtr &stored : chunk.events)
            data.append(stored->event.data);
        request.after = chunk.next;
        request.trims = chunk.trims;
    }
    QCOMPARE(data, QByteArrayList{"70"});
    QFETCH_GLOBAL(bool, isOnDisk); // there it holds nobody up
    QVERIFY(chunks == 4 || (isOnDisk && chunks > 0));
}

void StoreGapsTest::manyPatternsAreComparedWithAChannelOnceAndNotWithEachEvent()
{
    StoreBench bench;
    for (int i = 0; i < 3000; ++i)
        bench.publish("channel" + QByteArray::number(i % 10), QByteArray::number(i));
    QByteArrayList entries;
    for (int i = 0; i < 100; ++i)
        entries.append("~users." + QByteArray::number(i) + ".*");
    // 10 × 100 comparisons and 3,000 events; with each event it would be 300,000.
    for (int reader = 0; reader < 2; ++reader)
        QCOMPARE(bench.readAll(select(entries), earliest()).chunks, 1);
}

void StoreGapsTest::whatWasTrimmedBehindTheIdIsAGap()
{
    StoreBench bench(keeping(2));
    const QByteArray first = bench.publish("a", "a1");
    for (const char *data : {"a2", "a3", "a4"})
        bench.publish("a", data);
    QCOMPARE(bench.readAll(select({"a"}), after(first)).data, (QByteArrayList{HistoryReading::Gap, "a3", "a4"}));
    QCOMPARE(bench.readAll(select({"a"}), after("0-0")).data, (QByteArrayList{HistoryReading::Gap, "a3", "a4"}));
}

void StoreGapsTest::whatWasTrimmedUpToTheIdIsNoGap()
{
    StoreBench bench(keeping(2));
    bench.publish("a", "a1");
    const QByteArray second = bench.publish("a", "a2");
    bench.publish("a", "a3");
    bench.publish("a", "a4"); // a2 itself is trimmed now, but its reader has it
    QCOMPARE(bench.readAll(select({"a"}), after(second)).data, (QByteArrayList{"a3", "a4"}));
}

void StoreGapsTest::aTrimmedOwnIdStillGivesItsPlace()
{
    HistoryLimits limits;
    limits.maximumEvents = 2;
    StoreBench bench(limits);
    bench.publish("quiet", "q1");
    bench.publish("busy", "b1", "own-1");
    bench.publish("busy", "b2", "own-2");
    bench.publish("busy", "b3", "own-3");
    bench.publish("busy", "b4", "own-4");
    // own-1 and own-2 are trimmed. Nothing that stands before them is given again, and behind the last that was trimmed
    // nothing is missing.
    QCOMPARE(bench.readAll(select({"quiet", "busy"}), after("own-1")).data,
             (QByteArrayList{HistoryReading::Gap, "b3", "b4"}));
    QCOMPARE(bench.readAll(select({"quiet", "busy"}), after("own-2")).data, (QByteArrayList{"b3", "b4"}));
    QFETCH_GLOBAL(bool, isInLog); // which has what only its channel's bounds hide
    if (isInLog)
        return;
    // Published once more it has a new place.
    bench.publish("quiet", "q2", "own-1");
    QCOMPARE(bench.readAll(select({"quiet", "busy"}), after("own-1")).data, QByteArrayList{});
}

void StoreGapsTest::whatOtherChannelsLostIsNoGap()
{
    StoreBench bench(keeping(1));
    const QByteArray first = bench.publish("a", "a1");
    for (int i = 0; i < 5; ++i)
        bench.publish("b", "b");
    QCOMPARE(bench.readAll(select({"a"}), after(first)).data, QByteArrayList());
    QCOMPARE(bench.readAll(select({"a", "~c*"}), after(first)).data, QByteArrayList());
}

void StoreGapsTest::oneOfSeveralChannelsLostSomething()
{
    StoreBench bench(keeping(2));
    const QByteArray first = bench.publish("a", "a1");
    bench.publish("b", "b1");
    for (const char *data : {"a2", "a3", "a4"})
        bench.publish("a", data);
    QCOMPARE(bench.readAll(select({"a", "b"}), after(first)).data,
             (QByteArrayList{HistoryReading::Gap, "b1", "a3", "a4"}));
    QCOMPARE(bench.readAll(select({"b", "c"}), after(first)).data, (QByteArrayList{"b1"}));
}

void StoreGapsTest::aPatternLostSomething()
{
    StoreBench bench(keeping(1));
    const QByteArray first = bench.publish("users.ada", "1");
    bench.publish("users.bob", "2");
    QCOMPARE(bench.readAll(select({"~users.*"}), after(first)).data, (QByteArrayList{"2"}));
    bench.publish("users.bob", "3");
    QCOMPARE(bench.readAll(select({"~users.*"}), after(first)).data, (QByteArrayList{HistoryReading::Gap, "3"}));
    QCOMPARE(bench.readAll(select({"~users.a*"}), after(first)).data, QByteArrayList());
}

void StoreGapsTest::aGapIsToldOnce()
{
    StoreBench bench(keeping(3));
    const QByteArray first = bench.publish("a", "a1");
    for (const char *data : {"a2", "a3", "a4", "a5"})
        bench.publish("a", data);
    QCOMPARE(bench.readAll(select({"a"}), after(first), 1).data,
             (QByteArrayList{HistoryReading::Gap, "a3", "a4", "a5"}));
}

void StoreGapsTest::trimmedAgainUnderAReaderIsToldAgain()
{
    StoreBench bench(keeping(3));
    const Selection selection = select({"a"});
    const QByteArray first = bench.publish("a", "a1");
    for (const char *data : {"a2", "a3", "a4", "a5"})
        bench.publish("a", data);
    const LocateResult located = bench.locate(selection, after(first));
    const ReadResult chunk = bench.read({selection, located.after, located.trims, 1});
    QVERIFY(chunk.gap);
    QCOMPARE(chunk.events.constFirst()->event.data, "a3");
    for (const char *data : {"a6", "a7"}) // a4 goes, which the reader has not come to
        bench.publish("a", data);
    QCOMPARE(bench.readOn(selection, {chunk.next, chunk.trims, true}, 1).data,
             (QByteArrayList{HistoryReading::Gap, "a5", "a6", "a7"}));
}

void StoreGapsTest::trimmedBehindAReaderIsNotTold()
{
    StoreBench bench(keeping(3));
    const Selection selection = select({"a"});
    for (const char *data : {"a1", "a2", "a3"})
        bench.publish("a", data);
    const LocateResult located = bench.locate(selection, earliest());
    const ReadResult chunk = bench.read({selection, located.after, located.trims, 1});
    bench.publish("a", "a4"); // a1 goes, which the reader has
    QCOMPARE(bench.readOn(selection, {chunk.next, chunk.trims, true}, 1).data, (QByteArrayList{"a2", "a3", "a4"}));
}

void StoreGapsTest::fromTheEarliestOnlyWhatIsTrimmedMeanwhileIsAGap()
{
    StoreBench bench(keeping(2));
    const Selection selection = select({"a"});
    for (const char *data : {"a1", "a2", "a3"})
        bench.publish("a", data);
    const LocateResult located = bench.locate(selection, earliest());
    QCOMPARE(bench.readOn(selection, located).data, (QByteArrayList{"a2", "a3"}));
    bench.publish("a", "a4");
    QCOMPARE(bench.readOn(selection, located).data, (QByteArrayList{HistoryReading::Gap, "a3", "a4"}));
}

void StoreGapsTest::aChannelThatVanishedWithLossesIsAGap()
{
    HistoryLimits limits;
    limits.maximumAge = 10s;
    StoreBench bench(limits);
    const QByteArray first = bench.publish("a", "a1");
    bench.publish("a", "a2");
    bench.clock.advance(11s);
    bench.pass();
    bench.store->forgetChannel("a");
    QCOMPARE(bench.readAll(select({"a"}), after(first)).data, (QByteArrayList{HistoryReading::Gap}));
    QCOMPARE(bench.readAll(select({"~*"}), after(first)).data, (QByteArrayList{HistoryReading::Gap}));
}

void StoreGapsTest::aChannelThatVanishedAndCameBackIsAGap()
{
    HistoryLimits limits;
    limits.maximumAge = 10s;
    StoreBench bench(limits);
    const QByteArray first = bench.publish("a", "a1");
    bench.publish("a", "a2");
    bench.clock.advance(11s);
    bench.pass();
    bench.store->forgetChannel("a");
    const QByteArray third = bench.publish("a", "a3");
    QCOMPARE(bench.readAll(select({"a"}), after(first)).data, (QByteArrayList{HistoryReading::Gap, "a3"}));
    QCOMPARE(bench.readAll(select({"a"}), after(third)).data, QByteArrayList());
    QCOMPARE(bench.readAll(select({"a"}), earliest()).data, (QByteArrayList{"a3"}));
}

void StoreGapsTest::afterAVanishedChannelWasSeenThroughNothingIsAGap()
{
    HistoryLimits limits;
    limits.maximumAge = 10s;
    StoreBench bench(limits);
    bench.publish("a", "a1");
    const QByteArray last = bench.publish("a", "a2");
    bench.clock.advance(11s);
    bench.pass();
    bench.store->forgetChannel("a");
    QCOMPARE(bench.readAll(select({"a"}), after(last)).data, QByteArrayList());
    bench.publish("a", "a3");
    QCOMPARE(bench.readAll(select({"a"}), after(last)).data, (QByteArrayList{"a3"}));
}

void StoreGapsTest::whatWasTrimmedAMomentAgoIsAFreshGap_data()
{
    QTest::addColumn<QByteArrayList>("entries");
    QTest::newRow("a name") << QByteArrayList{"a"};
    QTest::newRow("a pattern") << QByteArrayList{"~a*"};
}

void StoreGapsTest::whatWasTrimmedAMomentAgoIsAFreshGap()
{
    QFETCH(const QByteArrayList, entries);
    StoreBench bench(keeping(2));
    const auto chunkAfter = [&](const QByteArray &id) {
        const LocateResult at = bench.locate(select(entries), {Start::Kind::After, id});
        return bench.read({select(entries), at.after, at.trims});
    };
    const auto pass = [&](std::chrono::milliseconds time) {
        bench.clock.advance(time);
        bench.pass();
    };
    const QByteArray first = bench.publish("a", "1");
    bench.publish("a", "2");
    const QByteArray third = bench.publish("a", "3");
    QVERIFY(!chunkAfter(first).gap); // what stands behind it is held
    pass(10min);
    bench.publish("a", "4"); // the second goes
    QVERIFY(chunkAfter(first).gap);
    QVERIFY(chunkAfter(first).isGapFresh);
    pass(30s);
    QVERIFY(chunkAfter(first).isGapFresh);
    pass(2min);
    QVERIFY(chunkAfter(first).gap);
    QVERIFY(!chunkAfter(first).isGapFresh); // who comes only now has been away for long
    bench.publish("a", "5");                // the third goes
    QVERIFY(!chunkAfter(first).isGapFresh);
    QVERIFY(!chunkAfter(third).gap);
    bench.publish("a", "6");
    QVERIFY(chunkAfter(third).isGapFresh);
}

void StoreGapsTest::whatSomebodyClearedIsNoFreshGap()
{
    StoreBench bench;
    const QByteArray first = bench.publish("a", "1");
    bench.publish("a", "2");
    QVERIFY(bench.clear("a"));
    const LocateResult at = bench.locate(select({"a"}), {Start::Kind::After, first});
    const ReadResult chunk = bench.read({select({"a"}), at.after, at.trims});
    QVERIFY(chunk.gap);
    QVERIFY(!chunk.isGapFresh);
}

QTEST_GUILESS_MAIN(StoreGapsTest)
#include "tst_store_gaps.moc"
