// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/groupstore.h"

#include "history/selectiontext.h"
#include "hub/slices.h"
#include "hub/turns.h"
#include "store/historycost.h"

#include <algorithm>

namespace helio {

namespace {

/// About a millisecond.
constexpr qsizetype DroppedAtOnce = 4'000;

} // namespace

GroupStore::GroupStore(const HistoryLimits &limits, const Clock &clock, std::unique_ptr<GroupLog> log,
                       LogOptions options)
    : limits_(limits)
    , clock_(clock)
    , options_(std::move(options))
    , slices_(std::make_unique<Slices>("searching history"))
    , tail_(limits.memoryBytes, *slices_)
    , index_(limits)
    , matches_(rememberedBytes(limits.memoryBytes))
    , pieces_([this](const auto &request, auto done) { fetch(request, std::move(done)); })
    , health_(options_.stream, clock.uptimeMilliseconds())
    , reads_(tail_, pieces_, *slices_,
             {.isServing = [this] { return isServing(); },
              .isReachable = [this] { return isJoined_; },
              .isInMemory = [this](const ReadRequest &request) { return isInMemory(request); },
              .head = [this] { return head_; },
              .problem = [this] { return state_.problem; }})
    , log_(std::move(log))
{
    for (QTimer *timer : {&soon_, &opening_, &indexing_, &deadline_})
        timer->setSingleShot(true);
    QObject::connect(&soon_, &QTimer::timeout, &soon_, [this] { handOver(); });
    QObject::connect(&opening_, &QTimer::timeout, &opening_, [this] {
        if (isReadingTail_)
            finishOpening(head_);
        else
            answerOpen(
                {{StoreState::Kind::Away, state_.problem.isEmpty() ? tr("Redis does not answer.") : state_.problem}});
    });
    QObject::connect(&indexing_, &QTimer::timeout, &indexing_, [this] { askIndex(); });
    QObject::connect(&deadline_, &QTimer::timeout, &deadline_, [this] { giveUp(); });
}

GroupStore::~GroupStore() = default;

void GroupStore::open(StoreListener &listener, std::function<void(OpenResult)> done)
{
    listener_ = &listener;
    openCall_.begin(std::move(done));
    opening_.start(OpeningPatience);
    log_->open(*this, options_);
}

void GroupStore::answerOpen(OpenResult result)
{
    if (!openCall_.isUnderWay())
        return;
    opening_.stop();
    state_ = result.state;
    openCall_.answer(std::move(result));
}

void GroupStore::setState(StoreState::Kind kind, const QString &problem)
{
    if (state_.kind == kind && state_.problem == problem)
        return;
    state_.kind = kind;
    state_.problem = problem;
    if (listener_ && !openCall_.isUnderWay())
        listener_->stateChanged(state_);
}

void GroupStore::addNotice(const QString &notice)
{
    if (notice.isEmpty() || state_.notice.contains(notice))
        return;
    state_.notice += (state_.notice.isEmpty() ? QString() : QStringLiteral("; ")) + notice;
    if (listener_ && !openCall_.isUnderWay())
        listener_->stateChanged(state_);
}

void GroupStore::applyTrims()
{
    for (const LogTrim &trim : index_.takeTrims()) {
        tail_.noteTrim(trim.channel, trim.upTo, trim.isCleared ? Misses::Cause::Wish : Misses::Cause::Bounds);
        if (!index_.knows(trim.channel))
            tail_.forgetChannel(trim.channel);
    }
}

/// Of the channels whose figures changed. The id of what is no longer in memory is its position's, behind which a
/// reader begins as well.
QList<ChannelFigures> GroupStore::takeFigures()
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

/// Behind the answers of appends whose events they count; at once where it `isDue`.
void GroupStore::reportFigures(bool isDue)
{
    areFiguresDue_ = appends_.isAnswerDue() && !isDue;
    if (areFiguresDue_ || !listener_ || openCall_.isUnderWay())
        return;
    const QList<ChannelFigures> channels = takeFigures();
    if (!channels.isEmpty())
        listener_->figuresChanged(channels, index_.all());
    for (const auto &call : std::exchange(afterFigures_, {}))
        call();
}

void GroupStore::noteHead(const LogHead &head)
{
    redisTime_ = head.redisTime;
    redisTimeAt_ = clock_.uptimeMilliseconds();
    noteFirst(firstOf(head));
}

/// One that is empty begins behind its end.
Position GroupStore::firstOf(const LogHead &head)
{
    return head.length > 0 ? head.first : nextPosition(head.last);
}

/// The log begins there.
void GroupStore::noteFirst(Position first)
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
        dropGone();
        return;
    }
    slices_->add([this] {
        qsizetype left = DroppedAtOnce;
        const bool hasMore = !index_.dropBelow(first_, left);
        applyTrims();
        if (!hasMore)
            dropGone();
        return hasMore;
    });
}

