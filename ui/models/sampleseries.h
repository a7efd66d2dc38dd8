// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>

#include <optional>
#include <vector>

namespace helio {

/// The past of one figure: a ring of samples, the oldest overwritten. Times are milliseconds since 1970-01-01T00:00Z
/// and rise.
class SampleSeries
{
public:
    /// A day at one sample a second.
    static constexpr size_t DefaultCapacity = 86'400;

    struct Sample
    {
        qint64 at = 0;
        double value = 0;
    };

    explicit SampleSeries(size_t capacity = DefaultCapacity);

    /// What is not a finite number, or not later than the last sample, is left out: no chart can show it.
    void append(qint64 at, double value);
    void clear();

    size_t size() const { return samples_.size(); }
    std::optional<Sample> last() const;
    /// The sample nearest to `at`.
    std::optional<Sample> nearest(qint64 at) const;
    /// The largest value from `from` on; 0 without samples.
    double maximumSince(qint64 from) const;

    /// The samples of `from` to `to` as points (milliseconds after `to`, value), at most four for each of `columns`:
    /// the first, least, greatest and last, so that no peak is lost and no pixel is painted twice.
    QList<QPointF> reduced(qint64 from, qint64 to, int columns) const;

private:
    const Sample &at(size_t i) const { return samples_[(begin_ + i) % samples_.size()]; }
    size_t firstAtOrAfter(qint64 at) const;

    size_t capacity_;
    std::vector<Sample> samples_;
    size_t begin_ = 0; ///< the oldest
};

} // namespace helio
