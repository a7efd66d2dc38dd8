// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/filefault.h"
#include "history/walscan.h"

#include <optional>

namespace helio {

/// That no other hub uses a file of history: a lock on the file itself, held by a descriptor that is opened before
/// SQLite's and closed after it. (Closing any descriptor of the file lets go of SQLite's own locks.) Programs that only
/// read, as `sqlite3 FILE`, are not kept out.
class FileClaim
{
public:
    enum class Folder {
        MustExist,
        IsMade, ///< with the folders above it, for the user alone
    };

    FileClaim() = default;
    /// Lets go of it.
    ~FileClaim();
    FileClaim(FileClaim &&other) noexcept;
    FileClaim &operator=(FileClaim &&other) noexcept;

    /// Makes the file where there is none, for the user alone. Refused where another hub has it, where it is no
    /// history, or one of a newer version, and on a file system of other machines, where SQLite's log cannot work.
    static FileClaim of(const QString &path, Folder folder, FileFault &fault);
    bool isHeld() const { return descriptor_ >= 0; }
    /// Whether the header of the file, which is `path`, says what cannot be. `log`: what is beside it.
    bool hasDamagedHeader(const QString &path, const LogScan &log) const;
    /// Whether somebody else holds it: by a descriptor that is closed again, so not for a process that has the file
    /// open.
    static bool isHeldBySomebody(const QString &path);

private:
    explicit FileClaim(int descriptor)
        : descriptor_(descriptor)
    {}

    int descriptor_ = -1;
};

/// Whether a file and its log are still those that were opened: by their names alone, so that no lock is touched.
class FileWatch
{
public:
    explicit FileWatch(const QString &path);

    /// What is there now is what is watched. The log, which SQLite makes later, is from when it is first there.
    FileFault begin();
    /// FileFault::Kind::Gone where one of them was taken away, replaced, or the file is shorter than a checkpoint left
    /// it.
    FileFault inspect();
    /// Whether what was opened stands under its name, perhaps again, and is not shorter; whatever became of its log.
    bool isThere() const;
    /// A checkpoint may have made the file shorter.
    void noteCheckpoint();

private:
    struct Identity
    {
        quint64 device = 0;
        quint64 inode = 0;
        qint64 size = 0;
    };
    static std::optional<Identity> identify(const QByteArray &name);

    QByteArray name_;
    std::optional<Identity> file_;
    std::optional<Identity> log_;
};

/// What was made, renamed or removed in the folder of `path` is on the disk then.
bool syncFolderOf(const QString &path);

} // namespace helio
