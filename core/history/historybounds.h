// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <chrono>
#include <functional>
#include <limits>

namespace helio {

/// How much a file of history keeps.
struct HistoryBounds
{
    /// Of one channel.
    struct Channel
    {
        qint64 maximumEvents = 10'000;                            ///< 0: what comes is given out and not written
        qint64 maximumBytes = std::numeric_limits<qint64>::max(); ///< of its rows
        std::chrono::milliseconds maximumAge = std::chrono::hours(24);

        friend bool operator==(const Channel &, const Channel &) = default;
    };

    qint64 maximumBytes = qint64(256) << 20; ///< of the file's used pages
    QList<Channel> channels = {Channel()};   ///< never empty
    /// Which of `channels` are those of a channel of that name; not set: the last, for all.
    std::function<qsizetype(QByteArrayView)> boundsOf = {};

    qsizetype indexFor(QByteArrayView channel) const { return boundsOf ? boundsOf(channel) : channels.size() - 1; }
};

/// The time, as the caller read it: the file has no clock of its own.
struct HistoryNow
{
    qint64 wall = 0;   ///< milliseconds since 1970-01-01T00:00Z; may be set back
    qint64 uptime = 0; ///< milliseconds of a clock that only rises
};

} // namespace helio
