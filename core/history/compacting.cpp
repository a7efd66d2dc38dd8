// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/compacting.h"

#include "history/fileclaim.h"
#include "history/firstpage.h"
#include "history/schema.h"

#include <QFileInfo>

namespace helio {

namespace {

qint64 sizeOf(const QString &path)
{
    return QFileInfo(path).size() + QFileInfo(path + QStringLiteral("-wal")).size();
}

} // namespace

Compacting compactFile(const QString &path)
{
    Compacting compacting;
    compacting.fault = FileFault::ofMissing(path);
    if (!compacting.fault)
        compacting.fault = faultOfHeader(path, FileClaim::isHeldBySomebody(path));
    if (compacting.fault)
        return compacting;
    const FileClaim claim = FileClaim::of(path, FileClaim::Folder::MustExist, compacting.fault);
    if (compacting.fault)
        return compacting;
    compacting.before = sizeOf(path);
    Database database;
    const bool isOpen = database.open(path, Database::Access::Write);
    const auto form = isOpen ? formOf(database) : std::nullopt;
    if (form && *form != FileForm::History && *form != FileForm::Older)
        compacting.fault = FileFault::of(*form == FileForm::Newer ? FileFault::Kind::Newer : FileFault::Kind::Foreign);
    else if (!form || !prepareWriter(database) || !database.execute("VACUUM") ||
             !database.execute("PRAGMA wal_checkpoint(TRUNCATE)"))
        compacting.fault = database.fault();
    database.close();
    compacting.after = sizeOf(path);
    return compacting;
}

} // namespace helio
