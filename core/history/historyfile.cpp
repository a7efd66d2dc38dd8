// SPDX-License-Identifier: GPL-3.0-or-later
// How a group is written, and what is done when it cannot be.
#include "history/historystatements.h"
#include "history/packedposition.h"
#include "history/rowcrc.h"
#include "history/schema.h"
#include "history/selectiontext.h"
#include "hub/ownids.h"

#include <algorithm>

#include <sqlite3.h>

namespace helio {

namespace {

/// What a commit may look at and delete beside twice of what it adds.
constexpr qint64 RowsBeside = 64;

AppendResult::Outcome outcomeOf(const FileFault &fault, bool isUnknown)
{
    if (isUnknown)
        return AppendResult::Outcome::Unknown;
    return fault.kind == FileFault::Kind::Full ? AppendResult::Outcome::Full : AppendResult::Outcome::Away;
}

} // namespace

HistoryCommit HistoryFile::commit(const HistoryGroup &group, HistoryNow now)
{
    HistoryCommit commit;
    commit.items.resize(group.items.size());
    isUnknown_ = false;
    if (!isUsable_)
        commit.fault = FileFault::of(FileFault::Kind::Gone);
    else if (const FileFault gone = inspect())
        giveUp(commit, gone);
    else if (!write(group, now, commit))
        giveUp(commit, database_.fault());
    if (!commit.fault)
        return commit;
    const AppendResult none{.outcome = outcomeOf(commit.fault, isUnknown_), .problem = commit.fault.problem};
    for (HistoryCommit::Item &item : commit.items)
        item = {.append = none};
    return commit;
}

bool HistoryFile::write(const HistoryGroup &group, HistoryNow now, HistoryCommit &commit)
{
    database_.clearFault();
    marksBefore_ = marks_;
    channels_.makeTrimsDue();
    qint64 added = 0;
    for (qsizetype i = 0; i < group.items.size(); ++i) {
        HistoryCommit::Item &item = commit.items[i];
        if (!std::visit([&](const auto &one) { return write(one, now, item); }, group.items[i]))
            return false;
        added += item.append.entries.size();
    }
    qint64 budget = 2 * added + RowsAtOnce;
    if (isWriting_ && (!keepWithinBounds(channels_.touched(), budget) || !deleteDue(2 * added + RowsBeside, commit)))
        return false;
    if (!end(commit))
        return false;
    commit.hasMore = budget <= 0 || channels_.pendingBytes() > 0;
    return true;
}

FileFault HistoryFile::tryWriting()
{
    HistoryChanges changes;
    isUnknown_ = false;
    database_.clearFault();
    marksBefore_ = marks_;
    if (!isUsable_)
        changes.fault = FileFault::of(FileFault::Kind::Gone);
    else if (const FileFault gone = inspect())
        giveUp(changes, gone);
    else if (!begin() || !setMetaValue(database_, "head", packed(head_)) || !end(changes))
        giveUp(changes, database_.fault());
    return changes.fault;
}

bool HistoryFile::begin()
{
    isWriting_ = isWriting_ || statements_->begin.run();
    return isWriting_;
}

bool HistoryFile::write(const HistoryGroup::Append &append, HistoryNow now, HistoryCommit::Item &item)
{
    const QList<Publication> &publications = append.publications;
    QList<StoredEventPtr> known(publications.size());
    for (qsizetype i = 0; i < publications.size(); ++i) {
        const ChannelRow *channel = publications[i].id.isEmpty() ? nullptr : channels_.find(publications[i].channel);
        if (channel)
            known[i] = statements_->ownIds.find(*channel, publications[i].id);
    }
    if (database_.fault())
        return false;
    if (!append.isArrival) {
        item.append.conflict = firstConflict(publications, [&](const Publication &one) {
            const StoredEventPtr &event = known[&one - publications.constData()];
            return event ? &event->event : nullptr;
        });
        if (item.append.conflict >= 0) {
            item.append.outcome = AppendResult::Outcome::Conflict;
            return true;
        }
    }
    QHash<OwnIdKey, StoredEventPtr> inThisList; // also of those that are not kept
    for (qsizetype i = 0; i < publications.size(); ++i) {
        const Publication &publication = publications[i];
        const bool hasId = !publication.id.isEmpty();
        StoredEventPtr same = known[i];
        if (!same && hasId && publications.size() > 1)
            same = inThisList.value(ownIdKey(publication));
        if (same && !append.isArrival) {
            item.append.entries.append({std::move(same), true});
            continue;
        }
        const StoredEventPtr event = add(publication, hasId && !same, now);
        if (!event)
            return false;
        if (!event->ownId.isEmpty())
            inThisList.insert(ownIdKey(publication), event);
        item.append.entries.append({event, false});
    }
    return true;
}

bool HistoryFile::write(const HistoryGroup::Loss &loss, HistoryNow now, HistoryCommit::Item &item)
{
    if (!begin())
        return false;
    head_ = positionBehind(head_, now.wall);
    const QByteArray selection = textOf(loss.lost);
    const qint64 position = packed(head_);
    item.lossAt = head_;
    return statements_->addLoss.bind(1, position).bind(2, selection).bind(3, crcOfLoss(position, selection)).run() &&
           (++marks_.losses <= MaximumLosses || joinOldestLosses());
}

/// The oldest is told where the one after it is: later than it should be, but told.
bool HistoryFile::joinOldestLosses()
{
    Statement &oldest = statements_->oldestLosses;
    if (!oldest.next())
        return false;
    const qint64 first = oldest.integer(0);
    const Selection lost = selectionOrEveryChannel(oldest.textView(1));
    if (!oldest.next())
        return false;
    const qint64 second = oldest.integer(0);
    const QByteArray selection = textOf(joinedLosses(lost, selectionOrEveryChannel(oldest.textView(1))));
    oldest.reset();
    --marks_.losses;
    return statements_->removeLoss.bind(1, first).run() && statements_->removeLoss.bind(1, second).run() &&
           statements_->addLoss.bind(1, second).bind(2, selection).bind(3, crcOfLoss(second, selection)).run();
}

bool HistoryFile::write(const HistoryGroup::Clear &clear, HistoryNow, HistoryCommit::Item &)
{
    ChannelRow *channel = channels_.find(clear.channel);
    if (!channel || channel->events == 0)
        return true;
    Statement &last = statements_->lastOfChannel;
    if (!begin() || !last.bind(1, channel->id).next())
        return false;
    const qint64 upTo = last.integer(0);
    last.reset();
    channels_.trim(*channel, upTo, channel->events, channel->bytes);
    channel->isCleared = true;
    return writeChannel(*channel, upTo);
}

/// Whose id is given anew does not come back after a crash, as what was only counted as gone does under other bounds.
bool HistoryFile::keepTrims(const std::vector<OwnIdRows::Trimmed> &trimmed)
{
    for (const auto &[id, position] : trimmed) {
        ChannelRow *channel = channels_.find(id);
        if (position > channel->written && (!begin() || !writeChannel(channels_.touch(*channel), position)))
            return false;
    }
    return true;
}

/// Null on a fault.
StoredEventPtr HistoryFile::add(const Publication &publication, bool hasOwnId, HistoryNow now)
{
    ChannelRow *found = channels_.find(publication.channel);
    ChannelRow &channel =
        found ? channels_.touch(*found) : channels_.add(publication.channel, options_.bounds, marks_.floor);
    const bool isKept = boundsOf(channel).maximumEvents > 0;
    if (!ensureWritten(channel, isKept))
        return nullptr;
    head_ = positionBehind(head_, now.wall);
    lastStored_ = historyClock(now);
    std::vector<OwnIdRows::Trimmed> before;
    const bool isHidden = hasOwnId && !statements_->ownIds.isFreeOnWire(publication.id, before);
    if (isKept && !isHidden && !keepTrims(before))
        return nullptr;
    auto event = std::make_shared<StoredEvent>();
    event->position = head_;
    event->storedAt = now.wall;
    event->ownId = hasOwnId ? publication.id : QByteArray();
    event->event = {channel.name, wireId(packed(head_), event->ownId, isHidden), publication.type, publication.data};
    channel.last = packed(head_);
    if (!isKept)
        channels_.trim(channel, channel.last, channel.events, channel.bytes);
    else if (!insert(channel, *event, lastStored_, isHidden))
        return nullptr;
    return event;
}

bool HistoryFile::insert(ChannelRow &channel, const StoredEvent &event, qint64 stored, bool isHidden)
{
    if (!begin())
        return false;
    const EventRow row{.position = packed(event.position),
                       .channel = channel.name,
                       .stored = stored,
                       .skew = event.storedAt - stored,
                       .own = event.ownId,
                       .hidden = isHidden,
                       .type = event.event.type,
                       .size = sizeOfRow(event.event, event.ownId),
                       .data = event.event.data};
    Statement &add = statements_->addEvent;
    add.bind(1, row.position).bind(2, channel.id).bind(3, row.stored).bind(4, row.skew).bind(6, qint64(isHidden));
    row.own.isEmpty() ? add.bindNull(5) : add.bind(5, row.own);
    row.type.isEmpty() ? add.bindNull(7) : add.bind(7, row.type);
    add.bind(8, row.size).bind(9, qint64(crcOf(row))).bind(10, row.data);
    if (!add.run() || (!row.own.isEmpty() && !statements_->ownIds.add(event.ownId, channel.id, row.position, isHidden)))
        return false;
    channels_.count(channel, 1, row.size);
    writtenHead_ = row.position;
    if (channel.events == 1) {
        channel.oldest = row.position;
        channel.oldestStored = stored;
        channel.oldestId = event.event.id;
    }
    return true;
}

/// That the file knows the channel, and whether it keeps what comes of it.
bool HistoryFile::ensureWritten(ChannelRow &channel, bool isKept)
{
    if (!channel.isNew && channel.isKept == isKept)
        return true;
    if (!begin())
        return false;
    channel.isNew = false;
    channel.isKept = isKept;
    return writeChannel(channel, isKept ? channel.deleted : channel.written);
}

bool HistoryFile::writeChannel(ChannelRow &channel, qint64 trimmed)
{
    channel.written = std::max(channel.written, trimmed);
    return statements_->addChannel.bind(1, channel.id)
        .bind(2, channel.name)
        .bind(3, channel.written)
        .bind(4, qint64(channel.isKept))
        .bind(5, crcOfChannel(channel.id, channel.name, channel.written, channel.isKept))
        .run();
}

/// The end of what was begun, where something was; false: it is to be given up.
bool HistoryFile::end(HistoryChanges &changes)
{
    if (!readFigures(changes.all))
        return false;
    if (isWriting_) {
        if (!statements_->commit.run()) {
            isUnknown_ = database_.fault().kind == FileFault::Kind::Io;
            return false;
        }
        isWriting_ = false;
        changes.isWritten = true;
        if (const FileFault gone = inspect()) {
            isUnknown_ = true;
            database_.keepFault(gone);
            return false;
        }
    }
    changes.all.logBytes = logBytes_;
    channels_.accept(changes);
    return true;
}

/// All is as before the call, but for the positions that were given.
void HistoryFile::giveUp(HistoryChanges &changes, FileFault fault)
{
    if (isWriting_ && !sqlite3_get_autocommit(database_.handle()))
        statements_->rollBack.run();
    isWriting_ = false;
    channels_.rollBack();
    marks_ = marksBefore_;
    changes.trims.clear();
    changes.removedIds.clear();
    changes.channels.clear();
    changes.fault = std::move(fault);
    switch (changes.fault.kind) {
    case FileFault::Kind::Io:
        // Of what was written before the error, no frame may stay in the log: with a later one it would count.
        if (checkpoint(LogRoom::GivenBack))
            closeDatabase();
        break;
    case FileFault::Kind::Corrupt:
    case FileFault::Kind::Gone:
        closeDatabase();
        break;
    default:
        break;
    }
}

qint64 HistoryFile::historyClock(HistoryNow now) const
{
    return std::max(lastStored_, baseClock_ + now.uptime - baseUptime_);
}

const HistoryBounds::Channel &HistoryFile::boundsOf(const ChannelRow &channel) const
{
    return options_.bounds.channels[channel.bounds];
}

} // namespace helio
