// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/eventring.h"
#include "ui/events/eventselection.h"

#include <array>
#include <deque>
#include <optional>
#include <vector>

namespace helio {

constexpr qint64 Millisecond = 1'000'000; ///< in nanoseconds

/// When the events of one stream or channel arrived: a bounded past, and how far apart they were. A value. Times are
/// nanoseconds since 1970-01-01T00:00Z, and rise.
class ArrivalLog
{
public:
    /// The oldest go.
    static constexpr size_t MaximumArrivals = 500'000;
    /// Of the histogram: each distance class is half as large again as the one before, from LeastDistance on.
    static constexpr size_t Classes = 48;
    static constexpr double LeastDistance = 50'000; ///< nanoseconds: shorter ones are of the first class
    static constexpr double ClassRatio = 1.5;

    struct Arrival
    {
        qint64 at = 0;
        quint64 sequence = 0; ///< of the ring
    };
    /// What a column of pixels shows.
    struct Column
    {
        quint32 count = 0;
        qint64 first = 0; ///< of its arrivals; of an empty one 0
        qint64 last = 0;
    };
    struct Stretch
    {
        qint64 begin = 0;
        qint64 end = 0;

        friend bool operator==(const Stretch &, const Stretch &) = default;
    };

    /// Only these are taken; what was before is forgotten.
    void follow(const EventSelection &selection, const EventRing &ring);
    /// Takes up to `most` events of the ring that it did not see yet; answers whether there are more.
    bool read(const EventRing &ring, int most);
    /// The ring let go of events that it did not see.
    bool hasMissed(const EventRing &ring) const { return next_ < ring.firstLive(); }

    bool isEmpty() const { return arrivals_.empty(); }
    size_t count() const { return arrivals_.size(); }
    const Arrival &at(size_t index) const { return arrivals_[index]; }
    qint64 first() const { return arrivals_.front().at; }
    qint64 last() const { return arrivals_.back().at; }
    /// How many there were that are not held any more.
    quint64 forgottenCount() const { return forgotten_; }

    /// Of the distances between neighbours, since follow().
    const std::array<quint64, Classes> &distances() const { return distances_; }
    static size_t classOf(qint64 distance);
    /// The least distance of a class.
    static qint64 distanceOf(size_t index);
    /// To a class exactly; nothing for fewer than two arrivals.
    std::optional<qint64> medianDistance() const;
    qint64 longestDistance() const { return longest_; }

    /// From `begin` to before `end`, divided into so many columns.
    std::vector<Column> columns(qint64 begin, qint64 end, int count) const;
    /// Silences that reach into that time: of at least a quarter of a second, and eight times the median.
    std::vector<Stretch> silences(qint64 begin, qint64 end) const;
    /// Groups of at least three arrivals, each within 50 ms of the one before, and half a second or more from what is
    /// not of it.
    std::vector<Stretch> bursts(qint64 begin, qint64 end) const;
    /// At most so many of either are answered.
    static constexpr size_t MaximumStretches = 2000;

    /// The indexes of the arrivals from `begin` to `end`, both included: first, and one behind the last.
    std::pair<size_t, size_t> between(qint64 begin, qint64 end) const;

private:
    qint64 silenceLength() const;

    EventSelection selection_;
    std::deque<Arrival> arrivals_;
    std::array<quint64, Classes> distances_{};
    quint64 distanceCount_ = 0;
    qint64 longest_ = 0;
    quint64 forgotten_ = 0;
    quint64 next_ = 0; ///< of the ring
    size_t place_ = 0;
};

} // namespace helio
