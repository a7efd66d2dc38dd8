// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/streams/streamrequest.h"

#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>

namespace helio {

/// Answers the one request of each connection with what it is told to, and keeps what came.
class McpServer
{
public:
    McpServer()
    {
        if (!server_.listen(QHostAddress::LocalHost, 0))
            qFatal("no port");
        QObject::connect(&server_, &QTcpServer::newConnection, &server_, [this] {
            QTcpSocket *socket = server_.nextPendingConnection();
            ++connections;
            auto bytes = std::make_shared<QByteArray>();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, bytes] {
                *bytes += socket->readAll();
                if (!isWhole(*bytes))
                    return;
                requests.append(*bytes);
                const QByteArray answer = answers.size() > 1 ? answers.takeFirst() : answers.value(0);
                socket->write(answer);
                if (!staysOpen)
                    socket->disconnectFromHost();
            });
        });
    }

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/mcp").arg(server_.serverPort())); }
    StreamRequest request() const
    {
        StreamRequest request;
        request.url = url();
        request.headers = {{"X-Key", "k"}};
        return request;
    }

    /// An answer of JSON, with `head` among its headers.
    static QByteArray json(const QByteArray &body, const QByteArray &head = {})
    {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + head +
               "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }
    static QByteArray events(const QByteArray &body)
    {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" + body;
    }
    /// 404, with what the server says of it as JSON.
    static QByteArray refusal(const QByteArray &body)
    {
        return "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: " +
               QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }
    static QByteArray accepted() { return "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"; }

    QByteArrayList answers; ///< one after the other; the last one again and again
    bool staysOpen = false; ///< behind an answer
    QByteArrayList requests;
    int connections = 0;

private:
    static bool isWhole(const QByteArray &bytes)
    {
        static const QRegularExpression length(QStringLiteral("content-length: *(\\d+)"),
                                               QRegularExpression::CaseInsensitiveOption);
        const qsizetype end = bytes.indexOf("\r\n\r\n");
        const auto found = length.match(QString::fromLatin1(bytes.left(end)));
        return end >= 0 && bytes.size() - end - 4 >= found.captured(1).toLongLong();
    }

    QTcpServer server_;
};

} // namespace helio
