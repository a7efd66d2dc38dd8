// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/carrier.h"
#include "server/httpconnections.h"
#include "server/requesttarget.h"

#include <QHostAddress>
#include <QObject>

#include <functional>
#include <memory>

namespace helio {
class ListeningSocket;
class QtHttpFront;
} // namespace helio

namespace helio::contract {

/// A request as the service sees it.
struct Request
{
    QByteArray method;
    QByteArrayList path; ///< `/streams/1` is {streams, 1}
    QByteArray host;
    QByteArray body;
};

/// The hub's HTTP front without the hub: its listener, its connections with their limits, and Qt HttpServer's parser
/// behind them; one handler answers everything.
class RequestServer : public QObject, private HttpRequestHandler
{
    Q_OBJECT
public:
    using Handler = std::function<HttpResponse(const Request &)>;

    explicit RequestServer(Handler handler, QObject *parent = nullptr);
    ~RequestServer() override;

    /// Port 0 takes a free one. Answers the real port, or 0 with `problem` for people.
    quint16 listen(const QHostAddress &address, quint16 port, QString &problem);

private:
    bool admit(HttpConnection &, const ScannedRequest &) override { return true; }
    void handle(HttpConnection &connection, const ScannedRequest &request) override;
    FieldList fieldsForAll(const ScannedRequest &) const override { return {}; }
    void accept(qintptr descriptor);

    Handler handler_;
    std::unique_ptr<Carrier> carrier_;
    HttpConnections connections_;
    ListeningSocket *listener_;
    std::unique_ptr<QtHttpFront> front_;
};

} // namespace helio::contract
