// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "group/grouplog.h"

namespace helio {

/// How a hub's log does, told of what a GroupLogListener is told. A value. Times called uptime are the hub's, in
/// milliseconds; all others are by the clock of Redis.
class GroupHealth
{
public:
    /// `uptime`: now.
    GroupHealth(QByteArray stream, qint64 uptime);

    void noteJoined(const LogJoined &joined);
    void noteRestoring(qint64 uptime);
    void noteLeft(const StoreState &state, qint64 uptime);
    void noteArrived(const QList<LogEntry> &entries, qint64 redisTime);
    void noteLooked(const LogHead &head);
    void noteBridge(const GroupInfo::Bridge &bridge) { info_.bridge = bridge; }

    /// Without the address. Of the hubs this one alone, with its lag: how late the entries of the second before the
    /// last look were read, or how long it has not read what is there.
    GroupInfo info(qint64 uptime) const;

private:
    void setState(GroupInfo::State state, qint64 uptime);

    GroupInfo info_;
    qint64 awaySince_; ///< uptime; says nothing while it is Open
    Position read_;
    Position unread_;   ///< the oldest head that was seen before it was read; read_ or before: none
    qint64 latest_ = 0; ///< the most that an entry was late since the last look
    qint64 lag_ = 0;
};

} // namespace helio
