// SPDX-License-Identifier: GPL-3.0-or-later
// What this hub gives to the log, and what the log brings.
#include "group/groupstore.h"
#include "history/selectiontext.h"
#include "hub/turns.h"
#include "store/slicedsearch.h"

#include <QElapsedTimer>

#include <numeric>

namespace helio {

namespace {

constexpr int MostGroupsUnderWay = 4;
constexpr int MostRemovalsUnderWay = 4;
constexpr size_t MostControls = 10'000; ///< that are kept

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

/// Of an event that is larger than is read.
Selection lostOf(const LogEntry &entry)
{
    if (entry.event.channel.isEmpty())
        return everyChannel();
    Selection lost;
    lost.addChannel(entry.event.channel);
    return lost;
}

} // namespace

void GroupStore::append(quint64 ticket, QList<Publication> publications, std::function<void(AppendResult)> done)
{
    append(ticket, std::move(publications), false, std::move(done));
}

void GroupStore::appendArrived(quint64 ticket, QList<Publication> publications, std::function<void(AppendResult)> done)
{
    append(ticket, std::move(publications), true, std::move(done));
}

void GroupStore::append(quint64 ticket, QList<Publication> publications, bool isArrival,
                        std::function<void(AppendResult)> done)
{
    if (!listener_ || isClosing_ || (!isJoined_ && !openCall_.isUnderWay())) {
        done({.outcome = AppendResult::Outcome::Away, .problem = state_.problem});
    } else if (!appends_.hasRoomFor(publications, isArrival)) {
        done({.outcome = AppendResult::Outcome::Busy});
    } else {
        appends_.add(ticket, std::move(publications), isArrival, std::move(done));
        if (!soon_.isActive())
            soon_.start(0); // behind what the sockets brought in this turn
    }
}

void GroupStore::handOver()
{
    const Turn turn(TurnName);
    if (!listener_ || openCall_.isUnderWay() || isReadingTail_)
        return;
    while (isJoined_ && !isToJoinAgain_ && groupsUnderWay_ < MostGroupsUnderWay && appends_.waiting() > 0) {
        const QList<LogRequest> group = appends_.take();
        ++groupsUnderWay_;
        QElapsedTimer timer;
        timer.start();
        log_->append(group, [this, group, timer, joins = joins_](const QList<LogAnswer> &answers) {
            isToJoinAgain_ = appends_.onAnswers(group, answers) && joins == joins_;
            onAnswers(group, answers, std::chrono::microseconds(timer.nsecsElapsed() / 1'000));
        });
    }
    answerAppends();
}

void GroupStore::onAnswers(const QList<LogRequest> &group, const QList<LogAnswer> &answers,
                           std::chrono::microseconds time)
{
    const Turn turn(TurnName);
    --groupsUnderWay_;
    if (!listener_)
        return;
    qsizetype events = 0;
    for (qsizetype i = 0; i < answers.size(); ++i) {
        if (answers[i].outcome == LogAnswer::Outcome::Done) {
            events += group[i].publications.size();
            if (state_.kind == StoreState::Kind::Full)
                setState(StoreState::Kind::Ok, {});
        } else if (answers[i].outcome == LogAnswer::Outcome::Full) {
            setState(StoreState::Kind::Full, answers[i].problem);
        } else if (answers[i].outcome == LogAnswer::Outcome::Cut) {
            cutUpTo_.reset(); // it is known when the log is joined again, which may be said later
        }
    }
    answerAppends();
    if (listener_ && events > 0)
        listener_->worked({group.size(), events, time, appends_.waiting(), appends_.bytes()});
    if (areFiguresDue_)
        reportFigures();
    handOver();
}

void GroupStore::answerAppends()
{
    appends_.answer(head_,
                    [this](const StoredEventPtr &event) { return tail_.hasBegun() ? tail_.find(event) : event; });
    closeLog();
}

void GroupStore::noteLoss(Selection lost)
{
    if (!listener_ || isClosing_)
        return;
    losses_.push_back(std::move(lost));
    handOver(); // what was to be appended before
    sendLosses();
}

/// Those that wait for the log to be there. Where it ends before what was read, they lift it above that, without which
/// nothing is appended.
void GroupStore::sendLosses()
{
    if (!isJoined_ || openCall_.isUnderWay() || isReadingTail_)
        return;
    for (Selection &lost : std::exchange(losses_, {}))
        sendNote(LogEntry::Kind::Loss, lost, {});
}

void GroupStore::clear(QByteArray channel, std::function<void(bool)> done)
{
    if (openCall_.delays([this, channel, done] { clear(channel, done); }))
        return;
    if (!isServing() || !isJoined_) {
        done(false);
        return;
    }
    handOver();
    Selection of;
    of.addChannel(channel);
    const auto onNoted = [this, channel, done = std::move(done)](std::optional<Position> at) {
        if (!at || !isServing()) {
            done(false);
            return;
        }
        clearings_.push_back({++lastClearing_, channel, *at, {}, done});
        if (clearings_.size() == 1)
            removeCleared();
    };
    sendNote(LogEntry::Kind::Clear, of, {.done = onNoted});
}

/// A step of it: all hubs hide it by now, and this one has it go from the log.
void GroupStore::removeCleared()
{
    if (clearings_.empty())
        return;
    if (!isServing() || !isJoined_) {
        endClearing(false);
        return;
    }
    const quint64 number = clearings_.front().number;
    if (!index_.isComplete()) {
        waitForIndex([this, number] {
            if (isClearing(number))
                removeCleared();
        });
        return;
    }
    Clearing &first = clearings_.front();
    if (first.isAllFound && first.underWay == 0) {
        endClearing(true);
        return;
    }
    if (first.isAllFound || first.isSearching || first.underWay >= MostRemovalsUnderWay)
        return;
    first.isSearching = true;
    const auto found = std::make_shared<QList<Position>>();
    const auto findNext = [this, number, found](qsizetype &budget) {
        if (!isClearing(number))
            return true;
        Clearing &one = clearings_.front();
        return index_.find(one.channel, one.upTo, one.after, *found, GroupLog::MaximumPicked, budget);
    };
    const auto removeThem = [this, number, found] {
        if (!isClearing(number))
            return;
        clearings_.front().isSearching = false;
        clearings_.front().isAllFound = found->isEmpty();
        removeFound(*found);
        removeCleared();
    };
    searchInSlices(*slices_, findNext, removeThem);
}

/// Several times at once, so that Redis need not wait for this hub. It serves others between two of them.
void GroupStore::removeFound(const QList<Position> &found)
{
    if (found.isEmpty())
        return;
    ++clearings_.front().underWay;
    const auto onRemoved = [this, number = clearings_.front().number, found](const qsizetype &count) {
        const Turn turn(TurnName);
        if (!isClearing(number))
            return;
        --clearings_.front().underWay;
        if (count <= 0) {
            endClearing(false);
            return;
        }
        removeFound(found.sliced(std::min(count, found.size())));
        removeCleared();
    };
    log_->remove(found, awaited<qsizetype>(onRemoved, 0));
}

/// Of the first one.
void GroupStore::endClearing(bool isDone)
{
    if (clearings_.empty())
        return;
    const Clearing one = std::move(clearings_.front());
    clearings_.pop_front();
    one.done(isDone);
    if (!clearings_.empty())
        removeCleared();
}

/// Its turn is over when the log brought it; what was appended behind it is answered later.
void GroupStore::sendNote(LogEntry::Kind kind, const Selection &of, Note note)
{
    note.mark = appends_.addMark();
    const auto onNoted = [this, kind, of, note](const std::optional<Position> &at) {
        if (at && *at > head_) {
            notes_.emplace(*at, note);
            return;
        }
        if (!at && kind == LogEntry::Kind::Loss)
            losses_.push_back(of); // when it is joined again
        appends_.endMark(note.mark);
        if (note.done)
            afterFigures_.push_back([done = note.done, at] { done(at); });
        answerAppends();
        reportFigures();
    };
    log_->note(kind, of, awaited<std::optional<Position>>(onNoted, {}));
}

/// Of those that were brought.
void GroupStore::endNotes()
{
    while (!notes_.empty() && notes_.begin()->first <= head_) {
        const auto [at, note] = *notes_.begin();
        notes_.erase(notes_.begin());
        appends_.endMark(note.mark);
        if (note.done)
            afterFigures_.push_back([done = note.done, place = at] { done(place); });
    }
}

void GroupStore::arrived(const QList<LogEntry> &entries)
{
    const Turn turn(TurnName);
    if (!listener_ || !tail_.hasBegun())
        return;
    if (isReadingTail_) { // it was on its way when this was begun
        early_.append(entries);
        return;
    }
    health_.noteArrived(entries, logTime());
    QList<Committed> committed;
    for (const LogEntry &entry : entries) {
        if (entry.position > head_)
            onEntry(entry, committed);
    }
    tell(committed);
    endNotes();
    if (cutUpTo_ && head_ >= *cutUpTo_)
        judgeCut();
    answerAppends();
    reportFigures();
    answerAhead();
}

void GroupStore::onEntry(const LogEntry &entry, QList<Committed> &committed)
{
    head_ = entry.position;
    if (entry.kind != LogEntry::Kind::Event) {
        index_.addOther(entry.position, bytesOf(entry));
        keepControl(entry);
    }
    switch (entry.kind) {
    case LogEntry::Kind::Event: {
        index_.addBehind(entry.position, entry.event.channel, bytesOf(entry));
        applyTrims();
        const StoredEventPtr event = tail_.add(std::make_shared<const StoredEvent>(entry.stored()));
        const bool isOurs = entry.from && entry.from->hub == options_.hub;
        committed.append({event, entry.retry, isOurs ? appends_.noteBrought(*entry.from, event) : 0});
        break;
    }
    case LogEntry::Kind::Loss:
        takeLoss(entry.position, entry.of, committed);
        break;
    case LogEntry::Kind::Clear:
        index_.clear(entry.of, entry.position);
        applyTrims();
        break;
    case LogEntry::Kind::Unreadable:
        if (entry.isOversize)
            takeLoss(entry.position, lostOf(entry), committed);
        if (entry.isAhead)
            addNotice(
                tr("the log in Redis has an entry whose id is ahead of Redis' clock, written by another program; it "
                   "is left out, but all ids follow it"));
        else
            addNotice(
                tr("the log in Redis has entries that are no events, written by another program; they are left out"));
        break;
    }
}

/// What is too large to be kept is put back as what it was to readers: a loss.
void GroupStore::keepControl(const LogEntry &entry)
{
    LogEntry kept = {
        .position = entry.position, .kind = entry.kind, .of = entry.of, .from = LogEntry::From{options_.hub}};
    if (entry.kind == LogEntry::Kind::Unreadable && entry.isOversize) {
        kept.kind = LogEntry::Kind::Loss;
        kept.of = lostOf(entry);
    }
    controls_[entry.position] = kept;
    controls_.erase(controls_.begin(), controls_.upper_bound(tail_.start()));
    if (controls_.size() > MostControls)
        controls_.erase(controls_.begin());
}

void GroupStore::takeLoss(Position at, const Selection &lost, QList<Committed> &committed)
{
    tell(committed);
    tail_.misses().noteLoss(at, lost);
    if (listener_)
        listener_->lost(at, lost);
}

void GroupStore::tell(QList<Committed> &committed)
{
    if (!committed.isEmpty() && listener_)
        listener_->committed(std::exchange(committed, {}));
}

} // namespace helio
