// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/streamcheck.h"

#include <QElapsedTimer>

#include <memory>

/// A check that runs while the test's servers do.
class CheckBench
{
public:
    explicit CheckBench(const helio::CheckPlan &plan);

    /// Waits for its end, 60 s at most.
    bool waitForEnd();
    bool hasEnded() const { return ended_; }
    const helio::CheckReport &report() const { return report_; }
    std::chrono::milliseconds took() const { return took_; }

    /// `buffered error, no-ids note`: all findings, worst first.
    QByteArray found() const;
    /// Those that are no notes.
    QByteArray faults() const;
    bool has(helio::FindingCode code) const;
    /// What all findings say, for a test that fails.
    QByteArray text() const;

private:
    QElapsedTimer clock_;
    helio::CheckReport report_;
    std::chrono::milliseconds took_{0};
    bool ended_ = false;
    std::unique_ptr<helio::StreamCheck> check_;
};

/// A check of `url` for `watch`.
helio::CheckPlan planFor(const QUrl &url, std::chrono::milliseconds watch);
