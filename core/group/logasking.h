// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/logclaims.h"

#include <QObject>

namespace helio {

/// What is read from a log besides what comes, and what is taken out of it; see GroupLog.
class LogAsking : public QObject
{
    Q_OBJECT
public:
    /// All are borrowed.
    LogAsking(LogCalls &asking, LogClaims &claims, const LogOptions &options, const RespLimits &limits,
              QObject *parent = nullptr);

    using PieceDone = std::function<void(const LogPiece &)>;
    using PlaceDone = std::function<void(const GroupLog::IdPlace &)>;

    void range(Position after, Position upTo, qsizetype count, PieceDone done);
    void pick(const QList<Position> &positions, PieceDone done);
    void index(std::optional<Position> before, std::function<void(const IndexPiece &)> done);
    void findOwn(const QByteArray &channel, const QByteArray &ownId, PlaceDone done);
    void findOnWire(const QByteArray &ownId, PlaceDone done);
    void trim(Position below);
    void remove(const QList<Position> &positions, std::function<void(qsizetype)> done);

private:
    /// `finish` says of a piece of so many entries, of which so many ids were looked for, where it ends.
    using PieceEnd = std::function<void(LogPiece &, qsizetype looked)>;
    void askPiece(const QByteArrayList &arguments, PieceEnd end, PieceDone done);

    LogCalls &asking_;
    LogClaims &claims_;
    const LogOptions &options_;
    const RespLimits &limits_;
};

} // namespace helio
