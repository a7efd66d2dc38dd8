// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/transport.h"

#include <chrono>

namespace helio {

/// Asks the kernel about a TCP connection (Linux); nothing where it does not know.
std::optional<Transport::KernelFigures> kernelFiguresOf(int descriptor);

/// Only what the peer has not acknowledged; nothing where the system does not know.
std::optional<qint64> unacknowledgedBytesOf(int descriptor);
/// How long ago the peer acknowledged anything, be it only a probe of its closed window; nothing where the system does
/// not know.
std::optional<std::chrono::milliseconds> silenceOf(int descriptor);

/// Whether the peer sent something that was not read; false where the system does not know.
bool hasUnreadInput(int descriptor);

} // namespace helio
