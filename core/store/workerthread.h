// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaObject>
#include <QThread>

#include <memory>
#include <utility>

namespace helio {

/// A thread that does one thing after the other, and answers in the thread of whoever made it.
class WorkerThread
{
public:
    explicit WorkerThread(const QString &name);
    /// Waits for the end of what is under way. What waits is not done, and nothing is answered any more.
    ~WorkerThread();
    Q_DISABLE_COPY_MOVE(WorkerThread)

    /// Calls `work()` in the thread, then `done` with what it answered: from the event loop, in the order of the calls.
    template <typename Work, typename Done>
    void run(Work work, Done done)
    {
        QMetaObject::invokeMethod(
            worker_.get(),
            [home = &home_, work = std::move(work), done = std::move(done)]() mutable {
                QMetaObject::invokeMethod(
                    home, [result = work(), done = std::move(done)]() mutable { done(std::move(result)); },
                    Qt::QueuedConnection);
            },
            Qt::QueuedConnection);
    }

private:
    QObject home_;
    QThread thread_;
    std::unique_ptr<QObject> worker_; ///< lives in thread_
};

} // namespace helio
