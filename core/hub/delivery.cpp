// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/delivery.h"

#include "hub/channels.h"
#include "hub/clock.h"
#include "hub/hubtap.h"
#include "hub/subscriber.h"
#include "hub/traffic.h"

namespace helio {

Delivery::Delivery(Channels &channels, Submissions &submissions, Traffic &traffic, HubTap &tap, const Clock &clock)
    : channels_(channels)
    , submissions_(submissions)
    , traffic_(traffic)
    , tap_(tap)
    , clock_(clock)
{}

void Delivery::deliver(const QList<Committed> &events)
{
    QList<ReceivedEvent> tapped;
    tapped.reserve(events.size());
    const qint64 wallNow = clock_.wallMilliseconds() * 1'000'000;
    const bool many = events.size() > 1;
    for (const Committed &one : events) {
        Submissions::Submission *submission = submissions_.find(one.ticket);
        const qint64 reached =
            fanOut(one, submission ? submission->nextPublishedAt() : clock_.steadyNanoseconds(), many);
        if (submission)
            submission->reached.append(reached);
        lastDelivered_ = one.event->position;
        tapped.append({one.event->event, wallNow});
    }
    flushDue();
    Q_EMIT tap_.eventsArrived(tapped);
}

qint64 Delivery::fanOut(const Committed &committed, qint64 publishedAt, bool flushLater)
{
    const StoredEvent &stored = *committed.event;
    HubChannel &target = channels_.channel(stored.event.channel);
    target.figuresDue = true;
    ++target.events;
    target.bytes += quint64(stored.event.data.size());
    target.lastEventId = stored.event.id;
    traffic_.countPublished(stored.event);

    LiveFrames frames(stored, committed.retry, publishedAt, target.latency);
    qint64 count = 0;
    channels_.visitListeners(target, [&](Subscriber *subscriber) {
        ++count;
        if (subscriber->deliver(stored, frames, publishedAt, flushLater))
            dueFlushes_.push_back(subscriber);
    });
    if (stored.ownId)
        target.reach.note(stored.position, count);
    return count;
}

void Delivery::flushDue()
{
    for (Subscriber *subscriber : std::exchange(dueFlushes_, {}))
        subscriber->flush();
}

void Delivery::reportLoss(Position at, const Selection &lost)
{
    lastDelivered_ = std::max(lastDelivered_, std::optional(at));
    for (const auto &subscriber : channels_.listenersOf(lost))
        subscriber->onLoss(at);
}

void Delivery::setHead(Position head)
{
    lastDelivered_ = std::max(lastDelivered_, std::optional(head)); // none is below all
}

} // namespace helio
