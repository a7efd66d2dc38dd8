// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/bridgebacklog.h"
#include "group/bridgeechoes.h"
#include "group/grouplog.h"
#include "group/logcalls.h"

#include <deque>

namespace helio {

/// What the log brings of the bridged channels goes out there, in its order, each event with its id on the wire. How
/// far that came is kept in Redis, by the script that publishes: who goes on goes on behind it.
class BridgeSaying
{
public:
    /// What became of some, or why none can be: `problem` is for people, empty when they went out.
    using Done = std::function<void(qsizetype said, const Message &problem)>;
    /// The log let them go before they could be published; nothing: perhaps some, of before the term.
    using Lost = std::function<void(std::optional<qsizetype> count)>;

    /// All are borrowed. `onFenced`: the term is over.
    BridgeSaying(LogCalls &commands, GroupLog &log, const LogOptions &options, Done onSaid, Lost onLost,
                 std::function<void()> onFenced);
    Q_DISABLE_COPY_MOVE(BridgeSaying)

    /// What stands behind `at` is to be published, up to `end` and what is read from then on.
    void begin(const QByteArray &term, Position at, Position end);
    void end();
    /// The hub has read the next entries of its log, those behind `before`.
    void addRead(Position before, const QList<LogEntry> &entries);
    /// The log reaches up to there.
    void readUpTo(Position end);
    /// Up to there all was published that is to be; nothing: it never began.
    std::optional<Position> doneUpTo() const;
    /// Tries again what Redis refused. Called now and then.
    void goOn();
    /// Whether what was heard is what this term published, which comes back once.
    bool takeEcho(const QByteArray &channel, const QByteArray &message, const QByteArray &id)
    {
        return echoes_.take(channel, message, id);
    }

    /// Of what goes out at once; beyond four times as much, nothing more is read.
    static constexpr qsizetype MostEvents = 200;
    static constexpr qsizetype MostBytes = qsizetype(512) << 10;

private:
    struct Saying
    {
        Position position;
        QByteArray channel;
        QByteArray message;
    };

    bool isFull() const { return queue_.size() > 4 * MostEvents || queuedBytes_ > 4 * MostBytes; }
    bool isToSay(const LogEntry &entry) const;
    void take(const QList<LogEntry> &entries);
    void takeClearings(const QList<LogEntry> &entries);
    void clear(const LogEntry &clearing);
    void read();
    void onPiece(const LogPiece &piece);
    void say();
    void onReply(const RespValue &reply);

    LogCalls &commands_;
    GroupLog &log_;
    const LogOptions &options_;
    Done onSaid_;
    Lost onLost_;
    std::function<void()> onFenced_;
    int term_ = 0; ///< counts begin() and end(): what was asked before says nothing
    bool isOn_ = false;
    QByteArray fence_;
    Position at_;                  ///< all up to it is published, or queued, or not to be published
    std::optional<Position> said_; ///< the last that was published, or what stood before it began
    Position end_;                 ///< of the log, as known last
    std::deque<Saying> queue_;
    qsizetype queuedBytes_ = 0;
    qsizetype underWay_ = 0; ///< of queue_, the first ones
    BridgeEchoes echoes_;
    BridgeBacklog backlog_;
    bool isBegun_ = false; ///< something was read from the log in this term
    bool isReading_ = false;
    bool isSaying_ = false;
    bool isRefused_ = false;
};

} // namespace helio
