// SPDX-License-Identifier: GPL-3.0-or-later
#include "feed/otherhubs.h"

#include <QSet>

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

void OtherHubs::take(const QList<ClientInfo> &clients, const QStringList &silent, qint64 total)
{
    const QList<ClientInfo> before = std::exchange(clients_, clients);
    for (const ClientInfo &client : before) {
        if (clients_.size() < MostRows && silent.contains(client.hub))
            clients_.append(client);
    }
    silent_ = silent;
    total_ = total;
}

void OtherHubs::clearClients()
{
    clients_.clear();
    silent_.clear();
    total_ = 0;
}

std::chrono::milliseconds OtherHubs::pauseAfter(qsizetype rows)
{
    return 2s + std::chrono::milliseconds(rows);
}

void OtherHubs::addTo(HubSnapshot &snapshot) const
{
    if (!snapshot.group)
        return;
    QSet<QString> others;
    QString self;
    for (GroupInfo::Hub &hub : snapshot.group->hubs) {
        if (hub.isSelf) {
            self = hub.name;
            continue;
        }
        others.insert(hub.name);
        // While what joins them is away, none can answer.
        hub.isSilent = snapshot.group->state == GroupInfo::State::Open && silent_.contains(hub.name);
    }
    for (ChannelInfo &channel : snapshot.channels) {
        if (subscribers_)
            channel.elsewhere = subscribers_->value(channel.name);
    }
    if (!snapshot.clients)
        return;
    for (ClientInfo &client : *snapshot.clients)
        client.hub = self;
    std::copy_if(clients_.cbegin(), clients_.cend(), std::back_inserter(*snapshot.clients),
                 [&others](const ClientInfo &client) { return others.contains(client.hub); });
    snapshot.group->unlisted = std::max<qint64>(0, total_ - clients_.size());
}

} // namespace helio
