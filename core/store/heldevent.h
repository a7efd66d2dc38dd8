// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/store.h"

namespace helio {

/// A stored event as memory holds it.
struct HeldEvent : StoredEvent
{
    qint64 addedAt = 0; ///< Clock::uptimeMilliseconds()
};
using HeldEventPtr = std::shared_ptr<HeldEvent>;

} // namespace helio
