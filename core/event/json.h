// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace helio {

/// Appends `utf8` as a JSON string, quotes included. Invalid UTF-8 becomes U+FFFD.
void appendJsonString(QByteArray &out, QByteArrayView utf8);

} // namespace helio
