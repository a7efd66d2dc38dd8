// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hubchannel.h"

#include <algorithm>

namespace helio {

void measureBusiest(HubChannels &channels, size_t count)
{
    std::vector<HubChannel *> busiest;
    for (auto &[name, hubChannel] : channels) {
        if (hubChannel.latency || hubChannel.rate.perSecond() > 0)
            busiest.push_back(&hubChannel);
    }
    const size_t kept = std::min(busiest.size(), count);
    std::partial_sort(
        busiest.begin(), busiest.begin() + std::ptrdiff_t(kept), busiest.end(),
        [](const HubChannel *a, const HubChannel *b) { return a->rate.perSecond() > b->rate.perSecond(); });
    for (size_t i = 0; i < busiest.size(); ++i) {
        if (i >= kept)
            busiest[i]->latency.reset();
        else if (!busiest[i]->latency)
            busiest[i]->latency = std::make_shared<LatencyHistogram>();
    }
}

} // namespace helio
