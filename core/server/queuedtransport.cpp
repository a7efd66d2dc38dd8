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

void setNotSentBytes(int descriptor, int bytes)
{
    // Refused, it costs comfort, not correctness.
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &bytes, sizeof bytes);
}
#endif

} // namespace

void QueuedTransport::enqueue(const FramePtr &frame)
{
    if (failed_ || sendingEnded_)
        return;
    if (!hasRoom())
        flush(); // of a batch, nothing may have been offered to the kernel yet
    if (queue_.refuses(*frame, limits_)) {
        fail(EndReason::TooSlow);
        return;
    }
    if (queue_.isEmpty())
        waitingBegins();
    queue_.push(frame);
}

void QueuedTransport::abandon()
{
    queue_.clear();
    fail(EndReason::TooSlow);
}

bool QueuedTransport::peerAcknowledgedMore(std::optional<qint64> unacknowledged)
{
    if (!unacknowledged)
        return false;
    const qint64 acknowledged = takenBytes_ - *unacknowledged;
    return std::exchange(acknowledgedBytes_, acknowledged) < acknowledged;
}

void QueuedTransport::keepKernelShareSmall([[maybe_unused]] int descriptor)
{
#ifdef Q_OS_LINUX
    setNotSentBytes(descriptor, StreamNotSentBytes);
#endif
}

void QueuedTransport::giveKernelEverything([[maybe_unused]] int descriptor)
{
#ifdef Q_OS_LINUX
    setNotSentBytes(descriptor, -1);
#endif
}

} // namespace helio
