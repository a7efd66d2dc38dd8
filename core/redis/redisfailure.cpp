// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redisfailure.h"

#include "json/utf8.h"

namespace helio {

namespace {

using Cause = RedisFailure::Cause;

Message failureMessage(const char *source, const QList<Message> &arguments = {})
{
    return {"helio::RedisFailure", source, arguments};
}

/// What stands in quotes first, as in "unknown command 'x'".
QString quoted(const QByteArray &error)
{
    const qsizetype begin = error.indexOf('\'') < 0 ? error.indexOf('`') : error.indexOf('\'');
    qsizetype end = begin + 1;
    while (end < error.size() && error[end] != '\'' && error[end] != '`')
        ++end;
    return begin < 0 ? QString() : decodeUtf8(error.mid(begin + 1, end - begin - 1));
}

Message signInText(Cause cause)
{
    if (cause == Cause::WrongPassword)
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure", "Redis refuses the user name or password of the URL."));
    if (cause == Cause::PasswordMissing)
        return failureMessage(QT_TRANSLATE_NOOP(
            "helio::RedisFailure", "Redis asks for a password; put one into the URL, as in redis://:PASSWORD@HOST."));
    return failureMessage(
        QT_TRANSLATE_NOOP("helio::RedisFailure", "Redis has no password set, but the URL has one; take it out."));
}

Message forbiddenText(const QByteArray &error)
{
    if (error.contains("permissions to run the '"))
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure",
                              "Redis does not allow this user the command %1; allow it: ACL SETUSER … +%1"),
            {quoted(error)});
    return failureMessage(QT_TRANSLATE_NOOP("helio::RedisFailure", "Redis does not allow this user to do that: %1"),
                          {decodeUtf8(error)});
}

Message otherTypeText(const QByteArray &key)
{
    if (key.isEmpty())
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure", "A key in Redis holds something of another type."));
    return failureMessage(
        QT_TRANSLATE_NOOP("helio::RedisFailure",
                          "The key %1 in Redis holds something of another type; choose another `stream`."),
        {decodeUtf8(key)});
}

/// `error` is without what a script or a command's arguments add to it.
Message errorText(Cause cause, const QByteArray &error, const QByteArray &key)
{
    switch (cause) {
    case Cause::WrongPassword:
    case Cause::PasswordMissing:
    case Cause::PasswordUnwanted:
        return signInText(cause);
    case Cause::Forbidden:
        return forbiddenText(error);
    case Cause::DatabaseMissing:
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure", "Redis has no database of the number in the URL."));
    case Cause::Loading:
        return failureMessage(QT_TRANSLATE_NOOP("helio::RedisFailure", "Redis is still loading its data."));
    case Cause::NotMaster:
        return failureMessage(QT_TRANSLATE_NOOP(
            "helio::RedisFailure",
            "This Redis is a replica, to which nothing can be written; name its master, or its sentinels."));
    case Cause::KeyOfAnotherType:
        return otherTypeText(key);
    case Cause::Full:
        return failureMessage(QT_TRANSLATE_NOOP(
            "helio::RedisFailure", "Redis is full (maxmemory); what it has is kept, nothing new is taken."));
    case Cause::DiskFailed:
        return failureMessage(QT_TRANSLATE_NOOP(
            "helio::RedisFailure",
            "Redis cannot write to its disk, and takes nothing new until it can; its own log says why."));
    case Cause::ReplicasMissing:
        return failureMessage(QT_TRANSLATE_NOOP(
            "helio::RedisFailure", "Redis has fewer replicas than it is set to want (min-replicas-to-write), and takes "
                                   "nothing new until they are back."));
    case Cause::Cluster:
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure",
                              "This Redis is part of a cluster, which this program does not follow; name one that is "
                              "not, or one behind sentinels."));
    case Cause::CommandMissing:
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure",
                              "Redis does not know the command %1: it is older than 6.2, or the command was renamed "
                              "or taken away."),
            {quoted(error)});
    default: // no answer of Redis'
        return failureMessage(QT_TRANSLATE_NOOP("helio::RedisFailure", "Redis says: %1"), {decodeUtf8(error)});
    }
}

Message closedText(const RedisUrl &url, RedisStage stage)
{
    const QString place = url.place();
    if (stage == RedisStage::Ready)
        return failureMessage(QT_TRANSLATE_NOOP("helio::RedisFailure", "Redis at %1 closed the connection."), {place});
    if (stage == RedisStage::Secure)
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure",
                              "%1 closed the connection when TLS was begun. When Redis speaks without TLS there, "
                              "write redis://."),
            {place});
    if (url.carrier == RedisUrl::Carrier::Tcp)
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure",
                              "%1 closed the connection. When Redis is set up for TLS there, write rediss://; it "
                              "also closes when it is in protected mode or has too many clients."),
            {place});
    return failureMessage(
        QT_TRANSLATE_NOOP("helio::RedisFailure",
                          "%1 closed the connection. Redis does so when it is in protected mode or has too many "
                          "clients."),
        {place});
}

