// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLockFile>

#include <chrono>

namespace helio {

/// A lock file that keeps other programs out, and other locks of this one. What a program left that was killed is taken
/// over at once, also where it had the number that this one has, as in a container, where each start has the same.
class ProcessLock
{
public:
    enum class Holding {
        Briefly, ///< for a moment: one of another machine that is older than 30 s is taken over
        Long,    ///< as long as its program runs
    };

    /// `path`: of the lock file, in a folder that is there.
    ProcessLock(const QString &path, Holding holding);
    /// Lets go of it.
    ~ProcessLock();
    Q_DISABLE_COPY_MOVE(ProcessLock)

    const QString &path() const { return path_; }
    /// Waits so long for whoever holds it; 0: not at all. False: error() says whether somebody does, or no lock file
    /// can be made there. May be called again.
    bool tryLock(std::chrono::milliseconds patience = {});
    /// Nothing where it is not held.
    void unlock();
    QLockFile::LockError error() const { return file_.error(); }

private:
    bool tryOnce();

    QString path_;
    QLockFile file_;
};

} // namespace helio
