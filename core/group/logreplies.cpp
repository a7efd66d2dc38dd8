// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/logreplies.h"

#include "history/selectiontext.h"
#include "redis/redisfailure.h"

namespace helio {

namespace {

std::optional<LogAnswer::Entry> entryOf(const QByteArray &text, const QList<LogAnswer::Entry> &before)
{
    const auto placed = [](QByteArrayView id, bool isRepeated, bool isOwnIdOnWire) -> std::optional<LogAnswer::Entry> {
        const auto position = Position::fromId(id);
        return position ? std::optional(LogAnswer::Entry{*position, isRepeated, -1, isOwnIdOnWire}) : std::nullopt;
    };
    if (text.startsWith('@')) {
        const qsizetype number = text.sliced(1).toLongLong();
        if (number < 1 || number > before.size())
            return {};
        LogAnswer::Entry same = before[number - 1];
        same.isRepeated = true;
        same.sameAs = number - 1;
        return same;
    }
    if (text.startsWith('=') && text.size() > 2)
        return placed(QByteArrayView(text).sliced(2), true, text[1] == '1');
    const qsizetype space = text.indexOf(' ');
    if (space < 0 || space > 1)
        return {};
    return placed(QByteArrayView(text).sliced(space + 1), false, space == 0 || text[0] == '1');
}

/// Names and values of an entry: with more it is passed over, wherever it stands in what is read at once.
qsizetype mostFields(const RespLimits &limits)
{
    return limits.items / 2;
}

LogEntry entryOf(const RespValue &item, const RespLimits &limits, qsizetype maximumDataBytes)
{
    if (item.items.size() != 2 || item.items[1].items.size() <= mostFields(limits))
        return LogEntry::read(item, maximumDataBytes);
    const RespValue passed = {.kind = RespValue::Kind::Oversize, .number = item.items[1].items.size()};
    return LogEntry::read({.kind = item.kind, .items = {item.items[0], passed}}, maximumDataBytes);
}

/// Passed over not for its own size, but because of what stands before it.
bool isForWantOfRoom(const RespValue &entry, const RespLimits &limits)
{
    if (entry.items.size() != 2)
        return entry.kind == RespValue::Kind::Oversize;
    if (entry.items[0].kind == RespValue::Kind::Oversize)
        return true;
    if (entry.items[1].kind == RespValue::Kind::Oversize)
        return entry.items[1].number <= mostFields(limits);
    for (const RespValue &field : entry.items[1].items) {
        if (field.kind == RespValue::Kind::Oversize && field.number <= limits.stringBytes)
            return true;
    }
    return false;
}

IndexPiece::Row rowOf(const RespValue &item, Position position)
{
    IndexPiece::Row row = {.position = position};
    const auto text = [&item](qsizetype i) { return item.items[i].text; };
    row.bytes = item.items[2].number;
    const QByteArray control = text(5);
    if (control == "loss") {
        row.kind = LogEntry::Kind::Loss;
        row.of = selectionOrEveryChannel(text(6));
        return row;
    }
    if (const auto of = control == "clear" ? selectionOf(text(6)) : std::nullopt) {
        row.kind = LogEntry::Kind::Clear;
        row.of = *of;
        return row;
    }
    row.channel = text(1);
    row.ownId = text(3).isEmpty() ? text(4) : text(3);
    return row;
}

} // namespace

std::optional<LogHead> headOf(const RespValue &reply, qsizetype at)
{
    if (reply.items.size() < at + 5)
        return {};
    const auto last = Position::fromId(reply.items[at].text);
    const auto first = Position::fromId(reply.items[at + 1].text);
    if (!last || !first)
        return {};
    return LogHead{*last, *first, reply.items[at + 2].number, quint64(reply.items[at + 3].number),
                   reply.items[at + 4].number};
}

LogAnswer answerOf(const RespValue &reply, qsizetype count)
{
    const QList<RespValue> &items = reply.items;
    const QByteArray word = items.isEmpty() ? QByteArray() : items[0].text;
    if (word == "CONFLICT" && items.size() == 2)
        return {.outcome = LogAnswer::Outcome::Conflict, .conflict = qsizetype(items[1].number)};
    if (word == "REFUSED" && items.size() == 3) {
        const bool isFinal = items[2].text.startsWith("WRONGTYPE"); // whoever tries again, it is so
        return {.outcome = isFinal ? LogAnswer::Outcome::Conflict : LogAnswer::Outcome::Refused,
                .conflict = isFinal ? qsizetype(items[1].number) : -1,
                .problem = redisErrorText(items[2].text).translated()};
    }
    LogAnswer answer;
    answer.entries.reserve(items.size());
    for (const RespValue &item : items) {
        const auto entry = entryOf(item.text, answer.entries);
        if (!entry)
            return {.outcome = LogAnswer::Outcome::Cut};
        answer.entries.append(*entry);
    }
    return items.size() == count ? answer : LogAnswer{.outcome = LogAnswer::Outcome::Cut};
}

std::optional<IndexPiece> indexPieceOf(const RespValue &reply)
{
    if (reply.items.size() != 2 || !reply.items[1].isList())
        return {};
    IndexPiece piece = {.rows = {}, .isAtBegin = reply.items[0].number == 1};
    piece.rows.reserve(reply.items[1].items.size());
    for (const RespValue &item : reply.items[1].items) {
        const auto position = item.items.size() == 7 ? Position::fromId(item.items[0].text) : std::nullopt;
        if (!position)
            return {};
        piece.rows.append(rowOf(item, *position));
    }
    return piece;
}

LogRefusal refusalOf(const QByteArray &error)
{
    // Redis judges these at a script's first write.
    const RedisFailure failure = RedisFailure::ofError(RedisStage::Ready, error);
    switch (failure.cause) {
    case RedisFailure::Cause::Full:
    case RedisFailure::Cause::DiskFailed:
        return {LogAnswer::Outcome::Full, failure.text};
    case RedisFailure::Cause::ReplicasMissing:
        return {LogAnswer::Outcome::Refused, failure.text};
    default: // many
        return {{}, failure.text};
    }
}

StoreState LogRefusal::state() const
{
    const bool isFull = outcome == LogAnswer::Outcome::Full;
    return {.kind = isFull ? StoreState::Kind::Full : StoreState::Kind::Away, .problem = problem.translated()};
}

std::optional<OwnIdMark> OwnIdMark::read(const QByteArray &text)
{
    const QByteArrayList parts = text.split(' ');
    const auto position = parts.size() == 3 ? Position::fromId(parts[0]) : std::nullopt;
    return position ? std::optional(OwnIdMark{*position, parts[2] == "1"}) : std::nullopt;
}

ReadEntries entriesOf(const RespValue &list, const RespLimits &limits, qsizetype maximumDataBytes)
{
    ReadEntries read;
    read.entries.reserve(list.items.size());
    for (const RespValue &item : list.items) {
        if (!read.entries.isEmpty() && isForWantOfRoom(item, limits)) {
            read.isCut = true;
            break;
        }
        read.entries.append(entryOf(item, limits, maximumDataBytes));
    }
    return read;
}

} // namespace helio
