// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "redis/redislink.h"

#include <QObject>

#include <chrono>
#include <optional>

class QTimer;

namespace helio {

/// Asks the sentinels of a URL which Redis is the master now: one after the other, from the one that answered last,
/// each with the same patience. Then it listens to the one that answered, and says when another Redis becomes the
/// master; when that sentinel is lost, the others are asked. What an earlier answer was counts for nothing. A sentinel
/// gets the user and password of the URL only when it asks for a password. It never blocks. No slot of its signals may
/// delete it.
class RedisSentinel : public QObject
{
    Q_OBJECT
public:
    /// `url` has sentinels. `patience`: for each, up to its answer. `silence`: so often the one that is listened to is
    /// asked whether it is there (PING); twice as long without a word, and it is lost.
    RedisSentinel(RedisUrl url, std::chrono::milliseconds patience, std::chrono::milliseconds silence,
                  QObject *parent = nullptr);

    /// Asks anew, whatever is under way; found() or failed() follows.
    void ask();
    /// Neither found() nor failed() follows any more; switched() may.
    void stopAsking() { isAwaited_ = false; }
    /// Ends it, without a signal.
    void close();

Q_SIGNALS:
    /// Of ask() alone: one of them is asked; it gave no answer that helps.
    void asking(const QString &place);
    void refused(const helio::RedisFailure &failure);
    /// The URL of the master.
    void found(const helio::RedisUrl &master);
    void failed(const helio::RedisFailure &failure);
    /// Another Redis is the master than found() said; ask().
    void switched();

private:
    void begin();
    void tryNext();
    void open();
    const RedisUrl::Place &current() const;
    void onReady();
    void onAnswer(const RespValue &answer);
    RedisFailure failureOf(const RespValue &answer) const;
    void onFound(const RedisUrl::Place &master);
    void onReceived(const QList<RespValue> &values);
    void onLost(const RedisFailure &failure);
    void refuse(const RedisFailure &failure);
    void watch();

    RedisUrl url_;
    std::chrono::milliseconds silence_;
    RedisLink *link_;
    QTimer *deadline_;
    QTimer *watchTimer_;
    QTimer *laterTimer_;
    bool isAwaited_ = false; ///< by ask(); else a round is for listening alone
    bool listens_ = false;
    bool signsIn_ = false;
    qsizetype first_ = 0; ///< the one that answered last
    qsizetype tried_ = 0; ///< in this round
    std::optional<RedisUrl::Place> master_;
    RedisFailure problem_; ///< the last of this round
};

} // namespace helio
