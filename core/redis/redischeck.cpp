// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redischeck.h"

#include "hub/turns.h"
#include "json/utf8.h"
#include "redis/redissubscribers.h"

#include <QTimer>

namespace helio {

namespace {

QByteArrayList globsOf(const Selection &channels)
{
    QByteArrayList globs;
    for (const Pattern &pattern : channels.patterns())
        globs.append(pattern.glob());
    return globs;
}

QString namesOf(const Selection &channels)
{
    return decodeUtf8((channels.channels() + globsOf(channels)).join(", "));
}

} // namespace

RedisCheck::RedisCheck(RedisUrl url, Selection channels, std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent)
    , url_(std::move(url))
    , channels_(std::move(channels))
    , patience_(patience)
    , link_(new RedisLink(url_, {}, this))
    , deadline_(new QTimer(this))
{
    deadline_->setSingleShot(true);
    deadline_->setInterval(patience);
    connect(deadline_, &QTimer::timeout, this, [this, patience] {
        const Turn turn("redis");
        link_->timeOut(patience);
    });
    connect(link_, &RedisLink::stageBegun, this, &RedisCheck::onStageBegun);
    connect(link_, &RedisLink::stagePassed, this, &RedisCheck::onStagePassed);
    connect(link_, &RedisLink::ready, this, &RedisCheck::askSubscribers);
    connect(link_, &RedisLink::received, this, &RedisCheck::onReceived);
    connect(link_, &RedisLink::failed, this,
            [this](const RedisFailure &failure) { onFailed(failure.text.translated()); });
}

void RedisCheck::start()
{
    if (url_.sentinels.isEmpty())
        link_->open();
    else
        askSentinels();
}

void RedisCheck::askSentinels()
{
    auto *sentinel = new RedisSentinel(url_, patience_, patience_, this);
    connect(sentinel, &RedisSentinel::asking, this, [this](const QString &place) {
        beginStep(tr("Asking the sentinel at %1 for the master %2").arg(place, decodeUtf8(url_.masterName)));
    });
    connect(sentinel, &RedisSentinel::refused, this,
            [this](const RedisFailure &failure) { endStep(failure.text.translated(), Result::Noted); });
    connect(sentinel, &RedisSentinel::failed, this,
            [this](const RedisFailure &failure) { onFailed(failure.text.translated()); });
    connect(sentinel, &RedisSentinel::found, this, [this, sentinel](const RedisUrl &master) {
        sentinel->close();
        url_ = master;
        endStep(tr("The sentinel says that the master is at %1").arg(url_.place()));
        link_->setUrl(url_);
        link_->open();
    });
    sentinel->ask();
}

void RedisCheck::beginStep(const QString &text)
{
    deadline_->start();
    Q_EMIT stepBegun(text);
}

void RedisCheck::endStep(const QString &text, Result result)
{
    deadline_->stop();
    Q_EMIT stepDone(result, text);
}

void RedisCheck::onStageBegun(RedisStage stage)
{
    switch (stage) {
    case RedisStage::Resolve:
        beginStep(tr("Looking up %1").arg(url_.host));
        break;
    case RedisStage::Connect:
        beginStep(tr("Connecting to %1").arg(url_.place()));
        break;
    case RedisStage::Secure:
        beginStep(tr("Agreeing on TLS"));
        break;
    case RedisStage::SignIn:
        beginStep(url_.user.isEmpty() ? tr("Signing in with the password")
                                      : tr("Signing in as %1").arg(decodeUtf8(url_.user)));
        break;
    case RedisStage::Select:
        beginStep(tr("Choosing database %1").arg(url_.database));
        break;
    case RedisStage::Ping:
        pinged_.start();
        beginStep(tr("Asking whether it answers (PING)"));
        break;
    case RedisStage::Role:
        beginStep(tr("Asking whether it is the master (ROLE)"));
        break;
    case RedisStage::Closed:
    case RedisStage::Ready:
        break;
    }
}

void RedisCheck::onStagePassed(RedisStage stage)
{
    switch (stage) {
    case RedisStage::Resolve: {
        QStringList addresses;
        for (const QHostAddress &address : link_->addresses())
            addresses.append(address.toString());
        endStep(tr("%1 is %2").arg(url_.host, addresses.join(QStringLiteral(", "))));
        break;
    }
    case RedisStage::Connect:
        endStep(tr("Connected to %1")
                    .arg(url_.carrier == RedisUrl::Carrier::Local
                             ? url_.place()
                             : link_->peerAddress().toString() + u' ' + tr("port %1").arg(url_.port)));
        break;
    case RedisStage::Secure:
        if (url_.verifiesPeer)
            endStep(tr("TLS stands, and the certificate is good for %1").arg(url_.host));
        else
            endStep(tr("TLS stands; the certificate is not checked, as ssl_cert_reqs=none says"), Result::Noted);
        break;
    case RedisStage::SignIn:
        endStep(tr("Redis accepts the password"));
        break;
    case RedisStage::Select:
        endStep(tr("Database %1 is chosen; what is published is the same in all of them").arg(url_.database));
        break;
    case RedisStage::Ping:
        endStep(tr("Redis answers, after %1 ms").arg(pinged_.elapsed()));
        break;
    case RedisStage::Role:
        endStep(tr("It is the master"));
        break;
    case RedisStage::Closed:
    case RedisStage::Ready:
        break;
    }
}

void RedisCheck::onFailed(const QString &text)
{
    endStep(text, Result::Failed);
    finish(false);
}

void RedisCheck::askSubscribers()
{
    beginStep(tr("Asking who listens there (PUBSUB)"));
    findRedisSubscribers(
        [this](const QByteArrayList &command, RedisLink::Reply reply) { link_->send(command, std::move(reply)); },
        [this](const QList<BackplaneChannel> &channels, const QByteArray &error) { onSubscribers(channels, error); });
}

void RedisCheck::onSubscribers(const QList<BackplaneChannel> &channels, const QByteArray &error)
{
    if (!error.isEmpty()) {
        endStep(tr("Who listens there is not told, which is no obstacle. %1").arg(redisErrorText(error).translated()),
                Result::Noted);
    } else if (channels.isEmpty()) {
        endStep(tr("Nobody listens to a channel now. Flask-SSE does only while somebody reads its stream: open a page "
                   "of the application, and test again"),
                Result::Noted);
    } else {
        endStep(tr("%n channel(s) with subscribers", nullptr, int(channels.size())));
        Q_EMIT channelsFound(channels);
    }
    listen();
}

void RedisCheck::listen()
{
    const QByteArrayList globs = globsOf(channels_);
    toConfirm_ = channels_.channels().size() + globs.size();
    if (toConfirm_ == 0) {
        finish(true);
        return;
    }
    beginStep(tr("Asking to listen to %1").arg(namesOf(channels_)));
    if (!channels_.channels().isEmpty())
        link_->sendForReceived(QByteArrayList{"SUBSCRIBE"} + channels_.channels());
    if (!globs.isEmpty())
        link_->sendForReceived(QByteArrayList{"PSUBSCRIBE"} + globs);
}

/// Each name of SUBSCRIBE and PSUBSCRIBE is confirmed, or one error refuses them all. Between come the messages of
/// others.
void RedisCheck::onReceived(const QList<RespValue> &values)
{
    for (const RespValue &value : values) {
        const QByteArray kind = value.isList() && !value.items.isEmpty() ? value.items.constFirst().text : QByteArray();
        if (toConfirm_ > 0 && value.isError()) {
            onFailed(redisErrorText(value.text).translated());
            return;
        }
        if (kind == "message" || kind == "pmessage")
            continue;
        if (toConfirm_ == 0 || (kind != "subscribe" && kind != "psubscribe")) {
            link_->giveUp(RedisFailure::Cause::NotRedis);
            return;
        }
        if (--toConfirm_ == 0) {
            endStep(tr("Redis lets this program listen to %1").arg(namesOf(channels_)));
            finish(true);
            return;
        }
    }
}

void RedisCheck::finish(bool passed)
{
    deadline_->stop();
    link_->close();
    Q_EMIT finished(passed);
}

} // namespace helio
