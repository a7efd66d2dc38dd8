// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redisfailure.h"

#include "json/utf8.h"

namespace helio {

namespace {

using Cause = RedisFailure::Cause;

QString errorText(Cause cause, const QString &error)
{
    switch (cause) {
    case Cause::WrongPassword:
        return RedisFailure::tr("Redis refuses the user name or password of the URL.");
    case Cause::PasswordMissing:
        return RedisFailure::tr("Redis asks for a password; put one into the URL, as in redis://:PASSWORD@HOST.");
    case Cause::PasswordUnwanted:
        return RedisFailure::tr("Redis has no password set, but the URL has one; take it out.");
    case Cause::Forbidden:
        return RedisFailure::tr("Redis does not allow this user to do that: %1").arg(error);
    case Cause::DatabaseMissing:
        return RedisFailure::tr("Redis has no database of the number in the URL.");
    case Cause::Loading:
        return RedisFailure::tr("Redis is still loading its data.");
    case Cause::HostUnknown:
    case Cause::NobodyThere:
    case Cause::SocketMissing:
    case Cause::SocketForbidden:
    case Cause::NetworkFailed:
    case Cause::Closed:
    case Cause::TimedOut:
    case Cause::TlsMissing:
    case Cause::TlsFileUnreadable:
    case Cause::TlsFailed:
    case Cause::NotRedis:
    case Cause::AnswerTooLarge:
    case Cause::Other:
        break;
    }
    return RedisFailure::tr("Redis says: %1").arg(error);
}

QString closedText(const RedisUrl &url, RedisStage stage)
{
    const QString place = url.place();
    if (stage == RedisStage::Ready)
        return RedisFailure::tr("Redis at %1 closed the connection.").arg(place);
    if (stage == RedisStage::Secure)
        return RedisFailure::tr("%1 closed the connection when TLS was begun. When Redis speaks without TLS there, "
                                "write redis://.")
            .arg(place);
    if (url.carrier == RedisUrl::Carrier::Tcp)
        return RedisFailure::tr("%1 closed the connection. When Redis is set up for TLS there, write rediss://; it "
                                "also closes when it is in protected mode or has too many clients.")
            .arg(place);
    return RedisFailure::tr("%1 closed the connection. Redis does so when it is in protected mode or has too many "
                            "clients.")
        .arg(place);
}

QString timedOutText(const RedisUrl &url, RedisStage stage, const QString &seconds)
{
    switch (stage) {
    case RedisStage::Closed:
        break;
    case RedisStage::Resolve:
        return RedisFailure::tr(
                   "Nobody told the address of Redis' host %1 within %2 s. Correct the name, or look after "
                   "the network.")
            .arg(url.host, seconds);
    case RedisStage::Connect:
        return RedisFailure::tr("Redis at %1 did not answer within %2 s. Correct host and port, or let it through the "
                                "firewall.")
            .arg(url.place(), seconds);
    case RedisStage::Secure:
        return RedisFailure::tr("%1 did not agree on TLS within %2 s. When Redis speaks without TLS there, write "
                                "redis://.")
            .arg(url.place(), seconds);
    case RedisStage::SignIn:
    case RedisStage::Select:
    case RedisStage::Ping:
        return RedisFailure::tr("%1 took the connection but did not answer within %2 s. It is overloaded, expects TLS "
                                "(rediss://), or is no Redis.")
            .arg(url.place(), seconds);
    case RedisStage::Ready:
        break;
    }
    return RedisFailure::tr("Redis at %1 does not answer any more.").arg(url.place());
}

QString notRedisText(const RedisUrl &url)
{
    switch (url.carrier) {
    case RedisUrl::Carrier::Tcp:
        return RedisFailure::tr("What answers at %1 does not speak Redis' protocol. Correct host and port; when Redis "
                                "is set up for TLS there, write rediss://.")
            .arg(url.place());
    case RedisUrl::Carrier::Tls:
        return RedisFailure::tr("What answers at %1 does not speak Redis' protocol. Correct host and port.")
            .arg(url.place());
    case RedisUrl::Carrier::Local:
        return RedisFailure::tr("What answers at %1 does not speak Redis' protocol. Correct the path.")
            .arg(url.place());
    }
    Q_UNREACHABLE();
}

QString failureText(const RedisUrl &url, RedisStage stage, Cause cause, const QString &detail)
{
    switch (cause) {
    case Cause::HostUnknown:
        return RedisFailure::tr("There is no host %1, which the URL of Redis names. Correct its name.").arg(url.host);
    case Cause::NobodyThere:
        return url.carrier == RedisUrl::Carrier::Local
                   ? RedisFailure::tr("No Redis listens at %1. Start it there.").arg(url.place())
                   : RedisFailure::tr("No Redis listens at %1. Start it there, or correct host and port.")
                         .arg(url.place());
    case Cause::SocketMissing:
        return RedisFailure::tr("There is no socket %1. Start Redis, or correct the path: CONFIG GET unixsocket tells "
                                "it.")
            .arg(url.place());
    case Cause::SocketForbidden:
        return RedisFailure::tr("This program may not use %1. Allow it in Redis' configuration with unixsocketperm, or "
                                "by the socket's group.")
            .arg(url.place());
    case Cause::NetworkFailed:
        return RedisFailure::tr("The connection to Redis at %1 failed: %2").arg(url.place(), detail);
    case Cause::Closed:
        return closedText(url, stage);
    case Cause::TimedOut:
        return timedOutText(url, stage, detail);
    case Cause::TlsMissing:
        return RedisFailure::tr("This Qt was built without TLS, which rediss:// needs.");
    case Cause::TlsFileUnreadable:
        return RedisFailure::tr("The file %1, which the URL of Redis names, cannot be read.").arg(detail);
    case Cause::TlsFailed:
        return RedisFailure::tr("TLS with Redis at %1 failed: %2. When the certificate is the matter, name its "
                                "authority's file with ?ssl_ca_certs=FILE; when Redis speaks without TLS there, write "
                                "redis://.")
            .arg(url.place(), detail);
    case Cause::NotRedis:
        return notRedisText(url);
    case Cause::AnswerTooLarge:
        return detail;
    case Cause::WrongPassword:
    case Cause::PasswordMissing:
    case Cause::PasswordUnwanted:
    case Cause::Forbidden:
    case Cause::DatabaseMissing:
    case Cause::Loading:
    case Cause::Other:
        return errorText(cause, detail);
    }
    Q_UNREACHABLE();
}

Cause errorCause(const QByteArray &error)
{
    const auto begins = [&](const char *word) { return error.startsWith(word); };
    if (begins("WRONGPASS") || begins("ERR invalid password"))
        return Cause::WrongPassword;
    if (begins("NOAUTH"))
        return Cause::PasswordMissing;
    if (begins("ERR AUTH") || begins("ERR Client sent AUTH"))
        return Cause::PasswordUnwanted;
    if (begins("NOPERM"))
        return Cause::Forbidden;
    if (begins("ERR DB index") || begins("ERR invalid DB"))
        return Cause::DatabaseMissing;
    if (begins("LOADING"))
        return Cause::Loading;
    return Cause::Other;
}

/// An unknown command, such as AUTH where it was renamed, is repeated with its arguments, a password among them.
QString shownError(const QByteArray &error)
{
    const qsizetype arguments = error.indexOf(", with args");
    return decodeUtf8(arguments < 0 ? error : error.first(arguments));
}

} // namespace

RedisFailure RedisFailure::of(const RedisUrl &url, RedisStage stage, Cause cause, const QString &detail)
{
    return {stage, cause, failureText(url, stage, cause, detail)};
}

RedisFailure RedisFailure::ofError(RedisStage stage, const QByteArray &error)
{
    return {stage, errorCause(error), redisErrorText(error)};
}

QString redisErrorText(const QByteArray &error)
{
    return errorText(errorCause(error), shownError(error));
}

} // namespace helio
