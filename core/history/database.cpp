// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/database.h"

#include "history/statement.h"

#include <QFile>
#include <QUrl>

#include <sqlite3.h>

namespace helio {

namespace {

FileFault::Kind kindOf(int code)
{
    if (code == SQLITE_READONLY_DBMOVED)
        return FileFault::Kind::Gone;
    switch (code & 0xFF) {
    case SQLITE_FULL:
        return FileFault::Kind::Full;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return FileFault::Kind::ReadOnly;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return FileFault::Kind::Busy;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR: // of ours it is what a table misses
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
        return FileFault::Kind::Corrupt;
    case SQLITE_CANTOPEN:
        return FileFault::Kind::Unreachable;
    case SQLITE_INTERRUPT:
        return FileFault::Kind::Interrupted;
    default:
        return FileFault::Kind::Io;
    }
}

int flagsOf(Database::Access access)
{
    switch (access) {
    case Database::Access::Create:
        return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case Database::Access::Write:
        return SQLITE_OPEN_READWRITE;
    case Database::Access::Read:
        return SQLITE_OPEN_READONLY;
    case Database::Access::Immutable:
        return SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    }
    return 0;
}

QByteArray nameOf(const QString &path, Database::Access access)
{
    const QByteArray name = QFile::encodeName(path);
    return access == Database::Access::Immutable ? "file:" + name.toPercentEncoding("/") + "?immutable=1" : name;
}

} // namespace

Database::~Database()
{
    close();
}

bool Database::open(const QString &path, Access access, const QByteArray &vfs)
{
    close();
    clearFault();
    const int flags = flagsOf(access) | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int code =
        sqlite3_open_v2(nameOf(path, access).constData(), &handle_, flags, vfs.isEmpty() ? nullptr : vfs.constData());
    if (accept(code))
        return true;
    close();
    return false;
}

void Database::close()
{
    sqlite3_close_v2(std::exchange(handle_, nullptr));
}

bool Database::execute(const char *sql)
{
    return accept(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr));
}

std::optional<qint64> Database::number(const char *sql)
{
    Statement statement(*this, sql);
    return statement.next() ? std::optional(statement.integer(0)) : std::nullopt;
}

void Database::keepLogOnClose(bool kept)
{
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, int(kept), nullptr);
}

void Database::interrupt()
{
    if (handle_)
        sqlite3_interrupt(handle_);
}

bool Database::accept(int code)
{
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
        return true;
    const char *words = handle_ ? sqlite3_errmsg(handle_) : sqlite3_errstr(code);
    fault_ = FileFault::of(kindOf(code), QStringLiteral("%1 (%2)").arg(QString::fromUtf8(words)).arg(code));
    return false;
}

QByteArray quotedForSql(const QByteArray &text)
{
    QByteArray doubled = text;
    return "'" + doubled.replace('\'', "''") + "'";
}

} // namespace helio
