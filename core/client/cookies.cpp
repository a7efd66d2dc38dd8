// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/cookies.h"

#include <QNetworkCookie>

#include <algorithm>

namespace helio {

QByteArray Cookies::header(const QByteArray &own, const QUrl &url) const
{
    const QList<QNetworkCookie> kept = jar_.cookiesForUrl(url);
    if (kept.isEmpty())
        return own;
    QByteArrayList pairs;
    for (const QByteArray &pair : own.split(';')) {
        const QByteArray name = pair.left(pair.indexOf('=')).trimmed();
        const bool isReplaced =
            std::any_of(kept.begin(), kept.end(), [&name](const auto &c) { return c.name() == name; });
        if (!pair.trimmed().isEmpty() && !isReplaced)
            pairs.append(pair.trimmed());
    }
    for (const QNetworkCookie &cookie : kept)
        pairs.append(cookie.toRawForm(QNetworkCookie::NameAndValueOnly));
    return pairs.join("; ");
}

} // namespace helio
