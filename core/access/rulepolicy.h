// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/accesspolicy.h"
#include "access/jwtkey.h"

namespace helio {

/// `[anonymous]`: what needs no token.
struct AnonymousRule
{
    QByteArrayList publish; ///< names or globs
    QByteArrayList subscribe;

    friend bool operator==(const AnonymousRule &, const AnonymousRule &) = default;
};

/// One `[[token]]`.
struct TokenRule
{
    QString name;      ///< its subject
    QByteArray sha256; ///< tokenDigest() of it
    QByteArrayList publish;
    QByteArrayList subscribe;
    bool admin = false;

    friend bool operator==(const TokenRule &, const TokenRule &) = default;
};

/// All rules of a configuration.
struct AccessRules
{
    std::optional<AnonymousRule> anonymous; ///< nothing, beside other rules: everything needs a token
    QList<TokenRule> tokens;
    QList<JwtKey> jwtKeys;

    bool isEmpty() const { return !anonymous && tokens.isEmpty() && jwtKeys.isEmpty(); }
};

/// The policy of a configuration's rules. Who shows a token may what the token grants, and what needs none; who shows
/// one that is no good may nothing.
class RulePolicy : public AccessPolicy
{
public:
    explicit RulePolicy(AccessRules rules);

    AccessAnswer judge(const AccessRequest &request) const override;
    const AccessRules &rules() const { return rules_; }

private:
    AccessAnswer judgeJwt(const AccessRequest &request) const;
    Grant withAnonymous(Grant grant) const;

    AccessRules rules_;
    QByteArrayList digests_; ///< of the tokens, in order
};

/// The policy for `rules`: open to everybody when there are none.
std::shared_ptr<const AccessPolicy> policyFor(const AccessRules &rules);

/// What `rule` grants.
Grant grantOf(const TokenRule &rule);

} // namespace helio
