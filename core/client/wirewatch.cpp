// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/wirewatch.h"

#include <utility>

#ifdef __linux__
#    include <cstdlib>

#    include <dirent.h>
#    include <fcntl.h>
#    include <linux/tcp.h> // that of the C library does not know tcpi_bytes_received
#    include <netinet/in.h>
#    include <sys/socket.h>
#    include <unistd.h>
#endif

namespace helio {

namespace {

constexpr std::chrono::milliseconds Interval{300};
constexpr int Strikes = 2;

#ifdef __linux__

using Wire = WatchedWires::Wire;

std::optional<quint64> cookieOf(int descriptor)
{
    quint64 cookie = 0;
    socklen_t size = sizeof cookie;
    if (getsockopt(descriptor, SOL_SOCKET, SO_COOKIE, &cookie, &size) != 0)
        return {};
    return cookie;
}

std::optional<tcp_info> tcpInfo(int descriptor)
{
    tcp_info info = {};
    socklen_t size = sizeof info;
    if (getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) != 0)
        return {};
    return info;
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

/// Calls `visit` for each descriptor of this process.
template <typename Visit>
void forEachDescriptor(const Visit &visit)
{
    DIR *const folder = opendir("/proc/self/fd");
    if (!folder)
        return;
    while (const dirent *const entry = readdir(folder)) {
        if (entry->d_name[0] != '.')
            visit(std::atoi(entry->d_name));
    }
    closedir(folder);
}

/// All that came over it; nothing when it is closed.
std::optional<quint64> receivedOver(const Wire &wire)
{
    // The number may be another's by now.
    if (cookieOf(wire.descriptor) != wire.cookie)
        return {};
    const auto info = tcpInfo(wire.descriptor);
    return info ? std::optional<quint64>(info->tcpi_bytes_received) : std::nullopt;
}

/// Ends the connection. Qt's thread reads a head byte by byte for as long as there is one more, and hears of nothing
/// else meanwhile: not even that nobody wants the answer any more.
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

#endif

} // namespace

#ifdef __linux__

std::optional<WatchedWires::Wire> WatchedWires::take(quint16 port)
{
    const std::lock_guard lock(mutex_);
    std::optional<Wire> found;
    quint32 sinceSent = 0;
    forEachDescriptor([&](int descriptor) {
        if (peerPort(descriptor) != port)
            return;
        const auto cookie = cookieOf(descriptor);
        const auto info = tcpInfo(descriptor);
        if (!cookie || !info || taken_.contains(*cookie) || (found && info->tcpi_last_data_sent >= sinceSent))
            return;
        found = Wire{descriptor, *cookie};
        sinceSent = info->tcpi_last_data_sent;
    });
    if (found)
        taken_.insert(found->cookie);
    return found;
}

void WatchedWires::giveBack(const Wire &wire)
{
    const std::lock_guard lock(mutex_);
    taken_.remove(wire.cookie);
}

#endif

WireWatch::WireWatch(WatchedWires *wires, QObject *parent)
    : QObject(parent)
    , wires_(wires ? *wires : own_)
    , timer_(this)
{
    connect(&timer_, &QTimer::timeout, this, &WireWatch::check);
}

WireWatch::~WireWatch()
{
    stop();
}

void WireWatch::asks(std::function<quint16()> port)
{
    stop();
    port_ = std::move(port);
    isHeard_ = false;
#ifdef __linux__
    timer_.start(Interval);
#endif
}

void WireWatch::stop()
{
    timer_.stop();
    giveBack();
}

void WireWatch::giveBack()
{
#ifdef __linux__
    if (wire_)
        wires_.giveBack(*wire_);
#endif
    wire_.reset();
    strikes_ = 0;
}

void WireWatch::check()
{
#ifdef __linux__
    const auto received = wire_ ? receivedOver(*wire_) : std::nullopt;
    if (!received) {
        // It is another connection than before, or the first: the manager may have asked again by itself.
        giveBack();
        wire_ = wires_.take(port_());
        // What came before counts for nothing: the connection may have been used for other answers.
        baseline_ = wire_ ? receivedOver(*wire_).value_or(0) : 0;
        return;
    }
    if (std::exchange(isHeard_, false)) {
        baseline_ = *received;
        strikes_ = 0;
    } else if (*received - baseline_ > MaximumUnheardBytes && ++strikes_ == Strikes) {
        cut(*wire_);
        stop();
        Q_EMIT exceeded();
    }
#endif
}

} // namespace helio
