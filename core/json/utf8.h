// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace helio {

/// UTF-8 to text as the WHATWG Encoding standard decodes it: each maximal invalid part becomes one U+FFFD. Never fails.
/// A BOM is kept.
QString decodeUtf8(QByteArrayView bytes);

/// The offset of the first byte that is not valid UTF-8, or nothing when all is.
std::optional<qsizetype> firstInvalidUtf8(QByteArrayView bytes);

/// Without the byte order mark that some programs begin a file with.
QByteArrayView withoutByteOrderMark(QByteArrayView bytes);

} // namespace helio
