// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QPushButton;

namespace helio {

/// Enter in its dialog presses `button`, which must stand in the dialog already: of one that comes into it later,
/// Qt 6.8 forgets that it is the default, and another button becomes it.
void makeDefault(QPushButton *button);

} // namespace helio