/// All that is gone was dropped.
void GroupStore::dropGone()
{
    isDropping_ = false;
    applyTrims();
    reportFigures();
    for (const auto &call : std::exchange(afterDropping_, {}))
        call();
    if (index_.isComplete()) {
        for (const auto &call : std::exchange(afterIndexing_, {}))
            call();
    }
}

void GroupStore::hold(bool isHeld)
{
    isHeld_ = isHeld;
    updateHold();
}

void GroupStore::updateHold()
{
    log_->hold(isHeld_ || isReadingTail_);
}

bool GroupStore::trimByAge()
{
    checkOutage();
    if (!isServing())
        return false;
    const Turn turn(TurnName);
    tail_.misses().setTime(clock_.uptimeMilliseconds());
    qsizetype budget = DroppedAtOnce;
    const bool hasMore = !index_.hideByAge(logTime(), budget);
    applyTrims();
    reportFigures(true);
    const Position below = index_.trimPoint(logTime());
    if (isJoined_ && below > first_ && below > trimmed_) {
        trimmed_ = below;
        log_->trim(below);
    }
    return hasMore;
}

void GroupStore::forgetChannel(const QByteArray &channel)
{
    if (isServing() && index_.isComplete())
        tail_.forgetChannel(channel);
}

void GroupStore::close(std::chrono::milliseconds deadline, std::function<void()> done)
{
    isClosing_ = true;
    closed_ = std::move(done);
    if (deadline <= std::chrono::milliseconds::zero()) {
        giveUp();
        return;
    }
    deadline_.start(deadline);
    closeLog();
}

/// When nothing waits any more.
void GroupStore::closeLog()
{
    if (!closed_ || !appends_.isEmpty() || openCall_.isUnderWay() || std::exchange(isLogClosing_, true))
        return;
    log_->close(std::chrono::milliseconds(deadline_.remainingTime()), [this] { giveUp(); });
}

/// Whoever still waits is answered, and it is closed.
void GroupStore::giveUp()
{
    if (!listener_)
        return;
    for (QTimer *timer : {&soon_, &opening_, &indexing_, &deadline_})
        timer->stop();
    if (openCall_.isUnderWay())
        answerOpen({{StoreState::Kind::Away, tr("The hub ends before its history was opened.")}});
    if (!std::exchange(isLogClosing_, true))
        log_->close(std::chrono::milliseconds::zero(), [] {});
    listener_ = nullptr;
    isJoined_ = false;
    appends_.giveUp({});
    answerAppends();
    for (const auto &note : std::exchange(notes_, {})) {
        if (note.second.done)
            note.second.done({});
    }
    for (const Clearing &one : std::exchange(clearings_, {}))
        one.done(false);
    for (const auto &fail : std::exchange(calls_, {}))
        fail();
    for (const Ahead &one : std::exchange(ahead_, {}))
        one.done({});
    for (auto *calls : {&afterDropping_, &afterIndexing_, &afterFigures_}) {
        for (const auto &call : std::exchange(*calls, {}))
            call();
    }
    if (closed_)
        std::exchange(closed_, {})();
}

} // namespace helio
