// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/doctor/eventplaces.h"

#include <algorithm>
#include <utility>

namespace helio {

namespace {

// So far apart are two places at most, in events of their own source and of all: a walk is never longer.
constexpr quint64 OwnEventsBetweenPlaces = 256;
constexpr quint64 EventsBetweenPlaces = 4096;
/// Of one source: more than its findings name.
constexpr qsizetype MaximumFound = 4096;

} // namespace

void EventPlaces::restart(int source)
{
    sources_.insert(source, {});
}

void EventPlaces::remove(int source)
{
    sources_.remove(source);
}

void EventPlaces::addLoss(Source &source, quint64 count, quint64 next)
{
    if (source.places.empty() || !source.places.back().isLost)
        source.places.push_back({source.count + 1, next, true});
    source.count += count;
}

void EventPlaces::addEvent(Source &source, quint64 sequence)
{
    ++source.count;
    std::deque<Place> &places = source.places;
    if (std::exchange(source.isInterrupted, false) || places.empty() || places.back().isLost ||
        source.count - places.back().number >= OwnEventsBetweenPlaces ||
        sequence - places.back().sequence >= EventsBetweenPlaces)
        places.push_back({source.count, sequence});
}

void EventPlaces::onEvents(const std::deque<FeedQueue::Item> &items, const EventRing &ring,
                           const FeedQueue::Losses &lost)
{
    if (sources_.isEmpty())
        return;
    quint64 sequence = ring.next();
    for (auto it = lost.cbegin(); it != lost.cend(); ++it) {
        if (const auto found = sources_.find(it.key()); found != sources_.end())
            addLoss(*found, it.value(), sequence);
    }
    int known = -1; // mostly many of one source stand together
    Source *source = nullptr;
    for (const FeedQueue::Item &item : items) {
        const quint64 at = sequence++;
        if (item.source != known) {
            const auto found = sources_.find(item.source);
            source = found == sources_.end() ? nullptr : &*found;
            known = item.source;
        }
        if (!source)
            continue;
        if (item.isBeside)
            source->isInterrupted = true;
        else
            addEvent(*source, at);
    }
    // What the ring let go of is looked for no more.
    for (Source &each : sources_) {
        while (each.places.size() > 1 && each.places[1].sequence <= ring.firstLive())
            each.places.pop_front();
    }
}

bool EventPlaces::isAwaited(int source, quint64 number) const
{
    const auto found = sources_.constFind(source);
    return found != sources_.cend() && number > found->count;
}

std::optional<quint64> EventPlaces::sequenceOf(int source, quint64 number, const EventRing &ring) const
{
    const auto found = sources_.constFind(source);
    if (found == sources_.cend() || number == 0 || number > found->count)
        return {};
    std::optional<quint64> sequence;
    if (const auto known = found->found.constFind(number); known != found->found.cend()) {
        sequence = *known;
    } else if ((sequence = walk(*found, source, number, ring))) {
        if (found->found.size() >= MaximumFound)
            found->found.clear();
        found->found.insert(number, *sequence);
    }
    if (!sequence || *sequence < ring.firstLive() || *sequence >= ring.next())
        return {};
    return sequence;
}

std::optional<quint64> EventPlaces::walk(const Source &source, int id, quint64 number, const EventRing &ring)
{
    const auto behind = std::upper_bound(source.places.begin(), source.places.end(), number,
                                         [](quint64 wanted, const Place &place) { return wanted < place.number; });
    if (behind == source.places.begin())
        return {};
    Place place = *std::prev(behind);
    if (place.isLost)
        return {};
    size_t block = 0;
    while (place.number < number) {
        if (++place.sequence >= ring.next())
            return {};
        // Of what has gone nothing is known, not even whose it was.
        if (place.sequence <= ring.firstLive())
            return {};
        if (ring.at(place.sequence, block).source == id)
            ++place.number;
    }
    return place.sequence;
}

} // namespace helio
