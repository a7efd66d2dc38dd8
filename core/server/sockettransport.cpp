// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sockettransport.h"

#include "hub/turns.h"
#include "server/kernelfigures.h"

#include <QPointer>
#ifndef QT_NO_SSL
#    include <QSslSocket>
#endif

#ifdef Q_OS_WIN
#    include <winsock2.h>
#else
#    include <sys/socket.h>
#endif

namespace helio {

namespace {
/// Input that waits in the socket while reading is paused.
constexpr qint64 PausedInputBytes = 64 * 1024;
} // namespace

SocketTransport::SocketTransport(std::unique_ptr<QTcpSocket> socket)
    : socket_(std::move(socket))
{
    socket_->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    stallTimer_.setSingleShot(true);
    finishTimer_.setSingleShot(true);
    connect(socket_.get(), &QTcpSocket::bytesWritten, this, &SocketTransport::goOn);
    connect(socket_.get(), &QTcpSocket::readyRead, this, &SocketTransport::readInput, Qt::QueuedConnection);
    connect(socket_.get(), &QTcpSocket::disconnected, this, [this] { fail(EndReason::ClosedByPeer); });
    connect(socket_.get(), &QTcpSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        fail(error == QAbstractSocket::RemoteHostClosedError ? EndReason::ClosedByPeer : EndReason::Vanished);
    });
    connect(&stallTimer_, &QTimer::timeout, this, [this] {
        const int descriptor = int(socket_->socketDescriptor());
        const auto silence = std::chrono::steady_clock::now() - lastTakenAt_;
        const bool isThere = !limits_.endsStalled && silenceOf(descriptor) < silence;
        if (peerAcknowledgedMore(unacknowledgedBytesOf(descriptor)) || isThere)
            stallTimer_.start(limits_.stall);
        else
            fail(limits_.endsStalled ? EndReason::Stalled : EndReason::Vanished);
    });
    connect(&finishTimer_, &QTimer::timeout, this, [this] { fail(EndReason::Finished); });
    // Input may have come before anybody listened to the signal.
    QMetaObject::invokeMethod(this, &SocketTransport::readInput, Qt::QueuedConnection);
}

SocketTransport::~SocketTransport()
{
    socket_->disconnect(this);
    // This may run below one of the socket's own signals.
    socket_.release()->deleteLater();
}

void SocketTransport::becomeStream()
{
    keepKernelShareSmall(int(socket_->socketDescriptor()));
}

void SocketTransport::setReading(bool on)
{
    reading_ = on;
    socket_->setReadBufferSize(on ? 0 : PausedInputBytes);
    if (on)
        QMetaObject::invokeMethod(this, &SocketTransport::readInput, Qt::QueuedConnection);
}

void SocketTransport::send(const FramePtr &frame)
{
    enqueue(frame);
    flush();
}

void SocketTransport::flush()
{
    isPumping_ = true;
    while (!failed_ && !queue_.isEmpty() && handedOver_ == 0) {
        const QByteArrayView rest = queue_.rest(0);
        const qsizetype size = rest.size();
        if (socket_->write(rest.data(), size) != size) {
            fail(EndReason::Vanished);
            break;
        }
        handedOver_ = size;
        socket_->flush();
        countTaken();
    }
    isPumping_ = false;
    if (queue_.isEmpty() && finishing_)
        endSending();
}

void SocketTransport::finish(std::chrono::milliseconds deadline)
{
    if (finishing_)
        return;
    finishing_ = true;
    giveKernelEverything(int(socket_->socketDescriptor()));
    finishTimer_.start(deadline);
    setReading(true); // to see the peer's end
    flush();
}

QHostAddress SocketTransport::peerAddress() const
{
    bool isV4 = false;
    const quint32 v4 = socket_->peerAddress().toIPv4Address(&isV4); // true for ::ffff:a.b.c.d too
    return isV4 ? QHostAddress(v4) : socket_->peerAddress();
}

quint16 SocketTransport::peerPort() const
{
    return socket_->peerPort();
}

bool SocketTransport::hasUnreadInput() const
{
    return socket_->bytesAvailable() > 0 || helio::hasUnreadInput(int(socket_->socketDescriptor()));
}

std::optional<Transport::KernelFigures> SocketTransport::kernelFigures() const
{
    return kernelFiguresOf(int(socket_->socketDescriptor()));
}

bool SocketTransport::socketIsBusy() const
{
#ifndef QT_NO_SSL
    if (const auto *ssl = qobject_cast<const QSslSocket *>(socket_.get()); ssl && ssl->encryptedBytesToWrite() > 0)
        return true;
#endif
    return socket_->bytesToWrite() > 0;
}

void SocketTransport::countTaken()
{
    if (failed_ || handedOver_ == 0)
        return;
    if (socketIsBusy()) {
        if (!stallTimer_.isActive())
            peerAcknowledgedMore(unacknowledgedBytesOf(int(socket_->socketDescriptor()))); // from here on
        lastTakenAt_ = std::chrono::steady_clock::now();
        stallTimer_.start(limits_.stall); // anew: something was taken, or this is the beginning
        return;
    }
    stallTimer_.stop();
    takenBytes_ += handedOver_;
    queue_.advance(std::exchange(handedOver_, 0), *listener_);
}

void SocketTransport::goOn()
{
    const Turn turn("sockets");
    if (isPumping_ || handedOver_ == 0)
        return;
    countTaken();
    flush();
    if (queue_.isEmpty() && !failed_ && !finishing_)
        listener_->drained();
}

void SocketTransport::readInput()
{
    const Turn turn("sockets");
    // Throwing away is reading too: the peer's end is seen only behind what it sent.
    const QPointer<SocketTransport> self(this);
    while (self && reading_ && !failed_ && socket_->bytesAvailable() > 0) {
        const QByteArray bytes = socket_->read(PausedInputBytes);
        if (!finishing_) {
            listener_->bytesReceived(bytes);
            continue;
        }
        discarded_ += bytes.size();
        if (discarded_ >= MaximumDiscardedBytes)
            fail(EndReason::Finished);
    }
}

void SocketTransport::endSending()
{
    if (std::exchange(sendingEnded_, true))
        return;
#ifdef Q_OS_WIN
    ::shutdown(SOCKET(socket_->socketDescriptor()), SD_SEND);
#else
    ::shutdown(int(socket_->socketDescriptor()), SHUT_WR);
#endif
}

void SocketTransport::fail(EndReason reason)
{
    if (std::exchange(failed_, true))
        return;
    handedOver_ = 0;
    stallTimer_.stop();
    finishTimer_.stop();
    const EndReason reported = finishing_ ? EndReason::Finished : reason;
    // Queued: never from within a call of the owner's.
    QMetaObject::invokeMethod(
        this,
        [this, reported] {
            const Turn turn("ends of connections");
            listener_->ended(reported);
        },
        Qt::QueuedConnection);
}

} // namespace helio
