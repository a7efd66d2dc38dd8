// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/logcalls.h"

namespace helio {

namespace {

/// Nothing that Redis says: its errors have no line end.
constexpr char LostText[] = "\nlost";

RespValue lostReply()
{
    return {.kind = RespValue::Kind::Error, .text = LostText, .items = {}};
}

} // namespace

LogCalls::LogCalls(RedisConnection &connection)
    : connection_(connection)
{}

void LogCalls::send(const QByteArrayList &command, Reply reply)
{
    if (!connection_.isReady()) {
        reply(lostReply());
        return;
    }
    underWay_.push_back(std::move(reply));
    connection_.send(command, [this](const RespValue &value) {
        const Reply first = std::move(underWay_.front());
        underWay_.pop_front();
        first(value);
    });
}

void LogCalls::run(LogScripts::Name script, const QByteArrayList &keys, const QByteArrayList &arguments, Reply reply)
{
    QByteArrayList command = {"EVALSHA", LogScripts::sha1(script), QByteArray::number(keys.size())};
    command.reserve(command.size() + keys.size() + arguments.size());
    send(command << keys << arguments, std::move(reply));
}

void LogCalls::fail()
{
    for (const Reply &reply : std::exchange(underWay_, {}))
        reply(lostReply());
}

bool LogCalls::isLost(const RespValue &reply)
{
    return reply.isError() && reply.text == LostText;
}

} // namespace helio
