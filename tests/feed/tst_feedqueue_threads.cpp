// SPDX-License-Identifier: GPL-3.0-or-later
#include "feed/feedqueue.h"
#include "testfeed.h"

#include <QTest>

#include <atomic>
#include <latch>
#include <memory>
#include <thread>
#include <vector>

using namespace helio;

/// What a FeedQueue promises when its feeds live, talk and die in other threads.
class FeedQueueThreadsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void filledComesInTheThreadOfTheQueue();
    void nothingComesAfterDetach();
    void nothingComesUnderAnEarlierSource();
    void theQueueMayEndBeforeTheFeed();
    void queueAndFeedMayEndTogether();
    void eachFeedKeepsItsOrder();
};

namespace {

/// A feed that talks without a pause in a thread of its own, numbers one after another, until it is destroyed.
class TalkingFeed
{
public:
    TalkingFeed()
        : thread_([this] { talk(); })
    {
        ready_.wait();
    }
    ~TalkingFeed() { ended_ = true; }

    EventFeed *feed() const { return feed_; }
    /// Returns when events were said, all of them, since the call.
    void waitForMore() const
    {
        const int before = said_;
        while (said_ < before + 3)
            std::this_thread::yield();
    }

private:
    void talk()
    {
        TestFeed feed;
        feed_ = &feed;
        ready_.count_down();
        while (!ended_) {
            feed.say({QByteArray::number(said_)});
            ++said_;
        }
    }

    std::atomic<EventFeed *> feed_ = nullptr;
    std::atomic<int> said_ = 0;
    std::atomic<bool> ended_ = false;
    std::latch ready_{1};
    std::jthread thread_; ///< last: it uses the others, and ends before them
};

} // namespace

void FeedQueueThreadsTest::filledComesInTheThreadOfTheQueue()
{
    TestFeed feed;
    FeedQueue queue(Plenty);
    queue.attach(&feed, 1);
    const std::thread::id here = std::this_thread::get_id();
    std::thread::id emittedIn;
    connect(
        &queue, &FeedQueue::filled, this, [&] { emittedIn = std::this_thread::get_id(); }, Qt::DirectConnection);
    std::thread([&] { feed.say({"a"}); }).join();
    QTRY_VERIFY(emittedIn == here);
}

void FeedQueueThreadsTest::nothingComesAfterDetach()
{
    const TalkingFeed talking;
    FeedQueue queue(Plenty);
    for (int round = 0; round < 300; ++round) {
        queue.attach(talking.feed(), round);
        if (round % 3 != 0)
            talking.waitForMore();
        queue.detach(talking.feed());
        queue.takeAll();
        talking.waitForMore();
        QVERIFY(queue.takeAll().empty());
    }
}

void FeedQueueThreadsTest::nothingComesUnderAnEarlierSource()
{
    const TalkingFeed talking;
    FeedQueue queue(Plenty);
    for (int round = 0; round < 1000; ++round) {
        queue.attach(talking.feed(), round);
        queue.takeAll();
        talking.waitForMore();
        for (const FeedQueue::Item &item : queue.takeAll())
            QCOMPARE(item.source, round);
        if (round % 2 == 0)
            queue.detach(talking.feed());
    }
}

void FeedQueueThreadsTest::theQueueMayEndBeforeTheFeed()
{
    const TalkingFeed talking;
    for (int round = 0; round < 300; ++round) {
        auto queue = std::make_unique<FeedQueue>(Plenty);
        queue->attach(talking.feed(), 1);
        if (round % 3 != 0)
            talking.waitForMore();
        queue.reset(); // with filled() still under way
    }
    talking.waitForMore();
}

void FeedQueueThreadsTest::queueAndFeedMayEndTogether()
{
    for (int round = 0; round < 300; ++round) {
        auto queue = std::make_unique<FeedQueue>(Plenty);
        std::latch attached{1};
        std::latch ending{2};
        TestFeed *feed = nullptr;
        std::latch made{1};
        const std::jthread thread([&] {
            TestFeed mine;
            feed = &mine;
            made.count_down();
            attached.wait();
            mine.say({"a"});
            ending.arrive_and_wait();
        });
        made.wait();
        queue->attach(feed, 1);
        attached.count_down();
        ending.arrive_and_wait();
        queue.reset();
    }
}

void FeedQueueThreadsTest::eachFeedKeepsItsOrder()
{
    constexpr int Feeds = 4;
    constexpr int EventsEach = 20'000;
    FeedQueue queue(Plenty);
    std::vector<std::unique_ptr<TestFeed>> feeds;
    for (int i = 0; i < Feeds; ++i) {
        feeds.push_back(std::make_unique<TestFeed>());
        queue.attach(feeds.back().get(), i);
    }
    QList<int> next(Feeds, 0);
    bool inOrder = true;
    connect(&queue, &FeedQueue::filled, this, [&] {
        for (const FeedQueue::Item &item : queue.takeAll())
            inOrder = item.received.event.data.toInt() == next[item.source]++ && inOrder;
    });
    std::latch go{Feeds};
    std::vector<std::jthread> threads;
    for (const auto &feed : feeds) {
        threads.emplace_back([&go, feed = feed.get()] {
            go.arrive_and_wait();
            for (int sent = 0; sent < EventsEach;) {
                QByteArrayList batch;
                for (int size = 1 + sent % 7; size > 0 && sent < EventsEach; --size)
                    batch.append(QByteArray::number(sent++));
                feed->say(batch);
            }
        });
    }
    QTRY_COMPARE_WITH_TIMEOUT(next, QList<int>(Feeds, EventsEach), 60'000);
    QVERIFY(inOrder);
    QCOMPARE(queue.droppedCount(), 0U);
}

QTEST_GUILESS_MAIN(FeedQueueThreadsTest)
#include "tst_feedqueue_threads.moc"
