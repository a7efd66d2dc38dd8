// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/systemcounters.h"

namespace helio {

/// Bytes per second.
struct TrafficRate
{
    double in = 0;  ///< received, or read
    double out = 0; ///< sent, or written
};

struct CpuUse
{
    double percent = 0;      ///< of all cores together: 0 to 100
    QMap<int, double> cores; ///< percent by the kernel's number; a core that just came or is switched off is missing
};

struct NetworkUse
{
    TrafficRate total;
    QMap<QByteArray, TrafficRate> interfaces; ///< by name; one that just came up is missing
};

/// The figures of a machine over the time between two readings of its counters. What is not known is empty; no figure
/// is ever negative or not a number.
struct SystemFigures
{
    qint64 time = 0; ///< milliseconds since 1970-01-01T00:00Z
    std::optional<CpuUse> cpu;
    std::optional<std::array<double, 3>> load;
    std::optional<MemoryState> memory;
    std::optional<NetworkUse> network;
    std::optional<TrafficRate> disk;
    std::optional<double> temperature; ///< degrees Celsius
    std::optional<double> uptime;      ///< seconds

    /// The figures as one JSON object without spaces, in the shape of docs/sources.md.
    QByteArray toJson() const;
};

/// What happened between two readings. A counter that went back (it wrapped, or its device was plugged in again) counts
/// as still. Without time between them there are no rates.
SystemFigures figuresBetween(const SystemCounters &before, const SystemCounters &after);

} // namespace helio
