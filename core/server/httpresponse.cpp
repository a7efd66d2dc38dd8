// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/httpresponse.h"

#include "json/jsonwriter.h"

namespace helio {

HttpResponse HttpResponse::json(QByteArray body)
{
    HttpResponse response;
    response.contentType = QByteArrayLiteral("application/json");
    response.body = std::move(body);
    response.body += '\n'; // whoever asks in a terminal has the next line for himself
    response.fields.emplaceBack(QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("no-store"));
    return response;
}

HttpResponse HttpResponse::noContent()
{
    HttpResponse response;
    response.status = 204;
    return response;
}

HttpResponse HttpResponse::problem(int status, const QString &detail)
{
    HttpResponse response = json(JsonWriter()
                                     .beginObject()
                                     .key("type")
                                     .string("about:blank")
                                     .key("title")
                                     .string(reasonPhrase(status))
                                     .key("status")
                                     .number(qint64(status))
                                     .key("detail")
                                     .text(detail)
                                     .endObject()
                                     .result());
    response.status = status;
    response.contentType = "application/problem+json";
    return response;
}

HttpResponse HttpResponse::with(const QByteArray &name, const QByteArray &value) &&
{
    fields.emplaceBack(name, value);
    return std::move(*this);
}

QByteArray HttpResponse::serialized(const QList<std::pair<QByteArray, QByteArray>> &moreFields, bool keepAlive,
                                    bool withBody) const
{
    QByteArray out;
    out.reserve(256 + body.size());
    out.append("HTTP/1.1 ").append(QByteArray::number(status)).append(' ').append(reasonPhrase(status)).append("\r\n");
    const auto append = [&out](QByteArrayView name, QByteArrayView value) {
        out.append(name).append(": ").append(value).append("\r\n");
    };
    if (!contentType.isEmpty())
        append("Content-Type", contentType);
    if (status != 204 && status != 304)
        append("Content-Length", QByteArray::number(separateBody < 0 ? body.size() : separateBody));
    for (const auto &[name, value] : fields)
        append(name, value);
    for (const auto &[name, value] : moreFields)
        append(name, value);
    if (!keepAlive || closeAfter)
        append("Connection", "close");
    out.append("\r\n");
    if (withBody && status != 204 && status != 304)
        out.append(body);
    return out;
}

HttpResponse historyAway()
{
    return HttpResponse::problem(503, QStringLiteral("The hub's history cannot be read or written at the moment."))
        .with("Retry-After", "5");
}

QByteArray eventStreamHead(const QList<std::pair<QByteArray, QByteArray>> &moreFields)
{
    QByteArray head("HTTP/1.1 200 OK\r\n"
                    "Content-Type: text/event-stream\r\n"
                    "Cache-Control: no-cache, no-store, no-transform\r\n"
                    "X-Accel-Buffering: no\r\n"
                    "Connection: close\r\n");
    for (const auto &[name, value] : moreFields)
        head.append(name).append(": ").append(value).append("\r\n");
    return head.append("\r\n");
}

QByteArrayView reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 202:
        return "Accepted";
    case 204:
        return "No Content";
    case 302:
        return "Found";
    case 304:
        return "Not Modified";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 413:
        return "Content Too Large";
    case 415:
        return "Unsupported Media Type";
    case 417:
        return "Expectation Failed";
    case 421:
        return "Misdirected Request";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    case 505:
        return "HTTP Version Not Supported";
    case 507:
        return "Insufficient Storage";
    default:
        return "Unknown";
    }
}

} // namespace helio
