// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubcontrol.h"
#include "remote/remotehost.h"

#include <QThread>

#include <memory>

namespace helio {

class RemoteAccess;

/// A hub far away: HubControl over a RemoteHost in a thread of its own, by HTTP alone. It begins Stopped; start()
/// connects. It comes back by itself while it is Away; Failed is a hub that said no, and takes another start().
class RemoteHub : public HubControl
{
    Q_OBJECT
public:
    explicit RemoteHub(const HubAddress &address, const RemoteHost::Patience &patience = {}, QObject *parent = nullptr);
    ~RemoteHub() override;

    const QUrl &url() const { return address_.url; }
    bool hasToken() const { return !address_.token.isEmpty(); }
    /// For the next start().
    void setToken(const QByteArray &token) { address_.token = token; }

    QString lacks(Feature feature) const override;
    bool isFar() const override { return true; }
    State state() const override { return state_; }
    QString problem() const override { return problem_; }
    QStringList urls() const override;
    /// Its host and port.
    QString listenAddress() const override { return address_.url.authority(); }
    /// Does nothing: it listens where it does.
    void setListenAddress(const QString &) override {}
    QString baseUrl() const override { return address_.url.toString(QUrl::FullyEncoded); }
    /// Connects, or when it is Away tries at once.
    void start() override;
    /// Ends the connection, and nothing of the hub.
    void stop() override;
    EventFeed *tap() override { return &host_->tap(); }
    Publisher *publisher() override;
    AccessControl *access() override;
    void requestSnapshot(bool withClients) override;
    void setShownClients(const QByteArrayList &ids) override;
    void setChannelsShown(bool shown) override;
    void disconnectClients(const QByteArrayList &ids, std::chrono::seconds ban) override;
    void requestBans() override;
    void liftBans(const QStringList &keys) override;
    void requestDepartures(quint64 after) override;
    void requestClientHistory(const QByteArray &id) override;
    void requestHistory(const HistoryQuery &query) override;
    void clearChannel(const QByteArray &name) override;
    void requestDelivery(const QByteArray &eventId) override;

private:
    class QueuedPublisher;

    void enter(State state, const QString &problem = {});
    QString lacksText(const char *capability) const;

    HubAddress address_;
    QThread thread_;
    RemoteHost *host_; ///< lives in thread_, and ends with it
    std::unique_ptr<QueuedPublisher> publisher_;
    std::unique_ptr<RemoteAccess> access_;
    State state_ = State::Stopped;
    QString problem_;
    bool isKnown_ = false;          ///< it said once what it offers
    std::optional<HubAbout> about_; ///< nothing, and known: it is too old to say
};

} // namespace helio
