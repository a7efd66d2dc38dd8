// SPDX-License-Identifier: GPL-3.0-or-later
#include "settingstable.h"

#include "event/units.h"
#include "feed/backplanesettings.h"
#include "redis/redisbackplane.h"
#include "server/listenaddress.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QUrl>

namespace helio {

using namespace std::chrono_literals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(helio::Settings)
};

template <class... Functions>
struct Overloaded : Functions...
{
    using Functions::operator()...;
};
template <class... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

QString assignNumber(qint64 *value, qint64 least, std::optional<qint64> given, const QString &text, const QString &form)
{
    if (!given || *given < least)
        return Words::tr("\"%1\" is not %2 of at least %3").arg(text, form).arg(least);
    *value = *given;
    return {};
}

std::optional<qint64> wholeNumber(const QString &text)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

} // namespace

QByteArrayList inUtf8(const QStringList &texts)
{
    QByteArrayList bytes;
    for (const QString &text : texts)
        bytes.append(text.toUtf8());
    return bytes;
}

QString Setting::option() const
{
    const QString name = QString::fromLatin1(key).replace(u'_', u'-');
    if (QLatin1String(section) != QLatin1String("redis"))
        return name;
    return name == QLatin1String("url") ? QStringLiteral("redis") : QStringLiteral("redis-") + name;
}

bool Setting::isList() const
{
    Settings scratch;
    const SettingPlace at = place(scratch);
    return std::visit(Overloaded{
                          [](const DurationSetting &) { return false; },
                          [](const SizeSetting &) { return false; },
                          [](const CountSetting &) { return false; },
                          [](const StoreSetting &) { return false; },
                          [](const FolderSetting &) { return false; },
                          [](const RedisUrlSetting &) { return false; },
                          [](const RedisModeSetting &) { return false; },
                          [](const auto &) { return true; },
                      },
                      at);
}

const QList<Setting> &settingsTable()
{
    static const QList<Setting> Table{
        {"server", "listen", "ADDRESS:PORT", [](Settings &s) -> SettingPlace { return ListenSetting{&s.hub.listen}; },
         QT_TRANSLATE_NOOP("helio::Settings", "where to listen; port 0 takes a free one")},
        {"server", "heartbeat", "DURATION",
         [](Settings &s) -> SettingPlace {
             return DurationSetting{&s.hub.hub.heartbeat, 100ms};
         },
         QT_TRANSLATE_NOOP("helio::Settings", "a comment goes out after so much silence")},
        {"server", "reconnection_time", "DURATION",
         [](Settings &s) -> SettingPlace {
             return DurationSetting{&s.hub.hub.reconnectionTime, 100ms};
         },
         QT_TRANSLATE_NOOP("helio::Settings", "how long clients wait before they come back; spread by 20 %")},
        {"server", "max_clients", "N",
         [](Settings &s) -> SettingPlace {
             return CountSetting{&s.hub.server.maximumClients, 1};
         },
         QT_TRANSLATE_NOOP("helio::Settings", "the most clients at a time")},
        {"server", "max_clients_per_address", "N",
         [](Settings &s) -> SettingPlace {
             return CountSetting{&s.hub.server.maximumClientsPerAddress, 0};
         },
         QT_TRANSLATE_NOOP("helio::Settings", "the most clients from one address; 0: no limit")},
        {"server", "max_body", "SIZE",
         [](Settings &s) -> SettingPlace {
             return SizeSetting{&s.hub.server.maximumBodyBytes, 1};
         },
         QT_TRANSLATE_NOOP("helio::Settings", "the largest body of a request")},
        {"server", "allowed_origins", "ORIGIN",
         [](Settings &s) -> SettingPlace { return OriginsSetting{&s.hub.server.allowedOrigins}; },
         QT_TRANSLATE_NOOP("helio::Settings", "pages that may read and publish, beside those on this machine")},
        {"server", "allowed_hosts", "NAME",
         [](Settings &s) -> SettingPlace { return HostsSetting{&s.hub.server.allowedHosts}; },
         QT_TRANSLATE_NOOP("helio::Settings", "names by which the hub may be asked, beside this machine's own")},
        {"server", "trusted_proxies", "ADDRESS",
         [](Settings &s) -> SettingPlace { return NetworksSetting{&s.hub.server.trustedProxies}; },
         QT_TRANSLATE_NOOP("helio::Settings", "proxies (or networks, 10.0.0.0/8) whose X-Forwarded-For is believed")},
        {"server", "static", "DIR",
         [](Settings &s) -> SettingPlace { return FolderSetting{&s.hub.server.staticFolder}; },
         QT_TRANSLATE_NOOP("helio::Settings", "serves the files of this folder beside the hub's own addresses")},
        {"history", "store", "memory", [](Settings &s) -> SettingPlace { return StoreSetting{&s.store}; },
         QT_TRANSLATE_NOOP("helio::Settings", "where history lives")},
        {"history", "max_events", "N",
         [](Settings &s) -> SettingPlace {
             return CountSetting{&s.hub.history.maximumEvents, 0};
         },
         QT_TRANSLATE_NOOP("helio::Settings", "history of each channel, in events")},
        {"history", "max_bytes", "SIZE",
         [](Settings &s) -> SettingPlace {
             return SizeSetting{&s.hub.history.maximumBytes, 0};
         },
         QT_TRANSLATE_NOOP("helio::Settings", "history of the whole hub, in bytes")},
        {"history", "max_age", "DURATION",
         [](Settings &s) -> SettingPlace {
             return DurationSetting{&s.hub.history.maximumAge, 0ms};
         },
         QT_TRANSLATE_NOOP("helio::Settings", "how long events are kept")},
        {"slow_clients", "queue", "SIZE",
         [](Settings &s) -> SettingPlace {
             return SizeSetting{&s.hub.server.slowClients.queueBytes, 0};
         },
         QT_TRANSLATE_NOOP("helio::Settings", "a client is closed when more waits behind the event being sent")},
        {"slow_clients", "stall", "DURATION",
         [](Settings &s) -> SettingPlace {
             return DurationSetting{&s.hub.server.slowClients.stall, 100ms};
         },
         QT_TRANSLATE_NOOP("helio::Settings", "a client is closed when it takes nothing for so long")},
        {"redis", "url", "URL|env", [](Settings &s) -> SettingPlace { return RedisUrlSetting{&s.redis.url}; },
         QT_TRANSLATE_NOOP("helio::Settings", "the Redis to share channels by; env: SSE_REDIS_URL, then REDIS_URL")},
        {"redis", "mode", "pubsub", [](Settings &s) -> SettingPlace { return RedisModeSetting{&s.redis.mode}; },
         QT_TRANSLATE_NOOP("helio::Settings", "how: pubsub is Flask-SSE's own form")},
        {"redis", "channels", "NAME|GLOB",
         [](Settings &s) -> SettingPlace { return RedisChannelsSetting{&s.redis.channels}; },
         QT_TRANSLATE_NOOP("helio::Settings", "the channels that go by Redis")},
    };
    return Table;
}

