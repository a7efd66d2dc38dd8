// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QList>

#include <utility>

namespace helio {

/// The address in an entry of X-Forwarded-For, with its port or without (`192.0.2.1:80`, `[2001:db8::1]:80`); null when
/// it is none, as in `unknown`.
QHostAddress addressIn(QByteArrayView entry);

/// Networks of proxies that are believed when they say for whom they ask.
class TrustedProxies
{
public:
    /// Networks as QHostAddress::parseSubnet() gives them; with none, every peer is the client itself.
    explicit TrustedProxies(QList<std::pair<QHostAddress, int>> networks = {});

    bool contains(const QHostAddress &address) const;
    /// The client's address: `peer`, or what the trusted proxies say in `forwardedFor`, the field X-Forwarded-For.
    QHostAddress clientAddress(const QHostAddress &peer, const QByteArray &forwardedFor) const;

private:
    QList<std::pair<QHostAddress, int>> networks_;
};

} // namespace helio
