// SPDX-License-Identifier: GPL-3.0-or-later
#include "redissettings.h"

#include "feed/backplanesettings.h"
#include "redis/redisbackplane.h"
#include "settingstable.h"
#include "tomlreading.h"
#include "tomlwriting.h"

#include <QCoreApplication>
#include <QRandomGenerator>

namespace helio {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(helio::Settings)
};

/// Where in `content` a place of toml++'s is: lines and columns from 1, columns in code points.
qsizetype offsetOf(const QByteArray &content, const toml::source_position &place)
{
    qsizetype at = 0;
    for (toml::source_index line = 1; line < place.line && at >= 0; ++line)
        at = content.indexOf('\n', at) + 1;
    for (toml::source_index column = 1; column < place.column && at < content.size(); ++column) {
        do
            ++at;
        while (at < content.size() && (uchar(content[at]) & 0xC0) == 0x80);
    }
    return at;
}

std::optional<toml::table> parsed(const QByteArray &content)
{
    try {
        return toml::parse(std::string_view(content.constData(), size_t(content.size())));
    } catch (const toml::parse_error &) {
        return {};
    }
}

/// `[redis]` with one key's value so. Each is done on a text that is read anew, as places move.
QByteArray withValue(QByteArray content, const char *key, const QString &value)
{
    const auto root = parsed(content);
    if (!root)
        return content;
    const toml::table *redis = (*root)["redis"].as_table();
    if (!redis) {
        if (!content.isEmpty())
            content.append(content.endsWith('\n') ? "\n" : "\n\n");
        return content + "[redis]\n" + key + " = " + value.toUtf8() + '\n';
    }
    if (const toml::node *node = redis->get(key)) {
        const qsizetype begin = offsetOf(content, node->source().begin);
        const qsizetype end = offsetOf(content, node->source().end);
        return content.replace(begin, end - begin, value.toUtf8());
    }
    if (redis->is_inline())
        return content;
    const qsizetype line = content.indexOf('\n', offsetOf(content, redis->source().begin));
    const QByteArray entry = key + (" = " + value.toUtf8());
    return line < 0 ? content + '\n' + entry + '\n' : content.insert(line + 1, entry + '\n');
}

} // namespace

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
            return Words::tr(
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

QByteArray withRedis(const QByteArray &content, const QString &url, const QStringList &channels)
{
    return withValue(withValue(content, "url", tomlString(url)), "channels", tomlList(channels));
}

} // namespace helio
