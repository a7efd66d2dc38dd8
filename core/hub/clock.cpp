// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/clock.h"

#include <chrono>
#include <ctime>

namespace helio {

qint64 Clock::wallMilliseconds() const
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

qint64 Clock::steadyNanoseconds() const
{
    using namespace std::chrono;
    return duration_cast<nanoseconds>(steady_clock::now().time_since_epoch()).count();
}

qint64 Clock::uptimeMilliseconds() const
{
#ifdef CLOCK_BOOTTIME
    timespec now{};
    if (clock_gettime(CLOCK_BOOTTIME, &now) == 0)
        return qint64(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
#endif
    return steadyNanoseconds() / 1'000'000;
}

} // namespace helio
