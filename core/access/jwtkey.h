// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/grant.h"
#include "access/jwks.h"
#include "access/jwt.h"

#include <chrono>
#include <variant>

namespace helio {

/// One `[[jwt]]`: a key, or a set of keys, for one algorithm, and what tokens must say besides.
class JwtKey
{
public:
    /// By so much may the clocks of issuer and hub differ.
    static constexpr std::chrono::milliseconds Leeway{60'000};

    explicit JwtKey(SignatureKey key);
    JwtKey(JwtAlgorithm algorithm, JwkSet keys);

    std::optional<QString> issuer;   ///< when set, tokens must be of it
    std::optional<QString> audience; ///< when set, tokens must be for it; else they must be for nobody in particular
    /// The most that its tokens may be granted, as names or globs, in which `{sub}` is the token's subject; nothing:
    /// all that they claim.
    std::optional<QByteArrayList> publish;
    std::optional<QByteArrayList> subscribe;
    bool admin = false; ///< whether its tokens may claim to be an administrator's

    /// What the token grants at `now` (milliseconds since 1970-01-01T00:00Z); or why it is none, for people. Nothing at
    /// all when it is not signed by this key with this key's algorithm.
    std::optional<std::variant<Grant, QString>> judge(const Jwt &token, qint64 now) const;

private:
    bool verifies(const Jwt &token) const;

    JwtAlgorithm algorithm_;
    std::variant<SignatureKey, JwkSet> keys_;
};

} // namespace helio
