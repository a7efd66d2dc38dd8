// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/accesscontrol.h"
#include "feed/hubinfo.h"

#include <QSet>

namespace helio {

/// What `/api` of a hub far away answers, read into what windows know. Nothing where it is no such answer; what is
/// wrong within one is left out. The bytes may be anything: what they cost is bounded by how many they are.

/// `/api/hub`
struct HubAbout
{
    QString version;
    QSet<QByteArray> capabilities;
    std::optional<qint64> clientQueueBytes; ///< HubTotals::clientQueueBytes; nothing: the hub is too old to say

    bool can(const char *capability) const { return capabilities.contains(capability); }
};

/// `/api/stats`, and the event `totals` of `/api/watch`
struct HubFigures
{
    HubTotals totals;
    std::optional<BackplaneInfo> backplane;
    std::optional<GroupInfo> group = {};
};

/// The event `channels` of `/api/watch`
struct ChannelNews
{
    QList<ChannelInfo> changed;
    QByteArrayList gone;
};

std::optional<HubAbout> readHubAbout(QByteArrayView json);
std::optional<HubFigures> readHubFigures(QByteArrayView json);
std::optional<ChannelNews> readChannelNews(QByteArrayView json);
/// `/api/channels`
std::optional<QList<ChannelInfo>> readChannels(QByteArrayView json);
/// `/api/clients`, and the event `clients`; `now`: in milliseconds since 1970.
std::optional<QList<ClientInfo>> readClients(QByteArrayView json, qint64 now);
/// `/api/clients?group=others`
struct ElsewhereAnswer
{
    QList<ClientInfo> clients;
    QStringList silent; ///< hubs that did not answer, by name
    qint64 total = 0;   ///< clients, with those that are left out
};
std::optional<ElsewhereAnswer> readClientsElsewhere(QByteArrayView json, qint64 now);
/// `/api/disconnects`, and the event `disconnects`
std::optional<QList<DepartureInfo>> readDepartures(QByteArrayView json, qint64 now);
/// `/api/explain` of a client, of an event
std::optional<ClientHistory> readClientHistory(QByteArrayView json);
std::optional<HistoryPage> readHistoryPage(QByteArrayView json);
std::optional<DeliveryInfo> readDelivery(QByteArrayView json);
/// `/api/clients/disconnect`
std::optional<DisconnectOutcome> readDisconnectOutcome(QByteArrayView json);
/// `/api/bans`
std::optional<QList<BanInfo>> readBans(QByteArrayView json);
/// `/api/access`
std::optional<AccessOverview> readAccessOverview(QByteArrayView json);
/// `/api/access/tokens`: the new token.
std::optional<QByteArray> readNewToken(QByteArrayView json);

/// `/publish`
struct Published
{
    QByteArrayList ids;
    qint64 subscribers = 0;
};
std::optional<Published> readPublished(QByteArrayView json);

} // namespace helio
