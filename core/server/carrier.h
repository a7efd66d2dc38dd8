// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/transport.h"

#include <memory>

namespace helio {

/// Makes transports of accepted connections. Whoever runs a hub and its server owns the carrier, and destroys it after
/// both: streams' transports are the hub's, all others are the server's. Lives in the hub's thread.
class Carrier
{
public:
    /// What carries plain TCP.
    enum class Kind {
        Epoll,  ///< under Linux: descriptors of our own; elsewhere the same as Socket
        Socket, ///< QTcpSocket
    };

    static std::unique_ptr<Carrier> make(Kind kind = Kind::Epoll);

    /// All transports must be gone before.
    virtual ~Carrier() = default;
    /// Takes over the descriptor of an accepted connection; null when the system refuses.
    virtual std::unique_ptr<Transport> adopt(qintptr descriptor) = 0;
};

} // namespace helio
