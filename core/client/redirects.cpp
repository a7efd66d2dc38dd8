// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/redirects.h"

#include "client/answer.h"

#include <QCoreApplication>

namespace helio {

namespace {

bool isHttps(const QUrl &url)
{
    return url.scheme() == QLatin1StringView("https");
}

struct RedirectText
{
    Q_DECLARE_TR_FUNCTIONS(helio::Redirects)
};

} // namespace

bool isSameOrigin(const QUrl &one, const QUrl &other)
{
    return one.scheme() == other.scheme() && one.host() == other.host() &&
           one.port(isHttps(one) ? 443 : 80) == other.port(isHttps(other) ? 443 : 80);
}

Redirects::Redirects(const QUrl &url)
    : original_(url)
    , lasting_(url)
    , target_(url)
{}

void Redirects::startOver()
{
    target_ = lasting_;
    inARow_ = 0;
    onlyPermanent_ = true;
    mayCarryCredentials_ = isSameOrigin(lasting_, original_);
}

bool Redirects::isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

QString Redirects::follow(int status, const QByteArray &location)
{
    if (location.isEmpty())
        return RedirectText::tr("The server redirects (status %1) but does not say where to.").arg(status);
    const QUrl next = target_.resolved(QUrl::fromEncoded(location));
    if (!isHttpUrl(next))
        return RedirectText::tr("The server redirects to %1, which is not an http or https address.")
            .arg(QString::fromUtf8(location));
    if (isHttps(target_) && !isHttps(next))
        return RedirectText::tr("The server redirects from https to %1, which is not encrypted. It was not followed.")
            .arg(next.toDisplayString());
    if (++inARow_ > MaximumInARow)
        return RedirectText::tr("The server redirects more than %1 times in a row.").arg(MaximumInARow);
    mayCarryCredentials_ = mayCarryCredentials_ && isSameOrigin(next, target_);
    target_ = next;
    onlyPermanent_ = onlyPermanent_ && (status == 301 || status == 308);
    if (onlyPermanent_)
        lasting_ = next;
    return {};
}

} // namespace helio
