// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/grouplog.h"
#include "group/logcalls.h"

#include <QObject>

class QTimer;

namespace helio {

/// Takes a hub's place in its group: looks at the Redis, gives it the scripts, and asks for a fence until it is given.
class LogJoining : public QObject
{
    Q_OBJECT
public:
    /// Both are borrowed.
    LogJoining(LogCalls &commands, const LogOptions &options, QObject *parent = nullptr);

    /// Nothing: no entry was read yet.
    void begin(std::optional<Position> cursor);
    /// The same with a Redis that was looked at before, unless that is under way.
    void beginAgain(std::optional<Position> cursor);
    void end();
    /// See GroupLog.
    void putBack(Position from, bool hadOthersTime, const QList<LogEntry> &entries,
                 std::function<void(const PutBack &)> done);
    /// Those that were seen in the group.
    void setKnownHubs(const QByteArrayList &hubs) { knownHubs_ = hubs; }
    /// Where the cursor may stand behind something that is not put back. 0-0: none.
    void setLastEvent(Position position) { lastEvent_ = position; }
    void addKnownHub(const QByteArray &hub);
    /// The Redis that was joined last: its run_id.
    const QByteArray &run() const { return joinedRun_; }
    /// After each restoring(): what this hub has is put back, so far as that can be.
    void goOn();

    /// How long a fence stands that nobody renews.
    static constexpr std::chrono::milliseconds FenceAge{60'000};

    struct Place
    {
        LogJoined joined;
        QByteArray fence;
        /// Redis takes nothing now: what is answered to who wants to append. There is no fence then.
        std::optional<LogAnswer> refusal;
    };

Q_SIGNALS:
    void restoring(const helio::LogHead &head);
    void joined(const helio::LogJoining::Place &place);
    /// Nothing follows it.
    void failed(const helio::Message &problem);

private:
    void prepare();
    void check(const RespValue &reply);
    void onRights(const RespValue &reply);
    void onServer(const RespValue &reply);
    void onMemory(const RespValue &reply);
    void ask();
    void onReply(const RespValue &reply);
    void onJoined(const RespValue &reply);
    void fail(const Message &problem);

    LogCalls &commands_;
    const LogOptions &options_;
    QTimer *timer_;
    Position lastEvent_;
    bool isOn_ = false;
    bool isRestoring_ = false; ///< until goOn()
    int attempt_ = 0;          ///< what an earlier one asked is not listened to
    std::optional<Position> cursor_;
    QByteArrayList knownHubs_;
    QByteArray run_;       ///< of the Redis that was asked last
    QByteArray joinedRun_; ///< of the one that was joined last
    QByteArray placedRun_; ///< of the one that gave this hub a fence last; where none did, that it has read first
    qint64 uptime_ = 0;    ///< in seconds, when it was asked
    QString notice_;
    QByteArray fence_;
    int fences_ = 0;
};

} // namespace helio
