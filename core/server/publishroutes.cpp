// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/publishroutes.h"

#include "event/rules.h"
#include "hub/hub.h"
#include "hub/slices.h"
#include "json/jsonwriter.h"
#include "server/accessgate.h"
#include "server/exchange.h"
#include "server/publishbody.h"
#include "server/routetable.h"

#include <QDateTime>

#include <algorithm>
#include <new>
#include <utility>

namespace helio {

namespace {

constexpr QByteArrayView JsonType("application/json");
constexpr QByteArrayView NdjsonType("application/x-ndjson");

/// `application/json` of `Application/JSON; charset=utf-8`.
QByteArray mediaType(const QByteArray &contentType)
{
    const qsizetype semicolon = contentType.indexOf(';');
    return (semicolon < 0 ? contentType : contentType.first(semicolon)).trimmed().toLower();
}

/// What was encoded would have to be decoded before it can be judged, and may be a thousand times as large.
bool admitCoding(const Exchange &exchange)
{
    const QByteArray coding = exchange.field("content-encoding").toLower();
    if (coding.isEmpty() || coding == "identity")
        return true;
    exchange.answer(
        HttpResponse::problem(415, QStringLiteral("The body is encoded (Content-Encoding); send it as it is."))
            .with("Accept-Encoding", "identity"));
    return false;
}

/// `/channels/demo` and `/channels/demo/` are one.
const QByteArray &channelOf(const Exchange &exchange)
{
    return exchange.target.path[1];
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

/// The same request may be sent again later.
HttpResponse unavailable(const QString &detail, int status = 503)
{
    return HttpResponse::problem(status, detail).with("Retry-After", "5");
}

HttpResponse refusal(const PublishOutcome &outcome, bool isBatch)
{
    const QString detail = isBatch && outcome.index >= 0
                               ? QStringLiteral("Event %1: %2").arg(outcome.index + 1).arg(outcome.problem.english())
                               : outcome.problem.english();
    switch (outcome.result) {
    case PublishOutcome::Result::Invalid:
        return HttpResponse::problem(400, detail);
    case PublishOutcome::Result::Conflict:
        return HttpResponse::problem(409, detail);
    case PublishOutcome::Result::TooLarge:
        return HttpResponse::problem(413, detail);
    case PublishOutcome::Result::NoRoom:
        return unavailable(detail, 507);
    case PublishOutcome::Result::Unavailable:
        return unavailable(detail);
    case PublishOutcome::Result::Published:
        break;
    }
    Q_UNREACHABLE();
}

/// One or two milliseconds.
constexpr qsizetype EventsReadAtOnce = 1'000;

PublishBodyReader::Form formOf(const Exchange &exchange)
{
    return mediaType(exchange.field("content-type")) == JsonType ? PublishBodyReader::Form::Json
                                                                 : PublishBodyReader::Form::Ndjson;
}

} // namespace

/// A large body while it waits, and while it is read.
struct PublishRoutes::Reading
{
    explicit Reading(const Exchange &exchange)
        : body(exchange.body)
        , form(formOf(exchange))
        , grant(exchange.grant)
        , answer(exchange.connection.answerer())
    {}

