// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/position.h"
#include "hub/departure.h"
#include "hub/liveframes.h"

#include <memory>
#include <optional>

namespace helio {

class Clock;
class QueueMemory;
class Store;
class Subscriber;

/// All that a subscriber knows of its hub.
class SubscriberHost
{
public:
    virtual const Clock &clock() const = 0;
    virtual Store &store() = 0;
    /// Of the last event that was given to all who are live, or the place of a loss behind it. Nothing before the store
    /// is open.
    virtual std::optional<Position> lastDelivered() const = 0;

    /// Calls continueReplay() from the event loop, in turn with the others.
    virtual void replayLater(Subscriber &subscriber) = 0;
    /// Calls onRoomForReplay() when queueMemory() has room again.
    virtual void replayWhenRoom(Subscriber &subscriber) = 0;
    /// Some of history, at least one event, as it goes down a stream: those who read the same share it.
    virtual FramePtr replayFrame(WireForm form, const QList<StoredEventPtr> &events) = 0;
    /// What waits for all clients takes.
    virtual const std::shared_ptr<QueueMemory> &queueMemory() const = 0;
    /// Ends the stream from the event loop, with the text that `departure` calls for.
    virtual void endLater(Subscriber &subscriber, Departure departure) = 0;

    /// A kernel has taken the frame, which holds events.
    virtual void onTaken(const Frame &frame) = 0;
    /// A gap went down a stream; `isFresh`: for what was trimmed a moment ago.
    virtual void onGapSent(bool isFresh) = 0;
    /// It is a subscriber no more; its stream may still be ending.
    virtual void onLeft(Subscriber &subscriber, Departure departure) = 0;
    /// Its stream is over: destroys it. `departure` counts where it had not left before.
    virtual void onEnded(Subscriber &subscriber, Departure departure) = 0;

protected:
    ~SubscriberHost() = default;
};

} // namespace helio
