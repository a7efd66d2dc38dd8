// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>

namespace helio {

/// Durations in microseconds, or other whole numbers, kept in buckets an eighth of a power of two wide: quantiles are
/// exact to 9 %. A value of fixed size.
class LatencyHistogram
{
public:
    void record(qint64 microseconds);
    quint64 count() const { return count_; }
    /// The duration that the share `q` (0 to 1) of all stayed within; 0 when there was none.
    qint64 quantile(double q) const;
    qint64 maximum() const { return maximum_; }
    /// The sum of all durations.
    quint64 sum() const { return sum_; }
    /// How many were shorter than 2^power microseconds; exact, since buckets end there.
    quint64 countBelowPowerOfTwo(int power) const;

private:
    static constexpr int SubBuckets = 8;
    static int bucketOf(quint64 value);
    static quint64 upperBoundOf(int bucket);

    std::array<quint64, 64 * SubBuckets> buckets_{};
    quint64 count_ = 0;
    quint64 sum_ = 0;
    qint64 maximum_ = 0;
};

} // namespace helio
