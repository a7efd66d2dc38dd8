// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/eventstreamparser.h"

#include <QTest>

namespace helio {

/// All that a parser says after a stream.
struct Reading
{
    QList<Event> events;
    QByteArray lastEventId;
    std::optional<std::chrono::milliseconds> reconnectionTime;
    quint64 commentCount = 0;

    friend bool operator==(const Reading &, const Reading &) = default;
};

inline Reading readingOf(EventStreamParser &parser)
{
    return {parser.takeAll(), parser.lastEventId(), parser.reconnectionTime(), parser.commentCount()};
}

/// Fed in these chunks, a parser that keeps comments and raw bytes must say what the plain one said, with all comments,
/// and its raw bytes joined must be the chunks.
inline void requireSameWithMore(const QList<QByteArrayView> &chunks, const Reading &expected,
                                const QByteArray &lastEventId)
{
    EventStreamParser parser(lastEventId, {.keepsComments = true, .keepsRaw = true});
    QList<Event> events;
    quint64 comments = 0;
    QByteArray raw;
    QByteArray wire;
    for (const QByteArrayView chunk : chunks) {
        wire.append(chunk);
        for (QByteArrayView rest = chunk; parser.feedFront(rest);) {
            while (const auto item = parser.nextItem()) {
                raw += item->raw;
                const bool hasRaw = item->kind != EventStreamItem::Kind::Comment;
                if (item->end != (hasRaw ? quint64(raw.size()) : 0))
                    QTest::qFail("an item ends elsewhere", __FILE__, __LINE__);
                switch (item->kind) {
                case EventStreamItem::Kind::Event:
                    events.append(item->event);
                    break;
                case EventStreamItem::Kind::Comment:
                    ++comments;
                    break;
                case EventStreamItem::Kind::Block:
                    break;
                }
            }
        }
        if (raw + parser.unfinishedRaw() != wire)
            QTest::qFail("the raw bytes are not the stream's", __FILE__, __LINE__);
    }
    const Reading reading{events, parser.lastEventId(), parser.reconnectionTime(), comments};
    if (reading != expected)
        QTest::qFail("where comments and raw bytes are kept, the stream says something else", __FILE__, __LINE__);
}

/// Reads `wire` whole, byte by byte, and in two chunks split at every index, and answers the reading of the whole.
/// Where another way reads something else, the test fails and says at which split.
inline Reading readEveryWay(QByteArrayView wire, const QByteArray &lastEventId = {})
{
    EventStreamParser whole(lastEventId);
    whole.feed(wire);
    Reading expected = readingOf(whole);

    EventStreamParser bytewise(lastEventId);
    QList<Event> events;
    for (const char &byte : wire) {
        bytewise.feed({&byte, 1});
        events += bytewise.takeAll();
    }
    Reading reading = readingOf(bytewise);
    reading.events = events + reading.events;
    if (reading != expected)
        QTest::qFail("read byte by byte, the stream says something else", __FILE__, __LINE__);
    QList<QByteArrayView> bytes;
    for (const char &byte : wire)
        bytes.append({&byte, 1});
    requireSameWithMore(bytes, expected, lastEventId);

    for (qsizetype split = 0; split <= wire.size(); ++split) {
        EventStreamParser halves(lastEventId);
        halves.feed(wire.first(split));
        halves.feed({});
        halves.feed(wire.sliced(split));
        if (readingOf(halves) != expected)
            QTest::qFail(qPrintable(QStringLiteral("split at %1, the stream says something else").arg(split)), __FILE__,
                         __LINE__);
        requireSameWithMore({wire.first(split), wire.sliced(split)}, expected, lastEventId);
    }
    return expected;
}

} // namespace helio

/// A failing comparison of events says which.
inline char *toString(const helio::Event &event)
{
    return qstrdup(QByteArray("{channel: " + event.channel + ", id: " + event.id + ", type: " + event.type +
                              ", data: " + event.data.left(200) + '}')
                       .constData());
}
