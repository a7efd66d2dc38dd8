// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/awaitedcalls.h"
#include "group/grouprestoring.h"
#include "group/knownlog.h"

#include <QTimer>

namespace helio {

/// Brings to a KnownLog what the log holds already: the index, backwards from its end; meanwhile, at the first time,
/// the end itself as events.
class GroupOpening
{
public:
    /// What it tells its store, which outlives it.
    struct Told
    {
        std::function<void()> answered; ///< the log answers, and there is more to come
        std::function<void()> indexed;  ///< figures changed
        std::function<void()> tailRead; ///< isReadingTail() is over
    };

    /// All are borrowed. `memoryBytes`: as HistoryLimits has it.
    GroupOpening(GroupLog &log, KnownLog &known, GroupRestoring &restoring, AwaitedCalls &calls, qint64 memoryBytes,
                 Told told);
    Q_DISABLE_COPY_MOVE(GroupOpening)

    /// The log was joined for the first time: readOn() reads the tail, too, and what comes meanwhile has to wait.
    void begin();
    /// The index was begun anew: readOn() reads it from its end on.
    void beginAnew();
    /// Reads on, as long as the log can be asked.
    void readOn();
    /// Nothing more is told.
    void stop();
    bool isReadingTail() const { return isReadingTail_; }
    /// What was not read of it, memory does not hold.
    void giveUpTail();

    /// So much of the log's end is read in at the beginning.
    static constexpr qint64 TailBytes = qint64(8) << 20;

private:
    void onIndex(const IndexPiece &piece);
    void findTail(const IndexPiece &piece);
    void beginTail(Position after);
    void readTail(Position after);
    void endTail();

    GroupLog &log_;
    KnownLog &known_;
    GroupRestoring &restoring_;
    AwaitedCalls &calls_;
    qint64 mostTailBytes_;
    Told told_;
    int begun_ = 0; ///< how many indexes were
    bool isIndexing_ = false;
    bool isReadingTail_ = false;
    bool isTailFound_ = false;
    qint64 tailBytes_ = 0; ///< of what was found for it
    QTimer soon_;          ///< reads on
};

} // namespace helio
