// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMetaType>

#include <chrono>
#include <optional>

namespace helio {

/// The channel that is meant where none is named.
inline constexpr char DefaultChannel[] = "sse";

/// What a reader of an event stream sees (WHATWG HTML 9.2.6). All members are UTF-8 bytes as they came, never decoded
/// on the way; invalid sequences are kept and become U+FFFD only where decodeUtf8() shows them.
struct Event
{
    QByteArray channel; ///< from the field `channel`, which only hubs like ours send; empty where the stream named none
    QByteArray id;      ///< the last event ID string as it stands with this event; empty when there is none
    QByteArray type;    ///< empty means the default type, `message`
    QByteArray data;    ///< lines joined by LF; may be empty

    /// Whether all four are the same bytes.
    friend bool operator==(const Event &, const Event &) = default;
};

/// What a publisher gives to a hub.
struct Publication
{
    QByteArray channel = QByteArrayLiteral(DefaultChannel); ///< UTF-8; made when first used
    QByteArray type = {};                                   ///< empty: the default type
    QByteArray data = {};                                   ///< any UTF-8; CR, CRLF and LF all arrive as LF
    QByteArray id = {};                                     ///< the publisher's own id; empty: the hub makes one
    std::optional<std::chrono::milliseconds> retry = {};    ///< sent with the live event, not repeated in replays
};

} // namespace helio

Q_DECLARE_TYPEINFO(helio::Event, Q_RELOCATABLE_TYPE);
Q_DECLARE_TYPEINFO(helio::Publication, Q_RELOCATABLE_TYPE);
Q_DECLARE_METATYPE(helio::Event)
Q_DECLARE_METATYPE(helio::Publication)
