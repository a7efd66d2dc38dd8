// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/eventfeed.h"

namespace helio {

/// The forms in which `helio listen` prints an event: one line each, with its line feed, in UTF-8.

enum class Colors {
    None,
    Terminal, ///< ANSI escape sequences
};

/// For people: `TIME DIFFERENCE CHANNEL TYPE ID DATA`, two spaces between, `-` for what there is not; local time, and
/// the seconds since the event that arrived at `previous` (nothing: this is the first).
QByteArray readableLine(const ReceivedEvent &received, std::optional<qint64> previous, Colors colors);
/// For programs: a JSON object with `type`, `data`, `lastEventId`, `receivedAt` (nanoseconds since 1970), and `channel`
/// where the stream names it.
QByteArray jsonLine(const ReceivedEvent &received);
/// For files: a JSON object with `time` (ISO 8601, UTC, milliseconds), `channel` (null where the stream named none),
/// `type`, `id`, `data`.
QByteArray recordLine(const ReceivedEvent &received);

} // namespace helio
