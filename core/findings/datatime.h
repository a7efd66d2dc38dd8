// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"

#include <optional>

namespace helio {

/// When an event arose, in ms since 1970, as its data or its id says: a member `time`, `timestamp`, `ts`, `created_at`
/// or its like of a JSON object (a number of seconds, milliseconds or more, or ISO 8601), or an id that is a position
/// in a log (`1767225600000-0`). Nothing when it says none. Reads no more than the first 4 KiB of the data.
std::optional<qint64> timeInEvent(const Event &event);

} // namespace helio
