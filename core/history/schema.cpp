// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/schema.h"

#include "history/rowcrc.h"
#include "history/statement.h"

#include <QFile>

namespace helio {

namespace {

// `data` stands last: who passes over a row reads none of the pages it overflows to.
constexpr char SchemaSql[] = R"(
CREATE TABLE meta(key TEXT PRIMARY KEY, value INTEGER NOT NULL, crc INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE channel(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, trimmed INTEGER NOT NULL,
                     kept INTEGER NOT NULL, crc INTEGER NOT NULL);
CREATE TABLE event(position INTEGER PRIMARY KEY, channel INTEGER NOT NULL, stored INTEGER NOT NULL,
                   skew INTEGER NOT NULL, own TEXT, hidden INTEGER NOT NULL, type TEXT, size INTEGER NOT NULL,
                   crc INTEGER NOT NULL, data TEXT NOT NULL);
CREATE INDEX by_channel ON event(channel, position, size);
CREATE TABLE own_id(id TEXT, channel INTEGER, position INTEGER NOT NULL, hidden INTEGER NOT NULL,
                    PRIMARY KEY(id, channel)) WITHOUT ROWID;
CREATE TABLE loss(position INTEGER PRIMARY KEY, selection TEXT NOT NULL, crc INTEGER NOT NULL);
)";

bool isEmpty(Database &database)
{
    const auto tables = database.number("SELECT count(*) FROM sqlite_schema");
    return tables && *tables == 0;
}

} // namespace

QByteArrayList schemaTexts()
{
    QByteArrayList texts;
    const QByteArray all(SchemaSql);
    qsizetype from = 0;
    for (qsizetype end = all.indexOf(';'); end >= 0; end = all.indexOf(';', from)) {
        texts.append(all.sliced(from, end - from).trimmed());
        from = end + 1;
    }
    return texts;
}

std::span<const MigrationStep> historyMigrations()
{
    return {};
}

std::optional<FileForm> formOf(Database &database, int version)
{
    const auto application = database.number("PRAGMA application_id");
    const auto found = database.number("PRAGMA user_version");
    if (!application || !found)
        return {};
    if (*application == 0 && *found == 0 && isEmpty(database))
        return FileForm::Empty;
    if (database.fault())
        return {};
    if (*application != HistoryApplicationId)
        return FileForm::Foreign;
    if (*found == version)
        return FileForm::History;
    return *found < version ? FileForm::Older : FileForm::Newer;
}

bool createSchema(Database &database, qint64 wallMilliseconds, qint64 floor)
{
    // EXTRA syncs the folder too, so that the journal does not come back after the transaction.
    if (!database.execute("PRAGMA page_size=4096; PRAGMA auto_vacuum=INCREMENTAL; PRAGMA synchronous=EXTRA;"
                          "BEGIN IMMEDIATE") ||
        !database.execute(SchemaSql) || !setMetaValue(database, "made", wallMilliseconds) ||
        !setMetaValue(database, "floor", floor))
        return false;
    const QByteArray stamp = "PRAGMA application_id=" + QByteArray::number(HistoryApplicationId) +
                             "; PRAGMA user_version=" + QByteArray::number(HistoryVersion) + "; COMMIT";
    return database.execute(stamp.constData());
}

bool prepareWriter(Database &database)
{
    // Debian's SQLite zeroes what is freed unless it is told not to. A log that became larger than twice what is due
    // for a checkpoint, as somebody read for long, gives its room back.
    return database.execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0;"
                            "PRAGMA mmap_size=0; PRAGMA cache_size=-16384; PRAGMA busy_timeout=0;"
                            "PRAGMA secure_delete=OFF; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;"
                            "PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=8388608");
}

bool prepareReader(Database &database)
{
    return database.execute("PRAGMA query_only=ON; PRAGMA mmap_size=0; PRAGMA cache_size=-4096; PRAGMA busy_timeout=0;"
                            "PRAGMA wal_autocheckpoint=0; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;"
                            "PRAGMA temp_store=MEMORY");
}

bool migrate(Database &database, const QString &path, const QDateTime &now, std::span<const MigrationStep> steps,
             int version)
{
    const auto found = database.number("PRAGMA user_version");
    if (!found)
        return false;
    const QString copy = asideName(path, QStringLiteral("v%1").arg(*found), now);
    if (!database.execute(("VACUUM INTO " + quotedForSql(QFile::encodeName(copy))).constData()) ||
        !database.execute("BEGIN IMMEDIATE"))
        return false;
    auto at = int(*found);
    for (const MigrationStep &step : steps) {
        if (step.from != at || at == version)
            continue;
        if (!step.migrate(database))
            break;
        ++at;
    }
    const QByteArray stamp = "PRAGMA user_version=" + QByteArray::number(at) + "; COMMIT";
    if (at == version && database.execute(stamp.constData()))
        return true;
    const FileFault fault = database.fault();
    database.execute("ROLLBACK");
    if (fault) // and not that of the rollback, which there may be nothing for
        database.keepFault(fault);
    else
        database.keepFault(FileFault::of(FileFault::Kind::Corrupt, QStringLiteral("user_version %1").arg(at)));
    return false;
}

std::optional<qint64> metaValue(Database &database, const char *key)
{
    Statement statement(database, "SELECT value, crc FROM meta WHERE key=?");
    statement.bind(1, QByteArrayView(key));
    if (!statement.next() || statement.integer(1) != qint64(crcOfMeta(key, statement.integer(0))))
        return {};
    return statement.integer(0);
}

bool setMetaValue(Database &database, const char *key, qint64 value)
{
    Statement statement(database, "INSERT OR REPLACE INTO meta VALUES(?,?,?)");
    return statement.bind(1, QByteArrayView(key)).bind(2, value).bind(3, qint64(crcOfMeta(key, value))).run();
}

QString asideName(const QString &path, const QString &word, const QDateTime &now)
{
    return QStringLiteral("%1.%2-%3").arg(path, word, now.toString(QStringLiteral("yyyyMMdd-HHmmss")));
}

} // namespace helio
