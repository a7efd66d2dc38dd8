// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/checkplan.h"
#include "doctor/checkreport.h"

#include <QObject>

#include <atomic>
#include <thread>

namespace helio {

/// Checks a stream in a thread of its own and says what is wrong with it. Made, started once, and heard.
class StreamCheck : public QObject
{
    Q_OBJECT
public:
    explicit StreamCheck(CheckPlan plan, QObject *parent = nullptr);
    /// Cancels, and waits for the few milliseconds that takes.
    ~StreamCheck() override;

    void start();
    /// Ends the watch now: finished() comes with what was found until then.
    void cancel() { isCancelled_ = true; }

Q_SIGNALS:
    void progressed(const helio::CheckProgress &progress);
    void finished(const helio::CheckReport &report);

private:
    CheckPlan plan_;
    std::atomic<bool> isCancelled_{false};
    std::thread thread_;
};

} // namespace helio
