// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/composerrun.h"

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

ComposerRun::ComposerRun(Publisher &publisher, std::unique_ptr<PublicationSource> source, const Pace &pace,
                         QObject *parent)
    : QObject(parent)
    , publisher_(publisher)
    , source_(std::move(source))
    , pace_(pace)
{
    next_.setSingleShot(true);
    next_.setTimerType(Qt::PreciseTimer);
    connect(&next_, &QTimer::timeout, this, &ComposerRun::pump);
    connect(&publisher, &Publisher::finished, this, &ComposerRun::onReceipt);
}

ComposerRun::~ComposerRun() = default;

void ComposerRun::start()
{
    clock_.start();
    due_ = 0;
    setState(State::Running);
    pump();
}

void ComposerRun::pause()
{
    if (state_ != State::Running)
        return;
    next_.stop();
    setState(State::Paused);
}

void ComposerRun::resume()
{
    if (state_ != State::Paused)
        return;
    due_ = clock_.nsecsElapsed();
    setState(State::Running);
    pump();
}

void ComposerRun::stop()
{
    if (!isActive())
        return;
    next_.stop();
    setState(State::Stopped);
}

bool ComposerRun::isDue() const
{
    return pace_.interval == 0ns || clock_.nsecsElapsed() >= due_;
}

void ComposerRun::pump()
{
    QElapsedTimer spent;
    spent.start();
    due_ = std::max(due_, clock_.nsecsElapsed() - qint64(CatchUp.count()));
    while (state_ == State::Running && !atEnd_ && inFlight_.size() < MaximumInFlight && isDue() &&
           spent.elapsed() < SliceMs)
        publishNext();
    if (state_ == State::Running && !atEnd_ && inFlight_.size() < MaximumInFlight) {
        const qint64 wait = isDue() ? 0 : (due_ - clock_.nsecsElapsed()) / 1'000'000 + 1;
        next_.start(int(std::min<qint64>(wait, 60'000)));
    }
    Q_EMIT progressed();
    finishWhenAnswered();
}

void ComposerRun::publishNext()
{
    const PublicationSource::Next next = source_->next();
    if (next.atEnd) {
        atEnd_ = true;
        if (!next.problem.isEmpty())
            fail(next.problem);
        return;
    }
    if (!next.publication) {
        const QString problem = tr("line %1: %2").arg(next.line).arg(next.problem);
        if (pace_.badLines == BadLines::Stop) {
            fail(problem);
            return;
        }
        problem_ = problem;
        ++figures_.skipped;
        return;
    }
    due_ += qint64(pace_.interval.count());
    ++figures_.sent;
    figures_.channel = next.publication->channel;
    inFlight_.insert(publisher_.publish({*next.publication}), next.line);
}

void ComposerRun::onReceipt(const PublishReceipt &receipt)
{
    const auto found = inFlight_.constFind(receipt.ticket);
    if (found == inFlight_.cend())
        return;
    const qint64 line = *found;
    inFlight_.erase(found);
    if (receipt.error.isEmpty()) {
        ++figures_.answered;
        figures_.subscribers = receipt.subscribers;
        if (!receipt.ids.isEmpty())
            figures_.lastId = receipt.ids.constLast();
    } else if (isActive()) {
        // The line was good by the rules: the hub takes nothing now, and the next would fare no better.
        fail(line > 0 ? tr("line %1: %2").arg(line).arg(receipt.error) : receipt.error);
    }
    if (state_ == State::Running && !next_.isActive())
        pump();
    else
        Q_EMIT progressed();
    finishWhenAnswered();
}

void ComposerRun::finishWhenAnswered()
{
    if (atEnd_ && inFlight_.isEmpty() && state_ == State::Running)
        setState(State::Finished);
}

void ComposerRun::fail(const QString &problem)
{
    next_.stop();
    problem_ = problem;
    setState(State::Failed);
}

void ComposerRun::setState(State state)
{
    state_ = state;
    Q_EMIT stateChanged(state);
}

} // namespace helio
