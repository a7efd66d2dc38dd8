// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace helio {

class BanList;
struct Exchange;
class Hub;
class RouteTable;
class TrustedProxies;

/// What the hub reports of itself below `/api` and at `/metrics`, and what steers it: all for who has the right
/// `admin`.
class InspectRoutes
{
public:
    InspectRoutes(Hub &hub, BanList &bans, const TrustedProxies &proxies);

    /// Adds its rows, which call this: the table must not be asked any more when this is gone.
    void addTo(RouteTable &table);

private:
    void channels(Exchange &exchange);
    void clients(Exchange &exchange);
    void disconnectClient(Exchange &exchange);
    void disconnects(Exchange &exchange);
    void stats(Exchange &exchange);
    void explain(Exchange &exchange);
    void metrics(Exchange &exchange);

    Hub &hub_;
    BanList &bans_;
    const TrustedProxies &proxies_;
};

} // namespace helio
