// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/heartbeatwheel.h"
#include "hub/slices.h"
#include "hub/subscriber.h"
#include "hub/subscriberhost.h"

#include <functional>
#include <vector>

namespace helio {

class Departures;

/// Who only looks on, an operator's window: streams that are no clients and in no count. They are few, so each event is
/// compared with each of their selections. One that cannot keep up is not closed but skips, and is told so; all else is
/// as with clients, from whom they take the order of replay and live.
class Observers final : private SubscriberHost
{
public:
    static constexpr size_t Maximum = 32;

    /// All is borrowed. `hub` does for their streams what it does for those of clients; `ended` is called when one is
    /// over.
    Observers(SubscriberHost &hub, HeartbeatWheel &wheel, const Departures &departures, std::function<void()> ended);
    ~Observers();

    bool hasRoom() const { return observers_.size() < Maximum; }
    bool isEmpty() const { return observers_.empty(); }
    /// Makes the transport an observer's; `head` goes out before the first block.
    void add(Subscription subscription, std::unique_ptr<Transport> transport, const QByteArray &head);

    /// Calls `visit` for each that is to get events of `channel`. Answers what that took: how often a pattern was
    /// compared with the channel, at most, and how many calls there were.
    template <typename Visit>
    qint64 visitListeners(const QByteArray &channel, const Visit &visit) const
    {
        qint64 steps = 0;
        for (const auto &observer : observers_) {
            if (observer->isEnding())
                continue;
            const Selection &selection = observer->subscription().selection;
            steps += selection.comparisons();
            if (!selection.matches(channel))
                continue;
            ++steps;
            visit(observer.get());
        }
        return steps;
    }
    /// Something that `lost` selects may be missing at `at`.
    void reportLoss(Position at, const Selection &lost) const;

    void onStoreOpened() const;
    /// Ends those whose token's time is over.
    void endExpired();
    /// Ends those that `mayStay` refuses.
    void review(const std::function<bool(const Subscription &)> &mayStay);
    /// Ends each with what is queued for it and a `shutdown` event, within `deadline`.
    void drain(std::chrono::milliseconds deadline);

private:
    using All = std::vector<std::shared_ptr<Subscriber>>;

    const Clock &clock() const override { return hub_.clock(); }
    Store &store() override { return hub_.store(); }
    std::optional<Position> lastDelivered() const override { return hub_.lastDelivered(); }
    void replayLater(Subscriber &subscriber) override { hub_.replayLater(subscriber); }
    void replayWhenRoom(Subscriber &subscriber) override { hub_.replayWhenRoom(subscriber); }
    FramePtr replayFrame(WireForm form, const QList<StoredEventPtr> &events) override
    {
        return hub_.replayFrame(form, events);
    }
    const std::shared_ptr<QueueMemory> &queueMemory() const override { return hub_.queueMemory(); }
    void endLater(Subscriber &subscriber, Departure departure) override;
    void onTaken(const Frame &) override {}
    void onGapSent(bool) override {}
    void onLeft(Subscriber &subscriber, Departure departure) override;
    void onEnded(Subscriber &subscriber, Departure departure) override;

    All allOpen() const;
    void end(Subscriber &subscriber, Departure departure) const;

    SubscriberHost &hub_;
    HeartbeatWheel &wheel_;
    const Departures &departures_;
    std::function<void()> ended_;
    Slices endings_{"endings"};
    All observers_; ///< also those whose streams are still ending
    quint64 lastNumber_ = 0;
};

} // namespace helio
