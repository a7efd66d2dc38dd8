// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/backplanecontrol.h"
#include "hub/backplane.h"
#include "redis/redisconnection.h"

#include <QByteArrayList>
#include <QElapsedTimer>

namespace helio {

class FlaskListening;
class RedisInFlight;
struct FlaskHeard;

struct RedisOptions
{
    RedisUrl url;
    Selection channels;                        ///< what goes by Redis
    qsizetype maximumDataBytes = 1024 * 1024;  ///< of an event from elsewhere
    std::chrono::milliseconds deadline{5'000}; ///< for an event of ours to come back
    std::chrono::milliseconds askInterval{3'000};
    RedisConnection::Options connection;
    std::function<double()> chance; ///< gives numbers in [0, 1)
};

/// Redis' publish and subscribe as backplane, in Flask-SSE's form. What is sent comes back like everything else, with
/// no mark of its origin: it is known by its very bytes, in order for each channel. Nothing is kept there, so that each
/// time it listens anew something may have been missed.
class RedisBackplane : public Backplane
{
    Q_OBJECT
public:
    explicit RedisBackplane(RedisOptions options, QObject *parent = nullptr);
    ~RedisBackplane() override;

    void open() override;
    const Selection &carried() const override { return options_.channels; }
    Message unavailability() const override;
    void send(const Publication &publication, quint64 ticket) override;
    /// Being asked has Redis asked, now and then, who else listens there.
    BackplaneInfo info() override;
    void countDropped(const QString &why) override;

private:
    void onListening();
    void onHeard(const QList<FlaskHeard> &messages);
    void onCommandsLost();
    void onSubscriberLost();
    void failAll();
    void askSubscribers();
    void setSubscribers(const QList<BackplaneChannel> &channels);
    BackplaneInfo::State state() const;
    Message problem() const;
    void noteState();

    RedisOptions options_;
    RedisConnection *commands_;
    RedisConnection *subscriber_;
    FlaskListening *listening_;
    RedisInFlight *inFlight_;
    bool listens_ = false;
    QElapsedTimer away_; ///< runs while events do not go both ways
    QString noted_;      ///< the last text about the state
    QElapsedTimer droppedNoted_;
    QElapsedTimer asked_;
    BackplaneInfo info_; ///< counters and the subscribers; the rest is filled in when asked for
};

/// Names and globs, as `[redis] channels` lists them: what has a `*`, `?`, `[` or backslash is a glob. Answers what is
/// wrong, for people; empty when all is well.
QString readRedisChannels(const QByteArrayList &entries, Selection &channels);

} // namespace helio
