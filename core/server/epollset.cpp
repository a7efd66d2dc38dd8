// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/turns.h"
#include "server/epolltransport.h"

#include <QSocketNotifier>
#include <QTimer>

#include <algorithm>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace helio {

using namespace std::chrono_literals;

namespace {

constexpr qsizetype ReadBufferBytes = 64 * 1024;
/// Few, so that the kernel's list turns: who comes anew stands behind all that are ready now, and not behind their next
/// round.
constexpr int EventsPerDispatch = 64;
/// How long the sockets may have a turn; the last of them may take longer.
constexpr std::chrono::milliseconds DispatchTime = 5ms;
constexpr std::chrono::milliseconds TimeCheckInterval = 250ms;
/// So many turns until all were checked, of whom nothing waits here.
constexpr size_t TurnsPerRound = 32;
constexpr size_t LeastChecks = 64;

QHostAddress addressOf(const sockaddr_storage &peer)
{
    QHostAddress address(reinterpret_cast<const sockaddr *>(&peer));
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4); // true for ::ffff:a.b.c.d too
    return isV4 ? QHostAddress(v4) : address;
}

} // namespace

EpollSet::EpollSet()
    : epoll_(::epoll_create1(EPOLL_CLOEXEC))
    , notifier_(new QSocketNotifier(epoll_, QSocketNotifier::Read, this))
    , timer_(new QTimer(this))
    , ready_(EventsPerDispatch)
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

std::unique_ptr<Transport> EpollSet::adopt(qintptr accepted)
{
    const int descriptor = int(accepted);
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
    const Turn turn("ends of connections");
    for (const auto &[key, reason] : std::exchange(dueEnds_, {})) {
        if (EpollTransport *transport = find(key))
            transport->listener_->ended(reason); // the transport is gone now, most likely
    }
}

/// False when nothing is ready.
bool EpollSet::fetchReady()
{
    nextReady_ = 0;
    readyCount_ = size_t(std::max(::epoll_wait(epoll_, ready_.data(), EventsPerDispatch, 0), 0));
    return readyCount_ > 0;
}

void EpollSet::dispatch()
{
    const Turn turn("sockets");
    // What a turn has no time for comes first in the next: epoll itself would begin with the same ones again.
    if (nextReady_ == readyCount_ && !fetchReady())
        return;
    const auto end = std::chrono::steady_clock::now() + DispatchTime;
    while (nextReady_ < readyCount_) {
        const epoll_event event = ready_[nextReady_++];
        if (EpollTransport *transport = find(event.data.u64))
            transport->handle(event.events);
        if (nextReady_ < readyCount_ && std::chrono::steady_clock::now() >= end)
            return;
    }
}

void EpollSet::checkTimes()
{
    const Turn turn("times of sockets");
    const auto now = std::chrono::steady_clock::now();
    // From the end: who fails goes from the list, and the last takes its place.
    for (size_t i = timed_.size(); i-- > 0;)
        timed_[i]->checkTime(now);
    // Of the others a share at each turn: what the kernel has of theirs may be on its way to nobody.
    const size_t share = std::min(slots_.size(), std::max(LeastChecks, slots_.size() / TurnsPerRound));
    for (size_t i = 0; i < share; ++i) {
        nextCheck_ = (nextCheck_ + 1) % slots_.size();
        if (EpollTransport *transport = slots_[nextCheck_].transport; transport && transport->isStream_)
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

} // namespace helio
