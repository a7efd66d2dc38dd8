// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/requestserver.h"

#include "server/listeningsocket.h"
#include "server/qthttpfront.h"

#include <QHttpServerRequest>

namespace helio::contract {

namespace {
/// The harness sends bodies for streams in it, and may make them large.
constexpr qsizetype MaximumBodyBytes = 16 * 1024 * 1024;
} // namespace

RequestServer::RequestServer(Handler handler, QObject *parent)
    : QObject(parent)
    , handler_(std::move(handler))
    , carrier_(Carrier::make())
    , connections_(*this, {}, {}, MaximumBodyBytes, {})
    , listener_(new ListeningSocket(this))
{
    connect(listener_, &ListeningSocket::accepted, this, &RequestServer::accept);
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
    if (auto transport = carrier_->adopt(descriptor))
        connections_.add(std::move(transport));
}

void RequestServer::handle(HttpConnection &connection, const ScannedRequest &scanned)
{
    QString problem;
    const auto target = RequestTarget::parse(scanned.target, problem);
    if (!target) {
        connection.answer(HttpResponse::problem(400, problem));
        return;
    }
    const bool understood = front_->dispatch(scanned.headForQt(), [&](const QHttpServerRequest &) {
        connection.answer(handler_({scanned.method, target->path, scanned.host, scanned.body}));
    });
    if (!understood)
        connection.answer(HttpResponse::problem(400, QStringLiteral("The request cannot be understood.")));
}

} // namespace helio::contract
