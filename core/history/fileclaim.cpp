// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/fileclaim.h"

#include "history/firstpage.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace helio {

namespace {

struct FileClaimText
{
    Q_DECLARE_TR_FUNCTIONS(helio::FileClaim)
};

FileFault unreachable(int error)
{
    return FileFault::of(FileFault::Kind::Unreachable, QString::fromLocal8Bit(std::strerror(error)));
}

/// NFS, SMB and 9P: a log in memory that is shared is shared by one machine alone.
bool isRemote(int descriptor)
{
    struct statfs system = {};
    if (fstatfs(descriptor, &system) != 0)
        return false;
    constexpr std::array<quint32, 5> Remote = {0x6969, 0x517B, 0xFF534D42, 0xFE534D42, 0x01021997};
    return std::find(Remote.begin(), Remote.end(), quint32(system.f_type)) != Remote.end();
}

/// Whether the descriptor is still what the name stands for.
bool isNamed(int descriptor, const QByteArray &name)
{
    struct stat held = {};
    struct stat named = {};
    return fstat(descriptor, &held) == 0 && stat(name.constData(), &named) == 0 && held.st_ino == named.st_ino &&
           held.st_dev == named.st_dev;
}

/// A file that was cut while it was made has a journal beside it, by which SQLite restores it.
bool hasJournal(const QByteArray &name)
{
    struct stat journal = {};
    return stat((name + "-journal").constData(), &journal) == 0;
}

/// What the first page says.
FileFault faultOfPage(int descriptor, const QByteArray &name)
{
    QByteArray page(FirstPageBytes, '\0');
    const ssize_t got = pread(descriptor, page.data(), size_t(FirstPageBytes), 0);
    if (got < 0)
        return FileFault::of(FileFault::Kind::Io, QString::fromLocal8Bit(std::strerror(errno)));
    if (got == 0)
        fchmod(descriptor, 0600); // it may have been made by others
    if (got == 0 || hasJournal(name))
        return {};
    page.truncate(got);
    switch (firstPageOf(page)) {
    case FirstPage::Foreign:
        return FileFault::of(FileFault::Kind::Foreign);
    case FirstPage::Newer:
        return FileFault::of(FileFault::Kind::Newer);
    case FirstPage::Ours:
        break;
    }
    return {};
}

bool makeFolder(const QString &folder)
{
    if (QFileInfo::exists(folder))
        return true;
    const QString above = QFileInfo(folder).absolutePath();
    return makeFolder(above) && mkdir(QFile::encodeName(folder).constData(), 0700) == 0 && syncFolderOf(folder);
}

} // namespace

FileClaim::~FileClaim()
{
    if (descriptor_ >= 0)
        ::close(descriptor_);
}

FileClaim::FileClaim(FileClaim &&other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1))
{}

FileClaim &FileClaim::operator=(FileClaim &&other) noexcept
{
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

FileClaim FileClaim::of(const QString &path, Folder folder, FileFault &fault)
{
    const QByteArray name = QFile::encodeName(path);
    if (folder == Folder::IsMade && !makeFolder(QFileInfo(path).absolutePath())) {
        fault = unreachable(errno);
        return {};
    }
    const bool isNew = !QFileInfo::exists(path);
    FileClaim claim(::open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!claim.isHeld())
        fault = unreachable(errno);
    else if (isRemote(claim.descriptor_))
        fault = FileFault::of(FileFault::Kind::Unreachable,
                              FileClaimText::tr("it is on a file system of another machine; use a disk of this one"));
    else if (flock(claim.descriptor_, LOCK_EX | LOCK_NB) != 0)
        fault = errno == EWOULDBLOCK ? FileFault::of(FileFault::Kind::Taken) : unreachable(errno);
    else if (!isNamed(claim.descriptor_, name)) // it was replaced between the two
        fault = FileFault::of(FileFault::Kind::Taken);
    else
        fault = faultOfPage(claim.descriptor_, name);
    if (!fault && isNew && !syncFolderOf(path))
        fault = unreachable(errno);
    return fault ? FileClaim() : std::move(claim);
}

bool FileClaim::hasDamagedHeader(const QString &path, const LogScan &log) const
{
    return isHeld() && !hasJournal(QFile::encodeName(path)) && isHeaderDamaged(descriptor_, &log);
}

bool FileClaim::isHeldBySomebody(const QString &path)
{
    const FileClaim claim(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC));
    return claim.isHeld() && flock(claim.descriptor_, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

FileWatch::FileWatch(const QString &path)
    : name_(QFile::encodeName(path))
{}

std::optional<FileWatch::Identity> FileWatch::identify(const QByteArray &name)
{
    struct stat found = {};
    if (stat(name.constData(), &found) != 0)
        return {};
    return Identity{found.st_dev, found.st_ino, found.st_size};
}

FileFault FileWatch::begin()
{
    file_ = identify(name_);
    log_.reset();
    return file_ ? FileFault() : FileFault::of(FileFault::Kind::Gone);
}

FileFault FileWatch::inspect()
{
    const auto isSame = [](const std::optional<Identity> &one, const std::optional<Identity> &other) {
        return one && other && one->device == other->device && one->inode == other->inode;
    };
    const auto file = identify(name_);
    const auto log = identify(name_ + "-wal");
    if (!log_)
        log_ = log;
    if (!isSame(file, file_) || file->size < file_->size || (log_ && !isSame(log, log_)))
        return FileFault::of(FileFault::Kind::Gone);
    return {};
}

bool FileWatch::isThere() const
{
    const auto file = identify(name_);
    return file_ && file && file->device == file_->device && file->inode == file_->inode && file->size >= file_->size;
}

void FileWatch::noteCheckpoint()
{
    const auto file = identify(name_);
    if (file_ && file && file->inode == file_->inode)
        file_->size = file->size;
}

bool syncFolderOf(const QString &path)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    const int descriptor = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool isSynced = fsync(descriptor) == 0;
    ::close(descriptor);
    return isSynced;
}

} // namespace helio
