// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "group/bridgesaying.h"
#include "group/bridgetaking.h"
#include "group/logpublishing.h"
#include "redis/flasklistening.h"

#include <QElapsedTimer>

#include <memory>

class QTimer;

namespace helio {

/// Between a group's log and Flask-SSE's channels, in the log's thread, by two connections of its own. Each hub of the
/// group asks for the lease; the one that has it is the bridge, for one term: it listens, has what it hears appended,
/// and publishes what the log brings. Both are done by scripts that look at the lease, so that a term that is over
/// writes nothing and says nothing.
///
/// What is said on the channels while nobody listens is lost: each term begins with a loss of the bridged channels,
/// which stands before all that it hears.
class FlaskBridge : public QObject
{
    Q_OBJECT
public:
    /// `log` is borrowed, is read from, and names a master; `seen`: the last entry that the hub has read.
    FlaskBridge(const RedisUrl &url, const RedisConnection::Options &connection, const std::function<double()> &chance,
                const LogOptions &options, GroupLog &log, std::function<Position()> seen, QObject *parent = nullptr);
    ~FlaskBridge() override;

    /// The hub has its place in the group, with that fence, of the Redis with that run_id.
    void begin(const QByteArray &run, const QByteArray &fence);
    /// It has none any more.
    void end();
    /// The same for good; the lease is given back by `commands`.
    void close(LogCalls &commands);
    /// The hub has read the next entries of its log, those behind `before`.
    void addRead(Position before, const QList<LogEntry> &entries) { saying_.addRead(before, entries); }
    /// Some hub is the bridge no more.
    void onFree();
    /// The log reaches up to there.
    void readUpTo(Position end) { saying_.readUpTo(end); }

    /// The lease is asked for, or renewed, so often in the time that it stands.
    static constexpr int AskedInLease = 4;
    /// So long Redis knows how far the bridge came when there is none.
    static constexpr std::chrono::milliseconds KnownFor = std::chrono::minutes(10);

Q_SIGNALS:
    void changed(const helio::GroupInfo::Bridge &bridge);
    /// What people are to know of it, translated.
    void noted(const QString &text);

private:
    enum class State {
        Off,        ///< the hub has no place in the group
        Connecting, ///< commands cannot be sent, or it is not known to which Redis
        Waiting,    ///< another hub is it
        Listening,  ///< it is this hub's term, which is to hear all before it begins
        Leading,
    };

    void onCommandsReady();
    void onCommandsLost();
    void tick();
    void askLease();
    void runLease(std::chrono::milliseconds time, LogCalls &calls, RedisLink::Reply reply);
    void onLease(const RespValue &reply);
    void startTerm(const RespValue &reply);
    void onListening();
    void onSubscriberLost();
    void endTerm();
    void onHeard(const QList<FlaskHeard> &messages);
    void noteOthers(const RespValue &reply);

    // flaskbridge_telling.cpp
    void onSaid(qsizetype count, const Message &problem);
    void onUnsaid(std::optional<qsizetype> count);
    void countDropped(qsizetype count, const QString &why);
    void setLeader(const QByteArray &term);
    void setProblem(const Message &problem);
    void report();

    LogOptions options_; ///< as who appends
    QByteArray hub_;
    std::function<Position()> seen_;
    RedisConnection *commands_;
    RedisConnection *subscriber_; ///< open from the beginning of a term to its end
    FlaskListening *listening_;
    LogCalls calls_;
    LogPublishing publishing_;
    BridgeTaking taking_;
    BridgeSaying saying_;
    QTimer *timer_;
    State state_ = State::Off;
    QByteArray run_;
    QByteArray fence_;
    QByteArray term_; ///< this hub's, the last
    int terms_ = 0;
    QByteArray list_; ///< of what is bridged, in one order
    int askings_ = 0; ///< of the lease, for their answers
    bool isAsked_ = false;
    int toPass_ = 0; ///< so often others may ask first, as this hub could not listen
    /// How far the bridge came, this hub or another one, as known last: Redis may lose it.
    std::optional<Position> known_;
    Position startAt_;   ///< of this term: what stands behind it is to be published
    bool isLate_ = true; ///< something may have been said before this term
    quint64 lastNumber_ = 0;
    GroupInfo::Bridge bridge_;
    GroupInfo::Bridge reported_;
    bool wasOurs_ = false;
    QElapsedTimer droppedNoted_;
    QElapsedTimer unsaidNoted_;
    quint64 unsaid_ = 0;
};

} // namespace helio
