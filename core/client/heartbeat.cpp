// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/heartbeat.h"

#include <algorithm>
#include <utility>

namespace helio {

Heartbeat::Heartbeat(int multiple, std::chrono::milliseconds smallest)
    : multiple_(multiple)
    , smallest_(smallest)
{}

void Heartbeat::connected(Time now)
{
    lastBeat_ = now;
    lastHeard_ = now;
    longestSilence_ = Time::zero();
    beatHere_ = false;
}

void Heartbeat::heard(Time now, bool isHeartbeat)
{
    longestSilence_ = std::max(longestSilence_, now - lastHeard_);
    lastHeard_ = now;
    if (!isHeartbeat)
        return;
    const Time sinceLast = now - std::exchange(lastBeat_, now);
    if (sinceLast < smallest_)
        return;
    shortest_ = std::min(shortest_.value_or(sinceLast), sinceLast);
    beats_ = std::min(beats_ + 1, 2);
    beatHere_ = true;
}

void Heartbeat::stopped()
{
    if (beatHere_)
        return;
    shortest_.reset();
    beats_ = 0;
}

std::optional<Heartbeat::Time> Heartbeat::allowedSilence() const
{
    if (multiple_ <= 0 || !shortest_)
        return {};
    const Time allowed = multiple_ * std::max(*shortest_, longestSilence_);
    return beats_ > 1 ? allowed : std::max<Time>(allowed, PatienceAfterOne);
}

} // namespace helio
