// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/jwtclaims.h"

#include "access/strictjson.h"
#include "event/rules.h"

#include <QCoreApplication>

#include <cmath>

namespace helio {

namespace {

using Json = nlohmann::json;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(helio::Access)
};

constexpr double LatestSeconds = 1e11; ///< in some thousands of years, and exact as milliseconds

/// A claim has not the form it should.
struct BadClaim
{
    const char *name;
};

/// The member, or null where there is none.
const Json *member(const Json &object, const char *name)
{
    const auto found = object.find(name);
    return found == object.end() ? nullptr : &*found;
}

QString textOf(const Json &value, const char *name)
{
    if (!value.is_string())
        throw BadClaim{name};
    return QString::fromStdString(value.get_ref<const std::string &>());
}

std::optional<qint64> timeOf(const Json &claims, const char *name)
{
    const Json *value = member(claims, name);
    if (!value)
        return {};
    const double seconds = value->is_number() ? value->get<double>() : std::nan("");
    if (!(std::abs(seconds) <= LatestSeconds))
        throw BadClaim{name};
    return qint64(std::floor(seconds * 1000));
}

QStringList audiencesOf(const Json &value)
{
    if (!value.is_array())
        return {textOf(value, "aud")};
    QStringList audiences;
    for (const Json &one : value)
        audiences.append(textOf(one, "aud"));
    return audiences;
}

QByteArrayList globsOf(const Json &mercure, const char *name)
{
    QByteArrayList globs;
    const Json *list = member(mercure, name);
    if (!list || list->is_null())
        return globs;
    if (!list->is_array())
        throw BadClaim{"mercure"};
    for (const Json &one : *list) {
        const QByteArray glob = textOf(one, "mercure").toUtf8();
        if (!patternProblem(glob).isEmpty())
            throw BadClaim{"mercure"};
        globs.append(glob);
    }
    return globs;
}

JwtClaims claimsFrom(const Json &json)
{
    JwtClaims claims;
    if (const Json *subject = member(json, "sub")) {
        claims.subject = textOf(*subject, "sub");
        // It stands for `{sub}` in channels' names, and in lists that people look at.
        if (!claims.subject.isEmpty() && !channelProblem(claims.subject.toUtf8()).isEmpty())
            throw BadClaim{"sub"};
    }
    if (const Json *issuer = member(json, "iss"))
        claims.issuer = textOf(*issuer, "iss");
    if (const Json *audience = member(json, "aud"))
        claims.audiences = audiencesOf(*audience);
    claims.expiresAt = timeOf(json, "exp");
    claims.notBefore = timeOf(json, "nbf");
    if (const Json *mercure = member(json, "mercure")) {
        if (!mercure->is_object())
            throw BadClaim{"mercure"};
        claims.publish = globsOf(*mercure, "publish");
        claims.subscribe = globsOf(*mercure, "subscribe");
    }
    if (const Json *own = member(json, "heliograph")) {
        const Json *admin = own->is_object() ? member(*own, "admin") : nullptr;
        if (!own->is_object() || (admin && !admin->is_boolean()))
            throw BadClaim{"heliograph"};
        claims.admin = admin && admin->get<bool>();
    }
    return claims;
}

} // namespace

std::optional<JwtClaims> JwtClaims::parse(const QByteArray &json, QString &problem)
{
    const auto object = parseStrictObject(json);
    if (!object) {
        problem = Words::tr("The token's claims are no JSON object, or one of them is said twice.");
        return {};
    }
    try {
        return claimsFrom(*object);
    } catch (const BadClaim &bad) {
        problem =
            Words::tr("The token's claim \"%1\" has not the form it should have.").arg(QString::fromLatin1(bad.name));
    }
    return {};
}

} // namespace helio
