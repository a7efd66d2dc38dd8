// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/contractrequest.h"

#include "client/answer.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <limits>

namespace helio::contract {

namespace {

/// Reads the members of an object; what is wrong with the first bad one becomes `problem`.
class Members
{
public:
    explicit Members(const QJsonObject &object)
        : object_(object)
    {}

    QString problem;

    QString text(const QString &name)
    {
        const QJsonValue value = present(name);
        if (!value.isUndefined() && !value.isString())
            complain(name, QStringLiteral("a string"));
        return value.toString();
    }

    QUrl address(const QString &name)
    {
        QUrl url(text(name));
        if (!isHttpUrl(url))
            complain(name, QStringLiteral("an http:// or https:// URL"));
        return url;
    }

    std::optional<std::chrono::milliseconds> milliseconds(const QString &name)
    {
        const QJsonValue value = present(name);
        if (value.isUndefined())
            return {};
        const double number = value.toDouble(-1);
        if (number < 0 || number > std::numeric_limits<int>::max())
            complain(name, QStringLiteral("a number of milliseconds"));
        return std::chrono::milliseconds(qint64(number));
    }

    QList<std::pair<QByteArray, QByteArray>> headers(const QString &name)
    {
        const QJsonValue value = present(name);
        if (!value.isUndefined() && !value.isObject())
            complain(name, QStringLiteral("an object"));
        QList<std::pair<QByteArray, QByteArray>> headers;
        const QJsonObject object = value.toObject();
        for (auto header = object.begin(); header != object.end(); ++header) {
            headers.emplaceBack(header.key().toUtf8(), header.value().toString().toUtf8());
            if (!header.value().isString() || !isHeaderName(headers.last().first) ||
                !isHeaderValue(headers.last().second))
                complain(name, QStringLiteral("an object of header names and values"));
        }
        return headers;
    }

private:
    QJsonValue present(const QString &name) const
    {
        const QJsonValue value = object_.value(name);
        return value.isNull() ? QJsonValue(QJsonValue::Undefined) : value;
    }
    void complain(const QString &name, const QString &wanted)
    {
        if (problem.isEmpty())
            problem = QStringLiteral("\"%1\" must be %2.").arg(name, wanted);
    }

    QJsonObject object_;
};

} // namespace

std::optional<ContractRequest> ContractRequest::parse(const QByteArray &json, QString &problem)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject()) {
        problem = QStringLiteral("The body must be a JSON object (%1).").arg(error.errorString());
        return {};
    }
    Members members(document.object());
    ContractRequest request;
    request.stream = members.address(QStringLiteral("streamUrl"));
    request.callback = members.address(QStringLiteral("callbackUrl"));
    request.tag = members.text(QStringLiteral("tag"));

    EventSourceOptions &options = request.options;
    if (const auto delay = members.milliseconds(QStringLiteral("initialDelayMs")))
        options.reconnectionTime = *delay;
    if (const auto silence = members.milliseconds(QStringLiteral("readTimeoutMs")); silence && silence->count() > 0)
        options.readTimeout = silence;
    options.lastEventId = members.text(QStringLiteral("lastEventId")).toUtf8();
    options.headers = members.headers(QStringLiteral("headers"));
    if (const QByteArray method = members.text(QStringLiteral("method")).toLatin1(); !method.isEmpty())
        options.method = method;
    options.body = members.text(QStringLiteral("body")).toUtf8();
    options.contentType = "text/plain"; // unless the headers name another
    options.reconnects = true;          // whatever the method
    options.reportsComments = true;
    options.silentHeartbeats = 0; // the harness's comments are none

    if (!isHeaderName(options.method))
        members.problem = QStringLiteral("\"method\" must be a method of HTTP.");
    if (!isHeaderValue(options.lastEventId))
        members.problem = QStringLiteral("\"lastEventId\" must be one line of text.");
    if (!members.problem.isEmpty()) {
        problem = members.problem;
        return {};
    }
    return request;
}

} // namespace helio::contract
