// SPDX-License-Identifier: GPL-3.0-or-later
#include "stranger.h"

#include <QTcpSocket>

namespace helio::test {

Stranger::Stranger(const QByteArray &answer, Manner manner)
{
    QObject::connect(&server_, &QTcpServer::newConnection, &server_, [this, answer, manner] {
        QTcpSocket *socket = server_.nextPendingConnection();
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket, answer, manner] {
            socket->readAll();
            socket->write(answer);
            if (manner == Manner::Closes)
                socket->disconnectFromHost();
        });
    });
    server_.listen(QHostAddress::LocalHost);
}

QString Stranger::url(const char *scheme) const
{
    return QStringLiteral("%1://127.0.0.1:%2").arg(QLatin1String(scheme)).arg(server_.serverPort());
}

} // namespace helio::test
