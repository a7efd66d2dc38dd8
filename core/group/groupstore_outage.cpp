// SPDX-License-Identifier: GPL-3.0-or-later
// The log is lost, and is there again; perhaps another one.
#include "group/groupstore.h"
#include "history/selectiontext.h"
#include "hub/turns.h"

namespace helio {

namespace {

constexpr qint64 PatienceWithOthers = 1'500; ///< so long they have to put back what comes before
constexpr qsizetype PutBackBytes = 512 * 1024;

} // namespace

void GroupStore::left(const StoreState &state)
{
    if (!listener_)
        return;
    isJoined_ = false;
    restoringSince_.reset();
    cutUpTo_.reset();
    health_.noteLeft(state, clock_.uptimeMilliseconds());
    appends_.cut();
    setState(state.kind, state.problem);
    for (const Ahead &one : std::exchange(ahead_, {}))
        one.done({});
    for (const Clearing &one : std::exchange(clearings_, {}))
        one.done(false);
    if (!outageSince_) // it may be said more than once of one outage, in other words
        outageSince_ = clock_.uptimeMilliseconds();
}

void GroupStore::bridgeNoted(const QString &text)
{
    if (listener_)
        listener_->storeNoted(text);
}

void GroupStore::checkOutage()
{
    if (!listener_ || !outageSince_ || clock_.uptimeMilliseconds() < *outageSince_ + OutagePatience.count())
        return;
    outageSince_.reset();
    giveUpOutage();
}

/// Nobody waits for ever.
void GroupStore::giveUpOutage()
{
    appends_.giveUpCut(tr("The connection with Redis was lost on the way; it may have been published."));
    if (!isJoined_) {
        appends_.giveUp(state_.problem);
        for (const auto &note : std::exchange(notes_, {})) {
            if (note.second.done)
                afterFigures_.push_back([done = note.second.done] { done({}); });
        }
    }
    answerAppends();
    reportFigures(true);
}

/// Gives Redis what it lost and memory has. Where another hub may reach farther back, that one first.
void GroupStore::restoring(const LogHead &head)
{
    health_.noteRestoring(clock_.uptimeMilliseconds());
    if (!listener_ || !tail_.hasBegun() || isPuttingBack_ || head.last >= head_)
        return;
    const qint64 now = clock_.uptimeMilliseconds();
    if (!restoringSince_ || head.last != restoredTo_)
        restoringSince_ = now;
    restoredTo_ = head.last;
    // What nobody puts back is lost: the log begins later then, or readers find it missing.
    const bool hadOthersTime = now - *restoringSince_ >= PatienceWithOthers;
    const Position after = std::max(head.last, tail_.start());
    // Where memory reaches back to the log's beginning, nothing stood before.
    putBack(tail_.start() < first_ ? head.last : after, hadOthersTime, after);
}

/// What memory holds behind `after`; nothing that is missing stands between that and `from`.
void GroupStore::putBack(Position from, bool hadOthersTime, Position after)
{
    const QList<LogEntry> held = heldBehind(after);
    isPuttingBack_ = !held.isEmpty();
    if (!isPuttingBack_)
        return;
    const auto onDone = [this, last = held.constLast().position](const PutBack &done) {
        const Turn turn(TurnName);
        isPuttingBack_ = false;
        if (done.outcome == PutBack::Outcome::Done && listener_)
            putBack(last, false, last);
    };
    log_->putBack(from, hadOthersTime, held, awaited<PutBack>(onDone, {.outcome = PutBack::Outcome::Over}));
}

/// Events, clearings and losses, as many as are put back at once.
QList<LogEntry> GroupStore::heldBehind(Position after) const
{
    ReadResult held;
    tail_.held().readUpTo(head_, {.selection = everyChannel(), .after = after, .maximumBytes = PutBackBytes}, held);
    QList<LogEntry> entries;
    auto control = controls_.upper_bound(after);
    const auto addControls = [&](Position upTo) {
        for (; control != controls_.end() && control->first <= upTo; ++control)
            entries.append(control->second);
    };
    for (const StoredEventPtr &event : std::as_const(held.events)) {
        addControls(event->position);
        entries.append(LogEntry::putBack(*event, options_.hub));
    }
    if (held.atEnd)
        addControls(head_);
    return entries;
}

void GroupStore::joined(const LogJoined &joined)
{
    const Turn turn(TurnName);
    if (!listener_)
        return;
    isJoined_ = true;
    isToJoinAgain_ = false;
    ++joins_;
    restoringSince_.reset();
    health_.noteJoined(joined);
    logState_ = joined.state;
    addNotice(joined.notice);
    if (joined.mayMissMore) // what others acknowledged, perhaps
        losses_.push_back(everyChannel());
    if (tail_.hasBegun())
        joinAgain(joined);
    else
        begin(joined.head);
    if (!appends_.isCut())
        outageSince_.reset();
}

void GroupStore::joinAgain(const LogJoined &joined)
{
    if (joined.isCursorThere) {
        noteHead(joined.head);
    } else {
        forgetAll();
        first_ = firstOf(joined.head);
        noteHead(joined.head);
        losses_.insert(losses_.begin(), everyChannel());
    }
    setState(logState_.kind, logState_.problem);
    sendLosses();
    if (appends_.isCut()) {
        doubt_ = joined.wasRestarted || !joined.isCursorThere ? tr("Redis was started anew, and may have lost it.")
                 : joined.isFinal                             ? QString()
                                                              : tr("Redis takes nothing now, and may write it later.");
        cutUpTo_ = joined.head.last;
        // What stands there last may be gone, and is not brought then.
        const auto onPiece = [this, joins = joins_](const LogPiece &piece) {
            if (!piece.isFailed && piece.entries.isEmpty() && joins == joins_ && cutUpTo_)
                judgeCut();
        };
        log_->range(head_, joined.head.last, 1, awaited<LogPiece>(onPiece, {.isFailed = true}));
    }
    askIndex();
    handOver();
}

void GroupStore::judgeCut()
{
    cutUpTo_.reset();
    appends_.judgeCut(doubt_, [this](const QByteArray &channel, const QByteArray &ownId) -> StoredEventPtr {
        return ownId.isEmpty() ? nullptr : tail_.held().findOwn(channel, ownId);
    });
    answerAppends();
    if (areFiguresDue_)
        reportFigures();
}

void GroupStore::looked(const LogHead &head, const StoreState &state)
{
    const Turn turn(TurnName);
    if (!listener_ || !tail_.hasBegun())
        return;
    noteHead(head);
    logState_ = state;
    if (!isReadingTail_)
        setState(state.kind, state.problem);
    health_.noteLooked(head);
    if (!losses_.empty()) // Redis may have room by now
        sendLosses();
    for (size_t i = 0; i < ahead_.size();) {
        Ahead &one = ahead_[i];
        if (++one.looks < 2 || one.position <= head.last) {
            ++i;
            continue;
        }
        const auto done = one.done; // nothing stands there
        ahead_.erase(ahead_.begin() + qsizetype(i));
        done(false);
    }
}

void GroupStore::emptied(const LogHead &head)
{
    const Turn turn(TurnName);
    if (!listener_ || !tail_.hasBegun())
        return;
    if (isReadingTail_)
        finishOpening(head_);
    forgetAll();
    index_.addBefore({}, true);
    first_ = nextPosition(head_);
    noteHead(head);
    constexpr quint64 End = std::numeric_limits<quint64>::max();
    appends_.giveUpBefore(head.length > 0 ? head.first : Position{End, End});
    losses_.insert(losses_.begin(), everyChannel());
    sendLosses();
    answerAppends();
    reportFigures();
}

/// What memory holds and the index says may no longer be there. Readers are told.
void GroupStore::forgetAll()
{
    controls_.clear();
    tail_.misses().noteLoss(head_, everyChannel());
    tail_.begin({}, head_, clock_.uptimeMilliseconds());
    index_.begin(head_);
    ++indexes_;
    isIndexing_ = false;
    first_ = trimmed_ = {};
}

} // namespace helio
