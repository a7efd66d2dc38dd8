// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>

namespace helio {

/// Two clocks read together; each counts from some point of its own.
struct MachineMoment
{
    std::chrono::nanoseconds awake{0};  ///< stands still while the machine sleeps
    std::chrono::nanoseconds passed{0}; ///< goes on meanwhile
};

/// Where a watch has its time from.
using MachineClock = std::function<MachineMoment()>;

/// The machine's own clocks. Where the system has none that counts its sleep, the wall clock stands in for it.
MachineMoment machineTime();

/// Notices that the machine slept: the two clocks went apart. A value.
class SleepDetector
{
public:
    /// Shorter sleeps, and clocks being set by less, are not reported.
    static constexpr std::chrono::seconds ShortestSleep{2};

    explicit SleepDetector(MachineMoment now);

    /// Whether the machine slept since this was last asked, or since it was made.
    bool hasSlept(MachineMoment now);

private:
    std::chrono::nanoseconds apart_;
};

} // namespace helio
