// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/grouplog.h"

#include <QSet>

#include <deque>
#include <vector>

namespace helio {

/// Events that are to be published by a bridge which is behind the log: they were seen, and are still to be read. Those
/// that somebody clears meanwhile are not to go out, and those that the log lets go are lost.
class BridgeBacklog
{
public:
    void clear();
    /// Of an event that was seen.
    void add(const LogEntry &event);
    /// Of a Clear that was seen, perhaps before what it clears.
    void addClearing(const LogEntry &clearing);
    bool isCleared(const LogEntry &event) const;
    /// All that is left up to there was read when the log began at `first` (0-0: nothing was left).
    void noteRead(Position upTo, Position first);
    /// How many are lost, each once. Asked now and then: what went a moment ago may have been cleared.
    qsizetype takeLost();

    /// More are not known: they count as published, whatever became of them.
    static constexpr size_t MostSeen = 200'000;
    static constexpr size_t MostClearings = 1'000;

private:
    struct Seen
    {
        Position position;
        QByteArray channel;
    };
    struct Clearing
    {
        Position position;
        Selection of;
    };

    std::deque<Seen> seen_;
    QSet<QByteArray> channels_; ///< of seen_, for one text each
    std::vector<Clearing> clearings_;
    std::vector<Seen> gone_;
    size_t goneBefore_ = 0; ///< of gone_, when takeLost() was asked last
};

} // namespace helio
