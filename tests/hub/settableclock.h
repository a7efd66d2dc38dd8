// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/clock.h"

#include <chrono>

namespace helio::test {

/// A clock that stands still until the test moves it.
class SettableClock : public Clock
{
public:
    qint64 wallMilliseconds() const override { return wall; }
    qint64 steadyNanoseconds() const override { return steady; }
    qint64 uptimeMilliseconds() const override { return steady / 1'000'000; }

    void advance(std::chrono::milliseconds time)
    {
        wall += time.count();
        steady += time.count() * 1'000'000;
    }

    qint64 wall = 1'763'690'000'000;
    qint64 steady = 5'000'000'000;
};

} // namespace helio::test
