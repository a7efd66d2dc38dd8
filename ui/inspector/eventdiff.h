// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonpath.h"
#include "ui/events/eventring.h"

#include <QStringList>

namespace helio {

/// What one event's data has that the other's has not: of JSON by paths, of text by lines. A value, bounded however
/// large the two are.
struct EventDiff
{
    enum class Form {
        Json, ///< both are JSON
        Text,
    };
    enum class Sign { Added, Removed, Changed };

    struct Change
    {
        Sign sign = Sign::Changed;
        QString place;  ///< a JSON path, or the number of the line: the new one's, the old one's where it was removed
        QString before; ///< in one line; empty when it was added
        QString after;  ///< in one line; empty when it was removed

        friend bool operator==(const Change &, const Change &) = default;
    };

    /// More changes than anybody reads.
    static constexpr qsizetype MaximumChanges = 1000;
    /// Of each of two texts; of JSON, so much is passed over in all, a nested value once for each level.
    static constexpr qsizetype MaximumTextBytes = 1024 * 1024;
    static constexpr qsizetype MaximumPassedBytes = 32 * 1024 * 1024;

    Form form = Form::Text;
    QList<Change> changes; ///< in the order of the new one, as far as it has them
    bool isCut = false;    ///< a bound was reached: there may be more

    /// Numbers are the same when their digits are, strings when they say the same, members in whatever order.
    static EventDiff of(const QByteArray &before, const QByteArray &after);
};

/// The event before another one, of the same source, channel and type.
struct Predecessor
{
    /// How many events are searched on the way back.
    static constexpr quint64 MaximumSteps = 50'000;

    enum class Found {
        Yes,
        No,      ///< it is the first of its kind, as far as the ring goes
        TooFar,  ///< none among the last MaximumSteps
        NotHeld, ///< the ring does not hold the event itself any more, so nothing before it
    };
    Found found = Found::No;
    quint64 sequence = 0;

    static Predecessor of(const EventRing &ring, quint64 sequence);
};

} // namespace helio
