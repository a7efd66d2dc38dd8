// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/httpserver.h"

#include "server/listeningsocket.h"
#include "server/qthttpfront.h"
#include "server/sockettransport.h"
#ifdef Q_OS_LINUX
#    include "server/epolltransport.h"
#endif

#include <QHttpServerRequest>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>

namespace helio {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds TimeCheckInterval = 250ms;
constexpr char DrainRetryAfter[] = "5"; // seconds

bool changesSomething(const QByteArray &method)
{
    return method != "GET" && method != "HEAD" && method != "OPTIONS";
}

} // namespace

QByteArray Exchange::field(const QByteArray &name) const
{
    return request.value(name);
}

HttpServer::HttpServer(Hub &hub, ServerOptions options, QObject *parent)
    : QObject(parent)
    , hub_(hub)
    , options_(std::move(options))
    , hostGuard_(options_.allowedHosts)
    , originGuard_(options_.allowedOrigins)
    , routes_{
          {{}, "GET, HEAD", &HttpServer::page, Needs::Nothing},
          {{"stream"}, "GET, HEAD", &HttpServer::stream, Needs::Channels},
          {{"channels", "*"}, "POST", &HttpServer::publishToChannel, Needs::Channels},
          {{"publish"}, "POST", &HttpServer::publish, Needs::Channels},
          {{"api", "notify"}, "POST", &HttpServer::notify, Needs::Channels},
          {{"api", "channels"}, "GET, HEAD", &HttpServer::channels, Needs::Admin},
          {{"api", "clients"}, "GET, HEAD", &HttpServer::clients, Needs::Admin},
          {{"api", "clients", "*"}, "DELETE", &HttpServer::disconnectClient, Needs::Admin},
          {{"api", "disconnects"}, "GET, HEAD", &HttpServer::disconnects, Needs::Admin},
          {{"api", "stats"}, "GET, HEAD", &HttpServer::stats, Needs::Admin},
          {{"api", "explain"}, "GET, HEAD", &HttpServer::explain, Needs::Admin},
          {{"metrics"}, "GET, HEAD", &HttpServer::metrics, Needs::Admin},
          {{"healthz"}, "GET, HEAD", &HttpServer::health, Needs::Nothing},
      }
    , staticRoute_{{}, "GET, HEAD", &HttpServer::staticFile, Needs::Nothing}
    , pieceTimer_(new QTimer(this))
    , timer_(new QTimer(this))
{
#ifdef Q_OS_LINUX
    if (options_.carrier == ServerOptions::Carrier::Epoll)
        epollSet_ = new EpollSet(this);
#endif
    if (!options_.staticFolder.isEmpty())
        staticFolder_.emplace(options_.staticFolder);
    connect(timer_, &QTimer::timeout, this, &HttpServer::checkTimes);
    timer_->start(TimeCheckInterval);
    pieceTimer_->setSingleShot(true);
    connect(pieceTimer_, &QTimer::timeout, this, [this] {
        for (const auto &weak : std::exchange(duePieces_, {})) {
            if (const auto due = weak.lock())
                due->sendPiece();
        }
    });
}

HttpServer::~HttpServer()
{
    connections_.clear(); // before the epoll set that their transports are in
}

quint16 HttpServer::listen(const QHostAddress &address, quint16 port, QString &problem)
{
    auto *listener = new ListeningSocket(this);
    connect(listener, &ListeningSocket::accepted, this, &HttpServer::accept);
    if (!listener->listen(address, port)) {
        problem = listener->errorString();
        delete listener;
        return 0;
    }
    if (!front_)
        front_ = std::make_unique<QtHttpFront>(*listener);
    listeners_.append(listener);
    return listener->serverPort();
}

void HttpServer::accept(qintptr descriptor)
{
    std::unique_ptr<Transport> transport;
#ifdef Q_OS_LINUX
    if (epollSet_)
        transport = epollSet_->adopt(int(descriptor));
#endif
    if (options_.carrier == ServerOptions::Carrier::Socket) {
        auto socket = std::make_unique<QTcpSocket>();
        if (socket->setSocketDescriptor(descriptor))
            transport = std::make_unique<SocketTransport>(std::move(socket));
    }
    if (!transport)
        return;
    transport->setLimits(options_.slowClients);
    auto connection = std::make_shared<HttpConnection>(static_cast<HttpConnectionOwner &>(*this), std::move(transport),
                                                       options_.maximumBodyBytes);
    connections_.emplace(connection.get(), std::move(connection));
}

void HttpServer::forgetLater(HttpConnection &connection)
{
    if (dueForgets_.empty()) {
        QMetaObject::invokeMethod(
            this,
            [this] {
                for (const auto &weak : std::exchange(dueForgets_, {})) {
                    if (const auto due = weak.lock())
                        connections_.erase(due.get());
                }
            },
            Qt::QueuedConnection);
    }
    dueForgets_.push_back(connection.weak_from_this());
}

void HttpServer::sendPieceLater(HttpConnection &connection)
{
    // A timer, not a posted event: those come before all input, and a large file would let nobody else have a turn.
    duePieces_.push_back(connection.weak_from_this());
    pieceTimer_->start(0);
}

void HttpServer::checkTimes()
{
    const auto now = HttpConnection::TimePoint::clock::now();
    for (const auto &[key, connection] : connections_)
        connection->checkTime(now, options_.times);
}

