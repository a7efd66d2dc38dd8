// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace helio {

/// What the shape and the color of a state stand for, wherever it is shown. What they look like on a palette,
/// appearance.h says.
enum class Tone { None, Open, Waiting, Failed, Idle };

/// ● ◐ ✕ ○; empty for None.
QString toneShape(Tone tone);

} // namespace helio
