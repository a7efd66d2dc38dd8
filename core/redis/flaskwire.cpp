// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/flaskwire.h"

#include "json/jsonprinter.h"
#include "json/jsonwriter.h"
#include "json/utf8.h"

#include <optional>

namespace helio {

namespace {

/// As JSON in Python's manner; a string stands for its text.
std::optional<QByteArray> dataOf(const JsonValue &value)
{
    if (value.kind == JsonValue::Kind::String)
        return value.string();
    QByteArray data;
    appendSpaced(data, value);
    return data;
}

/// The text of a string, the digits of a number, empty for null.
std::optional<QByteArray> textOf(const JsonValue &value)
{
    switch (value.kind) {
    case JsonValue::Kind::Null:
        return QByteArray();
    case JsonValue::Kind::String:
        return value.string();
    case JsonValue::Kind::Number:
        return value.text.toByteArray();
    case JsonValue::Kind::Object:
    case JsonValue::Kind::Array:
    case JsonValue::Kind::Boolean:
        break;
    }
    return std::nullopt;
}

/// Takes a member into `publication`; false where Flask-SSE's form has none like it.
bool readMember(const JsonChildren &member, Publication &publication)
{
    const JsonValue &value = member.value();
    if (member.hasKey("data")) {
        const auto data = dataOf(value);
        publication.data = data.value_or(QByteArray());
        return data.has_value();
    }
    if (member.hasKey("retry")) {
        publication.retry.reset();
        if (value.kind == JsonValue::Kind::Number) // a fraction or too large a number reads as 0, which no hub sends
            publication.retry = std::chrono::milliseconds(value.text.toLongLong());
        return value.kind == JsonValue::Kind::Number || value.kind == JsonValue::Kind::Null;
    }
    const auto text = textOf(value);
    if (member.hasKey("type"))
        publication.type = text.value_or(QByteArray());
    else if (member.hasKey("id"))
        publication.id = text.value_or(QByteArray());
    else
        return false;
    return text && (value.kind != JsonValue::Kind::Number || member.hasKey("id"));
}

/// Nothing when it is not of Flask-SSE's form.
std::optional<Publication> readObject(QByteArrayView message)
{
    // Other programs nest as deep as they like: it costs no more than the message itself.
    const auto object = JsonValue::read(message, nullptr, message.size());
    if (!object || object->kind != JsonValue::Kind::Object)
        return {};
    Publication publication;
    bool hasData = false;
    for (JsonChildren members(*object); members.next();) {
        if (!readMember(members, publication))
            return {};
        hasData = hasData || members.hasKey("data");
    }
    return hasData ? std::optional(publication) : std::nullopt;
}

} // namespace

QByteArray flaskMessage(const Publication &publication)
{
    JsonWriter json;
    json.beginObject().key("data").string(publication.data);
    if (!publication.type.isEmpty())
        json.key("type").string(publication.type);
    if (!publication.id.isEmpty())
        json.key("id").string(publication.id);
    if (publication.retry)
        json.key("retry").number(qint64(publication.retry->count()));
    return json.endObject().result();
}

FlaskReading readFlaskMessage(const QByteArray &message)
{
    if (auto publication = readObject(message))
        return {*publication, true};
    FlaskReading other;
    other.publication.data = firstInvalidUtf8(message) ? decodeUtf8(message).toUtf8() : message;
    return other;
}

} // namespace helio
