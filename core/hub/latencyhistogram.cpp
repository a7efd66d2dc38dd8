// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/latencyhistogram.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

namespace helio {

void LatencyHistogram::record(qint64 microseconds)
{
    const qint64 value = std::max<qint64>(microseconds, 0);
    ++buckets_[size_t(bucketOf(quint64(value)))];
    ++count_;
    sum_ += quint64(value);
    maximum_ = std::max(maximum_, value);
}

qint64 LatencyHistogram::quantile(double q) const
{
    if (count_ == 0)
        return 0;
    const auto wanted = std::max<quint64>(1, quint64(std::ceil(q * double(count_))));
    quint64 seen = 0;
    for (int bucket = 0; bucket < int(buckets_.size()); ++bucket) {
        seen += buckets_[size_t(bucket)];
        if (seen >= wanted)
            return std::min(qint64(upperBoundOf(bucket)), maximum_);
    }
    return maximum_;
}

quint64 LatencyHistogram::countBelowPowerOfTwo(int power) const
{
    const auto end = buckets_.cbegin() + bucketOf(quint64(1) << power);
    return std::accumulate(buckets_.cbegin(), end, quint64(0));
}

int LatencyHistogram::bucketOf(quint64 value)
{
    if (value < SubBuckets)
        return int(value);
    const int power = std::bit_width(value) - 1; // at least 3
    const int sub = int((value >> (power - 3)) & (SubBuckets - 1));
    return (power - 2) * SubBuckets + sub;
}

quint64 LatencyHistogram::upperBoundOf(int bucket)
{
    if (bucket < SubBuckets)
        return quint64(bucket);
    const int power = bucket / SubBuckets + 2;
    const quint64 sub = quint64(bucket % SubBuckets);
    return (((SubBuckets + sub + 1) << (power - 3))) - 1;
}

} // namespace helio
