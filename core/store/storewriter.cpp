// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/storewriter.h"

#include "history/salvage.h"
#include "history/selectiontext.h"
#include "history/walscan.h"

#include <QCoreApplication>

namespace helio {

namespace {

struct StoreWriterText
{
    Q_DECLARE_TR_FUNCTIONS(helio::StoreWriter)
};

} // namespace

StoreWriter::StoreWriter(Options options, FileClaim claim)
    : options_(std::move(options))
    , claim_(std::move(claim))
    , watch_(options_.path)
    , file_(fileOptions())
{}

HistoryFile::Options StoreWriter::fileOptions()
{
    return {.path = options_.path,
            .vfs = options_.vfs,
            .bounds = options_.bounds,
            .inspect = [this] { return watch_.inspect(); },
            .noteCheckpoint = [this] { watch_.noteCheckpoint(); }};
}

StoreWriter::Opened StoreWriter::open(HistoryNow now, Position head, bool isDamaged)
{
    Opened opened;
    if (!putOrphanAside(now, opened))
        return opened;
    // Before SQLite passes over what it cannot read there, and takes what stands before that over newer pages.
    const LogScan log = scanLog(options_.path, options_.vfs);
    isDamaged = isDamaged || claim_.hasDamagedHeader(options_.path, log);
    const bool mayMissCommits = !isDamaged && log.mayMissCommits();
    if (mayMissCommits)
        isDamaged = !isWhole(options_.path, &isStopped_);
    if (mayMissCommits && !isDamaged && options_.vfs.isEmpty())
        logAside_ = copyLogAside(options_.path, now);
    owesLoss_ = owesLoss_ || mayMissCommits; // until it is noted, also where that takes a second try
    if (isDamaged && !salvageFile(now, opened))
        return opened;
    file_.startBehind(head);
    for (;;) {
        opened.history.fault = watch_.begin();
        if (!opened.history.fault)
            opened.history = file_.open(now);
        if (opened.history.fault.kind != FileFault::Kind::Corrupt || opened.wasDamaged)
            break;
        if (!salvageFile(now, opened))
            return opened;
    }
    if (!opened.history.fault && owesLoss_)
        noteLostCommits(now, opened);
    return opened;
}

bool StoreWriter::putOrphanAside(HistoryNow now, Opened &opened)
{
    QString aside;
    if (!options_.vfs.isEmpty())
        return true;
    if (!putOrphanedLogAside(options_.path, now, aside)) {
        opened.history.fault = FileFault::of(FileFault::Kind::Unreachable, aside);
        return false;
    }
    if (!aside.isEmpty())
        opened.notice = StoreWriterText::tr("the file of history was not there, but a log of one was: a new file is "
                                            "begun, and the log is kept as %1; it belongs to the file that was moved "
                                            "away without it")
                            .arg(aside);
    return true;
}

bool StoreWriter::salvageFile(HistoryNow now, Opened &opened)
{
    opened.wasDamaged = true;
    file_.close(now);
    const SalvageReport report = salvage(options_.path, now, claim_, &isStopped_);
    opened.history.fault = report.fault;
    owesLoss_ = owesLoss_ && bool(report.fault); // it notes one itself
    opened.notice = report.notice;
    return !report.fault;
}

void StoreWriter::noteLostCommits(HistoryNow now, Opened &opened)
{
    const HistoryCommit commit = file_.commit({{HistoryGroup::Loss{everyChannel()}}}, now);
    opened.history.fault = commit.fault;
    if (commit.fault)
        return;
    owesLoss_ = false;
    opened.history.head = file_.head();
    opened.history.losses.append({commit.items.constFirst().lossAt, everyChannel()});
    opened.notice = StoreWriterText::tr("the log beside the file of history was damaged; what was written last before "
                                        "the hub ended may be missing, and readers are told of a gap");
    if (!logAside_.isEmpty())
        opened.notice += QStringLiteral("; ") + StoreWriterText::tr("the damaged log is kept as %1").arg(logAside_);
}

FileFault StoreWriter::probe()
{
    file_.checkpoint(HistoryFile::LogRoom::GivenBack);
    return file_.tryWriting();
}

} // namespace helio
