// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubcontrol.h"
#include "server/accessdesk.h"
#include "server/hubhost.h"

#include <QThread>

namespace helio {

/// The hub inside: HubControl over a HubHost in a thread of its own. `helio serve` runs it without a window.
class LocalHub : public HubControl
{
    Q_OBJECT
public:
    explicit LocalHub(HubConfig config, SourceFactory makeSources = {}, QObject *parent = nullptr);
    /// Ends the hub without draining, if it still runs.
    ~LocalHub() override;

    State state() const override { return state_; }
    QString problem() const override { return problem_; }
    QStringList urls() const override { return urls_; }
    QString listenAddress() const override { return config_.listen.join(QStringLiteral(", ")); }
    void setListenAddress(const QString &address) override { config_.listen = {address}; }
    /// What the next start uses; who may do what, backplane and carrier stay as they are.
    void setNextConfig(const HubConfig &config);
    void start() override;
    void stop() override;
    EventFeed *tap() override { return &host_->tap(); }
    Publisher *publisher() override;
    void requestSnapshot(bool withClients) override;
    void disconnectClients(const QByteArrayList &ids, std::chrono::seconds ban) override;
    void requestBans() override;
    void liftBans(const QStringList &keys) override;
    void requestDepartures(quint64 after) override;
    void requestClientHistory(const QByteArray &id) override;
    void requestHistory(const HistoryQuery &query) override;
    void clearChannel(const QByteArray &name) override;
    void requestDelivery(const QByteArray &eventId) override;
    void setChannelsShown(bool shown) override;
    AccessControl *access() override { return accessControl_; }
    /// What access() answers, and by which the rules are changed over HTTP: borrowed, in this object's thread, and it
    /// must outlive who asks; null: they cannot be changed. Only while the hub is stopped.
    void setAccessControl(AccessControl *control);
    /// Has another policy decide, now and at the next start; streams that it does not grant end. `inForce` is called in
    /// this object's thread once no request is decided by the one before.
    void setAccess(std::shared_ptr<const AccessPolicy> access, const std::function<void()> &inForce = {});
    BackplaneControl *backplane() override { return backplaneControl_; }
    /// What backplane() answers: borrowed, and it must outlive who asks.
    void setBackplaneControl(BackplaneControl *control) { backplaneControl_ = control; }
    SettingsControl *settings() override { return settingsControl_; }
    /// What settings() answers: borrowed, and it must outlive who asks.
    void setSettingsControl(SettingsControl *control) { settingsControl_ = control; }
    /// Has the hub joined with others, or with an empty one alone, now and at the next start; streams stay open.
    void setBackplane(const BackplaneFactory &make);
    /// The same at the next start alone.
    void setNextBackplane(const BackplaneFactory &make) { config_.makeBackplane = make; }

Q_SIGNALS:
    /// For the log: what happened beside requests; one line for people, translated.
    void noted(const QString &message);

private:
    class QueuedPublisher;

    void enter(State state);

    HubConfig config_; ///< who may do what is beside it
    std::shared_ptr<const AccessPolicy> policy_;
    QThread thread_;
    HubHost *host_; ///< lives in thread_, and ends with it
    std::unique_ptr<QueuedPublisher> publisher_;
    AccessControl *accessControl_ = nullptr;
    std::unique_ptr<AccessDesk> accessDesk_; ///< for the hub's thread, which ends before
    BackplaneControl *backplaneControl_ = nullptr;
    SettingsControl *settingsControl_ = nullptr;
    State state_ = State::Stopped;
    QString problem_;
    QStringList urls_;
};

} // namespace helio
