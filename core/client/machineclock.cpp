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

Moment machineTime()
{
    return {std::chrono::steady_clock::now().time_since_epoch(), timeWithSleep()};
}

SleepDetector::SleepDetector(Moment now)
    : apart_(now.passed - now.awake)
{}

bool SleepDetector::hasSlept(Moment now)
{
    const auto before = std::exchange(apart_, now.passed - now.awake);
    return apart_ - before >= ShortestSleep;
}

} // namespace helio
