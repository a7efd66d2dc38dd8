// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace helio {

/// What a row of `event` says, as it lies in the file. Positions are packed.
struct EventRow
{
    qint64 position = 0;
    QByteArrayView channel; ///< its name
    qint64 stored = 0;      ///< milliseconds of history's clock
    qint64 skew = 0;        ///< what the wall clock was ahead of it
    QByteArrayView own;     ///< the publisher's id; empty: none
    bool hidden = false;    ///< it went out under the hub's id all the same
    QByteArrayView type;
    qint64 size = 0; ///< what the row is counted as
    QByteArrayView data;
};

/// The CRC-32C that a row of each table has: one changed byte anywhere in it is found, which SQLite's own check passes
/// over.
quint32 crcOf(const EventRow &row);
quint32 crcOfMeta(QByteArrayView key, qint64 value);
quint32 crcOfChannel(qint64 id, QByteArrayView name, qint64 trimmed, bool kept);
quint32 crcOfLoss(qint64 position, QByteArrayView selection);

} // namespace helio
