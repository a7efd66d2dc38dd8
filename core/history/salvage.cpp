// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/salvage.h"

#include "event/pluralform.h"
#include "history/firstpage.h"
#include "history/salvagedrows.h"
#include "history/schema.h"
#include "history/statement.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <cstdio>

#include <sqlite3.h>

namespace helio {

namespace {

struct SalvageText
{
    Q_DECLARE_TR_FUNCTIONS(helio::Salvage)
};

const QString NewSuffix = QStringLiteral(".new");
const QString ReadSuffix = QStringLiteral(".read"); ///< of a copy that is read instead of the file
const QString LogSuffix = QStringLiteral("-wal");

bool renameFile(const QString &from, const QString &to)
{
    return std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0;
}

/// Each of a file and what SQLite has beside it that is there.
bool renameAll(const QString &from, const QString &to)
{
    for (const char *suffix : {"", "-wal", "-shm", "-journal"}) {
        const QString end = QString::fromLatin1(suffix);
        if (QFileInfo::exists(from + end) && !renameFile(from + end, to + end))
            return false;
    }
    return true;
}

void removeAll(const QString &path)
{
    for (const char *suffix : {"", "-wal", "-shm", "-journal"})
        QFile::remove(path + QString::fromLatin1(suffix));
}

/// A name that nothing has yet.
QString freeAsideName(const QString &path, HistoryNow now)
{
    const QString name = asideName(path, QStringLiteral("damaged"), QDateTime::fromMSecsSinceEpoch(now.wall));
    QString free = name;
    for (int number = 2; QFileInfo::exists(free) || QFileInfo::exists(free + QStringLiteral("-wal")); ++number)
        free = QStringLiteral("%1-%2").arg(name).arg(number);
    return free;
}

/// A copy of the file and its log whose header can be read. Empty: it cannot be made, mostly for want of room.
QString mendedCopy(const QString &path)
{
    const QString copy = path + ReadSuffix;
    const QString log = path + LogSuffix;
    removeAll(copy);
    const bool isMade =
        QFile::copy(path, copy) && (!QFileInfo::exists(log) || QFile::copy(log, copy + LogSuffix)) && mendHeader(copy);
    if (!isMade)
        removeAll(copy);
    return isMade ? copy : QString();
}

bool bringOver(const QString &path, const QString &to, HistoryNow now, const std::atomic<bool> *isStopped,
               SalvageReport &report)
{
    Database target;
    const bool isMade = target.open(to, Database::Access::Create) && createSchema(target, now.wall, 0);
    SalvagedRows rows(target, isStopped);
    Database withLog;
    Database alone;
    withLog.open(path, Database::Access::Read);
    alone.open(path, Database::Access::Immutable);
    bool isBrought = isMade;
    for (Database *view : {&withLog, &alone}) {
        if (view->isOpen()) {
            view->keepLogOnClose(true);
            view->execute("PRAGMA cell_size_check=ON; PRAGMA trusted_schema=OFF");
            rows.readNames(*view);
        }
    }
    for (Database *view : {&withLog, &alone})
        isBrought = isBrought && (!view->isOpen() || rows.bringEvents(*view));
    isBrought = isBrought && rows.finish(now.wall);
    report.events = rows.events();
    report.damaged = rows.damaged();
    report.holes = rows.holes();
    if (!isBrought)
        report.fault = target.fault();
    return isBrought;
}

bool isStop(const std::atomic<bool> *isStopped)
{
    return isStopped && *isStopped;
}

constexpr int StepsBetweenLooks = 10'000; ///< of SQLite's machine: a millisecond or so

} // namespace

bool isWhole(const QString &path, const std::atomic<bool> *isStopped)
{
    Database database;
    if (!database.open(path, Database::Access::Read))
        return database.fault().kind != FileFault::Kind::Corrupt;
    database.keepLogOnClose(true);
    sqlite3_progress_handler(
        database.handle(), StepsBetweenLooks,
        [](void *stopped) { return int(isStop(static_cast<const std::atomic<bool> *>(stopped))); },
        const_cast<std::atomic<bool> *>(isStopped));
    bool isOk = false;
    {
        Statement check(database, "PRAGMA integrity_check(1)");
        isOk = check.next() && check.text(0) == "ok";
    }
    return isOk || isStop(isStopped);
}

SalvageReport salvage(const QString &path, HistoryNow now, FileClaim &claim, const std::atomic<bool> *isStopped)
{
    SalvageReport report;
    const QString made = path + NewSuffix;
    removeAll(made);
    FileClaim newClaim = FileClaim::of(made, FileClaim::Folder::MustExist, report.fault);
    const bool isMended = !report.fault && claim.hasDamagedHeader(path, scanLog(path));
    const QString view = isMended ? mendedCopy(path) : path;
    if (!report.fault && view.isEmpty())
        report.fault = FileFault::of(FileFault::Kind::Full); // tried again: of the file itself little can be read
    const bool isBrought = !report.fault && bringOver(view, made, now, isStopped, report);
    removeAll(path + ReadSuffix);
    if (!isBrought) {
        removeAll(made);
        return report;
    }
    // A crash between these is gone on from by finishSalvage(): the new file is whole by now.
    report.aside = freeAsideName(path, now);
    if (!syncFolderOf(path) || !renameAll(path, report.aside) || !renameFile(made, path) || !syncFolderOf(path)) {
        report.fault = FileFault::of(FileFault::Kind::Unreachable, path);
        return report;
    }
    claim = std::move(newClaim);
    report.notice = SalvageText::tr("the file of history was damaged; what could be read was brought over (%n events), "
                                    "readers are told of a gap, and the damaged file is kept as %1",
                                    nullptr, pluralCount(report.events))
                        .arg(report.aside);
    return report;
}

bool putOrphanedLogAside(const QString &path, HistoryNow now, QString &aside)
{
    const QString log = path + LogSuffix;
    if (QFileInfo(path).size() > 0 || QFileInfo(log).size() == 0)
        return true;
    aside = freeAsideName(path, now) + LogSuffix;
    return renameFile(log, aside) && syncFolderOf(path);
}

QString copyLogAside(const QString &path, HistoryNow now)
{
    QString aside = freeAsideName(path, now) + LogSuffix;
    if (!QFile::copy(path + LogSuffix, aside)) {
        QFile::remove(aside);
        return {};
    }
    return aside;
}

bool finishSalvage(const QString &path, HistoryNow now)
{
    const QString made = path + NewSuffix;
    if (!QFileInfo::exists(made))
        return true;
    // While the file is there, the new one may be half of it.
    if (QFileInfo::exists(path)) {
        removeAll(made);
        return true;
    }
    return renameAll(path, freeAsideName(path, now)) && renameFile(made, path) && syncFolderOf(path);
}

} // namespace helio
