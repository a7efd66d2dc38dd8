// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/clientroutes.h"

#include "event/rules.h"
#include "hub/hub.h"
#include "json/utf8.h"
#include "server/apijson.h"
#include "server/clientorder.h"
#include "server/clientsteering.h"
#include "server/exchange.h"
#include "server/groupanswer.h"
#include "server/jsonbody.h"
#include "server/routetable.h"

#include <QSet>

#include <algorithm>

namespace helio {

namespace {

/// What one request may ask to be disconnected.
constexpr qsizetype MostIds = 10'000;

/// So many rows and more are everybody.
constexpr qlonglong MostRows = 1'000'000;

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
        else if (name == "group")
            problem = GroupAnswer::problemOf(value);
        else if (name == "channel" && !value.isEmpty())
            problem = channelProblem(value).english();
        if (name == "channel")
            query.channel = value;
        if (!problem.isEmpty())
            return {};
    }
    return query;
}

int statusOf(ClientSteering::Refusal::Why why)
{
    switch (why) {
    case ClientSteering::Refusal::Why::Gone:
        return 404;
    case ClientSteering::Refusal::Why::Shared:
        return 409;
    case ClientSteering::Refusal::Why::Silent:
        return 504;
    }
    Q_UNREACHABLE();
}

} // namespace

ClientRoutes::ClientRoutes(Hub &hub, ClientSteering &steering, GroupDesk &group)
    : hub_(hub)
    , steering_(steering)
    , group_(group)
{}

void ClientRoutes::addTo(RouteTable &table)
{
    const QByteArrayList reading{"GET", "HEAD"};
    Route many = adminRoute({"api", "clients", "disconnect"}, {"POST"}, {},
                            [this](Exchange &exchange) { disconnectClients(exchange); });
    many.admit = JsonBody::admit;
    table.add({
        adminRoute({"api", "clients"}, reading, {"limit", "offset", "sort", "q", "channel", "group"},
                   [this](Exchange &exchange) { clients(exchange); }),
        many,
        adminRoute({"api", "clients", "*"}, {"DELETE"}, {"ban"},
                   [this](Exchange &exchange) { disconnectClient(exchange); }),
        adminRoute({"api", "disconnects"}, reading, {"after", "group", "limit", "offset"},
                   [this](Exchange &exchange) { disconnects(exchange); }),
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
    if (GroupAnswer::isAsked(exchange)) {
        clientsOfGroup(exchange, *query);
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

void ClientRoutes::clientsOfGroup(Exchange &exchange, const ClientQuery &query)
{
    QString problem;
    const auto stretch = GroupAnswer::stretchOf(query.offset, query.limit, problem);
    if (!stretch) {
        exchange.answer(HttpResponse::problem(400, problem));
        return;
    }
    QJsonObject arguments;
    for (const char *name : {"sort", "q", "channel"}) {
        if (const auto value = exchange.target.value(name); value && !value->isEmpty())
            arguments.insert(QLatin1String(name), QString::fromUtf8(*value));
    }
    GroupReading::List list{"clients", arguments, query.isDescending};
    list.isOfOthers = exchange.target.value("group") == GroupAnswer::OthersOnly;
    list.limit = stretch->end();
    const auto answer = std::make_shared<GroupAnswer>("clients", *stretch);
    list.take = [answer, seen = QSet<QString>()](const GroupReading::Row &row) mutable {
        // Who moved up meanwhile may come once more.
        const QString id = row.members.value(QLatin1String("id")).toString();
        if (seen.contains(id))
            return true;
        seen.insert(id);
        return answer->add(row);
    };
    answer->readFor(exchange, group_, std::move(list), [](JsonWriter &json, const GroupReading::Outcome &outcome) {
        json.key("total").number(outcome.total).key("matching").number(outcome.matching);
    });
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
    const auto refusal = std::make_shared<std::optional<ClientSteering::Refusal>>();
    steering_.disconnectAll(
        {exchange.target.path.constLast()}, ban,
        [refusal](const ClientSteering::Refusal &refused) { *refusal = refused; },
        [refusal, answer = exchange.connection.answerer()](qsizetype) {
            answer(*refusal ? HttpResponse::problem(statusOf((*refusal)->why), englishText(**refusal))
                            : HttpResponse::noContent());
        });
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
    const QByteArray group = exchange.target.value("group").value_or(QByteArray());
    if (GroupAnswer::isAsked(exchange)) {
        disconnectsOfGroup(exchange);
        return;
    }
    QString problem = GroupAnswer::problemOf(group);
    if (exchange.target.value("limit") || exchange.target.value("offset"))
        problem = QStringLiteral("limit and offset are for the departures of all hubs: add group=1.");
    if (!problem.isEmpty()) {
        exchange.answer(HttpResponse::problem(400, problem));
        return;
    }
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

/// They are read from the latest on, and answered as those of one hub: the latest last.
void ClientRoutes::disconnectsOfGroup(Exchange &exchange)
{
    ClientQuery query;
    QString problem;
    for (const auto &[name, value] : exchange.target.query) {
        if (name == "limit" && problem.isEmpty())
            problem = readNumber("limit", value, 1, query.limit);
        else if (name == "offset" && problem.isEmpty())
            problem = readNumber("offset", value, 0, query.offset);
        else if (name == "after")
            problem =
                QStringLiteral("after counts the departures of one hub; over all hubs ask with limit and offset.");
    }
    const auto stretch = GroupAnswer::stretchOf(query.offset, query.limit, problem);
    if (!stretch) {
        exchange.answer(HttpResponse::problem(400, problem));
        return;
    }
    GroupReading::List list{"disconnects", {}, true};
    list.isOfOthers = exchange.target.value("group") == GroupAnswer::OthersOnly;
    list.limit = stretch->end();
    const auto answer = std::make_shared<GroupAnswer>("disconnects", *stretch, GroupAnswer::Order::LatestLast);
    list.take = [answer](const GroupReading::Row &row) { return answer->add(row); };
    answer->readFor(exchange, group_, std::move(list));
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
