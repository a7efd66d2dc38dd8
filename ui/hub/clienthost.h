// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace helio {

/// The host in a client's `host:port`: an IPv6 address without its brackets. `View` is one of bytes or of a string, and
/// so is the answer.
template <typename View>
View hostOf(View address)
{
    auto colon = address.size();
    while (colon > 0 && address[colon - 1] != u':')
        --colon;
    View host = colon > 0 ? address.first(colon - 1) : address;
    if (host.size() > 1 && host.front() == u'[' && host.back() == u']')
        host = host.sliced(1, host.size() - 2);
    return host;
}

} // namespace helio
