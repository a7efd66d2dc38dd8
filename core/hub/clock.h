// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace helio {

/// Where the hub reads the time from, so that tests can set it.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Milliseconds since 1970-01-01T00:00Z; may be set back.
    virtual qint64 wallMilliseconds() const;
    /// Nanoseconds of a clock that only rises.
    virtual qint64 steadyNanoseconds() const;
    /// Milliseconds of a clock that only rises, and goes on while the machine sleeps: for ages.
    virtual qint64 uptimeMilliseconds() const;
};

} // namespace helio
