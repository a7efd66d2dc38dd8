// SPDX-License-Identifier: GPL-3.0-or-later
#include "redisfile.h"

#include "json/utf8.h"
#include "redis/redisbackplane.h"
#include "redis/redischeck.h"
#include "redissettings.h"
#include "tomldocument.h"

#include <QDir>

namespace helio {

namespace {

RedisSettings inFileForm(const BackplaneSettings &settings)
{
    RedisSettings redis;
    redis.url = settings.fullUrl();
    redis.channels.clear();
    for (const QByteArray &channel : settings.channels)
        redis.channels.append(decodeUtf8(channel));
    return redis;
}

} // namespace

RedisFile::RedisFile(LocalHub &hub, const Settings &settings, Options options, QObject *parent)
    : BackplaneControl(parent)
    , hub_(hub)
    , redis_(settings.redis)
    , maximumDataBytes_(settings.hub.server.maximumBodyBytes)
    , options_(std::move(options))
    , file_(options_.path)
{}

RedisFile::~RedisFile() = default;

BackplaneOverview RedisFile::overview() const
{
    BackplaneOverview overview;
    overview.settings = BackplaneSettings::fromUrl(redis_.url);
    for (const QString &channel : redis_.channels)
        overview.settings.channels.append(channel.toUtf8());
    QString problem;
    if (const auto url = RedisUrl::parse(environmentRedisUrl(), problem))
        overview.environment = url->shown();
    overview.keptIn = QDir::toNativeSeparators(options_.path);
    overview.isOverridden = options_.isOverridden;
    if (redis_.mode == RedisSettings::Mode::Streams)
        overview.shared = SharedHistory{redis_.stream, redis_.replicas, redis_.bridge};
    return overview;
}

QString RedisFile::urlProblemOf(const BackplaneSettings &settings)
{
    QString url = settings.fullUrl();
    if (url == BackplaneSettings::FromEnvironment)
        url = environmentRedisUrl();
    if (url.isEmpty())
        return settings.url.isEmpty()
                   ? tr("Write the URL of a Redis, as in redis://localhost:6379.")
                   : tr("Neither SSE_REDIS_URL nor REDIS_URL is set in the environment that this program runs in.");
    QString problem;
    return RedisUrl::parse(url, problem) ? QString() : tr("The URL cannot be used: %1.").arg(problem);
}

QString RedisFile::problemOf(const BackplaneSettings &settings)
{
    Selection channels;
    const QString problem = urlProblemOf(settings);
    return problem.isEmpty() ? readRedisChannels(settings.channels, channels) : problem;
}

void RedisFile::apply(const BackplaneSettings &settings, bool keeps)
{
    RedisSettings wanted = inFileForm(settings);
    BackplaneFactory make;
    QString problem;
    if (redis_.mode == RedisSettings::Mode::Streams)
        problem =
            tr("This hub has its history in Redis (mode \"streams\"). To change that, write [redis] in %1 and start "
               "the program again.")
                .arg(QDir::toNativeSeparators(options_.path));
    else if (settings.url.isEmpty())
        wanted.channels = redis_.channels; // to come back to
    else
        problem = problemOf(settings);
    if (problem.isEmpty())
        problem = backplaneFor(wanted, maximumDataBytes_, make);
    if (problem.isEmpty() && keeps)
        problem = keep(wanted, !settings.password.isEmpty());
    if (!problem.isEmpty()) {
        Q_EMIT failed(problem);
        return;
    }
    redis_ = wanted;
    hub_.setBackplane(make);
    Q_EMIT changed();
}

QString RedisFile::setMaximumDataBytes(qsizetype bytes)
{
    BackplaneFactory make;
    const QString problem = backplaneFor(redis_, bytes, make);
    if (problem.isEmpty()) {
        maximumDataBytes_ = bytes;
        hub_.setNextBackplane(make);
    }
    return problem;
}

QString RedisFile::keep(const RedisSettings &wanted, bool hasPassword)
{
    const Message problem = file_.change(
        [&](TomlDocument &document) {
            return document.setEntries("redis",
                                       {{"url", tomlString(wanted.url)}, {"channels", tomlList(wanted.channels)}});
        },
        [&](const Settings &settings) {
            return settings.redis.url == wanted.url && settings.redis.channels == wanted.channels;
        },
        hasPassword ? ConfigFile::Readers::OwnerOnly : ConfigFile::Readers::AsBefore);
    return problem.translated();
}

void RedisFile::check(const BackplaneSettings &settings)
{
    stopCheck();
    const bool hasChannels = redis_.mode == RedisSettings::Mode::PubSub;
    if (const QString problem = hasChannels ? problemOf(settings) : urlProblemOf(settings); !problem.isEmpty()) {
        Q_EMIT stepDone(StepResult::Failed, problem);
        Q_EMIT checkFinished(false);
        return;
    }
    QString text = settings.fullUrl();
    if (text == BackplaneSettings::FromEnvironment)
        text = environmentRedisUrl();
    QString problem;
    Selection channels;
    if (hasChannels)
        readRedisChannels(settings.channels, channels);
    check_ = std::make_unique<RedisCheck>(*RedisUrl::parse(text, problem), channels, options_.checkPatience);
    connect(check_.get(), &RedisCheck::stepBegun, this, &BackplaneControl::stepBegun);
    connect(check_.get(), &RedisCheck::stepDone, this, &BackplaneControl::stepDone);
    if (hasChannels)
        connect(check_.get(), &RedisCheck::channelsFound, this, &BackplaneControl::channelsFound);
    connect(check_.get(), &RedisCheck::finished, this, &BackplaneControl::checkFinished);
    check_->start();
}

void RedisFile::stopCheck()
{
    // Later: it may be reporting its last step just now.
    if (RedisCheck *check = check_.release()) {
        check->disconnect(this);
        check->deleteLater();
    }
}

} // namespace helio
