// SPDX-License-Identifier: GPL-3.0-or-later
#include "pathserver.h"

#include <QTcpSocket>
#include <QUrl>

namespace helio::test {

PathServer::PathServer()
{
    if (!server_.listen(QHostAddress::LocalHost))
        qFatal("no port");
    connect(&server_, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = server_.nextPendingConnection()) {
            input_.insert(socket, {});
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onBytes(socket); });
            connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
                input_.remove(socket);
                open_.removeIf([socket](auto at) { return at.value() == socket; });
                socket->deleteLater();
            });
        }
    });
}

PathServer::~PathServer()
{
    const auto sockets = input_.keys();
    for (QTcpSocket *socket : sockets)
        socket->disconnect(this); // they end with the server, after what they would tell of it
}

QUrl PathServer::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server_.serverPort()));
}

QByteArray PathServer::json(const QByteArray &body, const QByteArray &status)
{
    return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
           QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

PathServer::Answer PathServer::stream(const QByteArray &begin)
{
    return {"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" + begin, true, false};
}

void PathServer::setJson(const QByteArray &path, const QByteArray &json)
{
    set(path, {PathServer::json(json)});
}

void PathServer::send(const QByteArray &path, const QByteArray &bytes)
{
    const auto sockets = open_.values(path);
    for (QTcpSocket *socket : sockets)
        socket->write(bytes);
}

void PathServer::onBytes(QTcpSocket *socket)
{
    QByteArray &input = input_[socket];
    input += socket->readAll();
    const qsizetype end = input.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    heads_.append(input.first(end));
    const QByteArray target = input.split(' ').value(1);
    const QByteArray path = target.first(target.indexOf('?') < 0 ? target.size() : target.indexOf('?'));
    input.clear();
    ++requests_[path];
    const Answer nothing{json("{\"detail\":\"There is nothing here.\"}", "404 Not Found"), false, false};
    const Answer answer = answers_.value(target, answers_.value(path, nothing));
    socket->write(answer.bytes);
    if (answer.isEndless) {
        const QByteArray more(64 * 1024, answer.bytes.back());
        connect(socket, &QTcpSocket::bytesWritten, this, [socket, more] {
            if (socket->bytesToWrite() < more.size())
                socket->write(more);
        });
    } else if (answer.isOpen) {
        open_.insert(path, socket);
    } else {
        socket->disconnectFromHost();
    }
}

} // namespace helio::test
