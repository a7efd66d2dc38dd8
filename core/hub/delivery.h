// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/position.h"
#include "feed/eventfeed.h"
#include "hub/queuememory.h"
#include "hub/store.h"
#include "hub/submissions.h"

#include <deque>
#include <optional>
#include <unordered_map>
#include <variant>
#include <vector>

namespace helio {

class Channels;
class Clients;
class Clock;
class HubTap;
class Observers;
class Slices;
class Subscriber;
class Traffic;
struct HubChannel;

/// The way of events from the store's commit to all who listen. What takes longer than a turn may waits here, in one
/// order with the losses and with the answers to publishers; a single event that nothing waits before goes out at once.
/// All is borrowed.
class Delivery
{
public:
    /// `memory` counts what waits for the clients.
    Delivery(Channels &channels, const Clients &clients, const Observers &observers, Traffic &traffic, HubTap &tap,
             const Clock &clock, std::shared_ptr<QueueMemory> memory);
    ~Delivery();

    /// Gives them to their subscribers, in order, and to the tap: now or from the event loop. What comes in one call is
    /// one batch, however many appends it is of; and so is all of one ticket, in however many calls it comes.
    void deliver(const QList<Committed> &events);
    /// Has the subscribers of what `lost` selects be told that something may be missing at `at`.
    void reportLoss(Position at, const Selection &lost);
    /// Calls it when all that is committed by now is on its way: at once, if it is.
    void callWhenDelivered(std::function<void()> call);
    /// Nothing waits here.
    bool isIdle() const { return waiting_.empty() && !isDelivering_; }
    /// What waits here, with what it takes.
    qint64 waitingBytes() const { return waitingBytes_; }
    /// What waits is not delivered any more; who waits for it is called now.
    void giveUp();
    /// The store is open. What stands up to its head is not live: it was committed before.
    void setHead(Position head);

    /// Of the last event that was delivered, or the place of a loss behind it. Nothing before the store is open.
    std::optional<Position> lastDelivered() const { return lastDelivered_; }
    /// What was given to the store and is not answered.
    Submissions &submissions() { return submissions_; }

private:
    struct Loss
    {
        Position at;
        Selection lost;
    };
    struct Event
    {
        Committed committed;
        std::optional<quint64> batch;
    };
    /// Who gets what comes next of a batch on one channel, within one turn: who fell behind by it is asked no more.
    struct Audience
    {
        qint64 count = 0; ///< of all listeners
        std::vector<Subscriber *> live;
    };
    /// What giving an event to who listens came to.
    struct Given
    {
        qint64 subscribers = 0;
        qint64 steps = 0; ///< deliveries and what observers took
    };
    using Step = std::variant<Event, Loss, std::function<void()>>;
    class Budget;

    void wait(Step step);
    bool deliverSome();
    qint64 deliverOne(const Committed &committed, std::optional<quint64> batch);
    Given fanOut(const Committed &committed, qint64 publishedAt, std::optional<quint64> batch);
    Audience &audienceOf(const HubChannel &channel, quint64 batch);
    void giveLoss(const Loss &loss);
    void completeTurn();
    void makeRoom();

    Channels &channels_;
    const Clients &clients_;
    const Observers &observers_;
    Traffic &traffic_;
    HubTap &tap_;
    const Clock &clock_;
    std::shared_ptr<QueueMemory> memory_;
    Submissions submissions_;
    std::optional<Position> lastDelivered_;
    std::vector<Subscriber *> dueFlushes_;                       ///< within one turn
    QList<ReceivedEvent> tapped_;                                ///< the same
    std::unordered_map<const HubChannel *, Audience> audiences_; ///< the same: of audienceBatch_
    quint64 audienceBatch_ = 0;
    std::deque<Step> waiting_;
    qint64 waitingBytes_ = 0;
    quint64 lastTicket_ = 0; ///< of what was committed last
    quint64 lastBatch_ = 0;
    bool isDelivering_ = false;
    bool jobUnderWay_ = false;
    std::unique_ptr<Slices> slices_;
};

} // namespace helio
