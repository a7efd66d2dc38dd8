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

QString backplaneFor(const RedisSettings &redis, qsizetype maximumDataBytes, BackplaneFactory &make)
{
    QString text = redis.url;
    if (text == BackplaneSettings::FromEnvironment) {
        text = environmentRedisUrl();
        if (text.isEmpty())
            return SettingsText::tr(
                "the URL of Redis is to come from the environment, but neither SSE_REDIS_URL nor REDIS_URL "
                "is set there");
    }
    make = {};
    if (text.isEmpty())
        return {};
    RedisOptions options;
    QString problem;
    const auto url = RedisUrl::parse(text, problem);
    if (url)
        problem = readRedisChannels(inUtf8(redis.channels), options.channels);
    if (!problem.isEmpty())
        return QStringLiteral("redis: ") + problem;
    options.url = *url;
    options.maximumDataBytes = maximumDataBytes;
    options.chance = [] { return QRandomGenerator::global()->generateDouble(); };
    make = [options] { return std::make_unique<RedisBackplane>(options); };
    return {};
}

} // namespace helio
