// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/historylimits.h"
#include "tomlreading.h"

namespace helio {

/// Reads one `[[channel]]`. Throws BadKey.
ChannelLimits channelFrom(const toml::table &table);

} // namespace helio
