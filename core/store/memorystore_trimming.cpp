// SPDX-License-Identifier: GPL-3.0-or-later
// What goes: by the bounds, by age, and when a channel is cleared or forgotten.
#include "store/memorystore.h"

namespace helio {

namespace {

/// About a millisecond.
constexpr size_t TrimmedAtOnce = 2000;

} // namespace

/// Of all channels.
void MemoryStore::trimOldest()
{
    trimOldestOf(*channels_.find(log_.front()->event.channel));
}

void MemoryStore::TrimPast::note(quint32 now, Position trimmed)
{
    if (minute == now)
        return;
    beforePrevious = minute + 1 == now ? beforeMinute : trimmed;
    beforeMinute = trimmed;
    minute = now;
}

Position MemoryStore::TrimPast::earlier(quint32 now, Position trimmed) const
{
    if (minute == now)
        return beforePrevious;
    return minute + 1 == now ? beforeMinute : trimmed;
}

void MemoryStore::trimOldestOf(NamedChannel &named)
{
    named.second.trimPast.note(minute_, named.second.trimmed.position);
    trimPast_.note(minute_, highestTrimmed_);
    removeOldestOf(named);
}

void MemoryStore::removeOldestOf(NamedChannel &named)
{
    auto &[name, channel] = named;
    const HeldEventPtr event = channel.events.pop();
    channel.trimmed = {event->position, ++trims_};
    journal_.note(trims_, event->position, name);
    highestTrimmed_ = std::max(highestTrimmed_, event->position);
    const qint64 cost = costOfEvent(*event) + (channel.events.isEmpty() ? costOfChannel(name) : 0);
    channel.bytes -= cost;
    heldBytes_ -= cost;
    --heldEvents_;
    log_.remove(*event);
    noteChange(named);
    if (event->ownId.isEmpty())
        return;
    ownIds_.remove(event);
    if (event->event.id == event->ownId)
        trimmedIds_.note(event->event.id, event->position, [](Position) {});
}

bool MemoryStore::trimByAge()
{
    if (!listener_)
        return false;
    minute_ = minuteOf(clock_);
    size_t budget = TrimmedAtOnce;
    const bool clearsMore = trimCleared(budget);
    const qint64 oldest = clock_.uptimeMilliseconds() - limits_.maximumAge.count();
    const auto isDue = [&] { return !log_.isEmpty() && log_.front()->addedAt < oldest; };
    for (; budget > 0 && isDue(); --budget)
        trimOldest();
    reportFigures();
    return clearsMore || isDue();
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
        const auto found = channels_.find(clearing_.front().channel);
        const auto isDue = [&] {
            return found != channels_.end() && !found->second.events.isEmpty() &&
                   found->second.events.front()->position <= clearing_.front().upTo;
        };
        // Somebody wanted it so: that history is short is not to be said of it.
        for (; budget > 0 && isDue(); --budget)
            removeOldestOf(*found);
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
    const auto found = channels_.find(name);
    if (found == channels_.end() || !found->second.events.isEmpty() || found->second.figuresChanged)
        return;
    vanished_.note(name, found->second.trimmed, [this](const Trimmed &forgotten) {
        floor_.position = std::max(floor_.position, forgotten.position);
        floor_.number = std::max(floor_.number, forgotten.number);
    });
    NamedChannel *last = places_.back();
    last->second.place = found->second.place;
    places_[last->second.place] = last;
    places_.pop_back();
    channels_.erase(found);
}

} // namespace helio
