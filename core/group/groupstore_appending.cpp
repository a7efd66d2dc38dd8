// SPDX-License-Identifier: GPL-3.0-or-later
// What this hub gives to the log, and what the log brings.
#include "group/groupstore.h"
#include "hub/turns.h"

#include <QElapsedTimer>

namespace helio {

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
    if (!listener_ || isClosing_ || (!known_.isJoined() && !openCall_.isUnderWay())) {
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
    if (!listener_ || openCall_.isUnderWay() || opening_.isReadingTail())
        return;
    while (known_.isJoined() && !isToJoinAgain_ && appends_.isToBeTaken()) {
        const QList<LogRequest> group = appends_.take();
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
            outage_.postpone(); // it is known when the log is joined again, which may be said later
        }
    }
    answerAppends();
    if (listener_ && events > 0)
        listener_->worked({group.size(), events, time, appends_.waiting(), appends_.bytes()});
    if (known_.areFiguresDue())
        reportFigures();
    handOver();
}

void GroupStore::answerAppends()
{
    const auto asHeld = [this](const StoredEventPtr &event) {
        return known_.hasBegun() ? known_.tail().find(event) : event;
    };
    appends_.answer(known_.head(), asHeld);
    closeLog();
}

void GroupStore::noteLoss(Selection lost)
{
    if (!listener_ || isClosing_)
        return;
    notes_.addLoss(std::move(lost));
    handOver(); // what was to be appended before
    sendLosses();
}

/// Those that wait for the log to be there.
void GroupStore::sendLosses()
{
    if (known_.isJoined() && !openCall_.isUnderWay() && !opening_.isReadingTail())
        notes_.sendLosses();
}

void GroupStore::clear(QByteArray channel, std::function<void(bool)> done)
{
    if (openCall_.delays([this, channel, done] { clear(channel, done); }))
        return;
    if (!isServing() || !known_.isJoined()) {
        done(false);
        return;
    }
    handOver();
    const auto onNoted = [this, channel, done = std::move(done)](std::optional<Position> at) {
        if (at && isServing())
            clearings_.add(channel, *at, done);
        else
            done(false);
    };
    notes_.sendClearing(channel, onNoted);
}

void GroupStore::arrived(const QList<LogEntry> &entries)
{
    const Turn turn(TurnName);
    if (!listener_ || !known_.hasBegun())
        return;
    if (opening_.isReadingTail()) { // it was on its way when this was begun
        early_.append(entries);
        return;
    }
    health_.noteArrived(entries, known_.redisTime());
    QList<Committed> committed;
    for (const LogEntry &entry : entries) {
        if (entry.position > known_.head())
            onEntry(entry, committed);
    }
    tell(committed);
    notes_.noteBrought();
    if (outage_.isDue(known_.head()))
        judgeCut();
    answerAppends();
    reportFigures();
    reads_.ahead().noteBrought(known_.head());
}

void GroupStore::onEntry(const LogEntry &entry, QList<Committed> &committed)
{
    const StoredEventPtr event = known_.add(entry);
    if (event) {
        const bool isOurs = entry.from && entry.from->hub == options_.hub;
        committed.append({event, entry.retry, isOurs ? appends_.noteBrought(*entry.from, event) : 0});
        return;
    }
    restoring_.keep(entry);
    if (entry.kind == LogEntry::Kind::Loss || entry.isOversize)
        takeLoss(entry.position, entry.lost(), committed);
    if (entry.kind == LogEntry::Kind::Unreadable)
        noteUnreadable(entry);
}

void GroupStore::noteUnreadable(const LogEntry &entry)
{
    if (entry.isAhead)
        addNotice(tr("the log in Redis has an entry whose id is ahead of Redis' clock, written by another program; it "
                     "is left out, but all ids follow it"));
    else
        addNotice(tr("the log in Redis has entries that are no events, written by another program; they are left out"));
}

void GroupStore::takeLoss(Position at, const Selection &lost, QList<Committed> &committed)
{
    tell(committed);
    known_.tail().misses().noteLoss(at, lost);
    if (listener_)
        listener_->lost(at, lost);
}

void GroupStore::tell(QList<Committed> &committed)
{
    if (!committed.isEmpty() && listener_)
        listener_->committed(std::exchange(committed, {}));
}

} // namespace helio
