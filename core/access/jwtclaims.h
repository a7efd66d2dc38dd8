// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QString>

#include <optional>

namespace helio {

/// What a token says, in the names of RFC 7519 and of Mercure. Times are milliseconds since 1970-01-01T00:00Z.
struct JwtClaims
{
    QString subject;
    std::optional<QString> issuer;
    std::optional<QStringList> audiences;
    std::optional<qint64> expiresAt;
    std::optional<qint64> notBefore;
    std::optional<qint64> issuedAt;
    QByteArrayList publish;   ///< `{"mercure":{"publish":[…]}}`: names or globs
    QByteArrayList subscribe; ///< `{"mercure":{"subscribe":[…]}}`
    bool admin = false;       ///< `{"heliograph":{"admin":true}}`

    /// Nothing when it is no JSON object, says something twice, or a claim has not the form it should; `problem` then
    /// says which, for people. Claims of other names are passed over.
    static std::optional<JwtClaims> parse(const QByteArray &json, QString &problem);
};

} // namespace helio
