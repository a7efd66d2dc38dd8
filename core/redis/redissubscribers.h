// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/backplanecontrol.h"
#include "redis/redislink.h"

#include <functional>

namespace helio {

/// Sends a command to a Redis, as RedisLink::send() does.
using RedisSender = std::function<void(const QByteArrayList &command, RedisLink::Reply reply)>;

/// Asks which channels have subscribers there (PUBSUB CHANNELS), and how many (NUMSUB). `found` gets them by name, at
/// most 1,000; or none and the error that Redis answered, else empty. It is not called when the connection is lost
/// before.
void findRedisSubscribers(const RedisSender &send,
                          std::function<void(const QList<BackplaneChannel> &channels, const QByteArray &error)> found);

} // namespace helio
