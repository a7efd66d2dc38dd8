// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/huburl.h"

#include "client/answer.h"
#include "client/networkmanager.h"

#include <QCoreApplication>

namespace helio {

namespace {

class Text
{
    Q_DECLARE_TR_FUNCTIONS(helio::HubUrl)
};

} // namespace

QUrl hubUrlFrom(const QString &text, QString &problem)
{
    const QString trimmed = text.trimmed();
    const bool hasScheme = trimmed.contains(QLatin1StringView("://"));
    QUrl url(hasScheme ? trimmed : QStringLiteral("http://") + trimmed);
    if (trimmed.isEmpty() || !isHttpUrl(url)) {
        problem = Text::tr("The address of a hub is http:// or https:// with a host, such as "
                           "http://hub.example:7373.");
        return {};
    }
    if (!url.userInfo().isEmpty()) {
        problem = Text::tr("The address of a hub has no user and no password; give a token instead.");
        return {};
    }
    url.setQuery(QString());
    url.setFragment(QString());
    QString path = url.path(QUrl::FullyEncoded);
    const auto withoutSlashes = [&path] {
        while (path.endsWith(u'/'))
            path.chop(1);
    };
    withoutSlashes();
    if (path.endsWith(QLatin1StringView("/stream"))) {
        path.chop(7);
        withoutSlashes();
    }
    url.setPath(path, QUrl::TolerantMode);
    return url;
}

QUrl hubEndpoint(const QUrl &hub, const QByteArray &target)
{
    return QUrl::fromEncoded(hub.toEncoded(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo) + target,
                             QUrl::StrictMode);
}

QString hubName(const QUrl &hub)
{
    return hub.toDisplayString(QUrl::RemoveUserInfo);
}

bool isUnguarded(const QUrl &hub)
{
    return hub.scheme() != QLatin1StringView("https") && !isThisMachine(hub.host());
}

QByteArray encodedPart(const QByteArray &text)
{
    return text.toPercentEncoding();
}

} // namespace helio
