// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/grouplog.h"
#include "group/logkeys.h"
#include "group/logscripts.h"
#include "redis/redisserver.h"

namespace helio::test {

/// The scripts in a Redis of the test's own, as a hub calls them.
class ScriptBench
{
public:
    /// False where it does not start.
    bool start();
    RespValue ask(const QByteArrayList &command) { return server_.ask(command); }
    RespValue run(LogScripts::Name name, const QByteArrayList &keys, const QByteArrayList &arguments);
    /// Gives the hub a fence: `fence-HUB`.
    void fence(const QByteArray &hub);
    RespValue publish(const QByteArray &hub, const QList<LogRequest> &group, Position seen = {});
    RespValue restore(Position from, const QList<StoredEvent> &events, bool hadOthersTime = false);
    /// What stands in the log, as a hub reads it.
    QList<LogEntry> entries();

    const LogKeys keys = {"heliograph"};
    QByteArray redisRun = "run-1"; ///< what is said to be Redis' redisRunid

private:
    RedisServer server_;
};

} // namespace helio::test
