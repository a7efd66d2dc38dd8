// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/framequeue.h"

#include <QObject>
#include <QTcpSocket>
#include <QTimer>

namespace helio {

/// A connection on a QTcpSocket (or, under TLS, a QSslSocket): for systems without epoll, and for what only Qt's
/// sockets do. Frames go to the socket one by one, so that what it buffers itself is never more than the one being
/// sent.
///
/// Qt closes a socket whose peer has closed its sending side, so peerFinished() and ended() are one here.
class SocketTransport final : public QObject, public Transport
{
    Q_OBJECT
public:
    /// Takes over `socket`, which is connected.
    explicit SocketTransport(std::unique_ptr<QTcpSocket> socket);
    ~SocketTransport() override;

    void setListener(TransportListener *listener) override { listener_ = listener; }
    void setLimits(const Limits &limits) override { limits_ = limits; }
    void becomeStream() override {} // the kernel's share is Qt's business here
    void setReading(bool on) override;
    void send(const FramePtr &frame) override;
    void enqueue(const FramePtr &frame) override;
    void flush() override;
    void finish(std::chrono::milliseconds deadline) override;
    qsizetype queuedFrames() const override { return queue_.size(); }
    Queued queued() const override { return queue_.figures(); }
    qint64 takenBytes() const override { return takenBytes_; }
    std::optional<KernelFigures> kernelFigures() const override;
    QHostAddress peerAddress() const override;
    quint16 peerPort() const override;

private:
    bool socketIsBusy() const;
    void countTaken();
    void goOn();
    void readInput();
    void endSending();
    void fail(EndReason reason);

    std::unique_ptr<QTcpSocket> socket_;
    TransportListener *listener_ = nullptr;
    Limits limits_;
    FrameQueue queue_;
    qsizetype handedOver_ = 0; ///< of the first frame, to the socket
    qint64 takenBytes_ = 0;
    QTimer stallTimer_;
    QTimer finishTimer_;
    bool isPumping_ = false; ///< within flush(), where the socket may tell of what it wrote
    bool reading_ = true;
    bool finishing_ = false;
    bool sendingEnded_ = false;
    bool failed_ = false;
};

} // namespace helio
