// SPDX-License-Identifier: GPL-3.0-or-later
#include "storesettings.h"

#include "settingstext.h"
#include "store/memorystore.h"
#include "store/sqlitestore.h"

#include <QStandardPaths>

namespace helio {

namespace {
constexpr QLatin1String Memory("memory");
constexpr QLatin1String Sqlite("sqlite");
constexpr QLatin1String SqliteFile("sqlite:");
} // namespace

QString usualHistoryFile()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation))
        .absoluteFilePath(QStringLiteral("heliograph/history.db"));
}

QString readStore(const QString &text, const QDir &folder, StoreChoice &value)
{
    if (text == Memory) {
        value = {{}, true};
        return {};
    }
    if (text == Sqlite) {
        value = {usualHistoryFile(), true};
        return {};
    }
    if (!text.startsWith(SqliteFile))
        return SettingsText::tr("there is no store \"%1\"; there are: memory, sqlite, sqlite:FILE").arg(text);
    const QString path = text.sliced(SqliteFile.size());
    if (path.isEmpty())
        return SettingsText::tr("\"%1\" names no file; name one as in sqlite:history.db, or leave out the colon")
            .arg(text);
    value = {QDir::cleanPath(folder.absoluteFilePath(path)), true};
    return {};
}

QString storeText(const StoreChoice &value)
{
    if (!value.isOnDisk())
        return Memory;
    return value.file == usualHistoryFile() ? QString(Sqlite) : SqliteFile + value.file;
}

StoreFactory storeFactory(const StoreChoice &choice, WhenUnusable whenUnusable)
{
    if (!choice.isOnDisk())
        return makeMemoryStore;
    // The usual place is ours to make; a folder that somebody named may be misspelt.
    const auto folder = choice.file == usualHistoryFile() ? FileClaim::Folder::IsMade : FileClaim::Folder::MustExist;
    const StoreFactory onDisk = makeSqliteStore(choice.file, folder);
    if (whenUnusable == WhenUnusable::Refuse)
        return onDisk;
    return [onDisk](const HistoryLimits &limits, const Clock &clock) {
        MadeStore made = onDisk(limits, clock);
        if (made.store)
            return made;
        MadeStore inMemory = makeMemoryStore(limits, clock);
        inMemory.notice = made.problem;
        return inMemory;
    };
}

} // namespace helio
