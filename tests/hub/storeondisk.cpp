// SPDX-License-Identifier: GPL-3.0-or-later
#include "storeondisk.h"

#include "store/sqlitestore.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

namespace helio::test {

QString fastFolder()
{
    const QString inMemory = QStringLiteral("/dev/shm");
    return QFileInfo(inMemory).isWritable() ? inMemory : QDir::tempPath();
}

MadeStore makeStoreOnDisk(const HistoryLimits &limits, const Clock &clock)
{
    static const QTemporaryDir folder(fastFolder() + QStringLiteral("/heliograph-XXXXXX"));
    static int number = 0;
    return makeSqliteStore(folder.filePath(QStringLiteral("%1.db").arg(++number)))(limits, clock);
}

MadeStore makeStoreWithLittleMemory(HistoryLimits limits, const Clock &clock)
{
    limits.memoryBytes = 1'000;
    return makeStoreOnDisk(limits, clock);
}

} // namespace helio::test
