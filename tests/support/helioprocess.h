// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/childprocess.h"

#include <QUrl>

namespace helio::test {

/// The build's own `helio serve` as a child on a free port. `helio publish` and `helio listen` run as a ChildProcess of
/// program().
class HelioProcess
{
public:
    /// The path of the program that was built with the tests, or of the one that HELIO_TEST_PROGRAM names.
    static QString program();

    /// `helio serve --listen 127.0.0.1:0` with `more` behind it.
    explicit HelioProcess(const QStringList &more = {});

    /// Starts it and waits until it listens. False when it does not in time: report() says what it said.
    bool start(std::chrono::milliseconds deadline = std::chrono::seconds(20));
    /// Starts it again, on the port it had before. It must have ended.
    bool restart(std::chrono::milliseconds deadline = std::chrono::seconds(20));

    /// Where it listens; 0 before the first start.
    quint16 port() const;
    /// `http://127.0.0.1:PORT` and `path`, which may carry a query.
    QUrl url(const QString &path = QStringLiteral("/")) const;

    /// SIGTERM, and the exit code; empty when it has not ended in time, or ended by a signal.
    std::optional<int> stop(std::chrono::milliseconds deadline = std::chrono::seconds(30));
    /// As `kill -9` does.
    void kill();

    ChildProcess &process();
    QString report() const;

private:
    bool waitUntilListening(std::chrono::milliseconds deadline);

    QStringList more_;
    ChildProcess process_;
    quint16 port_ = 0;
};

} // namespace helio::test
