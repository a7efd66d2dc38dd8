// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/kernelfigures.h"

#ifdef Q_OS_LINUX
#    include <linux/sockios.h>
#    include <linux/tcp.h> // as in core/client: that of the C library has a shorter tcp_info, and a program has one only
#    include <netinet/in.h>
#    include <sys/ioctl.h>
#    include <sys/socket.h>
#endif

namespace helio {

#ifdef Q_OS_LINUX
namespace {
std::optional<tcp_info> tcpInfoOf(int descriptor)
{
    tcp_info info{};
    socklen_t size = sizeof info;
    if (::getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) != 0)
        return {};
    return info;
}
} // namespace
#endif

std::optional<Transport::KernelFigures> kernelFiguresOf([[maybe_unused]] int descriptor)
{
#ifdef Q_OS_LINUX
    const auto unacknowledged = unacknowledgedBytesOf(descriptor);
    const auto info = tcpInfoOf(descriptor);
    if (unacknowledged && info)
        return Transport::KernelFigures{*unacknowledged, qint64(info->tcpi_rtt)};
#endif
    return {};
}

std::optional<qint64> unacknowledgedBytesOf([[maybe_unused]] int descriptor)
{
#ifdef Q_OS_LINUX
    int unacknowledged = 0;
    if (::ioctl(descriptor, SIOCOUTQ, &unacknowledged) == 0)
        return unacknowledged;
#endif
    return {};
}

std::optional<std::chrono::milliseconds> silenceOf([[maybe_unused]] int descriptor)
{
#ifdef Q_OS_LINUX
    if (const auto info = tcpInfoOf(descriptor))
        return std::chrono::milliseconds(info->tcpi_last_ack_recv);
#endif
    return {};
}

bool hasUnreadInput([[maybe_unused]] int descriptor)
{
#ifdef Q_OS_LINUX
    int unread = 0;
    if (::ioctl(descriptor, FIONREAD, &unread) == 0)
        return unread > 0;
#endif
    return false;
}

} // namespace helio
