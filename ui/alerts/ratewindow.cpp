// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/ratewindow.h"

#include <algorithm>
#include <numeric>

namespace helio {

RateWindow::RateWindow(std::chrono::seconds length, std::chrono::nanoseconds now)
    : length_(length)
    , began_(now)
{}

void RateWindow::add(quint64 count, std::chrono::nanoseconds now)
{
    moveTo(now);
    counts_[size_t(part_) % counts_.size()] += count;
}

double RateWindow::atLeast(std::chrono::nanoseconds now)
{
    moveTo(now);
    const quint64 oldest = counts_[size_t(part_ + 1) % counts_.size()];
    return perSecond(std::accumulate(counts_.cbegin(), counts_.cend(), quint64(0)) - oldest);
}

double RateWindow::atMost(std::chrono::nanoseconds now)
{
    moveTo(now);
    return perSecond(std::accumulate(counts_.cbegin(), counts_.cend(), quint64(0)));
}

void RateWindow::moveTo(std::chrono::nanoseconds now)
{
    const qint64 part = (now - began_) / (length_ / Parts);
    // What has passed entirely is not gone over part by part.
    const qint64 steps = std::min<qint64>(part - part_, qint64(counts_.size()));
    for (qint64 i = 1; i <= steps; ++i)
        counts_[size_t(part - steps + i) % counts_.size()] = 0;
    part_ = std::max(part_, part);
}

double RateWindow::perSecond(quint64 count) const
{
    return double(count) / std::chrono::duration<double>(length_).count();
}

} // namespace helio
