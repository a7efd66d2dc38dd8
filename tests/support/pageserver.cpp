// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/pageserver.h"

#include <QTcpSocket>

namespace helio::test {

PageServer::PageServer(QObject *parent)
    : QObject(parent)
    , server_(this)
{
    connect(&server_, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *connection = server_.nextPendingConnection()) {
            connect(connection, &QTcpSocket::readyRead, this, [this, connection] { serve(connection); });
            connect(connection, &QTcpSocket::disconnected, connection, &QObject::deleteLater);
        }
    });
    server_.listen(QHostAddress::LocalHost);
}

bool PageServer::isListening() const
{
    return server_.isListening();
}

void PageServer::setPage(const QString &path, const QByteArray &content, const QByteArray &contentType)
{
    pages_.insert(path, {content, contentType});
}

QUrl PageServer::url(const QString &path) const
{
    return QUrl(QString::fromLatin1(origin()) + path);
}

QByteArray PageServer::origin() const
{
    return "http://127.0.0.1:" + QByteArray::number(server_.serverPort());
}

void PageServer::serve(QTcpSocket *connection)
{
    // One request for each connection, without a body: browsers ask for pages so.
    if (!connection->peek(connection->bytesAvailable()).contains("\r\n\r\n"))
        return;
    const QByteArrayList requestLine = connection->readAll().split('\r').first().split(' ');
    const QString path = QUrl::fromEncoded(requestLine.value(1)).path();
    const auto page = pages_.constFind(path);
    const bool found = page != pages_.cend();
    const QByteArray content = found ? page->content : QByteArray("There is no such page.\n");
    connection->write("HTTP/1.1 " + QByteArray(found ? "200 OK" : "404 Not Found") +
                      "\r\nContent-Type: " + (found ? page->contentType : QByteArray("text/plain")) +
                      "\r\nContent-Length: " + QByteArray::number(content.size()) + "\r\nConnection: close\r\n\r\n" +
                      content);
    connection->disconnectFromHost();
}

} // namespace helio::test
