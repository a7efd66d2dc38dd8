// SPDX-License-Identifier: GPL-3.0-or-later
#include "feed/feedqueue.h"

namespace helio {

namespace {

qsizetype costOf(const FeedQueue::Item &item)
{
    const Event &event = item.received.event;
    return FeedQueue::ItemOverheadBytes + event.channel.size() + event.id.size() + event.type.size() +
           event.data.size() + item.received.raw.size();
}

} // namespace

struct FeedQueue::Shared
{
    /// One call of attach(). Its number sets it apart from another one of the same feed, or of a later feed at the same
    /// address.
    struct Attachment
    {
        quint64 number = 0;
        QMetaObject::Connection events;
        QMetaObject::Connection end; ///< of the feed
    };

    std::mutex mutex;
    std::deque<Item> items;
    qsizetype bytes = 0;
    qsizetype maximumBytes = 0;
    quint64 dropped = 0;
    Losses lost;                ///< since all was taken last
    FeedQueue *owner = nullptr; ///< null once the queue is gone
    QHash<EventFeed *, Attachment> attachments;
    quint64 lastNumber = 0;

    bool isAttached(EventFeed *feed, quint64 number) const; ///< to be asked under the lock
    void push(EventFeed *feed, quint64 number, const Item &pattern, const QList<ReceivedEvent> &events);
    void forget(EventFeed *feed, quint64 number);

    static void disconnect(const Attachment &attachment);
};

bool FeedQueue::Shared::isAttached(EventFeed *feed, quint64 number) const
{
    const auto found = attachments.constFind(feed);
    return found != attachments.constEnd() && found->number == number;
}

/// Each event becomes an item as `pattern` is.
void FeedQueue::Shared::push(EventFeed *feed, quint64 number, const Item &pattern, const QList<ReceivedEvent> &events)
{
    const std::lock_guard lock(mutex);
    if (!owner || !isAttached(feed, number))
        return; // detached while this batch was under way
    const bool wasEmpty = items.empty();
    for (const ReceivedEvent &received : events) {
        items.push_back({pattern.source, received, pattern.isBeside});
        bytes += costOf(items.back());
    }
    // One event always fits, however large: else a reader would never see it, nor why.
    while (bytes > maximumBytes && items.size() > 1) {
        const Item &oldest = items.front();
        bytes -= costOf(oldest);
        if (!oldest.isBeside)
            ++lost[oldest.source];
        items.pop_front();
        ++dropped;
    }
    if (wasEmpty && !items.empty())
        QMetaObject::invokeMethod(owner, &FeedQueue::filled, Qt::QueuedConnection);
}

void FeedQueue::Shared::forget(EventFeed *feed, quint64 number)
{
    const std::lock_guard lock(mutex);
    if (isAttached(feed, number))
        attachments.remove(feed);
}

void FeedQueue::Shared::disconnect(const Attachment &attachment)
{
    QObject::disconnect(attachment.events);
    QObject::disconnect(attachment.end);
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
    QHash<EventFeed *, Shared::Attachment> attachments;
    {
        const std::lock_guard lock(shared_->mutex);
        shared_->owner = nullptr;
        attachments.swap(shared_->attachments);
    }
    // Not under our lock: Qt takes its own for this.
    for (const Shared::Attachment &attachment : std::as_const(attachments))
        Shared::disconnect(attachment);
}

void FeedQueue::attach(EventFeed *feed, int source)
{
    attach(feed, source, false);
}

void FeedQueue::attachBeside(EventFeed *feed, int source)
{
    attach(feed, source, true);
}

void FeedQueue::attach(EventFeed *feed, int source, bool isBeside)
{
    detach(feed);
    Shared::Attachment attachment;
    {
        const std::lock_guard lock(shared_->mutex);
        attachment.number = ++shared_->lastNumber;
    }
    // Direct: the batch is pushed in the feed's thread, so that no event queue grows without bound on the way here.
    attachment.events = connect(
        feed, &EventFeed::eventsArrived, feed,
        [shared = shared_, feed, number = attachment.number, source, isBeside](const QList<ReceivedEvent> &events) {
            shared->push(feed, number, {source, {}, isBeside}, events);
        },
        Qt::DirectConnection);
    attachment.end = connect(
        feed, &QObject::destroyed, feed,
        [shared = shared_, feed, number = attachment.number] { shared->forget(feed, number); }, Qt::DirectConnection);
    const std::lock_guard lock(shared_->mutex);
    shared_->attachments.insert(feed, attachment);
}

void FeedQueue::detach(EventFeed *feed)
{
    Shared::Attachment attachment;
    {
        const std::lock_guard lock(shared_->mutex);
        attachment = shared_->attachments.take(feed);
    }
    Shared::disconnect(attachment);
}

int FeedQueue::attachedCount() const
{
    const std::lock_guard lock(shared_->mutex);
    return int(shared_->attachments.size());
}

std::deque<FeedQueue::Item> FeedQueue::takeAll(Losses *lost)
{
    const std::lock_guard lock(shared_->mutex);
    shared_->bytes = 0;
    Losses losses = std::exchange(shared_->lost, {});
    if (lost)
        *lost = std::move(losses);
    return std::exchange(shared_->items, {});
}

quint64 FeedQueue::droppedCount() const
{
    const std::lock_guard lock(shared_->mutex);
    return shared_->dropped;
}

} // namespace helio
