// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/looplateness.h"

#include "doctor/steadynow.h"

namespace helio {

LoopLateness::LoopLateness(QObject *parent)
    : QObject(parent)
    , timer_(this)
{
    timer_.setInterval(Interval);
    timer_.setTimerType(Qt::PreciseTimer);
    connect(&timer_, &QTimer::timeout, this, &LoopLateness::tick);
}

void LoopLateness::watch()
{
    if (watchers_++ > 0)
        return;
    lastTick_ = steadyNow();
    isTickLate_ = false;
    timer_.start();
}

void LoopLateness::unwatch()
{
    if (--watchers_ == 0)
        timer_.stop();
}

bool LoopLateness::isLate(Moment now) const
{
    return isTickLate_ || now - lastTick_ > Interval + Tolerance;
}

void LoopLateness::tick()
{
    const Moment now = steadyNow();
    isTickLate_ = now - lastTick_ > Interval + Tolerance;
    lastTick_ = now;
}

} // namespace helio
