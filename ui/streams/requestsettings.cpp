// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/streams/requestsettings.h"

#include "ui/streams/requestsecrets.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace helio {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(StreamFormat wanted)
{
    for (const auto &[name, format] : StreamFormats) {
        if (format == wanted)
            return QString::fromLatin1(name);
    }
    return {};
}

constexpr std::chrono::milliseconds LongestReconnectionTime{86'400'000};

} // namespace

QJsonObject settingsOf(const StreamRequest &request)
{
    const StreamRequest plain = withoutSecrets(request);
    const StreamRequest usual;
    QJsonObject settings{{u"url"_s, plain.url.toString(QUrl::FullyEncoded)}};
    const auto put = [&settings](QLatin1StringView key, const auto &value, const auto &usualValue) {
        if (value != usualValue)
            settings.insert(key, value);
    };
    put("name"_L1, plain.name, usual.name);
    put("method"_L1, QString::fromUtf8(plain.method), QString::fromUtf8(usual.method));
    put("body"_L1, QString::fromUtf8(plain.body), QString());
    put("format"_L1, nameOf(plain.format), nameOf(usual.format));
    put("acceptsAnyType"_L1, plain.acceptsAnyType, usual.acceptsAnyType);
    put("lastEventId"_L1, QString::fromUtf8(plain.lastEventId), QString());
    QJsonArray headers;
    for (const auto &[name, value] : plain.headers)
        headers.append(QJsonArray{QString::fromUtf8(name), QString::fromUtf8(value)});
    put("headers"_L1, headers, QJsonArray());
    put("userName"_L1, plain.userName, usual.userName);
    put("authorityFile"_L1, plain.authorityFile, usual.authorityFile);
    put("certificateFile"_L1, plain.certificateFile, usual.certificateFile);
    put("keyFile"_L1, plain.keyFile, usual.keyFile);
    put("allowHttp2"_L1, plain.allowHttp2, usual.allowHttp2);
    put("proxy"_L1, int(plain.proxy.kind), int(usual.proxy.kind));
    put("proxyUrl"_L1, plain.proxy.url.toString(QUrl::FullyEncoded), QString());
    put("reconnectionTime"_L1, qint64(plain.reconnectionTime.count()), qint64(usual.reconnectionTime.count()));
    put("maximumReconnects"_L1, plain.maximumReconnects, usual.maximumReconnects);
    put("retriesServerErrors"_L1, plain.retriesServerErrors, usual.retriesServerErrors);
    return settings;
}

StreamRequest requestFrom(const QJsonObject &settings)
{
    StreamRequest request;
    const QUrl url(settings["url"_L1].toString());
    if (url.isValid() && !url.host().isEmpty())
        request.url = url;
    request.name = settings["name"_L1].toString();
    request.method = settings["method"_L1].toString(QString::fromUtf8(request.method)).toUtf8();
    request.body = settings["body"_L1].toString().toUtf8();
    for (const auto &[name, format] : StreamFormats) {
        if (settings["format"_L1].toString() == QLatin1StringView(name))
            request.format = format;
    }
    request.acceptsAnyType = settings["acceptsAnyType"_L1].toBool();
    request.lastEventId = settings["lastEventId"_L1].toString().toUtf8();
    const QJsonArray headers = settings["headers"_L1].toArray();
    for (const auto &header : headers)
        request.headers.append({header[0].toString().toUtf8(), header[1].toString().toUtf8()});
    request.userName = settings["userName"_L1].toString();
    request.authorityFile = settings["authorityFile"_L1].toString();
    request.certificateFile = settings["certificateFile"_L1].toString();
    request.keyFile = settings["keyFile"_L1].toString();
    request.allowHttp2 = settings["allowHttp2"_L1].toBool();
    const int proxy = settings["proxy"_L1].toInt();
    if (proxy == int(StreamProxy::Kind::None) || proxy == int(StreamProxy::Kind::Given))
        request.proxy.kind = StreamProxy::Kind(proxy);
    request.proxy.url = QUrl(settings["proxyUrl"_L1].toString());
    const auto time = settings["reconnectionTime"_L1].toInteger(request.reconnectionTime.count());
    request.reconnectionTime =
        std::clamp(std::chrono::milliseconds(time), std::chrono::milliseconds(0), LongestReconnectionTime);
    request.maximumReconnects =
        std::max(StreamRequest::NoLimit, settings["maximumReconnects"_L1].toInt(StreamRequest::NoLimit));
    request.retriesServerErrors = settings["retriesServerErrors"_L1].toBool(request.retriesServerErrors);
    return request;
}

} // namespace helio
