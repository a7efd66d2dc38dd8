// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/bridgetaking.h"

#include <QCoreApplication>

namespace helio {

BridgeTaking::BridgeTaking(Log log, Told told)
    : log_(std::move(log))
    , told_(std::move(told))
{}

void BridgeTaking::begin(bool isLate)
{
    isLossDue_ = isLossDue_ || isLate;
    noteLoss();
}

void BridgeTaking::end()
{
    ++term_;
    isLossDue_ = isLossDue_ || isLossUnderWay_;
    isLossUnderWay_ = false;
    for (const Group &group : std::exchange(held_, {}))
        waitingBytes_ -= group.bytes;
}

void BridgeTaking::take(const QList<LogRequest> &group, qsizetype bytes)
{
    // A loss behind what is held ends with that: there it is told.
    if (waitingBytes_ > MostWaitingBytes || (isLossUnderWay_ && isLossDue_)) {
        drop(group.size(),
             QCoreApplication::translate("helio::BridgeTaking", "more is said there than Redis takes in time"));
        return;
    }
    waitingBytes_ += bytes;
    if (!isLossDue_ && !isLossUnderWay_) {
        append({group, bytes});
        return;
    }
    held_.push_back({group, bytes});
    noteLoss();
}

void BridgeTaking::noteLoss()
{
    if (!isLossDue_ || isLossUnderWay_)
        return;
    isLossUnderWay_ = true;
    isLossDue_ = false;
    log_.noteLoss([this, term = term_](std::optional<Position> at) {
        if (at)
            told_.loss();
        if (term == term_)
            onLossAnswered(at.has_value());
    });
}

void BridgeTaking::onLossAnswered(bool isTold)
{
    isLossUnderWay_ = false;
    const std::deque<Group> held = std::exchange(held_, {});
    if (!isTold)
        isLossDue_ = true; // Redis takes nothing, or it is another's to say
    for (const Group &group : held) {
        if (isTold) {
            append(group);
        } else {
            waitingBytes_ -= group.bytes;
            drop(group.requests.size(),
                 QCoreApplication::translate("helio::BridgeTaking", "Redis refused to note the loss before it"));
        }
    }
    if (isTold)
        noteLoss(); // of what came behind them
}

void BridgeTaking::append(const Group &group)
{
    log_.append(group.requests, [this, bytes = group.bytes](const QList<LogAnswer> &answers) {
        waitingBytes_ -= bytes;
        onAnswers(answers);
    });
}

void BridgeTaking::onAnswers(const QList<LogAnswer> &answers)
{
    for (const LogAnswer &answer : answers) {
        switch (answer.outcome) {
        case LogAnswer::Outcome::Done:
        case LogAnswer::Outcome::Unknown:
            if (!answer.entries.value(0).isRepeated)
                told_.taken();
            break;
        case LogAnswer::Outcome::Full:
        case LogAnswer::Outcome::Refused:
        case LogAnswer::Outcome::TooMany:
        case LogAnswer::Outcome::Conflict:
            drop(1, answer.problem);
            break;
        case LogAnswer::Outcome::NotYet:
        case LogAnswer::Outcome::Cut:
            break; // the next term begins with a loss
        }
    }
}

void BridgeTaking::drop(qsizetype count, const QString &why)
{
    isLossDue_ = true;
    told_.dropped(count, why);
}

} // namespace helio
