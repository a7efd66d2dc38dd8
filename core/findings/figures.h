// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>
#include <optional>

namespace helio {

/// What a judge measured. Times are since the request of the latest connection, and nothing where it did not come to
/// that; numbers are over all connections.
struct StreamFigures
{
    using Time = std::chrono::nanoseconds;

    std::optional<Time> name; ///< how long the step took
    std::optional<Time> tcp;  ///< likewise
    std::optional<Time> tls;  ///< likewise
    std::optional<Time> head;
    std::optional<Time> firstByte;
    std::optional<Time> firstEvent;
    quint64 connections = 0;
    quint64 events = 0;
    quint64 comments = 0;
    quint64 bytes = 0;                  ///< of bodies, their coding undone
    Time longestSilence{0};             ///< of the latest connection, from its head on, the one that lasts too
    std::optional<Time> medianDistance; ///< between events, of the last 256 of the latest connection

    friend bool operator==(const StreamFigures &, const StreamFigures &) = default;
};

} // namespace helio
