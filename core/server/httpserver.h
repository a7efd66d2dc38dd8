// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/accessgate.h"
#include "server/accessroutes.h"
#include "server/banlist.h"
#include "server/clientroutes.h"
#include "server/clientsteering.h"
#include "server/exchange.h"
#include "server/groupdesk.h"
#include "server/guards.h"
#include "server/historyroute.h"
#include "server/httpconnections.h"
#include "server/inspectroutes.h"
#include "server/publishroutes.h"
#include "server/routetable.h"
#include "server/serveroptions.h"
#include "server/staticroutes.h"
#include "server/streamroute.h"
#include "server/troubles.h"
#include "server/trustedproxies.h"
#include "server/watchroute.h"

#include <QObject>

#include <memory>
#include <optional>

namespace helio {

class Carrier;
class ListeningSocket;
class QtHttpFront;

/// The HTTP front: it listens, has the guards judge each request, finds the route for it and has that answer. What is
/// answered is the business of the parts, which add their routes to one table. Lives in the hub's thread.
class HttpServer : public QObject, private HttpRequestHandler
{
    Q_OBJECT
public:
    /// `carrier` must outlive this. The hub need not: a server whose hub is gone closes by itself.
    HttpServer(Hub &hub, Carrier &carrier, const ServerOptions &options, QObject *parent = nullptr);
    ~HttpServer() override;

    /// Listens there too; port 0 takes a free one. Answers the real port, or 0 with `problem` for people.
    quint16 listen(const QHostAddress &address, quint16 port, QString &problem);
    /// Has another policy decide from now on (null: everything is open), and ends the streams that it does not grant.
    void setAccess(std::shared_ptr<const AccessPolicy> access);
    /// What disconnects clients and keeps them away.
    ClientSteering &steering() { return steering_; }
    /// What the hub has from the others of its group.
    GroupDesk &group() { return group_; }
    /// What goes wrong, as far as the HTTP front knows.
    void addTroubles(HubTroubles &troubles) const;

private:
    bool admit(HttpConnection &connection, const ScannedRequest &head) override;
    void handle(HttpConnection &connection, const ScannedRequest &request) override;
    /// CORS, when the request's page may read here.
    FieldList fieldsForAll(const ScannedRequest &request) const override;

    void accept(qintptr descriptor);
    void close();
    /// Nothing when the target is no good; that is answered then.
    std::optional<Exchange> begin(HttpConnection &connection, const ScannedRequest &request) const;
    /// The route that is to answer; null when the request may not go on, and is answered.
    const Route *judge(Exchange &exchange);
    // These answer the request when it may not go on.
    bool admitHost(const Exchange &exchange);
    bool admitOrigin(Exchange &exchange);
    bool admitMethod(const Exchange &exchange, const Route &route) const;
    bool admitNeeds(Exchange &exchange, Needs needs) const;
    bool admitQuery(const Exchange &exchange, const Route &route) const;
    HubTotals totals() const;
    void preflight(const Exchange &exchange, const Route &route) const;
    void refuseDraining(const Exchange &exchange, const Route *route) const;

    Hub &hub_; ///< gone when isClosed_
    bool isClosed_ = false;
    Carrier &carrier_;
    Transport::Limits slowClients_;
    HostGuard hostGuard_;
    OriginGuard originGuard_;
    TrustedProxies proxies_;
    BanList bans_;
    Troubles troubles_;
    AccessGate gate_;
    ClientSteering steering_;
    QStringList urls_; ///< where it listens
    GroupDesk group_;

    StaticRoutes static_;
    StreamRoute stream_;
    PublishRoutes publish_;
    InspectRoutes inspect_;
    HistoryRoute history_;
    ClientRoutes clients_;
    AccessRoutes access_;
    WatchRoute watch_;
    RouteTable routes_;

    HttpConnections connections_;
    std::unique_ptr<QtHttpFront> front_;
    QList<ListeningSocket *> listeners_;
};

} // namespace helio
