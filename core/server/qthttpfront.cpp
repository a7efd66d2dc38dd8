// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/qthttpfront.h"

#include "server/listeningsocket.h"

#include <QHttpServerResponder>
#include <QTcpSocket>

#include <cstring>
#include <new>

namespace helio {

/// A connected socket without a descriptor: reads what it is given, throws away what is written.
class QtHttpFront::RequestSocket : public QTcpSocket
{
public:
    RequestSocket()
    {
        setOpenMode(QIODevice::ReadWrite);
        setSocketState(ConnectedState);
        setPeerAddress(QHostAddress::LocalHost);
        setLocalAddress(QHostAddress::LocalHost);
    }

    /// Qt HttpServer reads all of `request` before this returns.
    void give(const QByteArray &request)
    {
        request_ = request;
        read_ = 0;
        Q_EMIT readyRead();
    }

    qint64 bytesAvailable() const override { return QAbstractSocket::bytesAvailable() + request_.size() - read_; }
    bool canReadLine() const override { return QAbstractSocket::canReadLine() || request_.indexOf('\n', read_) >= 0; }
    void disconnectFromHost() override { deleteLater(); } // Qt gave up on a request; the next one gets a new socket
    void close() override {}

protected:
    qint64 readData(char *data, qint64 maximum) override
    {
        const qsizetype count = std::min(qsizetype(maximum), request_.size() - read_);
        std::memcpy(data, request_.constData() + read_, size_t(count));
        read_ += count;
        return count;
    }
    // NOLINTNEXTLINE(bugprone-parent-virtual-call): the socket's own would read from its socket
    qint64 readLineData(char *data, qint64 maximum) override { return QIODevice::readLineData(data, maximum); }
    qint64 skipData(qint64 maximum) override
    {
        const qsizetype count = std::min(qsizetype(maximum), request_.size() - read_);
        read_ += count;
        return count;
    }
    qint64 writeData(const char *, qint64 size) override { return size; }

private:
    QByteArray request_;
    qsizetype read_ = 0;
};

QtHttpFront::QtHttpFront(ListeningSocket &listener, QObject *parent)
    : QAbstractHttpServer(parent)
    , listener_(listener)
{
    bind(&listener_);
}

QtHttpFront::~QtHttpFront()
{
    delete socket_.data();
}

bool QtHttpFront::dispatch(const QByteArray &rawRequest, const Handler &handler)
{
    if (!socket_) {
        socket_ = new RequestSocket;
        listener_.offer(socket_); // Qt takes it at once
    }
    handler_ = &handler;
    handled_ = isOutOfMemory_ = false;
    socket_->give(rawRequest);
    handler_ = nullptr;
    if (!handled_ && socket_) {
        socket_->deleteLater(); // its parser is in a state of its own now
        socket_.clear();
    }
    if (isOutOfMemory_)
        throw std::bad_alloc();
    return handled_;
}

bool QtHttpFront::handle(const QHttpServerRequest &request)
{
    handled_ = true;
    try {
        if (handler_)
            (*handler_)(request);
    } catch (const std::bad_alloc &) { // must not pass through Qt
        isOutOfMemory_ = true;
    }
    return true;
}

#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
bool QtHttpFront::handleRequest(const QHttpServerRequest &request, QTcpSocket *)
{
    return handle(request);
}

void QtHttpFront::missingHandler(const QHttpServerRequest &, QTcpSocket *) {}
#else
bool QtHttpFront::handleRequest(const QHttpServerRequest &request, QHttpServerResponder &)
{
    return handle(request);
}

#    if QT_VERSION < QT_VERSION_CHECK(6, 8, 0)
void QtHttpFront::missingHandler(const QHttpServerRequest &, QHttpServerResponder &&) {}
#    else
void QtHttpFront::missingHandler(const QHttpServerRequest &, QHttpServerResponder &) {}
#    endif
#endif

} // namespace helio
