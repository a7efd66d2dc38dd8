// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/crc32c.h"

#include <array>

namespace helio {

namespace {

using CrcTable = std::array<std::array<quint32, 256>, 8>;

constexpr quint32 Polynomial = 0x82F63B78;

/// tables[k][b]: what the byte b is worth with k bytes behind it. So eight bytes are looked up at once.
constexpr CrcTable makeTables()
{
    CrcTable tables{};
    for (quint32 byte = 0; byte < 256; ++byte) {
        quint32 crc = byte;
        for (int bit = 0; bit < 8; ++bit)
            crc = crc & 1 ? crc >> 1 ^ Polynomial : crc >> 1;
        tables[0][byte] = crc;
    }
    for (size_t k = 1; k < tables.size(); ++k) {
        for (size_t byte = 0; byte < 256; ++byte)
            tables[k][byte] = tables[k - 1][byte] >> 8 ^ tables[0][tables[k - 1][byte] & 0xFF];
    }
    return tables;
}

constexpr CrcTable CrcTables = makeTables();

} // namespace

quint32 crc32c(QByteArrayView bytes, quint32 before)
{
    quint32 crc = ~before;
    const auto *at = reinterpret_cast<const uchar *>(bytes.data());
    qsizetype left = bytes.size();
    for (; left >= 8; left -= 8, at += 8) {
        crc ^= quint32(at[0]) | quint32(at[1]) << 8 | quint32(at[2]) << 16 | quint32(at[3]) << 24;
        crc = CrcTables[7][crc & 0xFF] ^ CrcTables[6][crc >> 8 & 0xFF] ^ CrcTables[5][crc >> 16 & 0xFF] ^
              CrcTables[4][crc >> 24] ^ CrcTables[3][at[4]] ^ CrcTables[2][at[5]] ^ CrcTables[1][at[6]] ^
              CrcTables[0][at[7]];
    }
    for (; left > 0; --left, ++at)
        crc = crc >> 8 ^ CrcTables[0][(crc ^ *at) & 0xFF];
    return ~crc;
}

} // namespace helio
