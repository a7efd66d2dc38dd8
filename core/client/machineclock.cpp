// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/machineclock.h"

#include <utility>

#ifdef __linux__
#    include <time.h>
#endif

namespace helio {

namespace {

std::chrono::nanoseconds timeWithSleep()
{
#ifdef __linux__
    timespec time{};
    if (clock_gettime(CLOCK_BOOTTIME, &time) == 0)
        return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
#endif
    return std::chrono::system_clock::now().time_since_epoch();
}

} // namespace

MachineMoment machineTime()
{
    // The two are read one after the other: a thread that is held up between them would seem to have slept.
    constexpr std::chrono::milliseconds Together{10};
    constexpr int Attempts = 10;
    MachineMoment moment;
    for (int attempt = 0; attempt < Attempts; ++attempt) {
        moment = {std::chrono::steady_clock::now().time_since_epoch(), timeWithSleep()};
        if (std::chrono::steady_clock::now().time_since_epoch() - moment.awake < Together)
            break;
    }
    return moment;
}

SleepDetector::SleepDetector(MachineMoment now)
    : apart_(now.passed - now.awake)
{}

bool SleepDetector::hasSlept(MachineMoment now)
{
    const auto before = std::exchange(apart_, now.passed - now.awake);
    return apart_ - before >= ShortestSleep;
}

} // namespace helio
