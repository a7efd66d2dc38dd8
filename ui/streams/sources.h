// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace helio {

/// Where an event of the window comes from is a number: the hub's own tap has this one, the remote streams count on
/// from it.
constexpr int HubSource = 0;

} // namespace helio
