// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/readermatches.h"

#include "store/historycost.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace helio {

namespace {

/// So few comparisons take less time than remembering their outcome.
constexpr qsizetype NotWorthRemembering = 3;

/// Of a pattern, beside its glob, which stands in it as text and taken apart.
constexpr qint64 PatternBytes = 400;
/// In the hash, which is half empty at worst.
constexpr qint64 KnownChannelBytes = 72;

qint64 costOf(const Selection &selection)
{
    qint64 cost = 0;
    const auto addPattern = [&](const Pattern &pattern) { cost += PatternBytes + 2 * costOfBytes(pattern.glob()); };
    for (const QByteArray &name : selection.channels())
        cost += qint64(sizeof(QByteArray)) + costOfBytes(name);
    std::for_each(selection.patterns().cbegin(), selection.patterns().cend(), addPattern);
    if (selection.restriction())
        std::for_each(selection.restriction()->cbegin(), selection.restriction()->cend(), addPattern);
    return cost;
}

} // namespace

ReaderMatches::OfSelection::OfSelection(ReaderMatches &all, const Selection &selection)
    : all_(all)
    , selection_(selection)
    , ownBytes_(qint64(sizeof(OfSelection)) + costOf(selection))
{}

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
        forgetChannels();
    const bool matches = selection_.matches(channel);
    known_.insert(channel, matches);
    const qint64 bytes = KnownChannelBytes + costOfBytes(channel);
    knownBytes_ += bytes;
    all_.bytes_ += bytes;
    all_.makeRoom();
    return matches;
}

void ReaderMatches::OfSelection::forgetChannels()
{
    known_.clear();
    all_.bytes_ -= std::exchange(knownBytes_, 0);
}

ReaderMatches::OfSelection &ReaderMatches::of(const Selection &selection)
{
    const auto found = std::find_if(selections_.begin(), selections_.end(),
                                    [&](const OfSelection &one) { return one.selection() == selection; });
    if (found != selections_.end()) {
        selections_.splice(selections_.begin(), selections_, found);
        return selections_.front();
    }
    selections_.emplace_front(*this, selection);
    bytes_ += selections_.front().ownBytes_;
    if (selections_.size() > MaximumSelections)
        forgetLast();
    makeRoom();
    return selections_.front();
}

void ReaderMatches::forgetLast()
{
    bytes_ -= selections_.back().ownBytes_ + selections_.back().knownBytes_;
    selections_.pop_back();
}

/// The first is in use.
void ReaderMatches::makeRoom()
{
    while (bytes_ > maximumBytes_ && selections_.size() > 1)
        forgetLast();
    if (bytes_ > maximumBytes_)
        selections_.front().forgetChannels();
}

} // namespace helio
