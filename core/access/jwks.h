// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/signaturekey.h"

#include <QList>

namespace helio {

/// The keys of a JSON Web Key Set (RFC 7517) that one algorithm can use, by their `kid`. Keys of other types, for other
/// algorithms and for encryption are passed over: issuers publish them together.
class JwkSet
{
public:
    static std::optional<JwkSet> parse(JwtAlgorithm algorithm, const QByteArray &json, QString &problem);

    /// The key that a token names; for one that names none the only key there is. Null when there is none, or it is not
    /// clear which.
    const SignatureKey *find(const std::optional<QByteArray> &keyId) const;

private:
    struct Entry
    {
        std::optional<QByteArray> keyId;
        SignatureKey key;
    };
    QList<Entry> entries_;
};

} // namespace helio
