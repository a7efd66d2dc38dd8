// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"

namespace helio {

/// Writes blocks of an event stream (WHATWG HTML 9.2.5): what EventStreamParser reads from them is what was given, with
/// line ends as LF. Stateless; blocks can be sent in any order and shared between receivers.
class EventStreamWriter
{
public:
    enum class Channel {
        Omitted, ///< the receiver knows it: its selection is exactly one name
        Field,   ///< as the field `channel`, which parsers of the standard ignore
    };

    /// The whole block of `event`: `id:` when it has one, `event:` when it has a type, `retry:` when given, `data:`
    /// lines, and a blank line.
    static QByteArray block(const Event &event, Channel channel = Channel::Omitted,
                            std::optional<std::chrono::milliseconds> retry = {});
    /// `event` as `data: {"channel","type","id","data"}` without `event:`, for a browser that listens to several
    /// channels on one connection. `type` is `message` when the event has none; invalid UTF-8 becomes U+FFFD.
    static QByteArray envelope(const Event &event, Channel channel = Channel::Omitted,
                               std::optional<std::chrono::milliseconds> retry = {});
    /// A block that only sets the reconnection time.
    static QByteArray retry(std::chrono::milliseconds reconnectionTime);
    /// A comment, e.g. a heartbeat, and a blank line. `text` must be of one line.
    static QByteArray comment(QByteArrayView text = {});
};

} // namespace helio
