// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/logreading.h"

#include "group/logreplies.h"
#include "redis/redisfailure.h"

#include <algorithm>

namespace helio {

namespace {

constexpr qsizetype AtOnceBytes = qsizetype(32) << 20;
constexpr qsizetype MostAtOnce = 200;
constexpr int MostUnconsumed = 2;
/// For Redis to wait for the next entry: short enough to notice a connection that is dead.
constexpr char BlockMs[] = "1000";

} // namespace

LogReading::LogReading(LogCalls &reader, LogClaims &claims, const LogOptions &options, const RespLimits &limits,
                       OnRead onRead, std::function<void(const Message &)> onTrouble)
    : reader_(reader)
    , claims_(claims)
    , options_(options)
    , limits_(limits)
    , onRead_(std::move(onRead))
    , onTrouble_(std::move(onTrouble))
{}

void LogReading::begin(Position cursor)
{
    cursor_ = cursor;
    isOn_ = true;
    read();
}

void LogReading::end()
{
    isOn_ = false;
    next_.clear(); // the cursor stands before them
}

void LogReading::hold(bool isHeld)
{
    isHeld_ = isHeld;
    handOver();
}

void LogReading::consumed()
{
    --unconsumed_;
    handOver();
}

qsizetype LogReading::countAtOnce(qsizetype maximumDataBytes)
{
    return std::clamp<qsizetype>(AtOnceBytes / (maximumDataBytes + FieldBytes), 1, MostAtOnce);
}

void LogReading::read()
{
    if (!isOn_ || isUnderWay_ || isHeld_ || unconsumed_ >= MostUnconsumed)
        return;
    isUnderWay_ = true;
    reader_.send({"XREAD", "COUNT", QByteArray::number(countAtOnce(options_.maximumDataBytes)), "BLOCK", BlockMs,
                  "STREAMS", options_.stream, cursor_.toId()},
                 [this](const RespValue &reply) { onReply(reply); });
}

void LogReading::onReply(const RespValue &reply)
{
    if (LogCalls::isLost(reply) || !isOn_) {
        isUnderWay_ = false;
        return;
    }
    if (reply.isError()) {
        isUnderWay_ = false;
        onTrouble_(redisErrorText(reply.text, options_.stream));
        return;
    }
    if (reply.items.isEmpty()) {
        isUnderWay_ = false;
        read();
        return;
    }
    const RespValue &entries =
        reply.kind == RespValue::Kind::Map ? reply.items.value(1) : reply.items[0].items.value(1);
    claims_.claim(entriesOf(entries, limits_, options_.maximumDataBytes).entries,
                  [this](const QList<LogEntry> &claimed, bool areKnown) { onClaimed(claimed, areKnown); });
}

void LogReading::onClaimed(const QList<LogEntry> &entries, bool areKnown)
{
    isUnderWay_ = false;
    if (!isOn_)
        return;
    if (!areKnown) {
        onTrouble_(claims_.problem());
        return;
    }
    next_ = entries;
    handOver();
}

void LogReading::handOver()
{
    if (isHeld_ || !isOn_ || isUnderWay_)
        return;
    if (const QList<LogEntry> entries = std::exchange(next_, {}); !entries.isEmpty()) {
        const Position before = std::exchange(cursor_, std::max(cursor_, entries.constLast().position));
        const auto event = std::find_if(entries.crbegin(), entries.crend(),
                                        [](const LogEntry &entry) { return entry.kind == LogEntry::Kind::Event; });
        if (event != entries.crend())
            lastEvent_ = event->position;
        ++unconsumed_;
        onRead_(before, entries);
    }
    read();
}

} // namespace helio
