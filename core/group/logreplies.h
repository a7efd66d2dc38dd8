// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/grouplog.h"

namespace helio {

/// What the scripts answer, read. What has not the form that they give it says nothing.
///
/// Where a log stands: last, first, length, added and the time, from the item of that index on.
std::optional<LogHead> headOf(const RespValue &reply, qsizetype at);

/// `publish` of one request with `count` publications; Cut when it cannot be read.
LogAnswer answerOf(const RespValue &reply, qsizetype count);

/// `index`.
std::optional<IndexPiece> indexPieceOf(const RespValue &reply);

/// Why Redis does not write. Full or Refused: nothing of it was written, and all else goes on. Nothing: what was is not
/// known, and neither is whether anything else works.
struct LogRefusal
{
    std::optional<LogAnswer::Outcome> outcome = {};
    Message problem = {};

    /// Of a log that takes nothing for that reason; `outcome` is there.
    StoreState state() const;
};
LogRefusal refusalOf(const QByteArray &error);

/// What a hub keeps of an own id: position, digest, whether it is on the wire.
struct OwnIdMark
{
    Position position;
    bool isOnWire = false;

    static std::optional<OwnIdMark> read(const QByteArray &text);
};

/// The entries of a list, up to the first that was passed over because all before it took the room: that one is to be
/// read again.
struct ReadEntries
{
    QList<LogEntry> entries = {};
    bool isCut = false;
};
ReadEntries entriesOf(const RespValue &list, const RespLimits &limits, qsizetype maximumDataBytes);

} // namespace helio
