// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/eventfeed.h"

namespace helio {

/// The forms in which `helio listen` prints an event: one line each, with its line feed, in UTF-8.

/// For people: `TIME CHANNEL TYPE ID DATA`, two spaces between, `-` for what the stream did not tell; local time.
QByteArray readableLine(const ReceivedEvent &received);
/// For programs: a JSON object with `type`, `data`, `lastEventId`, and `channel` where the stream told it.
QByteArray jsonLine(const ReceivedEvent &received);
/// For files: a JSON object with `time` (ISO 8601, UTC, milliseconds), `channel` (null where the stream told none),
/// `type`, `id`, `data`.
QByteArray recordLine(const ReceivedEvent &received);

} // namespace helio
