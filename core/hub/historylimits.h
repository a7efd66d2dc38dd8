// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

namespace helio {

/// How much of the past a hub keeps, whatever its store.
struct HistoryLimits
{
    qint64 maximumEvents = 10'000;           ///< per channel
    qint64 maximumBytes = qint64(256) << 20; ///< of the whole hub, with what keeping an event costs
    std::chrono::milliseconds maximumAge = std::chrono::hours(24);
};

} // namespace helio
