// SPDX-License-Identifier: GPL-3.0-or-later
#include "simdisk.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <set>
#include <vector>

#include <sqlite3.h>

namespace helio::test {

namespace {

constexpr qint64 PieceBytes = 512;
constexpr int Locks = SQLITE_SHM_NLOCK;

bool isLog(const QByteArray &name)
{
    return name.endsWith("-wal");
}

} // namespace

struct SimDisk::File
{
    QByteArray name;
    QByteArray now;
    QByteArray synced;
    std::set<qint64> unsynced; ///< pieces
    bool owesSync = false;     ///< it was asked for one, and lied
    std::map<int, std::vector<char>> shared;
    int readers = 0;
    bool isReserved = false;
    bool isExclusive = false;
    std::array<int, Locks> sharedLocks{};
    std::array<bool, Locks> exclusiveLocks{};

    void sync()
    {
        synced = now;
        unsynced.clear();
        owesSync = false;
    }
};

/// What SQLite has of an open file: `base` first, as it wants it.
struct SimDisk::Handle
{
    sqlite3_file base;
    SimDisk *disk;
    std::shared_ptr<File> *file;
    quint64 power;
    int lock;
    unsigned sharedLocks;
    unsigned exclusiveLocks;
};

struct SimDisk::Methods
{
    static Handle &handle(sqlite3_file *file) { return *reinterpret_cast<Handle *>(file); }
    static File &fileOf(sqlite3_file *file) { return **handle(file).file; }
    static bool isDead(sqlite3_file *file)
    {
        return handle(file).disk->isDead_ || handle(file).power != handle(file).disk->power_;
    }
    static bool step(sqlite3_file *file, int fault, int &code)
    {
        code = fault;
        return !isDead(file) && handle(file).disk->step(fault, code);
    }

