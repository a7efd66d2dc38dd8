// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/jwtclaims.h"

#include "access/strictjson.h"
#include "event/rules.h"
#include "json/utf8.h"

#include <cmath>

namespace helio {

namespace {

constexpr double LatestSeconds = 1e11; ///< in some thousands of years, and exact as milliseconds

/// A claim has not the form it should.
struct BadClaim
{
    const char *name;
};

QString textOf(const JsonValue &value, const char *name)
{
    const auto text = value.string();
    if (!text)
        throw BadClaim{name};
    return decodeUtf8(*text); // fromUtf8() would drop a BOM, and so let two subjects become one
}

std::optional<qint64> timeOf(const JsonValue &claims, const char *name)
{
    const auto value = claims.member(name);
    if (!value)
        return {};
    const double seconds = value->kind == JsonValue::Kind::Number ? value->number().value_or(NAN) : NAN;
    if (!(std::abs(seconds) <= LatestSeconds))
        throw BadClaim{name};
    return qint64(std::floor(seconds * 1000));
}

/// Nothing depends on it that anybody may do: one of another form is as good as none.
std::optional<qint64> issuingTimeOf(const JsonValue &claims)
{
    try {
        return timeOf(claims, "iat");
    } catch (const BadClaim &) {
        return {};
    }
}

QStringList audiencesOf(const JsonValue &value)
{
    if (value.kind != JsonValue::Kind::Array)
        return {textOf(value, "aud")};
    QStringList audiences;
    for (JsonChildren each(value); each.next();)
        audiences.append(textOf(each.value(), "aud"));
    return audiences;
}

QByteArrayList globsOf(const JsonValue &mercure, const char *name)
{
    QByteArrayList globs;
    const auto list = mercure.member(name);
    if (!list || list->kind == JsonValue::Kind::Null)
        return globs;
    if (list->kind != JsonValue::Kind::Array)
        throw BadClaim{"mercure"};
    for (JsonChildren each(*list); each.next();) {
        const QByteArray glob = textOf(each.value(), "mercure").toUtf8();
        if (!patternProblem(glob).isEmpty())
            throw BadClaim{"mercure"};
        globs.append(glob);
    }
    return globs;
}

JwtClaims claimsFrom(const JsonValue &json)
{
    JwtClaims claims;
    if (const auto subject = json.member("sub")) {
        claims.subject = textOf(*subject, "sub");
        // It stands for `{sub}` in channels' names, and in lists that people read.
        if (!claims.subject.isEmpty() && !channelProblem(claims.subject.toUtf8()).isEmpty())
            throw BadClaim{"sub"};
    }
    if (const auto issuer = json.member("iss"))
        claims.issuer = textOf(*issuer, "iss");
    if (const auto audience = json.member("aud"))
        claims.audiences = audiencesOf(*audience);
    claims.expiresAt = timeOf(json, "exp");
    claims.notBefore = timeOf(json, "nbf");
    claims.issuedAt = issuingTimeOf(json);
    if (const auto mercure = json.member("mercure")) {
        if (mercure->kind != JsonValue::Kind::Object)
            throw BadClaim{"mercure"};
        claims.publish = globsOf(*mercure, "publish");
        claims.subscribe = globsOf(*mercure, "subscribe");
    }
    if (const auto own = json.member("heliograph")) {
        const auto admin = own->member("admin");
        if (own->kind != JsonValue::Kind::Object || (admin && admin->kind != JsonValue::Kind::Boolean))
            throw BadClaim{"heliograph"};
        claims.admin = admin && admin->text == "true";
    }
    return claims;
}

} // namespace

std::optional<JwtClaims> JwtClaims::parse(const QByteArray &json, QString &problem)
{
    const auto object = parseStrictObject(json);
    if (!object) {
        problem = QStringLiteral("The token's claims are no JSON object, or one of them is said twice.");
        return {};
    }
    try {
        return claimsFrom(*object);
    } catch (const BadClaim &bad) {
        problem = QStringLiteral("The token's claim \"%1\" has not the form it should have.")
                      .arg(QString::fromLatin1(bad.name));
    }
    return {};
}

} // namespace helio
