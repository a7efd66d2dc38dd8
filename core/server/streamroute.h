// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

class QHostAddress;

namespace helio {

class AccessGate;
class BanList;
struct Exchange;
class Hub;
class RouteTable;
struct Subscription;

/// `GET /stream`: what a client may ask for, and how it becomes a subscriber.
class StreamRoute
{
public:
    struct Limits
    {
        qsizetype clients = 0;
        qsizetype clientsPerAddress = 0; ///< 0: no limit
    };

    StreamRoute(Hub &hub, const AccessGate &gate, BanList &bans, Limits limits);

    /// Adds its row, which calls this: the table must not be asked any more when this is gone.
    void addTo(RouteTable &table);

private:
    void stream(Exchange &exchange);
    void observe(Exchange &exchange, Subscription subscription, const QByteArray &head);
    bool isFullFor(const QHostAddress &address) const;

    Hub &hub_;
    const AccessGate &gate_;
    BanList &bans_;
    Limits limits_;
};

} // namespace helio
