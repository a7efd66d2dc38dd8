// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/selection.h"
#include "feed/hubinfo.h"
#include "hub/store.h"

#include <QHostAddress>

namespace helio {

/// What a client asks for.
struct Subscription
{
    Selection selection;
    Start start;
    bool envelope = false;
    bool endAfterReplay = false;
    bool observes = false; ///< it only looks on: see Observers
    QHostAddress address;  ///< of the client; behind a trusted proxy what the proxy says
    quint16 port = 0;      ///< 0: not known
    QByteArray userAgent;
    QByteArray origin;
    QString subject;
    QByteArray token;                ///< by which it may; kept for when the rules change
    std::optional<qint64> expiresAt; ///< milliseconds since 1970-01-01T00:00Z; the stream ends then
};

/// What distinguishes a client that asks for this.
ClientInfo clientInfo(const Subscription &subscription);

} // namespace helio
