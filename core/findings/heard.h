// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/judged.h"

#include <QByteArray>
#include <QList>

namespace helio {

/// One event as one ear heard it.
struct HeardEvent
{
    quint64 id = 0;      ///< hash of its id; 0: it has none
    quint64 content = 0; ///< hash of channel, type and data
    Moment time{0};
    quint64 number = 0; ///< from 1, on its connection
    bool isTimely = true;
};

/// A hash that tells ids and contents apart, the same within one run of a program; never 0. Of what is longer than
/// 1 KiB the beginning, the end and the length count.
quint64 heardHash(QByteArrayView bytes);

/// What one connection brought, to be compared with another. A value, bounded: of more than `maximumEvents` events the
/// first half of them and the latest are kept.
struct Heard
{
    qsizetype maximumEvents = 4096; ///< even
    JudgedRequest request;
    Moment asked{0};
    std::optional<Moment> head;
    std::optional<Moment> firstByte; ///< of the body, be it coded
    std::optional<Moment> firstEvent;
    std::optional<Moment> lastByte;
    std::optional<Moment> ended;
    JudgedEnd end = JudgedEnd::Unknown; ///< when it ended
    QByteArray coding;                  ///< its content coding; empty: none
    int status = 0;
    quint64 count = 0;        ///< of all events
    Moment longestSilence{0}; ///< between head, bytes and bytes, without that before the end
    bool hasEndMark = false;  ///< an end was announced: a dialect's last mark, a hub's `shutdown`, MCP's polling
    QList<HeardEvent> events; ///< in any order, once there are more than are kept

    void add(const HeardEvent &event);
    /// Those that are kept, in their order.
    QList<HeardEvent> inOrder() const;
    /// How long it was open; nothing while it is, or was never.
    std::optional<Moment> age() const;
    /// Between the last bytes (or the head) and the end.
    std::optional<Moment> silenceAtEnd() const;
};

} // namespace helio
