// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/proxyurl.h"

namespace helio {

namespace {

constexpr int UsualPort = 1080; ///< as curl has it

} // namespace

std::optional<QUrl> proxyUrl(const QString &text, const QString &usualScheme)
{
    const bool hasScheme = text.contains(QLatin1StringView("://"));
    QUrl url(hasScheme ? text : usualScheme + QLatin1StringView("://") + text);
    if (url.scheme() == QLatin1StringView("socks5h"))
        url.setScheme(QStringLiteral("socks5"));
    if (!url.isValid() || url.host().isEmpty() ||
        (url.scheme() != QLatin1StringView("http") && url.scheme() != QLatin1StringView("socks5")))
        return {};
    url.setPort(url.port(UsualPort));
    return url.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

QNetworkProxy proxyAt(const QUrl &url)
{
    const bool isSocks = url.scheme() == QLatin1StringView("socks5");
    return QNetworkProxy(isSocks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, url.host(),
                         quint16(url.port(UsualPort)), url.userName(QUrl::FullyDecoded),
                         url.password(QUrl::FullyDecoded));
}

} // namespace helio
