// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/framequeue.h"

namespace helio {

/// What all transports share: the queue of what the kernel has not taken, its bound, and how far the end has come.
class QueuedTransport : public Transport
{
public:
    void setListener(TransportListener *listener) final { listener_ = listener; }
    void setLimits(const Limits &limits) final { limits_ = limits; }
    const Limits &limits() const final { return limits_; }
    void enqueue(const FramePtr &frame) final;
    void abandon() final;
    bool hasRoom() const final { return queue_.waitingBytes() <= limits_.queueBytes; }
    qsizetype queuedFrames() const final { return queue_.size(); }
    const Frame *firstQueued() const final { return queue_.first(); }
    Queued queued() const final { return queue_.figures(); }
    qint64 takenBytes() const final { return takenBytes_; }

protected:
    /// So much of what comes behind finish() is read and thrown away: closing over unread input would reset the
    /// connection, and destroy an answer that the peer has not read yet. Who goes on sending is not worth more.
    static constexpr qsizetype MaximumDiscardedBytes = 1024 * 1024;

    /// The first frame of a queue that was empty waits.
    virtual void waitingBegins() = 0;
    /// Nothing goes out any more; the listener hears of it, but not from within this call.
    virtual void fail(EndReason reason) = 0;

    /// Whether the peer acknowledged more since the last call. The kernel wants more of
    /// us only when half of its share is gone: for who reads steadily but slowly that may take longer than the stall
    /// time. `unacknowledged`: what the kernel reports now.
    bool peerAcknowledgedMore(std::optional<qint64> unacknowledged);

    /// Has the kernel hold little of what is not sent yet.
    static void keepKernelShareSmall(int descriptor);
    /// The kernel may have all of it: it goes on sending when this process is gone.
    static void giveKernelEverything(int descriptor);

    TransportListener *listener_ = nullptr;
    Limits limits_;
    FrameQueue queue_;
    qint64 takenBytes_ = 0;
    qint64 acknowledgedBytes_ = 0; ///< when last checked
    bool finishing_ = false;       ///< finish() was called
    bool sendingEnded_ = false;    ///< and all is sent
    bool failed_ = false;          ///< ended() is on its way: nothing goes out any more
};

} // namespace helio
