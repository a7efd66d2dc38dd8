// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/jwtkey.h"

#include <QByteArray>

#include <memory>

struct evp_pkey_st;

namespace helio::test {

/// An issuer of tokens: it has a key of its own, and signs what it is given, sense or nonsense.
class JwtSigner
{
public:
    static JwtSigner withSecret(const QByteArray &secret);
    static JwtSigner rsa(int bits = 2048);
    static JwtSigner p256();
    static JwtSigner p384();

    /// Header, claims and signature. The header says `alg`, and whatever `moreHeader` (`,"kid":"a"`).
    QByteArray sign(const QByteArray &claims, const QByteArray &moreHeader = {}) const;
    /// With this header, whatever it says.
    QByteArray signWithHeader(const QByteArray &header, const QByteArray &claims) const;
    QByteArray signatureOf(const QByteArray &bytes) const;

    QByteArray publicPem() const;
    QByteArray privatePem() const;
    /// `{"kty":…}` with `more` (`"kid":"a",`) in it.
    QByteArray jwk(const QByteArray &more = {}) const;

private:
    JwtAlgorithm algorithm_ = JwtAlgorithm::HS256;
    QByteArray secret_;
    std::shared_ptr<evp_pkey_st> key_;
};

/// `header.claims.signature`, each in base64url.
QByteArray jwtOf(const QByteArray &header, const QByteArray &claims, const QByteArray &signature);

} // namespace helio::test
