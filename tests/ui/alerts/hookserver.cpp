// SPDX-License-Identifier: GPL-3.0-or-later
#include "hookserver.h"

#include <QJsonDocument>
#include <QTcpSocket>

#include <memory>

namespace helio::test {

HookServer::HookServer(QObject *parent)
    : QObject(parent)
{
    if (!server_.listen(QHostAddress::LocalHost))
        qFatal("cannot listen");
    connect(&server_, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *connection = server_.nextPendingConnection())
            serve(connection);
    });
}

QUrl HookServer::url(const QString &userInfo) const
{
    QUrl url(QStringLiteral("http://127.0.0.1:%1/hook").arg(server_.serverPort()));
    url.setUserInfo(userInfo);
    return url;
}

QJsonObject HookServer::json(qsizetype at) const
{
    return QJsonDocument::fromJson(bodies.value(at)).object();
}

void HookServer::serve(QTcpSocket *connection)
{
    const auto read = std::make_shared<QByteArray>();
    connect(connection, &QTcpSocket::disconnected, connection, &QObject::deleteLater);
    connect(connection, &QTcpSocket::readyRead, this, [this, connection, read] {
        read->append(connection->readAll());
        const qsizetype end = read->indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QByteArray head = read->left(end);
        const qsizetype at = head.toLower().indexOf("content-length:");
        const qsizetype length = at < 0 ? 0 : head.mid(at + 15, head.indexOf("\r\n", at + 15) - at - 15).toLongLong();
        if (read->size() < end + 4 + length)
            return;
        heads.append(head);
        bodies.append(read->mid(end + 4, length));
        read->clear();
        switch (does) {
        case Does::Answers:
            connection->write("HTTP/1.1 " + status + "\r\n" + fields +
                              "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
            return;
        case Does::Hangs:
            return;
        case Does::HangsUp:
            connection->disconnectFromHost();
            return;
        case Does::Babbles:
            connection->write("HTTP/1.1 " + status + "\r\n\r\n" + QByteArray(1024 * 1024, 'x'));
            return;
        }
    });
}

} // namespace helio::test
