// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractHttpServer>
#include <QHttpServerRequest>
#include <QPointer>

#include <functional>

namespace helio {

class ListeningSocket;

/// Qt HttpServer as the hub uses it: its parser reads requests that RequestScanner has bounded and framed, and its
/// request object is what handlers see. It is fed through one socket of ours that has no descriptor: the connections'
/// own are never Qt's, so that a stream costs Qt nothing, and no request costs more memory than was allowed for it.
///
/// Answers do not go through QHttpServerResponder, which cannot answer HEAD, ties its header types to the Qt version
/// and dangles when its client is gone (6.4). This file holds all that differs between Qt's versions.
class QtHttpFront : public QAbstractHttpServer
{
    Q_OBJECT
public:
    using Handler = std::function<void(const QHttpServerRequest &)>;

    /// `listener` must be listening, and outlive this.
    explicit QtHttpFront(ListeningSocket &listener, QObject *parent = nullptr);
    ~QtHttpFront() override;

    /// Has Qt parse one whole request and calls `handler` with it before it returns. False when Qt could not make sense
    /// of it; then `handler` was not called. A std::bad_alloc of the handler's comes out of here.
    bool dispatch(const QByteArray &rawRequest, const Handler &handler);

protected:
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override;
    void missingHandler(const QHttpServerRequest &request, QTcpSocket *socket) override;
#elif QT_VERSION < QT_VERSION_CHECK(6, 8, 0)
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) override;
    void missingHandler(const QHttpServerRequest &request, QHttpServerResponder &&responder) override;
#else
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) override;
    void missingHandler(const QHttpServerRequest &request, QHttpServerResponder &responder) override;
#endif

private:
    class RequestSocket;

    bool handle(const QHttpServerRequest &request);

    ListeningSocket &listener_;
    QPointer<RequestSocket> socket_;
    const Handler *handler_ = nullptr; ///< of the request being dispatched
    bool handled_ = false;
    bool isOutOfMemory_ = false;
};

} // namespace helio
