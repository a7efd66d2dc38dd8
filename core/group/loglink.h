// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/grouplog.h"
#include "group/logjoining.h"
#include "group/loglooking.h"
#include "redis/redisconnection.h"

#include <QObject>

#include <array>
#include <memory>

class QTimer;

namespace helio {

class FlaskBridge;
class LogAsking;
class LogClaims;
class LogPublishing;
class LogReading;

/// A group's log in the thread that speaks with Redis, where all of it is called and answers: a `done` perhaps before
/// the call returns. RedisGroupLog has it in another thread. When one connection is lost all are made anew, so that
/// nothing that an old one carried comes later than what a new one says.
class LogLink : public QObject, public GroupLog
{
    Q_OBJECT
public:
    /// `chance` gives numbers in [0, 1). Limits of `connection` are LogLink's own.
    LogLink(RedisUrl url, RedisConnection::Options connection, std::function<double()> chance,
            QObject *parent = nullptr);
    ~LogLink() override;

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
    /// After each restoring(), when nothing is to be put back any more.
    void restored();
    void trim(Position below) override;
    void remove(const QList<Position> &positions, std::function<void(qsizetype)> done) override;
    void hold(bool isHeld) override;
    /// What one call of GroupLogListener::arrived() brought was taken; at most two calls are not.
    void consumed();

    /// What others see of this hub: JSON.
    void setPresence(const QByteArray &presence);
    /// See GroupLine. Lost where Redis cannot be reached.
    void say(const QByteArray &hub, const QByteArray &message);
    void keepBan(const BanInfo &ban);

Q_SIGNALS:
    /// Each second, this hub among them; empty when it has left.
    void present(const QList<helio::HubPresence> &hubs);
    /// Who is kept away; at each join, before present().
    void bansRead(const QList<helio::BanInfo> &bans, bool areAll);
    /// A message to this hub or to all, also of its own.
    void heard(const QByteArray &message);

private:
    static constexpr char NoPresence[] = "{}";
    enum class State {
        Closed,
        Connecting, ///< until all connections are ready
        Joining,
        Joined,
        Waiting, ///< it could not be joined, which is tried again
        Closing,
    };
    enum Which { Commands, Reader, Asking, Control, Connections };

    void makeConnections();
    void makeParts();
    void makeBridge();
    void onReady(Which which);
    void onHeard(const QList<RespValue> &values);
    void onWord(const QByteArray &channel, const QByteArray &word);
    void joinWhenReady();
    void onPlace(const LogJoining::Place &place);
    void onJoinFailed(const Message &problem);
    void readBans(bool wasRestarted);
    void announce();
    void tick();
    void leave(const Message &problem);
    void settle();
    void report(const Message &problem);
    void finishClosing();

    RedisUrl url_;
    RedisConnection::Options connectionOptions_;
    std::function<double()> chance_;
    LogOptions options_;
    GroupLogListener *listener_ = nullptr;
    State state_ = State::Closed;
    bool isLeaving_ = false;
    bool isRefused_ = false;         ///< joined, but without a fence
    StoreState refused_;             ///< why
    Message problem_;                ///< of Waiting
    QString left_;                   ///< what left() said last, since joined()
    std::optional<Position> cursor_; ///< the last that was read, when it left; nothing: it never joined
    QByteArray presence_ = NoPresence;
    std::array<RedisConnection *, Connections> connections_{};
    int toConfirm_ = 0; ///< subscriptions that Redis has not confirmed yet
    std::unique_ptr<LogCalls> commands_, readerCalls_, askingCalls_;
    std::unique_ptr<LogClaims> claims_;
    std::unique_ptr<LogPublishing> publishing_;
    std::unique_ptr<LogReading> reading_;
    LogJoining *joining_ = nullptr;
    LogLooking *looking_ = nullptr;
    LogAsking *asking_ = nullptr;
    FlaskBridge *bridge_ = nullptr; ///< where there is to be one
    QTimer *timer_;                 ///< looks, or tries to join again
    QTimer *closeTimer_;
    std::function<void()> closed_;
};

} // namespace helio
