// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/seededhash.h"
#include "group/grouplog.h"
#include "group/serialring.h"
#include "store/readermatches.h"

#include <QHash>

#include <deque>
#include <optional>
#include <unordered_map>
#include <vector>

namespace helio {

/// Of a channel, all up to a place is gone, or hidden, from now on.
struct LogTrim
{
    QByteArray channel;
    Position upTo;
    bool isCleared = false; ///< somebody wanted it so
};

/// What stands in a group's log: position, channel and size of each entry, and where each channel's stand, so that a
/// quiet channel is read without scanning the log. It is built backwards while events come at its other end. What is
/// beyond the bounds of its channel stays in the log, and is hidden here.
///
/// No input or output. An entry takes about 30 bytes.
class LogIndex
{
public:
    explicit LogIndex(const HistoryLimits &limits);

    /// Nothing is known any more but that the log ends with `end`.
    void begin(Position end);
    /// An event at the log's end.
    void addBehind(Position position, const QByteArray &channel, qint64 bytes);
    /// What is no event takes room, too.
    void addOther(Position position, qint64 bytes);
    /// What stands before all that is known; the newest first.
    void addBefore(const QList<IndexPiece::Row> &rows, bool isAtBegin);
    /// Before this place, nothing is known yet.
    Position from() const { return from_; }
    bool isComplete() const { return isComplete_; }
    /// Whether it knows of any entry of the channel.
    bool knows(const QByteArray &channel) const { return numbers_.find(channel) != numbers_.end(); }
    /// Whether all behind `after` is known.
    bool reachesBackTo(Position after) const { return isComplete_ || nextPosition(after) >= from_; }

    /// What stands before `first` is no longer in the log: a step of it, which takes one of `budget` for each entry.
    /// True when all is done.
    bool dropBelow(Position first, qsizetype &budget);
    /// Hides what is too old by `redisTime`: a step, as above.
    bool hideByAge(qint64 redisTime, qsizetype &budget);
    /// Hides what `what` selects up to a place. All that stood there before of the channels that it names is gone, or
    /// goes soon.
    void clear(const Selection &what, Position upTo);
    /// What stands before it, the bounds of the log let go.
    Position trimPoint(qint64 redisTime) const;
    /// What was hidden or dropped since the last call, each channel that the index knows once.
    QList<LogTrim> takeTrims();

    /// Entries that a reader is to be given.
    struct Plan
    {
        QList<Position> positions = {}; ///< rising
        Position next = {};             ///< on behind this
        qint64 stretch = 0;             ///< so many entries stand between the first and the last, with them
    };
    /// Of what is known, from behind `after` up to and with `upTo`: as many as do not exceed `maximumBytes` by more
    /// than one, and at most `maximumCount`. Of patterns, no more than `maximumExamined` comparisons are made.
    Plan plan(const Selection &selection, Position after, Position upTo, qint64 maximumBytes, qsizetype maximumCount,
              qsizetype maximumExamined, ReaderMatches &matches) const;
    /// The place before the last `start.count` of the named channels; nothing: that is not known yet.
    std::optional<Position> beforeLastOfNames(const Selection &selection, const Start &start) const;
    class LastSearch;
    /// The events of a channel behind `after`, up to and with `upTo`, hidden ones too: a step of it, which takes one of
    /// `budget` for each entry and moves `after`. True when all are found, or `most`.
    bool find(const QByteArray &channel, Position upTo, Position &after, QList<Position> &found, qsizetype most,
              qsizetype &budget) const;
    /// Of the event at a place; empty where none stands there, or it is hidden.
    QByteArray channelAt(Position position) const;

    /// Of the channels whose figures changed since the last call; HistoryFigures::oldestId is empty.
    QList<ChannelFigures> takeChanged();
    /// Where much was hidden at once, the oldest is for a while one of these.
    StoreFigures all();
    qsizetype entries() const { return qsizetype(rows_.size()); }
    /// What it takes, about.
    qint64 memoryBytes() const;

