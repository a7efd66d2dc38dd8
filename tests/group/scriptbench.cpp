// SPDX-License-Identifier: GPL-3.0-or-later
#include "scriptbench.h"

#include "history/selectiontext.h"

namespace helio::test {

bool ScriptBench::start()
{
    return server_.start();
}

void ScriptBench::clear()
{
    ask({"FLUSHALL"});
    redisRun = "run-1";
    fence("h");
    fence("i");
}

RespValue ScriptBench::run(LogScripts::Name name, const QByteArrayList &scriptKeys, const QByteArrayList &arguments)
{
    return ask(QByteArrayList{"EVAL", LogScripts::source(name), QByteArray::number(scriptKeys.size())} + scriptKeys +
               arguments);
}

void ScriptBench::fence(const QByteArray &hub)
{
    ask({"SET", keys.fence(hub), "fence-" + hub});
}

RespValue ScriptBench::publish(const QByteArray &hub, const QList<LogRequest> &group, Position seen)
{
    QByteArrayList scriptKeys = {keys.log(), keys.fence(hub)};
    QByteArrayList arguments = {"fence-" + hub, hub, seen.toId(), "60000", "1000000"};
    for (const LogRequest &request : group) {
        arguments << QByteArray::number(request.publications.size()) << QByteArray::number(request.number)
                  << (request.isFlasks    ? "f"
                      : request.isArrival ? "a"
                                          : "");
        for (const Publication &one : request.publications) {
            if (!one.id.isEmpty())
                scriptKeys << keys.ownId(one.id);
            arguments << one.channel << one.type << one.id << one.data
                      << (one.retry ? QByteArray::number(qint64(one.retry->count())) : QByteArray())
                      << contentDigest(one.type, one.data);
        }
    }
    return run(LogScripts::Name::Publish, scriptKeys, arguments);
}

RespValue ScriptBench::join(const QByteArray &hub, const QByteArrayList &known, const QByteArray &seen,
                            const QByteArray &window, const QByteArray &uptime, const QByteArray &formerRun)
{
    return run(LogScripts::Name::Join, {keys.log(), keys.state(), keys.restore(), keys.fence(hub)},
               QByteArrayList{
                   hub, "new-" + hub, redisRun, uptime, seen, window, "60000", {}, textOf(everyChannel()), formerRun} +
                   known);
}

RespValue ScriptBench::restore(Position from, const QList<StoredEvent> &events, bool hadOthersTime)
{
    QByteArrayList scriptKeys = {keys.log(), keys.restore()};
    QByteArrayList arguments = {redisRun, from.toId(), "60000", hadOthersTime ? "1" : "0", textOf(everyChannel()), "h"};
    for (const StoredEvent &event : events) {
        const LogEntry entry = LogEntry::putBack(event, "h");
        const QByteArrayList fields = entry.fields();
        const bool hasOwnId = !entry.ownId.isEmpty();
        if (hasOwnId)
            scriptKeys << keys.ownId(entry.ownId);
        arguments << entry.position.toId() << entry.event.channel
                  << (hasOwnId ? contentDigest(entry.event.type, entry.event.data) : QByteArray())
                  << (entry.isOwnIdOnWire() ? "1" : "0") << QByteArray::number(fields.size()) << fields;
    }
    return run(LogScripts::Name::Restore, scriptKeys, arguments);
}

QList<LogEntry> ScriptBench::entries()
{
    QList<LogEntry> entries;
    const RespValue all = ask({"XRANGE", keys.log(), "-", "+"});
    for (const RespValue &one : all.items)
        entries.append(LogEntry::read(one, 1'000'000));
    return entries;
}

QByteArrayList textsOf(const RespValue &list)
{
    QByteArrayList texts;
    for (const RespValue &one : list.items)
        texts.append(one.kind == RespValue::Kind::Integer ? QByteArray::number(one.number) : one.text);
    return texts;
}

QByteArrayList answersOf(const RespValue &reply, qsizetype request)
{
    return reply.items.size() > request + 1 ? textsOf(reply.items[request + 1]) : QByteArrayList{shown(reply)};
}

} // namespace helio::test
