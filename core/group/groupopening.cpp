// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/groupopening.h"

#include <QElapsedTimer>

#include <algorithm>
#include <utility>

namespace helio {

namespace {

constexpr qsizetype RangeEntries = 500;
constexpr qsizetype TailEntries = 20'000; ///< no more are read at the beginning, however small they are

} // namespace

GroupOpening::GroupOpening(GroupLog &log, KnownLog &known, GroupRestoring &restoring, AwaitedCalls &calls,
                           qint64 memoryBytes, Told told)
    : log_(log)
    , known_(known)
    , restoring_(restoring)
    , calls_(calls)
    , mostTailBytes_(std::min(TailBytes, memoryBytes / 2))
    , told_(std::move(told))
{
    soon_.setSingleShot(true);
    QObject::connect(&soon_, &QTimer::timeout, &soon_, [this] { readOn(); });
}

void GroupOpening::begin()
{
    beginAnew();
    isReadingTail_ = true;
}

void GroupOpening::beginAnew()
{
    ++begun_;
    isIndexing_ = false;
}

void GroupOpening::readOn()
{
    const LogIndex &index = known_.index();
    if (isIndexing_ || index.isComplete() || !known_.isJoined()) {
        if (isReadingTail_ && index.isComplete())
            giveUpTail();
        return;
    }
    isIndexing_ = true;
    QElapsedTimer timer;
    timer.start();
    const auto onAnswer = [this, timer, number = begun_](const IndexPiece &piece) {
        if (number != begun_)
            return;
        isIndexing_ = false;
        onIndex(piece);
        if (number == begun_ && !known_.index().isComplete()) // as long as it took, Redis is left to others
            soon_.start(piece.isFailed ? std::chrono::milliseconds(1'000) : std::chrono::milliseconds(timer.elapsed()));
    };
    log_.index(index.from(), calls_.await<IndexPiece>(onAnswer, {.isFailed = true}));
}

void GroupOpening::stop()
{
    soon_.stop();
    ++begun_;
}

void GroupOpening::onIndex(const IndexPiece &piece)
{
    if (piece.isFailed) {
        if (isReadingTail_)
            giveUpTail();
        return;
    }
    told_.answered();
    known_.addBefore(piece);
    if (isReadingTail_ && !isTailFound_)
        findTail(piece);
    told_.indexed();
    known_.answerWaiting();
}

/// Goes on until so much is found as memory is to begin with.
void GroupOpening::findTail(const IndexPiece &piece)
{
    for (const IndexPiece::Row &row : piece.rows) {
        tailBytes_ += row.bytes + LogIndex::EntryBytes;
        if (tailBytes_ > mostTailBytes_ || known_.index().entries() > TailEntries) {
            beginTail(row.position);
            return;
        }
    }
    if (piece.isAtBegin)
        beginTail(previousPosition(known_.index().from()));
}

/// Memory is to hold all that stands behind `after`.
void GroupOpening::beginTail(Position after)
{
    isTailFound_ = true;
    known_.beginTail(after);
    readTail(after);
}

void GroupOpening::readTail(Position after)
{
    const auto onPiece = [this, number = begun_](const LogPiece &piece) {
        if (!isReadingTail_ || number != begun_)
            return;
        told_.answered();
        for (const LogEntry &entry : piece.entries) {
            if (entry.kind == LogEntry::Kind::Event)
                known_.tail().add(std::make_shared<const StoredEvent>(entry.stored()));
            else
                restoring_.keep(entry);
        }
        if (piece.isFailed)
            giveUpTail();
        else if (piece.isAtEnd)
            endTail();
        else
            readTail(piece.next);
    };
    log_.range(after, known_.head(), RangeEntries, calls_.await<LogPiece>(onPiece, {.isFailed = true}));
}

void GroupOpening::giveUpTail()
{
    if (known_.head() > Position())
        known_.beginTail(known_.head());
    endTail();
}

void GroupOpening::endTail()
{
    isReadingTail_ = false;
    told_.tailRead();
}

} // namespace helio
