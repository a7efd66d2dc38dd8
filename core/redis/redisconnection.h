// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "redis/redisurl.h"
#include "redis/respreader.h"

#include <QElapsedTimer>
#include <QObject>

#include <chrono>
#include <deque>
#include <functional>

class QIODevice;
class QTimer;

namespace helio {

/// One connection to Redis: opens it, says who it is, chooses the database, and when it is lost tries again, later and
/// later. Never blocks. A connection whose other side is silent is asked (PING), and given up when it does not answer.
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
        std::chrono::milliseconds connectDeadline{10'000}; ///< up to Ready
        std::chrono::milliseconds silence{10'000};         ///< then PING; as long again, then it is given up
        RespLimits limits;
    };

    using Reply = std::function<void(const RespValue &)>;

    /// `chance` gives numbers in [0, 1); it spreads the times of trying again.
    RedisConnection(RedisUrl url, Role role, Options options, std::function<double()> chance,
                    QObject *parent = nullptr);
    ~RedisConnection() override;

    void open();
    void close();
    State state() const { return state_; }
    bool isReady() const { return state_ == State::Ready; }
    /// Why it is Waiting, in words, translated, without any password; empty before anything went wrong and when Ready.
    const QString &problem() const { return problem_; }

    /// Sends a command; only while Ready. Replies of a lost connection never come: lost() tells.
    void send(const QByteArrayList &command, Reply reply = {});
    /// Loses the connection for a reason of its owner's, and tries again.
    void giveUp(const QString &problem);

Q_SIGNALS:
    /// The way to the server stands (TCP, TLS or the Unix socket); Redis has not spoken yet.
    void connected();
    void ready();
    /// It was lost, or could not be made; problem() says why.
    void lost();
    /// What came since, all in one.
    void received(const QList<helio::RespValue> &values);

private:
    void openDevice();
    void openLocal();
    void openTcp();
    void dropDevice();
    void greet();
    void enterReady();
    void read();
    void take(RespValue value, QList<RespValue> &values);
    void lookAround();
    void fail(const QString &problem);
    void write(const QByteArrayList &command);
    std::chrono::milliseconds nextDelay();

    RedisUrl url_;
    Role role_;
    Options options_;
    std::function<double()> chance_;
    State state_ = State::Closed;
    QString problem_;
    QIODevice *device_ = nullptr;
    RespReader reader_;
    std::deque<Reply> replies_;
    QTimer *retryTimer_;
    QTimer *watchTimer_;
    QElapsedTimer heard_; ///< since the last byte, or the opening
    bool asked_ = false;  ///< a PING is under way
    int attempts_ = 0;
};

/// What Redis' error means, for people.
QString redisErrorInWords(const QByteArray &error);

} // namespace helio
