// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/systemfigures.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

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
    constexpr double Largest = 9007199254740992; // 2^53: beyond it a reader in JavaScript could not tell numbers apart
    return qint64(std::round(std::clamp(value, 0.0, Largest)));
}

QJsonObject toJson(const Capacity &capacity)
{
    const qint64 used = capacity.total - capacity.available;
    const double percent = capacity.total > 0 ? 100.0 * double(used) / double(capacity.total) : 0;
    return {{QStringLiteral("totalBytes"), capacity.total},
            {QStringLiteral("usedBytes"), used},
            {QStringLiteral("availableBytes"), capacity.available},
            {QStringLiteral("percent"), rounded(percent, 1)}};
}

QJsonObject toJson(const CpuUse &use)
{
    // An array by the kernel's numbers, so that a core keeps its place when another is switched off.
    QJsonArray cores;
    for (auto core = use.cores.cbegin(); core != use.cores.cend(); ++core) {
        while (cores.size() < core.key())
            cores.append(QJsonValue::Null);
        cores.append(rounded(core.value(), 1));
    }
    return {{QStringLiteral("percent"), rounded(use.percent, 1)}, {QStringLiteral("cores"), cores}};
}

QJsonObject networkJson(const TrafficRate &rate)
{
    return {{QStringLiteral("receivedBytesPerSecond"), whole(rate.in)},
            {QStringLiteral("sentBytesPerSecond"), whole(rate.out)}};
}

QJsonObject toJson(const NetworkUse &use)
{
    QJsonObject interfaces;
    for (auto it = use.interfaces.cbegin(); it != use.interfaces.cend(); ++it)
        interfaces.insert(QString::fromUtf8(it.key()), networkJson(it.value()));
    QJsonObject object = networkJson(use.total);
    object.insert(QStringLiteral("interfaces"), interfaces);
    return object;
}

} // namespace

QByteArray SystemFigures::toJson() const
{
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(time).toUTC();
    QJsonObject object{{QStringLiteral("time"), when.toString(Qt::ISODateWithMs)}};
    if (cpu)
        object.insert(QStringLiteral("cpu"), helio::toJson(*cpu));
    if (load) {
        QJsonArray averages;
        for (const double average : *load)
            averages.append(rounded(average, 2));
        object.insert(QStringLiteral("load"), averages);
    }
    if (memory) {
        object.insert(QStringLiteral("memory"), helio::toJson(memory->memory));
        object.insert(QStringLiteral("swap"), helio::toJson(memory->swap));
    }
    if (network)
        object.insert(QStringLiteral("network"), helio::toJson(*network));
    if (disk) {
        object.insert(QStringLiteral("disk"), QJsonObject{{QStringLiteral("readBytesPerSecond"), whole(disk->in)},
                                                          {QStringLiteral("writtenBytesPerSecond"), whole(disk->out)}});
    }
    if (temperature)
        object.insert(QStringLiteral("temperatureCelsius"), rounded(*temperature, 1));
    if (uptime)
        object.insert(QStringLiteral("uptimeSeconds"), whole(*uptime));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
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
