// SPDX-License-Identifier: GPL-3.0-or-later
#include "pacedserver.h"

#include <QNetworkProxy>
#include <QSslServer>
#include <QSslSocket>
#include <QTimer>

#include <sys/socket.h>

namespace {

constexpr qint64 MostWaiting = 8 * 1024 * 1024;

} // namespace

PacedServer::PacedServer(Answerer answerer, const std::optional<QSslConfiguration> &tls)
    : isTls_(tls.has_value())
    , answerer_(std::move(answerer))
{
    if (tls) {
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(*tls);
        server_ = std::move(server);
    } else {
        server_ = std::make_unique<QTcpServer>();
    }
    server_->setProxy(QNetworkProxy::NoProxy);
    connect(server_.get(), &QTcpServer::pendingConnectionAvailable, this, &PacedServer::onConnection);
    if (!server_->listen(QHostAddress::LocalHost))
        qFatal("cannot listen: %s", qPrintable(server_->errorString()));
}

QUrl PacedServer::url(const QString &target) const
{
    const QString scheme = isTls_ ? QStringLiteral("https") : QStringLiteral("http");
    return QUrl(QStringLiteral("%1://127.0.0.1:%2%3").arg(scheme).arg(port()).arg(target));
}

void PacedServer::onConnection()
{
    while (QTcpSocket *const socket = server_->nextPendingConnection()) {
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onBytes(socket); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QObject::destroyed, this, [this, socket] { input_.remove(socket); });
    }
}

void PacedServer::onBytes(QTcpSocket *socket)
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
    requests_.append(request);
    answer(socket, answerer_(request));
}

void PacedServer::answer(QTcpSocket *socket, const PacedAnswer &answer)
{
    auto *const timer = new QTimer(socket);
    timer->setTimerType(Qt::PreciseTimer);
    const auto step = [socket, timer, answer, number = 0]() mutable {
        timer->setInterval(answer.interval);
        if (socket->bytesToWrite() > MostWaiting)
            return; // who reads slowly is not given more
        const std::optional<QByteArray> bytes = answer.chunk ? answer.chunk(number++) : std::nullopt;
        if (bytes && !bytes->isEmpty()) {
            socket->write(answer.isChunked ? QByteArray::number(bytes->size(), 16) + "\r\n" + *bytes + "\r\n" : *bytes);
            socket->flush();
        }
        if (bytes)
            return;
        timer->stop();
        if (answer.isChunked && answer.hasLastChunk)
            socket->write("0\r\n\r\n");
        if (answer.ending == PacedAnswer::Ending::Close)
            socket->disconnectFromHost();
        if (answer.ending == PacedAnswer::Ending::Reset) {
            const linger now = {1, 0};
            setsockopt(int(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
            socket->abort();
        }
    };
    QTimer::singleShot(answer.before, Qt::PreciseTimer, socket, [socket, timer, answer, step]() mutable {
        socket->write(answer.head);
        socket->flush();
        QObject::connect(timer, &QTimer::timeout, socket, std::move(step));
        timer->start(0);
    });
}

QByteArray numberedEvent(int number, qsizetype size)
{
    QByteArray event = "id: " + QByteArray::number(number) + "\ndata: " + QByteArray::number(number) + " ";
    event += QByteArray(std::max<qsizetype>(size - event.size() - 2, 0), 'x');
    return event + "\n\n";
}

std::function<std::optional<QByteArray>(int)> numberedEvents(qsizetype size)
{
    return [size](int step) { return std::optional(numberedEvent(step + 1, size)); };
}
