// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/departures.h"

#include "event/eventstreamwriter.h"
#include "hub/clients.h"
#include "hub/clock.h"
#include "hub/slices.h"
#include "hub/subscriber.h"

#include <QTimer>

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

namespace {

constexpr size_t KeptDisconnections = 1000;

/// Of clients that were slow, so many are known by name.
constexpr qsizetype KeptSlowClients = 32;

constexpr double ReconnectionSpread = 0.2;
/// On drain each client comes back at a time of its own within this for each client there is: 10,000 within a minute.
constexpr std::chrono::microseconds DrainSpreadPerClient = 6ms;

constexpr std::chrono::milliseconds KickDeadline = 2s;
constexpr std::chrono::milliseconds CutReplayDeadline = 500ms;

/// How long streams are judged and ended for in one turn; the last of them may end later.
constexpr std::chrono::milliseconds EndingTime = 2ms;

} // namespace

Departures::Departures(Clients &clients, const Clock &clock, std::function<double()> chance,
                       std::chrono::milliseconds reconnectionTime)
    : clients_(clients)
    , clock_(clock)
    , chance_(std::move(chance))
    , reconnectionTime_(reconnectionTime)
    , endings_(new Slices("endings", this))
{}

void Departures::add(const Subscriber &subscriber)
{
    if (const auto expiresAt = subscriber.subscription().expiresAt)
        expiries_.emplace(*expiresAt, subscriber.id());
}

void Departures::note(Subscriber &subscriber, Departure departure)
{
    if (const auto expiresAt = subscriber.subscription().expiresAt)
        expiries_.erase({*expiresAt, subscriber.id()});
    if (departure == Departure::TooSlow || departure == Departure::Stalled)
        countSlow(subscriber.subscription());
    const auto acknowledged = subscriber.acknowledgedBytes(); // the last time that the kernel can report it
    DeliveryLog log = subscriber.log();
    log.end();
    keep({0, std::move(log), subscriber.info(clock_.steadyNanoseconds()), clock_.wallMilliseconds(), departure,
          acknowledged});
}

void Departures::countSlow(const Subscription &subscription)
{
    const QString name = subscription.subject.isEmpty() ? subscription.address.toString() : subscription.subject;
    ++slow_[name.toUtf8()];
    if (slow_.size() <= KeptSlowClients)
        return;
    // The one least often closed goes, but not the newest.
    auto least = slow_.end();
    for (auto at = slow_.begin(); at != slow_.end(); ++at) {
        if (at.key() != name.toUtf8() && (least == slow_.end() || *at < *least))
            least = at;
    }
    slow_.erase(least);
}

QList<HubTroubles::Slow> Departures::slowClients() const
{
    QList<HubTroubles::Slow> all;
    for (auto at = slow_.cbegin(); at != slow_.cend(); ++at)
        all.append({at.key(), *at});
    std::sort(all.begin(), all.end(), [](const HubTroubles::Slow &a, const HubTroubles::Slow &b) {
        return a.closed != b.closed ? a.closed > b.closed : a.name < b.name;
    });
    return all;
}

void Departures::noteTurnedAway(const Subscription &subscription)
{
    Disconnection disconnection;
    disconnection.endedAt = clock_.wallMilliseconds();
    disconnection.log = DeliveryLog(subscription.selection, disconnection.endedAt);
    disconnection.log.end();
    disconnection.client = clientInfo(subscription);
    disconnection.client.id = clients_.nextId();
    disconnection.client.connectedAt = disconnection.endedAt;
    disconnection.departure = Departure::OverTheLimit;
    keep(std::move(disconnection));
}

void Departures::keep(Disconnection disconnection)
{
    ++counts_[departureName(disconnection.departure)];
    disconnection.number = ++lastNumber_;
    disconnections_.push_back(std::move(disconnection));
    if (disconnections_.size() > KeptDisconnections)
        disconnections_.pop_front();
}

const Disconnection *Departures::lastOf(const QByteArray &clientId) const
{
    const auto found = std::find_if(disconnections_.crbegin(), disconnections_.crend(),
                                    [&](const Disconnection &one) { return one.client.id == clientId; });
    return found == disconnections_.crend() ? nullptr : &*found;
}

