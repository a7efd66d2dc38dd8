// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/doctor/eventplaces.h"

#include <algorithm>

namespace helio {

namespace {

// So far apart are two places at most, in events of their own source and of all: a walk is never longer.
constexpr quint64 OwnEventsBetweenPlaces = 256;
constexpr quint64 EventsBetweenPlaces = 4096;

} // namespace

void EventPlaces::restart(int source)
{
    sources_.insert(source, {});
}

void EventPlaces::remove(int source)
{
    sources_.remove(source);
}

void EventPlaces::onEvents(const std::deque<FeedQueue::Item> &items, const EventRing &ring, quint64 dropped)
{
    if (sources_.isEmpty())
        return;
    if (dropped > 0) {
        for (Source &source : sources_)
            source.isCounted = false;
    }
    quint64 sequence = ring.next();
    int known = -1; // mostly many of one source stand together
    Source *source = nullptr;
    for (const FeedQueue::Item &item : items) {
        const quint64 at = sequence++;
        if (item.source != known) {
            const auto found = sources_.find(item.source);
            source = found == sources_.end() ? nullptr : &*found;
            known = item.source;
        }
        if (!source || !source->isCounted)
            continue;
        ++source->count;
        std::deque<Place> &places = source->places;
        if (places.empty() || source->count - places.back().number >= OwnEventsBetweenPlaces ||
            at - places.back().sequence >= EventsBetweenPlaces)
            places.push_back({source->count, at});
    }
    // What the ring let go of is looked for no more.
    for (Source &each : sources_) {
        while (each.places.size() > 1 && each.places[1].sequence <= ring.first())
            each.places.pop_front();
    }
}

bool EventPlaces::isAwaited(int source, quint64 number) const
{
    const auto found = sources_.constFind(source);
    return found != sources_.cend() && found->isCounted && number > found->count;
}

std::optional<quint64> EventPlaces::sequenceOf(int source, quint64 number, const EventRing &ring) const
{
    const auto found = sources_.constFind(source);
    if (found == sources_.cend() || number == 0 || number > found->count)
        return {};
    const auto behind = std::upper_bound(found->places.begin(), found->places.end(), number,
                                         [](quint64 wanted, const Place &place) { return wanted < place.number; });
    if (behind == found->places.begin())
        return {};
    Place place = *std::prev(behind);
    size_t block = 0;
    while (place.number < number) {
        if (++place.sequence >= ring.next())
            return {};
        // Of what has gone nothing is known, not even whose it was.
        if (place.sequence <= ring.first())
            return {};
        if (ring.at(place.sequence, block).source == source)
            ++place.number;
    }
    if (place.sequence < ring.first() || place.sequence >= ring.next())
        return {};
    return place.sequence;
}

} // namespace helio
