// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redissentinel.h"

#include "hub/turns.h"
#include "json/utf8.h"

#include <QTimer>

namespace helio {

using namespace std::chrono_literals;

namespace {

/// After the sentinel that was listened to is lost, and again while none of them can be asked.
constexpr std::chrono::milliseconds ListenAgainDelay = 1s;

constexpr char SwitchChannel[] = "+switch-master";

} // namespace

RedisSentinel::RedisSentinel(RedisUrl url, std::chrono::milliseconds patience, std::chrono::milliseconds silence,
                             QObject *parent)
    : QObject(parent)
    , url_(std::move(url))
    , silence_(silence)
    , link_(new RedisLink(url_, {}, this))
    , deadline_(new QTimer(this))
    , watchTimer_(new QTimer(this))
    , laterTimer_(new QTimer(this))
{
    connect(link_, &RedisLink::ready, this, &RedisSentinel::onReady);
    connect(link_, &RedisLink::received, this, &RedisSentinel::onReceived);
    connect(link_, &RedisLink::failed, this, &RedisSentinel::onLost);
    deadline_->setSingleShot(true);
    deadline_->setInterval(patience);
    connect(deadline_, &QTimer::timeout, this, [this, patience] {
        const Turn turn("redis");
        link_->timeOut(patience);
    });
    watchTimer_->setInterval(silence);
    connect(watchTimer_, &QTimer::timeout, this, &RedisSentinel::watch);
    laterTimer_->setSingleShot(true);
    laterTimer_->setInterval(ListenAgainDelay);
    connect(laterTimer_, &QTimer::timeout, this, [this] {
        const Turn turn("redis");
        begin();
    });
}

void RedisSentinel::ask()
{
    isAwaited_ = true;
    begin();
}

void RedisSentinel::close()
{
    isAwaited_ = false;
    listens_ = false;
    deadline_->stop();
    watchTimer_->stop();
    laterTimer_->stop();
    link_->close();
}

void RedisSentinel::begin()
{
    const bool isAwaited = isAwaited_;
    close();
    isAwaited_ = isAwaited;
    tried_ = 0;
    problem_ = {};
    tryNext();
}

void RedisSentinel::tryNext()
{
    if (tried_ < url_.sentinels.size()) {
        signsIn_ = false;
        if (isAwaited_)
            Q_EMIT asking(current().shown());
        open();
        return;
    }
    // That one does not know the name says more than that another is away.
    if (problem_.cause != RedisFailure::Cause::MasterUnknown)
        problem_ = RedisFailure::of(url_, problem_.stage, RedisFailure::Cause::SentinelsAway, problem_.text);
    if (std::exchange(isAwaited_, false))
        Q_EMIT failed(problem_);
    else
        laterTimer_->start();
}

void RedisSentinel::open()
{
    deadline_->start();
    link_->setUrl(url_.ofSentinel(current(), signsIn_));
    link_->open();
}

const RedisUrl::Place &RedisSentinel::current() const
{
    return url_.sentinels[(first_ + tried_) % url_.sentinels.size()];
}

/// Both in one write, so that no switch happens between the answer and the listening.
void RedisSentinel::onReady()
{
    link_->send({"SENTINEL", "get-master-addr-by-name", url_.masterName},
                [this](const RespValue &answer) { onAnswer(answer); });
    link_->sendForReceived({"SUBSCRIBE", SwitchChannel});
}

void RedisSentinel::onAnswer(const RespValue &answer)
{
    bool isPort = false;
    const quint16 port = answer.items.size() == 2 ? answer.items[1].text.toUShort(&isPort) : quint16(0);
    if (isPort) {
        onFound({decodeUtf8(answer.items[0].text), port});
        return;
    }
    link_->close();
    refuse(failureOf(answer));
}

/// Of an answer that names no master.
RedisFailure RedisSentinel::failureOf(const RespValue &answer) const
{
    if (!answer.isError())
        return RedisFailure::of(url_, RedisStage::Ready, RedisFailure::Cause::MasterUnknown);
    const RedisFailure failure = RedisFailure::ofError(RedisStage::Ready, answer.text);
    if (failure.cause != RedisFailure::Cause::CommandMissing)
        return failure;
    return RedisFailure::of(url_.ofSentinel(current(), false), RedisStage::Ready, RedisFailure::Cause::NotSentinel);
}

void RedisSentinel::onFound(const RedisUrl::Place &master)
{
    deadline_->stop();
    watchTimer_->start();
    listens_ = true;
    first_ = (first_ + tried_) % url_.sentinels.size();
    const bool isAnother = std::exchange(master_, master) != master;
    if (std::exchange(isAwaited_, false))
        Q_EMIT found(url_.at(master));
    else if (isAnother)
        Q_EMIT switched();
}

/// The confirmation, an answer to PING, or "name old-host old-port new-host new-port". A sentinel that lets nobody
/// listen answers an error: then a master that was left is noticed by its silence.
void RedisSentinel::onReceived(const QList<RespValue> &values)
{
    for (const RespValue &value : values) {
        if (value.items.size() != 3 || value.items[0].text != "message")
            continue;
        const QByteArrayList words = value.items[2].text.split(' ');
        if (words.size() != 5 || words[0] != url_.masterName)
            continue;
        const RedisUrl::Place master{decodeUtf8(words[3]), words[4].toUShort()};
        if (std::exchange(master_, master) != master) {
            Q_EMIT switched();
            return; // it may have asked anew
        }
    }
}

void RedisSentinel::onLost(const RedisFailure &failure)
{
    deadline_->stop();
    if (std::exchange(listens_, false)) {
        watchTimer_->stop();
        laterTimer_->start();
        return;
    }
    if (failure.cause == RedisFailure::Cause::PasswordMissing && !signsIn_ && !url_.password.isEmpty()) {
        signsIn_ = true;
        open();
        return;
    }
    refuse(failure);
}

void RedisSentinel::refuse(const RedisFailure &failure)
{
    deadline_->stop();
    if (problem_.cause != RedisFailure::Cause::MasterUnknown)
        problem_ = failure;
    ++tried_;
    if (isAwaited_)
        Q_EMIT refused(failure);
    tryNext();
}

void RedisSentinel::watch()
{
    const Turn turn("redis");
    if (link_->silence() >= 2 * silence_)
        link_->timeOut(silence_);
    else
        link_->sendForReceived({"PING"});
}

} // namespace helio
