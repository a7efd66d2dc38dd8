// SPDX-License-Identifier: GPL-3.0-or-later
// The log is joined; it is lost, and is there again; perhaps another one.
#include "group/groupstore.h"
#include "history/selectiontext.h"
#include "hub/turns.h"

#include <limits>

namespace helio {

void GroupStore::left(const StoreState &state)
{
    if (!listener_)
        return;
    known_.setJoined(false);
    restoring_.end();
    outage_.begin(clock_.uptimeMilliseconds());
    health_.noteLeft(state, clock_.uptimeMilliseconds());
    appends_.cut();
    setState(state.kind, state.problem);
    reads_.ahead().giveUp();
    clearings_.giveUp();
}

void GroupStore::bridgeNoted(const QString &text)
{
    if (listener_)
        listener_->storeNoted(text);
}

/// Nobody waits for ever.
void GroupStore::giveUpOutage()
{
    appends_.giveUpCut(tr("The connection with Redis was lost on the way; it may have been published."));
    if (!known_.isJoined()) {
        appends_.giveUp(state_.problem);
        notes_.giveUp();
    }
    answerAppends();
    reportFigures(true);
}

void GroupStore::restoring(const LogHead &head)
{
    health_.noteRestoring(clock_.uptimeMilliseconds());
    if (listener_ && known_.hasBegun())
        restoring_.restore(head);
}

void GroupStore::joined(const LogJoined &joined)
{
    const Turn turn(TurnName);
    if (!listener_)
        return;
    known_.setJoined(true);
    isToJoinAgain_ = false;
    ++joins_;
    restoring_.end();
    health_.noteJoined(joined);
    logState_ = joined.state;
    addNotice(joined.notice);
    if (joined.mayMissMore) // what others acknowledged, perhaps
        notes_.addLoss(everyChannel());
    if (known_.hasBegun())
        joinAgain(joined);
    else
        begin(joined.head);
    if (!appends_.isCut())
        outage_.end();
}

/// For the first time.
void GroupStore::begin(const LogHead &head)
{
    known_.begin(head);
    opening_.begin();
    updateHold();
    opening_.readOn();
}

void GroupStore::joinAgain(const LogJoined &joined)
{
    if (!joined.isCursorThere) {
        forgetAll(KnownLog::firstOf(joined.head));
        notes_.addLossOfAll();
    }
    known_.noteHead(joined.head);
    setState(logState_.kind, logState_.problem);
    sendLosses();
    if (appends_.isCut())
        awaitCut(joined);
    opening_.readOn();
    handOver();
}

void GroupStore::awaitCut(const LogJoined &joined)
{
    const QString doubt = joined.wasRestarted || !joined.isCursorThere
                              ? tr("Redis was started anew, and may have lost it.")
                          : joined.isFinal ? QString()
                                           : tr("Redis takes nothing now, and may write it later.");
    outage_.judgeAt(joined.head.last, doubt);
    // What stands there last may be gone, and is not brought then.
    const auto onPiece = [this, joins = joins_](const LogPiece &piece) {
        if (!piece.isFailed && piece.entries.isEmpty() && joins == joins_ && outage_.isToBeJudged())
            judgeCut();
    };
    log_->range(known_.head(), joined.head.last, 1, calls_.await<LogPiece>(onPiece, {.isFailed = true}));
}

void GroupStore::judgeCut()
{
    const auto findOwn = [this](const QByteArray &channel, const QByteArray &ownId) -> StoredEventPtr {
        return ownId.isEmpty() ? nullptr : known_.tail().held().findOwn(channel, ownId);
    };
    appends_.judgeCut(outage_.takeDoubt(), findOwn);
    answerAppends();
    if (known_.areFiguresDue())
        reportFigures();
}

void GroupStore::looked(const LogHead &head, const StoreState &state)
{
    const Turn turn(TurnName);
    if (!listener_ || !known_.hasBegun())
        return;
    known_.noteHead(head);
    logState_ = state;
    if (!opening_.isReadingTail())
        setState(state.kind, state.problem);
    health_.noteLooked(head);
    if (notes_.hasLosses()) // Redis may have room by now
        sendLosses();
    reads_.ahead().noteLook(head.last);
}

void GroupStore::emptied(const LogHead &head)
{
    const Turn turn(TurnName);
    if (!listener_ || !known_.hasBegun())
        return;
    if (opening_.isReadingTail())
        opening_.giveUpTail();
    forgetAll(nextPosition(known_.head()));
    known_.addBefore({.isAtBegin = true});
    known_.noteHead(head);
    constexpr quint64 End = std::numeric_limits<quint64>::max();
    appends_.giveUpBefore(head.length > 0 ? head.first : Position{End, End});
    notes_.addLossOfAll();
    sendLosses();
    answerAppends();
    reportFigures();
}

/// What was read may no longer be there.
void GroupStore::forgetAll(Position first)
{
    restoring_.forget();
    known_.beginAnew(first);
    opening_.beginAnew();
}

} // namespace helio
