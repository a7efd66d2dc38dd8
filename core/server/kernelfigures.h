// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/transport.h"

namespace helio {

/// Asks the kernel about a TCP connection (Linux); nothing where it does not tell.
std::optional<Transport::KernelFigures> kernelFiguresOf(int descriptor);

} // namespace helio
