// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>

#include <array>
#include <deque>
#include <optional>

namespace helio {

/// The past of one figure, a day of it, in bounded memory however often it comes. Times are milliseconds since
/// 1970-01-01T00:00Z.
///
/// Samples lie in buckets that keep their first, least, greatest and last value, each with its time. What is new lies
/// in buckets of a tenth of a second; what grows older than ten minutes is merged into buckets of a second, what grows
/// older than two hours into buckets of ten seconds, and what is older than a day is forgotten. Each sample is in
/// exactly one bucket, and a merge keeps both extremes: no peak is lost, only the company it was in.
class SampleSeries
{
public:
    struct Sample
    {
        qint64 at = 0;
        double value = 0;

        friend bool operator==(const Sample &, const Sample &) = default;
    };

    /// How long a bucket is, and how old it grows before it is merged into the next tier (or forgotten).
    struct Tier
    {
        qint64 bucket;
        qint64 age;
    };
    static constexpr std::array<Tier, 3> Tiers{{
        {100, 10 * 60 * 1000LL},
        {1000, 2 * 3600 * 1000LL},
        {10'000, 24 * 3600 * 1000LL},
    }};
    /// The most buckets there can be: those of each tier, and one at each seam.
    static constexpr size_t MaximumBuckets = 6'000 + 7'200 + 8'640 + 3;

    /// A silence is a gap when it lasted longer than three times what was usual before it, and longer than this.
    static constexpr qint64 ShortestGap = 5000;

    /// Several samples may have the same time. What is not a finite number is left out: no chart can show it. A time a
    /// little before the last one counts as the last one; when the clock was set back, what lies after is forgotten.
    void append(qint64 at, double value);
    /// Nothing is known from the last sample on until the next one, however soon that comes.
    void interrupt();
    void clear();

    bool isEmpty() const { return size() == 0; }
    size_t size() const; ///< buckets
    size_t bytes() const { return size() * sizeof(Bucket); }

    std::optional<Sample> last() const;
    /// The last one that is not later than `at`.
    std::optional<Sample> lastUntil(qint64 at) const;
    /// The same, as far as it still holds: nothing in a gap, after interrupt(), and when it is silent for long.
    std::optional<Sample> known(qint64 at) const;
    /// The one nearest to `at`; nothing where nothing was known: in a gap, before the first and long after the last,
    /// unless one is within `tolerance`.
    std::optional<Sample> nearest(qint64 at, qint64 tolerance) const;

    /// What is kept of `from` to `to` for a drawing with `columns` columns, as stretches of points (time, value)
    /// without a gap in them: of each column at most the first, the least, the greatest and the last. One point before
    /// and one behind are among them, so that lines enter and leave at the edges. Columns stand at the same times
    /// however the window moves, so that peaks do not flicker. Gaps narrower than two columns, or than `narrowest` ms,
    /// cannot be seen and do not break a stretch.
    QList<QList<QPointF>> reduced(qint64 from, qint64 to, int columns, qint64 narrowest = 0) const;
    /// All that is kept of `from` to `to`, both among them, in the order of time.
    QList<Sample> samples(qint64 from, qint64 to) const;

private:
    struct Bucket
    {
        qint64 at = 0; ///< of the first
        qint32 leastAfter = 0;
        qint32 greatestAfter = 0;
        qint32 lastAfter = 0;
        bool afterGap = false; ///< nothing was known between the bucket before and this one
        double first = 0;
        double least = 0;
        double greatest = 0;
        double last = 0;

        qint64 end() const { return at + lastAfter; }
        std::array<Sample, 4> inOrder() const; ///< of time; the same one may be there several times
    };

    static void merge(Bucket &into, const Bucket &later);
    const Bucket &at(size_t i) const;
    /// The first that ends at `wanted` or later; size() when there is none.
    size_t firstEndingFrom(qint64 wanted) const;
    qint64 longestUsualSilence() const;
    void forgetFrom(qint64 at);
    void age(qint64 now);

    std::array<std::deque<Bucket>, Tiers.size()> tiers_; ///< the newest first, as in Tiers
    std::array<qint64, 16> distances_{};                 ///< between the last samples
    size_t distanceCount_ = 0;
    bool isInterrupted_ = false; ///< since the last sample
};

} // namespace helio
