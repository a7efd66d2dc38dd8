// SPDX-License-Identifier: GPL-3.0-or-later
// Who may do what: the policy asked, and its answer carried out.
#include "json/utf8.h"
#include "server/credentials.h"
#include "server/httpserver.h"

#include <QHttpServerRequest>

#include <algorithm>

namespace helio {

namespace {

HttpResponse unauthenticated(const QString &detail, bool showedToken)
{
    const QByteArray challenge("Bearer realm=\"heliograph\"");
    return HttpResponse::problem(401, detail)
        .with("WWW-Authenticate", showedToken ? challenge + ", error=\"invalid_token\"" : challenge);
}

/// What is refused: to who shows no token 401, since one may help; to who does 403.
HttpResponse refusal(const Grant &grant, const QString &what)
{
    if (!grant.isAnonymous)
        return HttpResponse::problem(403, QStringLiteral("Your token gives no right to %1.").arg(what));
    return unauthenticated(
        QStringLiteral(
            "Without a token there is no right to %1: send Authorization: Bearer TOKEN; an EventSource, which "
            "can not, sends access_token=TOKEN in the query or the cookie heliograph_token.")
            .arg(what),
        false);
}

/// To what a grant's patterns restrict those of a selection; nothing when they do not.
std::optional<QList<Pattern>> restrictionOf(const Grant &grant)
{
    return grant.maySubscribeToAll() ? std::nullopt : std::optional(grant.subscribe);
}

/// The first channel by name that is not granted, or null.
const QByteArray *refusedChannel(const Grant &grant, const Selection &selection)
{
    const QByteArrayList &names = selection.channels();
    const auto refused =
        std::find_if(names.cbegin(), names.cend(), [&](const QByteArray &name) { return !grant.maySubscribe(name); });
    return refused == names.cend() ? nullptr : &*refused;
}

} // namespace

AccessAnswer HttpServer::judge(const AccessRequest &request) const
{
    return options_.access ? options_.access->judge(request) : OpenPolicy().judge(request);
}

bool HttpServer::authenticate(Exchange &exchange)
{
    exchange.token = shownToken(exchange.field("authorization"), exchange.target, exchange.field("cookie"));
    const AccessRequest request{exchange.token,
                                exchange.method,
                                '/' + exchange.target.path.join('/'),
                                clientAddress(exchange),
                                hub_.clock().wallMilliseconds(),
                                [&exchange](const QByteArray &name) { return exchange.field(name); }};
    const AccessAnswer answer = judge(request);
    if (const auto *refused = std::get_if<Unauthenticated>(&answer)) {
        exchange.answer(unauthenticated(refused->words, !exchange.token.isEmpty()));
        return false;
    }
    exchange.grant = std::get<Grant>(answer);
    return true;
}

bool HttpServer::admitAdmin(const Exchange &exchange)
{
    if (!exchange.grant.admin)
        exchange.answer(refusal(exchange.grant, QStringLiteral("look at the hub or steer it (admin)")));
    return exchange.grant.admin;
}

bool HttpServer::admitSelection(const Exchange &exchange, Selection &selection)
{
    const Grant &grant = exchange.grant;
    if (const QByteArray *refused = refusedChannel(grant, selection)) {
        exchange.answer(refusal(grant, QStringLiteral("subscribe to the channel \"%1\"").arg(decodeUtf8(*refused))));
        return false;
    }
    if (selection.patterns().isEmpty())
        return true;
    if (grant.subscribe.isEmpty()) {
        exchange.answer(refusal(grant, QStringLiteral("subscribe to any channel of \"%1\"")
                                           .arg(decodeUtf8(selection.patterns().constFirst().glob()))));
        return false;
    }
    if (const auto restriction = restrictionOf(grant))
        selection.restrictPatterns(*restriction);
    return true;
}

bool HttpServer::admitPublications(const Exchange &exchange, const QList<Publication> &publications, bool isBatch)
{
    for (qsizetype i = 0; i < publications.size(); ++i) {
        if (exchange.grant.mayPublish(publications[i].channel))
            continue;
        QString what = QStringLiteral("publish to the channel \"%1\"").arg(decodeUtf8(publications[i].channel));
        if (isBatch)
            what += QStringLiteral(" (event %1; nothing was published)").arg(i + 1);
        exchange.answer(refusal(exchange.grant, what));
        return false;
    }
    return true;
}

void HttpServer::setAccess(std::shared_ptr<const AccessPolicy> access)
{
    options_.access = std::move(access);
    hub_.review([this](const Subscription &subscription) { return mayStay(subscription); });
}

bool HttpServer::mayStay(const Subscription &subscription) const
{
    const AccessAnswer answer =
        judge({subscription.token, "GET", "/stream", subscription.address, hub_.clock().wallMilliseconds(), {}});
    const auto *grant = std::get_if<Grant>(&answer);
    const Selection &selection = subscription.selection;
    if (!grant || refusedChannel(*grant, selection))
        return false;
    const auto restriction = restrictionOf(*grant);
    if (selection.patterns().isEmpty() || !restriction)
        return true;
    // Who may have more than before stays as it is; who may have less must ask again.
    const auto &before = selection.restriction();
    return before && std::all_of(before->cbegin(), before->cend(),
                                 [&](const Pattern &pattern) { return restriction->contains(pattern); });
}

} // namespace helio
