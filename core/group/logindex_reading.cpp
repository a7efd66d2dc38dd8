// SPDX-License-Identifier: GPL-3.0-or-later
// What of the log a reader is to be given.
#include "group/logindex.h"

#include <queue>

#include <algorithm>
#include <limits>

namespace helio {

/// The index of the first row behind it.
size_t LogIndex::behind(Position after) const
{
    const auto isBehind = [](Position place, const Row &row) { return place < row.position; };
    return size_t(std::upper_bound(rows_.cbegin(), rows_.cend(), after, isBehind) - rows_.cbegin());
}

/// The same among those of a channel.
size_t LogIndex::behind(const Channel &channel, Position after) const
{
    size_t begin = 0;
    for (size_t count = channel.rows.size(); count > 0;) {
        const size_t half = count / 2;
        if (rowOf(channel.rows[begin + half]).position > after) {
            count = half;
        } else {
            begin += half + 1;
            count -= half + 1;
        }
    }
    return begin;
}

QByteArray LogIndex::channelAt(Position position) const
{
    const size_t next = behind(position);
    const bool isThere = next > 0 && rows_[next - 1].position == position && isVisible(next - 1);
    return isThere ? channels_[rows_[next - 1].channel].name : QByteArray();
}

LogIndex::Plan LogIndex::plan(const Selection &selection, Position after, Position upTo, qint64 maximumBytes,
                              qsizetype maximumCount, qsizetype maximumExamined, ReaderMatches &matches) const
{
    if (selection.patterns().isEmpty())
        return planNames(selection, after, upTo, maximumBytes, maximumCount);
    ReaderMatches::OfSelection &matching = matches.of(selection);
    Plan plan;
    plan.next = upTo;
    size_t first = 0;
    qsizetype comparisons = 0;
    for (size_t index = behind(after); index < rows_.size() && rows_[index].position <= upTo; ++index) {
        const Row &row = rows_[index];
        ++comparisons;
        if (isVisible(index) && matching.matches(channels_[row.channel].name, comparisons)) {
            if (plan.positions.isEmpty())
                first = index;
            plan.positions.append(row.position);
            plan.stretch = qint64(index - first) + 1;
            maximumBytes -= row.bytes;
        }
        if (maximumBytes <= 0 || plan.positions.size() >= maximumCount || comparisons >= maximumExamined) {
            plan.next = row.position;
            break;
        }
    }
    return plan;
}

/// A few channels are merged, whatever stands between their events.
LogIndex::Plan LogIndex::planNames(const Selection &selection, Position after, Position upTo, qint64 maximumBytes,
                                   qsizetype maximumCount) const
{
    struct Cursor
    {
        const SerialRing *rows;
        size_t next;
        size_t index; ///< in rows_
        bool operator>(const Cursor &other) const { return index > other.index; }
    };
    std::priority_queue<Cursor, std::vector<Cursor>, std::greater<>> heap;
    for (const QByteArray &name : selection.channels()) {
        const auto known = numbers_.find(name);
        if (known == numbers_.end())
            continue;
        const Channel &channel = channels_[known->second];
        if (const size_t next = behind(channel, after); next < channel.rows.size())
            heap.push({&channel.rows, next, indexOf(channel.rows[next])});
    }
    Plan plan;
    plan.next = upTo;
    size_t first = 0;
    while (!heap.empty()) {
        Cursor cursor = heap.top();
        const Row &row = rows_[cursor.index];
        if (row.position > upTo)
            break;
        if (maximumBytes <= 0 || plan.positions.size() >= maximumCount) {
            plan.next = plan.positions.constLast();
            break;
        }
        heap.pop();
        if (plan.positions.isEmpty())
            first = cursor.index;
        plan.positions.append(row.position);
        plan.stretch = qint64(cursor.index - first) + 1;
        maximumBytes -= row.bytes;
        if (++cursor.next < cursor.rows->size()) {
            cursor.index = indexOf((*cursor.rows)[cursor.next]);
            heap.push(cursor);
        }
    }
    return plan;
}

std::optional<Position> LogIndex::beforeLastOfNames(const Selection &selection, const Start &start) const
{
    const qsizetype count = start.count;
    std::vector<Position> last;
    for (const QByteArray &name : selection.channels()) {
        const auto known = numbers_.find(name);
        if (known == numbers_.end())
            continue;
        // One more than asked for: it shows where the others begin, when they are all of this channel.
        const Channel &channel = channels_[known->second];
        const auto held = qsizetype(start.upTo ? behind(channel, *start.upTo) : channel.rows.size());
        const qsizetype taken = count < held ? count + 1 : held;
        for (qsizetype i = held - taken; i < held; ++i)
            last.push_back(rowOf(channel.rows[size_t(i)]).position);
    }
    if (qsizetype(last.size()) <= count)
        return isComplete_ ? std::optional(Position()) : std::nullopt;
    const auto before = last.end() - count - 1;
    std::nth_element(last.begin(), before, last.end());
    return *before;
}

LogIndex::LastSearch::LastSearch(const LogIndex &index, ReaderMatches &matches, const Selection &selection,
                                 const Start &start)
    : index_(index)
    , matches_(matches)
    , selection_(selection)
    , left_(start.count)
{
    constexpr quint64 End = std::numeric_limits<quint64>::max();
    upTo_ = start.upTo.value_or(Position{End, End});
}

bool LogIndex::LastSearch::advance(qsizetype &budget)
{
    ReaderMatches::OfSelection &matching = matches_.of(selection_);
    for (size_t next = index_.behind(upTo_); next > 0 && budget > 0; --next) {
        const Row &row = index_.rows_[next - 1];
        qsizetype comparisons = 1;
        if (index_.isVisible(next - 1) && matching.matches(index_.channels_[row.channel].name, comparisons) &&
            left_-- == 0) {
            after_ = row.position;
            return true;
        }
        budget -= comparisons;
        upTo_ = row.position > Position() ? previousPosition(row.position) : Position();
    }
    if (index_.behind(upTo_) > 0)
        return false;
    if (index_.isComplete())
        after_ = Position();
    return true;
}

} // namespace helio
