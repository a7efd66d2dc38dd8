// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>

struct evp_pkey_st; // OpenSSL's EVP_PKEY

namespace helio {

/// How a JSON Web Token is signed (RFC 7518). There are no others, and `none` is no algorithm.
enum class JwtAlgorithm {
    HS256, ///< HMAC with SHA-256: who can check can sign
    RS256, ///< RSASSA-PKCS1-v1_5 with SHA-256
    ES256, ///< ECDSA on P-256 with SHA-256
};
/// As tokens write it.
QByteArray algorithmName(JwtAlgorithm algorithm);
std::optional<JwtAlgorithm> algorithmOf(QByteArrayView name);

/// A key that checks signatures of the one algorithm it was made for. The mathematics is OpenSSL's. Copies share the
/// key.
class SignatureKey
{
public:
    static constexpr qsizetype MinimumSecretBytes = 32; ///< RFC 7518: as long as the digest
    static constexpr int MinimumRsaBits = 2048;

    /// Nothing, and `problem` for people, when it is no key that is safe for the algorithm.
    static std::optional<SignatureKey> fromSecret(const QByteArray &secret, QString &problem);
    /// RS256 and ES256: a public key or a certificate.
    static std::optional<SignatureKey> fromPem(JwtAlgorithm algorithm, const QByteArray &pem, QString &problem);
    /// RS256: modulus and exponent, as bytes in network order.
    static std::optional<SignatureKey> fromRsa(const QByteArray &modulus, const QByteArray &exponent, QString &problem);
    /// ES256: the coordinates of a point on P-256, 32 bytes each.
    static std::optional<SignatureKey> fromPoint(const QByteArray &x, const QByteArray &y, QString &problem);

    JwtAlgorithm algorithm() const { return algorithm_; }
    bool verifies(const QByteArray &signedBytes, const QByteArray &signature) const;

private:
    using Key = std::shared_ptr<evp_pkey_st>;

    explicit SignatureKey(JwtAlgorithm algorithm)
        : algorithm_(algorithm)
    {}
    static std::optional<SignatureKey> fromKey(JwtAlgorithm algorithm, Key key, QString &problem);
    bool verifiesWithKey(const QByteArray &signedBytes, const QByteArray &signature) const;

    JwtAlgorithm algorithm_;
    QByteArray secret_; ///< HS256
    Key key_;           ///< the others
};

} // namespace helio
