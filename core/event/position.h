// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <compare>
#include <limits>
#include <optional>

namespace helio {

/// The place of an event in the hub's one order, and the id that hubs give: `MILLISECONDS-SEQUENCE`, as Redis Streams
/// form theirs. Positions rise strictly over the whole hub. The default, 0-0, stands before every event.
struct Position
{
    quint64 milliseconds = 0;
    quint64 sequence = 0;

    friend constexpr auto operator<=>(const Position &, const Position &) = default; // NOLINT(modernize-use-nullptr)

    /// The milliseconds since 1970-01-01T00:00Z, at most as many as a qint64 holds: anybody may write an id into a log.
    constexpr qint64 time() const
    {
        constexpr auto Most = std::numeric_limits<qint64>::max();
        return milliseconds < quint64(Most) ? qint64(milliseconds) : Most;
    }
    /// The position's form on the wire, e.g. `1763690000000-4`.
    QByteArray toId() const;
    /// Reads the form of toId(), and only exactly that (decimal digits, no signs, no leading zeros, both within 64
    /// bits).
    static std::optional<Position> fromId(QByteArrayView id);
    /// Whether `id` has the hub's form (digits, a hyphen, digits), even when its numbers are too large to be a
    /// position.
    static bool hasForm(QByteArrayView id);
};

/// The least one behind `position`; of the highest one, that itself.
constexpr Position nextPosition(Position position)
{
    constexpr quint64 Most = std::numeric_limits<quint64>::max();
    if (position.sequence < Most)
        return {position.milliseconds, position.sequence + 1};
    return position.milliseconds < Most ? Position{position.milliseconds + 1, 0} : position;
}

/// The highest one before `position`; of 0-0, that itself.
constexpr Position previousPosition(Position position)
{
    if (position.sequence > 0)
        return {position.milliseconds, position.sequence - 1};
    return position.milliseconds > 0 ? Position{position.milliseconds - 1, std::numeric_limits<quint64>::max()}
                                     : Position();
}

} // namespace helio
