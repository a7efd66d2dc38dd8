// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/accesstoken.h"
#include "access/base64url.h"
#include "access/jwtclaims.h"
#include "access/jwtkey.h"
#include "budget.h"

// The input is a token, the JSON of claims, and that of a key set: whatever it is, nothing may break, what was taken
// apart must be what came in, and no key may verify what it did not sign.

namespace {

using helio::fuzz::require;

using namespace helio;

const SignatureKey &secretKey()
{
    QString problem;
    static const SignatureKey Key =
        *SignatureKey::fromSecret("a secret that is in no input, of 44 bytes or so", problem);
    return Key;
}

void inspectToken(const QByteArray &input)
{
    const auto token = Jwt::parse(input);
    if (!token)
        return;
    require(input.size() <= MaximumTokenBytes, "a token over the bound");
    require(!token->algorithm.isEmpty(), "a token without algorithm");
    require(token->signedBytes + '.' + toBase64Url(token->signature) == input, "other parts than the token's");
    require(token->signedBytes.endsWith('.' + toBase64Url(token->claims)), "other claims than the token's");
    require(!JwtKey(secretKey()).judge(*token, 0), "a signature that nobody made");
}

void inspectClaims(const QByteArray &input)
{
    QString problem;
    const auto claims = JwtClaims::parse(input, problem);
    require(claims.has_value() == problem.isEmpty(), "a refusal without a message, or a message without one");
    if (claims)
        grantedPatterns(claims->subscribe, claims->subject);
}

void inspectKeys(const QByteArray &input)
{
    for (const JwtAlgorithm algorithm : {JwtAlgorithm::HS256, JwtAlgorithm::RS256, JwtAlgorithm::ES256}) {
        QString problem;
        const auto set = JwkSet::parse(algorithm, input, problem);
        require(set.has_value() == problem.isEmpty(), "a refusal without a message, or a message without one");
        const SignatureKey *key = set ? set->find({}) : nullptr;
        require(!key || (key->algorithm() == algorithm && !key->verifies("bytes", "signature")),
                "a key that does not fit");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const helio::fuzz::WorkBudget budget(size);
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    inspectToken(input);
    // The same as header and as claims of a token that is well put together.
    inspectToken(toBase64Url(input) + ".e30.AA");
    inspectClaims(input);
    inspectKeys(input);
    return 0;
}
