// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "redis/redisfailure.h"
#include "redis/redisurl.h"
#include "redis/respreader.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QObject>

#include <chrono>
#include <deque>
#include <functional>

class QIODevice;
class QTcpSocket;

namespace helio {

/// The one way to a Redis: the host's name, the socket, TLS, the sign-in, the database, PING; then commands and what
/// comes back. Each stage is signalled as it begins and as it is passed. It never blocks, has no patience of its own
/// and does not try again: that is for its owner to decide. No slot of its signals may delete it; deleteLater() may.
class RedisLink : public QObject
{
    Q_OBJECT
public:
    using Reply = std::function<void(const RespValue &)>;

    explicit RedisLink(RedisUrl url, const RespLimits &limits = {}, QObject *parent = nullptr);
    ~RedisLink() override;

    /// For the next open(); only while Closed.
    void setUrl(RedisUrl url) { url_ = std::move(url); }
    /// Begins; the stages follow, up to ready() or failed(). Only while Closed, for the first time or again.
    void open();
    /// Ends it at any stage, without a signal; replies that are due never come.
    void close();

    RedisStage stage() const { return stage_; }
    bool isReady() const { return stage_ == RedisStage::Ready; }
    /// Of the host's name; empty where none was resolved.
    const QList<QHostAddress> &addresses() const { return addresses_; }
    /// Of the server, once connected; null for a Unix socket.
    const QHostAddress &peerAddress() const { return peerAddress_; }
    /// Since something came from there last, or the stage began; not while Closed.
    std::chrono::milliseconds silence() const { return std::chrono::milliseconds(heard_.elapsed()); }

    /// Sends a command that has one reply, which is given to `reply`. Replies come in the order of their commands; any
    /// number may be under way, and one may be late (a blocking read). Does nothing unless Ready.
    void send(const QByteArrayList &command, Reply reply);
    /// Sends a command whose answers are given by received(), such as SUBSCRIBE. Does nothing unless Ready.
    void sendForReceived(const QByteArrayList &command);

    /// Fails for a cause that its owner found.
    void giveUp(RedisFailure::Cause cause);
    /// Fails because the owner's `patience` is over; the text says it in whole seconds, at least one.
    void timeOut(std::chrono::milliseconds patience);

Q_SIGNALS:
    void stageBegun(helio::RedisStage stage);
    void stagePassed(helio::RedisStage stage);
    void ready();
    /// What came and was no command's one reply, all of it since the last time; only while Ready.
    void received(const QList<helio::RespValue> &values);
    /// It could not be made, or was lost; it is Closed now, and open() may follow.
    void failed(const helio::RedisFailure &failure);

private:
    bool begin(RedisStage stage);
    bool pass();
    void resolve();
    void connectTcp();
    void connectLocal();
    void secure(QTcpSocket &socket);
    void signIn();
    void select();
    void ping();
    void askRole();
    void enterReady();
    void ask(RedisStage stage, const QByteArrayList &command, void (RedisLink::*next)());
    void onDisconnected();
    void read();
    void onValue(RespValue value, QList<RespValue> &unasked);
    void fail(RedisFailure::Cause cause, const Message &detail = {});
    void fail(const RedisFailure &failure);

    RedisUrl url_;
    RespLimits limits_;
    RedisStage stage_ = RedisStage::Closed;
    int attempt_ = 0; ///< counts open(), as a slot may close it and open it anew
    QList<QHostAddress> addresses_;
    QHostAddress peerAddress_;
    QIODevice *device_ = nullptr;
    RespReader reader_;
    std::deque<Reply> replies_;
    QElapsedTimer heard_;
};

} // namespace helio
