// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/kernelfiles.h"

#include <QHash>
#include <QList>

#include <algorithm>
#include <cmath>

namespace helio {

namespace {

constexpr quint64 BytesPerSector = 512; ///< of /proc/diskstats, whatever the disk's own sectors are
constexpr qint64 BytesPerKibibyte = 1024;
constexpr int MaximumCores = 8192; ///< as many as Linux can be built for

QList<QByteArray> fieldsOf(const QByteArray &line)
{
    const QByteArray simplified = line.simplified();
    return simplified.isEmpty() ? QList<QByteArray>() : simplified.split(' ');
}

/// The number at `index`; empty when there is none.
std::optional<quint64> numberAt(const QList<QByteArray> &fields, qsizetype index)
{
    if (index >= fields.size())
        return std::nullopt;
    bool ok = false;
    const quint64 number = fields.at(index).toULongLong(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

std::optional<double> decimalAt(const QList<QByteArray> &fields, qsizetype index)
{
    if (index >= fields.size())
        return std::nullopt;
    bool ok = false;
    const double number = fields.at(index).toDouble(&ok);
    return ok && std::isfinite(number) && number >= 0 ? std::optional(number) : std::nullopt;
}

/// `cpu0 user nice system idle iowait irq softirq steal guest guest_nice`
std::optional<CpuTicks> ticksOf(const QList<QByteArray> &fields)
{
    // The guests' time stands in user and nice already.
    constexpr qsizetype Idle = 4;
    constexpr qsizetype InputOutputWait = 5;
    constexpr qsizetype Steal = 8;
    if (!numberAt(fields, Idle))
        return std::nullopt;
    CpuTicks ticks;
    for (qsizetype i = 1; i <= std::min(Steal, fields.size() - 1); ++i) {
        const quint64 number = numberAt(fields, i).value_or(0);
        (i == Idle || i == InputOutputWait ? ticks.idle : ticks.busy) += number;
    }
    return ticks;
}

} // namespace

std::optional<CpuCounters> parseStat(const QByteArray &content)
{
    CpuCounters counters;
    bool found = false;
    for (const QByteArray &line : content.split('\n')) {
        if (!line.startsWith("cpu"))
            continue;
        const QList<QByteArray> fields = fieldsOf(line);
        const std::optional<CpuTicks> ticks = ticksOf(fields);
        if (!ticks)
            continue;
        if (fields.first() == "cpu") {
            counters.total = *ticks;
            found = true;
            continue;
        }
        bool ok = false;
        const int core = fields.first().mid(3).toInt(&ok);
        if (ok && core >= 0 && core < MaximumCores)
            counters.cores.insert(core, *ticks);
    }
    return found ? std::optional(counters) : std::nullopt;
}

std::optional<std::array<double, 3>> parseLoadAverage(const QByteArray &content)
{
    const QList<QByteArray> fields = fieldsOf(content);
    std::array<double, 3> load = {};
    for (size_t i = 0; i < load.size(); ++i) {
        const std::optional<double> value = decimalAt(fields, qsizetype(i));
        if (!value)
            return std::nullopt;
        load[i] = *value;
    }
    return load;
}

std::optional<MemoryState> parseMemoryInfo(const QByteArray &content)
{
    QHash<QByteArray, qint64> bytes;
    for (const QByteArray &line : content.split('\n')) {
        const QList<QByteArray> fields = fieldsOf(line);
        if (const std::optional<quint64> kibibytes = numberAt(fields, 1); kibibytes && fields.first().endsWith(':'))
            bytes.insert(fields.first().chopped(1), qint64(*kibibytes) * BytesPerKibibyte);
    }
    const qint64 total = bytes.value("MemTotal");
    if (total <= 0)
        return std::nullopt;
    const qint64 unused = bytes.value("MemFree") + bytes.value("Buffers") + bytes.value("Cached");
    MemoryState state;
    state.memory = {total, std::clamp<qint64>(bytes.value("MemAvailable", unused), 0, total)};
    const qint64 swap = std::max<qint64>(0, bytes.value("SwapTotal"));
    state.swap = {swap, std::clamp<qint64>(bytes.value("SwapFree"), 0, swap)};
    return state;
}

std::optional<QMap<QByteArray, TrafficCounters>> parseNetworkDevices(const QByteArray &content)
{
    QMap<QByteArray, TrafficCounters> interfaces;
    bool found = false;
    for (const QByteArray &line : content.split('\n')) {
        // The name ends at the last colon: an alias holds one itself. No space need follow it.
        const qsizetype colon = line.lastIndexOf(':');
        if (colon < 0)
            continue;
        const QByteArray name = line.first(colon).trimmed();
        const QList<QByteArray> fields = fieldsOf(line.mid(colon + 1));
        const std::optional<quint64> received = numberAt(fields, 0);
        const std::optional<quint64> sent = numberAt(fields, 8);
        if (name.isEmpty() || !received || !sent)
            continue;
        found = true;
        if (name != "lo")
            interfaces.insert(name, {*received, *sent});
    }
    return found ? std::optional(interfaces) : std::nullopt;
}

std::optional<QMap<QByteArray, TrafficCounters>>
parseDiskStatistics(const QByteArray &content, const std::function<bool(const QByteArray &)> &isWholeDisk)
{
    QMap<QByteArray, TrafficCounters> disks;
    for (const QByteArray &line : content.split('\n')) {
        // major minor name reads merged sectors-read ms writes merged sectors-written …
        const QList<QByteArray> fields = fieldsOf(line);
        const std::optional<quint64> read = numberAt(fields, 5);
        const std::optional<quint64> written = numberAt(fields, 9);
        if (read && written && isWholeDisk(fields.at(2)))
            disks.insert(fields.at(2), {*read * BytesPerSector, *written * BytesPerSector});
    }
    return disks.isEmpty() ? std::nullopt : std::optional(disks);
}

std::optional<double> parseUptime(const QByteArray &content)
{
    return decimalAt(fieldsOf(content), 0);
}

std::optional<double> parseTemperature(const QByteArray &content)
{
    constexpr double Coldest = -60; // in degrees Celsius; outside these no machine works, but broken sensors say so
    constexpr double Hottest = 150;
    bool ok = false;
    const double degrees = content.trimmed().toDouble(&ok) / 1000;
    const bool connected = ok && degrees != 0 && degrees > Coldest && degrees < Hottest;
    return connected ? std::optional(degrees) : std::nullopt;
}

} // namespace helio
