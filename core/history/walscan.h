// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/filefault.h"

#include <QByteArray>

namespace helio {

/// What is in the log of a file of history, read before SQLite opens it: SQLite takes what stands before the first
/// broken frame, and passes over all behind it in silence.
struct LogScan
{
    qint64 frames = 0;         ///< sound ones, from the beginning on
    qint64 commits = 0;        ///< that end among them
    qint64 lostCommits = 0;    ///< that end behind the first broken frame, and are of the same log
    bool hasFirstPage = false; ///< among these, of the file
    bool hasBrokenHeader = false;
    FileFault fault = {}; ///< it cannot be read

    /// Something that was acknowledged may be missing. After a power cut it can be that the last group, which nobody
    /// was told of, is torn, and nothing is.
    bool mayMissCommits() const { return lostCommits > 0 || hasBrokenHeader; }
};

/// `path`: of the file of history, not of its log. `vfs`: empty: the system's. A log that is not there, or empty, has
/// no frames.
LogScan scanLog(const QString &path, const QByteArray &vfs = {});
/// The same over bytes.
LogScan scanLog(const QByteArray &log);

} // namespace helio
