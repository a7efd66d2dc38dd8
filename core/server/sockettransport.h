// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/queuedtransport.h"

#include <QObject>
#include <QTcpSocket>
#include <QTimer>

namespace helio {

/// A connection on a QTcpSocket (or, under TLS, a QSslSocket): for systems without epoll, and for what only Qt's
/// sockets do. Frames go to the socket one by one, so that what it buffers itself is never more than the one being
/// sent.
///
/// Qt closes a socket whose peer has closed its sending side, so peerFinished() and ended() are one here.
class SocketTransport final : public QObject, public QueuedTransport
{
    Q_OBJECT
public:
    /// Takes over `socket`, which is connected.
    explicit SocketTransport(std::unique_ptr<QTcpSocket> socket);
    ~SocketTransport() override;

    void becomeStream() override;
    void setReading(bool on) override;
    void send(const FramePtr &frame) override;
    void flush() override;
    void finish(std::chrono::milliseconds deadline) override;
    bool hasUnreadInput() const override;
    std::optional<KernelFigures> kernelFigures() const override;
    QHostAddress peerAddress() const override;
    quint16 peerPort() const override;

private:
    bool socketIsBusy() const;
    void countTaken();
    void goOn();
    void readInput();
    void endSending();
    void waitingBegins() override {} // the time counts from when the socket has it
    void fail(EndReason reason) override;

    std::unique_ptr<QTcpSocket> socket_;
    qsizetype handedOver_ = 0; ///< of the first frame, to the socket
    QTimer stallTimer_;
    std::chrono::steady_clock::time_point lastTakenAt_; ///< while the timer runs
    QTimer finishTimer_;
    qsizetype discarded_ = 0; ///< input since finish() that nobody gets
    bool isPumping_ = false;  ///< within flush(), where the socket may report what it wrote
    bool reading_ = true;
};

} // namespace helio
