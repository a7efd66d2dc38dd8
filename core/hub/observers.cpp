// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/observers.h"

#include "event/eventstreamwriter.h"
#include "event/overlap.h"
#include "hub/clock.h"
#include "hub/departures.h"

namespace helio {

Observers::Observers(SubscriberHost &hub, HeartbeatWheel &wheel, const Departures &departures,
                     std::function<void()> ended)
    : hub_(hub)
    , wheel_(wheel)
    , departures_(departures)
    , ended_(std::move(ended))
{}

Observers::~Observers() = default;

void Observers::add(Subscription subscription, std::unique_ptr<Transport> transport, const QByteArray &head)
{
    SubscriberHost &host = *this;
    Transport::Limits limits = transport->limits();
    limits.endsStalled = false; // who reads nothing for a while skips
    transport->setLimits(limits);
    const QByteArray name = "observer " + QByteArray::number(++lastNumber_);
    const auto observer = std::make_shared<Subscriber>(host, name, std::move(subscription), std::move(transport));
    observers_.push_back(observer);
    wheel_.add(observer.get());
    observer->begin(
        controlFrame(head + ": " + name + '\n' + EventStreamWriter::retry(departures_.spreadReconnectionTime())));
}

void Observers::reportLoss(Position at, const Selection &lost) const
{
    for (const auto &observer : allOpen()) {
        if (mayOverlap(lost, observer->subscription().selection))
            observer->onLoss(at);
    }
}

void Observers::onStoreOpened() const
{
    for (const auto &observer : allOpen())
        observer->onStoreOpened();
}

void Observers::endExpired()
{
    for (const auto &observer : allOpen()) {
        const auto &expiresAt = observer->subscription().expiresAt;
        if (expiresAt && *expiresAt <= clock().wallMilliseconds())
            end(*observer, Departure::Expired);
    }
}

void Observers::review(const std::function<bool(const Subscription &)> &mayStay)
{
    for (const auto &observer : allOpen()) {
        if (!mayStay(observer->subscription()))
            end(*observer, Departure::Revoked);
    }
}

void Observers::drain(std::chrono::milliseconds deadline)
{
    for (const auto &observer : allOpen())
        observer->end(Departure::Drained, departures_.shutdownFrame(), deadline);
}

/// To go over while some of them go.
Observers::All Observers::allOpen() const
{
    All open;
    for (const auto &observer : observers_) {
        if (!observer->isEnding())
            open.push_back(observer);
    }
    return open;
}

void Observers::end(Subscriber &subscriber, Departure departure) const
{
    subscriber.end(departure, departures_.farewell(departure), Departures::FarewellDeadline);
}

void Observers::endLater(Subscriber &subscriber, Departure departure)
{
    endings_.add([this, weak = subscriber.weak_from_this(), departure] {
        if (const auto ending = weak.lock())
            end(*ending, departure);
        return false;
    });
}

void Observers::onLeft(Subscriber &subscriber, Departure)
{
    wheel_.remove(&subscriber);
}

void Observers::onEnded(Subscriber &subscriber, Departure)
{
    wheel_.remove(&subscriber);
    std::erase_if(observers_, [&](const auto &observer) { return observer.get() == &subscriber; });
    ended_();
}

} // namespace helio
