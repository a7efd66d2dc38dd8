// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/wire.h"

#ifdef __linux__
#    include <algorithm>
#    include <cstdlib>

#    include <dirent.h>
#    include <fcntl.h>
#    include <linux/tcp.h> // that of the C library does not know tcpi_bytes_received
#    include <netinet/in.h>
#    include <sys/ioctl.h>
#    include <sys/socket.h>
#    include <unistd.h>
#endif

namespace helio {

#ifdef __linux__

namespace {

std::optional<quint64> cookieOf(int descriptor)
{
    quint64 cookie = 0;
    socklen_t size = sizeof cookie;
    if (getsockopt(descriptor, SOL_SOCKET, SO_COOKIE, &cookie, &size) != 0)
        return {};
    return cookie;
}

/// The port at the other end; 0 where there is none.
quint16 peerPort(int descriptor)
{
    sockaddr_storage address = {};
    socklen_t size = sizeof address;
    if (getpeername(descriptor, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return 0;
    if (address.ss_family == AF_INET)
        return ntohs(reinterpret_cast<const sockaddr_in &>(address).sin_port);
    return address.ss_family == AF_INET6 ? ntohs(reinterpret_cast<const sockaddr_in6 &>(address).sin6_port) : 0;
}

} // namespace

std::vector<Wire> wiresTo(quint16 port)
{
    std::vector<Wire> wires;
    DIR *const folder = opendir("/proc/self/fd");
    if (!folder)
        return wires;
    while (const dirent *const entry = readdir(folder)) {
        if (entry->d_name[0] == '.')
            continue;
        const int descriptor = std::atoi(entry->d_name);
        if (peerPort(descriptor) != port)
            continue;
        if (const auto cookie = cookieOf(descriptor))
            wires.push_back({descriptor, *cookie});
    }
    closedir(folder);
    return wires;
}

std::optional<WireTraffic> trafficOf(const Wire &wire)
{
    tcp_info info = {};
    socklen_t size = sizeof info;
    if (getsockopt(wire.descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) != 0)
        return {};
    // Asked behind the rest: what came meanwhile counts as not read.
    int unread = 0;
    if (ioctl(wire.descriptor, FIONREAD, &unread) != 0)
        return {};
    // The number may be another's by now.
    if (cookieOf(wire.descriptor) != wire.cookie)
        return {};
    const quint64 received = info.tcpi_bytes_received;
    return WireTraffic{received, received - std::min(received, quint64(std::max(unread, 0))), info.tcpi_bytes_sent};
}

void cut(const Wire &wire)
{
    // Held, so that the number cannot become another's between the question and the deed.
    const int held = fcntl(wire.descriptor, F_DUPFD_CLOEXEC, 0);
    if (held < 0)
        return;
    if (cookieOf(held) == wire.cookie)
        shutdown(held, SHUT_RDWR);
    close(held);
}

#else

std::vector<Wire> wiresTo(quint16)
{
    return {};
}

std::optional<WireTraffic> trafficOf(const Wire &)
{
    return {};
}

void cut(const Wire &) {}

#endif

} // namespace helio
