// SPDX-License-Identifier: GPL-3.0-or-later
#include "settingstable.h"

#include "feed/backplanesettings.h"
#include "redis/redisbackplane.h"
#include "server/listenaddress.h"
#include "settings.h"
#include "settingstext.h"
#include "storesettings.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

namespace {

QString listenProblem(const QStringList &addresses)
{
    QString problem = addresses.isEmpty() ? SettingsText::tr("name at least one address to listen on") : QString();
    for (const QString &address : addresses) {
        if (problem.isEmpty())
            ListenAddress::parse(address, problem);
    }
    return problem;
}

QString originsProblem(const QStringList &origins)
{
    for (const QString &origin : origins) {
        // Of any scheme: desktop shells, phone apps and browser extensions have their own.
        static const QRegularExpression Form(
            QStringLiteral("\\A(?:null|[A-Za-z][A-Za-z0-9+.-]*://[^\\x00-\\x20\\x7f/?#@,\\\\*]+)\\z"));
        if (!Form.match(origin).hasMatch())
            return SettingsText::tr("\"%1\" is no origin such as https://app.example.com").arg(origin);
    }
    return {};
}

QString hostsProblem(const QStringList &hosts)
{
    for (const QString &host : hosts) {
        if (host.isEmpty() || host.contains(u' ') || host.contains(u'/'))
            return SettingsText::tr("\"%1\" is no host name such as events.example.com").arg(host);
    }
    return {};
}

QString redisUrlProblem(const QString &url)
{
    QString problem;
    if (!url.isEmpty() && url != BackplaneSettings::FromEnvironment)
        RedisUrl::parse(url, problem);
    return problem;
}

QString redisChannelsProblem(const QStringList &channels)
{
    Selection selection;
    return readRedisChannels(inUtf8(channels), selection);
}

/// None is the default.
QString redisBridgeProblem(const QStringList &channels)
{
    Selection selection;
    QString problem;
    if (!channels.isEmpty())
        problem = readRedisChannels(inUtf8(channels), selection);
    if (problem.isEmpty() && selection.size() > Selection::MaximumEntries)
        problem = SettingsText::tr("these are %1 channels and globs; a bridge has at most %2")
                      .arg(selection.size())
                      .arg(Selection::MaximumEntries);
    return problem;
}

/// Braces are what all keys of a group have around it: they mark the part that decides where Redis Cluster keeps a key.
QString redisStreamProblem(const QString &stream)
{
    const auto isWrong = [](QChar sign) {
        return sign == u'{' || sign == u'}' || sign.category() == QChar::Other_Control;
    };
    if (stream.isEmpty() || std::any_of(stream.begin(), stream.end(), isWrong))
        return SettingsText::tr(
                   "\"%1\" cannot be the name of a stream; it is a key of Redis, without {, } and control characters")
            .arg(stream);
    return {};
}

} // namespace

QString Setting::option() const
{
    QString name = QString::fromLatin1(key).replace(u'_', u'-');
    if (QLatin1String(section) != QLatin1String("redis"))
        return name;
    return name == QLatin1String("url") ? QStringLiteral("redis") : QStringLiteral("redis-") + name;
}

