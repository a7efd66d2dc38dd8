// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/epolltransport.h"

#include <QSocketNotifier>
#include <QTimer>

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

constexpr qsizetype ReadBufferBytes = 64 * 1024;
/// How much is read from one connection before the others have their turn.
constexpr int ReadsPerTurn = 4;
constexpr int EventsPerDispatch = 512;
constexpr int FramesPerWrite = 64;
constexpr std::chrono::milliseconds TimeCheckInterval = 250ms;
/// Within this the kernel has sent the first probes of a closed window.
constexpr std::chrono::milliseconds FirstProbes = 3s;
constexpr size_t TurnsPerRound = 32;
constexpr size_t LeastLooks = 64;
constexpr std::chrono::milliseconds StreamLinger = 1s;

QHostAddress addressOf(const sockaddr_storage &peer)
{
    QHostAddress address(reinterpret_cast<const sockaddr *>(&peer));
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4); // true for ::ffff:a.b.c.d too
    return isV4 ? QHostAddress(v4) : address;
}

} // namespace

EpollSet::EpollSet(QObject *parent)
    : QObject(parent)
    , epoll_(::epoll_create1(EPOLL_CLOEXEC))
    , notifier_(new QSocketNotifier(epoll_, QSocketNotifier::Read, this))
    , timer_(new QTimer(this))
    , readBuffer_(ReadBufferBytes, Qt::Uninitialized)
{
    connect(notifier_, &QSocketNotifier::activated, this, &EpollSet::dispatch);
    connect(timer_, &QTimer::timeout, this, &EpollSet::checkTimes);
    timer_->start(TimeCheckInterval);
}

EpollSet::~EpollSet()
{
    notifier_->setEnabled(false);
    ::close(epoll_);
}

std::unique_ptr<Transport> EpollSet::adopt(int descriptor)
{
    sockaddr_storage peer{};
    socklen_t size = sizeof peer;
    if (::getpeername(descriptor, reinterpret_cast<sockaddr *>(&peer), &size) != 0 ||
        ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK) != 0) {
        ::close(descriptor); // it is gone already
        return {};
    }
    ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on); // refused, it costs speed, not correctness
    const quint16 port = ntohs(peer.ss_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6 &>(peer).sin6_port
                                                          : reinterpret_cast<const sockaddr_in &>(peer).sin_port);
    return std::make_unique<EpollTransport>(*this, descriptor, addressOf(peer), port);
}

quint64 EpollSet::enter(EpollTransport *transport)
{
    if (freeSlots_.empty()) {
        freeSlots_.push_back(quint32(slots_.size()));
        slots_.emplace_back();
    }
    const quint32 index = freeSlots_.back();
    freeSlots_.pop_back();
    slots_[index].transport = transport;
    return quint64(slots_[index].generation) << 32 | index;
}

void EpollSet::leave(quint64 key)
{
    Slot &slot = slots_[quint32(key)];
    slot.transport = nullptr;
    ++slot.generation;
    freeSlots_.push_back(quint32(key));
}

EpollTransport *EpollSet::find(quint64 key) const
{
    const Slot &slot = slots_[quint32(key)];
    return slot.generation == quint32(key >> 32) ? slot.transport : nullptr;
}

void EpollSet::watch(int descriptor, quint64 key, quint32 events, bool isNew)
{
    epoll_event event{};
    event.events = events;
    event.data.u64 = key;
    ::epoll_ctl(epoll_, isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, descriptor, &event);
}

void EpollSet::endLater(quint64 key, EndReason reason)
{
    if (dueEnds_.empty())
        QMetaObject::invokeMethod(this, &EpollSet::runEnds, Qt::QueuedConnection);
    dueEnds_.emplace_back(key, reason);
}

void EpollSet::runEnds()
{
    for (const auto &[key, reason] : std::exchange(dueEnds_, {})) {
        if (EpollTransport *transport = find(key))
            transport->listener_->ended(reason); // the transport is gone now, most likely
    }
}

