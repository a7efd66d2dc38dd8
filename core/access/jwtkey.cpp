// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/jwtkey.h"

#include "access/commonpatterns.h"
#include "access/jwtclaims.h"

#include <QStringList>

namespace helio {

namespace {

/// What `claimed` grants within `limit`.
QList<Pattern> limited(const QByteArrayList &claimed, const std::optional<QByteArrayList> &limit,
                       const QString &subject)
{
    const QList<Pattern> patterns = grantedPatterns(claimed, subject);
    return limit ? commonPatterns(patterns, grantedPatterns(*limit, subject)) : patterns;
}

} // namespace

JwtKey::JwtKey(SignatureKey key)
    : algorithm_(key.algorithm())
    , keys_(std::move(key))
{}

JwtKey::JwtKey(JwtAlgorithm algorithm, JwkSet keys)
    : algorithm_(algorithm)
    , keys_(std::move(keys))
{}

bool JwtKey::verifies(const Jwt &token) const
{
    // Before anything else: what a token says of itself must not choose how it is checked.
    if (token.algorithm != algorithmName(algorithm_))
        return false;
    const JwkSet *set = std::get_if<JwkSet>(&keys_);
    const SignatureKey *key = set ? set->find(token.keyId) : &std::get<SignatureKey>(keys_);
    return key && key->algorithm() == algorithm_ && key->verifies(token.signedBytes, token.signature);
}

std::optional<std::variant<Grant, QString>> JwtKey::judge(const Jwt &token, qint64 now) const
{
    if (!verifies(token))
        return {};
    QString problem;
    const auto claims = JwtClaims::parse(token.claims, problem);
    if (!claims)
        return problem;
    if (claims->expiresAt && now >= *claims->expiresAt + Leeway.count())
        return QStringLiteral("The token has expired; get a new one.");
    if (claims->notBefore && now + Leeway.count() < *claims->notBefore)
        return QStringLiteral("The token is not valid yet.");
    if (issuer && claims->issuer != issuer)
        return QStringLiteral("The token is not of the issuer (iss) that this hub believes.");
    if (audience ? !claims->audiences || !claims->audiences->contains(*audience) : claims->audiences.has_value())
        return QStringLiteral(
            "The token is not for this hub: its audience (aud) must be the one of the hub's [[jwt]].");

    Grant grant;
    grant.isAnonymous = false;
    grant.subject = claims->subject;
    grant.issuedAt = claims->issuedAt;
    grant.publish = limited(claims->publish, publish, claims->subject);
    grant.subscribe = limited(claims->subscribe, subscribe, claims->subject);
    grant.admin = claims->admin && admin;
    if (claims->expiresAt) {
        // Who is let in within the leeway stays until it is over, or it would come back again and again.
        grant.expiresAt = now < *claims->expiresAt ? *claims->expiresAt : *claims->expiresAt + Leeway.count();
    }
    return grant;
}

} // namespace helio
