// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/webdriver.h"

#include <QTcpSocket>

namespace helio::test {

/// Firefox's own remote control, which geckodriver speaks, too: WebDriver's commands as JSON over TCP, each behind its
/// length. Waiting runs the event loop.
class Marionette
{
public:
    /// Connects to 127.0.0.1 and begins a session; false when there is none in time: error() says why.
    bool start(quint16 port, std::chrono::milliseconds deadline = std::chrono::seconds(30));

    /// As WebDriver::command(), for the commands that Browser uses; `path` is the one behind `/session/ID/`.
    std::optional<QJsonValue> command(WebDriver::Method method, const QString &path, const QJsonObject &body = {},
                                      std::chrono::milliseconds deadline = std::chrono::seconds(30));
    /// Ends the browser; what runs in its pages is not asked.
    void quit();

    QString error() const;

private:
    std::optional<QJsonValue> send(const QString &name, const QJsonObject &parameters,
                                   std::chrono::milliseconds deadline);
    std::optional<QByteArray> takeMessage();
    bool waitForMore(std::chrono::steady_clock::time_point until);

    QTcpSocket socket_;
    QByteArray received_;
    int count_ = 0;
    QString error_;
};

} // namespace helio::test