bool Departures::disconnectClient(const QByteArray &id)
{
    const auto subscriber = clients_.connected(id);
    if (subscriber)
        subscriber->end(Departure::Kicked, {}, KickDeadline);
    return subscriber != nullptr;
}

void Departures::endLater(Subscriber &subscriber, Departure departure)
{
    endings_->add([this, weak = subscriber.weak_from_this(), departure] {
        if (const auto ending = weak.lock())
            end(*ending, departure);
        return false;
    });
}

void Departures::endExpired()
{
    const qint64 now = clock_.wallMilliseconds();
    while (!expiries_.empty() && expiries_.begin()->first <= now) {
        if (const auto subscriber = clients_.connected(expiries_.begin()->second))
            end(*subscriber, Departure::Expired);
        else
            expiries_.erase(expiries_.begin());
    }
}

void Departures::review(std::function<bool(const Subscription &)> mayStay)
{
    endings_->add(eachInTurns([this, mayStay = std::move(mayStay)](Subscriber &subscriber) {
        if (!mayStay(subscriber.subscription()))
            end(subscriber, Departure::Revoked);
    }));
}

/// Who is too slow is not sent even a farewell.
void Departures::end(Subscriber &subscriber, Departure departure)
{
    if (departure == Departure::TooSlow) {
        subscriber.end(departure, {}, 0ms);
        return;
    }
    subscriber.end(departure, farewell(departure), FarewellDeadline);
}

FramePtr Departures::farewell(Departure departure) const
{
    return controlFrame(EventStreamWriter::comment(departureName(departure).toUtf8()) +
                        EventStreamWriter::retry(spreadReconnectionTime()));
}

void Departures::drain(std::chrono::milliseconds deadline)
{
    drainSpread_ = std::chrono::duration_cast<std::chrono::milliseconds>(DrainSpreadPerClient * clients_.count());
    endEach([this, deadline](Subscriber &subscriber) {
        subscriber.endWhenCaughtUp(Departure::Drained, shutdownFrame(), deadline);
    });
    // Replays that are not at their end by then are cut: their clients come back for the rest.
    QTimer::singleShot(deadline - std::min<std::chrono::milliseconds>(deadline / 4, CutReplayDeadline), this, [this] {
        endEach(
            [this](Subscriber &subscriber) { subscriber.end(Departure::Drained, shutdownFrame(), CutReplayDeadline); });
    });
}

/// Those that are connected now, and that nobody ends yet: as many in one turn as there is time for. To judge one may
/// take the checking of a signature; to end one sends what waits for it, which may be much.
std::function<bool()> Departures::eachInTurns(std::function<void(Subscriber &)> visit)
{
    const auto left = std::make_shared<std::deque<std::weak_ptr<Subscriber>>>();
    for (const auto &[id, subscriber] : clients_.connected())
        left->push_back(subscriber);
    return [left, visit = std::move(visit)] {
        const auto until = std::chrono::steady_clock::now() + EndingTime;
        while (!left->empty() && std::chrono::steady_clock::now() < until) {
            const auto subscriber = left->front().lock();
            left->pop_front();
            if (subscriber && !subscriber->isEnding())
                visit(*subscriber);
        }
        return !left->empty();
    };
}

/// The first of them at once.
void Departures::endEach(std::function<void(Subscriber &)> end)
{
    if (const auto endSome = eachInTurns(std::move(end)); endSome())
        endings_->add(endSome);
}

std::chrono::milliseconds Departures::spreadReconnectionTime() const
{
    const double factor = 1 - ReconnectionSpread + 2 * ReconnectionSpread * chance_();
    return std::chrono::milliseconds(qint64(double(reconnectionTime_.count()) * factor));
}

FramePtr Departures::shutdownFrame() const
{
    const auto retry =
        spreadReconnectionTime() + std::chrono::milliseconds(qint64(double(drainSpread_.count()) * chance_()));
    const Event event{{}, {}, "shutdown", "The hub is stopping"};
    return controlFrame(EventStreamWriter::block(event, EventStreamWriter::Channel::Omitted, retry));
}

} // namespace helio
