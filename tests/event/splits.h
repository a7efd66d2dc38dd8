// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/eventstreamparser.h"

#include <QTest>

namespace helio {

/// All that a parser tells after a stream.
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

/// Reads `wire` whole, byte by byte, and in two pieces split at every index, and answers the reading of the whole.
/// Where another way reads something else, the test fails and says at which split.
inline Reading readEveryWay(QByteArrayView wire, const QByteArray &lastEventId = {})
{
    EventStreamParser whole(lastEventId);
    whole.feed(wire);
    const Reading expected = readingOf(whole);

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

    for (qsizetype split = 0; split <= wire.size(); ++split) {
        EventStreamParser halves(lastEventId);
        halves.feed(wire.first(split));
        halves.feed({});
        halves.feed(wire.sliced(split));
        if (readingOf(halves) != expected)
            QTest::qFail(qPrintable(QStringLiteral("split at %1, the stream says something else").arg(split)), __FILE__,
                         __LINE__);
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
