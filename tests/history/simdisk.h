// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <map>
#include <memory>
#include <random>

struct sqlite3_vfs;

namespace helio::test {

/// A disk in memory, as an sqlite3_vfs: what was not synced is, after the power was cut, piece by piece there or not.
/// Several connections may have its files open, with a log in shared memory.
class SimDisk
{
public:
    explicit SimDisk(quint32 seed);
    /// All that opened files here is closed by then.
    ~SimDisk();
    Q_DISABLE_COPY_MOVE(SimDisk)

    /// The name of the sqlite3_vfs.
    const QByteArray &vfs() const { return name_; }

    /// How a disk lies about having written something.
    enum class Lie {
        None,
        LogUntilCheckpoint, ///< what is written to a log is safe only when a checkpoint begins: `synchronous=NORMAL`
        Everything,         ///< nothing ever is: `synchronous=OFF`
    };
    void setLie(Lie lie) { lie_ = lie; }
    /// The power is cut before so many more writes, cuts, syncs or deletions are done.
    void dieAfter(qint64 steps) { dieAt_ = steps_ + steps; }
    bool isDead() const { return isDead_; }
    /// Of so many more, one reports an error and is not done.
    void failAfter(qint64 steps) { failAt_ = steps_ + steps; }
    /// All files together have no more room than that; negative: as much as they like.
    void setRoom(qint64 bytes) { room_ = bytes; }
    qint64 usedBytes() const;
    /// All that was not synced is, by pieces of 512 bytes, as before or as written. All handles are dead for good.
    void cutPower();
    /// The program is gone. What it wrote is there, and as unsynced as it was.
    void kill();

    bool has(const QByteArray &name) const { return files_.contains(name); }
    QByteArray bytes(const QByteArray &name) const;
    void setBytes(const QByteArray &name, const QByteArray &bytes);

    struct File;
    struct Handle;
    struct Methods;

private:
    /// Whether one more step is done; `fault`: the code of SQLite's where it is not.
    bool step(int fault, int &code);
    void reset();

    QByteArray name_;
    std::unique_ptr<sqlite3_vfs> vfs_;
    std::map<QByteArray, std::shared_ptr<File>> files_;
    std::mt19937 random_;
    Lie lie_ = Lie::None;
    qint64 steps_ = 0;
    qint64 dieAt_ = -1;
    qint64 failAt_ = -1;
    qint64 room_ = -1;
    quint64 power_ = 0; ///< handles of before it was cut are dead
    bool isDead_ = false;
};

} // namespace helio::test
