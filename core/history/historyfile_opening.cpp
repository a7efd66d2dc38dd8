// SPDX-License-Identifier: GPL-3.0-or-later
// How a file is opened, made, read in, and closed.
#include "history/historystatements.h"
#include "history/packedposition.h"
#include "history/rowcrc.h"
#include "history/schema.h"
#include "history/selectiontext.h"

#include <algorithm>
#include <limits>

#include <sqlite3.h>

namespace helio {

namespace {

constexpr qint64 PageBytes = 4096;
constexpr qint64 LogHeaderBytes = 32;
constexpr qint64 LogPageBytes = PageBytes + 24;

} // namespace

HistoryFile::HistoryFile(Options options)
    : options_(std::move(options))
{}

HistoryFile::~HistoryFile()
{
    closeDatabase();
}

OpenedHistory HistoryFile::open(HistoryNow now)
{
    closeDatabase();
    OpenedHistory opened;
    opened.fault = openDatabase(now, opened.isNew);
    if (opened.fault)
        return opened;
    if (!readAll(opened, now)) {
        opened.fault = database_.fault();
        closeDatabase();
        return opened;
    }
    isUsable_ = true;
    sqlite3_wal_hook(database_.handle(), noteLog, this);
    database_.keepLogOnClose(false);
    checkpoint(LogRoom::GivenBack); // where it does not work, the log is read as it is
    return opened;
}

FileFault HistoryFile::openDatabase(HistoryNow now, bool &isNew)
{
    if (!database_.open(options_.path, Database::Access::Create, options_.vfs))
        return database_.fault();
    database_.keepLogOnClose(true);
    FileFault fault;
    const auto form = formOf(database_);
    if (!form) {
        fault = database_.fault();
    } else if (*form == FileForm::Foreign || *form == FileForm::Newer) {
        fault = FileFault::of(*form == FileForm::Foreign ? FileFault::Kind::Foreign : FileFault::Kind::Newer);
    } else {
        isNew = *form == FileForm::Empty;
        // Behind all that another history may have given up to this millisecond.
        head_ = std::max(head_, isNew ? Position{quint64(std::max<qint64>(now.wall, 0)) + 1, 0} : Position());
        if ((isNew && !createSchema(database_, now.wall, packed(head_))) || !prepareWriter(database_) ||
            (*form == FileForm::Older &&
             !migrate(database_, options_.path, QDateTime::fromMSecsSinceEpoch(now.wall), historyMigrations())))
            fault = database_.fault();
    }
    if (fault)
        closeDatabase();
    return fault;
}

bool HistoryFile::readAll(OpenedHistory &opened, HistoryNow now)
{
    // From here on nobody else writes until all is read.
    if (!database_.execute("BEGIN"))
        return false;
    qint64 head = std::max(metaValue(database_, "head").value_or(0), metaValue(database_, "floor").value_or(0));
    if (!readLosses(opened))
        return false;
    if (!opened.losses.isEmpty())
        head = std::max(head, packed(opened.losses.constLast().position));
    if (!channels_.read(database_, options_.bounds, packed(head_), head))
        return false;
    writtenHead_ = head;
    head_ = std::max(head_, unpacked(head));
    // Where the floor is damaged, anything may be missing of whom the file does not know.
    marks_.floor = metaValue(database_, "floor").value_or(packed(head_));
    statements_ = std::make_unique<Statements>(database_, channels_);
    const auto last = database_.number("SELECT stored FROM event ORDER BY position DESC LIMIT 1");
    if (database_.fault())
        return false;
    baseClock_ = std::max({now.wall, last.value_or(0), metaValue(database_, "clock").value_or(0), lastStored_});
    baseUptime_ = now.uptime;
    lastStored_ = baseClock_;
    // What was counted as gone before a crash, and had its rows, is gone before anybody reads; so is what other bounds
    // want.
    qint64 budget = std::numeric_limits<qint64>::max();
    HistoryChanges counted;
    if (!applyBounds(now, budget))
        return false;
    channels_.accept(counted);
    opened.head = head_;
    opened.clock = baseClock_;
    opened.floor = unpacked(marks_.floor);
    for (const auto &[id, row] : channels_.all())
        opened.channels.append({figuresOf(*row), unpacked(row->trimmed)});
    return readFigures(opened.all) && database_.execute("COMMIT");
}

bool HistoryFile::readLosses(OpenedHistory &opened)
{
    Statement losses(database_, "SELECT position, selection, crc FROM loss ORDER BY position");
    while (losses.next()) {
        const bool isSound = qint64(crcOfLoss(losses.integer(0), losses.textView(1))) == losses.integer(2);
        opened.losses.append(
            {unpacked(losses.integer(0)), isSound ? selectionOrEveryChannel(losses.textView(1)) : everyChannel()});
    }
    marks_.losses = opened.losses.size();
    return !losses.hasFailed();
}

int HistoryFile::noteLog(void *file, sqlite3 *, const char *, int pages)
{
    static_cast<HistoryFile *>(file)->logBytes_ = LogHeaderBytes + pages * LogPageBytes;
    return SQLITE_OK;
}

FileFault HistoryFile::checkpoint(LogRoom room)
{
    if (!isUsable_)
        return FileFault::of(FileFault::Kind::Gone);
    database_.clearFault();
    const int mode = room == LogRoom::Kept ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_TRUNCATE;
    const int code = sqlite3_wal_checkpoint_v2(database_.handle(), nullptr, mode, nullptr, nullptr);
    if (options_.noteCheckpoint)
        options_.noteCheckpoint();
    if (!database_.accept(code))
        return database_.fault();
    logBytes_ = 0;
    return {};
}

void HistoryFile::close(HistoryNow now)
{
    if (!isUsable_)
        return;
    // What was given out and is not in the file: an id is not given twice, and the clock does not fall.
    if (packed(head_) > writtenHead_ && !inspect() && begin()) {
        const bool isSet =
            setMetaValue(database_, "head", packed(head_)) && setMetaValue(database_, "clock", historyClock(now));
        if (!isSet || !statements_->commit.run())
            statements_->rollBack.run();
        isWriting_ = false;
    }
    if (!inspect())
        checkpoint(LogRoom::GivenBack);
    closeDatabase();
}

void HistoryFile::closeDatabase()
{
    statements_.reset();
    database_.close();
    channels_.clear();
    isUsable_ = isWriting_ = false;
    marks_ = {};
    logBytes_ = 0;
}

} // namespace helio
