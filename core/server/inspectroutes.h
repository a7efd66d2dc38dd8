// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"

#include <QByteArray>
#include <QStringList>

#include <functional>

namespace helio {

struct ChannelQuery;
struct Exchange;
class GroupDesk;
class Hub;
class RouteTable;

/// What the hub reports of itself, its channels and the ways of its events, below `/api` and at `/metrics`: all for who
/// has the right `admin`. And its health, for everybody.
class InspectRoutes
{
public:
    /// What the hub does not know of itself.
    struct About
    {
        bool keepsRules = false;     ///< its access rules can be changed while it runs
        qint64 clientQueueBytes = 0; ///< so much may wait for one client before it is disconnected
    };

    /// `urls`: where it is served; borrowed, and may grow. `totals`: those of the hub, with what its front knows.
    /// `group` is borrowed.
    InspectRoutes(Hub &hub, About about, const QStringList &urls, std::function<HubTotals()> totals, GroupDesk &group);

    /// Adds its rows, which call this: the table must not be asked any more when this is gone.
    void addTo(RouteTable &table);

private:
    void hub(Exchange &exchange);
    void channels(Exchange &exchange);
    void channelsOfGroup(Exchange &exchange, const ChannelQuery &query);
    void clearChannel(Exchange &exchange);
    void stats(Exchange &exchange);
    void explain(Exchange &exchange);
    void explainOne(Exchange &exchange, const QByteArray &client, const QByteArray &event);
    void explainEvent(Exchange &exchange, const QByteArray &event);
    void explainClient(Exchange &exchange, const QByteArray &client, const QByteArray &last);
    void metrics(Exchange &exchange);
    void health(Exchange &exchange);

    Hub &hub_;
    About about_;
    const QStringList &urls_;
    std::function<HubTotals()> totals_;
    GroupDesk &group_;
};

} // namespace helio
