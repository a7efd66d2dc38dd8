// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace helio {

/// How many there were in the last full second. Nothing has to be done as time goes on: what was counted is sorted by
/// its second when it comes, and judged by it when it is asked for.
class RateMeter
{
public:
    /// `now`: Clock::steadyNanoseconds().
    void count(qint64 now, quint64 number = 1)
    {
        const qint64 second = now / NanosecondsPerSecond;
        if (second > second_) {
            last_ = second == second_ + 1 ? current_ : 0;
            current_ = 0;
            second_ = second;
        }
        current_ += number;
    }
    /// 0 after a second in which there was none.
    double perSecond(qint64 now) const
    {
        const qint64 second = now / NanosecondsPerSecond;
        if (second > second_ + 1)
            return 0;
        return double(second == second_ + 1 ? current_ : last_);
    }
    /// In the second of the last count().
    quint64 soFar() const { return current_; }

private:
    static constexpr qint64 NanosecondsPerSecond = 1'000'000'000;
    qint64 second_ = 0; ///< of the last count()
    quint64 current_ = 0;
    quint64 last_ = 0; ///< in the second before
};

} // namespace helio
