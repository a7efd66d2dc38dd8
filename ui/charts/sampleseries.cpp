// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/sampleseries.h"

#include <algorithm>
#include <cmath>

namespace helio {

namespace {

/// Clocks of two readings may be this far apart without having been set back.
constexpr qint64 Jitter = 1000;
/// How many distances show what is usual; with fewer nothing is called a gap.
constexpr size_t FewestDistances = 3;

} // namespace

std::array<SampleSeries::Sample, 4> SampleSeries::Bucket::inOrder() const
{
    const Sample low{at + leastAfter, least};
    const Sample high{at + greatestAfter, greatest};
    const bool lowFirst = low.at <= high.at;
    return {Sample{at, first}, lowFirst ? low : high, lowFirst ? high : low, Sample{end(), last}};
}

void SampleSeries::merge(Bucket &into, const Bucket &later)
{
    const auto offset = qint32(later.at - into.at);
    if (later.least < into.least) {
        into.least = later.least;
        into.leastAfter = offset + later.leastAfter;
    }
    if (later.greatest > into.greatest) {
        into.greatest = later.greatest;
        into.greatestAfter = offset + later.greatestAfter;
    }
    into.last = later.last;
    into.lastAfter = offset + later.lastAfter;
}

void SampleSeries::append(qint64 at, double value)
{
    if (!std::isfinite(value))
        return;
    Bucket bucket{.at = at, .first = value, .least = value, .greatest = value, .last = value};
    if (auto newest = last()) {
        if (at < newest->at - Jitter) {
            forgetFrom(at);
            newest = last();
        }
        if (newest) {
            bucket.at = std::max(at, newest->at);
            const qint64 distance = bucket.at - newest->at;
            bucket.afterGap = isInterrupted_ || (distance > ShortestGap && distance > longestUsualSilence());
            if (!isInterrupted_)
                distances_[distanceCount_++ % distances_.size()] = distance;
        }
    }
    isInterrupted_ = false;
    auto &fresh = tiers_[0];
    if (!fresh.empty() && !bucket.afterGap && fresh.back().at / Tiers[0].bucket == bucket.at / Tiers[0].bucket) {
        merge(fresh.back(), bucket);
        return;
    }
    fresh.push_back(bucket);
    age(bucket.at);
}

void SampleSeries::age(qint64 now)
{
    for (size_t i = 0; i < Tiers.size(); ++i) {
        auto &tier = tiers_[i];
        while (!tier.empty() && tier.front().at < now - Tiers[i].age) {
            if (i + 1 < Tiers.size()) {
                auto &older = tiers_[i + 1];
                const qint64 length = Tiers[i + 1].bucket;
                if (!older.empty() && older.back().at / length == tier.front().at / length)
                    merge(older.back(), tier.front());
                else
                    older.push_back(tier.front());
            }
            tier.pop_front();
        }
    }
}

void SampleSeries::forgetFrom(qint64 at)
{
    for (auto &tier : tiers_) {
        while (!tier.empty() && tier.back().end() >= at)
            tier.pop_back();
    }
    distanceCount_ = 0;
}

void SampleSeries::interrupt()
{
    isInterrupted_ = !isEmpty();
}

void SampleSeries::clear()
{
    isInterrupted_ = false;
    for (auto &tier : tiers_)
        tier.clear();
    distanceCount_ = 0;
}

size_t SampleSeries::size() const
{
    size_t size = 0;
    for (const auto &tier : tiers_)
        size += tier.size();
    return size;
}

const SampleSeries::Bucket &SampleSeries::at(size_t i) const
{
    for (auto tier = tiers_.rbegin();; ++tier) {
        if (i < tier->size())
            return (*tier)[i];
        i -= tier->size();
    }
}

qint64 SampleSeries::longestUsualSilence() const
{
    if (distanceCount_ < FewestDistances)
        return std::numeric_limits<qint64>::max();
    std::array<qint64, std::tuple_size_v<decltype(distances_)>> sorted = distances_;
    const auto end = sorted.begin() + qsizetype(std::min(distanceCount_, sorted.size()));
    const auto middle = sorted.begin() + (end - sorted.begin()) / 2;
    std::nth_element(sorted.begin(), middle, end);
    return std::max(ShortestGap, 3 * *middle);
}

size_t SampleSeries::firstEndingFrom(qint64 wanted) const
{
    size_t low = 0;
    size_t high = size();
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (at(middle).end() < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

std::optional<SampleSeries::Sample> SampleSeries::last() const
{
    for (const auto &tier : tiers_) {
        if (!tier.empty())
            return Sample{tier.back().end(), tier.back().last};
    }
    return std::nullopt;
}

std::optional<SampleSeries::Sample> SampleSeries::lastUntil(qint64 wanted) const
{
    const size_t i = firstEndingFrom(wanted);
    if (i < size() && at(i).at <= wanted) {
        const auto inOrder = at(i).inOrder();
        return *std::find_if(inOrder.rbegin(), inOrder.rend(), [wanted](const Sample &s) { return s.at <= wanted; });
    }
    if (i == 0)
        return std::nullopt;
    return Sample{at(i - 1).end(), at(i - 1).last};
}

std::optional<SampleSeries::Sample> SampleSeries::known(qint64 wanted) const
{
    const auto sample = lastUntil(wanted);
    if (!sample || sample->at == wanted)
        return sample;
    const size_t next = firstEndingFrom(wanted);
    if (next < size())
        return at(next).afterGap && wanted < at(next).at ? std::nullopt : sample;
    return isInterrupted_ || wanted - sample->at > longestUsualSilence() ? std::nullopt : sample;
}

std::optional<SampleSeries::Sample> SampleSeries::nearest(qint64 wanted, qint64 tolerance) const
{
    const size_t i = firstEndingFrom(wanted);
    const size_t count = size();
    std::optional<Sample> best;
    const auto offer = [&](const Sample &sample) {
        if (!best || std::abs(sample.at - wanted) < std::abs(best->at - wanted))
            best = sample;
    };
    if (i > 0)
        offer({at(i - 1).end(), at(i - 1).last});
    if (i < count) {
        for (const Sample &sample : at(i).inOrder())
            offer(sample);
    }
    if (!best || std::abs(best->at - wanted) <= tolerance)
        return best;
    const bool isBefore = i == 0 && wanted < at(0).at;
    const bool isInGap = i > 0 && i < count && at(i).afterGap && wanted < at(i).at;
    const bool isBehind = i == count && (isInterrupted_ || wanted - best->at > longestUsualSilence());
    return isBefore || isInGap || isBehind ? std::nullopt : best;
}

QList<QList<QPointF>> SampleSeries::reduced(qint64 from, qint64 to, int columns, qint64 narrowest) const
{
    QList<QList<QPointF>> stretches;
    if (columns <= 0 || to <= from)
        return stretches;
    const qint64 column = std::max<qint64>(1, (to - from) / columns);
    narrowest = std::max(narrowest, 2 * column);
    const size_t count = size();
    size_t i = firstEndingFrom(from);
    if (i > 0)
        --i;
    qint64 before = 0; // where the bucket before ended
    while (i < count) {
        Bucket joined = at(i);
        const bool isBehind = joined.at > to;
        if (stretches.isEmpty() || (joined.afterGap && joined.at - before >= narrowest))
            stretches.append(QList<QPointF>());
        for (++i; i < count; ++i) {
            const Bucket &next = at(i);
            if (isBehind || next.at > to || next.at / column != joined.at / column ||
                (next.afterGap && next.at - joined.end() >= narrowest))
                break;
            merge(joined, next);
        }
        QList<QPointF> &points = stretches.last();
        const auto inOrder = joined.inOrder();
        for (size_t k = 0; k < inOrder.size(); ++k) {
            if (k == 0 || !(inOrder[k] == inOrder[k - 1]))
                points.append({double(inOrder[k].at), inOrder[k].value});
        }
        before = joined.end();
        if (isBehind)
            break;
    }
    return stretches;
}

QList<SampleSeries::Sample> SampleSeries::samples(qint64 from, qint64 to) const
{
    QList<Sample> found;
    const size_t count = size();
    for (size_t i = firstEndingFrom(from); i < count && at(i).at <= to; ++i) {
        const auto inOrder = at(i).inOrder();
        for (size_t k = 0; k < inOrder.size(); ++k) {
            if (inOrder[k].at >= from && inOrder[k].at <= to && (k == 0 || !(inOrder[k] == inOrder[k - 1])))
                found.append(inOrder[k]);
        }
    }
    return found;
}

} // namespace helio
