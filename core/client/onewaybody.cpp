// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/onewaybody.h"

#include <algorithm>
#include <cstring>

namespace helio {

OneWayBody::OneWayBody(QByteArray bytes, QObject *parent)
    : QIODevice(parent)
    , bytes_(std::move(bytes))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 OneWayBody::bytesAvailable() const
{
    return bytes_.size() - at_ + QIODevice::bytesAvailable();
}

qint64 OneWayBody::readData(char *data, qint64 maximum)
{
    const qint64 size = std::min<qint64>(maximum, bytes_.size() - at_);
    if (size == 0 && maximum > 0)
        return -1; // the end
    std::memcpy(data, bytes_.constData() + at_, size_t(size));
    at_ += size;
    return size;
}

qint64 OneWayBody::writeData(const char *, qint64)
{
    return -1;
}

} // namespace helio
