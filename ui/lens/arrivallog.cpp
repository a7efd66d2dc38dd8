// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/arrivallog.h"

#include <algorithm>
#include <cmath>

namespace helio {

namespace {

constexpr qint64 ShortestSilence = 250 * Millisecond;
constexpr qint64 SilenceByMedian = 8;
constexpr qint64 WithinBurst = 50 * Millisecond;
constexpr qint64 AroundBurst = 500 * Millisecond;
constexpr size_t LeastOfBurst = 3;

} // namespace

void ArrivalLog::follow(const EventSelection &selection, const EventRing &ring)
{
    *this = ArrivalLog();
    selection_ = selection;
    next_ = selection.isEmpty() ? ring.next() : ring.firstLive();
}

bool ArrivalLog::read(const EventRing &ring, int most)
{
    if (selection_.isEmpty()) {
        next_ = ring.next();
        return false;
    }
    next_ = std::max(next_, ring.firstLive());
    for (; next_ < ring.next() && most > 0; ++next_, --most) {
        const EventView event = ring.at(next_, place_);
        if (!selection_.holds(event))
            continue;
        // Clocks are set back.
        const qint64 at = arrivals_.empty() ? event.receivedAt : std::max(event.receivedAt, arrivals_.back().at);
        if (!arrivals_.empty()) {
            const qint64 distance = at - arrivals_.back().at;
            ++distances_[classOf(distance)];
            ++distanceCount_;
            longest_ = std::max(longest_, distance);
        }
        arrivals_.push_back({at, next_});
        if (arrivals_.size() > MaximumArrivals) {
            arrivals_.pop_front();
            ++forgotten_;
        }
    }
    return next_ < ring.next();
}

size_t ArrivalLog::classOf(qint64 distance)
{
    if (double(distance) < LeastDistance)
        return 0;
    static const double ByRatio = 1 / std::log(ClassRatio);
    return std::min(Classes - 1, size_t(1 + std::log(double(distance) / LeastDistance) * ByRatio));
}

qint64 ArrivalLog::distanceOf(size_t index)
{
    return index == 0 ? 0 : qint64(LeastDistance * std::pow(ClassRatio, double(index) - 1));
}

std::optional<qint64> ArrivalLog::medianDistance() const
{
    if (distanceCount_ == 0)
        return {};
    quint64 seen = 0;
    for (size_t i = 0; i < Classes; ++i) {
        seen += distances_[i];
        if (2 * seen >= distanceCount_)
            return qint64(double(distanceOf(i)) * std::sqrt(ClassRatio));
    }
    return {};
}

qint64 ArrivalLog::silenceLength() const
{
    return std::max(ShortestSilence, SilenceByMedian * medianDistance().value_or(0));
}

std::pair<size_t, size_t> ArrivalLog::between(qint64 begin, qint64 end) const
{
    const auto from = std::lower_bound(arrivals_.begin(), arrivals_.end(), begin,
                                       [](const Arrival &arrival, qint64 time) { return arrival.at < time; });
    const auto to = std::upper_bound(from, arrivals_.end(), end,
                                     [](qint64 time, const Arrival &arrival) { return time < arrival.at; });
    return {size_t(from - arrivals_.begin()), size_t(to - arrivals_.begin())};
}

std::vector<ArrivalLog::Column> ArrivalLog::columns(qint64 begin, qint64 end, int count) const
{
    std::vector<Column> columns(size_t(std::max(count, 0)));
    if (columns.empty() || end <= begin)
        return columns;
    const double width = double(end - begin) / count;
    auto from = arrivals_.begin() + std::ptrdiff_t(between(begin, end).first);
    for (int i = 0; i < count && from != arrivals_.end(); ++i) {
        const qint64 border = begin + qint64(width * (i + 1));
        const auto to = std::lower_bound(from, arrivals_.end(), border,
                                         [](const Arrival &arrival, qint64 time) { return arrival.at < time; });
        if (to != from)
            columns[size_t(i)] = {quint32(to - from), from->at, std::prev(to)->at};
        from = to;
    }
    return columns;
}

std::vector<ArrivalLog::Stretch> ArrivalLog::silences(qint64 begin, qint64 end) const
{
    std::vector<Stretch> silences;
    const qint64 least = silenceLength();
    auto [from, to] = between(begin, end);
    from = from > 0 ? from : 1;
    to = std::min(to + 1, arrivals_.size());
    for (size_t i = from; i < to && silences.size() < MaximumStretches; ++i) {
        if (arrivals_[i].at - arrivals_[i - 1].at >= least)
            silences.push_back({arrivals_[i - 1].at, arrivals_[i].at});
    }
    return silences;
}

std::vector<ArrivalLog::Stretch> ArrivalLog::bursts(qint64 begin, qint64 end) const
{
    std::vector<Stretch> bursts;
    const auto [from, to] = between(begin, end);
    for (size_t i = from; i < to && bursts.size() < MaximumStretches;) {
        size_t last = i;
        while (last + 1 < arrivals_.size() && arrivals_[last + 1].at - arrivals_[last].at <= WithinBurst)
            ++last;
        const bool isApartBefore = i == 0 || arrivals_[i].at - arrivals_[i - 1].at >= AroundBurst;
        const bool isApartBehind =
            last + 1 == arrivals_.size() || arrivals_[last + 1].at - arrivals_[last].at >= AroundBurst;
        // One group alone is just the stream.
        const bool isAll = i == 0 && last + 1 == arrivals_.size();
        if (last - i + 1 >= LeastOfBurst && isApartBefore && isApartBehind && !isAll)
            bursts.push_back({arrivals_[i].at, arrivals_[last].at});
        i = last + 1;
    }
    return bursts;
}

} // namespace helio
