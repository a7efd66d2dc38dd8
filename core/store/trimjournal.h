// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/position.h"

#include <QByteArray>

#include <algorithm>
#include <deque>

namespace helio {

/// The last trims, in order: what a reader asks for that was told of all but a few of them.
class TrimJournal
{
public:
    static constexpr size_t MaximumTrims = 8'192;

    struct Trim
    {
        quint64 number = 0;
        Position position;
        QByteArray channel;
    };

    /// `number` is one more than that of the last.
    void note(quint64 number, Position position, const QByteArray &channel)
    {
        trims_.push_back({number, position, channel});
        if (trims_.size() > MaximumTrims)
            trims_.pop_front();
    }
    /// Whether all trims above `number` are here; there are some.
    bool reachesBackTo(quint64 number) const { return !trims_.empty() && trims_.front().number <= number + 1; }
    /// Whether `isIt` is true of a trim above `number` and behind `after`. What `number` is must be reached.
    template <typename Predicate>
    bool anyAbove(quint64 number, Position after, const Predicate &isIt) const
    {
        const auto first = trims_.cbegin() + qsizetype(number + 1 - trims_.front().number);
        return std::any_of(first, trims_.cend(),
                           [&](const Trim &trim) { return trim.position > after && isIt(trim.channel); });
    }

private:
    std::deque<Trim> trims_;
};

} // namespace helio