    static int close(sqlite3_file *file)
    {
        Handle &one = handle(file);
        if (one.power == one.disk->power_)
            unlock(file, SQLITE_LOCK_NONE);
        delete std::exchange(one.file, nullptr);
        return SQLITE_OK;
    }
    static int read(sqlite3_file *file, void *into, int size, sqlite3_int64 at)
    {
        if (isDead(file))
            return SQLITE_IOERR_READ;
        const QByteArray &now = fileOf(file).now;
        const auto have = int(std::clamp<qint64>(now.size() - at, 0, size));
        std::memcpy(into, now.constData() + std::min<qint64>(at, now.size()), size_t(have));
        std::memset(static_cast<char *>(into) + have, 0, size_t(size - have));
        return have == size ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
    }
    static int write(sqlite3_file *file, const void *from, int size, sqlite3_int64 at)
    {
        int code = SQLITE_OK;
        if (!step(file, SQLITE_IOERR_WRITE, code))
            return code;
        SimDisk &disk = *handle(file).disk;
        File &one = fileOf(file);
        const qint64 grows = std::max<qint64>(0, at + size - one.now.size());
        if (grows > 0 && disk.room_ >= 0 && disk.usedBytes() + grows > disk.room_)
            return SQLITE_FULL;
        if (!isLog(one.name)) {
            // What it lied about, SQLite has synced before it writes to the file itself.
            const auto log = disk.files_.find(one.name + "-wal");
            if (log != disk.files_.end() && log->second->owesSync && disk.lie_ == Lie::LogUntilCheckpoint)
                log->second->sync();
        }
        if (grows > 0)
            one.now.append(grows, '\0');
        std::memcpy(one.now.data() + at, from, size_t(size));
        for (qint64 piece = at / PieceBytes; piece <= (at + size - 1) / PieceBytes; ++piece)
            one.unsynced.insert(piece);
        return SQLITE_OK;
    }
    static int truncate(sqlite3_file *file, sqlite3_int64 size)
    {
        int code = SQLITE_OK;
        if (!step(file, SQLITE_IOERR_TRUNCATE, code))
            return code;
        fileOf(file).now.resize(size);
        return SQLITE_OK;
    }
    static int sync(sqlite3_file *file, int)
    {
        int code = SQLITE_OK;
        if (!step(file, SQLITE_IOERR_FSYNC, code))
            return code;
        File &one = fileOf(file);
        const Lie lie = handle(file).disk->lie_;
        one.owesSync = lie == Lie::Everything || (lie == Lie::LogUntilCheckpoint && isLog(one.name));
        if (!one.owesSync)
            one.sync();
        return SQLITE_OK;
    }
    static int size(sqlite3_file *file, sqlite3_int64 *size)
    {
        *size = fileOf(file).now.size();
        return SQLITE_OK;
    }
    static int lock(sqlite3_file *file, int level)
    {
        Handle &one = handle(file);
        File &locked = fileOf(file);
        if (level <= one.lock)
            return SQLITE_OK;
        if (locked.isExclusive ||
            (level >= SQLITE_LOCK_RESERVED && one.lock < SQLITE_LOCK_RESERVED && locked.isReserved))
            return SQLITE_BUSY;
        if (level == SQLITE_LOCK_EXCLUSIVE && locked.readers > (one.lock > SQLITE_LOCK_NONE ? 1 : 0))
            return SQLITE_BUSY;
        if (one.lock == SQLITE_LOCK_NONE)
            ++locked.readers;
        locked.isReserved = locked.isReserved || level >= SQLITE_LOCK_RESERVED;
        locked.isExclusive = level == SQLITE_LOCK_EXCLUSIVE;
        one.lock = level;
        return SQLITE_OK;
    }
    static int unlock(sqlite3_file *file, int level)
    {
        Handle &one = handle(file);
        File &locked = fileOf(file);
        if (level >= one.lock)
            return SQLITE_OK;
        if (one.lock >= SQLITE_LOCK_RESERVED)
            locked.isReserved = locked.isExclusive = false;
        if (level == SQLITE_LOCK_NONE)
            --locked.readers;
        one.lock = level;
        return SQLITE_OK;
    }
    static int isReserved(sqlite3_file *file, int *result)
    {
        *result = fileOf(file).isReserved;
        return SQLITE_OK;
    }
    static int control(sqlite3_file *, int, void *) { return SQLITE_NOTFOUND; }
    static int sectorSize(sqlite3_file *) { return PieceBytes; }
    static int characteristics(sqlite3_file *) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }
    static int mapShared(sqlite3_file *file, int region, int size, int extend, void volatile **out)
    {
        auto &regions = fileOf(file).shared;
        auto found = regions.find(region);
        if (found == regions.end() && extend)
            found = regions.emplace(region, std::vector<char>(size_t(size), 0)).first;
        *out = found == regions.end() ? nullptr : found->second.data();
        return SQLITE_OK;
    }
    static int lockShared(sqlite3_file *file, int offset, int count, int flags)
    {
        Handle &one = handle(file);
        File &locked = fileOf(file);
        for (int i = offset; i < offset + count; ++i) {
            const unsigned bit = 1U << i;
            if (flags & SQLITE_SHM_UNLOCK) {
                if (one.exclusiveLocks & bit)
                    locked.exclusiveLocks[size_t(i)] = false;
                if (one.sharedLocks & bit)
                    --locked.sharedLocks[size_t(i)];
                one.exclusiveLocks &= ~bit;
                one.sharedLocks &= ~bit;
                continue;
            }
            const int others = locked.sharedLocks[size_t(i)] - (one.sharedLocks & bit ? 1 : 0);
            if (locked.exclusiveLocks[size_t(i)] || (flags & SQLITE_SHM_EXCLUSIVE && others > 0))
                return SQLITE_BUSY;
        }
        for (int i = offset; flags & SQLITE_SHM_LOCK && i < offset + count; ++i) {
            const unsigned bit = 1U << i;
            if (flags & SQLITE_SHM_EXCLUSIVE) {
                locked.exclusiveLocks[size_t(i)] = true;
                one.exclusiveLocks |= bit;
            } else if (!(one.sharedLocks & bit)) {
                ++locked.sharedLocks[size_t(i)];
                one.sharedLocks |= bit;
            }
        }
        return SQLITE_OK;
    }
    static void barrier(sqlite3_file *) {}
    static int unmapShared(sqlite3_file *file, int remove)
    {
        if (handle(file).power == handle(file).disk->power_) {
            lockShared(file, 0, Locks, SQLITE_SHM_UNLOCK | SQLITE_SHM_SHARED);
            if (remove)
                fileOf(file).shared.clear();
        }
        return SQLITE_OK;
    }

    static SimDisk &diskOf(sqlite3_vfs *vfs) { return *static_cast<SimDisk *>(vfs->pAppData); }
    static int open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *outFlags);
    static int remove(sqlite3_vfs *vfs, const char *name, int)
    {
        SimDisk &disk = diskOf(vfs);
        int code = SQLITE_OK;
        if (disk.isDead_ || !disk.step(SQLITE_IOERR_DELETE, code))
            return SQLITE_IOERR_DELETE;
        disk.files_.erase(name);
        return SQLITE_OK;
    }
    static int access(sqlite3_vfs *vfs, const char *name, int, int *result)
    {
        *result = diskOf(vfs).has(name);
        return SQLITE_OK;
    }
    static int fullName(sqlite3_vfs *, const char *name, int size, char *out)
    {
        sqlite3_snprintf(size, out, "%s", name);
        return SQLITE_OK;
    }
    static int randomness(sqlite3_vfs *vfs, int size, char *out)
    {
        for (int i = 0; i < size; ++i)
            out[i] = char(diskOf(vfs).random_());
        return size;
    }
    static int sleep(sqlite3_vfs *, int microseconds) { return microseconds; }
    static int time(sqlite3_vfs *, double *days)
    {
        *days = 2'460'000.5;
        return SQLITE_OK;
    }
    static int timeInMilliseconds(sqlite3_vfs *, sqlite3_int64 *milliseconds)
    {
        *milliseconds = 212'000'000'000'000;
        return SQLITE_OK;
    }
    static int lastError(sqlite3_vfs *, int, char *) { return 0; }
};

