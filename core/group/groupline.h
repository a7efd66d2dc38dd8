// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"

#include <QByteArray>
#include <QList>

namespace helio {

/// A hub of the group, as the others see it.
struct HubPresence
{
    QByteArray hub;      ///< its id
    QByteArray presence; ///< what it says of itself: JSON
};

class GroupLineListener
{
public:
    virtual ~GroupLineListener() = default;
    /// A message to all or to this hub; of those to all, this hub's own may be among them.
    virtual void heard(const QByteArray &message) = 0;
    /// Each second: who is there, this hub among them. Empty, once, when they cannot be reached any more.
    virtual void hubsChanged(const QList<HubPresence> &hubs) = 0;
    /// At each join, before hubsChanged(): who is kept away. `areAll`: whoever is not among them is not. Else some may
    /// have been lost, or there never were any.
    virtual void bansRead(const QList<BanInfo> &bans, bool areAll) = 0;
};

/// What hubs of a group say to one another beside the log; in the hub's thread, and no call blocks. What is said while
/// somebody is away, he does not hear. The listener is never called from within a call.
class GroupLine
{
public:
    virtual ~GroupLine() = default;
    /// `listener` is borrowed, until the line is destroyed or gets null.
    virtual void setLineListener(GroupLineListener *listener) = 0;
    /// What the others are told of this hub from the next second on.
    virtual void setPresence(const QByteArray &json) = 0;
    /// `hub`: who hears it; empty: all. At most MaximumMessageBytes.
    virtual void say(const QByteArray &hub, const QByteArray &message) = 0;
    /// Kept for hubs that come later; `endsAt` 0 lifts it.
    virtual void keepBan(const BanInfo &ban) = 0;

    static constexpr qsizetype MaximumMessageBytes = qsizetype(1) << 20;
};

} // namespace helio
