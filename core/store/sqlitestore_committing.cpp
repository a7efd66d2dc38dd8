// SPDX-License-Identifier: GPL-3.0-or-later
// What is written, and when: groups, upkeep, checkpoints; one after the other.
#include "hub/turns.h"
#include "store/sqlitestore.h"

#include <numeric>
#include <unordered_map>

namespace helio {

using namespace std::chrono_literals;

namespace {

constexpr qint64 DueLog = qint64(4) << 20;    ///< a log of so many bytes is put into the file
constexpr qint64 LargeLog = qint64(16) << 20; ///< for one of so many, nobody reads meanwhile

/// Those who were just answered are waited for: else most of them would wait for a whole commit of those few who were
/// faster. For half of a commit, or a millisecond if that is more; where so many came, what a commit itself costs no
/// longer matters.
constexpr qsizetype EnoughAppends = 64;

} // namespace

/// At the end of this turn of the event loop, behind what the sockets brought.
void SqliteStore::scheduleSoon()
{
    if (!isWriterBusy_ && !soon_.isActive())
        soon_.start(0);
}

/// The next thing for the writer, if it has nothing to do.
void SqliteStore::schedule()
{
    if (isWriterBusy_ || !listener_)
        return;
    if (mend_ == Mend::Salvage && mendIn_ == 0) {
        openFile(true);
        return;
    }
    if (!isFileOpen_) {
        if (closed_)
            giveUp();
        return;
    }
    if (isCheckpointDue_) {
        holdsReads_ = figures_.logBytes >= LargeLog;
        if (!holdsReads_ || readsUnderWay_ == 0) {
            makeCheckpoint();
            return;
        }
    }
    if (isUpkeepDue_ && !wasUpkeep_) { // before more is written, once
        makeUpkeep();
        return;
    }
    const bool mayNoteLosses = !queue_.isEmpty() && state_.kind == StoreState::Kind::Ok;
    if (queue_.isAwaited() || mayNoteLosses)
        waitsForMore() ? waiting_.start(std::chrono::ceil<std::chrono::milliseconds>(
                             std::chrono::nanoseconds(expectedUntil_.remainingTimeNSecs())))
                       : handOver();
    else if (isProbeDue_)
        probe();
    else if (closed_)
        closeFile();
    else if (isUpkeepDue_ || hasMoreUpkeep_)
        makeUpkeep();
}

bool SqliteStore::waitsForMore() const
{
    return queue_.appends() < expectedAppends_ && !expectedUntil_.hasExpired() && !isClosing_;
}

void SqliteStore::handOver()
{
    isWriterBusy_ = true;
    wasQuiet_ = wasUpkeep_ = false;
    expectedAppends_ = 0;
    underWay_ = queue_.take();
    QElapsedTimer timer;
    timer.start();
    // The writer reads the group, and nobody changes it meanwhile.
    const auto commit = [this, group = underWay_, now = now()] {
        HistoryCommit done = writer_.file().commit(group->group, now);
        return std::pair(std::move(done), writer_.file().isOpen());
    };
    writing_.run(commit, [this, group = underWay_, timer](const std::pair<HistoryCommit, bool> &done) {
        onCommitted(group, done.first, done.second, std::chrono::microseconds(timer.nsecsElapsed() / 1000));
    });
}

void SqliteStore::onCommitted(const std::shared_ptr<WaitingGroup> &group, const HistoryCommit &commit, bool isOpen,
                              std::chrono::microseconds time)
{
    const Turn turn(TurnName);
    if (!listener_)
        return;
    isWriterBusy_ = false;
    underWay_.reset();
    if (commit.fault) {
        refuse(*group, commit);
        onFault(commit.fault, isOpen);
    } else {
        noteLog(commit.all.logBytes);
        hasMoreUpkeep_ = hasMoreUpkeep_ || commit.hasMore;
        expectedAppends_ = std::min(group->appends + queue_.appends(), EnoughAppends);
        expectedUntil_.setPreciseRemainingTime(
            0, std::min<std::chrono::nanoseconds>(time / 2, options_.longestWait).count());
        const qsizetype waiting = queue_.appends();
        const qint64 waitingBytes = queue_.bytes();
        if (isFileOpen_ && !closed_)
            schedule(); // the disk first: what follows takes the hub's time
        if (commit.isWritten)
            setWorking();
        applyTrims(commit);
        answer(*group, commit);
        if (commit.isWritten && group->appends > 0 && listener_) {
            const qsizetype events = std::accumulate(
                commit.items.cbegin(), commit.items.cend(), qsizetype(0),
                [](qsizetype sum, const HistoryCommit::Item &item) { return sum + item.append.entries.size(); });
            listener_->worked({group->appends, events, time, waiting, waitingBytes});
        }
    }
    finishWriting();
}

/// What the writer answered is handled.
void SqliteStore::finishWriting()
{
    for (const auto &call : std::exchange(afterWriting_, {}))
        call();
    schedule();
}

/// Answers come in the order of the calls, each behind what it committed; losses stand between them.
void SqliteStore::answer(WaitingGroup &group, const HistoryCommit &commit)
{
    QList<Committed> committed;
    std::vector<std::pair<std::function<void(AppendResult)>, AppendResult>> answers;
    const auto tell = [&] {
        if (!committed.isEmpty() && listener_) {
            head_ = committed.constLast().event->position;
            listener_->committed(std::exchange(committed, {}));
        }
        for (auto &[done, result] : std::exchange(answers, {}))
            done(std::move(result));
    };
    for (qsizetype i = 0; i < group.group.items.size(); ++i) {
        const HistoryCommit::Item &item = commit.items[i];
        if (const auto *append = std::get_if<HistoryGroup::Append>(&group.group.items[i])) {
            AppendResult result = item.append;
            result.entries = keep(append->publications, result.entries, group.items[size_t(i)].ticket, committed);
            answers.emplace_back(std::move(group.items[size_t(i)].appended), std::move(result));
        } else if (const auto *loss = std::get_if<HistoryGroup::Loss>(&group.group.items[i])) {
            tell();
            if (!listener_)
                continue;
            head_ = item.lossAt;
            tail_.misses().noteLoss(item.lossAt, loss->lost);
            listener_->lost(item.lossAt, loss->lost);
        }
    }
    tell();
    reportFigures(commit.channels, commit.all);
    for (const WaitingItem &item : group.items) {
        if (item.cleared)
            item.cleared(true);
    }
}

/// Takes what came into memory. Answers the entries with the events as they are held there.
QList<AppendResult::Entry> SqliteStore::keep(const QList<Publication> &publications,
                                             const QList<AppendResult::Entry> &entries, quint64 ticket,
                                             QList<Committed> &committed)
{
    QList<AppendResult::Entry> kept;
    kept.reserve(entries.size());
    std::unordered_map<const StoredEvent *, StoredEventPtr> ofThisAppend;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const StoredEventPtr &event = entries[i].event;
        if (entries[i].repeated) {
            const auto made = ofThisAppend.find(event.get());
            kept.append({made != ofThisAppend.end() ? made->second : tail_.find(event), true});
            continue;
        }
        kept.append({tail_.add(event), false});
        if (kept.constLast().event != event)
            lastKept_ = kept.constLast().event;
        if (entries.size() > 1 && !event->ownId.isEmpty())
            ofThisAppend.emplace(event.get(), kept.constLast().event);
        committed.append({kept.constLast().event, publications[i].retry, ticket});
    }
    return kept;
}

