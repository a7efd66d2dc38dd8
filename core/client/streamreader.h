// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/eventsourceoptions.h"
#include "event/eventstreamparser.h"
#include "event/jsonstreamreader.h"
#include "feed/eventfeed.h"

namespace helio {

/// What one chunk of a stream completed.
struct StreamReading
{
    /// Comments part the events, so that everything comes in the order of the stream.
    struct Part
    {
        QList<ReceivedEvent> events;
        std::optional<QByteArray> comment; ///< behind them: all between its colon and its line's end; nothing: none
    };

    QList<Part> parts;
    QList<qsizetype> eventEnds; ///< the bytes of the chunk up to each event's end; empty unless raw bytes are kept
    bool hasEvents = false;
    bool isHeartbeat = false; ///< comments or empty lines alone, or nothing but one event of a type that is one
    bool setsReconnectionTime = false; ///< for the first time on this connection, or to another time
};

/// Reads the streams of an event source's connections, one after the other, into what the source reports. A value, and
/// all that stands between the source and the parser.
class StreamReader
{
public:
    /// Of the options it uses those under *Reading*, `lastEventId`, `reconnectionTime` and `heartbeatTypes`.
    explicit StreamReader(const EventSourceOptions &options);

    /// A new connection, whose body is read as `format`: what the former cut off is forgotten. The last event ID and
    /// the reconnection time stay.
    void startOver(StreamFormat format);
    /// Reads the next chunk of the connection, which arrived at `receivedAt` (nanoseconds since 1970).
    StreamReading read(QByteArrayView chunk, qint64 receivedAt);

    /// The connection ended: a last line of JSON needs no line end. Empty where none waits.
    StreamReading finish(qint64 receivedAt);

    /// What the next request asks to continue after; empty when the stream set none, or set it empty.
    const QByteArray &lastEventId() const { return parser_.lastEventId(); }
    /// What a stream set last, or that of the options.
    std::chrono::milliseconds reconnectionTime() const { return reconnectionTime_; }
    /// An event has begun and is not finished: the end of the connection drops it.
    bool isWithinEvent() const { return json_ ? json_->isWithinEvent() : parser_.isWithinEvent(); }
    /// A line or an event passed its bound: nothing more is read from this connection.
    bool isTooLarge() const { return json_ ? json_->isTooLarge() : parser_.isTooLarge(); }
    /// The id of the event that has begun; empty while it has none.
    QByteArray unfinishedId() const { return parser_.unfinishedId(); }

private:
    StreamReading readJson(QByteArrayView chunk, qint64 receivedAt);

    EventStreamParser::Options parserOptions_;
    QByteArrayList heartbeatTypes_;
    EventStreamParser parser_;
    std::optional<JsonStreamReader> json_; ///< in place of the parser, for the formats of JSON
    std::chrono::milliseconds reconnectionTime_;
    quint64 connectionBytes_ = 0; ///< read from this connection
};

} // namespace helio
