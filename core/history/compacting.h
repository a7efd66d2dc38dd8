// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/filefault.h"

namespace helio {

/// What came of writing a file of history anew, without what is free in it.
struct Compacting
{
    FileFault fault = {};
    qint64 before = 0; ///< bytes, with the log
    qint64 after = 0;
};

/// Nobody else may use the file: FileFault::Kind::Taken when a hub does.
Compacting compactFile(const QString &path);

} // namespace helio
