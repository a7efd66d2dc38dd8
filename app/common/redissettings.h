// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings.h"

namespace helio {

/// What `env` stands for: SSE_REDIS_URL, else REDIS_URL, of the environment; empty when neither is set.
QString environmentRedisUrl();

/// Makes what makes the backplane that `redis` names, or an empty one where it names none or is no backplane (Streams);
/// with `env` this is where the environment is read. Answers what is wrong; empty when all is well.
QString backplaneFor(const RedisSettings &redis, qsizetype maximumDataBytes, BackplaneFactory &make);
/// Where the history is that the hub shares (Streams); with `env` this is where the environment is read. Answers what
/// is wrong; empty when all is well.
QString groupFor(const RedisSettings &redis, std::optional<GroupOptions> &group);

} // namespace helio
