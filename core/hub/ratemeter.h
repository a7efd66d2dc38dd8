// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cmath>

namespace helio {

/// A rate per second, smoothed over some three seconds, from a counter that is read now and then.
class RateMeter
{
public:
    /// `total`: the counter now; `seconds`: since the last reading.
    void update(quint64 total, double seconds)
    {
        if (seconds <= 0)
            return;
        const double now = double(total - total_) / seconds;
        total_ = total;
        perSecond_ += (now - perSecond_) * (1 - std::exp(-seconds / SmoothingSeconds));
        if (perSecond_ < 0.005)
            perSecond_ = 0; // else a rate would never quite end
    }
    double perSecond() const { return perSecond_; }

private:
    static constexpr double SmoothingSeconds = 3;
    quint64 total_ = 0;
    double perSecond_ = 0;
};

} // namespace helio
