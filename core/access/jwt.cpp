// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/jwt.h"

#include "access/accesstoken.h"
#include "access/base64url.h"
#include "access/strictjson.h"

#include <algorithm>

namespace helio {

bool looksLikeJwt(QByteArrayView token)
{
    return std::count(token.begin(), token.end(), '.') == 2;
}

std::optional<Jwt> Jwt::parse(QByteArrayView token)
{
    if (token.size() > MaximumTokenBytes || !looksLikeJwt(token))
        return {};
    const qsizetype first = token.indexOf('.');
    const qsizetype second = token.indexOf('.', first + 1);
    const auto header = fromBase64Url(token.first(first));
    const auto claims = fromBase64Url(token.sliced(first + 1, second - first - 1));
    const auto signature = fromBase64Url(token.sliced(second + 1));
    if (!header || !claims || !signature)
        return {};
    const auto json = parseStrictObject(*header);
    if (!json || json->member("crit"))
        return {};
    Jwt jwt;
    for (JsonChildren members(*json); members.next();) {
        const bool isAlgorithm = members.hasKey("alg");
        if (!isAlgorithm && !members.hasKey("kid"))
            continue;
        const auto text = members.value().string();
        if (!text)
            return {};
        if (isAlgorithm)
            jwt.algorithm = *text;
        else
            jwt.keyId = *text;
    }
    if (jwt.algorithm.isEmpty())
        return {};
    jwt.claims = *claims;
    jwt.signedBytes = token.first(second).toByteArray();
    jwt.signature = *signature;
    return jwt;
}

} // namespace helio
