// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/base64url.h"

namespace helio {

QByteArray toBase64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

std::optional<QByteArray> fromBase64Url(QByteArrayView text)
{
    const QByteArray encoded = text.toByteArray();
    const auto decoded = QByteArray::fromBase64Encoding(encoded, QByteArray::Base64UrlEncoding |
                                                                     QByteArray::AbortOnBase64DecodingErrors);
    // Compared because a decoder takes more: padding, and last bits that stand for nothing.
    if (!decoded || toBase64Url(*decoded) != encoded)
        return {};
    return *decoded;
}

} // namespace helio
