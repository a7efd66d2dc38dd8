// SPDX-License-Identifier: GPL-3.0-or-later
#include "wirewatch.h"

#include "client/eventsource.h"

#include <utility>

#include <linux/tcp.h> // that of the C library does not know tcpi_bytes_received
#include <netinet/in.h>
#include <sys/socket.h>

namespace helio {

namespace {

constexpr std::chrono::milliseconds Interval{300};
constexpr int Strikes = 2;
/// This program opens few descriptors, and low ones.
constexpr int MaximumDescriptor = 256;

/// What came over all TCP connections that this process has open.
quint64 receivedByTcp()
{
    quint64 sum = 0;
    for (int descriptor = 0; descriptor < MaximumDescriptor; ++descriptor) {
        tcp_info info = {};
        socklen_t size = sizeof info;
        if (getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) == 0)
            sum += info.tcpi_bytes_received;
    }
    return sum;
}

} // namespace

WireWatch::WireWatch(const EventSource &source)
    : source_(source)
    , timer_(this)
{
    connect(&source, &EventSource::requestSent, this, &WireWatch::onHeard);
    connect(&source, &EventSource::answerArrived, this, &WireWatch::onHeard);
    connect(&timer_, &QTimer::timeout, this, &WireWatch::check);
    timer_.start(Interval);
}

void WireWatch::onHeard()
{
    baseline_ = receivedByTcp();
    strikes_ = 0;
}

void WireWatch::check()
{
    const quint64 came = receivedByTcp();
    const quint64 heard = source_.receivedBytes();
    // A connection that is closed takes its count along.
    if (std::exchange(heard_, heard) != heard || came < baseline_) {
        baseline_ = came;
        strikes_ = 0;
    } else if (came - baseline_ > MaximumUnheardBytes && ++strikes_ == Strikes) {
        Q_EMIT exceeded();
    }
}

} // namespace helio
