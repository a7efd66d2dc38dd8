// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/hearingrequest.h"

#include "client/answer.h"
#include "client/authentication.h"
#include "client/networkmanager.h"
#include "client/ownheaders.h"
#include "json/jsonvalue.h"

#include <QDateTime>

#include <algorithm>

namespace helio {

namespace {

bool isJsonRpc(const QByteArray &body)
{
    const QByteArray text = body.trimmed();
    auto value = JsonValue::read(text);
    if (value && value->kind == JsonValue::Kind::Array) {
        JsonChildren children(*value);
        value = children.next() ? std::optional(children.value()) : std::nullopt;
    }
    return value && value->kind == JsonValue::Kind::Object && value->member("jsonrpc").has_value();
}

} // namespace

bool HearingRequest::isMcp() const
{
    const auto isMcpHeader = [](const auto &header) {
        const QByteArray name = header.first.toLower();
        return name == "mcp-protocol-version" || name == "mcp-session-id";
    };
    return std::any_of(asked.headers.begin(), asked.headers.end(), isMcpHeader) || isJsonRpc(asked.body);
}

bool HearingRequest::mayBeRepeated() const
{
    return asked.body.isEmpty() && (asked.method == "GET" || asked.method == "HEAD") && !isMcp();
}

bool HearingRequest::sendsCredentials() const
{
    return !authorization(asked, url).isEmpty() || !asked.tls.clientCertificates.isEmpty() ||
           std::any_of(asked.headers.begin(), asked.headers.end(),
                       [](const auto &header) { return isCredential(header.first); });
}

QByteArray HearingRequest::ownHeader(QByteArrayView lowerName) const
{
    QByteArray joined;
    for (const auto &[name, value] : asked.headers) {
        if (name.toLower() == lowerName)
            joined = joined.isEmpty() ? value : joined + (lowerName == "cookie" ? "; " : ", ") + value;
    }
    return joined;
}

JudgedRequest HearingRequest::judged() const
{
    JudgedRequest judged;
    judged.method = asked.method;
    judged.url = shownUrl(url);
    judged.format = asked.format;
    judged.hasBody = !asked.body.isEmpty();
    judged.isMcp = isMcp();
    judged.acceptsJson = listsJsonType(ownHeader("accept"));
    judged.lastEventId = asked.lastEventId;
    const QByteArray ownCoding = ownHeader("accept-encoding");
    judged.acceptEncoding = ownCoding.isEmpty() ? acceptEncoding : ownCoding;
    judged.origin = origin;
    judged.sendsCredentials = sendsCredentials();
    judged.wallClock = QDateTime::currentMSecsSinceEpoch();
    return judged;
}

QByteArray shownUrl(const QUrl &url)
{
    return url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment).toEncoded();
}

QByteArray hopMethod(const HearingRequest &request, const RequestHop &hop)
{
    return hop.lostItsBody ? QByteArray("GET") : request.asked.method;
}

bool sendsBody(const HearingRequest &request, const RequestHop &hop)
{
    return !hop.lostItsBody && !request.asked.body.isEmpty();
}

QList<JudgedHead::Field> requestFields(const HearingRequest &request, const RequestHop &hop)
{
    QList<JudgedHead::Field> fields;
    const auto set = [&fields](const QByteArray &name, const QByteArray &value) {
        for (auto &[known, old] : fields) {
            if (known.compare(name, Qt::CaseInsensitive) == 0) {
                old = value;
                return;
            }
        }
        fields.append({name, value});
    };
    const EventSourceOptions &asked = request.asked;
    set("User-Agent", ownUserAgent());
    set("Accept", request.isMcp() ? "application/json, text/event-stream" : "text/event-stream");
    set("Cache-Control", "no-cache");
    set("Accept-Encoding", request.acceptEncoding);
    if (sendsBody(request, hop) && isHeaderValue(asked.contentType))
        set("Content-Type", asked.contentType);
    if (const QByteArray value = authorization(asked, request.url);
        hop.withCredentials && !value.isEmpty() && isHeaderValue(value))
        set("Authorization", value);
    if (!request.origin.isEmpty())
        set("Origin", request.origin);
    QByteArrayList given;
    for (const auto &[name, value] : asked.headers) {
        const QByteArray lowerName = name.toLower();
        const bool isAboutBody = describesBody(lowerName);
        const bool staysBehind =
            !hop.withCredentials && !crossesOrigins(lowerName) && !(sendsBody(request, hop) && isAboutBody);
        if (!isHeaderName(name) || !isHeaderValue(value) || staysBehind || (hop.lostItsBody && isAboutBody) ||
            lowerName == "content-length" || given.contains(lowerName))
            continue;
        given.append(lowerName);
        set(name, request.ownHeader(lowerName));
    }
    if (!asked.lastEventId.isEmpty() && isHeaderValue(asked.lastEventId))
        set("Last-Event-ID", asked.lastEventId);
    return fields;
}

} // namespace helio
