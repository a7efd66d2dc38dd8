// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/eventfates.h"

#include "hub/clients.h"
#include "hub/departures.h"
#include "hub/subscriber.h"

#include <algorithm>
#include <deque>
#include <limits>

namespace helio {

namespace {

constexpr size_t StepsAtOnce = 8;

/// A job that does a few of `items` in each step, and calls `done` after the last.
template <typename Item, typename Visit>
Slices::Job stepwise(std::vector<Item> items, Visit visit, std::function<void()> done)
{
    // Shared, since a job is copied.
    return [items = std::make_shared<std::vector<Item>>(std::move(items)), next = size_t(0), visit = std::move(visit),
            done = std::move(done)]() mutable {
        const size_t end = std::min(next + StepsAtOnce, items->size());
        for (; next < end; ++next)
            visit((*items)[next]);
        if (next < items->size())
            return true;
        done();
        return false;
    };
}

void count(DeliveryInfo &delivery, Fate fate)
{
    ++delivery.subscribers;
    switch (fate) {
    case Fate::NotSelected:
    case Fate::BeforeStart:
        --delivery.subscribers;
        return;
    case Fate::Coming:
    case Fate::Queued:
        ++delivery.queued;
        return;
    case Fate::Taken:
        ++delivery.written;
        return;
    case Fate::Acknowledged:
        ++delivery.acknowledged;
        return;
    case Fate::LostInGap:
    case Fate::NeverSent:
        ++delivery.lost;
        return;
    }
}

} // namespace

/// One trace, while history is read for it.
struct EventFates::Tracing
{
    QByteArray clientId;
    size_t last = 0;
    std::function<void(const ClientTrace &)> done;
    Selection selection;
    Position after;
    qint64 endedAt = std::numeric_limits<qint64>::max(); ///< what was stored later is not this client's
    std::deque<StoredEventPtr> events;                   ///< the last that were read
};

EventFates::EventFates(const Clients &clients, const Departures &departures, Store &store)
    : clients_(clients)
    , departures_(departures)
    , store_(store)
{}

void EventFates::explain(const QByteArray &clientId, const QByteArray &eventId,
                         std::function<void(const Explanation &)> done)
{
    store_.find(eventId, [this, clientId, eventId, done = std::move(done)](const FindResult &held) {
        Explanation explanation = explanationOf(clientId, eventId, held);
        explanation.text = textFor(explanation);
        done(explanation);
    });
}

Explanation EventFates::explanationOf(const QByteArray &clientId, const QByteArray &eventId,
                                      const FindResult &held) const
{
    using Found = Explanation::Found;
    Explanation explanation;
    const auto position = held.event ? std::optional(held.event->position) : Position::fromId(eventId);
    const auto channel = held.event ? std::optional(held.event->event.channel) : std::nullopt;
    explanation.channel = channel.value_or(QByteArray());
    const auto client = clients_.find(clientId);
    const Disconnection *gone = departures_.lastOf(clientId);
    if (!client && !gone) {
        explanation.found = Found::NoClient;
    } else if (held.outcome == ReadOutcome::Failed) {
        explanation.found = Found::NoHistory;
    } else if (!position) {
        explanation.found = Found::NoEvent;
    } else {
        explanation.answer = client ? client->log().answerFor(*position, channel, client->acknowledgedBytes())
                                    : gone->log.answerFor(*position, channel, gone->acknowledgedBytes);
        if (gone) { // its stream may still be ending
            explanation.departure = gone->departure;
            explanation.departedAt = gone->endedAt;
        }
    }
    return explanation;
}

void EventFates::inspectDelivery(const QByteArray &eventId, std::function<void(const DeliveryInfo &, ReadOutcome)> done)
{
    store_.find(eventId, [this, eventId, done = std::move(done)](const FindResult &held) {
        const auto delivery = std::make_shared<DeliveryInfo>();
        delivery->eventId = eventId;
        delivery->isHeld = held.event != nullptr;
        if (held.event)
            inspectDelivery(held.event, delivery, done);
        else
            done(*delivery, held.outcome);
    });
}

void EventFates::inspectDelivery(const StoredEventPtr &stored, const std::shared_ptr<DeliveryInfo> &delivery,
                                 std::function<void(const DeliveryInfo &, ReadOutcome)> done)
{
    const std::optional channel(stored->event.channel);
    for (const Disconnection &gone : departures_.all()) {
        // Of what came after it, a client that is gone has lost nothing.
        if (gone.departure != Departure::OverTheLimit && stored->storedAt <= gone.endedAt)
            count(*delivery, gone.log.answerFor(stored->position, channel, gone.acknowledgedBytes).fate);
    }
    std::vector<std::weak_ptr<Subscriber>> here;
    here.reserve(clients_.connected().size());
    for (const auto &[id, subscriber] : clients_.connected())
        here.push_back(subscriber);
    const auto visitOne = [delivery, stored, channel](const std::weak_ptr<Subscriber> &weak) {
        const auto subscriber = weak.lock();
        if (!subscriber)
            return;
        Fate fate = subscriber->log().answerFor(stored->position, channel, {}).fate;
        if (fate == Fate::Taken) // only then the kernel is worth a question
            fate = subscriber->log().answerFor(stored->position, channel, subscriber->acknowledgedBytes()).fate;
        count(*delivery, fate);
    };
    slices_.add(stepwise(std::move(here), visitOne,
                         [delivery, done = std::move(done)] { done(*delivery, ReadOutcome::Done); }));
}

void EventFates::trace(const QByteArray &clientId, qsizetype last, std::function<void(const ClientTrace &)> done)
{
    const auto tracing = std::make_shared<Tracing>();
    tracing->clientId = clientId;
    tracing->last = size_t(last);
    tracing->done = std::move(done);
    const Disconnection *gone = departures_.lastOf(clientId);
    const auto client = clients_.find(clientId);
    if (!client && !gone) {
        tracing->done({Explanation::Found::NoClient, {}});
        return;
    }
    const DeliveryLog &log = client ? client->log() : gone->log;
    tracing->selection = log.selection();
    tracing->after = log.beginning();
    if (gone) {
        // Its last events may stand anywhere in history: all that came after its beginning is read.
        tracing->endedAt = gone->endedAt;
        traceOn(tracing);
        return;
    }
    const Start start{Start::Kind::Last, {}, 0, last};
    store_.locate(tracing->selection, start, [this, tracing](const LocateResult &located) {
        tracing->after = std::max(tracing->after, located.after);
        if (located.outcome == ReadOutcome::Failed)
            tracing->done({Explanation::Found::NoHistory, {}});
        else
            traceOn(tracing);
    });
}

/// Reads a chunk, and more from the event loop.
void EventFates::traceOn(const std::shared_ptr<Tracing> &tracing)
{
    // What was trimmed is not asked for.
    const quint64 trims = std::numeric_limits<quint64>::max();
    store_.read({tracing->selection, tracing->after, trims}, [this, tracing](const ReadResult &chunk) {
        if (chunk.outcome == ReadOutcome::Failed) {
            tracing->done({Explanation::Found::NoHistory, {}});
            return;
        }
        bool isOver = chunk.atEnd;
        for (const StoredEventPtr &stored : chunk.events) {
            isOver = isOver || stored->storedAt > tracing->endedAt;
            if (stored->storedAt > tracing->endedAt)
                break;
            tracing->events.push_back(stored);
            if (tracing->events.size() > tracing->last)
                tracing->events.pop_front();
        }
        tracing->after = chunk.next;
        slices_.add([this, tracing, isOver] {
            if (isOver)
                finish(*tracing);
            else
                traceOn(tracing);
            return false;
        });
    });
}

void EventFates::finish(Tracing &tracing) const
{
    ClientTrace trace;
    const auto client = clients_.find(tracing.clientId); // it may have gone meanwhile
    const Disconnection *gone = departures_.lastOf(tracing.clientId);
    if (!client && !gone) {
        tracing.done({Explanation::Found::NoClient, {}});
        return;
    }
    const DeliveryLog &log = client ? client->log() : gone->log;
    const auto acknowledged = client ? client->acknowledgedBytes() : gone->acknowledgedBytes;
    for (const StoredEventPtr &stored : tracing.events) {
        const auto answer = log.answerFor(stored->position, stored->event.channel, acknowledged);
        if (answer.fate != Fate::BeforeStart)
            trace.entries.append({stored->event.id, stored->event.channel, answer});
    }
    tracing.done(trace);
}

} // namespace helio
