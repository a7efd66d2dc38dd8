// SPDX-License-Identifier: GPL-3.0-or-later
#include "publishingbench.h"
#include "redis/redisserver.h"
#include "support/swarm.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>

// What history in Redis costs: publishes a second by 1, 64 and 512 publishers who wait for each answer, and how long an
// event takes to a subscriber at 100 events a second, with history in memory and in a Redis of its own in turn.
// HELIO_TEST_PROGRAM names the `helio` that is measured.
//
//   bench_group [ROUNDS]

using namespace helio;
using namespace helio::test;

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    Swarm::openFileLimit();
    const int rounds = argc > 1 ? std::max(1, atoi(argv[1])) : 3;
    RedisServer redis;
    if (!redis.start())
        qFatal("%s", qPrintable(redis.report()));
    int groups = 0;
    const auto inMemory = [] { return QStringList(); };
    const auto inRedis = [&] { // each time another log
        return QStringList{QStringLiteral("--redis"),        redis.url(),
                           QStringLiteral("--redis-mode"),   QStringLiteral("streams"),
                           QStringLiteral("--redis-stream"), QStringLiteral("bench%1").arg(++groups)};
    };
    for (const int publishers : {1, 64, 512}) {
        const auto [memory, log] = inTurn(
            rounds, [publishers](PublishingBench &bench) { return bench.publishesPerSecond(publishers); }, inMemory,
            inRedis);
        std::printf("%3d publishers: %8.0f/s in memory, %8.0f/s in Redis, %.2f of it%s\n", publishers, memory, log,
                    log / memory, publishers == 64 ? " (at least 0.4 is wanted)" : "");
    }
    const auto [memory, log] = inTurn(
        rounds, [](PublishingBench &bench) { return bench.delay(); }, inMemory, inRedis);
    std::printf("to a subscriber: %.3f ms in memory, %.3f ms in Redis (at most %.3f is wanted)\n", memory, log,
                memory + 1);
    return 0;
}
