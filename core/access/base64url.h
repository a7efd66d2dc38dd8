// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace helio {

/// base64url without padding, as JSON Web Tokens use it (RFC 7515).
QByteArray toBase64Url(const QByteArray &bytes);
/// Nothing unless `text` is exactly what toBase64Url() would have written.
std::optional<QByteArray> fromBase64Url(QByteArrayView text);

} // namespace helio
