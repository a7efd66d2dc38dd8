// SPDX-License-Identifier: GPL-3.0-or-later
// What goes: by the bounds, by age, and when a channel is cleared or forgotten.
#include "store/memorystore.h"

#include <algorithm>

namespace helio {

namespace {

/// About a millisecond.
constexpr size_t TrimmedAtOnce = 2000;

} // namespace

void MemoryStore::trimOldestOf(NamedChannel &channel, Misses::Cause cause)
{
    const HeldEventPtr event = held_.takeOldestOf(channel);
    misses_.noteTrim(channel, *event, cause);
    noteChange(channel);
}

/// Of all channels.
void MemoryStore::trimOldest()
{
    trimOldestOf(*channels_.find(held_.oldest().event.channel), Misses::Cause::Bounds);
}

bool MemoryStore::trimByAge()
{
    if (!listener_)
        return false;
    misses_.setTime(clock_.uptimeMilliseconds());
    size_t budget = TrimmedAtOnce;
    const bool clearsMore = trimCleared(budget);
    const bool agesMore = agesDiffer_ ? trimChannelsByAge(budget) : trimLogByAge(budget);
    reportFigures();
    return clearsMore || agesMore;
}

/// A step of it; true when there is more.
bool MemoryStore::trimLogByAge(size_t &budget)
{
    const qint64 oldest = clock_.uptimeMilliseconds() - limits_.maximumAge.count();
    const auto isDue = [&] { return !held_.isEmpty() && held_.oldest().addedAt < oldest; };
    for (; budget > 0 && isDue(); --budget)
        trimOldest();
    return isDue();
}

/// The same where an event that may stay for long can stand before others that may not: each channel is looked at. From
/// the last to the first: one that goes has another that was looked at, or the last of the others, take its place.
bool MemoryStore::trimChannelsByAge(size_t &budget)
{
    const qint64 now = clock_.uptimeMilliseconds();
    agingLeft_ = std::min(agingLeft_ > 0 ? agingLeft_ : channels_.count(), channels_.count());
    for (; agingLeft_ > 0 && budget > 0; --agingLeft_, --budget) {
        NamedChannel &channel = channels_.at(agingLeft_ - 1);
        const HeldRing &events = channel.second.events;
        const qint64 oldest = now - boundsOf(channel).maximumAge.count();
        const auto isDue = [&] { return !events.isEmpty() && events.front()->addedAt < oldest; };
        for (; budget > 1 && isDue(); --budget)
            trimOldestOf(channel, Misses::Cause::Bounds);
        if (isDue())
            return true;
    }
    return agingLeft_ > 0;
}

void MemoryStore::clear(QByteArray channel, std::function<void(bool)> done)
{
    if (!isOpen()) {
        done(false);
        return;
    }
    clearing_.push_back({std::move(channel), head_, std::move(done)});
    size_t budget = TrimmedAtOnce;
    trimCleared(budget);
    reportFigures();
}

/// A step of what clear() has left; true when there is more.
bool MemoryStore::trimCleared(size_t &budget)
{
    while (!clearing_.empty()) {
        NamedChannel *found = channels_.find(clearing_.front().channel);
        const auto isDue = [&] {
            return found && !found->second.events.isEmpty() &&
                   found->second.events.front()->position <= clearing_.front().upTo;
        };
        for (; budget > 0 && isDue(); --budget)
            trimOldestOf(*found, Misses::Cause::Wish);
        if (isDue())
            return true;
        const auto done = std::move(clearing_.front().done);
        clearing_.pop_front();
        reportFigures();
        done(true);
    }
    return false;
}

void MemoryStore::forgetChannel(const QByteArray &name)
{
    const NamedChannel *found = channels_.find(name);
    if (!found || !found->second.events.isEmpty() || found->second.figuresChanged)
        return;
    misses_.noteForgotten(*found);
    channels_.forget(*found);
}

} // namespace helio
