// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/latencyhistogram.h"
#include "hub/ratemeter.h"
#include "hub/reach.h"
#include "hub/store.h"

#include <QByteArray>

#include <memory>
#include <unordered_map>
#include <vector>

namespace helio {

class Subscriber;

/// A channel as the hub sees it: who listens, and what came.
struct HubChannel
{
    QByteArray name;
    struct Listener
    {
        Subscriber *subscriber = nullptr;
        size_t seat = 0; ///< in the subscriber's seats
    };
    std::vector<Listener> listeners; ///< by name; patterns are the hub's
    quint64 events = 0;
    quint64 bytes = 0;
    QByteArray lastEventId;
    HistoryFigures held;
    Reach reach;
    RateMeter rate;
    std::shared_ptr<LatencyHistogram> latency; ///< only of the busiest channels
};

/// Its elements stay where they are.
using HubChannels = std::unordered_map<QByteArray, HubChannel>;

/// Measures the latency of the `count` busiest channels, and of no others: what is measured must stay bounded, and
/// Prometheus wants few label values.
void measureBusiest(HubChannels &channels, size_t count);

} // namespace helio
