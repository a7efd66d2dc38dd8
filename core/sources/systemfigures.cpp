// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/systemfigures.h"

#include "json/jsonwriter.h"

#include <algorithm>
#include <cmath>

namespace helio {

namespace {

quint64 grown(quint64 before, quint64 after)
{
    return after > before ? after - before : 0;
}

/// Empty when no tick has passed.
std::optional<double> percentBusy(const CpuTicks &before, const CpuTicks &after)
{
    const auto idle = double(grown(before.idle, after.idle));
    const auto busy = double(grown(before.busy, after.busy));
    return idle + busy > 0 ? std::optional(100 * busy / (idle + busy)) : std::nullopt;
}

std::optional<CpuUse> cpuUse(const CpuCounters &before, const CpuCounters &after)
{
    const std::optional<double> total = percentBusy(before.total, after.total);
    if (!total)
        return std::nullopt;
    CpuUse use;
    use.percent = *total;
    for (auto core = after.cores.cbegin(); core != after.cores.cend(); ++core) {
        if (!before.cores.contains(core.key()))
            continue;
        if (const auto percent = percentBusy(before.cores.value(core.key()), core.value()))
            use.cores.insert(core.key(), *percent);
    }
    return use;
}

QMap<QByteArray, TrafficRate> ratesOf(const QMap<QByteArray, TrafficCounters> &before,
                                      const QMap<QByteArray, TrafficCounters> &after, double seconds)
{
    QMap<QByteArray, TrafficRate> rates;
    for (auto it = after.cbegin(); it != after.cend(); ++it) {
        const auto earlier = before.constFind(it.key());
        if (earlier != before.cend())
            rates.insert(it.key(), {double(grown(earlier->in, it->in)) / seconds,
                                    double(grown(earlier->out, it->out)) / seconds});
    }
    return rates;
}

TrafficRate sumOf(const QMap<QByteArray, TrafficRate> &rates)
{
    TrafficRate sum;
    for (const TrafficRate &rate : rates) {
        sum.in += rate.in;
        sum.out += rate.out;
    }
    return sum;
}

double rounded(double value, int decimals)
{
    const double scale = std::pow(10.0, decimals);
    return std::round(value * scale) / scale;
}

qint64 whole(double value)
{
    constexpr double Largest = 9007199254740992; // 2^53: above it a reader in JavaScript could not distinguish numbers
    return qint64(std::round(std::clamp(value, 0.0, Largest)));
}

void write(JsonWriter &json, const Capacity &capacity)
{
    const qint64 used = capacity.total - capacity.available;
    const double percent = capacity.total > 0 ? 100.0 * double(used) / double(capacity.total) : 0;
    json.beginObject();
    json.key("totalBytes").number(capacity.total);
    json.key("usedBytes").number(used);
    json.key("availableBytes").number(capacity.available);
    json.key("percent").number(rounded(percent, 1));
    json.endObject();
}

void write(JsonWriter &json, const CpuUse &use)
{
    json.beginObject();
    json.key("percent").number(rounded(use.percent, 1));
    // An array by the kernel's numbers, so that a core keeps its place when another is switched off.
    json.key("cores").beginArray();
    int next = 0;
    for (auto core = use.cores.cbegin(); core != use.cores.cend(); ++core, ++next) {
        for (; next < core.key(); ++next)
            json.null();
        json.number(rounded(core.value(), 1));
    }
    json.endArray().endObject();
}

void writeRates(JsonWriter &json, const TrafficRate &rate)
{
    json.key("receivedBytesPerSecond").number(whole(rate.in));
    json.key("sentBytesPerSecond").number(whole(rate.out));
}

void write(JsonWriter &json, const NetworkUse &use)
{
    json.beginObject();
    writeRates(json, use.total);
    json.key("interfaces").beginObject();
    for (auto it = use.interfaces.cbegin(); it != use.interfaces.cend(); ++it) {
        json.key(it.key()).beginObject();
        writeRates(json, it.value());
        json.endObject();
    }
    json.endObject().endObject();
}

} // namespace

QByteArray SystemFigures::toJson() const
{
    JsonWriter json;
    json.beginObject();
    json.key("time").time(time);
    if (cpu)
        write(json.key("cpu"), *cpu);
    if (load) {
        json.key("load").beginArray();
        for (const double average : *load)
            json.number(rounded(average, 2));
        json.endArray();
    }
    if (memory) {
        write(json.key("memory"), memory->memory);
        write(json.key("swap"), memory->swap);
    }
    if (network)
        write(json.key("network"), *network);
    if (disk) {
        json.key("disk").beginObject();
        json.key("readBytesPerSecond").number(whole(disk->in));
        json.key("writtenBytesPerSecond").number(whole(disk->out));
        json.endObject();
    }
    if (temperature)
        json.key("temperatureCelsius").number(rounded(*temperature, 1));
    if (uptime)
        json.key("uptimeSeconds").number(whole(*uptime));
    return json.endObject().take();
}

SystemFigures figuresBetween(const SystemCounters &before, const SystemCounters &after)
{
    SystemFigures figures;
    figures.time = after.time;
    figures.load = after.load;
    figures.memory = after.memory;
    figures.temperature = after.temperature;
    figures.uptime = after.uptime;
    const double seconds = std::chrono::duration<double>(after.at - before.at).count();
    if (seconds <= 0)
        return figures;
    if (before.cpu && after.cpu)
        figures.cpu = cpuUse(*before.cpu, *after.cpu);
    if (before.interfaces && after.interfaces) {
        const auto rates = ratesOf(*before.interfaces, *after.interfaces, seconds);
        figures.network = NetworkUse{sumOf(rates), rates};
    }
    if (before.disks && after.disks)
        figures.disk = sumOf(ratesOf(*before.disks, *after.disks, seconds));
    return figures;
}

} // namespace helio