/// Of a group that was not written.
void SqliteStore::refuse(WaitingGroup &group, const HistoryCommit &commit)
{
    queue_.putLossesBack(group);
    for (size_t i = 0; i < group.items.size(); ++i) {
        if (const auto &done = group.items[i].appended)
            done(commit.items[qsizetype(i)].append);
        if (const auto &done = group.items[i].cleared)
            done(false);
    }
}

void SqliteStore::refuseAll(WaitingGroup &group, const AppendResult &result)
{
    for (const WaitingItem &item : group.items) {
        if (item.appended)
            item.appended(result);
        if (item.cleared)
            item.cleared(false);
    }
}

void SqliteStore::applyTrims(const HistoryChanges &changes)
{
    for (const HistoryChanges::Trim &trim : changes.trims)
        tail_.noteTrim(trim.channel, trim.upTo, trim.isCleared ? Misses::Cause::Wish : Misses::Cause::Bounds);
    for (const HistoryChanges::RemovedId &removed : changes.removedIds)
        tail_.misses().noteTrimmedId(removed.id, removed.position);
}

void SqliteStore::reportFigures(const QList<ChannelFigures> &channels, const HistoryFileFigures &all)
{
    figures_ = all;
    const StoreFigures figures = storeFigures(all);
    tail_.setFigures(channels, figures);
    if (listener_)
        listener_->figuresChanged(channels, figures);
}

StoreFigures SqliteStore::storeFigures(const HistoryFileFigures &all)
{
    return {all.events, all.bytes, all.oldest, DiskFigures{all.usedBytes, all.fileBytes, all.logBytes}};
}

void SqliteStore::makeUpkeep()
{
    isWriterBusy_ = true;
    isUpkeepDue_ = hasMoreUpkeep_ = false;
    wasUpkeep_ = true;
    const auto upkeep = [this, now = now()] {
        HistoryChanges done = writer_.file().upkeep(now);
        return std::pair(std::move(done), writer_.file().isOpen());
    };
    writing_.run(upkeep, [this](const std::pair<HistoryChanges, bool> &done) {
        const Turn turn(TurnName);
        if (!listener_)
            return;
        const auto &[changes, isOpen] = done;
        isWriterBusy_ = false;
        if (changes.fault) {
            onFault(changes.fault, isOpen);
        } else {
            hasMoreUpkeep_ = changes.hasMore;
            noteLog(changes.all.logBytes);
            applyTrims(changes);
            reportFigures(changes.channels, changes.all);
        }
        finishWriting();
    });
}

/// Puts the log into the file. Where somebody reads, as much as can be.
void SqliteStore::makeCheckpoint()
{
    isWriterBusy_ = true;
    isCheckpointDue_ = false;
    const auto checkpoint = [this] {
        const FileFault fault = writer_.file().checkpoint(HistoryFile::LogRoom::Kept);
        return std::pair(fault, writer_.file().logBytes());
    };
    writing_.run(checkpoint, [this](const std::pair<FileFault, qint64> &done) {
        if (!listener_)
            return;
        isWriterBusy_ = false;
        const auto &[fault, logBytes] = done;
        // Where there is no room for it, the log holds all, and what is written next finds that out.
        if (fault && fault.kind != FileFault::Kind::Busy && fault.kind != FileFault::Kind::Full)
            onFault(fault, true);
        figures_.logBytes = logBytes;
        reportFigures({}, figures_);
        releaseReads();
        schedule();
    });
}

void SqliteStore::noteLog(qint64 bytes)
{
    figures_.logBytes = bytes;
    isCheckpointDue_ = isCheckpointDue_ || bytes >= DueLog;
}

} // namespace helio
