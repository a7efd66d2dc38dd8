// SPDX-License-Identifier: GPL-3.0-or-later
// What a hub says of itself.
#include "hub/backplanepublishing.h"
#include "hub/channelchanges.h"
#include "hub/clients.h"
#include "hub/hub.h"
#include "hub/subscriber.h"
#include "hub/traffic.h"

namespace helio {

qsizetype Hub::subscriberCount() const
{
    return clients_->count();
}

qsizetype Hub::subscriberCount(const QHostAddress &address) const
{
    return clients_->count(address);
}

const Subscription *Hub::subscription(const QByteArray &id) const
{
    const auto subscriber = clients_->connected(id);
    return subscriber ? &subscriber->subscription() : nullptr;
}

const StoreState &Hub::storeState() const
{
    return inspection_->storeState();
}

void Hub::readHistory(const HistoryQuery &query, std::function<void(const HistoryPages::Page &)> done,
                      std::function<bool()> isWanted)
{
    pages_->read(query, std::move(done), std::move(isWanted));
}

HubTotals Hub::totals() const
{
    return inspection_->totals();
}

void Hub::visitChannels(ChannelQuery query, std::function<void(const ChannelInfo &)> visit,
                        std::function<void(const QByteArray &)> done)
{
    inspection_->visitChannels(std::move(query), std::move(visit), std::move(done));
}

std::unique_ptr<ChannelChanges> Hub::watchChannels(std::optional<Pattern> pattern)
{
    return std::make_unique<ChannelChanges>(*channels_, clock_, std::move(pattern));
}

void Hub::visitClients(ClientQuery query, std::function<void(const ClientInfo &)> visit,
                       std::function<void(const ClientCounts &)> done)
{
    inspection_->visitClients(std::move(query), std::move(visit), std::move(done));
}

std::optional<ClientInfo> Hub::client(const QByteArray &id) const
{
    return inspection_->client(id);
}

std::optional<BackplaneInfo> Hub::backplaneInfo() const
{
    return backplane_->info();
}

std::optional<GroupInfo> Hub::groupInfo() const
{
    return peers_ ? std::optional(peers_->info()) : std::nullopt;
}

void Hub::makeSnapshot(bool withClients, std::function<void(const HubSnapshot &)> done)
{
    inspection_->makeSnapshot(withClients, [this, done = std::move(done)](HubSnapshot snapshot) {
        snapshot.group = groupInfo();
        done(snapshot);
    });
}

const LatencyHistogram &Hub::latency() const
{
    return traffic_->latency();
}

QList<ChannelLatency> Hub::channelLatencies() const
{
    return inspection_->channelLatencies();
}

FramePtr Hub::farewell(Departure departure) const
{
    return departures_->farewell(departure);
}

FramePtr Hub::shutdownFrame() const
{
    return departures_->shutdownFrame();
}

const std::deque<Disconnection> &Hub::disconnections() const
{
    return departures_->all();
}

void Hub::explain(const QByteArray &clientId, const QByteArray &eventId, std::function<void(const Explanation &)> done)
{
    fates_->explain(clientId, eventId, std::move(done));
}

void Hub::inspectDelivery(const QByteArray &eventId, std::function<void(const DeliveryInfo &, ReadOutcome)> done)
{
    fates_->inspectDelivery(eventId, std::move(done));
}

void Hub::traceClient(const QByteArray &id, qsizetype last, std::function<void(const ClientTrace &)> done,
                      std::function<bool()> isWanted)
{
    fates_->trace(id, last, std::move(done), std::move(isWanted));
}

} // namespace helio
