// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/streamcheck.h"

#include "doctor/checkrun.h"

namespace helio {

StreamCheck::StreamCheck(CheckPlan plan, QObject *parent)
    : QObject(parent)
    , plan_(std::move(plan))
{
    qRegisterMetaType<CheckProgress>();
    qRegisterMetaType<CheckReport>();
}

StreamCheck::~StreamCheck()
{
    cancel();
    if (thread_.joinable())
        thread_.join();
}

void StreamCheck::start()
{
    // Signals from that thread come through the event loop of whoever listens.
    thread_ = std::thread([this] {
        CheckRun run(plan_, isCancelled_, [this](const CheckProgress &progress) { Q_EMIT progressed(progress); });
        Q_EMIT finished(run.run());
    });
}

} // namespace helio
