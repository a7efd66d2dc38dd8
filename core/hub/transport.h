// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/position.h"
#include "hub/queuememory.h"

#include <QByteArray>
#include <QHostAddress>

#include <chrono>
#include <memory>
#include <optional>

namespace helio {

class LatencyHistogram;

/// Bytes on their way to a client, made once and shared by all that receive them.
struct Frame
{
    enum class Kind : quint8 {
        Control,  ///< heads, comments, gaps: no event of a channel
        Replayed, ///< events from history, as many as were read at once
        Live,     ///< one event as it was published
    };
    QByteArray bytes;
    Kind kind = Kind::Control;
    quint32 events = 0;                               ///< of channels, in bytes
    QByteArray eventId;                               ///< of the last of them
    Position position;                                ///< of the last of them
    qint64 publishedAt = 0;                           ///< Clock::steadyNanoseconds() of a live event
    std::shared_ptr<LatencyHistogram> channelLatency; ///< where its channel's deliveries are measured; mostly null
    QueueCharge charge = {};                          ///< the memory that it takes while anybody waits for it

    /// What a frame takes beside its bytes.
    static constexpr qint64 OwnBytes = 250;
};
using FramePtr = std::shared_ptr<const Frame>;

/// A frame that carries no event of a channel.
FramePtr controlFrame(QByteArray bytes);

/// Why a transport ended.
enum class EndReason {
    ClosedByPeer, ///< it closed the connection, or its sending side
    Finished,     ///< finish() was called and done
    TooSlow,      ///< more waited for it than the queue's bound
    Stalled,      ///< it took nothing for too long
    Vanished,     ///< the connection broke
};

/// A transport reports to its owner what happens. Never from within a call of the owner's, but for frameTaken().
class TransportListener
{
public:
    virtual ~TransportListener() = default;
    /// The kernel has taken all of `frame`.
    virtual void frameTaken(const Frame &frame) = 0;
    /// All that was queued has been taken.
    virtual void drained() = 0;
    /// Input. A stream's owner throws it away.
    virtual void bytesReceived(QByteArrayView bytes) = 0;
    /// The peer closed its sending side; it may still read. The owner may destroy the transport now.
    virtual void peerFinished() = 0;
    /// The connection is over. The owner may destroy the transport now.
    virtual void ended(EndReason reason) = 0;
};

/// One connection to a client, as the hub and the HTTP front see it. Frames go out in order; what the kernel does not
/// take at once waits here, bounded. It knows a socket, not channels. Lives in the hub's thread.
class Transport
{
public:
    struct Limits
    {
        /// May wait behind the frame that is being sent. What comes when more waits already ends the connection, so
        /// that one event always fits.
        qsizetype queueBytes = 1024 * 1024;
        std::chrono::milliseconds stall{30'000}; ///< without the peer taking anything
        bool endsStalled = true; ///< false: a peer that is there may take nothing for as long as it likes
    };

    virtual ~Transport() = default;

    virtual void setListener(TransportListener *listener) = 0;
    virtual void setLimits(const Limits &limits) = 0;
    virtual const Limits &limits() const = 0;
    /// The connection carries an event stream from now on: keep the kernel's share of what waits small.
    virtual void becomeStream() = 0;
    /// Pauses or resumes input.
    virtual void setReading(bool on) = 0;
    /// Whether input came that the listener was not given yet: a busy thread may be late to read it.
    virtual bool hasUnreadInput() const = 0;

    /// Sends at once what the kernel takes; the rest waits.
    virtual void send(const FramePtr &frame) = 0;
    /// Only queues; flush() sends. For several frames at a time.
    virtual void enqueue(const FramePtr &frame) = 0;
    virtual void flush() = 0;
    /// Whether what waits is within the bound: more would end the connection.
    virtual bool hasRoom() const = 0;
    /// Sends what waits, then ends the stream; input is thrown away until the peer closes too or the deadline is over.
    /// ended() comes in any case.
    virtual void finish(std::chrono::milliseconds deadline) = 0;
    /// Drops what waits, at once, and ends the connection: ended(TooSlow) follows.
    virtual void abandon() = 0;

    /// What the kernel has not taken.
    struct Queued
    {
        qint64 events = 0;
        qint64 bytes = 0;
        qint64 oldestPublishedAt = 0; ///< Clock::steadyNanoseconds(); 0 when no live event waits
    };
    virtual qsizetype queuedFrames() const = 0;
    /// What goes out next; null when nothing waits.
    virtual const Frame *firstQueued() const = 0;
    virtual Queued queued() const = 0;
    /// How many bytes the kernel took on this connection, all in all.
    virtual qint64 takenBytes() const = 0;

    /// What the kernel reports of a connection when it is asked.
    struct KernelFigures
    {
        qint64 unacknowledgedBytes = 0;   ///< taken, but not acknowledged by the peer (SIOCOUTQ)
        qint64 roundTripMicroseconds = 0; ///< smoothed (TCP_INFO)
    };
    /// Asks now, at the price of two system calls; nothing where the system does not report it.
    virtual std::optional<KernelFigures> kernelFigures() const = 0;

    virtual QHostAddress peerAddress() const = 0;
    virtual quint16 peerPort() const = 0;
};

} // namespace helio
