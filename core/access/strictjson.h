// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonvalue.h"

namespace helio {

/// Reads JSON that is to be an object. Nothing when it is not valid UTF-8 and JSON, is nested deeper than 16 levels,
/// says a member twice (two readers of a doubled claim may believe different ones), or has a string or a number that
/// not every reader can hold: a lone surrogate, or a number too large for a double. Valid as long as `text`.
std::optional<JsonValue> parseStrictObject(QByteArrayView text);

} // namespace helio
