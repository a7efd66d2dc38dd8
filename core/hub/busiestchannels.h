// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <vector>

namespace helio {

struct HubChannel;

/// Measures the latency of the busiest channels, and of no others: what is measured must stay bounded, and Prometheus
/// wants few label values. One that is measured stays so, also when it is quiet for a while, until another is clearly
/// busier.
class BusiestChannels
{
public:
    explicit BusiestChannels(size_t maximum)
        : maximum_(maximum)
    {}

    /// Its rate has just counted an event.
    void onCounted(HubChannel &channel);
    /// Once a second: what was busy long ago gives way more easily. `now`: Clock::steadyNanoseconds().
    void update(qint64 now);
    void remove(HubChannel &channel);

    struct Measured
    {
        HubChannel *channel = nullptr;
        double weight = 0; ///< events per second, of the busiest second in the last minute or so
    };
    const std::vector<Measured> &all() const { return measured_; }

private:
    /// Keeps the best.
    void pruneCandidates();

    size_t maximum_;
    std::vector<Measured> measured_;
    std::vector<HubChannel *> candidates_; ///< of this second
    double threshold_ = 0;                 ///< events in a second, which a candidate exceeds
};

} // namespace helio
