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

Message errorText(Cause cause, const Message &error)
{
    switch (cause) {
    case Cause::WrongPassword:
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure", "Redis refuses the user name or password of the URL."));
    case Cause::PasswordMissing:
        return failureMessage(QT_TRANSLATE_NOOP(
            "helio::RedisFailure", "Redis asks for a password; put one into the URL, as in redis://:PASSWORD@HOST."));
    case Cause::PasswordUnwanted:
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure", "Redis has no password set, but the URL has one; take it out."));
    case Cause::Forbidden:
        return failureMessage(QT_TRANSLATE_NOOP("helio::RedisFailure", "Redis does not allow this user to do that: %1"),
                              {error});
    case Cause::DatabaseMissing:
        return failureMessage(
            QT_TRANSLATE_NOOP("helio::RedisFailure", "Redis has no database of the number in the URL."));
    case Cause::Loading:
        return failureMessage(QT_TRANSLATE_NOOP("helio::RedisFailure", "Redis is still loading its data."));
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
    return failureMessage(QT_TRANSLATE_NOOP("helio::RedisFailure", "Redis says: %1"), {error});
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

RedisFailure RedisFailure::of(const RedisUrl &url, RedisStage stage, Cause cause, const Message &detail)
{
    return {stage, cause, failureText(url, stage, cause, detail)};
}

RedisFailure RedisFailure::ofError(RedisStage stage, const QByteArray &error)
{
    return {stage, errorCause(error), redisErrorText(error)};
}

Message redisErrorText(const QByteArray &error)
{
    return errorText(errorCause(error), shownError(error));
}

} // namespace helio
