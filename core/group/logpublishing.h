// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "group/grouplog.h"
#include "group/logcalls.h"
#include "group/logkeys.h"

#include <deque>

namespace helio {

/// Groups of requests on their way into the log. Each is answered exactly once, in the order in which they came.
class LogPublishing
{
public:
    using Done = std::function<void(const QList<LogAnswer> &)>;

    /// `commands` and `options` are borrowed. `fenceKey`: what stands there is the fence. `seen`: the last entry that
    /// this hub has read. `onTrouble`: a place in the group has to be taken anew; called last, when nothing is under
    /// way any more.
    LogPublishing(LogCalls &commands, const LogOptions &options, QByteArray fenceKey, std::function<Position()> seen,
                  std::function<void(const Message &)> onTrouble);

    /// With the fence that is this hub's; or with what is answered to all, where Redis takes nothing now.
    void begin(const QByteArray &fence);
    void refuse(const LogAnswer &answer);
    /// From here on the answer is NotYet. What is under way is answered by LogCalls::fail().
    void end();

    void append(const QList<LogRequest> &group, Done done);
    /// Writes a loss or a clearing, behind what was given before.
    void note(LogEntry::Kind kind, const Selection &of, std::function<void(std::optional<Position>)> done);
    /// Calls `done` once when nothing is under way any more and nothing waits.
    void drain(std::function<void()> done);

    /// More wait for them.
    static constexpr int MaximumUnderWay = 4;
    /// How long replicas are waited for.
    static constexpr std::chrono::milliseconds ReplicaPatience{1'000};

private:
    enum class State {
        Ended,
        Refusing, ///< all is answered with refusal_
        Open,
        Fenced, ///< what is under way writes nothing any more
    };
    struct Group
    {
        QList<LogRequest> requests;
        QList<LogAnswer> answers; ///< of those that are not sent, what is wrong with them; of the others not yet
        Done done;
        std::function<void()> note = {}; ///< writes a note instead
    };
    using GroupPtr = std::shared_ptr<Group>;

    void sendWaiting();
    void sendNote(LogEntry::Kind kind, const Selection &of, std::function<void(std::optional<Position>)> done);
    void send(const GroupPtr &group);
    QByteArrayList command(const Group &group) const;
    void onReply(Group &group, const RespValue &reply);
    void onError(Group &group, const RespValue &reply);
    void onReplicas(Group &group, const RespValue &reply);
    void finish(const GroupPtr &group);
    void settle();
    void onFenced(const QByteArray &word);
    void troubled(State state, const Message &why);

    LogCalls &commands_;
    const LogOptions &options_;
    QByteArray fenceKey_;
    std::function<Position()> seen_;
    std::function<void(const Message &)> onTrouble_;
    State state_ = State::Ended;
    QByteArray fence_;
    LogAnswer refusal_;
    Message trouble_;
    std::deque<GroupPtr> waiting_;
    int underWay_ = 0;
    std::function<void()> drained_;
};

} // namespace helio
