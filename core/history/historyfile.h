// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/channelrows.h"
#include "history/commitgroup.h"
#include "history/database.h"
#include "history/historybounds.h"
#include "history/ownidrows.h"

#include <functional>
#include <optional>

namespace helio {

/// What a file held when it was opened.
struct OpenedHistory
{
    struct Channel
    {
        ChannelFigures figures; ///< perhaps of nothing
        Position trimmed;       ///< all up to here is gone
    };
    struct Loss
    {
        Position position;
        Selection selection;
    };
    FileFault fault = {}; ///< with one, the file is closed, and all else says nothing
    bool isNew = false;
    Position head = {};
    qint64 clock = 0;    ///< history's clock: milliseconds since 1970-01-01T00:00Z, from here on by the uptime
    Position floor = {}; ///< of channels that are not named here, all up to it may be missing
    QList<Channel> channels = {};
    QList<Loss> losses = {}; ///< in order
    HistoryFileFigures all = {};
};

/// The writer's side of a file of history. Every call runs to its end in the caller's thread, whichever that is, one at
/// a time; it has no clock, and asks the disk for nothing that the sqlite3_vfs named does not do.
///
/// A trim counts as soon as the call that made it has answered. Rows go in later calls: the next call says that all
/// readers know by now what the last one answered.
///
/// Positions rise as long as the object lives, over faults and being opened again, whatever the file says.
class HistoryFile
{
public:
    struct Options
    {
        QString path = {};
        QByteArray vfs = {}; ///< empty: the system's
        HistoryBounds bounds = {};
        /// Whether the file is still the one that was opened; asked before and after each commit. Not set: it is.
        std::function<FileFault()> inspect = {};
        /// A checkpoint was made, or tried: the file may have become shorter. Not set: nobody cares.
        std::function<void()> noteCheckpoint = {};
    };

    explicit HistoryFile(Options options);
    ~HistoryFile();
    Q_DISABLE_COPY_MOVE(HistoryFile)

    /// All positions that are given stand behind `head`.
    void startBehind(Position head) { head_ = std::max(head_, head); }
    /// Opens or makes the file, and brings an older one up to date. May be called again after a fault or close().
    OpenedHistory open(HistoryNow now);
    bool isOpen() const { return isUsable_; }
    /// Writes a group; once it answers Done, the disk has it. An append that waits for nothing (of no publications, or
    /// only of channels that keep nothing) writes nothing. After the faults Io, Corrupt, Gone the file is closed.
    HistoryCommit commit(const HistoryGroup &group, HistoryNow now);
    /// What is due by the time, in steps: what is too old or too much goes, rows are deleted, pages given back.
    HistoryChanges upkeep(HistoryNow now);
    /// Writes a little, to know whether that works again. After the faults Io, Corrupt, Gone the file is closed.
    FileFault tryWriting();
    enum class LogRoom {
        Kept,     ///< what is written next is written over it, which a disk syncs faster than what makes a file longer
        GivenBack ///< to the disk
    };
    /// Puts the log into the file and empties it. While somebody reads, it is Busy, and does as much as it can.
    FileFault checkpoint(LogRoom room);
    /// How much is in the log, in bytes; its file may be longer.
    qint64 logBytes() const { return logBytes_; }
    /// Notes what an event that is kept nowhere would need, empties the log, closes. Nothing where it is closed.
    void close(HistoryNow now);

    Position head() const { return head_; }
    const HistoryBounds &bounds() const { return options_.bounds; }
    /// From any thread, while it is open: what runs ends with FileFault::Kind::Interrupted.
    void interrupt() { database_.interrupt(); }

    /// So many rows are deleted by an upkeep(), and so many looked at for a bound; by a commit() as many as it adds,
    /// twice, and a few.
    static constexpr qint64 RowsAtOnce = 4'000;
    static constexpr size_t MaximumEmptyChannels = 10'000;
    static constexpr qsizetype MaximumLosses = 1'000;

private:
    struct Statements;

    // historyfile_opening.cpp
    FileFault openDatabase(HistoryNow now, bool &isNew);
    bool readAll(OpenedHistory &opened, HistoryNow now);
    bool readLosses(OpenedHistory &opened);
    void closeDatabase();

    // historyfile.cpp
    bool begin();
    bool write(const HistoryGroup &group, HistoryNow now, HistoryCommit &commit);
    bool write(const HistoryGroup::Append &append, HistoryNow now, HistoryCommit::Item &item);
    bool write(const HistoryGroup::Loss &loss, HistoryNow now, HistoryCommit::Item &item);
    bool write(const HistoryGroup::Clear &clear, HistoryNow now, HistoryCommit::Item &item);
    bool joinOldestLosses();
    bool keepTrims(const std::vector<OwnIdRows::Trimmed> &trimmed);
    StoredEventPtr add(const Publication &publication, bool hasOwnId, HistoryNow now);
    bool insert(ChannelRow &channel, const StoredEvent &event, qint64 stored, bool isHidden);
    bool ensureWritten(ChannelRow &channel, bool isKept);
    bool writeChannel(ChannelRow &channel, qint64 trimmed);
    bool end(HistoryChanges &changes);
    void giveUp(HistoryChanges &changes, FileFault fault);
    FileFault inspect() const { return options_.inspect ? options_.inspect() : FileFault(); }
    qint64 historyClock(HistoryNow now) const;
    const HistoryBounds::Channel &boundsOf(const ChannelRow &channel) const;
    static int noteLog(void *file, sqlite3 *database, const char *name, int pages);

    // historyfile_trimming.cpp
    bool applyBounds(HistoryNow now, qint64 &budget);
    bool keepWithinBounds(const std::vector<ChannelRow *> &channels, qint64 &budget);
    bool trimChannel(ChannelRow &channel, qint64 &budget);
    qint64 lastOlderThan(qint64 before);
    std::optional<qint64> firstStoredFrom(qint64 position);
    bool trimUpTo(ChannelRow &channel, qint64 place, qint64 &budget);
    bool trimPages(qint64 &budget);
    bool trimOldest(qint64 count, qint64 &budget);
    bool findOldest(Position &oldest);
    bool isOver(const ChannelRow &channel, qint64 events, qint64 bytes) const;
    qint64 pages(Statement &count);
    bool readFigures(HistoryFileFigures &figures);
    bool deleteDue(qint64 budget, HistoryChanges &changes);
    bool deleteRows(ChannelRow &channel, qint64 &budget, HistoryChanges &changes);
    bool forgetChannels(std::vector<qint64> &forgotten);
    bool giveBackPages();

    /// What a transaction changes beside the channels.
    struct Marks
    {
        qint64 swept = 0; ///< all rows up to here are trimmed
        qint64 floor = 0;
        qsizetype losses = 0;
    };

    Options options_;
    Database database_;
    std::unique_ptr<Statements> statements_; ///< while it is open
    ChannelRows channels_;
    Position head_;
    bool isUsable_ = false;
    bool isWriting_ = false; ///< a transaction is under way
    bool isUnknown_ = false; ///< what was written may be there or not
    qint64 baseClock_ = 0;   ///< history's clock when the file was opened
    qint64 baseUptime_ = 0;
    qint64 lastStored_ = 0;  ///< no later event has less
    qint64 writtenHead_ = 0; ///< what the file would say of the head, packed
    Marks marks_;
    Marks marksBefore_;
    qint64 logBytes_ = 0;
};

} // namespace helio
