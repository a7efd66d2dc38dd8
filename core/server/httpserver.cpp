// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/httpserver.h"

#include "hub/hub.h"
#include "hub/turns.h"
#include "server/carrier.h"
#include "server/listenaddress.h"
#include "server/listeningsocket.h"
#include "server/qthttpfront.h"

#include <QHttpServerRequest>

#include <algorithm>

#ifdef Q_OS_UNIX
#    include <sys/resource.h>
#endif

namespace helio {

namespace {

constexpr char DrainRetryAfter[] = "5"; // seconds
/// Of all descriptors, connections that are no streams may have one in so many.
constexpr qsizetype DescriptorShare = 4;

HttpConnections::Bounds fittingBounds(HttpConnections::Bounds bounds)
{
#ifdef Q_OS_UNIX
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
        bounds.count = std::max<qsizetype>(1, std::min(bounds.count, qsizetype(limit.rlim_cur) / DescriptorShare));
#endif
    return bounds;
}

bool changesSomething(const QByteArray &method)
{
    return method != "GET" && method != "HEAD" && method != "OPTIONS";
}

} // namespace

HttpServer::HttpServer(Hub &hub, Carrier &carrier, const ServerOptions &options, QObject *parent)
    : QObject(parent)
    , hub_(hub)
    , carrier_(carrier)
    , slowClients_(options.slowClients)
    , hostGuard_(options.allowedHosts)
    , originGuard_(options.allowedOrigins)
    , proxies_(options.trustedProxies)
    , gate_(hub, options.access, troubles_)
    , steering_(hub, bans_, proxies_)
    , group_(hub, steering_, urls_)
    , static_(options.staticFolder)
    , stream_(hub, gate_, bans_, {options.maximumClients, options.maximumClientsPerAddress})
    , publish_(hub, gate_)
    , inspect_(
          hub, {options.accessDesk != nullptr, options.slowClients.queueBytes}, urls_, [this] { return totals(); },
          group_)
    , history_(hub)
    , clients_(hub, steering_, group_)
    , access_(options.accessDesk, gate_)
    , watch_(hub, gate_, [this] { return totals(); })
    , connections_(*this, options.times, fittingBounds(options.connections), options.maximumBodyBytes,
                   [this](const QHostAddress &address) { return proxies_.contains(address); })
{
    // What is asked for most stands first.
    stream_.addTo(routes_);
    publish_.addTo(routes_);
    inspect_.addTo(routes_);
    history_.addTo(routes_);
    clients_.addTo(routes_);
    access_.addTo(routes_);
    watch_.addTo(routes_);
    static_.addTo(routes_);
    connect(&hub_, &QObject::destroyed, this, &HttpServer::close);
    connect(&hub_, &Hub::ending, this, [this] { watch_.drain(); });
    connect(&connections_, &HttpConnections::roomMade, this, [this] {
        for (ListeningSocket *listener : std::as_const(listeners_))
            listener->release();
    });
}

HttpServer::~HttpServer() = default;

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
    urls_.append(ListenAddress{address, listener->serverPort()}.url());
    return listener->serverPort();
}

void HttpServer::setAccess(std::shared_ptr<const AccessPolicy> access)
{
    if (isClosed_)
        return;
    gate_.setPolicy(std::move(access));
    watch_.review();
}

void HttpServer::addTroubles(HubTroubles &troubles) const
{
    troubles_.addTo(troubles, urls_, hub_.clock().wallMilliseconds());
}

HubTotals HttpServer::totals() const
{
    HubTotals totals = hub_.totals();
    addTroubles(totals.troubles);
    return totals;
}

void HttpServer::accept(qintptr descriptor)
{
    const Turn turn("accepting");
    if (auto transport = carrier_.adopt(descriptor)) {
        transport->setLimits(slowClients_);
        connections_.add(std::move(transport));
    }
    if (connections_.hasRoom())
        return;
    for (ListeningSocket *listener : std::as_const(listeners_))
        listener->hold();
}

void HttpServer::close()
{
    isClosed_ = true;
    group_.close();
    for (ListeningSocket *listener : listeners_)
        listener->close();
    publish_.close();
    connections_.clear();
    watch_.clear();
}

bool HttpServer::admit(HttpConnection &connection, const ScannedRequest &head)
{
    const Turn turn("requests");
    std::optional<Exchange> exchange = begin(connection, head);
    return exchange && judge(*exchange);
}

void HttpServer::handle(HttpConnection &connection, const ScannedRequest &request)
{
    const Turn turn("requests");
    std::optional<Exchange> exchange = begin(connection, request);
    const Route *route = exchange ? judge(*exchange) : nullptr;
    if (!route)
        return;
    if (changesSomething(request.method)) {
        // Publications come by the thousand each second, and have nothing that Qt would have to read.
        route->handler(*exchange);
        return;
    }
    const bool understood = front_->dispatch(request.headForQt(), [&](const QHttpServerRequest &read) {
        exchange->request = &read;
        route->handler(*exchange);
    });
    if (!understood)
        connection.answer(
            HttpResponse::problem(400, QStringLiteral("The request cannot be understood; look at its method, "
                                                      "target and Host.")));
}

std::optional<Exchange> HttpServer::begin(HttpConnection &connection, const ScannedRequest &request) const
{
    connection.addFields(fieldsForAll(request));
    QString problem;
    auto target = RequestTarget::parse(request.target, problem);
    if (!target) {
        connection.answer(HttpResponse::problem(400, problem));
        return {};
    }
    return Exchange{
        connection,         request,
        request.method,     request.body,
        std::move(*target), proxies_.clientAddress(connection.transport().peerAddress(), request.forwardedFor)};
}

