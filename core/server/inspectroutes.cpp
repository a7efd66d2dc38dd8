// SPDX-License-Identifier: GPL-3.0-or-later
// Looking and steering: what the hub tells about itself, and its page.
#include "event/json.h"
#include "server/httpserver.h"

#include <QDateTime>
#include <QFile>

/// A static library's resources must be asked for, and the macro works in no namespace.
static void registerPage()
{
    Q_INIT_RESOURCE(helio_page);
}

namespace helio {

namespace {

void writeList(JsonWriter &json, const char *key, const QByteArrayList &items)
{
    json.key(key).beginArray();
    for (const QByteArray &item : items)
        json.string(item);
    json.endArray();
}

void writeClient(JsonWriter &json, const ClientInfo &client)
{
    json.key("id").string(client.id).key("remoteAddress").text(client.remoteAddress);
    json.key("userAgent").string(client.userAgent).key("origin").string(client.origin);
    writeList(json, "channels", client.channels);
    writeList(json, "patterns", client.patterns);
    json.key("subject").id(client.subject.toUtf8()).key("connectedAt").time(client.connectedAt);
    json.key("lastEventId").id(client.lastEventId);
    json.key("sentEvents").number(client.sentEvents).key("sentBytes").number(client.sentBytes);
    json.key("queuedEvents").number(client.queuedEvents).key("queuedBytes").number(client.queuedBytes);
    json.key("oldestQueuedMs").number(client.oldestQueuedMs);
}

} // namespace

void HttpServer::channels(Exchange &exchange)
{
    JsonWriter json;
    json.beginObject().key("channels").beginArray();
    for (const ChannelInfo &channel : hub_.snapshot(false).channels) {
        json.beginObject();
        json.key("name").string(channel.name).key("subscribers").number(channel.subscribers);
        json.key("events").number(channel.events).key("bytes").number(channel.bytes);
        json.key("eventsPerSecond").number(channel.eventsPerSecond).key("lastEventId").id(channel.lastEventId);
        json.key("history").beginObject();
        json.key("events").number(channel.historyEvents).key("bytes").number(channel.historyBytes);
        json.key("oldestId").id(channel.oldestId).endObject();
        json.endObject();
    }
    exchange.answer(HttpResponse::json(json.endArray().endObject().result()));
}

void HttpServer::clients(Exchange &exchange)
{
    JsonWriter json;
    json.beginObject().key("clients").beginArray();
    for (const ClientInfo &client : hub_.snapshot(true).clients) {
        json.beginObject();
        writeClient(json, client);
        json.endObject();
    }
    exchange.answer(HttpResponse::json(json.endArray().endObject().result()));
}

void HttpServer::disconnectClient(Exchange &exchange)
{
    if (hub_.disconnectClient(exchange.target.path.constLast()))
        exchange.answer(HttpResponse::noContent());
    else
        exchange.answer(HttpResponse::problem(
            404, QStringLiteral("There is no such client; it may be gone already. /api/clients lists them.")));
}

void HttpServer::disconnects(Exchange &exchange)
{
    JsonWriter json;
    json.beginObject().key("disconnects").beginArray();
    for (const Disconnection &disconnection : hub_.disconnections()) {
        json.beginObject();
        writeClient(json, disconnection.client);
        json.key("disconnectedAt").time(disconnection.endedAt);
        json.key("reason").text(departureName(disconnection.departure));
        json.endObject();
    }
    exchange.answer(HttpResponse::json(json.endArray().endObject().result()));
}

void HttpServer::stats(Exchange &exchange)
{
    const HubSnapshot snapshot = hub_.snapshot(false);
    const HubTotals &totals = snapshot.totals;
    JsonWriter json;
    json.beginObject();
    json.key("startedAt").time(totals.startedAt);
    json.key("uptimeSeconds").number(double(snapshot.takenAt - totals.startedAt) / 1000);
    json.key("clients").number(totals.clients).key("channels").number(totals.channels);
    json.key("published").number(totals.published).key("publishedBytes").number(totals.publishedBytes);
    json.key("publishedPerSecond").number(totals.publishedPerSecond);
    json.key("delivered").number(totals.delivered).key("deliveredBytes").number(totals.deliveredBytes);
    json.key("deliveredPerSecond").number(totals.deliveredPerSecond);
    json.key("deliveredBytesPerSecond").number(totals.deliveredBytesPerSecond);
    json.key("gaps").number(totals.gaps).key("disconnects").beginObject();
    for (auto reason = totals.disconnects.cbegin(); reason != totals.disconnects.cend(); ++reason)
        json.key(reason.key().toUtf8()).number(reason.value());
    json.endObject();
    json.key("latency").beginObject();
    json.key("p50Microseconds").number(totals.latencyP50Us).key("p99Microseconds").number(totals.latencyP99Us);
    json.key("maxMicroseconds").number(totals.latencyMaxUs).endObject();
    json.key("history").beginObject();
    json.key("events").number(totals.historyEvents).key("bytes").number(totals.historyBytes).endObject();
    exchange.answer(HttpResponse::json(json.endObject().result()));
}

void HttpServer::health(Exchange &exchange)
{
    exchange.answer(HttpResponse::json("{\"status\":\"ok\"}"));
}

void HttpServer::page(Exchange &exchange)
{
    registerPage();
    QFile file(QStringLiteral(":/heliograph/page/index.html"));
    if (!file.open(QIODevice::ReadOnly)) {
        exchange.answer(HttpResponse::problem(500, QStringLiteral("The page is missing from this build.")));
        return;
    }
    HttpResponse response;
    response.contentType = "text/html; charset=utf-8";
    response.body = file.readAll();
    exchange.answer(std::move(response)
                        .with("Cache-Control", "no-cache")
                        .with("X-Content-Type-Options", "nosniff")
                        .with("Content-Security-Policy",
                              "default-src 'none'; connect-src 'self'; style-src 'unsafe-inline'; "
                              "script-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"));
}

} // namespace helio
