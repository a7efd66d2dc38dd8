// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/grouplog.h"

#include <deque>
#include <functional>
#include <optional>

namespace helio {

/// What is said on the bridged channels goes into the log, in its order. What does not get there is a loss, which the
/// log tells at its point: while one is not told, what comes behind it is held.
class BridgeTaking
{
public:
    /// Where it goes: both are answered exactly once, in the order in which they were given.
    struct Log
    {
        std::function<void(const QList<LogRequest> &, std::function<void(const QList<LogAnswer> &)>)> append;
        /// Nothing: it was refused.
        std::function<void(std::function<void(std::optional<Position>)>)> noteLoss;
    };
    /// What became of it. Why something was dropped is for people.
    struct Told
    {
        std::function<void()> taken;
        std::function<void(qsizetype count, const QString &why)> dropped;
        std::function<void()> loss;
    };

    BridgeTaking(Log log, Told told);
    Q_DISABLE_COPY_MOVE(BridgeTaking)

    /// With a loss first, where something may have been said before.
    void begin(bool isLate);
    /// Forgets what is held: the next term begins with a loss.
    void end();
    /// `bytes`: of all in it.
    void take(const QList<LogRequest> &group, qsizetype bytes);
    /// Tells the loss that is due. Called now and then.
    void noteLoss();

    /// So much may wait for Redis; what is more is lost.
    static constexpr qsizetype MostWaitingBytes = qsizetype(32) << 20;

private:
    struct Group
    {
        QList<LogRequest> requests;
        qsizetype bytes = 0;
    };

    void onLossAnswered(bool isTold);
    void append(const Group &group);
    void onAnswers(const QList<LogAnswer> &answers);
    void drop(qsizetype count, const QString &why);

    Log log_;
    Told told_;
    int term_ = 0; ///< counts end(): what is under way then is of before
    bool isLossDue_ = false;
    bool isLossUnderWay_ = false;
    std::deque<Group> held_; ///< behind the loss that is under way
    qsizetype waitingBytes_ = 0;
};

} // namespace helio
