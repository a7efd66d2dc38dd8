// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/checkplan.h"
#include "doctor/checkreport.h"
#include "doctor/hearingloop.h"
#include "doctor/judgedhearing.h"

#include <atomic>
#include <functional>

namespace helio {

/// One check from its first request to its report, in the thread that calls run(): watches, hears with a second ear
/// meanwhile, and asks once more afterwards. Ends within the time of watching plus ExtraTime whatever the server does.
class CheckRun
{
public:
    static constexpr std::chrono::seconds UsualWatch{10};
    static constexpr std::chrono::seconds LongestWatch{30}; ///< where no time is asked for
    static constexpr std::chrono::milliseconds ExtraTime{4500};

    using Report = std::function<void(const CheckProgress &)>;

    /// `report` is called from run(), some times a second; `isCancelled` may be set from any thread.
    CheckRun(CheckPlan plan, const std::atomic<bool> &isCancelled, Report report);

    CheckReport run();

private:
    void watch();
    bool hasWatchedEnough();
    Moment shownWatch() const;
    void askWithASecondEar();
    void askForOffers();
    void endWatch();
    void collect();
    void judgeSecondEar();
    void judgeRoutes();
    void askAgain();
    void repeat();
    void resume();
    bool hasEndedAtOnce();
    bool hearAgain(Moment until, CheckProgress::Step step, const std::function<bool()> &isEnough);
    bool turn(CheckProgress::Step step);
    bool mayRepeat() const;

    CheckPlan plan_;
    const std::atomic<bool> &isCancelled_;
    Report report_;
    JudgedHearing first_;
    std::optional<JudgedHearing> against_;
    std::optional<JudgedHearing> second_;
    std::optional<JudgedHearing> again_; ///< behind the watch
    HearingLoop loop_;
    Moment start_{0};
    Moment reported_{0};
    bool hasAskedForOffers_ = false;
    CheckReport result_;
};

} // namespace helio
