// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/publishbody.h"

#include "json/jsonprinter.h"
#include "json/jsonwriter.h"
#include "json/utf8.h"

#include <bitset>
#include <limits>

namespace helio {

namespace {

/// Deeper values than any program means.
constexpr qsizetype MaximumPublicationDepth = 128;

std::optional<JsonValue> read(QByteArrayView text, JsonValue::Mistake &mistake)
{
    return JsonValue::read(withoutByteOrderMark(text), &mistake, MaximumPublicationDepth);
}

QString mistakeText(const JsonValue::Mistake &mistake)
{
    return QStringLiteral("This cannot be read as JSON, at line %1, column %2: %3.")
        .arg(mistake.line)
        .arg(mistake.column)
        .arg(mistake.english);
}

/// Of a name that stands there twice two readers may believe different ones.
QString doubledText(QByteArrayView name)
{
    return QStringLiteral("\"%1\" stands there twice; give it once.").arg(QString::fromUtf8(name));
}

/// The text of a string, empty for null, the digits of an integer where `integersToo`. False, and a `problem` for
/// people, for anything else.
bool readText(QByteArrayView name, const JsonValue &value, bool integersToo, QByteArray &text, QString &problem)
{
    text.clear();
    if (value.kind == JsonValue::Kind::Null)
        return true;
    if (integersToo && value.isInteger()) {
        text = value.text.toByteArray();
        return true;
    }
    if (const auto said = value.string()) {
        text = *said;
        return true;
    }
    problem = value.kind == JsonValue::Kind::String
                  ? QStringLiteral("\"%1\" has half a surrogate pair, such as \\ud800, which is no character.")
                  : QStringLiteral("\"%1\" must be a string.");
    problem = problem.arg(QString::fromUtf8(name));
    return false;
}

/// Reads one event's object, member by member; what is wrong with it is `problem()`, for people.
class EnvelopeReader
{
public:
    bool read(const JsonValue &object)
    {
        if (object.kind != JsonValue::Kind::Object)
            return fail(QStringLiteral("An event is an object such as {\"channel\":\"sse\",\"data\":\"hello\"}."));
        for (JsonChildren members(object); members.next();) {
            if (!readMember(members))
                return false;
        }
        return hasData_ || fail(QStringLiteral("The event has no \"data\"; give \"\" for an empty one."));
    }

    Publication takePublication() { return std::move(publication_); }
    const QString &problem() const { return problem_; }

private:
    bool fail(const QString &problem)
    {
        problem_ = problem;
        return false;
    }

    bool readMember(const JsonChildren &member)
    {
        struct Row
        {
            const char *name;
            bool (EnvelopeReader::*read)(const JsonValue &value);
        };
        static constexpr Row Rows[] = {{"data", &EnvelopeReader::readData}, {"channel", &EnvelopeReader::readChannel},
                                       {"type", &EnvelopeReader::readType}, {"event", &EnvelopeReader::readEventName},
                                       {"id", &EnvelopeReader::readId},     {"retry", &EnvelopeReader::readRetry}};
        for (size_t i = 0; i < std::size(Rows); ++i) {
            if (!member.hasKey(Rows[i].name))
                continue;
            if (seen_.test(i))
                return fail(doubledText(Rows[i].name));
            seen_.set(i);
            return (this->*Rows[i].read)(member.value());
        }
        return fail(
            QStringLiteral("\"%1\" is not known; an event has \"channel\", \"data\", \"type\", \"id\" and \"retry\".")
                .arg(QString::fromUtf8(member.keyText())));
    }

    bool readData(const JsonValue &value)
    {
        hasData_ = true;
        if (value.kind == JsonValue::Kind::String)
            return readText("data", value, false, publication_.data, problem_);
        appendCompact(publication_.data, value);
        return true;
    }

    bool readChannel(const JsonValue &value)
    {
        return value.kind == JsonValue::Kind::Null || readText("channel", value, false, publication_.channel, problem_);
    }

    bool readType(const JsonValue &value) { return readTypeNamed("type", value); }
    bool readEventName(const JsonValue &value) { return readTypeNamed("event", value); }

    bool readTypeNamed(const char *name, const JsonValue &value)
    {
        QByteArray type;
        if (!readText(name, value, false, type, problem_))
            return false;
        if (!publication_.type.isEmpty() && !type.isEmpty() && publication_.type != type)
            return fail(QStringLiteral("\"type\" and \"event\" mean the same and say different things; give one."));
        if (!type.isEmpty())
            publication_.type = type;
        return true;
    }

    bool readId(const JsonValue &value) { return readText("id", value, true, publication_.id, problem_); }

