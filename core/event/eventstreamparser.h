// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"
#include "event/streamformat.h"

#include <QList>

namespace helio {

class SharedChunk;

/// What an EventStreamParser is to keep and to bear besides.
struct EventStreamParserOptions
{
    qsizetype maximumLineBytes = DefaultMaximumEventBytes;  ///< of a line without its end, comments too
    qsizetype maximumEventBytes = DefaultMaximumEventBytes; ///< of an event's data
    bool keepsComments = false;                             ///< nextItem() gives comments too
    bool keepsRaw = false;                                  ///< nextItem() gives the bytes that said it too
};

/// What an event stream said, in its order: see EventStreamParser::nextItem(). Its values lie in the parser, which
/// hands them out in place: they are the reader's to move from, until it feeds the parser or asks it again.
struct EventStreamItem
{
    enum class Kind {
        Event,   ///< `event`; and `raw`, where that is kept
        Comment, ///< `comment`; given out as soon as its line ends, so before the event whose block it stands in
        Block,   ///< `raw` alone, where that is kept: lines that make no event
    };
    Kind kind;
    Event &event;
    QByteArray &comment; ///< all behind the colon
    /// The lines from the blank line before to the blank line that ends them, with their ends, comments and BOM. A LF
    /// that belongs to the last CR is in it when both were fed together, else it begins the next. Comments before the
    /// first field that fill more than EventStreamParser::LeadingCommentBytes are a Block of their own. At most
    /// `maximumEventBytes`, the rest is cut off. Where nothing was cut off, all `raw` joined, and
    /// EventStreamParser::unfinishedRaw() behind them, are the stream.
    QByteArray &raw;
    /// Where `raw` ends, or would if it were not cut off: so many bytes of the stream came up to there. 0 for a
    /// comment, and where raw bytes are not kept.
    quint64 end;
};

/// Reads an event stream (WHATWG HTML 9.2.5 and 9.2.6), fed in chunks of any size. A value: it knows no device and no
/// clock, and two of them can be compared. Its cost is linear in the bytes, whatever they are.
///
/// Events that came together may share memory, at most 16 KiB of it for one that is kept (SharedChunk).
///
/// The stream is UTF-8 whatever its bytes: a leading BOM is dropped, invalid sequences are kept as they are. An event
/// that the stream's end cuts off is never given out, and its id never counts.
class EventStreamParser
{
public:
    using Options = EventStreamParserOptions;
    using Item = EventStreamItem;

    /// So much of the comments before an event is kept with its raw bytes (or half of a smaller `maximumEventBytes`):
    /// some servers send heartbeats without a blank line behind them, for days.
    static constexpr qsizetype LeadingCommentBytes = 4096;

    enum class Bound {
        Line,  ///< Options::maximumLineBytes
        Event, ///< Options::maximumEventBytes
    };

    /// `lastEventId`: what a source that reconnects remembers from before.
    explicit EventStreamParser(QByteArray lastEventId = {}, Options options = {});
    /// `maximumBytes` for a line and for an event.
    EventStreamParser(QByteArray lastEventId, qsizetype maximumBytes);

    /// Reads the next bytes of the stream. What they complete waits for nextItem(), next() or takeAll().
    void feed(QByteArrayView bytes);
    /// Reads the first of `bytes` and takes them off its front: so few that what they complete can be asked for while
    /// it is still in the processor's cache, and in the same room each time. False, with nothing done, when there are
    /// none, or isTooLarge().
    bool feedFront(QByteArrayView &bytes);
    /// The next item, in place; nothing until more is fed.
    std::optional<Item> nextItem()
    {
        if (given_ == waitingCount())
            return {};
        const qsizetype at = given_++;
        if (givesEventsAlone())
            return Item{Item::Kind::Event, events_[at], nothing_, nothing_, 0};
        Waiting &waiting = items_[at];
        return Item{waiting.kind, waiting.event, waiting.comment, waiting.raw, waiting.end};
    }
    /// The next complete event, or nothing until more is fed. Other items before it are passed over.
    std::optional<Event> next();
    /// All complete events that wait.
    QList<Event> takeAll();

