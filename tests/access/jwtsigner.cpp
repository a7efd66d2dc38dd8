// SPDX-License-Identifier: GPL-3.0-or-later
#include "jwtsigner.h"

#include "access/base64url.h"

#include <QMessageAuthenticationCode>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

namespace helio::test {

namespace {

/// What `write` writes as PEM.
template <typename Write>
QByteArray pemBy(const Write &write)
{
    BIO *memory = BIO_new(BIO_s_mem());
    write(memory);
    char *data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    QByteArray pem(data, size);
    BIO_free(memory);
    return pem;
}

QByteArray numberOf(EVP_PKEY *key, const char *name)
{
    BIGNUM *number = nullptr;
    EVP_PKEY_get_bn_param(key, name, &number);
    QByteArray bytes(BN_num_bytes(number), '\0');
    BN_bn2bin(number, reinterpret_cast<unsigned char *>(bytes.data()));
    BN_free(number);
    return bytes;
}

} // namespace

JwtSigner JwtSigner::withSecret(const QByteArray &secret)
{
    JwtSigner signer;
    signer.secret_ = secret;
    return signer;
}

JwtSigner JwtSigner::rsa(int bits)
{
    JwtSigner signer;
    signer.algorithm_ = JwtAlgorithm::RS256;
    signer.key_ = {EVP_RSA_gen(static_cast<unsigned int>(bits)), EVP_PKEY_free};
    return signer;
}

JwtSigner JwtSigner::p256()
{
    JwtSigner signer;
    signer.algorithm_ = JwtAlgorithm::ES256;
    signer.key_ = {EVP_EC_gen("P-256"), EVP_PKEY_free};
    return signer;
}

JwtSigner JwtSigner::p384()
{
    JwtSigner signer;
    signer.algorithm_ = JwtAlgorithm::ES256;
    signer.key_ = {EVP_EC_gen("P-384"), EVP_PKEY_free};
    return signer;
}

QByteArray JwtSigner::sign(const QByteArray &claims, const QByteArray &moreHeader) const
{
    return signWithHeader("{\"alg\":\"" + algorithmName(algorithm_) + '"' + moreHeader + '}', claims);
}

QByteArray JwtSigner::signWithHeader(const QByteArray &header, const QByteArray &claims) const
{
    const QByteArray signedBytes = toBase64Url(header) + '.' + toBase64Url(claims);
    return signedBytes + '.' + toBase64Url(signatureOf(signedBytes));
}

QByteArray JwtSigner::signatureOf(const QByteArray &bytes) const
{
    if (algorithm_ == JwtAlgorithm::HS256)
        return QMessageAuthenticationCode::hash(bytes, secret_, QCryptographicHash::Sha256);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    const auto *data = reinterpret_cast<const unsigned char *>(bytes.constData());
    size_t size = 0;
    EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key_.get());
    EVP_DigestSign(context, nullptr, &size, data, size_t(bytes.size()));
    QByteArray signature(qsizetype(size), '\0');
    EVP_DigestSign(context, reinterpret_cast<unsigned char *>(signature.data()), &size, data, size_t(bytes.size()));
    EVP_MD_CTX_free(context);
    signature.truncate(qsizetype(size));
    if (algorithm_ == JwtAlgorithm::RS256)
        return signature;
    const auto *der = reinterpret_cast<const unsigned char *>(signature.constData());
    ECDSA_SIG *numbers = d2i_ECDSA_SIG(nullptr, &der, long(size));
    const int half = (EVP_PKEY_get_bits(key_.get()) + 7) / 8;
    QByteArray raw(2 * half, '\0');
    BN_bn2binpad(ECDSA_SIG_get0_r(numbers), reinterpret_cast<unsigned char *>(raw.data()), half);
    BN_bn2binpad(ECDSA_SIG_get0_s(numbers), reinterpret_cast<unsigned char *>(raw.data()) + half, half);
    ECDSA_SIG_free(numbers);
    return raw;
}

QByteArray JwtSigner::publicPem() const
{
    return pemBy([this](BIO *memory) { PEM_write_bio_PUBKEY(memory, key_.get()); });
}

QByteArray JwtSigner::privatePem() const
{
    return pemBy(
        [this](BIO *memory) { PEM_write_bio_PrivateKey(memory, key_.get(), nullptr, nullptr, 0, nullptr, nullptr); });
}

QByteArray JwtSigner::jwk(const QByteArray &more) const
{
    switch (algorithm_) {
    case JwtAlgorithm::HS256:
        return "{\"kty\":\"oct\"," + more + "\"k\":\"" + toBase64Url(secret_) + "\"}";
    case JwtAlgorithm::RS256:
        return "{\"kty\":\"RSA\"," + more + "\"n\":\"" + toBase64Url(numberOf(key_.get(), OSSL_PKEY_PARAM_RSA_N)) +
               "\",\"e\":\"" + toBase64Url(numberOf(key_.get(), OSSL_PKEY_PARAM_RSA_E)) + "\"}";
    case JwtAlgorithm::ES256:
        break;
    }
    const auto coordinate = [this](const char *name) {
        return toBase64Url(numberOf(key_.get(), name).rightJustified(32, '\0'));
    };
    return "{\"kty\":\"EC\",\"crv\":\"P-256\"," + more + "\"x\":\"" + coordinate(OSSL_PKEY_PARAM_EC_PUB_X) +
           "\",\"y\":\"" + coordinate(OSSL_PKEY_PARAM_EC_PUB_Y) + "\"}";
}

QByteArray jwtOf(const QByteArray &header, const QByteArray &claims, const QByteArray &signature)
{
    return toBase64Url(header) + '.' + toBase64Url(claims) + '.' + toBase64Url(signature);
}

} // namespace helio::test
