// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartboard.h"
#include "ui/charts/chartfigures.h"

namespace helio {

class TimeView;

/// What the hub does: events, clients, bytes, latency, the busiest channels.
class HubBoard : public ChartBoard
{
    Q_OBJECT
public:
    /// Both are borrowed.
    HubBoard(const ChartFigures &figures, TimeView &view, QWidget *parent = nullptr);

    /// Shows other channels where others are busy now, then refreshes.
    void showFigures();
    void retranslate();

private:
    void showChannels();

    const ChartFigures &figures_;
    TimeChart *eventsIn_;
    TimeChart *eventsOut_;
    TimeChart *clients_;
    TimeChart *bytesOut_;
    TimeChart *latency_;
    TimeChart *channelRates_;
    QList<SharedSamples> shownChannels_;
};

/// What the machine does, as the system feed reports it: processor, memory, network, disk.
class SystemBoard : public ChartBoard
{
    Q_OBJECT
public:
    /// Both are borrowed.
    SystemBoard(const ChartFigures &figures, TimeView &view, QWidget *parent = nullptr);

    /// Makes charts of the cores when it knows how many there are, then refreshes.
    void showFigures();
    void retranslate();

Q_SIGNALS:
    void chartAdded(helio::TimeChart *chart);

private:
    const ChartFigures &figures_;
    TimeView &view_;
    TimeChart *cpu_;
    TimeChart *memory_;
    TimeChart *network_;
    TimeChart *disk_;
    QList<TimeChart *> cores_; ///< eight cores each
    qsizetype coreCount_ = 0;
};

} // namespace helio
