// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cuttingproxy.h"

#include <algorithm>
#include <utility>

namespace helio::test {

CuttingProxy::CuttingProxy(quint16 target, QObject *parent)
    : QObject(parent)
    , target_(target)
    , server_(this)
{
    connect(&server_, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *client = server_.nextPendingConnection())
            accept(client);
    });
    server_.listen(QHostAddress::LocalHost);
}

quint16 CuttingProxy::port() const
{
    return server_.serverPort();
}

void CuttingProxy::cut()
{
    bytesLeft_.reset();
    // Aborting one socket ends its partner, which is in the list too.
    const QList<QPointer<QTcpSocket>> sockets = std::exchange(sockets_, {});
    for (const QPointer<QTcpSocket> &socket : sockets) {
        if (socket)
            socket->abort();
    }
}

void CuttingProxy::cutAfter(qsizetype bytes)
{
    bytesLeft_ = bytes;
}

void CuttingProxy::setRefusing(bool refusing)
{
    refusing_ = refusing;
}

int CuttingProxy::passedConnections() const
{
    return passedConnections_;
}

int CuttingProxy::cuts() const
{
    return cuts_;
}

void CuttingProxy::accept(QTcpSocket *client)
{
    connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    if (refusing_) {
        client->abort();
        return;
    }
    ++passedConnections_;
    auto *server = new QTcpSocket(this);
    connect(server, &QTcpSocket::disconnected, server, &QObject::deleteLater);
    // What the client says before the server is there waits in the server's socket.
    connect(client, &QTcpSocket::readyRead, server, [client, server] { server->write(client->readAll()); });
    connect(server, &QTcpSocket::readyRead, client, [this, client, server] { passDown(server, client); });
    connect(client, &QTcpSocket::disconnected, server, &QTcpSocket::disconnectFromHost);
    connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    connect(server, &QTcpSocket::errorOccurred, client, &QTcpSocket::disconnectFromHost);
    sockets_ << client << server;
    server->connectToHost(QHostAddress(QHostAddress::LocalHost), target_);
}

void CuttingProxy::passDown(QTcpSocket *from, QTcpSocket *to)
{
    QByteArray bytes = from->readAll();
    if (!bytesLeft_) {
        to->write(bytes);
        return;
    }
    bytes.truncate(std::min(bytes.size(), *bytesLeft_));
    *bytesLeft_ -= bytes.size();
    to->write(bytes);
    if (*bytesLeft_ > 0)
        return;
    to->flush();
    ++cuts_;
    cut();
}

} // namespace helio::test
