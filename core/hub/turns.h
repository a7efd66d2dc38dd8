// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"

#include <QtGlobal>

#include <chrono>
#include <optional>
#include <vector>

namespace helio {

/// How long this thread's event loop stood still for one thing: turns that took longer than Limit, by what ran in them.
/// There is one for each thread, since it is the thread that stands still, whatever it is busy with.
class Turns
{
public:
    static constexpr std::chrono::milliseconds Limit{100};

    static Turns &ofThisThread();

    /// Nothing was long until now: a hub begins.
    void clear();
    /// Each thing that was long at least once; in the order of their first times.
    const std::vector<LongTurns> &all() const { return all_; }

    /// The longest since the last call, for the log.
    struct Worst
    {
        const char *name;
        qint64 wallMs;
        qint64 cpuMs;  ///< of the thread: much less than wallMs where the machine is busy with others
        quint64 turns; ///< how many were long
    };
    std::optional<Worst> takeWorst();

private:
    friend class Turn;

    void begin(qint64 now);
    void count(const char *name, qint64 wall, qint64 cpu);

    qint64 cpu_ = 0; ///< nanoseconds that the thread had used at cpuReadAt_
    qint64 cpuReadAt_ = -1;
    qint64 counted_ = 0; ///< nanoseconds of long turns: whoever was around them leaves them out
    qint64 countedCpu_ = 0;
    std::vector<LongTurns> all_;
    std::optional<Worst> worst_;
};

/// Stands at the beginning of what the event loop calls, for as long as that runs. One within another is counted by its
/// own name. Costs two readings of a coarse clock, and a system call every few milliseconds at most: what is short is
/// not measured.
class Turn
{
public:
    /// `name` lives forever, and is one of few.
    explicit Turn(const char *name);
    ~Turn();
    Q_DISABLE_COPY_MOVE(Turn)

private:
    Turns &turns_;
    const char *name_;
    qint64 began_;
    qint64 cpuBegan_;
    qint64 countedBefore_;
    qint64 countedCpuBefore_;
};

} // namespace helio
