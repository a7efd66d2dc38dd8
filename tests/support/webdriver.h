// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QNetworkAccessManager>
#include <QString>
#include <QUrl>

#include <chrono>
#include <optional>

namespace helio::test {

/// The wire of the W3C WebDriver protocol: JSON over HTTP. Waiting runs the event loop.
class WebDriver
{
public:
    /// `server` is where the driver listens, as http://127.0.0.1:PORT.
    explicit WebDriver(QUrl server);

    enum class Method {
        Get,
        Post,
        Delete,
    };

    /// Sends a command and gives the `value` of the answer; nothing when the driver refused, or was silent until the
    /// deadline: error() says which.
    std::optional<QJsonValue> command(Method method, const QString &path, const QJsonObject &body = {},
                                      std::chrono::milliseconds deadline = std::chrono::seconds(30));

    QString error() const;

private:
    QUrl server_;
    QNetworkAccessManager network_;
    QString error_;
};

} // namespace helio::test
