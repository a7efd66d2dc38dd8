// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/hubstate.h"

#include "feed/localurl.h"
#include "json/unseen.h"

#include <algorithm>
#include <utility>

namespace helio {

HubState::HubState(HubControl &hub, const QByteArray &systemChannel, QObject *parent)
    : QObject(parent)
    , hub_(hub)
    , systemChannel_(systemChannel)
{}

QString HubState::stateText(HubControl::State state)
{
    switch (state) {
    case HubControl::State::Stopped:
        return tr("stopped");
    case HubControl::State::Starting:
        return tr("starting");
    case HubControl::State::Open:
        return tr("open");
    case HubControl::State::Draining:
        return tr("draining");
    case HubControl::State::Failed:
        return tr("failed");
    case HubControl::State::Away:
        return tr("away");
    }
    return {};
}

Tone HubState::tone(HubControl::State state)
{
    switch (state) {
    case HubControl::State::Stopped:
        return Tone::Idle;
    case HubControl::State::Starting:
    case HubControl::State::Draining:
    case HubControl::State::Away:
        return Tone::Waiting;
    case HubControl::State::Open:
        return Tone::Open;
    case HubControl::State::Failed:
        return Tone::Failed;
    }
    return Tone::None;
}

bool HubState::isServing(HubControl::State state)
{
    switch (state) {
    case HubControl::State::Open:
    case HubControl::State::Draining:
        return true;
    case HubControl::State::Stopped:
    case HubControl::State::Starting:
    case HubControl::State::Failed:
    case HubControl::State::Away:
        return false;
    }
    return false;
}

QString HubState::address() const
{
    const QStringList urls = hub_.urls();
    return urls.isEmpty() ? QString() : localUrl(urls.constFirst());
}

QString HubState::streamUrl(const QByteArray &channel) const
{
    const QString hub = address();
    if (hub.isEmpty())
        return {};
    if (channel.isEmpty())
        return hub + QStringLiteral("/stream");
    // Percent-encoded by us: QUrlQuery leaves `+` alone, which the hub reads as a space.
    return hub + QStringLiteral("/stream?channel=") + QString::fromLatin1(channel.toPercentEncoding("/:"));
}

QString HubState::selfName() const
{
    for (const GroupInfo::Hub &hub : group_ ? group_->hubs : QList<GroupInfo::Hub>()) {
        if (hub.isSelf)
            return hub.name;
    }
    return {};
}

qint64 HubState::clientsOfAll() const
{
    qint64 clients = totals_.clients;
    for (const GroupInfo::Hub &hub : group_ ? group_->hubs : QList<GroupInfo::Hub>())
        clients += hub.isSelf ? 0 : hub.clients;
    return clients;
}

QString HubState::lacksHistoryOf(const ClientInfo &client) const
{
    if (QString lacks = hub_.lacks(HubControl::Feature::ClientHistory); !lacks.isEmpty() || !group_)
        return lacks;
    const QByteArray prefix = client.id.left(std::max<qsizetype>(0, client.id.lastIndexOf('.')));
    const auto hub = std::find_if(group_->hubs.cbegin(), group_->hubs.cend(),
                                  [&prefix](const GroupInfo::Hub &one) { return one.id == prefix && !one.isSelf; });
    return hub == group_->hubs.cend()
               ? QString()
               : tr("It is at the hub %1, and that one alone knows what it got: open a window on it.")
                     .arg(visibleLine(hub->name));
}

std::optional<ChannelInfo> HubState::busiestChannelBut(const QByteArray &channel) const
{
    std::optional<ChannelInfo> busiest;
    const auto isBetter = [&](const ChannelInfo &info) {
        if (!busiest)
            return true;
        // The system feed has an author already; any other channel is the likelier wish.
        if ((info.name == systemChannel_) != (busiest->name == systemChannel_))
            return busiest->name == systemChannel_;
        if (info.subscribers != busiest->subscribers)
            return info.subscribers > busiest->subscribers;
        return info.name < busiest->name;
    };
    for (const ChannelInfo &info : channels_) {
        if (info.name != channel && info.subscribers > 0 && isBetter(info))
            busiest = info;
    }
    return busiest;
}

std::optional<QByteArray> HubState::onlyChannelWithClients() const
{
    std::optional<QByteArray> only;
    bool isSystemHeard = false;
    for (const ChannelInfo &info : channels_) {
        if (info.subscribers == 0)
            continue;
        if (info.name == systemChannel_) {
            isSystemHeard = true;
            continue;
        }
        if (only)
            return std::nullopt;
        only = info.name;
    }
    return only || !isSystemHeard ? only : systemChannel_;
}

void HubState::setSnapshot(const HubSnapshot &snapshot)
{
    totals_ = snapshot.totals;
    channels_ = snapshot.channels;
    backplane_ = snapshot.backplane;
    group_ = snapshot.group;
    missing_.onGroup(group_, snapshot.takenAt);
    Q_EMIT changed();
}

ClientsWish::ClientsWish(HubState &hub)
    : hub_(hub)
{}

ClientsWish::~ClientsWish()
{
    set(false);
}

void ClientsWish::set(bool wanted)
{
    if (std::exchange(isSet_, wanted) == wanted)
        return;
    hub_.clientsWanted_ += wanted ? 1 : -1;
    if (wanted && hub_.clientsWanted_ == 1)
        hub_.requestSnapshot();
}

} // namespace helio
