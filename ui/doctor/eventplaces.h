// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/feedqueue.h"
#include "ui/events/eventring.h"

#include <QHash>

#include <deque>
#include <optional>

namespace helio {

/// Where the ring holds the event that findings call by its number: the evidence counts the events of one stream from 1
/// on, over its connections. Keeps a place now and then, as many as the ring has room for, and walks from there.
class EventPlaces
{
public:
    /// The events of `source` count from 1 again. Those of others, such as the hub, are not counted.
    void restart(int source);
    void remove(int source);
    /// To be called before the ring takes these. `dropped`: how many went before them for lack of room; what comes
    /// behind such a loss has no number any more, until restart().
    void onEvents(const std::deque<FeedQueue::Item> &items, const EventRing &ring, quint64 dropped);

    /// The sequence number of the event; nothing when the ring does not hold it, or its place is not known.
    std::optional<quint64> sequenceOf(int source, quint64 number, const EventRing &ring) const;
    /// It has not come yet.
    bool isAwaited(int source, quint64 number) const;

private:
    struct Place
    {
        quint64 number;
        quint64 sequence;
    };
    struct Source
    {
        quint64 count = 0;
        bool isCounted = true;
        std::deque<Place> places;
    };

    QHash<int, Source> sources_;
};

} // namespace helio
