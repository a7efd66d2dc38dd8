// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/queuedtransport.h"

#ifdef Q_OS_LINUX
#    include <netinet/in.h>
#    include <netinet/tcp.h>
#    include <sys/socket.h>
#endif

namespace helio {

namespace {

#ifdef Q_OS_LINUX
/// What the kernel may hold unsent for a stream. More, and a client that reads nothing costs megabytes before any bound
/// of ours is met; less, and a fast client waits for us.
constexpr int StreamNotSentBytes = 128 * 1024;

void setOption(int descriptor, int option, int value)
{
    ::setsockopt(descriptor, IPPROTO_TCP, option, &value, sizeof value); // refused, it costs comfort, not correctness
}
#endif

} // namespace

void QueuedTransport::enqueue(const FramePtr &frame)
{
    if (failed_ || sendingEnded_)
        return;
    if (queue_.waitingBytes() > limits_.queueBytes)
        flush(); // of a batch, nothing may have been offered to the kernel yet
    if (queue_.refuses(*frame, limits_)) {
        fail(EndReason::TooSlow);
        return;
    }
    if (queue_.isEmpty())
        waitingBegins();
    queue_.push(frame);
}

void QueuedTransport::keepKernelShareSmall([[maybe_unused]] int descriptor,
                                           [[maybe_unused]] std::chrono::milliseconds stall)
{
#ifdef Q_OS_LINUX
    setOption(descriptor, TCP_NOTSENT_LOWAT, StreamNotSentBytes);
    setOption(descriptor, TCP_USER_TIMEOUT, int(stall.count()));
#endif
}

void QueuedTransport::giveKernelEverything([[maybe_unused]] int descriptor)
{
#ifdef Q_OS_LINUX
    setOption(descriptor, TCP_NOTSENT_LOWAT, -1);
#endif
}

} // namespace helio
