// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/jwks.h"

#include "access/base64url.h"
#include "access/strictjson.h"
#include "json/utf8.h"

#include <QCoreApplication>

#include <algorithm>

namespace helio {

namespace {

struct JwksText
{
    Q_DECLARE_TR_FUNCTIONS(helio::Access)
};

/// Nothing where the member is missing or no string.
std::optional<QByteArray> text(const JsonValue &object, const char *name)
{
    const auto found = object.member(name);
    return found ? found->string() : std::nullopt;
}

QByteArray bytes(const JsonValue &object, const char *name)
{
    return fromBase64Url(text(object, name).value_or(QByteArray())).value_or(QByteArray());
}

QByteArrayView keyType(JwtAlgorithm algorithm)
{
    switch (algorithm) {
    case JwtAlgorithm::HS256:
        return "oct";
    case JwtAlgorithm::RS256:
        return "RSA";
    case JwtAlgorithm::ES256:
        return "EC";
    }
    Q_UNREACHABLE();
}

bool isForVerifying(const JsonValue &operations)
{
    for (JsonChildren each(operations); each.next();) {
        if (each.value().string() == QByteArray("verify"))
            return true;
    }
    return false;
}

bool fits(const JsonValue &key, JwtAlgorithm algorithm)
{
    if (text(key, "kty") != keyType(algorithm).toByteArray())
        return false;
    if (key.member("alg") && text(key, "alg") != algorithmName(algorithm))
        return false;
    if (key.member("use") && text(key, "use") != QByteArray("sig"))
        return false;
    const auto operations = key.member("key_ops");
    if (operations && (operations->kind != JsonValue::Kind::Array || !isForVerifying(*operations)))
        return false;
    return algorithm != JwtAlgorithm::ES256 || text(key, "crv") == QByteArray("P-256");
}

std::optional<SignatureKey> signatureKey(const JsonValue &key, JwtAlgorithm algorithm, QString &problem)
{
    switch (algorithm) {
    case JwtAlgorithm::HS256:
        return SignatureKey::fromSecret(bytes(key, "k"), problem);
    case JwtAlgorithm::RS256:
        return SignatureKey::fromRsa(bytes(key, "n"), bytes(key, "e"), problem);
    case JwtAlgorithm::ES256:
        return SignatureKey::fromPoint(bytes(key, "x"), bytes(key, "y"), problem);
    }
    Q_UNREACHABLE();
}

} // namespace

std::optional<JwkSet> JwkSet::parse(JwtAlgorithm algorithm, const QByteArray &json, QString &problem)
{
    const auto root = parseStrictObject(withoutByteOrderMark(json));
    const auto keys = root ? root->member("keys") : std::nullopt;
    if (!keys || keys->kind != JsonValue::Kind::Array) {
        problem = JwksText::tr("this is no JSON Web Key Set, {\"keys\":[…]}, or says something twice");
        return {};
    }
    JwkSet set;
    for (JsonChildren each(*keys); each.next();) {
        const JsonValue &object = each.value();
        if (object.kind != JsonValue::Kind::Object || !fits(object, algorithm))
            continue;
        const auto keyId = text(object, "kid");
        auto key = signatureKey(object, algorithm, problem);
        const bool isDoubled = keyId && std::any_of(set.entries_.cbegin(), set.entries_.cend(),
                                                    [&](const Entry &entry) { return entry.keyId == keyId; });
        if (isDoubled)
            problem = JwksText::tr("it is there twice");
        if (!problem.isEmpty()) {
            problem = JwksText::tr("key \"%1\": %2").arg(QString::fromUtf8(keyId.value_or(QByteArray())), problem);
            return {};
        }
        set.entries_.append({keyId, *key});
    }
    if (set.entries_.isEmpty()) {
        problem = JwksText::tr("no key in the set is for %1").arg(QString::fromLatin1(algorithmName(algorithm)));
        return {};
    }
    return set;
}

const SignatureKey *JwkSet::find(const std::optional<QByteArray> &keyId) const
{
    if (!keyId)
        return entries_.size() == 1 ? &entries_.constFirst().key : nullptr;
    const auto found =
        std::find_if(entries_.cbegin(), entries_.cend(), [&](const Entry &entry) { return entry.keyId == keyId; });
    return found == entries_.cend() ? nullptr : &found->key;
}

} // namespace helio
