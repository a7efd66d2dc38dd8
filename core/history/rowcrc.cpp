// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/rowcrc.h"

#include "history/crc32c.h"

#include <QtEndian>

namespace helio {

namespace {

/// Each text goes in with its size, so that a byte that moves over into the next is found too.
class RowCrc
{
public:
    RowCrc &add(qint64 value)
    {
        char bytes[sizeof value];
        qToLittleEndian(value, bytes);
        crc_ = crc32c({bytes, qsizetype(sizeof bytes)}, crc_);
        return *this;
    }
    RowCrc &add(QByteArrayView text)
    {
        add(qint64(text.size()));
        crc_ = crc32c(text, crc_);
        return *this;
    }
    quint32 value() const { return crc_; }

private:
    quint32 crc_ = 0;
};

} // namespace

quint32 crcOf(const EventRow &row)
{
    return RowCrc()
        .add(row.position)
        .add(row.channel)
        .add(row.stored)
        .add(row.skew)
        .add(row.own)
        .add(qint64(row.hidden))
        .add(row.type)
        .add(row.size)
        .add(row.data)
        .value();
}

quint32 crcOfMeta(QByteArrayView key, qint64 value)
{
    return RowCrc().add(key).add(value).value();
}

quint32 crcOfChannel(qint64 id, QByteArrayView name, qint64 trimmed, bool kept)
{
    return RowCrc().add(id).add(name).add(trimmed).add(qint64(kept)).value();
}

quint32 crcOfLoss(qint64 position, QByteArrayView selection)
{
    return RowCrc().add(position).add(selection).value();
}

} // namespace helio
