// SPDX-License-Identifier: GPL-3.0-or-later
#include "scriptedserver.h"

#include <QNetworkProxy>
#include <QSslServer>
#include <QSslSocket>
#include <QTimer>

#include <algorithm>

#include <sys/socket.h>

namespace {

std::unique_ptr<QTcpServer> makeServer(const std::optional<QSslConfiguration> &tls)
{
    if (!tls)
        return std::make_unique<QTcpServer>();
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(*tls);
    return server;
}

} // namespace

ScriptedServer::ScriptedServer(quint16 port, const std::optional<QSslConfiguration> &tls)
    : server_(makeServer(tls))
    , isTls_(tls.has_value())
{
    server_->setProxy(QNetworkProxy::NoProxy);
    connect(server_.get(), &QTcpServer::pendingConnectionAvailable, this, &ScriptedServer::onConnection);
    if (!server_->listen(QHostAddress::LocalHost, port))
        qFatal("cannot listen: %s", qPrintable(server_->errorString()));
}

QUrl ScriptedServer::url(const QString &target, const QString &host) const
{
    return QUrl(QStringLiteral("%1://%2:%3%4")
                    .arg(isTls_ ? QStringLiteral("https") : QStringLiteral("http"), host)
                    .arg(port())
                    .arg(target));
}

void ScriptedServer::answer(const QByteArray &bytes, Ending ending)
{
    answers_.push_back({bytes, ending});
}

void ScriptedServer::answerBytewise(const QByteArray &bytes, Ending ending)
{
    answers_.push_back({bytes, ending, true});
}

void ScriptedServer::answerStream(const QByteArray &body, Ending ending)
{
    answer(streamHead() + body, ending);
}

int ScriptedServer::openCount() const
{
    return int(std::count_if(askedOn_.cbegin(), askedOn_.cend(), [](const QTcpSocket *socket) {
        return socket->state() == QAbstractSocket::ConnectedState;
    }));
}

void ScriptedServer::send(const QByteArray &bytes)
{
    latest_->write(bytes);
    latest_->flush();
}

void ScriptedServer::end(Ending ending)
{
    switch (ending) {
    case Ending::StayOpen:
        break;
    case Ending::Close:
        latest_->disconnectFromHost();
        break;
    case Ending::Reset: {
        const linger now = {1, 0};
        setsockopt(int(latest_->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
        latest_->abort();
        break;
    }
    }
}

qint64 ScriptedServer::bytesToWrite() const
{
    const QSslSocket *const tls = tlsSocket();
    return latest_->bytesToWrite() + (tls ? tls->encryptedBytesToWrite() : 0);
}

QSslSocket *ScriptedServer::tlsSocket() const
{
    return qobject_cast<QSslSocket *>(latest_);
}

void ScriptedServer::onConnection()
{
    while (QTcpSocket *socket = server_->nextPendingConnection()) {
        ++connectionCount_;
        input_.insert(socket, {});
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onBytes(socket); });
    }
}

void ScriptedServer::onBytes(QTcpSocket *socket)
{
    QByteArray &input = input_[socket];
    input += socket->readAll();
    const qsizetype headEnd = input.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return;
    QList<QByteArray> lines = input.first(headEnd).split('\n');
    const QList<QByteArray> first = lines.takeFirst().split(' ');
    ScriptedRequest request{first.value(0), first.value(1), {}, {}, {}};
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
    }
    const qsizetype length = request.header("content-length").toLongLong();
    if (input.size() < headEnd + 4 + length)
        return;
    request.body = input.sliced(headEnd + 4, length);
    request.arrivedAt = std::chrono::steady_clock::now();
    input.clear();
    latest_ = socket;
    requests_.append(request);
    askedOn_.insert(socket);
    mostOpenCount_ = std::max(mostOpenCount_, openCount());
    if (answers_.empty())
        return;
    const Answer answer = answers_.front();
    answers_.pop_front();
    if (answer.bytewise) {
        sendBytewise(answer);
        return;
    }
    send(answer.bytes);
    end(answer.ending);
}

void ScriptedServer::sendBytewise(const Answer &answer)
{
    auto *const turn = new QTimer(latest_);
    latest_->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(turn, &QTimer::timeout, this, [this, turn, answer, at = qsizetype(0)]() mutable {
        if (at < answer.bytes.size()) {
            send(answer.bytes.sliced(at++, 1));
            return;
        }
        turn->stop();
        end(answer.ending);
    });
    turn->start(0);
}

QByteArray streamHead(const QByteArray &moreHeaders)
{
    return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + moreHeaders + "\r\n";
}

QByteArray plainAnswer(const QByteArray &status, const QByteArray &moreHeaders, const QByteArray &body)
{
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + moreHeaders +
           "\r\n" + body;
}

QByteArray redirectAnswer(int status, const QByteArray &location)
{
    return plainAnswer(QByteArray::number(status) + " Redirect", "Location: " + location + "\r\n");
}
