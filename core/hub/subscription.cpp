// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/subscription.h"

namespace helio {

ClientInfo clientInfo(const Subscription &subscription)
{
    ClientInfo info;
    const bool isV6 = subscription.address.protocol() == QAbstractSocket::IPv6Protocol;
    info.remoteAddress = (isV6 ? QStringLiteral("[%1]") : QStringLiteral("%1")).arg(subscription.address.toString());
    if (subscription.port > 0)
        info.remoteAddress += u':' + QString::number(subscription.port);
    info.userAgent = subscription.userAgent;
    info.origin = subscription.origin;
    info.channels = subscription.selection.channels();
    for (const Pattern &pattern : subscription.selection.patterns())
        info.patterns.append(pattern.glob());
    info.subject = subscription.subject;
    return info;
}

} // namespace helio
