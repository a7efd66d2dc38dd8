// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/remotetap.h"

#include "client/eventsource.h"
#include "json/jsonwriter.h"
#include "remote/huburl.h"

#include <QDateTime>

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
        make(address, observes, source_ && address.url == address_.url ? source_->lastEventId() : QByteArray());
    source_->open();
}

void RemoteTap::close()
{
    if (source_)
        source_->close();
}

void RemoteTap::make(const HubAddress &address, bool observes, const QByteArray &lastEventId)
{
    if (source_) {
        source_->disconnect(this);
        source_->close();
        source_.release()->deleteLater(); // it may be what calls
    }
    EventSourceOptions options;
    options.lastEventId = lastEventId;
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
        if (error.failure == Failure::TooLarge)
            passOver(error);
        else if (error.failure != Failure::Transient)
            Q_EMIT refused(error.httpStatus, error.message);
    });
}

/// Asked to go on after the last event it had, the hub would send it again, for ever.
void RemoteTap::passOver(const FeedError &error)
{
    const QByteArray id = source_->tooLargeEventId();
    if (id.isEmpty() || id == skippedId_) {
        Q_EMIT blocked(error.message);
        return;
    }
    skippedId_ = id;
    JsonWriter data;
    data.beginObject().key("count").number(qint64(1)).key("from").string(id).key("to").string(id);
    data.key("reason").text(QStringLiteral("larger than what is read here")).endObject();
    make(address_, observes_, id);
    source_->open();
    Q_EMIT eventsArrived({{{{}, {}, "skipped", data.take()}, QDateTime::currentMSecsSinceEpoch() * 1'000'000}});
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
