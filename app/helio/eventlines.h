// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/eventfeed.h"
#include "localtime.h"

namespace helio {

/// The forms in which `helio listen` prints an event: one line each, with its line feed, in UTF-8, appended to what is
/// to go out.

enum class Colors {
    None,
    Terminal, ///< ANSI escape sequences
};

/// For people: `TIME DIFFERENCE CHANNEL TYPE ID DATA`, two spaces between, `-` for what there is not; local time, and
/// the seconds since the event before.
class ReadableLines
{
public:
    explicit ReadableLines(Colors colors)
        : colors_(colors)
    {}

    void append(QByteArray &out, const ReceivedEvent &received);

private:
    void appendColumn(QByteArray &out, const char *code, QByteArrayView text) const;

    Colors colors_;
    LocalTime time_;
    std::optional<qint64> previous_; ///< when the event before arrived
};

/// For programs: a JSON object with `type`, `data`, `lastEventId`, `receivedAt` (nanoseconds since 1970), and `channel`
/// where the stream names it.
void appendJsonLine(QByteArray &out, const ReceivedEvent &received);
/// For files: a JSON object with `time` (ISO 8601, UTC, milliseconds), `channel` (null where the stream named none),
/// `type`, `id`, `data`.
void appendRecordLine(QByteArray &out, const ReceivedEvent &received);

} // namespace helio
