// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/delivery.h"

#include "hub/channels.h"
#include "hub/clients.h"
#include "hub/clock.h"
#include "hub/hubtap.h"
#include "hub/observers.h"
#include "hub/slices.h"
#include "hub/subscriber.h"
#include "hub/traffic.h"

#include <QScopedValueRollback>

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

namespace {
/// What an event that waits takes beside its data: itself, as a store holds it, and its place among what waits.
constexpr qint64 OwnBytes = 480;

qint64 bytesOf(const Committed &committed)
{
    return committed.event->event.data.size() + OwnBytes;
}
} // namespace

/// How much may be done in one turn. The clock is read now and then, so the last steps may end later.
class Delivery::Budget
{
public:
    explicit Budget(const Channels &channels)
        : channels_(channels)
        , compared_(channels.comparisons())
    {}

    /// An event took so many.
    void spend(qint64 steps)
    {
        const qint64 compared = channels_.comparisons();
        steps_ += 1 + steps + (compared - std::exchange(compared_, compared));
    }
    bool isSpent()
    {
        if (steps_ < checkAt_)
            return false;
        checkAt_ = steps_ + StepsBetweenChecks;
        return std::chrono::steady_clock::now() >= end_;
    }

private:
    static constexpr std::chrono::milliseconds TurnTime = 4ms;
    /// So many are done in any case: what is small goes out as one, however busy the machine is.
    static constexpr qint64 LeastSteps = 1000;
    static constexpr qint64 StepsBetweenChecks = 100;

    const Channels &channels_;
    qint64 compared_; ///< of its comparisons, those that are counted in steps_
    std::chrono::steady_clock::time_point end_ = std::chrono::steady_clock::now() + TurnTime;
    qint64 steps_ = 0;
    qint64 checkAt_ = LeastSteps;
};

Delivery::Delivery(Channels &channels, const Clients &clients, const Observers &observers, Traffic &traffic,
                   HubTap &tap, const Clock &clock, std::shared_ptr<QueueMemory> memory)
    : channels_(channels)
    , clients_(clients)
    , observers_(observers)
    , traffic_(traffic)
    , tap_(tap)
    , clock_(clock)
    , memory_(std::move(memory))
    , slices_(std::make_unique<Slices>("delivery"))
{}

Delivery::~Delivery() = default;

void Delivery::deliver(const QList<Committed> &events)
{
    const quint64 first = events.constFirst().ticket;
    const quint64 before = std::exchange(lastTicket_, events.constLast().ticket);
    const bool goesOn = first != 0 && first == before;
    if (!goesOn)
        ++lastBatch_;
    const std::optional<quint64> batch = goesOn || events.size() > 1 ? std::optional(lastBatch_) : std::nullopt;
    qsizetype next = 0;
    if (isIdle()) {
        const QScopedValueRollback delivering(isDelivering_, true);
        if (!batch) {
            deliverOne(events.constFirst(), {});
            next = 1;
        } else {
            Budget budget(channels_);
            for (; next < events.size() && !budget.isSpent(); ++next)
                budget.spend(deliverOne(events[next], batch));
        }
        completeTurn();
    }
    for (; next < events.size(); ++next) {
        waitingBytes_ += bytesOf(events[next]);
        wait(Event{events[next], batch});
    }
}

void Delivery::reportLoss(Position at, const Selection &lost)
{
    if (isIdle())
        giveLoss({at, lost});
    else
        wait(Loss{at, lost});
}

void Delivery::callWhenDelivered(std::function<void()> call)
{
    if (isIdle())
        call();
    else
        wait(std::move(call));
}

void Delivery::giveUp()
{
    const QScopedValueRollback delivering(isDelivering_, true);
    while (!waiting_.empty()) {
        const Step step = std::move(waiting_.front());
        waiting_.pop_front();
        if (const auto *call = std::get_if<std::function<void()>>(&step))
            (*call)();
    }
    waitingBytes_ = 0;
}

void Delivery::setHead(Position head)
{
    lastDelivered_ = std::max(lastDelivered_, std::optional(head)); // none is below all
}

void Delivery::wait(Step step)
{
    waiting_.push_back(std::move(step));
    if (!std::exchange(jobUnderWay_, true)) {
        slices_->add([this] {
            jobUnderWay_ = deliverSome();
            return jobUnderWay_;
        });
    }
}