const QList<Setting> &settingsTable()
{
    static const QList<Setting> Table{
        {"server", "listen", "ADDRESS:PORT",
         texts(
             listenProblem, [](auto &s) -> auto & { return s.hub.listen; }),
         QT_TRANSLATE_NOOP("helio::Settings", "where to listen; port 0 takes a free one")},
        {"server", "heartbeat", "DURATION",
         duration(
             100ms, [](auto &s) -> auto & { return s.hub.hub.heartbeat; }),
         QT_TRANSLATE_NOOP("helio::Settings", "a comment goes out after so much silence")},
        {"server", "reconnection_time", "DURATION",
         duration(
             100ms, [](auto &s) -> auto & { return s.hub.hub.reconnectionTime; }),
         QT_TRANSLATE_NOOP("helio::Settings", "how long clients wait before they come back; spread by 20 %")},
        {"server", "max_clients", "N",
         count(
             1, [](auto &s) -> auto & { return s.hub.server.maximumClients; }),
         QT_TRANSLATE_NOOP("helio::Settings", "the most clients at a time")},
        {"server", "max_clients_per_address", "N",
         count(
             0, [](auto &s) -> auto & { return s.hub.server.maximumClientsPerAddress; }),
         QT_TRANSLATE_NOOP("helio::Settings", "the most clients from one address; 0: no limit")},
        {"server", "max_channels", "N",
         count(
             1, [](auto &s) -> auto & { return s.hub.hub.maximumChannels; }),
         QT_TRANSLATE_NOOP("helio::Settings", "the most channels that are published to at a time")},
        {"server", "max_body", "SIZE",
         size(
             1, [](auto &s) -> auto & { return s.hub.server.maximumBodyBytes; }),
         QT_TRANSLATE_NOOP("helio::Settings", "the largest body of a request")},
        {"server", "allowed_origins", "ORIGIN",
         texts(
             originsProblem, [](auto &s) -> auto & { return s.hub.server.allowedOrigins; }),
         QT_TRANSLATE_NOOP("helio::Settings", "pages that may read and publish, beside those on this machine")},
        {"server", "allowed_hosts", "NAME",
         texts(
             hostsProblem, [](auto &s) -> auto & { return s.hub.server.allowedHosts; }),
         QT_TRANSLATE_NOOP("helio::Settings", "names by which the hub may be asked, beside this machine's own")},
        {"server", "trusted_proxies", "ADDRESS",
         networks([](auto &s) -> auto & { return s.hub.server.trustedProxies; }),
         QT_TRANSLATE_NOOP("helio::Settings", "proxies (or networks, 10.0.0.0/8) whose X-Forwarded-For is believed")},
        {"server", "static", "DIR", folder([](auto &s) -> auto & { return s.hub.server.staticFolder; }),
         QT_TRANSLATE_NOOP("helio::Settings", "serves the files of this folder beside the hub's own addresses")},
        {"history", "store", "memory|sqlite[:FILE]", store([](auto &s) -> auto & { return s.store; }),
         QT_TRANSLATE_NOOP("helio::Settings",
                           "where history lives; sqlite: in heliograph/history.db of the user's data, or in FILE")},
        {"history", "memory", "SIZE",
         size(
             0, [](auto &s) -> auto & { return s.hub.history.memoryBytes; }),
         QT_TRANSLATE_NOOP("helio::Settings", "how much of a history on disk is kept in memory, too")},
        {"history", "max_events", "N",
         count(
             0, [](auto &s) -> auto & { return s.hub.history.maximumEvents; }),
         QT_TRANSLATE_NOOP("helio::Settings", "history of each channel, in events")},
        {"history", "max_bytes", "SIZE",
         size(
             0, [](auto &s) -> auto & { return s.hub.history.maximumBytes; }),
         QT_TRANSLATE_NOOP("helio::Settings", "history of the whole hub, in bytes")},
        {"history", "max_age", "DURATION",
         duration(
             0ms, [](auto &s) -> auto & { return s.hub.history.maximumAge; }),
         QT_TRANSLATE_NOOP("helio::Settings", "how long events are kept")},
        {"slow_clients", "queue", "SIZE",
         size(
             0, [](auto &s) -> auto & { return s.hub.server.slowClients.queueBytes; }),
         QT_TRANSLATE_NOOP("helio::Settings", "a client is closed when more waits behind the event being sent")},
        {"slow_clients", "stall", "DURATION",
         duration(
             100ms, [](auto &s) -> auto & { return s.hub.server.slowClients.stall; }),
         QT_TRANSLATE_NOOP("helio::Settings", "a client is closed when it takes nothing for so long")},
        {"slow_clients", "total", "SIZE",
         size(
             1, [](auto &s) -> auto & { return s.hub.hub.waitingBytes; }),
         QT_TRANSLATE_NOOP("helio::Settings",
                           "when more waits for all clients together, who is farthest behind is closed")},
        {"redis", "url", "URL|env",
         text(
             redisUrlProblem, [](auto &s) -> auto & { return s.redis.url; }),
         QT_TRANSLATE_NOOP("helio::Settings", "the Redis to share channels by; env: SSE_REDIS_URL, then REDIS_URL")},
        {"redis", "mode", "pubsub|streams",
         choice(
             {QStringLiteral("pubsub"), QStringLiteral("streams")},
             QT_TRANSLATE_NOOP("helio::Settings", "there is no mode \"%1\"; there are: pubsub, streams"),
             [](auto &s) -> auto & { return s.redis.mode; }),
         QT_TRANSLATE_NOOP("helio::Settings", "how: pubsub is Flask-SSE's own form; with streams many hubs share all "
                                              "channels and history")},
        {"redis", "channels", "NAME|GLOB",
         texts(
             redisChannelsProblem, [](auto &s) -> auto & { return s.redis.channels; }),
         QT_TRANSLATE_NOOP("helio::Settings", "pubsub: the channels that go by Redis")},
        {"redis", "stream", "KEY",
         text(
             redisStreamProblem, [](auto &s) -> auto & { return s.redis.stream; }),
         QT_TRANSLATE_NOOP("helio::Settings", "streams: the key of history in Redis; hubs with the same one share it")},
        {"redis", "replicas", "N",
         count(
             0, [](auto &s) -> auto & { return s.redis.replicas; }),
         QT_TRANSLATE_NOOP("helio::Settings", "streams: so many replicas must have an event before its publisher is "
                                              "answered")},
        {"redis", "bridge", "NAME|GLOB",
         texts(
             redisBridgeProblem, [](auto &s) -> auto & { return s.redis.bridge; }),
         QT_TRANSLATE_NOOP("helio::Settings", "streams: channels that a Flask-SSE application uses")},
    };
    return Table;
}

} // namespace helio
