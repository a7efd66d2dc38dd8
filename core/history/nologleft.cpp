// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/nologleft.h"

#include "history/database.h"

#include <QFileInfo>

namespace helio {

NoLogLeft::NoLogLeft(const QString &path)
    : path_(path)
    , wasThere_(QFileInfo::exists(path + QLatin1String("-wal")) || QFileInfo::exists(path + QLatin1String("-shm")))
{}

NoLogLeft::~NoLogLeft()
{
    const QFileInfo log(path_ + QLatin1String("-wal"));
    if (wasThere_ || !log.exists() || log.size() > 0)
        return;
    // SQLite itself takes it away when the last one who may write closes: a hub that began meanwhile keeps its log.
    Database database;
    if (database.open(path_, Database::Access::Write))
        database.number("SELECT count(*) FROM sqlite_schema");
}

} // namespace helio
