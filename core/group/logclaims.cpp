// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/logclaims.h"

#include "group/logkeys.h"
#include "redis/redisfailure.h"

namespace helio {

namespace {

void settle(LogEntry &entry, const RespValue &reply)
{
    if (reply.text == "1")
        entry.event.id = entry.ownId;
    else if (reply.text == "0")
        entry.event.id = entry.position.toId();
    else
        entry.giveUpOwnId();
}

} // namespace

void LogClaims::claim(QList<LogEntry> entries, std::function<void(const QList<LogEntry> &, bool)> done)
{
    struct Work
    {
        QList<LogEntry> entries;
        std::function<void(const QList<LogEntry> &, bool)> done;
        qsizetype left = 0;
        bool isLost = false;
    };
    QList<qsizetype> strangers;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        entries[i].refuseAhead(redisTime_());
        if (entries[i].isToBeClaimed())
            strangers.append(i);
    }
    if (strangers.isEmpty()) {
        done(entries, true);
        return;
    }
    const auto work = std::make_shared<Work>(Work{std::move(entries), std::move(done), strangers.size()});
    const LogKeys keys{options_.stream};
    for (const qsizetype i : std::as_const(strangers)) {
        const LogEntry &entry = work->entries[i];
        asking_.run(LogScripts::Name::Claim, {keys.ownId(entry.ownId)},
                    {entry.event.channel, entry.position.toId(), contentDigest(entry.event.type, entry.event.data),
                     QByteArray::number(qint64(options_.idAge.count()))},
                    [this, work, i](const RespValue &reply) {
                        // Of a key that holds something else, each hub is told so.
                        if (reply.isError() && !reply.text.startsWith("WRONGTYPE")) {
                            work->isLost = true;
                            if (!LogCalls::isLost(reply))
                                problem_ = redisErrorText(reply.text);
                        }
                        settle(work->entries[i], reply);
                        if (--work->left == 0)
                            work->done(work->entries, !work->isLost);
                    });
    }
}

} // namespace helio
