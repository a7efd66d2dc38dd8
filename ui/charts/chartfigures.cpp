// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartfigures.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace helio {

namespace {

/// What is left of a rate after a second, where a channel defends its place: a half after 23 seconds.
constexpr double WeightKept = 0.97;

} // namespace

ChartFigures::ChartFigures(QObject *parent)
    : QObject(parent)
{
    for (auto &figure : figures_)
        figure = std::make_shared<SampleSeries>();
}

void ChartFigures::addSnapshot(const HubSnapshot &snapshot)
{
    const HubTotals &totals = snapshot.totals;
    const qint64 at = snapshot.takenAt;
    figures_[EventsIn]->append(at, totals.publishedPerSecond);
    figures_[EventsOut]->append(at, totals.deliveredPerSecond);
    figures_[Clients]->append(at, double(totals.clients));
    figures_[BytesOut]->append(at, totals.deliveredBytesPerSecond);
    if (totals.recentLatency) {
        figures_[LatencyP50]->append(at, double(totals.recentLatency->p50Us));
        figures_[LatencyP99]->append(at, double(totals.recentLatency->p99Us));
    }
    addChannels(snapshot.channels, at);
    Q_EMIT snapshotAdded();
}

void ChartFigures::addChannels(const QList<ChannelInfo> &channels, qint64 at)
{
    const auto place = [this](const QByteArray &name) {
        return std::find_if(channels_.begin(), channels_.end(), [&](const Channel &c) { return c.name == name; });
    };
    const auto lighter = [](const Channel &a, const Channel &b) { return a.weight < b.weight; };
    for (Channel &channel : channels_)
        channel.weight *= WeightKept;
    QList<const ChannelInfo *> others;
    for (const ChannelInfo &info : channels) {
        const auto found = place(info.name);
        if (found == channels_.end()) {
            others.append(&info);
            continue;
        }
        found->perSecond->append(at, info.eventsPerSecond);
        found->weight = std::max(found->weight, info.eventsPerSecond);
    }
    for (const ChannelInfo *info : std::as_const(others)) {
        if (info->eventsPerSecond <= 0)
            continue;
        if (channels_.size() == MaximumChannels) {
            const auto lightest = std::min_element(channels_.begin(), channels_.end(), lighter);
            if (lightest->weight >= info->eventsPerSecond)
                continue;
            channels_.erase(lightest);
        }
        auto samples = std::make_shared<SampleSeries>();
        samples->append(at, info->eventsPerSecond);
        channels_.append({info->name, std::move(samples), info->eventsPerSecond});
    }
}

void ChartFigures::addSystemEvent(const QByteArray &data, qint64 at)
{
    const QJsonObject figures = QJsonDocument::fromJson(data).object();
    const auto part = [&](const char *name) { return figures.value(QLatin1String(name)).toObject(); };
    const auto add = [at](SampleSeries &series, const QJsonValue &value) {
        if (value.isDouble())
            series.append(at, value.toDouble());
    };
    const QJsonObject cpu = part("cpu");
    const QJsonObject memory = part("memory");
    const QJsonObject network = part("network");
    const QJsonObject disk = part("disk");
    add(*figures_[Cpu], cpu.value(QLatin1String("percent")));
    add(*figures_[MemoryUsed], memory.value(QLatin1String("usedBytes")));
    add(*figures_[SwapUsed], part("swap").value(QLatin1String("usedBytes")));
    add(*figures_[NetworkIn], network.value(QLatin1String("receivedBytesPerSecond")));
    add(*figures_[NetworkOut], network.value(QLatin1String("sentBytesPerSecond")));
    add(*figures_[DiskRead], disk.value(QLatin1String("readBytesPerSecond")));
    add(*figures_[DiskWritten], disk.value(QLatin1String("writtenBytesPerSecond")));
    memoryTotal_ = memory.value(QLatin1String("totalBytes")).toDouble(memoryTotal_);

    const QJsonArray cores = cpu.value(QLatin1String("cores")).toArray();
    for (qsizetype i = 0; i < std::min(cores.size(), MaximumCores); ++i) {
        if (i == cores_.size())
            cores_.append(std::make_shared<SampleSeries>());
        add(*cores_[i], cores.at(i));
    }
}

} // namespace helio
