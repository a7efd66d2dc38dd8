// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"

#include <QList>

#include <deque>

namespace helio {

/// Reads an event stream (WHATWG HTML 9.2.5 and 9.2.6), fed in pieces of any size. A value: it knows no device and no
/// clock, and two of them can be compared. Its cost is linear in the bytes, whatever they are.
///
/// The stream is UTF-8 whatever its bytes: a leading BOM is dropped, invalid sequences are kept as they are. An event
/// that the stream's end cuts off is never given out, and its id never counts.
class EventStreamParser
{
public:
    /// A line or an event larger than this ends the stream, see isTooLarge().
    static constexpr qsizetype DefaultMaximumEventBytes = 64 * 1024 * 1024;

    /// `lastEventId`: what a source that reconnects remembers from before.
    explicit EventStreamParser(QByteArray lastEventId = {}, qsizetype maximumEventBytes = DefaultMaximumEventBytes);

    /// Takes the next bytes of the stream. Events they complete wait for next().
    void feed(QByteArrayView bytes);
    /// The next complete event, or nothing until more is fed.
    std::optional<Event> next();
    /// All complete events that wait.
    QList<Event> takeAll();

    /// The id that counts: it becomes current only at the blank line of its block, even of one without data.
    const QByteArray &lastEventId() const { return lastEventId_; }
    /// What the stream's last valid `retry` line set; it acts at its line. Nothing when there was none.
    std::optional<std::chrono::milliseconds> reconnectionTime() const { return reconnectionTime_; }
    /// True once a line or an event passed the bound: the parser takes no more, and the source should end the
    /// connection.
    bool isTooLarge() const { return tooLarge_; }
    /// How many comment lines came so far (heartbeats are comments).
    quint64 commentCount() const { return commentCount_; }

private:
    void takeLine(QByteArrayView line);
    void takeField(QByteArrayView name, QByteArrayView value);
    void dispatch();
    bool withinBounds(qsizetype moreBytes);

    qsizetype maximumEventBytes_;
    QByteArray line_; ///< the beginning of a line whose end has not come yet
    QByteArray data_;
    QByteArray type_;
    QByteArray channel_;
    QByteArray idBuffer_;    ///< the id being read
    QByteArray lastEventId_; ///< the id that counts
    std::optional<std::chrono::milliseconds> reconnectionTime_;
    std::deque<Event> ready_;
    quint64 commentCount_ = 0;
    bool atStreamStart_ = true;        ///< a BOM may still come
    bool afterCarriageReturn_ = false; ///< a LF now belongs to the CR before it
    bool hasData_ = false;
    bool tooLarge_ = false;
};

} // namespace helio
