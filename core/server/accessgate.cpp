// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accessgate.h"

#include "hub/hub.h"
#include "json/utf8.h"
#include "server/credentials.h"
#include "server/exchange.h"
#include "server/troubles.h"

#include <QSet>

#include <algorithm>

namespace helio {

namespace {

HttpResponse unauthenticated(const QString &detail, bool showedToken)
{
    const QByteArray challenge("Bearer realm=\"heliograph\"");
    return HttpResponse::problem(401, detail)
        .with("WWW-Authenticate", showedToken ? challenge + ", error=\"invalid_token\"" : challenge);
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

std::shared_ptr<const AccessPolicy> orOpen(std::shared_ptr<const AccessPolicy> policy)
{
    return policy ? std::move(policy) : std::make_shared<const OpenPolicy>();
}

/// Whether a stream that was let in before still may be open.
bool mayStay(const AccessPolicy &policy, const Subscription &subscription, qint64 now)
{
    const AccessAnswer answer = policy.judge({subscription.token, "GET", "/stream", subscription.address, now, {}});
    const auto *grant = std::get_if<Grant>(&answer);
    if (grant && subscription.observes)
        return grant->admin;
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

} // namespace

AccessGate::AccessGate(Hub &hub, std::shared_ptr<const AccessPolicy> policy, Troubles &troubles)
    : hub_(hub)
    , isOpen_(!policy)
    , troubles_(troubles)
    , judge_(std::make_shared<Judge>(Judge{orOpen(std::move(policy))}))
{
    troubles_.setOpen(isOpen_);
}

void AccessGate::setPolicy(std::shared_ptr<const AccessPolicy> policy)
{
    isOpen_ = !policy;
    troubles_.setOpen(isOpen_);
    judge_->policy = orOpen(std::move(policy));
    hub_.review([judge = judge_, &clock = hub_.clock()](const Subscription &subscription) {
        return mayStay(*judge->policy, subscription, clock.wallMilliseconds());
    });
}

bool AccessGate::authenticate(Exchange &exchange) const
{
    exchange.token = shownToken(exchange.field("authorization"), exchange.target, exchange.field("cookie"));
    const AccessRequest request{exchange.token,
                                exchange.method,
                                '/' + exchange.target.path.join('/'),
                                exchange.address,
                                hub_.clock().wallMilliseconds(),
                                [&exchange](const QByteArray &name) { return exchange.field(name); }};
    const AccessAnswer answer = judge_->policy->judge(request);
    if (const auto *refused = std::get_if<Unauthenticated>(&answer)) {
        troubles_.count(exchange.token.isEmpty() ? Refused::NoToken : Refused::BadToken);
        exchange.answer(unauthenticated(refused->message, !exchange.token.isEmpty()));
        return false;
    }
    exchange.grant = std::get<Grant>(answer);
    troubles_.noteGrant(exchange.grant, request.now);
    return true;
}

/// What is refused: to who shows no token 401, since one may help; to who does 403.
HttpResponse AccessGate::refusal(const Grant &grant, const QString &what) const
{
    troubles_.count(grant.isAnonymous ? Refused::NoToken : Refused::NotGranted);
    if (!grant.isAnonymous)
        return HttpResponse::problem(403, QStringLiteral("Your token gives no right to %1.").arg(what));
    return unauthenticated(
        QStringLiteral(
            "Without a token there is no right to %1: send Authorization: Bearer TOKEN; an EventSource, which "
            "cannot, sends access_token=TOKEN in the query or the cookie heliograph_token.")
            .arg(what),
        false);
}

bool AccessGate::admitAdmin(const Exchange &exchange) const
{
    if (!exchange.grant.admin)
        exchange.answer(refusal(exchange.grant, QStringLiteral("look at the hub or steer it (admin)")));
    return exchange.grant.admin;
}

bool AccessGate::mayInspect(const QByteArray &token, const QHostAddress &address) const
{
    const AccessAnswer answer =
        judge_->policy->judge({token, "GET", "/api/watch", address, hub_.clock().wallMilliseconds(), {}});
    const auto *grant = std::get_if<Grant>(&answer);
    return grant && grant->admin;
}

bool AccessGate::admitSelection(const Exchange &exchange, Selection &selection) const
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

bool AccessGate::admitPublisher(const Exchange &exchange) const
{
    if (!exchange.grant.publish.isEmpty())
        return true;
    exchange.answer(refusal(exchange.grant, QStringLiteral("publish")));
    return false;
}

bool AccessGate::admitPublisher(const Exchange &exchange, const QByteArray &channel) const
{
    if (exchange.grant.mayPublish(channel))
        return true;
    exchange.answer(refusal(exchange.grant, QStringLiteral("publish to the channel \"%1\"").arg(decodeUtf8(channel))));
    return false;
}

std::optional<HttpResponse> AccessGate::refusalOf(const Grant &grant, const QList<Publication> &publications,
                                                  bool isBatch) const
{
    QSet<QByteArray> admitted; // of a batch: a channel is judged once, however many events name it
    for (qsizetype i = 0; i < publications.size(); ++i) {
        const QByteArray &channel = publications[i].channel;
        if (admitted.contains(channel))
            continue;
        if (grant.mayPublish(channel)) {
            if (isBatch)
                admitted.insert(channel);
            continue;
        }
        QString what = QStringLiteral("publish to the channel \"%1\"").arg(decodeUtf8(channel));
        if (isBatch)
            what += QStringLiteral(" (event %1; nothing was published)").arg(i + 1);
        return refusal(grant, what);
    }
    return {};
}

void AccessGate::countBadQuery() const
{
    troubles_.count(Refused::BadQuery);
}

} // namespace helio
