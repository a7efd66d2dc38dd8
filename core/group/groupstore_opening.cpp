// SPDX-License-Identifier: GPL-3.0-or-later
// What the log holds already, when this hub comes: its end is read into memory, then its index, backwards.
#include "group/groupstore.h"
#include "history/selectiontext.h"
#include "hub/turns.h"

#include <QElapsedTimer>

#include <algorithm>

namespace helio {

namespace {

constexpr qsizetype RangeEntries = 500;
constexpr qsizetype TailEntries = 20'000; ///< no more are read at the beginning, however small they are

} // namespace

/// The log was joined for the first time. What was there before is not known to be missing but where the log begins.
void GroupStore::begin(const LogHead &head)
{
    head_ = head.last;
    // Whatever a log had that is new to Redis, it is not there.
    const Position beginning = head.length > 0      ? head.first
                               : head_ > Position() ? nextPosition(head_)
                                                    : Position{quint64(std::max<qint64>(head.redisTime, 0)), 0};
    tail_.begin(previousPosition(beginning), head_, clock_.uptimeMilliseconds());
    index_.begin(head_);
    if (head.length == 0)
        index_.addBefore({}, true);
    ++indexes_;
    first_ = firstOf(head);
    noteHead(head);
    isReadingTail_ = true;
    tailBytes_ = 0;
    updateHold();
    askIndex();
}

void GroupStore::askIndex()
{
    if (isIndexing_ || index_.isComplete() || !isJoined_) {
        if (isReadingTail_ && index_.isComplete())
            finishOpening(head_);
        return;
    }
    isIndexing_ = true;
    QElapsedTimer timer;
    timer.start();
    const auto onAnswer = [this, timer, number = indexes_](const IndexPiece &piece) {
        const Turn turn(TurnName);
        if (number != indexes_ || !listener_)
            return;
        isIndexing_ = false;
        onIndex(piece);
        if (!index_.isComplete()) // as long as it took, Redis is left to others
            indexing_.start(piece.isFailed ? std::chrono::milliseconds(1'000)
                                           : std::chrono::milliseconds(timer.elapsed()));
    };
    log_->index(index_.from(), awaited<IndexPiece>(onAnswer, {.isFailed = true}));
}

void GroupStore::onIndex(const IndexPiece &piece)
{
    if (piece.isFailed) {
        if (isReadingTail_)
            finishOpening(head_);
        return;
    }
    waitOn();
    index_.addBefore(piece.rows, piece.isAtBegin);
    noteLosses(piece.rows);
    applyTrims();
    if (isReadingTail_ && tailBytes_ >= 0)
        findTail(piece);
    reportFigures();
    for (const auto &call : std::exchange(afterIndexing_, {}))
        call();
}

/// A log that answers is waited for: what is not read in now, this hub could not put back.
void GroupStore::waitOn()
{
    if (openCall_.isUnderWay())
        opening_.start(OpeningPatience);
}

void GroupStore::noteLosses(const QList<IndexPiece::Row> &rows)
{
    for (const IndexPiece::Row &row : rows) {
        if (row.kind == LogEntry::Kind::Loss)
            tail_.misses().noteLoss(row.position, row.of);
    }
}

/// Goes on until so much is found as memory is to begin with.
void GroupStore::findTail(const IndexPiece &piece)
{
    const qint64 most = std::min(TailBytes, limits_.memoryBytes / 2);
    for (const IndexPiece::Row &row : piece.rows) {
        tailBytes_ += row.bytes + LogIndex::EntryBytes;
        if (tailBytes_ > most || index_.entries() > TailEntries) {
            beginTail(row.position);
            return;
        }
    }
    if (piece.isAtBegin)
        beginTail(previousPosition(index_.from()));
}

/// Memory is to hold all that stands behind `after`. Events that come wait meanwhile.
void GroupStore::beginTail(Position after)
{
    tailBytes_ = -1; // it is found
    tail_.begin({}, after, clock_.uptimeMilliseconds());
    readTail(after);
}

void GroupStore::readTail(Position after)
{
    const auto onPiece = [this, number = indexes_](const LogPiece &piece) {
        const Turn turn(TurnName);
        if (!isReadingTail_ || number != indexes_ || !listener_)
            return;
        waitOn();
        for (const LogEntry &entry : piece.entries) {
            if (entry.kind == LogEntry::Kind::Event)
                tail_.add(std::make_shared<const StoredEvent>(entry.stored()));
            else
                keepControl(entry);
        }
        if (piece.isFailed)
            finishOpening(head_);
        else if (piece.isAtEnd)
            finishOpening({});
        else
            readTail(piece.next);
    };
    log_->range(after, head_, RangeEntries, awaited<LogPiece>(onPiece, {.isFailed = true}));
}

/// `end`: where it is not 0-0, memory holds nothing of what stands before it.
void GroupStore::finishOpening(Position end)
{
    isReadingTail_ = false;
    if (end > Position())
        tail_.begin({}, end, clock_.uptimeMilliseconds());
    updateHold();
    const QList<ChannelFigures> channels = takeFigures();
    if (openCall_.isUnderWay()) {
        const StoreState away = {StoreState::Kind::Away, state_.problem};
        StoreState state = isJoined_ ? logState_ : away;
        state.notice = state_.notice;
        answerOpen({state, head_, channels, index_.all()});
    } else {
        if (head_ > Position())
            listener_->lost(head_, everyChannel()); // since the hub began
        if (isJoined_)
            setState(logState_.kind, logState_.problem);
        listener_->figuresChanged(channels, index_.all());
    }
    if (const auto entries = std::exchange(early_, {}); !entries.isEmpty())
        arrived(entries);
    sendLosses();
    askIndex();
    handOver();
}

} // namespace helio
