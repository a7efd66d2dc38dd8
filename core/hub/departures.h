// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "hub/deliverylog.h"
#include "hub/departure.h"
#include "hub/transport.h"

#include <QObject>

#include <deque>
#include <functional>
#include <set>

namespace helio {

class Clients;
class Clock;
class Slices;
class Subscriber;
struct Subscription;

/// A client that is gone.
struct Disconnection
{
    quint64 number = 0; ///< rises by one with each, from 1 on
    DeliveryLog log;
    ClientInfo client;  ///< as it was at the end
    qint64 endedAt = 0; ///< milliseconds since 1970-01-01T00:00Z
    Departure departure = Departure::ClosedByPeer;
    std::optional<qint64> acknowledgedBytes; ///< where the kernel reported it at the end
};

/// How clients go: who is sent away, when and with which text; and a memory of the last that went.
class Departures : public QObject
{
    Q_OBJECT
public:
    /// How long what a stream is told at its end may take to leave.
    static constexpr std::chrono::milliseconds FarewellDeadline = std::chrono::seconds(2);

    /// `clients` and `clock` are borrowed. `chance` gives numbers in [0, 1).
    Departures(Clients &clients, const Clock &clock, std::function<double()> chance,
               std::chrono::milliseconds reconnectionTime);

    /// Its token's end is kept in mind.
    void add(const Subscriber &subscriber);
    /// It left: notes it, and forgets its token's end.
    void note(Subscriber &subscriber, Departure departure);
    /// Notes one that could not be let in.
    void noteTurnedAway(const Subscription &subscription);

    /// False when there is no such client.
    bool disconnectClient(const QByteArray &id);
    /// From the event loop, with the text that `departure` calls for.
    void endLater(Subscriber &subscriber, Departure departure);
    void endExpired();
    /// Judges each stream again, not at once but in slices: those that `mayStay` refuses end as revoked.
    void review(std::function<bool(const Subscription &)> mayStay);
    /// Ends every stream with what is queued for it and a `shutdown` event, within `deadline`.
    void drain(std::chrono::milliseconds deadline);

    /// What a stream says at its end: when to come back, perhaps with another token.
    FramePtr farewell(Departure departure) const;
    /// The same when the hub stops.
    FramePtr shutdownFrame() const;
    /// The configured reconnection time, spread by 20 % to both sides.
    std::chrono::milliseconds spreadReconnectionTime() const;
    /// The last thousand, in order.
    const std::deque<Disconnection> &all() const { return disconnections_; }
    /// The last of that client; null when it is not among them.
    const Disconnection *lastOf(const QByteArray &clientId) const;
    /// How many there were since the start, by reason.
    const QHash<QString, quint64> &counts() const { return counts_; }
    /// Who was closed for being slow, those most often first.
    QList<HubTroubles::Slow> slowClients() const;

private:
    void keep(Disconnection disconnection);
    void countSlow(const Subscription &subscription);
    void end(Subscriber &subscriber, Departure departure);
    std::function<bool()> eachInTurns(std::function<void(Subscriber &)> visit);
    void endEach(std::function<void(Subscriber &)> end);

    Clients &clients_;
    const Clock &clock_;
    std::function<double()> chance_;
    std::chrono::milliseconds reconnectionTime_;
    std::chrono::milliseconds drainSpread_{0};
    Slices *endings_;
    std::set<std::pair<qint64, QByteArray>> expiries_; ///< when whose token expires
    std::deque<Disconnection> disconnections_;
    quint64 lastNumber_ = 0;
    QHash<QString, quint64> counts_;
    QHash<QByteArray, quint64> slow_; ///< how often, by name; at most KeptSlowClients
};

} // namespace helio
