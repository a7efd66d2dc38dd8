// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/signaturekey.h"

#include "access/accesstoken.h"

#include <QCoreApplication>

#include <array>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

namespace helio {

namespace {

struct KeyText
{
    Q_DECLARE_TR_FUNCTIONS(helio::Access)
};

template <auto Free>
struct Freer
{
    template <typename T>
    void operator()(T *thing) const
    {
        Free(thing);
    }
};
template <typename T, auto Free>
using Owned = std::unique_ptr<T, Freer<Free>>;

using BigNumber = Owned<BIGNUM, BN_free>;
using KeyContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using ParameterBuilder = Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using Parameters = Owned<OSSL_PARAM, OSSL_PARAM_free>;
using DigestContext = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using EcdsaSignature = Owned<ECDSA_SIG, ECDSA_SIG_free>;
using Input = Owned<BIO, BIO_free>;
using Certificate = Owned<X509, X509_free>;

constexpr qsizetype CoordinateBytes = 32; ///< of P-256

const unsigned char *bytesOf(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

std::shared_ptr<EVP_PKEY> keyFrom(const char *type, OSSL_PARAM_BLD *builder)
{
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY *key = nullptr;
    if (parameters && context && EVP_PKEY_fromdata_init(context.get()) == 1)
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get());
    return {key, EVP_PKEY_free};
}

/// A JSON Web Token has both numbers one after the other (RFC 7518), OpenSSL reads them as ASN.1.
QByteArray derSignature(const QByteArray &signature)
{
    if (signature.size() != 2 * CoordinateBytes)
        return {};
    const EcdsaSignature numbers(ECDSA_SIG_new());
    BigNumber r(BN_bin2bn(bytesOf(signature), CoordinateBytes, nullptr));
    BigNumber s(BN_bin2bn(bytesOf(signature) + CoordinateBytes, CoordinateBytes, nullptr));
    if (!numbers || !r || !s || ECDSA_SIG_set0(numbers.get(), r.get(), s.get()) != 1)
        return {};
    (void)r.release(); // they are the signature's now
    (void)s.release();
    QByteArray der(i2d_ECDSA_SIG(numbers.get(), nullptr), '\0');
    auto *out = reinterpret_cast<unsigned char *>(der.data());
    i2d_ECDSA_SIG(numbers.get(), &out);
    return der;
}

/// A passphrase is asked for on the terminal otherwise.
int noPassphrase(char *, int, int, void *)
{
    return -1;
}

} // namespace

QByteArray algorithmName(JwtAlgorithm algorithm)
{
    switch (algorithm) {
    case JwtAlgorithm::HS256:
        return "HS256";
    case JwtAlgorithm::RS256:
        return "RS256";
    case JwtAlgorithm::ES256:
        return "ES256";
    }
    Q_UNREACHABLE();
}

std::optional<JwtAlgorithm> algorithmOf(QByteArrayView name)
{
    for (const JwtAlgorithm algorithm : {JwtAlgorithm::HS256, JwtAlgorithm::RS256, JwtAlgorithm::ES256}) {
        if (name == algorithmName(algorithm))
            return algorithm;
    }
    return {};
}

std::optional<SignatureKey> SignatureKey::fromSecret(const QByteArray &secret, QString &problem)
{
    if (secret.isEmpty())
        problem = KeyText::tr("the secret is empty");
    else if (secret.contains("-----BEGIN "))
        problem = KeyText::tr("this is a key in PEM form, not a secret: a public key is known to everybody");
    else if (secret.size() < MinimumSecretBytes)
        problem = KeyText::tr("the secret has %n bytes; HS256 needs at least %1 (openssl rand -hex 32)", nullptr,
                              int(secret.size()))
                      .arg(MinimumSecretBytes);
    if (!problem.isEmpty())
        return {};
    SignatureKey key(JwtAlgorithm::HS256);
    key.secret_ = secret;
    return key;
}

std::optional<SignatureKey> SignatureKey::fromPem(JwtAlgorithm algorithm, const QByteArray &pem, QString &problem)
{
    const auto input = [&pem] { return Input(BIO_new_mem_buf(pem.constData(), int(pem.size()))); };
    Key key(PEM_read_bio_PUBKEY(input().get(), nullptr, noPassphrase, nullptr), EVP_PKEY_free);
    if (!key) {
        const Certificate certificate(PEM_read_bio_X509(input().get(), nullptr, noPassphrase, nullptr));
        if (certificate)
            key = Key(X509_get_pubkey(certificate.get()), EVP_PKEY_free);
    }
    ERR_clear_error();
    if (!key) {
        problem = pem.contains("PRIVATE KEY-----")
                      ? KeyText::tr("this is a private key; give the public one (openssl pkey -in FILE -pubout)")
                      : KeyText::tr("there is no public key in PEM form, and no certificate");
        return {};
    }
    return fromKey(algorithm, std::move(key), problem);
}

std::optional<SignatureKey> SignatureKey::fromRsa(const QByteArray &modulus, const QByteArray &exponent,
                                                  QString &problem)
{
    const BigNumber n(BN_bin2bn(bytesOf(modulus), int(modulus.size()), nullptr));
    const BigNumber e(BN_bin2bn(bytesOf(exponent), int(exponent.size()), nullptr));
    const ParameterBuilder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
    return fromKey(JwtAlgorithm::RS256, keyFrom("RSA", builder.get()), problem);
}

std::optional<SignatureKey> SignatureKey::fromPoint(const QByteArray &x, const QByteArray &y, QString &problem)
{
    Key key;
    if (x.size() == CoordinateBytes && y.size() == CoordinateBytes) {
        const QByteArray point = char(POINT_CONVERSION_UNCOMPRESSED) + x + y;
        const ParameterBuilder builder(OSSL_PARAM_BLD_new());
        OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.constData(),
                                         size_t(point.size()));
        key = keyFrom("EC", builder.get());
    }
    return fromKey(JwtAlgorithm::ES256, std::move(key), problem);
}

