// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/publisher.h"
#include "hub/hub.h"
#include "hub/hubtap.h"
#include "server/carrier.h"
#include "server/serveroptions.h"

#include <QStringList>

namespace helio {

class Elsewhere;
class HttpServer;

/// Makes what joins the hub with others, in the hub's thread; empty: the hub is alone.
using BackplaneFactory = std::function<std::unique_ptr<Backplane>()>;

/// All that a hub with its HTTP front is made from.
struct HubConfig
{
    QStringList listen{QStringLiteral("127.0.0.1:7373")};
    HubOptions hub;
    HistoryLimits history;
    StoreFactory makeStore = {}; ///< at each start; needed
    ServerOptions server;
    Carrier::Kind carrier = Carrier::Kind::Epoll;
    BackplaneFactory makeBackplane = {}; ///< at each start
};

/// Makes what publishes to the hub from within (the system feed, …): children of `parent`, in the hub's thread, at each
/// start.
using SourceFactory = std::function<void(Publisher &publisher, QObject *parent)>;

/// Publishes straight to a hub in the same thread.
class HubPublisher : public Publisher
{
    Q_OBJECT
public:
    explicit HubPublisher(Hub &hub, QObject *parent = nullptr);
    quint64 publish(const QList<Publication> &publications) override;

private:
    Hub &hub_;
    quint64 lastTicket_ = 0;
};

/// The receipt of `outcome`.
PublishReceipt receiptFor(quint64 ticket, const PublishOutcome &outcome);

/// What runs in the hub's thread: a hub, its store, its HTTP front and its sources, from start() to stopped(). LocalHub
/// is how other threads speak to it.
class HubHost : public QObject
{
    Q_OBJECT
public:
    explicit HubHost(SourceFactory makeSources, QObject *parent = nullptr);
    ~HubHost() override;

    /// Lives as long as this, over stops and starts.
    HubTap &tap() { return tap_; }

    /// started() or failed() follows.
    void start(const HubConfig &config);
    /// Drains; stopped() follows within 5 s.
    void stop();
    void publish(quint64 ticket, const QList<Publication> &publications);
    void setChannelsShown(bool shown);
    /// snapshotArrived() follows, unless the hub is stopped.
    void requestSnapshot(bool withClients);
    // The next three are done, and answered, one after the other.
    /// clientsDisconnected() follows, unless the hub is stopped.
    void disconnectClients(const QByteArrayList &ids, std::chrono::seconds ban);
    /// bansArrived() follows, unless the hub is stopped.
    void requestBans();
    /// The same.
    void liftBans(const QStringList &keys);
    /// departuresArrived() follows, unless the hub is stopped.
    void requestDepartures(quint64 after);
    /// clientHistoryArrived() follows, unless the hub is stopped.
    void requestClientHistory(const QByteArray &id);
    /// historyArrived() follows.
    void requestHistory(const HistoryQuery &query);
    /// channelCleared() follows.
    void clearChannel(const QByteArray &name);
    /// deliveryArrived() follows, unless the hub is stopped.
    void requestDelivery(const QByteArray &eventId);
    /// As HttpServer::setAccess(); nothing while the hub is stopped.
    void setAccess(std::shared_ptr<const AccessPolicy> access);
    /// As Hub::setBackplane(); nothing while the hub is stopped or drains.
    void setBackplane(const BackplaneFactory &make);

Q_SIGNALS:
    void started(const QStringList &urls);
    /// Nothing runs; `problem` says why, for people.
    void failed(const QString &problem);
    void stopped();
    void published(const helio::PublishReceipt &receipt);
    /// For the log: one line for people, translated.
    void noted(const QString &message);
    void snapshotArrived(const helio::HubSnapshot &snapshot);
    void deliveryArrived(const helio::DeliveryInfo &delivery);
    void clientsDisconnected(const helio::DisconnectOutcome &outcome);
    void bansArrived(const QList<helio::BanInfo> &bans);
    void departuresArrived(const QList<helio::DepartureInfo> &departures);
    void clientHistoryArrived(const helio::ClientHistory &history);
    void historyArrived(const helio::HistoryPage &page);
    void channelCleared(const QByteArray &name, const QString &problem);

private:
    void tearDown();

    SourceFactory makeSources_;
    Clock clock_;
    HubTap tap_;
    bool areChannelsShown_ = false;
    qint64 clientQueueBytes_ = 0;      ///< what may wait for one client
    std::unique_ptr<Carrier> carrier_; ///< outlives the two that share it, which may go in any order
    std::unique_ptr<Hub> hub_;
    std::unique_ptr<HttpServer> server_;
    std::unique_ptr<Elsewhere> elsewhere_; ///< goes before the server, which it borrows from
    std::unique_ptr<HubPublisher> publisher_;
    std::unique_ptr<QObject> sources_; ///< their parent
};

} // namespace helio
