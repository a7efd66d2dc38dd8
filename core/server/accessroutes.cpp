// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accessroutes.h"

#include "event/rules.h"
#include "event/selection.h"
#include "hub/turns.h"
#include "json/utf8.h"
#include "server/accessdesk.h"
#include "server/accessgate.h"
#include "server/apijson.h"
#include "server/exchange.h"
#include "server/jsonbody.h"
#include "server/routetable.h"

#include <algorithm>

namespace helio {

namespace {

const QString KeptNowhere =
    QStringLiteral("The access rules of this hub are kept in no file, so they cannot be changed while it runs. Start "
                   "it with --config FILE.");

/// As many channels as go on one stream.
constexpr qsizetype MostGlobs = Selection::MaximumEntries;

QByteArray overviewJson(const AccessOverview &overview)
{
    JsonWriter json;
    json.beginObject().key("anonymous");
    if (overview.anonymous) {
        json.beginObject();
        writeList(json.key("publish"), overview.anonymous->publish);
        writeList(json.key("subscribe"), overview.anonymous->subscribe);
        json.endObject();
    } else {
        json.null();
    }
    json.key("tokens").beginArray();
    for (const AccessToken &token : overview.tokens) {
        json.beginObject().key("name").text(token.name);
        writeList(json.key("publish"), token.publish);
        writeList(json.key("subscribe"), token.subscribe);
        json.key("admin").boolean(token.admin).endObject();
    }
    json.endArray().key("jwtKeys").number(qint64(overview.jwtKeys));
    json.key("keptIn").id(overview.keptIn.toUtf8()).endObject();
    return json.take();
}

QString globsProblem(const QByteArrayList &globs)
{
    for (const QByteArray &glob : globs) {
        if (const Message problem = patternProblem(glob); !problem.isEmpty())
            return problem.english();
    }
    return {};
}

bool isGood(const AccessReport &report)
{
    return report.outcome.problem.isEmpty();
}

HttpResponse refusal(const AccessReport &report)
{
    return HttpResponse::problem(409, report.outcome.problem.english());
}

bool holdsToken(const AccessOverview &overview, const QString &name)
{
    return std::any_of(overview.tokens.cbegin(), overview.tokens.cend(),
                       [&](const AccessToken &token) { return token.name == name; });
}

} // namespace

AccessRoutes::AccessRoutes(AccessDesk *desk, const AccessGate &gate)
    : desk_(desk)
    , gate_(gate)
{
    if (!desk_)
        return;
    QObject::connect(desk_, &AccessDesk::answered, &inbox_, [this](quint64 ticket, const AccessReport &report) {
        const Turn turn("requests");
        if (const Done done = expected_.take(ticket))
            done(report);
    });
}

void AccessRoutes::addTo(RouteTable &table)
{
    const auto changing = [this](const QByteArrayList &path, const QByteArray &method, bool hasBody,
                                 std::function<void(Exchange &)> handler) {
        Route route = adminRoute(path, {method}, {}, std::move(handler));
        route.admit = [this, hasBody](Exchange &exchange) {
            return admitChange(exchange) && (!hasBody || JsonBody::admit(exchange));
        };
        return route;
    };
    table.add({
        adminRoute({"api", "access"}, {"GET", "HEAD"}, {}, [this](Exchange &exchange) { overview(exchange); }),
        changing({"api", "access", "tokens"}, "POST", true, [this](Exchange &exchange) { makeToken(exchange); }),
        changing({"api", "access", "tokens", "*"}, "DELETE", false,
                 [this](Exchange &exchange) { revokeToken(exchange); }),
        changing({"api", "access", "anonymous"}, "PUT", true, [this](Exchange &exchange) { setAnonymous(exchange); }),
    });
}

bool AccessRoutes::admitChange(const Exchange &exchange) const
{
    if (!desk_)
        exchange.answer(HttpResponse::problem(409, KeptNowhere));
    return desk_ != nullptr;
}

void AccessRoutes::expect(quint64 ticket, Done done)
{
    expected_.insert(ticket, std::move(done));
}

void AccessRoutes::overview(Exchange &exchange)
{
    if (desk_)
        expect(desk_->requestOverview(), [answer = exchange.connection.answerer()](const AccessReport &report) {
            answer(isGood(report) ? HttpResponse::json(overviewJson(report.overview)) : refusal(report));
        });
    else if (gate_.isOpen())
        exchange.answer(HttpResponse::json(overviewJson({})));
    else
        exchange.answer(HttpResponse::problem(409, KeptNowhere));
}

void AccessRoutes::makeToken(Exchange &exchange)
{
    JsonBody body(exchange, {"name", "publish", "subscribe", "admin"});
    const QByteArray name = body.text("name");
    const AccessToken wanted{QString::fromUtf8(name), body.texts("publish", MostGlobs),
                             body.texts("subscribe", MostGlobs), body.flag("admin")};
    QString problem = body.problem();
    if (problem.isEmpty() && !channelProblem(name).isEmpty())
        problem =
            QStringLiteral("Give the token a name of 1 to %1 bytes, no control characters.").arg(MaximumChannelBytes);
    if (problem.isEmpty())
        problem = globsProblem(wanted.publish + wanted.subscribe);
    if (!problem.isEmpty()) {
        exchange.answer(HttpResponse::problem(400, problem));
        return;
    }
    expect(desk_->makeToken(wanted), [name, answer = exchange.connection.answerer()](const AccessReport &report) {
        if (!isGood(report)) {
            answer(refusal(report));
            return;
        }
        JsonWriter json;
        json.beginObject().key("name").string(name).key("token").string(report.outcome.token).endObject();
        HttpResponse response = HttpResponse::json(json.take());
        response.status = 201;
        answer(response);
    });
}

void AccessRoutes::revokeToken(Exchange &exchange)
{
    const QString name = QString::fromUtf8(exchange.target.path.constLast());
    expect(desk_->revokeToken(name), [name, answer = exchange.connection.answerer()](const AccessReport &report) {
        if (isGood(report))
            answer(HttpResponse::noContent());
        else if (holdsToken(report.overview, name))
            answer(refusal(report)); // it is still there: the file could not be written
        else
            answer(HttpResponse::problem(
                404, QStringLiteral("There is no token of that name (any more). /api/access lists them.")));
    });
}

void AccessRoutes::setAnonymous(Exchange &exchange)
{
    JsonBody body(exchange, {"publish", "subscribe"});
    const AnonymousAccess anonymous{body.texts("publish", MostGlobs), body.texts("subscribe", MostGlobs)};
    QString problem = body.problem();
    if (problem.isEmpty())
        problem = globsProblem(anonymous.publish + anonymous.subscribe);
    if (!problem.isEmpty()) {
        exchange.answer(HttpResponse::problem(400, problem));
        return;
    }
    expect(desk_->setAnonymous(anonymous), [answer = exchange.connection.answerer()](const AccessReport &report) {
        answer(isGood(report) ? HttpResponse::noContent() : refusal(report));
    });
}

} // namespace helio