    /// The id that counts: it becomes current only at the blank line of its block, even of one without data.
    const QByteArray &lastEventId() const { return lastEventId_; }
    /// What the stream's last valid `retry` line set; it acts at its line. Nothing when there was none.
    std::optional<std::chrono::milliseconds> reconnectionTime() const { return reconnectionTime_; }
    /// Something came since the last blank line: a line, or the beginning of one.
    bool isWithinBlock() const { return hasField_ || hasData_ || !line_.isEmpty(); }
    /// Of an event's data, at least, of what the stream's end would drop.
    bool isWithinEvent() const { return hasData_ || line_.startsWith("data"); }
    /// True once a line or an event passed its bound: the parser reads no more, and the source should end the
    /// connection.
    bool isTooLarge() const { return passedBound_.has_value(); }
    /// Which bound was passed; nothing while none was.
    std::optional<Bound> passedBound() const { return passedBound_; }
    /// The id of the block being read, which does not count yet; empty while it has none.
    QByteArray unfinishedId() const { return idRead_.value_or(QByteArray()); }
    /// How many comment lines came so far (heartbeats are comments).
    quint64 commentCount() const { return commentCount_; }
    /// What came since the last blank line, where raw bytes are kept.
    const QByteArray &unfinishedRaw() const { return raw_; }

private:
    /// An item that was not given out yet.
    struct Waiting
    {
        Item::Kind kind;
        Event event;
        QByteArray comment;
        QByteArray raw;
        quint64 end;
    };

    bool givesEventsAlone() const { return !options_.keepsComments && !options_.keepsRaw; }
    qsizetype waitingCount() const { return givesEventsAlone() ? events_.size() : items_.size(); }
    bool readFront(QByteArrayView &bytes);
    void forgetGiven();
    void feedChunk(QByteArrayView bytes, SharedChunk &values);
    bool readWholeEvent(QByteArrayView line, SharedChunk &values);
    void readLine(QByteArrayView line, SharedChunk &values);
    void readComment(QByteArrayView text);
    void readData(QByteArrayView value, SharedChunk &values);
    void dispatch();
    /// At the blank line, not before: an event that was cut before it must be asked for again.
    void makeIdCurrent();
    void unshareFrom(qsizetype first, const SharedChunk &values);
    void keepRaw(const char *begin, const char *end);
    bool hasManyComments(qsizetype moreBytes) const;
    void giveBlock();
    void pass(Bound bound);

    Options options_;
    QByteArray line_;                  ///< the beginning of a line whose end has not come yet
    Event pending_;                    ///< the event of the block being read
    QByteArray latestType_;            ///< streams repeat their types: the same bytes are shared, not copied
    QByteArray latestChannel_;         ///< likewise
    std::optional<QByteArray> idRead_; ///< of that block
    QByteArray lastEventId_;           ///< the id that counts
    QByteArray raw_;                   ///< of that block
    quint64 rawEnd_ = 0;               ///< the place in the stream where raw_ ends
    std::optional<std::chrono::milliseconds> reconnectionTime_;
    QList<Event> events_;      ///< complete, from given_ on; all of them when events alone are wanted, else none
    QList<Waiting> items_;     ///< likewise, when more is wanted
    qsizetype given_ = 0;      ///< of events_ or items_
    QByteArray nothing_;       ///< the comment and the raw bytes of an item that has none
    QByteArray spare_;         ///< room that events shared, and may still
    qsizetype usualCount_ = 0; ///< of the events that takeAll() gave last
    quint64 commentCount_ = 0;
    std::optional<Bound> passedBound_;
    bool atStreamStart_ = true;        ///< a BOM may still come
    bool afterCarriageReturn_ = false; ///< a LF now belongs to the CR before it
    bool hasData_ = false;
    bool hasField_ = false; ///< the block has a line that is no comment
};

} // namespace helio
