// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/filefault.h"

#include <QByteArray>
#include <QString>

#include <optional>

struct sqlite3;

namespace helio {

/// One connection to an SQLite file, in one thread. Who calls something that fails asks fault() why.
class Database
{
public:
    enum class Access {
        Create,    ///< read and write; made where there is none
        Write,     ///< read and write what is there
        Read,      ///< only read
        Immutable, ///< only read the file itself, without what is in its log; nobody else may write meanwhile
    };

    Database() = default;
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    /// `vfs`: the name of an sqlite3_vfs; empty: the system's. False when it cannot be opened; then it is closed.
    bool open(const QString &path, Access access, const QByteArray &vfs = {});
    bool isOpen() const { return handle_; }
    /// Statements over it are to be gone by then. Nothing where it is closed.
    void close();

    /// All statements of `sql`, whose rows nobody wants.
    bool execute(const char *sql);
    /// The first number that `sql` answers; nothing without a row, or on a fault, which fault() tells apart.
    std::optional<qint64> number(const char *sql);
    /// When the last connection closes, its log is left as it is instead of being put into the file.
    void keepLogOnClose(bool kept);
    /// From any thread: what runs ends with FileFault::Kind::Interrupted.
    void interrupt();

    /// Of the last call, of a statement too, that failed; it stays until clearFault().
    const FileFault &fault() const { return fault_; }
    void clearFault() { fault_ = {}; }
    void keepFault(FileFault fault) { fault_ = std::move(fault); }
    /// False when `code` of SQLite's is a fault, which is kept.
    bool accept(int code);
    sqlite3 *handle() const { return handle_; }

private:
    sqlite3 *handle_ = nullptr;
    FileFault fault_;
};

/// A text that SQL can hold: 'it''s'.
QByteArray quotedForSql(const QByteArray &text);

} // namespace helio
