// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/eventselection.h"

namespace helio {

bool EventSelection::holds(const EventView &event) const
{
    if (source && event.source != *source)
        return false;
    if (!isFolder)
        return channel.isEmpty() || event.channel == channel;
    if (event.channel.size() <= channel.size() || !event.channel.startsWith(channel))
        return false;
    const char next = event.channel[channel.size()];
    return next == '.' || next == '/';
}

} // namespace helio
