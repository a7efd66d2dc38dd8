// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/logscripts.h"
#include "redis/redisconnection.h"

#include <deque>

namespace helio {

/// Commands over one connection, each of which is answered exactly once and in order: with what Redis answers, or, when
/// the connection is lost before, with an error of which isLost() knows.
class LogCalls
{
public:
    using Reply = RedisLink::Reply;

    /// `connection` is borrowed, is one for commands, and has no other user.
    explicit LogCalls(RedisConnection &connection);
    Q_DISABLE_COPY_MOVE(LogCalls)

    void send(const QByteArrayList &command, Reply reply);
    void run(LogScripts::Name script, const QByteArrayList &keys, const QByteArrayList &arguments, Reply reply);
    /// The connection was lost: answers all that is under way. Its owner calls it, since what is answered first of
    /// several connections is for him to say.
    void fail();

    static bool isLost(const RespValue &reply);

private:
    RedisConnection &connection_;
    std::deque<Reply> underWay_;
};

} // namespace helio
