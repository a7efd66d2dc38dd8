// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/clock.h"

#include <chrono>

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

} // namespace helio
