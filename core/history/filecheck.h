// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/filefault.h"

#include <QStringList>

namespace helio {

/// Whether a file of history is sound.
struct FileCheck
{
    FileFault fault = {};      ///< it could not be looked at; all else says nothing
    QStringList problems = {}; ///< a sentence each, for people, translated; none: it is sound. At most so many of each
                               ///< kind, then how many more
    bool isRead = false;       ///< false: it was not got so far as to count anything
    qint64 events = 0;         ///< that can be read, damaged ones among them
    qint64 damaged = 0;        ///< of these, that are not what was written
    qint64 channels = 0;
    qint64 losses = 0;    ///< that are noted: who reads over such a place is told of a gap
    bool isInUse = false; ///< a hub has it: its log was not looked at, of which a part is being written
};

/// Reads all of it: SQLite's own check, each row's CRC, own ids against events both ways, and the log. Writes nothing.
FileCheck checkFile(const QString &path);

} // namespace helio
