// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sampleseries.h"

#include <algorithm>
#include <cmath>

namespace helio {

SampleSeries::SampleSeries(size_t capacity)
    : capacity_(capacity)
{}

void SampleSeries::append(qint64 at, double value)
{
    const auto newest = last();
    if (!std::isfinite(value) || (newest && at <= newest->at))
        return;
    if (samples_.size() < capacity_) {
        samples_.push_back({at, value});
        return;
    }
    samples_[begin_] = {at, value};
    begin_ = (begin_ + 1) % samples_.size();
}

void SampleSeries::clear()
{
    samples_.clear();
    begin_ = 0;
}

std::optional<SampleSeries::Sample> SampleSeries::last() const
{
    if (samples_.empty())
        return std::nullopt;
    return at(samples_.size() - 1);
}

size_t SampleSeries::firstAtOrAfter(qint64 wanted) const
{
    size_t low = 0;
    size_t high = samples_.size();
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (at(middle).at < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

std::optional<SampleSeries::Sample> SampleSeries::nearest(qint64 wanted) const
{
    if (samples_.empty())
        return std::nullopt;
    const size_t after = std::min(firstAtOrAfter(wanted), samples_.size() - 1);
    if (after > 0 && wanted - at(after - 1).at < at(after).at - wanted)
        return at(after - 1);
    return at(after);
}

double SampleSeries::maximumSince(qint64 from) const
{
    double maximum = 0;
    for (size_t i = firstAtOrAfter(from); i < samples_.size(); ++i)
        maximum = std::max(maximum, at(i).value);
    return maximum;
}

QList<QPointF> SampleSeries::reduced(qint64 from, qint64 to, int columns) const
{
    QList<QPointF> points;
    if (columns <= 0 || to <= from)
        return points;
    const auto columnOf = [&](const Sample &sample) { return (sample.at - from) * columns / (to - from); };
    const auto add = [&](const Sample &sample) { points.append({double(sample.at - to), sample.value}); };

    // One sample before the window, so that the line enters at its edge.
    size_t i = firstAtOrAfter(from);
    if (i > 0)
        --i;
    while (i < samples_.size() && at(i).at <= to) {
        const auto column = columnOf(at(i));
        size_t least = i;
        size_t greatest = i;
        size_t end = i;
        for (; end < samples_.size() && at(end).at <= to && columnOf(at(end)) == column; ++end) {
            if (at(end).value < at(least).value)
                least = end;
            if (at(end).value > at(greatest).value)
                greatest = end;
        }
        size_t picks[] = {i, std::min(least, greatest), std::max(least, greatest), end - 1};
        for (size_t pick = 0; pick < std::size(picks); ++pick) {
            if (pick == 0 || picks[pick] != picks[pick - 1])
                add(at(picks[pick]));
        }
        i = end;
    }
    return points;
}

} // namespace helio
