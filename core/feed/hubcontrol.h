// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/accesscontrol.h"
#include "feed/backplanecontrol.h"
#include "feed/eventfeed.h"
#include "feed/hubinfo.h"
#include "feed/publisher.h"
#include "feed/settingscontrol.h"

#include <QStringList>

#include <chrono>

namespace helio {

/// All that a window knows of a hub, and does to it: the hub inside, or one far away. Lives in the window's thread;
/// nothing here waits for the hub. What a hub does not offer is never asked of it (see lacks()).
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
        Away,     ///< far away, and not reached now: problem() says why; it is tried again by itself
    };
    Q_ENUM(State)

    /// What not every hub offers: one far away may be of another version, or keep it to itself.
    enum class Feature {
        Access,        ///< access()
        Backplane,     ///< backplane()
        Bans,          ///< disconnectClients() with a ban, requestBans(), liftBans()
        ChannelClear,  ///< clearChannel()
        ClientHistory, ///< requestClientHistory()
        Departures,    ///< requestDepartures()
        History,       ///< requestHistory()
        StartStop,     ///< start(), stop(), setListenAddress()
    };
    Q_ENUM(Feature)

    using QObject::QObject;

    /// Why it does not offer that, for people, translated; empty when it does.
    virtual QString lacks(Feature feature) const
    {
        Q_UNUSED(feature);
        return {};
    }
    /// Whether it runs in another program.
    virtual bool isFar() const { return false; }

    virtual State state() const = 0;
    /// Why the state is Failed or Away, for people, translated; empty otherwise.
    virtual QString problem() const = 0;
    /// Where it serves, e.g. `http://127.0.0.1:7373`; empty while it does not.
    virtual QStringList urls() const = 0;
    /// Where start() will listen, e.g. `127.0.0.1:7373`; port 0 takes a free one.
    virtual QString listenAddress() const = 0;
    virtual void setListenAddress(const QString &address) = 0;
    /// The first of urls(), or where that will be when it serves.
    virtual QString baseUrl() const
    {
        return urls().isEmpty() ? QStringLiteral("http://") + listenAddress() : urls().constFirst();
    }

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

    /// Its configuration; null when that cannot be inspected or changed from here.
    virtual SettingsControl *settings() { return nullptr; }

    /// Asks for a snapshot; snapshotArrived() answers. `withClients` costs the hub work for each client: ask only while
    /// they are shown.
    virtual void requestSnapshot(bool withClients) = 0;
    /// Those among the clients that are in view: a hub far away brings the figures of these alone anew each second.
    virtual void setShownClients(const QByteArrayList &ids) { Q_UNUSED(ids); }
    /// Whether channels are in view: only then a hub asks the others of its group for their subscribers.
    virtual void setChannelsShown(bool shown) { Q_UNUSED(shown); }
    // disconnectClients(), requestBans() and liftBans() are done one after the other: their answers come in the order
    // of asking, and each knows of what was asked before.

    /// Disconnects clients by their ids; clientsDisconnected() answers. With a `ban` of 0 they may come back at once.
    virtual void disconnectClients(const QByteArrayList &ids, std::chrono::seconds ban) = 0;
    /// Asks who is kept away; bansArrived() answers.
    virtual void requestBans() {}
    /// Lets come again who is kept away under any of `keys`; one bansArrived() answers for all.
    virtual void liftBans(const QStringList &keys) { Q_UNUSED(keys); }
    /// Asks who left after the departure of that number, at most the last thousand; departuresArrived() answers.
    virtual void requestDepartures(quint64 after) { Q_UNUSED(after); }
    /// Asks what became of the last hundred events that a client was to get; clientHistoryArrived() answers.
    virtual void requestClientHistory(const QByteArray &id) { Q_UNUSED(id); }
    /// Asks for some of what was published before; historyArrived() answers.
    virtual void requestHistory(const HistoryQuery &query) { Q_UNUSED(query); }
    /// Drops the history of a channel; channelCleared() answers.
    virtual void clearChannel(const QByteArray &name) { Q_UNUSED(name); }
    /// Asks what became of an event by its id; deliveryArrived() answers, or nothing does while the hub does not serve
    /// or where it does not know.
    virtual void requestDelivery(const QByteArray &eventId) { Q_UNUSED(eventId); }

Q_SIGNALS:
    void stateChanged(helio::HubControl::State state);
    void snapshotArrived(const helio::HubSnapshot &snapshot);
    void deliveryArrived(const helio::DeliveryInfo &delivery);
    void clientsDisconnected(const helio::DisconnectOutcome &outcome);
    /// By key.
    void bansArrived(const QList<helio::BanInfo> &bans);
    /// In the order of their numbers.
    void departuresArrived(const QList<helio::DepartureInfo> &departures);
    void clientHistoryArrived(const helio::ClientHistory &history);
    void historyArrived(const helio::HistoryPage &page);
    /// `problem`: why it was not, for people, translated; empty when it was.
    void channelCleared(const QByteArray &name, const QString &problem);
};

} // namespace helio
