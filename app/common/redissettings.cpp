// SPDX-License-Identifier: GPL-3.0-or-later
#include "redissettings.h"

#include "feed/backplanesettings.h"
#include "redis/redisbackplane.h"
#include "settingstext.h"

#include <QCoreApplication>
#include <QRandomGenerator>

namespace helio {

QString environmentRedisUrl()
{
    const QString url = qEnvironmentVariable("SSE_REDIS_URL");
    return url.isEmpty() ? qEnvironmentVariable("REDIS_URL") : url;
}

namespace {

QString ofRedis(const QString &problem)
{
    return QStringLiteral("redis: ") + problem;
}

/// Nothing where the setting names none.
QString redisUrlFor(const QString &setting, std::optional<RedisUrl> &url)
{
    QString text = setting;
    if (text == BackplaneSettings::FromEnvironment) {
        text = environmentRedisUrl();
        if (text.isEmpty())
            return SettingsText::tr(
                "the URL of Redis is to come from the environment, but neither SSE_REDIS_URL nor REDIS_URL "
                "is set there");
    }
    url.reset();
    if (text.isEmpty())
        return {};
    QString problem;
    url = RedisUrl::parse(text, problem);
    return url ? QString() : ofRedis(problem);
}

} // namespace

QString backplaneFor(const RedisSettings &redis, qsizetype maximumDataBytes, BackplaneFactory &make)
{
    make = {};
    std::optional<RedisUrl> url;
    QString problem = redisUrlFor(redis.url, url);
    if (!problem.isEmpty() || !url || redis.mode != RedisSettings::Mode::PubSub)
        return problem;
    RedisOptions options;
    problem = readRedisChannels(inUtf8(redis.channels), options.channels);
    if (!problem.isEmpty())
        return ofRedis(problem);
    options.url = *url;
    options.maximumDataBytes = maximumDataBytes;
    options.chance = [] { return QRandomGenerator::global()->generateDouble(); };
    make = [options] { return std::make_unique<RedisBackplane>(options); };
    return {};
}

QString groupFor(const RedisSettings &redis, std::optional<GroupOptions> &group)
{
    std::optional<RedisUrl> url;
    QString problem = redisUrlFor(redis.url, url);
    if (problem.isEmpty() && url) {
        GroupOptions options;
        options.url = *url;
        options.stream = redis.stream.toUtf8();
        if (!redis.bridge.isEmpty()) // they were judged when they were set
            readRedisChannels(inUtf8(redis.bridge), options.bridged);
        options.replicas = int(std::min<qint64>(redis.replicas, std::numeric_limits<int>::max()));
        group = options;
    }
    return problem;
}

} // namespace helio
