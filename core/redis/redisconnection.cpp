// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redisconnection.h"

#include "hub/turns.h"
#include "redis/redissentinel.h"

#include <QTimer>

#include <algorithm>

namespace helio {

namespace {

constexpr int WatchesPerSilence = 4;
constexpr int MostDoublings = 16;

} // namespace

RedisConnection::RedisConnection(RedisUrl url, Role role, Options options, std::function<double()> chance,
                                 QObject *parent)
    : QObject(parent)
    , role_(role)
    , options_(options)
    , chance_(std::move(chance))
    , link_(new RedisLink(url, options.limits, this))
    , retryTimer_(new QTimer(this))
    , watchTimer_(new QTimer(this))
{
    connect(link_, &RedisLink::ready, this, &RedisConnection::onReady);
    connect(link_, &RedisLink::received, this, &RedisConnection::onReceived);
    connect(link_, &RedisLink::failed, this, [this](const RedisFailure &failure) { tryLater(failure.text); });
    retryTimer_->setSingleShot(true);
    connect(retryTimer_, &QTimer::timeout, this, &RedisConnection::tryNow);
    watchTimer_->setInterval(std::min(options_.silence, options_.connectDeadline) / WatchesPerSilence);
    connect(watchTimer_, &QTimer::timeout, this, &RedisConnection::watch);
    if (url.sentinels.isEmpty())
        return;
    sentinel_ = new RedisSentinel(std::move(url), options.sentinelPatience, options.silence, this);
    connect(sentinel_, &RedisSentinel::found, this, [this](const RedisUrl &master) {
        link_->setUrl(master);
        openLink();
    });
    connect(sentinel_, &RedisSentinel::failed, this, [this](const RedisFailure &failure) { tryLater(failure.text); });
    connect(sentinel_, &RedisSentinel::switched, this, &RedisConnection::onSwitched);
}

RedisConnection::~RedisConnection() = default;

void RedisConnection::open()
{
    if (state_ != State::Closed)
        return;
    attempts_ = 0;
    tryNow();
}

void RedisConnection::close()
{
    state_ = State::Closed;
    retryTimer_->stop();
    watchTimer_->stop();
    link_->close();
    if (sentinel_)
        sentinel_->close();
}

void RedisConnection::send(const QByteArrayList &command, RedisLink::Reply reply)
{
    switch (role_) {
    case Role::Commands:
        link_->send(command, std::move(reply));
        break;
    case Role::Subscriber:
        link_->sendForReceived(command);
        break;
    }
}

void RedisConnection::giveUp(const Message &problem)
{
    if (state_ != State::Connecting && state_ != State::Ready)
        return;
    link_->close();
    tryLater(problem);
}

void RedisConnection::tryNow()
{
    const Turn turn("redis");
    state_ = State::Connecting;
    isAsked_ = false;
    if (sentinel_)
        sentinel_->ask();
    else
        openLink();
}

void RedisConnection::openLink()
{
    opened_.start();
    watchTimer_->start();
    link_->open();
}

/// Whoever waited for the master that was goes to the new one without delay.
void RedisConnection::onSwitched()
{
    attempts_ = 0;
    if (state_ == State::Waiting)
        retryTimer_->start(nextDelay());
    else
        giveUp({"helio::RedisConnection",
                QT_TRANSLATE_NOOP("helio::RedisConnection",
                                  "The sentinels name another Redis the master now; the connection goes there.")});
}

void RedisConnection::tryLater(const Message &problem)
{
    if (sentinel_)
        sentinel_->stopAsking();
    problem_ = problem;
    state_ = State::Waiting;
    watchTimer_->stop();
    retryTimer_->start(nextDelay());
    Q_EMIT lost();
}

void RedisConnection::onReady()
{
    state_ = State::Ready;
    attempts_ = 0;
    problem_ = {};
    Q_EMIT ready();
}

void RedisConnection::onReceived(const QList<RespValue> &values)
{
    switch (role_) {
    case Role::Commands: // nobody asked for it
        link_->giveUp(RedisFailure::Cause::NotRedis);
        break;
    case Role::Subscriber:
        isAsked_ = false;
        Q_EMIT received(values);
        break;
    }
}

void RedisConnection::watch()
{
    const Turn turn("redis");
    if (state_ == State::Connecting) {
        if (opened_.hasExpired(options_.connectDeadline.count()))
            link_->timeOut(options_.connectDeadline);
    } else if (isAsked_ && link_->silence() >= 2 * options_.silence) {
        link_->timeOut(options_.silence);
    } else if (!isAsked_ && link_->silence() >= options_.silence) {
        isAsked_ = true;
        send({"PING"}, [this](const RespValue &) { isAsked_ = false; });
    }
}

std::chrono::milliseconds RedisConnection::nextDelay()
{
    const auto longest =
        std::min(options_.firstDelay * (1 << std::min(attempts_++, MostDoublings)), options_.longestDelay);
    // From half of it on, so that many hubs do not come back at the same moment.
    return std::chrono::milliseconds(qint64(double(longest.count()) * (0.5 + 0.5 * chance_())));
}

} // namespace helio
