// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/grouphealth.h"

#include <algorithm>

namespace helio {

GroupHealth::GroupHealth(QByteArray stream, qint64 uptime)
    : awaySince_(uptime)
{
    info_.stream = std::move(stream);
}

void GroupHealth::setState(GroupInfo::State state, qint64 uptime)
{
    if (info_.state == GroupInfo::State::Open)
        awaySince_ = uptime;
    info_.state = state;
    info_.problem.clear();
    lag_ = 0; // awayMs says it
}

void GroupHealth::noteJoined(const LogJoined &joined)
{
    if (read_ == Position())
        read_ = joined.head.last;
    setState(GroupInfo::State::Open, 0);
    info_.notice = joined.notice;
    latest_ = 0;
    unread_ = {};
}

void GroupHealth::noteRestoring(qint64 uptime)
{
    setState(GroupInfo::State::Restoring, uptime);
}

void GroupHealth::noteLeft(const StoreState &state, qint64 uptime)
{
    setState(GroupInfo::State::Away, uptime);
    info_.problem = state.problem;
}

void GroupHealth::noteArrived(const QList<LogEntry> &entries, qint64 redisTime)
{
    if (entries.isEmpty())
        return;
    info_.received += quint64(entries.size());
    info_.dropped += quint64(std::count_if(entries.cbegin(), entries.cend(), [](const LogEntry &entry) {
        return entry.kind == LogEntry::Kind::Unreadable;
    }));
    latest_ = std::max(latest_, redisTime - entries.constFirst().position.time());
    read_ = std::max(read_, entries.constLast().position);
}

void GroupHealth::noteLooked(const LogHead &head)
{
    lag_ = std::exchange(latest_, 0);
    if (head.last <= read_)
        return;
    if (unread_ <= read_)
        unread_ = head.last;
    lag_ = std::max(lag_, head.redisTime - unread_.time());
}

GroupInfo GroupHealth::info(qint64 uptime) const
{
    GroupInfo info = info_;
    info.awayMs = info.state == GroupInfo::State::Open ? 0 : std::max<qint64>(0, uptime - awaySince_);
    info.hubs = {{.lagMs = lag_, .isSelf = true}};
    return info;
}

} // namespace helio
