// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/subscriber.h"

#include "event/eventstreamwriter.h"
#include "hub/clock.h"
#include "hub/subscriberhost.h"
#include "json/jsonwriter.h"

#include <algorithm>

namespace helio {

namespace {

/// How much of history is read and sent at once: enough for one write to be worth its cost, little enough that nobody
/// waits for it.
constexpr qsizetype ReplayChunkBytes = 64 * 1024;
/// The same while much waits for all clients.
constexpr qsizetype ScarceChunkBytes = 4 * 1024;

constexpr std::chrono::milliseconds PollEndDeadline{10'000};

Departure departureFor(EndReason reason)
{
    switch (reason) {
    case EndReason::ClosedByPeer:
    case EndReason::Finished:
        return Departure::ClosedByPeer;
    case EndReason::TooSlow:
        return Departure::TooSlow;
    case EndReason::Stalled:
        return Departure::Stalled;
    case EndReason::Vanished:
        return Departure::Vanished;
    }
    Q_UNREACHABLE();
}

} // namespace

Subscriber::Subscriber(SubscriberHost &host, QByteArray id, Subscription subscription,
                       std::unique_ptr<Transport> transport)
    : host_(host)
    , id_(std::move(id))
    , subscription_(std::move(subscription))
    , transport_(std::move(transport))
    , log_(subscription_.selection, host.clock().wallMilliseconds())
    , lastSentAt_(host.clock().steadyNanoseconds())
{
    transport_->setListener(this);
}

Subscriber::~Subscriber() = default;

void Subscriber::begin(const FramePtr &opening)
{
    transport_->becomeStream();
    transport_->send(opening);
    if (subscription_.endAfterReplay) {
        static const FramePtr Complete = controlFrame(EventStreamWriter::comment("replay complete"));
        endWhenCaughtUp_ = {Departure::PollEnded, Complete, PollEndDeadline}; // documented in docs/http.md
    }
    if (subscription_.start.kind == Start::Kind::Live) {
        beginLive();
        return;
    }
    host_.store().locate(subscription_.selection, subscription_.start,
                         [weak = weak_from_this()](const LocateResult &located) {
                             if (const auto self = weak.lock(); self && self->state_ == State::Starting)
                                 self->startReplay(located);
                         });
}

void Subscriber::beginLive()
{
    const std::optional<Position> head = host_.lastDelivered();
    if (!head)
        return; // nothing is live before the store is open
    log_.begin(*head);
    catchUp();
}

void Subscriber::onStoreOpened()
{
    if (state_ == State::Starting && subscription_.start.kind == Start::Kind::Live)
        beginLive();
}

void Subscriber::startReplay(const LocateResult &located)
{
    if (located.outcome == ReadOutcome::Failed) {
        host_.endLater(*this, Departure::HistoryUnreadable);
        return;
    }
    log_.begin(located.after);
    trims_ = located.trims;
    if (!located.known)
        gapSince_ = located.after;
    requestedId_ = subscription_.start.id.isEmpty() ? located.after.toId() : subscription_.start.id;
    state_ = State::Replaying;
    continueReplay();
}

void Subscriber::continueReplay()
{
    if (state_ != State::Replaying || readUnderWay_ || transport_->queuedFrames() > 0)
        return;
    const std::shared_ptr<QueueMemory> &memory = host_.queueMemory();
    if (!memory->hasRoomForReplay()) {
        if (!std::exchange(waitsForRoom_, true))
            host_.replayWhenRoom(*this);
        return;
    }
    readUnderWay_ = true;
    qsizetype chunkBytes = memory->hasMuchRoomForReplay() ? ReplayChunkBytes : ScarceChunkBytes;
    if (behind_ && behind_->isToSkip)
        chunkBytes = 1; // only to know the first that is skipped
    readCharge_ = QueueCharge(memory, chunkBytes, QueueCharge::Use::Replay);
    host_.store().read({subscription_.selection, log_.given(), trims_, chunkBytes},
                       [weak = weak_from_this()](const ReadResult &chunk) {
                           if (const auto self = weak.lock())
                               self->onRead(chunk);
                       });
}

void Subscriber::onRoomForReplay()
{
    waitsForRoom_ = false;
    continueReplay();
}

void Subscriber::onRead(const ReadResult &chunk)
{
    readUnderWay_ = false;
    readCharge_ = {};
    if (state_ != State::Replaying)
        return;
    if (chunk.outcome == ReadOutcome::Failed) {
        host_.endLater(*this, Departure::HistoryUnreadable);
        return;
    }
    if (behind_ && std::exchange(behind_->isToSkip, false) && behind_->events > 0) {
        skip(chunk);
        return;
    }
    if (chunk.gap && !gapSince_) {
        gapSince_ = log_.given();
        isGapFresh_ = chunk.isGapFresh;
    }
    trims_ = chunk.trims;
    if (gapSince_ && (!chunk.events.isEmpty() || chunk.atEnd))
        sendGap(chunk.events.isEmpty() ? nullptr : chunk.events.constFirst().get(), chunk.next);
    log_.give(chunk.next);
    if (behind_) // of what the store has, not all was delivered yet
        behind_->events -= std::min(
            behind_->events,
            quint64(std::count_if(chunk.events.cbegin(), chunk.events.cend(), [this](const StoredEventPtr &stored) {
                return stored->position <= host_.lastDelivered();
            })));
    if (!chunk.events.isEmpty()) {
        requestedId_ = chunk.events.constLast()->event.id;
        lastSentAt_ = host_.clock().steadyNanoseconds();
        transport_->send(host_.replayFrame(form(), chunk.events));
    }
    if (!chunk.atEnd || log_.given() < host_.lastDelivered()) {
        host_.replayLater(*this); // others first: a fast reader of a long past must not hold them up
    } else {
        catchUp();
    }
}

void Subscriber::catchUp()
{
    state_ = State::Live;
    behind_.reset();
    if (endWhenCaughtUp_)
        end(endWhenCaughtUp_->departure, endWhenCaughtUp_->farewell, endWhenCaughtUp_->deadline);
}

bool Subscriber::deliver(const StoredEvent &stored, LiveFrames &frames, qint64 now, std::optional<quint64> batch)
{
    if (behind_)
        countBehind(stored, batch);
    if (state_ != State::Live || stored.position <= log_.given())
        return false;
    const bool mayFallBehind = subscription_.observes || (batch && batch == batch_);
    if (mayFallBehind && !transport_->hasRoom()) {
        transport_->flush(); // nothing of the batch may have been offered to the kernel yet
        if (!transport_->hasRoom()) {
            batch_ = batch;
            fallBehind();
            countBehind(stored, batch);
            return false;
        }
    }
    log_.give(stored.position);
    lastSentAt_ = now;
    batch_ = batch;
    if (!batch) {
        transport_->send(frames.in(form()));
        return false;
    }
    transport_->enqueue(frames.in(form()));
    return !std::exchange(flushDue_, true);
}

void Subscriber::fallBehind()
{
    state_ = State::Replaying; // goes on when the transport has taken what waits
    behind_ = Behind{0, 0, {}, false};
    trims_ = 0; // of what follows, nothing was given: all that is trimmed of it is missed
    requestedId_ = log_.given().toId();
}

void Subscriber::countBehind(const StoredEvent &stored, std::optional<quint64> batch)
{
    if (stored.position > log_.given()) {
        ++behind_->events;
        behind_->lastId = stored.event.id;
    }
    if (batch && batch == batch_)
        return; // still the batch by which it fell behind
    behind_->bytes += stored.event.data.size();
    if (behind_->bytes <= transport_->limits().queueBytes)
        return;
    if (subscription_.observes) {
        behind_->isToSkip = true;
        return;
    }
    behind_.reset();
    host_.endLater(*this, Departure::TooSlow); // not within the event's way to all
}

/// Goes on behind all that was published. `chunk` has the first of what is left out.
void Subscriber::skip(const ReadResult &chunk)
{
    JsonWriter data;
    data.beginObject().key("count").number(behind_->events);
    data.key("from").string(chunk.events.isEmpty() ? behind_->lastId : chunk.events.constFirst()->event.id);
    data.key("to").string(behind_->lastId).endObject();
    transport_->send(controlFrame(EventStreamWriter::block({{}, {}, "skipped", data.result()})));
    gapSince_.reset();
    isGapFresh_ = false;
    log_.give(std::max(log_.given(), host_.lastDelivered().value_or(Position())));
    catchUp();
}

void Subscriber::onLoss(Position at)
{
    if (state_ != State::Live || at <= log_.given())
        return;
    gapSince_ = log_.given();
    requestedId_ = log_.given().toId();
    sendGap(nullptr, at);
    log_.give(at);
}

void Subscriber::flush()
{
    flushDue_ = false;
    transport_->flush();
    if (state_ == State::Replaying)
        host_.replayLater(*this); // it fell behind, and perhaps all that waited is taken now
}

std::optional<Position> Subscriber::waitsAt() const
{
    const Frame *first = transport_->firstQueued();
    if (first && first->kind == Frame::Kind::Live)
        return first->position;
    // Live ones may stand behind a gap or a chunk of history.
    if (transport_->queuedFrames() > 1 && transport_->queued().oldestPublishedAt > 0)
        return log_.taken();
    return {};
}

void Subscriber::sendHeartbeat(qint64 now)
{
    static const FramePtr Heartbeat = controlFrame(EventStreamWriter::comment());
    lastSentAt_ = now;
    if (transport_->queuedFrames() == 0) // else the silence is the client's, and what waits will break it
        transport_->send(Heartbeat);
}

void Subscriber::end(Departure departure, const FramePtr &farewell, std::chrono::milliseconds deadline)
{
    if (state_ == State::Ending)
        return;
    state_ = State::Ending;
    host_.onLeft(*this, departure);
    if (farewell)
        transport_->send(farewell);
    transport_->finish(deadline);
}

void Subscriber::endWhenCaughtUp(Departure departure, const FramePtr &farewell, std::chrono::milliseconds deadline)
{
    endWhenCaughtUp_ = {departure, farewell, deadline};
    if (state_ == State::Live)
        catchUp();
}

ClientInfo Subscriber::info(qint64 now) const
{
    ClientInfo info = clientInfo(subscription_);
    info.id = id_;
    info.connectedAt = log_.connectedAt();
    info.lastEventId = lastEventId_;
    info.sentEvents = sentEvents_;
    info.sentBytes = sentBytes_;
    const Transport::Queued queued = transport_->queued();
    info.queuedEvents = queued.events;
    info.queuedBytes = queued.bytes;
    if (queued.oldestPublishedAt > 0)
        info.oldestQueuedMs = (now - queued.oldestPublishedAt) / 1'000'000;
    info.gapsReported = log_.gapsReported();
    info.kernel = kernel_;
    return info;
}

void Subscriber::frameTaken(const Frame &frame)
{
    sentBytes_ += quint64(frame.bytes.size());
    if (frame.kind == Frame::Kind::Control)
        return;
    sentEvents_ += frame.events;
    lastEventId_ = frame.eventId;
    log_.noteTaken(frame.position, transport_->takenBytes(), host_.clock().wallMilliseconds());
    host_.onTaken(frame);
}

void Subscriber::drained()
{
    if (state_ == State::Replaying)
        host_.replayLater(*this);
}

void Subscriber::peerFinished()
{
    // While the stream ends, its transport still has something to say to a peer that may only have closed its sending
    // side.
    if (state_ != State::Ending)
        host_.onEnded(*this, Departure::ClosedByPeer);
}

void Subscriber::ended(EndReason reason)
{
    host_.onEnded(*this, departureFor(reason));
}

void Subscriber::askKernel()
{
    if (const auto figures = transport_->kernelFigures())
        kernel_ = {figures->unacknowledgedBytes, figures->roundTripMicroseconds, host_.clock().wallMilliseconds()};
}

std::optional<qint64> Subscriber::acknowledgedBytes()
{
    askKernel();
    return kernel_ ? std::optional(transport_->takenBytes() - kernel_->unacknowledgedBytes) : std::nullopt;
}

void Subscriber::sendGap(const StoredEvent *next, Position end)
{
    // Without a next event the gap reaches up to the end of what there was, and that end belongs to it.
    log_.noteGap(*std::exchange(gapSince_, {}), next ? next->position : Position{end.milliseconds, end.sequence + 1});
    JsonWriter data;
    data.beginObject().key("requested").string(requestedId_).key("oldest");
    if (next)
        data.string(next->event.id);
    else
        data.null();
    data.endObject();
    transport_->send(controlFrame(EventStreamWriter::block({{}, {}, "gap", data.result()})));
    host_.onGapSent(std::exchange(isGapFresh_, false));
}

WireForm Subscriber::form() const
{
    const bool isSingle = subscription_.selection.isSingleChannel();
    if (subscription_.envelope)
        return isSingle ? WireForm::Envelope : WireForm::TaggedEnvelope;
    return isSingle ? WireForm::Plain : WireForm::Tagged;
}

} // namespace helio
