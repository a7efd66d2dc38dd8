// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace helio {

/// Why something could not be done with a file of history.
struct FileFault
{
    enum class Kind {
        None,
        Full,        ///< the disk has no room; try again
        ReadOnly,    ///< the file or its folder may not be written; try again
        Busy,        ///< another program writes to it; try again
        Io,          ///< the disk reported an error; close, and open again
        Corrupt,     ///< what the file says cannot be; salvage it
        Foreign,     ///< it is another program's; leave it alone
        Newer,       ///< a newer Heliograph made it; leave it alone
        Taken,       ///< another hub uses it
        Gone,        ///< it was taken away, replaced or cut while it was open
        Unreachable, ///< it cannot be opened at all: no such folder, no right to
        Interrupted, ///< because it was asked to stop
    };
    Kind kind = Kind::None;
    QString problem = {}; ///< for people, translated; empty when there is none

    explicit operator bool() const { return kind != Kind::None; }

    /// With the words of its kind. `detail`: what the disk or SQLite says; may be empty.
    static FileFault of(Kind kind, const QString &detail = {});
    /// Unreachable where no file is at `path`: opening it would make one. Nothing else is looked at.
    static FileFault ofMissing(const QString &path);
};

} // namespace helio
