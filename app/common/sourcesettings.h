// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings.h"
#include "tomlreading.h"

namespace helio {

/// Reads one `[[source]]`. Throws BadKey.
SourceSettings sourceFrom(const toml::table &table);

} // namespace helio
