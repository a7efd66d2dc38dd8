// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"

namespace helio {

/// What Flask-SSE gives to `PUBLISH`: a JSON object with exactly the keys `data`, `type`, `id` and `retry`, the last
/// three only when set. Any other key makes a Flask-SSE reader fail.
QByteArray flaskMessage(const Publication &publication);

struct FlaskReading
{
    Publication publication; ///< without its channel
    bool isFlasks = false;   ///< false: other traffic; the whole message stands as data, with U+FFFD for invalid UTF-8
};

/// Reads such a message, from Flask-SSE or any other program. `data` that is a string stands for its text; any other
/// JSON value is put as Python's json.dumps writes it (`, ` and `: ` between, nothing else changed), which is what a
/// reader of Flask-SSE gets. `id` may be a string or a number.
FlaskReading readFlaskMessage(const QByteArray &message);

} // namespace helio
