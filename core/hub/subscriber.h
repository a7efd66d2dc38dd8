// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/channels.h"
#include "hub/deliverylog.h"
#include "hub/departure.h"
#include "hub/heartbeatwheel.h"
#include "hub/liveframes.h"
#include "hub/patternlisteners.h"
#include "hub/store.h"
#include "hub/subscription.h"
#include "hub/transport.h"

namespace helio {

class SubscriberHost;

/// The hub's side of one connected client: a cursor into the hub's one log. Live means caught up: it is given each
/// event as it is committed. Replaying means behind: it reads from the store, a bounded chunk at a time, when its
/// transport has taken the last; what is published meanwhile it comes to in time. So nothing overtakes and nothing
/// waits twice. A batch larger than a live client's queue makes it replay for a while, from within the batch on; it is
/// too slow when as much again is published before it caught up. An observer replays in the same way whenever more
/// waits for it than its queue holds, and skips to what is live instead of being too slow.
class Subscriber final : public TransportListener,
                         public HeartbeatWheel::Member,
                         public Channels::Member,
                         public PatternListeners::Member,
                         public std::enable_shared_from_this<Subscriber>
{
public:
    Subscriber(SubscriberHost &host, QByteArray id, Subscription subscription, std::unique_ptr<Transport> transport);
    ~Subscriber() override;

    /// Starts the stream with `opening` (head and first block), then replay or live.
    void begin(const FramePtr &opening);
    /// Now it is known where live begins: goes on with begin() if it waited for that.
    void onStoreOpened();
    /// Sends the next chunk of history, if it is time for one.
    void continueReplay();
    /// There is room for chunks of history again.
    void onRoomForReplay();
    /// Gives a live event, unless the cursor is still behind or already past it. One of a `batch`, which has a number
    /// of its own, is only queued; the answer is whether flush() became due by it.
    bool deliver(const StoredEvent &stored, LiveFrames &frames, qint64 now, std::optional<quint64> batch);
    /// Whether nothing more of that batch is to be offered to it: it comes to the rest in history. An observer counts
    /// what it may have to skip.
    bool isPast(quint64 batch) const
    {
        return state_ != State::Live && !subscription_.observes && (!behind_ || batch == batch_);
    }
    /// Something may be missing at `at`: sends a gap, unless the cursor is behind and comes to it in history.
    void onLoss(Position at);
    void flush();
    void sendHeartbeat(qint64 now) override;
    /// Where a client stands for whom live events wait: the first of them, or what it took last. Nothing when none
    /// does.
    std::optional<Position> waitsAt() const;
    qsizetype queuedFrames() const { return transport_->queuedFrames(); }
    /// Drops what waits and ends the stream as too slow.
    void abandon() { transport_->abandon(); }
    /// Sends `farewell` (may be null) behind what is queued and ends the stream.
    void end(Departure departure, const FramePtr &farewell, std::chrono::milliseconds deadline);
    /// As end(), but a replay under way comes to its end before.
    void endWhenCaughtUp(Departure departure, const FramePtr &farewell, std::chrono::milliseconds deadline);

    const QByteArray &id() const { return id_; }
    const Subscription &subscription() const { return subscription_; }
    bool isEnding() const { return state_ == State::Ending; }
    qint64 lastSentAt() const override { return lastSentAt_; }
    /// `now`: Clock::steadyNanoseconds().
    ClientInfo info(qint64 now) const;
    const DeliveryLog &log() const { return log_; }
    /// Asks the kernel for its figures, for info().
    void askKernel();
    /// How many bytes of the connection the peer has acknowledged by now, where the kernel reports it.
    std::optional<qint64> acknowledgedBytes();

    void frameTaken(const Frame &frame) override;
    void drained() override;
    void bytesReceived(QByteArrayView) override {} // what a client sends on its stream is nobody's
    void peerFinished() override;
    void ended(EndReason reason) override;

private:
    enum class State { Starting, Replaying, Live, Ending };

    void beginLive();
    void startReplay(const LocateResult &located);
    void onRead(const ReadResult &chunk);
    void fallBehind();
    void countBehind(const StoredEvent &stored, std::optional<quint64> batch);
    void skip(const ReadResult &chunk);
    void catchUp();
    /// `next`: the event behind the gap; null when there is none yet. `end`: how far the gap reaches without one.
    void sendGap(const StoredEvent *next, Position end);
    WireForm form() const;

    SubscriberHost &host_;
    QByteArray id_;
    Subscription subscription_;
    std::unique_ptr<Transport> transport_;
    State state_ = State::Starting;
    DeliveryLog log_;   ///< with the cursor: the last event given to the transport
    quint64 trims_ = 0; ///< of the store, which were told or do not matter
    struct Ending
    {
        Departure departure;
        FramePtr farewell;
        std::chrono::milliseconds deadline;
    };
    std::optional<Ending> endWhenCaughtUp_;
    std::optional<Position> gapSince_; ///< a gap is to be told before the next event: from here on
    bool isGapFresh_ = false;          ///< what is missing there was trimmed a moment ago
    bool readUnderWay_ = false;
    bool waitsForRoom_ = false; ///< replayWhenRoom() is under way
    QueueCharge readCharge_;    ///< what the chunk that is being read may take
    bool flushDue_ = false;
    std::optional<quint64> batch_; ///< of which it was given an event last
    /// While it is behind because more came than its queue holds.
    struct Behind
    {
        qsizetype bytes;   ///< published since
        quint64 events;    ///< that it was not given yet
        QByteArray lastId; ///< of them
        bool isToSkip;     ///< what it was not given it will not be given: an observer was too slow
    };
    std::optional<Behind> behind_;
    QByteArray requestedId_; ///< what a gap says was asked for
    qint64 lastSentAt_ = 0;
    QByteArray lastEventId_;
    quint64 sentEvents_ = 0;
    quint64 sentBytes_ = 0;
    std::optional<ClientInfo::Kernel> kernel_;
};

} // namespace helio
