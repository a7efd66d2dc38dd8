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

/// A job that does some of `items` in each step, and calls `done` after the last.
template <typename Item, typename Visit>
Slices::Job stepwise(std::vector<Item> items, Visit visit, std::function<void()> done)
{
    // Shared, since a job is copied.
    return [items = std::make_shared<std::vector<Item>>(std::move(items)), next = size_t(0), visit = std::move(visit),
            done = std::move(done)]() mutable {
        for (const StepTime step; next < items->size() && !step.isOver(); ++next)
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
    std::function<bool()> isWanted; ///< null: to the end
    Selection selection;
    Position after;
    std::optional<Position> upTo;      ///< of a client that is gone: what it was given last
    std::deque<StoredEventPtr> events; ///< the last that were read
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

void EventFates::trace(const QByteArray &clientId, qsizetype last, std::function<void(const ClientTrace &)> done,
                       std::function<bool()> isWanted)
{
    const Disconnection *gone = departures_.lastOf(clientId);
    if (!gone && !clients_.find(clientId)) {
        done({Explanation::Found::NoClient, {}});
        return;
    }
    if (gone && gone->departure == Departure::OverTheLimit) { // it was to get nothing
        done({});
        return;
    }
    const auto tracing = std::make_shared<Tracing>();
    tracing->clientId = clientId;
    tracing->last = size_t(last);
    tracing->done = std::move(done);
    tracing->isWanted = std::move(isWanted);
    std::deque<TracingPtr> &waiting = tracings_[clientId];
    waiting.push_back(tracing);
    if (waiting.size() == 1)
        begin(tracing);
}

void EventFates::begin(const TracingPtr &tracing)
{
    const Disconnection *gone = departures_.lastOf(tracing->clientId);
    const auto client = clients_.find(tracing->clientId);
    if (!client && !gone) {
        answer(tracing, {Explanation::Found::NoClient, {}});
        return;
    }
    const DeliveryLog &log = client ? client->log() : gone->log;
    tracing->selection = log.selection();
    tracing->after = log.beginning();
    if (gone)
        tracing->upTo = log.given();
    const Start start{Start::Kind::Last, {}, 0, qsizetype(tracing->last), tracing->upTo};
    store_.locate(tracing->selection, start, [this, tracing](const LocateResult &located) {
        tracing->after = std::max(tracing->after, located.after);
        if (located.outcome == ReadOutcome::Failed)
            answer(tracing, {Explanation::Found::NoHistory, {}});
        else
            traceOn(tracing);
    });
}

/// Reads a chunk, and more from the event loop.
void EventFates::traceOn(const TracingPtr &tracing)
{
    if (tracing->isWanted && !tracing->isWanted()) {
        answer(tracing, {});
        return;
    }
    // What was trimmed is not asked for.
    const quint64 trims = std::numeric_limits<quint64>::max();
    store_.read({tracing->selection, tracing->after, trims}, [this, tracing](const ReadResult &chunk) {
        if (chunk.outcome == ReadOutcome::Failed) {
            answer(tracing, {Explanation::Found::NoHistory, {}});
            return;
        }
        const bool isOver = chunk.atEnd || (tracing->upTo && chunk.next >= *tracing->upTo);
        for (const StoredEventPtr &stored : chunk.events) {
            if (tracing->upTo && stored->position > *tracing->upTo)
                break;
            tracing->events.push_back(stored);
            if (tracing->events.size() > tracing->last)
                tracing->events.pop_front();
        }
        tracing->after = chunk.next;
        slices_.add([this, tracing, isOver] {
            if (isOver)
                answer(tracing, traceOf(*tracing));
            else
                traceOn(tracing);
            return false;
        });
    });
}

ClientTrace EventFates::traceOf(const Tracing &tracing) const
{
    const auto client = clients_.find(tracing.clientId); // it may have gone meanwhile
    const Disconnection *gone = departures_.lastOf(tracing.clientId);
    if (!client && !gone)
        return {Explanation::Found::NoClient, {}};
    ClientTrace trace;
    const DeliveryLog &log = client ? client->log() : gone->log;
    const auto acknowledged = client ? client->acknowledgedBytes() : gone->acknowledgedBytes;
    for (const StoredEventPtr &stored : tracing.events) {
        const auto answer = log.answerFor(stored->position, stored->event.channel, acknowledged);
        if (answer.fate != Fate::BeforeStart)
            trace.entries.append({stored->event.id, stored->event.channel, answer});
    }
    return trace;
}

/// The next of the same client begins.
void EventFates::answer(const TracingPtr &tracing, const ClientTrace &trace)
{
    if (!tracing->isWanted || tracing->isWanted())
        tracing->done(trace);
    const auto found = tracings_.find(tracing->clientId);
    found->second.pop_front();
    if (found->second.empty()) {
        tracings_.erase(found);
        return;
    }
    slices_.add([this, next = found->second.front()] {
        begin(next);
        return false;
    });
}

} // namespace helio
