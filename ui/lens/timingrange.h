// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lens/arrivallog.h"
#include "ui/lens/timingmarks.h"

namespace helio {

/// The stretch of time that *Timing* shows: all that arrived, as far as it fits, and growing with it; or what the user
/// chose. Times are nanoseconds since 1970; both ends are 0 while nothing is shown. A value.
class TimingRange
{
public:
    /// What is shown at first of a stream that goes on and on.
    static constexpr qint64 LongestAtFirst = 300'000 * Millisecond;
    static constexpr qint64 Shortest = 10 * Millisecond;

    qint64 begin() const { return begin_; }
    qint64 end() const { return end_; }
    qint64 length() const { return end_ - begin_; }

    /// Follows what arrived, where all is shown.
    void fit(const ArrivalLog &log, const QList<TimingMark> &marks);
    /// All again, from the next fit() on.
    void showAll() { isWhole_ = true; }
    /// So many times as long, with `around` where it is; as far as there is anything to be seen.
    void zoom(const ArrivalLog &log, double factor, qint64 around);
    /// Moves to that moment where it is not shown.
    void bringIn(qint64 time);

private:
    void show(qint64 begin, qint64 end);

    qint64 begin_ = 0;
    qint64 end_ = 0;
    bool isWhole_ = true;
};

} // namespace helio
