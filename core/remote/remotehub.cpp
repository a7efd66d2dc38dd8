// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/remotehub.h"

#include "remote/huburl.h"
#include "remote/remoteaccess.h"

namespace helio {

/// Carries publications into the other thread and receipts back.
class RemoteHub::QueuedPublisher : public Publisher
{
public:
    explicit QueuedPublisher(RemoteHost &host)
        : host_(host)
    {
        connect(&host_, &RemoteHost::published, this, &Publisher::finished);
    }

    quint64 publish(const QList<Publication> &publications) override
    {
        const quint64 ticket = ++lastTicket_;
        QMetaObject::invokeMethod(&host_,
                                  [host = &host_, ticket, publications] { host->publish(ticket, publications); });
        return ticket;
    }

private:
    RemoteHost &host_;
    quint64 lastTicket_ = 0;
};

RemoteHub::RemoteHub(const HubAddress &address, const RemoteHost::Patience &patience, QObject *parent)
    : HubControl(parent)
    , address_(address)
    , host_(new RemoteHost(address, patience))
{
    thread_.setObjectName(QStringLiteral("far hub"));
    host_->moveToThread(&thread_);
    connect(&thread_, &QThread::finished, host_, &QObject::deleteLater);
    connect(host_, &RemoteHost::connected, this, [this](const std::optional<HubAbout> &about) {
        if (state_ == State::Stopped) // meanwhile; stopped() follows
            return;
        isKnown_ = true;
        about_ = about;
        enter(State::Open);
    });
    connect(host_, &RemoteHost::away, this, [this](const QString &problem) {
        if (state_ != State::Stopped)
            enter(State::Away, problem);
    });
    connect(host_, &RemoteHost::refused, this, [this](const QString &problem) {
        if (state_ != State::Stopped)
            enter(State::Failed, problem);
    });
    connect(host_, &RemoteHost::snapshotArrived, this, &HubControl::snapshotArrived);
    connect(host_, &RemoteHost::deliveryArrived, this, &HubControl::deliveryArrived);
    connect(host_, &RemoteHost::clientsDisconnected, this, &HubControl::clientsDisconnected);
    connect(host_, &RemoteHost::bansArrived, this, &HubControl::bansArrived);
    connect(host_, &RemoteHost::departuresArrived, this, &HubControl::departuresArrived);
    connect(host_, &RemoteHost::clientHistoryArrived, this, &HubControl::clientHistoryArrived);
    connect(host_, &RemoteHost::historyArrived, this, &HubControl::historyArrived);
    connect(host_, &RemoteHost::channelCleared, this, &HubControl::channelCleared);
    publisher_ = std::make_unique<QueuedPublisher>(*host_);
    access_ = std::make_unique<RemoteAccess>(host_->access());
    thread_.start();
}

RemoteHub::~RemoteHub()
{
    publisher_.reset();
    access_.reset();
    thread_.quit();
    thread_.wait();
}

QString RemoteHub::lacks(Feature feature) const
{
    switch (feature) {
    case Feature::StartStop:
        return tr("This hub runs elsewhere: it is started and stopped there.");
    case Feature::Backplane:
        return tr("Redis is set where this hub runs; what it does is shown here.");
    case Feature::Access:
        if (about_ && !about_->can("access"))
            return tr("This hub keeps its access rules in no file, so they cannot be changed while it runs. Start it "
                      "with --config FILE.");
        return lacksText("access");
    case Feature::Bans:
        return lacksText("bans");
    case Feature::ChannelClear:
        return lacksText("channels.clear");
    case Feature::ClientHistory:
        return lacksText("explain.client");
    case Feature::Departures:
        return lacksText("disconnects.after");
    case Feature::History:
        return lacksText("history");
    }
    return {};
}

QString RemoteHub::lacksText(const char *capability) const
{
    if (!isKnown_ || (about_ && about_->can(capability)))
        return {};
    return about_ ? tr("This hub's version, %1, does not offer it: update the hub.").arg(about_->version)
                  : tr("This hub is too old to offer it: update the hub.");
}

QStringList RemoteHub::urls() const
{
    return state_ == State::Open ? QStringList{baseUrl()} : QStringList();
}

Publisher *RemoteHub::publisher()
{
    return publisher_.get();
}

AccessControl *RemoteHub::access()
{
    return access_.get();
}

void RemoteHub::start()
{
    if (state_ == State::Open || state_ == State::Starting)
        return;
    enter(State::Starting);
    QMetaObject::invokeMethod(host_, [host = host_, address = address_] { host->connectTo(address); });
}

void RemoteHub::stop()
{
    if (state_ == State::Stopped)
        return;
    QMetaObject::invokeMethod(host_, &RemoteHost::stop);
    enter(State::Stopped);
}

void RemoteHub::requestSnapshot(bool withClients)
{
    QMetaObject::invokeMethod(host_, [host = host_, withClients] { host->requestSnapshot(withClients); });
}

void RemoteHub::setShownClients(const QByteArrayList &ids)
{
    QMetaObject::invokeMethod(host_, [host = host_, ids] { host->setShownClients(ids); });
}

void RemoteHub::setChannelsShown(bool shown)
{
    QMetaObject::invokeMethod(host_, [host = host_, shown] { host->setChannelsShown(shown); });
}

void RemoteHub::disconnectClients(const QByteArrayList &ids, std::chrono::seconds ban)
{
    QMetaObject::invokeMethod(host_, [host = host_, ids, ban] { host->disconnectClients(ids, ban); });
}

void RemoteHub::requestBans()
{
    QMetaObject::invokeMethod(host_, &RemoteHost::requestBans);
}

void RemoteHub::liftBans(const QStringList &keys)
{
    QMetaObject::invokeMethod(host_, [host = host_, keys] { host->liftBans(keys); });
}

void RemoteHub::requestDepartures(quint64 after)
{
    QMetaObject::invokeMethod(host_, [host = host_, after] { host->requestDepartures(after); });
}

void RemoteHub::requestHistory(const HistoryQuery &query)
{
    QMetaObject::invokeMethod(host_, [host = host_, query] { host->requestHistory(query); });
}

void RemoteHub::requestClientHistory(const QByteArray &id)
{
    QMetaObject::invokeMethod(host_, [host = host_, id] { host->requestClientHistory(id); });
}

void RemoteHub::clearChannel(const QByteArray &name)
{
    QMetaObject::invokeMethod(host_, [host = host_, name] { host->clearChannel(name); });
}

void RemoteHub::requestDelivery(const QByteArray &eventId)
{
    QMetaObject::invokeMethod(host_, [host = host_, eventId] { host->requestDelivery(eventId); });
}

void RemoteHub::enter(State state, const QString &problem)
{
    state_ = state;
    problem_ = problem;
    Q_EMIT stateChanged(state);
}

} // namespace helio