    QByteArray body;
    PublishBodyReader::Form form;
    Grant grant;
    Answer answer;
    std::optional<PublishBodyReader> reader; ///< from its turn on
    bool isRead = false;
};

PublishRoutes::PublishRoutes(Hub &hub, const AccessGate &gate)
    : hub_(hub)
    , gate_(gate)
    , slices_(std::make_unique<Slices>("reading bodies"))
{}

PublishRoutes::~PublishRoutes() = default;

void PublishRoutes::close()
{
    readings_.clear();
}

void PublishRoutes::addTo(RouteTable &table)
{
    const QByteArrayList post{"POST"};
    const auto toChannel = [this](Exchange &exchange) { publishToChannel(exchange); };
    const auto admitToChannel = [this](Exchange &exchange) { return this->admitToChannel(exchange); };
    table.add({
        {{"channels", "*"}, post, Needs::Channels, toChannel, WhenDraining::Refuse, admitToChannel},
        {{"channels", "*", ""}, post, Needs::Channels, toChannel, WhenDraining::Refuse, admitToChannel},
        {{"publish"},
         post,
         Needs::Channels,
         [this](Exchange &exchange) { publish(exchange); },
         WhenDraining::Refuse,
         [this](Exchange &exchange) { return admitPublish(exchange); }},
        {{"api", "notify"},
         post,
         Needs::Channels,
         [this](Exchange &exchange) { notify(exchange); },
         WhenDraining::Refuse,
         [this](Exchange &exchange) { return admitNotify(exchange); },
         QByteArrayList()},
    });
}

bool PublishRoutes::admitToChannel(const Exchange &exchange) const
{
    return gate_.admitPublisher(exchange, channelOf(exchange)) && admitCoding(exchange);
}

bool PublishRoutes::admitPublish(const Exchange &exchange) const
{
    if (!gate_.admitPublisher(exchange) || !admitCoding(exchange))
        return false;
    const QByteArray type = mediaType(exchange.field("content-type"));
    if (type == JsonType || type == NdjsonType)
        return true;
    exchange.answer(HttpResponse::problem(
        415, QStringLiteral("Send events here as application/json or application/x-ndjson; plain text goes to "
                            "/channels/NAME.")));
    return false;
}

bool PublishRoutes::admitNotify(const Exchange &exchange) const
{
    if (!gate_.admitPublisher(exchange) || !admitCoding(exchange))
        return false;
    if (mediaType(exchange.field("content-type")) == JsonType)
        return true;
    exchange.answer(HttpResponse::problem(415, QStringLiteral("Send notifications as application/json.")));
    return false;
}

void PublishRoutes::publishToChannel(Exchange &exchange)
{
    for (const auto &[name, value] : exchange.target.query) {
        if (!QByteArrayList{"event", "id", "retry", "access_token"}.contains(name)) {
            exchange.answer(HttpResponse::problem(
                400,
                QStringLiteral("%1 is not known here; the query may have event, id and retry.").arg(shownName(name))));
            return;
        }
        if (const QString problem = exchange.target.repetitionProblem(name); !problem.isEmpty()) {
            exchange.answer(HttpResponse::problem(400, problem));
            return;
        }
    }
    Publication publication;
    publication.channel = channelOf(exchange);
    publication.data = exchange.body;
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
    publishAndAnswer(exchange.grant, exchange.connection.answerer(), {publication}, false, singleAnswer);
}

void PublishRoutes::publish(Exchange &exchange)
{
    if (exchange.body.size() >= LargeBodyBytes) {
        readings_.push_back(std::make_unique<Reading>(exchange));
        if (readings_.size() == 1)
            slices_->add([this] { return readOn(); });
        return;
    }
    publishBody(exchange.grant, exchange.connection.answerer(), readPublishBody(exchange.body, formOf(exchange)));
}

/// A step of the first; true when there is more to do.
bool PublishRoutes::readOn()
{
    if (readings_.empty())
        return false; // closed
    Reading &first = *readings_.front();
    const Answer answer = first.answer;
    try {
        if (hub_.isDraining()) {
            answer(unavailable(QStringLiteral("The hub stops; publish again when it is back.")));
        } else if (!first.reader) {
            first.reader.emplace(std::exchange(first.body, {}), first.form);
            return true;
        } else if (!first.isRead) {
            first.isRead = !first.reader->readSome(EventsReadAtOnce);
            return true; // to publish so many takes a turn of its own
        } else {
            publishBody(first.grant, answer, first.reader->takeBody());
        }
    } catch (const std::bad_alloc &) { // as HttpConnection has it for what is read at once
        answer(unavailable(QStringLiteral("The hub is out of memory; try again later.")));
    }
    readings_.pop_front();
    return !readings_.empty();
}

void PublishRoutes::publishBody(const Grant &grant, const Answer &answer, PublishBody body)
{
    if (body.problem.isEmpty())
        publishAndAnswer(grant, answer, std::move(body.publications), body.isBatch,
                         body.isBatch ? batchAnswer : singleAnswer);
    else
        answer(HttpResponse::problem(400, body.problem));
}

void PublishRoutes::notify(Exchange &exchange)
{
    const Notification notification = parseNotification(exchange.body, isoTime(QDateTime::currentMSecsSinceEpoch()));
    if (!notification.problem.isEmpty()) {
        exchange.answer(HttpResponse::problem(400, notification.problem));
        return;
    }
    Publication publication;
    publication.channel = "users." + notification.userId;
    publication.type = "notification";
    publication.data = notification.data;
    publishAndAnswer(exchange.grant, exchange.connection.answerer(), {publication}, false, notifyAnswer);
}

void PublishRoutes::publishAndAnswer(const Grant &grant, Answer answer, QList<Publication> publications, bool isBatch,
                                     HttpResponse (*answerFor)(const PublishOutcome &))
{
    if (const auto refused = gate_.refusalOf(grant, publications, isBatch)) {
        answer(*refused);
        return;
    }
    hub_.publish(std::move(publications),
                 [answer = std::move(answer), isBatch, answerFor](const PublishOutcome &outcome) {
                     const bool published = outcome.result == PublishOutcome::Result::Published;
                     answer(published ? answerFor(outcome) : refusal(outcome, isBatch));
                 });
}

} // namespace helio
