// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "ui/charts/sampleseries.h"

#include <QObject>

#include <memory>

namespace helio {

using SharedSamples = std::shared_ptr<const SampleSeries>;

/// The figures that are charted without being asked for: the hub's, those of its busiest channels, and the machine's. A
/// figure that is not given leaves a gap.
class ChartFigures : public QObject
{
    Q_OBJECT
public:
    enum Figure {
        EventsIn,  ///< per second
        EventsOut, ///< per second
        Clients,
        BytesOut,   ///< per second
        LatencyP50, ///< of deliveries, microseconds; nothing as long as nothing was delivered
        LatencyP99,
        Cpu, ///< percent of all cores
        MemoryUsed,
        SwapUsed,
        NetworkIn,  ///< bytes per second
        NetworkOut, ///< bytes per second
        DiskRead,   ///< bytes per second
        DiskWritten,
        FigureCount
    };

    /// How many channels and cores are kept at most, so that memory is bounded.
    static constexpr qsizetype MaximumChannels = 8;
    static constexpr qsizetype MaximumCores = 64;

    struct Channel
    {
        QByteArray name;
        std::shared_ptr<SampleSeries> perSecond;
        double weight = 0; ///< its rate, or what is left of a greater one that passed
    };

    explicit ChartFigures(QObject *parent = nullptr);

    void addSnapshot(const HubSnapshot &snapshot);
    /// The hub does not serve any more: its figures end here, and go on after a gap.
    void endHub();
    /// `data` is what the source `system` publishes (docs/sources.md); anything else does nothing.
    void addSystemEvent(const QByteArray &data, qint64 at);

    SharedSamples figure(Figure figure) const { return figures_[figure]; }
    /// The busiest channels. One stays until another is busier than what it was in the last half minute or so, so that
    /// lines do not come and go; its past begins when it comes.
    const QList<Channel> &channels() const { return channels_; }
    /// One for each core, in percent; empty before the first event of the system.
    const QList<std::shared_ptr<SampleSeries>> &cores() const { return cores_; }
    /// The memory of the machine in bytes; 0 while it is not known.
    double memoryTotal() const { return memoryTotal_; }

Q_SIGNALS:
    /// The figures of the hub have a point more, or have ended. Those of the system come with events, between two of
    /// them.
    void snapshotAdded();

private:
    void addChannels(const QList<ChannelInfo> &channels, qint64 at);

    std::shared_ptr<SampleSeries> figures_[FigureCount];
    QList<Channel> channels_;
    QList<std::shared_ptr<SampleSeries>> cores_;
    double memoryTotal_ = 0;
};

} // namespace helio