/// True when something is left.
bool Delivery::deliverSome()
{
    Budget budget(channels_);
    const QScopedValueRollback delivering(isDelivering_, true);
    while (!waiting_.empty() && !budget.isSpent()) {
        const Step step = std::move(waiting_.front());
        waiting_.pop_front();
        if (const auto *event = std::get_if<Event>(&step)) {
            waitingBytes_ -= bytesOf(event->committed);
            budget.spend(deliverOne(event->committed, event->batch));
        } else if (const auto *loss = std::get_if<Loss>(&step)) {
            giveLoss(*loss);
            budget.spend(clients_.count());
        } else {
            completeTurn(); // who is answered finds it on its way
            std::get<std::function<void()>>(step)();
            budget.spend(1);
        }
    }
    completeTurn();
    return !waiting_.empty();
}

/// Answers the steps that it took.
qint64 Delivery::deliverOne(const Committed &committed, std::optional<quint64> batch)
{
    Submissions::Submission *submission = submissions_.find(committed.ticket);
    const Given given =
        fanOut(committed, submission ? submission->nextPublishedAt() : clock_.steadyNanoseconds(), batch);
    if (submission)
        submission->reached.append(given.subscribers);
    lastDelivered_ = committed.event->position;
    tapped_.append({committed.event->event, 0});
    return given.steps;
}

Delivery::Given Delivery::fanOut(const Committed &committed, qint64 publishedAt, std::optional<quint64> batch)
{
    const StoredEvent &stored = *committed.event;
    HubChannel &target = channels_.channel(stored.event.channel);
    const qint64 now = clock_.steadyNanoseconds();
    channels_.count(target, stored, now);
    traffic_.countPublished(stored.event, now);

    LiveFrames frames(stored, committed.retry, publishedAt, target.latency, memory_);
    const auto give = [&](Subscriber *subscriber) {
        if (subscriber->deliver(stored, frames, publishedAt, batch))
            dueFlushes_.push_back(subscriber);
    };
    qint64 count = 0;
    if (batch) {
        Audience &audience = audienceOf(target, *batch);
        count = audience.count;
        std::erase_if(audience.live, [&](Subscriber *subscriber) {
            give(subscriber);
            return subscriber->isPast(*batch);
        });
    } else {
        channels_.visitListeners(target, [&](Subscriber *subscriber) {
            ++count;
            give(subscriber);
        });
    }
    const qint64 observed = observers_.visitListeners(target.name, give);
    if (!stored.ownId.isEmpty())
        target.reach.note(stored.position, count);
    return {count, count + observed};
}

Delivery::Audience &Delivery::audienceOf(const HubChannel &channel, quint64 batch)
{
    if (std::exchange(audienceBatch_, batch) != batch)
        audiences_.clear();
    const auto [found, isNew] = audiences_.try_emplace(&channel);
    Audience &audience = found->second;
    if (isNew) {
        channels_.visitListeners(channel, [&](Subscriber *subscriber) { audience.live.push_back(subscriber); });
        audience.count = qint64(audience.live.size());
    }
    return audience;
}

void Delivery::giveLoss(const Loss &loss)
{
    lastDelivered_ = std::max(lastDelivered_, std::optional(loss.at));
    for (const auto &subscriber : channels_.listenersOf(loss.lost))
        subscriber->onLoss(loss.at);
    observers_.reportLoss(loss.at, loss.lost);
}

/// What was only queued goes out, and the tap has its share.
void Delivery::completeTurn()
{
    audiences_.clear();
    for (Subscriber *subscriber : std::exchange(dueFlushes_, {}))
        subscriber->flush();
    if (memory_->isOver())
        makeRoom();
    if (tapped_.isEmpty())
        return;
    const qint64 wallNow = clock_.wallMilliseconds() * 1'000'000;
    for (ReceivedEvent &one : tapped_)
        one.receivedAt = wallNow;
    Q_EMIT tap_.eventsArrived(std::exchange(tapped_, {}));
}

/// More waits for all together than may: first goes who is ending anyway, then who is farthest behind, and what waits
/// for him is gone at once.
void Delivery::makeRoom()
{
    for (const auto &subscriber : clients_.allEnding()) {
        if (!memory_->isStillHigh())
            return;
        subscriber->abandon();
    }
    struct Behind
    {
        Position at;
        qsizetype frames;
        Subscriber *subscriber;
    };
    std::vector<Behind> behind;
    for (const auto &[id, subscriber] : clients_.connected()) {
        if (const auto at = subscriber->waitsAt())
            behind.push_back({*at, subscriber->queuedFrames(), subscriber.get()});
    }
    std::sort(behind.begin(), behind.end(),
              [](const Behind &a, const Behind &b) { return a.at == b.at ? a.frames > b.frames : a.at < b.at; });
    for (const Behind &one : behind) {
        if (!memory_->isStillHigh())
            break;
        one.subscriber->abandon();
    }
}

} // namespace helio
