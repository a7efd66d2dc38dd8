// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/groupclearings.h"

#include "store/slicedsearch.h"

#include <algorithm>
#include <utility>

namespace helio {

namespace {

constexpr int MostUnderWay = 4;

} // namespace

GroupClearings::GroupClearings(GroupLog &log, KnownLog &known, AwaitedCalls &calls, Slices &slices,
                               std::function<bool()> isServing)
    : log_(log)
    , known_(known)
    , calls_(calls)
    , slices_(slices)
    , isServing_(std::move(isServing))
{}

void GroupClearings::add(const QByteArray &channel, Position upTo, std::function<void(bool)> done)
{
    clearings_.push_back({++last_, channel, upTo, std::move(done)});
    if (clearings_.size() == 1)
        goOn();
}

void GroupClearings::giveUp()
{
    for (const Clearing &one : std::exchange(clearings_, {}))
        one.done(false);
}

/// A step of the first one.
void GroupClearings::goOn()
{
    if (clearings_.empty())
        return;
    if (!isServing_() || !known_.isJoined()) {
        end(false);
        return;
    }
    const Clearing &first = clearings_.front();
    if (!known_.index().isComplete()) {
        known_.whenMoreIsKnown([this, number = first.number] {
            if (isAtWork(number))
                goOn();
        });
        return;
    }
    if (first.isAllFound && first.underWay == 0)
        end(true);
    else if (!first.isAllFound && !first.isSearching && first.underWay < MostUnderWay)
        search();
}

void GroupClearings::search()
{
    const quint64 number = clearings_.front().number;
    clearings_.front().isSearching = true;
    const auto found = std::make_shared<QList<Position>>();
    const auto findNext = [this, number, found](qsizetype &budget) {
        if (!isAtWork(number))
            return true;
        Clearing &one = clearings_.front();
        return known_.index().find(one.channel, one.upTo, one.after, *found, GroupLog::MaximumPicked, budget);
    };
    const auto removeThem = [this, number, found] {
        if (!isAtWork(number))
            return;
        clearings_.front().isSearching = false;
        clearings_.front().isAllFound = found->isEmpty();
        remove(*found);
        goOn();
    };
    searchInSlices(slices_, findNext, removeThem);
}

/// Several times at once, so that Redis need not wait for this hub. It serves others between two of them.
void GroupClearings::remove(const QList<Position> &found)
{
    if (found.isEmpty())
        return;
    ++clearings_.front().underWay;
    const auto onRemoved = [this, number = clearings_.front().number, found](const qsizetype &count) {
        if (!isAtWork(number))
            return;
        --clearings_.front().underWay;
        if (count <= 0) {
            end(false);
            return;
        }
        remove(found.sliced(std::min(count, found.size())));
        goOn();
    };
    log_.remove(found, calls_.await<qsizetype>(onRemoved, 0));
}

/// The first one.
void GroupClearings::end(bool isDone)
{
    const Clearing one = std::move(clearings_.front());
    clearings_.pop_front();
    one.done(isDone);
    goOn();
}

} // namespace helio
