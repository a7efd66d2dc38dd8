// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/channelrows.h"

#include "history/eventrows.h"
#include "history/packedposition.h"
#include "history/rowcrc.h"

#include <algorithm>

namespace helio {

void ChannelRows::clear()
{
    byId_.clear();
    byName_.clear();
    before_.clear();
    trimmed_.clear();
    pending_.clear();
    totals_ = totalsBefore_ = {};
    lastId_ = 0;
}

bool ChannelRows::read(Database &database, const HistoryBounds &bounds, qint64 given, qint64 &head)
{
    clear();
    Statement channels(database, "SELECT id, name, trimmed, kept, crc FROM channel");
    std::vector<ChannelRow *> uncertain; ///< of whom anything up to the head may be missing
    while (channels.next()) {
        auto row = std::make_unique<ChannelRow>();
        row->id = channels.integer(0);
        row->name = channels.text(1);
        row->trimmed = row->written = channels.integer(2);
        row->isKept = channels.integer(3) != 0;
        row->bounds = bounds.indexFor(row->name);
        const bool isSound = qint64(crcOfChannel(row->id, row->name, row->trimmed, row->isKept)) == channels.integer(4);
        if (isSound)
            head = std::max(head, row->trimmed);
        else
            row->trimmed = row->written = 0;
        ChannelRow &inserted = insert(std::move(row));
        if (!isSound || !inserted.isKept)
            uncertain.push_back(&inserted);
    }
    if (channels.hasFailed() || !readCounts(database, head))
        return false;
    OldestOfChannel oldest(database);
    for (const auto &[id, row] : byId_) {
        if (row->events > 0 && !oldest.refresh(*row))
            return false;
    }
    // Who comes back to one of these is told that something may be missing.
    const qint64 last = std::max(head, given);
    for (ChannelRow *row : uncertain) {
        if (!row->isKept)
            trim(*row, last, row->events, row->bytes);
        else
            row->trimmed = row->due = row->deleted = row->events > 0 ? row->oldest - 1 : last;
    }
    before_.clear();
    queueAgain();
    return true;
}

bool ChannelRows::readCounts(Database &database, qint64 &head)
{
    Statement counts(database, "SELECT channel, count(*), sum(size), min(position), max(position) FROM event"
                               " GROUP BY channel");
    Statement rest(database, "SELECT count(*), sum(size) FROM event WHERE channel=? AND position>?");
    while (counts.next()) {
        head = std::max(head, counts.integer(4));
        ChannelRow *row = find(counts.integer(0));
        if (!row)
            continue; // a row of `channel` is missing: only readers of everything come upon its events
        row->due = row->trimmed;
        row->deleted = counts.integer(3) <= row->trimmed ? counts.integer(3) - 1 : row->trimmed;
        qint64 events = counts.integer(1);
        qint64 bytes = counts.integer(2);
        if (row->deleted < row->due) {
            if (!rest.bind(1, row->id).bind(2, row->trimmed).next())
                return false;
            totals_.pendingBytes += bytes - rest.integer(1);
            events = rest.integer(0);
            bytes = rest.integer(1);
            rest.reset();
        }
        count(*row, events, bytes);
    }
    for (const auto &[id, row] : byId_) {
        if (row->events == 0 && row->deleted == 0)
            row->due = row->deleted = row->trimmed;
    }
    return !counts.hasFailed();
}

ChannelRow &ChannelRows::insert(std::unique_ptr<ChannelRow> row)
{
    lastId_ = std::max(lastId_, row->id);
    byName_.insert(row->name, row.get());
    return *byId_.insert_or_assign(row->id, std::move(row)).first->second;
}

ChannelRow *ChannelRows::find(const QByteArray &name) const
{
    return byName_.value(name);
}

ChannelRow *ChannelRows::find(qint64 id) const
{
    const auto found = byId_.find(id);
    return found == byId_.end() ? nullptr : found->second.get();
}

ChannelRow &ChannelRows::touch(ChannelRow &row)
{
    if (before_.empty())
        totalsBefore_ = totals_;
    before_.try_emplace(row.id, row);
    return row;
}

ChannelRow &ChannelRows::add(const QByteArray &name, const HistoryBounds &bounds, qint64 floor)
{
    auto row = std::make_unique<ChannelRow>();
    row->id = lastId_ + 1;
    row->name = name;
    row->bounds = bounds.indexFor(name);
    row->isNew = true;
    row->trimmed = row->due = row->deleted = row->written = floor;
    return touch(insert(std::move(row)));
}

std::vector<ChannelRow *> ChannelRows::touched() const
{
    std::vector<ChannelRow *> rows;
    rows.reserve(before_.size());
    for (const auto &[id, before] : before_)
        rows.push_back(find(id));
    return rows;
}

void ChannelRows::makeTrimsDue()
{
    for (ChannelRow *row : std::exchange(trimmed_, {})) {
        row->due = row->trimmed;
        if (row->deleted < row->due && !std::exchange(row->isPending, true))
            pending_.push_back(row);
    }
}

void ChannelRows::trim(ChannelRow &row, qint64 upTo, qint64 events, qint64 bytes)
{
    touch(row);
    count(row, -events, -bytes);
    totals_.pendingBytes += bytes;
    row.trimmed = upTo;
    if (events > 0)
        trimmed_.push_back(&row);
    else if (row.due == row.deleted)
        row.due = row.deleted = upTo; // there is no row of it
}

void ChannelRows::noteDeleted(ChannelRow &row, qint64 upTo, qint64 bytes)
{
    touch(row);
    totals_.pendingBytes -= bytes;
    row.deleted = upTo;
    if (row.deleted == row.due) {
        row.isPending = false;
        pending_.pop_front();
    }
}

void ChannelRows::count(ChannelRow &row, qint64 events, qint64 bytes)
{
    row.events += events;
    row.bytes += bytes;
    totals_.events += events;
    totals_.bytes += bytes;
    if (row.events == 0) {
        row.oldest = row.oldestStored = 0;
        row.oldestId.clear();
    }
}

void ChannelRows::accept(HistoryChanges &changes)
{
    for (const auto &[id, before] : before_) {
        ChannelRow &row = *find(id);
        row.isNew = false;
        if (row.trimmed > before.trimmed)
            changes.trims.append({row.name, unpacked(row.trimmed), row.isCleared});
        row.isCleared = false;
        if (row.events != before.events || row.bytes != before.bytes || row.oldest != before.oldest ||
            row.last != before.last)
            changes.channels.append(figuresOf(row));
    }
    before_.clear();
}

void ChannelRows::rollBack()
{
    if (before_.empty())
        return;
    for (auto &[id, before] : before_) {
        if (before.isNew)
            remove(id);
        else
            *find(id) = before;
    }
    totals_ = totalsBefore_;
    before_.clear();
    queueAgain();
}

void ChannelRows::remove(qint64 id)
{
    const auto found = byId_.find(id);
    std::erase(trimmed_, found->second.get());
    byName_.remove(found->second->name);
    byId_.erase(found);
}

/// Whatever is to be deleted, or will be.
void ChannelRows::queueAgain()
{
    trimmed_.clear();
    pending_.clear();
    for (const auto &[id, row] : byId_) {
        row->isPending = row->deleted < row->due;
        if (row->isPending)
            pending_.push_back(row.get());
        if (row->due < row->trimmed)
            trimmed_.push_back(row.get());
    }
}

ChannelFigures figuresOf(const ChannelRow &row)
{
    return {row.name, {row.events, row.bytes, unpacked(row.oldest), row.oldestId}};
}

OldestOfChannel::OldestOfChannel(Database &database)
    : statement_(database, "SELECT position, stored, own, hidden FROM event WHERE channel=? AND position>?"
                           " ORDER BY position LIMIT 1")
{}

bool OldestOfChannel::refresh(ChannelRow &row)
{
    if (!statement_.bind(1, row.id).bind(2, row.trimmed).next())
        return !statement_.hasFailed();
    row.oldest = statement_.integer(0);
    row.oldestStored = statement_.integer(1);
    row.oldestId = wireId(row.oldest, statement_.textView(2), statement_.integer(3) != 0);
    statement_.reset();
    return true;
}

} // namespace helio
