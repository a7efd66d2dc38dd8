// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace helio {

/// CRLF and CR become LF, as event streams carry line ends. Shares its argument when there is nothing to change.
QByteArray normalizedLineEnds(const QByteArray &data);

} // namespace helio
