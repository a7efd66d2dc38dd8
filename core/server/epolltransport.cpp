// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/epolltransport.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace helio {

using namespace std::chrono_literals;

namespace {

constexpr int ReadsAtTheEnd = 4;
constexpr int FramesPerWrite = 64;
constexpr quint32 InputEvents = EPOLLIN | EPOLLRDHUP;
/// Within this the kernel has sent the first probes of a closed window.
constexpr std::chrono::milliseconds FirstProbes = 3s;
constexpr std::chrono::milliseconds StreamLinger = 1s;

} // namespace

EpollTransport::EpollTransport(EpollSet &set, int descriptor, const QHostAddress &address, quint16 port)
    : set_(set)
    , descriptor_(descriptor)
    , key_(set.enter(this))
    , address_(address)
    , port_(port)
    , watched_(InputEvents)
{
    set_.watch(descriptor_, key_, watched_, true);
}

EpollTransport::~EpollTransport()
{
    set_.setTimed(this, false);
    set_.leave(key_);
    // Input that nobody read makes close() send a reset, which destroys what the peer has not read yet.
    for (int i = 0; i < ReadsAtTheEnd && discarded_ < MaximumDiscardedBytes; ++i) {
        const ssize_t got = ::recv(descriptor_, set_.readBuffer_.data(), size_t(set_.readBuffer_.size()), MSG_DONTWAIT);
        if (got <= 0)
            break;
        discarded_ += got;
    }
    ::close(descriptor_);
}

void EpollTransport::becomeStream()
{
    isStream_ = true;
    keepKernelShareSmall(descriptor_);
}

void EpollTransport::setReading(bool on)
{
    reading_ = on;
    updateWatch();
}

void EpollTransport::send(const FramePtr &frame)
{
    if (!queue_.isEmpty() || failed_) {
        enqueue(frame);
        return;
    }
    const ssize_t sent = ::send(descriptor_, frame->bytes.constData(), size_t(frame->bytes.size()), MSG_NOSIGNAL);
    takenBytes_ += std::max<ssize_t>(sent, 0);
    if (sent == frame->bytes.size()) {
        listener_->frameTaken(*frame);
        return;
    }
    if (sent < 0 && errno != EAGAIN && errno != EINTR) {
        fail(reasonFor(errno));
        return;
    }
    lastProgress_ = std::chrono::steady_clock::now();
    queue_.push(frame);
    queue_.advance(std::max<ssize_t>(sent, 0), *listener_);
    updateWatch();
}

void EpollTransport::flush()
{
    std::array<iovec, FramesPerWrite> parts;
    while (!queue_.isEmpty() && !failed_) {
        const qsizetype count = std::min<qsizetype>(queue_.size(), FramesPerWrite);
        qsizetype offered = 0;
        for (qsizetype i = 0; i < count; ++i) {
            const QByteArrayView rest = queue_.rest(i);
            parts[size_t(i)] = {const_cast<char *>(rest.data()), size_t(rest.size())};
            offered += rest.size();
        }
        msghdr message{};
        message.msg_iov = parts.data();
        message.msg_iovlen = size_t(count);
        const ssize_t sent = ::sendmsg(descriptor_, &message, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0 && errno != EAGAIN) {
            fail(reasonFor(errno));
            return;
        }
        if (sent > 0) {
            takenBytes_ += sent;
            lastProgress_ = std::chrono::steady_clock::now();
            queue_.advance(sent, *listener_);
        }
        if (sent < offered)
            break; // the kernel is full
    }
    updateWatch();
    if (queue_.isEmpty() && finishing_)
        endSending();
}

void EpollTransport::finish(std::chrono::milliseconds deadline)
{
    if (finishing_)
        return;
    finishing_ = true;
    finishDeadline_ = std::chrono::steady_clock::now() + deadline;
    giveKernelEverything(descriptor_);
    reading_ = true; // to see the peer's end
    updateWatch();
    flush();
}

void EpollTransport::handle(quint32 events)
{
    const quint64 key = key_;
    EpollSet &set = set_;
    if (events & EPOLLERR) {
        int error = 0;
        socklen_t size = sizeof error;
        ::getsockopt(descriptor_, SOL_SOCKET, SO_ERROR, &error, &size);
        fail(reasonFor(error));
        return;
    }
    if (events & EPOLLOUT) {
        const bool waited = !queue_.isEmpty();
        flush();
        if (waited && queue_.isEmpty() && !failed_ && !finishing_)
            listener_->drained();
    }
    if (set.find(key) == this && (events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP)))
        readInput();
}

