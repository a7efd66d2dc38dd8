// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>

namespace helio {

/// Learns how often a server says that it is still there. A value that knows no clock: times are any that rise.
///
/// A server may send its heartbeat after so much silence, or at fixed times whatever else it sends, or from one timer
/// for all its clients. So what is learned is the shortest time between two heartbeats, and no less than the longest
/// silence that ended well.
class Heartbeat
{
public:
    using Time = std::chrono::nanoseconds;

    /// One heartbeat says little: a timer for all clients comes at any time after the beginning. Until the second one
    /// no silence shorter than this is too long.
    static constexpr std::chrono::seconds PatienceAfterOne{45};

    /// `multiple` missed heartbeats are too many; 0: any silence is allowed. Heartbeats that follow within `smallest`
    /// of another, or of the beginning, are none: greetings and padding are comments too.
    Heartbeat(int multiple, std::chrono::milliseconds smallest);

    /// A connection opened. What an earlier one taught still counts, unless it ended by stopped().
    void connected(Time now);
    /// Bytes came, and the last of them were a heartbeat or not.
    void heard(Time now, bool isHeartbeat);
    /// The silence was too long, and the connection was given up. When it had not brought one heartbeat, then the
    /// server has none any more, and what was learned is forgotten.
    void stopped();

    /// The shortest time between two heartbeats; nothing: no two were seen.
    std::optional<Time> time() const { return shortest_; }
    /// How long a silence may last; nothing: any length, as no heartbeat was seen.
    std::optional<Time> allowedSilence() const;

private:
    int multiple_;
    Time smallest_;
    Time lastBeat_{0}; ///< or the beginning of the connection
    Time lastHeard_{0};
    std::optional<Time> shortest_; ///< between two heartbeats
    Time longestSilence_{0};
    int beats_ = 0;         ///< 0, 1, and 2 for many
    bool beatHere_ = false; ///< on this connection
};

} // namespace helio
