// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"

#include <QList>

#include <deque>
#include <functional>
#include <memory>

namespace helio {

class AccessGate;
struct Exchange;
struct Grant;
class Hub;
struct HttpResponse;
struct PublishBody;
struct PublishOutcome;
class RouteTable;
class Slices;

/// The ways of publishing: `/channels/NAME`, `/publish` and `/api/notify`. A large body is read from the event loop, in
/// short turns, and one after the other, since what is read takes many times as much as the body.
class PublishRoutes
{
public:
    /// Bodies from this size on wait for their turn.
    static constexpr qsizetype LargeBodyBytes = 64 * 1024;

    PublishRoutes(Hub &hub, const AccessGate &gate);
    ~PublishRoutes();

    /// Nothing is read any more, and nobody answered: the hub is gone.
    void close();
    /// Adds its rows, which call this: the table must not be asked any more when this is gone.
    void addTo(RouteTable &table);

private:
    bool admitToChannel(const Exchange &exchange) const;
    bool admitPublish(const Exchange &exchange) const;
    bool admitNotify(const Exchange &exchange) const;
    void publishToChannel(Exchange &exchange);
    void publish(Exchange &exchange);
    void notify(Exchange &exchange);
    using Answer = std::function<void(const HttpResponse &)>;
    struct Reading;

    bool readOn();
    void publishBody(const Grant &grant, const Answer &answer, PublishBody body);
    void publishAndAnswer(const Grant &grant, Answer answer, QList<Publication> publications, bool isBatch,
                          HttpResponse (*answerFor)(const PublishOutcome &));

    Hub &hub_;
    const AccessGate &gate_;
    std::deque<std::unique_ptr<Reading>> readings_; ///< the first is being read
    std::unique_ptr<Slices> slices_;
};

} // namespace helio
