// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/listeningsocket.h"

#include <QNetworkProxy>
#include <QTimer>

#include <utility>

#ifdef Q_OS_UNIX
#    include <fcntl.h>
#    include <sys/resource.h>
#    include <unistd.h>
#endif

namespace helio {

using namespace std::chrono_literals;

namespace {

/// Enough for thousands of clients that come back in the same second.
constexpr int ListenBacklog = 4096;
/// How many are accepted before all others have their turn.
constexpr int AcceptsPerTurn = 256;
constexpr int QtsPendingConnections = 30;
constexpr std::chrono::milliseconds RetryAccepting = 100ms;
/// Left for what is no connection, such as files that are read.
constexpr qintptr KeptDescriptors = 16;

#ifdef Q_OS_UNIX
/// The system gives the lowest number that is free, so a high one means that hardly any is left.
bool isAmongTheLast(qintptr descriptor)
{
    rlimit limit{};
    return ::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY &&
           descriptor >= qintptr(limit.rlim_cur) - KeptDescriptors;
}

bool descriptorsAreScarce(qintptr anyDescriptor)
{
    const int next = ::fcntl(int(anyDescriptor), F_DUPFD_CLOEXEC, 0);
    if (next < 0)
        return true;
    ::close(next);
    return isAmongTheLast(next);
}
#else
bool isAmongTheLast(qintptr)
{
    return false;
}

bool descriptorsAreScarce(qintptr)
{
    return false;
}
#endif

} // namespace

ListeningSocket::ListeningSocket(QObject *parent)
    : QTcpServer(parent)
{
    setProxy(QNetworkProxy::NoProxy);
    setListenBacklogSize(ListenBacklog);
    connect(this, &QTcpServer::acceptError, this, &ListeningSocket::resumeWhenPossible);
}

void ListeningSocket::hold()
{
    isHeld_ = true;
    pause();
}

void ListeningSocket::release()
{
    if (std::exchange(isHeld_, false))
        resume();
}

void ListeningSocket::incomingConnection(qintptr descriptor)
{
    // Qt itself sees that descriptors ran out only when that is the first error its listening socket ever had; else it
    // tries again without end, tens of thousands of times a second.
    if (isAmongTheLast(descriptor))
        resumeWhenPossible();
    if (++acceptedThisTurn_ >= AcceptsPerTurn && !isTakingTurns_) {
        isTakingTurns_ = true;
        pause();
        QTimer::singleShot(0, this, [this] {
            isTakingTurns_ = false;
            resume();
        });
    }
    Q_EMIT accepted(descriptor);
}

void ListeningSocket::pause()
{
    pauseAccepting();
    setMaxPendingConnections(0); // which ends Qt's loop over all who wait: it does not look whether it is paused
}

void ListeningSocket::resume()
{
    if (isHeld_ || isShort_ || isTakingTurns_)
        return;
    acceptedThisTurn_ = 0;
    setMaxPendingConnections(QtsPendingConnections);
    resumeAccepting();
}

void ListeningSocket::resumeWhenPossible()
{
    if (!std::exchange(isShort_, true))
        pause();
    QTimer::singleShot(RetryAccepting, this, [this] {
        isShort_ = descriptorsAreScarce(socketDescriptor());
        if (isShort_)
            resumeWhenPossible();
        else
            resume();
    });
}

} // namespace helio
