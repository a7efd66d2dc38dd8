// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/salvagedrows.h"

#include "history/brokenplaces.h"
#include "history/eventrows.h"
#include "history/rowcrc.h"
#include "history/schema.h"
#include "history/selectiontext.h"

#include <algorithm>

namespace helio {

namespace {

constexpr int RowsOfATransaction = 10'000;

} // namespace

SalvagedRows::SalvagedRows(Database &target, const std::atomic<bool> *isStopped)
    : target_(target)
    , isStopped_(isStopped)
    , addEvent_(target,
                "INSERT OR IGNORE INTO event(" HELIO_EVENT_COLUMNS ") VALUES(?,?,?,?,?,?,?,?,?,?) RETURNING position")
    , addOwnId_(target, "INSERT OR REPLACE INTO own_id VALUES(?,?,?,?)")
    , hasEvent_(target, "SELECT 1 FROM event WHERE position=?")
{}

void SalvagedRows::readNames(Database &view)
{
    Statement channels(view, "SELECT id, name, trimmed, kept, crc FROM channel");
    while (channels.next()) {
        const qint64 id = channels.integer(0);
        const QByteArray name = channels.text(1);
        const bool isKept = channels.integer(3) != 0;
        if (qint64(crcOfChannel(id, name, channels.integer(2), isKept)) != channels.integer(4))
            continue;
        names_[&view].insert(id, name);
        Channel &channel = channels_[name];
        channel.id = channel.id > 0 ? channel.id : channels_.size();
        channel.trimmed = std::max(channel.trimmed, channels.integer(2));
        channel.isKept = channel.isKept && isKept;
        head_ = std::max(head_, channel.trimmed);
    }
    Statement losses(view, "SELECT position, selection, crc FROM loss");
    while (losses.next()) {
        const bool isSound = qint64(crcOfLoss(losses.integer(0), losses.textView(1))) == losses.integer(2);
        losses_.insert_or_assign(losses.integer(0), isSound ? losses.text(1) : everything());
        head_ = std::max(head_, losses.integer(0));
    }
    floor_ = std::max(floor_, metaValue(view, "floor").value_or(0));
    head_ = std::max({head_, floor_, metaValue(view, "head").value_or(0)});
    clock_ = std::max(clock_, metaValue(view, "clock").value_or(0));
}

bool SalvagedRows::bringEvents(Database &view)
{
    qint64 from = 1;
    while (true) {
        view.clearFault();
        Statement rows(view, "SELECT " HELIO_EVENT_COLUMNS " FROM event WHERE position>=? ORDER BY position");
        rows.bind(1, from);
        if (!target_.execute("BEGIN"))
            return false;
        int left = RowsOfATransaction;
        while (left > 0 && rows.next()) {
            from = std::max(from, rows.integer(0)) + 1; // where pages are mixed up, rows may fall
            --left;
            const auto name = names_[&view].constFind(rows.integer(1));
            if (!bring(rows, name == names_[&view].cend() ? QByteArray() : *name))
                return false;
        }
        const bool hasFailed = left > 0 && rows.hasFailed();
        rows.reset();
        if (!target_.execute("COMMIT"))
            return false;
        if (isStopped_ && *isStopped_) {
            target_.keepFault(FileFault::of(FileFault::Kind::Interrupted));
            return false;
        }
        if (left > 0 && !hasFailed)
            return true;
        if (!hasFailed)
            continue;
        ++holes_;
        losses_.insert_or_assign(from, everything());
        const auto next = firstReadableBehind(view, from);
        if (!next)
            return true;
        from = *next;
    }
}

bool SalvagedRows::bring(const Statement &row, const QByteArray &channel)
{
    const EventRow event = rowAt(row, channel);
    const auto found = channels_.constFind(channel);
    if (found == channels_.cend() || qint64(crcOf(event)) != row.integer(8)) {
        damaged_.insert_or_assign(event.position, true);
        return true;
    }
    damaged_.erase(event.position);
    head_ = std::max(head_, event.position);
    clock_ = std::max(clock_, event.stored);
    if (event.position <= found->trimmed)
        return true;
    addEvent_.bind(1, event.position).bind(2, found->id).bind(3, event.stored).bind(4, event.skew);
    event.own.isEmpty() ? addEvent_.bindNull(5) : addEvent_.bind(5, event.own);
    addEvent_.bind(6, qint64(event.hidden));
    event.type.isEmpty() ? addEvent_.bindNull(7) : addEvent_.bind(7, event.type);
    addEvent_.bind(8, event.size).bind(9, row.integer(8)).bind(10, event.data);
    const bool isNew = addEvent_.next();
    const bool hasFailed = addEvent_.hasFailed();
    addEvent_.reset();
    if (!isNew)
        return !hasFailed;
    ++events_;
    return event.own.isEmpty() ||
           addOwnId_.bind(1, event.own).bind(2, found->id).bind(3, event.position).bind(4, qint64(event.hidden)).run();
}

bool SalvagedRows::finish(qint64 wallMilliseconds)
{
    if (!target_.execute("BEGIN"))
        return false;
    // Where a row is damaged in all views, something is missing; and behind all that is known, anything may be.
    std::erase_if(damaged_, [this](const auto &one) { return isTaken(one.first); });
    for (const auto &[position, isDamaged] : damaged_)
        losses_.insert_or_assign(position, everything());
    losses_.insert_or_assign(head_ + 1, everything());
    qint64 last = 0;
    for (const auto &[position, selection] : losses_) {
        last = std::max(last + 1, position);
        while (isTaken(last))
            ++last;
        if (!addLoss(last, selection))
            return false;
    }
    head_ = std::max(head_, last);
    Statement add(target_, "INSERT INTO channel VALUES(?,?,?,?,?)");
    for (auto channel = channels_.cbegin(); channel != channels_.cend(); ++channel) {
        add.bind(1, channel->id).bind(2, channel.key()).bind(3, channel->trimmed).bind(4, qint64(channel->isKept));
        if (!add.bind(5, crcOfChannel(channel->id, channel.key(), channel->trimmed, channel->isKept)).run())
            return false;
    }
    return setMetaValue(target_, "made", wallMilliseconds) && setMetaValue(target_, "floor", head_) &&
           setMetaValue(target_, "head", head_) && setMetaValue(target_, "clock", clock_) && target_.execute("COMMIT");
}

/// Whether an event stands there: where a loss is, none does.
bool SalvagedRows::isTaken(qint64 position)
{
    const bool isTaken = hasEvent_.bind(1, position).next();
    hasEvent_.reset();
    return isTaken;
}

bool SalvagedRows::addLoss(qint64 position, const QByteArray &selection)
{
    Statement add(target_, "INSERT INTO loss VALUES(?,?,?)");
    return add.bind(1, position).bind(2, selection).bind(3, qint64(crcOfLoss(position, selection))).run();
}

QByteArray SalvagedRows::everything()
{
    return textOf(everyChannel());
}

} // namespace helio
