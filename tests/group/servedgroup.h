// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/store.h"

namespace helio::test {

/// A StoreFactory: over a log in memory of its own each time, which answers by itself from the event loop. Its clock
/// goes by the uptime, as that of a Redis does that nobody sets.
MadeStore makeServedGroupStore(const HistoryLimits &limits, const Clock &clock);
/// The same; most of what is read is read from the log.
MadeStore makeServedGroupStoreWithLittleMemory(HistoryLimits limits, const Clock &clock);

} // namespace helio::test
