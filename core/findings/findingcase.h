// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace helio {

/// The ways in which a code can be found, each a row of the findings' table.
enum class FindingCase {
    Silent,
};

} // namespace helio
