// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/inspectroutes.h"

#include "event/rules.h"
#include "hub/hub.h"
#include "json/jsonwriter.h"
#include "json/utf8.h"
#include "server/banlist.h"
#include "server/exchange.h"
#include "server/metrics.h"
#include "server/routetable.h"
#include "server/trustedproxies.h"

#include <QDateTime>

namespace helio {

namespace {

constexpr qlonglong MaximumBanSeconds = 365 * 24 * 3600;

void writeList(JsonWriter &json, const char *key, const QByteArrayList &items)
{
    json.key(key).beginArray();
    for (const QByteArray &item : items)
        json.string(item);
    json.endArray();
}

void writeChannel(JsonWriter &json, const ChannelInfo &channel)
{
    json.beginObject();
    json.key("name").string(channel.name).key("subscribers").number(channel.subscribers);
    json.key("events").number(channel.events).key("bytes").number(channel.bytes);
    json.key("eventsPerSecond").number(channel.eventsPerSecond).key("lastEventId").id(channel.lastEventId);
    json.key("history").beginObject();
    json.key("events").number(channel.historyEvents).key("bytes").number(channel.historyBytes);
    json.key("oldestId").id(channel.oldestId).endObject();
    json.endObject();
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
    json.key("kernelFiguresAgeMs");
    if (client.kernel)
        json.number(std::max<qint64>(0, QDateTime::currentMSecsSinceEpoch() - client.kernel->takenAt));
    else
        json.null();
}

/// `latency` as members of the object being written.
void writeLatency(JsonWriter &json, const LatencyHistogram &latency)
{
    json.key("deliveries").number(latency.count());
    json.key("p50Microseconds").number(latency.quantile(0.5)).key("p99Microseconds").number(latency.quantile(0.99));
    json.key("maxMicroseconds").number(latency.maximum());
}

/// Nothing when it cannot be understood; `problem` then says why.
std::optional<ChannelQuery> channelQueryFrom(const RequestTarget &target, QString &problem)
{
    ChannelQuery query;
    for (const auto &[name, value] : target.query) {
        problem = target.repetitionProblem(name);
        if (!problem.isEmpty())
            return {};
        if (name == "pattern") {
            problem = patternProblem(value);
            query.pattern.emplace(value);
        } else if (name == "after") {
            query.after = value;
        } else if (name == "limit") {
            bool isNumber = false;
            query.limit = value.toLongLong(&isNumber);
            if (!isNumber || query.limit < 1)
                problem = QStringLiteral("limit is a whole number from 1 on.");
        } else if (name != "access_token") {
            problem = QStringLiteral("\"%1\" is not known here; the query may have pattern, limit and after.")
                          .arg(decodeUtf8(name));
        }
        if (!problem.isEmpty())
            return {};
    }
    return query;
}

/// False when one of `names` stands in the query more than once; that is answered then.
bool admitNames(const Exchange &exchange, const QByteArrayList &names)
{
    for (const QByteArray &name : names) {
        if (const QString problem = exchange.target.repetitionProblem(name); !problem.isEmpty()) {
            exchange.answer(HttpResponse::problem(400, problem));
            return false;
        }
    }
    return true;
}

const char *stateName(BackplaneInfo::State state)
{
    switch (state) {
    case BackplaneInfo::State::Connecting:
        return "connecting";
    case BackplaneInfo::State::Open:
        return "open";
    case BackplaneInfo::State::Away:
        return "away";
    }
    Q_UNREACHABLE();
}

void writeRedis(JsonWriter &json, const BackplaneInfo &redis)
{
    json.beginObject().key("state").string(stateName(redis.state)).key("address").text(redis.address);
    json.key("problem").id(redis.problem.toUtf8());
    writeList(json, "channels", redis.channels);
    json.key("received").number(redis.received).key("sent").number(redis.sent);
    json.key("dropped").number(redis.dropped).key("gaps").number(redis.gaps).endObject();
}

} // namespace

InspectRoutes::InspectRoutes(Hub &hub, BanList &bans, const TrustedProxies &proxies)
    : hub_(hub)
    , bans_(bans)
    , proxies_(proxies)
{}

void InspectRoutes::addTo(RouteTable &table)
{
    const QByteArrayList reading{"GET", "HEAD"};
    table.add({
        {{"api", "channels"}, reading, Needs::Admin, [this](Exchange &exchange) { channels(exchange); }},
        {{"api", "clients"}, reading, Needs::Admin, [this](Exchange &exchange) { clients(exchange); }},
        {{"api", "clients", "*"}, {"DELETE"}, Needs::Admin, [this](Exchange &exchange) { disconnectClient(exchange); }},
        {{"api", "disconnects"}, reading, Needs::Admin, [this](Exchange &exchange) { disconnects(exchange); }},
        {{"api", "stats"}, reading, Needs::Admin, [this](Exchange &exchange) { stats(exchange); }},
        {{"api", "explain"}, reading, Needs::Admin, [this](Exchange &exchange) { explain(exchange); }},
        {{"metrics"}, reading, Needs::Admin, [this](Exchange &exchange) { metrics(exchange); }},
    });
}

void InspectRoutes::channels(Exchange &exchange)
{
    QString problem;
    const auto query = channelQueryFrom(exchange.target, problem);
    if (!query) {
        exchange.answer(HttpResponse::problem(400, problem));
        return;
    }
    const auto json = std::make_shared<JsonWriter>();
    json->beginObject().key("channels").beginArray();
    const bool inPages = query->limit > 0;
    hub_.visitChannels(
        *query, [json](const ChannelInfo &channel) { writeChannel(*json, channel); },
        [json, inPages, answer = exchange.connection.answerer()](const QByteArray &next) {
            json->endArray();
            if (inPages)
                json->key("next").id(next);
            answer(HttpResponse::json(json->endObject().result()));
        });
}

void InspectRoutes::clients(Exchange &exchange)
{
    const auto json = std::make_shared<JsonWriter>();
    json->beginObject().key("clients").beginArray();
    const auto write = [json](const ClientInfo &client) {
        json->beginObject();
        writeClient(*json, client);
        json->endObject();
    };
    hub_.visitClients(write, [json, answer = exchange.connection.answerer()] {
        answer(HttpResponse::json(json->endArray().endObject().result()));
    });
}

void InspectRoutes::disconnectClient(Exchange &exchange)
{
    const QByteArray &id = exchange.target.path.constLast();
    const Subscription *subscription = hub_.subscription(id);
    if (!subscription) {
        exchange.answer(HttpResponse::problem(
            404, QStringLiteral("There is no such client; it may be gone already. /api/clients lists them.")));
        return;
    }
    if (!admitNames(exchange, {"ban"}))
        return;
    if (const auto ban = exchange.target.value("ban"); ban && !ban->isEmpty()) {
        bool isNumber = false;
        const qlonglong seconds = ban->toLongLong(&isNumber);
        if (!isNumber || seconds < 1 || seconds > MaximumBanSeconds) {
            exchange.answer(HttpResponse::problem(
                400, QStringLiteral("ban is a whole number of seconds from 1 to %1.").arg(MaximumBanSeconds)));
            return;
        }
        const QHostAddress &address = subscription->address;
        if (subscription->subject.isEmpty() && (address.isLoopback() || proxies_.contains(address))) {
            exchange.answer(HttpResponse::problem(
                409,
                QStringLiteral("The client's address %1 is shared by everybody on this machine or behind that proxy; "
                               "keeping it away would keep away all of them. Disconnect it without ban.")
                    .arg(address.toString())));
            return;
        }
        const auto now = BanList::TimePoint::clock::now();
        bans_.ban(BanList::keyOf(subscription->subject, address), now + std::chrono::seconds(seconds), now);
    }
    hub_.disconnectClient(id);
    exchange.answer(HttpResponse::noContent());
}

void InspectRoutes::explain(Exchange &exchange)
{
    if (!admitNames(exchange, {"client", "event"}))
        return;
    const QByteArray client = exchange.target.value("client").value_or(QByteArray());
    const QByteArray event = exchange.target.value("event").value_or(QByteArray());
    if (client.isEmpty() || event.isEmpty()) {
        exchange.answer(HttpResponse::problem(
            400, QStringLiteral("Say which client and which event: /api/explain?client=ID&event=ID.")));
        return;
    }
    const auto answerWith = [answer = exchange.connection.answerer(), client, event](const Explanation &explanation) {
        if (explanation.found != Explanation::Found::Fate) {
            answer(HttpResponse::problem(explanation.found == Explanation::Found::NoHistory ? 503 : 404,
                                         explanation.text));
            return;
        }
        JsonWriter json;
        json.beginObject().key("client").string(client).key("event").string(event);
        json.key("channel").id(explanation.channel).key("fate").text(fateName(explanation.answer.fate));
        json.key("takenAt");
        if (explanation.answer.takenAt > 0)
            json.time(explanation.answer.takenAt);
        else
            json.null();
        json.key("takenBefore").boolean(explanation.answer.takenBefore);
        json.key("disconnectedAt");
        if (explanation.departure)
            json.time(explanation.departedAt);
        else
            json.null();
        json.key("disconnectReason")
            .id(explanation.departure ? departureName(*explanation.departure).toUtf8() : QByteArray());
        json.key("words").text(explanation.text).endObject();
        answer(HttpResponse::json(json.result()));
    };
    hub_.explain(client, event, answerWith);
}

void InspectRoutes::metrics(Exchange &exchange)
{
    HttpResponse response;
    response.contentType = "text/plain; version=0.0.4; charset=utf-8";
    response.body = metricsText(hub_.totals(), hub_.latency(), hub_.channelLatencies(), hub_.backplaneInfo());
    exchange.answer(std::move(response).with("Cache-Control", "no-store"));
}

void InspectRoutes::disconnects(Exchange &exchange)
{
    JsonWriter json;
    json.beginObject().key("disconnects").beginArray();
    for (const Disconnection &disconnection : hub_.disconnections()) {
        json.beginObject();
        writeClient(json, disconnection.client);
        json.key("disconnectedAt").time(disconnection.endedAt);
        json.key("durationMs").number(std::max<qint64>(0, disconnection.endedAt - disconnection.client.connectedAt));
        json.key("reason").text(departureName(disconnection.departure));
        json.endObject();
    }
    exchange.answer(HttpResponse::json(json.endArray().endObject().result()));
}

void InspectRoutes::stats(Exchange &exchange)
{
    const HubTotals totals = hub_.totals();
    JsonWriter json;
    json.beginObject();
    json.key("startedAt").time(totals.startedAt);
    json.key("uptimeSeconds").number(double(QDateTime::currentMSecsSinceEpoch() - totals.startedAt) / 1000);
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
    json.key("longTurns").beginArray();
    for (const LongTurns &one : totals.longTurns) {
        json.beginObject().key("in").text(QString::fromLatin1(one.name)).key("count").number(one.count);
        json.key("longestMs").number(one.longestMs).key("longestCpuMs").number(one.longestCpuMs).endObject();
    }
    json.endArray();
    json.key("latency").beginObject();
    writeLatency(json, hub_.latency());
    json.key("channels").beginArray();
    for (const ChannelLatency &channel : hub_.channelLatencies()) {
        json.beginObject().key("channel").string(channel.channel);
        writeLatency(json, *channel.latency);
        json.endObject();
    }
    json.endArray().endObject();
    json.key("history").beginObject();
    json.key("events").number(totals.historyEvents).key("bytes").number(totals.historyBytes).endObject();
    json.key("redis");
    if (const auto redis = hub_.backplaneInfo())
        writeRedis(json, *redis);
    else
        json.null();
    exchange.answer(HttpResponse::json(json.endObject().result()));
}

} // namespace helio
