// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/accesspolicy.h"
#include "hub/hub.h"
#include "server/banlist.h"
#include "server/httpconnection.h"
#include "server/requesttarget.h"
#include "server/staticfolder.h"

#include <QObject>

#include <memory>
#include <unordered_map>

class QHttpServerRequest;
class QTimer;

namespace helio {

class EpollSet;
class ListeningSocket;
class QtHttpFront;

struct ServerOptions
{
    /// What carries plain TCP.
    enum class Carrier {
        Epoll,  ///< under Linux: descriptors of our own
        Socket, ///< QTcpSocket
    };
#ifdef Q_OS_LINUX
    Carrier carrier = Carrier::Epoll;
#else
    Carrier carrier = Carrier::Socket;
#endif
    qsizetype maximumClients = 20'000;
    qsizetype maximumClientsPerAddress = 0; ///< 0: no limit
    qsizetype maximumBodyBytes = 1024 * 1024;
    QStringList allowedOrigins;
    QStringList allowedHosts;
    QList<std::pair<QHostAddress, int>> trustedProxies; ///< networks, as QHostAddress::parseSubnet() gives them
    QString staticFolder;                               ///< served beside the endpoints; empty: none
    Transport::Limits slowClients;
    HttpConnection::Times times;
    std::shared_ptr<const AccessPolicy> access; ///< null: everything is open
};

/// One request on its way through the routes.
struct Exchange
{
    HttpConnection &connection;
    const QHttpServerRequest &request; ///< as Qt HttpServer read it; valid until the handler returns
    const QByteArray &method;
    RequestTarget target;
    QByteArray origin; ///< of the page that asks; empty when it is no page, or one that may not read
    QByteArray token = {};
    Grant grant = {}; ///< what may be done here; nothing before the policy was asked

    QByteArray field(const QByteArray &name) const;
    void answer(const HttpResponse &response) const { connection.answer(response); }
};

/// The HTTP front: listeners, guards, routes. It turns requests into calls of the hub and connections into its
/// subscribers. Lives in the hub's thread.
class HttpServer : public QObject, private HttpConnectionOwner
{
    Q_OBJECT
public:
    HttpServer(Hub &hub, ServerOptions options, QObject *parent = nullptr);
    ~HttpServer() override;

    /// Listens there too; port 0 takes a free one. Answers the real port, or 0 with `problem` for people.
    quint16 listen(const QHostAddress &address, quint16 port, QString &problem);
    /// Has another policy decide from now on (null: everything is open), and ends the streams that it does not grant.
    void setAccess(std::shared_ptr<const AccessPolicy> access);

private:
    using Handler = void (HttpServer::*)(Exchange &);
    enum class Needs {
        Nothing,
        Channels, ///< the handler looks at which are granted
        Admin,
    };
    struct Route
    {
        QByteArrayList path; ///< `*` stands for any one segment
        QByteArray methods;  ///< as `Allow` lists them
        Handler handler;
        Needs needs;
    };

    void handle(HttpConnection &connection, const ScannedRequest &request) override;
    /// CORS, when the request's page may read here.
    FieldList fieldsForAll(const ScannedRequest &request) const override;
    void forgetLater(HttpConnection &connection) override;
    void sendPieceLater(HttpConnection &connection) override;

    void accept(qintptr descriptor);
    void checkTimes();
    void route(Exchange &exchange);
    bool admitOrigin(Exchange &exchange);
    void preflight(const Exchange &exchange, const Route &route);
    const Route *findRoute(const RequestTarget &target) const;
    /// These answer the request when it may not go on.
    bool authenticate(Exchange &exchange);
    bool admitAdmin(const Exchange &exchange);
    bool admitSelection(const Exchange &exchange, Selection &selection);
    bool admitPublications(const Exchange &exchange, const QList<Publication> &publications, bool isBatch);
    AccessAnswer judge(const AccessRequest &request) const;
    bool mayStay(const Subscription &subscription) const;

    void stream(Exchange &exchange);
    void publishToChannel(Exchange &exchange);
    void publish(Exchange &exchange);
    void notify(Exchange &exchange);
    void channels(Exchange &exchange);
    void clients(Exchange &exchange);
    void disconnectClient(Exchange &exchange);
    void disconnects(Exchange &exchange);
    void stats(Exchange &exchange);
    void explain(Exchange &exchange);
    void metrics(Exchange &exchange);
    void health(Exchange &exchange);
    void page(Exchange &exchange);
    void staticFile(Exchange &exchange);

    bool isOfTheHub(const RequestTarget &target) const;
    /// False when the folder has nothing there.
    bool answerFromFolder(const Exchange &exchange);

    void publishAndAnswer(const Exchange &exchange, const QList<Publication> &publications, bool isBatch,
                          HttpResponse (*answerFor)(const PublishOutcome &));
    QHostAddress clientAddress(const Exchange &exchange) const;
    bool isTrustedProxy(const QHostAddress &address) const;

    Hub &hub_;
    ServerOptions options_;
    HostGuard hostGuard_;
    OriginGuard originGuard_;
    BanList bans_;
    QList<Route> routes_;
    Route staticRoute_; ///< of what no other route is for, when a folder is served
    std::optional<StaticFolder> staticFolder_;
    EpollSet *epollSet_ = nullptr;
    std::unique_ptr<QtHttpFront> front_;
    QList<ListeningSocket *> listeners_;
    std::unordered_map<HttpConnection *, std::shared_ptr<HttpConnection>> connections_;
    std::vector<std::weak_ptr<HttpConnection>> dueForgets_;
    std::vector<std::weak_ptr<HttpConnection>> duePieces_;
    QTimer *pieceTimer_ = nullptr;
    QTimer *timer_ = nullptr;
};

} // namespace helio
