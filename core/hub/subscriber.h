// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "hub/deliverylog.h"
#include "hub/heartbeatwheel.h"
#include "hub/patternlisteners.h"
#include "hub/store.h"
#include "hub/transport.h"

#include <QByteArrayList>

#include <array>

namespace helio {

class Hub;
struct HubChannel;

/// How events are put on the wire for a subscriber.
enum class StreamForm {
    Plain,          ///< its selection is exactly one name
    Tagged,         ///< with the field `channel`
    Envelope,       ///< as JSON with channel, type, id and data
    TaggedEnvelope, ///< both
};

/// Why a subscriber is not one any more.
enum class Departure {
    ClosedByPeer,
    PollEnded, ///< it asked for the past alone
    TooSlow,
    Stalled,
    Vanished,
    Kicked,            ///< by an operator
    Drained,           ///< the hub stopped
    Expired,           ///< its token
    Revoked,           ///< what it was granted is granted no more
    HistoryUnreadable, ///< it was behind, and history could not be read then
    OverTheLimit,      ///< it was never let in: the hub, or its address, has as many clients as it may
};
/// A word or three for people and for `/api/disconnects`, e.g. "closed by peer". Not translated.
QString departureName(Departure departure);

/// What a client asks for.
struct Subscription
{
    Selection selection;
    Start start;
    bool envelope = false;
    bool endAfterReplay = false;
    QHostAddress address; ///< of the client; behind a trusted proxy what the proxy says
    quint16 port = 0;     ///< 0: not known
    QByteArray userAgent;
    QByteArray origin;
    QString subject;
    QByteArray token;                ///< by which it may; kept for when the rules change
    std::optional<qint64> expiresAt; ///< milliseconds since 1970-01-01T00:00Z; the stream ends then
};

/// What a client that asks for this can be told apart by.
ClientInfo clientInfo(const Subscription &subscription);

/// The live event's frames, each made when first wanted and then shared.
class LiveFrames
{
public:
    LiveFrames(const StoredEvent &stored, std::optional<std::chrono::milliseconds> retry, qint64 publishedAt,
               std::shared_ptr<LatencyHistogram> channelLatency);
    const FramePtr &in(StreamForm form);

private:
    const StoredEvent &stored_;
    std::optional<std::chrono::milliseconds> retry_;
    qint64 publishedAt_;
    std::shared_ptr<LatencyHistogram> channelLatency_;
    std::array<FramePtr, 4> frames_;
};

/// The hub's side of one connected client: a cursor into the hub's one log. Live means caught up: it is given each
/// event as it is committed. Replaying means behind: it reads from the store, a bounded chunk at a time, when its
/// transport has taken the last; what is published meanwhile it comes to in time. So nothing overtakes and nothing
/// waits twice. A batch larger than a live client's queue makes it replay for a while, from within the batch on; it is
/// too slow when as much again is published before it caught up.
class Subscriber final : public TransportListener, public std::enable_shared_from_this<Subscriber>
{
public:
    Subscriber(Hub &hub, QByteArray id, Subscription subscription, std::unique_ptr<Transport> transport);
    ~Subscriber() override;

    /// Starts the stream with `opening` (head and first block), then replay or live.
    void begin(const FramePtr &opening);
    /// Sends the next chunk of history, if it is time for one.
    void continueReplay();
    /// Gives a live event, unless the cursor is still behind or already past it. With `flushLater` it is only queued;
    /// the answer is whether flush() became due by it.
    bool deliver(const StoredEvent &stored, LiveFrames &frames, qint64 now, bool flushLater);
    /// Something may be missing at `at`: tells it, unless the cursor is behind and comes to it in history.
    void onLoss(Position at);
    void flush();
    void sendHeartbeat(qint64 now);
    /// Sends `farewell` (may be null) behind what is queued and ends the stream.
    void end(Departure departure, const FramePtr &farewell, std::chrono::milliseconds deadline);
    /// As end(), but a replay under way comes to its end before.
    void endWhenCaughtUp(Departure departure, const FramePtr &farewell, std::chrono::milliseconds deadline);

    const QByteArray &id() const { return id_; }
    const Subscription &subscription() const { return subscription_; }
    bool isEnding() const { return state_ == State::Ending; }
    qint64 lastSentAt() const { return lastSentAt_; }
    /// `now`: Clock::steadyNanoseconds().
    ClientInfo info(qint64 now) const;
    const DeliveryLog &log() const { return log_; }
    /// Has the kernel tell its figures, for info().
    void askKernel();
    /// How many bytes of the connection the peer has acknowledged by now, where the kernel tells.
    std::optional<qint64> acknowledgedBytes();

    void frameTaken(const Frame &frame) override;
    void drained() override;
    void bytesReceived(QByteArrayView) override {} // what a client sends on its stream is nobody's
    void peerFinished() override;
    void ended(EndReason reason) override;

    HeartbeatWheel::Place wheelPlace;     ///< the wheel's
    PatternListeners::Place patternPlace; ///< its patterns', where it has some
    struct Seat
    {
        HubChannel *channel = nullptr;
        size_t index = 0; ///< in the channel's list
    };
    std::vector<Seat> seats; ///< the hub's: where it is listed, by name

private:
    enum class State { Starting, Replaying, Live, Ending };

    void startReplay(const LocateResult &located);
    void onRead(const ReadResult &chunk);
    void fallBehind();
    void countBehind(const StoredEvent &stored);
    void catchUp();
    /// `next`: the event behind the gap; null when there is none yet. `end`: how far the gap reaches without one.
    void sendGap(const StoredEvent *next, Position end);
    StreamForm form() const;

    Hub &hub_;
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
    bool readUnderWay_ = false;
    bool flushDue_ = false;
    /// While it is behind because one batch was more than its queue holds: how much was published since.
    std::optional<qsizetype> behindBytes_;
    QByteArray requestedId_; ///< what a gap says was asked for
    qint64 lastSentAt_ = 0;
    QByteArray lastEventId_;
    quint64 sentEvents_ = 0;
    quint64 sentBytes_ = 0;
    std::optional<ClientInfo::Kernel> kernel_;
};

} // namespace helio
