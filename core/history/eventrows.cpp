// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/eventrows.h"

#include "history/packedposition.h"

namespace helio {

qint64 sizeOfRow(const Event &event, const QByteArray &ownId)
{
    constexpr qint64 OwnBytes = 48;
    return OwnBytes + event.type.size() + event.data.size() + (ownId.isEmpty() ? 0 : 2 * ownId.size() + 24);
}

EventRow rowAt(const Statement &statement, QByteArrayView channel)
{
    return {.position = statement.integer(0),
            .channel = channel,
            .stored = statement.integer(2),
            .skew = statement.integer(3),
            .own = statement.textView(4),
            .hidden = statement.integer(5) != 0,
            .type = statement.textView(6),
            .size = statement.integer(7),
            .data = statement.textView(9)};
}

StoredEventPtr eventOf(const Statement &statement, const QByteArray &channel)
{
    const EventRow row = rowAt(statement, channel);
    if (qint64(crcOf(row)) != statement.integer(8))
        return nullptr;
    auto event = std::make_shared<StoredEvent>();
    event->position = unpacked(row.position);
    event->storedAt = row.stored + row.skew;
    event->ownId = row.own.toByteArray();
    event->event = {channel, wireId(row.position, row.own, row.hidden), row.type.toByteArray(), row.data.toByteArray()};
    return event;
}

QByteArray wireId(qint64 position, QByteArrayView own, bool hidden)
{
    return own.isEmpty() || hidden ? unpacked(position).toId() : own.toByteArray();
}

} // namespace helio