void EpollTransport::readInput()
{
    if (!takesInput()) {
        watch(wantedEvents()); // what waits for longer would be told again and again
        return;
    }
    // Once: where there is more, epoll says so when the others had their turn.
    const ssize_t got = ::recv(descriptor_, set_.readBuffer_.data(), size_t(set_.readBuffer_.size()), MSG_DONTWAIT);
    if (got > 0)
        onInput(QByteArrayView(set_.readBuffer_.constData(), got));
    else if (got == 0)
        onInputEnd();
    else if (errno != EAGAIN && errno != EINTR)
        fail(reasonFor(errno));
}

void EpollTransport::onInput(QByteArrayView bytes)
{
    if (failed_)
        return;
    if (!finishing_) {
        listener_->bytesReceived(bytes); // the transport may be gone now
        return;
    }
    discarded_ += bytes.size();
    if (discarded_ >= MaximumDiscardedBytes)
        fail(EndReason::Finished);
}

void EpollTransport::onInputEnd()
{
    inputEnded_ = true;
    updateWatch();
    if (finishing_) {
        if (sendingEnded_)
            fail(EndReason::Finished);
        return;
    }
    listener_->peerFinished(); // the transport may be gone now
}

void EpollTransport::checkTime(TimePoint now)
{
    if (failed_)
        return;
    if (finishing_ && now >= finishDeadline_)
        fail(EndReason::Finished);
    else
        checkProgress(now);
}

void EpollTransport::checkProgress(TimePoint now)
{
    const auto unacknowledged = unacknowledgedBytesOf(descriptor_);
    const bool moved = peerAcknowledgedMore(unacknowledged);
    if (queue_.isEmpty() && unacknowledged.value_or(0) == 0)
        lastProgress_.reset();
    else if (moved || !lastProgress_)
        lastProgress_ = now;
    else if (now - *lastProgress_ >= limits_.stall)
        judgeSilence(now - *lastProgress_);
}

void EpollTransport::judgeSilence(std::chrono::steady_clock::duration silence)
{
    if (silenceOf(descriptor_) < silence) { // a peer that is there answers the probes of its closed window
        if (limits_.endsStalled)
            fail(EndReason::Stalled);
    } else if (silence >= limits_.stall + FirstProbes) {
        fail(EndReason::Vanished);
    }
}

void EpollTransport::endSending()
{
    if (std::exchange(sendingEnded_, true))
        return;
    ::shutdown(descriptor_, SHUT_WR);
    if (isStream_) // the kernel has everything, and a stream's client has nothing to say: it only needs a moment
        finishDeadline_ = std::min(finishDeadline_, std::chrono::steady_clock::now() + StreamLinger);
    if (inputEnded_)
        fail(EndReason::Finished);
}

void EpollTransport::fail(EndReason reason)
{
    if (std::exchange(failed_, true))
        return;
    updateWatch();
    set_.endLater(key_, reason);
}

void EpollTransport::updateWatch()
{
    set_.setTimed(this, !failed_ && (finishing_ || !queue_.isEmpty()));
    const quint32 wanted = wantedEvents();
    // Who does not read for the moment of an answer is mostly sent nothing in it: two calls would be for nothing.
    const bool isPause = (watched_ ^ wanted) == InputEvents && !reading_ && !inputEnded_ && !failed_;
    if (!isPause)
        watch(wanted);
}

quint32 EpollTransport::wantedEvents() const
{
    if (failed_)
        return 0;
    return (takesInput() ? InputEvents : 0) | (queue_.isEmpty() ? 0 : quint32(EPOLLOUT));
}

void EpollTransport::watch(quint32 events)
{
    if (std::exchange(watched_, events) != events)
        set_.watch(descriptor_, key_, events, false);
}

EndReason EpollTransport::reasonFor(int error) const
{
    if (error != ECONNRESET && error != EPIPE)
        return EndReason::Vanished;
    return finishing_ ? EndReason::Finished : EndReason::ClosedByPeer;
}

} // namespace helio
