// SPDX-License-Identifier: GPL-3.0-or-later
#include "budget.h"
#include "group/logreplies.h"
#include "history/selectiontext.h"

// What a log in Redis brings, from hubs and from strangers: an answer of Redis is read as each thing that it may be of.
// What was read as an event, a loss or a clearing and is written again must be read again as the same, and so that no
// rule of publishing is broken.

namespace {

using helio::LogEntry;
using helio::RespValue;
using helio::fuzz::require;

constexpr qsizetype MaximumDataBytes = 256;

/// Small enough that an input passes them; but a field may be as long as inputs are, so that what takes more and more
/// time is found (with -max_len=100000).
helio::RespLimits smallLimits()
{
    helio::RespLimits limits;
    limits.lineBytes = 128;
    limits.items = 64;
    limits.isOversizePassed = true;
    limits.depth = 6;
    return limits;
}

RespValue written(const LogEntry &entry)
{
    RespValue fields = {.kind = RespValue::Kind::Array};
    for (const QByteArray &text : entry.fields())
        fields.items.append({.kind = RespValue::Kind::String, .text = text});
    const RespValue id = {.kind = RespValue::Kind::String, .text = entry.position.toId()};
    return {.kind = RespValue::Kind::Array, .items = {id, fields}};
}

void judge(LogEntry entry)
{
    if (entry.kind == LogEntry::Kind::Unreadable) {
        require(!entry.problem.isEmpty(), "it is not said why an entry is unreadable");
        return;
    }
    if (entry.kind == LogEntry::Kind::Event) {
        require(entry.event.data.size() <= MaximumDataBytes, "an event is larger than the bound");
        require(!entry.event.data.contains('\r'), "an event's data has a line end that no hub keeps");
        require(!entry.event.id.isEmpty(), "an event has no id");
    }
    const LogEntry again = LogEntry::read(written(entry), MaximumDataBytes);
    require(again.kind == entry.kind, "an entry that was written again is of another kind");
    require(again.event == entry.event && again.ownId == entry.ownId && again.from == entry.from,
            "an event that was written again says something else");
    require(helio::textOf(again.of) == helio::textOf(entry.of),
            "what is lost or cleared was written as something else");
    entry.refuseAhead(0);
    require(entry.from || entry.kind != LogEntry::Kind::Event || entry.position.time() <= LogEntry::PossibleAheadMs,
            "an event is ahead of the clock");
}

void readAsAnything(const RespValue &value)
{
    judge(LogEntry::read(value, MaximumDataBytes));
    for (const LogEntry &entry : helio::entriesOf(value, smallLimits(), MaximumDataBytes).entries)
        judge(entry);
    helio::headOf(value, 0);
    helio::headOf(value, 2);
    helio::indexPieceOf(value);
    const helio::LogAnswer answer = helio::answerOf(value, value.items.size());
    for (qsizetype i = 0; i < answer.entries.size(); ++i)
        require(answer.entries[i].sameAs < i, "an answer is said to be the same as one that is still to come");
    helio::OwnIdMark::read(value.text);
    helio::refusalOf(value.text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const helio::fuzz::WorkBudget budget(size);
    helio::RespReader reader(smallLimits());
    reader.feed(QByteArrayView(data, qsizetype(size)));
    while (const auto value = reader.next())
        readAsAnything(*value);
    return 0;
}
