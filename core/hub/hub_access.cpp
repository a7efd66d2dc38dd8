// SPDX-License-Identifier: GPL-3.0-or-later
// Streams whose right to be there comes to its end.
#include "event/eventstreamwriter.h"
#include "hub/hub.h"

namespace helio {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds FarewellDeadline = 2s;

/// Each may take the checking of a signature.
constexpr int ReviewsAtOnce = 16;

} // namespace

void Hub::noteExpiry(const Subscriber &subscriber)
{
    if (const auto expiresAt = subscriber.subscription().expiresAt)
        expiries_.emplace(*expiresAt, subscriber.id());
}

void Hub::forgetExpiry(const Subscriber &subscriber)
{
    if (const auto expiresAt = subscriber.subscription().expiresAt)
        expiries_.erase({*expiresAt, subscriber.id()});
}

void Hub::endExpired()
{
    const qint64 now = clock_.wallMilliseconds();
    while (!expiries_.empty() && expiries_.begin()->first <= now) {
        const auto found = subscribers_.find(expiries_.begin()->second);
        if (found == subscribers_.end()) {
            expiries_.erase(expiries_.begin());
            continue;
        }
        const auto subscriber = found->second;
        endWithout(*subscriber, Departure::Expired);
    }
}

void Hub::review(std::function<bool(const Subscription &)> mayStay)
{
    const auto left = std::make_shared<std::vector<std::weak_ptr<Subscriber>>>();
    for (const auto &[id, subscriber] : subscribers_)
        left->push_back(subscriber);
    looks_->add([this, left, mayStay = std::move(mayStay)] {
        for (int i = 0; i < ReviewsAtOnce && !left->empty(); ++i) {
            const auto subscriber = left->back().lock();
            left->pop_back();
            if (subscriber && !subscriber->isEnding() && !mayStay(subscriber->subscription()))
                endWithout(*subscriber, Departure::Revoked);
        }
        return !left->empty();
    });
}

/// The stream says when to come back, perhaps with another token: an event source does so by itself.
void Hub::endWithout(Subscriber &subscriber, Departure departure)
{
    const QByteArray farewell = EventStreamWriter::comment(departureName(departure).toUtf8()) +
                                EventStreamWriter::retry(spreadReconnectionTime());
    subscriber.end(departure, controlFrame(farewell), FarewellDeadline);
}

} // namespace helio
