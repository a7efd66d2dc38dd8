// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"
#include "event/message.h"
#include "event/position.h"
#include "event/selection.h"
#include "redis/respreader.h"

#include <optional>

namespace helio {

struct StoredEvent;

/// Which hub an entry is from that the bridge heard on Flask-SSE's channels: no hub's id has a hyphen.
inline constexpr char BridgeHub[] = "flask-sse";

/// One entry of a group's log, as Redis keeps it in a stream: fields and values, in any order, unknown ones passed
/// over. `data` makes it an event, all else may be missing; `control` makes it a loss or a clearing, of what `of` says.
struct LogEntry
{
    enum class Kind {
        Event,
        Loss,       ///< from here on, something of what `of` selects may be missing
        Clear,      ///< what `of` selects and stands before is gone
        Unreadable, ///< none of these, or against the rules of publishing; `problem` says why
    };
    /// Which publication it is: written by a hub, so that it knows its own again.
    struct From
    {
        QByteArray hub;
        quint64 number = 0; ///< of the request; 0: of none, as what was put back
        quint32 index = 0;  ///< of the publication within the request

        friend bool operator==(const From &, const From &) = default;
    };

    Position position = {};
    Kind kind = Kind::Event;
    Event event = {};      ///< its id as on the wire: the field `id`, else the position's
    QByteArray ownId = {}; ///< the field `id`, or `own`, where an event of another channel has it on the wire
    std::optional<std::chrono::milliseconds> retry = {};
    Selection of = {};             ///< of a Loss or Clear
    std::optional<From> from = {}; ///< nothing: it is no hub's
    Message problem = {};          ///< empty unless Unreadable
    bool isOversize = false;       ///< Unreadable because it is larger than is read
    bool isAhead = false;          ///< Unreadable because its position is ahead of Redis' clock

    /// An entry as XREAD, XRANGE and XREVRANGE give it: its id, and a list of fields and values. Line ends and the type
    /// `message` become what they are in a hub. The position of what is no entry at all is 0-0.
    static LogEntry read(const RespValue &entry, qsizetype maximumDataBytes);
    /// An event that is put back by the hub of that id.
    static LogEntry putBack(const StoredEvent &event, const QByteArray &hub);

    /// Whether a hub has to ask the group which id it has on the wire (LogScripts' `claim`): nobody judged it.
    bool isToBeClaimed() const { return kind == Kind::Event && !from && !ownId.isEmpty(); }
    /// What no hub wrote makes no id whose time is still to come: it is Unreadable then.
    void refuseAhead(qint64 redisTime);
    static constexpr qint64 PossibleAheadMs = 60'000; ///< clocks are not alike
    /// Its own id stands for another event: it goes out under its position's.
    void giveUpOwnId();
    /// Whether the own id is the one on the wire.
    bool isOwnIdOnWire() const { return !ownId.isEmpty() && event.id == ownId; }
    /// What may be missing from there on, by a Loss or by what is larger than is read.
    Selection lost() const;
    /// What a Store keeps of an event.
    StoredEvent stored() const;
    /// Fields and values by turns, but `retry`, which is not kept: read() of them gives the same.
    QByteArrayList fields() const;
};

/// What an own id is judged by in Redis: 22 bytes of what type and data come to.
QByteArray contentDigest(const QByteArray &type, const QByteArray &data);

} // namespace helio
