// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/requestserver.h"

#include "server/listener.h"
#include "server/qthttpfront.h"
#include "server/sockettransport.h"

#include <QHttpServerRequest>
#include <QTcpSocket>

namespace helio::contract {

namespace {
/// The harness sends bodies for streams in it, and may make them large.
constexpr qsizetype MaximumBodyBytes = 16 * 1024 * 1024;
} // namespace

RequestServer::RequestServer(Handler handler, QObject *parent)
    : QObject(parent)
    , handler_(std::move(handler))
    , listener_(new Listener(this))
{
    connect(listener_, &Listener::accepted, this, &RequestServer::accept);
}

RequestServer::~RequestServer() = default;

quint16 RequestServer::listen(const QHostAddress &address, quint16 port, QString &problem)
{
    if (!listener_->listen(address, port)) {
        problem = listener_->errorString();
        return 0;
    }
    front_ = std::make_unique<QtHttpFront>(*listener_);
    return listener_->serverPort();
}

void RequestServer::accept(qintptr descriptor)
{
    auto socket = std::make_unique<QTcpSocket>();
    if (!socket->setSocketDescriptor(descriptor))
        return;
    auto transport = std::make_unique<SocketTransport>(std::move(socket));
    auto connection = std::make_shared<HttpConnection>(static_cast<HttpConnectionOwner &>(*this), std::move(transport),
                                                       MaximumBodyBytes);
    connections_.emplace(connection.get(), std::move(connection));
}

void RequestServer::handle(HttpConnection &connection, const ScannedRequest &scanned)
{
    QString problem;
    const auto target = RequestTarget::parse(scanned.target, problem);
    if (!target) {
        connection.answer(HttpResponse::problem(400, problem));
        return;
    }
    const bool understood = front_->dispatch(scanned.forQt, [&](const QHttpServerRequest &request) {
        connection.answer(handler_({scanned.method, target->path, scanned.host, request.body()}));
    });
    if (!understood)
        connection.answer(HttpResponse::problem(400, QStringLiteral("The request cannot be understood.")));
}

void RequestServer::forgetLater(HttpConnection &connection)
{
    QMetaObject::invokeMethod(
        this,
        [this, weak = connection.weak_from_this()] {
            if (const auto due = weak.lock())
                connections_.erase(due.get());
        },
        Qt::QueuedConnection);
}

} // namespace helio::contract
