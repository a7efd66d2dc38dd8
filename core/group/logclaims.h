// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/grouplog.h"
#include "group/logcalls.h"

namespace helio {

/// Which ids entries have on the wire that no hub wrote: the first hub to ask decides it for the group.
class LogClaims
{
public:
    /// Both are borrowed.
    LogClaims(LogCalls &asking, const LogOptions &options)
        : asking_(asking)
        , options_(options)
    {}

    /// `done` gets the entries as they are for readers, at once where nothing is to be asked; false: that could not be
    /// known, as the connection is lost, or Redis did not do it (problem()): all hubs are to have the same answer.
    void claim(QList<LogEntry> entries, std::function<void(const QList<LogEntry> &, bool)> done);
    const Message &problem() const { return problem_; }

private:
    LogCalls &asking_;
    const LogOptions &options_;
    Message problem_;
};

} // namespace helio
