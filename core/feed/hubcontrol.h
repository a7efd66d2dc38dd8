// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/accesscontrol.h"
#include "feed/backplanecontrol.h"
#include "feed/eventfeed.h"
#include "feed/hubinfo.h"
#include "feed/publisher.h"

#include <QStringList>

namespace helio {

/// All that a window knows of a hub, and does to it. The hub inside implements it today; a remote one can. Lives in the
/// window's thread; nothing here waits for the hub.
class HubControl : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Stopped,  ///< not serving; start() starts it
        Starting, ///< start() was called; Open or Failed follows
        Open,     ///< serving at urls()
        Draining, ///< stop() was called; Stopped follows within 5 s
        Failed,   ///< start() did not work: problem() says why; start() again, perhaps with setListenAddress()
    };
    Q_ENUM(State)

    using QObject::QObject;

    virtual State state() const = 0;
    /// Why the state is Failed, for people, translated; empty otherwise.
    virtual QString problem() const = 0;
    /// Where it serves, e.g. `http://127.0.0.1:7373`; empty while it does not.
    virtual QStringList urls() const = 0;
    /// Where start() will listen, e.g. `127.0.0.1:7373`; port 0 takes a free one.
    virtual QString listenAddress() const = 0;
    virtual void setListenAddress(const QString &address) = 0;

    virtual void start() = 0;
    /// Drains: every client gets what is queued for it and a `shutdown` event.
    virtual void stop() = 0;

    /// The hub's own tap: every event it takes, once, and its state. Lives in the hub's thread; read it through a
    /// FeedQueue. Valid as long as this object, over stops and starts.
    virtual EventFeed *tap() = 0;
    virtual Publisher *publisher() = 0;

    /// The access rules; null when they cannot be inspected or changed from here.
    virtual AccessControl *access() { return nullptr; }

    /// With whom it is joined; null when that cannot be inspected or changed from here.
    virtual BackplaneControl *backplane() { return nullptr; }

    /// Asks for a snapshot; snapshotArrived() answers. `withClients` costs the hub work for each client: ask only while
    /// they are shown.
    virtual void requestSnapshot(bool withClients) = 0;
    /// Disconnects a client by its id. It may come back at once.
    virtual void disconnectClient(const QByteArray &id) = 0;
    /// Asks what became of an event by its id; deliveryArrived() answers, or nothing does while the hub does not serve
    /// or where it does not know.
    virtual void requestDelivery(const QByteArray &eventId) { Q_UNUSED(eventId); }

Q_SIGNALS:
    void stateChanged(helio::HubControl::State state);
    void snapshotArrived(const helio::HubSnapshot &snapshot);
    void deliveryArrived(const helio::DeliveryInfo &delivery);
};

} // namespace helio
