// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/heard.h"

namespace helio {

void Heard::add(const HeardEvent &event)
{
    ++count;
    if (events.size() < MaximumEvents) {
        events.append(event);
        return;
    }
    // The latter half is a ring: what came first and what came last are both wanted.
    constexpr qsizetype Half = MaximumEvents / 2;
    events[Half + qsizetype((count - 1) % quint64(Half))] = event;
}

} // namespace helio
