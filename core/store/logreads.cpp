// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/logreads.h"

#include "store/readbetweenlosses.h"
#include "store/slicedsearch.h"

#include <algorithm>

namespace helio {

LogReads::LogReads(LogTail &tail, LogPieces &pieces, Slices &slices, Source source)
    : tail_(tail)
    , pieces_(pieces)
    , slices_(slices)
    , source_(std::move(source))
{}

void LogReads::readOn(Reading reading)
{
    const ReadRequest &request = reading.request;
    if (source_.isServing() && source_.isInMemory(request)) {
        searchMisses(std::move(reading), nullptr);
    } else if (!source_.isServing() || !source_.isReachable()) {
        fail(reading);
    } else {
        const auto onPiece = [this, reading](const LogPieces::PiecePtr &piece) {
            if (piece->isFailed)
                fail(reading);
            else
                searchMisses(reading, piece);
        };
        pieces_.request(request.selection, request.after, tail_.start(), onPiece);
    }
}

/// `piece`: null where memory holds it.
void LogReads::searchMisses(Reading reading, const LogPieces::PiecePtr &piece)
{
    const bool isSimple = reading.request.selection.patterns().isEmpty();
    if (isSimple || !source_.isServing() || !tail_.misses().mayMiss(reading.request)) {
        answer(std::move(reading), piece, false);
        return;
    }
    const auto misses = std::make_shared<Misses::Search>(tail_.misses(), reading.request);
    searchInSlices(
        slices_, [misses](qsizetype &budget) { return misses->advance(budget); },
        [this, misses, reading = std::move(reading), piece] { answer(reading, piece, misses->misses()); });
}

/// `missesOfPatterns`: something that it selects by pattern was trimmed.
void LogReads::answer(Reading reading, const LogPieces::PiecePtr &piece, bool missesOfPatterns)
{
    const ReadRequest request = reading.request;
    if (!source_.isServing()) {
        fail(reading);
        return;
    }
    if (!piece && !source_.isInMemory(request)) { // no longer
        readOn(std::move(reading));
        return;
    }
    const Misses &misses = tail_.misses();
    if (missesOfPatterns || misses.missesOfNames(request)) {
        reading.gap = true;
        reading.isGapFresh = reading.isGapFresh && misses.isMissFresh(request);
    }
    ReadResult result;
    result.trims = misses.trims();
    result.gap = reading.gap;
    result.isGapFresh = reading.gap && reading.isGapFresh;
    const auto readUpTo = [&](Position until, const ReadRequest &rest, ReadResult &read) {
        if (piece)
            tail_.readUpTo(until, piece->events, rest, read);
        else
            tail_.held().readUpTo(until, rest, read);
    };
    const Position head = source_.head();
    qsizetype budget = ExaminedAtOnce;
    readBetweenLosses(misses, request, piece ? piece->next : std::max(head, request.after), budget, readUpTo, result);
    if (!piece) {
        reading.done(std::move(result));
        return;
    }
    result.atEnd = result.atEnd && result.next >= head; // not of the piece alone
    if (!result.atEnd && result.events.isEmpty() && request.selection.patterns().isEmpty()) {
        reading.gap = result.gap;
        reading.isGapFresh = !result.gap || result.isGapFresh;
        reading.request.after = result.next;
        reading.request.trims = result.trims;
        readOn(std::move(reading));
    } else {
        reading.done(std::move(result));
    }
}

void LogReads::fail(const Reading &reading) const
{
    ReadResult result;
    result.outcome = ReadOutcome::Failed;
    result.problem = source_.problem();
    reading.done(std::move(result));
}

} // namespace helio
