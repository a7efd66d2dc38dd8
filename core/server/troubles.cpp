// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/troubles.h"

#include "access/grant.h"
#include "server/guards.h"

#include <QUrl>

#include <algorithm>

namespace helio {

namespace {

constexpr qsizetype MostTokens = 32;
/// One that has ended is forgotten after an hour: nobody may need it any more.
constexpr qint64 KeptAfterEndMs = qint64(60) * 60 * 1000;

const char *reasonName(Refused why)
{
    switch (why) {
    case Refused::UnknownHost:
        return "unknown host";
    case Refused::ForeignPage:
        return "page of another origin";
    case Refused::NoToken:
        return "no token";
    case Refused::BadToken:
        return "bad token";
    case Refused::NotGranted:
        return "not granted";
    case Refused::BadQuery:
        return "bad query";
    }
    Q_UNREACHABLE();
}

} // namespace

void Troubles::noteGrant(const Grant &grant, qint64 now)
{
    if (!grant.expiresAt)
        return;
    const QByteArray name = grant.subject.toUtf8();
    const auto known =
        std::find_if(tokens_.begin(), tokens_.end(), [&name](const LongLived &token) { return token.name == name; });
    if (known != tokens_.end()) {
        known->endsAt = std::max(known->endsAt, *grant.expiresAt); // another one took its place
        return;
    }
    if (*grant.expiresAt - grant.issuedAt.value_or(now) < LongLivedMs)
        return;
    tokens_.removeIf([now](const LongLived &token) { return token.endsAt + KeptAfterEndMs < now; });
    tokens_.append({name, *grant.expiresAt});
    if (tokens_.size() > MostTokens)
        tokens_.erase(std::max_element(tokens_.begin(), tokens_.end(),
                                       [](const LongLived &a, const LongLived &b) { return a.endsAt < b.endsAt; }));
}

void Troubles::addTo(HubTroubles &troubles, const QStringList &urls, qint64 now) const
{
    for (size_t i = 0; i < Reasons; ++i) {
        if (refused_[i] > 0)
            troubles.refused.insert(reasonName(Refused(i)), refused_[i]);
    }
    for (const LongLived &token : tokens_) {
        if (token.endsAt + KeptAfterEndMs >= now)
            troubles.tokens.append({token.name, std::max<qint64>(0, token.endsAt - now) / 1000});
    }
    if (!isOpen_)
        return;
    for (const QString &url : urls) {
        if (!isLoopbackHost(QUrl(url).host()))
            troubles.openAt.append(url.toUtf8());
    }
}

} // namespace helio
