// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/streams/requestsecrets.h"

#include "client/authentication.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrlQuery>

#include <functional>

namespace helio {

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

QString withoutSecrets(const QString &text, const StreamRequest &request)
{
    QString shown = text;
    StreamRequest copy = request;
    visitSecrets(copy, [&shown](QString &value) {
        if (value.isEmpty())
            return;
        for (const QString &form : {value, QUrl::fromPercentEncoding(value.toUtf8())})
            shown.replace(form, QStringLiteral("…"));
    });
    return shown;
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

} // namespace helio
