// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/awaitedcalls.h"
#include "group/knownlog.h"

#include <deque>

namespace helio {

/// What all hubs hide since this one cleared it goes from the log: one channel after the other, the oldest first, in
/// pieces that hold up nobody. Each `done` comes exactly once: whether all of it is gone.
class GroupClearings
{
public:
    /// All are borrowed. Where the store no longer `isServing`, what is at work ends with its next step.
    GroupClearings(GroupLog &log, KnownLog &known, AwaitedCalls &calls, Slices &slices,
                   std::function<bool()> isServing);
    Q_DISABLE_COPY_MOVE(GroupClearings)

    void add(const QByteArray &channel, Position upTo, std::function<void(bool)> done);
    /// None of them goes on.
    void giveUp();

private:
    struct Clearing
    {
        quint64 number;
        QByteArray channel;
        Position upTo;
        std::function<void(bool)> done;
        Position after = {}; ///< what stands up to there was found
        bool isSearching = false;
        bool isAllFound = false;
        int underWay = 0; ///< removals
    };

    bool isAtWork(quint64 number) const { return !clearings_.empty() && clearings_.front().number == number; }
    void goOn();
    void search();
    void remove(const QList<Position> &found);
    void end(bool isDone);

    GroupLog &log_;
    KnownLog &known_;
    AwaitedCalls &calls_;
    Slices &slices_;
    std::function<bool()> isServing_;
    std::deque<Clearing> clearings_; ///< the first one is at work
    quint64 last_ = 0;
};

} // namespace helio
