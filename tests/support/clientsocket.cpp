// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/clientsocket.h"

#include <cerrno>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#ifndef IP_BIND_ADDRESS_NO_PORT
#    define IP_BIND_ADDRESS_NO_PORT 24
#endif

namespace helio::test {

namespace {

struct SocketAddress
{
    sockaddr_storage storage{};
    socklen_t size = 0;
};

SocketAddress socketAddress(const QByteArray &address, quint16 port)
{
    SocketAddress result;
    if (address.contains(':')) {
        auto *v6 = reinterpret_cast<sockaddr_in6 *>(&result.storage);
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(port);
        ::inet_pton(AF_INET6, address.constData(), &v6->sin6_addr);
        result.size = sizeof *v6;
    } else {
        auto *v4 = reinterpret_cast<sockaddr_in *>(&result.storage);
        v4->sin_family = AF_INET;
        v4->sin_port = htons(port);
        ::inet_pton(AF_INET, address.constData(), &v4->sin_addr);
        result.size = sizeof *v4;
    }
    return result;
}

void setOption(int socket, int level, int option, int value)
{
    ::setsockopt(socket, level, option, &value, sizeof value);
}

} // namespace

ClientSocket ClientSocket::make(const SwarmPlan &plan, quint16 port)
{
    ClientSocket made;
    const SocketAddress to = socketAddress(plan.address, port);
    made.descriptor = ::socket(to.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (plan.receiveBuffer > 0)
        setOption(made.descriptor, SOL_SOCKET, SO_RCVBUF, plan.receiveBuffer);
    if (!plan.from.isEmpty()) {
        const SocketAddress from = socketAddress(plan.from, plan.fromPort);
        setOption(made.descriptor, SOL_SOCKET, SO_REUSEADDR, 1); // a port may be shared towards different addresses
        setOption(made.descriptor, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1);
        if (::bind(made.descriptor, reinterpret_cast<const sockaddr *>(&from.storage), from.size) != 0)
            made.problem = QStringLiteral("cannot bind to %1: %2").arg(QString::fromUtf8(plan.from), qt_error_string());
    }
    made.isConnecting = ::connect(made.descriptor, reinterpret_cast<const sockaddr *>(&to.storage), to.size) == 0 ||
                        errno == EINPROGRESS;
    return made;
}

} // namespace helio::test
