// SPDX-License-Identifier: GPL-3.0-or-later
#include "feed/feedqueue.h"
#include "testfeed.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>

#include <optional>

using namespace helio;

/// What a FeedQueue promises its reader: order, bounds, one signal per filling.
class FeedQueueTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itemsCarryTheirSourceInOrderOfArrival();
    void filledComesOncePerFilling();
    void anEmptyBatchFillsNothing();
    void theOldestGoBeyondTheBound_data();
    void theOldestGoBeyondTheBound();
    void lossesAreCountedByTheirSource();
    void whatCameBesideIsNamedSoAndItsLossIsNobodys();
    void oneEventAlwaysFits();
    void takingMakesRoom();
    void attachingAgainChangesTheSource();
    void detachingKeepsWhatWaits();
    void aFeedThatWasNeverAttachedCanBeDetached();
    void aDestroyedFeedIsForgotten();
};

namespace {

QByteArrayList dataOf(const std::deque<FeedQueue::Item> &items)
{
    QByteArrayList all;
    for (const FeedQueue::Item &item : items)
        all.append(item.received.event.data);
    return all;
}

/// Everything that is queued for the objects of this thread has happened.
void settle()
{
    QCoreApplication::sendPostedEvents();
}

} // namespace

void FeedQueueTest::itemsCarryTheirSourceInOrderOfArrival()
{
    TestFeed one;
    TestFeed two;
    FeedQueue queue(Plenty);
    queue.attach(&one, 1);
    queue.attach(&two, 2);
    one.say({"a", "b"});
    two.say({"c"});
    one.say({"d"});
    const auto items = queue.takeAll();
    QCOMPARE(dataOf(items), QByteArrayList({"a", "b", "c", "d"}));
    QList<int> sources;
    for (const FeedQueue::Item &item : items)
        sources.append(item.source);
    QCOMPARE(sources, QList<int>({1, 1, 2, 1}));
    QVERIFY(queue.takeAll().empty());
    QCOMPARE(queue.droppedCount(), 0U);
}

void FeedQueueTest::filledComesOncePerFilling()
{
    TestFeed feed;
    FeedQueue queue(Plenty);
    queue.attach(&feed, 1);
    QSignalSpy filled(&queue, &FeedQueue::filled);
    feed.say({"a", "b"});
    feed.say({"c"});
    QCOMPARE(filled.size(), 0); // not from within the feed
    settle();
    QCOMPARE(filled.size(), 1);
    feed.say({"d"}); // it was not empty
    settle();
    QCOMPARE(filled.size(), 1);
    QCOMPARE(queue.takeAll().size(), 4U);
    settle();
    QCOMPARE(filled.size(), 1);
    feed.say({"e"});
    settle();
    QCOMPARE(filled.size(), 2);
}

void FeedQueueTest::anEmptyBatchFillsNothing()
{
    TestFeed feed;
    FeedQueue queue(Plenty);
    queue.attach(&feed, 1);
    QSignalSpy filled(&queue, &FeedQueue::filled);
    feed.say({});
    settle();
    QCOMPARE(filled.size(), 0);
    QVERIFY(queue.takeAll().empty());
}

void FeedQueueTest::theOldestGoBeyondTheBound_data()
{
    QTest::addColumn<qsizetype>("maximumBytes");
    QTest::addColumn<QByteArrayList>("kept");
    constexpr qsizetype ThreeEvents = 3 * (FeedQueue::ItemOverheadBytes + 1);
    QTest::newRow("all fit exactly") << ThreeEvents << QByteArrayList({"a", "b", "c"});
    QTest::newRow("a byte too few") << ThreeEvents - 1 << QByteArrayList({"b", "c"});
    QTest::newRow("room for one") << FeedQueue::ItemOverheadBytes + 1 << QByteArrayList({"c"});
    QTest::newRow("no room") << qsizetype(0) << QByteArrayList({"c"});
}

void FeedQueueTest::theOldestGoBeyondTheBound()
{
    QFETCH(qsizetype, maximumBytes);
    QFETCH(QByteArrayList, kept);
    const QByteArrayList all{"a", "b", "c"};
    TestFeed feed;
    FeedQueue queue(maximumBytes);
    queue.attach(&feed, 1);
    feed.say(all); // in one batch
    QCOMPARE(dataOf(queue.takeAll()), kept);
    QCOMPARE(queue.droppedCount(), quint64(all.size() - kept.size()));
    for (const QByteArray &each : all) // one by one
        feed.say({each});
    QCOMPARE(dataOf(queue.takeAll()), kept);
    QCOMPARE(queue.droppedCount(), quint64(2 * (all.size() - kept.size())));
}

