// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/systemcounters.h"

#include <functional>

namespace helio {

/// Readers of Linux' files of figures (proc(5)), each from the content of one file. Lines and fields that a kernel adds
/// are ignored; empty when the content is not what the file should hold.

/// `/proc/stat`
std::optional<CpuCounters> parseStat(const QByteArray &content);
/// `/proc/loadavg`
std::optional<std::array<double, 3>> parseLoadAverage(const QByteArray &content);
/// `/proc/meminfo`. A kernel that does not say what is available (before 3.14) gets free, buffers and cache added up.
std::optional<MemoryState> parseMemoryInfo(const QByteArray &content);
/// `/proc/net/dev`, without `lo`.
std::optional<QMap<QByteArray, TrafficCounters>> parseNetworkDevices(const QByteArray &content);
/// `/proc/diskstats`, of the devices for which `isWholeDisk` says so.
std::optional<QMap<QByteArray, TrafficCounters>>
parseDiskStatistics(const QByteArray &content, const std::function<bool(const QByteArray &)> &isWholeDisk);
/// `/proc/uptime`, in seconds.
std::optional<double> parseUptime(const QByteArray &content);
/// A file `temp…` of `/sys/class/hwmon` or `/sys/class/thermal`, in degrees Celsius. Empty, too, for the values that
/// sensors show when nothing is connected to them.
std::optional<double> parseTemperature(const QByteArray &content);

} // namespace helio
