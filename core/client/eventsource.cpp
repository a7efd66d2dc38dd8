// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/eventsource.h"

#include "client/answer.h"
#include "client/connectionwatch.h"
#include "client/streamfetch.h"
#include "client/streamreader.h"
#include "event/timeforpeople.h"
#include "feed/walltime.h"

#include <algorithm>
#include <limits>

namespace helio {

using std::chrono::milliseconds;

namespace {

/// QTimer counts in int: a `retry` of a month and more would wrap to no time at all.
milliseconds withinTimerRange(milliseconds delay)
{
    return std::clamp(delay, milliseconds(0), milliseconds(std::numeric_limits<int>::max()));
}

bool comesBack(const EventSourceOptions &options)
{
    return options.reconnects.value_or(options.method == "GET" && options.body.isEmpty());
}

} // namespace

struct EventSource::Parts
{
    Parts(EventSource &source, NetworkManagerPool *pool)
        : fetch(source.url_, source.options_, pool, &source)
        , watch(source.options_, source.reconnects_, &source)
        , reader(source.options_)
    {}

    StreamFetch fetch;
    ConnectionWatch watch;
    StreamReader reader;
};

EventSource::EventSource(const QUrl &url, EventSourceOptions options, NetworkManagerPool *pool, QObject *parent)
    : EventFeed(parent)
    , url_(url)
    , options_(std::move(options))
    , reconnects_(comesBack(options_))
    , parts_(std::make_unique<Parts>(*this, pool))
    , timer_(this)
    , listeners_(this)
{
    timer_.setSingleShot(true);
    timer_.setTimerType(Qt::PreciseTimer);
    connect(&timer_, &QTimer::timeout, this, &EventSource::attempt);
    connect(&parts_->fetch, &StreamFetch::requestSent, this, &EventSource::requestSent);
    connect(&parts_->fetch, &StreamFetch::answerArrived, this, &EventSource::answerArrived);
    connect(&parts_->fetch, &StreamFetch::redirected, this, &EventSource::redirected);
    connect(&parts_->fetch, &StreamFetch::refusalArrived, this, &EventSource::refusalArrived);
    connect(&parts_->fetch, &StreamFetch::opened, this, &EventSource::onOpened);
    connect(&parts_->fetch, &StreamFetch::bytesArrived, this, &EventSource::onBytes);
    connect(&parts_->fetch, &StreamFetch::refused, this, &EventSource::onRefused);
    connect(&parts_->fetch, &StreamFetch::ended, this, &EventSource::onEnded);
    connect(&parts_->watch, &ConnectionWatch::raised, this, &EventSource::onAlarm);
    connect(&listeners_, &EventListeners::jsonErrorOccurred, this, &EventSource::jsonErrorOccurred);
}

EventSource::~EventSource() = default;

const QByteArray &EventSource::lastEventId() const
{
    return parts_->reader.lastEventId();
}

QByteArray EventSource::tooLargeEventId() const
{
    return parts_->reader.isTooLarge() ? parts_->reader.unfinishedId() : QByteArray();
}

milliseconds EventSource::reconnectionTime() const
{
    return parts_->reader.reconnectionTime();
}

std::optional<milliseconds> EventSource::heartbeat() const
{
    return parts_->watch.heartbeat();
}

void EventSource::open()
{
    if (readyState_ != ReadyState::Closed)
        return;
    ++life_;
    listeners_.interrupt();
    parts_->fetch.startOver();
    policy_ = ReconnectPolicy(options_.maximumReconnects, options_.jitter, options_.maximumBackOff);
    failedAttempts_ = 0;
    // Not at once: nothing is emitted from within open() but the change of state.
    timer_.start(0);
    parts_->watch.waits();
    setReadyState(ReadyState::Connecting);
}

void EventSource::close()
{
    ++life_;
    listeners_.interrupt();
    stop();
    setReadyState(ReadyState::Closed);
}

void EventSource::attempt()
{
    parts_->reader.startOver(options_.format);
    delivered_ = false;
    sinceAttempt_.start();
    parts_->watch.asks();
    parts_->fetch.start(parts_->reader.lastEventId());
}

void EventSource::onOpened(StreamFormat format)
{
    parts_->reader.startOver(format);
    parts_->watch.opened();
    setReadyState(ReadyState::Open);
}

void EventSource::onBytes(const QByteArray &bytes)
{
    const quint64 life = life_;
    const qint64 now = wallNow();
    receivedBytes_ += quint64(bytes.size());
    Q_EMIT chunkRead(bytes, std::chrono::steady_clock::now().time_since_epoch());
    if (life != life_)
        return;
    const StreamReading reading = parts_->reader.read(bytes, now);
    parts_->watch.heard(reading.isHeartbeat);
    if (reading.hasEvents) {
        delivered_ = true;
        policy_.startAnew();
    }
    if (reading.setsReconnectionTime)
        Q_EMIT reconnectionTimeArrived(parts_->reader.reconnectionTime());
    if (life == life_ && options_.keepsRawBytes)
        Q_EMIT bytesArrived(bytes, now, reading.eventEnds);
    if (life == life_)
        deliver(reading, now);
    if (life == life_ && parts_->reader.isTooLarge())
        Q_EMIT connectionEnded({ConnectionEnd::Cause::TooLarge});
    if (life == life_ && parts_->reader.isTooLarge()) {
        closeWith({Failure::TooLarge, 0,
                   tr("The stream sent an event of more than %1 bytes. Allow larger ones, or ask its operator.")
                       .arg(options_.maximumEventBytes)});
    }
}

void EventSource::deliver(const StreamReading &reading, qint64 receivedAt)
{
    const quint64 life = life_;
    for (const StreamReading::Part &part : reading.parts) {
        if (!part.events.isEmpty())
            Q_EMIT eventsArrived(part.events);
        if (life == life_)
            listeners_.dispatch(part.events);
        if (life == life_ && part.comment)
            Q_EMIT commentArrived(*part.comment, receivedAt);
        if (life != life_)
            return;
    }
}

void EventSource::onRefused(const ConnectionEnd &end, int status, const QString &why,
                            std::optional<milliseconds> retryAfter)
{
    const quint64 life = life_;
    Q_EMIT connectionEnded(end);
    if (life != life_)
        return;
    if (!reconnects_ || !options_.retriesServerErrors || !isPassingRefusal(status)) {
        closeWith({Failure::Refused, status, why});
        return;
    }
    const bool asksForMuch = retryAfter && *retryAfter >= options_.maximumRetryAfter;
    const QString text = asksForMuch ? tr("%1 Its Retry-After asks for %2 or more; no more than that is waited.")
                                           .arg(why, timeForPeople(options_.maximumRetryAfter))
                                     : why;
    loseConnection({Failure::Transient, status, text}, retryAfter.value_or(milliseconds::zero()));
}

void EventSource::onEnded(const ConnectionEnd &end, const QString &why)
{
    const quint64 life = life_;
    const StreamReading rest = parts_->reader.finish(wallNow());
    delivered_ = delivered_ || rest.hasEvents;
    deliver(rest, wallNow());
    if (life == life_)
        Q_EMIT connectionEnded(end);
    if (life != life_)
        return;
    const QString text =
        parts_->reader.isWithinEvent() ? tr("%1 An event that was not finished was dropped.").arg(why) : why;
    if (reconnects_ || !end.isProper()) {
        loseConnection({Failure::Transient, 0, text});
        return;
    }
    stop();
    setReadyState(ReadyState::Closed);
    if (life == life_)
        Q_EMIT ended();
}

void EventSource::onAlarm(ConnectionAlarm alarm, milliseconds silence)
{
    const quint64 life = life_;
    const bool isSleep = alarm == ConnectionAlarm::Woke;
    // Between two attempts nothing can end.
    if (!timer_.isActive())
        Q_EMIT connectionEnded({isSleep ? ConnectionEnd::Cause::Slept : ConnectionEnd::Cause::TimedOut});
    if (life != life_)
        return;
    const double seconds = double(silence.count()) / 1000;
    switch (alarm) {
    case ConnectionAlarm::NoHead:
        loseConnection({Failure::Transient, 0, tr("The server did not answer within %1 s.").arg(seconds)});
        break;
    case ConnectionAlarm::NoBytes:
        loseConnection({Failure::Transient, 0, tr("Nothing came for %1 s, which is the read timeout.").arg(seconds)});
        break;
    case ConnectionAlarm::NoHeartbeat:
        loseConnection(
            {Failure::Transient, 0, tr("The server's heartbeat stopped: nothing came for %1 s.").arg(seconds)});
        break;
    case ConnectionAlarm::Woke:
        reconnectAtOnce(tr("This computer was asleep."));
        break;
    }
}

void EventSource::loseConnection(const FeedError &error, milliseconds atLeast)
{
    const quint64 life = life_;
    parts_->fetch.stop();
    if (!reconnects_) {
        closeWith({Failure::GaveUp, error.httpStatus, error.message});
        return;
    }
    failedAttempts_ = delivered_ ? 0 : failedAttempts_ + 1;
    const auto delay = policy_.nextDelay(parts_->reader.reconnectionTime());
    if (!delay) {
        const int failed = failedAttempts_;
        closeWith({Failure::GaveUp, error.httpStatus,
                   tr("Gave up after %n attempt(s) to reconnect.", nullptr, policy_.reconnects()) + QLatin1Char(' ') +
                       error.message});
        if (life == life_)
            Q_EMIT gaveUp(failed);
        return;
    }
    const milliseconds leastInterval = options_.minimumInterval - milliseconds(sinceAttempt_.elapsed());
    const milliseconds wait = withinTimerRange(std::max({*delay, atLeast, leastInterval}));
    timer_.start(wait);
    parts_->watch.waits();
    setReadyState(ReadyState::Connecting);
    if (life == life_)
        Q_EMIT errorOccurred(error);
    if (life == life_)
        Q_EMIT reconnectScheduled(wait, failedAttempts_);
}

void EventSource::reconnectAtOnce(const QString &why)
{
    const quint64 life = life_;
    const bool wasOpen = readyState_ == ReadyState::Open;
    parts_->fetch.stop();
    if (delivered_)
        failedAttempts_ = 0;
    timer_.start(0);
    parts_->watch.waits();
    setReadyState(ReadyState::Connecting);
    if (wasOpen && life == life_)
        Q_EMIT errorOccurred({Failure::Transient, 0, why});
    if (life == life_)
        Q_EMIT reconnectScheduled(milliseconds::zero(), failedAttempts_);
}

void EventSource::closeWith(const FeedError &error)
{
    const quint64 life = life_;
    stop();
    setReadyState(ReadyState::Closed);
    if (life == life_)
        Q_EMIT errorOccurred(error);
}

void EventSource::stop()
{
    timer_.stop();
    parts_->watch.stop();
    parts_->fetch.stop();
    parts_->fetch.releaseManager();
}

void EventSource::setReadyState(ReadyState state)
{
    if (readyState_ == state)
        return;
    readyState_ = state;
    Q_EMIT readyStateChanged(state);
}

} // namespace helio
