// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"
#include "event/message.h"
#include "event/selection.h"
#include "feed/hubinfo.h"

#include <QObject>

namespace helio {

/// What joins a hub with others: events of the channels that it carries are given to it, and become events of the hub
/// when it brings them back, with those from elsewhere in one order. Lives in the hub's thread; no call blocks.
class Backplane : public QObject
{
    Q_OBJECT
public:
    /// An event that came by it.
    struct Arrival
    {
        Publication publication;
        quint64 ticket = 0; ///< as given to send(); 0: it is from elsewhere
    };

    using QObject::QObject;

    /// Connects, and goes on trying. Called when the hub's store is open.
    virtual void open() = 0;
    /// The channels that go by it; all others are the hub's own. Does not change.
    virtual const Selection &carried() const = 0;
    /// Why nothing can be sent now, for people; empty when it can.
    virtual Message unavailability() const = 0;
    /// Sends; only when available. The ticket follows, in arrived() or in failed().
    virtual void send(const Publication &publication, quint64 ticket) = 0;
    /// What the window and `/api/stats` report of it.
    virtual BackplaneInfo info() = 0;
    /// The hub could not take an event from elsewhere; `why` is for people. Counted, and noted now and then.
    virtual void countDropped(const QString &why) = 0;

Q_SIGNALS:
    void arrived(const QList<helio::Backplane::Arrival> &arrivals);
    /// The event was not brought back: perhaps nobody has it. `problem` is for people.
    void failed(quint64 ticket, const helio::Message &problem);
    /// It listens again after a time in which something may have been said that it did not hear.
    void missed();
    /// For the log: what changed, or what it had to drop; one line for people, translated.
    void noted(const QString &text);
};

} // namespace helio
