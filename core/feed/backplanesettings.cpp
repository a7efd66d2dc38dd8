// SPDX-License-Identifier: GPL-3.0-or-later
#include "feed/backplanesettings.h"

#include <QStringList>
#include <QUrl>

namespace helio {

namespace {

const QString SchemeEnd = QStringLiteral("://");
const QString PasswordItem = QStringLiteral("password=");

QString decoded(const QString &text)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text.toUtf8()));
}

/// Where user and password end: the last `@` before the query; -1 when there are none.
qsizetype userEnd(const QString &url, qsizetype begin)
{
    const qsizetype question = url.indexOf(u'?', begin);
    const qsizetype at = url.lastIndexOf(u'@', question < 0 ? -1 : question - 1);
    return at < begin ? -1 : at;
}

} // namespace

BackplaneSettings BackplaneSettings::fromUrl(const QString &url)
{
    BackplaneSettings settings;
    settings.url = url;
    const qsizetype scheme = url.indexOf(SchemeEnd);
    if (scheme < 0)
        return settings;
    if (const qsizetype question = url.indexOf(u'?'); question >= 0) {
        QStringList items = url.mid(question + 1).split(u'&');
        items.removeIf([&settings](const QString &item) {
            if (!item.startsWith(PasswordItem))
                return false;
            settings.password = decoded(item.mid(PasswordItem.size()));
            return true;
        });
        settings.url = url.left(question);
        if (!items.isEmpty())
            settings.url += u'?' + items.join(u'&');
    }
    const qsizetype begin = scheme + SchemeEnd.size();
    const qsizetype at = userEnd(settings.url, begin);
    const qsizetype colon = settings.url.indexOf(u':', begin);
    if (at < 0 || colon < 0 || colon > at)
        return settings;
    if (settings.password.isEmpty())
        settings.password = decoded(settings.url.mid(colon + 1, at - colon - 1));
    // A user stays before its `@`; without one that goes too.
    settings.url.remove(colon, colon == begin ? at - colon + 1 : at - colon);
    return settings;
}

QString BackplaneSettings::fullUrl() const
{
    const qsizetype scheme = url.indexOf(SchemeEnd);
    if (password.isEmpty() || scheme < 0)
        return url;
    const qsizetype begin = scheme + SchemeEnd.size();
    const qsizetype at = userEnd(url, begin);
    const QString encoded = u':' + QString::fromLatin1(QUrl::toPercentEncoding(password));
    return at < 0 ? url.left(begin) + encoded + u'@' + url.mid(begin) : url.left(at) + encoded + url.mid(at);
}

} // namespace helio
