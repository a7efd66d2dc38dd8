// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/accesstoken.h"

#include "access/base64url.h"

#include <QCryptographicHash>

#include <algorithm>

#include <openssl/crypto.h>
#include <openssl/rand.h>

namespace helio {

namespace {

constexpr int TokenBytes = 32;
/// Shows people, and programs that search for secrets in the wrong places, what this is.
constexpr char TokenPrefix[] = "hlg_";

} // namespace

QByteArray makeToken()
{
    QByteArray bytes(TokenBytes, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char *>(bytes.data()), TokenBytes) != 1)
        return {};
    return TokenPrefix + toBase64Url(bytes);
}

QByteArray tokenDigest(QByteArrayView token)
{
    return QCryptographicHash::hash(token.toByteArray(), QCryptographicHash::Sha256).toHex();
}

QByteArray normalizedDigest(QByteArrayView text)
{
    const QByteArray digest = text.toByteArray().toLower();
    const bool isHex = digest.size() == 64 && std::all_of(digest.cbegin(), digest.cend(), [](char c) {
                           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
                       });
    return isHex && digest != tokenDigest({}) ? digest : QByteArray();
}

qsizetype indexOfDigest(const QByteArrayList &digests, QByteArrayView digest)
{
    qsizetype found = -1;
    for (qsizetype i = 0; i < digests.size(); ++i) {
        if (isSameSecret(digests[i], digest))
            found = i; // and on: the time must not reveal which
    }
    return found;
}

bool isSameSecret(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), size_t(a.size())) == 0;
}

} // namespace helio
