// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "redis/flasklistening.h"
#include "redis/redisserver.h"
#include "redis/streamcollector.h"
#include "support/helioprocess.h"

#include <QJsonObject>

#include <memory>
#include <vector>

namespace helio::test {

/// The other end of a bridge: what a Flask application says, and what its readers hear.
class FlaskSide
{
public:
    explicit FlaskSide(RedisServer &server);

    /// Listens, until that is confirmed.
    bool listen(const QByteArrayList &channels = {"sse", "users.*"});
    /// To how many it went.
    qint64 say(const QByteArray &channel, const QByteArray &message);
    bool waitFor(qsizetype count);
    /// The data of each.
    QByteArrayList data() const;

    QList<FlaskHeard> heard;

private:
    RedisServer &server_;
    std::unique_ptr<RedisConnection> connection_;
    std::unique_ptr<FlaskListening> listening_;
    bool hasBegun_ = false;
};

/// Several `helio serve` that bridge `sse` and `users.*`, on one Redis.
class BridgedHubs
{
public:
    /// `url`: as whom they come.
    BridgedHubs(const QString &url, int count, const QStringList &more = {});

    /// Until one of them is the bridge, and all take events.
    bool start();
    /// A test that took Redis away waits with it before it goes on with any hub.
    bool waitUntilAllTakeEvents();
    bool waitUntilTheyTakeEvents(const std::vector<size_t> &among);
    HelioProcess &operator[](size_t i) { return *hubs_[i]; }
    size_t size() const { return hubs_.size(); }
    quint16 port(size_t i) const { return hubs_[i]->port(); }
    /// Those that run.
    std::vector<size_t> others(size_t but) const;

    /// `group` of /api/hub; empty where there is no answer.
    QJsonObject group(size_t i) const;
    QJsonObject bridge(size_t i) const;
    /// Which says that it is it; nothing after 30 s without one. Of one that has not noticed that Redis was away this
    /// is old.
    std::optional<size_t> waitForLeader(const std::vector<size_t> &among);
    std::optional<size_t> waitForLeader();
    /// Until it wrote that for its operator.
    bool waitForWords(size_t i, const QByteArray &words);
    /// What each said of itself.
    QString report() const;

private:
    std::vector<std::unique_ptr<HelioProcess>> hubs_;
};

} // namespace helio::test
