// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

namespace helio {

/// Nanoseconds since 1970-01-01T00:00Z, as events and answers are stamped.
inline qint64 wallNow()
{
    return std::chrono::nanoseconds(std::chrono::system_clock::now().time_since_epoch()).count();
}

} // namespace helio