void FeedQueueTest::lossesAreCountedByTheirSource()
{
    TestFeed one;
    TestFeed two;
    FeedQueue queue(2 * (FeedQueue::ItemOverheadBytes + 1));
    queue.attach(&one, 1);
    queue.attach(&two, 2);
    one.say({"a", "b"});
    two.say({"c", "d", "e"});
    FeedQueue::Losses lost;
    QCOMPARE(dataOf(queue.takeAll(&lost)), QByteArrayList({"d", "e"}));
    QCOMPARE(lost, FeedQueue::Losses({{1, 2}, {2, 1}}));
    // Each is told once.
    one.say({"f"});
    queue.takeAll(&lost);
    QVERIFY(lost.isEmpty());
    QCOMPARE(queue.droppedCount(), 3U);
}

void FeedQueueTest::whatCameBesideIsNamedSoAndItsLossIsNobodys()
{
    TestFeed own;
    TestFeed beside;
    FeedQueue queue(2 * (FeedQueue::ItemOverheadBytes + 1));
    queue.attach(&own, 1);
    queue.attachBeside(&beside, 1);
    beside.say({"a"});
    own.say({"b", "c"});
    FeedQueue::Losses lost;
    auto items = queue.takeAll(&lost);
    QVERIFY(lost.isEmpty());
    QCOMPARE(queue.droppedCount(), 1U);
    QVERIFY(!items.front().isBeside);
    beside.say({"d"});
    items = queue.takeAll();
    QVERIFY(items.front().isBeside);
    QCOMPARE(items.front().source, 1);
}

void FeedQueueTest::oneEventAlwaysFits()
{
    const QByteArray large(1024 * 1024, 'x');
    TestFeed feed;
    FeedQueue queue(1000);
    queue.attach(&feed, 1);
    feed.say({"small", large});
    QCOMPARE(dataOf(queue.takeAll()), QByteArrayList({large}));
    QCOMPARE(queue.droppedCount(), 1U);
    feed.say({large});
    feed.say({"small"}); // the large one must go for it
    QCOMPARE(dataOf(queue.takeAll()), QByteArrayList({"small"}));
    QCOMPARE(queue.droppedCount(), 2U);
}

void FeedQueueTest::takingMakesRoom()
{
    TestFeed feed;
    FeedQueue queue(2 * (FeedQueue::ItemOverheadBytes + 1));
    queue.attach(&feed, 1);
    for (int round = 0; round < 10; ++round) {
        feed.say({"a", "b"});
        QCOMPARE(queue.takeAll().size(), 2U);
    }
    QCOMPARE(queue.droppedCount(), 0U);
}

void FeedQueueTest::attachingAgainChangesTheSource()
{
    TestFeed feed;
    FeedQueue queue(Plenty);
    queue.attach(&feed, 1);
    queue.attach(&feed, 2);
    feed.say({"a"});
    const auto items = queue.takeAll();
    QCOMPARE(items.size(), 1U);
    QCOMPARE(items.front().source, 2);
    queue.detach(&feed);
    feed.say({"b"});
    QVERIFY(queue.takeAll().empty());
}

void FeedQueueTest::detachingKeepsWhatWaits()
{
    TestFeed feed;
    FeedQueue queue(Plenty);
    queue.attach(&feed, 1);
    feed.say({"a"});
    queue.detach(&feed);
    feed.say({"b"});
    QCOMPARE(dataOf(queue.takeAll()), QByteArrayList({"a"}));
}

void FeedQueueTest::aFeedThatWasNeverAttachedCanBeDetached()
{
    TestFeed one;
    TestFeed two;
    FeedQueue queue(Plenty);
    queue.attach(&one, 1);
    queue.detach(&two);
    one.say({"a"});
    QCOMPARE(dataOf(queue.takeAll()), QByteArrayList({"a"}));
}

void FeedQueueTest::aDestroyedFeedIsForgotten()
{
    std::optional<TestFeed> feed;
    FeedQueue queue(Plenty);
    feed.emplace();
    queue.attach(&*feed, 1);
    QCOMPARE(queue.attachedCount(), 1);
    feed->say({"a"});
    const TestFeed *const before = &*feed;
    feed.emplace(); // another one at the same address
    QCOMPARE(&*feed, before);
    QCOMPARE(queue.attachedCount(), 0);
    feed->say({"b"});
    QCOMPARE(dataOf(queue.takeAll()), QByteArrayList({"a"}));
    queue.attach(&*feed, 2);
    feed->say({"c"});
    QCOMPARE(queue.takeAll().front().source, 2);
}

QTEST_GUILESS_MAIN(FeedQueueTest)
#include "tst_feedqueue.moc"
