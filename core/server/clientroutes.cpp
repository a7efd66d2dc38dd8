// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/clientroutes.h"

#include "event/rules.h"
#include "hub/hub.h"
#include "json/utf8.h"
#include "server/apijson.h"
#include "server/clientsteering.h"
#include "server/exchange.h"
#include "server/jsonbody.h"
#include "server/routetable.h"

#include <algorithm>

namespace helio {

namespace {

struct OrderName
{
    const char *name;
    ClientQuery::Order order;
};
constexpr OrderName OrderNames[] = {{"id", ClientQuery::Order::Arrival},
                                    {"remoteAddress", ClientQuery::Order::RemoteAddress},
                                    {"userAgent", ClientQuery::Order::UserAgent},
                                    {"origin", ClientQuery::Order::Origin},
                                    {"channels", ClientQuery::Order::Channels},
                                    {"patterns", ClientQuery::Order::Patterns},
                                    {"subject", ClientQuery::Order::Subject},
                                    {"connectedAt", ClientQuery::Order::ConnectedAt},
                                    {"lastEventId", ClientQuery::Order::LastEventId},
                                    {"sentEvents", ClientQuery::Order::SentEvents},
                                    {"sentBytes", ClientQuery::Order::SentBytes},
                                    {"queuedEvents", ClientQuery::Order::QueuedEvents},
                                    {"queuedBytes", ClientQuery::Order::QueuedBytes},
                                    {"oldestQueuedMs", ClientQuery::Order::OldestQueued},
                                    {"gapsTold", ClientQuery::Order::Gaps},
                                    {"unsentKernelBytes", ClientQuery::Order::UnsentKernelBytes},
                                    {"rttMicroseconds", ClientQuery::Order::RoundTrip}};

/// What one request may ask to be disconnected.
constexpr qsizetype MostIds = 10'000;

/// So many rows and more are everybody.
constexpr qlonglong MostRows = 1'000'000;

QString sortProblem()
{
    QStringList names;
    for (const OrderName &one : OrderNames)
        names.append(QLatin1String(one.name));
    return QStringLiteral("sort is one of %1, with a - before it for the greatest first.")
        .arg(names.join(QLatin1String(", ")));
}

/// Empty when all is well.
QString readSort(QByteArray value, ClientQuery &query)
{
    query.isDescending = value.startsWith('-');
    if (query.isDescending)
        value.remove(0, 1);
    const auto *found = std::find_if(std::begin(OrderNames), std::end(OrderNames),
                                     [&](const OrderName &one) { return value == one.name; });
    if (found == std::end(OrderNames))
        return sortProblem();
    query.order = found->order;
    return {};
}

QString readNumber(const char *name, const QByteArray &value, qlonglong least, qsizetype &number)
{
    bool isNumber = false;
    const qlonglong read = value.toLongLong(&isNumber);
    if (!isNumber || read < least)
        return QStringLiteral("%1 is a whole number from %2 on.").arg(QLatin1String(name)).arg(least);
    number = qsizetype(std::min(read, MostRows));
    return {};
}

/// Nothing when it cannot be understood; `problem` then says why.
std::optional<ClientQuery> clientQueryFrom(const RequestTarget &target, QString &problem)
{
    ClientQuery query;
    for (const auto &[name, value] : target.query) {
        if (name == "limit")
            problem = readNumber("limit", value, 1, query.limit);
        else if (name == "offset")
            problem = readNumber("offset", value, 0, query.offset);
        else if (name == "sort")
            problem = readSort(value, query);
        else if (name == "q")
            query.text = decodeUtf8(value);
        else if (name == "channel" && !value.isEmpty())
            problem = channelProblem(value).english();
        if (name == "channel")
            query.channel = value;
        if (!problem.isEmpty())
            return {};
    }
    return query;
}

} // namespace

ClientRoutes::ClientRoutes(Hub &hub, ClientSteering &steering)
    : hub_(hub)
    , steering_(steering)
{}

void ClientRoutes::addTo(RouteTable &table)
{
    const QByteArrayList reading{"GET", "HEAD"};
    Route many = adminRoute({"api", "clients", "disconnect"}, {"POST"}, {},
                            [this](Exchange &exchange) { disconnectClients(exchange); });
    many.admit = JsonBody::admit;
    table.add({
        adminRoute({"api", "clients"}, reading, {"limit", "offset", "sort", "q", "channel"},
                   [this](Exchange &exchange) { clients(exchange); }),
        many,
        adminRoute({"api", "clients", "*"}, {"DELETE"}, {"ban"},
                   [this](Exchange &exchange) { disconnectClient(exchange); }),
        adminRoute({"api", "disconnects"}, reading, {"after"}, [this](Exchange &exchange) { disconnects(exchange); }),
        adminRoute({"api", "bans"}, reading, {}, [this](Exchange &exchange) { bans(exchange); }),
        adminRoute({"api", "bans", "*"}, {"DELETE"}, {}, [this](Exchange &exchange) { liftBan(exchange); }),
    });
}

void ClientRoutes::clients(Exchange &exchange)
{
    QString problem;
    const auto query = clientQueryFrom(exchange.target, problem);
    if (!query) {
        exchange.answer(HttpResponse::problem(400, problem));
        return;
    }
    const auto json = std::make_shared<JsonWriter>();
    json->beginObject().key("clients").beginArray();
    const auto finish = [json, isPage = query->limit > 0,
                         answer = exchange.connection.answerer()](const ClientCounts &counts) {
        json->endArray();
        if (isPage)
            json->key("total").number(qint64(counts.total)).key("matching").number(qint64(counts.matching));
        answer(HttpResponse::json(json->endObject().take()));
    };
    hub_.visitClients(
        *query, [json](const ClientInfo &client) { writeClient(*json, client); }, finish);
}

void ClientRoutes::disconnectClient(Exchange &exchange)
{
    std::chrono::seconds ban{0};
    if (const auto value = exchange.target.value("ban"); value && !value->isEmpty()) {
        bool isNumber = false;
        ban = std::chrono::seconds(value->toLongLong(&isNumber));
        if (!isNumber || ban.count() < 1 || ban > ClientSteering::MaximumBan) {
            exchange.answer(HttpResponse::problem(400, QStringLiteral("ban is a whole number of seconds from 1 to %1.")
                                                           .arg(ClientSteering::MaximumBan.count())));
            return;
        }
    }
    const auto refusal = steering_.disconnect(exchange.target.path.constLast(), ban);
    if (!refusal)
        exchange.answer(HttpResponse::noContent());
    else
        exchange.answer(HttpResponse::problem(refusal->why == ClientSteering::Refusal::Why::Gone ? 404 : 409,
                                              englishText(*refusal)));
}

void ClientRoutes::disconnectClients(Exchange &exchange)
{
    JsonBody body(exchange, {"ids", "ban"});
    const QByteArrayList ids = body.texts("ids", MostIds);
    const std::chrono::seconds ban(body.number("ban", 0, 0, ClientSteering::MaximumBan.count()));
    if (!body.problem().isEmpty() || !body.has("ids")) {
        exchange.answer(HttpResponse::problem(
            400, body.problem().isEmpty() ? QStringLiteral("Say whom: {\"ids\":[\"c1\"]}.") : body.problem()));
        return;
    }
    const auto refused = std::make_shared<JsonWriter>();
    refused->beginArray();
    const auto writeRefusal = [refused](const ClientSteering::Refusal &refusal) {
        refused->beginObject().key("id").string(refusal.id);
        refused->key("detail").text(englishText(refusal)).endObject();
    };
    steering_.disconnectAll(ids, ban, writeRefusal,
                            [refused, answer = exchange.connection.answerer()](qsizetype disconnected) {
                                answer(HttpResponse::json("{\"disconnected\":" + QByteArray::number(disconnected) +
                                                          ",\"refused\":" + refused->endArray().take() + '}'));
                            });
}

void ClientRoutes::disconnects(Exchange &exchange)
{
    quint64 after = 0;
    if (const auto value = exchange.target.value("after"); value && !value->isEmpty()) {
        bool isNumber = false;
        after = value->toULongLong(&isNumber);
        if (!isNumber) {
            exchange.answer(HttpResponse::problem(
                400, QStringLiteral("after is the number (n) of the last departure that you have.")));
            return;
        }
    }
    JsonWriter json;
    json.beginObject().key("disconnects").beginArray();
    for (const Disconnection &disconnection : hub_.disconnections()) {
        if (disconnection.number > after)
            writeDisconnection(json, disconnection);
    }
    exchange.answer(HttpResponse::json(json.endArray().endObject().take()));
}

void ClientRoutes::bans(Exchange &exchange)
{
    const auto json = std::make_shared<JsonWriter>();
    json->beginObject().key("bans").beginArray();
    steering_.visitBans(
        [json](const BanInfo &ban) {
            json->beginObject().key("key").text(ban.key).key("endsAt").time(ban.endsAt).endObject();
        },
        [json, answer = exchange.connection.answerer()] {
            answer(HttpResponse::json(json->endArray().endObject().take()));
        });
}

void ClientRoutes::liftBan(Exchange &exchange)
{
    if (steering_.liftBan(QString::fromUtf8(exchange.target.path.constLast())))
        exchange.answer(HttpResponse::noContent());
    else
        exchange.answer(HttpResponse::problem(
            404, QStringLiteral("Nobody is kept away under that key (any more). /api/bans lists them.")));
}

} // namespace helio
