// SPDX-License-Identifier: GPL-3.0-or-later
// What goes: first it counts as gone, later its rows do.
#include "history/historystatements.h"
#include "history/packedposition.h"
#include "history/schema.h"

#include <QSet>

#include <algorithm>

namespace helio {

namespace {

constexpr qint64 PageSize = 4096;
/// So many rows at least are trimmed at a time for the bound of the file: pages become free by many.
constexpr qint64 RowsForPages = 256;
constexpr qint64 PagesGivenBack = 64;

} // namespace

HistoryChanges HistoryFile::upkeep(HistoryNow now)
{
    HistoryChanges changes;
    isUnknown_ = false;
    if (!isUsable_) {
        changes.fault = FileFault::of(FileFault::Kind::Gone);
        return changes;
    }
    if (const FileFault gone = inspect()) {
        giveUp(changes, gone);
        return changes;
    }
    database_.clearFault();
    marksBefore_ = marks_;
    channels_.makeTrimsDue();
    qint64 budget = RowsAtOnce;
    std::vector<qint64> forgotten;
    if (!applyBounds(now, budget) || !deleteDue(RowsAtOnce, changes) || !forgetChannels(forgotten) || !end(changes)) {
        giveUp(changes, database_.fault());
        return changes;
    }
    for (const qint64 id : forgotten)
        channels_.remove(id);
    const bool gaveBack = giveBackPages();
    changes.hasMore = budget <= 0 || channels_.pendingBytes() > 0 || gaveBack;
    return changes;
}

/// Counts as gone what is too old or too much, of all channels.
bool HistoryFile::applyBounds(HistoryNow now, qint64 &budget)
{
    std::vector<ChannelRow *> channels;
    QHash<qint64, qint64> lastOlder; // for each age that channels have
    for (const auto &[id, channel] : channels_.all()) {
        const qint64 before = historyClock(now) - boundsOf(*channel).maximumAge.count();
        if (channel->events > 0 && channel->oldestStored < before) {
            if (!lastOlder.contains(before))
                lastOlder.insert(before, lastOlderThan(before));
            if (!trimUpTo(*channel, lastOlder[before], budget))
                return false;
        }
        channels.push_back(channel.get());
    }
    return keepWithinBounds(channels, budget);
}

bool HistoryFile::keepWithinBounds(const std::vector<ChannelRow *> &channels, qint64 &budget)
{
    for (ChannelRow *channel : channels) {
        if (isOver(*channel, channel->events, channel->bytes) && !trimChannel(*channel, budget))
            return false;
    }
    return trimPages(budget);
}

bool HistoryFile::isOver(const ChannelRow &channel, qint64 events, qint64 bytes) const
{
    const HistoryBounds::Channel &bounds = boundsOf(channel);
    return events > 0 && (events > bounds.maximumEvents || bytes > bounds.maximumBytes);
}

bool HistoryFile::trimChannel(ChannelRow &channel, qint64 &budget)
{
    Statement &rows = statements_->sizes; // oldest first
    rows.bind(1, channel.id).bind(2, channel.trimmed);
    qint64 events = 0;
    qint64 bytes = 0;
    qint64 upTo = 0;
    while (budget > 0 && isOver(channel, channel.events - events, channel.bytes - bytes) && rows.next()) {
        upTo = rows.integer(0);
        bytes += rows.integer(1);
        ++events;
        --budget;
    }
    rows.reset();
    if (events > 0)
        channels_.trim(channel, upTo, events, bytes);
    return !rows.hasFailed() && statements_->oldest.refresh(channel);
}

/// The last place up to which all was stored before that time. The clock of history never falls, so that it is found by
/// halves, however much there is.
qint64 HistoryFile::lastOlderThan(qint64 before)
{
    qint64 older = 0;
    qint64 younger = packed(head_) + 1;
    while (younger - older > 1) {
        const qint64 middle = older + (younger - older) / 2;
        const auto stored = firstStoredFrom(middle);
        (stored && *stored < before ? older : younger) = middle;
    }
    return older;
}

/// When the first sound row from there on was stored; nothing where there is none.
std::optional<qint64> HistoryFile::firstStoredFrom(qint64 position)
{
    Statement &rows = statements_->from;
    rows.bind(1, position);
    std::optional<qint64> stored;
    while (!stored && rows.next()) {
        const ChannelRow *channel = channels_.find(rows.integer(1));
        const EventRow row = rowAt(rows, channel ? QByteArrayView(channel->name) : QByteArrayView());
        if (channel && qint64(crcOf(row)) == rows.integer(8))
            stored = row.stored;
    }
    rows.reset();
    return stored;
}

bool HistoryFile::trimUpTo(ChannelRow &channel, qint64 place, qint64 &budget)
{
    Statement &due = statements_->upTo;
    if (!due.bind(1, channel.id).bind(2, channel.trimmed).bind(3, place).bind(4, budget).next())
        return false;
    const qint64 events = due.integer(0);
    if (events > 0)
        channels_.trim(channel, due.integer(2), events, due.integer(1));
    due.reset();
    budget -= events;
    return statements_->oldest.refresh(channel);
}

/// Pages of rows that are trimmed and not deleted are as good as free.
bool HistoryFile::trimPages(qint64 &budget)
{
    const qint64 used = (pages(statements_->pages) - pages(statements_->freePages)) * PageSize;
    while (budget > 0 && used - channels_.pendingBytes() > options_.bounds.maximumBytes && channels_.events() > 0) {
        const qint64 events = channels_.events();
        if (!trimOldest(RowsForPages, budget))
            return false;
        if (channels_.events() == events)
            break;
    }
    return !database_.fault();
}

bool HistoryFile::trimOldest(qint64 count, qint64 &budget)
{
    Statement &log = statements_->log;
    log.bind(1, marks_.swept);
    QSet<ChannelRow *> trimmed;
    while (count > 0 && budget > 0 && log.next()) {
        marks_.swept = log.integer(0);
        --budget;
        ChannelRow *channel = channels_.find(log.integer(1));
        if (!channel || marks_.swept <= channel->trimmed)
            continue;
        channels_.trim(*channel, marks_.swept, 1, log.integer(2));
        trimmed.insert(channel);
        --count;
    }
    log.reset();
    if (log.hasFailed())
        return false;
    return std::all_of(trimmed.cbegin(), trimmed.cend(),
                       [this](ChannelRow *channel) { return statements_->oldest.refresh(*channel); });
}

/// Where history begins. After a large trim it may stand before that for a while.
bool HistoryFile::findOldest(Position &oldest)
{
    Statement &log = statements_->log;
    log.bind(1, marks_.swept);
    oldest = {};
    for (qint64 passed = 0; channels_.events() > 0 && log.next(); ++passed) {
        const qint64 position = log.integer(0);
        const ChannelRow *channel = channels_.find(log.integer(1));
        if (passed == RowsAtOnce || (channel && position > channel->trimmed)) {
            oldest = unpacked(position);
            break;
        }
        marks_.swept = position;
    }
    log.reset();
    return !log.hasFailed();
}

qint64 HistoryFile::pages(Statement &count)
{
    const qint64 pages = count.next() ? count.integer(0) : 0;
    count.reset();
    return pages;
}

bool HistoryFile::readFigures(HistoryFileFigures &figures)
{
    const qint64 all = pages(statements_->pages);
    figures.events = channels_.events();
    figures.bytes = channels_.bytes();
    figures.fileBytes = all * PageSize;
    figures.usedBytes = (all - pages(statements_->freePages)) * PageSize;
    figures.logBytes = logBytes_;
    return findOldest(figures.oldest) && !database_.fault();
}

bool HistoryFile::deleteDue(qint64 budget, HistoryChanges &changes)
{
    while (ChannelRow *channel = budget > 0 ? channels_.nextPending() : nullptr) {
        if (!begin() || !deleteRows(*channel, budget, changes))
            return false;
    }
    return true;
}

bool HistoryFile::deleteRows(ChannelRow &channel, qint64 &budget, HistoryChanges &changes)
{
    struct Row
    {
        qint64 position;
        QByteArray own;
        bool hidden;
    };
    std::vector<Row> rows;
    qint64 bytes = 0;
    Statement &due = statements_->due;
    due.bind(1, channel.id).bind(2, channel.due).bind(3, budget);
    while (due.next()) {
        rows.push_back({due.integer(0), due.text(1), due.integer(2) != 0});
        bytes += due.integer(3);
    }
    if (due.hasFailed())
        return false;
    for (const Row &row : rows) {
        if (!statements_->removeEvent.bind(1, row.position).run() ||
            (!row.own.isEmpty() && !statements_->ownIds.remove(row.own, channel.id, row.position)))
            return false;
        if (!row.own.isEmpty() && !row.hidden)
            changes.removedIds.append({row.own, unpacked(row.position)});
    }
    // Fewer than it asked for: there is no more of them.
    const qint64 upTo = qint64(rows.size()) < budget ? channel.due : rows.back().position;
    budget -= std::max<qint64>(1, qint64(rows.size()));
    channels_.noteDeleted(channel, upTo, bytes);
    return writeChannel(channel, upTo);
}

/// Of channels that hold nothing, only so many are remembered, those that were trimmed last.
bool HistoryFile::forgetChannels(std::vector<qint64> &forgotten)
{
    if (channels_.all().size() <= MaximumEmptyChannels)
        return true;
    std::vector<const ChannelRow *> empty;
    for (const auto &[id, channel] : channels_.all()) {
        if (channel->events == 0 && channel->deleted == channel->trimmed)
            empty.push_back(channel.get());
    }
    if (empty.size() <= MaximumEmptyChannels)
        return true;
    std::sort(empty.begin(), empty.end(),
              [](const ChannelRow *one, const ChannelRow *other) { return one->trimmed < other->trimmed; });
    empty.resize(empty.size() - MaximumEmptyChannels);
    marks_.floor = std::max(marks_.floor, empty.back()->trimmed);
    if (!begin() || !setMetaValue(database_, "floor", marks_.floor))
        return false;
    for (const ChannelRow *channel : empty) {
        if (!statements_->removeChannel.bind(1, channel->id).run())
            return false;
        forgotten.push_back(channel->id);
    }
    return true;
}

/// A step; true when it gave some back. What fails here is found by the next call.
bool HistoryFile::giveBackPages()
{
    const qint64 freePages = pages(statements_->freePages);
    if (freePages * 10 <= pages(statements_->pages) || freePages < PagesGivenBack)
        return false;
    return database_.execute(("PRAGMA incremental_vacuum(" + QByteArray::number(PagesGivenBack) + ")").constData());
}

} // namespace helio
