// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/systemreader.h"

#include "sources/kernelfiles.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace helio {

namespace {

/// The hotter of two, of which either may be missing.
std::optional<double> hotter(std::optional<double> a, std::optional<double> b)
{
    // An empty optional is less than any value.
    return std::max(a, b);
}

} // namespace

SystemReader::SystemReader()
    : SystemReader(QStringLiteral("/"))
{}

SystemReader::SystemReader(QString root)
    : root_(std::move(root))
{
    if (!root_.endsWith(QLatin1Char('/')))
        root_ += QLatin1Char('/');
}

SystemCounters SystemReader::read() const
{
    SystemCounters counters;
    counters.cpu = parseStat(contentOf(QStringLiteral("proc/stat")));
    counters.load = parseLoadAverage(contentOf(QStringLiteral("proc/loadavg")));
    counters.memory = parseMemoryInfo(contentOf(QStringLiteral("proc/meminfo")));
    counters.interfaces = parseNetworkDevices(contentOf(QStringLiteral("proc/net/dev")));
    counters.disks = parseDiskStatistics(contentOf(QStringLiteral("proc/diskstats")),
                                         [this](const QByteArray &name) { return isWholeDisk(name); });
    counters.uptime = parseUptime(contentOf(QStringLiteral("proc/uptime")));
    counters.temperature = processorTemperature();
    if (!counters.temperature)
        counters.temperature = zoneTemperature();
    return counters;
}

QByteArray SystemReader::contentOf(const QString &path) const
{
    QFile file(root_ + path);
    // These files report a size of zero: they are read until they end.
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::optional<double> SystemReader::processorTemperature() const
{
    static const QList<QByteArray> processorChips = {"coretemp", "k10temp", "zenpower", "cpu_thermal", "k8temp"};
    const QString folder = QStringLiteral("sys/class/hwmon/");
    std::optional<double> hottest;
    for (const QString &chip : QDir(root_ + folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString path = folder + chip + QLatin1Char('/');
        if (!processorChips.contains(contentOf(path + QStringLiteral("name")).trimmed()))
            continue;
        for (const QString &sensor : QDir(root_ + path).entryList({QStringLiteral("temp*_input")}, QDir::Files))
            hottest = hotter(hottest, parseTemperature(contentOf(path + sensor)));
    }
    return hottest;
}

std::optional<double> SystemReader::zoneTemperature() const
{
    const QString folder = QStringLiteral("sys/class/thermal/");
    std::optional<double> hottest;
    for (const QString &zone :
         QDir(root_ + folder).entryList({QStringLiteral("thermal_zone*")}, QDir::Dirs | QDir::NoDotAndDotDot))
        hottest = hotter(hottest, parseTemperature(contentOf(folder + zone + QStringLiteral("/temp"))));
    return hottest;
}

bool SystemReader::isWholeDisk(const QByteArray &name) const
{
    // Partitions have no folder here; loop devices, memory and what is made of disks (RAID, LVM, encryption) have one,
    // but no device behind it, and would count the same bytes twice. A slash in a name stands here as an exclamation
    // mark.
    const QString entry = QString::fromUtf8(name).replace(QLatin1Char('/'), QLatin1Char('!'));
    return QFileInfo::exists(root_ + QStringLiteral("sys/block/") + entry + QStringLiteral("/device"));
}

} // namespace helio
