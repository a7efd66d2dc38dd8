// SPDX-License-Identifier: GPL-3.0-or-later
#include "faultyvfs.h"

#include <sqlite3.h>

namespace helio::test {

struct FaultyVfs::Vfs
{
    sqlite3_vfs vfs;
    sqlite3_vfs *system;
};

/// What SQLite has of an open file: `base` first, as it wants it; behind it stands the system's.
struct FaultyFile
{
    sqlite3_file base;
    FaultyVfs *disk;
    sqlite3_file *system() { return reinterpret_cast<sqlite3_file *>(this + 1); }
};

struct FaultyVfs::Methods
{
    static FaultyFile *fileOf(sqlite3_file *file) { return reinterpret_cast<FaultyFile *>(file); }
    static sqlite3_file *systemOf(sqlite3_file *file) { return fileOf(file)->system(); }

    static int close(sqlite3_file *file) { return systemOf(file)->pMethods->xClose(systemOf(file)); }
    static int read(sqlite3_file *file, void *to, int size, sqlite3_int64 at)
    {
        return systemOf(file)->pMethods->xRead(systemOf(file), to, size, at);
    }
    static int write(sqlite3_file *file, const void *from, int size, sqlite3_int64 at)
    {
        const FaultyVfs &disk = *fileOf(file)->disk;
        if (disk.isFull)
            return SQLITE_FULL;
        if (disk.isReadOnly)
            return SQLITE_READONLY;
        if (disk.writesFail)
            return SQLITE_IOERR_WRITE;
        return systemOf(file)->pMethods->xWrite(systemOf(file), from, size, at);
    }
    static int truncate(sqlite3_file *file, sqlite3_int64 size)
    {
        return systemOf(file)->pMethods->xTruncate(systemOf(file), size);
    }
    static int sync(sqlite3_file *file, int flags)
    {
        FaultyVfs &disk = *fileOf(file)->disk;
        ++disk.syncs;
        disk.areSyncsHeld_.wait(true);
        if (disk.syncsFail)
            return SQLITE_IOERR_FSYNC;
        return systemOf(file)->pMethods->xSync(systemOf(file), flags);
    }
    static int fileSize(sqlite3_file *file, sqlite3_int64 *size)
    {
        return systemOf(file)->pMethods->xFileSize(systemOf(file), size);
    }
    static int lock(sqlite3_file *file, int kind) { return systemOf(file)->pMethods->xLock(systemOf(file), kind); }
    static int unlock(sqlite3_file *file, int kind) { return systemOf(file)->pMethods->xUnlock(systemOf(file), kind); }
    static int checkReservedLock(sqlite3_file *file, int *result)
    {
        return systemOf(file)->pMethods->xCheckReservedLock(systemOf(file), result);
    }
    static int fileControl(sqlite3_file *file, int what, void *argument)
    {
        return systemOf(file)->pMethods->xFileControl(systemOf(file), what, argument);
    }
    static int sectorSize(sqlite3_file *file) { return systemOf(file)->pMethods->xSectorSize(systemOf(file)); }
    static int characteristics(sqlite3_file *file)
    {
        return systemOf(file)->pMethods->xDeviceCharacteristics(systemOf(file));
    }
    static int shmMap(sqlite3_file *file, int page, int size, int extend, void volatile **to)
    {
        return systemOf(file)->pMethods->xShmMap(systemOf(file), page, size, extend, to);
    }
    static int shmLock(sqlite3_file *file, int offset, int count, int flags)
    {
        return systemOf(file)->pMethods->xShmLock(systemOf(file), offset, count, flags);
    }
    static void shmBarrier(sqlite3_file *file) { systemOf(file)->pMethods->xShmBarrier(systemOf(file)); }
    static int shmUnmap(sqlite3_file *file, int remove)
    {
        return systemOf(file)->pMethods->xShmUnmap(systemOf(file), remove);
    }
    static int open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *flagsOut)
    {
        static const sqlite3_io_methods Io = {2,
                                              close,
                                              read,
                                              write,
                                              truncate,
                                              sync,
                                              fileSize,
                                              lock,
                                              unlock,
                                              checkReservedLock,
                                              fileControl,
                                              sectorSize,
                                              characteristics,
                                              shmMap,
                                              shmLock,
                                              shmBarrier,
                                              shmUnmap,
                                              nullptr,
                                              nullptr};
        FaultyFile *faulty = fileOf(file);
        faulty->disk = static_cast<FaultyVfs *>(vfs->pAppData);
        sqlite3_vfs *system = faulty->disk->vfs_->system;
        const int code = system->xOpen(system, name, faulty->system(), flags, flagsOut);
        file->pMethods = faulty->system()->pMethods ? &Io : nullptr;
        return code;
    }
};

FaultyVfs::FaultyVfs()
    : name_("faulty-" + QByteArray::number(quintptr(this)))
    , vfs_(std::make_unique<Vfs>())
{
    vfs_->system = sqlite3_vfs_find(nullptr);
    vfs_->vfs = *vfs_->system; // but for opening, the system's own, which looks into nothing that is not its own
    vfs_->vfs.pNext = nullptr;
    vfs_->vfs.zName = name_.constData();
    vfs_->vfs.szOsFile = int(sizeof(FaultyFile)) + vfs_->system->szOsFile;
    vfs_->vfs.pAppData = this;
    vfs_->vfs.xOpen = Methods::open;
    sqlite3_vfs_register(&vfs_->vfs, 0);
}

FaultyVfs::~FaultyVfs()
{
    releaseSyncs();
    sqlite3_vfs_unregister(&vfs_->vfs);
}

void FaultyVfs::releaseSyncs()
{
    areSyncsHeld_ = false;
    areSyncsHeld_.notify_all();
}

} // namespace helio::test
