// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLabel;

namespace helio {

/// A label of plain text that goes on in the next line, with an object name for tests and accessibility. Where one word
/// may be longer than a line, WrappingLabel.
QLabel *wrapped(const char *name);

} // namespace helio
