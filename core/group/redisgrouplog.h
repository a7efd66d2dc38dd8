// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/loglink.h"

#include <QThread>

#include <unordered_map>

namespace helio {

/// A group's log in Redis, and what its hubs say to one another there. Speaks with it in a thread of its own: what
/// Redis sends, TLS and names to look up cost the hub's thread nothing.
class RedisGroupLog : public QObject, public GroupLog, public GroupLine
{
    Q_OBJECT
public:
    /// How its connections are made and tried again.
    static RedisConnection::Options usualOptions();

    /// Whatever `url` names must be a master, or sentinels that know it.
    explicit RedisGroupLog(RedisUrl url, RedisConnection::Options connection = usualOptions(),
                           QObject *parent = nullptr);
    ~RedisGroupLog() override;

    void open(GroupLogListener &listener, const LogOptions &options) override;
    void close(std::chrono::milliseconds deadline, std::function<void()> done) override;
    void append(const QList<LogRequest> &group, std::function<void(const QList<LogAnswer> &)> done) override;
    void note(LogEntry::Kind kind, const Selection &of, std::function<void(std::optional<Position>)> done) override;
    void range(Position after, Position upTo, qsizetype count, std::function<void(const LogPiece &)> done) override;
    void pick(const QList<Position> &positions, std::function<void(const LogPiece &)> done) override;
    void index(std::optional<Position> before, std::function<void(const IndexPiece &)> done) override;
    void findOwn(const QByteArray &channel, const QByteArray &ownId,
                 std::function<void(const IdPlace &)> done) override;
    void findOnWire(const QByteArray &ownId, std::function<void(const IdPlace &)> done) override;
    void putBack(Position from, bool hadOthersTime, const QList<LogEntry> &entries,
                 std::function<void(const PutBack &)> done) override;
    void trim(Position below) override;
    void remove(const QList<Position> &positions, std::function<void(qsizetype)> done) override;
    void hold(bool isHeld) override;

    void setLineListener(GroupLineListener *listener) override { lineListener_ = listener; }
    void setPresence(const QByteArray &presence) override;
    void say(const QByteArray &hub, const QByteArray &message) override;
    void keepBan(const BanInfo &ban) override;

private:
    class Relay;

    template <typename Work>
    void post(Work work);
    template <typename Result>
    std::function<void(Result)> here(std::function<void(Result)> done);
    quint64 await(std::function<void(const void *)> give);
    void give(quint64 number, const void *result);
    void endRestoring();

    /// What waits for answers never leaves this thread: whatever it holds ends here.
    std::unordered_map<quint64, std::function<void(const void *)>> awaited_;
    quint64 lastAwaited_ = 0;
    int putBacks_ = 0; ///< under way
    QThread thread_;
    std::unique_ptr<Relay> relay_;
    GroupLineListener *lineListener_ = nullptr;
    LogLink *link_; ///< lives in thread_, and ends with it
};

} // namespace helio
