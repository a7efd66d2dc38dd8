// SPDX-License-Identifier: GPL-3.0-or-later
#include "feed/feedqueue.h"

#include <QHash>

namespace helio {

namespace {

/// What one waiting event costs beside its bytes: the item, four strings' headers.
constexpr qsizetype ItemOverheadBytes = 200;

qsizetype costOf(const FeedQueue::Item &item)
{
    const Event &event = item.received.event;
    return ItemOverheadBytes + event.channel.size() + event.id.size() + event.type.size() + event.data.size();
}

} // namespace

struct FeedQueue::Shared
{
    std::mutex mutex;
    std::deque<Item> items;
    qsizetype bytes = 0;
    qsizetype maximumBytes = 0;
    quint64 dropped = 0;
    FeedQueue *owner = nullptr; ///< null once the queue is gone
    QHash<EventFeed *, QMetaObject::Connection> feeds;

    void push(EventFeed *feed, int source, const QList<ReceivedEvent> &events);
};

void FeedQueue::Shared::push(EventFeed *feed, int source, const QList<ReceivedEvent> &events)
{
    const std::lock_guard lock(mutex);
    if (!owner || !feeds.contains(feed))
        return; // detached while this batch was under way
    const bool wasEmpty = items.empty();
    for (const ReceivedEvent &received : events) {
        items.push_back({source, received});
        bytes += costOf(items.back());
    }
    // One event always fits, however large: else a reader would never see it, nor why.
    while (bytes > maximumBytes && items.size() > 1) {
        bytes -= costOf(items.front());
        items.pop_front();
        ++dropped;
    }
    if (wasEmpty && !items.empty())
        QMetaObject::invokeMethod(owner, &FeedQueue::filled, Qt::QueuedConnection);
}

FeedQueue::FeedQueue(qsizetype maximumBytes, QObject *parent)
    : QObject(parent)
    , shared_(std::make_shared<Shared>())
{
    shared_->maximumBytes = maximumBytes;
    shared_->owner = this;
}

FeedQueue::~FeedQueue()
{
    const std::lock_guard lock(shared_->mutex);
    shared_->owner = nullptr;
    for (const QMetaObject::Connection &connection : std::as_const(shared_->feeds))
        QObject::disconnect(connection);
}

void FeedQueue::attach(EventFeed *feed, int source)
{
    // Direct: the batch is pushed in the feed's thread, so that no event queue grows without bound on the way here.
    const auto connection = connect(
        feed, &EventFeed::eventsArrived, feed,
        [shared = shared_, feed, source](const QList<ReceivedEvent> &events) { shared->push(feed, source, events); },
        Qt::DirectConnection);
    const std::lock_guard lock(shared_->mutex);
    shared_->feeds.insert(feed, connection);
}

void FeedQueue::detach(EventFeed *feed)
{
    const std::lock_guard lock(shared_->mutex);
    QObject::disconnect(shared_->feeds.take(feed));
}

std::deque<FeedQueue::Item> FeedQueue::takeAll()
{
    const std::lock_guard lock(shared_->mutex);
    shared_->bytes = 0;
    return std::exchange(shared_->items, {});
}

quint64 FeedQueue::droppedCount() const
{
    const std::lock_guard lock(shared_->mutex);
    return shared_->dropped;
}

} // namespace helio
