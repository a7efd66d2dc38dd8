// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "hub/explanation.h"
#include "hub/slices.h"
#include "hub/store.h"

#include <deque>
#include <functional>
#include <memory>
#include <unordered_map>

namespace helio {

class Clients;
class Departures;

/// What became of the last events that a client was to get.
struct ClientTrace
{
    struct Entry
    {
        QByteArray eventId;
        QByteArray channel;
        DeliveryLog::Answer answer;

        /// When the kernel took it, milliseconds since 1970; 0: not, or some time that is not known any more.
        qint64 exactlyTakenAt() const { return answer.takenBefore ? 0 : answer.takenAt; }
    };
    /// Fate: `entries` says it, oldest first; NoEvent does not occur.
    Explanation::Found found = Explanation::Found::Fate;
    QList<Entry> entries;
};

/// What became of events on their way to clients: those connected, those about to end, and the last that went. All it
/// asks is borrowed.
class EventFates
{
public:
    EventFates(const Clients &clients, const Departures &departures, Store &store);

    // As Hub's.
    void explain(const QByteArray &clientId, const QByteArray &eventId, std::function<void(const Explanation &)> done);
    void inspectDelivery(const QByteArray &eventId, std::function<void(const DeliveryInfo &, ReadOutcome)> done);
    void trace(const QByteArray &clientId, qsizetype last, std::function<void(const ClientTrace &)> done,
               std::function<bool()> isWanted);

private:
    struct Tracing;
    using TracingPtr = std::shared_ptr<Tracing>;

    Explanation explanationOf(const QByteArray &clientId, const QByteArray &eventId, const FindResult &held) const;
    void inspectDelivery(const StoredEventPtr &stored, const std::shared_ptr<DeliveryInfo> &delivery,
                         std::function<void(const DeliveryInfo &, ReadOutcome)> done);
    void begin(const TracingPtr &tracing);
    void traceOn(const TracingPtr &tracing);
    ClientTrace traceOf(const Tracing &tracing) const;
    void answer(const TracingPtr &tracing, const ClientTrace &trace);

    const Clients &clients_;
    const Departures &departures_;
    Store &store_;
    std::unordered_map<QByteArray, std::deque<TracingPtr>> tracings_; ///< by client: the first is under way
    Slices slices_{"inspection"};
};

} // namespace helio
