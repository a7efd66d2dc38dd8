// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/trustedproxies.h"

#include <QByteArrayList>

#include <algorithm>

namespace helio {

TrustedProxies::TrustedProxies(QList<std::pair<QHostAddress, int>> networks)
    : networks_(std::move(networks))
{}

bool TrustedProxies::contains(const QHostAddress &address) const
{
    return std::any_of(networks_.cbegin(), networks_.cend(),
                       [&](const auto &network) { return address.isInSubnet(network); });
}

QHostAddress TrustedProxies::clientAddress(const QHostAddress &peer, const QByteArray &forwardedFor) const
{
    QHostAddress address = peer;
    // Each proxy adds whom it saw at the end: go back as long as the one who says so is believed.
    QByteArrayList reported = forwardedFor.split(',');
    while (contains(address) && !reported.isEmpty()) {
        const QHostAddress before(QString::fromLatin1(reported.takeLast().trimmed()));
        if (before.isNull())
            break;
        address = before;
    }
    return address;
}

} // namespace helio
