// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/knownlog.h"

#include "history/selectiontext.h"
#include "hub/slices.h"

#include <algorithm>
#include <utility>

namespace helio {

namespace {

/// About a millisecond.
constexpr qsizetype DroppedAtOnce = 4'000;

/// Of fields and values, as `index.lua` counts them.
qint64 bytesOf(const LogEntry &entry)
{
    constexpr qint64 ChannelName = 7;
    constexpr qint64 DataName = 4;
    constexpr qint64 TypeName = 4;
    constexpr qint64 OwnName = 3;
    constexpr qint64 FromName = 4;
    constexpr qint64 FromNumbers = 8;
    qint64 bytes = ChannelName + entry.event.channel.size() + DataName + entry.event.data.size();
    if (!entry.event.type.isEmpty())
        bytes += TypeName + entry.event.type.size();
    if (!entry.ownId.isEmpty())
        bytes += OwnName + entry.ownId.size();
    return bytes + (entry.from ? FromName + entry.from->hub.size() + FromNumbers : 0);
}

void callAll(std::vector<std::function<void()>> &calls)
{
    for (const auto &call : std::exchange(calls, {}))
        call();
}

} // namespace

KnownLog::KnownLog(const HistoryLimits &limits, const Clock &clock, Slices &slices, std::function<void()> onDropped)
    : clock_(clock)
    , slices_(slices)
    , onDropped_(std::move(onDropped))
    , tail_(limits.memoryBytes, slices)
    , index_(limits)
{}

void KnownLog::begin(const LogHead &head)
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
    first_ = firstOf(head);
    noteHead(head);
}

void KnownLog::beginAnew(Position first)
{
    tail_.misses().noteLoss(head_, everyChannel());
    beginTail(head_);
    index_.begin(head_);
    first_ = first;
    trimmed_ = {};
}

void KnownLog::beginTail(Position start)
{
    tail_.begin({}, start, clock_.uptimeMilliseconds());
}

void KnownLog::noteHead(const LogHead &head)
{
    redisTime_ = head.redisTime;
    redisTimeAt_ = clock_.uptimeMilliseconds();
    noteFirst(firstOf(head));
}

/// One that is empty begins behind its end.
Position KnownLog::firstOf(const LogHead &head)
{
    return head.length > 0 ? head.first : nextPosition(head.last);
}

void KnownLog::noteFirst(Position first)
{
    if (first <= first_)
        return;
    // Of which channels that was is not known.
    if (!index_.isComplete() && first_ < index_.from())
        tail_.misses().noteLoss(previousPosition(std::min(first, index_.from())), everyChannel());
    first_ = first;
    if (std::exchange(isDropping_, true))
        return;
    qsizetype budget = DroppedAtOnce;
    if (index_.dropBelow(first_, budget)) {
        finishDropping();
        return;
    }
    slices_.add([this] {
        qsizetype left = DroppedAtOnce;
        const bool hasMore = !index_.dropBelow(first_, left);
        applyTrims();
        if (!hasMore)
            finishDropping();
        return hasMore;
    });
}

void KnownLog::finishDropping()
{
    isDropping_ = false;
    applyTrims();
    onDropped_();
    callAll(afterDropping_);
    if (index_.isComplete())
        callAll(waiting_);
}

StoredEventPtr KnownLog::add(const LogEntry &entry)
{
    head_ = entry.position;
    if (entry.kind == LogEntry::Kind::Event) {
        index_.addBehind(entry.position, entry.event.channel, bytesOf(entry));
        applyTrims();
        return tail_.add(std::make_shared<const StoredEvent>(entry.stored()));
    }
    index_.addOther(entry.position, bytesOf(entry));
    if (entry.kind == LogEntry::Kind::Clear) {
        index_.clear(entry.of, entry.position);
        applyTrims();
    }
    return nullptr;
}

void KnownLog::addBefore(const IndexPiece &piece)
{
    index_.addBefore(piece.rows, piece.isAtBegin);
    for (const IndexPiece::Row &row : piece.rows) {
        if (row.kind == LogEntry::Kind::Loss)
            tail_.misses().noteLoss(row.position, row.of);
    }
    applyTrims();
}

void KnownLog::applyTrims()
{
    for (const LogTrim &trim : index_.takeTrims()) {
        tail_.noteTrim(trim.channel, trim.upTo, trim.isCleared ? Misses::Cause::Wish : Misses::Cause::Bounds);
        if (!index_.knows(trim.channel))
            tail_.forgetChannel(trim.channel);
    }
}

bool KnownLog::hideByAge()
{
    tail_.misses().setTime(clock_.uptimeMilliseconds());
    qsizetype budget = DroppedAtOnce;
    const bool hasMore = !index_.hideByAge(redisTime(), budget);
    applyTrims();
    return hasMore;
}

std::optional<Position> KnownLog::takeTrim()
{
    const Position below = index_.trimPoint(redisTime());
    if (below <= first_ || below <= trimmed_)
        return {};
    trimmed_ = below;
    return below;
}

QList<ChannelFigures> KnownLog::takeFigures()
{
    QList<ChannelFigures> channels = index_.takeChanged();
    for (ChannelFigures &one : channels) {
        if (one.held.events == 0)
            continue;
        const NamedChannel *known = tail_.channels().find(one.channel);
        const bool isHeld =
            known && !known->second.events.isEmpty() && known->second.events.front()->position == one.held.oldest;
        one.held.oldestId = isHeld ? known->second.events.front()->event.id : one.held.oldest.toId();
    }
    tail_.setFigures(channels, index_.all());
    return channels;
}

bool KnownLog::isInMemory(const ReadRequest &request) const
{
    return request.after >= tail_.start() ||
           (!areFiguresDue_ && index_.reachesBackTo(request.after) && tail_.holds(request.selection, request.after));
}

void KnownLog::whenDropped(std::function<void()> call)
{
    if (isDropping_)
        afterDropping_.push_back(std::move(call));
    else
        call();
}

void KnownLog::answerWaiting()
{
    callAll(waiting_);
}

void KnownLog::giveUp()
{
    callAll(afterDropping_);
    callAll(waiting_);
}

} // namespace helio
