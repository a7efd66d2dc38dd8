// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/selection.h"

namespace helio {

/// As the table `loss` has it: `{"channels":["a"],"patterns":["b.*"]}`.
QByteArray textOf(const Selection &selection);
/// The other way. What cannot be read selects everything: whoever asks may miss something.
Selection selectionOf(QByteArrayView text);
/// What selects every channel.
Selection everyChannel();

} // namespace helio
