// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/position.h"

#include <algorithm>
#include <limits>

namespace helio {

/// A position as the file has it: one number, `milliseconds << 20 | sequence`, which orders as positions do.

inline constexpr int SequenceBits = 20;
inline constexpr quint64 MaximumSequence = (quint64(1) << SequenceBits) - 1;
/// Up to the year 2248.
inline constexpr quint64 MaximumMilliseconds = (quint64(1) << (63 - SequenceBits)) - 1;

/// Ids from elsewhere may have more: then the highest that stands no higher.
constexpr qint64 packed(Position position)
{
    if (position.milliseconds > MaximumMilliseconds)
        return std::numeric_limits<qint64>::max();
    return qint64(position.milliseconds << SequenceBits | std::min(position.sequence, MaximumSequence));
}

/// The other way; what is less than none is 0-0.
constexpr Position unpacked(qint64 number)
{
    if (number < 0)
        return {};
    return {quint64(number) >> SequenceBits, quint64(number) & MaximumSequence};
}

/// The next one behind `head`, at `wallMilliseconds` or later: a clock that was set back sets no position back, and a
/// millisecond that is full goes on in the next.
constexpr Position positionBehind(Position head, qint64 wallMilliseconds)
{
    const auto now = quint64(std::max<qint64>(wallMilliseconds, 0));
    if (now > head.milliseconds)
        return {now, 0};
    return head.sequence < MaximumSequence ? Position{head.milliseconds, head.sequence + 1}
                                           : Position{head.milliseconds + 1, 0};
}

} // namespace helio
