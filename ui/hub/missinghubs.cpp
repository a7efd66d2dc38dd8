// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/missinghubs.h"

#include <algorithm>

namespace helio {

namespace {

bool isNamed(const QList<GroupInfo::Hub> &hubs, const QString &name)
{
    return std::any_of(hubs.cbegin(), hubs.cend(), [&name](const GroupInfo::Hub &hub) { return hub.name == name; });
}

bool holds(const QList<GroupInfo::Hub> &hubs, const QByteArray &id)
{
    return std::any_of(hubs.cbegin(), hubs.cend(), [&id](const GroupInfo::Hub &hub) { return hub.id == id; });
}

} // namespace

void MissingHubs::onGroup(const std::optional<GroupInfo> &group, qint64 now)
{
    const auto self = group ? std::find_if(group->hubs.cbegin(), group->hubs.cend(),
                                           [](const GroupInfo::Hub &hub) { return hub.isSelf; })
                            : QList<GroupInfo::Hub>::const_iterator();
    if (!group || self == group->hubs.cend() || self->id != self_) {
        // Another hub, or another life of it: it knows of no others than those that it names.
        *this = {};
        self_ = group && self != group->hubs.cend() ? self->id : QByteArray();
    }
    if (!group || group->state != GroupInfo::State::Open)
        return; // the others are as they were known last
    for (const GroupInfo::Hub &hub : std::as_const(present_)) {
        if (!holds(group->hubs, hub.id) && !isNamed(group->hubs, hub.name))
            missing_.prepend({hub, now});
    }
    missing_.removeIf(
        [&](const Hub &hub) { return isNamed(group->hubs, hub.last.name) || now - hub.missingAt > MostMilliseconds; });
    missing_.resize(std::min(missing_.size(), MostHubs));
    present_ = group->hubs;
}

} // namespace helio
