// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "hub/hub.h"

namespace helio {

/// What the hub counts, in Prometheus' text format: base units in the names, `_total` on counters, labels of bounded
/// number.
QByteArray metricsText(const HubTotals &totals, const LatencyHistogram &latency,
                       const QList<Hub::ChannelLatency> &channelLatencies);

} // namespace helio
