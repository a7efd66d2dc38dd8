// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/remotetap.h"

#include "client/eventsource.h"
#include "remote/huburl.h"

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

namespace {

/// Said by the hub itself: what it passes on has a channel.
bool isHubsOwn(const ReceivedEvent &received)
{
    return received.event.channel.isEmpty();
}

} // namespace

RemoteTap::RemoteTap(QObject *parent)
    : EventFeed(parent)
{}

RemoteTap::~RemoteTap() = default;

ReadyState RemoteTap::readyState() const
{
    return source_ ? source_->readyState() : ReadyState::Closed;
}

void RemoteTap::open(const HubAddress &address, bool observes)
{
    if (!source_ || address.url != address_.url || address.token != address_.token || observes != observes_)
        make(address, observes);
    source_->open();
}

void RemoteTap::close()
{
    if (source_)
        source_->close();
}

void RemoteTap::make(const HubAddress &address, bool observes)
{
    EventSourceOptions options;
    if (source_ && address.url == address_.url)
        options.lastEventId = source_->lastEventId();
    options.bearerToken = address.token;
    options.keepsCookies = false;
    options.headTimeout = 15s; // the hub's own head goes out at once
    options.reconnectionTime = 1s;
    options.maximumBackOff = 10s;
    address_ = address;
    observes_ = observes;
    source_ = std::make_unique<EventSource>(
        hubEndpoint(address.url, observes ? "/stream?observe=1&pattern=*" : "/stream?pattern=*"), options);
    connect(source_.get(), &EventFeed::readyStateChanged, this, &EventFeed::readyStateChanged);
    connect(source_.get(), &EventFeed::eventsArrived, this, &RemoteTap::onEvents);
    connect(source_.get(), &EventFeed::errorOccurred, this, [this](const FeedError &error) {
        Q_EMIT errorOccurred(error);
        if (error.failure != Failure::Transient)
            Q_EMIT refused(error.httpStatus, error.message);
    });
}

void RemoteTap::onEvents(const QList<ReceivedEvent> &events)
{
    if (std::none_of(events.cbegin(), events.cend(), isHubsOwn)) {
        Q_EMIT eventsArrived(events);
        return;
    }
    QList<ReceivedEvent> told;
    for (ReceivedEvent received : events) {
        if (isHubsOwn(received)) {
            if (received.event.type == "shutdown")
                continue;              // the state says so
            received.event.id.clear(); // of the event before: it has none of its own
        }
        told.append(std::move(received));
    }
    if (!told.isEmpty())
        Q_EMIT eventsArrived(told);
}

} // namespace helio
