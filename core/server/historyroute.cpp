// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/historyroute.h"

#include "event/units.h"
#include "hub/hub.h"
#include "json/utf8.h"
#include "server/apijson.h"
#include "server/exchange.h"
#include "server/namedselection.h"
#include "server/routetable.h"

#include <QDateTime>

namespace helio {

namespace {

using Outcome = HistoryPages::Page::Outcome;

void writeEvent(JsonWriter &json, const StoredEvent &stored)
{
    const Event &event = stored.event;
    json.beginObject().key("id").string(event.id).key("channel").string(event.channel);
    json.key("type").id(event.type).key("data").string(event.data);
    json.key("storedAt").time(stored.storedAt).endObject();
}

bool readSince(QByteArrayView text, qint64 now, qint64 &since)
{
    bool isTime = false;
    since = text.toLongLong(&isTime);
    if (isTime)
        return since >= 0;
    const auto duration = parseDuration(decodeUtf8(text));
    if (duration)
        since = now - duration->count();
    return duration.has_value();
}

} // namespace

std::optional<HistoryQuery> historyQueryFrom(const RequestTarget &target, qint64 now, QString &problem)
{
    HistoryQuery query;
    query.selection = namedSelection(target, problem);
    query.before = target.value("before").value_or(QByteArray());
    if (const auto since = target.value("since"); since && !since->isEmpty() && !readSince(*since, now, query.since))
        problem = QStringLiteral("since is a time such as 30s, 10m or 2h before now, or one in milliseconds since "
                                 "1970; not \"%1\".")
                      .arg(decodeUtf8(*since));
    if (const auto limit = target.value("limit"); limit && !limit->isEmpty()) {
        bool isNumber = false;
        query.limit = limit->toLongLong(&isNumber);
        if (!isNumber || query.limit < 1 || query.limit > HistoryPages::MaximumEvents)
            problem =
                QStringLiteral("limit is a whole number of events from 1 to %1.").arg(HistoryPages::MaximumEvents);
    }
    return problem.isEmpty() ? std::optional(query) : std::nullopt;
}

HistoryRoute::HistoryRoute(Hub &hub)
    : hub_(hub)
{}

void HistoryRoute::addTo(RouteTable &table)
{
    Route route = adminRoute({"api", "history"}, {"GET", "HEAD"}, {"channel", "pattern", "before", "since", "limit"},
                             [this](Exchange &exchange) { history(exchange); });
    route.repeatable = {"channel", "pattern"};
    table.add({route});
}

void HistoryRoute::history(Exchange &exchange)
{
    QString problem;
    const auto query = historyQueryFrom(exchange.target, QDateTime::currentMSecsSinceEpoch(), problem);
    if (!query) {
        exchange.answer(HttpResponse::problem(400, problem));
        return;
    }
    const auto answerWith = [answer = exchange.connection.answerer()](const HistoryPages::Page &page) {
        if (page.outcome == Outcome::Failed) {
            answer(historyAway());
            return;
        }
        if (page.outcome == Outcome::NoEvent) {
            answer(HttpResponse::problem(404, QStringLiteral("History holds no event of the id that before names (any "
                                                             "more).")));
            return;
        }
        JsonWriter json;
        json.beginObject().key("events").beginArray();
        for (const StoredEventPtr &stored : page.events)
            writeEvent(json, *stored);
        json.endArray().key("atBeginning").boolean(page.isAtBeginning).endObject();
        answer(HttpResponse::json(json.take()));
    };
    hub_.readHistory(*query, answerWith, [asker = exchange.connection.weak_from_this()] { return !asker.expired(); });
}

} // namespace helio
