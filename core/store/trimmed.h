// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/store.h"

namespace helio {

/// What was trimmed: the highest position, and the number of that trim. A reader at `after` that was told of the first
/// `told` trims misses something exactly when position > after and number > told, since within a channel both only
/// rise.
struct Trimmed
{
    Position position;
    quint64 number = 0;
    bool concerns(const ReadRequest &request) const { return position > request.after && number > request.trims; }
};

/// How far trimming had come a moment ago. Minutes are whole ones of the machine's uptime.
struct TrimPast
{
    Position beforeMinute;   ///< what was trimmed when `minute` began
    Position beforePrevious; ///< the same a minute earlier
    quint32 minute = 0;      ///< the last one in which something was trimmed

    /// `trimmed`: before that trim.
    void note(quint32 now, Position trimmed)
    {
        if (minute == now)
            return;
        beforePrevious = minute + 1 == now ? beforeMinute : trimmed;
        beforeMinute = trimmed;
        minute = now;
    }
    /// What had been trimmed one to two minutes ago; `trimmed`: what is now.
    Position earlier(quint32 now, Position trimmed) const
    {
        if (minute == now)
            return beforePrevious;
        return minute + 1 == now ? beforeMinute : trimmed;
    }
};

} // namespace helio
