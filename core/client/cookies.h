// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkCookieJar>
#include <QUrl>

namespace helio {

/// The cookies of one source, which it shares with nobody, though it shares its network manager.
class Cookies
{
public:
    /// Takes what `Set-Cookie` headers of an answer from `url` set.
    void set(const QList<QNetworkCookie> &cookies, const QUrl &url) { jar_.setCookiesFromUrl(cookies, url); }
    /// The value of the header `Cookie` of a request to `url`: `own`, and the jar's behind it, where the jar's replace
    /// own ones of the same name. Empty: no header.
    QByteArray header(const QByteArray &own, const QUrl &url) const;

private:
    QNetworkCookieJar jar_;
};

} // namespace helio