    bool readRetry(const JsonValue &value)
    {
        if (value.kind == JsonValue::Kind::Null)
            return true;
        bool isNumber = false;
        const qlonglong milliseconds = value.text.toLongLong(&isNumber);
        if (!value.isInteger() || !isNumber)
            return fail(QStringLiteral("\"retry\" must be a whole number of milliseconds."));
        publication_.retry = std::chrono::milliseconds(milliseconds);
        return true;
    }

    Publication publication_;
    std::bitset<6> seen_; ///< by row
    bool hasData_ = false;
    QString problem_;
};

} // namespace

PublishBodyReader::PublishBodyReader(const QByteArray &body, Form form)
    : body_(body)
    , form_(form)
{
    result_.isBatch = form == Form::Ndjson;
    if (form == Form::Ndjson)
        return;
    JsonValue::Mistake mistake;
    const auto json = read(body_, mistake);
    at_ = body_.size(); // there are no lines
    if (!json) {
        result_.problem = mistakeText(mistake);
        return;
    }
    result_.isBatch = json->kind == JsonValue::Kind::Array;
    if (result_.isBatch)
        elements_.emplace(*json);
    else
        readEvent(*json);
}

bool PublishBodyReader::readSome(qsizetype events)
{
    for (; events > 0; --events) {
        if (!(form_ == Form::Json ? readElement() : readLine()))
            return false;
    }
    return true;
}

/// False when there was none, or it was bad.
bool PublishBodyReader::readElement()
{
    if (!elements_ || !elements_->next())
        return false;
    return readEvent(elements_->value()) ||
           refuse(QStringLiteral("Event %1 of the array: ").arg(elements_->index() + 1));
}

/// The same; a line without anything counts as one.
bool PublishBodyReader::readLine()
{
    if (at_ >= body_.size())
        return false;
    qsizetype end = body_.indexOf('\n', at_);
    if (end < 0)
        end = body_.size();
    const QByteArrayView line = QByteArrayView(body_).sliced(at_, end - at_);
    at_ = end + 1;
    ++lineNumber_;
    if (line.trimmed().isEmpty())
        return true;
    JsonValue::Mistake mistake;
    const auto json = read(line, mistake);
    if (!json)
        result_.problem =
            QStringLiteral("This cannot be read as JSON, at column %1: %2.").arg(mistake.column).arg(mistake.english);
    return (json && readEvent(*json)) || refuse(QStringLiteral("Line %1: ").arg(lineNumber_));
}

/// False, and a problem, when it is none.
bool PublishBodyReader::readEvent(const JsonValue &object)
{
    EnvelopeReader reader;
    if (reader.read(object)) {
        result_.publications.append(reader.takePublication());
        return true;
    }
    result_.problem = reader.problem();
    return false;
}

/// Of several events one was bad: `which` names it.
bool PublishBodyReader::refuse(const QString &which)
{
    result_.publications.clear();
    result_.problem.prepend(which);
    return false;
}

PublishBody readPublishBody(const QByteArray &body, PublishBodyReader::Form form)
{
    PublishBodyReader reader(body, form);
    while (reader.readSome(std::numeric_limits<qsizetype>::max())) {
    }
    return reader.takeBody();
}

Notification parseNotification(const QByteArray &body, const QString &timestamp)
{
    Notification result;
    JsonValue::Mistake mistake;
    const auto json = read(body, mistake);
    if (!json) {
        result.problem = mistakeText(mistake);
        return result;
    }
    if (json->kind != JsonValue::Kind::Object) {
        result.problem =
            QStringLiteral("A notification is an object such as {\"userId\":\"ada\",\"message\":\"Hello\"}.");
        return result;
    }
    QByteArrayList names;
    QByteArray type;
    JsonValue message;
    for (JsonChildren members(*json); members.next();) {
        const QByteArray name = members.keyText();
        if (name != "userId" && name != "message" && name != "type")
            continue;
        if (names.contains(name)) {
            result.problem = doubledText(name);
            return result;
        }
        names.append(name);
        if (name == "message")
            message = members.value();
        else if (!readText(name, members.value(), name == "userId", name == "type" ? type : result.userId,
                           result.problem))
            return result;
    }
    if (result.userId.isEmpty()) {
        result.problem = QStringLiteral("\"userId\" is missing; it names who is to be notified.");
    } else if (message.kind == JsonValue::Kind::Null) {
        result.problem = QStringLiteral("\"message\" is missing; it says what to tell.");
    } else {
        JsonWriter data;
        data.beginObject();
        data.key("type").string(type.isEmpty() ? QByteArrayView("info") : QByteArrayView(type));
        data.key("message").value(message);
        data.key("timestamp").text(timestamp);
        result.data = data.endObject().take();
    }
    return result;
}

} // namespace helio