Message timedOutText(const RedisUrl &url, RedisStage stage, const Message &seconds)
{
    switch (stage) {
    case RedisStage::Closed:
        break;
    case RedisStage::Resolve:
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure",
                              "Nobody told the address of Redis' host %1 within %2 s. Correct the name, or look after "
                              "the network."),
            {url.host, seconds});
    case RedisStage::Connect:
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure",
                              "Redis at %1 did not answer within %2 s. Correct host and port, or let it through the "
                              "firewall."),
            {url.place(), seconds});
    case RedisStage::Secure:
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure",
                              "%1 did not agree on TLS within %2 s. When Redis speaks without TLS there, write "
                              "redis://."),
            {url.place(), seconds});
    case RedisStage::SignIn:
    case RedisStage::Select:
    case RedisStage::Ping:
    case RedisStage::Role:
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure",
                              "%1 took the connection but did not answer within %2 s. It is overloaded, expects TLS "
                              "(rediss://), or is no Redis."),
            {url.place(), seconds});
    case RedisStage::Ready:
        break;
    }
    return failureMessage(QT_TRANSLATE_NOOP("helio::RedisFailure", "Redis at %1 does not answer any more."),
                          {url.place()});
}

Message notRedisText(const RedisUrl &url)
{
    switch (url.carrier) {
    case RedisUrl::Carrier::Tcp:
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure",
                              "What answers at %1 does not speak Redis' protocol. Correct host and port; when Redis "
                              "is set up for TLS there, write rediss://."),
            {url.place()});
    case RedisUrl::Carrier::Tls:
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure",
                              "What answers at %1 does not speak Redis' protocol. Correct host and port."),
            {url.place()});
    case RedisUrl::Carrier::Local:
        return failureMessage(QT_TRANSLATE_NOOP("helio::RedisFailure",
                                                "What answers at %1 does not speak Redis' protocol. Correct the path."),
                              {url.place()});
    }
    Q_UNREACHABLE();
}

Message failureText(const RedisUrl &url, RedisStage stage, Cause cause, const Message &detail)
{
    switch (cause) {
    case Cause::HostUnknown:
        return failureMessage(QT_TRANSLATE_NOOP("helio::RedisFailure",
                                                "There is no host %1, which the URL of Redis names. Correct its name."),
                              {url.host});
    case Cause::NobodyThere:
        return url.carrier == RedisUrl::Carrier::Local
                   ? failureMessage(QT_TRANSLATE_NOOP("helio::RedisFailure", "No Redis listens at %1. Start it there."),
                                    {url.place()})
                   : failureMessage(
                         QT_TRANSLATE_NOOP("helio::RedisFailure",
                                           "No Redis listens at %1. Start it there, or correct host and port."),
                         {url.place()});
    case Cause::SocketMissing:
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure",
                              "There is no socket %1. Start Redis, or correct the path: CONFIG GET unixsocket tells "
                              "it."),
            {url.place()});
    case Cause::SocketForbidden:
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure",
                              "This program may not use %1. Allow it in Redis' configuration with unixsocketperm, or "
                              "by the socket's group."),
            {url.place()});
    case Cause::NetworkFailed:
        return failureMessage(QT_TRANSLATE_NOOP("helio::RedisFailure", "The connection to Redis at %1 failed: %2"),
                              {url.place(), detail});
    case Cause::Closed:
        return closedText(url, stage);
    case Cause::TimedOut:
        return timedOutText(url, stage, detail);
    case Cause::TlsMissing:
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure", "This Qt was built without TLS, which rediss:// needs."));
    case Cause::TlsFileUnreadable:
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure", "The file %1, which the URL of Redis names, cannot be read."),
            {detail});
    case Cause::TlsFailed:
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure",
                              "TLS with Redis at %1 failed: %2. When the certificate is the matter, name its "
                              "authority's file with ?ssl_ca_certs=FILE; when Redis speaks without TLS there, write "
                              "redis://."),
            {url.place(), detail});
    case Cause::NotRedis:
        return notRedisText(url);
    case Cause::AnswerTooLarge:
        return detail;
    case Cause::NotMaster:
        if (url.masterName.isEmpty())
            return errorText(cause, {}, {});
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure",
                              "Redis at %1 is a replica, though a sentinel names it the master; it is asked again."),
            {url.place()});
    case Cause::SentinelsAway:
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure",
                              "None of the sentinels could be asked which Redis is the master. The last one: %1"),
            {detail});
    case Cause::MasterUnknown:
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure",
                              "No sentinel at %1 knows a master of the name %2; correct it in the URL. `sentinel "
                              "monitor` in their configuration names it."),
            {url.place(), decodeUtf8(url.masterName)});
    case Cause::NotSentinel:
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure",
                              "What answers at %1 is a Redis, but no sentinel; those listen at port 26379 as a rule."),
            {url.place()});
    default: // found in an answer of Redis': ofError() has its words
        return failureMessage(QT_TRANSLATE_NOOP("helio::RedisFailure", "Redis says: %1"), {detail});
    }
}