void EpollSet::dispatch()
{
    std::array<epoll_event, EventsPerDispatch> events;
    const int count = ::epoll_wait(epoll_, events.data(), EventsPerDispatch, 0);
    for (int i = 0; i < count; ++i) {
        if (EpollTransport *transport = find(events[size_t(i)].data.u64))
            transport->handle(events[size_t(i)].events);
    }
}

void EpollSet::checkTimes()
{
    const auto now = std::chrono::steady_clock::now();
    // From the end: who fails goes from the list, and the last takes its place.
    for (size_t i = timed_.size(); i-- > 0;)
        timed_[i]->checkTime(now);
    // Of the others a share at each turn: what the kernel has of theirs may be on its way to nobody.
    const size_t share = std::min(slots_.size(), std::max(LeastLooks, slots_.size() / TurnsPerRound));
    for (size_t i = 0; i < share; ++i) {
        nextLook_ = (nextLook_ + 1) % slots_.size();
        if (EpollTransport *transport = slots_[nextLook_].transport; transport && transport->isStream_)
            transport->checkTime(now);
    }
}

void EpollSet::setTimed(EpollTransport *transport, bool on)
{
    size_t &index = transport->timedIndex_;
    if (on == (index != EpollTransport::NotTimed))
        return;
    if (on) {
        index = timed_.size();
        timed_.push_back(transport);
    } else {
        timed_[index] = timed_.back();
        timed_[index]->timedIndex_ = index;
        timed_.pop_back();
        index = EpollTransport::NotTimed;
    }
}

EpollTransport::EpollTransport(EpollSet &set, int descriptor, const QHostAddress &address, quint16 port)
    : set_(set)
    , descriptor_(descriptor)
    , key_(set.enter(this))
    , address_(address)
    , port_(port)
    , watched_(EPOLLIN | EPOLLRDHUP)
{
    set_.watch(descriptor_, key_, watched_, true);
}

EpollTransport::~EpollTransport()
{
    set_.setTimed(this, false);
    set_.leave(key_);
    // Input that nobody read makes close() send a reset, which destroys what the peer has not read yet.
    for (int i = 0; i < ReadsPerTurn; ++i) {
        if (::recv(descriptor_, set_.readBuffer_.data(), size_t(ReadBufferBytes), MSG_DONTWAIT) <= 0)
            break;
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
    const quint64 key = key_;
    EpollSet &set = set_;
    for (int i = 0; i < ReadsPerTurn && !inputEnded_ && (watched_ & EPOLLIN); ++i) {
        const ssize_t got = ::recv(descriptor_, set_.readBuffer_.data(), size_t(ReadBufferBytes), MSG_DONTWAIT);
        if (got > 0) {
            takeInput(QByteArrayView(set_.readBuffer_.constData(), got));
            if (set.find(key) != this)
                return; // its owner had enough of it
            if (got < ReadBufferBytes)
                return; // most likely all there is; if not, epoll says so
        } else if (got == 0) {
            inputEnded();
            return;
        } else {
            if (errno != EAGAIN && errno != EINTR)
                fail(reasonFor(errno));
            return;
        }
    }
}

void EpollTransport::takeInput(QByteArrayView bytes)
{
    if (!finishing_ && !failed_)
        listener_->bytesReceived(bytes);
}

void EpollTransport::inputEnded()
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
    if (silenceOf(descriptor_) < silence)
        fail(EndReason::Stalled); // a peer that is there answers the probes of its closed window
    else if (silence >= limits_.stall + FirstProbes)
        fail(EndReason::Vanished);
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
    quint32 events = 0;
    if (!failed_) {
        if (reading_ && !inputEnded_)
            events |= EPOLLIN | EPOLLRDHUP;
        if (!queue_.isEmpty())
            events |= EPOLLOUT;
    }
    if (events == watched_)
        return;
    watched_ = events;
    set_.watch(descriptor_, key_, events, false);
}

EndReason EpollTransport::reasonFor(int error) const
{
    if (error != ECONNRESET && error != EPIPE)
        return EndReason::Vanished;
    return finishing_ ? EndReason::Finished : EndReason::ClosedByPeer;
}

} // namespace helio
