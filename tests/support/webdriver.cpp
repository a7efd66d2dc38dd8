// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/webdriver.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTimer>

#include <memory>

namespace helio::test {

WebDriver::WebDriver(QUrl server)
    : server_(std::move(server))
{
    network_.setProxy(QNetworkProxy::NoProxy);
}

std::optional<QJsonValue> WebDriver::command(Method method, const QString &path, const QJsonObject &body,
                                             std::chrono::milliseconds deadline)
{
    QUrl url = server_;
    url.setPath(path);
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    const QByteArray content = QJsonDocument(body).toJson(QJsonDocument::Compact);
    std::unique_ptr<QNetworkReply> reply;
    switch (method) {
    case Method::Get:
        reply.reset(network_.get(request));
        break;
    case Method::Post:
        reply.reset(network_.post(request, content));
        break;
    case Method::Delete:
        reply.reset(network_.deleteResource(request));
        break;
    }

    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(deadline, &loop, &QEventLoop::quit);
    loop.exec();
    if (!reply->isFinished()) {
        error_ = QStringLiteral("%1: no answer from the browser's driver in time").arg(path);
        return std::nullopt;
    }
    const QJsonValue value = QJsonDocument::fromJson(reply->readAll()).object().value(QLatin1String("value"));
    if (reply->error() != QNetworkReply::NoError) {
        const QString message = value.toObject().value(QLatin1String("message")).toString();
        error_ = QStringLiteral("%1: %2").arg(path, message.isEmpty() ? reply->errorString() : message);
        return std::nullopt;
    }
    return value;
}

QString WebDriver::error() const
{
    return error_;
}

} // namespace helio::test
