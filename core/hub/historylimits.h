// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/pattern.h"

#include <QList>

#include <chrono>
#include <limits>
#include <optional>

namespace helio {

/// Other bounds for the channels whose names match; what it does not say is as for all.
struct ChannelLimits
{
    Pattern pattern;
    std::optional<qint64> maximumEvents = {};
    std::optional<qint64> maximumBytes = {}; ///< of each of these channels, with what keeping an event costs
    std::optional<std::chrono::milliseconds> maximumAge = {};
};

/// The bounds of one channel.
struct ChannelBounds
{
    qint64 maximumEvents = 0;
    qint64 maximumBytes = std::numeric_limits<qint64>::max(); ///< as ChannelLimits::maximumBytes
    std::chrono::milliseconds maximumAge{0};
};

/// How much of the past a hub keeps, whatever its store.
struct HistoryLimits
{
    qint64 maximumEvents = 10'000;           ///< per channel
    qint64 maximumBytes = qint64(256) << 20; ///< of the whole hub, with what keeping an event costs
    std::chrono::milliseconds maximumAge = std::chrono::hours(24);
    qint64 memoryBytes = qint64(64) << 20; ///< of it kept in memory, too, where the store is on a disk
    QList<ChannelLimits> channels = {};    ///< the first whose pattern matches counts, alone

    /// In the order of `channels`, and behind them those of all others.
    QList<ChannelBounds> bounds() const;
    /// Which of bounds() are those of `channel`.
    qsizetype boundsOf(QByteArrayView channel) const;
};

} // namespace helio
