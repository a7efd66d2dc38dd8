// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"
#include "event/selection.h"
#include "redis/redisconnection.h"

namespace helio {

/// What was said on a channel.
struct FlaskHeard
{
    Publication publication = {}; ///< as readFlaskMessage() reads it, with its channel; not judged
    QByteArray message = {};      ///< its bytes
    bool isOversize = false;      ///< there are more than are read: all but the channel says nothing
};

/// Listens to channels in Flask-SSE's form, whenever a connection is ready.
class FlaskListening : public QObject
{
    Q_OBJECT
public:
    /// Those of a connection whose messages may have so much data.
    static RedisConnection::Options optionsFor(RedisConnection::Options options, qsizetype maximumDataBytes);

    /// `subscriber` is borrowed, is one for a Subscriber, and has no other user. It is given up when Redis refuses.
    FlaskListening(RedisConnection &subscriber, Selection channels, QObject *parent = nullptr);

    const Selection &channels() const { return channels_; }

Q_SIGNALS:
    /// From here on, until the connection is lost, all is heard.
    void begun();
    /// A message that several names and globs match is heard once.
    void heard(const QList<helio::FlaskHeard> &messages);

private:
    void subscribe();
    void onReceived(const QList<RespValue> &values);
    bool onValue(const RespValue &value, QList<FlaskHeard> &messages);
    bool isFirstOf(const QByteArray &channel, const QByteArray *glob) const;

    RedisConnection &subscriber_;
    Selection channels_;
    qsizetype toConfirm_ = 0; ///< subscriptions that Redis has not confirmed yet
};

} // namespace helio
