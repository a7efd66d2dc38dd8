// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/selection.h"

#include <QString>

namespace helio {

struct RequestTarget;

/// The channels that a target names: by `channel`, `pattern` and, as Flask-SSE has it, `userId`. `problem` says what is
/// wrong with them; as it was when nothing is.
Selection namedSelection(const RequestTarget &target, QString &problem);

} // namespace helio
