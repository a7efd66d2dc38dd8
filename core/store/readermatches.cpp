// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/readermatches.h"

#include <algorithm>
#include <iterator>

namespace helio {

namespace {
/// So few comparisons take less time than remembering their outcome.
constexpr qsizetype NotWorthRemembering = 3;
} // namespace

bool ReaderMatches::OfSelection::matches(const QByteArray &channel, qsizetype &comparisons)
{
    const qsizetype needed = selection_.comparisons();
    if (needed <= NotWorthRemembering) {
        comparisons += needed;
        return selection_.matches(channel);
    }
    if (const auto known = known_.constFind(channel); known != known_.cend()) {
        ++comparisons;
        return *known;
    }
    comparisons += needed;
    if (known_.size() >= MaximumChannels)
        known_.clear();
    const bool matches = selection_.matches(channel);
    known_.insert(channel, matches);
    return matches;
}

ReaderMatches::OfSelection &ReaderMatches::of(const Selection &selection)
{
    const auto found = std::find_if(selections_.begin(), selections_.end(),
                                    [&](const OfSelection &one) { return one.selection() == selection; });
    if (found != selections_.end()) {
        selections_.splice(selections_.begin(), selections_, found);
    } else {
        selections_.emplace_front(selection);
        if (selections_.size() > MaximumSelections)
            selections_.pop_back();
    }
    return selections_.front();
}

} // namespace helio
