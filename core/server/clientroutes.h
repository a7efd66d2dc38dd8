// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace helio {

class ClientSteering;
struct Exchange;
class Hub;
class RouteTable;

/// Who is connected, who left, and who is kept away: lists, and an end to it. All for who has the right `admin`.
class ClientRoutes
{
public:
    ClientRoutes(Hub &hub, ClientSteering &steering);

    /// Adds its rows, which call this: the table must not be asked any more when this is gone.
    void addTo(RouteTable &table);

private:
    void clients(Exchange &exchange);
    void disconnectClient(Exchange &exchange);
    void disconnectClients(Exchange &exchange);
    void disconnects(Exchange &exchange);
    void bans(Exchange &exchange);
    void liftBan(Exchange &exchange);

    Hub &hub_;
    ClientSteering &steering_;
};

} // namespace helio
