// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/pattern.h"

#include <QList>
#include <QString>

#include <optional>

namespace helio {

/// What somebody may do.
struct Grant
{
    QList<Pattern> publish;   ///< channels that it may publish to
    QList<Pattern> subscribe; ///< channels that it may read
    bool admin = false;       ///< may inspect and steer: `/api/*`, `/metrics`
    QString subject;          ///< who it is; empty when that is not known
    /// Nobody showed a token: what is refused to it may be granted to one who does.
    bool isAnonymous = true;
    std::optional<qint64> expiresAt; ///< milliseconds since 1970-01-01T00:00Z; nothing: never
    std::optional<qint64> issuedAt;  ///< likewise, where the token says it

    /// Whether one of `publish` matches `channel`.
    bool mayPublish(QByteArrayView channel) const;
    /// Whether one of `subscribe` matches `channel`.
    bool maySubscribe(QByteArrayView channel) const;
    /// Every channel there is, and so patterns need no restriction.
    bool maySubscribeToAll() const;

    /// All of it, for a hub without rules.
    static Grant everything();
};

} // namespace helio
