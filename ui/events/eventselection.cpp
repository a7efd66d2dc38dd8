// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/eventselection.h"

#include "ui/events/mutedparts.h"

namespace helio {

bool EventSelection::holds(const EventView &event) const
{
    if (source && event.source != *source)
        return false;
    if (!isFolder)
        return channel.isEmpty() || event.channel == channel;
    return isBelow(event.channel, channel);
}

} // namespace helio
