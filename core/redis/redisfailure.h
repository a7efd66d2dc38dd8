// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/message.h"
#include "redis/redisurl.h"

namespace helio {

/// How far a link to Redis is. A stage that the URL does not need is left out.
enum class RedisStage {
    Closed,
    Resolve, ///< the host's name; not for an address, nor for a Unix socket
    Connect,
    Secure, ///< TLS
    SignIn, ///< AUTH, with a password alone or as a user
    Select, ///< the database; not for 0
    Ping,   ///< also refused where a password is asked for and the URL has none
    Role,   ///< only of the master that a sentinel named
    Ready,
};

/// Why a link to Redis could not be made, or was lost.
struct RedisFailure
{
    enum class Cause {
        HostUnknown,
        NobodyThere,
        SocketMissing,   ///< there is no Unix socket of that path
        SocketForbidden, ///< this process may not use it
        NetworkFailed,   ///< anything else that a socket reports
        Closed,          ///< by the other side
        TimedOut,        ///< the owner's patience was over
        TlsMissing,      ///< in this Qt
        TlsFileUnreadable,
        TlsFailed, ///< no agreement, or a certificate that is not trusted
        NotRedis,
        AnswerTooLarge,
        WrongPassword, ///< or no such user
        PasswordMissing,
        PasswordUnwanted, ///< the URL has one, Redis has none
        Forbidden,        ///< by the user's rules (ACL)
        DatabaseMissing,
        Loading,
        NotMaster,        ///< a replica
        KeyOfAnotherType, ///< than the command needs
        Full,             ///< its `maxmemory` is used up
        DiskFailed,       ///< it cannot write to its disk, and takes nothing until it can
        ReplicasMissing,  ///< fewer than it is set to want
        Cluster,          ///< what is asked for is elsewhere in a cluster
        CommandMissing,   ///< an older Redis, or the command was taken away
        SentinelsAway,    ///< none could be asked
        MasterUnknown,    ///< to all sentinels that could be asked
        NotSentinel,      ///< a Redis is where a sentinel should be
        Other,            ///< `text` is what Redis said
    };

    RedisStage stage = RedisStage::Closed; ///< in which it happened
    Cause cause = Cause::Other;
    Message text; ///< what happened and what to do; for people, without any password

    /// `detail` is what the cause leaves open: what the socket, the reader or Redis said, the file, or the whole
    /// seconds waited; else empty.
    static RedisFailure of(const RedisUrl &url, RedisStage stage, Cause cause, const Message &detail = {});
    /// For an error that Redis answered, to a command or from within a script. `key`: the command's, which an error
    /// about its type does not name.
    static RedisFailure ofError(RedisStage stage, const QByteArray &error, const QByteArray &key = {});
};

/// What an error that Redis answered means, for people; without the arguments of the command, which Redis repeats now
/// and then.
Message redisErrorText(const QByteArray &error, const QByteArray &key = {});

/// For a key that holds something else than a stream; `type` as TYPE tells it.
Message redisKeyTypeText(const QByteArray &key, const QByteArray &type);

/// The value of a line `name:value` of INFO; empty when there is none.
QByteArray redisInfoValue(const QByteArray &info, const QByteArray &name);

/// What a Redis may do to a log in it when it is full, by what INFO memory says of its `maxmemory-policy`; empty when
/// it keeps all it has. For people.
Message redisEvictionNotice(const QByteArray &info);

} // namespace helio
