// SPDX-License-Identifier: GPL-3.0-or-later
// The ways of publishing over HTTP.
#include "event/rules.h"
#include "json/jsonwriter.h"
#include "server/httpserver.h"
#include "server/publishbody.h"

#include <QDateTime>
#include <QHttpServerRequest>

#include <algorithm>

namespace helio {

namespace {

/// `application/json` of `Application/JSON; charset=utf-8`.
QByteArray mediaType(const QByteArray &contentType)
{
    const qsizetype semicolon = contentType.indexOf(';');
    return (semicolon < 0 ? contentType : contentType.first(semicolon)).trimmed().toLower();
}

HttpResponse singleAnswer(const PublishOutcome &outcome)
{
    const PublishOutcome::Published &event = outcome.events.constFirst();
    return HttpResponse::json(JsonWriter()
                                  .beginObject()
                                  .key("id")
                                  .string(event.id)
                                  .key("channel")
                                  .string(event.channel)
                                  .key("subscribers")
                                  .number(event.subscribers)
                                  .endObject()
                                  .result());
}

HttpResponse batchAnswer(const PublishOutcome &outcome)
{
    JsonWriter json;
    json.beginObject().key("published").number(qint64(outcome.events.size())).key("ids").beginArray();
    for (const PublishOutcome::Published &event : outcome.events)
        json.string(event.id);
    return HttpResponse::json(json.endArray().endObject().result());
}

HttpResponse notifyAnswer(const PublishOutcome &outcome)
{
    return HttpResponse::json(JsonWriter()
                                  .beginObject()
                                  .key("success")
                                  .boolean(true)
                                  .key("id")
                                  .string(outcome.events.constFirst().id)
                                  .endObject()
                                  .result());
}

HttpResponse refusal(const PublishOutcome &outcome, bool isBatch)
{
    const QString detail = isBatch && outcome.index >= 0
                               ? QStringLiteral("Event %1: %2").arg(outcome.index + 1).arg(outcome.problem)
                               : outcome.problem;
    switch (outcome.result) {
    case PublishOutcome::Result::Invalid:
        return HttpResponse::problem(400, detail);
    case PublishOutcome::Result::Conflict:
        return HttpResponse::problem(409, detail);
    case PublishOutcome::Result::Unavailable:
        return HttpResponse::problem(503, detail).with("Retry-After", "5");
    case PublishOutcome::Result::Published:
        break;
    }
    Q_UNREACHABLE();
}

} // namespace

void HttpServer::publishAndAnswer(const Exchange &exchange, const QList<Publication> &publications, bool isBatch,
                                  HttpResponse (*answerFor)(const PublishOutcome &))
{
    if (!admitPublications(exchange, publications, isBatch))
        return;
    hub_.publish(publications,
                 [answer = exchange.connection.answerer(), isBatch, answerFor](const PublishOutcome &outcome) {
                     const bool published = outcome.result == PublishOutcome::Result::Published;
                     answer(published ? answerFor(outcome) : refusal(outcome, isBatch));
                 });
}

void HttpServer::publishToChannel(Exchange &exchange)
{
    for (const auto &[name, value] : exchange.target.query) {
        if (!QByteArrayList{"event", "id", "retry", "access_token"}.contains(name)) {
            exchange.answer(HttpResponse::problem(
                400, QStringLiteral("\"%1\" is not known here; the query may have event, id and retry.")
                         .arg(QString::fromUtf8(name))));
            return;
        }
    }
    Publication publication;
    publication.channel = exchange.target.path.constLast();
    publication.data = exchange.request.body();
    publication.type = exchange.target.value("event").value_or(QByteArray());
    publication.id = exchange.target.value("id").value_or(QByteArray());
    if (const auto retry = exchange.target.value("retry"); retry && !retry->isEmpty()) {
        const bool isNumber = std::all_of(retry->cbegin(), retry->cend(), [](char c) { return c >= '0' && c <= '9'; });
        // A number too large to be one reads as 0, which is refused as too small.
        publication.retry = std::chrono::milliseconds(retry->toLongLong());
        if (!isNumber) {
            exchange.answer(HttpResponse::problem(400, QStringLiteral("retry is a whole number of milliseconds.")));
            return;
        }
    }
    publishAndAnswer(exchange, {publication}, false, singleAnswer);
}

void HttpServer::publish(Exchange &exchange)
{
    const QByteArray type = mediaType(exchange.field("content-type"));
    PublishBody body;
    if (type == "application/json") {
        body = parseJsonBody(exchange.request.body());
    } else if (type == "application/x-ndjson") {
        body = parseNdjsonBody(exchange.request.body());
    } else {
        exchange.answer(HttpResponse::problem(
            415, QStringLiteral("Send events here as application/json or application/x-ndjson; plain text goes to "
                                "/channels/NAME.")));
        return;
    }
    if (!body.problem.isEmpty()) {
        exchange.answer(HttpResponse::problem(400, body.problem));
        return;
    }
    publishAndAnswer(exchange, body.publications, body.isBatch, body.isBatch ? batchAnswer : singleAnswer);
}

void HttpServer::notify(Exchange &exchange)
{
    if (mediaType(exchange.field("content-type")) != "application/json") {
        exchange.answer(HttpResponse::problem(415, QStringLiteral("Send notifications as application/json.")));
        return;
    }
    const Notification notification =
        parseNotification(exchange.request.body(), isoTime(QDateTime::currentMSecsSinceEpoch()));
    if (!notification.problem.isEmpty()) {
        exchange.answer(HttpResponse::problem(400, notification.problem));
        return;
    }
    Publication publication;
    publication.channel = "users." + notification.userId;
    publication.type = "notification";
    publication.data = notification.data;
    publishAndAnswer(exchange, {publication}, false, notifyAnswer);
}

} // namespace helio
