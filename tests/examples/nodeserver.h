// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/childprocess.h"

#include <QJsonArray>
#include <QJsonObject>

#include <memory>
#include <optional>

/// An example's server that needs Node and nothing else, on a free port.
class NodeServer
{
public:
    static bool isAvailable();

    /// `EXAMPLE/server.mjs`, with `environment` (NAME=VALUE) besides.
    explicit NodeServer(const QString &example, const QStringList &environment = {});

    bool start();
    /// Where it said that it listens.
    QString url() const { return url_; }
    /// SIGTERM, and the exit code; empty when it has not ended in time, or ended by the signal.
    std::optional<int> stop();
    QString report() const { return process_->report(); }

private:
    std::unique_ptr<helio::test::ChildProcess> process_;
    QString url_;
};

/// What a run of `helio` printed with `--json`, and its exit code.
struct HelioRun
{
    std::optional<int> exitCode; ///< empty when it had to be ended
    QList<QJsonObject> objects;
    QString report;

    /// The findings of `helio check`, as "CODE SEVERITY".
    QStringList findings() const;
    /// Its errors and warnings.
    QStringList faults() const;
};

HelioRun runHelio(const QStringList &arguments);

/// The commands of an example's README that begin with `helio`, without what stands behind a `#`.
QStringList readmeCommands(const QString &example);
/// A shell runs it, where `helio` is the build's.
std::unique_ptr<helio::test::ChildProcess> shell(const QString &command);
