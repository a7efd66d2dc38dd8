// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

struct sqlite3_stmt;

namespace helio {

class Database;

/// One statement of SQL, made once and run as often as one likes. Its faults are the database's.
class Statement
{
public:
    /// Does nothing, and fails.
    Statement() = default;
    /// `database` is borrowed. Where `sql` cannot be made, each run fails.
    Statement(Database &database, const char *sql);
    ~Statement();
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&other) noexcept;

    /// Parameters count from 1, and keep their values until they are bound anew. A text is copied.
    Statement &bind(int parameter, qint64 value);
    Statement &bind(int parameter, QByteArrayView utf8);
    Statement &bindNull(int parameter);

    /// To the next row. False: there is no more, or it failed; it begins anew then.
    bool next();
    /// To the end; its rows are not wanted. False when it failed.
    bool run();
    /// Begins anew, and lets go of what it holds of the file.
    void reset();
    /// Whether the last next() failed, and did not merely find the end.
    bool hasFailed() const { return hasFailed_; }

    /// Of the row; columns count from 0. NULL is 0 and empty.
    qint64 integer(int column) const;
    QByteArray text(int column) const;
    /// The same, where it lies: until next() or reset().
    QByteArrayView textView(int column) const;
    bool isNull(int column) const;

private:
    Database *database_ = nullptr;
    sqlite3_stmt *handle_ = nullptr;
    bool hasFailed_ = true;
};

} // namespace helio
