// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/inspectroutes.h"

#include "event/rules.h"
#include "event/version.h"
#include "hub/hub.h"
#include "server/apijson.h"
#include "server/exchange.h"
#include "server/groupanswer.h"
#include "server/metrics.h"
#include "server/routetable.h"

#include <QDateTime>

namespace helio {

namespace {

/// What a hub of this version offers to a window far away beside what the first ones had; `access` where the rules can
/// be changed.
constexpr const char *Capabilities[] = {"bans",
                                        "channels.clear",
                                        "clients.disconnect",
                                        "clients.query",
                                        "disconnects.after",
                                        "explain.client",
                                        "explain.event",
                                        "group",
                                        "history",
                                        "observe",
                                        "watch"};

constexpr qsizetype MostTraced = 1'000;

/// Nothing when it cannot be understood; `problem` then says why.
std::optional<ChannelQuery> channelQueryFrom(const RequestTarget &target, QString &problem)
{
    ChannelQuery query;
    for (const auto &[name, value] : target.query) {
        if (name == "pattern") {
            problem = patternProblem(value).english();
            query.pattern.emplace(value);
        } else if (name == "after") {
            query.after = value;
        } else if (name == "group") {
            problem = GroupAnswer::problemOf(value);
        } else if (name == "limit") {
            bool isNumber = false;
            query.limit = value.toLongLong(&isNumber);
            if (!isNumber || query.limit < 1)
                problem = QStringLiteral("limit is a whole number from 1 on.");
        }
        if (!problem.isEmpty())
            return {};
    }
    return query;
}

/// What is wrong with history, with what the store says of it; empty when nothing is.
QString healthProblem(const StoreState &history)
{
    const auto with = [&](const char *words) {
        return QStringLiteral("%1 %2").arg(QLatin1String(words), history.problem).trimmed();
    };
    switch (history.kind) {
    case StoreState::Kind::Ok:
        return {};
    case StoreState::Kind::Away:
        return with("The hub's history cannot be written now, so publishing is refused; streams go on.");
    case StoreState::Kind::Full:
        return with("The hub's history has no room for more, so publishing is refused until there is some; streams go "
                    "on.");
    case StoreState::Kind::Broken:
        return with("The hub's history is not where it was, so publishing is refused until it is back, or the hub is "
                    "restarted; streams go on.");
    }
    Q_UNREACHABLE();
}

} // namespace

InspectRoutes::InspectRoutes(Hub &hub, About about, const QStringList &urls, std::function<HubTotals()> totals,
                             GroupDesk &group)
    : hub_(hub)
    , about_(std::move(about))
    , urls_(urls)
    , totals_(std::move(totals))
    , group_(group)
{}

void InspectRoutes::addTo(RouteTable &table)
{
    const QByteArrayList reading{"GET", "HEAD"};
    table.add({
        adminRoute({"api", "hub"}, reading, {}, [this](Exchange &exchange) { hub(exchange); }),
        adminRoute({"api", "channels"}, reading, {"pattern", "limit", "after", "group"},
                   [this](Exchange &exchange) { channels(exchange); }),
        adminRoute({"api", "channels", "*"}, {"DELETE"}, {}, [this](Exchange &exchange) { clearChannel(exchange); }),
        adminRoute({"api", "stats"}, reading, {}, [this](Exchange &exchange) { stats(exchange); }),
        adminRoute({"api", "explain"}, reading, {"client", "event", "last"},
                   [this](Exchange &exchange) { explain(exchange); }),
        {{"metrics"}, reading, Needs::Admin, [this](Exchange &exchange) { metrics(exchange); }},
        {{"healthz"}, reading, Needs::Nothing, [this](Exchange &exchange) { health(exchange); }},
    });
}

void InspectRoutes::hub(Exchange &exchange)
{
    JsonWriter json;
    json.beginObject().key("name").string("heliograph").key("version").string(programVersion());
    const HubTotals totals = hub_.totals();
    json.key("startedAt").time(totals.startedAt).key("store").string(totals.store.kind);
    json.key("clientQueueBytes").number(about_.clientQueueBytes);
    writeRedis(json.key("redis"), hub_.backplaneInfo());
    writeGroup(json.key("group"), hub_.groupInfo());
    json.key("listen").beginArray();
    for (const QString &url : urls_)
        json.text(url);
    json.endArray().key("capabilities").beginArray();
    if (about_.keepsRules)
        json.string("access");
    for (const char *capability : Capabilities)
        json.string(capability);
    exchange.answer(HttpResponse::json(json.endArray().endObject().take()));
}

void InspectRoutes::channels(Exchange &exchange)
{
    QString problem;
    const auto query = channelQueryFrom(exchange.target, problem);
    if (!query) {
        exchange.answer(HttpResponse::problem(400, problem));
        return;
    }
    if (GroupAnswer::isAsked(exchange)) {
        channelsOfGroup(exchange, *query);
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

/// Each hub has seen the same events, so of a channel that several know only the subscribers are added.
void InspectRoutes::channelsOfGroup(Exchange &exchange, const ChannelQuery &query)
{
    QString problem;
    const auto stretch = GroupAnswer::stretchOf(0, query.limit, problem);
    if (!stretch) {
        exchange.answer(HttpResponse::problem(400, problem));
        return;
    }
    QJsonObject arguments{{QStringLiteral("after"), QString::fromUtf8(query.after)}};
    if (const auto pattern = exchange.target.value("pattern"))
        arguments.insert(QStringLiteral("pattern"), QString::fromUtf8(*pattern));
    struct Sum
    {
        QJsonObject channel; ///< of which more may come; empty: none
        QString next;
    };
    const auto sum = std::make_shared<Sum>();
    const auto answer = std::make_shared<GroupAnswer>("channels", *stretch);
    GroupReading::List list{"channels", arguments};
    list.isOfOthers = exchange.target.value("group") == GroupAnswer::OthersOnly;
    list.limit = stretch->end() + 1;
    list.take = [answer, sum](const GroupReading::Row &row) {
        const QString name = sum->channel.value(QLatin1String("name")).toString();
        if (row.members.value(QLatin1String("name")) == sum->channel.value(QLatin1String("name"))) {
            QJsonValueRef subscribers = sum->channel[QLatin1String("subscribers")];
            subscribers = subscribers.toInteger() + row.members.value(QLatin1String("subscribers")).toInteger();
            return true;
        }
        if (const QJsonObject whole = std::exchange(sum->channel, {}); !whole.isEmpty() && !answer->add(whole)) {
            sum->next = name;
            return false;
        }
        sum->channel = row.members;
        return true;
    };
    answer->readFor(exchange, group_, std::move(list),
                    [answer = answer.get(), sum](JsonWriter &json, const GroupReading::Outcome &) {
                        if (!sum->channel.isEmpty())
                            answer->add(sum->channel);
                        json.key("next").id(sum->next.toUtf8());
                    });
}

void InspectRoutes::clearChannel(Exchange &exchange)
{
    const auto answerWith = [answer = exchange.connection.answerer()](Hub::Clearing clearing) {
        switch (clearing) {
        case Hub::Clearing::Done:
            answer(HttpResponse::noContent());
            return;
        case Hub::Clearing::NoChannel:
            answer(HttpResponse::problem(
                404, QStringLiteral("There is no such channel; it may be forgotten already. /api/channels lists "
                                    "them.")));
            return;
        case Hub::Clearing::Unavailable:
            answer(historyAway());
            return;
        }
    };
    hub_.clearChannel(exchange.target.path.constLast(), answerWith);
}

void InspectRoutes::explain(Exchange &exchange)
{
    const QByteArray client = exchange.target.value("client").value_or(QByteArray());
    const QByteArray event = exchange.target.value("event").value_or(QByteArray());
    const QByteArray last = exchange.target.value("last").value_or(QByteArray());
    if (last.isEmpty() && !client.isEmpty() && !event.isEmpty())
        explainOne(exchange, client, event);
    else if (last.isEmpty() && client.isEmpty() && !event.isEmpty())
        explainEvent(exchange, event);
    else if (!last.isEmpty() && !client.isEmpty() && event.isEmpty())
        explainClient(exchange, client, last);
    else
        exchange.answer(HttpResponse::problem(
            400, QStringLiteral("Ask for an event on its way to one client, /api/explain?client=ID&event=ID, to all "
                                "clients, ?event=ID, or for a client's last events, ?client=ID&last=100.")));
}

void InspectRoutes::explainOne(Exchange &exchange, const QByteArray &client, const QByteArray &event)
{
    const auto answerWith = [answer = exchange.connection.answerer(), client, event](const Explanation &explanation) {
        if (explanation.found != Explanation::Found::Fate) {
            answer(HttpResponse::problem(explanation.found == Explanation::Found::NoHistory ? 503 : 404,
                                         explanation.text));
            return;
        }
        JsonWriter json;
        json.beginObject().key("client").string(client).key("event").string(event);
        json.key("channel").id(explanation.channel).key("fate").text(fateName(explanation.answer.fate));
        writeTime(json.key("takenAt"), explanation.answer.takenAt);
        json.key("takenBefore").boolean(explanation.answer.takenBefore);
        writeTime(json.key("disconnectedAt"), explanation.departedAt);
        json.key("disconnectReason")
            .id(explanation.departure ? departureName(*explanation.departure).toUtf8() : QByteArray());
        json.key("words").text(explanation.text).endObject();
        answer(HttpResponse::json(json.result()));
    };
    hub_.explain(client, event, answerWith);
}

void InspectRoutes::explainEvent(Exchange &exchange, const QByteArray &event)
{
    hub_.inspectDelivery(
        event, [answer = exchange.connection.answerer()](const DeliveryInfo &delivery, ReadOutcome outcome) {
            if (outcome == ReadOutcome::Failed) {
                answer(historyAway());
                return;
            }
            if (!delivery.isHeld) {
                answer(HttpResponse::problem(404, QStringLiteral("History holds no event of that id (any more).")));
                return;
            }
            JsonWriter json;
            json.beginObject().key("event").string(delivery.eventId);
            json.key("subscribers").number(delivery.subscribers).key("queued").number(delivery.queued);
            json.key("taken").number(delivery.written).key("acknowledged").number(delivery.acknowledged);
            json.key("lost").number(delivery.lost).endObject();
            answer(HttpResponse::json(json.take()));
        });
}

void InspectRoutes::explainClient(Exchange &exchange, const QByteArray &client, const QByteArray &last)
{
    bool isNumber = false;
    const qlonglong count = last.toLongLong(&isNumber);
    if (!isNumber || count < 1 || count > MostTraced) {
        exchange.answer(HttpResponse::problem(
            400, QStringLiteral("last is a whole number of events from 1 to %1.").arg(MostTraced)));
        return;
    }
    const auto answerWith = [answer = exchange.connection.answerer()](const ClientTrace &trace) {
        using Found = Explanation::Found;
        if (trace.found != Found::Fate) {
            answer(trace.found == Found::NoHistory
                       ? historyAway()
                       : HttpResponse::problem(404, QStringLiteral("No client of that id is connected, nor among the "
                                                                   "last that were.")));
            return;
        }
        JsonWriter json;
        json.beginObject().key("events").beginArray();
        for (const ClientTrace::Entry &entry : trace.entries) {
            json.beginObject().key("event").string(entry.eventId).key("channel").string(entry.channel);
            json.key("fate").text(fateName(entry.answer.fate));
            writeTime(json.key("takenAt"), entry.exactlyTakenAt());
            json.endObject();
        }
        answer(HttpResponse::json(json.endArray().endObject().take()));
    };
    hub_.traceClient(client, qsizetype(count), answerWith,
                     [asker = exchange.connection.weak_from_this()] { return !asker.expired(); });
}

void InspectRoutes::health(Exchange &exchange)
{
    const QString problem = healthProblem(hub_.storeState());
    if (problem.isEmpty())
        exchange.answer(HttpResponse::json(JsonWriter().beginObject().key("status").string("ok").endObject().result()));
    else
        exchange.answer(HttpResponse::problem(503, problem).with("Retry-After", "5"));
}

void InspectRoutes::metrics(Exchange &exchange)
{
    HttpResponse response;
    response.contentType = "text/plain; version=0.0.4; charset=utf-8";
    response.body =
        metricsText(totals_(), hub_.latency(), hub_.channelLatencies(), hub_.backplaneInfo(), hub_.groupInfo());
    exchange.answer(std::move(response).with("Cache-Control", "no-store"));
}

void InspectRoutes::stats(Exchange &exchange)
{
    JsonWriter json;
    json.beginObject();
    writeStats(json, hub_, totals_());
    exchange.answer(HttpResponse::json(json.endObject().take()));
}

} // namespace helio
