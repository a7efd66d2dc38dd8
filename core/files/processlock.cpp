// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/processlock.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>
#include <QFileInfo>
#include <QMutex>
#include <QSet>
#include <QThread>

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

namespace {

constexpr auto BetweenAttempts = 20ms;

/// What this program holds: a lock file with its number that is not among these is of one before it.
struct Held
{
    QMutex mutex;
    QSet<QString> paths;
};

Held &held()
{
    static Held all;
    return all;
}

} // namespace

ProcessLock::ProcessLock(const QString &path, Holding holding)
    : path_(QFileInfo(path).absoluteFilePath())
    , file_(path_)
{
    // Whether the one who holds it still runs is judged at any age.
    if (holding == Holding::Long)
        file_.setStaleLockTime(0);
}

ProcessLock::~ProcessLock()
{
    unlock();
}

bool ProcessLock::tryLock(std::chrono::milliseconds patience)
{
    const QDeadlineTimer deadline(patience);
    while (!tryOnce()) {
        if (file_.error() != QLockFile::LockFailedError || deadline.hasExpired())
            return false;
        QThread::msleep(ulong(std::min<qint64>(BetweenAttempts.count(), deadline.remainingTime())));
    }
    return true;
}

bool ProcessLock::tryOnce()
{
    const QMutexLocker locker(&held().mutex);
    qint64 pid = 0;
    QString host;
    QString program;
    if (!held().paths.contains(path_) && file_.getLockInfo(&pid, &host, &program) &&
        pid == QCoreApplication::applicationPid())
        QFile::remove(path_);
    if (!file_.tryLock(0))
        return false;
    held().paths.insert(path_);
    return true;
}

void ProcessLock::unlock()
{
    const QMutexLocker locker(&held().mutex);
    if (!file_.isLocked())
        return;
    file_.unlock();
    held().paths.remove(path_);
}

} // namespace helio
