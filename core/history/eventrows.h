// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/rowcrc.h"
#include "history/statement.h"
#include "hub/store.h"

namespace helio {

/// The columns that eventOf() reads, in their order.
#define HELIO_EVENT_COLUMNS "position, channel, stored, skew, own, hidden, type, size, crc, data"

/// What a row is counted as: about what it takes in the file, with its places in the indexes.
qint64 sizeOfRow(const Event &event, const QByteArray &ownId);
/// The row that a statement over HELIO_EVENT_COLUMNS stands on, where it lies; `channel`: the name of its channel.
EventRow rowAt(const Statement &statement, QByteArrayView channel);
/// The event of that row; null when its CRC does not fit.
StoredEventPtr eventOf(const Statement &statement, const QByteArray &channel);
/// The id that an event of the file has on the wire.
QByteArray wireId(qint64 position, QByteArrayView own, bool hidden);

} // namespace helio
