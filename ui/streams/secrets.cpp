// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/streams/secrets.h"

#include "client/authentication.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

#include <functional>

namespace helio {

using namespace Qt::StringLiterals;

namespace {

/// Shows each credential of the query to `visit`, which may change it.
void visitQuery(QUrl &url, const std::function<void(QString &value)> &visit)
{
    auto items = QUrlQuery(url).queryItems(QUrl::FullyEncoded);
    bool changed = false;
    for (auto &[name, value] : items) {
        if (!isCredential(QUrl::fromPercentEncoding(name.toLatin1()).toUtf8()))
            continue;
        const QString before = value;
        visit(value);
        changed = changed || value != before;
    }
    if (!changed)
        return; // a query of another form than name=value stays as it is
    QUrlQuery query;
    query.setQueryItems(items);
    url.setQuery(query);
}

/// Shows each secret to `visit`, always in the same order. It may change them.
void visitSecrets(StreamRequest &request, const std::function<void(QString &value)> &visit)
{
    const auto visitBytes = [&visit](QByteArray &bytes) {
        QString text = QString::fromUtf8(bytes);
        const QString before = text;
        visit(text);
        if (text != before)
            bytes = text.toUtf8();
    };
    const auto visitUserInfo = [&visit](QUrl &url) {
        QString info = url.userInfo(QUrl::FullyEncoded);
        const QString before = info;
        visit(info);
        if (info != before)
            url.setUserInfo(info, QUrl::TolerantMode);
    };
    visitBytes(request.bearerToken);
    visit(request.password);
    visit(request.passphrase);
    visitUserInfo(request.url);
    visitUserInfo(request.proxy.url);
    for (auto &[name, value] : request.headers) {
        if (isCredential(name))
            visitBytes(value);
    }
    visitQuery(request.url, visit);
}

constexpr std::chrono::milliseconds LongestReconnectionTime{86'400'000};

} // namespace

QByteArray secretsOf(const StreamRequest &request)
{
    StreamRequest copy = request;
    QJsonArray secrets;
    bool isAny = false;
    visitSecrets(copy, [&](QString &value) {
        secrets.append(value);
        isAny = isAny || !value.isEmpty();
    });
    return isAny ? QJsonDocument(secrets).toJson(QJsonDocument::Compact) : QByteArray();
}

StreamRequest withoutSecrets(const StreamRequest &request)
{
    StreamRequest copy = request;
    visitSecrets(copy, [](QString &value) { value.clear(); });
    return copy;
}

QUrl withoutSecrets(const QUrl &url)
{
    QUrl copy = url.adjusted(QUrl::RemoveUserInfo);
    visitQuery(copy, [](QString &value) { value.clear(); });
    return copy;
}

bool addSecrets(StreamRequest &request, const QByteArray &secrets)
{
    const QJsonDocument document = QJsonDocument::fromJson(secrets);
    if (!document.isArray())
        return false;
    const QJsonArray values = document.array();
    StreamRequest copy = request;
    qsizetype next = 0;
    visitSecrets(copy, [&](QString &value) { value = values.at(next++).toString(); });
    if (next != values.size())
        return false;
    request = copy;
    return true;
}

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
