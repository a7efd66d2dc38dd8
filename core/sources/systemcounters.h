// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>

#include <array>
#include <chrono>
#include <optional>

namespace helio {

/// What the kernel has counted up to one moment. What it did not report is empty, never made up.

/// Time a processor spent, in the kernel's ticks, since it started.
struct CpuTicks
{
    quint64 idle = 0; ///< waiting for input or output included
    quint64 busy = 0;
};

struct CpuCounters
{
    CpuTicks total;
    QMap<int, CpuTicks> cores; ///< by the kernel's number; a core that is switched off is missing
};

/// Bytes since the interface or the disk came up.
struct TrafficCounters
{
    quint64 in = 0;  ///< received, or read
    quint64 out = 0; ///< sent, or written
};

/// How much of something there is, in bytes.
struct Capacity
{
    qint64 total = 0;
    qint64 available = 0;
};

struct MemoryState
{
    Capacity memory;
    Capacity swap; ///< zero without swap
};

struct SystemCounters
{
    std::chrono::nanoseconds at{}; ///< of a clock that never jumps; only differences mean something
    qint64 time = 0;               ///< milliseconds since 1970-01-01T00:00Z

    std::optional<CpuCounters> cpu;
    std::optional<std::array<double, 3>> load; ///< over 1, 5 and 15 minutes
    std::optional<MemoryState> memory;
    std::optional<QMap<QByteArray, TrafficCounters>> interfaces; ///< by name, without the loopback
    std::optional<QMap<QByteArray, TrafficCounters>> disks;      ///< by name, whole disks only
    std::optional<double> temperature;                           ///< degrees Celsius
    std::optional<double> uptime;                                ///< seconds
};

} // namespace helio
