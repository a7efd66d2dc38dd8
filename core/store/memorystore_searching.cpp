// SPDX-License-Identifier: GPL-3.0-or-later
// What takes long over patterns: from one turn of the event loop to the next, while events come and go.
#include "hub/slices.h"
#include "store/memorystore.h"

#include <algorithm>
#include <limits>

namespace helio {

/// Whether something that a reader's patterns select was trimmed behind its place, and it was not told. The journal
/// says so of the last trims; of those before it, the channels do, each for its own last one.
class MemoryStore::MissSearch
{
public:
    MissSearch(const MemoryStore &store, const ReadRequest &request)
        : store_(store)
        , request_(request)
        , misses_(store.floor_.concerns(request))
    {
        request_.trims = std::max(request_.trims, FirstTrim);
    }

    /// A step; true when it is over.
    bool advance(qsizetype &budget);
    bool misses() const { return misses_; }

private:
    enum class Phase { Journal, Channels, Vanished };
    static constexpr quint64 FirstTrim = 1; ///< floor_ began with it; no journal has it

    bool inspectJournal(qsizetype &budget, ReaderMatches::OfSelection &matches);
    bool inspectChannels(qsizetype &budget, ReaderMatches::OfSelection &matches);
    bool inspectVanished(qsizetype &budget, ReaderMatches::OfSelection &matches);
    void inspect(const QByteArray &channel, const Trimmed &trimmed, qsizetype &budget,
                 ReaderMatches::OfSelection &matches);

    const MemoryStore &store_;
    ReadRequest request_; ///< of the store's trims, those up to its `trims` are judged
    bool misses_;
    Phase phase_ = Phase::Journal;
    quint64 upTo_ = 0; ///< these trims are judged when the walk over all channels is over
    size_t left_ = 0;  ///< of places_
    quint64 nextVanished_ = 0;
};

bool MemoryStore::MissSearch::advance(qsizetype &budget)
{
    ReaderMatches::OfSelection &matches = store_.matches_.of(request_.selection);
    while (budget > 0) {
        misses_ = misses_ || store_.floor_.concerns(request_);
        if (misses_)
            return true;
        switch (phase_) {
        case Phase::Journal:
            if (inspectJournal(budget, matches))
                return true;
            break;
        case Phase::Channels:
            if (inspectChannels(budget, matches))
                phase_ = Phase::Vanished;
            break;
        case Phase::Vanished:
            // What was forgotten meanwhile is counted among floor_.
            if (inspectVanished(budget, matches) && !store_.floor_.concerns(request_)) {
                phase_ = Phase::Journal;
                request_.trims = upTo_;
            }
            break;
        }
    }
    return misses_;
}

/// True when all is judged.
bool MemoryStore::MissSearch::inspectJournal(qsizetype &budget, ReaderMatches::OfSelection &matches)
{
    if (request_.trims == store_.trims_)
        return true;
    if (!store_.journal_.reachesBackTo(request_.trims)) {
        phase_ = Phase::Channels;
        upTo_ = store_.trims_;
        left_ = store_.places_.size();
        nextVanished_ = 0;
        return false;
    }
    store_.journal_.visitAbove(request_.trims, [&](const TrimJournal::Trim &trim) {
        inspect(trim.channel, {trim.position, trim.number}, budget, matches);
        request_.trims = trim.number;
        return budget > 0 && !misses_;
    });
    return request_.trims == store_.trims_;
}

/// From the last to the first: one that goes has another that was inspected, or the last of the others, take its place,
/// and one that comes has no trims but those that the journal says. True when all were inspected.
bool MemoryStore::MissSearch::inspectChannels(qsizetype &budget, ReaderMatches::OfSelection &matches)
{
    left_ = std::min(left_, store_.places_.size());
    for (; left_ > 0 && budget > 0 && !misses_; --left_) {
        const NamedChannel &channel = *store_.places_[left_ - 1];
        inspect(channel.first, channel.second.trimmed, budget, matches);
    }
    return left_ == 0;
}

/// True when all were inspected.
bool MemoryStore::MissSearch::inspectVanished(qsizetype &budget, ReaderMatches::OfSelection &matches)
{
    nextVanished_ = std::max(nextVanished_, store_.vanished_.firstNumber());
    for (; nextVanished_ < store_.vanished_.endNumber() && budget > 0 && !misses_; ++nextVanished_) {
        const QByteArray &name = store_.vanished_.nameAt(nextVanished_);
        inspect(name, *store_.vanished_.find(name), budget, matches);
    }
    return nextVanished_ == store_.vanished_.endNumber();
}

void MemoryStore::MissSearch::inspect(const QByteArray &channel, const Trimmed &trimmed, qsizetype &budget,
                                      ReaderMatches::OfSelection &matches)
{
    --budget;
    if (!trimmed.concerns(request_))
        return;
    qsizetype comparisons = 0;
    misses_ = matches.matches(channel, comparisons);
    budget -= comparisons;
}

void MemoryStore::searchMisses(const ReadRequest &request, std::function<void(ReadResult)> done)
{
    const auto misses = std::make_shared<MissSearch>(*this, request);
    search([misses](qsizetype &budget) { return misses->advance(budget); },
           [this, misses, request, done = std::move(done)] { answerRead(request, misses->misses(), done); });
}

/// From the end backwards, no farther than it takes.
void MemoryStore::searchLast(const Selection &selection, const Start &start, std::function<void(LocateResult)> done)
{
    struct Last
    {
        Selection selection;
        qsizetype left;      ///< so many are to be passed over
        Position at;         ///< what stands before this is still to be inspected
        Position after = {}; ///< the answer
    };
    constexpr quint64 End = std::numeric_limits<quint64>::max();
    Position at = start.upTo.value_or(Position{End, End});
    if (at.sequence < End)
        ++at.sequence; // what stands there counts, too
    const auto last = std::make_shared<Last>(Last{selection, start.count, at});
    const auto advance = [this, last](qsizetype &budget) {
        ReaderMatches::OfSelection &matches = matches_.of(last->selection);
        bool isFound = false;
        const bool isOver = log_.visitBackwards(last->at, [&](const HeldEventPtr &held) {
            qsizetype comparisons = 0;
            last->at = held->position;
            isFound = matches.matches(held->event.channel, comparisons) && last->left-- == 0;
            if (isFound)
                last->after = held->position;
            budget -= comparisons;
            return budget > 0 && !isFound;
        });
        return isOver || isFound;
    };
    search(advance, [this, last, done = std::move(done)] {
        done({.after = last->after, .trims = trims_, .outcome = isOpen() ? ReadOutcome::Done : ReadOutcome::Failed});
    });
}

void MemoryStore::search(Search advance, std::function<void()> done)
{
    const auto step = [this, advance = std::move(advance), done = std::move(done)] {
        qsizetype budget = ExaminedAtOnce;
        const bool isOver = advance(budget);
        noteExamined(ExaminedAtOnce - budget);
        if (isOver)
            done();
        return !isOver;
    };
    if (step())
        searches_->add(step);
}

void MemoryStore::noteExamined(qsizetype examined) const
{
    longestTurn_.examined = std::max(longestTurn_.examined, examined);
}

} // namespace helio
