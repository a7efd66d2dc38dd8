// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/awaitedcalls.h"
#include "group/knownlog.h"
#include "group/placesahead.h"
#include "store/logreads.h"

namespace helio {

/// What a group's store answers to who reads, locates and finds: from memory where it holds all of that, else piece by
/// piece from the log. Each `done` comes exactly once, with an outcome, while the log answers or AwaitedCalls are
/// failed.
class GroupReads
{
public:
    /// What it asks of its store, which outlives it.
    struct Source
    {
        std::function<bool()> isServing;  ///< else all fails
        std::function<QString()> problem; ///< why something fails, for people, translated
    };

    /// All are borrowed. `memoryBytes`: as HistoryLimits has it.
    GroupReads(GroupLog &log, KnownLog &known, AwaitedCalls &calls, Slices &slices, const Clock &clock,
               qint64 memoryBytes, Source source);
    Q_DISABLE_COPY_MOVE(GroupReads)

    /// As a Store.
    void read(ReadRequest request, std::function<void(ReadResult)> done);
    void locate(const Selection &selection, const Start &start, const std::function<void(LocateResult)> &done);
    void find(const QByteArray &id, const std::function<void(FindResult)> &done);
    void findOwn(const QByteArray &channel, const QByteArray &ownId, const std::function<void(FindResult)> &done);

    /// Who asked for a place that the log had not brought.
    PlacesAhead &ahead() { return ahead_; }

private:
    template <typename Result>
    void fail(const std::function<void(Result)> &done) const;
    void fetch(const LogPieces::Request &request, std::function<void(LogPieces::PiecePtr)> done);
    void onPiece(const LogPiece &piece, Position next, const LogPieces::Request &request,
                 const QList<Position> &expected, const std::function<void(LogPieces::PiecePtr)> &done);
    void noteRemoved(const QList<Position> &expected, const LogPiece &piece, Position upTo);
    void locateId(const QByteArray &id, const std::function<void(LocateResult)> &done);
    void locateAhead(Position position, const std::function<void(LocateResult)> &done);
    void locateLast(const Selection &selection, const Start &start, const std::function<void(LocateResult)> &done);
    void answerPlace(Position after, const std::function<void(LocateResult)> &done);
    std::function<void(const GroupLog::IdPlace &)> onIdPlace(const std::function<void(FindResult)> &done);
    void findAt(Position position, const std::function<void(FindResult)> &done);

    GroupLog &log_;
    KnownLog &known_;
    AwaitedCalls &calls_;
    Slices &slices_;
    const Clock &clock_;
    Source source_;
    ReaderMatches matches_;
    LogPieces pieces_;
    LogReads reads_;
    PlacesAhead ahead_;
};

} // namespace helio
