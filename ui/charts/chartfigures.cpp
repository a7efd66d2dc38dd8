// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartfigures.h"

#include "json/jsonvalue.h"

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

void ChartFigures::endHub()
{
    for (const Figure figure : {EventsIn, EventsOut, Clients, BytesOut, LatencyP50, LatencyP99})
        figures_[figure]->interrupt();
    for (const Channel &channel : std::as_const(channels_))
        channel.perSecond->interrupt();
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
    const auto figures = JsonValue::read(data);
    if (!figures)
        return;
    const auto part = [&](const char *name) { return figures->member(name).value_or(JsonValue()); };
    const auto numberOf = [](const std::optional<JsonValue> &value) {
        return value && value->kind == JsonValue::Kind::Number ? value->number() : std::nullopt;
    };
    const auto append = [&](SampleSeries &series, const std::optional<JsonValue> &value) {
        if (const auto number = numberOf(value))
            series.append(at, *number);
    };
    const JsonValue cpu = part("cpu");
    const JsonValue memory = part("memory");
    const JsonValue network = part("network");
    const JsonValue disk = part("disk");
    append(*figures_[Cpu], cpu.member("percent"));
    append(*figures_[MemoryUsed], memory.member("usedBytes"));
    append(*figures_[SwapUsed], part("swap").member("usedBytes"));
    append(*figures_[NetworkIn], network.member("receivedBytesPerSecond"));
    append(*figures_[NetworkOut], network.member("sentBytesPerSecond"));
    append(*figures_[DiskRead], disk.member("readBytesPerSecond"));
    append(*figures_[DiskWritten], disk.member("writtenBytesPerSecond"));
    memoryTotal_ = numberOf(memory.member("totalBytes")).value_or(memoryTotal_);

    const JsonValue listed = cpu.member("cores").value_or(JsonValue());
    if (listed.kind != JsonValue::Kind::Array)
        return;
    for (JsonChildren cores(listed); cores.next() && cores.index() < MaximumCores;) {
        if (cores.index() == cores_.size())
            cores_.append(std::make_shared<SampleSeries>());
        append(*cores_[cores.index()], cores.value());
    }
}

} // namespace helio
