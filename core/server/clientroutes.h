// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace helio {

struct ClientQuery;
class ClientSteering;
struct Exchange;
class GroupDesk;
class Hub;
class RouteTable;

/// Who is connected, who left, and who is kept away: lists, and an end to it. All for who has the right `admin`.
class ClientRoutes
{
public:
    /// All is borrowed.
    ClientRoutes(Hub &hub, ClientSteering &steering, GroupDesk &group);

    /// Adds its rows, which call this: the table must not be asked any more when this is gone.
    void addTo(RouteTable &table);

private:
    void clients(Exchange &exchange);
    void clientsOfGroup(Exchange &exchange, const ClientQuery &query);
    void disconnectClient(Exchange &exchange);
    void disconnectClients(Exchange &exchange);
    void disconnects(Exchange &exchange);
    void disconnectsOfGroup(Exchange &exchange);
    void bans(Exchange &exchange);
    void liftBan(Exchange &exchange);

    Hub &hub_;
    ClientSteering &steering_;
    GroupDesk &group_;
};

} // namespace helio
