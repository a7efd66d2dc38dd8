// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/judged.h"

namespace helio {

/// Now on the clock that never goes back, whose zero means nothing.
inline Moment steadyNow()
{
    return std::chrono::steady_clock::now().time_since_epoch();
}

} // namespace helio
