// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/groupreads.h"

#include "hub/slices.h"
#include "store/historycost.h"
#include "store/slicedsearch.h"

#include <QTimer>

#include <algorithm>

namespace helio {

namespace {

/// Less than one piece of the log has, so that it comes as one.
constexpr qint64 ReadAtOnce = 240 * 1024;
/// Where less than one in so many entries is selected, each is asked for by itself.
constexpr qint64 PickedOfEntries = 8;

} // namespace

GroupReads::GroupReads(GroupLog &log, KnownLog &known, AwaitedCalls &calls, Slices &slices, const Clock &clock,
                       qint64 memoryBytes, Source source)
    : log_(log)
    , known_(known)
    , calls_(calls)
    , slices_(slices)
    , clock_(clock)
    , source_(std::move(source))
    , matches_(rememberedBytes(memoryBytes))
    , pieces_([this](const auto &request, auto done) { fetch(request, std::move(done)); })
    , reads_(known.tail(), pieces_, slices,
             {.isServing = source_.isServing,
              .isReachable = [&known] { return known.isJoined(); },
              .isInMemory = [&known](const ReadRequest &request) { return known.isInMemory(request); },
              .head = [&known] { return known.head(); },
              .problem = source_.problem})
{}

template <typename Result>
void GroupReads::fail(const std::function<void(Result)> &done) const
{
    Result result;
    result.outcome = ReadOutcome::Failed;
    result.problem = source_.problem();
    done(std::move(result));
}

void GroupReads::fetch(const LogPieces::Request &request, std::function<void(LogPieces::PiecePtr)> done)
{
    LogIndex::Plan plan;
    plan.next = std::min(request.upTo, known_.head());
    const bool isPlanned = known_.index().reachesBackTo(request.after);
    if (isPlanned)
        plan = known_.index().plan(request.selection, request.after, plan.next, ReadAtOnce, GroupLog::MaximumPicked,
                                   ExaminedAtOnce, matches_);
    const auto onPieceRead = [this, request, plan, done](const LogPiece &piece) {
        onPiece(piece, plan.next, request, plan.positions, done);
    };
    const auto onRead = calls_.await<LogPiece>(onPieceRead, {.isFailed = true});
    if (!isPlanned)
        log_.range(request.after, plan.next, GroupLog::MaximumPicked, onRead);
    else if (plan.positions.isEmpty())
        QTimer::singleShot(0, &slices_,
                           [onRead, first = known_.first()] { onRead({.first = first, .isAtEnd = true}); });
    else if (plan.positions.size() * PickedOfEntries < plan.stretch)
        log_.pick(plan.positions, onRead);
    else
        log_.range(previousPosition(plan.positions.constFirst()), plan.positions.constLast(), qsizetype(plan.stretch),
                   onRead);
}

/// `next`: where all of `expected` came, others go on reading there.
void GroupReads::onPiece(const LogPiece &piece, Position next, const LogPieces::Request &request,
                         const QList<Position> &expected, const std::function<void(LogPieces::PiecePtr)> &done)
{
    auto read = std::make_shared<LogPieces::Piece>();
    read->isFailed = piece.isFailed || !source_.isServing();
    if (!read->isFailed) {
        read->next = piece.isAtEnd ? next : piece.next;
        for (const LogEntry &entry : piece.entries) {
            if (entry.kind == LogEntry::Kind::Event && request.selection.matches(entry.event.channel))
                read->events.append(known_.tail().find(std::make_shared<const StoredEvent>(entry.stored())));
            else if (entry.kind == LogEntry::Kind::Loss)
                known_.tail().misses().noteLoss(entry.position, entry.of);
        }
        known_.noteFirst(piece.first);
        noteRemoved(expected, piece, read->next);
    }
    known_.whenDropped([done, read] { done(read); });
}

/// What somebody took out of the log is missing there.
void GroupReads::noteRemoved(const QList<Position> &expected, const LogPiece &piece, Position upTo)
{
    auto at = piece.entries.cbegin();
    for (const Position &position : expected) {
        while (at != piece.entries.cend() && at->position < position)
            ++at;
        const bool isThere = at != piece.entries.cend() && at->position == position;
        if (isThere || position < piece.first || position > upTo)
            continue;
        Selection lost;
        lost.addChannel(known_.index().channelAt(position));
        if (!lost.channels().constFirst().isEmpty()) // else it is hidden by now
            known_.tail().misses().noteLoss(position, lost);
    }
}

void GroupReads::read(ReadRequest request, std::function<void(ReadResult)> done)
{
    reads_.read(std::move(request), std::move(done));
}

void GroupReads::locate(const Selection &selection, const Start &start, const std::function<void(LocateResult)> &done)
{
    if (!source_.isServing()) {
        fail(done);
        return;
    }
    // But for an id, a beginning is wherever history begins: what was trimmed before is not missed.
    switch (start.kind) {
    case Start::Kind::Live:
        answerPlace(known_.head(), done);
        break;
    case Start::Kind::Earliest:
        answerPlace(known_.index().isComplete() ? Position() : previousPosition(known_.first()), done);
        break;
    case Start::Kind::Since: {
        // By how long ago that was: the wall clock here is another one.
        const qint64 since = known_.redisTime() - (clock_.wallMilliseconds() - start.time);
        answerPlace(std::min(previousPosition({quint64(std::max<qint64>(since, 0)), 0}), known_.head()), done);
        break;
    }
    case Start::Kind::Last:
        locateLast(selection, start, done);
        break;
    case Start::Kind::After:
        locateId(start.id, done);
        break;
    }
}

void GroupReads::answerPlace(Position after, const std::function<void(LocateResult)> &done)
{
    if (source_.isServing())
        done({.after = after, .trims = known_.tail().misses().trims()});
    else
        fail(done);
}

void GroupReads::locateId(const QByteArray &id, const std::function<void(LocateResult)> &done)
{
    const auto position = Position::fromId(id);
    const HeldEventPtr own = known_.tail().held().findOwnOnWire(id);
    if (own || (position && *position <= known_.head())) {
        done({.after = own ? own->position : *position});
    } else if (!known_.isJoined()) {
        fail(done);
    } else if (position) {
        locateAhead(*position, done);
    } else {
        const auto onFound = [this, done](const GroupLog::IdPlace &place) {
            if (!source_.isServing() || place.isFailed)
                fail(done);
            else if (place.position)
                locateAhead(*place.position, done);
            else
                done({.known = false});
        };
        log_.findOnWire(id, calls_.await<GroupLog::IdPlace>(onFound, {.isFailed = true}));
    }
}

/// Of a position that another hub may have told already, while the log has not brought it here.
void GroupReads::locateAhead(Position position, const std::function<void(LocateResult)> &done)
{
    const qint64 mostAhead = known_.redisTime() + LogEntry::PossibleAheadMs;
    if (position <= known_.head()) {
        done({.after = position});
    } else if (position.milliseconds > quint64(std::max<qint64>(mostAhead, 0)) || !known_.isJoined()) {
        done({.known = false});
    } else {
        ahead_.add(position, [this, position, done](std::optional<bool> isBrought) {
            if (!isBrought || !source_.isServing())
                fail(done);
            else
                done({.after = *isBrought ? position : Position(), .known = *isBrought});
        });
    }
}

void GroupReads::locateLast(const Selection &selection, const Start &start,
                            const std::function<void(LocateResult)> &done)
{
    if (!source_.isServing() || (!known_.index().isComplete() && !known_.isJoined())) {
        fail(done);
        return;
    }
    if (start.count <= 0) {
        answerPlace(known_.head(), done);
        return;
    }
    const auto onSearched = [this, selection, start, done](std::optional<Position> after) {
        if (after)
            answerPlace(*after, done);
        else
            known_.whenMoreIsKnown([this, selection, start, done] { locateLast(selection, start, done); });
    };
    if (selection.patterns().isEmpty()) {
        onSearched(known_.index().beforeLastOfNames(selection, start));
        return;
    }
    const auto last = std::make_shared<LogIndex::LastSearch>(known_.index(), matches_, selection, start);
    searchInSlices(
        slices_, [last](qsizetype &budget) { return last->advance(budget); },
        [last, onSearched] { onSearched(last->after()); });
}

void GroupReads::find(const QByteArray &id, const std::function<void(FindResult)> &done)
{
    const HeldEventPtr held = source_.isServing() ? known_.tail().held().find(id) : nullptr;
    const auto position = Position::fromId(id);
    if (held || (source_.isServing() && (id.isEmpty() || (position && *position > known_.tail().start())))) {
        done({.event = held});
    } else if (!source_.isServing() || !known_.isJoined()) {
        fail(done);
    } else if (position) {
        const auto onFound = [id, done](FindResult found) {
            if (found.event && found.event->event.id != id)
                found.event = nullptr; // it has another id on the wire
            done(found);
        };
        findAt(*position, onFound);
    } else {
        log_.findOnWire(id, calls_.await<GroupLog::IdPlace>(onIdPlace(done), {.isFailed = true}));
    }
}

void GroupReads::findOwn(const QByteArray &channel, const QByteArray &ownId,
                         const std::function<void(FindResult)> &done)
{
    if (const HeldEventPtr held = source_.isServing() ? known_.tail().held().findOwn(channel, ownId) : nullptr)
        done({.event = held});
    else if (!source_.isServing() || !known_.isJoined())
        fail(done);
    else
        log_.findOwn(channel, ownId, calls_.await<GroupLog::IdPlace>(onIdPlace(done), {.isFailed = true}));
}

/// Goes on with the event that stands there.
std::function<void(const GroupLog::IdPlace &)> GroupReads::onIdPlace(const std::function<void(FindResult)> &done)
{
    return [this, done](const GroupLog::IdPlace &place) {
        if (!source_.isServing() || place.isFailed)
            fail(done);
        else if (place.position)
            findAt(*place.position, done);
        else
            done({});
    };
}

void GroupReads::findAt(Position position, const std::function<void(FindResult)> &done)
{
    const auto onPicked = [this, done](const LogPiece &piece) {
        if (!source_.isServing() || piece.isFailed) {
            fail(done);
            return;
        }
        const bool isThere = !piece.entries.isEmpty() && piece.entries[0].kind == LogEntry::Kind::Event;
        const auto event = isThere ? std::make_shared<const StoredEvent>(piece.entries[0].stored()) : nullptr;
        const bool isKnown = event && event->position <= known_.head() && !known_.tail().isTrimmed(*event);
        done({.event = isKnown ? known_.tail().find(event) : nullptr});
    };
    log_.pick({position}, calls_.await<LogPiece>(onPicked, {.isFailed = true}));
}

} // namespace helio
