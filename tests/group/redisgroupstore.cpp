// SPDX-License-Identifier: GPL-3.0-or-later
#include "redisgroupstore.h"

#include "group/groupstore.h"
#include "group/redisgrouplog.h"
#include "redis/redisserver.h"

namespace helio::test {

MadeStore makeRedisGroupStore(const HistoryLimits &limits, const Clock &clock)
{
    static RedisServer server;
    static const bool isStarted = server.start();
    static int number = 0;
    if (!isStarted)
        return MadeStore(server.report());
    QString problem;
    const RedisUrl url = *RedisUrl::parse(server.url(), problem);
    LogOptions options;
    options.stream = "log" + QByteArray::number(++number);
    options.hub = "a";
    // This Redis is young, and nobody else comes: half of the usual window is not waited for, as the hub would open
    // without it on a busy machine.
    options.restoreWindow = std::chrono::milliseconds(100);
    return std::make_unique<GroupStore>(limits, clock, std::make_unique<RedisGroupLog>(url), options);
}

MadeStore makeRedisGroupStoreWithLittleMemory(HistoryLimits limits, const Clock &clock)
{
    limits.memoryBytes = 1'000;
    return makeRedisGroupStore(limits, clock);
}

} // namespace helio::test