void HttpServer::handle(HttpConnection &connection, const ScannedRequest &scanned)
{
    connection.addFields(fieldsForAll(scanned));
    QString problem;
    const auto target = RequestTarget::parse(scanned.target, problem);
    if (!target) {
        connection.answer(HttpResponse::problem(400, problem));
        return;
    }
    const bool understood = front_->dispatch(scanned.forQt, [&](const QHttpServerRequest &request) {
        Exchange exchange{connection, request, scanned.method, *target, {}};
        route(exchange);
    });
    if (!understood)
        connection.answer(
            HttpResponse::problem(400, QStringLiteral("The request can not be understood; look at its method, "
                                                      "target and Host.")));
}

FieldList HttpServer::fieldsForAll(const ScannedRequest &request) const
{
    FieldList fields{{"Vary", "Origin"}};
    if (!request.origin.isEmpty() && originGuard_.allows(request.origin, request.host))
        fields += corsFields(request.origin);
    return fields;
}

void HttpServer::route(Exchange &exchange)
{
    const QByteArray host = exchange.field("host");
    if (!host.isEmpty() && !hostGuard_.allows(host)) {
        exchange.answer(HttpResponse::problem(
            421, QStringLiteral("\"%1\" is no name of this machine. If it is meant to be one, add it to allowed_hosts.")
                     .arg(QString::fromUtf8(host))));
        return;
    }
    if (!admitOrigin(exchange))
        return;
    const Route *found = findRoute(exchange.target);
    if (hub_.isDraining()) {
        // Any status but 200 would make an EventSource give up for ever; after a connection that just closes it tries
        // again.
        if (found && found->handler == &HttpServer::stream && !changesSomething(exchange.method))
            exchange.connection.closeSilently();
        else
            exchange.answer(
                HttpResponse::problem(503, QStringLiteral("The hub is stopping; try again when it is back."))
                    .with("Retry-After", DrainRetryAfter));
        return;
    }
    if (!found) {
        exchange.answer(HttpResponse::problem(
            404, QStringLiteral("There is nothing here. Streams are at /stream, publishing at /publish and "
                                "/channels/NAME (a slash within NAME is written %2F).")));
        return;
    }
    if (exchange.method == "OPTIONS") {
        preflight(exchange, *found);
        return;
    }
    if (!(", " + found->methods + ',').contains(", " + exchange.method + ',')) {
        exchange.answer(HttpResponse::problem(
                            405, QStringLiteral("%1 is not possible here, only %2.")
                                     .arg(QString::fromLatin1(exchange.method), QString::fromLatin1(found->methods)))
                            .with("Allow", found->methods + ", OPTIONS"));
        return;
    }
    if (found->needs != Needs::Nothing && !authenticate(exchange))
        return;
    if (found->needs == Needs::Admin && !admitAdmin(exchange))
        return;
    (this->*found->handler)(exchange);
}

bool HttpServer::admitOrigin(Exchange &exchange)
{
    const QByteArray origin = exchange.field("origin");
    if (origin.isEmpty())
        return true;
    if (originGuard_.allows(origin, exchange.field("host"))) {
        exchange.origin = origin;
        return true;
    }
    if (!changesSomething(exchange.method) && exchange.method != "OPTIONS")
        return true; // without CORS fields the browser keeps the answer from the page
    exchange.answer(HttpResponse::problem(
        403, QStringLiteral("Pages from %1 may not do this. If they are meant to, add that origin to allowed_origins.")
                 .arg(QString::fromUtf8(origin))));
    return false;
}

void HttpServer::preflight(const Exchange &exchange, const Route &route)
{
    HttpResponse response = HttpResponse::noContent();
    response.fields.emplaceBack("Allow", route.methods + ", OPTIONS");
    if (!exchange.origin.isEmpty())
        response.fields += preflightFields(route.methods, exchange.field("access-control-request-headers"),
                                           exchange.field("access-control-request-private-network") == "true");
    exchange.answer(response);
}

const HttpServer::Route *HttpServer::findRoute(const RequestTarget &target) const
{
    const auto matches = [&target](const Route &route) {
        return route.path.size() == target.path.size() &&
               std::equal(route.path.cbegin(), route.path.cend(), target.path.cbegin(),
                          [](const QByteArray &wanted, const QByteArray &segment) {
                              return wanted == "*" || wanted == segment;
                          });
    };
    const auto found = std::find_if(routes_.cbegin(), routes_.cend(), matches);
    if (found != routes_.cend())
        return &*found;
    return staticFolder_ && !isOfTheHub(target) ? &staticRoute_ : nullptr;
}

bool HttpServer::isTrustedProxy(const QHostAddress &address) const
{
    return std::any_of(options_.trustedProxies.cbegin(), options_.trustedProxies.cend(),
                       [&](const auto &network) { return address.isInSubnet(network); });
}

QHostAddress HttpServer::clientAddress(const Exchange &exchange) const
{
    QHostAddress address = exchange.connection.transport().peerAddress();
    // Each proxy adds whom it saw at the end: go back as long as the one who says so is believed.
    QByteArrayList told = exchange.field("x-forwarded-for").split(',');
    while (isTrustedProxy(address) && !told.isEmpty()) {
        const QHostAddress before(QString::fromLatin1(told.takeLast().trimmed()));
        if (before.isNull())
            break;
        address = before;
    }
    return address;
}

} // namespace helio
