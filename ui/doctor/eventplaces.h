// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/feedqueue.h"
#include "ui/events/eventring.h"

#include <QHash>

#include <deque>
#include <optional>

namespace helio {

/// Where the ring holds the event that findings call by its number: the evidence counts the events of one stream from 1
/// on, over its connections; what comes beside them is not counted. Keeps a place now and then, as many as the ring has
/// room for, and walks from there, to each number once.
class EventPlaces
{
public:
    /// The events of `source` count from 1 again. Those of others, such as the hub, are not counted.
    void restart(int source);
    void remove(int source);
    /// To be called before the ring takes these. `lost`: what went before them for lack of room; it has numbers, and no
    /// place.
    void onEvents(const std::deque<FeedQueue::Item> &items, const EventRing &ring, const FeedQueue::Losses &lost = {});

    /// The sequence number of the event; nothing when the ring does not hold it, or its place is not known.
    std::optional<quint64> sequenceOf(int source, quint64 number, const EventRing &ring) const;
    /// It has not come yet.
    bool isAwaited(int source, quint64 number) const;

private:
    struct Place
    {
        quint64 number;
        quint64 sequence;
        bool isLost = false; ///< this one, and those behind it, up to the next place
    };
    struct Source
    {
        quint64 count = 0;
        bool isInterrupted = false; ///< something came beside: from the last place on, no walk gets past it
        std::deque<Place> places;
        mutable QHash<quint64, quint64> found; ///< sequence numbers by the events' own: so far one walked
    };

    static void addLoss(Source &source, quint64 count, quint64 next);
    static void addEvent(Source &source, quint64 sequence);
    static std::optional<quint64> walk(const Source &source, int id, quint64 number, const EventRing &ring);

    QHash<int, Source> sources_;
};

} // namespace helio
