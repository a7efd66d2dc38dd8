// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/logpieces.h"
#include "store/logtail.h"

namespace helio {

class Slices;

/// The reads of a store whose log of history is kept elsewhere, with its end in memory: from memory where that holds
/// all that is asked for, else piece by piece from the log. What is missing is judged when it is answered, since more
/// may have been trimmed while the log was read.
class LogReads
{
public:
    /// What it asks of its store, which outlives it.
    struct Source
    {
        std::function<bool()> isServing;   ///< else all reads fail
        std::function<bool()> isReachable; ///< pieces of the log can be read
        std::function<bool(const ReadRequest &)> isInMemory;
        std::function<Position()> head;   ///< the last that was told
        std::function<QString()> problem; ///< why a read fails, for people, translated
    };

    /// All are borrowed.
    LogReads(LogTail &tail, LogPieces &pieces, Slices &slices, Source source);

    void read(ReadRequest request, std::function<void(ReadResult)> done)
    {
        readOn({std::move(request), std::move(done)});
    }

private:
    /// A read, and what it was found to miss so far.
    struct Reading
    {
        ReadRequest request;
        std::function<void(ReadResult)> done;
        bool gap = false;
        bool isGapFresh = true;
    };
    void readOn(Reading reading);
    void searchMisses(Reading reading, const LogPieces::PiecePtr &piece);
    void answer(Reading reading, const LogPieces::PiecePtr &piece, bool missesOfPatterns);
    void fail(const Reading &reading) const;

    LogTail &tail_;
    LogPieces &pieces_;
    Slices &slices_;
    Source source_;
};

} // namespace helio
