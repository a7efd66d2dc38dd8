// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace helio {

/// CRC-32C (Castagnoli: reflected 0x82F63B78) of `bytes`, behind what `before` is the CRC of; 0: of nothing.
quint32 crc32c(QByteArrayView bytes, quint32 before = 0);

} // namespace helio
