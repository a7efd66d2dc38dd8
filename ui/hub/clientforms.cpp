// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/clientforms.h"

#include "json/jsonwriter.h"

#include <algorithm>

namespace helio {

namespace {

void writeNames(JsonWriter &json, const char *key, const QByteArrayList &names)
{
    json.key(key).beginArray();
    for (const QByteArray &name : names)
        json.string(name);
    json.endArray();
}

void writeMembers(JsonWriter &json, const ClientInfo &client)
{
    json.key("id").string(client.id);
    if (!client.hub.isEmpty())
        json.key("hub").text(client.hub);
    json.key("remoteAddress").text(client.remoteAddress);
    json.key("userAgent").string(client.userAgent).key("origin").string(client.origin);
    writeNames(json, "channels", client.channels);
    writeNames(json, "patterns", client.patterns);
    json.key("subject").id(client.subject.toUtf8()).key("connectedAt").time(client.connectedAt);
    json.key("lastEventId").id(client.lastEventId);
    json.key("sentEvents").number(client.sentEvents).key("sentBytes").number(client.sentBytes);
    json.key("queuedEvents").number(client.queuedEvents).key("queuedBytes").number(client.queuedBytes);
    json.key("oldestQueuedMs").number(client.oldestQueuedMs).key("gapsTold").number(client.gapsReported);
    json.key("unsentKernelBytes");
    if (client.kernel)
        json.number(client.kernel->unacknowledgedBytes);
    else
        json.null();
    json.key("rttMicroseconds");
    if (client.kernel)
        json.number(client.kernel->roundTripMicroseconds);
    else
        json.null();
}

} // namespace

QByteArray clientsAsJson(const QList<ClientInfo> &clients)
{
    JsonWriter json;
    json.beginArray();
    for (const ClientInfo &client : clients) {
        json.breakLine().beginObject();
        writeMembers(json, client);
        json.endObject();
    }
    if (!clients.isEmpty())
        json.breakLine();
    return json.endArray().result();
}

QByteArray departuresAsJson(const QList<DepartureInfo> &departures)
{
    JsonWriter json;
    json.beginArray();
    for (const DepartureInfo &departure : departures) {
        json.breakLine().beginObject();
        writeMembers(json, departure.client);
        json.key("n").number(departure.number).key("disconnectedAt").time(departure.endedAt);
        json.key("durationMs").number(std::max<qint64>(0, departure.endedAt - departure.client.connectedAt));
        json.key("reason").string(departure.reason).endObject();
    }
    if (!departures.isEmpty())
        json.breakLine();
    return json.endArray().result();
}

} // namespace helio
