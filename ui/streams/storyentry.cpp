// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/streams/storyentry.h"

namespace helio {

qsizetype StoryEntry::byteCount() const
{
    qsizetype cost = qsizetype(sizeof(StoryEntry)) + method.size() + text.size() + 2 * error.message.size();
    for (const auto &[name, value] : headers)
        cost += name.size() + value.size() + 64;
    return cost;
}

bool StoryEntry::fold(const StoryEntry &next)
{
    if (kind != next.kind || (kind != Kind::Comment && kind != Kind::Heartbeat) || text != next.text)
        return false;
    count += next.count;
    lastAt = next.lastAt ? next.lastAt : next.at;
    return true;
}

} // namespace helio
