// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong with the file, and how it works again.
#include "history/selectiontext.h"
#include "store/sqlitestore.h"

#include <QDir>

namespace helio {

bool SqliteStore::trimByAge()
{
    if (!listener_)
        return false;
    if (tail_.hasBegun())
        tail_.misses().setTime(clock_.uptimeMilliseconds());
    if (isClosing_)
        return false;
    isUpkeepDue_ = isFileOpen_;
    isProbeDue_ = isFileOpen_ && state_.kind != StoreState::Kind::Ok;
    isCheckpointDue_ = isCheckpointDue_ || (wasQuiet_ && figures_.logBytes > 0);
    wasQuiet_ = true;
    mend();
    schedule();
    return false;
}

void SqliteStore::onFault(const FileFault &fault, bool isOpen)
{
    using Kind = FileFault::Kind;
    isFileOpen_ = isFileOpen_ && isOpen;
    mendIn_ = 1;
    switch (fault.kind) {
    case Kind::None:
    case Kind::Interrupted:
        return;
    case Kind::Corrupt:
        isFileOpen_ = false;
        mend_ = Mend::Salvage;
        mendIn_ = 0;
        break;
    case Kind::Gone:
        mend_ = Mend::AwaitIt;
        break;
    case Kind::Foreign:
    case Kind::Newer:
    case Kind::Taken:
        break;
    case Kind::Full:
    case Kind::ReadOnly:
    case Kind::Busy:
    case Kind::Io:
    case Kind::Unreachable:
        mend_ = isFileOpen_ ? Mend::Nothing : Mend::Reopen;
        break;
    }
    const bool isBroken = mend_ == Mend::AwaitIt || (mend_ == Mend::Nothing && !isFileOpen_);
    setState(fault.kind == Kind::Full ? StoreState::Kind::Full
             : isBroken               ? StoreState::Kind::Broken
                                      : StoreState::Kind::Away,
             QStringLiteral("%1: %2").arg(QDir::toNativeSeparators(options_.path), fault.problem));
    if (!isFileOpen_ && !openCall_.isUnderWay())
        refuseWaiting();
}

/// Whoever waits for a file that is not open; losses wait on.
void SqliteStore::refuseWaiting()
{
    const auto group = queue_.takeAll();
    queue_.putLossesBack(*group);
    refuseAll(*group, {.outcome = AppendResult::Outcome::Away, .problem = state_.problem});
    releaseReads();
}

void SqliteStore::onReaderFault(const FileFault &fault)
{
    if (!listener_ || !isFileOpen_)
        return;
    // All else is of that moment, or the writer finds it out, too.
    if (fault.kind == FileFault::Kind::Corrupt)
        onFault(fault, false);
    schedule();
}

void SqliteStore::setState(StoreState::Kind kind, const QString &problem)
{
    if (state_.kind == kind && state_.problem == problem)
        return;
    state_.kind = kind;
    state_.problem = problem;
    if (listener_ && !openCall_.isUnderWay())
        listener_->stateChanged(state_);
}

/// For people; true when it is news. It is to be reported then.
bool SqliteStore::addNotice(const QString &notice)
{
    if (notice.isEmpty() || state_.notice.contains(notice))
        return false;
    state_.notice += (state_.notice.isEmpty() ? QString() : QStringLiteral("; ")) + notice;
    return true;
}

void SqliteStore::noteDamage(const QList<HistoryReader::DamagedPlace> &places)
{
    if (places.isEmpty() || !tail_.hasBegun())
        return;
    for (const HistoryReader::DamagedPlace &place : places) {
        Selection lost = everyChannel();
        if (!place.channel.isEmpty()) {
            lost = {};
            lost.addChannel(place.channel);
        }
        tail_.misses().noteLoss(place.position, lost);
    }
    if (addNotice(tr("the file of history holds events that are damaged; readers are told of gaps "
                     "there, and `helio history check` names them")) &&
        listener_ && !openCall_.isUnderWay())
        listener_->stateChanged(state_);
}

/// Whether writing works again.
void SqliteStore::probe()
{
    isWriterBusy_ = true;
    isProbeDue_ = wasUpkeep_ = false;
    const auto tryIt = [this] {
        const FileFault fault = writer_.probe();
        return std::pair(fault, writer_.file().isOpen());
    };
    writing_.run(tryIt, [this](const std::pair<FileFault, bool> &done) {
        isWriterBusy_ = false;
        if (!listener_)
            return;
        if (done.first)
            onFault(done.first, done.second);
        else
            setWorking();
        finishWriting();
    });
}

void SqliteStore::setWorking()
{
    if (mend_ == Mend::Nothing)
        setState(StoreState::Kind::Ok, {});
}

/// Once a second.
void SqliteStore::mend()
{
    if (mend_ == Mend::Nothing || isWriterBusy_ || (mendIn_ > 0 && --mendIn_ > 0))
        return;
    if (mend_ == Mend::Reopen) {
        openFile(false);
    } else if (mend_ == Mend::AwaitIt) {
        isWriterBusy_ = true;
        writing_.run([this] { return writer_.isBack(); },
                     [this](bool isBack) {
                         isWriterBusy_ = false;
                         if (!listener_)
                             return;
                         if (isBack)
                             openFile(false);
                         else
                             finishWriting();
                     });
    }
}

/// A file that was away may have come back without its end.
void SqliteStore::noteLostEnd(const HistoryReader::Piece &end)
{
    const Position last = end.events.isEmpty() ? Position() : end.events.constLast()->position;
    if (lastKept_ && last < lastKept_->position && !tail_.isTrimmed(*lastKept_))
        queue_.addLoss(everyChannel());
}

} // namespace helio
