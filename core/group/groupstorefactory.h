// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/grouplog.h"
#include "redis/redisurl.h"

namespace helio {

/// Where hubs have their history together. The bounds of history are those that each gives its store.
struct GroupOptions
{
    RedisUrl url = {};
    QByteArray stream = QByteArrayLiteral("heliograph"); ///< the key of the log, which all others begin with
    int replicas = 0;                                    ///< so many have to have what a publisher is answered
    Selection bridged = {};                          ///< channels that one of the hubs speaks in Flask-SSE's form, too
    qsizetype maximumDataBytes = qsizetype(1) << 20; ///< of an event from elsewhere
};

/// What such a store asks of its log; the hub's id is another one each time.
LogOptions logOptions(const GroupOptions &options, const HistoryLimits &limits);

/// Makes stores over the log that `options` name, of the kind `redis`. Each is another hub to the group, with an id of
/// its own.
StoreFactory makeGroupStore(const GroupOptions &options);

} // namespace helio