QString assignSetting(const SettingPlace &place, const QStringList &texts)
{
    const QString text = texts.value(0);
    return std::visit(
        Overloaded{
            [&](const DurationSetting &setting) {
                const auto duration = parseDuration(text);
                if (!duration || *duration < setting.least)
                    return Words::tr("\"%1\" is not a duration such as 500ms, 15s, 10m or 24h of at least %2 ms")
                        .arg(text)
                        .arg(setting.least.count());
                *setting.value = *duration;
                return QString();
            },
            [&](const SizeSetting &setting) {
                return assignNumber(setting.value, setting.least, parseSize(text), text,
                                    Words::tr("a size such as 64KiB or 1MiB"));
            },
            [&](const CountSetting &setting) {
                return assignNumber(setting.value, setting.least, wholeNumber(text), text, Words::tr("a whole number"));
            },
            [&](const ListenSetting &setting) {
                QString problem = texts.isEmpty() ? Words::tr("name at least one address to listen on") : QString();
                for (const QString &address : texts) {
                    if (problem.isEmpty())
                        ListenAddress::parse(address, problem);
                }
                *setting.value = texts;
                return problem;
            },
            [&](const OriginsSetting &setting) {
                for (const QString &origin : texts) {
                    const QUrl url(origin, QUrl::StrictMode);
                    const bool isWeb = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
                    if (origin != QLatin1String("null") &&
                        (!isWeb || url.host().isEmpty() || !url.path().isEmpty() || url.hasQuery()))
                        return Words::tr("\"%1\" is no origin such as https://app.example.com").arg(origin);
                }
                *setting.value = texts;
                return QString();
            },
            [&](const HostsSetting &setting) {
                for (const QString &host : texts) {
                    if (host.isEmpty() || host.contains(u' ') || host.contains(u'/'))
                        return Words::tr("\"%1\" is no host name such as events.example.com").arg(host);
                }
                *setting.value = texts;
                return QString();
            },
            [&](const NetworksSetting &setting) {
                setting.value->clear();
                for (const QString &network : texts) {
                    const auto subnet = QHostAddress::parseSubnet(network);
                    if (subnet.first.isNull())
                        return Words::tr("\"%1\" is no address such as 10.0.0.1, and no network such as 10.0.0.0/8")
                            .arg(network);
                    setting.value->append(subnet);
                }
                return QString();
            },
            [&](const StoreSetting &setting) {
                if (text != QLatin1String("memory"))
                    return Words::tr("there is no store \"%1\"; there is: memory").arg(text);
                *setting.value = text;
                return QString();
            },
            [&](const FolderSetting &setting) {
                if (!text.isEmpty() && !QFileInfo(text).isDir())
                    return Words::tr("there is no folder \"%1\"").arg(text);
                *setting.value = text;
                return QString();
            },
            [&](const RedisUrlSetting &setting) {
                *setting.value = text;
                QString problem;
                if (!text.isEmpty() && text != BackplaneSettings::FromEnvironment)
                    RedisUrl::parse(text, problem);
                return problem;
            },
            [&](const RedisModeSetting &setting) {
                if (text != QLatin1String("pubsub"))
                    return Words::tr("there is no mode \"%1\"; there is: pubsub").arg(text);
                *setting.value = text;
                return QString();
            },
            [&](const RedisChannelsSetting &setting) {
                *setting.value = texts;
                Selection channels;
                return readRedisChannels(inUtf8(texts), channels);
            },
        },
        place);
}

} // namespace helio
