// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"

#include <QList>

#include <limits>

namespace helio {

/// How much may wait to be appended, whatever the store.

/// More publications than that are large.
inline constexpr qsizetype LargeAppend = 1'000;
/// What may wait before what is large, with what it takes: before what is small twice as much, before arrivals, which
/// cannot be published again, four times.
inline constexpr qint64 MaximumWaitingBytes = qint64(32) << 20;

/// How much may wait before publications. What is small finds room where the large do not; what has nothing to add only
/// asks for its turn.
inline qint64 mostWaitingBefore(qsizetype publications, bool isArrival)
{
    if (publications == 0)
        return std::numeric_limits<qint64>::max();
    if (isArrival)
        return 4 * MaximumWaitingBytes;
    return publications > LargeAppend ? MaximumWaitingBytes : 2 * MaximumWaitingBytes;
}

/// What publications take while they wait.
inline qint64 waitingBytesOf(const QList<Publication> &publications)
{
    constexpr qint64 OwnBytes = 200; // of each, beside its data
    qint64 bytes = 0;
    for (const Publication &publication : publications)
        bytes += publication.data.size() + OwnBytes;
    return bytes;
}

} // namespace helio
