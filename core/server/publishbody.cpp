// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/publishbody.h"

#include "json/jsonwriter.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace helio {

namespace {

using Json = nlohmann::ordered_json;

/// Deeper values than any program means; writing a value out again takes the stack as deep as it is nested.
constexpr int MaximumDepth = 128;

/// Says what is wrong, for people.
class BadBody : public std::runtime_error
{
public:
    explicit BadBody(const QString &problem)
        : std::runtime_error(problem.toStdString())
    {}
    QString problem() const { return QString::fromUtf8(what()); }
};

Json parse(QByteArrayView text)
{
    const auto checkDepth = [](int depth, Json::parse_event_t, Json &) {
        if (depth > MaximumDepth)
            throw BadBody(QStringLiteral("The JSON is nested deeper than %1 levels.").arg(MaximumDepth));
        return true;
    };
    try {
        return Json::parse(text.begin(), text.end(), checkDepth);
    } catch (const Json::parse_error &error) {
        throw BadBody(QStringLiteral("This is not valid JSON, at byte %1.").arg(qulonglong(error.byte)));
    } catch (const Json::out_of_range &) {
        throw BadBody(QStringLiteral("The JSON has a number that is too large to be one."));
    }
}

QByteArray bytes(const std::string &text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

QByteArray textMember(const std::string &name, const Json &value, bool numbersToo = false)
{
    if (value.is_null())
        return {};
    if (value.is_string())
        return bytes(value.get_ref<const std::string &>());
    if (numbersToo && value.is_number_integer())
        return bytes(value.dump());
    throw BadBody(QStringLiteral("\"%1\" must be a string.").arg(QString::fromStdString(name)));
}

QByteArray dataMember(const Json &value)
{
    return value.is_string() ? bytes(value.get_ref<const std::string &>()) : bytes(value.dump());
}

Publication publicationFrom(const Json &object)
{
    if (!object.is_object())
        throw BadBody(QStringLiteral("An event is an object such as {\"channel\":\"sse\",\"data\":\"hello\"}."));
    Publication publication;
    bool hasData = false;
    for (const auto &[name, value] : object.items()) {
        if (name == "channel") {
            if (!value.is_null())
                publication.channel = textMember(name, value);
        } else if (name == "type" || name == "event") {
            const QByteArray type = textMember(name, value);
            if (!publication.type.isEmpty() && !type.isEmpty() && publication.type != type)
                throw BadBody(
                    QStringLiteral("\"type\" and \"event\" mean the same and say different things; give one."));
            if (!type.isEmpty())
                publication.type = type;
        } else if (name == "id") {
            publication.id = textMember(name, value, true);
        } else if (name == "retry") {
            if (value.is_null())
                continue;
            if (!value.is_number_integer() || (value.is_number_unsigned() && value.get<quint64>() > quint64(INT64_MAX)))
                throw BadBody(QStringLiteral("\"retry\" must be a whole number of milliseconds."));
            publication.retry = std::chrono::milliseconds(value.get<qint64>());
        } else if (name == "data") {
            publication.data = dataMember(value);
            hasData = true;
        } else {
            throw BadBody(
                QStringLiteral(
                    "\"%1\" is not known; an event has \"channel\", \"data\", \"type\", \"id\" and \"retry\".")
                    .arg(QString::fromStdString(name)));
        }
    }
    if (!hasData)
        throw BadBody(QStringLiteral("The event has no \"data\"; give \"\" for an empty one."));
    return publication;
}

} // namespace

PublishBody parseJsonBody(const QByteArray &body)
{
    PublishBody result;
    try {
        const Json json = parse(body);
        result.isBatch = json.is_array();
        if (!result.isBatch) {
            result.publications.append(publicationFrom(json));
            return result;
        }
        for (const Json &object : json) {
            try {
                result.publications.append(publicationFrom(object));
            } catch (const BadBody &bad) {
                throw BadBody(
                    QStringLiteral("Event %1 of the array: %2").arg(result.publications.size() + 1).arg(bad.problem()));
            }
        }
    } catch (const BadBody &bad) {
        result.publications.clear();
        result.problem = bad.problem();
    }
    return result;
}

PublishBody parseNdjsonBody(const QByteArray &body)
{
    PublishBody result;
    result.isBatch = true;
    qsizetype lineNumber = 0;
    for (qsizetype begin = 0; begin < body.size();) {
        qsizetype end = body.indexOf('\n', begin);
        if (end < 0)
            end = body.size();
        const QByteArrayView line = QByteArrayView(body).sliced(begin, end - begin).trimmed();
        begin = end + 1;
        ++lineNumber;
        if (line.isEmpty())
            continue;
        try {
            result.publications.append(publicationFrom(parse(line)));
        } catch (const BadBody &bad) {
            result.publications.clear();
            result.problem = QStringLiteral("Line %1: %2").arg(lineNumber).arg(bad.problem());
            return result;
        }
    }
    return result;
}

Notification parseNotification(const QByteArray &body, const QString &timestamp)
{
    Notification result;
    try {
        const Json json = parse(body);
        if (!json.is_object())
            throw BadBody(
                QStringLiteral("A notification is an object such as {\"userId\":\"ada\",\"message\":\"Hello\"}."));
        Json data = Json::object();
        data["type"] = "info";
        data["message"] = nullptr;
        data["timestamp"] = timestamp.toStdString();
        for (const auto &[name, value] : json.items()) {
            if (name == "userId")
                result.userId = textMember(name, value, true);
            else if (name == "message")
                data["message"] = value;
            else if (name == "type" && !textMember(name, value).isEmpty())
                data["type"] = value;
        }
        if (result.userId.isEmpty())
            throw BadBody(QStringLiteral("\"userId\" is missing; it names who is to be notified."));
        if (data["message"].is_null())
            throw BadBody(QStringLiteral("\"message\" is missing; it says what to tell."));
        result.data = bytes(data.dump());
    } catch (const BadBody &bad) {
        result.problem = bad.problem();
    }
    return result;
}

} // namespace helio
