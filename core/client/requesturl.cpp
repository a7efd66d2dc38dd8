// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/requesturl.h"

#include <QStringList>

namespace helio {

QString withoutDotSegments(const QString &path)
{
    if (!path.startsWith(u'/'))
        return path;
    const QStringList segments = path.sliced(1).split(u'/');
    QStringList kept;
    for (qsizetype i = 0; i < segments.size(); ++i) {
        const bool isUp = segments[i] == QLatin1StringView("..");
        const bool isDot = isUp || segments[i] == QLatin1StringView(".");
        if (isUp && !kept.isEmpty())
            kept.removeLast();
        if (!isDot)
            kept.append(segments[i]);
        else if (i == segments.size() - 1)
            kept.append(QString()); // what a step leads to is a folder
    }
    return u'/' + kept.join(u'/');
}

QUrl requestUrl(const QUrl &url)
{
    QUrl asked = url.adjusted(QUrl::RemoveUserInfo);
    const QString given = asked.path(QUrl::FullyEncoded);
    QString path = withoutDotSegments(given);
    // QUrl takes a path that begins with an empty segment for a host once it stands alone, and drops the segment.
    if (path.startsWith(QLatin1StringView("//")))
        path.prepend(QLatin1StringView("/."));
    if (path != given)
        asked.setPath(path, QUrl::StrictMode);
    return asked;
}

} // namespace helio
