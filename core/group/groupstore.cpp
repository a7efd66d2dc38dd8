// SPDX-License-Identifier: GPL-3.0-or-later
// Its beginning and its end, and what it says of itself.
#include "group/groupstore.h"

#include "history/selectiontext.h"
#include "hub/slices.h"
#include "hub/turns.h"

namespace helio {

GroupStore::GroupStore(const HistoryLimits &limits, const Clock &clock, std::unique_ptr<GroupLog> log,
                       LogOptions options)
    : options_(std::move(options))
    , clock_(clock)
    , slices_(std::make_unique<Slices>("searching history"))
    , calls_(TurnName)
    , known_(limits, clock, *slices_, [this] { reportFigures(); })
    , notes_(*log, known_, calls_, appends_,
             [this] {
                 answerAppends();
                 reportFigures();
             })
    , restoring_(*log, known_, calls_, clock, options_.hub)
    , clearings_(*log, known_, calls_, *slices_, [this] { return isServing(); })
    , opening_(*log, known_, restoring_, calls_, limits.memoryBytes,
               {.answered = [this] { waitOn(); },
                .indexed = [this] { reportFigures(); },
                .tailRead = [this] { onTailRead(); }})
    , reads_(*log, known_, calls_, *slices_, clock, limits.memoryBytes,
             {.isServing = [this] { return isServing(); }, .problem = [this] { return state_.problem; }})
    , health_(options_.stream, clock.uptimeMilliseconds())
    , log_(std::move(log))
{
    for (QTimer *timer : {&soon_, &patience_, &deadline_})
        timer->setSingleShot(true);
    QObject::connect(&soon_, &QTimer::timeout, &soon_, [this] { handOver(); });
    QObject::connect(&patience_, &QTimer::timeout, &patience_, [this] { endPatience(); });
    QObject::connect(&deadline_, &QTimer::timeout, &deadline_, [this] { giveUp(); });
}

GroupStore::~GroupStore() = default;

void GroupStore::open(StoreListener &listener, std::function<void(OpenResult)> done)
{
    listener_ = &listener;
    openCall_.begin(std::move(done));
    patience_.start(OpeningPatience);
    log_->open(*this, options_);
}

void GroupStore::answerOpen(OpenResult result)
{
    if (!openCall_.isUnderWay())
        return;
    patience_.stop();
    state_ = result.state;
    openCall_.answer(std::move(result));
}

/// A log that answers is waited for: what is not read in now, this hub could not put back.
void GroupStore::waitOn()
{
    if (openCall_.isUnderWay())
        patience_.start(OpeningPatience);
}

void GroupStore::endPatience()
{
    if (opening_.isReadingTail())
        opening_.giveUpTail();
    else
        answerOpen(
            {{StoreState::Kind::Away, state_.problem.isEmpty() ? tr("Redis does not answer.") : state_.problem}});
}

/// Or given up.
void GroupStore::onTailRead()
{
    updateHold();
    tellOpened();
    if (const auto entries = std::exchange(early_, {}); !entries.isEmpty())
        arrived(entries);
    sendLosses();
    opening_.readOn();
    handOver();
}

void GroupStore::tellOpened()
{
    const QList<ChannelFigures> channels = known_.takeFigures();
    if (openCall_.isUnderWay()) {
        const StoreState away = {StoreState::Kind::Away, state_.problem};
        StoreState state = known_.isJoined() ? logState_ : away;
        state.notice = state_.notice;
        answerOpen({state, known_.head(), channels, known_.all()});
        return;
    }
    if (known_.head() > Position())
        listener_->lost(known_.head(), everyChannel()); // since the hub began
    if (known_.isJoined())
        setState(logState_.kind, logState_.problem);
    listener_->figuresChanged(channels, known_.all());
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

/// Behind the answers of appends whose events they count; at once where it `isDue`.
void GroupStore::reportFigures(bool isDue)
{
    known_.setFiguresDue(appends_.isAnswerDue() && !isDue);
    if (known_.areFiguresDue() || !listener_ || openCall_.isUnderWay())
        return;
    const QList<ChannelFigures> channels = known_.takeFigures();
    if (!channels.isEmpty())
        listener_->figuresChanged(channels, known_.all());
    notes_.answer();
}

void GroupStore::read(ReadRequest request, std::function<void(ReadResult)> done)
{
    if (!openCall_.delays([this, request, done] { read(request, done); }))
        reads_.read(std::move(request), std::move(done));
}

void GroupStore::locate(Selection selection, Start start, std::function<void(LocateResult)> done)
{
    if (!openCall_.delays([this, selection, start, done] { locate(selection, start, done); }))
        reads_.locate(selection, start, done);
}

void GroupStore::find(QByteArray id, std::function<void(FindResult)> done)
{
    if (!openCall_.delays([this, id, done] { find(id, done); }))
        reads_.find(id, done);
}

void GroupStore::findOwn(QByteArray channel, QByteArray ownId, std::function<void(FindResult)> done)
{
    if (!openCall_.delays([this, channel, ownId, done] { findOwn(channel, ownId, done); }))
        reads_.findOwn(channel, ownId, done);
}

void GroupStore::hold(bool isHeld)
{
    isHeld_ = isHeld;
    updateHold();
}

void GroupStore::updateHold()
{
    log_->hold(isHeld_ || opening_.isReadingTail());
}

bool GroupStore::trimByAge()
{
    if (listener_ && outage_.takeLasted(OutagePatience.count(), clock_.uptimeMilliseconds()))
        giveUpOutage();
    if (!isServing())
        return false;
    const Turn turn(TurnName);
    const bool hasMore = known_.hideByAge();
    reportFigures(true);
    if (known_.isJoined()) {
        if (const auto below = known_.takeTrim())
            log_->trim(*below);
    }
    return hasMore;
}

void GroupStore::forgetChannel(const QByteArray &channel)
{
    if (isServing() && known_.index().isComplete())
        known_.tail().forgetChannel(channel);
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
    for (QTimer *timer : {&soon_, &patience_, &deadline_})
        timer->stop();
    opening_.stop();
    answerOpen({{StoreState::Kind::Away, tr("The hub ends before its history was opened.")}});
    if (!std::exchange(isLogClosing_, true))
        log_->close(std::chrono::milliseconds::zero(), [] {});
    listener_ = nullptr;
    known_.setJoined(false);
    appends_.giveUp({});
    answerAppends();
    notes_.giveUp();
    clearings_.giveUp();
    calls_.fail();
    reads_.ahead().giveUp();
    known_.giveUp();
    notes_.answer();
    if (closed_)
        std::exchange(closed_, {})();
}

} // namespace helio
