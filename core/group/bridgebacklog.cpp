// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/bridgebacklog.h"

#include <algorithm>

namespace helio {

void BridgeBacklog::clear()
{
    *this = BridgeBacklog();
}

void BridgeBacklog::add(const LogEntry &event)
{
    if (seen_.size() < MostSeen)
        seen_.push_back({event.position, *channels_.insert(event.event.channel)});
}

void BridgeBacklog::addClearing(const LogEntry &clearing)
{
    const auto isHidden = [&clearing](const Seen &seen) {
        return seen.position < clearing.position && clearing.of.matches(seen.channel);
    };
    seen_.erase(std::remove_if(seen_.begin(), seen_.end(), isHidden), seen_.end());
    const auto before = gone_.begin() + qsizetype(goneBefore_);
    goneBefore_ -= size_t(std::count_if(gone_.begin(), before, isHidden));
    gone_.erase(std::remove_if(gone_.begin(), gone_.end(), isHidden), gone_.end());
    const auto isSame = [&clearing](const Clearing &one) { return one.of == clearing.of; };
    clearings_.erase(std::remove_if(clearings_.begin(), clearings_.end(), isSame), clearings_.end());
    if (clearings_.size() == MostClearings)
        clearings_.erase(clearings_.begin());
    clearings_.push_back({clearing.position, clearing.of});
}

bool BridgeBacklog::isCleared(const LogEntry &event) const
{
    return std::any_of(clearings_.begin(), clearings_.end(), [&event](const Clearing &one) {
        return event.position < one.position && one.of.matches(event.event.channel);
    });
}

void BridgeBacklog::noteRead(Position upTo, Position first)
{
    for (; !seen_.empty() && seen_.front().position <= upTo; seen_.pop_front()) {
        if (first == Position() || seen_.front().position < first)
            gone_.push_back(seen_.front());
    }
    if (seen_.empty())
        channels_.clear();
    const auto isPassed = [upTo](const Clearing &one) { return one.position <= upTo; };
    clearings_.erase(std::remove_if(clearings_.begin(), clearings_.end(), isPassed), clearings_.end());
}

qsizetype BridgeBacklog::takeLost()
{
    const size_t lost = goneBefore_;
    gone_.erase(gone_.begin(), gone_.begin() + qsizetype(lost));
    goneBefore_ = gone_.size();
    return qsizetype(lost);
}

} // namespace helio
