// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/commitgroup.h"
#include "history/database.h"
#include "history/historybounds.h"
#include "history/statement.h"

#include <QHash>

#include <deque>
#include <memory>
#include <unordered_map>
#include <vector>

namespace helio {

/// A channel as the file has it, and what of it is still to be done there. Positions are packed; 0 is none.
struct ChannelRow
{
    qint64 id = 0;
    QByteArray name = {};
    qsizetype bounds = 0; ///< which of HistoryBounds::channels
    bool isKept = true;   ///< as the file says; false: events were given out that are not in it
    bool isNew = false;   ///< the file does not know it yet
    qint64 events = 0;    ///< without what is trimmed, as all figures
    qint64 bytes = 0;
    qint64 oldest = 0;
    qint64 oldestStored = 0;
    QByteArray oldestId = {};
    qint64 last = 0;        ///< the last that came in this life, also when it was not kept
    qint64 trimmed = 0;     ///< all up to here counts as gone
    qint64 due = 0;         ///< of it, what others were told of by now, so that rows may go
    qint64 deleted = 0;     ///< of it, what has no row any more
    qint64 written = 0;     ///< `trimmed` as the file says
    bool isCleared = false; ///< of what was trimmed in this transaction
    bool isPending = false; ///< it waits for rows to be deleted
};

/// The channels of the file, in memory. What a transaction changes of them can be taken back.
class ChannelRows
{
public:
    /// Nothing is there yet.
    void clear();
    /// Reads all channels, and what each holds. `head`: at least this; on return of all that is there, the highest.
    /// `given`: the last position that was given out in this life, be it kept or not.
    bool read(Database &database, const HistoryBounds &bounds, qint64 given, qint64 &head);

    ChannelRow *find(const QByteArray &name) const;
    ChannelRow *find(qint64 id) const;
    const std::unordered_map<qint64, std::unique_ptr<ChannelRow>> &all() const { return byId_; }

    /// The row to change it; it is as before after rollBack().
    ChannelRow &touch(ChannelRow &row);
    /// A new one, which is not there any more after rollBack().
    /// `floor`: all up to there may have been trimmed of it.
    ChannelRow &add(const QByteArray &name, const HistoryBounds &bounds, qint64 floor);
    /// Those that were touched or added since the last accept().
    std::vector<ChannelRow *> touched() const;
    /// What was trimmed by now may be deleted.
    void makeTrimsDue();
    /// Counts all up to `upTo` as gone, `events` and `bytes` of it.
    void trim(ChannelRow &row, qint64 upTo, qint64 events, qint64 bytes);
    /// The next that has rows to delete; null: none.
    ChannelRow *nextPending() const { return pending_.empty() ? nullptr : pending_.front(); }
    void noteDeleted(ChannelRow &row, qint64 upTo, qint64 bytes);

    /// Of all, in what counts. `pendingBytes`: of rows that are trimmed and not deleted.
    qint64 events() const { return totals_.events; }
    qint64 bytes() const { return totals_.bytes; }
    qint64 pendingBytes() const { return totals_.pendingBytes; }
    void count(ChannelRow &row, qint64 events, qint64 bytes);

    /// Adds what changed since the last of these calls, and keeps it.
    void accept(HistoryChanges &changes);
    void rollBack();
    /// Forgets one that holds nothing; nothing is under way.
    void remove(qint64 id);

private:
    struct Totals
    {
        qint64 events = 0;
        qint64 bytes = 0;
        qint64 pendingBytes = 0;
    };

    ChannelRow &insert(std::unique_ptr<ChannelRow> row);
    bool readCounts(Database &database, qint64 &head);
    void queueAgain();

    std::unordered_map<qint64, std::unique_ptr<ChannelRow>> byId_;
    QHash<QByteArray, ChannelRow *> byName_;
    qint64 lastId_ = 0;                             ///< none is used twice: readers know a channel by its id
    std::unordered_map<qint64, ChannelRow> before_; ///< as they were before they were touched
    std::vector<ChannelRow *> trimmed_;             ///< whose trims are not due yet
    std::deque<ChannelRow *> pending_;
    Totals totals_;
    Totals totalsBefore_;
};

/// The figures of a channel as the hub has them.
ChannelFigures figuresOf(const ChannelRow &row);

/// Reads anew what a channel's oldest event is, from behind what is trimmed.
class OldestOfChannel
{
public:
    OldestOfChannel() = default;
    explicit OldestOfChannel(Database &database);
    bool refresh(ChannelRow &row);

private:
    Statement statement_;
};

} // namespace helio
