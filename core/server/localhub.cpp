// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/localhub.h"

namespace helio {

/// Carries publications into the hub's thread and receipts back.
class LocalHub::QueuedPublisher : public Publisher
{
public:
    explicit QueuedPublisher(HubHost &host)
        : host_(host)
    {
        connect(&host_, &HubHost::published, this, &Publisher::finished);
    }

    quint64 publish(const QList<Publication> &publications) override
    {
        const quint64 ticket = ++lastTicket_;
        QMetaObject::invokeMethod(&host_,
                                  [host = &host_, ticket, publications] { host->publish(ticket, publications); });
        return ticket;
    }

private:
    HubHost &host_;
    quint64 lastTicket_ = 0;
};

LocalHub::LocalHub(HubConfig config, SourceFactory makeSources, QObject *parent)
    : HubControl(parent)
    , config_(std::move(config))
    , policy_(config_.server.access)
    , host_(new HubHost(std::move(makeSources)))
{
    thread_.setObjectName(QStringLiteral("hub"));
    host_->moveToThread(&thread_);
    host_->tap().moveToThread(&thread_);
    connect(&thread_, &QThread::finished, host_, &QObject::deleteLater);
    connect(host_, &HubHost::started, this, [this](const QStringList &urls) {
        urls_ = urls;
        if (state_ == State::Starting) // stop() may have been called meanwhile; stopped() follows then
            enter(State::Open);
    });
    connect(host_, &HubHost::failed, this, [this](const QString &problem) {
        problem_ = problem;
        enter(State::Failed);
    });
    connect(host_, &HubHost::stopped, this, [this] {
        urls_.clear();
        enter(State::Stopped);
    });
    connect(host_, &HubHost::noted, this, &LocalHub::noted);
    connect(host_, &HubHost::snapshotArrived, this, &HubControl::snapshotArrived);
    connect(host_, &HubHost::deliveryArrived, this, &HubControl::deliveryArrived);
    connect(host_, &HubHost::clientsDisconnected, this, &HubControl::clientsDisconnected);
    connect(host_, &HubHost::bansArrived, this, &HubControl::bansArrived);
    connect(host_, &HubHost::departuresArrived, this, &HubControl::departuresArrived);
    connect(host_, &HubHost::clientHistoryArrived, this, &HubControl::clientHistoryArrived);
    connect(host_, &HubHost::historyArrived, this, &HubControl::historyArrived);
    connect(host_, &HubHost::channelCleared, this, &HubControl::channelCleared);
    publisher_ = std::make_unique<QueuedPublisher>(*host_);
    thread_.start();
}

LocalHub::~LocalHub()
{
    publisher_.reset();
    thread_.quit();
    thread_.wait();
}

Publisher *LocalHub::publisher()
{
    return publisher_.get();
}

void LocalHub::setNextConfig(const HubConfig &config)
{
    config_.listen = config.listen;
    config_.hub = config.hub;
    config_.history = config.history;
    config_.makeStore = config.makeStore;
    config_.makeStore = config.makeStore;
    config_.server = config.server;
}

void LocalHub::start()
{
    if (state_ != State::Stopped && state_ != State::Failed)
        return;
    problem_.clear();
    enter(State::Starting);
    HubConfig config = config_;
    config.server.access = policy_;
    config.server.accessDesk = accessDesk_.get();
    QMetaObject::invokeMethod(host_, [host = host_, config = std::move(config)] { host->start(config); });
}

void LocalHub::stop()
{
    if (state_ != State::Open && state_ != State::Starting)
        return;
    enter(State::Draining);
    QMetaObject::invokeMethod(host_, &HubHost::stop);
}

void LocalHub::setChannelsShown(bool shown)
{
    QMetaObject::invokeMethod(host_, [host = host_, shown] { host->setChannelsShown(shown); });
}

void LocalHub::requestSnapshot(bool withClients)
{
    QMetaObject::invokeMethod(host_, [host = host_, withClients] { host->requestSnapshot(withClients); });
}

void LocalHub::disconnectClients(const QByteArrayList &ids, std::chrono::seconds ban)
{
    QMetaObject::invokeMethod(host_, [host = host_, ids, ban] { host->disconnectClients(ids, ban); });
}

void LocalHub::requestBans()
{
    QMetaObject::invokeMethod(host_, &HubHost::requestBans);
}

void LocalHub::liftBans(const QStringList &keys)
{
    QMetaObject::invokeMethod(host_, [host = host_, keys] { host->liftBans(keys); });
}

void LocalHub::requestDepartures(quint64 after)
{
    QMetaObject::invokeMethod(host_, [host = host_, after] { host->requestDepartures(after); });
}

void LocalHub::requestClientHistory(const QByteArray &id)
{
    QMetaObject::invokeMethod(host_, [host = host_, id] { host->requestClientHistory(id); });
}

void LocalHub::requestHistory(const HistoryQuery &query)
{
    QMetaObject::invokeMethod(host_, [host = host_, query] { host->requestHistory(query); });
}

void LocalHub::clearChannel(const QByteArray &name)
{
    QMetaObject::invokeMethod(host_, [host = host_, name] { host->clearChannel(name); });
}

void LocalHub::setAccessControl(AccessControl *control)
{
    Q_ASSERT(state_ == State::Stopped); // the running hub would be left with the one before
    accessControl_ = control;
    accessDesk_ = control ? std::make_unique<AccessDesk>(*control) : nullptr;
}

void LocalHub::requestDelivery(const QByteArray &eventId)
{
    QMetaObject::invokeMethod(host_, [host = host_, eventId] { host->requestDelivery(eventId); });
}

void LocalHub::setAccess(std::shared_ptr<const AccessPolicy> access, const std::function<void()> &inForce)
{
    policy_ = access;
    QMetaObject::invokeMethod(host_, [this, host = host_, access = std::move(access), inForce] {
        host->setAccess(access);
        if (inForce)
            QMetaObject::invokeMethod(this, inForce);
    });
}

void LocalHub::setBackplane(const BackplaneFactory &make)
{
    config_.makeBackplane = make;
    QMetaObject::invokeMethod(host_, [host = host_, make] { host->setBackplane(make); });
}

void LocalHub::enter(State state)
{
    state_ = state;
    Q_EMIT stateChanged(state);
}

} // namespace helio
