// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/filefault.h"
#include "history/walscan.h"

#include <QByteArray>

namespace helio {

/// The first page of a file, looked at before SQLite does: of a header that is damaged SQLite says that it is no
/// database, or takes it at its word and writes over what is in use. The tables' texts stand in the same page, and by
/// them a file of ours is known all the same.
enum class FirstPage {
    Ours,    ///< by its header or by its tables; perhaps damaged
    Foreign, ///< another program's
    Newer,   ///< of a newer version
};
/// `page`: the first FirstPageBytes of the file, or as many as there are.
FirstPage firstPageOf(const QByteArray &page);
inline constexpr qsizetype FirstPageBytes = 4096;

/// Whether the header of a file of ours says what cannot be. `log`: what is beside the file; null: it is being written,
/// and only what never changes is looked at. The descriptor's place stays as it is.
bool isHeaderDamaged(int descriptor, const LogScan *log);
/// The same of a file that nobody in this process has open, with the words of FileFault::Kind::Corrupt. No fault where
/// it cannot be read. `isInUse`: by another.
FileFault faultOfHeader(const QString &path, bool isInUse);

/// Puts the header of a copy right, so that all of it can be read; it is not to be written to. False: it cannot be.
bool mendHeader(const QString &copy);

} // namespace helio
