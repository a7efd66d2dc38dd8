// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"

#include <QList>

namespace helio {

class AccessGate;
struct Exchange;
class Hub;
struct HttpResponse;
struct PublishOutcome;
class RouteTable;

/// The ways of publishing: `/channels/NAME`, `/publish` and `/api/notify`.
class PublishRoutes
{
public:
    PublishRoutes(Hub &hub, const AccessGate &gate);

    /// Adds its rows, which call this: the table must not be asked any more when this is gone.
    void addTo(RouteTable &table);

private:
    bool admitToChannel(const Exchange &exchange) const;
    bool admitPublish(const Exchange &exchange) const;
    bool admitNotify(const Exchange &exchange) const;
    void publishToChannel(Exchange &exchange);
    void publish(Exchange &exchange);
    void notify(Exchange &exchange);
    void publishAndAnswer(const Exchange &exchange, const QList<Publication> &publications, bool isBatch,
                          HttpResponse (*answerFor)(const PublishOutcome &));

    Hub &hub_;
    const AccessGate &gate_;
};

} // namespace helio