    /// What an entry takes in Redis beside its fields and values, about.
    static constexpr qint64 EntryBytes = 32;

private:
    static constexpr quint32 NoChannel = ~quint32(0);

    struct Row
    {
        Position position;
        quint32 channel; ///< NoChannel: it is no event
        quint32 bytes;
    };
    struct Channel
    {
        QByteArray name; ///< null: the place is free
        SerialRing rows; ///< those that are not hidden: all from some place on
        qint64 bytes = 0;
        quint32 rowsInLog = 0;  ///< with those that are hidden
        quint32 bounds = 0;     ///< which of bounds_ are its
        quint32 trim = 0;       ///< in trims_, from 1; 0: none
        bool isClosed = false;  ///< all that stands before its rows is hidden
        bool hasHidden = false; ///< and something does
        bool isChanged = false;
    };

    size_t indexOf(quint32 serial) const { return serial - firstSerial_; }
    const Row &rowOf(quint32 serial) const { return rows_[indexOf(serial)]; }
    quint32 nextSerial() const { return firstSerial_ + quint32(rows_.size()); }
    size_t behind(Position after) const;
    size_t behind(const Channel &channel, Position after) const;
    bool isVisible(size_t index) const;
    quint32 channelOf(const QByteArray &name);
    bool isClearedBefore(const QByteArray &name) const;
    void pushBehind(const Row &row);
    void addBefore(const IndexPiece::Row &row);
    void addEventBefore(const IndexPiece::Row &row);
    void hideOldest(Channel &channel, bool isCleared);
    void hideUpTo(Channel &channel, Position upTo);
    void keepWithinBounds(Channel &channel);
    void noteTrim(Channel &channel, Position upTo, bool isCleared);
    void noteChange(quint32 number);
    void release(quint32 number);
    void moveOldest();
    bool hideRowsByAge(qint64 redisTime, qsizetype &budget);
    bool hideChannelsByAge(qint64 redisTime, qsizetype &budget);
    Plan planNames(const Selection &selection, Position after, Position upTo, qint64 maximumBytes,
                   qsizetype maximumCount) const;

    HistoryLimits limits_;
    QList<ChannelBounds> bounds_;
    bool agesDiffer_;
    std::chrono::milliseconds longestAge_{0};

    std::deque<Row> rows_;
    quint32 firstSerial_ = 0;
    Position first_; ///< of the log, as far as that is known
    Position from_;
    bool isComplete_ = false;
    std::unordered_map<QByteArray, quint32, SeededHash> numbers_;
    std::deque<Channel> channels_; ///< by number
    std::vector<quint32> freeNumbers_;
    std::vector<quint32> changed_;
    QList<LogTrim> trims_;
    qint64 visibleEvents_ = 0;
    qint64 visibleBytes_ = 0;
    /// What was cleared before the index was complete: of what is found later, all up to there.
    QHash<QByteArray, Position> clearedNames_;
    QList<Selection> clearedPatterns_;

    quint32 oldest_ = 0;   ///< what stands before this row is hidden
    quint32 aged_ = 0;     ///< the same for age
    size_t agingLeft_ = 0; ///< of the channels, so many are still to be looked at
    quint32 kept_ = 0;     ///< from this row on, the log is within its bytes
    qint64 keptBytes_ = 0; ///< of them
};

/// Looks for the last `start.count` events that match patterns, from the end backwards; in steps, while events come and
/// go.
class LogIndex::LastSearch
{
public:
    LastSearch(const LogIndex &index, ReaderMatches &matches, const Selection &selection, const Start &start);

    /// A step; true when it is over.
    bool advance(qsizetype &budget);
    /// The place before them; nothing: that is not known yet.
    std::optional<Position> after() const { return after_; }

private:
    const LogIndex &index_;
    ReaderMatches &matches_;
    Selection selection_;
    qsizetype left_; ///< so many are to be passed over
    Position upTo_;  ///< what stands behind this was passed over
    std::optional<Position> after_;
};

} // namespace helio
