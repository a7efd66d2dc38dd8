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
    /// Nothing is there but the fences of the hubs `h` and `i`.
    void clear();
    RespValue ask(const QByteArrayList &command) { return server_.ask(command); }
    RespValue run(LogScripts::Name name, const QByteArrayList &keys, const QByteArrayList &arguments);
    /// Gives the hub a fence: `fence-HUB`.
    void fence(const QByteArray &hub);
    RespValue publish(const QByteArray &hub, const QList<LogRequest> &group, Position seen = {});
    RespValue join(const QByteArray &hub, const QByteArrayList &known = {}, const QByteArray &seen = {},
                   const QByteArray &window = "60000", const QByteArray &uptime = "5",
                   const QByteArray &formerRun = {});
    RespValue restore(Position from, const QList<StoredEvent> &events, bool hadOthersTime = false);
    /// What stands in the log, as a hub reads it.
    QList<LogEntry> entries();

    const LogKeys keys = {"heliograph"};
    QByteArray redisRun = "run-1"; ///< what is said to be Redis' redisRunid

private:
    RedisServer server_;
};

/// The items of a list, as text.
QByteArrayList textsOf(const RespValue &list);
/// What `publish` answered to one of the requests: a string for each publication.
QByteArrayList answersOf(const RespValue &reply, qsizetype request = 0);

inline LogRequest request(const QList<Publication> &publications, quint64 number = 1)
{
    return {number, publications};
}

inline const Publication Plain = {"a", {}, "x", {}, {}};

} // namespace helio::test
