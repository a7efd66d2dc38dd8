// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "hub/hub.h"

namespace helio {

/// What the hub counts, in Prometheus' text format: base units in the names, `_total` on counters, labels of bounded
/// number. Of Redis there is nothing where the hub is on none, nor of a group where it is alone.
QByteArray metricsText(const HubTotals &totals, const LatencyHistogram &latency,
                       const QList<ChannelLatency> &channelLatencies, const std::optional<BackplaneInfo> &redis = {},
                       const std::optional<GroupInfo> &group = {});

} // namespace helio
