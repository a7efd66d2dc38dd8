// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/loglooking.h"

#include "group/logjoining.h"
#include "group/logkeys.h"
#include "group/logreplies.h"
#include "redis/redisfailure.h"

namespace helio {

LogLooking::LogLooking(LogCalls &asking, const LogOptions &options, std::function<Position()> seen, QObject *parent)
    : QObject(parent)
    , asking_(asking)
    , options_(options)
    , seen_(std::move(seen))
{}

void LogLooking::begin(const QByteArray &fence, const LogHead &head)
{
    ++attempt_;
    fence_ = fence;
    last_ = head;
    sinceHead_.start();
    isAwaited_ = false;
    isBehind_ = false;
}

void LogLooking::look()
{
    if (isAwaited_)
        return;
    isAwaited_ = true;
    const LogKeys keys{options_.stream};
    asking_.run(LogScripts::Name::Look, {keys.log(), keys.fence(options_.hub), keys.hubs(), keys.hub(options_.hub)},
                {fence_, QByteArray::number(qint64(LogJoining::FenceAge.count())), options_.hub,
                 QByteArray::number(qint64(PresenceAge.count())), presence_, keys.hub({})},
                [this, attempt = attempt_, seen = seen_()](const RespValue &reply) {
                    if (attempt_ == attempt) {
                        isAwaited_ = false;
                        onReply(reply, seen);
                    }
                });
}

void LogLooking::onReply(const RespValue &reply, Position seen)
{
    if (LogCalls::isLost(reply))
        return;
    if (reply.isError()) {
        Q_EMIT troubled(redisErrorText(reply.text, options_.stream));
        return;
    }
    const auto head = headOf(reply, 1);
    if (!head || reply.items.size() < 8) {
        Q_EMIT troubled({"helio::LogPublishing",
                         QT_TRANSLATE_NOOP("helio::LogPublishing",
                                           "This hub's place in the group is gone from Redis; it joins again.")});
        return;
    }
    StoreState state;
    if (const QByteArray error = reply.items[7].text; !error.isEmpty()) {
        const LogRefusal refusal = refusalOf(error);
        if (!refusal.outcome) {
            Q_EMIT troubled(refusal.problem);
            return;
        }
        state = refusal.state();
    }
    const QList<RespValue> &said = reply.items[6].items;
    QList<HubPresence> hubs;
    for (qsizetype i = 0; i + 1 < said.size(); i += 2)
        hubs.append({said[i].text, said[i + 1].text});
    Q_EMIT present(hubs);
    onHead(*head, state, seen);
}

void LogLooking::onHead(const LogHead &head, const StoreState &state, Position seen)
{
    // Who deletes the key begins both anew; Redis 6 does not count what was added.
    const bool isTakenAway = head.last < seen || head.added < last_.added;
    last_ = head;
    sinceHead_.start();
    if (head.last >= seen)
        isBehind_ = false;
    if (isTakenAway && !isBehind_) {
        isBehind_ = head.last < seen;
        Q_EMIT emptied(head);
    } else {
        Q_EMIT looked(head, state);
    }
}

} // namespace helio
