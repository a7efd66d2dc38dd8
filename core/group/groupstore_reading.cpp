// SPDX-License-Identifier: GPL-3.0-or-later
// What readers are given: from memory where it holds all of it, else piece by piece from the log. What is missing is
// judged when it is answered, since more may have been trimmed meanwhile.
#include "group/groupstore.h"
#include "hub/slices.h"
#include "hub/turns.h"
#include "store/slicedsearch.h"

#include <algorithm>

namespace helio {

namespace {

/// Less than one piece of the log has, so that it comes as one.
constexpr qint64 ReadAtOnce = 240 * 1024;
/// Where less than one in so many entries is selected, each is asked for by itself.
constexpr qint64 PickedOfEntries = 8;

} // namespace

template <typename Result>
void GroupStore::fail(const std::function<void(Result)> &done) const
{
    Result result;
    result.outcome = ReadOutcome::Failed;
    result.problem = state_.problem;
    done(std::move(result));
}

/// Where the index does not reach so far, which channels the log holds is not known; nor does memory know it while it
/// is to be told what the index found.
bool GroupStore::isInMemory(const ReadRequest &request) const
{
    return request.after >= tail_.start() ||
           (!areFiguresDue_ && index_.reachesBackTo(request.after) && tail_.holds(request.selection, request.after));
}

void GroupStore::fetch(const LogPieces::Request &request, std::function<void(LogPieces::PiecePtr)> done)
{
    LogIndex::Plan plan;
    plan.next = std::min(request.upTo, head_);
    const bool isPlanned = index_.reachesBackTo(request.after);
    if (isPlanned)
        plan = index_.plan(request.selection, request.after, plan.next, ReadAtOnce, GroupLog::MaximumPicked,
                           ExaminedAtOnce, matches_);
    const auto onRead = [this, request, plan, done](const LogPiece &piece) {
        onPiece(piece, plan.next, request, plan.positions, done);
    };
    const LogPiece failed{.isFailed = true};
    if (!isPlanned)
        log_->range(request.after, plan.next, GroupLog::MaximumPicked, awaited<LogPiece>(onRead, failed));
    else if (plan.positions.isEmpty())
        QTimer::singleShot(0, &soon_, [onRead, first = first_] { onRead({.first = first, .isAtEnd = true}); });
    else if (plan.positions.size() * PickedOfEntries < plan.stretch)
        log_->pick(plan.positions, awaited<LogPiece>(onRead, failed));
    else
        log_->range(previousPosition(plan.positions.constFirst()), plan.positions.constLast(), qsizetype(plan.stretch),
                    awaited<LogPiece>(onRead, failed));
}

/// `next`: where all of `expected` came, others go on reading there.
void GroupStore::onPiece(const LogPiece &piece, Position next, const LogPieces::Request &request,
                         const QList<Position> &expected, const std::function<void(LogPieces::PiecePtr)> &done)
{
    const Turn turn(TurnName);
    auto read = std::make_shared<LogPieces::Piece>();
    read->isFailed = piece.isFailed || !isServing();
    if (!read->isFailed) {
        read->next = piece.isAtEnd ? next : piece.next;
        for (const LogEntry &entry : piece.entries) {
            if (entry.kind == LogEntry::Kind::Event && request.selection.matches(entry.event.channel))
                read->events.append(tail_.find(std::make_shared<const StoredEvent>(entry.stored())));
            else if (entry.kind == LogEntry::Kind::Loss)
                tail_.misses().noteLoss(entry.position, entry.of);
        }
        noteFirst(piece.first);
        noteRemoved(expected, piece, read->next);
    }
    if (isDropping_)
        afterDropping_.push_back([done, read] { done(read); });
    else
        done(read);
}

/// What somebody took out of the log is missing there.
void GroupStore::noteRemoved(const QList<Position> &expected, const LogPiece &piece, Position upTo)
{
    auto at = piece.entries.cbegin();
    for (const Position &position : expected) {
        while (at != piece.entries.cend() && at->position < position)
            ++at;
        const bool isThere = at != piece.entries.cend() && at->position == position;
        if (isThere || position < piece.first || position > upTo)
            continue;
        Selection lost;
        lost.addChannel(index_.channelAt(position));
        if (!lost.channels().constFirst().isEmpty()) // else it is hidden by now
            tail_.misses().noteLoss(position, lost);
    }
}

void GroupStore::read(ReadRequest request, std::function<void(ReadResult)> done)
{
    if (openCall_.delays([this, request, done] { read(request, done); }))
        return;
    reads_.read(std::move(request), std::move(done));
}

void GroupStore::locate(Selection selection, Start start, std::function<void(LocateResult)> done)
{
    if (openCall_.delays([this, selection, start, done] { locate(selection, start, done); }))
        return;
    if (!isServing()) {
        fail(done);
        return;
    }
    // But for an id, a beginning is wherever history begins: what was trimmed before is not missed.
    switch (start.kind) {
    case Start::Kind::Live:
        answerPlace(head_, done);
        break;
    case Start::Kind::Earliest:
        answerPlace(index_.isComplete() ? Position() : previousPosition(first_), done);
        break;
    case Start::Kind::Since: {
        // By how long ago that was: the wall clock here is another one.
        const qint64 since = logTime() - (clock_.wallMilliseconds() - start.time);
        answerPlace(std::min(previousPosition({quint64(std::max<qint64>(since, 0)), 0}), head_), done);
        break;
    }
    case Start::Kind::Last:
        locateLast(selection, start, std::move(done));
        break;
    case Start::Kind::After:
        locateId(start.id, std::move(done));
        break;
    }
}

void GroupStore::answerPlace(Position after, const std::function<void(LocateResult)> &done)
{
    if (isServing())
        done({.after = after, .trims = tail_.misses().trims()});
    else
        fail(done);
}

void GroupStore::locateId(const QByteArray &id, const std::function<void(LocateResult)> &done)
{
    const auto position = Position::fromId(id);
    const HeldEventPtr own = tail_.held().findOwnOnWire(id);
    if (own || (position && *position <= head_)) {
        done({.after = own ? own->position : *position});
    } else if (!isJoined_) {
        fail(done);
    } else if (position) {
        locateAhead(*position, done);
    } else {
        const auto onFound = [this, done](const GroupLog::IdPlace &place) {
            if (!isServing() || place.isFailed)
                fail(done);
            else if (place.position)
                locateAhead(*place.position, done);
            else
                done({.known = false});
        };
        log_->findOnWire(id, awaited<GroupLog::IdPlace>(onFound, {.isFailed = true}));
    }
}

/// Of a position that another hub may have told already, while the log has not brought it here.
void GroupStore::locateAhead(Position position, const std::function<void(LocateResult)> &done)
{
    constexpr qint64 PossibleAhead = 60'000;
    if (position <= head_) {
        done({.after = position});
    } else if (position.milliseconds > quint64(std::max<qint64>(logTime() + PossibleAhead, 0)) || !isJoined_) {
        done({.known = false});
    } else {
        ahead_.push_back({position, 0, [this, position, done](std::optional<bool> isThere) {
                              if (!isThere || !isServing())
                                  fail(done);
                              else
                                  done({.after = *isThere ? position : Position(), .known = *isThere});
                          }});
    }
}

/// Those whose place the log has brought.
void GroupStore::answerAhead()
{
    for (size_t i = 0; i < ahead_.size();) {
        if (ahead_[i].position > head_) {
            ++i;
            continue;
        }
        const auto done = ahead_[i].done;
        ahead_.erase(ahead_.begin() + qsizetype(i));
        done(true);
    }
}

/// More of it is known soon.
void GroupStore::waitForIndex(std::function<void()> call)
{
    afterIndexing_.push_back(std::move(call));
}

void GroupStore::locateLast(const Selection &selection, const Start &start,
                            const std::function<void(LocateResult)> &done)
{
    if (!isServing() || (!index_.isComplete() && !isJoined_)) {
        fail(done);
        return;
    }
    if (start.count <= 0) {
        answerPlace(head_, done);
        return;
    }
    const auto onSearched = [this, selection, start, done](std::optional<Position> after) {
        if (after)
            answerPlace(*after, done);
        else
            waitForIndex([this, selection, start, done] { locateLast(selection, start, done); });
    };
    if (selection.patterns().isEmpty()) {
        onSearched(index_.beforeLastOfNames(selection, start));
        return;
    }
    const auto last = std::make_shared<LogIndex::LastSearch>(index_, matches_, selection, start);
    searchInSlices(
        *slices_, [last](qsizetype &budget) { return last->advance(budget); },
        [last, onSearched] { onSearched(last->after()); });
}

void GroupStore::find(QByteArray id, std::function<void(FindResult)> done)
{
    if (openCall_.delays([this, id, done] { find(id, done); }))
        return;
    const HeldEventPtr held = isServing() ? tail_.held().find(id) : nullptr;
    const auto position = Position::fromId(id);
    if (held || (isServing() && (id.isEmpty() || (position && *position > tail_.start())))) {
        done({.event = held});
    } else if (!isServing() || !isJoined_) {
        fail(done);
    } else if (position) {
        const auto onFound = [id, done](FindResult found) {
            if (found.event && found.event->event.id != id)
                found.event = nullptr; // it has another id on the wire
            done(found);
        };
        findAt(*position, onFound);
    } else {
        log_->findOnWire(id, awaited<GroupLog::IdPlace>(onIdPlace(done), {.isFailed = true}));
    }
}

void GroupStore::findOwn(QByteArray channel, QByteArray ownId, std::function<void(FindResult)> done)
{
    if (openCall_.delays([this, channel, ownId, done] { findOwn(channel, ownId, done); }))
        return;
    if (const HeldEventPtr held = isServing() ? tail_.held().findOwn(channel, ownId) : nullptr)
        done({.event = held});
    else if (!isServing() || !isJoined_)
        fail(done);
    else
        log_->findOwn(channel, ownId, awaited<GroupLog::IdPlace>(onIdPlace(done), {.isFailed = true}));
}

/// Goes on with the event that stands there.
std::function<void(const GroupLog::IdPlace &)> GroupStore::onIdPlace(const std::function<void(FindResult)> &done)
{
    return [this, done](const GroupLog::IdPlace &place) {
        if (!isServing() || place.isFailed)
            fail(done);
        else if (place.position)
            findAt(*place.position, done);
        else
            done({});
    };
}

void GroupStore::findAt(Position position, std::function<void(FindResult)> done)
{
    const auto onPicked = [this, done](const LogPiece &piece) {
        if (!isServing() || piece.isFailed) {
            fail(done);
            return;
        }
        const bool isThere = !piece.entries.isEmpty() && piece.entries[0].kind == LogEntry::Kind::Event;
        const auto event = isThere ? std::make_shared<const StoredEvent>(piece.entries[0].stored()) : nullptr;
        const bool isKnown = event && event->position <= head_ && !tail_.isTrimmed(*event);
        done({.event = isKnown ? tail_.find(event) : nullptr});
    };
    log_->pick({position}, awaited<LogPiece>(onPicked, {.isFailed = true}));
}

} // namespace helio
