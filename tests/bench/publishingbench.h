// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/helioprocess.h"

#include <functional>
#include <vector>

namespace helio::test {

using Figures = std::vector<double>;
double median(Figures figures);

/// A `helio serve` with these options, and how fast it publishes.
class PublishingBench
{
public:
    explicit PublishingBench(const QStringList &options);

    /// For two seconds, with all publishers at work; each waits for its answer.
    double publishesPerSecond(int publishers);
    /// To a subscriber, at 100 events a second; milliseconds, the median.
    double delay();

private:
    HelioProcess hub_;
};

/// The medians of some rounds, of two kinds of hubs in turn.
std::pair<double, double> inTurn(int rounds, const std::function<double(PublishingBench &)> &measure,
                                 const std::function<QStringList()> &one, const std::function<QStringList()> &other);

} // namespace helio::test
