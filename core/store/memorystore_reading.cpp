// SPDX-License-Identifier: GPL-3.0-or-later
// Where a reader begins, and what it is given; what takes long over patterns goes from one turn of the event loop to
// the next, while events come and go.
#include "hub/slices.h"
#include "store/memorystore.h"
#include "store/readbetweenlosses.h"

#include <algorithm>
#include <limits>

namespace helio {

void MemoryStore::locate(Selection selection, Start start, std::function<void(LocateResult)> done)
{
    if (!isOpen()) {
        done({.outcome = ReadOutcome::Failed});
        return;
    }
    // But for an id, a beginning is wherever history begins: what was trimmed before is not missed.
    LocateResult result{.trims = misses_.trims()};
    switch (start.kind) {
    case Start::Kind::Live:
        result.after = head_;
        break;
    case Start::Kind::Earliest:
        break;
    case Start::Kind::Since:
        result.after = positionBeforeTime(start.time);
        break;
    case Start::Kind::Last:
        if (start.count <= 0) {
            result.after = head_;
        } else if (start.count >= held_.count()) {
            result.after = {};
        } else if (selection.patterns().isEmpty()) {
            result.after = held_.positionBeforeLastOfNames(selection, start);
        } else {
            searchLast(selection, start, std::move(done));
            return;
        }
        break;
    case Start::Kind::After: {
        const auto position = Position::fromId(start.id);
        if (position && *position <= head_) {
            result.after = *position;
            result.trims = 0;
        } else if (const HeldEventPtr own = held_.findOwnOnWire(start.id)) {
            result.after = own->position;
            result.trims = 0;
        } else if (const auto trimmed = misses_.placeOfTrimmed(start.id)) {
            result.after = *trimmed;
            result.trims = 0;
        } else {
            result.known = false;
        }
        break;
    }
    }
    done(std::move(result));
}

void MemoryStore::read(ReadRequest request, std::function<void(ReadResult)> done)
{
    if (isOpen() && !request.selection.patterns().isEmpty() && misses_.mayMiss(request))
        searchMisses(request, std::move(done));
    else
        answerRead(request, false, done);
}

/// `missesOfPatterns`: something that it selects by pattern was trimmed.
void MemoryStore::answerRead(const ReadRequest &request, bool missesOfPatterns,
                             const std::function<void(ReadResult)> &done) const
{
    if (!isOpen()) {
        done({.outcome = ReadOutcome::Failed});
        return;
    }
    ReadResult result;
    result.trims = misses_.trims();
    result.gap = missesOfPatterns || misses_.missesOfNames(request);
    result.isGapFresh = result.gap && misses_.isMissFresh(request);
    qsizetype budget = ExaminedAtOnce;
    const auto readUpTo = [this](Position until, const ReadRequest &rest, ReadResult &read) {
        held_.readUpTo(until, rest, read);
    };
    readBetweenLosses(misses_, request, std::max(head_, request.after), budget, readUpTo, result);
    noteExamined(ExaminedAtOnce - budget);
    done(std::move(result));
}

/// Behind it stands what was stored at that time or later: by how long ago that was, since the wall clock may have been
/// set meanwhile.
Position MemoryStore::positionBeforeTime(qint64 wallMilliseconds) const
{
    const qint64 age = clock_.wallMilliseconds() - wallMilliseconds;
    const HeldEventPtr first = held_.firstAddedAt(clock_.uptimeMilliseconds() - age);
    if (!first)
        return head_;
    const Position at = first->position;
    return at.sequence > 0 ? Position{at.milliseconds, at.sequence - 1}
                           : Position{at.milliseconds - 1, std::numeric_limits<quint64>::max()};
}

void MemoryStore::searchMisses(const ReadRequest &request, std::function<void(ReadResult)> done)
{
    const auto misses = std::make_shared<Misses::Search>(misses_, request);
    search([misses](qsizetype &budget) { return misses->advance(budget); },
           [this, misses, request, done = std::move(done)] { answerRead(request, misses->misses(), done); });
}

void MemoryStore::searchLast(const Selection &selection, const Start &start, std::function<void(LocateResult)> done)
{
    const auto last = std::make_shared<HeldEvents::LastSearch>(held_, selection, start);
    search([last](qsizetype &budget) { return last->advance(budget); },
           [this, last, done = std::move(done)] {
               done({.after = last->after(),
                     .trims = misses_.trims(),
                     .outcome = isOpen() ? ReadOutcome::Done : ReadOutcome::Failed});
           });
}

void MemoryStore::search(Search advance, std::function<void()> done)
{
    searchInSlices(*searches_, std::move(advance), std::move(done),
                   [this](qsizetype examined) { noteExamined(examined); });
}

void MemoryStore::noteExamined(qsizetype examined) const
{
    longestTurn_.examined = std::max(longestTurn_.examined, examined);
}

} // namespace helio