struct ErrorBegin
{
    const char *text;
    Cause cause;
};
constexpr ErrorBegin ErrorBegins[] = {
    {"WRONGPASS", Cause::WrongPassword},
    {"ERR invalid password", Cause::WrongPassword},
    {"NOAUTH", Cause::PasswordMissing},
    {"ERR AUTH", Cause::PasswordUnwanted},
    {"ERR Client sent AUTH", Cause::PasswordUnwanted},
    {"NOPERM", Cause::Forbidden},
    {"ERR The user executing the script can't", Cause::Forbidden},
    {"The user executing the script can't", Cause::Forbidden},
    {"ERR ACL failure in script", Cause::Forbidden}, // Redis 8 and Valkey 8
    {"ACL failure in script", Cause::Forbidden},
    {"ERR DB index", Cause::DatabaseMissing},
    {"ERR invalid DB", Cause::DatabaseMissing},
    {"LOADING", Cause::Loading},
    {"READONLY", Cause::NotMaster},
    {"MASTERDOWN", Cause::NotMaster},
    {"WRONGTYPE", Cause::KeyOfAnotherType},
    {"OOM", Cause::Full},
    {"MISCONF", Cause::DiskFailed},
    {"NOREPLICAS", Cause::ReplicasMissing},
    {"MOVED", Cause::Cluster},
    {"ASK ", Cause::Cluster},
    {"CROSSSLOT", Cause::Cluster},
    {"CLUSTERDOWN", Cause::Cluster},
    {"ERR unknown command", Cause::CommandMissing},
    {"ERR unknown subcommand", Cause::CommandMissing},
    {"ERR Unknown subcommand", Cause::CommandMissing},
};

Cause errorCause(const QByteArray &error)
{
    for (const auto &[text, cause] : ErrorBegins) {
        if (error.startsWith(text))
            return cause;
    }
    return Cause::Other;
}

/// An unknown command, such as AUTH where it was renamed, is repeated with its arguments, a password among them. What a
/// script met is followed by where it did; before Redis 7 it is what follows `…@user_script:1: `.
QByteArray bareError(const QByteArray &error)
{
    QByteArray bare = error;
    constexpr QByteArrayView Script("user_script:");
    if (bare.startsWith("ERR Error running script")) {
        qsizetype begin = bare.lastIndexOf(Script);
        begin = begin < 0 ? 0 : begin + Script.size();
        while (begin < bare.size() && QByteArrayView(" 0123456789:-").contains(bare[begin]))
            ++begin;
        bare.remove(0, begin);
    }
    if (const qsizetype at = bare.indexOf(", with args"); at >= 0)
        bare.truncate(at);
    // `… script: HASH, on @user_script:1.`; the words before may have a `script: `, too.
    if (const qsizetype at = bare.lastIndexOf(" script: "); at >= 0 && bare.indexOf(Script, at) >= 0)
        bare.truncate(at);
    return bare;
}

} // namespace

RedisFailure RedisFailure::of(const RedisUrl &url, RedisStage stage, Cause cause, const Message &detail)
{
    return {stage, cause, failureText(url, stage, cause, detail)};
}

RedisFailure RedisFailure::ofError(RedisStage stage, const QByteArray &error, const QByteArray &key)
{
    return {stage, errorCause(bareError(error)), redisErrorText(error, key)};
}

Message redisErrorText(const QByteArray &error, const QByteArray &key)
{
    const QByteArray bare = bareError(error);
    return errorText(errorCause(bare), bare, key);
}

Message redisKeyTypeText(const QByteArray &key, const QByteArray &type)
{
    return failureMessage(
        QT_TRANSLATE_NOOP("helio::RedisFailure", "The key %1 in Redis is a %2; choose another `stream`."),
        {decodeUtf8(key), decodeUtf8(type)});
}

QByteArray redisInfoValue(const QByteArray &info, const QByteArray &name)
{
    for (const QByteArray &line : info.split('\n')) {
        if (line.startsWith(name + ':'))
            return line.mid(name.size() + 1).trimmed();
    }
    return {};
}

Message redisEvictionNotice(const QByteArray &info)
{
    const QByteArray policy = redisInfoValue(info, "maxmemory_policy");
    const QByteArray maximum = redisInfoValue(info, "maxmemory");
    if (maximum.isEmpty() || maximum == "0" || policy.isEmpty() || policy == "noeviction")
        return {};
    if (policy.startsWith("allkeys-"))
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure",
                              "Redis may drop the whole log when it is full (maxmemory-policy %1); set noeviction."),
            {decodeUtf8(policy)});
    return failureMessage(
        QT_TRANSLATE_NOOP("helio::RedisFailure",
                          "Redis may forget early which ids publishers have given when it is full (maxmemory-policy "
                          "%1); set noeviction."),
        {decodeUtf8(policy)});
}

} // namespace helio
