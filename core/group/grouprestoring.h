// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/awaitedcalls.h"
#include "group/knownlog.h"

#include <map>
#include <optional>

namespace helio {

/// Gives Redis what it lost and memory has: events, clearings and losses, one part after the other. Where another hub
/// may reach farther back, that one first. What nobody puts back is lost: the log begins later then, or readers find it
/// missing.
class GroupRestoring
{
public:
    /// All but `hub`, this hub's id, are borrowed.
    GroupRestoring(GroupLog &log, const KnownLog &known, AwaitedCalls &calls, const Clock &clock, QByteArray hub);
    Q_DISABLE_COPY_MOVE(GroupRestoring)

    /// An entry that is no event, and stands behind the tail's start: it is to be put back with the events there.
    void keep(const LogEntry &entry);
    /// As GroupLogListener::restoring().
    void restore(const LogHead &head);
    /// The time for it is over.
    void end() { since_.reset(); }
    /// Nothing of what was kept is to be put back.
    void forget() { controls_.clear(); }

private:
    void putBack(Position from, bool hadOthersTime, Position after);
    QList<LogEntry> heldBehind(Position after) const;

    GroupLog &log_;
    const KnownLog &known_;
    AwaitedCalls &calls_;
    const Clock &clock_;
    QByteArray hub_;
    std::map<Position, LogEntry> controls_; ///< what is no event
    bool isPuttingBack_ = false;
    std::optional<qint64> since_; ///< uptime since which Redis has what it has
    Position last_;               ///< its end then
};

} // namespace helio
