// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/filecheck.h"

#include "event/pluralform.h"
#include "history/brokenplaces.h"
#include "history/eventrows.h"
#include "history/fileclaim.h"
#include "history/firstpage.h"
#include "history/nologleft.h"
#include "history/packedposition.h"
#include "history/schema.h"
#include "history/walscan.h"

#include <QCoreApplication>
#include <QHash>

namespace helio {

namespace {

struct FileCheckText
{
    Q_DECLARE_TR_FUNCTIONS(helio::FileCheck)
};

/// Of one kind of problem so many are said one by one.
constexpr qint64 SaidOfAKind = 10;
/// As many rows are read in one transaction, so that a hub's log is not held up.
constexpr int RowsAtATime = 1'000;

class Checker
{
public:
    Checker(Database &database, FileCheck &check)
        : database_(database)
        , check_(check)
    {}

    void checkPages()
    {
        Statement pages(database_, "PRAGMA integrity_check(20)");
        while (pages.next()) {
            if (pages.text(0) != "ok")
                check_.problems.append(FileCheckText::tr("SQLite: %1").arg(QString::fromUtf8(pages.text(0))));
        }
    }
    void checkNames()
    {
        Statement meta(database_, "SELECT key, value, crc FROM meta");
        while (meta.next()) {
            if (qint64(crcOfMeta(meta.textView(0), meta.integer(1))) != meta.integer(2))
                check_.problems.append(
                    FileCheckText::tr("the file's own value \"%1\" is damaged").arg(QString::fromUtf8(meta.text(0))));
        }
        Statement channels(database_, "SELECT id, name, trimmed, kept, crc FROM channel");
        while (channels.next()) {
            ++check_.channels;
            const QByteArray name = channels.text(1);
            names_.insert(channels.integer(0), {name, channels.integer(2)});
            if (qint64(crcOfChannel(channels.integer(0), name, channels.integer(2), channels.integer(3) != 0)) !=
                channels.integer(4))
                check_.problems.append(
                    FileCheckText::tr("the row of the channel \"%1\" is damaged").arg(QString::fromUtf8(name)));
        }
        Statement losses(database_, "SELECT position, selection, crc FROM loss");
        while (losses.next()) {
            ++check_.losses;
            if (qint64(crcOfLoss(losses.integer(0), losses.textView(1))) != losses.integer(2))
                check_.problems.append(FileCheckText::tr("the loss noted at %1 is damaged").arg(id(losses.integer(0))));
        }
    }
    void checkEvents()
    {
        Statement rows(database_, "SELECT " HELIO_EVENT_COLUMNS " FROM event WHERE position>=? ORDER BY position");
        Statement own(database_, "SELECT position FROM own_id WHERE id=? AND channel=?");
        qint64 after = 0;
        for (int read = RowsAtATime; read == RowsAtATime;) {
            rows.bind(1, after + 1);
            for (read = 0; read < RowsAtATime && rows.next(); ++read) {
                after = std::max(after, rows.integer(0));
                checkEvent(rows, own);
            }
            const bool hasFailed = read < RowsAtATime && rows.hasFailed();
            rows.reset();
            if (hasFailed) {
                if (++stretches_ <= SaidOfAKind)
                    check_.problems.append(FileCheckText::tr("events behind %1 cannot be read").arg(id(after)));
                after = firstReadableBehind(database_, after + 1).value_or(0) - 1;
                read = after > 0 ? RowsAtATime : 0;
            }
        }
        sayMore(stretches_, QT_TRANSLATE_N_NOOP("helio::FileCheck", "%n more stretches cannot be read"));
        sayMore(check_.damaged, QT_TRANSLATE_N_NOOP("helio::FileCheck", "%n more events are damaged"));
        sayMore(missingIds_,
                QT_TRANSLATE_N_NOOP("helio::FileCheck", "%n more events cannot be found by their publisher's id"));
    }
    void checkOwnIds()
    {
        Statement stray(database_, "SELECT own_id.id FROM own_id LEFT JOIN event ON event.position=own_id.position"
                                   " AND event.channel=own_id.channel WHERE event.own IS NOT own_id.id");
        while (stray.next()) {
            if (++strayIds_ <= SaidOfAKind)
                check_.problems.append(FileCheckText::tr("the publisher's id \"%1\" stands for no event")
                                           .arg(QString::fromUtf8(stray.text(0))));
        }
        sayMore(strayIds_, QT_TRANSLATE_N_NOOP("helio::FileCheck", "%n more publishers' ids stand for no event"));
    }

private:
    struct Name
    {
        QByteArray name;
        qint64 trimmed = 0;
    };

