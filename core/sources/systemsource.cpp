// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/systemsource.h"

#include "feed/publisher.h"

#include <QDateTime>

#include <algorithm>

namespace helio {

namespace {

/// How long after the start the first event comes, when the interval is longer.
constexpr std::chrono::milliseconds FirstInterval{250};

} // namespace

SystemSource::SystemSource(Publisher &publisher, Settings settings, QObject *parent)
    : QObject(parent)
    , publisher_(publisher)
    , settings_(std::move(settings))
    , timer_(this)
{
    settings_.interval = std::max(settings_.interval, MinimumInterval);
    clock_.start();
    timer_.setTimerType(Qt::PreciseTimer);
    connect(&timer_, &QTimer::timeout, this, &SystemSource::publishFigures);
}

void SystemSource::start()
{
    if (timer_.isActive())
        return;
    previous_ = read();
    timer_.start(std::min(settings_.interval, FirstInterval));
}

void SystemSource::stop()
{
    timer_.stop();
}

bool SystemSource::isRunning() const
{
    return timer_.isActive();
}

SystemCounters SystemSource::read() const
{
    SystemCounters counters = settings_.reader.read();
    counters.at = std::chrono::nanoseconds(clock_.nsecsElapsed());
    counters.time = QDateTime::currentMSecsSinceEpoch();
    return counters;
}

void SystemSource::publishFigures()
{
    if (timer_.intervalAsDuration() != settings_.interval)
        timer_.setInterval(settings_.interval);
    SystemCounters counters = read();
    Publication publication;
    publication.channel = settings_.channel;
    publication.data = figuresBetween(previous_, counters).toJson();
    previous_ = std::move(counters);
    publisher_.publish({publication});
}

} // namespace helio