FieldList HttpServer::fieldsForAll(const ScannedRequest &request) const
{
    FieldList fields{{QByteArrayLiteral("Vary"), QByteArrayLiteral("Origin")}};
    if (!request.origin.isEmpty() && originGuard_.allows(request.origin, request.host))
        fields += corsFields(request.origin);
    return fields;
}

const Route *HttpServer::judge(Exchange &exchange)
{
    if (!admitHost(exchange) || !admitOrigin(exchange))
        return nullptr;
    const Route *route = routes_.find(exchange.target.path);
    if (hub_.isDraining()) {
        refuseDraining(exchange, route);
        return nullptr;
    }
    if (!route) {
        exchange.answer(HttpResponse::problem(
            404, QStringLiteral("There is nothing here. Streams are at /stream, publishing at /publish and "
                                "/channels/NAME (a slash within NAME is written %2F).")));
        return nullptr;
    }
    if (exchange.method == "OPTIONS") {
        preflight(exchange, *route);
        return nullptr;
    }
    if (!admitMethod(exchange, *route) || !admitNeeds(exchange, route->needs) || !admitQuery(exchange, *route) ||
        (route->admit && !route->admit(exchange)))
        return nullptr;
    return route;
}

bool HttpServer::admitHost(const Exchange &exchange)
{
    const QByteArray &host = exchange.head.host;
    if (host.isEmpty() || hostGuard_.allows(host))
        return true;
    troubles_.count(Refused::UnknownHost);
    exchange.answer(HttpResponse::problem(
        421, QStringLiteral("\"%1\" is no name of this machine. If it is meant to be one, add it to allowed_hosts.")
                 .arg(QString::fromUtf8(host))));
    return false;
}

bool HttpServer::admitOrigin(Exchange &exchange)
{
    const QByteArray origin = exchange.field("origin");
    if (origin.isEmpty()) {
        // Browsers leave out Origin where a page may not know whom it asks, but say that it is a page of elsewhere.
        if (!changesSomething(exchange.method) || exchange.field("sec-fetch-site").toLower() != "cross-site")
            return true;
        troubles_.count(Refused::ForeignPage);
        exchange.answer(HttpResponse::problem(
            403, QStringLiteral("Pages from elsewhere may not do this (Sec-Fetch-Site: cross-site) unless their Origin "
                                "is among allowed_origins.")));
        return false;
    }
    if (originGuard_.allows(origin, exchange.head.host)) {
        exchange.origin = origin;
        return true;
    }
    if (!changesSomething(exchange.method) && exchange.method != "OPTIONS")
        return true; // without CORS fields the browser keeps the answer from the page
    troubles_.count(Refused::ForeignPage);
    exchange.answer(HttpResponse::problem(
        403, QStringLiteral("Pages from %1 may not do this. If they are meant to, add that origin to allowed_origins.")
                 .arg(QString::fromUtf8(origin))));
    return false;
}

bool HttpServer::admitMethod(const Exchange &exchange, const Route &route) const
{
    if (route.methods.contains(exchange.method))
        return true;
    const QByteArray methods = route.methods.join(", ");
    QString detail = QStringLiteral("%1 is not possible here, only %2.")
                         .arg(QString::fromLatin1(exchange.method), QString::fromLatin1(methods));
    // What a client makes of /channels/.. is this, too.
    if (exchange.method == "POST" && exchange.target.path.isEmpty())
        detail += QStringLiteral(" Publish by POST /channels/NAME; clients take a NAME of . or .. out of the path.");
    exchange.answer(HttpResponse::problem(405, detail).with("Allow", methods + ", OPTIONS"));
    return false;
}

bool HttpServer::admitNeeds(Exchange &exchange, Needs needs) const
{
    switch (needs) {
    case Needs::Nothing:
        return true;
    case Needs::Channels:
        return gate_.authenticate(exchange);
    case Needs::Admin:
        return gate_.authenticate(exchange) && gate_.admitAdmin(exchange);
    }
    Q_UNREACHABLE();
}

bool HttpServer::admitQuery(const Exchange &exchange, const Route &route) const
{
    if (!route.query)
        return true;
    for (const auto &[name, value] : exchange.target.query) {
        if (name == "access_token")
            continue;
        if (route.query->contains(name)) {
            const QString problem =
                route.repeatable.contains(name) ? QString() : exchange.target.repetitionProblem(name);
            if (problem.isEmpty())
                continue;
            exchange.answer(HttpResponse::problem(400, problem));
            return false;
        }
        const QString known = QString::fromLatin1(route.query->join(", "));
        exchange.answer(HttpResponse::problem(
            400, QStringLiteral("%1 is not known here; the query %2.")
                     .arg(shownName(name),
                          known.isEmpty() ? QStringLiteral("must be empty") : QStringLiteral("may have ") + known)));
        return false;
    }
    return true;
}

void HttpServer::preflight(const Exchange &exchange, const Route &route) const
{
    const QByteArray methods = route.methods.join(", ");
    HttpResponse response = HttpResponse::noContent();
    response.fields.emplaceBack("Allow", methods + ", OPTIONS");
    if (!exchange.origin.isEmpty())
        response.fields += preflightFields(methods, exchange.field("access-control-request-headers"),
                                           exchange.field("access-control-request-private-network") == "true");
    exchange.answer(response);
}

void HttpServer::refuseDraining(const Exchange &exchange, const Route *route) const
{
    if (route && route->whenDraining == WhenDraining::Close && !changesSomething(exchange.method))
        exchange.connection.closeSilently();
    else
        exchange.answer(HttpResponse::problem(503, QStringLiteral("The hub is stopping; try again when it is back."))
                            .with("Retry-After", DrainRetryAfter));
}

} // namespace helio
