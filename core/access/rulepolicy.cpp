// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/rulepolicy.h"

#include "access/accesstoken.h"

namespace helio {

Grant grantOf(const TokenRule &rule)
{
    Grant grant;
    grant.isAnonymous = false;
    grant.subject = rule.name;
    grant.publish = grantedPatterns(rule.publish, rule.name);
    grant.subscribe = grantedPatterns(rule.subscribe, rule.name);
    grant.admin = rule.admin;
    return grant;
}

RulePolicy::RulePolicy(AccessRules rules)
    : rules_(std::move(rules))
{
    for (const TokenRule &token : std::as_const(rules_.tokens))
        digests_.append(token.sha256);
}

AccessAnswer RulePolicy::judge(const AccessRequest &request) const
{
    if (request.token.isEmpty())
        return withAnonymous({});
    if (request.token.size() > MaximumTokenBytes)
        return Unauthenticated{QStringLiteral("The token is longer than %1 bytes.").arg(MaximumTokenBytes)};
    if (const qsizetype known = indexOfDigest(digests_, tokenDigest(request.token)); known >= 0)
        return withAnonymous(grantOf(rules_.tokens[known]));
    if (looksLikeJwt(request.token) && !rules_.jwtKeys.isEmpty())
        return judgeJwt(request);
    return Unauthenticated{QStringLiteral("The token is not known here; ask for another.")};
}

AccessAnswer RulePolicy::judgeJwt(const AccessRequest &request) const
{
    const auto token = Jwt::parse(request.token);
    if (!token)
        return Unauthenticated{QStringLiteral("The token is no JSON Web Token that can be read here.")};
    QString problem;
    for (const JwtKey &key : rules_.jwtKeys) {
        const auto answer = key.judge(*token, request.now);
        if (!answer)
            continue;
        if (const auto *grant = std::get_if<Grant>(&*answer))
            return withAnonymous(*grant);
        problem = std::get<QString>(*answer);
    }
    return Unauthenticated{problem.isEmpty() ? QStringLiteral("The token is not signed with a key that is known here.")
                                             : problem};
}

Grant RulePolicy::withAnonymous(Grant grant) const
{
    if (!rules_.anonymous)
        return grant;
    for (Pattern &pattern : grantedPatterns(rules_.anonymous->publish, {}))
        grant.publish.append(std::move(pattern));
    for (Pattern &pattern : grantedPatterns(rules_.anonymous->subscribe, {})) {
        if (!grant.subscribe.contains(pattern)) // the same grants are to be the same list
            grant.subscribe.append(std::move(pattern));
    }
    return grant;
}

std::shared_ptr<const AccessPolicy> policyFor(const AccessRules &rules)
{
    if (rules.isEmpty())
        return std::make_shared<OpenPolicy>();
    return std::make_shared<RulePolicy>(rules);
}

} // namespace helio
