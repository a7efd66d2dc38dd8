// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/grouplog.h"
#include "group/logcalls.h"

namespace helio {

/// Judges entries that no hub wrote: whether their time has come, and which ids they have on the wire. The first hub to
/// ask decides that for the group.
class LogClaims
{
public:
    /// Both are borrowed. `redisTime`: milliseconds since 1970-01-01T00:00Z, by the clock of Redis.
    LogClaims(LogCalls &asking, const LogOptions &options, std::function<qint64()> redisTime)
        : asking_(asking)
        , options_(options)
        , redisTime_(std::move(redisTime))
    {}

    /// `done` gets the entries as they are for readers, at once where nothing is to be asked; false: that could not be
    /// known, as the connection is lost, or Redis did not do it (problem()): all hubs are to have the same answer.
    void claim(QList<LogEntry> entries, std::function<void(const QList<LogEntry> &, bool)> done);
    const Message &problem() const { return problem_; }

private:
    LogCalls &asking_;
    const LogOptions &options_;
    std::function<qint64()> redisTime_;
    Message problem_;
};

} // namespace helio
