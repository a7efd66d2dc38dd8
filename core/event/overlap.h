// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/selection.h"

namespace helio {

/// Whether there may be a channel that both select. Never false when there is one; of two patterns only what stands
/// before their first wildcard is compared.
bool mayOverlap(const Selection &one, const Selection &other);

} // namespace helio
