// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/workerthread.h"

namespace helio {

WorkerThread::WorkerThread(const QString &name)
    : worker_(std::make_unique<QObject>())
{
    thread_.setObjectName(name);
    worker_->moveToThread(&thread_);
    thread_.start();
}

WorkerThread::~WorkerThread()
{
    thread_.quit();
    thread_.wait();
}

} // namespace helio
