// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/exchange.h"

#include "client/authentication.h"

#include <QUrlQuery>

namespace helio {

namespace {

constexpr char Ellipsis[] = "\u2026";
/// A shorter secret would be half revealed by four of its characters.
constexpr qsizetype ShortestReported = 16;
constexpr qsizetype ShownCharacters = 4;

QByteArray maskedToken(const QByteArray &token)
{
    return token.size() < ShortestReported ? QByteArray(Ellipsis) : Ellipsis + token.right(ShownCharacters);
}

QByteArray maskedCookies(const QByteArray &value)
{
    QByteArrayList masked;
    const QByteArrayList parts = value.split(';');
    for (const QByteArray &part : parts) {
        const qsizetype equals = part.indexOf('=');
        masked.append(equals < 0 ? QByteArray(Ellipsis) : part.left(equals + 1) + Ellipsis);
    }
    return masked.join(';');
}

} // namespace

QByteArray maskedHeader(QByteArrayView name, const QByteArray &value)
{
    if (!isCredential(name) || value.isEmpty())
        return value;
    const QByteArray lowerName = name.toByteArray().toLower();
    if (lowerName == "www-authenticate" || lowerName == "proxy-authenticate")
        return value; // a question, which is what one wants to read
    if (lowerName == "cookie")
        return maskedCookies(value);
    if (lowerName == "set-cookie") {
        // The attributes are what one looks for when a cookie does not come back.
        const qsizetype end = value.indexOf(';');
        return maskedCookies(value.left(end)) + (end < 0 ? QByteArray() : value.mid(end));
    }
    const qsizetype space = value.indexOf(' ');
    const QByteArray scheme = space < 0 ? QByteArray() : value.left(space + 1);
    // Base64 reveals three characters of a password with its last four.
    if (scheme.toLower() == "basic ")
        return scheme + Ellipsis;
    return scheme + maskedToken(value.mid(space + 1));
}

QUrl maskedUrl(const QUrl &url)
{
    QUrl masked = url;
    if (!url.userInfo().isEmpty())
        masked.setUserInfo(QString::fromUtf8(Ellipsis));
    if (!url.hasQuery())
        return masked;
    QUrlQuery query;
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyEncoded);
    for (const auto &[name, value] : items) {
        const QByteArray shown = isCredential(QUrl::fromPercentEncoding(name.toLatin1()).toUtf8())
                                     ? maskedToken(value.toLatin1())
                                     : value.toLatin1();
        query.addQueryItem(name, QString::fromUtf8(shown));
    }
    masked.setQuery(query);
    return masked;
}

} // namespace helio
