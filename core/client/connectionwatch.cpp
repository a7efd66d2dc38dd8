// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/connectionwatch.h"

#include <algorithm>

namespace helio {

using std::chrono::milliseconds;

namespace {

/// Before an alarm the event loop gets this long: a thread that was busy has bytes to read that came in time.
constexpr milliseconds SecondCheck{20};

MachineClock clockOr(const MachineClock &wanted)
{
    return wanted ? wanted : MachineClock(machineTime);
}

} // namespace

ConnectionWatch::ConnectionWatch(const EventSourceOptions &options, bool reconnects, QObject *parent)
    : QObject(parent)
    , clock_(clockOr(options.clock))
    , headTimeout_(options.headTimeout)
    , readTimeout_(options.readTimeout)
    , interval_(std::max(options.watchInterval, milliseconds(1)))
    , watchesSleep_(options.reconnectsAfterSleep && reconnects)
    , watchesHeartbeat_(options.silentHeartbeats > 0)
    , heartbeat_(options.silentHeartbeats, options.smallestHeartbeat)
    , sleep_(clock_())
    , timer_(this)
{
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &ConnectionWatch::check);
}

void ConnectionWatch::waits()
{
    enter(Phase::Waiting);
}

void ConnectionWatch::asks()
{
    enter(Phase::Asking);
}

void ConnectionWatch::opened()
{
    enter(Phase::Open);
    heartbeat_.connected(quietSince_);
}

void ConnectionWatch::heard(bool isHeartbeat)
{
    quietSince_ = clock_().awake;
    doubts_ = false;
    heartbeat_.heard(quietSince_, isHeartbeat);
}

std::optional<milliseconds> ConnectionWatch::heartbeat() const
{
    const auto time = heartbeat_.time();
    return time ? std::optional(std::chrono::round<milliseconds>(*time)) : std::nullopt;
}

void ConnectionWatch::stop()
{
    phase_ = Phase::Stopped;
    timer_.stop();
}

void ConnectionWatch::enter(Phase phase)
{
    const MachineMoment now = clock_();
    if (phase_ == Phase::Stopped)
        sleep_ = SleepDetector(now);
    phase_ = phase;
    quietSince_ = now.awake;
    doubts_ = false;
    const auto most = limit();
    startTimer(most ? most->second : Heartbeat::Time::max());
}

std::optional<std::pair<ConnectionAlarm, Heartbeat::Time>> ConnectionWatch::limit() const
{
    switch (phase_) {
    case Phase::Stopped:
    case Phase::Waiting:
        return {};
    case Phase::Asking:
        return headTimeout_ ? std::optional(std::pair(ConnectionAlarm::NoHead, Heartbeat::Time(*headTimeout_)))
                            : std::nullopt;
    case Phase::Open:
        break;
    }
    const auto allowed = heartbeat_.allowedSilence();
    if (readTimeout_ && (!allowed || *readTimeout_ <= *allowed))
        return std::pair(ConnectionAlarm::NoBytes, Heartbeat::Time(*readTimeout_));
    return allowed ? std::optional(std::pair(ConnectionAlarm::NoHeartbeat, *allowed)) : std::nullopt;
}

void ConnectionWatch::check()
{
    const MachineMoment now = clock_();
    if (watchesSleep_ && sleep_.hasSlept(now)) {
        startTimer(Heartbeat::Time::max());
        Q_EMIT raised(ConnectionAlarm::Woke, {});
        return;
    }
    const auto most = limit();
    const Heartbeat::Time left = most ? quietSince_ + most->second - now.awake : Heartbeat::Time::max();
    if (left > Heartbeat::Time::zero()) {
        doubts_ = false;
        startTimer(left);
    } else if (!doubts_) {
        doubts_ = true;
        startTimer(SecondCheck);
    } else {
        if (most->first == ConnectionAlarm::NoHeartbeat)
            heartbeat_.stopped();
        stop();
        Q_EMIT raised(most->first, std::chrono::duration_cast<milliseconds>(most->second));
    }
}

void ConnectionWatch::startTimer(Heartbeat::Time untilAlarm)
{
    const bool checksOften = watchesSleep_ || (phase_ == Phase::Open && watchesHeartbeat_);
    if (!checksOften && untilAlarm == Heartbeat::Time::max()) {
        timer_.stop();
        return;
    }
    const auto wait = std::chrono::ceil<milliseconds>(std::min<Heartbeat::Time>(untilAlarm, std::chrono::hours(1)));
    timer_.start(checksOften ? std::min(wait, interval_) : wait);
}

} // namespace helio
