// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace helio {

/// The version of this program, e.g. `0.1.0`: what project() in CMakeLists.txt says. It stands in a source of its own,
/// so that a new one has no other compiled again.
const char *programVersion();

} // namespace helio
