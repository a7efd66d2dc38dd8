// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <atomic>
#include <memory>

namespace helio::test {

/// The system's disk as an sqlite3_vfs, but for what the test has go wrong; from any thread.
class FaultyVfs
{
public:
    FaultyVfs();
    /// All files that were opened by it are closed.
    ~FaultyVfs();
    Q_DISABLE_COPY_MOVE(FaultyVfs)

    const QByteArray &name() const { return name_; }

    std::atomic<bool> isFull = false;     ///< nothing can be written
    std::atomic<bool> writesFail = false; ///< with an error
    std::atomic<bool> syncsFail = false;  ///< likewise; what was written may be there
    std::atomic<bool> isReadOnly = false;
    std::atomic<int> syncs = 0;

    /// Whoever syncs waits, until they may go on.
    void holdSyncs() { areSyncsHeld_ = true; }
    void releaseSyncs();

    struct Methods;

private:
    struct Vfs;

    QByteArray name_;
    std::unique_ptr<Vfs> vfs_;
    std::atomic<bool> areSyncsHeld_ = false;
};

} // namespace helio::test
