// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/reconnectpolicy.h"
#include "feed/publisher.h"
#include "remote/accessrequests.h"
#include "remote/channelboard.h"
#include "remote/clientfollower.h"
#include "remote/departurelog.h"
#include "remote/elsewherefollower.h"
#include "remote/hubpoll.h"
#include "remote/hubwatch.h"
#include "remote/remotetap.h"

#include <QTimer>

#include <deque>
#include <functional>
#include <memory>

namespace helio {

/// What of a hub far away lives in a thread of its own: the connection to it, all that is known of it, and what it is
/// asked to do. RemoteHub is how the window's thread speaks to it.
///
/// It is connected while it is watched; when that ends, or the stream of events is refused, it is away, and `/api/hub`
/// is asked until the hub is back, ever more seldom. Where the hub says no for good, it is asked no more.
class RemoteHost : public QObject
{
    Q_OBJECT
public:
    /// How it comes back; as tests want it.
    struct Patience
    {
        std::chrono::milliseconds reconnectionTime{1000};
        std::chrono::milliseconds maximumBackOff{30'000};
    };

    /// `address`: until connectTo() gives another.
    RemoteHost(const HubAddress &address, const Patience &patience);
    ~RemoteHost() override;

    /// Lives as long as this, over all connections.
    RemoteTap &tap() { return tap_; }
    AccessRequests &access() { return access_; }

    /// connected(), away() or refused() follows; while away, it tries at once.
    void connectTo(const HubAddress &address);
    /// stopped() follows.
    void stop();
    /// published() follows.
    void publish(quint64 ticket, const QList<Publication> &publications);
    /// snapshotArrived() follows, when something is known.
    void requestSnapshot(bool withClients);
    void setShownClients(const QByteArrayList &ids);
    void setChannelsShown(bool shown) { elsewhere_.setChannelsShown(shown); }
    /// clientsDisconnected() follows.
    void disconnectClients(const QByteArrayList &ids, std::chrono::seconds ban);
    /// bansArrived() follows, while it is connected.
    void requestBans();
    /// The same.
    void liftBans(const QStringList &keys);
    /// departuresArrived() follows, while it is connected.
    void requestDepartures(quint64 after);
    /// clientHistoryArrived() follows.
    void requestClientHistory(const QByteArray &id);
    /// historyArrived() follows.
    void requestHistory(const HistoryQuery &query);
    /// channelCleared() follows.
    void clearChannel(const QByteArray &name);
    /// deliveryArrived() follows, where the hub knows.
    void requestDelivery(const QByteArray &eventId);

Q_SIGNALS:
    /// `about` says what it offers; nothing: it is so old that it does not say.
    void connected(const std::optional<helio::HubAbout> &about);
    /// It is tried again by itself.
    void away(const QString &problem);
    /// Nothing is tried any more.
    void refused(const QString &problem);
    void stopped();
    void published(const helio::PublishReceipt &receipt);
    void snapshotArrived(const helio::HubSnapshot &snapshot);
    void deliveryArrived(const helio::DeliveryInfo &delivery);
    void clientsDisconnected(const helio::DisconnectOutcome &outcome);
    void bansArrived(const QList<helio::BanInfo> &bans);
    void departuresArrived(const QList<helio::DepartureInfo> &departures);
    void clientHistoryArrived(const helio::ClientHistory &history);
    void historyArrived(const helio::HistoryPage &page);
    void channelCleared(const QByteArray &name, const QString &problem);

private:
    void probe();
    void probeOlder(const QString &problem);
    void begin(const std::optional<HubAbout> &about);
    void end();
    void lose(int status, const QString &problem);
    void giveUp(const QString &problem);
    void failWith(const ApiAnswer &answer);
    void goAway(const QString &problem, std::chrono::milliseconds atLeast = {});
    void refuse(const QString &problem);
    void onFigures(const HubFigures &figures);
    void sendSnapshot();
    struct Sequence;
    /// One after the other: who steers gets the answers in the order of asking.
    void inTurn(std::function<void()> job);
    void endTurn();
    void steerNext();
    void askInOrder(const std::shared_ptr<Sequence> &sequence);
    void disconnect(const QByteArrayList &ids, std::chrono::seconds ban);
    void askBans();
    QString notConnectedText() const;
    bool can(const char *capability) const { return about_ && about_->can(capability); }

    Patience patience_;
    HubApi api_;
    AccessRequests access_;
    RemoteTap tap_;
    HubWatch watch_;
    HubPoll poll_;
    ClientFollower clients_;
    ElsewhereFollower elsewhere_;
    ChannelBoard channels_;
    DepartureLog departures_;
    std::optional<HubFigures> figures_; ///< nothing: none came on this connection
    std::optional<HubAbout> about_;
    ReconnectPolicy policy_;
    QTimer retry_;
    int rounds_ = 0;   ///< of figures, on this connection
    quint64 life_ = 0; ///< answers to questions of before count no more
    bool isConnected_ = false;
    bool wantsSnapshot_ = false; ///< one was asked for, and could not be given
    std::deque<std::function<void()>> turns_;
    bool isSteering_ = false; ///< one of them is under way, and calls endTurn()
};

} // namespace helio
