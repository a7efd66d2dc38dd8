// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/store.h"

#include <algorithm>

namespace helio {

/// To how many subscribers the events of a channel went, those that their publishers may repeat: who repeats itself
/// gets the first answer. Nothing is known of what went before this hub started.
class Reach
{
public:
    /// Positions must rise.
    void note(Position position, qint64 subscribers) { notes_.append({position, subscribers}); }
    /// Forgets what history does not hold any more.
    void keepWithin(const HistoryFigures &held)
    {
        if (held.events == 0)
            notes_.clear();
        while (!notes_.isEmpty() && notes_.constFirst().position < held.oldest)
            notes_.removeFirst();
    }
    /// 0 when nothing is known.
    qint64 of(Position position) const
    {
        const auto note = std::lower_bound(notes_.cbegin(), notes_.cend(), position,
                                           [](const Note &one, Position wanted) { return one.position < wanted; });
        return note != notes_.cend() && note->position == position ? note->subscribers : 0;
    }

private:
    struct Note
    {
        Position position;
        qint64 subscribers = 0;
    };
    QList<Note> notes_; ///< in order
};

} // namespace helio
