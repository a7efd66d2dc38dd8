// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace helio {

/// A JSON Web Token (RFC 7519) in compact form, taken apart and not believed yet: nothing in it counts before a key has
/// verified it.
struct Jwt
{
    QByteArray algorithm; ///< as it claims
    std::optional<QByteArray> keyId;
    QByteArray claims; ///< JSON
    QByteArray signedBytes;
    QByteArray signature;

    /// Nothing when it is longer than MaximumTokenBytes, not of three parts in base64url without padding, its header is
    /// no JSON object with an `alg`, says something twice, or asks for extensions (`crit`) that nobody here knows.
    static std::optional<Jwt> parse(QByteArrayView token);
};

/// Whether `token` has the form of one: two dots.
bool looksLikeJwt(QByteArrayView token);

} // namespace helio