    static QString id(qint64 position) { return QString::fromUtf8(unpacked(position).toId()); }

    void checkEvent(const Statement &row, Statement &own)
    {
        const auto channel = names_.constFind(row.integer(1));
        // One that a hub made meanwhile is no fault of its events.
        if (channel == names_.cend() && check_.isInUse)
            return;
        ++check_.events;
        const bool isSound = channel != names_.cend() && qint64(crcOf(rowAt(row, channel->name))) == row.integer(8);
        if (!isSound) {
            if (++check_.damaged <= SaidOfAKind)
                check_.problems.append(channel == names_.cend()
                                           ? FileCheckText::tr("the event %1 is damaged").arg(id(row.integer(0)))
                                           : FileCheckText::tr("the event %1 of the channel \"%2\" is damaged")
                                                 .arg(id(row.integer(0)), QString::fromUtf8(channel->name)));
            return;
        }
        if (row.isNull(4) || row.integer(0) <= channel->trimmed)
            return;
        // A later event may have the id of one that is trimmed and not yet deleted.
        const bool isThere = own.bind(1, row.textView(4)).bind(2, row.integer(1)).next();
        const bool isItsOwn = isThere && own.integer(0) >= row.integer(0);
        own.reset();
        if (!isItsOwn && ++missingIds_ <= SaidOfAKind)
            check_.problems.append(FileCheckText::tr("the event %1 cannot be found by its publisher's id \"%2\"")
                                       .arg(id(row.integer(0)), QString::fromUtf8(row.text(4))));
    }
    /// `words` stand in QT_TRANSLATE_N_NOOP, with %n for how many more.
    void sayMore(qint64 count, const char *words)
    {
        if (count > SaidOfAKind)
            check_.problems.append(FileCheckText::tr(words, nullptr, pluralCount(count - SaidOfAKind)));
    }

    Database &database_;
    FileCheck &check_;
    QHash<qint64, Name> names_;
    qint64 stretches_ = 0;
    qint64 missingIds_ = 0;
    qint64 strayIds_ = 0;
};

void checkLog(const QString &path, FileCheck &check)
{
    const LogScan scan = scanLog(path);
    if (scan.fault)
        check.problems.append(scan.fault.problem);
    else if (scan.hasBrokenHeader)
        check.problems.append(
            FileCheckText::tr("the log beside the file has a damaged beginning: what was written last "
                              "may be missing"));
    else if (scan.lostCommits > 0)
        check.problems.append(FileCheckText::tr("the log beside the file is damaged: up to %n groups of events behind "
                                                "the damage may be missing",
                                                nullptr, pluralCount(scan.lostCommits)));
}

} // namespace

FileCheck checkFile(const QString &path)
{
    FileCheck check;
    check.fault = FileFault::ofMissing(path);
    if (check.fault)
        return check;
    check.isInUse = FileClaim::isHeldBySomebody(path);
    if (!check.isInUse)
        checkLog(path, check);
    if (const FileFault header = faultOfHeader(path, check.isInUse)) {
        check.problems.append(header.problem);
        return check;
    }
    const NoLogLeft noLogLeft(path);
    Database database;
    std::optional<FileForm> form;
    if (database.open(path, Database::Access::Read))
        form = formOf(database);
    if (!form) {
        // One that is damaged, and one that cannot be opened, are two things.
        if (database.fault().kind == FileFault::Kind::Corrupt)
            check.problems.append(database.fault().problem);
        else
            check.fault = database.fault();
        return check;
    }
    if (*form == FileForm::Foreign || *form == FileForm::Newer)
        check.fault = FileFault::of(*form == FileForm::Foreign ? FileFault::Kind::Foreign : FileFault::Kind::Newer);
    if (check.fault || *form != FileForm::History)
        return check;
    check.isRead = true;
    Checker checker(database, check);
    checker.checkPages();
    checker.checkNames();
    checker.checkEvents();
    checker.checkOwnIds();
    if (database.fault() && check.problems.isEmpty())
        check.problems.append(database.fault().problem);
    return check;
}

} // namespace helio