namespace {

const sqlite3_io_methods &ioMethods()
{
    using Methods = SimDisk::Methods;
    static const sqlite3_io_methods methods = {2,
                                               Methods::close,
                                               Methods::read,
                                               Methods::write,
                                               Methods::truncate,
                                               Methods::sync,
                                               Methods::size,
                                               Methods::lock,
                                               Methods::unlock,
                                               Methods::isReserved,
                                               Methods::control,
                                               Methods::sectorSize,
                                               Methods::characteristics,
                                               Methods::mapShared,
                                               Methods::lockShared,
                                               Methods::barrier,
                                               Methods::unmapShared,
                                               nullptr,
                                               nullptr};
    return methods;
}

} // namespace

int SimDisk::Methods::open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *outFlags)
{
    SimDisk &disk = diskOf(vfs);
    file->pMethods = nullptr;
    if (disk.isDead_)
        return SQLITE_CANTOPEN;
    const QByteArray key = name ? QByteArray(name) : QByteArray("temporary");
    auto found = disk.files_.find(key);
    if (found == disk.files_.end()) {
        if (!(flags & SQLITE_OPEN_CREATE))
            return SQLITE_CANTOPEN;
        found = disk.files_.emplace(key, std::make_shared<File>()).first;
        found->second->name = key;
    }
    Handle &one = handle(file);
    one = {{&ioMethods()}, &disk, new std::shared_ptr<File>(found->second), disk.power_, SQLITE_LOCK_NONE, 0, 0};
    if (outFlags)
        *outFlags = flags;
    return SQLITE_OK;
}

SimDisk::SimDisk(quint32 seed)
    : vfs_(std::make_unique<sqlite3_vfs>())
    , random_(seed)
{
    static int number = 0;
    name_ = "sim" + QByteArray::number(++number);
    *vfs_ = {};
    vfs_->iVersion = 2;
    vfs_->szOsFile = sizeof(Handle);
    vfs_->mxPathname = 512;
    vfs_->zName = name_.constData();
    vfs_->pAppData = this;
    vfs_->xOpen = Methods::open;
    vfs_->xDelete = Methods::remove;
    vfs_->xAccess = Methods::access;
    vfs_->xFullPathname = Methods::fullName;
    vfs_->xRandomness = Methods::randomness;
    vfs_->xSleep = Methods::sleep;
    vfs_->xCurrentTime = Methods::time;
    vfs_->xGetLastError = Methods::lastError;
    vfs_->xCurrentTimeInt64 = Methods::timeInMilliseconds;
    sqlite3_vfs_register(vfs_.get(), 0);
}

SimDisk::~SimDisk()
{
    sqlite3_vfs_unregister(vfs_.get());
}

bool SimDisk::step(int fault, int &code)
{
    ++steps_;
    if (dieAt_ >= 0 && steps_ > dieAt_)
        isDead_ = true;
    const bool fails = failAt_ >= 0 && steps_ > failAt_;
    if (fails)
        failAt_ = -1;
    code = isDead_ || fails ? fault : SQLITE_OK;
    return code == SQLITE_OK;
}

qint64 SimDisk::usedBytes() const
{
    qint64 used = 0;
    for (const auto &[name, file] : files_)
        used += file->now.size();
    return used;
}

void SimDisk::cutPower()
{
    for (auto &[name, file] : files_) {
        const qint64 size = random_() & 1 ? file->now.size() : file->synced.size();
        QByteArray left = file->synced;
        if (left.size() < size)
            left.append(size - left.size(), '\0');
        for (const qint64 piece : file->unsynced) {
            const qint64 at = piece * PieceBytes;
            const qint64 length = std::min(PieceBytes, file->now.size() - at);
            if (length <= 0 || !(random_() & 1))
                continue;
            if (left.size() < at + length)
                left.append(at + length - left.size(), '\0');
            std::memcpy(left.data() + at, file->now.constData() + at, size_t(length));
        }
        if (size < file->synced.size())
            left.resize(size);
        file->now = left;
        file->sync();
    }
    reset();
}

void SimDisk::kill()
{
    reset();
}

/// Who had a file open goes on with what it was, and its memory, which nobody else sees any more.
void SimDisk::reset()
{
    for (auto &[name, file] : files_) {
        auto fresh = std::make_shared<File>();
        fresh->name = file->name;
        fresh->now = file->now;
        fresh->synced = file->synced;
        fresh->unsynced = file->unsynced;
        fresh->owesSync = file->owesSync;
        file = std::move(fresh);
    }
    ++power_;
    dieAt_ = failAt_ = -1;
    isDead_ = false;
}

QByteArray SimDisk::bytes(const QByteArray &name) const
{
    const auto found = files_.find(name);
    return found == files_.end() ? QByteArray() : found->second->now;
}

void SimDisk::setBytes(const QByteArray &name, const QByteArray &bytes)
{
    auto &file = files_[name];
    if (!file)
        file = std::make_shared<File>();
    file->name = name;
    file->now = bytes;
    file->sync();
}

} // namespace helio::test
