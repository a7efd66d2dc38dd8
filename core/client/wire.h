// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>
#include <vector>

namespace helio {

/// A TCP connection of this process as the kernel knows it.
struct Wire
{
    int descriptor = -1;
    quint64 cookie = 0; ///< the kernel's name for it, which no other ever has
};

/// What went over a connection in all, in bytes.
struct WireTraffic
{
    quint64 received = 0;
    quint64 read = 0; ///< of what was received; the rest waits in the kernel
    quint64 sent = 0;
};

/// Those to `port` of another host. None on other systems than Linux.
std::vector<Wire> wiresTo(quint16 port);
/// Nothing when it is closed.
std::optional<WireTraffic> trafficOf(const Wire &wire);
/// Ends it, whoever has it. Qt's thread reads a head byte by byte for as long as there is one more, and hears of
/// nothing else meanwhile: not even that nobody wants the answer any more.
void cut(const Wire &wire);

} // namespace helio
