// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/awaitedcalls.h"
#include "group/groupappends.h"
#include "group/knownlog.h"

#include <map>
#include <vector>

namespace helio {

/// Losses and clearings of this hub on their way through the log, each with a mark in the order of its appends, which
/// ends when the log has brought it. A loss that the log does not take is kept until it does.
class GroupNotes
{
public:
    /// Where it stands; nothing: that cannot be done now.
    using Done = std::function<void(std::optional<Position> at)>;

    /// All are borrowed. `onOver` comes when one is over out of its turn: appends may be answered, and answer() is due.
    GroupNotes(GroupLog &log, const KnownLog &known, AwaitedCalls &calls, GroupAppends &appends,
               std::function<void()> onOver);
    Q_DISABLE_COPY_MOVE(GroupNotes)

    /// It waits until sendLosses().
    void addLoss(Selection lost) { losses_.push_back(std::move(lost)); }
    /// Before all others: what was read is gone.
    void addLossOfAll();
    bool hasLosses() const { return !losses_.empty(); }
    /// While the log can be asked.
    void sendLosses();
    void sendClearing(const QByteArray &channel, Done done);

    /// The log has brought more: what stands there is over.
    void noteBrought();
    /// Those that the log has and did not bring are no longer waited for.
    void giveUp();
    /// Answers those that are over, when their figures were told.
    void answer();

private:
    struct Note
    {
        quint64 mark = 0; ///< in appends_
        Done done = {};
    };
    void send(LogEntry::Kind kind, const Selection &of, Done done);
    void setOver(const Note &note, std::optional<Position> at);

    GroupLog &log_;
    const KnownLog &known_;
    AwaitedCalls &calls_;
    GroupAppends &appends_;
    std::function<void()> onOver_;
    std::vector<Selection> losses_;       ///< that are still to be noted
    std::multimap<Position, Note> notes_; ///< that the log has, and has not brought yet
    std::vector<std::function<void()>> answers_;
};

} // namespace helio
