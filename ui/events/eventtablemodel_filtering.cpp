// SPDX-License-Identifier: GPL-3.0-or-later
// How rows come and go when the filter or the muted parts change.
#include "ui/events/eventtablemodel.h"

#include <algorithm>

namespace helio {

namespace {

/// Rows that somebody holds on to are judged before all others; of more than these the rest waits for its slice.
constexpr size_t MaximumHeld = 32;

/// Data that is read between two readings of the clock.
constexpr qsizetype BytesBetweenChecks = 64 * 1024;

/// Rows that come at one turn: views pay for each, too.
constexpr size_t MaximumRowsAtOnce = 50'000;

} // namespace

/// The time that is left for judging, at a turn.
class EventTableModel::Slice
{
public:
    Slice(const Clock &clock, bool eventsAreDear)
        : clock_(clock)
        , end_(clock() + SliceTime)
        , eventsBetweenChecks_(eventsAreDear ? 1 : EventsBetweenChecks)
    {}

    bool isOver() const { return isOver_; }
    void spend(qsizetype bytes)
    {
        bytes_ += bytes;
        if (++events_ < eventsBetweenChecks_ && bytes_ < BytesBetweenChecks)
            return;
        events_ = 0;
        bytes_ = 0;
        isOver_ = clock_() >= end_;
    }

private:
    const Clock &clock_;
    std::chrono::nanoseconds end_;
    int eventsBetweenChecks_;
    int events_ = 0;
    qsizetype bytes_ = 0;
    bool isOver_ = false;
};

void EventTableModel::Range::clampTo(quint64 from, quint64 to)
{
    begin = std::max(begin, from);
    end = std::min(end, to);
}

void EventTableModel::setFilter(const EventFilter &filter)
{
    if (filter == filter_)
        return;
    filter_ = filter;
    filterAnew();
    Q_EMIT filterChanged();
}

void EventTableModel::setSelection(const EventSelection &selection)
{
    if (selection == selection_)
        return;
    selection_ = selection;
    filterAnew();
    Q_EMIT selectionChanged();
}

void EventTableModel::filterAnew()
{
    gaveUp_ = 0;
    removeAllBut(heldSequences());
    const quint64 from = std::clamp(filterFrom_.value_or(viewEnd()), viewBegin(), viewEnd());
    older_ = {viewBegin(), from};
    newer_ = {from, viewEnd()};
    newFrom_ = viewEnd();
    toJudge_ = unjudged();
    newerGoesFirst_ = false;
    filterSome();
}

std::vector<quint64> EventTableModel::heldSequences()
{
    std::vector<quint64> held;
    const QModelIndexList indexes = persistentIndexList();
    for (const QModelIndex &index : indexes)
        held.push_back(shown_[size_t(index.row())]);
    std::sort(held.begin(), held.end());
    held.erase(std::unique(held.begin(), held.end()), held.end());
    if (held.size() > MaximumHeld)
        held.resize(MaximumHeld);
    Slice slice(clock_, filter_.isDear());
    std::erase_if(held, [&](quint64 sequence) {
        if (slice.isOver())
            return true;
        const EventView event = ring_.at(sequence);
        slice.spend(event.data.size());
        return !passes(event);
    });
    return held;
}

void EventTableModel::removeAllBut(const std::vector<quint64> &kept)
{
    // From the end on, so that the rows before stay where they are.
    int end = rowCount();
    const auto removeFrom = [&](int begin) {
        if (begin >= end)
            return;
        beginRemoveRows({}, begin, end - 1);
        shown_.erase(shown_.begin() + begin, shown_.begin() + end);
        endRemoveRows();
    };
    for (auto sequence = kept.rbegin(); sequence != kept.rend(); ++sequence) {
        const int row = rowOf(*sequence);
        removeFrom(row + 1);
        end = row;
    }
    removeFrom(0);
}

/// The next that is to be judged; nothing, and the range is empty, when there is none.
std::optional<quint64> EventTableModel::takeFrom(Range &range, Direction direction) const
{
    if (direction == Direction::NewestFirst) {
        const auto last = ring_.heldBefore(range.end);
        if (!last || *last < range.begin) {
            range.end = range.begin;
            return std::nullopt;
        }
        range.end = *last;
        return last;
    }
    const quint64 first = ring_.heldFrom(range.begin);
    if (first >= range.end) {
        range.begin = range.end;
        return std::nullopt;
    }
    range.begin = first + 1;
    return first;
}

void EventTableModel::judge(Range &range, Direction direction, Slice &slice)
{
    std::vector<quint64> found;
    size_t place = 0;
    while (!slice.isOver() && found.size() < MaximumRowsAtOnce) {
        const auto sequence = takeFrom(range, direction);
        if (!sequence)
            break;
        const EventView event = ring_.at(*sequence, place);
        if (passes(event))
            found.push_back(*sequence);
        slice.spend(event.data.size());
    }
    if (direction == Direction::NewestFirst)
        std::reverse(found.begin(), found.end());
    insertRowsOf(found);
}

void EventTableModel::insertRowsOf(const std::vector<quint64> &sequences)
{
    // One insertion, but for rows that were held on to and lie between.
    for (auto begin = sequences.begin(); begin != sequences.end();) {
        const int row = rowFrom(*begin);
        auto end = sequences.end();
        if (row < rowCount()) {
            if (shown_[size_t(row)] == *begin) {
                ++begin;
                continue;
            }
            end = std::lower_bound(begin, sequences.end(), shown_[size_t(row)]);
        }
        beginInsertRows({}, row, row + int(end - begin) - 1);
        shown_.insert(shown_.begin() + row, begin, end);
        endInsertRows();
        begin = end;
    }
}

void EventTableModel::judgeNew()
{
    Slice slice(clock_, filter_.isDear());
    clampRanges();
    Range fresh{newFrom_, viewEnd()};
    judge(fresh, Direction::OldestFirst, slice);
    newFrom_ = fresh.begin;
    afterSlice();
}

void EventTableModel::filterSome()
{
    Slice slice(clock_, filter_.isDear());
    Range fresh{newFrom_, viewEnd()};
    judge(fresh, Direction::OldestFirst, slice);
    newFrom_ = fresh.begin;
    // In turns, as what one looks at lies where both meet.
    newerGoesFirst_ = !newerGoesFirst_;
    if (newerGoesFirst_)
        judge(newer_, Direction::OldestFirst, slice);
    judge(older_, Direction::NewestFirst, slice);
    judge(newer_, Direction::OldestFirst, slice);
    afterSlice();
}

void EventTableModel::clampRanges()
{
    older_.clampTo(viewBegin(), viewEnd());
    newer_.clampTo(viewBegin(), viewEnd());
    newFrom_ = std::clamp(newFrom_, viewBegin(), viewEnd());
}

quint64 EventTableModel::unjudged() const
{
    return ring_.count(older_.begin, older_.end) + ring_.count(newer_.begin, newer_.end) +
           ring_.count(newFrom_, viewEnd());
}

bool EventTableModel::isFiltering() const
{
    return unjudged() > 0;
}

double EventTableModel::filteringProgress() const
{
    const quint64 rest = unjudged();
    return rest == 0 ? 1 : rest >= toJudge_ ? 0 : 1 - double(rest) / double(toJudge_);
}

void EventTableModel::afterSlice()
{
    const bool goesOn = isFiltering();
    if (goesOn && !nextSlice_.isActive())
        nextSlice_.start(0);
    if (goesOn || wasFiltering_) {
        wasFiltering_ = goesOn;
        Q_EMIT filteringChanged();
    }
}

} // namespace helio
