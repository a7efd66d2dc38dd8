// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/kernelfigures.h"

#ifdef Q_OS_LINUX
#    include <linux/sockios.h>
#    include <netinet/in.h>
#    include <netinet/tcp.h>
#    include <sys/ioctl.h>
#    include <sys/socket.h>
#endif

namespace helio {

std::optional<Transport::KernelFigures> kernelFiguresOf([[maybe_unused]] int descriptor)
{
#ifdef Q_OS_LINUX
    int unacknowledged = 0;
    tcp_info info{};
    socklen_t size = sizeof info;
    if (::ioctl(descriptor, SIOCOUTQ, &unacknowledged) != 0 ||
        ::getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) != 0)
        return {};
    return Transport::KernelFigures{unacknowledged, qint64(info.tcpi_rtt)};
#else
    return {};
#endif
}

} // namespace helio