std::optional<SignatureKey> SignatureKey::fromKey(JwtAlgorithm algorithm, Key key, QString &problem)
{
    ERR_clear_error();
    const auto isOnP256 = [&key] {
        std::array<char, 64> group{};
        return EVP_PKEY_get_group_name(key.get(), group.data(), group.size(), nullptr) == 1 &&
               QByteArrayView(group.data()) == "prime256v1";
    };
    if (!key)
        problem = KeyText::tr("this is no public key");
    else if (algorithm == JwtAlgorithm::HS256)
        problem = KeyText::tr("HS256 takes a secret, not a public key");
    else if (algorithm == JwtAlgorithm::RS256 && EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA)
        problem = KeyText::tr("RS256 needs an RSA key, and this is none");
    else if (algorithm == JwtAlgorithm::RS256 && EVP_PKEY_get_bits(key.get()) < MinimumRsaBits)
        problem = KeyText::tr("the RSA key has %1 bits; at least %2 are needed")
                      .arg(EVP_PKEY_get_bits(key.get()))
                      .arg(MinimumRsaBits);
    else if (algorithm == JwtAlgorithm::ES256 && (EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_EC || !isOnP256()))
        problem = KeyText::tr("ES256 needs an EC key on the curve P-256, and this is none");
    if (!problem.isEmpty())
        return {};
    SignatureKey result(algorithm);
    result.key_ = std::move(key);
    return result;
}

bool SignatureKey::verifies(const QByteArray &signedBytes, const QByteArray &signature) const
{
    switch (algorithm_) {
    case JwtAlgorithm::HS256: {
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
        unsigned int size = 0;
        if (secret_.isEmpty() || !HMAC(EVP_sha256(), secret_.constData(), int(secret_.size()), bytesOf(signedBytes),
                                       size_t(signedBytes.size()), digest.data(), &size))
            return false;
        return isSameSecret(QByteArrayView(digest.data(), qsizetype(size)), signature);
    }
    case JwtAlgorithm::RS256:
        return verifiesWithKey(signedBytes, signature);
    case JwtAlgorithm::ES256:
        return verifiesWithKey(signedBytes, derSignature(signature));
    }
    Q_UNREACHABLE();
}

bool SignatureKey::verifiesWithKey(const QByteArray &signedBytes, const QByteArray &signature) const
{
    const DigestContext context(EVP_MD_CTX_new());
    const bool verified = !signature.isEmpty() && key_ && context &&
                          EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1 &&
                          EVP_DigestVerify(context.get(), bytesOf(signature), size_t(signature.size()),
                                           bytesOf(signedBytes), size_t(signedBytes.size())) == 1;
    ERR_clear_error(); // Qt's TLS in this thread must not find what went wrong here
    return verified;
}

} // namespace helio
