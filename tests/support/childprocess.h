// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <optional>

namespace helio::test {

/// A program that a test runs. It ends with this object, and with the test program, however that ends. Waiting runs the
/// event loop, so that servers in the test's own thread go on.
class ChildProcess
{
public:
    ChildProcess(const QString &program, const QStringList &arguments);
    ~ChildProcess();
    Q_DISABLE_COPY_MOVE(ChildProcess)

    QStringList arguments() const;
    /// For the next start.
    void setArguments(const QStringList &arguments);

    /// Starts anew with nothing captured; false when there is no such program.
    bool start();
    bool isRunning() const;
    qint64 processId() const;

    void write(const QByteArray &bytes);
    void closeInput();

    /// All it has said since start().
    const QByteArray &standardOutput() const;
    const QByteArray &standardError() const;
    /// Until `enough` says so after some output, or it has ended, or the time is over. False without `enough`.
    bool waitForOutput(const std::function<bool()> &enough, std::chrono::milliseconds deadline);

    void sendSignal(int signal);
    /// The exit code; empty when it has not ended in time (it then runs on), or ended by a signal.
    std::optional<int> waitForExit(std::chrono::milliseconds deadline);
    /// Ends it at once, as `kill -9` does.
    void kill();

    /// What it said and how it ended, for a failed test to show.
    QString report() const;

private:
    QProcess process_;
    QByteArray standardOutput_;
    QByteArray standardError_;
};

} // namespace helio::test
