// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/store.h"

namespace helio::test {

/// A StoreFactory: over a log of its own each time, in one Redis that ends with the program.
MadeStore makeRedisGroupStore(const HistoryLimits &limits, const Clock &clock);
/// The same; most of what is read is read from Redis.
MadeStore makeRedisGroupStoreWithLittleMemory(HistoryLimits limits, const Clock &clock);

} // namespace helio::test
