// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "json/jsonwriter.h"

namespace helio {

struct Disconnection;
class Hub;

/// How `/api` writes what a hub reports of itself. Each writes one value.

void writeList(JsonWriter &json, const QByteArrayList &items);
void writeChannel(JsonWriter &json, const ChannelInfo &channel);
void writeClient(JsonWriter &json, const ClientInfo &client);
void writeDisconnection(JsonWriter &json, const Disconnection &disconnection);
/// Null when there is none.
void writeRedis(JsonWriter &json, const std::optional<BackplaneInfo> &redis);
/// Null when there is none.
void writeGroup(JsonWriter &json, const std::optional<GroupInfo> &group);
/// A time in milliseconds since 1970; null for 0.
void writeTime(JsonWriter &json, qint64 milliseconds);
/// Totals and rates, as members of the object being written. `totals`: the hub's.
void writeStats(JsonWriter &json, const Hub &hub, const HubTotals &totals);

} // namespace helio
