// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/jwks.h"

#include "access/base64url.h"
#include "access/strictjson.h"

#include <QCoreApplication>

#include <algorithm>

namespace helio {

namespace {

using Json = nlohmann::json;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(helio::Access)
};

/// Nothing where the member is missing or no string.
std::optional<QByteArray> text(const Json &object, const char *name)
{
    const auto found = object.find(name);
    if (found == object.end() || !found->is_string())
        return {};
    return QByteArray::fromStdString(found->get_ref<const std::string &>());
}

QByteArray bytes(const Json &object, const char *name)
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

bool fits(const Json &key, JwtAlgorithm algorithm)
{
    if (text(key, "kty") != keyType(algorithm).toByteArray())
        return false;
    if (key.contains("alg") && text(key, "alg") != algorithmName(algorithm))
        return false;
    if (key.contains("use") && text(key, "use") != QByteArray("sig"))
        return false;
    if (const auto operations = key.find("key_ops"); operations != key.end()) {
        const bool verifies = operations->is_array() &&
                              std::find(operations->begin(), operations->end(), Json("verify")) != operations->end();
        if (!verifies)
            return false;
    }
    return algorithm != JwtAlgorithm::ES256 || text(key, "crv") == QByteArray("P-256");
}

std::optional<SignatureKey> signatureKey(const Json &key, JwtAlgorithm algorithm, QString &problem)
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
    const auto root = parseStrictObject(json);
    const Json *keys = root && root->contains("keys") && (*root)["keys"].is_array() ? &(*root)["keys"] : nullptr;
    if (!keys) {
        problem = Words::tr("this is no JSON Web Key Set, {\"keys\":[…]}, or says something twice");
        return {};
    }
    JwkSet set;
    for (const Json &object : *keys) {
        if (!object.is_object() || !fits(object, algorithm))
            continue;
        const auto keyId = text(object, "kid");
        auto key = signatureKey(object, algorithm, problem);
        const bool isDoubled = keyId && std::any_of(set.entries_.cbegin(), set.entries_.cend(),
                                                    [&](const Entry &entry) { return entry.keyId == keyId; });
        if (isDoubled)
            problem = Words::tr("it is there twice");
        if (!problem.isEmpty()) {
            problem = Words::tr("key \"%1\": %2").arg(QString::fromUtf8(keyId.value_or(QByteArray())), problem);
            return {};
        }
        set.entries_.append({keyId, *key});
    }
    if (set.entries_.isEmpty()) {
        problem = Words::tr("no key in the set is for %1").arg(QString::fromLatin1(algorithmName(algorithm)));
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
