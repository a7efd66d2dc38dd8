// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/statement.h"

#include "history/database.h"

#include <utility>

#include <sqlite3.h>

namespace helio {

Statement::Statement(Database &database, const char *sql)
    : database_(&database)
{
    hasFailed_ =
        !database.accept(sqlite3_prepare_v3(database.handle(), sql, -1, SQLITE_PREPARE_PERSISTENT, &handle_, nullptr));
}

Statement::~Statement()
{
    sqlite3_finalize(handle_);
}

Statement::Statement(Statement &&other) noexcept
    : database_(other.database_)
    , handle_(std::exchange(other.handle_, nullptr))
    , hasFailed_(std::exchange(other.hasFailed_, true))
{}

Statement &Statement::operator=(Statement &&other) noexcept
{
    std::swap(database_, other.database_);
    std::swap(handle_, other.handle_);
    std::swap(hasFailed_, other.hasFailed_);
    return *this;
}

Statement &Statement::bind(int parameter, qint64 value)
{
    sqlite3_bind_int64(handle_, parameter, value);
    return *this;
}

Statement &Statement::bind(int parameter, QByteArrayView utf8)
{
    // A null pointer would bind NULL.
    const char *bytes = utf8.isEmpty() ? "" : utf8.data();
    sqlite3_bind_text64(handle_, parameter, bytes, sqlite3_uint64(utf8.size()), SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
}

Statement &Statement::bindNull(int parameter)
{
    sqlite3_bind_null(handle_, parameter);
    return *this;
}

bool Statement::next()
{
    if (!handle_)
        return false;
    const int code = sqlite3_step(handle_);
    hasFailed_ = !database_->accept(code);
    if (code == SQLITE_ROW)
        return true;
    sqlite3_reset(handle_);
    return false;
}

bool Statement::run()
{
    while (next()) {
    }
    return !hasFailed_;
}

void Statement::reset()
{
    sqlite3_reset(handle_);
}

qint64 Statement::integer(int column) const
{
    return sqlite3_column_int64(handle_, column);
}

QByteArrayView Statement::textView(int column) const
{
    // The pointer first: it may be made of a value of another kind, whose size is another then.
    const void *bytes = sqlite3_column_blob(handle_, column);
    return {static_cast<const char *>(bytes), sqlite3_column_bytes(handle_, column)};
}

QByteArray Statement::text(int column) const
{
    return textView(column).toByteArray();
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}

} // namespace helio
