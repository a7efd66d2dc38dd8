// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/watchroute.h"

#include "event/rules.h"
#include "event/units.h"
#include "hub/hub.h"
#include "server/accessgate.h"
#include "server/exchange.h"
#include "server/routetable.h"
#include "server/watchstream.h"

namespace helio {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds LeastInterval = 100ms;
constexpr std::chrono::milliseconds MostInterval = 15s; ///< which is when a stream without events needs a sign of life

/// Nothing when it cannot be understood; `problem` then says why.
std::optional<WatchStream::Wish> wishFrom(const RequestTarget &target, QString &problem)
{
    WatchStream::Wish wish;
    if (const auto interval = target.value("interval")) {
        const auto duration = parseDuration(QString::fromUtf8(*interval));
        if (!duration || *duration < LeastInterval || *duration > MostInterval)
            problem = QStringLiteral("interval is a time from 100ms to 15s, such as 1s.");
        else
            wish.interval = *duration;
    }
    if (const auto channels = target.value("channels"); channels && problem.isEmpty()) {
        problem = patternProblem(*channels).english();
        wish.channels.emplace(*channels);
    }
    wish.clients = target.values("client");
    if (problem.isEmpty() && wish.clients.size() > WatchRoute::MaximumClients)
        problem = QStringLiteral("This asks for the rows of %1 clients; at most %2 are possible.")
                      .arg(wish.clients.size())
                      .arg(WatchRoute::MaximumClients);
    return problem.isEmpty() ? std::optional(wish) : std::nullopt;
}

} // namespace

WatchRoute::WatchRoute(Hub &hub, const AccessGate &gate, std::function<HubTotals()> totals)
    : hub_(hub)
    , gate_(gate)
    , totals_(std::move(totals))
{}

WatchRoute::~WatchRoute() = default;

void WatchRoute::addTo(RouteTable &table)
{
    Route route = adminRoute({"api", "watch"}, {"GET", "HEAD"}, {"interval", "channels", "client"},
                             [this](Exchange &exchange) { watch(exchange); });
    route.repeatable = {"client"};
    table.add({route});
}

void WatchRoute::watch(Exchange &exchange)
{
    QString problem;
    auto wish = wishFrom(exchange.target, problem);
    if (!wish) {
        exchange.answer(HttpResponse::problem(400, problem));
        return;
    }
    const QByteArray head = eventStreamHead(exchange.connection.moreFields());
    if (exchange.method == "HEAD") {
        exchange.connection.answerAndClose(head);
        return;
    }
    if (streams_.size() >= MaximumStreams) {
        exchange.answer(
            HttpResponse::problem(503, QStringLiteral("Too many watch already; try again when one of them has gone."))
                .with("Retry-After", "10"));
        return;
    }
    wish->token = exchange.token;
    wish->address = exchange.address;
    wish->expiresAt = exchange.grant.expiresAt;
    const auto forget = [this](WatchStream &over) {
        std::erase_if(streams_, [&over](const auto &stream) { return stream.get() == &over; });
    };
    streams_.push_back(std::make_shared<WatchStream>(hub_, totals_, slices_, std::move(*wish),
                                                     exchange.connection.takeTransport(), forget));
    const auto stream = streams_.back();
    stream->begin(head);
}

void WatchRoute::review()
{
    for (const auto &stream : streams_) {
        if (!gate_.mayInspect(stream->wish().token, stream->wish().address))
            stream->end(hub_.farewell(Departure::Revoked));
    }
}

void WatchRoute::drain()
{
    for (const auto &stream : streams_)
        stream->end(hub_.shutdownFrame());
}

void WatchRoute::clear()
{
    streams_.clear();
}

} // namespace helio
