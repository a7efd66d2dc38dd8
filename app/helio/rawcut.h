// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/eventstreamparser.h"

namespace helio {

/// Finds where, in the bytes of a stream, the last event of those that were asked for ends: `--raw --count 3` prints
/// three events and not a byte more.
class RawCut
{
public:
    explicit RawCut(std::optional<qint64> events)
        : left_(events)
    {}

    /// A new connection: what was cut off before is no part of an event.
    void startOver();
    /// As much of `chunk`, the next of the stream, as belongs to these events.
    QByteArrayView take(QByteArrayView chunk);

private:
    std::optional<qint64> left_; ///< events; nothing: all of them
    EventStreamParser parser_;
};

} // namespace helio
