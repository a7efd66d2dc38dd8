// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/trustedproxies.h"

#include <QByteArrayList>

#include <algorithm>

namespace helio {

namespace {

/// An address of IPv6 with a zone and a port is shorter.
constexpr qsizetype LongestEntry = 96;

bool isPort(QByteArrayView text)
{
    return text.size() >= 2 && text.size() <= 6 && text.front() == ':' &&
           std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isAddressByte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
}

} // namespace

TrustedProxies::TrustedProxies(QList<std::pair<QHostAddress, int>> networks)
    : networks_(std::move(networks))
{}

bool TrustedProxies::contains(const QHostAddress &address) const
{
    return std::any_of(networks_.cbegin(), networks_.cend(),
                       [&](const auto &network) { return address.isInSubnet(network); });
}

QHostAddress addressIn(QByteArrayView entry)
{
    entry = entry.trimmed();
    if (entry.size() > LongestEntry)
        return {};
    if (entry.startsWith('[')) {
        const qsizetype end = entry.indexOf(']');
        if (end < 0 || !(end + 1 == entry.size() || isPort(entry.sliced(end + 1))))
            return {};
        entry = entry.sliced(1, end - 1);
    } else if (const qsizetype colon = entry.indexOf(':'); colon >= 0 && entry.lastIndexOf(':') == colon) {
        if (!isPort(entry.sliced(colon))) // one colon alone: no address of IPv6
            return {};
        entry.truncate(colon);
    }
    if (!std::all_of(entry.begin(), entry.end(), isAddressByte) || (!entry.contains(':') && entry.count('.') != 3))
        return {}; // QHostAddress reads 7 as 0.0.0.7
    const QHostAddress address(QString::fromLatin1(entry));
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4); // true for ::ffff:a.b.c.d too
    return isV4 ? QHostAddress(v4) : address;
}

QHostAddress TrustedProxies::clientAddress(const QHostAddress &peer, const QByteArray &forwardedFor) const
{
    QHostAddress address = peer;
    if (networks_.isEmpty())
        return address;
    // Each proxy adds whom it saw at the end: go back as long as the one who says so is believed.
    QByteArrayList reported = forwardedFor.split(',');
    while (contains(address) && !reported.isEmpty()) {
        const QByteArray entry = reported.takeLast().trimmed();
        if (entry.isEmpty())
            continue; // a stray comma
        const QHostAddress before = addressIn(entry);
        if (before.isNull())
            break;
        address = before;
    }
    return address;
}

} // namespace helio
