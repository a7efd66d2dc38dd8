// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "redis/redislink.h"

#include <QElapsedTimer>
#include <QObject>

#include <chrono>
#include <functional>

class QTimer;

namespace helio {

class RedisSentinel;

/// A RedisLink that comes back by itself: when it is lost it is made again, later and later. A server that is silent is
/// asked (PING), and given up when it does not answer. Where the URL has sentinels they are asked for the master at
/// each try, and a master that is none any more is left.
class RedisConnection : public QObject
{
    Q_OBJECT
public:
    enum class Role {
        Commands,   ///< each command has its reply, in order
        Subscriber, ///< once ready, all that comes is given by received()
    };
    enum class State {
        Closed,     ///< open() opens it
        Connecting, ///< up to Redis' greeting; Ready follows, or Waiting
        Ready,
        Waiting, ///< lost or refused: problem() says why; it tries again by itself
    };

    struct Options
    {
        std::chrono::milliseconds firstDelay{100};
        std::chrono::milliseconds longestDelay{5'000};
        std::chrono::milliseconds connectDeadline{10'000}; ///< up to Ready, from where the master is known
        std::chrono::milliseconds sentinelPatience{1'000}; ///< for each sentinel
        std::chrono::milliseconds silence{10'000};         ///< then PING; as long again, then it is given up
        RespLimits limits;
    };

    /// `chance` gives numbers in [0, 1); it spreads the times of trying again.
    RedisConnection(RedisUrl url, Role role, Options options, std::function<double()> chance,
                    QObject *parent = nullptr);
    ~RedisConnection() override;

    void open();
    void close();
    State state() const { return state_; }
    bool isReady() const { return state_ == State::Ready; }
    /// Why it is Waiting, for people, translated, without any password; empty before anything went wrong and when
    /// Ready.
    const Message &problem() const { return problem_; }

    /// Sends a command; only while Ready. Replies of a lost connection never come: lost() says so.
    void send(const QByteArrayList &command, RedisLink::Reply reply = {});
    /// Loses the connection for a reason of its owner's, and tries again.
    void giveUp(const Message &problem);

Q_SIGNALS:
    void ready();
    /// It was lost, or could not be made; problem() says why.
    void lost();
    /// To a Subscriber: what came since, all in one.
    void received(const QList<helio::RespValue> &values);

private:
    void tryNow();
    void openLink();
    void tryLater(const Message &problem);
    void onSwitched();
    void onReady();
    void onReceived(const QList<RespValue> &values);
    void watch();
    std::chrono::milliseconds nextDelay();

    Role role_;
    Options options_;
    std::function<double()> chance_;
    State state_ = State::Closed;
    Message problem_;
    RedisLink *link_;
    RedisSentinel *sentinel_ = nullptr; ///< where the URL has any
    QTimer *retryTimer_;
    QTimer *watchTimer_;
    QElapsedTimer opened_;
    bool isAsked_ = false; ///< a PING is under way
    int attempts_ = 0;
};

} // namespace helio
