// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/fileclaim.h"
#include "history/historybounds.h"

#include <atomic>

namespace helio {

/// What came of salvaging a damaged file of history.
struct SalvageReport
{
    FileFault fault = {}; ///< with one, the file is as it was
    QString aside = {};   ///< where the damaged file is now, with its log beside it
    qint64 events = 0;    ///< that were brought over
    qint64 damaged = 0;   ///< rows that were not what was written
    qint64 holes = 0;     ///< stretches that cannot be read
    QString notice = {};  ///< what was done, for people, translated
};

/// Whether SQLite's own check finds the file whole, with its log. It reads all of it, and writes nothing. True, too,
/// once `isStopped` says so.
bool isWhole(const QString &path, const std::atomic<bool> *isStopped = nullptr);

/// Puts a damaged file with its log aside, under a dated name, and makes another in its place of all that can be read:
/// as the file stands with its log, and as it stands without. Nothing is deleted. Behind the last place that is known,
/// and at each hole, a loss of everything is noted. `claim`: of the file; on return of the new one, which no other hub
/// had a chance to take. Nobody else has the file open. `isStopped`, if given, is looked at now and then.
SalvageReport salvage(const QString &path, HistoryNow now, FileClaim &claim,
                      const std::atomic<bool> *isStopped = nullptr);

/// Where a log stands beside no file, or an empty one, as after a move of the file alone: puts it aside under a dated
/// name, which `aside` says then, since SQLite would delete it. Before the file is opened. False: it cannot be done.
bool putOrphanedLogAside(const QString &path, HistoryNow now, QString &aside);

/// A copy of the log under a dated name, which it answers; empty where that cannot be made. While nobody has the file
/// open.
QString copyLogAside(const QString &path, HistoryNow now);

/// What a salvage that was cut off by a crash has left to do; before the file is claimed. False: it cannot be done.
bool finishSalvage(const QString &path, HistoryNow now);

} // namespace helio
