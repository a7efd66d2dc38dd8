// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/subscriber.h"

#include "event/eventstreamwriter.h"
#include "hub/hub.h"
#include "json/jsonwriter.h"

namespace helio {

namespace {

/// How much of history is read and sent at once: enough for one write to be worth its cost, little enough that nobody
/// waits for it.
constexpr qsizetype ReplayChunkBytes = 64 * 1024;

constexpr std::chrono::milliseconds PollEndDeadline{10'000};

QByteArray blockIn(StreamForm form, const Event &event, std::optional<std::chrono::milliseconds> retry = {})
{
    switch (form) {
    case StreamForm::Plain:
        return EventStreamWriter::block(event, EventStreamWriter::Channel::Omitted, retry);
    case StreamForm::Tagged:
        return EventStreamWriter::block(event, EventStreamWriter::Channel::Field, retry);
    case StreamForm::Envelope:
        return EventStreamWriter::envelope(event, EventStreamWriter::Channel::Omitted, retry);
    case StreamForm::TaggedEnvelope:
        return EventStreamWriter::envelope(event, EventStreamWriter::Channel::Field, retry);
    }
    Q_UNREACHABLE();
}

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

QString departureName(Departure departure)
{
    switch (departure) {
    case Departure::ClosedByPeer:
        return QStringLiteral("closed by peer");
    case Departure::PollEnded:
        return QStringLiteral("poll ended");
    case Departure::TooSlow:
        return QStringLiteral("too slow");
    case Departure::Stalled:
        return QStringLiteral("stalled");
    case Departure::Vanished:
        return QStringLiteral("vanished");
    case Departure::Kicked:
        return QStringLiteral("kicked");
    case Departure::Drained:
        return QStringLiteral("drained");
    case Departure::Expired:
        return QStringLiteral("expired");
    case Departure::Revoked:
        return QStringLiteral("revoked");
    case Departure::HistoryUnreadable:
        return QStringLiteral("history unreadable");
    case Departure::OverTheLimit:
        return QStringLiteral("over the limit");
    }
    Q_UNREACHABLE();
}

ClientInfo clientInfo(const Subscription &subscription)
{
    ClientInfo info;
    const bool isV6 = subscription.address.protocol() == QAbstractSocket::IPv6Protocol;
    info.remoteAddress = (isV6 ? QStringLiteral("[%1]") : QStringLiteral("%1")).arg(subscription.address.toString());
    if (subscription.port > 0)
        info.remoteAddress += u':' + QString::number(subscription.port);
    info.userAgent = subscription.userAgent;
    info.origin = subscription.origin;
    info.channels = subscription.selection.channels();
    for (const Pattern &pattern : subscription.selection.patterns())
        info.patterns.append(pattern.glob());
    info.subject = subscription.subject;
    return info;
}

LiveFrames::LiveFrames(const StoredEvent &stored, std::optional<std::chrono::milliseconds> retry, qint64 publishedAt,
                       std::shared_ptr<LatencyHistogram> channelLatency)
    : stored_(stored)
    , retry_(retry)
    , publishedAt_(publishedAt)
    , channelLatency_(std::move(channelLatency))
{}

const FramePtr &LiveFrames::in(StreamForm form)
{
    FramePtr &frame = frames_[size_t(form)];
    if (!frame) {
        frame = std::make_shared<const Frame>(Frame{blockIn(form, stored_.event, retry_), Frame::Kind::Live, 1,
                                                    stored_.event.id, stored_.position, publishedAt_, channelLatency_});
    }
    return frame;
}

Subscriber::Subscriber(Hub &hub, QByteArray id, Subscription subscription, std::unique_ptr<Transport> transport)
    : hub_(hub)
    , id_(std::move(id))
    , subscription_(std::move(subscription))
    , transport_(std::move(transport))
    , log_(subscription_.selection, hub.clock().wallMilliseconds())
    , lastSentAt_(hub.clock().steadyNanoseconds())
{
    transport_->setListener(this);
}

Subscriber::~Subscriber() = default;

void Subscriber::begin(const FramePtr &opening)
{
    transport_->becomeStream();
    transport_->send(opening);
    if (subscription_.endAfterReplay)
        endWhenCaughtUp_ = {Departure::PollEnded, {}, PollEndDeadline};
    if (subscription_.start.kind == Start::Kind::Live) {
        log_.begin(hub_.lastDelivered());
        catchUp();
        return;
    }
    hub_.store().locate(subscription_.selection, subscription_.start,
                        [weak = weak_from_this()](const LocateResult &located) {
                            if (const auto self = weak.lock(); self && self->state_ == State::Starting)
                                self->startReplay(located);
                        });
}

void Subscriber::startReplay(const LocateResult &located)
{
    if (located.outcome == ReadOutcome::Failed) {
        hub_.endWithout(*this, Departure::HistoryUnreadable);
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
    readUnderWay_ = true;
    hub_.store().read({subscription_.selection, log_.given(), trims_, ReplayChunkBytes},
                      [weak = weak_from_this()](const ReadResult &chunk) {
                          if (const auto self = weak.lock())
                              self->onRead(chunk);
                      });
}

void Subscriber::onRead(const ReadResult &chunk)
{
    readUnderWay_ = false;
    if (state_ != State::Replaying)
        return;
    if (chunk.outcome == ReadOutcome::Failed) {
        hub_.endWithout(*this, Departure::HistoryUnreadable);
        return;
    }
    if (chunk.gap && !gapSince_)
        gapSince_ = log_.given();
    trims_ = chunk.trims;
    if (gapSince_ && (!chunk.events.isEmpty() || chunk.atEnd))
        sendGap(chunk.events.isEmpty() ? nullptr : chunk.events.constFirst().get(), chunk.next);
    log_.give(chunk.next);
    if (!chunk.events.isEmpty()) {
        QByteArray blocks;
        for (const StoredEventPtr &stored : chunk.events)
            blocks.append(blockIn(form(), stored->event));
        requestedId_ = chunk.events.constLast()->event.id;
        lastSentAt_ = hub_.clock().steadyNanoseconds();
        transport_->send(std::make_shared<const Frame>(Frame{blocks,
                                                             Frame::Kind::Replayed,
                                                             quint32(chunk.events.size()),
                                                             requestedId_,
                                                             chunk.events.constLast()->position,
                                                             0,
                                                             {}}));
    }
    if (!chunk.atEnd || log_.given() < hub_.lastDelivered()) {
        hub_.replayLater(shared_from_this()); // others first: a fast reader of a long past must not hold them up
    } else {
        catchUp();
    }
}

void Subscriber::catchUp()
{
    state_ = State::Live;
    behindBytes_.reset();
    if (endWhenCaughtUp_)
        end(endWhenCaughtUp_->departure, endWhenCaughtUp_->farewell, endWhenCaughtUp_->deadline);
}

bool Subscriber::deliver(const StoredEvent &stored, LiveFrames &frames, qint64 now, bool flushLater)
{
    if (behindBytes_)
        countBehind(stored);
    if (state_ != State::Live || stored.position <= log_.given())
        return false;
    if (flushDue_ && !transport_->hasRoom()) {
        transport_->flush(); // nothing of the batch may have been offered to the kernel yet
        if (!transport_->hasRoom()) {
            fallBehind();
            return false;
        }
    }
    log_.give(stored.position);
    lastSentAt_ = now;
    if (!flushLater) {
        transport_->send(frames.in(form()));
        return false;
    }
    transport_->enqueue(frames.in(form()));
    return !std::exchange(flushDue_, true);
}

void Subscriber::fallBehind()
{
    state_ = State::Replaying; // goes on when the transport has taken what waits
    behindBytes_ = 0;
    trims_ = 0; // of what follows, nothing was given: all that is trimmed of it is missed
    requestedId_ = log_.given().toId();
}

void Subscriber::countBehind(const StoredEvent &stored)
{
    if (flushDue_)
        return; // still the batch by which it fell behind
    *behindBytes_ += stored.event.data.size();
    if (*behindBytes_ <= transport_->limits().queueBytes)
        return;
    behindBytes_.reset();
    hub_.endLater(shared_from_this(), Departure::TooSlow); // not within the event's way to all
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
        hub_.replayLater(shared_from_this()); // it fell behind, and perhaps all that waited is taken now
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
    hub_.leave(*this, departure);
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
    info.gapsTold = log_.gapsTold();
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
    log_.take(frame.position, transport_->takenBytes(), hub_.clock().wallMilliseconds());
    hub_.countDelivery(frame);
}

void Subscriber::drained()
{
    if (state_ == State::Replaying)
        hub_.replayLater(shared_from_this());
}

void Subscriber::peerFinished()
{
    // While the stream ends, its transport still has something to say to a peer that may only have closed its sending
    // side.
    if (state_ != State::Ending)
        hub_.forget(*this, Departure::ClosedByPeer);
}

void Subscriber::ended(EndReason reason)
{
    hub_.forget(*this, departureFor(reason));
}

void Subscriber::askKernel()
{
    if (const auto figures = transport_->kernelFigures())
        kernel_ = {figures->unacknowledgedBytes, figures->roundTripMicroseconds, hub_.clock().wallMilliseconds()};
}

std::optional<qint64> Subscriber::acknowledgedBytes()
{
    askKernel();
    return kernel_ ? std::optional(transport_->takenBytes() - kernel_->unacknowledgedBytes) : std::nullopt;
}

void Subscriber::sendGap(const StoredEvent *next, Position end)
{
    // Without a next event the gap reaches up to the end of what there was, and that end belongs to it.
    log_.tellGap(*std::exchange(gapSince_, {}), next ? next->position : Position{end.milliseconds, end.sequence + 1});
    JsonWriter data;
    data.beginObject().key("requested").string(requestedId_).key("oldest");
    if (next)
        data.string(next->event.id);
    else
        data.null();
    data.endObject();
    transport_->send(controlFrame(EventStreamWriter::block({{}, {}, "gap", data.result()})));
    hub_.countGap();
}

StreamForm Subscriber::form() const
{
    const bool isSingle = subscription_.selection.isSingleChannel();
    if (subscription_.envelope)
        return isSingle ? StreamForm::Envelope : StreamForm::TaggedEnvelope;
    return isSingle ? StreamForm::Plain : StreamForm::Tagged;
}

} // namespace helio
