// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "json/fields.h"

namespace helio {

/// A client as a row of `/api/clients` tells of it. `now`: in milliseconds since 1970.
ClientInfo clientFrom(const Fields &from, qint64 now);

} // namespace helio
