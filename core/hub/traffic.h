// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "hub/latencyhistogram.h"
#include "hub/ratemeter.h"

namespace helio {

struct Event;
struct Frame;

/// How much goes through the hub, and how fast: counters since its start, and figures of the last second.
class Traffic
{
public:
    /// `now`, here and below, is Clock::steadyNanoseconds().
    void countPublished(const Event &event, qint64 now);
    /// A kernel has taken a frame that holds events.
    void countTaken(const Frame &frame, qint64 now);
    /// `isFresh`: for what was trimmed a moment ago.
    void countGap(bool isFresh)
    {
        ++gaps_;
        freshGaps_ += isFresh ? 1 : 0;
    }
    /// Once a second.
    void update();

    /// Writes its part of the hub's figures.
    void addTo(HubTotals &totals, qint64 now) const;
    /// Publish to the kernel's acceptance, over all channels.
    const LatencyHistogram &latency() const { return latency_; }

private:
    quint64 published_ = 0;
    quint64 publishedBytes_ = 0;
    quint64 delivered_ = 0;
    quint64 deliveredBytes_ = 0;
    quint64 gaps_ = 0;
    quint64 freshGaps_ = 0;
    RateMeter publishedRate_;
    RateMeter deliveredRate_;
    RateMeter deliveredBytesRate_;
    LatencyHistogram latency_;
    LatencyHistogram latencyOfThisSecond_;
    std::optional<HubTotals::RecentLatency> recentLatency_;
};

} // namespace helio
