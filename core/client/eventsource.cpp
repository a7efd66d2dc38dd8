// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/eventsource.h"

#include "client/answer.h"
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

EventSource::EventSource(const QUrl &url, EventSourceOptions options, NetworkManagerPool *pool, QObject *parent)
    : EventFeed(parent)
    , url_(url)
    , options_(std::move(options))
    , reconnects_(comesBack(options_))
    , fetch_(url, options_, pool, this)
    , watch_(options_, reconnects_, this)
    , reader_(options_)
    , timer_(this)
    , listeners_(this)
{
    timer_.setSingleShot(true);
    timer_.setTimerType(Qt::PreciseTimer);
    connect(&timer_, &QTimer::timeout, this, &EventSource::attempt);
    connect(&fetch_, &StreamFetch::requestSent, this, &EventSource::requestSent);
    connect(&fetch_, &StreamFetch::answerArrived, this, &EventSource::answerArrived);
    connect(&fetch_, &StreamFetch::redirected, this, &EventSource::redirected);
    connect(&fetch_, &StreamFetch::refusalArrived, this, &EventSource::refusalArrived);
    connect(&fetch_, &StreamFetch::opened, this, &EventSource::onOpened);
    connect(&fetch_, &StreamFetch::bytesArrived, this, &EventSource::onBytes);
    connect(&fetch_, &StreamFetch::refused, this, &EventSource::onRefused);
    connect(&fetch_, &StreamFetch::ended, this, &EventSource::onEnded);
    connect(&watch_, &ConnectionWatch::raised, this, &EventSource::onAlarm);
    connect(&listeners_, &EventListeners::jsonErrorOccurred, this, &EventSource::jsonErrorOccurred);
}

EventSource::~EventSource() = default;

void EventSource::open()
{
    if (readyState_ != ReadyState::Closed)
        return;
    ++life_;
    listeners_.interrupt();
    fetch_.startOver();
    policy_ = ReconnectPolicy(options_.maximumReconnects, options_.jitter, options_.maximumBackOff);
    failedAttempts_ = 0;
    // Not at once: nothing is emitted from within open() but the change of state.
    timer_.start(0);
    watch_.waits();
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
    reader_.startOver(options_.format);
    delivered_ = false;
    sinceAttempt_.start();
    watch_.asks();
    fetch_.start(reader_.lastEventId());
}

void EventSource::onOpened(StreamFormat format)
{
    reader_.startOver(format);
    watch_.opened();
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
    const StreamReading reading = reader_.read(bytes, now);
    watch_.heard(reading.isHeartbeat);
    if (reading.hasEvents) {
        delivered_ = true;
        policy_.startAnew();
    }
    if (reading.setsReconnectionTime)
        Q_EMIT reconnectionTimeArrived(reader_.reconnectionTime());
    if (life == life_ && options_.keepsRawBytes)
        Q_EMIT bytesArrived(bytes, now, reading.eventEnds);
    if (life == life_)
        deliver(reading.parts, now);
    if (life == life_ && reader_.isTooLarge())
        Q_EMIT connectionEnded({ConnectionEnd::Cause::TooLarge});
    if (life == life_ && reader_.isTooLarge()) {
        closeWith({Failure::TooLarge, 0,
                   tr("The stream sent an event of more than %1 bytes. Allow larger ones, or ask its operator.")
                       .arg(options_.maximumEventBytes)});
    }
}

void EventSource::deliver(const QList<StreamReading::Part> &parts, qint64 receivedAt)
{
    const quint64 life = life_;
    for (const StreamReading::Part &part : parts) {
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
    const StreamReading rest = reader_.finish(wallNow());
    delivered_ = delivered_ || rest.hasEvents;
    deliver(rest.parts, wallNow());
    if (life == life_)
        Q_EMIT connectionEnded(end);
    if (life != life_)
        return;
    const QString text = reader_.isWithinEvent() ? tr("%1 An event that was not finished was dropped.").arg(why) : why;
    if (reconnects_ || !end.isProper()) {
        loseConnection({Failure::Transient, 0, text});
        return;
    }
    stop();
    setReadyState(ReadyState::Closed);
    if (life == life_)
        Q_EMIT ended();
}

void EventSource::onAlarm(ConnectionWatch::Alarm alarm, milliseconds silence)
{
    const quint64 life = life_;
    const bool isSleep = alarm == ConnectionWatch::Alarm::Woke;
    // Between two attempts nothing can end.
    if (!timer_.isActive())
        Q_EMIT connectionEnded({isSleep ? ConnectionEnd::Cause::Slept : ConnectionEnd::Cause::TimedOut});
    if (life != life_)
        return;
    const double seconds = double(silence.count()) / 1000;
    switch (alarm) {
    case ConnectionWatch::Alarm::NoHead:
        loseConnection({Failure::Transient, 0, tr("The server did not answer within %1 s.").arg(seconds)});
        break;
    case ConnectionWatch::Alarm::NoBytes:
        loseConnection({Failure::Transient, 0, tr("Nothing came for %1 s, which is the read timeout.").arg(seconds)});
        break;
    case ConnectionWatch::Alarm::NoHeartbeat:
        loseConnection(
            {Failure::Transient, 0, tr("The server's heartbeat stopped: nothing came for %1 s.").arg(seconds)});
        break;
    case ConnectionWatch::Alarm::Woke:
        reconnectAtOnce(tr("This computer was asleep."));
        break;
    }
}

void EventSource::loseConnection(const FeedError &error, milliseconds atLeast)
{
    const quint64 life = life_;
    fetch_.stop();
    if (!reconnects_) {
        closeWith({Failure::GaveUp, error.httpStatus, error.message});
        return;
    }
    failedAttempts_ = delivered_ ? 0 : failedAttempts_ + 1;
    const auto delay = policy_.nextDelay(reader_.reconnectionTime());
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
    watch_.waits();
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
    fetch_.stop();
    if (delivered_)
        failedAttempts_ = 0;
    timer_.start(0);
    watch_.waits();
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
    watch_.stop();
    fetch_.stop();
    fetch_.releaseManager();
}

void EventSource::setReadyState(ReadyState state)
{
    if (readyState_ == state)
        return;
    readyState_ = state;
    Q_EMIT readyStateChanged(state);
}

} // namespace helio
