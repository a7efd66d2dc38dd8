// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/logindex.h"
#include "hub/clock.h"
#include "store/logtail.h"

#include <functional>

namespace helio {

class Slices;

/// What a hub knows of its group's log: its end, as events in memory, what else stands in it, where it begins and ends,
/// and which time it is there. It asks the log for nothing, and is told what came of it.
///
/// HistoryLimits::maximumBytes and the ages bound the whole log; what a channel's own bounds say is hidden by each hub
/// when it reads. Times are the log's, and ages go on by the uptime between two looks at it.
///
/// Places in the log, as a rule in this order:
/// | place | what it says |
/// | --- | --- |
/// | first() | the log begins there: what stood before is gone |
/// | `trimmed_` | Redis was told to let go what stands before, and may not have done so yet |
/// | index().from() | the index knows of all that stands from there on |
/// | tail().start() | memory holds all that stands behind it |
/// | head() | the last that was told: nothing is read beyond it |
///
/// The floor that LogTail::begin() gets is no such place: of channels that nobody here knew, all up to it may be
/// missing.
class KnownLog
{
public:
    /// `clock` and `slices` are borrowed. `onDropped` comes when what is gone was dropped, and figures changed by it.
    KnownLog(const HistoryLimits &limits, const Clock &clock, Slices &slices, std::function<void()> onDropped);
    Q_DISABLE_COPY_MOVE(KnownLog)

    /// Whether the log can be asked.
    bool isJoined() const { return isJoined_; }
    void setJoined(bool isJoined) { isJoined_ = isJoined; }
    /// The log was joined for the first time. What was there before is not known to be missing but where it begins.
    void begin(const LogHead &head);
    bool hasBegun() const { return tail_.hasBegun(); }
    /// What memory holds and the index says may no longer be there, and what is there begins with `first`. Readers are
    /// told.
    void beginAnew(Position first);
    /// Memory holds nothing; what stands behind `start` is added to the tail.
    void beginTail(Position start);

    /// It was looked at.
    void noteHead(const LogHead &head);
    /// It begins there.
    void noteFirst(Position first);
    /// Its next entry; of an event, as memory holds it. A loss is still to be noted.
    StoredEventPtr add(const LogEntry &entry);
    /// What stands before all that the index knows.
    void addBefore(const IndexPiece &piece);
    /// Of a log that begins there.
    static Position firstOf(const LogHead &head);

    LogTail &tail() { return tail_; }
    const LogTail &tail() const { return tail_; }
    const LogIndex &index() const { return index_; }
    Position first() const { return first_; }
    Position head() const { return head_; }
    /// Milliseconds since 1970-01-01T00:00Z, by the clock of Redis.
    qint64 redisTime() const { return redisTime_ + clock_.uptimeMilliseconds() - redisTimeAt_; }

    /// Hides what is too old: a step; true when there is more to do.
    bool hideByAge();
    /// What stands before it the log is to let go, where that was not answered before.
    std::optional<Position> takeTrim();

    /// Of the channels whose figures changed, for the tail as well. The id of what is no longer in memory is its
    /// position's, behind which a reader begins as well.
    QList<ChannelFigures> takeFigures();
    StoreFigures all() { return index_.all(); }
    /// They changed, and are taken later.
    void setFiguresDue(bool areDue) { areFiguresDue_ = areDue; }
    bool areFiguresDue() const { return areFiguresDue_; }
    /// Where the index does not reach so far, which channels the log holds is not known; nor does memory know it while
    /// figures are due.
    bool isInMemory(const ReadRequest &request) const;

    /// `call` comes when all that is gone was dropped; at once where it was.
    void whenDropped(std::function<void()> call);
    /// `call` comes when the index knows more.
    void whenMoreIsKnown(std::function<void()> call) { waiting_.push_back(std::move(call)); }
    /// It does.
    void answerWaiting();
    /// Whoever waits is called.
    void giveUp();

private:
    void applyTrims();
    void finishDropping();

    const Clock &clock_;
    Slices &slices_;
    std::function<void()> onDropped_;
    LogTail tail_;
    LogIndex index_;
    bool isJoined_ = false;
    Position head_;
    Position first_;
    Position trimmed_;
    qint64 redisTime_ = 0;   ///< at the last look
    qint64 redisTimeAt_ = 0; ///< uptime
    bool areFiguresDue_ = false;
    bool isDropping_ = false;
    std::vector<std::function<void()>> afterDropping_;
    std::vector<std::function<void()>> waiting_;
};

} // namespace helio
